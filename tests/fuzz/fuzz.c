#include "fuzz.h"

#include <glib/gstdio.h>
#include <jansson.h>
#include <stdlib.h>

void fuzz_fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    abort();
}

static bool is_control(char c)
{
    return ((unsigned char)c < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7f;
}

char *fuzz_text(const uint8_t *data, size_t size)
{
    char *text = g_malloc(size + 1);
    size_t bad = 0;
    if (size > 0)
        memcpy(text, data, size);
    text[size] = '\0';
    for (size_t i = 0; i < size; i++)
        if (is_control(text[i]))
            text[i] = '?';
    for (size_t at = 0; !vt_utf8_valid(text + at, size - at, &bad); at += bad + 1)
        text[at + bad] = '?';
    return text;
}

static void check_json(const VtBuffer *text)
{
    json_error_t error;
    json_t *value = json_loadb(text->data, text->length, JSON_DECODE_ANY, &error);
    if (value == NULL)
        fuzz_fail("messages as JSON: %s at %d:%d\n%.*s", error.text, error.line, error.column,
                  (int)text->length, text->data);
    json_decref(value);
}

void fuzz_messages(VtDiagnostics *sink)
{
    g_auto(VtBuffer) out = {0};
    for (VtDiagnosticFormat format = VT_FORMAT_TEXT; format <= VT_FORMAT_SARIF; format++) {
        vt_buffer_reset(&out);
        vt_diagnostics_write(sink, format, false, &out);
        g_assert_true(vt_utf8_valid(out.data, out.length, NULL));
        if (format == VT_FORMAT_SARIF)
            check_json(&out);
    }
}

static void fail_with(VtDiagnostics *sink)
{
    g_auto(VtBuffer) out = {0};
    vt_diagnostics_write(sink, VT_FORMAT_TEXT, false, &out);
    fuzz_fail("%s", vt_buffer_string(&out));
}

void fuzz_refuse(VtDiagnostics *sink, VtDiagnosticId id)
{
    if (vt_diagnostics_holds(sink, id))
        fail_with(sink);
}

void fuzz_refuse_errors(VtDiagnostics *sink)
{
    if (vt_diagnostics_count(sink, VT_ERROR) > 0)
        fail_with(sink);
}

bool fuzz_same(const VtBuffer *a, const VtBuffer *b)
{
    return vt_slice_equal((VtSlice){a->data, a->length}, (VtSlice){b->data, b->length});
}

bool fuzz_lies_in(VtSlice slice, const char *text, size_t length)
{
    return slice.length == 0 || (slice.data >= text && slice.data <= text + length &&
                                 slice.length <= (size_t)(text + length - slice.data));
}

char *fuzz_folder_new(void)
{
    g_autoptr(GError) error = NULL;
    char *folder = g_dir_make_tmp("vitrine-fuzz-XXXXXX", &error);
    g_assert_no_error(error);
    return folder;
}

static void remove_tree(const char *path)
{
    GDir *dir = g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *below = g_build_filename(path, name, NULL);
        remove_tree(below);
    }
    if (dir != NULL)
        g_dir_close(dir);
    g_remove(path);
}

void fuzz_folder_remove(char *folder)
{
    remove_tree(folder);
    g_free(folder);
}

/* An input must not write anywhere else. */
static bool is_harmless(const char *name)
{
    g_auto(GStrv) steps = g_strsplit(name, "/", -1);
    for (size_t i = 0; steps[i] != NULL; i++)
        if (*steps[i] == '\0' || strlen(steps[i]) > 100 || strcmp(steps[i], ".") == 0 ||
            strcmp(steps[i], "..") == 0)
            return false;
    return *name != '\0' && strlen(name) < 1000;
}

bool fuzz_file_write(const char *folder, const char *name, const char *text, size_t length)
{
    if (!is_harmless(name))
        return false;
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *parent = g_path_get_dirname(path);
    if (g_mkdir_with_parents(parent, 0777) != 0)
        return false;
    FILE *file = fopen(path, "wb");
    if (file == NULL)
        return false;
    bool written = fwrite(text, 1, length, file) == length;
    return fclose(file) == 0 && written;
}
