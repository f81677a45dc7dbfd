/* Code, highlighted: the tokens of a code block as <span> elements with Pygments' short class names.
 *
 * The HTML says nothing that the code does not: without its tags, and with its entities decoded, it is the
 * code again, byte for byte, whatever the code is (half a program, another language, random bytes). The time
 * is linear in the length of the code. Nothing is kept between calls; threads may call at once. */
#pragma once

#include <vitrine/base.h>

/* Appends `code` as HTML. False, and nothing appended, when the language is not known: an empty name, a
 * misspelt one, or one that has no lexer. Names and their aliases ("py", "YML") are of any case. */
bool vt_highlight(VtSlice language, VtSlice code, VtBuffer *out);
