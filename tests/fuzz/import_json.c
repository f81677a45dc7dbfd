/* Import of JSON Resume and FRESH: no text is lost, whatever the document. */
#include "fuzz.h"
#include "import_promise.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    bool fresh = size > 0 && g_strstr_len(text, -1, "FRESH") != NULL;
    fuzz_import("resume.json", fresh ? VT_IMPORT_FRESH : VT_IMPORT_JSON_RESUME, text, size);
    return 0;
}
