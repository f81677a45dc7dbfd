#include "names.h"

/* ---- The names of an audience ---- */

static const char *replacement_of(const VtName *name, const char *audience)
{
    const VtNode *text = name->replace ? vt_node_get(name->replace, audience) : NULL;
    return text && text->text && text->text[0] ? text->text : NULL;
}

static VtHiddenName make_hidden(VtBuild *build, const char *name, const char *text)
{
    VtHiddenName hidden = {.name = name, .text = vt_arena_string(build->arena, text)};
    hidden.bare = hidden.text + vt_article_length(hidden.text, &hidden.indefinite);
    g_autofree char *slug = vt_slugify(hidden.bare);
    hidden.slug = vt_arena_string(build->arena, slug[0] ? slug : "name");
    return hidden;
}

static void learn(VtNames *names, const VtName *name, unsigned number)
{
    vt_phrases_add(names->phrases, name->name, number);
    for (size_t i = 0; i < name->also.count; i++)
        vt_phrases_add(names->phrases, name->also.items[i], number);
}

/* The first of the site's names that this audience must not read, from `*index` on. */
static const VtName *next_hidden(const VtBuild *build, size_t *index)
{
    const VtSite *site = &build->portfolio->site;
    while (*index < site->name_count) {
        const VtName *name = &site->names[(*index)++];
        if (replacement_of(name, build->audience->name))
            return name;
    }
    return NULL;
}

static VtNames *make_names(VtBuild *build)
{
    VtNames *names = g_new0(VtNames, 1);
    VtHiddenName *items = VT_ARENA_ARRAY(build->arena, VtHiddenName, build->portfolio->site.name_count);
    size_t index = 0;
    names->phrases = vt_phrases_new();
    names->items = items;
    for (const VtName *name = next_hidden(build, &index); name; name = next_hidden(build, &index)) {
        learn(names, name, (unsigned)names->count);
        items[names->count++] = make_hidden(build, name->name, replacement_of(name, build->audience->name));
    }
    vt_phrases_ready(names->phrases);
    return names;
}

void vt_build_names(VtBuild *build)
{
    size_t index = 0;
    if (!next_hidden(build, &index))
        return;
    build->names = make_names(build);
    if (!build->markdown)
        build->markdown = vt_markdown_new();
    vt_names_check_settings(build);
}

void vt_names_finish(VtBuild *build)
{
    g_clear_pointer(&build->markdown, vt_markdown_free);
    if (!build->names)
        return;
    vt_phrases_free(build->names->phrases);
    g_clear_pointer(&build->names, g_free);
}

/* ---- Plain text ---- */

bool vt_names_hold(const VtBuild *build, const char *text, size_t length)
{
    VtPhraseMatch match;
    return build->names && vt_phrases_find(build->names->phrases, text, length, 0, &match);
}

char *vt_name_edits_apply(const GArray *edits, const char *text, size_t length)
{
    GString *out = g_string_sized_new(length + 64);
    size_t at = 0;
    for (guint i = 0; i < edits->len; i++) {
        const VtNameEdit *edit = &g_array_index(edits, VtNameEdit, i);
        g_string_append_len(out, text + at, (gssize)(edit->start - at));
        g_string_append(out, edit->text);
        at = edit->end;
    }
    g_string_append_len(out, text + at, (gssize)(length - at));
    return g_string_free(out, FALSE);
}

const char *vt_names_text(VtBuild *build, VtSpan place, const char *text)
{
    if (!build->names || !text)
        return text;
    g_autoptr(GArray) edits = vt_name_edits(build->names, text, strlen(text));
    if (!edits)
        return text;
    for (guint i = 0; i < edits->len; i++) {
        const VtNameEdit *edit = &g_array_index(edits, VtNameEdit, i);
        if (edit->address)
            vt_names_report(build, place, (VtSlice){text + edit->start, edit->end - edit->start},
                            "in an address", VT_WAY_FIELD);
        else if (edit->name)
            build->replaced++;
    }
    g_autofree char *replaced = vt_name_edits_apply(edits, text, strlen(text));
    return vt_arena_string(build->arena, replaced);
}

/* ---- Slugs and file names ---- */

static void append_segment(const VtNames *names, const char *segment, size_t length, GString *out)
{
    VtPhraseMatch match;
    size_t at = 0;
    while (vt_phrases_find(names->phrases, segment, length, at, &match)) {
        g_string_append_len(out, segment + at, (gssize)(match.start - at));
        g_string_append(out, names->items[match.number].slug);
        if (match.plural)
            g_string_append_c(out, 's');
        at = match.end;
    }
    g_string_append_len(out, segment + at, (gssize)(length - at));
}

static const char *replace_segments(VtBuild *build, const char *path)
{
    if (!path || !vt_names_hold(build, path, strlen(path)))
        return path;
    g_autoptr(GString) out = g_string_new(NULL);
    for (const char *at = path;;) {
        size_t length = strcspn(at, "/");
        append_segment(build->names, at, length, out);
        if (at[length] == '\0')
            break;
        g_string_append_c(out, '/');
        at += length + 1;
    }
    return vt_arena_string(build->arena, out->str);
}

const char *vt_names_slug(VtBuild *build, const char *slug)
{
    return build->options->broken & VT_BREAK_NAMES_ADDRESSES ? slug : replace_segments(build, slug);
}

const char *vt_names_path(VtBuild *build, const char *path)
{
    return build->options->broken & VT_BREAK_NAMES_FILES ? path : replace_segments(build, path);
}
