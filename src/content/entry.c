/* One Markdown file to an entry. Runs on all cores: touches nothing but its loader and its entry. */
#include "content_private.h"

static bool is_stem(const char *name, const char *stem)
{
    size_t length = strlen(stem);
    return strncmp(name, stem, length) == 0 &&
           (strcmp(name + length, ".md") == 0 || strcmp(name + length, ".markdown") == 0);
}

static bool is_profile(const char *path)
{
    return is_stem(path, "profile");
}

VtKind vt_section_kind(const VtSite *site, const char *folder)
{
    for (size_t i = 0; i < site->section_count; i++)
        if (site->sections[i].has_kind && strcmp(site->sections[i].folder, folder) == 0)
            return site->sections[i].kind;
    return vt_kind_of_folder(folder);
}

VtSpan vt_entry_key_span(const VtEntry *entry, const VtKey *key)
{
    for (size_t i = 0; i < entry->place_count; i++)
        if (entry->places[i].key == key)
            return entry->places[i].span;
    return VT_NOWHERE;
}

VtSpan vt_entry_span(const VtEntry *entry, const char *name)
{
    for (size_t i = 0; i < entry->place_count; i++)
        if (strcmp(entry->places[i].key->name, name) == 0)
            return entry->places[i].span;
    return VT_IN_FILE(&entry->source);
}

/* The part of the path that names the entry: a file's without its ending, or a bundle's folder. */
static char *name_of(const VtEntry *entry)
{
    g_auto(GStrv) parts = g_strsplit(entry->path, "/", -1);
    guint count = g_strv_length(parts);
    bool index = is_stem(parts[count - 1], "index");
    if (index && count > 1)
        return g_strdup(parts[count - 2]);
    return g_strndup(parts[count - 1], (size_t)(strrchr(parts[count - 1], '.') - parts[count - 1]));
}

/* Section, kind and whether it is an index follow from the path alone. */
static void place_entry(const VtLoader *loader, VtEntry *entry)
{
    const char *slash = strchr(entry->path, '/');
    const char *rest = slash != NULL ? slash + 1 : entry->path;
    entry->section = slash != NULL ? vt_arena_copy(loader->arena, entry->path, (size_t)(slash - entry->path))
                                   : "";
    entry->is_index = is_stem(rest, "index");
    if (slash == NULL && is_profile(entry->path))
        entry->kind = VT_KIND_PROFILE;
    else if (entry->is_index || slash == NULL)
        entry->kind = VT_KIND_PAGE;
    else
        entry->kind = vt_section_kind(loader->site, entry->section);
}

static void set_slug(const VtLoader *loader, VtEntry *entry)
{
    entry->slug = "";
    if (entry->is_index || entry->kind == VT_KIND_PROFILE)
        return;
    if (entry->fields.slug != NULL) {
        entry->slug = entry->fields.slug;
        return;
    }
    g_autofree char *name = name_of(entry);
    g_autofree char *slug = vt_slugify(name);
    bool usable = *slug != '\0' && strlen(slug) <= VT_MOST_NAME_BYTES;
    if (!usable) {
        VtDiagnostic *diagnostic = vt_diagnose(loader->sink, VT_VALUE_SLUG, VT_IN_FILE(&entry->source),
                                               "no address can be made of the name \"%s\"", name);
        vt_diagnostic_note(diagnostic, "rename the file, or set one in its front matter: slug: my-page");
    }
    entry->slug = usable ? vt_arena_string(loader->arena, slug) : "entry";
}

/* "2019-07-data_platform" → "Data platform": a leading date orders files and is no part of a name. */
static const char *humanise(VtArena *arena, const char *name)
{
    const char *start = name;
    for (int digits = 4; digits > 0 && strspn(start, "0123456789") == (size_t)digits; digits = 2) {
        if (start[digits] != '-' || start[digits + 1] == '\0')
            break;
        start += digits + 1;
    }
    g_autoptr(GString) words = g_string_new(NULL);
    g_string_append_unichar(words, g_unichar_toupper(g_utf8_get_char(start)));
    g_string_append(words, g_utf8_next_char(start));
    g_strdelimit(words->str, "-_", ' ');
    return vt_arena_string(arena, words->str);
}

static const char *plain_text(VtLoader *loader, VtSlice markdown)
{
    g_auto(VtBuffer) plain = {0};
    vt_markdown_heading_text(loader->markdown, markdown, &plain);
    VtSlice text = vt_slice_trim((VtSlice){plain.data, plain.length});
    return text.length > 0 ? vt_arena_copy(loader->arena, text.data, text.length) : NULL;
}

/* With all its marks shown: which words an audience reads is for the edition to say. */
static const char *title_of(VtLoader *loader, VtEntry *entry, VtSlice heading)
{
    VtReader reader = {loader->arena, loader->sink, loader->site_usable ? loader->site : NULL, NULL};
    VtMarkReader marks = {&reader, loader->markdown, false};
    size_t start = (size_t)(heading.data - entry->source.text);
    bool fine;
    vt_refuse_unclosed(loader->sink, &entry->source, heading);
    entry->title_survey = vt_survey_marks(&marks, &entry->source, start, start + heading.length,
                                          VT_SURVEY_LINE, &fine);
    if (entry->title_survey == NULL)
        return plain_text(loader, heading);
    g_auto(VtRevision) revision = {.source = &entry->source};
    vt_marks_project(entry->title_survey, NULL, VT_PROJECT_PLAIN, &revision);
    return plain_text(loader, (VtSlice){revision.text.data, revision.text.length});
}

static bool has_worded_title(const VtFields *fields)
{
    for (size_t i = 0; i < fields->wordings.count; i++)
        if (fields->wordings.items[i].key->offset == offsetof(VtFields, title))
            return true;
    return false;
}

/* Sets the title where front matter gives none, or none for all; returns where the body starts then. */
static size_t set_title(VtLoader *loader, VtEntry *entry, size_t body)
{
    VtFields *fields = &entry->fields;
    if (fields->title != NULL)
        return body;
    entry->title_is_text = !has_worded_title(fields);
    fields->title = fields->name;
    if (fields->title != NULL)
        return body;
    VtSlice heading = {0};
    size_t after = body;
    if (entry->title_is_text && vt_leading_heading(&entry->source, body, &heading, &after)) {
        fields->title = title_of(loader, entry, heading);
        if (fields->title != NULL)
            return after;
    }
    g_autofree char *name = name_of(entry);
    fields->title = humanise(loader->arena, name);
    if (entry->is_index && *entry->section == '\0' && loader->site->title != NULL)
        fields->title = vt_arena_string(loader->arena, loader->site->title);
    return body;
}

static const VtNode *parse_front_matter(VtLoader *loader, const VtEntry *entry, const VtFrontMatter *front)
{
    const VtNode *map = vt_yaml_parse(loader->nodes, &entry->source, front->yaml, front->yaml_length,
                                      loader->sink);
    if (map == NULL || map->type == VT_NODE_MAP)
        return map;
    VtDiagnostic *diagnostic = vt_diagnose(loader->sink, VT_FRONT_MATTER_FORM, map->span,
                                           "front matter must be lines of \"key: value\", but is %s",
                                           vt_node_type_name(map->type));
    vt_diagnostic_note(diagnostic, "a key is followed by a colon and a space: title: Data engineer");
    return NULL;
}

/* What is read of the nodes has been copied. */
static void forget_nodes(VtLoader *loader)
{
#ifdef NDEBUG
    vt_arena_reset(loader->nodes);
#else
    vt_arena_free(loader->nodes); /* so that whoever still points into it is caught */
    loader->nodes = vt_arena_new();
#endif
}

/* Returns where the body starts; the end of the text when front matter hides where that is. */
static size_t read_front_matter(VtLoader *loader, VtEntry *entry)
{
    VtFrontMatter front;
    if (!vt_front_matter_find(&entry->source, &front, loader->sink))
        return entry->source.length;
    const VtNode *map = parse_front_matter(loader, entry, &front);
    VtReader reader = {loader->arena, loader->sink, loader->site_usable ? loader->site : NULL, NULL};
    if (map != NULL)
        vt_read_fields(&reader, loader->markdown, map, entry);
    forget_nodes(loader);
    return front.body;
}

/* Without the comments of its marks, so that it is what it would be if nothing were hidden from anybody. */
static VtDocument *parse_marked(VtLoader *loader, const VtEntry *entry)
{
    g_auto(VtRevision) revision = {.source = &entry->source};
    vt_marks_project(entry->survey, NULL, VT_PROJECT_PLAIN, &revision);
    return vt_markdown_parse_revision(loader->markdown, &revision, VT_MARKDOWN_SITE, loader->sink);
}

/* Always a document, if an empty one, so that later stages need not ask. */
static void parse_body(VtLoader *loader, VtEntry *entry, size_t body)
{
    VtReader reader = {loader->arena, loader->sink, loader->site_usable ? loader->site : NULL, NULL};
    VtMarkReader marks = {&reader, loader->markdown, false};
    bool fine;
    entry->body = body;
    entry->survey = vt_survey_marks(&marks, &entry->source, body, entry->source.length, VT_SURVEY_TEXT,
                                    &fine);
    VtMarkdownFlags flags = fine ? VT_MARKDOWN_SITE : VT_MARKDOWN_SITE | VT_MARKDOWN_MARKED;
    if (entry->survey != NULL)
        entry->document = parse_marked(loader, entry);
    else
        entry->document = vt_markdown_parse(loader->markdown, &entry->source, body, flags, loader->sink);
    if (entry->document == NULL)
        entry->document = vt_markdown_parse(loader->markdown, &entry->source, entry->source.length,
                                            VT_MARKDOWN_SITE, loader->sink);
    if (entry->survey != NULL)
        vt_check_definitions(&marks, entry);
}

/* ---- The text, kept or forgotten
 * --------------------------------------------------------------------------- */

static void keep_text(VtLoader *loader, VtEntry *entry)
{
    entry->source.text = vt_arena_copy(loader->arena, entry->source.text, entry->source.length);
}

/* Marks are cut from the text, and what one reader does not see the leak audit looks for in it. */
static bool may_be_needed(const VtEntry *entry)
{
    const VtFields *fields = &entry->fields;
    return fields->audience.count > 0 || fields->draft || fields->wordings.count > 0 ||
           entry->kind == VT_KIND_POST || fields->aliases.count > 0;
}

static void forget_text(VtLoader *loader, VtEntry *entry)
{
    if (may_be_needed(entry))
        keep_text(loader, entry);
    else
        vt_source_forget(&entry->source);
#ifndef NDEBUG
    vt_buffer_finish(&loader->text); /* so that whoever still points into it is caught */
#endif
}

VtEntry *vt_entry_load(VtLoader *loader, const char *path)
{
    VtEntry *entry = VT_ARENA_NEW(loader->arena, VtEntry);
    entry->source.path = vt_arena_format(loader->arena, "%s/%s", loader->folder, path);
    entry->path = entry->source.path + strlen(loader->folder) + 1;
    place_entry(loader, entry);
    size_t body = 0;
    bool readable = vt_text_file_read(entry->source.path, &loader->text, &entry->source, loader->sink);
    entry->has_comments = vt_marks_suspected(entry->source.text, entry->source.length);
    bool forget = loader->forget_texts && readable && !entry->has_comments;
    if (readable && !forget)
        keep_text(loader, entry);
    if (readable)
        body = read_front_matter(loader, entry);
    set_slug(loader, entry);
    body = set_title(loader, entry, body);
    parse_body(loader, entry, body);
    if (forget)
        forget_text(loader, entry);
    return entry;
}
