/* vitrine import FILE…: plan, tell, write. */
#include "cli.h"

#include "vitrine/importer.h"

static bool choose_source(const VtCli *cli, VtImportFormat *format)
{
    *format = VT_IMPORT_AUTO;
    if (!cli->options.from || vt_import_format_parse(cli->options.from, format))
        return true;
    vt_complain("vitrine import: --from wants auto, markdown, jsonresume or fresh, not \"%s\"\n",
                cli->options.from);
    return false;
}

static bool is_text(const VtCli *cli)
{
    return cli->format == VT_FORMAT_TEXT && !cli->options.quiet;
}

static void print_table(const VtImport *import)
{
    g_auto(VtBuffer) text = {0};
    vt_import_write_report(import, false, &text);
    vt_print_buffer(&text);
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void print_files(const VtImport *import)
{
    size_t count;
    const VtImportFile *files = vt_import_files(import, &count);
    for (size_t i = 0; i < count; i++)
        vt_print("%s\n", files[i].path);
}

static void print_summary(const VtCli *cli, const VtImport *import, const char *site,
                          const VtImportSummary *summary)
{
    size_t changed = summary->new_files + summary->different_files;
    vt_print("\n");
    if (cli->options.verbose)
        print_files(import);
    if (changed == 0)
        vt_print("%s: nothing to do, all %zu files are there\n", site, summary->same_files);
    else if (cli->options.dry_run)
        vt_print("%s: would write %zu file%s, %zu unchanged\n", site, changed, plural(changed),
                 summary->same_files);
    else
        vt_print("%s: %zu file%s written, %zu unchanged. Every word of the document is there.\n", site,
                 changed, plural(changed), summary->same_files);
    if (changed > 0 && !cli->options.dry_run)
        vt_print("Look at %s/import-report.md, then:\n\n    vitrine build %s\n\n", site, site);
}

static bool run(VtCli *cli, VtImport *import)
{
    bool good = true;
    for (int i = 0; i < cli->argument_count; i++)
        good = vt_import_add_file(import, cli->arguments[i], cli->sink) && good;
    if (!good || !vt_import_finish(import, cli->sink))
        return false;
    VtImportSummary summary;
    const char *site = cli->options.into ? cli->options.into : vt_import_name(import);
    if (is_text(cli))
        print_table(import);
    if (!vt_import_write(import, site, cli->options.force, cli->options.dry_run, &summary, cli->sink))
        return false;
    if (is_text(cli))
        print_summary(cli, import, site, &summary);
    return true;
}

VtExit vt_command_import(VtCli *cli)
{
    VtImportOptions options = {.keep_faults = cli->options.no_repair, .allow_html = cli->options.allow_html};
    if (!choose_source(cli, &options.format))
        return VT_EXIT_USAGE;
    VtImport *import = vt_import_new(&options);
    bool good = run(cli, import);
    vt_cli_report(cli);
    if (!good && cli->format == VT_FORMAT_TEXT)
        vt_complain("Nothing was written.\n");
    vt_import_free(import);
    VtExit status = vt_cli_exit(cli);
    return !good && status == VT_EXIT_DONE ? VT_EXIT_INPUT : status;
}
