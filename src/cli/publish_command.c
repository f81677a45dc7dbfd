/* vitrine publish: build and check, show what would change, ask, push; or the same into an archive. */
#include "difference_text.h"
#include "site_places.h"
#include "site_run.h"

#include "vitrine/publish.h"

#include <signal.h>
#include <unistd.h>

/* What a run keeps for one audience, in `part->destination`. */
typedef struct Target {
    VtBranch place;
    char *remote; /* owned; place.remote is the same */
    VtSnapshot *snapshot;
    VtPublished *published; /* NULL until it has been looked at */
    VtDifference *difference;
    bool same; /* the site is there already */
} Target;

/* The whole of a run; on the stack. */
typedef struct Publishing {
    VtCli *cli;
    VtSiteRun run;
    VtPublisher *publisher;
    char *remote; /* from the command line: address; NULL: none */
    VtTar *tar;
    VtBuffer published; /* names of audiences */
    bool usage;
} Publishing;

/* ---- Where a site goes
 * --------------------------------------------------------------------------------------- */

static bool wants(const VtAudience *audience, void *data)
{
    const Publishing *publishing = data;
    return publishing->remote != NULL || audience->remote != NULL;
}

static bool report_no_remote(const VtAudience *audience, VtDiagnostics *sink)
{
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_PUBLISH_REMOTE, audience->span,
                                           "the site of \"%s\" has no repository to go to", audience->name);
    vt_diagnostic_note(diagnostic,
                       "write publish: {%s: {remote: \"git@github.com:OWNER/REPOSITORY.git\"}}, or say "
                       "--remote",
                       audience->name);
    return false;
}

/* A branch that site.yaml gives to one audience is no other's, whatever the command line says. */
static bool is_place_of(const Publishing *publishing, const VtAudience *audience, const VtBranch *place)
{
    if (audience->remote == NULL || strcmp(audience->branch, place->branch) != 0)
        return false;
    g_autoptr(VtDiagnostics) unheard = vt_diagnostics_new();
    g_autofree char *remote = vt_publisher_remote(publishing->publisher, audience->remote,
                                                  publishing->run.site, unheard);
    return remote != NULL && vt_remote_same(remote, place->remote);
}

static bool check_others(const Publishing *publishing, const VtBranch *place, VtDiagnostics *sink)
{
    const VtSite *site = &publishing->run.portfolio->site;
    if (vt_diagnostics_holds(sink, VT_PUBLISH_SAME_PLACE))
        return false; /* said with both places */
    for (size_t i = 0; i < site->audience_count; i++) {
        const VtAudience *other = &site->audiences[i];
        if (strcmp(other->name, place->audience) == 0 || !is_place_of(publishing, other, place))
            continue;
        VtDiagnostic *diagnostic = vt_diagnose(sink, VT_PUBLISH_AUDIENCE, other->remote_span,
                                               "this is where the site of \"%s\" goes; that of \"%s\" cannot",
                                               other->name, place->audience);
        vt_diagnostic_note(diagnostic, "choose another --remote, or change `publish` in site.yaml");
        return false;
    }
    return true;
}

static bool check_address(const VtAudienceRun *part, const VtBranch *place, VtDiagnostics *sink)
{
    const VtEdition *edition = part->edition;
    g_autofree char *url = g_strconcat(edition->origin, edition->base_path, NULL);
    if (vt_pages_address_fits(url, place->remote, edition->domain) ||
        vt_diagnostics_holds(sink, VT_PUBLISH_ADDRESS))
        return true;
    g_autofree char *expected = vt_pages_address(place->remote, edition->domain);
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_PUBLISH_ADDRESS, part->audience->span,
                                           "the site of \"%s\" is made for %s, but would be published at %s",
                                           part->audience->name, url, expected);
    vt_diagnostic_note(diagnostic, "leave url out of site.yaml, or write the address where it will be");
    return false;
}

static bool choose_place(Publishing *publishing, const VtAudienceRun *part, Target *target,
                         VtDiagnostics *sink)
{
    const VtAudience *audience = part->audience;
    const VtOptions *options = &publishing->cli->options;
    if (publishing->remote == NULL && audience->remote == NULL)
        return report_no_remote(audience, sink);
    target->remote = publishing->remote != NULL ? g_strdup(publishing->remote)
                                                : vt_publisher_remote(publishing->publisher, audience->remote,
                                                                      publishing->run.site, sink);
    target->place = (VtBranch){.audience = audience->name,
                               .remote = target->remote,
                               .branch = options->branch != NULL ? options->branch : audience->branch};
    return target->remote != NULL &&
           vt_publisher_check_branch(publishing->publisher, target->place.branch, sink) &&
           check_others(publishing, &target->place, sink) && check_address(part, &target->place, sink);
}

/* ---- Taking the files
 * ------------------------------------------------------------------------------------------ */

static bool refuse_several(const Publishing *publishing, VtDiagnostics *sink)
{
    if (publishing->run.audience_count == 1)
        return false;
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_PUBLISH_REMOTE, VT_NOWHERE,
                                           "the sites of several audiences cannot go to one place");
    vt_diagnostic_note(diagnostic, "say which one with --audience NAME");
    return true;
}

static bool open_target(VtAudienceRun *part, void *data, VtDiagnostics *sink)
{
    Publishing *publishing = data;
    if (publishing->remote != NULL && refuse_several(publishing, sink))
        return false;
    Target *target = g_new0(Target, 1);
    part->destination = target;
    if (!choose_place(publishing, part, target, sink))
        return false;
    target->snapshot = vt_snapshot_new(publishing->publisher, part->audience->name, sink);
    return target->snapshot != NULL;
}

static bool put_in_target(VtAudienceRun *part, const VtFile *file, size_t index, const VtBuffer *bytes,
                          void *data, VtDiagnostics *sink)
{
    (void)index, (void)data;
    const Target *target = part->destination;
    return vt_snapshot_put(target->snapshot, file->path, bytes->data, bytes->length, sink);
}

static void free_target(Target *target)
{
    if (target == NULL)
        return;
    vt_difference_free(target->difference);
    vt_published_free(target->published);
    vt_snapshot_free(target->snapshot);
    g_free(target->remote);
    g_free(target);
}

/* ---- Looking at what is there
 * ------------------------------------------------------------------------------------ */

static bool look_at(Publishing *publishing, Target *target)
{
    const VtOptions *options = &publishing->cli->options;
    VtDiagnostics *sink = publishing->cli->sink;
    VtAllowances allowances = {.take_over = options->take_over, .change_domain = options->change_domain};
    target->published = vt_published_read(publishing->publisher, &target->place, target->snapshot, sink);
    if (target->published == NULL)
        return false;
    target->same = vt_published_equals(target->published, target->snapshot);
    if (target->same)
        return true;
    if (!vt_publish_check(&target->place, target->published, target->snapshot, &allowances, sink))
        return false;
    target->difference = vt_difference_new(publishing->publisher, target->published, target->snapshot, sink);
    return target->difference != NULL;
}

static bool finish_and_look(Publishing *publishing)
{
    bool good = true;
    for (size_t i = 0; good && i < publishing->run.audience_count; i++) {
        VtAudienceRun *part = &publishing->run.audiences[i];
        Target *target = part->destination;
        good = vt_snapshot_finish(target->snapshot, vt_publish_time(part->edition), publishing->cli->sink);
        if (good)
            vt_publish_check_size(target->snapshot, publishing->cli->sink);
    }
    for (size_t i = 0; good && i < publishing->run.audience_count; i++)
        good = look_at(publishing, publishing->run.audiences[i].destination);
    return good;
}

/* ---- Telling and asking
 * -------------------------------------------------------------------------------------------- */

static bool talks(const Publishing *publishing)
{
    return publishing->cli->format == VT_FORMAT_TEXT && !publishing->cli->options.quiet;
}

static void tell(const Publishing *publishing, const VtAudienceRun *part)
{
    const Target *target = part->destination;
    g_auto(VtBuffer) text = {0};
    VtDifferenceText options = {.base_path = part->edition->base_path,
                                .first = target->published->commit == NULL,
                                .all = publishing->cli->options.verbose};
    g_autofree char *shown = vt_remote_shown(target->place.remote);
    vt_buffer_append_format(&text, "%s → %s, branch %s\n", part->audience->name, shown, target->place.branch);
    if (target->same)
        vt_buffer_append_string(&text, "  nothing to do: it holds this site already\n");
    else
        vt_difference_write(target->difference, &options, &text);
    vt_print_buffer(&text);
}

typedef enum Answer { ANSWER_YES, ANSWER_NO, ANSWER_NONE } Answer;

static Answer ask(const Publishing *publishing)
{
    char line[16];
    if (publishing->cli->options.yes)
        return ANSWER_YES;
    if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
        return ANSWER_NONE;
    vt_complain("Publish this? [y/N] ");
    bool said = fgets(line, sizeof line, stdin) != NULL;
    return said && (line[0] == 'y' || line[0] == 'Y') ? ANSWER_YES : ANSWER_NO;
}

static bool push(Publishing *publishing, const VtAudienceRun *part)
{
    enum { SHORT_ID = 10 };
    const Target *target = part->destination;
    if (publishing->cli->format == VT_FORMAT_TEXT && isatty(STDERR_FILENO))
        vt_complain("pushing …\n");
    g_autofree char *commit = vt_publish_push(publishing->publisher, &target->place, target->published,
                                              target->snapshot, publishing->cli->options.history,
                                              publishing->cli->sink);
    if (commit != NULL)
        vt_buffer_append_format(&publishing->published, "%s%s", publishing->published.length > 0 ? ", " : "",
                                part->audience->name);
    if (commit != NULL && talks(publishing))
        vt_print("  published as commit %.*s; readers will find it at %s%s\n", SHORT_ID, commit,
                 part->edition->origin, part->edition->base_path);
    return commit != NULL;
}

/* True unless something went wrong; a "no" is nothing wrong. */
static bool publish_one(Publishing *publishing, const VtAudienceRun *part)
{
    const Target *target = part->destination;
    if (talks(publishing))
        tell(publishing, part);
    if (target->same || publishing->cli->options.dry_run)
        return true;
    switch (ask(publishing)) {
    case ANSWER_YES:
        return push(publishing, part);
    case ANSWER_NO:
        vt_complain("Nothing was published.\n");
        return true;
    case ANSWER_NONE:
    default:
        vt_complain("vitrine publish: nobody is here to say yes; nothing was published\n"
                    "Look at the above with --dry-run, then say --yes.\n");
        publishing->usage = true;
        return false;
    }
}

/* ---- A branch
 * ------------------------------------------------------------------------------------------------------ */

/* What the build warns of must be read before the question comes. */
static void report_early(VtCli *cli)
{
    if (cli->format != VT_FORMAT_TEXT)
        return;
    vt_cli_report(cli);
    vt_diagnostics_free(cli->sink);
    cli->sink = vt_diagnostics_new();
}

static bool check_anything_chosen(const Publishing *publishing)
{
    if (publishing->run.audience_count > 0)
        return true;
    const VtSource *source = &publishing->run.portfolio->site.source;
    VtDiagnostic *diagnostic = vt_diagnose(publishing->cli->sink, VT_PUBLISH_REMOTE, VT_IN_FILE(source),
                                           "no audience has a repository to be published to");
    vt_diagnostic_note(diagnostic,
                       "write one: publish: {%s: {remote: \"git@github.com:OWNER/REPOSITORY.git\"}}",
                       publishing->run.portfolio->site.audiences[0].name);
    vt_diagnostic_note(diagnostic, "or say --audience NAME --remote URL");
    return false;
}

static bool open_publisher(Publishing *publishing)
{
    const VtOptions *options = &publishing->cli->options;
    const char *given = publishing->cli->argument_count > 0 ? publishing->cli->arguments[0] : ".";
    g_autofree char *site = vt_site_folder(given);
    if (!g_file_test(site, G_FILE_TEST_IS_DIR))
        return true; /* the run itself will say so */
    publishing->publisher = vt_publisher_new(site, publishing->cli->sink);
    if (publishing->publisher == NULL)
        return false;
    if (options->remote != NULL)
        publishing->remote = vt_publisher_remote(publishing->publisher, options->remote, ".",
                                                 publishing->cli->sink);
    publishing->run.remote = publishing->remote;
    return options->remote == NULL || publishing->remote != NULL;
}

static bool publish_branches(Publishing *publishing)
{
    VtDestination destination = {
        .wants = wants, .open = open_target, .put = put_in_target, .data = publishing};
    if (!open_publisher(publishing))
        return false;
    publishing->run.destination = publishing->publisher != NULL ? &destination : NULL;
    bool good = vt_site_run(&publishing->run, publishing->cli, false, &publishing->usage) &&
                check_anything_chosen(publishing) && finish_and_look(publishing);
    if (good)
        report_early(publishing->cli);
    for (size_t i = 0; good && i < publishing->run.audience_count; i++)
        good = publish_one(publishing, &publishing->run.audiences[i]);
    for (size_t i = 0; i < publishing->run.audience_count; i++)
        free_target(publishing->run.audiences[i].destination);
    return good;
}

/* ---- An archive
 * ----------------------------------------------------------------------------------------------------- */

static bool wants_all(const VtAudience *audience, void *data)
{
    (void)audience, (void)data;
    return true;
}

static bool open_archive(VtAudienceRun *part, void *data, VtDiagnostics *sink)
{
    Publishing *publishing = data;
    if (refuse_several(publishing, sink))
        return false;
    publishing->tar = vt_tar_new(publishing->cli->options.artifact, part->files,
                                 vt_publish_time(part->edition), sink);
    return publishing->tar != NULL;
}

static bool put_in_archive(VtAudienceRun *part, const VtFile *file, size_t index, const VtBuffer *bytes,
                           void *data, VtDiagnostics *sink)
{
    (void)part, (void)sink;
    Publishing *publishing = data;
    vt_tar_put(publishing->tar, index, file->path, bytes->data, bytes->length);
    return true;
}

static bool write_archive(Publishing *publishing)
{
    VtDestination destination = {
        .wants = wants_all, .open = open_archive, .put = put_in_archive, .data = publishing};
    publishing->run.destination = &destination;
    bool good = vt_site_run(&publishing->run, publishing->cli, false, &publishing->usage) &&
                vt_tar_finish(publishing->tar, publishing->cli->sink);
    if (good && talks(publishing))
        vt_print("%s: %zu files → %s\n", publishing->run.audiences[0].audience->name,
                 publishing->run.audiences[0].files, publishing->cli->options.artifact);
    vt_tar_free(publishing->tar);
    return good;
}

/* ---- The command
 * ------------------------------------------------------------------------------------------------------ */

/* Sites go out one after another, each at once; the other side may fail between two. */
static void say_what_was_published(Publishing *publishing)
{
    if (publishing->published.length > 0)
        vt_complain("Only this was published: %s.\n", vt_buffer_string(&publishing->published));
    else
        vt_complain("Nothing was %s.\n", publishing->cli->options.artifact != NULL ? "written" : "published");
}

VtExit vt_command_publish(VtCli *cli)
{
    Publishing publishing = {.cli = cli, .run = {.cli = cli}};
    if (cli->options.init)
        return vt_write_workflow(cli);
    signal(SIGPIPE, SIG_IGN);
    bool good = cli->options.artifact != NULL ? write_archive(&publishing) : publish_branches(&publishing);
    vt_cli_report(cli);
    if (!good && !publishing.usage && cli->format == VT_FORMAT_TEXT)
        say_what_was_published(&publishing);
    vt_site_run_finish(&publishing.run);
    vt_publisher_free(publishing.publisher);
    vt_buffer_finish(&publishing.published);
    g_free(publishing.remote);
    return publishing.usage ? VT_EXIT_USAGE : vt_cli_exit(cli);
}
