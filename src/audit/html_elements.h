/* What HTML's syntax says of some elements (WHATWG HTML, section 13.1.2). Names in lower case. */
#pragma once

#include <stdbool.h>

/* Never has an end tag: br, img, meta … */
bool vt_html_is_void(const char *name);
/* Its end tag may be left out: li, p, td … */
bool vt_html_end_is_optional(const char *name);
/* Its content is text alone up to its end tag: script, style, title, textarea. */
bool vt_html_is_raw(const char *name);
