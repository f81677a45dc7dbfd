/* The icon: the initials on a tile whose colour follows from the name. White on each tile, and the dark
 * scheme's ink on its tint, have a contrast of at least 4.5 : 1. */
#include "absolute.h"
#include "clean_text.h"
#include "xml.h"

typedef struct Colour {
    const char *tile;
    const char *tint; /* of the same hue, light: ink and tile change places in the dark scheme */
} Colour;

static const Colour colours[] = {
    {"#2f4b7c", "#c7d5ee"}, {"#285f5b", "#bfe0dc"}, {"#5b3f77", "#dccdea"},
    {"#6d3b4b", "#efcdd7"}, {"#4a5530", "#d9e0c3"}, {"#3d5266", "#cddae6"},
};

static const Colour *colour_of(const char *name)
{
    uint32_t sum = 0;
    for (const char *p = name; *p; p++)
        sum = sum * 31 + (unsigned char)*p;
    return &colours[sum % G_N_ELEMENTS(colours)];
}

/* The first letter or digit with the marks that belong to it, as a capital where its script has them. Returns
 * whether there is one. */
static bool append_initial(VtBuffer *out, const char *word)
{
    const char *p = word;
    while (*p && !g_unichar_isalnum(g_utf8_get_char(p)))
        p = g_utf8_next_char(p);
    if (*p == '\0')
        return false;
    char bytes[6];
    gint length = g_unichar_to_utf8(g_unichar_totitle(g_utf8_get_char(p)), bytes);
    vt_buffer_append(out, bytes, (size_t)length);
    const char *marks = g_utf8_next_char(p);
    for (p = marks; *p && g_unichar_ismark(g_utf8_get_char(p));)
        p = g_utf8_next_char(p);
    vt_buffer_append(out, marks, (size_t)(p - marks));
    return true;
}

/* The first word that has a letter, or the last. NULL when none has. */
static const char *word_with_letter(char *const *words, bool last)
{
    const char *found = NULL;
    for (; *words && (last || !found); words++) {
        g_auto(VtBuffer) probe = {0};
        if (append_initial(&probe, *words))
            found = *words;
    }
    return found;
}

static void append_of_words(VtBuffer *out, const char *name)
{
    g_auto(GStrv) words = g_strsplit_set(name, " \t\n-", -1);
    const char *first = word_with_letter(words, false);
    const char *last = word_with_letter(words, true);
    if (first)
        append_initial(out, first);
    if (last != first)
        append_initial(out, last);
}

/* Of given and family name where they are known apart, else of the first and last word of the name. */
static void append_initials(VtBuffer *out, const VtFields *person, const char *name)
{
    const char *parts[] = {person ? person->given_name : NULL, person ? person->family_name : NULL, name};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_auto(VtBuffer) clean = {0};
        vt_clean_append(&clean, parts[i] ? parts[i] : "", parts[i] ? strlen(parts[i]) : 0);
        if (i < 2)
            append_initial(out, vt_buffer_string(&clean));
        else if (out->length == 0)
            append_of_words(out, vt_buffer_string(&clean));
    }
}

static void write_style(VtXml *xml, const Colour *colour)
{
    g_autofree char *style = g_strdup_printf(
        "rect{fill:%s}text{fill:#fff}@media (prefers-color-scheme:dark){rect{fill:%s}text{fill:%s}}",
        colour->tile, colour->tint, colour->tile);
    vt_xml_element_text(xml, "style", style);
}

static void write_tile(VtXml *xml)
{
    vt_xml_open(xml, "rect");
    vt_xml_attribute(xml, "width", "64");
    vt_xml_attribute(xml, "height", "64");
    vt_xml_attribute(xml, "rx", "14");
    vt_xml_close(xml);
}

static void write_initials(VtXml *xml, const char *initials)
{
    static const char *const attributes[][2] = {
        {"x", "32"},
        {"y", "33"},
        {"font-size", "28"},
        {"font-family", "system-ui, sans-serif"},
        {"font-weight", "600"},
        {"text-anchor", "middle"},
        {"dominant-baseline", "central"},
    };
    vt_xml_open(xml, "text");
    for (size_t i = 0; i < G_N_ELEMENTS(attributes); i++)
        vt_xml_attribute(xml, attributes[i][0], attributes[i][1]);
    vt_xml_text(xml, initials, strlen(initials));
    vt_xml_close(xml);
}

void vt_format_icon_tile(const VtEdition *edition, VtBuffer *letters, const char **ground, const char **ink)
{
    const char *name = vt_author_name(edition);
    append_initials(letters, edition->profile ? &edition->profile->fields : NULL, name);
    *ground = colour_of(name)->tile;
    *ink = "#ffffff";
}

bool vt_format_icon(const VtEdition *edition, VtBuffer *out, VtDiagnostics *sink)
{
    const VtFields *person = edition->profile ? &edition->profile->fields : NULL;
    const char *name = vt_author_name(edition);
    g_auto(VtBuffer) initials = {0};
    append_initials(&initials, person, name);
    VtXml xml;
    vt_xml_init(&xml, out);
    vt_xml_open(&xml, "svg");
    vt_xml_attribute(&xml, "xmlns", "http://www.w3.org/2000/svg");
    vt_xml_attribute(&xml, "viewBox", "0 0 64 64");
    vt_xml_element_text(&xml, "title", name);
    write_style(&xml, colour_of(name));
    write_tile(&xml);
    write_initials(&xml, vt_buffer_string(&initials));
    vt_xml_close(&xml);
    return vt_xml_finish(&xml, "icon.svg", sink);
}
