/* One level after the other: the folders of a level are parted among threads in runs, each run is summed by
 * itself and finds the folders of the next level. Runs are put together in their order, so the sum does not
 * hang on how many threads there were. Nothing is sorted: a folder that has not changed lists its files as it
 * did, and where it should not, a sum differs for once. */
#include "facts.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

enum { RUN = 64, PART = 512, DEEPEST = 256 };

typedef struct Folder {
    char *path; /* below the root */
    bool linked;
} Folder;

/* What one thread made of some folders. */
typedef struct Run {
    VtFacts facts;
    GArray *below; /* of Folder */
    guint8 sum[VT_FACTS_SUM];
} Run;

typedef struct Level {
    int root;
    bool shelf; /* at the root: links to folders are followed */
    GArray *folders;
    Run *runs;
    unsigned jobs_in_folder; /* threads for one folder's files: of a level with few folders */
} Level;

/* The files of one folder, in parts that threads look at. */
typedef struct Listing {
    const Level *level;
    int folder;
    const char *path;
    VtBuffer names; /* each its type as one byte, then the name and a zero */
    GArray *offsets;
    Run *parts;
} Listing;

static void clear_folder(gpointer folder)
{
    g_free(((Folder *)folder)->path);
}

static GArray *new_folders(void)
{
    GArray *folders = g_array_new(FALSE, FALSE, sizeof(Folder));
    g_array_set_clear_func(folders, clear_folder);
    return folders;
}

static void add_below(Run *run, const char *folder, const char *name, bool linked)
{
    Folder below = {*folder != '\0' ? g_strconcat(folder, "/", name, NULL) : g_strdup(name), linked};
    g_array_append_val(run->below, below);
}

/* Where a link leads counts too: it may be a file that changes. */
static bool leads_to_folder(Run *run, int parent, const char *name)
{
    struct stat status;
    char target[PATH_MAX];
    ssize_t length = readlinkat(parent, name, target, sizeof target);
    if (length > 0)
        vt_buffer_append(&run->facts.bytes, target, (size_t)length);
    if (fstatat(parent, name, &status, 0) != 0) {
        vt_facts_add_missing(&run->facts, name, errno);
        return false;
    }
    if (S_ISDIR(status.st_mode))
        return true;
    vt_facts_add(&run->facts, name, &status);
    return false;
}

static void add_entry(const Listing *listing, Run *run, unsigned char type, const char *name)
{
    struct stat status;
    const int parent = listing->folder;
    const char *folder = listing->path;
    if (type == DT_DIR) {
        add_below(run, folder, name, false);
        return;
    }
    if (fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
        vt_facts_add_missing(&run->facts, name, errno);
        run->facts.lasting = false;
    } else if (S_ISDIR(status.st_mode)) {
        add_below(run, folder, name, false);
    } else {
        vt_facts_add(&run->facts, name, &status);
        bool away = S_ISLNK(status.st_mode) && leads_to_folder(run, parent, name);
        if (away && listing->level->shelf && *folder == '\0')
            add_below(run, folder, name, true);
        else if (away)
            run->facts.lasting = false;
    }
}

static void add_part(size_t index, unsigned worker, void *data)
{
    (void)worker;
    const Listing *listing = data;
    size_t end = MIN((index + 1) * PART, listing->offsets->len);
    for (size_t i = index * PART; i < end; i++) {
        const char *entry = listing->names.data + g_array_index(listing->offsets, size_t, i);
        add_entry(listing, &listing->parts[index], (unsigned char)entry[0], entry + 1);
    }
}

static Run new_run(const VtFacts *facts)
{
    return (Run){.facts = {.since = facts->since, .device = facts->device, .lasting = true},
                 .below = g_array_new(FALSE, FALSE, sizeof(Folder))};
}

static void join_run(Run *run, Run *part)
{
    vt_buffer_append(&run->facts.bytes, vt_buffer_string(&part->facts.bytes), part->facts.bytes.length);
    run->facts.lasting = run->facts.lasting && part->facts.lasting;
    g_array_append_vals(run->below, part->below->data, part->below->len);
    g_array_unref(part->below);
    vt_buffer_finish(&part->facts.bytes);
}

static void add_entries(Listing *listing, Run *run)
{
    size_t count = (listing->offsets->len + PART - 1) / PART;
    g_autofree Run *parts = g_new0(Run, count);
    for (size_t i = 0; i < count; i++)
        parts[i] = new_run(&run->facts);
    listing->parts = parts;
    vt_jobs_run(listing->level->jobs_in_folder, count, add_part, listing);
    for (size_t i = 0; i < count; i++)
        join_run(run, &parts[i]);
}

static bool is_dot(const char *name)
{
    return name[0] == '.' && (name[1] == '\0' || (name[1] == '.' && name[2] == '\0'));
}

static void read_names(Listing *listing, DIR *open)
{
    const struct dirent *entry;
    while (errno = 0, (entry = readdir(open)) != NULL) {
        if (is_dot(entry->d_name))
            continue;
        g_array_append_val(listing->offsets, listing->names.length);
        vt_buffer_append_char(&listing->names, (char)entry->d_type);
        vt_buffer_append(&listing->names, entry->d_name, strlen(entry->d_name) + 1);
    }
}

static void add_listing(const Level *level, Run *run, DIR *open, const Folder *folder)
{
    struct stat status;
    if (fstat(dirfd(open), &status) != 0) {
        run->facts.lasting = false;
        return;
    }
    vt_facts_add(&run->facts, folder->path, &status);
    Listing listing = {.level = level,
                       .folder = dirfd(open),
                       .path = folder->path,
                       .offsets = g_array_new(FALSE, FALSE, sizeof(size_t))};
    read_names(&listing, open);
    /* Another file system may be of another kind. */
    run->facts.lasting = run->facts.lasting && errno == 0 && status.st_dev == run->facts.device;
    add_entries(&listing, run);
    g_array_unref(listing.offsets);
    vt_buffer_finish(&listing.names);
}

static void add_folder(const Level *level, Run *run, const Folder *folder)
{
    const int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (folder->linked ? 0 : O_NOFOLLOW);
    int open = openat(level->root, *folder->path != '\0' ? folder->path : ".", flags);
    DIR *listing = open >= 0 ? fdopendir(open) : NULL;
    if (listing != NULL) {
        add_listing(level, run, listing, folder);
        closedir(listing);
        return;
    }
    vt_facts_add_missing(&run->facts, folder->path, errno);
    run->facts.lasting = false;
    if (open >= 0)
        close(open);
}

static void sum_run(size_t index, unsigned worker, void *data)
{
    (void)worker;
    const Level *level = data;
    Run *run = &level->runs[index];
    size_t end = MIN((index + 1) * RUN, level->folders->len);
    for (size_t i = index * RUN; i < end; i++)
        add_folder(level, run, &g_array_index(level->folders, Folder, i));
    vt_facts_sum(&run->facts, run->sum);
}

/* Leaves the folders of the next level in `level`. */
static void add_level(VtFacts *facts, Level *level, unsigned jobs)
{
    size_t count = (level->folders->len + RUN - 1) / RUN;
    GArray *next = new_folders();
    level->runs = g_new0(Run, count);
    for (size_t i = 0; i < count; i++)
        level->runs[i] = new_run(facts);
    level->jobs_in_folder = count > 1 ? 1 : jobs;
    vt_jobs_run(jobs, count, sum_run, level);
    for (size_t i = 0; i < count; i++) {
        Run *run = &level->runs[i];
        vt_buffer_append(&facts->bytes, (const char *)run->sum, sizeof run->sum);
        facts->lasting = facts->lasting && run->facts.lasting;
        g_array_append_vals(next, run->below->data, run->below->len);
        g_array_unref(run->below);
    }
    g_clear_pointer(&level->runs, g_free);
    g_array_unref(level->folders);
    level->folders = next;
}

void vt_facts_add_tree(VtFacts *facts, int folder, bool shelf, unsigned jobs)
{
    Folder top = {g_strdup(""), false};
    Level level = {.root = folder, .shelf = shelf, .folders = new_folders()};
    g_array_append_val(level.folders, top);
    for (unsigned depth = 0; level.folders->len > 0 && depth < DEEPEST; depth++)
        add_level(facts, &level, jobs);
    facts->lasting = facts->lasting && level.folders->len == 0;
    g_array_unref(level.folders);
}
