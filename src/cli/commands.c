#include "cli.h"

const VtCommand vt_commands[VT_COMMAND_COUNT] = {
    [VT_COMMAND_NEW] =
        {.name = "new",
         .arguments = "DIR",
         .summary = "start a site",
         .description = "Makes the folder DIR with a small `site-content/`: settings for two audiences, a "
                        "profile, a role and a project to write over. `vitrine build DIR` builds it at once. "
                        "A folder that holds anything is left alone.",
         .least = 1,
         .most = 1,
         .run = vt_command_new},
    [VT_COMMAND_IMPORT] = {.name = "import",
                           .arguments = "FILE…",
                           .summary = "make a site of the résumé you have",
                           .description = "Reads a résumé, stories or project narratives in Markdown, JSON "
                                          "Resume or FRESH, and makes a folder with "
                                          "`site-content/` that builds at once. What is certain becomes "
                                          "structure; all else stays as it was written, in "
                                          "the text of an entry or in the private `unplaced.md`. No word is "
                                          "lost: that is checked before anything is "
                                          "written. Importing the same file again changes nothing, and what "
                                          "you have edited is never overwritten.",
                           .page = "importing.md",
                           .least = 1,
                           .most = -1,
                           .run = vt_command_import},
    [VT_COMMAND_BUILD] =
        {.name = "build",
         .arguments = "[SITE]",
         .summary = "write the site of every audience",
         .description = "Reads `SITE/site-content/` (SITE is the current folder when not given), checks "
                        "everything, and writes one site for each audience into `SITE/public/AUDIENCE/`. "
                        "When anything is wrong nothing is written, and all that is wrong is said at once.",
         .most = 1,
         .run = vt_command_build},
    [VT_COMMAND_SERVE] =
        {.name = "serve",
         .arguments = "[SITE]",
         .summary = "preview every audience's site, renewed at each save",
         .description = "Shows the sites of all audiences in your browser, each at an address of its own, "
                        "and renews them when "
                        "you save: text, themes and settings. Nothing is written to disk. A bar in the page "
                        "says which reader "
                        "you are and leads to the others. Where something is wrong the last good page stays, "
                        "and shows what. "
                        "Only this machine can see the preview, unless `--host` says otherwise.",
         .page = "preview.md",
         .most = 1,
         .run = vt_command_serve},
    [VT_COMMAND_CHECK] =
        {.name = "check",
         .arguments = "[SITE]",
         .summary = "find what is wrong, write nothing",
         .description =
             "Does all that `vitrine build` does, links of the finished pages included, but writes "
             "no file. For editors and for continuous integration: `--format=github` annotates the "
             "lines of a pull request, `--format=sarif` feeds code scanning. It also looks at the résumé as "
             "recruiters and hiring systems do: gaps, overlaps, missing contact; those are warnings.",
         .page = "checking.md",
         .most = 1,
         .run = vt_command_check},
    [VT_COMMAND_EXPORT] =
        {.name = "export",
         .arguments = "[SITE]",
         .summary = "one document for an audience: JSON Resume, Markdown, text, vCard",
         .description =
             "Writes what one audience may see as one document: `jsonresume` with all of it, `markdown` to "
             "read "
             "and to edit, `text` for the boxes of application forms, `vcard` for address books. To standard "
             "output, unless `--output` names a file; its ending then says the form where `--as` does not.",
         .page = "exporting.md",
         .most = 1,
         .run = vt_command_export},
    [VT_COMMAND_PDF] = {.name = "pdf",
                        .arguments = "[SITE]",
                        .summary = "the résumé of an audience as a PDF",
                        .description = "Makes `resume.pdf`, or the file that `--output` names, of the page "
                                       "`/resume/` as one audience may see "
                                       "it and as its theme prints it: tagged, with text that can be "
                                       "searched and selected. It takes Chromium "
                                       "or WeasyPrint, whichever is installed. `vitrine build --pdf` puts "
                                       "the same file into the site and "
                                       "links it.",
                        .page = "exporting.md",
                        .most = 1,
                        .run = vt_command_pdf},
    [VT_COMMAND_PUBLISH] =
        {.name = "publish",
         .arguments = "[SITE]",
         .summary = "put sites where readers find them",
         .description =
             "Builds and checks as `vitrine build` does, shows what would change for readers and what would "
             "become public for the first time, asks, and pushes the site as one commit to a branch: of "
             "every "
             "audience that has a repository under `publish` in site.yaml, or of those named. Your own "
             "repository, its work tree and its index are not touched.\n\n"
             "It refuses to overwrite what Vitrine did not write, another audience's site, or a domain; and "
             "when anyone pushed to the branch in between.",
         .page = "hosting.md",
         .most = 1,
         .run = vt_command_publish},
    [VT_COMMAND_EXPLAIN] =
        {.name = "explain",
         .arguments = "ID | PATH [SITE]",
         .summary = "what a message means; who sees an entry or a file, and why",
         .description =
             "Every message ends with an id in brackets, such as `[link-anchor]`. `explain ID` tells what it "
             "means, how it comes about and what to do.\n\n"
             "`explain PATH` tells for each audience whether something is in its site, and by which line of "
             "which file. PATH is an entry or a file (`projects/dsp.md`), a line of an entry "
             "(`projects/dsp.md:40`), a section (`projects`), or an address (`/projects/dsp/`).",
         .page = "audiences.md",
         .least = 1,
         .most = 2,
         .run = vt_command_explain},
    [VT_COMMAND_AUDIENCES] =
        {.name = "audiences",
         .arguments = "[SITE]",
         .summary = "which audience sees which entry",
         .description =
             "Prints a row for each entry and a column for each audience: `in`, with the number of marked "
             "parts that are left out and of names that are replaced; or `-` and what keeps it out: `draft`, "
             "`future` (a post dated after today), `private`, `audience`, `section` (hidden by the "
             "audience's "
             "settings). With `--as=json` and `--as=csv` the rule and its place are told too.",
         .page = "audiences.md",
         .most = 1,
         .run = vt_command_audiences},
    [VT_COMMAND_SCHEMA] = {.name = "schema",
                           .arguments = "",
                           .summary = "print the JSON Schema of front matter and site.yaml",
                           .description = "For editors that complete and check YAML by a schema.",
                           .page = "content.md",
                           .run = vt_command_schema},
    [VT_COMMAND_THEME] =
        {.name = "theme",
         .arguments = "new NAME | check NAME | contract",
         .summary = "start a theme of your own; check it; the names that templates may use",
         .description =
             "`theme new NAME` makes a theme in the `themes/` of the site, which looks like the one it "
             "extends until "
             "you change it. `theme contract` prints every name that a template may use, with its type and "
             "meaning. "
             "`theme check NAME` loads a theme in each of its languages and checks all its templates "
             "against the contract; a theme of your own is found in the folder that holds its `themes/`.",
         .page = "themes.md",
         .least = 1,
         .most = 2,
         .run = vt_command_theme},
    [VT_COMMAND_MUSTACHE] =
        {.name = "mustache",
         .arguments = "TEMPLATE",
         .summary = "render one template with JSON data",
         .description = "The template engine on its own: renders TEMPLATE with the data of a JSON file to "
                        "standard output. Partials are `NAME.mustache` files.",
         .least = 1,
         .most = 1,
         .run = vt_command_mustache},
    [VT_COMMAND_REFERENCE] = {.name = "reference",
                              .arguments = "commands | content | contract | diagnostics | man",
                              .summary = "print a page of docs/ that is made from tables",
                              .description = "For those who work on Vitrine.",
                              .least = 1,
                              .most = 1,
                              .run = vt_command_reference,
                              .hidden = true},
};
