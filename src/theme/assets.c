#include "loading.h"

/* The files of assets/ along the chain, each by name from the first theme that has it. A file's new name
 * holds the first ten hexadecimal digits of the SHA-256 of its final bytes; what a stylesheet refers to gets
 * its own name first, so a change anywhere below changes every name above. */

enum { FINGERPRINT_DIGITS = 10 };

typedef enum AssetState { ASSET_READ, ASSET_BUSY, ASSET_READY } AssetState;

typedef struct Asset {
    const char *name;
    const VtSource *source;
    const char *path;
    VtSlice bytes;
    AssetState state;
} Asset;

typedef struct AssetTable {
    VtThemeLoading *loading;
    VtTheme *theme; /* its options are known */
    GArray *assets; /* sorted by name once all are there */
} AssetTable;

static bool has_asset(const AssetTable *table, const char *name)
{
    for (guint i = 0; i < table->assets->len; i++)
        if (strcmp(g_array_index(table->assets, Asset, i).name, name) == 0)
            return true;
    return false;
}

/* Templates name an asset by its steps, so each step must be a word. */
static bool name_is_usable(const char *name)
{
    g_auto(GStrv) steps = vt_theme_asset_steps(name);
    for (char **step = steps; *step; step++)
        if (!vt_theme_name_is_step(*step))
            return false;
    return true;
}

static void add_asset(AssetTable *table, const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    if (!name_is_usable(name)) {
        VtDiagnostic *diagnostic = vt_diagnose_path(table->loading->sink, VT_THEME_FILE, path,
                                                    "templates could not name this asset");
        vt_diagnostic_note(
            diagnostic,
            "its name may have letters, digits, \"_\" and \"-\", in words parted by \".\" or \"/\"");
        table->loading->failed = true;
        return;
    }
    const VtSource *source = vt_theme_read(table->loading, path, g_str_has_suffix(name, ".css"));
    if (!source)
        return;
    Asset asset = {vt_arena_string(table->loading->arena, name), source, NULL, {0}, ASSET_READ};
    g_array_append_val(table->assets, asset);
}

static gint compare_assets(gconstpointer a, gconstpointer b)
{
    return strcmp(((const Asset *)a)->name, ((const Asset *)b)->name);
}

static void collect(AssetTable *table)
{
    for (const VtThemeLayer *layer = table->loading->layers; layer; layer = layer->parent) {
        g_autofree char *folder = g_build_filename(layer->folder, "assets", NULL);
        g_autoptr(GPtrArray) files = vt_theme_list_files(table->loading, layer, "assets");
        for (guint i = 0; i < files->len; i++)
            if (!has_asset(table, g_ptr_array_index(files, i)))
                add_asset(table, folder, g_ptr_array_index(files, i));
    }
    g_array_sort(table->assets, compare_assets);
}

/* "icons/mail.svg" and "icons.mail/svg" would be one name in a template, and "a" beside "a.css" both a text
 * and an object. */
static void check_clashes(AssetTable *table)
{
    for (guint i = 0; i < table->assets->len; i++) {
        for (guint k = i + 1; k < table->assets->len; k++) {
            const Asset *a = &g_array_index(table->assets, Asset, i);
            const Asset *b = &g_array_index(table->assets, Asset, k);
            g_autofree char *first = g_strdelimit(g_strdup(a->name), "/", '.');
            g_autofree char *second = g_strdelimit(g_strdup(b->name), "/", '.');
            size_t length = MIN(strlen(first), strlen(second));
            if (strncmp(first, second, length) != 0 || strchr(".", first[length]) == NULL ||
                strchr(".", second[length]) == NULL)
                continue;
            VtDiagnostic *diagnostic = vt_diagnose_path(table->loading->sink, VT_THEME_FILE, b->source->path,
                                                        "the asset's name clashes with that of \"%s\"",
                                                        a->name);
            vt_diagnostic_note(
                diagnostic,
                strcmp(first, second) == 0
                    ? "templates would name both {{assets.%s}}"
                    : "in templates {{assets.%s}} would be both an address and the first steps of others",
                first);
            table->loading->failed = true;
        }
    }
}

static char *fingerprinted(const char *path, VtSlice bytes)
{
    g_autofree char *digest = g_compute_checksum_for_data(G_CHECKSUM_MD5, (const guchar *)bytes.data,
                                                          bytes.length);
    digest[FINGERPRINT_DIGITS] = '\0';
    const char *base = strrchr(path, '/');
    const char *dot = strrchr(base ? base : path, '.');
    if (!dot)
        return g_strconcat(path, ".", digest, NULL);
    g_autofree char *stem = g_strndup(path, (gsize)(dot - path));
    return g_strconcat(stem, ".", digest, dot, NULL);
}

/* Only relative addresses are the theme's: not a scheme, a host, the root or a place in the same file. */
static bool is_relative(const char *address)
{
    size_t scheme = strcspn(address, ":/?#");
    return *address && *address != '/' && *address != '#' && address[scheme] != ':';
}

/* Resolves "../img/a.svg" against the folder of "css/style.css": "img/a.svg". NULL when it leads out. */
static char *resolve(const char *from, const char *address)
{
    g_autoptr(GPtrArray) steps = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *folder = g_path_get_dirname(from);
    g_autofree char *joined = strcmp(folder, ".") == 0 ? g_strdup(address)
                                                       : g_strconcat(folder, "/", address, NULL);
    g_auto(GStrv) parts = g_strsplit(joined, "/", -1);
    for (char **part = parts; *part; part++) {
        if (strcmp(*part, ".") == 0 || **part == '\0')
            continue;
        if (strcmp(*part, "..") != 0) {
            g_ptr_array_add(steps, g_strdup(*part));
            continue;
        }
        if (steps->len == 0)
            return NULL;
        g_ptr_array_remove_index(steps, steps->len - 1);
    }
    g_ptr_array_add(steps, NULL);
    return g_strjoinv("/", (char **)steps->pdata);
}

static Asset *find_asset(AssetTable *table, const char *name)
{
    for (guint i = 0; name && i < table->assets->len; i++) {
        Asset *asset = &g_array_index(table->assets, Asset, i);
        if (strcmp(asset->name, name) == 0)
            return asset;
    }
    return NULL;
}

static void report_dead_address(AssetTable *table, VtSpan place, const char *address, const char *name)
{
    VtDiagnostic *diagnostic = vt_diagnose(table->loading->sink, VT_THEME_ASSET, place,
                                           "there is no asset \"%s\"", address);
    g_autofree const char **names = g_new0(const char *, table->assets->len + 1);
    for (guint i = 0; i < table->assets->len; i++)
        names[i] = g_array_index(table->assets, Asset, i).name;
    if (name)
        vt_diagnostic_suggest(diagnostic, name, names, table->assets->len);
    vt_diagnostic_note(diagnostic,
                       "addresses in a stylesheet are relative to it, within the theme's assets/");
    table->loading->failed = true;
}

static void finish_asset(AssetTable *table, Asset *asset);

/* Appends the address that stands at `place`, with the new file name where it is one of the theme's. */
static void append_address(AssetTable *table, const Asset *sheet, VtStyleAddress place, VtBuffer *out)
{
    g_autofree char *address = g_strndup(sheet->source->text + place.offset, place.length);
    size_t path_length = strcspn(address, "?#");
    g_autofree char *path = g_strndup(address, path_length);
    if (!is_relative(address)) {
        vt_buffer_append_string(out, address);
        return;
    }
    VtSpan span = {sheet->source, place.offset, place.length};
    g_autofree char *name = resolve(sheet->name, path);
    Asset *target = find_asset(table, name);
    if (!target) {
        report_dead_address(table, span, path, name);
        return;
    }
    if (target->state == ASSET_BUSY) {
        vt_diagnose(table->loading->sink, VT_THEME_ASSET, span,
                    "the stylesheets \"%s\" and \"%s\" refer to each other", sheet->name, target->name);
        table->loading->failed = true;
        return;
    }
    finish_asset(table, target);
    g_autofree char *renamed = fingerprinted(path, target->bytes);
    vt_buffer_append_string(out, renamed);
    vt_buffer_append_string(out, address + path_length);
}

static VtSlice rewritten(AssetTable *table, const Asset *sheet)
{
    VtSlice text = {sheet->source->text, sheet->source->length};
    g_autoptr(GArray) addresses = vt_stylesheet_addresses(text);
    g_auto(VtBuffer) out = {0};
    size_t at = 0;
    for (guint i = 0; i < addresses->len; i++) {
        VtStyleAddress place = g_array_index(addresses, VtStyleAddress, i);
        vt_buffer_append(&out, text.data + at, place.offset - at);
        append_address(table, sheet, place, &out);
        at = place.offset + place.length;
    }
    vt_buffer_append(&out, text.data + at, text.length - at);
    if (strcmp(sheet->name, "style.css") == 0)
        vt_theme_append_look(table->loading, table->theme, sheet->source->text, &out);
    vt_theme_settle_scheme(table->theme, &out);
    vt_stylesheet_drop_comments(&out);
    return (VtSlice){vt_arena_copy(table->loading->arena, out.data, out.length), out.length};
}

static void finish_asset(AssetTable *table, Asset *asset)
{
    if (asset->state == ASSET_READY)
        return;
    asset->state = ASSET_BUSY;
    asset->bytes = g_str_has_suffix(asset->name, ".css")
                       ? rewritten(table, asset)
                       : (VtSlice){asset->source->text, asset->source->length};
    g_autofree char *plain = g_strconcat("assets/", asset->name, NULL);
    g_autofree char *path = fingerprinted(plain, asset->bytes);
    asset->path = vt_arena_string(table->loading->arena, path);
    asset->state = ASSET_READY;
}

void vt_theme_load_assets(VtThemeLoading *loading, VtTheme *theme)
{
    g_autoptr(GArray) assets = g_array_new(FALSE, FALSE, sizeof(Asset));
    AssetTable table = {loading, theme, assets};
    collect(&table);
    check_clashes(&table);
    VtThemeAsset *finished = VT_ARENA_ARRAY(loading->arena, VtThemeAsset, assets->len);
    for (guint i = 0; i < assets->len; i++) {
        Asset *asset = &g_array_index(assets, Asset, i);
        finish_asset(&table, asset);
        finished[i] = (VtThemeAsset){asset->name, asset->path, asset->bytes};
    }
    theme->assets = finished;
    theme->asset_count = assets->len;
}
