#include "vitrine/html.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Eight bytes a name, zeros included, so that comparing is one instruction: this is asked for every tag. */
enum { NAME_SIZE = 8, MOST_OF_A_LETTER = 10 };

typedef struct Element {
    char name[NAME_SIZE + 1];
    VtHtmlSyntax syntax;
} Element;

#define VOID(name)                                                                                           \
    {                                                                                                        \
        name, VT_HTML_VOID                                                                                   \
    }
#define OPTIONAL(name)                                                                                       \
    {                                                                                                        \
        name, VT_HTML_OPTIONAL_END                                                                           \
    }
#define RAW(name)                                                                                            \
    {                                                                                                        \
        name, VT_HTML_RAW                                                                                    \
    }
#define FOREIGN(name)                                                                                        \
    {                                                                                                        \
        name, VT_HTML_FOREIGN                                                                                \
    }

/* By first letter; a row ends with an empty name. */
static const Element elements[26][MOST_OF_A_LETTER] = {
    ['a' - 'a'] = {VOID("area")},
    ['b' - 'a'] = {VOID("br"), OPTIONAL("body"), VOID("base")},
    ['c' - 'a'] = {VOID("col"), OPTIONAL("colgroup")},
    ['d' - 'a'] = {OPTIONAL("dt"), OPTIONAL("dd")},
    ['e' - 'a'] = {VOID("embed")},
    ['h' - 'a'] = {OPTIONAL("html"), OPTIONAL("head"), VOID("hr")},
    ['i' - 'a'] = {VOID("img"), VOID("input")},
    ['l' - 'a'] = {OPTIONAL("li"), VOID("link")},
    ['m' - 'a'] = {VOID("meta"), FOREIGN("math")},
    ['o' - 'a'] = {OPTIONAL("option"), OPTIONAL("optgroup")},
    ['p' - 'a'] = {OPTIONAL("p")},
    ['r' - 'a'] = {OPTIONAL("rp"), OPTIONAL("rt")},
    ['s' - 'a'] = {RAW("script"), VOID("source"), RAW("style"), FOREIGN("svg")},
    ['t' - 'a'] = {OPTIONAL("td"), OPTIONAL("tr"), OPTIONAL("th"), OPTIONAL("thead"), OPTIONAL("tbody"),
                   OPTIONAL("tfoot"), RAW("title"), RAW("textarea"), VOID("track")},
    ['w' - 'a'] = {VOID("wbr")},
};

VtHtmlSyntax vt_html_syntax(const char *name)
{
    bool is_longer = name[NAME_SIZE - 1] != '\0' && name[NAME_SIZE] != '\0';
    if (is_longer || name[0] < 'a' || name[0] > 'z')
        return VT_HTML_ORDINARY;
    uint64_t wanted;
    memcpy(&wanted, name, NAME_SIZE);
    for (const Element *element = elements[name[0] - 'a']; element->name[0] != '\0'; element++) {
        uint64_t known;
        memcpy(&known, element->name, NAME_SIZE);
        if (known == wanted)
            return element->syntax;
    }
    return VT_HTML_ORDINARY;
}
