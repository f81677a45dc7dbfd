/* An input: checked, its lines ended alike, repaired. */
#include "plan.h"
#include "repairs.h"

enum { MOST_BYTES = 16 << 20, MOST_REPAIRS_TOLD = 20 };

static bool check_encoding(const VtSource *source, VtDiagnostics *sink)
{
    size_t offset = 0;
    if (source->length >= MOST_BYTES) {
        VtDiagnostic *diagnostic = vt_diagnose(sink, VT_IMPORT_FORMAT, VT_IN_FILE(source),
                                               "a document of more than 16 MiB");
        vt_diagnostic_note(diagnostic, "split it into several files");
        return false;
    }
    const char *nul = memchr(source->text, '\0', source->length);
    if (nul) {
        VtSpan span = {source, (size_t)(nul - source->text), 1};
        VtDiagnostic *diagnostic = vt_diagnose(sink, VT_CONTENT_NUL, span,
                                               "a NUL byte at offset %" G_GSIZE_FORMAT, span.offset);
        vt_diagnostic_note(
            diagnostic,
            "this is no text; import reads Markdown and JSON, so save or convert the document first");
        return false;
    }
    if (vt_utf8_valid(source->text, source->length, &offset))
        return true;
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_FILE_ENCODING, (VtSpan){source, offset, 1},
                                           "not UTF-8: byte 0x%02X at offset %" G_GSIZE_FORMAT,
                                           (unsigned char)source->text[offset], offset);
    vt_diagnostic_note(diagnostic, "save the file as UTF-8");
    return false;
}

/* What front matter and bodies may not hold. */
static bool check_controls(const VtInput *input, VtDiagnostics *sink)
{
    for (size_t at = 0; at < input->length; at++) {
        unsigned char c = (unsigned char)input->text[at];
        if ((c >= 0x20 && c != 0x7f) || c == '\n' || c == '\t')
            continue;
        VtSpan span = vt_input_span(input, (VtRange){(uint32_t)at, (uint32_t)at + 1});
        VtDiagnostic *diagnostic = vt_diagnose(sink, VT_CONTENT_CONTROL, span, "a control character (U+%04X)",
                                               c);
        vt_diagnostic_note(diagnostic, "it is most likely left over from copying; delete it");
        return false;
    }
    return true;
}

/* Without a byte order mark; CRLF and lone CR become LF. */
static char *normal_lines(const char *text, size_t length, size_t *out_length)
{
    char *out = g_malloc(length + 1);
    size_t at = length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    size_t to = 0;
    for (; at < length; at++) {
        if (text[at] != '\r')
            out[to++] = text[at];
        else if (at + 1 >= length || text[at + 1] != '\n')
            out[to++] = '\n';
    }
    out[to] = '\0';
    *out_length = to;
    return out;
}

static char *one_line(const char *text, size_t length)
{
    char *copy = g_strndup(text, length);
    for (char *c = copy; *c; c++)
        if (*c == '\n')
            *c = ' ';
    return g_strstrip(copy);
}

static void tell_repair(const VtInput *input, const VtRepair *repair, VtDiagnostics *sink)
{
    enum { AROUND = 24 };
    const char *text = input->source.text;
    size_t start = repair->range.start > AROUND ? repair->range.start - AROUND : 0;
    size_t end = MIN(repair->range.end + (size_t)AROUND, input->source.length);
    while (start < repair->range.start && ((unsigned char)text[start] & 0xc0) == 0x80)
        start++;
    while (end > repair->range.end && end < input->source.length && ((unsigned char)text[end] & 0xc0) == 0x80)
        end--;
    g_autofree char *raw_after = g_strdup_printf("%.*s%s%.*s", (int)(repair->range.start - start),
                                                 text + start, repair->replacement,
                                                 (int)(end - repair->range.end), text + repair->range.end);
    g_autofree char *before = one_line(text + start, end - start);
    g_autofree char *after = one_line(raw_after, strlen(raw_after));
    VtSpan span = {&input->source, repair->range.start, repair->range.end - repair->range.start};
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_IMPORT_REPAIR, span, "repaired: %s", repair->what);
    vt_diagnostic_note(diagnostic, "before: %s", before);
    vt_diagnostic_note(diagnostic, "after:  %s", after);
}

static void repair(VtInput *input, VtDiagnostics *sink)
{
    GString *out = g_string_sized_new(input->source.length + 1);
    size_t at = 0;
    vt_find_repairs(input->source.text, input->source.length, input->repairs);
    for (guint i = 0; i < input->repairs->len; i++) {
        const VtRepair *each = &g_array_index(input->repairs, VtRepair, i);
        g_string_append_len(out, input->source.text + at, (gssize)(each->range.start - at));
        g_string_append(out, each->replacement);
        at = each->range.end;
        VtShift shift = {out->len, at};
        g_array_append_val(input->shifts, shift);
        if (i < MOST_REPAIRS_TOLD)
            tell_repair(input, each, sink);
    }
    if (input->repairs->len > MOST_REPAIRS_TOLD)
        vt_diagnose(sink, VT_IMPORT_REPAIR, VT_IN_FILE(&input->source), "repaired: %u more of the same kinds",
                    input->repairs->len - MOST_REPAIRS_TOLD);
    g_string_append_len(out, input->source.text + at, (gssize)(input->source.length - at));
    input->length = out->len;
    input->text = g_string_free(out, FALSE);
}

static void clear_repair(gpointer data)
{
    g_free(((VtRepair *)data)->replacement);
}

VtInput *vt_input_new(const char *path, const char *text, size_t length, bool repairing, VtDiagnostics *sink)
{
    VtInput *input = g_new0(VtInput, 1);
    input->repairs = g_array_new(FALSE, FALSE, sizeof(VtRepair));
    g_array_set_clear_func(input->repairs, clear_repair);
    input->shifts = g_array_new(FALSE, FALSE, sizeof(VtShift));
    input->records = g_array_new(FALSE, FALSE, sizeof(VtRecord));
    input->exempt = g_array_new(FALSE, FALSE, sizeof(VtRange));
    input->source.path = g_strdup(path);
    input->source.text = normal_lines(text, length, &input->source.length);
    bool good = check_encoding(&input->source, sink);
    if (good && repairing) {
        repair(input, sink);
    } else {
        input->text = g_strdup(good ? input->source.text : "");
        input->length = good ? input->source.length : 0;
    }
    vt_blocks_init(&input->blocks, input->text, input->length);
    if (good && check_controls(input, sink))
        return input;
    vt_input_free(input);
    return NULL;
}

void vt_input_free(VtInput *input)
{
    if (!input)
        return;
    vt_blocks_finish(&input->blocks);
    g_array_unref(input->repairs);
    g_array_unref(input->shifts);
    g_array_unref(input->records);
    g_array_unref(input->exempt);
    g_clear_pointer(&input->expected, g_ptr_array_unref);
    g_clear_pointer(&input->expected_files, g_ptr_array_unref);
    g_free((char *)input->source.path);
    g_free((char *)input->source.text);
    g_free(input->text);
    g_free(input);
}

static size_t original_offset(const VtInput *input, size_t offset)
{
    guint low = 0;
    guint high = input->shifts->len;
    while (low < high) {
        guint middle = (low + high) / 2;
        if (g_array_index(input->shifts, VtShift, middle).repaired <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return MIN(offset, input->source.length);
    const VtShift *shift = &g_array_index(input->shifts, VtShift, low - 1);
    return MIN(shift->original + offset - shift->repaired, input->source.length);
}

VtSpan vt_input_span(const VtInput *input, VtRange range)
{
    enum { FAR = 400 };
    size_t start = original_offset(input, range.start);
    size_t end = MIN(original_offset(input, range.end), start + FAR);
    const char *newline = memchr(input->source.text + start, '\n', end > start ? end - start : 0);
    if (newline)
        end = (size_t)(newline - input->source.text);
    return (VtSpan){&input->source, start, end > start ? end - start : 0};
}

size_t vt_input_line(const VtInput *input, VtRange range)
{
    return vt_source_position(&input->source, original_offset(input, range.start)).line;
}
