/* Text as other programs' formats can hold it. */
#pragma once

#include <vitrine/base.h>

/* Appends `text` without the characters that XML 1.0 cannot hold, even escaped (control characters but tab
 * and line ends, U+FFFE, U+FFFF); bytes that are not UTF-8 become U+FFFD. */
void vt_clean_append(VtBuffer *out, const char *text, size_t length);
/* Would that change nothing? */
bool vt_clean_is(const char *text, size_t length);
