#include <vitrine/base.h>

#include <glib/gprintf.h>
#include <stdarg.h>
#include <sys/mman.h>

/* An arena that has come to hold much takes its memory in large aligned chunks, for which the system is asked
 * for huge pages: 10,000 pages would otherwise touch 80,000 small ones for the first time, a tenth of a
 * build. */
enum {
    ALIGNMENT = 16,
    FIRST_CHUNK_SIZE = 8 * 1024, /* the next ones are twice as large, up to the size of all others */
    CHUNK_SIZE = 64 * 1024,
    SMALL_CHUNKS = 18,
    HUGE_PAGE = 2 * 1024 * 1024,
    HUGE_CHUNK_SIZE = 2 * HUGE_PAGE
};

/* `bytes` follow the header and start aligned. Bytes beyond `used` are zero. */
typedef struct Chunk {
    struct Chunk *next;
    size_t size;
    size_t used;
    size_t mapped; /* bytes of the mapping that this chunk begins; 0: from the heap */
    char bytes[];
} Chunk;

G_STATIC_ASSERT(offsetof(Chunk, bytes) % ALIGNMENT == 0);

/* Owns its chunks; the first is the one being filled. */
struct VtArena {
    Chunk *chunks;
    unsigned small_chunks; /* made since the beginning */
};

VtArena *vt_arena_new(void)
{
    return g_new0(VtArena, 1);
}

static void free_chunks(Chunk *chunk)
{
    while (chunk) {
        Chunk *next = chunk->next;
        if (chunk->mapped > 0)
            munmap(chunk, chunk->mapped);
        else
            g_free(chunk);
        chunk = next;
    }
}

void vt_arena_free(VtArena *arena)
{
    if (!arena)
        return;
    free_chunks(arena->chunks);
    g_free(arena);
}

/* Takes the largest chunk out of the list. */
static Chunk *unlink_largest(VtArena *arena)
{
    Chunk **largest = &arena->chunks;
    for (Chunk **link = &arena->chunks; *link; link = &(*link)->next)
        if ((*link)->size > (*largest)->size)
            largest = link;
    Chunk *chunk = *largest;
    if (chunk)
        *largest = chunk->next;
    return chunk;
}

void vt_arena_reset(VtArena *arena)
{
    Chunk *kept = unlink_largest(arena);
    free_chunks(arena->chunks);
    arena->chunks = kept;
    if (!kept)
        return;
    memset(kept->bytes, 0, kept->used);
    kept->used = 0;
    kept->next = NULL;
}

/* NULL where the system gives none. What lies before the first huge page is given back. */
static Chunk *map_huge_chunk(void)
{
    char *start = mmap(NULL, HUGE_CHUNK_SIZE + HUGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
                       -1, 0);
    if (start == MAP_FAILED)
        return NULL;
    size_t before = -(uintptr_t)start & (HUGE_PAGE - 1);
    if (before > 0)
        munmap(start, before);
    munmap(start + before + HUGE_CHUNK_SIZE, HUGE_PAGE - before);
#ifdef MADV_HUGEPAGE
    madvise(start + before, HUGE_CHUNK_SIZE, MADV_HUGEPAGE);
#endif
    Chunk *chunk = (Chunk *)(void *)(start + before);
    *chunk = (Chunk){.size = HUGE_CHUNK_SIZE - sizeof(Chunk), .mapped = HUGE_CHUNK_SIZE};
    return chunk;
}

static Chunk *new_chunk(VtArena *arena, size_t size)
{
    bool huge = arena->small_chunks >= SMALL_CHUNKS && size <= HUGE_PAGE / 4;
    Chunk *chunk = huge ? map_huge_chunk() : NULL;
    if (chunk)
        return chunk;
    size_t usual = MIN((size_t)FIRST_CHUNK_SIZE << MIN(arena->small_chunks, 8u), (size_t)CHUNK_SIZE);
    arena->small_chunks++;
    chunk = g_malloc0(sizeof(Chunk) + MAX(size, usual));
    chunk->size = MAX(size, usual);
    return chunk;
}

/* A chunk made for one large request goes second, so that the room left in the first is still used. */
static Chunk *add_chunk(VtArena *arena, size_t size)
{
    Chunk *chunk = new_chunk(arena, size);
    if (arena->chunks && size >= CHUNK_SIZE / 4 && chunk->mapped == 0) {
        chunk->next = arena->chunks->next;
        arena->chunks->next = chunk;
    } else {
        chunk->next = arena->chunks;
        arena->chunks = chunk;
    }
    return chunk;
}

void *vt_arena_alloc(VtArena *arena, size_t size)
{
    if (size > SIZE_MAX / 2)
        g_error("an arena cannot hold %zu bytes", size);
    size_t rounded = (MAX(size, (size_t)1) + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    Chunk *chunk = arena->chunks;
    if (!chunk || chunk->size - chunk->used < rounded)
        chunk = add_chunk(arena, rounded);
    void *result = chunk->bytes + chunk->used;
    chunk->used += rounded;
    return result;
}

char *vt_arena_copy(VtArena *arena, const char *data, size_t length)
{
    if (!data)
        length = 0;
    char *copy = vt_arena_alloc(arena, length + 1);
    if (length > 0)
        memcpy(copy, data, length);
    return copy;
}

char *vt_arena_string(VtArena *arena, const char *string)
{
    return vt_arena_copy(arena, string, string ? strlen(string) : 0);
}

char *vt_arena_format(VtArena *arena, const char *format, ...)
{
    char usual[256];
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    int length = g_vsnprintf(usual, sizeof usual, format, arguments);
    va_end(arguments);
    size_t size = length > 0 ? (size_t)length + 1 : 1;
    char *text = vt_arena_alloc(arena, size);
    if (size <= sizeof usual)
        memcpy(text, usual, size - 1);
    else
        g_vsnprintf(text, size, format, again);
    va_end(again);
    return text;
}
