/* What is said of names that cannot be replaced, or whose replacement does harm. */
#include "links.h"
#include "names.h"

static const char *const ways[] = {
    [VT_WAY_MARK] = "put the place between \"<!-- audience: … -->\" and \"<!-- /audience -->\", or write it "
                    "without the name",
    [VT_WAY_FIELD] =
        "leave it out, write it without the name, or keep the entry from this audience with \"audience:\"",
    [VT_WAY_SETTING] = "give this audience's site an address without the name",
};

void vt_names_report(VtBuild *build, VtSpan place, VtSlice name, const char *where, VtNamesWay way)
{
    VtDiagnostic *diagnostic = vt_diagnose(
        build->sink, VT_NAME_HIDDEN, place,
        "\"%.*s\" %s: it is hidden from \"%s\", and cannot be replaced there", (int)name.length, name.data,
        where, build->audience->name);
    vt_diagnostic_note(diagnostic, "%s", ways[way]);
}

/* An address as people read it: "%2D" is a hyphen. What is no text when it is decoded stays as it is. */
static char *readable(VtSlice address)
{
    g_autofree char *written = g_strndup(address.data, address.length);
    char *decoded = g_uri_unescape_string(written, NULL);
    return decoded && g_utf8_validate(decoded, -1, NULL) ? decoded
                                                         : (g_free(decoded), g_steal_pointer(&written));
}

void vt_names_check_address(VtBuild *build, VtSpan place, VtSlice address, VtNamesWay way)
{
    if (!build->names || address.length == 0)
        return;
    g_autofree char *text = readable(address);
    VtPhraseMatch match;
    if (!vt_phrases_find(build->names->phrases, text, strlen(text), 0, &match))
        return;
    VtSlice name = {text + match.start, match.end - match.start};
    vt_names_report(build, place, name, "in an address", way);
}

/* ---- Settings ---- */

static void check_replacement(VtBuild *build, const VtName *name, unsigned number)
{
    const VtNode *text = name->replace ? vt_node_get(name->replace, build->audience->name) : NULL;
    VtPhraseMatch match;
    if (!text || !text->text ||
        !vt_phrases_find(build->names->phrases, text->text, strlen(text->text), 0, &match))
        return;
    bool own = match.number == number;
    if (own && vt_diagnostics_holds(build->sink, VT_NAME_SHOWN))
        return;
    VtDiagnostic *diagnostic =
        own ? vt_diagnose(build->sink, VT_NAME_SHOWN, text->span,
                          "\"%s\" is replaced by a text that holds it", name->name)
            : vt_diagnose(build->sink, VT_NAME_SHOWN, text->span,
                          "\"%s\" is replaced by a text that holds \"%s\", which \"%s\" must not read either",
                          name->name, build->names->items[match.number].name, build->audience->name);
    vt_diagnostic_note(diagnostic, "write what the audience may read instead, such as \"a large bank\"");
}

void vt_names_check_settings(VtBuild *build)
{
    const VtSite *site = &build->portfolio->site;
    const VtAudience *audience = build->audience;
    unsigned number = 0;
    for (size_t i = 0; i < site->name_count; i++)
        if (number < build->names->count && build->names->items[number].name == site->names[i].name)
            check_replacement(build, &site->names[i], number++);
    if (!build->options->base_url)
        vt_names_check_address(build, audience->span, vt_slice(audience->url), VT_WAY_SETTING);
    vt_names_check_address(build, audience->span, vt_slice(audience->domain), VT_WAY_SETTING);
}

/* ---- Addresses that fall together ---- */

/* What is written under an address. */
typedef struct Holder {
    const char *path;      /* as the author knows it */
    const char *real_path; /* of a file */
    const VtEntry *origin; /* NULL: a file */
} Holder;

static void hold(VtBuild *build, GHashTable *holders, const char *file, Holder holder)
{
    const Holder *first = g_hash_table_lookup(holders, file);
    if (!first) {
        Holder *kept = VT_ARENA_NEW(build->arena, Holder);
        *kept = holder;
        g_hash_table_insert(holders, (char *)file, kept);
        return;
    }
    g_autofree char *sentence = g_strdup_printf(
        "for \"%s\", %s has the address of %s since names are replaced", build->audience->name, holder.path,
        first->path);
    VtDiagnostic *diagnostic = holder.origin ? vt_diagnose(build->sink, VT_NAME_ADDRESS,
                                                           VT_IN_FILE(&holder.origin->source), "%s", sentence)
                                             : vt_diagnose_path(build->sink, VT_NAME_ADDRESS,
                                                                holder.real_path, "%s", sentence);
    vt_diagnostic_note(diagnostic,
                       holder.origin ? "give one of them a \"slug:\", or replace the names by different texts"
                                     : "rename one of them, or replace the names by different texts");
}

void vt_names_check_files(VtBuild *build)
{
    if (!build->names)
        return;
    g_autoptr(GHashTable) holders = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < build->shown_count; i++) {
        const VtEntry *origin = build->origins[i];
        if (!vt_is_front(origin) && !vt_is_section_index(origin))
            hold(build, holders, build->shown[i].file, (Holder){.path = origin->path, .origin = origin});
    }
    for (size_t i = 0; i < build->section_count; i++)
        hold(build, holders, build->sections[i].file,
             (Holder){.path = build->sections[i].name, .real_path = build->sections[i].name});
    for (size_t i = 0; i < build->portfolio->asset_count; i++)
        if (build->asset_shown[i]) {
            const VtAssetFile *asset = &build->portfolio->assets[i];
            hold(build, holders, vt_names_path(build, asset->path),
                 (Holder){asset->path, asset->real_path, NULL});
        }
}
