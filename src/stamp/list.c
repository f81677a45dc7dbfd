/* The lines are parted among threads in runs; each run is summed by itself, and looks at the folders on the
 * way to its files once for lines that follow each other, so sorted lists cost least. */
#include "facts.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { RUN = 256 };

typedef struct Part {
    VtFacts facts;
    guint8 sum[VT_FACTS_SUM];
} Part;

typedef struct List {
    int folder;
    char **paths;
    size_t count;
    Part *parts;
} List;

static void look_at(Part *part, int folder, const char *path, mode_t type)
{
    struct stat status;
    VtFacts *facts = &part->facts;
    if (fstatat(folder, path, &status, AT_SYMLINK_NOFOLLOW) != 0) {
        vt_facts_add_missing(facts, path, errno);
        return;
    }
    if (type == S_IFDIR)
        vt_facts_add_folder(facts, path, &status);
    else
        vt_facts_add(facts, path, &status);
    facts->lasting = facts->lasting && (status.st_mode & S_IFMT) == type && status.st_dev == facts->device;
}

/* The folders on the way to a file, but for those that led to the file before it. */
static void look_at_way(Part *part, int folder, char *path, const char *before)
{
    for (char *slash = strchr(path, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        if (before != NULL && strncmp(before, path, (size_t)(slash - path) + 1) == 0)
            continue;
        *slash = '\0';
        look_at(part, folder, path, S_IFDIR);
        *slash = '/';
    }
}

static void sum_part(size_t index, unsigned worker, void *data)
{
    (void)worker;
    const List *list = data;
    Part *part = &list->parts[index];
    size_t end = MIN((index + 1) * RUN, list->count);
    const char *before = NULL;
    for (size_t i = index * RUN; i < end; i++) {
        look_at_way(part, list->folder, list->paths[i], before);
        look_at(part, list->folder, list->paths[i], S_IFREG);
        before = list->paths[i];
    }
    vt_facts_sum(&part->facts, part->sum);
}

void vt_facts_add_list(VtFacts *facts, int folder, char **paths, unsigned jobs)
{
    size_t count = g_strv_length(paths);
    size_t parts = (count + RUN - 1) / RUN;
    List list = {.folder = folder, .paths = paths, .count = count, .parts = g_new0(Part, parts)};
    for (size_t i = 0; i < parts; i++)
        list.parts[i].facts = (VtFacts){
            .since = facts->since, .device = facts->device, .fine = facts->fine, .lasting = true};
    vt_jobs_run(jobs, parts, sum_part, &list);
    for (size_t i = 0; i < parts; i++) {
        vt_buffer_append(&facts->bytes, (const char *)list.parts[i].sum, VT_FACTS_SUM);
        facts->lasting = facts->lasting && list.parts[i].facts.lasting;
    }
    g_free(list.parts);
}
