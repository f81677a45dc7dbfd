/* Small content trees for tests: made in a folder of their own, described in text, removed afterwards.
 *
 * A case file holds cases, each a tree and what loading it says:
 *
 *   === case NAME
 *   === file PATH                 the lines up to the next "===" are its text
 *   === bytes PATH                the same with \xNN, \r, \n, \t, \\ resolved, line ends dropped
 *   === link PATH -> TARGET       a symbolic link
 *   === folder PATH
 *   === pipe PATH
 *   === large PATH                a file of 17 MiB that takes no space
 *   === locked PATH               nobody may read what was made there before
 *   === bare                      without the files below
 *   === expect                    the diagnostics, as text
 *
 * Unless it is bare, a case has a valid site.yaml, profile.md and projects/one.md where it makes none. */
#pragma once

#include <vitrine/content.h>

/* Owned by whoever made it; the working directory lies in it while it lives. */
typedef struct TestTree {
    char *root;
    char *before; /* the working directory to go back to */
    bool locked;
} TestTree;

void test_tree_init(TestTree *tree);
void test_tree_finish(TestTree *tree);
/* Paths are below site-content; folders on the way are made. */
void test_tree_file(TestTree *tree, const char *path, const char *text, size_t length);
void test_tree_text(TestTree *tree, const char *path, const char *text);
void test_tree_link(TestTree *tree, const char *path, const char *target);
/* The files that every case has which is not bare; those that exist stay. */
void test_tree_defaults(TestTree *tree);
/* Carries out the directives of a case, up to "=== expect". */
void test_tree_make(TestTree *tree, const char *text);
/* Can this process be somebody who may not read what is locked? Not every container lets root become so. */
bool test_tree_can_lock(void);
/* Loads site-content, as somebody who may not read what is locked. */
VtPortfolio *test_tree_load(TestTree *tree, unsigned jobs, VtDiagnostics *sink);
/* The diagnostics as text. */
char *test_diagnostics_text(VtDiagnostics *sink);
