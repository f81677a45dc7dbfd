/* Words that tell what somebody is from where. */
#include "recognisers.h"

/* Beginnings of words, folded. A "$" at the end: the whole word. */
static const char *const role_words[] = {
    "engineer",      "developer",
    "manager",       "lead$",
    "director",      "architect",
    "analyst",       "scientist",
    "consultant",    "designer",
    "intern$",       "internship",
    "founder",       "co-founder",
    "cto$",          "ceo$",
    "coo$",          "vp$",
    "head$",         "administrator",
    "specialist",    "researcher",
    "assistant",     "associate$",
    "professor",     "lecturer",
    "teacher",       "tutor",
    "programmer",    "contractor",
    "freelance",     "officer",
    "coordinator",   "co-ordinator",
    "writer",        "editor",
    "trainee",       "apprentice",
    "president$",    "technician",
    "advisor",       "adviser",
    "principal$",    "devops",
    "sre$",          "owner$",
    "partner$",      "mentor$",
    "coach$",        "organiser",
    "organizer",     "volunteer$",
    "supervisor",    "instructor",
    "fellow$",       "student$",
    "tester$",       "chief$",
    "executive$",    "strategist",
    "evangelist",    "advocate$",
    "chair$",        "secretary$",
    "treasurer$",    "maintainer",
    "contributor",   "author$",
    "entwickler",    "softwareentwickler",
    "ingenieur",     "leiter",
    "teamleiter",    "abteilungsleiter",
    "projektleiter", "berater",
    "werkstudent",   "praktikant",
    "praktikum",     "geschäftsführer",
    "mitarbeiter",   "wissenschaftlich",
    "hilfskraft",    "softwareingenieur",
    "auszubildende", "administratorin",
    "ingénieur",     "développeu",
    "chef$",         "cheffe$",
    "responsable",   "stagiaire",
    "stage$",        "directeur",
    "directrice",    "consultante",
    "chercheu",      "analyste",
    "technicien",    "ingenier",
    "desarrollador", "jefe$",
    "jefa$",         "directora",
    "becari",        "analista",
    "programador",   "profesor",
    "arquitect",     "gerente",
    "líder",         "responsable",
    "sysadmin",      "barista",
    "clerk",         "captain$",
    "nurse",
};

static const char *const organization_words[] = {
    "inc$",         "ltd$",        "llc$",         "gmbh$",       "ag$",         "plc$",       "corp$",
    "corporation",  "company$",    "co$",          "university",  "universit",   "college$",   "school$",
    "institute",    "bank$",       "technologies", "technology$", "labs$",       "laborator",  "group$",
    "systems$",     "solutions$",  "consulting$",  "foundation",  "association", "hochschule", "sarl$",
    "sas$",         "holding",     "agency$",      "ministry",    "hospital",    "council$",   "services$",
    "consultants$", "studios$",    "ventures$",    "partners$",   "clients$",    "society$",   "union$",
    "limited$",     "universidad", "institut",     "oü$",         "s.l$",        "b.v$",
};

/* Several engineers are a company: "Cambridge Consultants". */
static bool is_plural(const char *word, size_t row_length)
{
    size_t length = strlen(word);
    return length == row_length + 1 && word[row_length] == 's';
}

static bool matches(const char *word, const char *row)
{
    size_t length = strlen(row);
    if (row[length - 1] != '$' && is_plural(word, length))
        return false;
    if (row[length - 1] != '$')
        return strncmp(word, row, length) == 0;
    return strlen(word) == length - 1 && strncmp(word, row, length - 1) == 0;
}

static unsigned count_words(VtSlice text, const char *const *rows, size_t count)
{
    enum { LONGEST = 400 };
    g_autofree char *plain = vt_plain_text((VtSlice){text.data, MIN(text.length, (size_t)LONGEST)});
    g_autofree char *valid = g_utf8_make_valid(plain, -1);
    g_autofree char *lower = g_utf8_strdown(valid, -1);
    g_auto(GStrv) words = g_strsplit_set(lower, " ,/()&|:;.\t", -1);
    unsigned found = 0;
    for (char **word = words; *word != NULL; word++)
        for (size_t i = 0; **word != '\0' && i < count; i++)
            if (matches(*word, rows[i])) {
                found++;
                break;
            }
    return found;
}

unsigned vt_role_words(VtSlice text)
{
    return count_words(text, role_words, G_N_ELEMENTS(role_words));
}

unsigned vt_organization_words(VtSlice text)
{
    return count_words(text, organization_words, G_N_ELEMENTS(organization_words));
}
