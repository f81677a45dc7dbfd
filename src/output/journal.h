/* What a commit is about to do to a site folder, so that a killed one can be completed.
 *
 * `journal`, in the staging folder: the line "vitrine-journal 1", then "remove PATH" and "rename PATH" lines
 * in the order in which they are carried out, then "end". Without the last line it is not valid, and nothing
 * had been done. Every step may be done twice: removing what is gone, or renaming what has been renamed, is
 * success. */
#pragma once

#include "vitrine/base.h"

#define VT_JOURNAL_NAME "journal"

typedef struct VtJournal {
    GPtrArray *removals; /* owned paths; carried out first, so that a file may become a folder */
    GPtrArray *renames;
} VtJournal;

void vt_journal_init(VtJournal *journal);
void vt_journal_finish(VtJournal *journal);
/* Writes it into the staging folder; from then on the commit will happen. Errno. */
int vt_journal_save(const VtJournal *journal, int staging, bool sync);
/* It stays empty when there is none, or none that is whole. Errno where nobody can tell. */
int vt_journal_load(VtJournal *journal, int staging);
/* Carries it out: from `staged` into `site`. Errno; `where` then is the path that failed. */
int vt_journal_run(const VtJournal *journal, int staged, int site, const char **where);
