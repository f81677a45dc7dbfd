/* What a push would change, and what of it nobody could read before. */
#include "publisher.h"

#include <errno.h>

enum { WORDS_SHOWN = 12, LONGEST_SMALL = 31 };

/* ---- Files
 * -------------------------------------------------------------------------------------------------- */

static bool is_page(const VtTreeEntry *entry)
{
    return g_str_has_suffix(entry->path, ".html") || g_str_has_suffix(entry->path, ".htm");
}

static void compare_file(VtDifference *difference, const VtTreeEntry *entry, const GPtrArray *published,
                         const GHashTable *known)
{
    const VtTreeEntry *before = vt_tree_find(published, entry->path);
    if (before == NULL)
        g_ptr_array_add(difference->added, (gpointer)entry);
    else if (strcmp(before->id, entry->id) != 0)
        g_ptr_array_add(difference->changed, (gpointer)entry);
    bool is_new = !is_page(entry) && before == NULL && !g_hash_table_contains((GHashTable *)known, entry->id);
    if (is_new)
        g_ptr_array_add(difference->new_files, (gpointer)entry);
    difference->size += entry->size;
}

static void compare_files(VtDifference *difference, const GPtrArray *published, const GPtrArray *files)
{
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < published->len; i++)
        g_hash_table_add(known, ((VtTreeEntry *)g_ptr_array_index(published, i))->id);
    for (guint i = 0; i < files->len; i++)
        compare_file(difference, g_ptr_array_index(files, i), published, known);
    for (guint i = 0; i < published->len; i++) {
        VtTreeEntry *entry = g_ptr_array_index(published, i);
        if (vt_tree_find(files, entry->path) == NULL)
            g_ptr_array_add(difference->removed, entry);
    }
}

/* ---- Words: the pages of one list after the other, from "git cat-file --batch"
 * --------------------------------- */

typedef struct Pages {
    GString *bytes; /* what has come and is not complete yet */
    VtWordFound *found;
    void *data;
} Pages;

/* Takes one page off the front: "ID blob SIZE", a line feed, the bytes, a line feed. */
static bool take_page(Pages *pages)
{
    const char *line = memchr(pages->bytes->str, '\n', pages->bytes->len);
    if (line == NULL)
        return false;
    size_t head = (size_t)(line - pages->bytes->str) + 1;
    const char *space = memrchr(pages->bytes->str, ' ', head);
    size_t size = space != NULL ? (size_t)g_ascii_strtoull(space + 1, NULL, 10) : 0;
    if (pages->bytes->len < head + size + 1)
        return false;
    vt_html_words(pages->bytes->str + head, size, pages->found, pages->data);
    g_string_erase(pages->bytes, 0, (gssize)(head + size + 1));
    return true;
}

static void take_output(const char *data, size_t length, void *to)
{
    Pages *pages = to;
    g_string_append_len(pages->bytes, data, (gssize)length);
    while (take_page(pages))
        continue;
}

static bool read_pages(VtPublisher *publisher, const GPtrArray *entries, VtWordFound *found, void *data,
                       VtDiagnostics *sink)
{
    static const char *const batch[] = {"cat-file", "--batch", "--buffer", NULL};
    g_auto(VtGitAnswer) answer = {0};
    g_autoptr(GString) ids = g_string_new(NULL);
    for (guint i = 0; i < entries->len; i++) {
        const VtTreeEntry *entry = g_ptr_array_index(entries, i);
        if (is_page(entry))
            g_string_append_printf(ids, "%s\n", entry->id);
    }
    if (ids->len == 0)
        return true;
    Pages pages = {.bytes = g_string_new(NULL), .found = found, .data = data};
    VtGit git = vt_publisher_store(publisher);
    VtGitRequest request = {
        .arguments = batch, .input = {ids->str, ids->len}, .take = take_output, .to = &pages};
    bool read = vt_git_ask(&git, &request, &answer);
    if (!read)
        vt_git_report(sink, &answer, "read the pages of a site");
    g_string_free(pages.bytes, TRUE);
    return read;
}

static char *folded(VtSlice word)
{
    return g_utf8_casefold(word.data, (gssize)word.length);
}

/* Nearly every word of a page has been there before: asked for without taking memory, where it is ASCII. */
static void remember_word(VtSlice word, void *data)
{
    char small[LONGEST_SMALL + 1];
    bool ascii = word.length <= LONGEST_SMALL;
    for (size_t i = 0; ascii && i < word.length; i++) {
        small[i] = g_ascii_tolower(word.data[i]);
        ascii = (word.data[i] & 0x80) == 0;
    }
    small[ascii ? word.length : 0] = '\0';
    if (!ascii)
        g_hash_table_add(data, folded(word));
    else if (!g_hash_table_contains(data, small))
        g_hash_table_add(data, g_strdup(small));
}

/* What the pages to come are compared with. */
typedef struct News {
    GHashTable *known; /* grows by each new word, so that it counts once */
    VtDifference *difference;
} News;

static void note_new_word(VtSlice word, void *data)
{
    News *news = data;
    if (!g_hash_table_add(news->known, folded(word)))
        return;
    if (news->difference->new_words->len < WORDS_SHOWN)
        g_ptr_array_add(news->difference->new_words, g_strndup(word.data, word.length));
    news->difference->new_word_count++;
}

/* A first publication makes everything public; to list its words would say nothing. */
static bool compare_words(VtPublisher *publisher, VtDifference *difference, const VtPublished *published,
                          VtDiagnostics *sink)
{
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    News news = {known, difference};
    if (published->commit == NULL || difference->added->len + difference->changed->len == 0)
        return true;
    return read_pages(publisher, published->files, remember_word, known, sink) &&
           read_pages(publisher, difference->added, note_new_word, &news, sink) &&
           read_pages(publisher, difference->changed, note_new_word, &news, sink);
}

VtDifference *vt_difference_new(VtPublisher *publisher, const VtPublished *published,
                                const VtSnapshot *snapshot, VtDiagnostics *sink)
{
    g_autoptr(VtDifference) difference = g_new0(VtDifference, 1);
    difference->added = g_ptr_array_new();
    difference->changed = g_ptr_array_new();
    difference->removed = g_ptr_array_new();
    difference->new_files = g_ptr_array_new();
    difference->new_words = g_ptr_array_new_with_free_func(g_free);
    compare_files(difference, published->files, vt_snapshot_files(snapshot));
    if (!compare_words(publisher, difference, published, sink))
        return NULL;
    return g_steal_pointer(&difference);
}

void vt_difference_free(VtDifference *difference)
{
    if (difference == NULL)
        return;
    g_ptr_array_unref(difference->added);
    g_ptr_array_unref(difference->changed);
    g_ptr_array_unref(difference->removed);
    g_ptr_array_unref(difference->new_files);
    g_ptr_array_unref(difference->new_words);
    g_free(difference);
}
