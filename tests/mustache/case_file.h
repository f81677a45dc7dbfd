/* Test cases in files. Below a sentence on what is shown, a file has sections:
 *
 *   == template          the template "test"
 *   == partial NAME      another template
 *   == data              JSON: the template is rendered
 *   == contract          the template is checked against the types of test_types.c
 *   == limits D O S      of depth, output and steps; 0 is the default
 *   == lenient           unknown partials are allowed
 *
 * and what is expected, which VITRINE_UPDATE=1 writes anew where it differs:
 *
 *   == program           the disassembly
 *   == output
 *   == diagnostics
 *
 * "(no newline)" at the end of a header: the content's last newline is not part of it. */
#pragma once

#include <vitrine/mustache.h>

typedef struct CaseSection {
    char *header; /* "partial NAME", without the mark for a missing newline */
    char *content;
    size_t length;
} CaseSection;

typedef struct CaseFile {
    char *path;
    char *preface;
    GPtrArray *sections; /* CaseSection */
} CaseFile;

CaseFile *case_file_read(const char *path);
void case_file_free(CaseFile *file);
/* NULL when there is none. */
const CaseSection *case_file_section(const CaseFile *file, const char *header);
/* Fails the running test where a section that is expected differs, or brings the file up to date. No section
 * stands for an empty one. */
void case_file_expect(CaseFile *file, const char *header, const char *actual, size_t length);
/* The paths of all files of a folder with that suffix, sorted. */
GPtrArray *case_files_list(const char *folder, const char *suffix);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CaseFile, case_file_free)
