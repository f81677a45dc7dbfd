/* A résumé document without regard to its form: resume_document.c says what stands in it, one table of
 * functions for each form says how. Texts given are plain; `rich` has markup too. */
#pragma once

#include "resume_prose.h"

#include <vitrine/formats.h>

typedef struct VtSheet VtSheet;

/* What a form can do. Each part begins with the blank line it needs. */
typedef struct VtSheetForm {
    void (*name)(VtSheet *sheet, const char *text);
    void (*section)(VtSheet *sheet, const char *title);
    /* A role, programme, degree: what, and where (NULL: nowhere). */
    void (*entry)(VtSheet *sheet, const char *title, const char *organization);
    /* When and where, just below. */
    void (*facts)(VtSheet *sheet, const char *text);
    void (*paragraph)(VtSheet *sheet, const char *text);
    void (*labelled)(VtSheet *sheet, const char *label, const char *text);
    /* A line of a list; address NULL: none. */
    void (*point)(VtSheet *sheet, const char *text, const char *address, bool first);
    VtProseStyle prose; /* of an entry's text */
} VtSheetForm;

struct VtSheet {
    const VtSheetForm *form;
    const VtEdition *edition;
    GString *out;
};

/* A blank line, but not at the beginning. */
void vt_sheet_break(VtSheet *sheet);
/* Writes the whole document. */
void vt_resume_document(const VtEdition *edition, const VtSheetForm *form, VtBuffer *out);
