/* What stands inside of visible entries and is not for this audience: marked parts, and comments.
 *
 * A broken projection would show a marked part where it stands. So all runs of eight words that hold a hidden
 * word count, with the visible words around it: that finds a single hidden word in a sentence. They are the
 * runs of the whole text less those of the text without its hidden parts. */
#include "leak_index.h"
#include "leak_view.h"

#include "vitrine/marks.h"

/* ---- The text as this audience reads it ------------------------------------------------------------------
 */

/* May the audience read what is inside the mark, by this mark and all around it? */
static bool is_visible(const VtLeakView *view, const VtSurvey *survey, size_t mark)
{
    for (; mark != VT_NO_MARK; mark = survey->marks[mark].parent)
        if (!vt_leak_view_is_named(view, survey->marks[mark].audiences, survey->marks[mark].audience_count))
            return false;
    return true;
}

/* Bytes of the source that this audience does not read. */
typedef struct Cut {
    size_t start, end;
    bool parts_lines; /* around a hidden block lines stay parted */
} Cut;

static gint compare_cuts(gconstpointer a, gconstpointer b)
{
    const Cut *left = a, *right = b;
    return (left->start > right->start) - (left->start < right->start);
}

static void add_cut(GArray *cuts, VtPlace place, bool parts_lines)
{
    Cut cut = {place.start, place.end, parts_lines};
    if (place.end > place.start)
        g_array_append_val(cuts, cut);
}

/* Hidden parts whole; of visible ones the comments alone, for Markdown reads a line that begins with one as
 * HTML. `view`: NULL for somebody to whom all is visible. */
static GArray *cuts_of(const VtLeakView *view, const VtSurvey *survey)
{
    GArray *cuts = g_array_new(FALSE, FALSE, sizeof(Cut));
    for (size_t i = 0; i < survey->mark_count; i++) {
        const VtMark *mark = &survey->marks[i];
        bool visible = view == NULL || is_visible(view, survey, i);
        add_cut(cuts, visible ? mark->open : mark->extent, !visible && mark->form != VT_MARK_WORDS);
        if (visible)
            add_cut(cuts, mark->close, false);
    }
    g_array_sort(cuts, compare_cuts);
    return cuts;
}

/* The text as this audience reads it, or with all parts for `view` NULL; NULL when there are no marks. */
static char *without_hidden(const VtLeakView *view, const VtSurvey *survey)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GArray) cuts = cuts_of(view, survey);
    size_t at = survey->start;
    for (guint i = 0; i < cuts->len; i++) {
        const Cut *cut = &g_array_index(cuts, Cut, i);
        if (cut->start < at)
            continue;
        g_string_append_len(text, survey->source->text + at, (gssize)(cut->start - at));
        if (cut->parts_lines)
            g_string_append_c(text, '\n');
        at = cut->end;
    }
    g_string_append_len(text, survey->source->text + at, (gssize)(survey->end - at));
    return cuts->len > 0 ? g_strdup(text->str) : NULL;
}

/* ---- Runs ------------------------------------------------------------------------------------------------
 */

static void add_runs(const VtLeakPiece *piece, void *set)
{
    VtLeakRoll roll = {.count = 0};
    VtWordReader reader;
    VtWord word;
    vt_words_init(&reader, piece->text, piece->length);
    while (vt_words_next(&reader, &word)) {
        vt_leak_roll_add(&roll, &word);
        vt_leak_roll_keep(&roll, set);
    }
}

static GHashTable *runs_of(VtLeakView *view, const char *html, size_t length)
{
    GHashTable *set = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    VtLeakReader reader = {.take = add_runs, .data = set};
    vt_leak_read_markup(&reader, html, length);
    g_ptr_array_add(view->sets, set);
    return set;
}

static const VtDocument *parse(VtLeakView *view, const VtSource *original, const char *text)
{
    VtSource source = {.path = original->path, .text = text, .length = strlen(text)};
    VtDocument *document = vt_markdown_parse(view->markdown, &source, 0, VT_MARKDOWN_ALL, view->unheard);
    if (document != NULL)
        g_ptr_array_add(view->documents, document);
    return document;
}

/* ---- Marked parts ----------------------------------------------------------------------------------------
 */

/* A marked text of four to seven words is looked for as a whole, wherever it stands. */
static void add_short_parts(VtLeakView *view, const VtLeakThing *thing, const VtSurvey *survey)
{
    for (size_t i = 0; i < survey->mark_count; i++) {
        const VtMark *mark = &survey->marks[i];
        size_t start = mark->open.end;
        size_t end = mark->close.end > mark->close.start ? mark->close.start : mark->extent.end;
        if (end <= start || end - start > 400 || is_visible(view, survey, i))
            continue;
        g_autofree char *part = g_strndup(survey->source->text + start, end - start);
        const VtDocument *document = parse(view, survey->source, part);
        if (document == NULL)
            continue;
        g_autofree char *text = g_strndup(document->text.data, document->text.length);
        if (vt_leak_count_words(text) < VT_LEAK_RUN)
            vt_leak_view_add_item(view, VT_ITEM_WORDS, thing, text);
    }
}

static const VtMark *first_hidden(const VtLeakView *view, const VtSurvey *survey)
{
    for (size_t i = 0; i < survey->mark_count; i++)
        if (!is_visible(view, survey, i))
            return &survey->marks[i];
    return NULL;
}

static VtLeakThing *marked_thing(VtLeakView *view, const VtSource *source, const VtSurvey *survey,
                                 size_t start)
{
    const VtMark *mark = first_hidden(view, survey);
    VtSpan place = VT_IN_FILE(source);
    if (mark != NULL)
        place = (VtSpan){source, mark->open.start, mark->open.end - mark->open.start};
    VtLeakThing *thing = vt_leak_view_thing(view, place, "this part is marked for other readers");
    thing->source = source;
    thing->start = start;
    thing->end = source->length;
    return thing;
}

static void add_marked_body(VtLeakView *view, size_t number)
{
    const VtSource *source = &view->portfolio->entries[number]->source;
    size_t start = vt_leak_body_start(source);
    const VtSurvey *survey = vt_markdown_survey(view->markdown, source, start, source->length, VT_SURVEY_TEXT,
                                                view->arena, NULL);
    g_autofree char *left = survey != NULL ? without_hidden(view, survey) : NULL;
    if (left == NULL)
        return;
    const VtDocument *visible = parse(view, source, left);
    view->own[number] = visible;
    if (first_hidden(view, survey) == NULL)
        return;
    g_autofree char *everything = without_hidden(NULL, survey);
    const VtDocument *all = parse(view, source, everything);
    if (all == NULL || visible == NULL)
        return;
    VtLeakThing *thing = marked_thing(view, source, survey, start);
    VtLeakText text = {.thing = thing, .text = all->html.data, .length = all->html.length, .is_markup = true};
    text.except = runs_of(view, visible->html.data, visible->html.length);
    g_array_append_val(view->texts, text);
    add_short_parts(view, thing, survey);
}

/* ---- Comments --------------------------------------------------------------------------------------------
 */

/* Notes to oneself. Those inside of code are visible, and so the visible texts hold them. */
static void add_comments(VtLeakView *view, const VtSource *source)
{
    const char *end = source->text + source->length;
    const char *at = source->text;
    while ((at = memmem(at, (size_t)(end - at), "<!--", 4)) != NULL) {
        const char *start = at + 4;
        const char *stop = memmem(start, (size_t)(end - start), "-->", 3);
        if (stop == NULL)
            break;
        at = stop + 3;
        if (vt_markdown_is_audience_mark(start, stop))
            continue;
        VtSpan place = {source, (size_t)(start - source->text), (size_t)(stop - start)};
        VtLeakThing *thing = vt_leak_view_thing(view, place, "comments are for nobody but you");
        vt_leak_view_add_text(view, thing, start, (size_t)(stop - start));
    }
}

/* ---- Marks in front matter -------------------------------------------------------------------------------
 */

char *vt_leak_view_own_line(const VtLeakView *view, const char *text)
{
    if (!vt_marks_suspected(text, strlen(text)))
        return NULL;
    g_autoptr(VtArena) arena = vt_arena_new();
    VtSource source = {.path = "", .text = text, .length = strlen(text)};
    const VtSurvey *survey = vt_markdown_survey(view->markdown, &source, 0, source.length,
                                                VT_SURVEY_LINE | VT_SURVEY_ITEM, arena, NULL);
    return survey != NULL ? without_hidden(view, survey) : NULL;
}

char *vt_leak_view_own_title(const VtLeakView *view, const VtEntry *entry)
{
    const VtSurvey *survey = entry->title_survey;
    char *own = survey != NULL ? without_hidden(view, survey) : NULL;
    if (survey == NULL)
        own = vt_leak_view_own_line(view, entry->fields.title);
    if (own == NULL || survey == NULL)
        return own != NULL ? own : g_strdup(entry->fields.title);
    g_auto(VtBuffer) plain = {0};
    vt_markdown_heading_text(view->markdown, vt_slice(own), &plain);
    g_free(own);
    return g_strdup(vt_buffer_string(&plain));
}

static void add_marked_line(VtLeakView *view, VtSpan place, const char *text)
{
    g_autofree char *left = text != NULL ? vt_leak_view_own_line(view, text) : NULL;
    if (left == NULL)
        return;
    g_auto(VtBuffer) all = {0};
    g_auto(VtBuffer) visible = {0};
    vt_markdown_inline(view->markdown, vt_slice(text), NULL, &all);
    vt_markdown_inline(view->markdown, vt_slice(left), NULL, &visible);
    VtLeakThing *thing = vt_leak_view_thing(view, place, "this part is marked for other readers");
    VtLeakText row = {.thing = thing, .length = all.length};
    row.text = vt_arena_copy(view->arena, all.data, all.length);
    row.except = runs_of(view, vt_buffer_string(&visible), visible.length);
    g_array_append_val(view->texts, row);
}

#define AT(fields, type, key) (*(const type *)(const void *)((const char *)(fields) + (key)->offset))

static void add_marked_key(VtLeakView *view, const VtEntry *entry, const VtKey *key)
{
    VtSpan place = vt_entry_key_span(entry, key);
    VtStrings items = key->type == VT_KEY_STRINGS ? AT(&entry->fields, VtStrings, key) : (VtStrings){0};
    for (size_t i = 0; i < items.count; i++)
        add_marked_line(view, place, items.items[i]);
    if (vt_key_holds_markdown(key))
        add_marked_line(view, place, AT(&entry->fields, char *, key));
}

void vt_leak_view_add_marks(VtLeakView *view, size_t number)
{
    const VtEntry *entry = view->portfolio->entries[number];
    const VtSource *source = &entry->source;
    if (!entry->has_comments)
        return;
    add_comments(view, source);
    add_marked_body(view, number);
    for (size_t i = 0; i < vt_key_count; i++)
        if ((vt_keys[i].kinds & VT_KIND_BIT(entry->kind)) != 0)
            add_marked_key(view, entry, &vt_keys[i]);
    for (size_t i = 0; i < entry->fields.wordings.count; i++)
        add_marked_line(view, entry->fields.wordings.items[i].span, entry->fields.wordings.items[i].text);
}
