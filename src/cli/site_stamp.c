/* What a build is a function of, and what it left behind.
 *
 * The question, a SHA-256 of texts; where it is another one, the answer is none:
 *
 * - version of Vitrine, user, working folder, the site as it was typed;
 * - all options that bear on bytes or words, today's date, whether messages are coloured;
 * - variables: those of Vitrine, the locale, GLib and the loader, the cache's folder; where site.yaml may say
 *   `dates: git`, those of git, PATH and where settings are.
 *
 * The input, which must not have changed since the run began:
 *
 * - site-content/ with everything in it, ignored files too, and the files that links in it lead to;
 * - every folder that themes are looked for in, there or not;
 * - the program, each shared library it has loaded, vitrine-images wherever it could be;
 * - with `dates: git`: HEAD, references, index, settings (vt_history_sources).
 *
 * The output, which must look as the build left it:
 *
 * - each file that Vitrine wrote into the site folders, and the folders they lie in;
 * - the files of the cache that hold, or would hold, drawn pictures;
 * - no staging folder: else another run is at work, or one was killed and owes its commit.
 *
 * Nothing is kept of a run that failed; with --whole, --force, --sync, --pdf or --timings; where pictures
 * could not be drawn, or git had no dates; where a fingerprint would not last (vitrine/stamp.h).
 *
 * The file is $XDG_CACHE_HOME/vitrine/stamps/ID. ID is the SHA-256 of the paths of site and output and of
 * the audiences asked for, so that they do not pile up: another question to the same folders takes the place
 * of the one before. */
#include "site_stamp.h"

#include "companion.h"
#include "site_places.h"

#include "vitrine/publish.h"
#include "vitrine/stamp.h"

#include <fcntl.h>
#include <link.h>
#include <unistd.h>

#define STAMP_TYPE "(s" VT_STAMP_TYPE "s" VT_STAMP_TYPE "ssaayx" VT_BUILD_REPORT_TYPE ")"

/* As much as is read of a text anywhere. */
#define MOST_OF_SETTINGS ((uint64_t)16 << 20)

struct VtSiteStamp {
    const VtCli *cli;
    VtDate today;
    char *site, *content;
    char *path;
    GChecksum *question;
    VtStamp *inputs;
    struct timespec since; /* before anything was read */
    VtFingerprint before;  /* a glance at the inputs */
    bool may_ask_git;
    bool history;          /* git's files are among the inputs */
    int64_t start;         /* by the clock that only goes on */
    int64_t start_by_date; /* the same moment by the one that is set */
};

/* ---- The question -------------------------------------------------------------------------------------- */

/* With its end, so that two texts cannot pass for one. */
static void ask(GChecksum *sum, const char *text)
{
    const char *known = text != NULL ? text : "\001";
    g_checksum_update(sum, (const guchar *)known, (gssize)strlen(known) + 1);
}

static void ask_flag(GChecksum *sum, bool flag)
{
    ask(sum, flag ? "yes" : "no");
}

static bool is_one_of(const char *name, const char *const *beginnings)
{
    for (; *beginnings != NULL; beginnings++)
        if (g_str_has_prefix(name, *beginnings))
            return true;
    return false;
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* By the beginnings of their names. Those of git differ from one terminal to the next. */
static void ask_variables(GChecksum *sum, bool git)
{
    static const char *const always[] = {"VITRINE_", "LANG",           "LC_", "LD_", "G_",
                                         "TZ",       "XDG_CACHE_HOME", NULL};
    static const char *const of_git[] = {"GIT_", "HOME", "PATH", "XDG_CONFIG_HOME", NULL};
    g_auto(GStrv) names = g_listenv();
    qsort(names, g_strv_length(names), sizeof *names, compare_names);
    for (char **name = names; *name != NULL; name++) {
        if (!is_one_of(*name, always) && !(git && is_one_of(*name, of_git)))
            continue;
        ask(sum, *name);
        ask(sum, g_getenv(*name));
    }
}

static void ask_options(VtSiteStamp *stamp)
{
    const VtOptions *options = &stamp->cli->options;
    GChecksum *sum = stamp->question;
    g_autofree char *folder = g_get_current_dir();
    g_autofree char *user = g_strdup_printf("%u %u", (unsigned)geteuid(), (unsigned)getegid());
    char today[16];
    vt_date_format(stamp->today, today);
    const char *const texts[] = {
        VT_VERSION,        folder,          user, stamp->site, stamp->cli->arguments[0], options->output,
        options->base_url, options->format, today};
    const bool flags[] = {options->drafts, options->relative, options->quiet, options->verbose,
                          stamp->cli->color};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        ask(sum, texts[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(flags); i++)
        ask_flag(sum, flags[i]);
    for (char **name = options->audiences; name != NULL && *name != NULL; name++)
        ask(sum, *name);
    for (char **limit = options->limits; limit != NULL && *limit != NULL; limit++)
        ask(sum, *limit);
}

/* Could site.yaml say `dates: git`? Whoever writes the key in another way needs a backslash. */
static bool may_ask_git(const VtSiteStamp *stamp)
{
    static const char *const names[] = {"site.yaml", "site.yml"};
    bool may = false;
    g_auto(VtBuffer) text = {0};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(stamp->content, names[i], NULL);
        may = may || (vt_file_read(path, MOST_OF_SETTINGS, &text) == 0 &&
                      (strstr(text.data, "dates") != NULL || strchr(text.data, '\\') != NULL));
    }
    return may;
}

/* ---- Input --------------------------------------------------------------------------------------------- */

static void look_at(VtSiteStamp *stamp, VtStampKind kind, const char *path)
{
    vt_stamp_add(stamp->inputs, kind, path);
    ask(stamp->question, path);
}

static int look_at_library(struct dl_phdr_info *info, size_t size, void *data)
{
    (void)size;
    if (info->dlpi_name != NULL && info->dlpi_name[0] == G_DIR_SEPARATOR)
        look_at(data, VT_STAMP_FILE, info->dlpi_name);
    return 0;
}

static void look_at_all(VtSiteStamp *stamp)
{
    g_auto(GStrv) themes = vt_theme_places(stamp->site);
    g_auto(GStrv) programs = vt_companion_places("vitrine-images");
    look_at(stamp, VT_STAMP_TREE, stamp->content);
    for (char **place = themes; *place != NULL; place++)
        look_at(stamp, VT_STAMP_SHELF, *place);
    look_at(stamp, VT_STAMP_FILE, "/proc/self/exe");
    dl_iterate_phdr(look_at_library, stamp);
    for (char **place = programs; *place != NULL; place++)
        look_at(stamp, VT_STAMP_FILE, *place);
}

/* Not part of the question: what git says of its files takes longer to find out than whether they have
 * changed. */
static void look_at_history(VtSiteStamp *stamp)
{
    g_auto(GStrv) sources = stamp->may_ask_git ? vt_history_sources(stamp->content) : NULL;
    stamp->history = sources != NULL;
    for (char **source = sources; source != NULL && *source != NULL; source++)
        vt_stamp_add(stamp->inputs, VT_STAMP_TREE, *source);
}

/* ---- Making one ---------------------------------------------------------------------------------------- */

static char *path_of_stamp(const VtSiteStamp *stamp)
{
    const VtOptions *options = &stamp->cli->options;
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autofree char *site = g_canonicalize_filename(stamp->site, NULL);
    g_autofree char *output = options->output != NULL ? g_canonicalize_filename(options->output, NULL) : NULL;
    ask(sum, site);
    ask(sum, output);
    for (char **name = options->audiences; name != NULL && *name != NULL; name++)
        ask(sum, *name);
    return g_build_filename(g_get_user_cache_dir(), "vitrine", "stamps", g_checksum_get_string(sum), NULL);
}

static bool must_render(const VtOptions *options)
{
    return options->whole || options->force || options->sync || options->pdf || options->timings;
}

VtSiteStamp *vt_site_stamp_new(const VtCli *cli, VtDate today)
{
    if (must_render(&cli->options))
        return NULL;
    VtSiteStamp *stamp = g_new0(VtSiteStamp, 1);
    stamp->start = g_get_monotonic_time();
    stamp->start_by_date = g_get_real_time();
    stamp->since = vt_stamp_now();
    stamp->cli = cli;
    stamp->today = today;
    stamp->site = vt_site_folder(cli->argument_count > 0 ? cli->arguments[0] : ".");
    stamp->content = vt_site_path(stamp->site, "site-content");
    stamp->path = path_of_stamp(stamp);
    stamp->question = g_checksum_new(G_CHECKSUM_SHA256);
    stamp->inputs = vt_stamp_new();
    ask_options(stamp);
    stamp->may_ask_git = may_ask_git(stamp);
    ask_variables(stamp->question, stamp->may_ask_git);
    look_at_all(stamp);
    return stamp;
}

void vt_site_stamp_free(VtSiteStamp *stamp)
{
    if (stamp == NULL)
        return;
    vt_stamp_free(stamp->inputs);
    g_checksum_free(stamp->question);
    g_free(stamp->path);
    g_free(stamp->content);
    g_free(stamp->site);
    g_free(stamp);
}

/* ---- Believing one ------------------------------------------------------------------------------------- */

/* What a file said. Strings are the value's. */
typedef struct Kept {
    const char *question, *input, *output, *glance; /* the last: at the output */
    GVariant *inputs, *outputs, *report;
    const char **stagings;
    gint64 made;
} Kept;

static void finish_kept(Kept *kept)
{
    g_clear_pointer(&kept->inputs, g_variant_unref);
    g_clear_pointer(&kept->outputs, g_variant_unref);
    g_clear_pointer(&kept->report, g_variant_unref);
    g_clear_pointer(&kept->stagings, g_free);
}

static void read_kept(GVariant *value, Kept *kept)
{
    g_variant_get(value, "(&s@" VT_STAMP_TYPE "&s@" VT_STAMP_TYPE "&s&s^a&ayx@" VT_BUILD_REPORT_TYPE ")",
                  &kept->question, &kept->inputs, &kept->input, &kept->outputs, &kept->output, &kept->glance,
                  &kept->stagings, &kept->made, &kept->report);
}

static bool are_missing(const char **paths)
{
    for (; *paths != NULL; paths++)
        if (faccessat(AT_FDCWD, *paths, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
            return false;
    return true;
}

static unsigned job_count(const VtSiteStamp *stamp)
{
    return (unsigned)stamp->cli->options.jobs;
}

static bool looks_as(const VtFingerprint *now, const char *digits)
{
    return now->lasting && strcmp(now->digits, digits) == 0;
}

/* NULL: it holds. Otherwise why everything is rendered. Most often the content has changed, or the sites were
 * deleted: a glance at their manifests is asked for first, all of their files last. */
static const char *why_not(const VtSiteStamp *stamp, const Kept *kept)
{
    static const char other_output[] = "a site folder or a drawn picture has changed";
    if (strcmp(kept->question, g_checksum_get_string(stamp->question)) != 0)
        return "the last build was asked something else";
    if (g_get_real_time() < kept->made)
        return "the clock has gone back since the last build";
    if (!are_missing(kept->stagings))
        return "another run is at work, or was interrupted";
    g_autoptr(VtStamp) inputs = vt_stamp_from_variant(kept->inputs);
    g_autoptr(VtStamp) outputs = vt_stamp_from_variant(kept->outputs);
    VtFingerprint now = vt_stamp_glance(outputs);
    if (strcmp(now.digits, kept->glance) != 0)
        return other_output;
    now = vt_stamp_take(inputs, vt_stamp_now(), job_count(stamp));
    if (!looks_as(&now, kept->input))
        return "content, themes or the program have changed";
    now = vt_stamp_take(outputs, vt_stamp_now(), job_count(stamp));
    return looks_as(&now, kept->output) ? NULL : other_output;
}

static void begin_to_watch(VtSiteStamp *stamp)
{
    look_at_history(stamp);
    stamp->before = vt_stamp_glance(stamp->inputs);
}

bool vt_site_stamp_answers(VtSiteStamp *stamp, VtBuildReport *report)
{
    g_autoptr(GVariant) value = vt_stamp_load(stamp->path, G_VARIANT_TYPE(STAMP_TYPE));
    Kept kept = {0};
    if (value != NULL)
        read_kept(value, &kept);
    const char *why = value != NULL ? why_not(stamp, &kept) : NULL;
    bool holds = value != NULL && why == NULL;
    if (stamp->cli->options.verbose && why != NULL)
        vt_complain("everything is rendered: %s\n", why);
    if (stamp->cli->options.verbose && holds)
        vt_complain("nothing has changed since the last build; --whole renders all the same\n");
    if (holds)
        vt_build_report_from_variant(report, kept.report, g_get_monotonic_time() - stamp->start);
    else
        begin_to_watch(stamp);
    finish_kept(&kept);
    return holds;
}

/* ---- Keeping one --------------------------------------------------------------------------------------- */

/* Does the result hang on nothing but what was looked at? */
static bool may_be_kept(const VtSiteStamp *stamp, const VtSiteRun *run)
{
    VtDiagnostics *sink = run->cli->sink;
    bool good = vt_cli_exit(run->cli) == VT_EXIT_DONE && vt_date_compare(stamp->today, run->today) == 0 &&
                !vt_diagnostics_holds(sink, VT_IMAGE_UNMADE) &&
                !vt_diagnostics_holds(sink, VT_DATES_UNKNOWN) &&
                (stamp->history || !run->portfolio->site.dates_from_git);
    for (size_t i = 0; i < run->audience_count; i++)
        good = good && !run->audiences[i].pictures_failed;
    return good;
}

static VtStamp *list_outputs(const VtSiteRun *run, GPtrArray *stagings)
{
    VtStamp *outputs = vt_stamp_new();
    for (size_t i = 0; i < run->audience_count; i++) {
        const VtAudienceRun *part = &run->audiences[i];
        g_autofree char *manifest = vt_manifest_place(part->folder);
        vt_stamp_add(outputs, VT_STAMP_LIST, manifest);
        for (const char *const *file = part->pictures; file != NULL && *file != NULL; file++)
            vt_stamp_add(outputs, VT_STAMP_FILE, *file);
        g_ptr_array_add(stagings, vt_staging_place(part->folder));
    }
    return outputs;
}

static bool must_wait(const VtSiteRun *run)
{
    bool must = false;
    for (size_t i = 0; i < run->audience_count; i++) {
        const VtAudienceRun *part = &run->audiences[i];
        bool changed = part->summary.written + part->summary.removed > 0;
        must = must || (changed && vt_stamp_needs_wait(part->folder));
    }
    return must;
}

/* `written`: when all of it was. Drawn pictures lie elsewhere and may be as young. */
static VtFingerprint look_at_output(const VtSiteStamp *stamp, const VtSiteRun *run, const VtStamp *outputs,
                                    struct timespec written)
{
    VtFingerprint left = {.lasting = false};
    if (!must_wait(run))
        left = vt_stamp_take(outputs, vt_stamp_now(), job_count(stamp));
    if (left.lasting)
        return left;
    vt_stamp_wait(written);
    return vt_stamp_take(outputs, vt_stamp_now(), job_count(stamp));
}

/* Then a change since the start may have a time before it. A clock that is brought in line bit by bit loses a
 * thousandth at most. */
static bool has_clock_gone_back(const VtSiteStamp *stamp)
{
    const int64_t millisecond = 1000;
    int64_t gone = g_get_monotonic_time() - stamp->start;
    return g_get_real_time() - stamp->start_by_date < gone - gone / 1000 - millisecond;
}

/* After the build; `input` is how it will look while nothing changes. */
static bool have_inputs_held(const VtSiteStamp *stamp, VtFingerprint *input)
{
    VtFingerprint glance = vt_stamp_glance(stamp->inputs);
    if (strcmp(glance.digits, stamp->before.digits) != 0 || has_clock_gone_back(stamp))
        return false;
    *input = vt_stamp_take(stamp->inputs, stamp->since, job_count(stamp));
    return input->lasting;
}

void vt_site_stamp_keep(VtSiteStamp *stamp, const VtSiteRun *run, VtBuildReport *report)
{
    struct timespec written = vt_stamp_now();
    VtFingerprint input;
    if (!may_be_kept(stamp, run) || !vt_stamp_prepare(stamp->path) || !have_inputs_held(stamp, &input))
        return;
    g_autoptr(GPtrArray) stagings = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(VtStamp) outputs = list_outputs(run, stagings);
    VtFingerprint left = look_at_output(stamp, run, outputs, written);
    if (!left.lasting)
        return;
    VtFingerprint glance = vt_stamp_glance(outputs);
    GVariant *places = g_variant_new_bytestring_array((const char *const *)stagings->pdata, stagings->len);
    vt_stamp_save(stamp->path,
                  g_variant_new("(s@" VT_STAMP_TYPE "s@" VT_STAMP_TYPE "ss@aayx@" VT_BUILD_REPORT_TYPE ")",
                                g_checksum_get_string(stamp->question), vt_stamp_to_variant(stamp->inputs),
                                input.digits, vt_stamp_to_variant(outputs), left.digits, glance.digits,
                                places, g_get_real_time(), vt_build_report_to_variant(report)));
}
