#include "journal.h"

#include "folder.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static const char header[] = "vitrine-journal 1\n";
static const char footer[] = "end\n";
#define UNFINISHED_NAME "journal.new"

void vt_journal_init(VtJournal *journal)
{
    journal->removals = g_ptr_array_new_with_free_func(g_free);
    journal->renames = g_ptr_array_new_with_free_func(g_free);
}

void vt_journal_finish(VtJournal *journal)
{
    g_clear_pointer(&journal->removals, g_ptr_array_unref);
    g_clear_pointer(&journal->renames, g_ptr_array_unref);
}

static void append_steps(VtBuffer *out, const char *verb, const GPtrArray *paths)
{
    for (guint i = 0; i < paths->len; i++)
        vt_buffer_append_format(out, "%s %s\n", verb, (const char *)g_ptr_array_index(paths, i));
}

int vt_journal_save(const VtJournal *journal, int staging, bool sync)
{
    g_auto(VtBuffer) text = {0};
    vt_buffer_append_string(&text, header);
    append_steps(&text, "remove", journal->removals);
    append_steps(&text, "rename", journal->renames);
    vt_buffer_append_string(&text, footer);
    vt_folder_remove(staging, UNFINISHED_NAME);
    int error = vt_folder_write(staging, UNFINISHED_NAME, text.data, text.length, sync);
    if (error == 0 && renameat(staging, UNFINISHED_NAME, staging, VT_JOURNAL_NAME) != 0)
        error = errno;
    if (error == 0 && sync && fsync(staging) != 0)
        error = errno;
    return error;
}

static void load_step(VtJournal *journal, const char *line)
{
    if (g_str_has_prefix(line, "remove "))
        g_ptr_array_add(journal->removals, g_strdup(line + strlen("remove ")));
    else if (g_str_has_prefix(line, "rename "))
        g_ptr_array_add(journal->renames, g_strdup(line + strlen("rename ")));
}

int vt_journal_load(VtJournal *journal, int staging)
{
    g_autofree char *text = NULL;
    size_t length = 0;
    int error = vt_folder_read(staging, VT_JOURNAL_NAME, &text, &length);
    if (error != 0)
        return error == ENOENT ? 0 : error;
    if (!g_str_has_prefix(text, header) || !g_str_has_suffix(text, footer))
        return 0;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        load_step(journal, *line);
    return 0;
}

static bool is_there(int folder, const char *path)
{
    return faccessat(folder, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

/* Where the site lacks the folder of a file, the staged folder itself goes there, with all that waits in it:
 * making one would need space, and from here on there must always be enough. */
static int run_rename(int staged, int site, const char *path)
{
    if (renameat(staged, path, site, path) == 0)
        return 0;
    if (errno != ENOENT)
        return errno;
    g_autofree char *folder = g_strdup(path);
    for (char *slash = strchr(folder, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (!is_there(site, folder))
            return renameat(staged, folder, site, folder) == 0 ? 0 : errno;
        *slash = '/';
    }
    return is_there(site, path) ? 0 : ENOENT;
}

int vt_journal_run(const VtJournal *journal, int staged, int site, const char **where)
{
    int error = 0;
    for (guint i = 0; i < journal->removals->len && error == 0; i++) {
        *where = g_ptr_array_index(journal->removals, i);
        error = vt_folder_remove(site, *where);
        vt_folder_remove_empty_parents(site, *where);
    }
    for (guint i = 0; i < journal->renames->len && error == 0; i++) {
        *where = g_ptr_array_index(journal->renames, i);
        error = run_rename(staged, site, *where);
    }
    return error;
}
