/* Running the program git.
 *
 * No variable of the environment decides which repository is meant; messages are in English, for they are
 * read here. */
#pragma once

#include "vitrine/diagnostics.h"

/* Where a command works; strings borrowed. */
typedef struct VtGit {
    const char *folder;     /* to work in; NULL: the current one */
    const char *repository; /* its folder of git's own; NULL: git looks for one from `folder` on */
    const char *objects;    /* a further store whose objects it sees; NULL: none */
    const char *author; /* name and address of who commits, and `date`: seconds since 1970; NULL: the user */
    const char *email;
    const char *date;
} VtGit;

/* Takes a piece of a command's output as it comes. */
typedef void VtGitTake(const char *data, size_t length, void *to);

typedef struct VtGitRequest {
    const char *const *arguments; /* ends with NULL; the first is git's command or an option of git */
    VtSlice input;
    VtGitTake *take; /* NULL: collected in the answer */
    void *to;
} VtGitRequest;

/* Owned by whoever asked (vt_git_answer_finish). */
typedef struct VtGitAnswer {
    bool started; /* false: git could not be run, and `error` says why */
    bool missing; /* … because there is no such program */
    int status;   /* what it ended with; -1 when it was killed */
    VtBuffer output;
    VtBuffer error;
} VtGitAnswer;

/* True when the command ran and ended with 0. */
bool vt_git_ask(const VtGit *git, const VtGitRequest *request, VtGitAnswer *answer);
/* The same for a command without input. Its arguments end with NULL. */
bool vt_git_run(const VtGit *git, VtGitAnswer *answer, ...) G_GNUC_NULL_TERMINATED;
void vt_git_answer_finish(VtGitAnswer *answer);
/* The output without white space at its end; lives in the answer. */
const char *vt_git_line(VtGitAnswer *answer);
/* Adds what git said on standard error as notes, passwords of `remote` (may be NULL) left out. */
void vt_git_note(VtDiagnostic *diagnostic, VtGitAnswer *answer, const char *remote);
/* Reports a command that should not fail (publish-git). */
void vt_git_report(VtDiagnostics *sink, VtGitAnswer *answer, const char *what);

/* ---- A command that is fed while it runs ---- */

typedef struct VtGitFeed {
    GPid process;
    int input;
    int output; /* -1: its output goes nowhere */
    int errors;
} VtGitFeed;

bool vt_git_start(const VtGit *git, const char *const *arguments, VtGitFeed *feed, VtGitAnswer *answer);
/* False when the command no longer takes any. */
bool vt_git_write(const VtGitFeed *feed, const char *data, size_t length);
/* Ends its input and waits for it. */
bool vt_git_finish(VtGitFeed *feed, VtGitAnswer *answer);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(VtGitAnswer, vt_git_answer_finish)
