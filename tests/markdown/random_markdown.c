#include "random_markdown.h"

/* Pieces of lines, and lines that begin or end blocks. */
static const char *const pieces[] = {
    "word",
    "two words",
    " ",
    " ",
    " ",
    "é",
    "日本",
    "*",
    "**",
    "***",
    "_",
    "__",
    "`",
    "``",
    "~~",
    "[",
    "](",
    ")",
    "]",
    "![",
    "[a]",
    "[a](b.md)",
    "![alt](i.png)",
    "<b>",
    "</b>",
    "<br/>",
    "<!-- c -->",
    "&amp;",
    "&eacute;",
    "&#35;",
    "&#xD7;",
    "&nope;",
    "\\",
    "\\*",
    "\\[",
    "\"",
    "'",
    "<",
    ">",
    "&",
    "(",
    "!",
    "#",
    " #",
    "|",
    " | ",
    "$5",
    "https://a.example/x?y=1&z",
    "www.b.example",
    "me@c.example",
    "<https://d.example>",
    "<e@f.example>",
    "[^n]",
    "~",
    "  ",
    "\t",
    "x y z",
    "[b]: /url 'T'",
    "[t](/u \"T\")",
    "[t](<a b> 'q')",
    "\\\\",
};

static const char *const starts[] = {
    "",          "",
    "",          "",
    "# ",        "## ",
    "### ",      "#### ",
    "- ",        "* ",
    "+ ",        "1. ",
    "7) ",       "> ",
    ">",         "    ",
    "  ",        "   ",
    "- [x] ",    "- [ ] ",
    "\t",        "| a | b |",
    "|---|:-:|", "| 1 | 2 |",
    "---",       "===",
    "***",       "```",
    "```c",      "~~~",
    "<div>",     "</div>",
    "[a]: /url", "[b]: <x> \"T\"",
    "[^n]: ",    "<p",
    "<!-- x",    "-->",
    "> > ",      "> - ",
    "- - ",
};

void random_markdown(GRand *rand, VtBuffer *out)
{
    int lines = g_rand_int_range(rand, 1, 14);
    for (int i = 0; i < lines; i++) {
        vt_buffer_append_string(out, starts[g_rand_int_range(rand, 0, G_N_ELEMENTS(starts))]);
        int count = g_rand_int_range(rand, 0, 8);
        for (int k = 0; k < count; k++)
            vt_buffer_append_string(out, pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))]);
        vt_buffer_append_string(out, g_rand_int_range(rand, 0, 4) == 0 ? "\n\n" : "\n");
    }
}
