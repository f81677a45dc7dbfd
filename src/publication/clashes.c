#include "table.h"

static const VtRow *row_at(const VtPublication *publication, guint index)
{
    return &g_array_index(publication->rows, VtRow, index);
}

static const char *origin_of(const VtRow *row)
{
    return row->file.origin != NULL ? row->file.origin : row->file.path;
}

static void note_alias(VtDiagnostic *diagnostic, const VtRow *row)
{
    if (row->redirect)
        vt_diagnostic_note(diagnostic, "it is an old address of the entry: see its \"aliases\"");
}

/* What the content stage has said of two entries with their lines comes back here as a clash of their pages.
 */
static bool is_echo(const VtRow *first, const VtRow *second, VtDiagnostics *sink)
{
    bool pages = g_str_has_prefix(first->file.type, "text/html") &&
                 g_str_has_prefix(second->file.type, "text/html");
    bool redirects = first->redirect || second->redirect;
    return pages && ((vt_diagnostics_holds(sink, VT_ENTRY_ADDRESS) && !redirects) ||
                     (vt_diagnostics_holds(sink, VT_ENTRY_ALIAS) && redirects));
}

static void report(const VtRow *first, const VtRow *second, VtDiagnostics *sink)
{
    bool same = strcmp(first->file.path, second->file.path) == 0;
    if (same && is_echo(first, second, sink))
        return;
    VtDiagnostic *diagnostic = same ? vt_diagnose_path(sink, VT_PUBLICATION_CLASH, origin_of(second),
                                                       "two files of the site want the path \"%s\"",
                                                       second->file.path)
                                    : vt_diagnose_path(
                                          sink, VT_PUBLICATION_CASE, origin_of(second),
                                          "the paths \"%s\" and \"%s\" differ only in upper and lower case",
                                          second->file.path, first->file.path);
    note_alias(diagnostic, second);
    if (first->file.origin != NULL)
        vt_diagnostic_note(diagnostic, "the other one comes from %s%s", first->file.origin,
                           first->redirect ? ", where \"aliases\" names it" : "");
    else
        vt_diagnostic_note(diagnostic, "the other one is written by Vitrine itself");
}

/* Lower-case ASCII, as nearly all paths are. */
static bool is_folded(const char *path)
{
    for (; *path != '\0'; path++)
        if ((unsigned char)*path >= 0x80 || g_ascii_isupper(*path))
            return false;
    return true;
}

/* Not the casefold of a locale: hosts and file systems that fold case do so by Unicode's simple rules. */
static const char *folded(const char *path, VtArena *arena)
{
    if (is_folded(path))
        return path;
    g_autofree char *normal = g_utf8_normalize(path, -1, G_NORMALIZE_NFC);
    g_autofree char *text = g_utf8_casefold(normal != NULL ? normal : path, -1);
    return vt_arena_string(arena, text);
}

static void report_in_the_way(const VtRow *row, const VtRow *in_the_way, VtDiagnostics *sink)
{
    VtDiagnostic *diagnostic = vt_diagnose_path(sink, VT_PUBLICATION_CLASH, origin_of(row),
                                                "\"%s\" needs a folder where \"%s\" is a file",
                                                row->file.path, in_the_way->file.path);
    note_alias(diagnostic, row);
    if (in_the_way->file.origin != NULL)
        vt_diagnostic_note(diagnostic, "that file comes from %s", in_the_way->file.origin);
    else
        vt_diagnostic_note(diagnostic, "that file is written by Vitrine itself");
}

/* The file in the place of a folder on the way to `key`; folders within the first `checked` bytes are none.
 */
static const VtRow *find_in_the_way(GHashTable *files, const char *key, size_t checked)
{
    g_autofree char *parent = g_strdup(key);
    for (char *slash = strrchr(parent, '/'); slash != NULL && (size_t)(slash - parent) >= checked;
         slash = strrchr(parent, '/')) {
        *slash = '\0';
        const VtRow *in_the_way = g_hash_table_lookup(files, parent);
        if (in_the_way != NULL)
            return in_the_way;
    }
    return NULL;
}

static size_t common_length(const char *a, const char *b)
{
    size_t length = 0;
    while (a[length] != '\0' && a[length] == b[length])
        length++;
    return length;
}

/* Rows that follow each other share most of their way. */
static bool check_folders(const VtPublication *publication, GHashTable *files, const char *const *keys,
                          VtDiagnostics *sink)
{
    bool clear = true;
    const char *before = "";
    for (guint i = 0; i < publication->rows->len; i++) {
        const VtRow *in_the_way = find_in_the_way(files, keys[i], common_length(keys[i], before));
        before = in_the_way == NULL ? keys[i] : "";
        clear = clear && in_the_way == NULL;
        if (in_the_way != NULL)
            report_in_the_way(row_at(publication, i), in_the_way, sink);
    }
    return clear;
}

bool vt_publication_check_clashes(const VtPublication *publication, VtDiagnostics *sink)
{
    g_autoptr(GHashTable) files = g_hash_table_new(g_str_hash, g_str_equal);
    g_autofree const char **keys = g_new(const char *, publication->rows->len);
    bool clear = true;
    for (guint i = 0; i < publication->rows->len; i++) {
        const VtRow *row = row_at(publication, i);
        keys[i] = folded(row->file.path, publication->arena);
        const VtRow *first = g_hash_table_lookup(files, keys[i]);
        if (first != NULL)
            report(first, row, sink);
        else
            g_hash_table_insert(files, (void *)(uintptr_t)keys[i], (void *)(uintptr_t)row);
        clear = clear && first == NULL;
    }
    return check_folders(publication, files, keys, sink) && clear;
}
