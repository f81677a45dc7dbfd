/* Content lines, as vCard (RFC 6350) and iCalendar (RFC 5545) write them: NAME:value, CRLF at the end, no
 * line longer than 75 octets. A longer one goes on after CRLF and a space, and never parts the bytes of a
 * character. In text values \ , ; and line ends are escaped; addresses and dates are written as they are. */
#pragma once

#include <vitrine/base.h>

/* A whole line; control characters of `value` are dropped. Nothing when `value` is NULL or "". */
void vt_content_line(VtBuffer *out, const char *name, const char *value);
/* The same with `value` escaped as text. */
void vt_content_line_text(VtBuffer *out, const char *name, const char *value);
/* Appends one component of a value, escaped; NULL is an empty one. */
void vt_content_escape(VtBuffer *value, const char *text);
