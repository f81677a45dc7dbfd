/* The importer's promise, asked of any document. */
#pragma once

#include <vitrine/importer.h>

/* Imports the text: it is refused with an error, or becomes a tree that holds its words and can be loaded.
 * Aborts where that does not hold. */
void fuzz_import(const char *path, VtImportFormat format, const char *text, size_t length);
