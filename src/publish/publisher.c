/* The run's store: where it lies, how it begins, and that nothing of it stays. */
#include "publisher.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

enum { OPEN_FOLDERS = 16 };

#define STORE_PREFIX "publish-"
#define LOCK_NAME "vitrine.lock"

VtGit vt_publisher_store(const VtPublisher *publisher)
{
    return (VtGit){.folder = publisher->store, .repository = publisher->store};
}

VtGit vt_publisher_home(const VtPublisher *publisher)
{
    if (publisher->own == NULL)
        return vt_publisher_store(publisher);
    return (VtGit){.folder = publisher->site, .objects = publisher->objects};
}

/* ---- Finding the author's repository ----------------------------------------------------------------------
 */

/* False only when git itself is missing: a site needs no repository. */
static bool find_own(VtPublisher *publisher, VtDiagnostics *sink)
{
    g_auto(VtGitAnswer) answer = {0};
    VtGit git = {.folder = publisher->site};
    bool found = vt_git_run(&git, &answer, "rev-parse", "--path-format=absolute", "--git-common-dir",
                            "--show-object-format", NULL);
    if (!answer.started) {
        vt_git_report(sink, &answer, "publish");
        return false;
    }
    if (!found)
        return true;
    g_auto(GStrv) lines = g_strsplit(vt_git_line(&answer), "\n", 2);
    if (!g_path_is_absolute(lines[0])) {
        VtDiagnostic *diagnostic = vt_diagnose(sink, VT_PUBLISH_GIT, VT_NOWHERE,
                                               "this git is too old to publish with");
        vt_diagnostic_note(diagnostic, "git 2.31 or newer is needed");
        return false;
    }
    publisher->own = g_strdup(lines[0]);
    publisher->format = g_strdup(lines[1] != NULL ? lines[1] : "sha1");
    return true;
}

/* ---- Removing
 * ---------------------------------------------------------------------------------------------- */

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)status, (void)type, (void)walk;
    return remove(path);
}

static void remove_folder(const char *folder)
{
    nftw(folder, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
}

/* -1 where another run holds it. */
static int take_lock(const char *store, int flags)
{
    g_autofree char *path = g_build_filename(store, LOCK_NAME, NULL);
    int lock = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | flags, 0600);
    if (lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0)
        return lock;
    if (lock >= 0)
        close(lock);
    return -1;
}

/* Stores of runs that were killed: nobody holds their lock. */
static void remove_abandoned(const char *parent)
{
    GDir *listing = g_dir_open(parent, 0, NULL);
    for (const char *name; listing != NULL && (name = g_dir_read_name(listing)) != NULL;) {
        g_autofree char *store = g_build_filename(parent, name, NULL);
        int lock = g_str_has_prefix(name, STORE_PREFIX) ? take_lock(store, O_CREAT) : -1;
        if (lock < 0)
            continue;
        remove_folder(store);
        close(lock);
    }
    if (listing != NULL)
        g_dir_close(listing);
}

/* ---- Making
 * ------------------------------------------------------------------------------------------------ */

/* A value of git's configuration, in quotes. */
static void append_quoted(GString *text, const char *value)
{
    g_string_append_c(text, '"');
    for (; *value != '\0'; value++) {
        if (*value == '"' || *value == '\\')
            g_string_append_c(text, '\\');
        g_string_append_c(text, *value);
    }
    g_string_append_c(text, '"');
}

/* What the author has set for this repository (how to sign in, what an address stands for) holds in the store
 * too; git includes the settings, they are not read here. */
static bool include_settings(const VtPublisher *publisher)
{
    if (publisher->own == NULL)
        return true;
    g_autofree char *path = g_build_filename(publisher->store, "config", NULL);
    g_autofree char *settings = g_build_filename(publisher->own, "config", NULL);
    g_autoptr(GString) text = g_string_new("[include]\n\tpath = ");
    append_quoted(text, settings);
    g_string_append(text, "\n[core]\n\tbare = true\n\thooksPath = /dev/null\n\tfsmonitor = false\n");
    FILE *file = g_fopen(path, "ae");
    bool written = file != NULL && fputs(text->str, file) >= 0;
    return file != NULL && fclose(file) == 0 && written;
}

static bool begin_store(VtPublisher *publisher, VtDiagnostics *sink)
{
    g_auto(VtGitAnswer) answer = {0};
    VtGit git = {.folder = publisher->store};
    g_autofree char *format = g_strconcat(
        "--object-format=", publisher->format != NULL ? publisher->format : "sha1", NULL);
    if (vt_git_run(&git, &answer, "-c", "init.defaultBranch=none", "init", "--quiet", "--bare",
                   "--template=", format, "--", publisher->store, NULL) &&
        include_settings(publisher))
        return true;
    vt_git_report(sink, &answer, "make a repository for this run");
    return false;
}

/* Under the parent's lock, so that no run takes the other's new store for an abandoned one. */
static bool make_store_in(VtPublisher *publisher, const char *parent)
{
    if (g_mkdir_with_parents(parent, 0700) != 0)
        return false;
    int folder = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0 || flock(folder, LOCK_EX) != 0)
        return false;
    remove_abandoned(parent);
    g_autofree char *store = g_build_filename(parent, STORE_PREFIX "XXXXXX", NULL);
    bool made = g_mkdtemp(store) != NULL;
    if (made) {
        publisher->parent = g_strdup(parent);
        publisher->lock = take_lock(store, O_CREAT);
        publisher->objects = g_build_filename(store, "objects", NULL);
        publisher->store = g_steal_pointer(&store);
    }
    close(folder);
    return made;
}

static bool make_store(VtPublisher *publisher, VtDiagnostics *sink)
{
    g_autofree char *cache = g_build_filename(g_get_user_cache_dir(), "vitrine", NULL);
    g_autofree char *inside = publisher->own != NULL ? g_build_filename(publisher->own, "vitrine", NULL)
                                                     : NULL;
    if ((inside != NULL && make_store_in(publisher, inside)) || make_store_in(publisher, cache))
        return true;
    vt_diagnose_path(sink, VT_OUTPUT_WRITE, cache, "cannot make a folder for this run: %s",
                     g_strerror(errno));
    return false;
}

VtPublisher *vt_publisher_new(const char *site, VtDiagnostics *sink)
{
    g_autoptr(VtPublisher) publisher = g_new0(VtPublisher, 1);
    publisher->lock = -1;
    publisher->site = g_canonicalize_filename(site, NULL);
    if (!find_own(publisher, sink) || !make_store(publisher, sink) || !begin_store(publisher, sink))
        return NULL;
    return g_steal_pointer(&publisher);
}

void vt_publisher_free(VtPublisher *publisher)
{
    if (publisher == NULL)
        return;
    if (publisher->store != NULL)
        remove_folder(publisher->store);
    if (publisher->lock >= 0)
        close(publisher->lock);
    if (publisher->parent != NULL)
        rmdir(publisher->parent);
    g_free(publisher->parent);
    g_free(publisher->objects);
    g_free(publisher->store);
    g_free(publisher->format);
    g_free(publisher->own);
    g_free(publisher->site);
    g_free(publisher);
}
