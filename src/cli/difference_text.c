#include "difference_text.h"

enum { ADDRESSES_SHOWN = 20, FILES_SHOWN = 12, ADDRESS_COLUMN = 40 };

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void append_size(VtBuffer *out, uint64_t size)
{
    if (size < 1000)
        vt_buffer_append_format(out, "%u bytes", (unsigned)size);
    else if (size < 1000 * 1000)
        vt_buffer_append_format(out, "%u kB", (unsigned)((size + 500) / 1000));
    else
        vt_buffer_append_format(out, "%u.%u MB", (unsigned)(size / (1000 * 1000)),
                                (unsigned)(size / (100 * 1000) % 10));
}

/* The address that readers know a file by: a folder's index.html is the folder. */
static char *address_of(const char *base_path, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    int length = strcmp(name, "index.html") == 0 ? (int)(name - path) : (int)strlen(path);
    return g_strdup_printf("%s%.*s", base_path, length, path);
}

static void append_entries(VtBuffer *out, const char *mark, const GPtrArray *entries,
                           const VtDifferenceText *options)
{
    guint shown = options->all ? entries->len : MIN(entries->len, (guint)ADDRESSES_SHOWN);
    for (guint i = 0; i < shown; i++) {
        const VtTreeEntry *entry = g_ptr_array_index(entries, i);
        g_autofree char *address = address_of(options->base_path, entry->path);
        vt_buffer_append_format(out, "  %s %-*s ", mark, ADDRESS_COLUMN, address);
        if (entry->size > 0)
            append_size(out, entry->size);
        vt_buffer_append_char(out, '\n');
    }
    if (shown < entries->len)
        vt_buffer_append_format(out, "  %s … and %u more (--verbose lists all)\n", mark,
                                entries->len - shown);
}

static void append_new_files(VtBuffer *out, const VtDifference *difference, const VtDifferenceText *options)
{
    const GPtrArray *files = difference->new_files;
    if (files->len == 0)
        return;
    vt_buffer_append_format(out, "  %u file%s become%s public:", files->len, plural(files->len),
                            files->len == 1 ? "s" : "");
    guint shown = options->all ? files->len : MIN(files->len, (guint)FILES_SHOWN);
    for (guint i = 0; i < shown; i++) {
        const VtTreeEntry *entry = g_ptr_array_index(files, i);
        vt_buffer_append_format(out, "%s %s", i > 0 ? "," : "", entry->path);
    }
    vt_buffer_append_string(out, shown < files->len ? ", …\n" : "\n");
}

static void append_new_words(VtBuffer *out, const VtDifference *difference)
{
    size_t count = difference->new_word_count;
    if (count == 0)
        return;
    vt_buffer_append_format(out, "  %zu word%s that no published page holds:", count, plural(count));
    for (guint i = 0; i < difference->new_words->len; i++)
        vt_buffer_append_format(out, "%s %s", i > 0 ? "," : "",
                                (const char *)g_ptr_array_index(difference->new_words, i));
    vt_buffer_append_string(out, difference->new_words->len < count ? ", …\n" : "\n");
}

void vt_difference_write(const VtDifference *difference, const VtDifferenceText *options, VtBuffer *out)
{
    if (options->first) {
        vt_buffer_append_format(out, "  the first publication: all of its %u files become public, ",
                                difference->added->len);
        append_size(out, difference->size);
        vt_buffer_append_char(out, '\n');
        append_entries(out, "+", difference->added, options);
        return;
    }
    append_entries(out, "+", difference->added, options);
    append_entries(out, "~", difference->changed, options);
    append_entries(out, "-", difference->removed, options);
    vt_buffer_append_format(out, "  %u added, %u changed, %u removed; ", difference->added->len,
                            difference->changed->len, difference->removed->len);
    append_size(out, difference->size);
    vt_buffer_append_string(out, " in all\n");
    append_new_files(out, difference, options);
    append_new_words(out, difference);
}
