/* Imports for tests: one document in, its tree as one text out. */
#pragma once

#include <vitrine/importer.h>

typedef struct TestImport {
    VtImport *import;
    VtDiagnostics *sink;
    bool good; /* vt_import_finish gave files */
} TestImport;

void test_import(TestImport *test, const char *path, const char *text, size_t length,
                 const VtImportOptions *options);
void test_import_file(TestImport *test, const char *path);
void test_import_finish(TestImport *test);

/* "@@ PATH" and the text of each file. */
char *test_import_tree(const TestImport *test);
/* A file's text, or NULL. */
const char *test_import_text(const TestImport *test, const char *path);
/* What the sink says, as on a terminal. */
char *test_import_messages(const TestImport *test);
/* Each word of the text is in the tree, as often as in the text at least: NULL, or what is said of the first
 * that is not. */
char *test_word_missing(const char *tree, const char *text, size_t length);
/* Is the import's own promise kept, as another reader counts words? Else fails the test. */
void test_words_are_there(const TestImport *test, const char *text, size_t length);

/* Compares with the file, or writes it with VITRINE_UPDATE set. */
void test_expect(const char *path, const char *actual);
/* The path of a seed, or NULL when there are none (then the test is skipped with a word). Free it. */
char *test_seed(const char *number);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TestImport, test_import_finish)
