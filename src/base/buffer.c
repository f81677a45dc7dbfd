#include <vitrine/base.h>

#include <glib/gprintf.h>
#include <stdarg.h>

enum { FIRST_CAPACITY = 256 };

void vt_buffer_finish(VtBuffer *buffer)
{
    if (!buffer)
        return;
    g_free(buffer->data);
    *buffer = (VtBuffer){0};
}

void vt_buffer_reset(VtBuffer *buffer)
{
    buffer->length = 0;
}

void vt_buffer_reserve(VtBuffer *buffer, size_t more)
{
    if (buffer->capacity - buffer->length >= more)
        return;
    if (more > SIZE_MAX / 2 - buffer->length)
        g_error("a buffer of %zu and %zu bytes is too large", buffer->length, more);
    size_t needed = buffer->length + more;
    size_t capacity = MAX(buffer->capacity, (size_t)FIRST_CAPACITY);
    while (capacity < needed)
        capacity *= 2;
    buffer->data = g_realloc(buffer->data, capacity);
    buffer->capacity = capacity;
}

void vt_buffer_append_format(VtBuffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    size_t room = buffer->capacity - buffer->length;
    int written = g_vsnprintf(room > 0 ? buffer->data + buffer->length : NULL, room, format, arguments);
    va_end(arguments);
    if (written > 0 && (size_t)written >= room) {
        vt_buffer_reserve(buffer, (size_t)written + 1);
        g_vsnprintf(buffer->data + buffer->length, (size_t)written + 1, format, again);
    }
    va_end(again);
    if (written > 0)
        buffer->length += (size_t)written;
}

const char *vt_buffer_string(VtBuffer *buffer)
{
    vt_buffer_reserve(buffer, 1);
    buffer->data[buffer->length] = '\0';
    return buffer->data;
}

char *vt_buffer_steal(VtBuffer *buffer, size_t *length)
{
    vt_buffer_string(buffer);
    char *data = buffer->data;
    if (length)
        *length = buffer->length;
    *buffer = (VtBuffer){0};
    return data;
}
