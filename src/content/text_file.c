#include "content_private.h"

#include <errno.h>

#define MAX_BYTES ((uint64_t)16 << 20)

static bool read_bytes(const char *path, VtBuffer *buffer, VtSource *source, VtDiagnostics *sink)
{
    int error = vt_file_read(path, MAX_BYTES, buffer);
    if (error == EFBIG) {
        VtDiagnostic *diagnostic = vt_diagnose_path(sink, VT_CONTENT_TOO_LARGE, source->path,
                                                    "a text of more than 16 MiB");
        vt_diagnostic_note(diagnostic, "split it into several entries");
        return false;
    }
    if (error != 0) {
        vt_diagnose_path(sink, VT_FILE_UNREADABLE, source->path, "cannot be read: %s",
                         vt_file_problem(error));
        return false;
    }
    source->text = buffer->data;
    source->length = buffer->length;
    return true;
}

static bool is_utf16(const VtSource *source)
{
    return source->length >= 2 &&
           (memcmp(source->text, "\xFF\xFE", 2) == 0 || memcmp(source->text, "\xFE\xFF", 2) == 0);
}

static void report_encoding(const VtSource *source, size_t offset, VtDiagnostics *sink)
{
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_FILE_ENCODING, (VtSpan){source, offset, 1},
                                           "not UTF-8: byte 0x%02X at offset %" G_GSIZE_FORMAT,
                                           (unsigned char)source->text[offset], offset);
    vt_diagnostic_note(diagnostic, is_utf16(source) ? "it looks like UTF-16; save the file as UTF-8"
                                                    : "save the file as UTF-8");
}

static void report_control(const VtSource *source, size_t offset, VtDiagnostics *sink)
{
    VtSpan span = {source, offset, 1};
    unsigned char byte = (unsigned char)source->text[offset];
    if (byte == '\0') {
        VtDiagnostic *diagnostic = vt_diagnose(sink, VT_CONTENT_NUL, span,
                                               "a NUL byte at offset %" G_GSIZE_FORMAT, offset);
        vt_diagnostic_note(diagnostic, "this is no text file, or it is damaged");
        return;
    }
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_CONTENT_CONTROL, span, "a control character (U+%04X)",
                                           byte);
    vt_diagnostic_note(diagnostic, "it is most likely left over from copying; delete it");
}

static bool is_control(char c)
{
    return ((unsigned char)c < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7F;
}

enum { BLOCK = 32 };

/* Of a fixed number of bytes, without a branch: a compiler makes a few instructions of it. */
static bool is_plain_block(const char *p)
{
    uint8_t special = 0;
    for (unsigned i = 0; i < BLOCK; i++) {
        unsigned char c = (unsigned char)p[i];
        special |= (uint8_t)(((c < 0x20) & (c != '\n')) | (c == 0x7F));
    }
    return special == 0;
}

/* The offset of the first control character, or the length. */
static size_t find_control(const char *text, size_t length)
{
    for (size_t at = 0; at < length; at++) {
        while (length - at > BLOCK && is_plain_block(text + at))
            at += BLOCK;
        if (is_control(text[at]))
            return at;
    }
    return length;
}

static bool check_text(const VtSource *source, VtDiagnostics *sink)
{
    size_t offset = 0;
    if (!vt_utf8_valid(source->text, source->length, &offset)) {
        report_encoding(source, offset, sink);
        return false;
    }
    offset = find_control(source->text, source->length);
    if (offset == source->length)
        return true;
    report_control(source, offset, sink);
    return false;
}

bool vt_text_file_read(const char *real_path, VtBuffer *buffer, VtSource *source, VtDiagnostics *sink)
{
    source->text = "";
    source->length = 0;
    if (!read_bytes(real_path, buffer, source, sink))
        return false;
    if (check_text(source, sink))
        return true;
    source->text = "";
    source->length = 0;
    return false;
}
