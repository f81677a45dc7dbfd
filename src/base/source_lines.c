#include "source_lines.h"

#include <pthread.h>

/* Texts of several threads; a short one is counted through as quickly as it is found here. */
enum { SHELF = 4, LONG_TEXT = 64 * 1024 };

/* A text is known again by where it is lent, or, a forgotten one, by its fingerprint. */
typedef struct KnownText {
    VtSource source;  /* its text is there; its path is our own */
    const char *lent; /* NULL: it was forgotten, and is in `recalled` */
    VtBuffer recalled;
    GArray *starts; /* of lines, as size_t; NULL: nothing is known */
    size_t line;    /* index of the line of `column`: where the last place was */
    VtColumn column;
} KnownText;

/* Of POSIX because thread sanitizers do not see into GLib's. */
struct VtSourceLines {
    pthread_mutex_t lock;
    KnownText known[SHELF];
    unsigned next; /* to be forgotten */
};

VtSourceLines *vt_source_lines_new(void)
{
    VtSourceLines *lines = g_new0(VtSourceLines, 1);
    pthread_mutex_init(&lines->lock, NULL);
    return lines;
}

static void forget(KnownText *known)
{
    g_free((char *)known->source.path);
    vt_buffer_finish(&known->recalled);
    if (known->starts)
        g_array_unref(known->starts);
    *known = (KnownText){0};
}

void vt_source_lines_free(VtSourceLines *lines)
{
    if (!lines)
        return;
    for (size_t i = 0; i < SHELF; i++)
        forget(&lines->known[i]);
    pthread_mutex_destroy(&lines->lock);
    g_free(lines);
}

/* ---- Knowing a text --------------------------------------------------------------------------------------
 */

static bool is_that(const KnownText *known, const VtSource *source)
{
    return known->starts && known->lent == source->text && known->source.length == source->length &&
           (source->text || known->source.fingerprint == source->fingerprint) &&
           strcmp(known->source.path, source->path) == 0;
}

static GArray *find_starts(const VtSource *source)
{
    GArray *starts = g_array_new(FALSE, FALSE, sizeof(size_t));
    const char *end = source->text + source->length;
    for (const char *at = vt_source_first_line(source); at; at = memchr(at, '\n', (size_t)(end - at))) {
        at += starts->len > 0;
        size_t start = (size_t)(at - source->text);
        g_array_append_val(starts, start);
    }
    return starts;
}

static bool learn(KnownText *known, const VtSource *source)
{
    VtSource whole = *source;
    if (!source->text && !vt_source_recall(source, &known->recalled, &whole))
        return false;
    known->lent = source->text;
    known->source = whole;
    known->source.path = g_strdup(source->path);
    known->starts = find_starts(&whole);
    return true;
}

static KnownText *know(VtSourceLines *lines, const VtSource *source)
{
    for (size_t i = 0; i < SHELF; i++)
        if (is_that(&lines->known[i], source))
            return &lines->known[i];
    KnownText *known = &lines->known[lines->next++ % SHELF];
    forget(known);
    return learn(known, source) ? known : NULL;
}

/* ---- Places in it ----------------------------------------------------------------------------------------
 */

/* The index of the line that `offset` lies in. */
static size_t line_of(const KnownText *known, size_t offset)
{
    size_t low = 0, high = known->starts->len;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (g_array_index(known->starts, size_t, middle) <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static VtLine line_at(const KnownText *known, size_t line)
{
    const char *text = known->source.text;
    const char *start = text + g_array_index(known->starts, size_t, line);
    const char *end = line + 1 < known->starts->len
                          ? text + g_array_index(known->starts, size_t, line + 1) - 1
                          : text + known->source.length;
    return (VtLine){start, end > start && end[-1] == '\r' ? end - 1 : end};
}

/* Within a line, places mostly come in their order: each is counted from the one before. */
static VtPosition position_of(KnownText *known, size_t offset)
{
    size_t line = line_of(known, offset);
    const char *at = known->source.text + offset;
    if (!known->column.at || known->line != line || known->column.at > at)
        known->column = (VtColumn){line_at(known, line).start, 1};
    known->line = line;
    vt_column_advance(&known->column, at, known->source.text + known->source.length);
    return (VtPosition){.line = line + 1, .column = known->column.number};
}

static VtSeenSpan see(KnownText *known, VtSpan span)
{
    size_t offset = MIN(span.offset, known->source.length);
    size_t length = MIN(span.length, known->source.length - offset);
    VtSeenSpan seen = {.start = position_of(known, offset)};
    seen.excerpt = vt_excerpt_of(line_at(known, known->line), known->source.text + offset, length);
    seen.end = length > 0 ? position_of(known, offset + length) : seen.start;
    return seen;
}

static bool is_short(const VtSource *source)
{
    return source->text && source->length < LONG_TEXT;
}

static VtSeenSpan see_short(VtSpan span)
{
    size_t offset = MIN(span.offset, span.source->length);
    size_t length = MIN(span.length, span.source->length - offset);
    VtPosition start = vt_source_position(span.source, offset);
    return (VtSeenSpan){.start = start,
                        .end = length > 0 ? vt_source_position(span.source, offset + length) : start,
                        .excerpt = vt_excerpt_make(span.source, offset, length)};
}

VtSeenSpan vt_source_lines_see(VtSourceLines *lines, VtSpan span)
{
    if (is_short(span.source))
        return see_short(span);
    pthread_mutex_lock(&lines->lock);
    KnownText *known = know(lines, span.source);
    VtSeenSpan seen = known ? see(known, span) : (VtSeenSpan){0};
    pthread_mutex_unlock(&lines->lock);
    return seen;
}

VtPosition vt_source_lines_position(VtSourceLines *lines, const VtSource *source, size_t offset)
{
    if (is_short(source))
        return vt_source_position(source, offset);
    pthread_mutex_lock(&lines->lock);
    KnownText *known = know(lines, source);
    VtPosition position = known ? position_of(known, MIN(offset, source->length)) : (VtPosition){1, 1};
    pthread_mutex_unlock(&lines->lock);
    return position;
}
