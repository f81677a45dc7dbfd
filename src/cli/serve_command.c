#include "cli.h"

#include "companion.h"
#include "site_places.h"

#include <errno.h>
#include <unistd.h>

enum { LAST_PORT = 65535 };

static bool check(const VtOptions *options)
{
    VtDate today;
    if (options->port < 0 || options->port > LAST_PORT) {
        vt_complain("vitrine: --port wants a number up to %d, or 0 to have one picked, not %d\n", LAST_PORT,
                    options->port);
        return false;
    }
    if (options->host != NULL && options->private) {
        vt_complain(
            "vitrine: --private shows what no audience may see, so it goes only to this machine: leave "
            "--host out\n");
        return false;
    }
    if (options->host != NULL && !g_hostname_is_ip_address(options->host)) {
        vt_complain(
            "vitrine: --host wants an address of this machine such as 192.168.1.20, or 0.0.0.0 for all, not "
            "\"%s\"\n",
            options->host);
        return false;
    }
    return vt_cli_today(options, &today);
}

static void add(GPtrArray *words, const char *option, const char *value)
{
    g_ptr_array_add(words, g_strdup_printf("--%s=%s", option, value));
}

static void add_number(GPtrArray *words, const char *option, int value)
{
    g_ptr_array_add(words, g_strdup_printf("--%s=%d", option, value));
}

static void add_flags(GPtrArray *words, const VtCli *cli)
{
    const VtOptions *options = &cli->options;
    const struct {
        const char *name;
        gboolean set;
    } flags[] = {{"drafts", options->drafts}, {"private", options->private}, {"navigate", options->navigate},
                 {"open", options->open},     {"quiet", options->quiet},     {"color", cli->color}};
    for (size_t i = 0; i < G_N_ELEMENTS(flags); i++)
        if (flags[i].set)
            g_ptr_array_add(words, g_strdup_printf("--%s", flags[i].name));
}

/* A day that was asked for stays; else the preview lives through midnight. */
static void add_today(GPtrArray *words, const VtOptions *options)
{
    VtDate today;
    char text[16];
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    bool fixed = options->today != NULL || (epoch != NULL && *epoch != '\0');
    if (!fixed || !vt_cli_today(options, &today))
        return;
    vt_date_format(today, text);
    add(words, "today", text);
}

static GPtrArray *command_line(const VtCli *cli, const char *program)
{
    const VtOptions *options = &cli->options;
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *site = vt_site_folder(cli->argument_count > 0 ? cli->arguments[0] : ".");
    g_autofree char *content = vt_site_path(site, "site-content");
    g_ptr_array_add(words, g_strdup(program));
    add(words, "site", site);
    add(words, "content", content);
    add_number(words, "port", options->port);
    add_number(words, "jobs", options->jobs);
    if (options->host != NULL)
        add(words, "host", options->host);
    for (char **name = options->audiences; name != NULL && *name != NULL; name++)
        add(words, "audience", *name);
    for (char **limit = options->limits; limit != NULL && *limit != NULL; limit++)
        add(words, "limit", *limit);
    add_today(words, options);
    add_flags(words, cli);
    g_ptr_array_add(words, NULL);
    return words;
}

/* Becomes the program that serves, which loads what no other command needs. */
VtExit vt_command_serve(VtCli *cli)
{
    if (!check(&cli->options))
        return VT_EXIT_USAGE;
    g_autofree char *program = vt_companion_path("vitrine-preview");
    if (program == NULL) {
        vt_complain("vitrine: serve needs the program vitrine-preview, which this installation lacks\n"
                    "Build Vitrine with libsoup 3 (on Debian: libsoup-3.0-dev).\n");
        return VT_EXIT_MACHINE;
    }
    g_autoptr(GPtrArray) words = command_line(cli, program);
    fflush(stdout);
    execv(program, (char **)words->pdata);
    vt_complain("vitrine: cannot run %s: %s\n", program, g_strerror(errno));
    return VT_EXIT_MACHINE;
}
