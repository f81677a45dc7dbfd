/* Names in Markdown. The survey tells where text stands; the grammar is asked about the plain text of a
 * block, its edits are carried back to the source, and what came of it is surveyed once more: should any
 * block then not read as it was meant to, the author is asked to rewrite that place. */
#include "names.h"

#include <vitrine/html.h>
#include <vitrine/marks.h>

/* A part of a block's plain text, and the bytes of the source that stand for it. */
typedef struct Part {
    size_t start, end;
    size_t source_start, source_end;
    VtRunKind kind;
    unsigned link;
} Part;

/* Bytes [start, end) of the source give way to `text`; "" where they just go. */
typedef struct Change {
    size_t start, end;
    char *text;
} Change;

/* Lives for one text. */
typedef struct Body {
    VtBuild *build;
    VtRevision *revision;
    const VtSpan *field; /* of an inline text; NULL: places are those of the revision */
    VtSource source;
    const VtSurvey *survey;
    VtBuffer text;   /* of one block */
    GArray *parts;   /* Part, of that block */
    GArray *changes; /* Change */
    GString *meant;  /* all blocks as they are to read, a line feed behind each */
    bool refused;
} Body;

static void clear_change(gpointer change)
{
    g_free(((Change *)change)->text);
}

static VtSpan span_at(const Body *body, size_t start, size_t end)
{
    if (body->field)
        return *body->field;
    size_t origin = vt_revision_origin(body->revision, start);
    size_t origin_end = vt_revision_origin(body->revision, end);
    return (VtSpan){body->revision->source, origin, origin_end > origin ? origin_end - origin : 0};
}

static void refuse(Body *body, size_t start, size_t end, VtSlice name, const char *where)
{
    body->refused = true;
    vt_names_report(body->build, span_at(body, start, end), name, where, VT_WAY_MARK);
}

/* ---- The plain text of a block ---- */

/* A line ends between them, and no break says that the text goes on. */
static bool is_apart(const Body *body, const Part *last, const VtRun *run)
{
    return last->kind != VT_RUN_BREAK && run->kind != VT_RUN_BREAK && run->start > last->source_end &&
           memchr(body->source.text + last->source_end, '\n', run->start - last->source_end);
}

static void finish_block(Body *body);

static void add_part(Body *body, const VtRun *run)
{
    if (body->parts->len > 0 && is_apart(body, &g_array_index(body->parts, Part, body->parts->len - 1), run))
        finish_block(body);
    Part part = {.start = body->text.length,
                 .source_start = run->start,
                 .source_end = run->end,
                 .kind = run->kind,
                 .link = run->link};
    VtSlice written = {body->source.text + run->start, run->end - run->start};
    if (run->kind == VT_RUN_ENTITY)
        vt_entities_append_decoded(&body->text, written.data, written.length);
    else if (run->kind == VT_RUN_BREAK)
        vt_buffer_append_char(&body->text, '\n');
    else
        vt_buffer_append_slice(&body->text, written);
    part.end = body->text.length;
    g_array_append_val(body->parts, part);
}

static const Part *part_at(const Body *body, guint index)
{
    return &g_array_index(body->parts, Part, index);
}

/* Only letters as they are can be taken in part. */
static size_t source_of(const Part *part, size_t at, bool end)
{
    if (part->kind == VT_RUN_ENTITY || part->kind == VT_RUN_BREAK)
        return end ? part->source_end : part->source_start;
    return part->source_start + (MIN(at, part->end) - part->start);
}

/* ---- Marks that lose their text ---- */

/* A run of one of * _ ~ between two parts. */
typedef struct Delimiter {
    size_t start, end;
} Delimiter;

static bool same_delimiter(const Body *body, Delimiter a, Delimiter b)
{
    return a.end - a.start == b.end - b.start &&
           memcmp(body->source.text + a.start, body->source.text + b.start, a.end - a.start) == 0;
}

static void cut(Body *body, size_t start, size_t end)
{
    if (end == start)
        return;
    Change change = {start, end, g_strdup("")};
    g_array_append_val(body->changes, change);
}

/* Reads the delimiters of a gap: a pair with nothing left in it goes. The last gap may only close. */
static void read_gap(Body *body, size_t start, size_t end, GArray *open, bool last)
{
    const char *text = body->source.text;
    for (size_t at = start; at < end;) {
        Delimiter found = {at, at + 1};
        if (!strchr("*_~", text[at])) {
            at++;
            continue;
        }
        while (found.end < end && text[found.end] == text[at])
            found.end++;
        at = found.end;
        Delimiter *top = open->len > 0 ? &g_array_index(open, Delimiter, open->len - 1) : NULL;
        if (top && same_delimiter(body, *top, found)) {
            cut(body, top->start, top->end);
            cut(body, found.start, found.end);
            g_array_set_size(open, open->len - 1);
        } else if (!last) {
            g_array_append_val(open, found);
        } else {
            return;
        }
    }
}

static bool is_line_prefix(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!strchr(" \t\r\n>", text[i]))
            return false;
    return length > 0;
}

static void empty_parts(Body *body, guint first, guint last, size_t end)
{
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(Delimiter));
    for (guint i = first + 1; i <= last; i++) {
        size_t gap = part_at(body, i - 1)->source_end;
        const Part *part = part_at(body, i);
        if (part->source_start > gap && body->source.text[part->source_start - 1] == '\\')
            cut(body, part->source_start - 1, part->source_start);
        if (is_line_prefix(body->source.text + gap, part->source_start - gap))
            cut(body, gap, part->source_start);
        else
            read_gap(body, gap, part->source_start, open, false);
        cut(body, part->source_start, source_of(part, end, true));
    }
    const Part *part = part_at(body, last);
    if (last > first && end >= part->end && last + 1 < body->parts->len)
        read_gap(body, part->source_end, part_at(body, last + 1)->source_start, open, true);
    else if (last > first && end >= part->end) {
        size_t behind = part->source_end;
        size_t stop = behind + strspn(body->source.text + behind, "*_~");
        read_gap(body, behind, MIN(stop, body->source.length), open, true);
    }
}

/* ---- One edit ---- */

/* What must not begin a list, an address or anything else where it comes to stand. */
static char *escaped(const char *text)
{
    GString *out = g_string_new(NULL);
    for (const char *p = text; *p; p++) {
        bool begins = p == text && strchr("-+=", *p);
        bool numbers = (*p == '.' || *p == ')') && p > text &&
                       strspn(text, "0123456789") == (size_t)(p - text);
        bool address = (*p == ':' && p[1] == '/') || *p == '@' ||
                       (*p == '.' && p > text && g_ascii_tolower(p[-1]) == 'w');
        if (begins || numbers || address || strchr("\\`*_[]<>&~|#!", *p))
            g_string_append_c(out, '\\');
        g_string_append_c(out, *p);
    }
    return g_string_free(out, FALSE);
}

static bool find_parts(const Body *body, const VtNameEdit *edit, guint *first, guint *last)
{
    bool found = false;
    for (guint i = 0; i < body->parts->len; i++) {
        const Part *part = part_at(body, i);
        if (part->end <= edit->start || part->start >= edit->end)
            continue;
        if (!found)
            *first = i;
        *last = i;
        found = true;
    }
    return found;
}

/* NULL: the source can be changed. */
static const char *obstacle(const Body *body, const VtNameEdit *edit, guint first, guint last)
{
    if (edit->address)
        return "in an address";
    for (guint i = first; i <= last; i++)
        if (part_at(body, i)->kind == VT_RUN_CODE)
            return "in code";
    for (guint i = first + 1; i <= last; i++) {
        const Part *part = part_at(body, i);
        if (part->link != 0 && part->link != part_at(body, first)->link && edit->end >= part->end)
            return "partly in a link";
    }
    return NULL;
}

static void make_edit(Body *body, const VtNameEdit *edit)
{
    guint first = 0;
    guint last = 0;
    if (!find_parts(body, edit, &first, &last))
        return;
    const Part *part = part_at(body, first);
    const char *where = obstacle(body, edit, first, last);
    size_t start = source_of(part, edit->start, false);
    size_t end = source_of(part, edit->end, true);
    if (where) {
        VtSlice name = {body->text.data + edit->start, edit->end - edit->start};
        refuse(body, start, MAX(end, source_of(part_at(body, last), edit->end, true)), name, where);
        return;
    }
    Change change = {start, end, escaped(edit->text)};
    g_array_append_val(body->changes, change);
    if (last > first)
        empty_parts(body, first, last, edit->end);
    if (edit->name)
        body->build->replaced++;
}

static void finish_block(Body *body)
{
    g_autoptr(GArray) edits = NULL;
    const char *text = vt_buffer_string(&body->text);
    if (body->text.length > 0)
        edits = vt_name_edits(body->build->names, text, body->text.length);
    for (guint i = 0; edits && i < edits->len; i++)
        make_edit(body, &g_array_index(edits, VtNameEdit, i));
    g_autofree char *meant = edits ? vt_name_edits_apply(edits, text, body->text.length) : NULL;
    g_string_append_len(body->meant, meant ? meant : text,
                        meant ? (gssize)strlen(meant) : (gssize)body->text.length);
    g_string_append_c(body->meant, '\n');
    vt_buffer_reset(&body->text);
    g_array_set_size(body->parts, 0);
}

/* ---- All blocks ---- */

static bool is_inline(VtRunKind kind)
{
    return kind == VT_RUN_TEXT || kind == VT_RUN_ENTITY || kind == VT_RUN_BREAK || kind == VT_RUN_CODE;
}

typedef bool Wanted(const VtRun *run, unsigned group);

static bool wants_text(const VtRun *run, unsigned group)
{
    return is_inline(run->kind) && run->block == group;
}

/* The text of an image has a beginning of its own. */
static bool wants_alt(const VtRun *run, unsigned group)
{
    return run->kind == VT_RUN_ALT && run->link == group;
}

/* Groups are looked at in the order of their first runs; runs of one stand near to each other, but for what
 * belongs to another. */
static void read_groups(Body *body, Wanted *wanted, bool alt)
{
    const VtSurvey *survey = body->survey;
    for (size_t i = 0; i < survey->run_count;) {
        const VtRun *run = &survey->runs[i];
        unsigned group = alt ? run->link : run->block;
        if (!wanted(run, group)) {
            i++;
            continue;
        }
        for (; i < survey->run_count && survey->runs[i].block == run->block; i++)
            if (wanted(&survey->runs[i], group))
                add_part(body, &survey->runs[i]);
            else if (alt)
                break;
        finish_block(body);
    }
}

static void read_title(Body *body, const VtRun *run)
{
    const char *text = body->source.text + run->start;
    if (!vt_names_hold(body->build, text, run->end - run->start))
        return;
    if (memchr(text, '&', run->end - run->start) || memchr(text, '\\', run->end - run->start)) {
        refuse(body, run->start, run->end, (VtSlice){text, run->end - run->start}, "in a link's title");
        return;
    }
    VtRun plain = *run;
    gsize before = body->meant->len;
    plain.kind = VT_RUN_TEXT;
    add_part(body, &plain);
    finish_block(body);
    g_string_truncate(body->meant, before);
}

/* A comment is not written. */
static void read_html(Body *body, const VtRun *run)
{
    const char *text = body->source.text + run->start;
    VtPhraseMatch match;
    if (g_str_has_prefix(text, "<!--") ||
        !vt_phrases_find(body->build->names->phrases, text, run->end - run->start, 0, &match))
        return;
    VtSlice name = {text + match.start, match.end - match.start};
    refuse(body, run->start + match.start, run->start + match.end, name, "in raw HTML");
}

static void read_others(Body *body)
{
    for (size_t i = 0; i < body->survey->run_count; i++) {
        const VtRun *run = &body->survey->runs[i];
        if (run->kind == VT_RUN_TITLE)
            read_title(body, run);
        else if (run->kind == VT_RUN_HTML)
            read_html(body, run);
    }
}

static VtSurvey *survey(const Body *body, const VtSource *source, VtArena *arena)
{
    VtSurveyFlags flags = VT_SURVEY_RUNS | (body->field ? VT_SURVEY_LINE : 0);
    return vt_markdown_survey(body->build->markdown, source, 0, source->length, flags, arena, NULL);
}

static void read_all(Body *body)
{
    read_groups(body, wants_text, false);
    if (!(body->build->options->broken & VT_BREAK_NAMES_ALTS))
        read_groups(body, wants_alt, true);
    read_others(body);
}

/* ---- Writing, and looking at what was written ---- */

static int compare_changes(gconstpointer a, gconstpointer b)
{
    const Change *x = a;
    const Change *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->end > y->end) - (x->end < y->end);
}

static void write_changes(Body *body, VtRevision *out)
{
    size_t at = 0;
    g_array_sort(body->changes, compare_changes);
    out->source = body->revision->source;
    for (guint i = 0; i < body->changes->len; i++) {
        const Change *change = &g_array_index(body->changes, Change, i);
        if (change->start < at)
            continue;
        vt_revision_copy(out, body->revision, at, change->start);
        if (change->text[0])
            vt_revision_insert(out, vt_revision_origin(body->revision, change->start),
                               vt_slice(change->text));
        at = change->end;
    }
    vt_revision_copy(out, body->revision, at, body->source.length);
}

/* Without white space: a name over two lines becomes one on the first. */
static char *squeezed(const char *text, size_t length)
{
    GString *out = g_string_sized_new(length);
    for (size_t i = 0; i < length; i++)
        if (!g_ascii_isspace(text[i]))
            g_string_append_c(out, text[i]);
    return g_string_free(out, FALSE);
}

/* Does the text written read as it was meant to? */
static bool reads_as_meant(Body *body, VtRevision *written)
{
    g_autoptr(VtArena) arena = vt_arena_new();
    VtSource source = vt_revision_source(written);
    Body again = {.build = body->build, .revision = written, .field = body->field, .source = source};
    again.survey = survey(body, &source, arena);
    again.parts = g_array_new(FALSE, FALSE, sizeof(Part));
    again.meant = g_string_new(NULL);
    again.changes = body->changes;
    size_t before = body->build->replaced;
    read_all(&again);
    body->build->replaced = before;
    g_autofree char *meant = squeezed(body->meant->str, body->meant->len);
    g_autofree char *reads = squeezed(again.meant->str, again.meant->len);
    vt_buffer_finish(&again.text);
    g_array_unref(again.parts);
    g_string_free(again.meant, TRUE);
    return strcmp(meant, reads) == 0;
}

static void refuse_markup(Body *body)
{
    const Change *change = &g_array_index(body->changes, Change, 0);
    VtSlice text = {body->source.text + change->start, change->end - change->start};
    refuse(body, change->start, change->end, text, "in markup that cannot be taken apart");
}

/* True when `out` holds a revised text. */
static bool revise(VtBuild *build, VtRevision *revision, const VtSpan *field, VtRevision *out)
{
    g_autoptr(VtArena) arena = vt_arena_new();
    Body body = {
        .build = build, .revision = revision, .field = field, .source = vt_revision_source(revision)};
    body.survey = survey(&body, &body.source, arena);
    if (!body.survey || body.survey->broken)
        return false;
    body.parts = g_array_new(FALSE, FALSE, sizeof(Part));
    body.changes = g_array_new(FALSE, FALSE, sizeof(Change));
    g_array_set_clear_func(body.changes, clear_change);
    body.meant = g_string_new(NULL);
    read_all(&body);
    bool changed = !body.refused && body.changes->len > 0;
    if (changed) {
        write_changes(&body, out);
        if (!reads_as_meant(&body, out))
            refuse_markup(&body);
    }
    vt_buffer_finish(&body.text);
    g_array_unref(body.parts);
    g_array_unref(body.changes);
    g_string_free(body.meant, TRUE);
    return changed;
}

void vt_names_revise(VtBuild *build, VtRevision *revision)
{
    VtRevision revised = {0};
    if (!build->names || build->options->broken & VT_BREAK_NAMES_BODIES)
        return;
    if (!revise(build, revision, NULL, &revised)) {
        vt_revision_finish(&revised);
        return;
    }
    vt_revision_finish(revision);
    *revision = revised;
}

const char *vt_names_markdown(VtBuild *build, VtSpan place, const char *text)
{
    if (!build->names || !text || text[0] == '\0')
        return text;
    VtSource source = {.path = "", .text = text, .length = strlen(text)};
    g_auto(VtRevision) whole = {.source = &source};
    g_auto(VtRevision) revised = {0};
    vt_revision_keep(&whole, 0, source.length);
    if (!revise(build, &whole, &place, &revised))
        return text;
    return vt_arena_copy(build->arena, revised.text.data, revised.text.length);
}

/* ---- Is there anything to do? ---- */

bool vt_names_in_document(const VtBuild *build, const VtDocument *document)
{
    if (!build->names)
        return false;
    if (vt_names_hold(build, document->text.data, document->text.length) ||
        vt_names_hold(build, document->html.data, document->html.length))
        return true;
    for (size_t i = 0; i < document->link_count; i++) {
        const VtLink *link = &document->links[i];
        if (link->kind == VT_LINK_IMAGE && vt_names_hold(build, link->text.data, link->text.length))
            return true;
    }
    return false;
}
