/* A site as a tree of git's: streamed into the store while it is produced, a file at a time, in any order. */
#include "publisher.h"

/* RFC 2606: an address that is nobody's, now and later. */
#define AUTHOR_NAME "Vitrine"
#define AUTHOR_EMAIL "vitrine@vitrine.invalid"
#define TREE_REFERENCE "refs/vitrine/"

/* ---- Taking files
 * ------------------------------------------------------------------------------------------ */

VtSnapshot *vt_snapshot_new(VtPublisher *publisher, const char *audience, VtDiagnostics *sink)
{
    /* Looking for what pages have in common and packing tightly would take longer than all the rest, for a
     * third less */
    static const char *const import[] = {"-c",          "fastimport.unpackLimit=1",
                                         "-c",          "pack.compression=1",
                                         "fast-import", "--quiet",
                                         "--done",      "--date-format=raw",
                                         "--depth=0",   NULL};
    g_autoptr(VtSnapshot) snapshot = g_new0(VtSnapshot, 1);
    g_auto(VtGitAnswer) answer = {0};
    g_mutex_init(&snapshot->mutex);
    snapshot->publisher = publisher;
    snapshot->audience = g_strdup(audience);
    snapshot->paths = g_ptr_array_new_with_free_func(g_free);
    VtGit git = vt_publisher_store(publisher);
    snapshot->running = vt_git_start(&git, import, &snapshot->feed, &answer);
    if (snapshot->running)
        return g_steal_pointer(&snapshot);
    vt_git_report(sink, &answer, "take the site");
    return NULL;
}

static bool write_text(VtSnapshot *snapshot, const char *text, size_t length)
{
    snapshot->broken = snapshot->broken || !vt_git_write(&snapshot->feed, text, length);
    return !snapshot->broken;
}

/* Why it broke is said once, when git is asked for its last words. */
bool vt_snapshot_put(VtSnapshot *snapshot, const char *path, const char *data, size_t length,
                     VtDiagnostics *sink)
{
    (void)sink;
    char head[64];
    g_mutex_lock(&snapshot->mutex);
    g_ptr_array_add(snapshot->paths, g_strdup(path));
    int head_length = g_snprintf(head, sizeof head, "blob\nmark :%u\ndata %zu\n", snapshot->paths->len,
                                 length);
    if (write_text(snapshot, head, (size_t)head_length) && write_text(snapshot, data, length))
        write_text(snapshot, "\n", 1);
    g_mutex_unlock(&snapshot->mutex);
    return true;
}

/* ---- The tree
 * ----------------------------------------------------------------------------------------------- */

typedef struct Row {
    const char *path;
    guint mark;
} Row;

static int compare_rows(const void *a, const void *b)
{
    return strcmp(((const Row *)a)->path, ((const Row *)b)->path);
}

/* git-fast-import(1), "filemodify": a path in quotes, with C's escapes. */
static void append_path(VtBuffer *out, const char *path)
{
    vt_buffer_append_char(out, '"');
    for (; *path != '\0'; path++) {
        if (*path == '"' || *path == '\\')
            vt_buffer_append_char(out, '\\');
        vt_buffer_append_char(out, *path);
    }
    vt_buffer_append_char(out, '"');
}

static void append_tree(const VtSnapshot *snapshot, VtBuffer *out)
{
    guint count = snapshot->paths->len;
    g_autofree Row *rows = g_new(Row, MAX(count, 1));
    for (guint i = 0; i < count; i++)
        rows[i] = (Row){g_ptr_array_index(snapshot->paths, i), i + 1};
    qsort(rows, count, sizeof *rows, compare_rows);
    vt_buffer_append_format(
        out, "commit " TREE_REFERENCE "%s\ncommitter " AUTHOR_NAME " <" AUTHOR_EMAIL "> 0 +0000\ndata 0\n\n",
        snapshot->audience);
    for (guint i = 0; i < count; i++) {
        vt_buffer_append_format(out, "M 100644 :%u ", rows[i].mark);
        append_path(out, rows[i].path);
        vt_buffer_append_char(out, '\n');
    }
    vt_buffer_append_string(out, "\ndone\n");
}

static bool end_import(VtSnapshot *snapshot, VtDiagnostics *sink)
{
    g_auto(VtBuffer) tree = {0};
    g_auto(VtGitAnswer) answer = {.started = true};
    append_tree(snapshot, &tree);
    write_text(snapshot, tree.data, tree.length);
    snapshot->running = false;
    if (vt_git_finish(&snapshot->feed, &answer) && !snapshot->broken)
        return true;
    vt_git_report(sink, &answer, "take the site");
    return false;
}

static bool read_tree_id(VtSnapshot *snapshot, VtDiagnostics *sink)
{
    g_auto(VtGitAnswer) answer = {0};
    VtGit git = vt_publisher_store(snapshot->publisher);
    g_autofree char *name = g_strdup_printf(TREE_REFERENCE "%s^{tree}", snapshot->audience);
    if (!vt_git_run(&git, &answer, "rev-parse", "--verify", name, NULL)) {
        vt_git_report(sink, &answer, "find what it has taken");
        return false;
    }
    snapshot->tree = g_strdup(vt_git_line(&answer));
    return true;
}

/* ---- The commit
 * ---------------------------------------------------------------------------------------------- */

static VtDate newest(VtDate a, VtDate b)
{
    return vt_date_is_set(b) && (!vt_date_is_set(a) || vt_date_compare(b, a) > 0) ? b : a;
}

/* The first second (UTC) of the day that a date begins with. */
static int64_t first_second(VtDate date)
{
    GDate day, epoch;
    g_date_clear(&day, 1);
    g_date_clear(&epoch, 1);
    g_date_set_dmy(&epoch, 1, G_DATE_JANUARY, 1970);
    g_date_set_dmy(&day, date.day != 0 ? date.day : 1,
                   date.month != 0 ? (GDateMonth)date.month : G_DATE_JANUARY, (GDateYear)date.year);
    return (int64_t)g_date_days_between(&epoch, &day) * 24 * 60 * 60;
}

int64_t vt_publish_time(const VtEdition *edition)
{
    const VtDate without_dates = {.year = 2000};
    VtDate date = edition->profile->fields.updated;
    for (size_t i = 0; i < edition->entries.count; i++) {
        const VtEditionEntry *entry = edition->entries.items[i];
        date = newest(date, entry->fields.updated);
        if (entry->kind == VT_KIND_POST)
            date = newest(date, entry->fields.date);
    }
    return first_second(date.year >= 1970 ? date : without_dates);
}

char *vt_audience_fingerprint(const char *audience)
{
    enum { LENGTH = 16 };
    g_autofree char *text = g_strconcat("vitrine audience ", audience, NULL);
    g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
    return g_strndup(sum, LENGTH);
}

char *vt_commit_tree(const VtSnapshot *snapshot, const char *parent, VtDiagnostics *sink)
{
    g_auto(VtGitAnswer) answer = {0};
    g_autofree char *fingerprint = vt_audience_fingerprint(snapshot->audience);
    g_autofree char *message = g_strdup_printf("Site written by Vitrine\n\n" VT_TRAILER_AUDIENCE
                                               "%s\n" VT_TRAILER_TREE "%s\n",
                                               fingerprint, snapshot->tree);
    VtGit git = vt_publisher_store(snapshot->publisher);
    git.author = AUTHOR_NAME;
    git.email = AUTHOR_EMAIL;
    git.date = snapshot->date;
    const char *const arguments[] = {"-c",
                                     "i18n.commitEncoding=UTF-8",
                                     "commit-tree",
                                     snapshot->tree,
                                     parent != NULL ? "-p" : NULL,
                                     parent,
                                     NULL};
    if (vt_git_ask(&git, &(VtGitRequest){.arguments = arguments, .input = vt_slice(message)}, &answer))
        return g_strdup(vt_git_line(&answer));
    vt_git_report(sink, &answer, "make a commit");
    return NULL;
}

bool vt_snapshot_finish(VtSnapshot *snapshot, int64_t time, VtDiagnostics *sink)
{
    snapshot->date = g_strdup_printf("@%" G_GINT64_FORMAT " +0000", (gint64)time);
    if (!end_import(snapshot, sink) || !read_tree_id(snapshot, sink))
        return false;
    snapshot->commit = vt_commit_tree(snapshot, NULL, sink);
    snapshot->files = snapshot->commit != NULL ? vt_list_tree(snapshot->publisher, snapshot->tree, true, sink)
                                               : NULL;
    return snapshot->files != NULL;
}

void vt_snapshot_free(VtSnapshot *snapshot)
{
    if (snapshot == NULL)
        return;
    if (snapshot->running) {
        VtGitAnswer answer = {0};
        vt_git_finish(&snapshot->feed, &answer);
        vt_git_answer_finish(&answer);
    }
    g_mutex_clear(&snapshot->mutex);
    g_ptr_array_unref(snapshot->paths);
    g_clear_pointer(&snapshot->files, g_ptr_array_unref);
    g_free(snapshot->date);
    g_free(snapshot->commit);
    g_free(snapshot->tree);
    g_free(snapshot->audience);
    g_free(snapshot);
}

const GPtrArray *vt_snapshot_files(const VtSnapshot *snapshot)
{
    return snapshot->files;
}

const char *vt_snapshot_commit(const VtSnapshot *snapshot)
{
    return snapshot->commit;
}
