#include "pictures_work.h"

#include <glib/gstdio.h>

/* Changes when the program draws something else of the same fields. */
#define DRAWN_AS "1"

static char *cached_name(const VtPicturesWork *work, const char *const *fields, const char *subject,
                         const char *path)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(sum, (const guchar *)DRAWN_AS, sizeof DRAWN_AS);
    g_checksum_update(sum, (const guchar *)subject, (gssize)strlen(subject) + 1);
    /* An image's own path is no matter: its bytes are in `subject`. */
    for (size_t i = 0; fields[i] != NULL; i++)
        if (i != 1 || subject[0] == '\0')
            g_checksum_update(sum, (const guchar *)fields[i], (gssize)strlen(fields[i]) + 1);
    const char *digest = g_checksum_get_string(sum);
    g_autofree char *folder = g_strndup(digest, 2);
    g_autofree char *name = g_strconcat(digest + 2, strrchr(path, '.'), NULL);
    return g_build_filename(work->request->cache, folder, name, NULL);
}

size_t vt_add_drawing(VtPicturesWork *work, const char *const *fields, const char *subject,
                      const VtAsset *origin, const char *path, const char *address)
{
    VtArena *arena = work->edition->arena;
    size_t count = g_strv_length((char **)fields);
    const char **copies = VT_ARENA_ARRAY(arena, const char *, count + 1);
    for (size_t i = 0; i < count; i++)
        copies[i] = vt_arena_string(arena, fields[i]);
    g_autofree char *cached = cached_name(work, fields, subject, path);
    VtDrawing drawing = {
        .fields = copies,
        .origin = origin ? origin->real_path : NULL,
        .cached = vt_arena_string(arena, cached),
        .path = vt_arena_string(arena, path),
        .address = address ? vt_arena_string(arena, address)
                           : vt_arena_format(arena, "%s%s", work->edition->base_path, path),
    };
    g_array_append_val(work->drawings, drawing);
    return work->drawings->len - 1;
}

static VtDrawing *drawing_at(const VtPicturesWork *work, size_t number)
{
    return &g_array_index(work->drawings, VtDrawing, number);
}

const char *vt_drawing_address(const VtPicturesWork *work, size_t number)
{
    const VtDrawing *drawing = drawing_at(work, number);
    return drawing->size > 0 ? drawing->address : NULL;
}

/* False: there is no such file. An empty one says that the image is best used as it is. */
static bool measure(VtDrawing *drawing)
{
    GStatBuf status;
    if (g_stat(drawing->cached, &status) != 0)
        return false;
    drawing->size = (uint64_t)status.st_size;
    return true;
}

static bool make_folder(const VtDrawing *drawing)
{
    g_autofree char *folder = g_path_get_dirname(drawing->cached);
    return g_mkdir_with_parents(folder, 0700) == 0;
}

/* One file of the cache may be of several places: it is drawn once. */
static GArray *find_missing(const VtPicturesWork *work)
{
    GArray *missing = g_array_new(FALSE, FALSE, sizeof(size_t));
    g_autoptr(GHashTable) asked = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < work->drawings->len; i++) {
        VtDrawing *drawing = drawing_at(work, i);
        if (!measure(drawing) && g_hash_table_add(asked, (char *)(uintptr_t)drawing->cached))
            g_array_append_val(missing, i);
    }
    return missing;
}

static void draw_missing(VtPicturesWork *work, VtPicturesSummary *summary)
{
    g_autoptr(GArray) missing = find_missing(work);
    if (missing->len == 0)
        return;
    summary->lacking = work->request->program == NULL;
    if (summary->lacking)
        return;
    bool able = true;
    for (guint i = 0; able && i < missing->len; i++)
        able = make_folder(drawing_at(work, g_array_index(missing, size_t, i)));
    summary->lacking = !able || !vt_draw(work, missing);
    summary->drawn = summary->lacking ? 0 : missing->len;
    for (size_t i = 0; i < work->drawings->len; i++)
        measure(drawing_at(work, i));
}

/* Of those that are used: a size that saves nothing is not. */
static void list_made(const VtPicturesWork *work, VtPicturesSummary *summary)
{
    VtEdition *edition = work->edition;
    VtAsset *made = VT_ARENA_ARRAY(edition->arena, VtAsset, work->drawings->len);
    const char **files = VT_ARENA_ARRAY(edition->arena, const char *, work->drawings->len + 1);
    for (size_t i = 0; i < work->drawings->len; i++) {
        const VtDrawing *drawing = drawing_at(work, i);
        files[i] = drawing->cached;
        if (drawing->size > 0)
            made[summary->made++] = (VtAsset){.real_path = drawing->cached,
                                              .path = drawing->path,
                                              .address = drawing->address,
                                              .size = drawing->size};
    }
    files[work->drawings->len] = NULL;
    summary->files = files;
    edition->made = made;
    edition->made_count = summary->made;
}

void vt_pictures_make(VtEdition *edition, const VtTheme *theme, const VtPicturesRequest *request,
                      VtPicturesSummary *summary, VtDiagnostics *sink)
{
    g_autoptr(GArray) drawings = g_array_new(FALSE, TRUE, sizeof(VtDrawing));
    VtPicturesWork work = {edition, theme, request, sink, drawings};
    VtCards cards = {g_array_new(FALSE, FALSE, sizeof(size_t)), g_ptr_array_new()};
    *summary = (VtPicturesSummary){0};
    g_autofree VtSizes *sizes = vt_add_sizes(&work);
    vt_add_cards(&work, &cards);
    vt_add_icons(&work, sizes, &cards);
    draw_missing(&work, summary);
    vt_take_sizes(&work, sizes);
    vt_take_cards(&work, &cards);
    list_made(&work, summary);
    g_array_unref(cards.drawings);
    g_ptr_array_unref(cards.places);
}
