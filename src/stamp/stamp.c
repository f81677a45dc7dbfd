#include "facts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/utsname.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#define MOST_OF_A_LIST ((uint64_t)1 << 30)

typedef struct Subject {
    VtStampKind kind;
    char *path;
} Subject;

struct VtStamp {
    GArray *subjects;
};

static void clear_subject(gpointer subject)
{
    g_free(((Subject *)subject)->path);
}

VtStamp *vt_stamp_new(void)
{
    VtStamp *stamp = g_new0(VtStamp, 1);
    stamp->subjects = g_array_new(FALSE, FALSE, sizeof(Subject));
    g_array_set_clear_func(stamp->subjects, clear_subject);
    return stamp;
}

void vt_stamp_free(VtStamp *stamp)
{
    if (stamp == NULL)
        return;
    g_array_unref(stamp->subjects);
    g_free(stamp);
}

void vt_stamp_add(VtStamp *stamp, VtStampKind kind, const char *path)
{
    Subject subject = {kind, g_strdup(path)};
    g_array_append_val(stamp->subjects, subject);
}

/* ---- Time ---------------------------------------------------------------------------------------------- */

/* The clock that the kernel takes file times from. */
struct timespec vt_stamp_now(void)
{
    struct timespec now = {0};
#ifdef CLOCK_REALTIME_COARSE
    clock_gettime(CLOCK_REALTIME_COARSE, &now);
#else
    clock_gettime(CLOCK_REALTIME, &now);
#endif
    return now;
}

static bool is_before(const struct timespec *a, const struct timespec *b)
{
    return a->tv_sec < b->tv_sec || (a->tv_sec == b->tv_sec && a->tv_nsec < b->tv_nsec);
}

void vt_stamp_wait(struct timespec written)
{
    enum { PART_OF_A_STEP = 200, MOST_WAITS = 250 };
    struct timespec now = vt_stamp_now();
    for (unsigned i = 0; i < MOST_WAITS && !is_before(&written, &now); i++) {
        g_usleep(PART_OF_A_STEP);
        now = vt_stamp_now();
    }
}

/* Whole seconds are what coarse file systems keep, and hundredths others. */
static bool is_coarse(struct timespec time)
{
    const long hundredth = 10000000;
    return time.tv_nsec % hundredth == 0;
}

/* Is it certain that whatever comes gets a later time? */
static bool is_past(struct timespec time, const struct timespec *now)
{
    if (is_coarse(time))
        time.tv_sec += time.tv_nsec == 0 ? 2 : 1;
    return is_before(&time, now);
}

/* ---- Facts --------------------------------------------------------------------------------------------- */

void vt_facts_add(VtFacts *facts, const char *name, const struct stat *status)
{
    const uint64_t numbers[] = {
        (uint64_t)status->st_ino,
        (uint64_t)status->st_size,
        (uint64_t)status->st_mtim.tv_sec,
        (uint64_t)status->st_ctim.tv_sec,
        (uint64_t)status->st_dev,
        (uint64_t)status->st_mode << 32 | (uint64_t)status->st_mtim.tv_nsec,
        (uint64_t)status->st_ctim.tv_nsec,
        (uint64_t)status->st_uid << 32 | (uint64_t)status->st_gid,
    };
    vt_buffer_append(&facts->bytes, name, strlen(name) + 1);
    vt_buffer_append(&facts->bytes, (const char *)numbers, sizeof numbers);
    bool told_apart = facts->fine && S_ISREG(status->st_mode) && !is_coarse(status->st_ctim);
    facts->lasting = facts->lasting && (told_apart || is_past(status->st_ctim, &facts->since));
}

void vt_facts_add_folder(VtFacts *facts, const char *name, const struct stat *status)
{
    const uint64_t numbers[] = {
        (uint64_t)status->st_ino,
        (uint64_t)status->st_dev,
        (uint64_t)status->st_mode,
        (uint64_t)status->st_uid << 32 | (uint64_t)status->st_gid,
    };
    vt_buffer_append(&facts->bytes, name, strlen(name) + 1);
    vt_buffer_append(&facts->bytes, (const char *)numbers, sizeof numbers);
}

/* That a path leads nowhere lasts; that it may not be looked at hangs on more than was looked at. */
void vt_facts_add_missing(VtFacts *facts, const char *name, int error)
{
    vt_buffer_append(&facts->bytes, name, strlen(name) + 1);
    vt_buffer_append_format(&facts->bytes, "missing %d", error);
    facts->lasting = facts->lasting && (error == ENOENT || error == ENOTDIR);
}

void vt_facts_sum(VtFacts *facts, guint8 sum[static VT_FACTS_SUM])
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_MD5);
    gsize length = VT_FACTS_SUM;
    g_checksum_update(checksum, (const guchar *)vt_buffer_string(&facts->bytes), (gssize)facts->bytes.length);
    g_checksum_get_digest(checksum, sum, &length);
    vt_buffer_finish(&facts->bytes);
}

static void add_file(VtFacts *facts, const char *path)
{
    struct stat status;
    if (stat(path, &status) == 0)
        vt_facts_add(facts, path, &status);
    else
        vt_facts_add_missing(facts, path, errno);
}

/* File systems on which a change always shows as a new time, by the clock of this machine. Some have times of
 * many grains: since Linux 6.13 a file that was looked at gets a time of its own with its next change, not
 * only one for each step of the clock. */
typedef struct FileSystem {
    unsigned long magic;
    bool many_grains;
} FileSystem;

static const FileSystem file_systems[] = {
    {0xEF53 /* ext */, true},           {0x58465342 /* xfs */, true},       {0x9123683E /* btrfs */, true},
    {0x01021994 /* tmpfs */, true},     {0xF2F52010 /* f2fs */, false},     {0x794C7630 /* overlay */, false},
    {0x2FC12FC1 /* zfs */, false},      {0xCA451A4E /* bcachefs */, false}, {0x858458F6 /* ramfs */, false},
    {0x73717368 /* squashfs */, false}, {0xE0F5E1E2 /* erofs */, false},    {0x3153464A /* jfs */, false},
    {0x52654973 /* reiserfs */, false}, {0xF15F /* ecryptfs */, false},
};

/* NULL: one that keeps no times to be trusted. */
static const FileSystem *file_system_of(int folder)
{
    struct statfs status;
    if (fstatfs(folder, &status) != 0)
        return NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(file_systems); i++)
        if ((unsigned long)status.f_type == file_systems[i].magic)
            return &file_systems[i];
    return NULL;
}

static bool has_many_grains(void)
{
    struct utsname system;
    unsigned major, minor;
    return uname(&system) == 0 && strcmp(system.sysname, "Linux") == 0 &&
           sscanf(system.release, "%u.%u", &major, &minor) == 2 && (major > 6 || (major == 6 && minor >= 13));
}

static bool tells_apart(int folder)
{
    const FileSystem *system = file_system_of(folder);
    return system != NULL && system->many_grains && has_many_grains();
}

bool vt_stamp_needs_wait(const char *folder)
{
    int open_folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool needed = open_folder < 0 || !tells_apart(open_folder);
    if (open_folder >= 0)
        close(open_folder);
    return needed;
}

/* With the device that all of it must lie on. */
static void enter_folder(VtFacts *facts, int folder, const char *path)
{
    struct stat status = {0};
    bool known = fstat(folder, &status) == 0;
    facts->device = status.st_dev;
    facts->lasting = facts->lasting && known && file_system_of(folder) != NULL;
    vt_facts_add_folder(facts, path, &status);
}

static void add_list(VtFacts *facts, const Subject *subject, unsigned jobs)
{
    g_auto(VtBuffer) text = {0};
    g_autofree char *name = g_path_get_dirname(subject->path);
    int folder = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int error = folder < 0 ? errno : vt_file_read(subject->path, MOST_OF_A_LIST, &text);
    facts->fine = folder >= 0 && tells_apart(folder);
    add_file(facts, subject->path);
    if (error != 0) {
        facts->lasting = facts->lasting && error == ENOENT;
    } else {
        g_auto(GStrv) paths = g_strsplit(text.data, "\n", -1);
        enter_folder(facts, folder, name);
        vt_facts_add_list(facts, folder, paths, jobs);
    }
    facts->fine = false;
    if (folder >= 0)
        close(folder);
}

static void add_tree(VtFacts *facts, const Subject *subject, unsigned jobs)
{
    int folder = open(subject->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0 && errno == ENOTDIR)
        add_file(facts, subject->path);
    else if (folder < 0)
        vt_facts_add_missing(facts, subject->path, errno);
    if (folder < 0)
        return;
    enter_folder(facts, folder, subject->path);
    vt_facts_add_tree(facts, folder, subject->kind == VT_STAMP_SHELF, jobs);
    close(folder);
}

static VtFingerprint fingerprint_of(VtFacts *facts)
{
    VtFingerprint fingerprint = {.lasting = facts->lasting};
    g_autofree char *digits = g_compute_checksum_for_data(
        G_CHECKSUM_MD5, (const guchar *)vt_buffer_string(&facts->bytes), facts->bytes.length);
    g_strlcpy(fingerprint.digits, digits, sizeof fingerprint.digits);
    vt_buffer_finish(&facts->bytes);
    return fingerprint;
}

VtFingerprint vt_stamp_glance(const VtStamp *stamp)
{
    VtFacts facts = {.since = vt_stamp_now(), .lasting = true};
    for (guint i = 0; i < stamp->subjects->len; i++)
        add_file(&facts, g_array_index(stamp->subjects, Subject, i).path);
    return fingerprint_of(&facts);
}

VtFingerprint vt_stamp_take(const VtStamp *stamp, struct timespec since, unsigned jobs)
{
    VtFacts facts = {.since = since, .lasting = true};
    for (guint i = 0; i < stamp->subjects->len; i++) {
        const Subject *subject = &g_array_index(stamp->subjects, Subject, i);
        if (subject->kind == VT_STAMP_FILE)
            add_file(&facts, subject->path);
        else if (subject->kind == VT_STAMP_LIST)
            add_list(&facts, subject, jobs);
        else
            add_tree(&facts, subject, jobs);
    }
    return fingerprint_of(&facts);
}

/* ---- As a value ---------------------------------------------------------------------------------------- */

GVariant *vt_stamp_to_variant(const VtStamp *stamp)
{
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE(VT_STAMP_TYPE));
    for (guint i = 0; i < stamp->subjects->len; i++) {
        const Subject *subject = &g_array_index(stamp->subjects, Subject, i);
        g_variant_builder_add(&builder, "(y^ay)", (guchar)subject->kind, subject->path);
    }
    return g_variant_builder_end(&builder);
}

VtStamp *vt_stamp_from_variant(GVariant *subjects)
{
    VtStamp *stamp = vt_stamp_new();
    GVariantIter iter;
    guchar kind;
    const char *path;
    g_variant_iter_init(&iter, subjects);
    while (g_variant_iter_next(&iter, "(y^&ay)", &kind, &path))
        vt_stamp_add(stamp, (VtStampKind)kind, path);
    return stamp;
}
