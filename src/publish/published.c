/* What a branch of the remote holds now. */
#include "publisher.h"

/* ---- Trees
 * --------------------------------------------------------------------------------------------------- */

static void free_entry(gpointer data)
{
    VtTreeEntry *entry = data;
    g_free(entry->path);
    g_free(entry->id);
    g_free(entry);
}

/* One record of "git ls-tree -r -z": MODE TYPE ID, with -l SIZE, a tab, the path. */
static VtTreeEntry *read_record(const char *record)
{
    const char *tab = strchr(record, '\t');
    g_autofree char *head = tab != NULL ? g_strndup(record, (gsize)(tab - record)) : NULL;
    g_auto(GStrv) words = head != NULL ? g_strsplit_set(head, " ", 4) : NULL;
    if (words == NULL || g_strv_length(words) < 3)
        return NULL;
    VtTreeEntry *entry = g_new0(VtTreeEntry, 1);
    entry->path = g_strdup(tab + 1);
    entry->id = g_strdup(words[2]);
    entry->size = words[3] != NULL ? g_ascii_strtoull(words[3], NULL, 10) : 0;
    return entry;
}

static gint compare_entries(gconstpointer a, gconstpointer b)
{
    const VtTreeEntry *const *left = a, *const *right = b;
    return strcmp((*left)->path, (*right)->path);
}

GPtrArray *vt_list_tree(const VtPublisher *publisher, const char *tree, bool sizes, VtDiagnostics *sink)
{
    g_auto(VtGitAnswer) answer = {0};
    VtGit git = vt_publisher_store(publisher);
    if (!vt_git_run(&git, &answer, "ls-tree", "-r", "-z", "--full-tree", tree, sizes ? "-l" : NULL, NULL)) {
        vt_git_report(sink, &answer, "list a site");
        return NULL;
    }
    GPtrArray *files = g_ptr_array_new_with_free_func(free_entry);
    const char *text = vt_buffer_string(&answer.output);
    for (const char *at = text; at < text + answer.output.length; at += strlen(at) + 1) {
        VtTreeEntry *entry = read_record(at);
        if (entry != NULL)
            g_ptr_array_add(files, entry);
    }
    g_ptr_array_sort(files, compare_entries);
    return files;
}

const VtTreeEntry *vt_tree_find(const GPtrArray *files, const char *path)
{
    guint low = 0, high = files->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        const VtTreeEntry *entry = g_ptr_array_index(files, middle);
        int order = strcmp(path, entry->path);
        if (order == 0)
            return entry;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* ---- The branch
 * ------------------------------------------------------------------------------------------------ */

static void report_unreachable(const VtBranch *place, VtGitAnswer *answer, VtDiagnostics *sink)
{
    g_autofree char *shown = vt_remote_shown(place->remote);
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_PUBLISH_UNREACHABLE, VT_NOWHERE,
                                           "cannot read the repository %s", shown);
    vt_git_note(diagnostic, answer, place->remote);
}

/* The commit of the branch, "" when there is none. NULL after a diagnostic. */
static char *ask_head(VtPublisher *publisher, const VtBranch *place, VtDiagnostics *sink)
{
    g_auto(VtGitAnswer) answer = {0};
    VtGit git = vt_publisher_home(publisher);
    g_autofree char *reference = g_strconcat("refs/heads/", place->branch, NULL);
    if (!vt_git_run(&git, &answer, "ls-remote", "--quiet", "--", place->remote, reference, NULL)) {
        report_unreachable(place, &answer, sink);
        return NULL;
    }
    g_auto(GStrv) lines = g_strsplit(vt_git_line(&answer), "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        char *tab = strchr(*line, '\t');
        if (tab != NULL && strcmp(tab + 1, reference) == 0)
            return g_strndup(*line, (gsize)(tab - *line));
    }
    return g_strdup("");
}

static char *local_name(const VtBranch *place)
{
    return g_strconcat("refs/published/", place->audience, NULL);
}

/* Its newest commit alone, and where the other side can, without what is surely no page: films need not come
 * back to be compared. git then notes the address in the store, so not for one that holds a password. */
static bool fetch(VtPublisher *publisher, const VtBranch *place, VtDiagnostics *sink)
{
    g_auto(VtGitAnswer) answer = {0};
    VtGit git = vt_publisher_store(publisher);
    g_autofree char *name = local_name(place);
    g_autofree char *mapping = g_strdup_printf("+refs/heads/%s:%s", place->branch, name);
    g_autofree char *shown = vt_remote_shown(place->remote);
    const char *const arguments[] = {"fetch",
                                     "--quiet",
                                     "--no-tags",
                                     "--no-write-fetch-head",
                                     "--no-recurse-submodules",
                                     "--update-shallow",
                                     "--depth=1",
                                     strcmp(shown, place->remote) == 0 ? "--filter=blob:limit=1m"
                                                                       : "--no-filter",
                                     "--",
                                     place->remote,
                                     mapping,
                                     NULL};
    if (vt_git_ask(&git, &(VtGitRequest){.arguments = arguments}, &answer))
        return true;
    report_unreachable(place, &answer, sink);
    return false;
}

/* ---- The newest commit
 * ------------------------------------------------------------------------------------------ */

/* The value behind a trailer at the start of a line, or NULL. */
static char *trailer(const char *message, const char *name)
{
    for (const char *line = message; line != NULL; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (g_str_has_prefix(line, name))
            return g_strndup(line + strlen(name), strcspn(line + strlen(name), "\r\n "));
    }
    return NULL;
}

static bool read_commit(VtPublisher *publisher, const char *name, VtPublished *published, VtDiagnostics *sink)
{
    g_auto(VtGitAnswer) answer = {0};
    VtGit git = vt_publisher_store(publisher);
    if (!vt_git_run(&git, &answer, "-c", "log.showSignature=false", "log", "-1", "--no-color",
                    "--encoding=UTF-8", "--format=%H%n%T%n%B", name, "--", NULL)) {
        vt_git_report(sink, &answer, "read the published commit");
        return false;
    }
    g_auto(GStrv) parts = g_strsplit(vt_git_line(&answer), "\n", 3);
    if (g_strv_length(parts) < 2)
        return false;
    const char *message = parts[2] != NULL ? parts[2] : "";
    g_autofree char *tree = trailer(message, VT_TRAILER_TREE);
    published->commit = g_strdup(parts[0]);
    published->tree = g_strdup(parts[1]);
    published->audience = trailer(message, VT_TRAILER_AUDIENCE);
    published->ours = published->audience != NULL && g_strcmp0(tree, published->tree) == 0;
    return true;
}

static bool read_domain(VtPublisher *publisher, VtPublished *published, VtDiagnostics *sink)
{
    const VtTreeEntry *entry = vt_tree_find(published->files, "CNAME");
    g_auto(VtGitAnswer) answer = {0};
    if (entry == NULL)
        return true;
    VtGit git = vt_publisher_store(publisher);
    if (!vt_git_run(&git, &answer, "cat-file", "blob", entry->id, NULL)) {
        vt_git_report(sink, &answer, "read the published CNAME");
        return false;
    }
    published->domain = g_utf8_make_valid(vt_git_line(&answer), -1);
    return true;
}

VtPublished *vt_published_read(VtPublisher *publisher, const VtBranch *place, const VtSnapshot *snapshot,
                               VtDiagnostics *sink)
{
    g_autoptr(VtPublished) published = g_new0(VtPublished, 1);
    g_autofree char *head = ask_head(publisher, place, sink);
    published->files = g_ptr_array_new_with_free_func(free_entry);
    if (head == NULL)
        return NULL;
    if (*head == '\0')
        return g_steal_pointer(&published);
    if (strcmp(head, snapshot->commit) == 0) {
        published->commit = g_steal_pointer(&head);
        published->tree = g_strdup(snapshot->tree);
        return g_steal_pointer(&published);
    }
    g_autofree char *name = local_name(place);
    if (!fetch(publisher, place, sink) || !read_commit(publisher, name, published, sink))
        return NULL;
    g_ptr_array_unref(published->files);
    published->files = vt_list_tree(publisher, published->commit, false, sink);
    if (published->files == NULL || !read_domain(publisher, published, sink))
        return NULL;
    return g_steal_pointer(&published);
}

void vt_published_free(VtPublished *published)
{
    if (published == NULL)
        return;
    g_clear_pointer(&published->files, g_ptr_array_unref);
    g_free(published->commit);
    g_free(published->tree);
    g_free(published->audience);
    g_free(published->domain);
    g_free(published);
}

/* The tree decides: a commit of the same files by other hands needs no second one. */
bool vt_published_equals(const VtPublished *published, const VtSnapshot *snapshot)
{
    return g_strcmp0(published->tree, snapshot->tree) == 0;
}
