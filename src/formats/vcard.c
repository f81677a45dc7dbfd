/* vCard 4.0, RFC 6350. No REV: it would be a time stamp. PRONOUNS is of RFC 9554. */
#include "absolute.h"
#include "content_lines.h"

/* Family and given name, then three components that nobody gave. Names not known apart leave all five empty.
 */
static void write_name(VtBuffer *out, const VtFields *person)
{
    g_auto(VtBuffer) value = {0};
    vt_content_escape(&value, person->family_name);
    vt_buffer_append_char(&value, ';');
    vt_content_escape(&value, person->given_name);
    vt_buffer_append_string(&value, ";;;");
    vt_content_line(out, "N", vt_buffer_string(&value));
}

/* The place as people write it, where the locality stands: box; extension; street; locality; region; code;
 * country. */
static void write_place(VtBuffer *out, const char *place)
{
    if (!place)
        return;
    g_auto(VtBuffer) value = {0};
    vt_buffer_append_string(&value, ";;;");
    vt_content_escape(&value, place);
    vt_buffer_append_string(&value, ";;;");
    vt_content_line(out, "ADR", vt_buffer_string(&value));
}

static const char *employer(const VtEdition *edition)
{
    for (size_t i = 0; i < edition->roles.count; i++)
        if (edition->roles.items[i]->current)
            return edition->roles.items[i]->fields.organization;
    return NULL;
}

static void write_addresses(VtBuffer *out, const VtEdition *edition, const VtFields *person)
{
    g_autofree char *home = vt_site_address(edition, "");
    g_autofree char *own = vt_web_address(edition, person->url);
    vt_content_line(out, "URL", home);
    if (own && strcmp(own, home) != 0)
        vt_content_line(out, "URL", own);
    for (size_t i = 0; i < person->profiles.count; i++) {
        g_autofree char *account = vt_web_address(edition, person->profiles.items[i].url);
        vt_content_line(out, "URL", account);
    }
}

static void write_person(VtBuffer *out, const VtEdition *edition, const VtEditionEntry *profile)
{
    const VtFields *person = &profile->fields;
    g_autofree char *photo = vt_absolute_address(edition, profile->image_address);
    write_name(out, person);
    vt_content_line_text(out, "PRONOUNS", person->pronouns);
    vt_content_line_text(out, "TITLE", person->label);
    vt_content_line_text(out, "ORG", employer(edition));
    vt_content_line_text(out, "EMAIL", person->email);
    vt_content_line_text(out, "TEL", person->phone);
    write_place(out, person->location);
    write_addresses(out, edition, person);
    vt_content_line(out, "PHOTO", photo);
    vt_content_line(out, "LANG", edition->language);
    vt_content_line_text(out, "NOTE", profile->description);
}

bool vt_format_vcard(const VtEdition *edition, VtBuffer *out, VtDiagnostics *sink)
{
    (void)sink;
    vt_content_line(out, "BEGIN", "VCARD");
    vt_content_line(out, "VERSION", "4.0");
    vt_content_line(out, "PRODID", "-//Vitrine//Vitrine//EN");
    vt_content_line(out, "KIND", "individual");
    vt_content_line_text(out, "FN", vt_author_name(edition));
    if (edition->profile)
        write_person(out, edition, edition->profile);
    vt_content_line(out, "END", "VCARD");
    return true;
}
