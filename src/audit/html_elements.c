#include "html_elements.h"

#include <stdlib.h>
#include <string.h>

/* Sorted, for bsearch. */
static const char *const void_elements[] = {"area",  "base", "br",   "col",    "embed", "hr", "img",
                                            "input", "link", "meta", "source", "track", "wbr"};
static const char *const optional_ends[] = {"body",  "colgroup", "dd",     "dt", "head",  "html",
                                            "li",    "optgroup", "option", "p",  "rp",    "rt",
                                            "tbody", "td",       "tfoot",  "th", "thead", "tr"};
static const char *const raw_elements[] = {"script", "style", "textarea", "title"};

static int compare(const void *name, const void *row)
{
    return strcmp(name, *(const char *const *)row);
}

#define IS_ONE_OF(name, names)                                                                               \
    (bsearch((name), (names), sizeof(names) / sizeof *(names), sizeof *(names), compare) != NULL)

bool vt_html_is_void(const char *name)
{
    return IS_ONE_OF(name, void_elements);
}

bool vt_html_end_is_optional(const char *name)
{
    return IS_ONE_OF(name, optional_ends);
}

bool vt_html_is_raw(const char *name)
{
    return IS_ONE_OF(name, raw_elements);
}
