/* Names that the audience must not read: what the parts of their replacing share. */
#pragma once

#include "edition_build.h"

#include <vitrine/phrases.h>

/* One name of site.yaml with what this audience reads instead. */
typedef struct VtHiddenName {
    const char *name;
    const char *text; /* "a large US bank" */
    const char *bare; /* the same without its article; points into `text` */
    const char *slug; /* of `bare` */
    bool indefinite;  /* the article is "a" or "an" */
} VtHiddenName;

/* Immutable once made; threads share it. All but the phrases lies in the edition's arena. */
typedef struct VtNames {
    VtPhrases *phrases; /* numbers are places in `items` */
    const VtHiddenName *items;
    size_t count;
} VtNames;

/* Bytes [start, end) of a text become `text`. */
typedef struct VtNameEdit {
    uint32_t start, end;
    char *text;
    bool name;    /* false: only the article before one is made to fit */
    bool address; /* part of an address: it must not be replaced, but be reported */
} VtNameEdit;

/* ---- names_grammar.c ---- */

/* Edits that replace every name in a block of plain text, in its order, none overlapping. Free the array; it
 * frees the texts. NULL: there is no name. */
GArray *vt_name_edits(const VtNames *names, const char *text, size_t length);

/* ---- names.c ---- */

/* The text with its edits made. Free it. */
char *vt_name_edits_apply(const GArray *edits, const char *text, size_t length);

/* ---- names_checks.c ---- */

/* `where`: "in code". */
void vt_names_report(VtBuild *build, VtSpan place, VtSlice name, const char *where, VtNamesWay way);
void vt_names_check_settings(VtBuild *build);

/* ---- names_words.c: the little English that replacing needs ---- */

typedef enum VtBefore {
    VT_BEFORE_OTHER,
    VT_BEFORE_ARTICLE,    /* a, an: it has to fit what follows */
    VT_BEFORE_DETERMINER, /* the, our, each …: no article follows */
    VT_BEFORE_ADJECTIVE,  /* new, big …: look at the word before */
} VtBefore;

VtBefore vt_word_before(VtSlice word);
/* "e.g", "Dr", "J": a full stop behind it ends no sentence. */
bool vt_is_abbreviation(VtSlice word);
/* Inc, Ltd, GmbH: belongs to the company's name before it. */
bool vt_is_company_form(VtSlice word);
/* engineers, systems: takes no "a" before what it is joined to. */
bool vt_is_plural_noun(VtSlice word);
/* Is it said with a vowel first: "an hour", "an NGO", "a US bank"? */
bool vt_begins_with_vowel(const char *text);
/* The length of "a ", "an " or "the " at the beginning, else 0. */
size_t vt_article_length(const char *text, bool *indefinite);
