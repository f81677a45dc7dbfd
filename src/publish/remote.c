/* Remotes as people write them, and as messages show them. */
#include "publisher.h"

static bool is_name(const char *text)
{
    return strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-") ==
               strlen(text) &&
           text[0] != '.';
}

static void report(VtDiagnostics *sink, const char *written, const char *wrong, const char *note)
{
    g_autofree char *shown = vt_remote_shown(written);
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_PUBLISH_REMOTE, VT_NOWHERE, "\"%s\" %s", shown, wrong);
    vt_diagnostic_note(diagnostic, "%s", note);
}

/* The address of a remote of the site's repository; NULL when there is none of that name. */
static char *address_of_name(const VtPublisher *publisher, const char *name)
{
    g_auto(VtGitAnswer) answer = {0};
    VtGit git = {.folder = publisher->site};
    if (publisher->own == NULL || !vt_git_run(&git, &answer, "remote", "get-url", "--push", "--", name, NULL))
        return NULL;
    const char *address = vt_git_line(&answer);
    if (vt_remote_is_address(address) || g_path_is_absolute(address))
        return g_strdup(address);
    g_auto(VtGitAnswer) top = {0};
    bool found = vt_git_run(&git, &top, "rev-parse", "--show-toplevel", NULL);
    return g_canonicalize_filename(address, found ? vt_git_line(&top) : publisher->site);
}

char *vt_publisher_remote(const VtPublisher *publisher, const char *written, const char *folder,
                          VtDiagnostics *sink)
{
    if (written[0] == '-') {
        report(sink, written, "is no repository: it begins with a hyphen", "write its address or name alone");
        return NULL;
    }
    if (vt_remote_is_address(written))
        return g_strdup(written);
    char *address = is_name(written) ? address_of_name(publisher, written) : NULL;
    if (address != NULL)
        return address;
    g_autofree char *base = g_canonicalize_filename(folder, NULL);
    g_autofree char *path = g_canonicalize_filename(written, base);
    if (g_file_test(path, G_FILE_TEST_IS_DIR))
        return g_steal_pointer(&path);
    report(sink, written, "is neither the address of a repository nor a folder nor the name of a remote",
           publisher->own != NULL
               ? "write an address such as git@github.com:robin/robin.github.io.git; \"git remote -v\" lists "
                 "names"
               : "write an address such as git@github.com:robin/robin.github.io.git; names of remotes need a "
                 "repository that the site lies in, and it lies in none");
    return NULL;
}

bool vt_publisher_check_branch(const VtPublisher *publisher, const char *branch, VtDiagnostics *sink)
{
    g_auto(VtGitAnswer) answer = {0};
    VtGit git = vt_publisher_store(publisher);
    g_autofree char *reference = g_strconcat("refs/heads/", branch, NULL);
    if (branch[0] != '-' && vt_git_run(&git, &answer, "check-ref-format", reference, NULL))
        return true;
    report(sink, branch, "cannot be the name of a branch", "gh-pages is the usual one");
    return false;
}

char *vt_remote_shown(const char *address)
{
    const char *scheme = strstr(address, "://");
    const char *start = scheme != NULL ? scheme + 3 : NULL;
    const char *at = start != NULL ? memchr(start, '@', strcspn(start, "/")) : NULL;
    const char *colon = at != NULL ? memchr(start, ':', (size_t)(at - start)) : NULL;
    if (colon == NULL)
        return g_strdup(address);
    return g_strdup_printf("%.*s:***%s", (int)(colon - address), address, at);
}
