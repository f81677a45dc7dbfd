/* vitrine-links: asks the hosts of the addresses on standard input, a line each, whether they still lead
 * somewhere.
 *
 *     vitrine-links [--timeout SECONDS] [--limit SECONDS] [--hosts N]
 *
 * For each address a line on standard output: ok, moved, dead or unknown, the address, and a word on it, with
 * tabs between. A program of its own, so that `vitrine` itself starts without a network library.
 *
 * Polite: one host gets one request at a time, with a pause after each; it is left alone once it is out of
 * time or asks for fewer requests. At most `hosts` hosts are asked at once, and all ends after `limit`
 * seconds. */
#include "ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAUSE_MILLISECONDS = 100, MOST_ADDRESSES_OF_A_HOST = 100, LONGEST_LINE = 8192 };

/* A host's addresses, asked one after the other. */
typedef struct Host {
    char *name;
    GPtrArray *addresses;
    guint next;
    char *left_alone; /* why no more is asked of it; NULL: go on */
    struct Run *run;
} Host;

typedef struct Run {
    GMainLoop *loop;
    SoupSession *session;
    GHashTable *hosts; /* by name; owns them */
    GQueue waiting;    /* of Host */
    guint active;
    gint timeout, limit, parallel;
} Run;

static void print_verdict(const char *address, Verdict verdict, const char *detail)
{
    static const char *const words[] = {"ok", "moved", "dead", "unknown", "unknown"};
    g_autofree char *line = g_strdup(detail);
    g_strdelimit(line, "\t\r\n", ' ');
    printf("%s\t%s\t%s\n", words[verdict], address, line);
    fflush(stdout);
}

static void host_free(gpointer data)
{
    Host *host = data;
    g_ptr_array_unref(host->addresses);
    g_free(host->left_alone);
    g_free(host->name);
    g_free(host);
}

/* ---- Asking -----------------------------------------------------------------------------------------------
 */

static void ask_next(Host *host);

static void start_hosts(Run *run)
{
    while (run->active < (guint)run->parallel && !g_queue_is_empty(&run->waiting)) {
        run->active++;
        ask_next(g_queue_pop_head(&run->waiting));
    }
    if (run->active == 0)
        g_main_loop_quit(run->loop);
}

static gboolean go_on(gpointer data)
{
    ask_next(data);
    return G_SOURCE_REMOVE;
}

static void take_verdict(const char *address, Verdict verdict, const char *detail, gpointer data)
{
    Host *host = data;
    print_verdict(address, verdict, detail);
    host->next++;
    if (verdict == VERDICT_BUSY)
        host->left_alone = g_strdup_printf("not asked, for of another address of its host: %s", detail);
    g_timeout_add(PAUSE_MILLISECONDS, go_on, host);
}

static void leave_rest(Host *host, const char *why)
{
    for (; host->next < host->addresses->len; host->next++)
        print_verdict(host->addresses->pdata[host->next], VERDICT_UNKNOWN, why);
}

static void ask_next(Host *host)
{
    Run *run = host->run;
    if (host->left_alone)
        leave_rest(host, host->left_alone);
    if (host->next >= MOST_ADDRESSES_OF_A_HOST)
        leave_rest(host, "not asked: too many addresses of one host");
    if (host->next < host->addresses->len) {
        ask(run->session, host->addresses->pdata[host->next], (guint)run->timeout, take_verdict, host);
        return;
    }
    run->active--;
    start_hosts(run);
}

static gboolean end_in_time(gpointer data)
{
    Run *run = data;
    g_main_loop_quit(run->loop);
    return G_SOURCE_REMOVE;
}

/* What the limit has cut off. */
static void leave_all(Run *run)
{
    GHashTableIter iter;
    gpointer host;
    g_hash_table_iter_init(&iter, run->hosts);
    while (g_hash_table_iter_next(&iter, NULL, &host))
        leave_rest(host, "not asked: out of time");
}

/* ---- Reading the addresses
 * ---------------------------------------------------------------------------------- */

static Host *host_of(Run *run, const char *address)
{
    g_autoptr(GUri) uri = g_uri_parse(address, SOUP_HTTP_URI_FLAGS, NULL);
    const char *scheme = uri ? g_uri_get_scheme(uri) : "";
    if (!uri || !g_uri_get_host(uri) || (strcmp(scheme, "http") != 0 && strcmp(scheme, "https") != 0))
        return NULL;
    g_autofree char *name = g_strdup_printf("%s:%d", g_uri_get_host(uri), g_uri_get_port(uri));
    Host *host = g_hash_table_lookup(run->hosts, name);
    if (host)
        return host;
    host = g_new0(Host, 1);
    host->name = g_steal_pointer(&name);
    host->addresses = g_ptr_array_new_with_free_func(g_free);
    host->run = run;
    g_hash_table_insert(run->hosts, host->name, host);
    g_queue_push_tail(&run->waiting, host);
    return host;
}

static void read_addresses(Run *run)
{
    char line[LONGEST_LINE];
    while (fgets(line, sizeof line, stdin)) {
        g_strstrip(line);
        Host *host = *line ? host_of(run, line) : NULL;
        if (host)
            g_ptr_array_add(host->addresses, g_strdup(line));
        else if (*line)
            print_verdict(line, VERDICT_DEAD, "it is no web address");
    }
}

static gboolean read_options(Run *run, int *argc, char ***argv)
{
    GOptionEntry entries[] = {
        {"timeout", 0, 0, G_OPTION_ARG_INT, &run->timeout, "for each request (10)", "SECONDS"},
        {"limit", 0, 0, G_OPTION_ARG_INT, &run->limit, "for everything (120)", "SECONDS"},
        {"hosts", 0, 0, G_OPTION_ARG_INT, &run->parallel, "asked at once (8)", "N"},
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GOptionContext) context = g_option_context_new("< ADDRESSES");
    g_autoptr(GError) error = NULL;
    g_option_context_add_main_entries(context, entries, NULL);
    gboolean good = g_option_context_parse(context, argc, argv, &error) && run->timeout > 0 &&
                    run->limit > 0 && run->parallel > 0;
    if (!good)
        fprintf(stderr, "vitrine-links: %s\n", error ? error->message : "numbers must be above 0");
    return good;
}

int main(int argc, char **argv)
{
    Run run = {.timeout = 10, .limit = 120, .parallel = 8, .waiting = G_QUEUE_INIT};
    if (!read_options(&run, &argc, &argv))
        return 2;
    run.loop = g_main_loop_new(NULL, FALSE);
    run.hosts = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, host_free);
    run.session = soup_session_new_with_options("max-conns-per-host", 1, "user-agent",
                                                "vitrine-links/" VT_VERSION " (link check)", NULL);
    read_addresses(&run);
    guint limit = g_timeout_add_seconds((guint)run.limit, end_in_time, &run);
    if (!g_queue_is_empty(&run.waiting)) {
        start_hosts(&run);
        g_main_loop_run(run.loop);
    }
    leave_all(&run);
    (void)limit;
    /* Requests may still be under way; the process ends them best. */
    fflush(NULL);
    _Exit(0);
}
