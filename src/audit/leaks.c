#include "leak_findings.h"

#include "vitrine/images.h"

/* One file being read; on the stack of vt_leaks_file. */
typedef struct FileReading {
    VtLeaks *leaks;
    VtLeakWorker *worker;
    const char *path, *from;
    const char *data;
    VtLeakOutput output;
    const VtLeakPiece *piece; /* the one that is searched */
} FileReading;

/* ---- Findings ------------------------------------------------------------------------------------------ */

static guint hash_finding(gconstpointer key)
{
    const VtLeakFinding *finding = key;
    uint64_t hash = (finding->hash ^ finding->item) * UINT64_C(0x9e3779b97f4a7c15) + finding->output;
    return (guint)(hash ^ hash >> 32);
}

static gboolean equal_findings(gconstpointer a, gconstpointer b)
{
    const VtLeakFinding *left = a, *right = b;
    return left->hash == right->hash && left->item == right->item && left->output == right->output;
}

static void free_finding(gpointer data)
{
    VtLeakFinding *finding = data;
    g_ptr_array_unref(finding->paths);
    g_free(finding->words);
    g_free(finding);
}

static unsigned line_of(const FileReading *reading, const VtLeakMatch *match)
{
    if (reading->output == VT_OUTPUT_PATH)
        return 0;
    unsigned line = 1;
    const char *place = vt_leak_piece_place(reading->piece, match->start);
    for (const char *at = reading->data; (at = memchr(at, '\n', (size_t)(place - at))) != NULL; at++)
        line++;
    return line;
}

static bool is_middle(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

/* The words with a little of what stands around them, on one line. */
static char *excerpt(const VtLeakPiece *piece, const VtLeakMatch *match)
{
    enum { AROUND = 24 };
    size_t start = match->start > AROUND ? match->start - AROUND : 0;
    size_t end = MIN(match->end + AROUND, piece->length);
    while (start > 0 && start < match->start && is_middle(piece->text[start]))
        start++;
    while (end > match->end && end < piece->length && is_middle(piece->text[end]))
        end--;
    g_autofree char *valid = g_utf8_make_valid(piece->text + start, (gssize)(end - start));
    char *out = valid;
    for (const char *at = valid; *at != '\0'; at++) {
        bool is_blank = (unsigned char)*at <= ' ';
        if (!is_blank || (out > valid && out[-1] != ' '))
            *out++ = is_blank ? ' ' : *at;
    }
    *out = '\0';
    g_strchomp(valid);
    return g_strdup_printf("%s%s%s", start > 0 ? "…" : "", valid, end < piece->length ? "…" : "");
}

static void show_here(VtLeakFinding *finding, const FileReading *reading, const VtLeakMatch *match)
{
    finding->path = reading->path;
    finding->from = reading->from;
    finding->line = line_of(reading, match);
    g_free(finding->words);
    finding->words = excerpt(reading->piece, match);
}

static void record(const FileReading *reading, const VtLeakMatch *match)
{
    VtLeakFinding key = {.hash = match->item == VT_LEAK_NO_ITEM ? match->hash : 0,
                         .item = match->item,
                         .output = reading->output};
    VtLeakFinding *finding = g_hash_table_lookup(reading->worker->findings, &key);
    if (finding == NULL) {
        finding = g_new(VtLeakFinding, 1);
        *finding = key;
        finding->paths = g_ptr_array_new();
        g_hash_table_add(reading->worker->findings, finding);
    }
    bool is_new = finding->paths->len == 0 || g_ptr_array_index(finding->paths, finding->paths->len - 1) !=
                                                  (gpointer)(uintptr_t)reading->path;
    if (is_new)
        g_ptr_array_add(finding->paths, (gpointer)(uintptr_t)reading->path);
    if (finding->path == NULL || strcmp(reading->path, finding->path) < 0)
        show_here(finding, reading, match);
}

/* ---- Items --------------------------------------------------------------------------------------------- */

/* What may stand behind an address: its end, and what ends an address in a text. */
static bool ends_address(const char *at, const char *end)
{
    if (at < end && *at == '/')
        at++;
    size_t left = (size_t)(end - at);
    if (left >= 10 && memcmp(at, "index.html", 10) == 0)
        at += 10;
    else if (left >= 5 && memcmp(at, ".html", 5) == 0)
        at += 5;
    return at == end ||
           (!g_ascii_isalnum(*at) && strchr("/-_.%~+", *at) == NULL && (unsigned char)*at < 0x80);
}

static bool has_suffix(const char *text, size_t length, const char *suffix)
{
    size_t size = strlen(suffix);
    return length >= size && g_ascii_strncasecmp(text + length - size, suffix, size) == 0;
}

/* An address of this site: below its base path, behind its origin or nothing. */
static bool begins_address(const VtLeaks *leaks, const char *text, size_t length)
{
    if (!has_suffix(text, length, leaks->view.base_path))
        return false;
    length -= strlen(leaks->view.base_path);
    if (length == 0 || has_suffix(text, length, leaks->view.origin))
        return true;
    char before = text[length - 1];
    return !g_ascii_isalnum(before) && strchr("/-_.%~+", before) == NULL && (unsigned char)before < 0x80;
}

bool vt_leak_item_stands(const VtLeaks *leaks, const VtLeakItem *item, const VtLeakPiece *piece, size_t start,
                         size_t end, bool in_path)
{
    if (item->kind == VT_ITEM_WORDS)
        return piece->role == VT_LEAK_PROSE;
    if (item->kind == VT_ITEM_NAME)
        return true;
    bool is_same = strlen(item->form) == end - start &&
                   g_ascii_strncasecmp(item->form, piece->text + start, end - start) == 0;
    if (!is_same || item->kind == VT_ITEM_FILE_NAME)
        return is_same;
    bool begins = in_path ? start == 0 : begins_address(leaks, piece->text, start);
    return begins && ends_address(piece->text + end, piece->text + piece->length);
}

/* The words of the theme's stylesheets and scripts; made when the first is asked for. */
static GHashTable *vocabulary_of(VtLeaks *leaks)
{
    VtWordReader reader;
    VtWord word;
    if (!g_once_init_enter(&leaks->vocabulary_made))
        return leaks->vocabulary;
    for (guint i = 0; i < leaks->assets->len; i++) {
        VtSlice bytes = g_array_index(leaks->assets, VtSlice, i);
        vt_words_init(&reader, bytes.data, bytes.length);
        while (vt_words_next(&reader, &word))
            g_hash_table_add(leaks->vocabulary,
                             g_utf8_strdown(bytes.data + word.start, (gssize)(word.end - word.start)));
    }
    g_once_init_leave(&leaks->vocabulary_made, 1);
    return leaks->vocabulary;
}

/* In code, and in the names of classes that the theme uses, a name of one word is likely to be another word.
 */
static bool is_vocabulary(const FileReading *reading, const VtLeakItem *item, const VtLeakMatch *match)
{
    const VtLeakPiece *piece = reading->piece;
    if (item->kind != VT_ITEM_NAME || !item->single || piece->role == VT_LEAK_PROSE)
        return false;
    if (piece->role == VT_LEAK_SYNTAX)
        return true;
    g_autofree char *word = g_utf8_strdown(piece->text + match->start, (gssize)(match->end - match->start));
    return g_hash_table_contains(vocabulary_of(reading->leaks), word);
}

static void matched(const VtLeakMatch *match, void *data)
{
    const FileReading *reading = data;
    vt_leak_known_found(reading->worker->known);
    if (match->item != VT_LEAK_NO_ITEM) {
        const VtLeakItem *item = &g_array_index(reading->leaks->view.items, VtLeakItem, match->item);
        bool in_path = reading->output == VT_OUTPUT_PATH;
        if (!vt_leak_item_stands(reading->leaks, item, reading->piece, match->start, match->end, in_path) ||
            is_vocabulary(reading, item, match))
            return;
    }
    record(reading, match);
}

static void take(const VtLeakPiece *piece, void *data)
{
    FileReading *reading = data;
    reading->piece = piece;
    vt_leak_index_search(reading->leaks->index, piece->text, piece->length, matched, reading);
}

/* ---- Files --------------------------------------------------------------------------------------------- */

/* Eight bytes at a time. Not a fingerprint against malice: nobody forges a file of their own. */
uint64_t vt_leak_hash_bytes(const char *data, size_t length)
{
    uint64_t hash = length * UINT64_C(0x9e3779b97f4a7c15), word = 0;
    for (; length >= sizeof word; data += sizeof word, length -= sizeof word) {
        memcpy(&word, data, sizeof word);
        hash = (hash ^ word) * UINT64_C(0xd6e8feb86659fd93);
        hash ^= hash >> 32;
    }
    word = 0;
    if (length > 0)
        memcpy(&word, data, length);
    hash = (hash ^ word) * UINT64_C(0xd6e8feb86659fd93);
    return hash ^ (hash >> 32);
}

static void note_metadata(const char *what, const char *where, void *data)
{
    const FileReading *reading = data;
    VtLeakMetadata row = {reading->path, reading->from, what, where};
    g_array_append_val(reading->worker->metadata, row);
}

static void note_bytes(const FileReading *reading, const char *data, size_t length, bool is_image)
{
    if (is_image)
        vt_image_find_metadata(data, length, note_metadata, (void *)(uintptr_t)reading);
    if (!reading->leaks->has_files || length == 0)
        return;
    VtLeakBytes row = {vt_leak_hash_bytes(data, length), length, is_image, reading->path};
    g_array_append_val(reading->worker->bytes, row);
}

static void note_embedded(const char *bytes, size_t length, const char *at, void *data)
{
    const FileReading *reading = data;
    (void)at;
    vt_leak_known_found(reading->worker->known);
    note_bytes(data, bytes, length, vt_image_type(bytes, length) != VT_IMAGE_UNKNOWN);
}

static VtLeakOutput output_of(const char *type)
{
    static const struct {
        const char *part;
        VtLeakOutput output;
    } outputs[] = {
        {"text/html", VT_OUTPUT_PAGE},  {"image/", VT_OUTPUT_IMAGE},       {"xml", VT_OUTPUT_XML},
        {"json", VT_OUTPUT_JSON},       {"text/css", VT_OUTPUT_STYLE},     {"javascript", VT_OUTPUT_SCRIPT},
        {"text/vcard", VT_OUTPUT_CARD}, {"text/calendar", VT_OUTPUT_CARD}, {"text/", VT_OUTPUT_TEXT},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(outputs); i++)
        if (strstr(type, outputs[i].part) != NULL)
            return outputs[i].output;
    return VT_OUTPUT_OTHER;
}

void vt_leaks_file(VtLeaks *leaks, unsigned worker, const char *path, const char *type, const char *from,
                   const char *data, size_t length)
{
    FileReading reading = {.leaks = leaks,
                           .worker = &leaks->workers[worker],
                           .path = path,
                           .from = from,
                           .data = data,
                           .output = output_of(type)};
    bool is_page = reading.output == VT_OUTPUT_PAGE;
    if (!is_page)
        note_bytes(&reading, data, length, reading.output == VT_OUTPUT_IMAGE);
    if (!leaks->has_texts)
        return;
    VtLeakReader reader = {
        .take = take, .embedded = note_embedded, .data = &reading, .known = reading.worker->known};
    vt_leak_read(&reader, type, data, length);
    reading.output = VT_OUTPUT_PATH;
    reading.data = path;
    vt_leak_read_text(&reader, path, strlen(path), path);
}

/* ---- The audit -------------------------------------------------------------------------------------------
 */

typedef struct Adding {
    VtLeakIndex *index;
    GHashTable *except;
} Adding;

static void add_piece(const VtLeakPiece *piece, void *data)
{
    const Adding *adding = data;
    vt_leak_index_add_runs(adding->index, piece->text, piece->length, adding->except);
}

static void add_text(VtLeakIndex *index, const VtLeakText *text)
{
    Adding adding = {index, text->except};
    VtLeakReader reader = {.take = add_piece, .data = &adding};
    if (text->is_markup)
        vt_leak_read_markup(&reader, text->text, text->length);
    else
        vt_leak_read_text(&reader, text->text, text->length, text->text);
}

static void build_index(VtLeaks *leaks)
{
    const VtLeakView *view = &leaks->view;
    leaks->index = vt_leak_index_new();
    for (guint i = 0; i < view->texts->len; i++)
        add_text(leaks->index, &g_array_index(view->texts, VtLeakText, i));
    for (guint i = 0; i < view->items->len; i++)
        vt_leak_index_add_item(leaks->index, g_array_index(view->items, VtLeakItem, i).form, i);
    leaks->has_texts = !vt_leak_index_is_empty(leaks->index);
    vt_leak_index_ready(leaks->index);
    for (size_t i = 0; i < view->portfolio->asset_count; i++)
        leaks->has_files |= view->assets[i] != NULL;
}

VtLeaks *vt_leaks_new(const VtLeaksRequest *request)
{
    VtLeaks *leaks = g_new0(VtLeaks, 1);
    vt_leak_view_init(&leaks->view, request);
    build_index(leaks);
    leaks->vocabulary = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    leaks->assets = g_array_new(FALSE, FALSE, sizeof(VtSlice));
    leaks->allowed = g_ptr_array_new_with_free_func(g_free);
    leaks->worker_count = request->workers > 0 ? request->workers : vt_jobs_default();
    leaks->workers = g_new0(VtLeakWorker, leaks->worker_count);
    for (unsigned i = 0; i < leaks->worker_count; i++) {
        leaks->workers[i].findings = g_hash_table_new_full(hash_finding, equal_findings, free_finding, NULL);
        leaks->workers[i].bytes = g_array_new(FALSE, FALSE, sizeof(VtLeakBytes));
        leaks->workers[i].metadata = g_array_new(FALSE, FALSE, sizeof(VtLeakMetadata));
        leaks->workers[i].known = leaks->has_texts ? vt_leak_known_new() : NULL;
    }
    return leaks;
}

void vt_leaks_free(VtLeaks *leaks)
{
    if (leaks == NULL)
        return;
    for (unsigned i = 0; i < leaks->worker_count; i++) {
        g_hash_table_unref(leaks->workers[i].findings);
        g_array_unref(leaks->workers[i].bytes);
        g_array_unref(leaks->workers[i].metadata);
        vt_leak_known_free(leaks->workers[i].known);
    }
    g_free(leaks->workers);
    g_hash_table_unref(leaks->vocabulary);
    g_array_unref(leaks->assets);
    g_ptr_array_unref(leaks->allowed);
    vt_leak_index_free(leaks->index);
    vt_leak_view_finish(&leaks->view);
    g_free(leaks);
}

void vt_leaks_allow(VtLeaks *leaks, const char *text)
{
    if (leaks->has_texts)
        g_ptr_array_add(leaks->allowed, g_strdup(text));
}

void vt_leaks_allow_asset(VtLeaks *leaks, VtSlice bytes)
{
    if (leaks->has_texts && vt_utf8_valid(bytes.data, bytes.length, NULL))
        g_array_append_val(leaks->assets, bytes);
}

static void merge(GHashTable *all, VtLeakFinding *finding)
{
    VtLeakFinding *present = g_hash_table_lookup(all, finding);
    if (present == NULL) {
        g_hash_table_add(all, finding);
        return;
    }
    g_ptr_array_extend(present->paths, finding->paths, NULL, NULL);
    if (strcmp(finding->path, present->path) < 0) {
        present->path = finding->path;
        present->from = finding->from;
        present->line = finding->line;
        char *words = present->words;
        present->words = g_steal_pointer(&finding->words);
        finding->words = words;
    }
    free_finding(finding);
}

void vt_leaks_merge(VtLeaks *leaks)
{
    VtLeakWorker *all = &leaks->workers[0];
    for (unsigned i = 1; i < leaks->worker_count; i++) {
        VtLeakWorker *worker = &leaks->workers[i];
        GHashTableIter iterator;
        gpointer finding;
        g_hash_table_iter_init(&iterator, worker->findings);
        while (g_hash_table_iter_next(&iterator, &finding, NULL)) {
            g_hash_table_iter_steal(&iterator);
            merge(all->findings, finding);
        }
        g_array_append_vals(all->bytes, worker->bytes->data, worker->bytes->len);
        g_array_append_vals(all->metadata, worker->metadata->data, worker->metadata->len);
        g_array_set_size(worker->bytes, 0);
        g_array_set_size(worker->metadata, 0);
    }
}

bool vt_leaks_finish(VtLeaks *leaks, VtDiagnostics *sink)
{
    size_t before = vt_diagnostics_count(sink, VT_ERROR);
    vt_leaks_merge(leaks);
    if (g_hash_table_size(leaks->workers[0].findings) > 0) {
        vt_leaks_resolve(leaks);
        vt_leaks_report_findings(leaks, sink);
    }
    vt_leaks_report_files(leaks, sink);
    return vt_diagnostics_count(sink, VT_ERROR) == before;
}
