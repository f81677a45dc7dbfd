#include "html_elements.h"

#include <stddef.h>
#include <string.h>

/* Eight bytes a name, zeros included, so that comparing is one instruction: this is asked for every tag. */
enum { NAME_SIZE = 8 };

static const struct {
    char name[NAME_SIZE + 1];
    VtHtmlSyntax syntax;
} elements[] = {
    {"p", VT_HTML_OPTIONAL_END},
    {"li", VT_HTML_OPTIONAL_END},
    {"meta", VT_HTML_VOID},
    {"link", VT_HTML_VOID},
    {"br", VT_HTML_VOID},
    {"img", VT_HTML_VOID},
    {"dt", VT_HTML_OPTIONAL_END},
    {"dd", VT_HTML_OPTIONAL_END},
    {"td", VT_HTML_OPTIONAL_END},
    {"th", VT_HTML_OPTIONAL_END},
    {"tr", VT_HTML_OPTIONAL_END},
    {"thead", VT_HTML_OPTIONAL_END},
    {"tbody", VT_HTML_OPTIONAL_END},
    {"tfoot", VT_HTML_OPTIONAL_END},
    {"html", VT_HTML_OPTIONAL_END},
    {"head", VT_HTML_OPTIONAL_END},
    {"body", VT_HTML_OPTIONAL_END},
    {"title", VT_HTML_RAW},
    {"script", VT_HTML_RAW},
    {"style", VT_HTML_RAW},
    {"textarea", VT_HTML_RAW},
    {"input", VT_HTML_VOID},
    {"hr", VT_HTML_VOID},
    {"source", VT_HTML_VOID},
    {"svg", VT_HTML_FOREIGN},
    {"math", VT_HTML_FOREIGN},
    {"area", VT_HTML_VOID},
    {"base", VT_HTML_VOID},
    {"col", VT_HTML_VOID},
    {"embed", VT_HTML_VOID},
    {"track", VT_HTML_VOID},
    {"wbr", VT_HTML_VOID},
    {"colgroup", VT_HTML_OPTIONAL_END},
    {"optgroup", VT_HTML_OPTIONAL_END},
    {"option", VT_HTML_OPTIONAL_END},
    {"rp", VT_HTML_OPTIONAL_END},
    {"rt", VT_HTML_OPTIONAL_END},
};

VtHtmlSyntax vt_html_syntax(const char *name)
{
    if (name[NAME_SIZE - 1] != '\0' && name[NAME_SIZE] != '\0')
        return VT_HTML_ORDINARY;
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (memcmp(name, elements[i].name, NAME_SIZE) == 0)
            return elements[i].syntax;
    return VT_HTML_ORDINARY;
}
