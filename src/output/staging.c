#include "vitrine/output.h"

#include "folder.h"
#include "journal.h"
#include "manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Beside the site folder NAME, while a run lasts: `.NAME.vitrine/` with `files/` (what waits) and the
 * journal. The folder itself is the lock, so a killed run leaves none behind. */
#define STAGED_NAME "files"

struct VtStaging {
    char *folder; /* the site folder as the author knows it */
    char *name;   /* its last segment, links resolved */
    char *staging_name;
    int parent;  /* open folder that holds both */
    int staging; /* open: the lock is ours */
    int staged;  /* files/ */
    int site;    /* -1: a first build */
    bool force, sync, committed;
    VtOutputReport *report;
    void *report_data;
    VtManifest manifest;
    pthread_mutex_t mutex; /* guards the two lists; not GMutex, which ThreadSanitizer cannot see */
    GPtrArray *paths;      /* all that was put; owned */
    GPtrArray *changed;
    GPtrArray *missing; /* folders above it that this run made, the deepest first; NULL: none yet */
};

static void close_folder(int folder)
{
    if (folder >= 0)
        close(folder);
}

static void diagnose_errno(VtDiagnostics *sink, const char *path, const char *what, int error)
{
    bool full = error == ENOSPC || error == EDQUOT;
    VtDiagnostic *diagnostic = vt_diagnose_path(sink, full ? VT_OUTPUT_SPACE : VT_OUTPUT_WRITE, path,
                                                "%s: %s", what, g_strerror(error));
    if (full)
        vt_diagnostic_note(diagnostic, "the site folder is as it was; free some space and run again");
}

static void diagnose_file(const VtStaging *staging, VtDiagnostics *sink, const char *path, const char *what,
                          int error)
{
    g_autofree char *full = g_build_filename(staging->folder, path, NULL);
    diagnose_errno(sink, full, what, error);
}

/* ---- Opening ---------------------------------------------------------------------------------------- */

/* Those of a path that are not there, the deepest first. */
static GPtrArray *missing_folders(const char *path)
{
    GPtrArray *missing = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *at = g_strdup(path);
    while (!g_file_test(at, G_FILE_TEST_EXISTS)) {
        char *parent = g_path_get_dirname(at);
        g_ptr_array_add(missing, at);
        at = parent;
    }
    return missing;
}

/* What was made for a site that came to nothing goes again; a folder that holds anything stays. */
static void remove_missing(const VtStaging *staging)
{
    for (guint i = 0; staging->missing != NULL && i < staging->missing->len; i++)
        if (rmdir(staging->missing->pdata[i]) != 0)
            return;
}

/* An existing site folder may be reached through a link. */
static char *real_folder(const char *folder)
{
    g_autofree char *given = g_canonicalize_filename(folder, NULL);
    char *real = realpath(given, NULL);
    char *resolved = g_strdup(real != NULL ? real : given);
    free(real);
    return resolved;
}

static char *name_of_staging(const char *name)
{
    return g_strdup_printf(".%s.vitrine", name);
}

char *vt_staging_place(const char *folder)
{
    g_autofree char *resolved = real_folder(folder);
    g_autofree char *parent = g_path_get_dirname(resolved);
    g_autofree char *name = g_path_get_basename(resolved);
    g_autofree char *staging = name_of_staging(name);
    return g_build_filename(parent, staging, NULL);
}

/* A missing site folder needs its parent made. */
static int open_parent(VtStaging *staging)
{
    g_autofree char *resolved = real_folder(staging->folder);
    g_autofree char *parent = g_path_get_dirname(resolved);
    staging->missing = missing_folders(parent);
    if (g_mkdir_with_parents(parent, 0777) != 0)
        return errno;
    staging->name = g_path_get_basename(resolved);
    staging->staging_name = name_of_staging(staging->name);
    staging->parent = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return staging->parent >= 0 ? 0 : errno;
}

/* Between opening and locking, the run that held the lock may have removed the folder: then it is another
 * folder that has the name, or none, and we try again. */
static bool is_still_there(const VtStaging *staging)
{
    struct stat ours, named;
    return fstat(staging->staging, &ours) == 0 &&
           fstatat(staging->parent, staging->staging_name, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
           ours.st_ino == named.st_ino && ours.st_dev == named.st_dev;
}

static int lock_staging(VtStaging *staging)
{
    for (int attempt = 0; attempt < 100; attempt++) {
        if (mkdirat(staging->parent, staging->staging_name, 0777) != 0 && errno != EEXIST)
            return errno;
        staging->staging = vt_folder_open(staging->parent, staging->staging_name);
        if (staging->staging < 0 && errno != ENOENT)
            return errno;
        if (staging->staging < 0)
            continue;
        int error = flock(staging->staging, LOCK_EX | LOCK_NB) != 0 ? errno : 0;
        if (error == 0 && is_still_there(staging))
            return 0;
        close(staging->staging);
        staging->staging = -1;
        if (error != 0)
            return error;
    }
    return EWOULDBLOCK;
}

static bool take_lock(VtStaging *staging, VtDiagnostics *sink)
{
    int error = open_parent(staging);
    if (error == 0)
        error = lock_staging(staging);
    if (error == EWOULDBLOCK) {
        VtDiagnostic *busy = vt_diagnose_path(sink, VT_OUTPUT_BUSY, staging->folder,
                                              "another run of vitrine is writing this folder");
        vt_diagnostic_note(busy, "wait for it to end, or write elsewhere with --output DIR");
        return false;
    }
    if (error != 0)
        diagnose_errno(sink, staging->folder, "cannot make a folder to write in", error);
    return error == 0;
}

/* Without the site folder or the staged files there is nothing that could be completed. */
static int run_left_journal(const VtStaging *staging, const VtJournal *journal, const char **where)
{
    int staged = vt_folder_open(staging->staging, STAGED_NAME);
    int error = staged < 0 && errno != ENOENT ? errno : 0;
    int site = vt_folder_open(staging->parent, staging->name);
    if (site < 0 && errno != ENOENT)
        error = errno;
    if (staged >= 0 && site >= 0)
        error = vt_journal_run(journal, staged, site, where);
    close_folder(staged);
    close_folder(site);
    return error;
}

static bool complete_journal(VtStaging *staging, VtDiagnostics *sink)
{
    VtJournal journal;
    vt_journal_init(&journal);
    const char *where = "";
    int error = vt_journal_load(&journal, staging->staging);
    if (error == 0 && journal.renames->len > 0)
        error = run_left_journal(staging, &journal, &where);
    if (error != 0)
        diagnose_file(staging, sink, where, "cannot complete an earlier run that was interrupted", error);
    vt_journal_finish(&journal);
    return error == 0;
}

static bool empty_staging(VtStaging *staging, VtDiagnostics *sink)
{
    int error = vt_folder_remove(staging->staging, VT_JOURNAL_NAME);
    if (error == 0)
        error = vt_folder_remove_tree(staging->staging, STAGED_NAME);
    if (error == 0 && mkdirat(staging->staging, STAGED_NAME, 0777) != 0)
        error = errno;
    staging->staged = error == 0 ? vt_folder_open(staging->staging, STAGED_NAME) : -1;
    if (error == 0 && staging->staged < 0)
        error = errno;
    if (error != 0)
        diagnose_errno(sink, staging->folder, "cannot make a folder to write in", error);
    return error == 0;
}

static bool refuse_foreign_folder(const VtStaging *staging, VtDiagnostics *sink)
{
    VtDiagnostic *diagnostic = vt_diagnose_path(sink, VT_OUTPUT_FOREIGN_FOLDER, staging->folder,
                                                "this folder holds files, and Vitrine did not write them");
    vt_diagnostic_note(diagnostic,
                       "choose an empty folder, or pass --force: files that a page needs the place of "
                       "are then overwritten, all others stay");
    return false;
}

static void refuse_manifest(const VtStaging *staging, VtDiagnostics *sink)
{
    VtDiagnostic *diagnostic = vt_diagnose_path(sink, VT_OUTPUT_MANIFEST, staging->folder,
                                                "its %s is not one that this version of Vitrine wrote",
                                                VT_MANIFEST_NAME);
    vt_diagnostic_note(diagnostic,
                       "without it nobody knows which files may go: delete the folder, or pass --force "
                       "to write over it and leave what is no longer part of the site");
}

static bool open_site(VtStaging *staging, VtDiagnostics *sink)
{
    staging->site = vt_folder_open(staging->parent, staging->name);
    if (staging->site < 0 && errno == ENOENT)
        return true;
    int empty = staging->site >= 0 ? vt_folder_is_empty(staging->site) : -1;
    int error = empty < 0 ? errno : vt_manifest_read(&staging->manifest, staging->site);
    if (empty == 1) {
        close(staging->site);
        staging->site = -1;
        return true;
    }
    if (error == ENOENT && !staging->force)
        return refuse_foreign_folder(staging, sink);
    if (error == EINVAL && !staging->force)
        refuse_manifest(staging, sink);
    else if (error != 0 && error != ENOENT && error != EINVAL)
        diagnose_errno(sink, staging->folder, "cannot read the site folder", error);
    return error == 0 || (staging->force && (error == ENOENT || error == EINVAL));
}

VtStaging *vt_staging_open(const char *folder, const VtOutputOptions *options, VtDiagnostics *sink)
{
    g_autoptr(VtStaging) staging = g_new0(VtStaging, 1);
    staging->folder = g_strdup(folder);
    staging->parent = staging->staging = staging->staged = staging->site = -1;
    staging->force = options->force;
    staging->sync = options->sync;
    staging->report = options->report;
    staging->report_data = options->report_data;
    staging->paths = g_ptr_array_new_with_free_func(g_free);
    staging->changed = g_ptr_array_new();
    pthread_mutex_init(&staging->mutex, NULL);
    vt_manifest_init(&staging->manifest);
    if (!take_lock(staging, sink) || !complete_journal(staging, sink) || !empty_staging(staging, sink) ||
        !open_site(staging, sink))
        return NULL;
    return g_steal_pointer(&staging);
}

/* ---- Putting ------------------------------------------------------------------------------------------ */

static bool is_safe_segment(const char *segment, size_t length)
{
    return length > 0 && !(length == 1 && segment[0] == '.') &&
           !(length == 2 && segment[0] == '.' && segment[1] == '.') && length <= NAME_MAX;
}

static bool is_safe_path(const char *path)
{
    if (strpbrk(path, "\n\r") != NULL || strcmp(path, VT_MANIFEST_NAME) == 0)
        return false;
    for (const char *segment = path;; segment++) {
        size_t length = strcspn(segment, "/");
        if (!is_safe_segment(segment, length))
            return false;
        segment += length;
        if (*segment == '\0')
            return true;
    }
}

static int is_foreign(const VtStaging *staging, const char *path, bool *foreign)
{
    *foreign = false;
    if (staging->site < 0 || staging->force || vt_manifest_has(&staging->manifest, path))
        return 0;
    return vt_folder_has_file(staging->site, path, foreign);
}

static void remember(VtStaging *staging, const char *path, bool changed)
{
    char *copy = g_strdup(path);
    pthread_mutex_lock(&staging->mutex);
    g_ptr_array_add(staging->paths, copy);
    if (changed)
        g_ptr_array_add(staging->changed, copy);
    pthread_mutex_unlock(&staging->mutex);
}

bool vt_staging_put(VtStaging *staging, const char *path, const char *data, size_t length,
                    VtDiagnostics *sink)
{
    if (!is_safe_path(path)) {
        diagnose_file(staging, sink, path, "no file can have this name", EINVAL);
        return false;
    }
    bool foreign;
    int error = is_foreign(staging, path, &foreign);
    if (foreign) {
        g_autofree char *full = g_build_filename(staging->folder, path, NULL);
        VtDiagnostic *diagnostic = vt_diagnose_path(
            sink, VT_OUTPUT_FOREIGN_FILE, full,
            "a page needs this place, and Vitrine did not write the file there");
        vt_diagnostic_note(diagnostic, "move the file away, or pass --force to overwrite it");
        return false;
    }
    bool same = error == 0 && staging->site >= 0 && vt_folder_holds(staging->site, path, data, length);
    if (error == 0 && !same)
        error = vt_folder_write(staging->staged, path, data, length, staging->sync);
    if (error != 0) {
        diagnose_file(staging, sink, path, "cannot write", error);
        return false;
    }
    remember(staging, path, !same);
    return true;
}

/* ---- Committing -----------------------------------------------------------------------------------------
 */

static int compare_paths(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int stage_manifest(VtStaging *staging)
{
    g_auto(VtBuffer) text = {0};
    vt_manifest_write(staging->paths, &text);
    return vt_folder_write(staging->staged, VT_MANIFEST_NAME, text.data, text.length, staging->sync);
}

/* One rename; over an empty folder that is there, it replaces it. */
static int commit_first(VtStaging *staging)
{
    if (renameat(staging->staging, STAGED_NAME, staging->parent, staging->name) != 0)
        return errno;
    return staging->sync && fsync(staging->parent) != 0 ? errno : 0;
}

static void list_stale(const VtStaging *staging, VtJournal *journal)
{
    g_autoptr(GHashTable) put = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < staging->paths->len; i++)
        g_hash_table_add(put, g_ptr_array_index(staging->paths, i));
    GHashTableIter iterator;
    gpointer path;
    g_hash_table_iter_init(&iterator, staging->manifest.paths);
    while (g_hash_table_iter_next(&iterator, &path, NULL))
        if (!g_hash_table_contains(put, path) && is_safe_path(path))
            g_ptr_array_add(journal->removals, g_strdup(path));
    g_ptr_array_sort(journal->removals, compare_paths);
}

static void list_changed(const VtStaging *staging, VtJournal *journal)
{
    for (guint i = 0; i < staging->changed->len; i++)
        g_ptr_array_add(journal->renames, g_strdup(g_ptr_array_index(staging->changed, i)));
    g_ptr_array_add(journal->renames, g_strdup(VT_MANIFEST_NAME));
}

static bool is_ours(const char *path, const void *data)
{
    const VtStaging *staging = data;
    return vt_manifest_has(&staging->manifest, path);
}

/* What is stale and ours goes before the renames, so it is in nobody's way. */
static bool check_obstacles(const VtStaging *staging, VtDiagnostics *sink)
{
    bool clear = true;
    for (guint i = 0; i < staging->changed->len; i++) {
        const char *path = g_ptr_array_index(staging->changed, i);
        g_autofree char *obstacle = NULL;
        int error = vt_folder_obstacle(staging->site, path, &obstacle);
        if (error != 0) {
            diagnose_file(staging, sink, path, "cannot write", error);
            clear = false;
        }
        if (obstacle == NULL || vt_folder_holds_only(staging->site, obstacle, is_ours, staging))
            continue;
        g_autofree char *full = g_build_filename(staging->folder, obstacle, NULL);
        vt_diagnose_path(sink, VT_OUTPUT_FOREIGN_FILE, full,
                         "a page needs this place, and Vitrine did not write what is there");
        clear = false;
    }
    return clear;
}

static void report_each(const VtStaging *staging, const GPtrArray *paths, bool removed)
{
    for (guint i = 0; staging->report != NULL && i < paths->len; i++)
        staging->report(g_ptr_array_index(paths, i), removed, staging->report_data);
}

static bool carry_out(VtStaging *staging, const VtJournal *journal, VtDiagnostics *sink)
{
    int error = vt_journal_save(journal, staging->staging, staging->sync);
    if (error != 0) {
        diagnose_errno(sink, staging->folder, "cannot write", error);
        return false;
    }
    const char *where = "";
    error = vt_journal_run(journal, staging->staged, staging->site, &where);
    if (error != 0) {
        g_autofree char *full = g_build_filename(staging->folder, where, NULL);
        VtDiagnostic *diagnostic = vt_diagnose_path(sink, VT_OUTPUT_WRITE, full, "cannot finish writing: %s",
                                                    g_strerror(error));
        vt_diagnostic_note(diagnostic, "part of the site is new already; the next run completes it");
    }
    return error == 0;
}

static bool commit_later(VtStaging *staging, VtOutputSummary *summary, VtDiagnostics *sink)
{
    if (!check_obstacles(staging, sink))
        return false;
    VtJournal journal;
    vt_journal_init(&journal);
    list_stale(staging, &journal);
    list_changed(staging, &journal);
    summary->removed = journal.removals->len;
    bool done = journal.removals->len + staging->changed->len == 0 || carry_out(staging, &journal, sink);
    if (done)
        report_each(staging, journal.removals, true);
    vt_journal_finish(&journal);
    return done;
}

bool vt_staging_commit(VtStaging *staging, VtOutputSummary *summary, VtDiagnostics *sink)
{
    g_ptr_array_sort(staging->paths, compare_paths);
    g_ptr_array_sort(staging->changed, compare_paths);
    *summary = (VtOutputSummary){.written = staging->changed->len,
                                 .unchanged = staging->paths->len - staging->changed->len};
    int error = stage_manifest(staging);
    if (error != 0) {
        diagnose_errno(sink, staging->folder, "cannot write", error);
        return false;
    }
    if (staging->site >= 0) {
        staging->committed = commit_later(staging, summary, sink);
    } else {
        error = commit_first(staging);
        if (error != 0)
            diagnose_errno(sink, staging->folder, "cannot put the new site in its place", error);
        staging->committed = error == 0;
    }
    if (staging->committed)
        report_each(staging, staging->changed, false);
    return staging->committed;
}

/* ---- Ending ---------------------------------------------------------------------------------------------
 */

/* A journal that could not be carried out is kept, with the files it needs: the next run completes it. */
static void remove_staging(VtStaging *staging)
{
    bool there = faccessat(staging->staging, VT_JOURNAL_NAME, F_OK, AT_SYMLINK_NOFOLLOW) == 0 ||
                 errno != ENOENT;
    if (!staging->committed && there)
        return;
    vt_folder_remove(staging->staging, VT_JOURNAL_NAME);
    vt_folder_remove_tree(staging->parent, staging->staging_name);
}

void vt_staging_free(VtStaging *staging)
{
    if (staging == NULL)
        return;
    if (staging->staging >= 0)
        remove_staging(staging);
    remove_missing(staging);
    close_folder(staging->staged);
    close_folder(staging->site);
    close_folder(staging->staging);
    close_folder(staging->parent);
    vt_manifest_finish(&staging->manifest);
    pthread_mutex_destroy(&staging->mutex);
    g_ptr_array_unref(staging->changed);
    g_ptr_array_unref(staging->paths);
    if (staging->missing != NULL)
        g_ptr_array_unref(staging->missing);
    g_free(staging->staging_name);
    g_free(staging->name);
    g_free(staging->folder);
    g_free(staging);
}
