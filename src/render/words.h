/* Dates and durations in the site's language. Nothing here asks the locale: every word is a label. */
#pragma once

#include "contract.h"

/* The texts of the labels that render/ uses, borrowed from the theme or from the contract's English. */
typedef struct VtWords {
    const char *text[VT_WORD_COUNT];
} VtWords;

/* `theme` may be NULL: English. */
void vt_words_load(VtWords *words, const VtTheme *theme);

/* All return NULL where there is nothing to say; texts live in `arena` or are borrowed from `words`. */
const char *vt_words_date(const VtWords *words, VtDate date, bool brief, VtArena *arena);
const char *vt_words_month(const VtWords *words, VtDate date);
/* `current`: it still lasts, whether `end` says so or is missing. */
const char *vt_words_range(const VtWords *words, VtDate start, VtDate end, bool current, VtArena *arena);
/* "2020–21", "2020–", "–2020", "1998–2004": figures only. */
const char *vt_words_years(VtDate start, VtDate end, bool current, VtArena *arena);
const char *vt_words_duration(const VtWords *words, int months, VtArena *arena);
/* "2023-04-09", with "T18:30" where a full date has a time. NULL for present and unset dates. */
const char *vt_words_datetime(VtDate date, const char *time, VtArena *arena);
