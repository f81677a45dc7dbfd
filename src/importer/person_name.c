/* Is a heading the name of a person? */
#include "recognisers.h"

/* What stands around a name in the title of a document. */
static VtRange without_title_words(VtSlice heading)
{
    static const char *const before[] = {"résumé of ",  "resume of ",
                                         "cv of ",      "curriculum vitae of ",
                                         "resume: ",    "cv: ",
                                         "résumé: ",    "curriculum vitae: ",
                                         "lebenslauf ", "hi, i'm ",
                                         "hi, i’m ",    "hello, i'm ",
                                         "about ",      "curriculum vitae ",
                                         "cv - ",       "cv – ",
                                         "resume - "};
    static const char *const after[] = {"'s resume", "’s resume", "'s résumé", "’s résumé", "'s cv",
                                        "’s cv",     " resume",   " résumé",   " cv",       "'s portfolio",
                                        " - resume", " – resume", " – cv",     " - cv",     " (résumé)"};
    VtRange range = vt_range_trim(heading.data, (VtRange){0, (uint32_t)heading.length}, true);
    for (size_t i = 0; i < G_N_ELEMENTS(before); i++) {
        size_t length = strlen(before[i]);
        if (range.end - range.start > length &&
            g_ascii_strncasecmp(heading.data + range.start, before[i], length) == 0)
            range.start += (uint32_t)length;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(after); i++) {
        size_t length = strlen(after[i]);
        if (range.end - range.start > length &&
            g_ascii_strncasecmp(heading.data + range.end - length, after[i], length) == 0)
            range.end -= (uint32_t)length;
    }
    return vt_range_trim(heading.data, range, true);
}

static VtRange split_label(const char *text, VtRange range, VtRange *label)
{
    static const char *const separators[] = {" | ", " – ", " — ", " - ", ", ", ": ", " · "};
    *label = (VtRange){0};
    for (size_t i = 0; i < G_N_ELEMENTS(separators); i++) {
        const char *found = memmem(text + range.start, range.end - range.start, separators[i],
                                   strlen(separators[i]));
        if (found == NULL)
            continue;
        VtRange behind = {(uint32_t)(found - text) + (uint32_t)strlen(separators[i]), range.end};
        VtRange name = {range.start, (uint32_t)(found - text)};
        if (vt_role_words(vt_range_slice(text, behind)) == 0)
            continue;
        *label = vt_range_trim(text, behind, true);
        return vt_range_trim(text, name, true);
    }
    return range;
}

/* Two to seven words, nearly all with a capital, no digits, none that names a job or a section. */
static bool looks_like_name(VtSlice text)
{
    g_autofree char *plain = vt_plain_text(text);
    g_auto(GStrv) words = g_strsplit_set(plain, " ", -1);
    unsigned count = 0;
    unsigned capitals = 0;
    for (char **word = words; *word != NULL; word++) {
        if (**word == '\0')
            continue;
        gunichar c = g_utf8_get_char_validated(*word, -1);
        count++;
        capitals += c < 0x110000 &&
                    (g_unichar_isupper(c) || g_unichar_type(c) == G_UNICODE_OTHER_LETTER || c == '(');
    }
    bool wide = count == 1 && capitals == 1 && (unsigned char)plain[0] >= 0xe3;
    return ((count >= 2 && count <= 7 && capitals + 1 >= count && capitals >= 2) || wide) &&
           strpbrk(plain, "0123456789@:?!/=") == NULL && vt_role_words(text) == 0;
}

bool vt_person_name(VtSlice heading, VtRange *name, VtRange *label)
{
    enum { LONGEST = 120 };
    if (heading.length > LONGEST || heading.length == 0)
        return false;
    VtRange range = without_title_words(heading);
    *name = split_label(heading.data, range, label);
    return !vt_range_is_empty(*name) && vt_section_words(vt_range_slice(heading.data, *name)).sure < 70 &&
           looks_like_name(vt_range_slice(heading.data, *name));
}
