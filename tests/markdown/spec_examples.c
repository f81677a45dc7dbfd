#include "spec_examples.h"

static const char fence[] = "````````````````````````````````";

static void append_with_tabs(VtBuffer *out, const char *text, const char *end)
{
    static const char arrow[] = "→";
    while (text < end) {
        bool tab = g_str_has_prefix(text, arrow);
        vt_buffer_append_char(out, tab ? '\t' : *text);
        text += tab ? strlen(arrow) : 1;
    }
}

bool spec_next_example(const char **at, VtBuffer *markdown)
{
    for (const char *p = *at; (p = strstr(p, fence)) != NULL;) {
        p += strlen(fence);
        if (!g_str_has_prefix(p, " example"))
            continue;
        const char *start = strchr(p, '\n') + 1;
        const char *end = g_str_has_prefix(start, ".\n") ? start : strstr(start, "\n.\n") + 1;
        append_with_tabs(markdown, start, end);
        *at = strstr(end, fence) + strlen(fence);
        return true;
    }
    return false;
}
