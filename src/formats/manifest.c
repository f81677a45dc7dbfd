/* The W3C application manifest. Its own addresses are from the host's root, unlike those of all other files:
 * a browser refuses a manifest whose start address is of another origin, as it would be in a preview. */
#include "absolute.h"
#include "json.h"

/* Beside an icon there is room for about twelve letters. */
static const char *short_name(const VtEdition *edition)
{
    const VtFields *person = edition->profile ? &edition->profile->fields : NULL;
    bool fits = g_utf8_validate(edition->title, -1, NULL) && g_utf8_strlen(edition->title, -1) <= 12;
    return !fits && person && person->given_name ? person->given_name : edition->title;
}

static void write_icon(VtJson *json, const char *address, const char *sizes, const char *type)
{
    if (!address)
        return;
    vt_json_object(json, NULL);
    vt_json_text(json, "src", address);
    vt_json_text(json, "sizes", sizes);
    vt_json_text(json, "type", type);
    vt_json_close(json);
}

static void write_icons(VtJson *json, const VtEdition *edition)
{
    g_autofree char *icon = g_strconcat(edition->base_path, "icon.svg", NULL);
    vt_json_array(json, "icons");
    write_icon(json, icon, "any", "image/svg+xml");
    write_icon(json, edition->small_icon, "192x192", "image/png");
    write_icon(json, edition->large_icon, "512x512", "image/png");
    vt_json_close(json);
}

bool vt_format_manifest(const VtEdition *edition, VtBuffer *out, VtDiagnostics *sink)
{
    (void)sink;
    VtJson json;
    vt_json_begin(&json, out, true);
    vt_json_text(&json, "name", edition->title);
    vt_json_text(&json, "short_name", short_name(edition));
    vt_json_text(&json, "description", edition->description);
    vt_json_text(&json, "lang", edition->language);
    vt_json_text(&json, "start_url", edition->base_path);
    vt_json_text(&json, "scope", edition->base_path);
    vt_json_text(&json, "display", "browser");
    write_icons(&json, edition);
    vt_json_end(&json);
    return true;
}
