/* Files whose change may change what git tells of a file's dates. Objects are not among them: they never
 * change. */
#include "git.h"

#include "vitrine/publish.h"

#include <stdlib.h>

static void add_below(GStrvBuilder *files, const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_strv_builder_add(files, path);
}

/* Of a repository, or of a work tree's part of one. */
static void add_repository(GStrvBuilder *files, const char *repository)
{
    static const char *const names[] = {"HEAD",        "index",        "config",   "config.worktree",
                                        "packed-refs", "refs",         "reftable", "shallow",
                                        "info",        "objects/info", "gitdir",   "commondir"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        add_below(files, repository, names[i]);
}

static void add_users(GStrvBuilder *files)
{
    static const char *const variables[] = {"GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"};
    g_autofree char *settings = g_build_filename(g_get_user_config_dir(), "git", NULL);
    add_below(files, g_get_home_dir(), ".gitconfig");
    add_below(files, settings, "config");
    add_below(files, settings, "attributes");
    g_strv_builder_add(files, "/etc/gitconfig");
    g_strv_builder_add(files, "/etc/gitattributes");
    for (size_t i = 0; i < G_N_ELEMENTS(variables); i++)
        if (g_getenv(variables[i]) != NULL)
            g_strv_builder_add(files, g_getenv(variables[i]));
}

/* Between the content and the top a repository of its own could begin. */
static bool add_folders_above(GStrvBuilder *files, const char *content, const char *top)
{
    g_autofree char *folder = g_strdup(content);
    while (strcmp(folder, top) != 0) {
        char *above = g_path_get_dirname(folder);
        bool end = strcmp(above, folder) == 0;
        g_free(folder);
        folder = above;
        if (end)
            return false;
        if (strcmp(folder, top) != 0)
            add_below(files, folder, ".git");
        add_below(files, folder, ".gitattributes");
    }
    return true;
}

/* "git config -z --show-origin --name-only": "file:PATH" NUL NAME NUL … False where a setting names files
 * that are not looked at here, or stands at a place that is not understood. */
static bool add_origins(GStrvBuilder *files, const VtGit *git)
{
    static const char file[] = "file:";
    g_auto(VtGitAnswer) answer = {0};
    if (!vt_git_run(git, &answer, "config", "--list", "-z", "--show-origin", "--name-only", NULL))
        return false;
    const char *text = vt_buffer_string(&answer.output), *end = text + answer.output.length;
    for (const char *at = text; at < end;) {
        const char *origin = at, *name = origin + strlen(origin) + 1;
        if (name >= end || g_ascii_strcasecmp(name, "core.attributesfile") == 0)
            return false;
        at = name + strlen(name) + 1;
        if (!g_str_has_prefix(origin, file))
            continue;
        const char *path = origin + strlen(file);
        if (g_path_is_absolute(path))
            g_strv_builder_add(files, path);
        else if (strcmp(path, ".git/config") != 0 && strcmp(path, ".git/config.worktree") != 0)
            return false;
    }
    return true;
}

char **vt_history_sources(const char *folder)
{
    VtGit git = {.folder = folder};
    g_auto(VtGitAnswer) answer = {0};
    if (!vt_git_run(&git, &answer, "rev-parse", "--absolute-git-dir", "--git-common-dir", "--show-toplevel",
                    NULL))
        return NULL;
    g_auto(GStrv) lines = g_strsplit(vt_git_line(&answer), "\n", -1);
    char *content = realpath(folder, NULL);
    g_autofree char *real = g_strdup(content);
    free(content);
    if (g_strv_length(lines) != 3 || real == NULL)
        return NULL;
    g_autoptr(GStrvBuilder) files = g_strv_builder_new();
    g_autofree char *common = g_canonicalize_filename(lines[1], real);
    g_autofree char *program = g_find_program_in_path("git");
    if (program != NULL)
        g_strv_builder_add(files, program);
    add_repository(files, lines[0]);
    add_repository(files, common);
    /* A folder of that name is the repository, and its own time tells of every lock. */
    if (!g_file_test(lines[0], G_FILE_TEST_IS_DIR) || strcmp(lines[0], common) != 0)
        add_below(files, lines[2], ".git");
    add_users(files);
    bool whole = add_folders_above(files, real, lines[2]) && add_origins(files, &git);
    return whole ? g_strv_builder_end(files) : NULL;
}
