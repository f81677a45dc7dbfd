/* What the fuzz targets share.
 *
 * A target is one file with LLVMFuzzerTestOneInput. It asserts what must hold for every input, not only that
 * nothing crashes: g_assert_… and fuzz_fail abort, which is a finding. libFuzzer links the same file that
 * replay.c links. */
#pragma once

#include <vitrine/diagnostics.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Says what does not hold, and aborts (g_error would trap, which libFuzzer does not take for a finding). */
void fuzz_fail(const char *format, ...) G_GNUC_PRINTF(1, 2) G_GNUC_NORETURN;
/* The input as a loader would let it through: UTF-8 without control characters; what is none becomes a
 * question mark. Terminated; free it. */
char *fuzz_text(const uint8_t *data, size_t size);
/* All four forms of the messages can be written, are UTF-8, and those for machines are JSON. */
void fuzz_messages(VtDiagnostics *sink);
/* Aborts, with the messages, if there is one of that id. */
void fuzz_refuse(VtDiagnostics *sink, VtDiagnosticId id);
/* The same for any error. */
void fuzz_refuse_errors(VtDiagnostics *sink);
bool fuzz_same(const VtBuffer *a, const VtBuffer *b);
/* Do the bytes of the slice lie in the text? */
bool fuzz_lies_in(VtSlice slice, const char *text, size_t length);

/* ---- Folders, for what reads files ---- */

/* A new folder below the system's temporary one. Free it with fuzz_folder_remove. */
char *fuzz_folder_new(void);
/* Removes it with all that is in it. */
void fuzz_folder_remove(char *folder);
/* Writes a file, with the folders that it needs. False for a name that no file can have, or that leads out.
 */
bool fuzz_file_write(const char *folder, const char *name, const char *text, size_t length);
