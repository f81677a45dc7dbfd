/* What HTML's syntax says of some elements (WHATWG HTML, section 13.1.2). */
#pragma once

typedef enum VtHtmlSyntax {
    VT_HTML_ORDINARY = 0,
    VT_HTML_VOID = 1 << 0,         /* never has an end tag: br, img, meta … */
    VT_HTML_OPTIONAL_END = 1 << 1, /* its end tag may be left out: li, p, td … */
    VT_HTML_RAW = 1 << 2,          /* its content is text alone up to its end tag: script, style, title … */
    VT_HTML_FOREIGN = 1 << 3       /* of another language, where elements may close themselves: svg, math */
} VtHtmlSyntax;

/* `name` in lower case, followed by zeros to at least eight bytes. */
VtHtmlSyntax vt_html_syntax(const char *name);
