/* base: text slices, the output buffer, the arena, partial dates, slugs, work on all cores.
 *
 * Nothing here knows of sites. Diagnostics, the other half of src/base, have their own manual:
 * diagnostics.h.
 *
 * Lifetimes, in all of Vitrine: x_init/x_finish for embedded structs (a zeroed struct is valid and
 * finished), x_new/x_free on the heap, x_reset keeps the memory for reuse. free and finish take NULL
 * and zeroed structs. A function that returns `char *` hands ownership over (g_free); `const char *`
 * is borrowed. Running out of memory aborts, as in GLib.
 *
 * Threads: values are not locked. One thread writes, or many read. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* ---- Slices: borrowed bytes, not terminated ---------------------------------------------------- */

/* Points into text that outlives it. {NULL, 0} is the empty slice. */
typedef struct VtSlice {
    const char *data;
    size_t length;
} VtSlice;

#define VT_SLICE(literal) ((VtSlice){"" literal, sizeof(literal) - 1})
/* The same where C wants a constant: in tables. */
#define VT_SLICE_INIT(literal)                                                                               \
    {                                                                                                        \
        "" literal, sizeof(literal) - 1                                                                      \
    }

/* NULL gives the empty slice. */
VtSlice vt_slice(const char *string);
bool vt_slice_equal(VtSlice a, VtSlice b);
/* Asked for every attribute of every tag, mostly of a literal. */
static inline bool vt_slice_is(VtSlice slice, const char *string)
{
    size_t length = strlen(string);
    return slice.length == length && (length == 0 || memcmp(slice.data, string, length) == 0);
}
/* Without ASCII white space at either end. */
VtSlice vt_slice_trim(VtSlice slice);
/* How many lines end between the two. */
size_t vt_newlines(const char *start, const char *end);
/* The quote that ends a string of JSON or of a script, over escaped ones; `at` is behind the opening one.
 * `end` where there is none. Linear, however many escapes there are. */
const char *vt_string_end(const char *at, const char *end, char quote);
/* The number in decimal digits, which stand at the end of `room`. */
enum { VT_MOST_DIGITS = 20 };
VtSlice vt_digits(uint64_t number, char room[static VT_MOST_DIGITS]);

/* ---- Buffer: the bytes of one output, growing -------------------------------------------------- */

/* Owns `data`; `length` bytes are used. Not terminated, except by vt_buffer_string. */
typedef struct VtBuffer {
    char *data;
    size_t length;
    size_t capacity;
} VtBuffer;

void vt_buffer_finish(VtBuffer *buffer);
void vt_buffer_reset(VtBuffer *buffer);
/* Makes room for `more` further bytes. */
void vt_buffer_reserve(VtBuffer *buffer, size_t more);
void vt_buffer_append_format(VtBuffer *buffer, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Escapes & < > " for HTML text and double-quoted attributes. */
void vt_buffer_append_html(VtBuffer *buffer, const char *text, size_t length);
/* A JSON string with its quotes. Bytes that are not UTF-8 become U+FFFD; `</` and `<!` are escaped, so
 * that JSON can stand in an HTML script element. */
void vt_buffer_append_json(VtBuffer *buffer, const char *text, size_t length);
/* Terminates the bytes and lends them; valid until the next change. */
const char *vt_buffer_string(VtBuffer *buffer);
/* Hands over the bytes, terminated; the buffer is empty afterwards. `length` may be NULL. */
char *vt_buffer_steal(VtBuffer *buffer, size_t *length);

static inline void vt_buffer_append(VtBuffer *buffer, const char *data, size_t length)
{
    if (length == 0)
        return;
    if (buffer->capacity - buffer->length < length)
        vt_buffer_reserve(buffer, length);
    // NOLINTNEXTLINE(clang-analyzer-core.NonNullParamChecker): what is longer than nothing has data
    memcpy(buffer->data + buffer->length, data, length);
    buffer->length += length;
}

static inline void vt_buffer_append_string(VtBuffer *buffer, const char *string)
{
    vt_buffer_append(buffer, string, strlen(string));
}

static inline void vt_buffer_append_slice(VtBuffer *buffer, VtSlice slice)
{
    vt_buffer_append(buffer, slice.data, slice.length);
}

static inline void vt_buffer_append_char(VtBuffer *buffer, char c)
{
    vt_buffer_append(buffer, &c, 1);
}

/* ---- Arena: memory freed all at once ------------------------------------------------------------ */

typedef struct VtArena VtArena;

VtArena *vt_arena_new(void);
void vt_arena_free(VtArena *arena);
/* Frees what was given out, keeps the largest chunk. */
void vt_arena_reset(VtArena *arena);
/* Zeroed, aligned for any type. A size of 0 gives a valid pointer. */
void *vt_arena_alloc(VtArena *arena, size_t size) G_GNUC_MALLOC;
/* A terminated copy; NULL data gives "". */
char *vt_arena_copy(VtArena *arena, const char *data, size_t length);
char *vt_arena_string(VtArena *arena, const char *string);
char *vt_arena_format(VtArena *arena, const char *format, ...) G_GNUC_PRINTF(2, 3);

#define VT_ARENA_NEW(arena, type) ((type *)vt_arena_alloc((arena), sizeof(type)))
#define VT_ARENA_ARRAY(arena, type, count) ((type *)vt_arena_alloc((arena), sizeof(type) * (count)))

/* ---- Partial dates: YYYY, YYYY-MM, YYYY-MM-DD, present ------------------------------------------- */

/* Proleptic Gregorian. The precision is kept: month 0 means "the year is all that is known", day 0
 * likewise. A zeroed date is "not given". `present` is an end that has not come. */
typedef struct VtDate {
    int16_t year;
    uint8_t month;
    uint8_t day;
    bool present;
} VtDate;

typedef enum VtDateError { VT_DATE_OK, VT_DATE_FORM, VT_DATE_CALENDAR } VtDateError;

/* Whole text only. FORM: not of a date's form; CALENDAR: no such day (2023-02-31). `present` is not
 * accepted here: it is a word of the content, not a date. */
VtDateError vt_date_parse(VtSlice text, VtDate *date);
bool vt_date_is_set(VtDate date);
/* "2023", "2023-04", "2023-04-09", "present", "". Writes at most 16 bytes with the terminator. */
void vt_date_format(VtDate date, char out[static 16]);
/* Orders by first possible day, then by precision (coarse first); present after everything. */
int vt_date_compare(VtDate a, VtDate b);
/* Can `b` lie before `a` in every reading of both? 2023 is not before 2023-05. */
bool vt_date_certainly_before(VtDate b, VtDate a);
/* First and last month covered, as year * 12 + month - 1; `today` stands in for present. */
int vt_date_first_month(VtDate date, VtDate today);
int vt_date_last_month(VtDate date, VtDate today);

/* ---- Words ---------------------------------------------------------------------------------------- */

/* A segment of an address: lower case, NFC, letters and digits of any script kept, Latin letters
 * folded to ASCII (é → e, ß → ss, ł → l), all else one hyphen. "" where nothing is left. */
char *vt_slugify(const char *text);
/* A lower-case Latin letter that Unicode does not take apart, in ASCII: ß → "ss", ł → "l". NULL: another
 * letter. */
const char *vt_latin_spelled(gunichar letter);
/* The candidate nearest to `word` (Damerau-Levenshtein, case ignored), or NULL when none is near
 * enough to suggest. Borrowed from `candidates`. Ties go to the first. */
const char *vt_nearest(const char *word, const char *const *candidates, size_t count);
/* Is the text valid UTF-8? If not, `offset` is where it stops being so. */
bool vt_utf8_valid(const char *text, size_t length, size_t *offset);

/* ---- Files: whole, as they were at one moment -----------------------------------------------------------
 */

/* Reads a file of at most `most` bytes into the buffer, in place of what it held; a zero stands behind them.
 * 0, or the number of an error: EFBIG when it is larger, EINVAL for a
 * pipe or a device (nobody waits for their other end), EAGAIN when it went on changing while it was read. */
int vt_file_read(const char *path, uint64_t most, VtBuffer *bytes);
/* Why, as the end of a sentence. */
const char *vt_file_problem(int error);

/* ---- Work on all cores ------------------------------------------------------------------------------ */

/* Called for each index below `count`, from several threads; `worker` numbers the thread below `jobs`,
 * so that it can have scratch memory of its own. Must not depend on order. */
typedef void VtWork(size_t index, unsigned worker, void *data);

/* Runs `work` on `jobs` threads and returns when all is done. 0 means one for each processor. */
void vt_jobs_run(unsigned jobs, size_t count, VtWork *work, void *data);
/* What 0 stands for. */
unsigned vt_jobs_default(void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtArena, vt_arena_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(VtBuffer, vt_buffer_finish)
