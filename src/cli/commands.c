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
    [VT_COMMAND_BUILD] =
        {.name = "build",
         .arguments = "[SITE]",
         .summary = "write the site of every audience",
         .description = "Reads `SITE/site-content/` (SITE is the current folder when not given), checks "
                        "everything, and writes one site for each audience into `SITE/public/AUDIENCE/`. "
                        "When anything is wrong nothing is written, and all that is wrong is said at once.",
         .most = 1,
         .run = vt_command_build},
    [VT_COMMAND_CHECK] =
        {.name = "check",
         .arguments = "[SITE]",
         .summary = "find what is wrong, write nothing",
         .description =
             "Does all that `vitrine build` does, links of the finished pages included, but writes "
             "no file. For editors and for continuous integration: `--format=github` annotates the "
             "lines of a pull request, `--format=sarif` feeds code scanning.",
         .most = 1,
         .run = vt_command_check},
    [VT_COMMAND_EXPLAIN] =
        {.name = "explain",
         .arguments = "ID",
         .summary = "what a message means, and the way out",
         .description = "Every message ends with an id in brackets, such as `[link-anchor]`. This tells what "
                        "it means, how it comes about and what to do.",
         .page = "diagnostics.md",
         .least = 1,
         .most = 1,
         .run = vt_command_explain},
    [VT_COMMAND_SCHEMA] = {.name = "schema",
                           .arguments = "",
                           .summary = "print the JSON Schema of front matter and site.yaml",
                           .description = "For editors that complete and check YAML by a schema.",
                           .page = "content.md",
                           .run = vt_command_schema},
    [VT_COMMAND_THEME] =
        {.name = "theme",
         .arguments = "contract | check NAME",
         .summary = "the names that templates may use; check a theme",
         .description =
             "`theme contract` prints every name that a template may use, with its type and meaning. "
             "`theme check NAME` loads a theme in each of its languages and checks all its templates "
             "against the contract; a theme of your own is found in the folder that holds its `themes/`.",
         .page = "contract.md",
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
