#include "content_private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_BYTES ((off_t)16 << 20)

/* Opens without waiting for the other end of a pipe, should one stand where a file was expected. */
static int open_regular(const char *path, struct stat *status)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return -1;
    if (fstat(fd, status) == 0 && S_ISREG(status->st_mode))
        return fd;
    close(fd);
    errno = EINVAL;
    return -1;
}

/* Bytes read into `text`, or -1. A file that shrinks meanwhile gives what was there. */
static ssize_t read_all(int fd, char *text, size_t size)
{
    size_t length = 0;
    while (length < size) {
        ssize_t count = read(fd, text + length, size - length);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return -1;
        if (count == 0)
            break;
        length += (size_t)count;
    }
    return (ssize_t)length;
}

static bool read_bytes(const char *path, VtBuffer *buffer, VtSource *source, VtDiagnostics *sink)
{
    struct stat status;
    int fd = open_regular(path, &status);
    if (fd < 0) {
        vt_diagnose_path(sink, VT_FILE_UNREADABLE, source->path, "cannot be read: %s", g_strerror(errno));
        return false;
    }
    if (status.st_size > MAX_BYTES) {
        close(fd);
        VtDiagnostic *diagnostic = vt_diagnose_path(sink, VT_CONTENT_TOO_LARGE, source->path,
                                                    "a text of more than 16 MiB");
        vt_diagnostic_note(diagnostic, "split it into several entries");
        return false;
    }
    vt_buffer_reset(buffer);
    vt_buffer_reserve(buffer, (size_t)status.st_size + 1);
    ssize_t length = read_all(fd, buffer->data, (size_t)status.st_size);
    int error = errno;
    close(fd);
    if (length < 0) {
        vt_diagnose_path(sink, VT_FILE_UNREADABLE, source->path, "cannot be read: %s", g_strerror(error));
        return false;
    }
    buffer->data[length] = '\0';
    buffer->length = source->length = (size_t)length;
    source->text = buffer->data;
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
