/* The program around the parts: commands, options, exit statuses. The only folder that prints or exits. */
#pragma once

#include "vitrine/diagnostics.h"
#include "vitrine/limits.h"

typedef enum VtExit {
    VT_EXIT_DONE = 0,
    VT_EXIT_INPUT = 1,  /* the input has errors */
    VT_EXIT_USAGE = 2,  /* the command line is wrong */
    VT_EXIT_MACHINE = 3 /* reading, writing, the network, another program */
} VtExit;

/* Of the preview's first audience. */
enum { VT_STANDARD_PORT = 4000 };

/* The values of all options of all commands; the table in options.c says which command knows which. Strings
 * are owned (vt_options_finish). */
typedef struct VtOptions {
    gboolean help, version, quiet, verbose;
    char *directory, *color, *format;
    char **audiences;
    char *output, *base_url, *today;
    gboolean drafts, force, sync, pdf, timings, whole;
    int jobs;
    gboolean relative;
    char *data, *partials;
    char *remote, *branch, *artifact;
    gboolean dry_run, history, yes, take_over, change_domain, init, github;
    char *as;
    char *extends;
    gboolean external;
    char *from, *into;
    gboolean no_repair, allow_html;
    int port;
    char *host;
    gboolean private, navigate, open;
    char **limits;      /* as given: "asset=2G" */
    VtLimits raised;    /* the same, read */
    char **words;       /* the command line as it is parsed */
    GPtrArray *spelled; /* those of its words that are not the shell's */
} VtOptions;

/* What a command runs with. */
typedef struct VtCli {
    VtOptions options;
    VtDiagnosticFormat format;
    bool color;
    VtDiagnostics *sink;
    char **arguments; /* what is left of the command line; ends with NULL */
    int argument_count;
} VtCli;

typedef enum VtCommandId {
    VT_COMMAND_NEW,
    VT_COMMAND_IMPORT,
    VT_COMMAND_BUILD,
    VT_COMMAND_SERVE,
    VT_COMMAND_CHECK,
    VT_COMMAND_PUBLISH,
    VT_COMMAND_EXPORT,
    VT_COMMAND_PDF,
    VT_COMMAND_EXPLAIN,
    VT_COMMAND_AUDIENCES,
    VT_COMMAND_SCHEMA,
    VT_COMMAND_THEME,
    VT_COMMAND_MUSTACHE,
    VT_COMMAND_REFERENCE,
    VT_COMMAND_COUNT
} VtCommandId;

typedef struct VtCommand {
    const char *name;
    const char *arguments; /* as usage shows them: "[SITE]" */
    const char *summary;   /* one line */
    const char *description;
    const char *page; /* of docs/, which tells more; NULL: none */
    int least, most;  /* number of arguments; most -1: any */
    VtExit (*run)(VtCli *cli);
    bool hidden; /* not in the list of `vitrine --help` */
} VtCommand;

extern const VtCommand vt_commands[VT_COMMAND_COUNT];

/* ---- Options ---------------------------------------------------------------------------------------- */

/* Parses options anywhere among the arguments. False after a message on standard error. */
bool vt_options_parse(VtOptions *options, VtCommandId command, int *argc, char ***argv);
void vt_options_finish(VtOptions *options);
/* Does an option of that spelling ("--output", "-C") take the next argument as its value? */
bool vt_option_takes_value(const char *spelling);
/* The lines of help for a command's options. */
void vt_options_write_help(VtCommandId command, VtBuffer *out);
/* The reference of commands and options, as a Markdown page. */
void vt_commands_write_reference(VtBuffer *out);
/* The same as the source of vitrine(1), in the language of scdoc: manual.c. */
void vt_commands_write_manual(VtBuffer *out);
/* A command's own options, or with -1 those that every command has. */
void vt_options_write_manual(int command, VtBuffer *out);
/* Text in which nothing is markup of scdoc. */
void vt_manual_append(VtBuffer *out, const char *text);

/* --today, else SOURCE_DATE_EPOCH, else the day in UTC. False after a message on standard error. */
bool vt_cli_today(const VtOptions *options, VtDate *today);

/* ---- Printing ------------------------------------------------------------------------------------------ */

/* Standard output, and standard error. */
void vt_print(const char *format, ...) G_GNUC_PRINTF(1, 2);
void vt_complain(const char *format, ...) G_GNUC_PRINTF(1, 2);
void vt_print_buffer(const VtBuffer *buffer);
/* May what goes to standard output be coloured? */
bool vt_print_takes_color(const VtCli *cli);
/* Prints what is in the sink: text on standard error, the other formats on standard output. */
void vt_cli_report(VtCli *cli);
/* The same in two steps. */
void vt_cli_report_text(VtCli *cli, VtBuffer *out);
void vt_cli_print_report(const VtCli *cli, const VtBuffer *text);
/* By what is in the sink. */
VtExit vt_cli_exit(const VtCli *cli);

/* ---- Commands ---------------------------------------------------------------------------------------------
 */

VtExit vt_command_new(VtCli *cli);
VtExit vt_command_import(VtCli *cli);
VtExit vt_command_build(VtCli *cli);
VtExit vt_command_serve(VtCli *cli);
VtExit vt_command_check(VtCli *cli);
VtExit vt_command_publish(VtCli *cli);
VtExit vt_command_export(VtCli *cli);
VtExit vt_command_pdf(VtCli *cli);
VtExit vt_command_explain(VtCli *cli);
VtExit vt_command_audiences(VtCli *cli);
VtExit vt_command_schema(VtCli *cli);
VtExit vt_command_theme(VtCli *cli);
VtExit vt_command_mustache(VtCli *cli);
VtExit vt_command_reference(VtCli *cli);
