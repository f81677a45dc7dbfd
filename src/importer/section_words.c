/* What the heading of a section says, in the languages that résumés come in. */
#include "recognisers.h"

/* Several words of a heading count most: rows go from the particular to the general, and the first that is
 * found wins. */
static const struct {
    VtSectionKind kind;
    const char *words; /* separated by "|"; folded */
} rows[] = {
    {VT_HEADING_QUESTIONS,
     "example questions|interview questions|open questions|questions to ask|interview notes|"
     "interview prep|interview preparation|offene fragen|questions ouvertes|preguntas"},
    {VT_HEADING_WEAKNESSES,
     "improvement areas|areas for improvement|areas of improvement|areas to improve|weaknesses|"
     "growth areas|things to improve|blind spots|schwachen|schwächen|points a ameliorer|"
     "points à améliorer|debilidades"},
    {VT_HEADING_REFERENCES, "references|referees|referenzen|références|referencias"},
    {VT_HEADING_TITLE, "curriculum vitae|résumé|resume|cv|lebenslauf|hoja de vida|currículum|curriculum"},
    {VT_HEADING_COMMUNITY, "diversity|diversity and inclusion|community|community "
                           "work|volunteering|volunteer experience|volunteer work|"
                           "volunteer|volunteering experience|voluntary work|outreach|mentoring|open source "
                           "community|community involvement|"
                           "leadership and volunteering|extracurricular "
                           "activities|extracurricular|ehrenamt|engagement|bénévolat|voluntariado|"
                           "activities|social engagement|meetups"},
    {VT_HEADING_CERTIFICATES,
     "certifications|certificates|certification|licenses and certifications|zertifikate|"
     "certificaciones|courses|trainings|training|weiterbildung|formations"},
    {VT_HEADING_EDUCATION,
     "education|academic background|academic qualifications|qualifications|studies|university|"
     "education and training|ausbildung|studium|bildung|formation|éducation|études|educación|"
     "formación|formación académica|bildungsweg|akademische ausbildung"},
    {VT_HEADING_AWARDS,
     "awards|honors|honours|awards and honors|honors and awards|achievements and awards|prizes|"
     "scholarships|recognition|auszeichnungen|preise|prix|distinctions|premios|reconocimientos"},
    {VT_HEADING_TALKS,
     "talks|presentations|speaking|conference talks|public speaking|talks and workshops|lectures|"
     "vorträge|conférences|charlas|ponencias|talks and presentations|invited talks"},
    {VT_HEADING_WRITING, "publications|writing|papers|blog posts|articles|posts|selected publications|"
                         "veröffentlichungen|publikationen|publicaciones|patents|books|blog"},
    {VT_HEADING_STORIES, "stories|star stories|case studies|narratives|project narratives"},
    {VT_HEADING_PROJECTS,
     "projects|personal projects|side projects|selected projects|open source|open source projects|"
     "open source contributions|projekte|projets|proyectos|portfolio|contributions"},
    {VT_HEADING_EXPERIENCE,
     "experience|work experience|professional experience|employment|employment history|work "
     "history|work|career|"
     "career history|jobs|positions|relevant experience|industry experience|professional "
     "history|berufserfahrung|"
     "beruflicher werdegang|werdegang|berufspraxis|praktische erfahrung|expérience|expériences|expérience "
     "professionnelle|expériences professionnelles|parcours professionnel|experiencia|experiencia laboral|"
     "experiencia profesional|internships|erfahrung|工作经历|工作经验"},
    {VT_HEADING_LANGUAGES,
     "languages|spoken languages|sprachen|sprachkenntnisse|langues|idiomas|human languages"},
    {VT_HEADING_INTERESTS, "interests|hobbies|hobbies and interests|interests and hobbies|hobbys|interessen|"
                           "centres d'intérêt|loisirs|intereses|aficiones"},
    {VT_HEADING_SKILLS, "skills|technical skills|tech summary|technologies|technology|tech "
                        "stack|tools|toolbox|competencies|expertise|"
                        "core competencies|skills and tools|programming "
                        "languages|kenntnisse|fähigkeiten|edv-kenntnisse|compétences|"
                        "habilidades|competencias|technical summary|technical expertise|skill "
                        "set|skillset|technical proficiencies"},
    {VT_HEADING_PHILOSOPHY,
     "philosophy|personal philosophy|principles|values|beliefs|how i work|leadership philosophy|"
     "engineering philosophy|leadership principles|working principles"},
    {VT_HEADING_SUMMARY,
     "summary|about|about me|profile|objective|career objective|professional summary|overview|"
     "introduction|bio|biography|who am i|personal statement|executive summary|profil|über mich|"
     "zusammenfassung|à propos|perfil|resumen|sobre mí|highlights|kurzprofil|career summary"},
    {VT_HEADING_CONTACT,
     "contact|contact information|contact details|contact info|contact me|personal information|"
     "personal details|kontakt|kontaktdaten|persönliche daten|coordonnées|contacto|datos personales|"
     "links|social|personal data|get in touch|find me"},
};

static const char *const kind_names[VT_HEADING_COUNT] = {
    "section",   "experience", "community",  "education", "certificates", "awards",  "projects",
    "stories",   "talks",      "writing",    "skills",    "summary",      "contact", "languages",
    "interests", "philosophy", "weaknesses", "questions", "references",   "title"};

const char *vt_section_kind_name(VtSectionKind kind)
{
    return kind_names[kind];
}

/* Lower case; letters, digits and the joints of words alone; "&" is "and". */
static char *folded(VtSlice heading)
{
    g_autofree char *plain = vt_plain_text(heading);
    g_autofree char *lower = g_utf8_strdown(plain, -1);
    g_autoptr(GString) out = g_string_new(NULL);
    for (const char *p = lower; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool joint = (c == '-' || c == '\'' || c == 0x2019) && out->len > 0;
        if (c == '&' || c == '+')
            g_string_append(out, out->len > 0 && out->str[out->len - 1] != ' ' ? " and" : "and");
        else if (g_unichar_isalpha(c) || g_unichar_ismark(c) || joint)
            g_string_append_unichar(out, c == 0x2019 ? '\'' : c);
        else if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
    }
    g_strchomp(out->str);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static bool is_whole_word(const char *text, const char *found, size_t length)
{
    bool before = found == text || found[-1] == ' ';
    bool after = found[length] == '\0' || found[length] == ' ';
    return before && after;
}

enum { EXACT = 100, ENDS = 85, HOLDS = 70 };

static unsigned match(const char *heading, const char *word, size_t length)
{
    if (strlen(heading) == length && strncmp(heading, word, length) == 0)
        return EXACT;
    g_autofree char *needle = g_strndup(word, length);
    for (const char *p = strstr(heading, needle); p != NULL; p = strstr(p + 1, needle))
        if (is_whole_word(heading, p, length))
            return p[length] == '\0' ? ENDS : HOLDS;
    return 0;
}

static unsigned best_match(const char *heading, const char *words)
{
    unsigned best = 0;
    for (const char *word = words; *word != '\0';) {
        size_t length = strcspn(word, "|");
        best = MAX(best, match(heading, word, length));
        word += length + (word[length] == '|');
    }
    return best;
}

static unsigned count_spaces(const char *text)
{
    unsigned count = 0;
    for (; *text != '\0'; text++)
        count += *text == ' ';
    return count;
}

VtSectionGuess vt_section_words(VtSlice heading)
{
    enum { MOST_BYTES = 80, MOST_WORDS = 6 };
    VtSectionGuess best = {VT_HEADING_UNKNOWN, 0};
    if (heading.length > MOST_BYTES * 3)
        return best;
    g_autofree char *text = folded(heading);
    if (*text == '\0' || strlen(text) > MOST_BYTES || count_spaces(text) + 1 > MOST_WORDS)
        return best;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        unsigned sure = best_match(text, rows[i].words);
        if (sure > best.sure)
            best = (VtSectionGuess){rows[i].kind, sure};
    }
    return best;
}
