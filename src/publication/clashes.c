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

/* Not the casefold of a locale: hosts and file systems that fold case do so by Unicode's simple rules. */
static char *folded(const char *path)
{
    if (g_str_is_ascii(path))
        return g_ascii_strdown(path, -1);
    g_autofree char *normal = g_utf8_normalize(path, -1, G_NORMALIZE_NFC);
    return g_utf8_casefold(normal != NULL ? normal : path, -1);
}

static bool check_folders(const VtRow *row, GHashTable *files, VtDiagnostics *sink)
{
    g_autofree char *parent = folded(row->file.path);
    for (char *slash = strrchr(parent, '/'); slash != NULL; slash = strrchr(parent, '/')) {
        *slash = '\0';
        const VtRow *in_the_way = g_hash_table_lookup(files, parent);
        if (in_the_way == NULL)
            continue;
        VtDiagnostic *diagnostic = vt_diagnose_path(sink, VT_PUBLICATION_CLASH, origin_of(row),
                                                    "\"%s\" needs a folder where \"%s\" is a file",
                                                    row->file.path, in_the_way->file.path);
        note_alias(diagnostic, row);
        if (in_the_way->file.origin != NULL)
            vt_diagnostic_note(diagnostic, "that file comes from %s", in_the_way->file.origin);
        else
            vt_diagnostic_note(diagnostic, "that file is written by Vitrine itself");
        return false;
    }
    return true;
}

bool vt_publication_check_clashes(const VtPublication *publication, VtDiagnostics *sink)
{
    g_autoptr(GHashTable) files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    bool clear = true;
    for (guint i = 0; i < publication->rows->len; i++) {
        const VtRow *row = row_at(publication, i);
        char *key = folded(row->file.path);
        const VtRow *first = g_hash_table_lookup(files, key);
        if (first != NULL) {
            report(first, row, sink);
            clear = false;
            g_free(key);
        } else {
            g_hash_table_insert(files, key, (void *)(uintptr_t)row);
        }
    }
    for (guint i = 0; i < publication->rows->len; i++)
        clear = check_folders(row_at(publication, i), files, sink) && clear;
    return clear;
}
