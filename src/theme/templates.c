#include "loading.h"

/* A template's file, found by name along the chain. Read when first asked for. */
typedef struct Template {
    const VtThemeLayer *layer;
    const char *name;
    const char *path;
    const VtSource *source;
    bool unreadable;
    bool used; /* asked for by the compiler */
} Template;

struct VtThemeTemplates {
    VtThemeLoading *loading; /* NULL once loaded */
    VtTemplates *set;
    VtTemplateLoader loader;
    GPtrArray *all;   /* Template, the theme's own first, then those of what it extends; owned */
    GPtrArray *names; /* each once, sorted, NULL at the end; borrowed from `all` */
};

static const char extension[] = ".mustache";

static Template *find_in_layer(const VtThemeTemplates *templates, const VtThemeLayer *layer, const char *name)
{
    for (guint i = 0; i < templates->all->len; i++) {
        Template *template = g_ptr_array_index(templates->all, i);
        if ((!layer || template->layer == layer) && strcmp(template->name, name) == 0)
            return template;
    }
    return NULL;
}

/* "layout" is the first along the chain, "base/layout" the first from the theme "base" on. */
static Template *find_template(const VtThemeTemplates *templates, const char *name)
{
    Template *found = find_in_layer(templates, NULL, name);
    const char *slash = strchr(name, '/');
    if (found || !slash)
        return found;
    const VtThemeLayer *layer = templates->loading->layers;
    size_t length = (size_t)(slash - name);
    while (layer && !(strlen(layer->name) == length && strncmp(layer->name, name, length) == 0))
        layer = layer->parent;
    for (; layer && !found; layer = layer->parent)
        found = find_in_layer(templates, layer, slash + 1);
    return found;
}

static const VtSource *read_template(VtThemeTemplates *templates, Template *template)
{
    if (!template->source && !template->unreadable)
        template->source = vt_theme_read(templates->loading, template->path, true);
    template->unreadable = !template->source;
    return template->source;
}

static const VtSource *load(const char *name, void *data)
{
    VtThemeTemplates *templates = data;
    Template *template = find_template(templates, name);
    if (!template)
        return NULL;
    template->used = true;
    return read_template(templates, template);
}

static const char *const *list_names(size_t *count, void *data)
{
    const VtThemeTemplates *templates = data;
    *count = templates->names->len - 1;
    return (const char *const *)templates->names->pdata;
}

static void report_stray(VtThemeLoading *loading, const char *path)
{
    VtDiagnostic *diagnostic = vt_diagnose_path(loading->sink, VT_THEME_FILE, path, "this is no template");
    vt_diagnostic_note(diagnostic, "templates and partials are files whose name ends in \"%s\"", extension);
    loading->failed = true;
}

static void report_twice(VtThemeLoading *loading, const char *name, const char *path, const char *other)
{
    VtDiagnostic *diagnostic = vt_diagnose_path(loading->sink, VT_THEME_FILE, path,
                                                "there are two templates \"%s\" in one theme", name);
    vt_diagnostic_note(diagnostic, "templates and partials share one set of names; the other is %s", other);
    loading->failed = true;
}

static void collect_folder(VtThemeTemplates *templates, const VtThemeLayer *layer, const char *folder_name)
{
    VtThemeLoading *loading = templates->loading;
    g_autofree char *folder = g_build_filename(layer->folder, folder_name, NULL);
    g_autoptr(GPtrArray) files = vt_theme_list_files(loading, layer, folder_name);
    for (guint i = 0; i < files->len; i++) {
        const char *file = g_ptr_array_index(files, i);
        g_autofree char *path = g_build_filename(folder, file, NULL);
        if (!g_str_has_suffix(file, extension)) {
            report_stray(loading, path);
            continue;
        }
        char *name = vt_arena_copy(loading->arena, file, strlen(file) - strlen(extension));
        const Template *other = find_in_layer(templates, layer, name);
        if (other) {
            report_twice(loading, name, path, other->path);
            continue;
        }
        Template *template = VT_ARENA_NEW(loading->arena, Template);
        *template = (Template){layer, name, vt_arena_string(loading->arena, path), NULL, false, false};
        g_ptr_array_add(templates->all, template);
    }
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void collect(VtThemeTemplates *templates)
{
    for (const VtThemeLayer *layer = templates->loading->layers; layer; layer = layer->parent) {
        collect_folder(templates, layer, "templates");
        collect_folder(templates, layer, "partials");
    }
    for (guint i = 0; i < templates->all->len; i++) {
        const Template *template = g_ptr_array_index(templates->all, i);
        if (find_in_layer(templates, NULL, template->name) == template)
            g_ptr_array_add(templates->names, (gpointer) template->name);
    }
    g_ptr_array_sort(templates->names, compare_names);
    g_ptr_array_add(templates->names, NULL);
}

/* One message for all that lack: a theme that forgot `extends` lacks every one. */
static void report_missing_pages(VtThemeTemplates *templates)
{
    VtThemeLoading *loading = templates->loading;
    g_autoptr(GString) list = g_string_new(NULL);
    const char *first = NULL;
    for (VtPageKind kind = 0; kind < VT_PAGE_COUNT; kind++) {
        const char *name = vt_page_kind_name(kind);
        if (find_in_layer(templates, NULL, name))
            continue;
        g_string_append_printf(list, "%s%s", first ? ", " : "", name);
        first = first ? first : name;
    }
    if (!first)
        return;
    VtDiagnostic *diagnostic = vt_diagnose(loading->sink, VT_THEME_TEMPLATE,
                                           VT_IN_FILE(loading->layers->file->span.source),
                                           "the theme has no template for: %s", list->str);
    vt_diagnostic_suggest(diagnostic, first, (const char *const *)templates->names->pdata,
                          templates->names->len - 1);
    vt_diagnostic_note(diagnostic,
                       "add templates/%s%s, or let the theme extend one that has it: \"extends: base\"",
                       first, extension);
    loading->failed = true;
}

static void load_page(VtThemeTemplates *templates, VtTheme *theme, VtPageKind kind)
{
    VtThemeLoading *loading = templates->loading;
    const char *name = vt_page_kind_name(kind);
    if (!find_in_layer(templates, NULL, name))
        return;
    const VtProgram *program = vt_templates_compile(templates->set, name, loading->sink);
    const VtType *root = vt_theme_root_type(loading->arena, theme, loading->request->contract->pages[kind]);
    if (!program || !vt_template_check(program, root, loading->sink))
        loading->failed = true;
    theme->pages[kind] = program;
}

static void report_self(VtThemeTemplates *templates, const Template *template, size_t offset, size_t length)
{
    VtSpan span = {template->source, offset, length};
    VtDiagnostic *diagnostic = vt_diagnose(templates->loading->sink, VT_THEME_SELF, span,
                                           "the template \"%s\" inherits itself", template->name);
    for (const VtThemeLayer *layer = template->layer->parent; layer; layer = layer->parent)
        if (find_in_layer(templates, layer, template->name)) {
            vt_diagnostic_note(diagnostic, "the one it replaces is {{<%s/%s}}", layer->name, template->name);
            break;
        }
    templates->loading->failed = true;
}

/* Whoever begins with {{<layout}} does so whatever the data, so layout itself must not: it would never end.
 * (Within a section it may, as a tree's partial does.) Said before compiling, for what follows from it would
 * be reported of every page. */
static bool inherits_itself(VtThemeTemplates *templates, const Template *template)
{
    const VtSource *source = template->source;
    VtSlice text = vt_slice_trim((VtSlice){source->text, source->length});
    const char *close = memmem(text.data, text.length, "}}", 2);
    if (!close || text.length < 3 || memcmp(text.data, "{{<", 3) != 0)
        return false;
    VtSlice name = {text.data + 3, (size_t)(close - text.data) - 3};
    if (!vt_slice_equal(vt_slice_trim(name), vt_slice(template->name)))
        return false;
    report_self(templates, template, (size_t)(text.data - source->text), (size_t)(close + 2 - text.data));
    return true;
}

static bool any_inherits_itself(VtThemeTemplates *templates)
{
    bool any = false;
    for (guint i = 0; i + 1 < templates->names->len; i++) {
        Template *template = find_in_layer(templates, NULL, g_ptr_array_index(templates->names, i));
        if (template && read_template(templates, template))
            any |= inherits_itself(templates, template);
    }
    return any;
}

/* Under `strict`: the theme's own templates that pages did not lead to. What it inherits and has no use for
 * is no fault of its. */
static void warn_of_unused(VtThemeTemplates *templates)
{
    VtThemeLoading *loading = templates->loading;
    for (guint i = 0; i < templates->all->len; i++) {
        const Template *template = g_ptr_array_index(templates->all, i);
        if (template->layer == loading->layers && !template->used)
            vt_diagnose_path(loading->sink, VT_THEME_UNUSED, template->path,
                             "no page comes to this template");
    }
}

/* Also templates that no page reaches are compiled: a mistake in one of them is a mistake. Those that another
 * theme of the chain replaces are not looked at. What type of data they are for cannot be known, so they are
 * not checked against the contract. */
static void compile_others(VtThemeTemplates *templates)
{
    for (guint i = 0; i + 1 < templates->names->len; i++)
        if (!vt_templates_compile(templates->set, g_ptr_array_index(templates->names, i),
                                  templates->loading->sink))
            templates->loading->failed = true;
}

static void load_programs(VtThemeTemplates *templates, VtTheme *theme)
{
    for (VtPageKind kind = 0; kind < VT_PAGE_COUNT; kind++)
        load_page(templates, theme, kind);
    if (templates->loading->request->strict && !templates->loading->failed)
        warn_of_unused(templates);
    compile_others(templates);
}

VtThemeTemplates *vt_theme_load_templates(VtThemeLoading *loading, VtTheme *theme)
{
    VtThemeTemplates *templates = g_new0(VtThemeTemplates, 1);
    templates->loading = loading;
    templates->all = g_ptr_array_new();
    templates->names = g_ptr_array_new();
    templates->loader = (VtTemplateLoader){load, list_names, templates};
    collect(templates);
    templates->set = vt_templates_new(loading->request->atoms, &templates->loader);
    report_missing_pages(templates);
    if (!any_inherits_itself(templates))
        load_programs(templates, theme);
    theme->templates = templates->set;
    templates->loading = NULL;
    return templates;
}

void vt_theme_templates_free(VtThemeTemplates *templates)
{
    if (!templates)
        return;
    vt_templates_free(templates->set);
    g_ptr_array_free(templates->all, TRUE);
    g_ptr_array_free(templates->names, TRUE);
    g_free(templates);
}
