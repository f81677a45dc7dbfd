/* Where things are: "projects/dsp" is the page /base/projects/dsp/, written to projects/dsp/index.html.
 *
 * Paths are plain text, as file names are; addresses are percent-encoded (RFC 3986), in UTF-8. */
#include "edition_build.h"

/* Characters of a path that stand for themselves, less those that quoting in some place could trip over. */
static bool stands_for_itself(char c)
{
    return g_ascii_isalnum(c) || (c != '\0' && strchr("-._~/!$*+,=:@", c) != NULL);
}

static void append_encoded(VtBuffer *out, VtSlice path)
{
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < path.length; i++) {
        unsigned char byte = (unsigned char)path.data[i];
        if (stands_for_itself(path.data[i]))
            vt_buffer_append_char(out, path.data[i]);
        else
            vt_buffer_append(out, (char[]){'%', digits[byte >> 4], digits[byte & 15]}, 3);
    }
}

static const char *build_address(VtBuild *build, VtSlice path)
{
    vt_buffer_reset(&build->scratch);
    vt_buffer_append_string(&build->scratch, build->edition->base_path);
    append_encoded(&build->scratch, path);
    return vt_arena_copy(build->arena, build->scratch.data, build->scratch.length);
}

const char *vt_build_address(VtBuild *build, const char *path)
{
    return build_address(build, vt_slice(path));
}

/* The length of "https://host:port", or 0. */
static size_t origin_length(const char *url)
{
    const char *host = g_str_has_prefix(url, "https://")  ? url + 8
                       : g_str_has_prefix(url, "http://") ? url + 7
                                                          : NULL;
    if (!host)
        return 0;
    size_t length = strcspn(host, "/?#");
    return length > 0 ? (size_t)(host - url) + length : 0;
}

/* A base path is an address already: only what no address may hold is encoded, "%" stays. */
static const char *base_path(VtBuild *build, const char *path)
{
    VtBuffer *out = &build->scratch;
    vt_buffer_reset(out);
    vt_buffer_append_char(out, '/');
    for (const char *p = path + (*path == '/'); *p; p++) {
        if (*p == '%')
            vt_buffer_append_char(out, '%');
        else
            append_encoded(out, (VtSlice){p, 1});
    }
    if (out->data[out->length - 1] != '/')
        vt_buffer_append_char(out, '/');
    return vt_arena_copy(build->arena, out->data, out->length);
}

bool vt_build_base(VtBuild *build)
{
    const char *given = build->options->base_url;
    const char *url = given ? given : build->audience->url;
    if (!url && vt_diagnostics_holds(build->sink, VT_SITE_ADDRESS))
        return false;
    size_t length = url ? origin_length(url) : 0;
    if (length == 0 || strpbrk(url + length, "?# \t\r\n")) {
        VtSpan span = given ? VT_NOWHERE : build->audience->span;
        VtDiagnostic *diagnostic = vt_diagnose(build->sink, VT_EDITION_BASE_URL, span,
                                               "\"%s\" cannot be the address of a site", url ? url : "");
        vt_diagnostic_note(diagnostic,
                           "it must be like https://robin.example/ or http://localhost:8000/portfolio/");
        return false;
    }
    build->edition->origin = vt_arena_copy(build->arena, url, length);
    build->edition->base_path = base_path(build, url + length);
    return true;
}

static void address_entry(VtBuild *build, const VtEntry *origin, VtEditionEntry *entry)
{
    const VtEdition *edition = build->edition;
    if (vt_is_front(origin)) {
        entry->address = edition->base_path;
        entry->file = "index.html";
    } else if (vt_is_section_index(origin)) {
        entry->address = entry->section->address;
        entry->file = entry->section->file;
    } else {
        const char *folder = entry->section ? build->section_paths[entry->section - build->sections] : "";
        VtBuffer *file = &build->scratch;
        vt_buffer_reset(file);
        vt_buffer_append_string(file, folder);
        vt_buffer_append_string(file, vt_names_slug(build, origin->slug));
        size_t length = file->length + 1;
        vt_buffer_append_string(file, "/index.html");
        entry->file = vt_arena_copy(build->arena, file->data, file->length);
        entry->address = build_address(build, (VtSlice){entry->file, length});
    }
}

void vt_build_addresses(VtBuild *build)
{
    build->section_paths = VT_ARENA_ARRAY(build->arena, const char *, build->section_count);
    for (size_t i = 0; i < build->section_count; i++) {
        VtEditionSection *section = &build->sections[i];
        g_autofree char *slug = vt_slugify(vt_names_slug(build, section->name));
        build->section_paths[i] = vt_arena_format(build->arena, "%s/", slug);
        section->file = vt_arena_format(build->arena, "%sindex.html", build->section_paths[i]);
        section->address = vt_build_address(build, build->section_paths[i]);
    }
    for (size_t i = 0; i < build->shown_count; i++)
        address_entry(build, build->origins[i], &build->shown[i]);
}
