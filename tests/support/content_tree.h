/* Small content trees for tests, written to a folder of their own below the system's temporary folder.
 *
 * A tree is one text: lines before the first "@@" are settings ("name: value", or words about the case); each
 * "@@ PATH" begins a file below site-content/, which goes on to the next "@@" or the end. A tree without
 * site.yaml or profile.md gets plain ones: audiences recruiter and community, unmarked entries for both, at
 * https://robin.example/ and https://robin.example/community/. */
#pragma once

#include <vitrine/base.h>

typedef struct TestTree {
    char *folder; /* holds site-content/; the working folder while the tree is there */
    char *before; /* the working folder until then */
} TestTree;

/* Writes the tree and makes its folder the working folder, so that messages begin with "site-content/". */
void test_tree_init(TestTree *tree, const char *text);
/* Adds or replaces a file below site-content/. */
void test_tree_put(const TestTree *tree, const char *path, const char *text);
void test_tree_remove(const TestTree *tree, const char *path);
/* Removes all that was written, and goes back. */
void test_tree_finish(TestTree *tree);
/* The value of a setting, or `otherwise`. Free it. */
char *test_tree_setting(const char *text, const char *name, const char *otherwise);

/* Compares with the file, and shows the first line that differs; with VITRINE_UPDATE set, writes it instead.
 */
void test_expect_file(const char *path, const char *actual);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TestTree, test_tree_finish)
