#include "timings.h"

enum { MOST_FILES = 10, NAME_COLUMN = 44 };

typedef struct Stage {
    char *name;
    int64_t microseconds;
} Stage;

/* All files of one template, or of what needs none. */
typedef struct Group {
    const char *name; /* lent by the files */
    size_t count;
    int64_t microseconds[VT_TASK_COUNT];
} Group;

static const char *const task_names[VT_TASK_COUNT] = {"made", "links", "leaks", "put"};

static void clear_stage(gpointer data)
{
    g_free(((Stage *)data)->name);
}

void vt_timings_init(VtTimings *timings, bool wanted)
{
    *timings = (VtTimings){.wanted = wanted, .start = g_get_monotonic_time()};
    if (!wanted)
        return;
    timings->stages = g_array_new(FALSE, FALSE, sizeof(Stage));
    g_array_set_clear_func(timings->stages, clear_stage);
    timings->files = g_ptr_array_new_with_free_func(g_free);
}

void vt_timings_finish(VtTimings *timings)
{
    g_clear_pointer(&timings->stages, g_array_unref);
    g_clear_pointer(&timings->files, g_ptr_array_unref);
}

void vt_timings_stage(VtTimings *timings, const char *audience, const char *name, int64_t microseconds)
{
    if (!timings->wanted)
        return;
    Stage stage = {.name = audience != NULL ? g_strdup_printf("%s: %s", audience, name) : g_strdup(name),
                   .microseconds = microseconds};
    g_array_append_val(timings->stages, stage);
}

VtFileTime *vt_timings_files(VtTimings *timings, size_t count)
{
    if (!timings->wanted)
        return NULL;
    VtFileTime *files = g_new0(VtFileTime, count + 1);
    g_ptr_array_add(timings->files, files);
    return files;
}

void vt_timings_done(VtFileTime *time, VtTask task, int64_t *since)
{
    if (time == NULL)
        return;
    int64_t now = g_get_monotonic_time();
    time->microseconds[task] += now - *since;
    *since = now;
}

/* ---- The report ---------------------------------------------------------------------------------------- */

static int64_t sum(const int64_t microseconds[static VT_TASK_COUNT])
{
    int64_t all = 0;
    for (VtTask task = 0; task < VT_TASK_COUNT; task++)
        all += microseconds[task];
    return all;
}

static const char *group_name(const VtFile *file)
{
    return file->template != NULL ? file->template : "(other files)";
}

static void add_to(const VtFileTime *time, GHashTable *groups)
{
    const char *name = group_name(time->file);
    Group *group = g_hash_table_lookup(groups, name);
    if (group == NULL) {
        group = g_new0(Group, 1);
        group->name = name;
        g_hash_table_insert(groups, (gpointer)(uintptr_t)name, group);
    }
    group->count++;
    for (VtTask task = 0; task < VT_TASK_COUNT; task++)
        group->microseconds[task] += time->microseconds[task];
}

static gint slower_first(gconstpointer a, gconstpointer b)
{
    const VtFileTime *left = *(const VtFileTime *const *)a, *right = *(const VtFileTime *const *)b;
    int64_t order = sum(right->microseconds) - sum(left->microseconds);
    return order != 0 ? (order > 0) - (order < 0) : strcmp(left->file->path, right->file->path);
}

static gint slower_group_first(gconstpointer a, gconstpointer b)
{
    const Group *left = *(const Group *const *)a, *right = *(const Group *const *)b;
    int64_t order = sum(right->microseconds) - sum(left->microseconds);
    return order != 0 ? (order > 0) - (order < 0) : strcmp(left->name, right->name);
}

static void write_milliseconds(int64_t microseconds, VtBuffer *out)
{
    vt_buffer_append_format(out, "%9.2f", (double)microseconds / 1000);
}

static void write_heading(const char *what, VtBuffer *out)
{
    vt_buffer_append_format(out, "\n%-*s%9s", NAME_COLUMN, what, "ms");
    for (VtTask task = 0; task < VT_TASK_COUNT; task++)
        vt_buffer_append_format(out, "%9s", task_names[task]);
    vt_buffer_append_char(out, '\n');
}

static void write_row(const char *name, const int64_t microseconds[static VT_TASK_COUNT], VtBuffer *out)
{
    vt_buffer_append_format(out, "%-*s", NAME_COLUMN, name);
    write_milliseconds(sum(microseconds), out);
    for (VtTask task = 0; task < VT_TASK_COUNT; task++)
        write_milliseconds(microseconds[task], out);
    vt_buffer_append_char(out, '\n');
}

static void write_stages(const VtTimings *timings, VtBuffer *out)
{
    vt_buffer_append_format(out, "%-*s%9s\n", NAME_COLUMN, "stage", "ms");
    for (guint i = 0; i < timings->stages->len; i++) {
        const Stage *stage = &g_array_index(timings->stages, Stage, i);
        vt_buffer_append_format(out, "%-*s", NAME_COLUMN, stage->name);
        write_milliseconds(stage->microseconds, out);
        vt_buffer_append_char(out, '\n');
    }
    vt_buffer_append_format(out, "%-*s", NAME_COLUMN, "all");
    write_milliseconds(g_get_monotonic_time() - timings->start, out);
    vt_buffer_append_char(out, '\n');
}

static void write_groups(GHashTable *by_name, VtBuffer *out)
{
    g_autoptr(GPtrArray) groups = g_ptr_array_new();
    GHashTableIter iter;
    gpointer group;
    g_hash_table_iter_init(&iter, by_name);
    while (g_hash_table_iter_next(&iter, NULL, &group))
        g_ptr_array_add(groups, group);
    g_ptr_array_sort(groups, slower_group_first);
    write_heading("template (all threads together)", out);
    for (guint i = 0; i < groups->len; i++) {
        const Group *row = groups->pdata[i];
        g_autofree char *name = g_strdup_printf("%s × %zu", row->name, row->count);
        write_row(name, row->microseconds, out);
    }
}

void vt_timings_write(const VtTimings *timings, VtBuffer *out)
{
    g_autoptr(GHashTable) groups = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    g_autoptr(GPtrArray) files = g_ptr_array_new();
    for (guint i = 0; i < timings->files->len; i++)
        for (VtFileTime *time = timings->files->pdata[i]; time->file != NULL; time++) {
            g_ptr_array_add(files, time);
            add_to(time, groups);
        }
    write_stages(timings, out);
    write_groups(groups, out);
    g_ptr_array_sort(files, slower_first);
    write_heading("slowest files", out);
    for (guint i = 0; i < files->len && i < MOST_FILES; i++) {
        const VtFileTime *time = files->pdata[i];
        g_autofree char *name = g_strdup_printf("%s: %s", time->audience, time->file->path);
        write_row(name, time->microseconds, out);
    }
}
