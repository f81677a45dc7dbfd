/* Markdown import: no word is lost, whatever the document. */
#include "fuzz.h"
#include "import_promise.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = fuzz_text(data, size);
    fuzz_import("document.md", VT_IMPORT_MARKDOWN, text, size);
    return 0;
}
