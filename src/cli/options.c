#include "cli.h"

#include "vitrine/diagnostics.h"

#define BIT(command) (1u << VT_COMMAND_##command)
#define EVERY ((1u << VT_COMMAND_COUNT) - 1)
#define SITES (BIT(BUILD) | BIT(CHECK) | BIT(PUBLISH))
#define SERVE BIT(SERVE)
#define DOCUMENTS (BIT(EXPORT) | BIT(PDF))
#define TELLING (BIT(EXPLAIN) | BIT(AUDIENCES))

/* The one table of options: help, the reference page and parsing are made from it. */
typedef struct OptionRow {
    const char *name;
    char letter; /* 0: none */
    GOptionArg type;
    size_t offset; /* in VtOptions */
    unsigned commands;
    const char *value; /* NULL: takes none */
    const char *help;
} OptionRow;

enum { MOST_JOBS = 1024, HELP_COLUMN = 25, COLUMNS = 80 };

#define FIELD(field) offsetof(VtOptions, field)

static const OptionRow rows[] = {
    {"audience", 0, G_OPTION_ARG_STRING_ARRAY, FIELD(audiences), SITES, "NAME",
     "only this audience's site; may be given several times"},
    {"audience", 0, G_OPTION_ARG_STRING_ARRAY, FIELD(audiences), DOCUMENTS, "NAME",
     "whose document; needed where the site has several audiences"},
    {"audience", 0, G_OPTION_ARG_STRING_ARRAY, FIELD(audiences), TELLING, "NAME",
     "only of this audience; may be given several times"},
    {"audience", 0, G_OPTION_ARG_STRING_ARRAY, FIELD(audiences), SERVE, "NAME",
     "only this audience's site; may be given several times"},
    {"port", 0, G_OPTION_ARG_INT, FIELD(port), SERVE, "N",
     "of the first audience, the next ones have the next; 0 picks free ones (default: 4000)"},
    {"open", 0, G_OPTION_ARG_NONE, FIELD(open), SERVE, NULL, "open the first site in the browser"},
    {"navigate", 0, G_OPTION_ARG_NONE, FIELD(navigate), SERVE, NULL, "go to the page that was just edited"},
    {"private", 0, G_OPTION_ARG_NONE, FIELD(private), SERVE, NULL,
     "one more site that hides nothing: private entries too"},
    {"host", 0, G_OPTION_ARG_STRING, FIELD(host), SERVE, "ADDRESS",
     "let other machines see the preview at this address of yours (0.0.0.0: any); the addresses then hold a "
     "token"},
    {"as", 0, G_OPTION_ARG_STRING, FIELD(as), BIT(AUDIENCES), "FORM", "table, json or csv (default: table)"},
    {"as", 0, G_OPTION_ARG_STRING, FIELD(as), BIT(EXPORT), "FORM", "jsonresume, markdown, text or vcard"},
    {"output", 'o', G_OPTION_ARG_FILENAME, FIELD(output), BIT(BUILD), "DIR",
     "where to write: the site itself with one --audience, else a folder for each (default: public)"},
    {"output", 'o', G_OPTION_ARG_FILENAME, FIELD(output), BIT(EXPORT), "FILE",
     "where to write (default: standard output)"},
    {"output", 'o', G_OPTION_ARG_FILENAME, FIELD(output), BIT(PDF), "FILE",
     "where to write (default: resume.pdf)"},
    {"pdf", 0, G_OPTION_ARG_NONE, FIELD(pdf), BIT(BUILD) | BIT(PUBLISH), NULL,
     "add the résumé as resume.pdf, and link it; takes Chromium or WeasyPrint"},
    {"base-url", 0, G_OPTION_ARG_STRING, FIELD(base_url), SITES | DOCUMENTS, "URL",
     "address of the site, instead of the one in site.yaml"},
    {"drafts", 0, G_OPTION_ARG_NONE, FIELD(drafts), BIT(BUILD) | SERVE | BIT(CHECK) | TELLING | DOCUMENTS,
     NULL, "include drafts and posts dated in the future"},
    {"today", 0, G_OPTION_ARG_STRING, FIELD(today), SITES | SERVE | TELLING | DOCUMENTS, "DATE",
     "the day that decides what is past (default: SOURCE_DATE_EPOCH, else today in UTC)"},
    {"jobs", 'j', G_OPTION_ARG_INT, FIELD(jobs), SITES | SERVE | TELLING | DOCUMENTS, "N",
     "number of threads (default: one for each processor)"},
    {"limit", 0, G_OPTION_ARG_STRING_ARRAY, FIELD(limits), SITES | SERVE, "NAME=N",
     "raise a limit, as in asset=2G; may be given several times"
#define VT_LIMIT(id, name, usual, most, what) " \xE2\x80\x93 " name ": " what
#include "vitrine/limits.def"
#undef VT_LIMIT
    },
    {"force", 0, G_OPTION_ARG_NONE, FIELD(force), BIT(BUILD), NULL,
     "write into a folder that holds files Vitrine did not write"},
    {"force", 0, G_OPTION_ARG_NONE, FIELD(force), DOCUMENTS, NULL, "overwrite the file that --output names"},
    {"from", 0, G_OPTION_ARG_STRING, FIELD(from), BIT(IMPORT), "FORMAT",
     "of the document: auto, markdown, jsonresume or fresh (default: auto)"},
    {"into", 0, G_OPTION_ARG_FILENAME, FIELD(into), BIT(IMPORT), "DIR",
     "the site's folder, new or not (default: a new one, named after the person or the document)"},
    {"no-repair", 0, G_OPTION_ARG_NONE, FIELD(no_repair), BIT(IMPORT), NULL,
     "leave characters and breaks that were damaged on the way as they are"},
    {"allow-html", 0, G_OPTION_ARG_NONE, FIELD(allow_html), BIT(IMPORT), NULL,
     "let scripts and event handlers of the document's raw HTML through"},
    {"force", 0, G_OPTION_ARG_NONE, FIELD(force), BIT(IMPORT), NULL, "write over files that were edited"},
    {"sync", 0, G_OPTION_ARG_NONE, FIELD(sync), BIT(BUILD), NULL,
     "wait until the disk has everything before the site changes"},
    {"whole", 0, G_OPTION_ARG_NONE, FIELD(whole), BIT(BUILD), NULL,
     "render everything, even where nothing has changed since the last build"},
    {"external", 0, G_OPTION_ARG_NONE, FIELD(external), BIT(CHECK), NULL,
     "also ask other hosts whether the links to them still lead somewhere"},
    {"relative", 0, G_OPTION_ARG_NONE, FIELD(relative), BIT(BUILD), NULL,
     "write every address relative to its page, so that the site also opens from a disk"},
    {"remote", 0, G_OPTION_ARG_STRING, FIELD(remote), BIT(PUBLISH), "URL",
     "repository to publish to, or the name of a git remote (default: publish.AUDIENCE.remote of site.yaml)"},
    {"branch", 0, G_OPTION_ARG_STRING, FIELD(branch), BIT(PUBLISH), "NAME",
     "branch that holds the site (default: publish.AUDIENCE.branch, else gh-pages)"},
    {"dry-run", 'n', G_OPTION_ARG_NONE, FIELD(dry_run), BIT(PUBLISH) | BIT(IMPORT), NULL,
     "show what would change, and change nothing"},
    {"yes", 'y', G_OPTION_ARG_NONE, FIELD(yes), BIT(PUBLISH), NULL, "do not ask"},
    {"history", 0, G_OPTION_ARG_NONE, FIELD(history), BIT(PUBLISH), NULL,
     "keep what was published before as history: anyone can read it there"},
    {"take-over", 0, G_OPTION_ARG_NONE, FIELD(take_over), BIT(PUBLISH), NULL,
     "replace a branch that Vitrine did not write, or wrote for another audience"},
    {"change-domain", 0, G_OPTION_ARG_NONE, FIELD(change_domain), BIT(PUBLISH), NULL,
     "let the domain that the branch names go or change"},
    {"artifact", 0, G_OPTION_ARG_FILENAME, FIELD(artifact), BIT(PUBLISH), "FILE",
     "write the site as an archive for GitHub's own deployment, and publish nothing"},
    {"init", 0, G_OPTION_ARG_NONE, FIELD(init), BIT(PUBLISH), NULL,
     "write .github/workflows/pages.yml, which checks and publishes on GitHub"},
    {"github", 0, G_OPTION_ARG_NONE, FIELD(github), BIT(NEW), NULL,
     "add .github/workflows/pages.yml, which checks and publishes on GitHub"},
    {"extends", 0, G_OPTION_ARG_STRING, FIELD(extends), BIT(THEME), "THEME",
     "with `theme new`: the theme that it takes all else from (default: base)"},
    {"data", 0, G_OPTION_ARG_FILENAME, FIELD(data), BIT(MUSTACHE), "FILE", "JSON data for the template"},
    {"partials", 0, G_OPTION_ARG_FILENAME, FIELD(partials), BIT(MUSTACHE), "DIR",
     "where partials are looked up (default: the template's folder)"},
    {"format", 0, G_OPTION_ARG_STRING, FIELD(format), EVERY, "FORMAT",
     "of messages: text, json, github or sarif (default: text)"},
    {"color", 0, G_OPTION_ARG_STRING, FIELD(color), EVERY, "WHEN", "auto, always or never (default: auto)"},
    {"directory", 'C', G_OPTION_ARG_FILENAME, FIELD(directory), EVERY, "DIR", "work in this folder"},
    {"quiet", 'q', G_OPTION_ARG_NONE, FIELD(quiet), EVERY, NULL, "say nothing but warnings and errors"},
    {"timings", 0, G_OPTION_ARG_NONE, FIELD(timings), BIT(BUILD), NULL,
     "say where the time went: stages, templates, the slowest files"},
    {"verbose", 'v', G_OPTION_ARG_NONE, FIELD(verbose), EVERY, NULL,
     "say each file written or removed, and the time of each stage"},
    {"help", 'h', G_OPTION_ARG_NONE, FIELD(help), EVERY, NULL, "show this help"},
    {"version", 0, G_OPTION_ARG_NONE, FIELD(version), EVERY, NULL, "show the version"},
};

static GOptionEntry entry_of(const OptionRow *row, VtOptions *options)
{
    return (GOptionEntry){.long_name = row->name,
                          .short_name = row->letter,
                          .arg = row->type,
                          .arg_data = (char *)options + row->offset,
                          .description = row->help,
                          .arg_description = row->value};
}

static void append_commands(unsigned commands, VtBuffer *out)
{
    for (VtCommandId id = 0; id < VT_COMMAND_COUNT; id++)
        if (commands & (1u << id))
            vt_buffer_append_format(out, "%s%s", out->length > 0 ? ", " : "", vt_commands[id].name);
}

static const OptionRow *row_of_letter(char letter)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        if (rows[i].letter != 0 && rows[i].letter == letter)
            return &rows[i];
    return NULL;
}

static bool has_option(VtCommandId command, const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        if (strcmp(rows[i].name, name) == 0 && (rows[i].commands & (1u << command)))
            return true;
    return false;
}

/* True when another command has an option of that name; then that is what was mixed up. */
static bool tell_whose(VtCommandId command, const char *name)
{
    if (has_option(command, name))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (strcmp(rows[i].name, name) != 0)
            continue;
        g_auto(VtBuffer) commands = {0};
        append_commands(rows[i].commands, &commands);
        vt_complain("--%s is an option of: %s\n", name, vt_buffer_string(&commands));
        return true;
    }
    return false;
}

static void suggest_option(VtCommandId command, char **argv)
{
    const char *names[G_N_ELEMENTS(rows)];
    size_t count = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        if (rows[i].commands & (1u << command))
            names[count++] = rows[i].name;
    for (char **word = argv; *word != NULL; word++) {
        const OptionRow *short_row = (*word)[0] == '-' ? row_of_letter((*word)[1]) : NULL;
        if (short_row != NULL && tell_whose(command, short_row->name))
            continue;
        if (!g_str_has_prefix(*word, "--"))
            continue;
        g_autofree char *bare = g_strndup(*word + 2, strcspn(*word + 2, "="));
        if (tell_whose(command, bare))
            continue;
        const char *near = vt_nearest(bare, names, count);
        if (near != NULL && strcmp(near, bare) != 0)
            vt_complain("did you mean \"--%s\"?\n", near);
    }
}

/* "-j4" becomes "--jobs=4": GLib knows only "-j 4". Returns the words, which `options` owns. */
static char **spell_out(VtOptions *options, int argc, char **argv)
{
    options->words = g_new0(char *, (size_t)argc + 1);
    options->spelled = g_ptr_array_new_with_free_func(g_free);
    memcpy(options->words, argv, sizeof *argv * (size_t)argc);
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        const char *word = argv[i];
        const OptionRow *row = word[0] == '-' && word[1] != '-' ? row_of_letter(word[1]) : NULL;
        if (row != NULL && row->value != NULL && word[2] != '\0') {
            options->words[i] = g_strdup_printf("--%s=%s", row->name, word + 2);
            g_ptr_array_add(options->spelled, options->words[i]);
        } else if (vt_option_takes_value(word)) {
            i++;
        }
    }
    return options->words;
}

/* Each stage would ask the system anew what "as many as processors" is. */
static bool settle_jobs(VtOptions *options)
{
    if (options->jobs == 0)
        options->jobs = (int)MIN(vt_jobs_default(), (unsigned)MOST_JOBS);
    if (options->jobs > 0 && options->jobs <= MOST_JOBS)
        return true;
    vt_complain("vitrine: --jobs wants a number up to %d, not %d\n", MOST_JOBS, options->jobs);
    return false;
}

static bool read_limits(VtOptions *options)
{
    for (char **given = options->limits; given != NULL && *given != NULL; given++) {
        g_autofree char *why = vt_limits_set(&options->raised, *given);
        if (why != NULL) {
            vt_complain("vitrine: %s\n", why);
            return false;
        }
    }
    return true;
}

bool vt_options_parse(VtOptions *options, VtCommandId command, int *argc, char ***argv)
{
    GOptionEntry entries[G_N_ELEMENTS(rows) + 1] = {0};
    size_t count = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        if (rows[i].commands & (1u << command))
            entries[count++] = entry_of(&rows[i], options);
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_add_main_entries(context, entries, NULL);
    g_autoptr(GError) error = NULL;
    char **given = *argv;
    *argv = spell_out(options, *argc, given);
    if (g_option_context_parse(context, argc, argv, &error))
        return settle_jobs(options) && read_limits(options);
    vt_complain("vitrine %s: %s\n", vt_commands[command].name, error->message);
    suggest_option(command, given + 1);
    vt_complain("See \"vitrine %s --help\".\n", vt_commands[command].name);
    return false;
}

void vt_options_finish(VtOptions *options)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char *field = (char *)options + rows[i].offset;
        if (rows[i].type == G_OPTION_ARG_STRING_ARRAY)
            g_clear_pointer((char ***)(void *)field, g_strfreev);
        else if (rows[i].type == G_OPTION_ARG_STRING || rows[i].type == G_OPTION_ARG_FILENAME)
            g_clear_pointer((char **)(void *)field, g_free);
    }
    g_clear_pointer(&options->spelled, g_ptr_array_unref);
    g_clear_pointer(&options->words, g_free);
}

bool vt_option_takes_value(const char *spelling)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        bool is_long = g_str_has_prefix(spelling, "--") && strcmp(spelling + 2, rows[i].name) == 0;
        bool is_short = spelling[0] == '-' && rows[i].letter != 0 && spelling[1] == rows[i].letter &&
                        spelling[2] == '\0';
        if ((is_long || is_short) && rows[i].value != NULL)
            return true;
    }
    return false;
}

static void append_spelling(const OptionRow *row, VtBuffer *out)
{
    if (row->letter != 0)
        vt_buffer_append_format(out, "-%c, ", row->letter);
    vt_buffer_append_format(out, "--%s", row->name);
    if (row->value != NULL)
        vt_buffer_append_format(out, " %s", row->value);
}

/* The text that stands beside an option, wrapped. */
static void append_help(const char *help, VtBuffer *out)
{
    size_t column = HELP_COLUMN;
    for (const char *word = help; *word != '\0'; word += strspn(word, " ")) {
        size_t length = strcspn(word, " ");
        if (column + 1 + length > COLUMNS) {
            vt_buffer_append_format(out, "\n%*s", HELP_COLUMN - 1, "");
            column = HELP_COLUMN;
        }
        vt_buffer_append_char(out, ' ');
        vt_buffer_append(out, word, length);
        column += length + 1;
        word += length;
    }
    vt_buffer_append_char(out, '\n');
}

void vt_options_write_help(VtCommandId command, VtBuffer *out)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (!(rows[i].commands & (1u << command)))
            continue;
        g_auto(VtBuffer) spelling = {0};
        append_spelling(&rows[i], &spelling);
        vt_buffer_append_format(out, "  %-22s", vt_buffer_string(&spelling));
        append_help(rows[i].help, out);
    }
}

static void write_rows(unsigned commands, bool exactly, VtBuffer *out)
{
    vt_buffer_append_string(out, "| option | meaning |\n|---|---|\n");
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        bool general = rows[i].commands == EVERY;
        if (!(rows[i].commands & commands) || general != exactly)
            continue;
        vt_buffer_append_string(out, "| `");
        append_spelling(&rows[i], out);
        vt_buffer_append_format(out, "` | %s |\n", rows[i].help);
    }
    vt_buffer_append_char(out, '\n');
}

static bool has_own_options(VtCommandId command)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        if (rows[i].commands != EVERY && (rows[i].commands & (1u << command)))
            return true;
    return false;
}

void vt_commands_write_reference(VtBuffer *out)
{
    vt_buffer_append_string(
        out, "# Commands\n\nMade from the program's own tables by `vitrine reference commands`.\n\n"
             "Exit status: 0 done, 1 the input has errors, 2 wrong usage, 3 the machine failed.\n\n"
             "## Options of every command\n\n");
    write_rows(EVERY, true, out);
    for (VtCommandId command = 0; command < VT_COMMAND_COUNT; command++) {
        const VtCommand *row = &vt_commands[command];
        if (row->hidden)
            continue;
        vt_buffer_append_format(out, "## vitrine %s\n\n    vitrine %s [OPTION…]%s%s\n\n%s\n\n", row->name,
                                row->name, *row->arguments != '\0' ? " " : "", row->arguments,
                                row->description);
        if (row->page != NULL)
            vt_buffer_append_format(out, "More in [%s](%s).\n\n", row->page, row->page);
        if (has_own_options(command))
            write_rows(1u << command, false, out);
    }
}

void vt_options_write_manual(int command, VtBuffer *out)
{
    unsigned wanted = command < 0 ? EVERY : 1u << command;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        bool general = rows[i].commands == EVERY;
        if (!(rows[i].commands & wanted) || general != (command < 0))
            continue;
        if (rows[i].letter != 0)
            vt_buffer_append_format(out, "*-%c*, ", rows[i].letter);
        vt_buffer_append_format(out, "*--%s*", rows[i].name);
        if (rows[i].value != NULL)
            vt_buffer_append_format(out, " _%s_", rows[i].value);
        vt_buffer_append_string(out, "\n\t");
        vt_manual_append(out, rows[i].help);
        vt_buffer_append_string(out, "\n\n");
    }
}
