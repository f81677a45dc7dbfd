/* Examples of a specification written as CommonMark's is:
 *
 *     ```````````````````````````````` example
 *     Markdown, → for a tab
 *     .
 *     HTML
 *     ````````````````````````````````
 */
#pragma once

#include <vitrine/base.h>

/* The next example's Markdown, appended with tabs for arrows; `at` moves behind it. False when there is no
 * more. */
bool spec_next_example(const char **at, VtBuffer *markdown);
