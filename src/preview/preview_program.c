/* vitrine-preview: what `vitrine serve` becomes. Its options are those that serve_command.c passes on. */
#include "vitrine/preview.h"

#include <gio/gio.h>
#include <glib-unix.h>
#include <unistd.h>

enum { DONE = 0, INPUT = 1, USAGE = 2, MACHINE = 3 };

typedef struct Arguments {
    char *site, *content, *host, *today;
    char **audiences, **limits;
    int port, jobs;
    gboolean drafts, everything, navigate, color, quiet, open;
} Arguments;

static void print(VtPreviewStream stream, const char *text, void *data)
{
    (void)data;
    FILE *file = stream == VT_PREVIEW_NEWS ? stdout : stderr;
    fputs(text, file);
    fflush(file);
}

static bool parse(Arguments *arguments, int *argc, char ***argv)
{
    const GOptionEntry entries[] = {
        {"site", 0, 0, G_OPTION_ARG_FILENAME, &arguments->site, NULL, NULL},
        {"content", 0, 0, G_OPTION_ARG_FILENAME, &arguments->content, NULL, NULL},
        {"host", 0, 0, G_OPTION_ARG_STRING, &arguments->host, NULL, NULL},
        {"today", 0, 0, G_OPTION_ARG_STRING, &arguments->today, NULL, NULL},
        {"audience", 0, 0, G_OPTION_ARG_STRING_ARRAY, &arguments->audiences, NULL, NULL},
        {"limit", 0, 0, G_OPTION_ARG_STRING_ARRAY, &arguments->limits, NULL, NULL},
        {"port", 0, 0, G_OPTION_ARG_INT, &arguments->port, NULL, NULL},
        {"jobs", 0, 0, G_OPTION_ARG_INT, &arguments->jobs, NULL, NULL},
        {"drafts", 0, 0, G_OPTION_ARG_NONE, &arguments->drafts, NULL, NULL},
        {"private", 0, 0, G_OPTION_ARG_NONE, &arguments->everything, NULL, NULL},
        {"navigate", 0, 0, G_OPTION_ARG_NONE, &arguments->navigate, NULL, NULL},
        {"color", 0, 0, G_OPTION_ARG_NONE, &arguments->color, NULL, NULL},
        {"quiet", 0, 0, G_OPTION_ARG_NONE, &arguments->quiet, NULL, NULL},
        {"open", 0, 0, G_OPTION_ARG_NONE, &arguments->open, NULL, NULL},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_autoptr(GError) error = NULL;
    g_option_context_add_main_entries(context, entries, NULL);
    if (g_option_context_parse(context, argc, argv, &error) && arguments->site != NULL &&
        arguments->content != NULL)
        return true;
    fprintf(stderr, "vitrine-preview: %s\n",
            error != NULL ? error->message : "run \"vitrine serve\" instead");
    return false;
}

static VtPreviewOptions options_of(const Arguments *arguments)
{
    VtPreviewOptions options = {.site = arguments->site,
                                .content = arguments->content,
                                .audiences = arguments->audiences,
                                .port = (unsigned)arguments->port,
                                .host = arguments->host,
                                .jobs = (unsigned)arguments->jobs,
                                .drafts = arguments->drafts,
                                .everything = arguments->everything,
                                .navigate = arguments->navigate,
                                .color = arguments->color,
                                .quiet = arguments->quiet,
                                .tell = print};
    for (char **given = arguments->limits; given != NULL && *given != NULL; given++)
        g_free(vt_limits_set(&options.limits, *given)); /* `vitrine serve` has checked them */
    if (arguments->today != NULL)
        vt_date_parse(vt_slice(arguments->today), &options.today);
    return options;
}

static void open_browser(const char *address)
{
#ifdef __APPLE__
    const char *command[] = {"open", address, NULL};
#else
    const char *command[] = {"xdg-open", address, NULL};
#endif
    g_autoptr(GError) error = NULL;
    GSpawnFlags flags = G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL;
    if (!g_spawn_async(NULL, (char **)(uintptr_t)command, NULL, flags, NULL, NULL, NULL, &error))
        fprintf(stderr, "vitrine: no browser could be opened: %s\n", error->message);
}

static void print_addresses(const VtPreview *preview)
{
    char *address;
    for (size_t i = 0; (address = vt_preview_address(preview, i)) != NULL; i++) {
        g_autofree char *name = vt_preview_name(preview, i);
        printf("%s: %s\n", name, address);
        g_free(address);
    }
    printf("Press Ctrl-C to end the preview.\n");
    fflush(stdout);
}

static gboolean on_signal(gpointer data)
{
    vt_preview_stop(data);
    return G_SOURCE_CONTINUE;
}

static int serve(const Arguments *arguments)
{
    VtPreviewOptions options = options_of(arguments);
    VtPreviewFailure failure;
    VtPreview *preview = vt_preview_new(&options, &failure);
    if (preview == NULL)
        return failure == VT_PREVIEW_USAGE ? USAGE : MACHINE;
    guint interrupt = g_unix_signal_add(SIGINT, on_signal, preview);
    guint terminate = g_unix_signal_add(SIGTERM, on_signal, preview);
    print_addresses(preview);
    g_autofree char *first = vt_preview_address(preview, 0);
    if (arguments->open)
        open_browser(first);
    vt_preview_run(preview);
    /* Nobody should wait for a large site that is no longer wanted. */
    if (vt_preview_busy(preview))
        _exit(DONE);
    g_source_remove(interrupt);
    g_source_remove(terminate);
    vt_preview_free(preview);
    return DONE;
}

int main(int argc, char **argv)
{
    Arguments arguments = {0};
    /* GIO would start threads and a session bus for what is not needed here. */
    g_setenv("GIO_USE_VFS", "local", TRUE);
    g_setenv("GIO_USE_VOLUME_MONITOR", "unix", TRUE);
    int status = parse(&arguments, &argc, &argv) ? serve(&arguments) : USAGE;
    g_strfreev(arguments.audiences);
    g_free(arguments.site);
    g_free(arguments.content);
    g_free(arguments.host);
    g_free(arguments.today);
    return status;
}
