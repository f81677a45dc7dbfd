/* The path of a request to the preview: what is decoded is harmless, and nothing is found but files of the
 * site. */
#include "fuzz.h"

#include "../../src/preview/request_path.h"

struct VtPublication {
    const VtFile *files;
    size_t count;
};

static const VtFile files[] = {
    {.path = "404.html", .type = "text/html"},
    {.path = "a b/index.html", .type = "text/html"},
    {.path = "caf\xc3\xa9.txt", .type = "text/plain"},
    {.path = "index.html", .type = "text/html"},
    {.path = "notes.html", .type = "text/html"},
    {.path = "projects/dsp/index.html", .type = "text/html"},
};

const VtFile *vt_publication_find(const VtPublication *publication, const char *path)
{
    for (size_t i = 0; i < publication->count; i++)
        if (strcmp(publication->files[i].path, path) == 0)
            return &publication->files[i];
    return NULL;
}

static void check_harmless(const char *decoded)
{
    g_autofree char *bounded = g_strconcat(decoded, "/", NULL);
    g_assert_cmpint(decoded[0], ==, '/');
    g_assert_null(strstr(bounded, "/../"));
    g_assert_null(strstr(bounded, "/./"));
    for (const char *at = decoded; *at != '\0'; at++)
        g_assert_true((unsigned char)*at >= 0x20 && *at != 0x7f && *at != '\\');
    g_assert_true(g_utf8_validate(decoded, -1, NULL));
}

static void check_target(const VtPublication *publication, const char *base, const char *raw, bool decodes)
{
    VtTarget target = vt_target_find(publication, base, raw);
    g_assert_true((target.kind == VT_TARGET_MALFORMED) == !decodes);
    g_assert_true((target.kind == VT_TARGET_FILE) == (target.file != NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const VtPublication publication = {files, G_N_ELEMENTS(files)};
    g_autofree char *raw = g_strndup((const char *)data, size);
    g_autofree char *decoded = vt_path_decode(raw);
    if (decoded != NULL) {
        check_harmless(decoded);
        g_autofree char *encoded = g_uri_escape_string(decoded, "/", FALSE);
        g_autofree char *again = vt_path_decode(encoded);
        g_assert_cmpstr(again, ==, decoded);
    }
    check_target(&publication, "/", raw, decoded != NULL);
    check_target(&publication, "/portfolio/", raw, decoded != NULL);
    return 0;
}
