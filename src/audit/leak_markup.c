/* HTML and XML: text with its entities decoded, attributes, comments, and the content of script and style.
 *
 * Not the tokenizer of the link audit: that one stops at what it need not see (comments, text), and may rely
 * on well-formed pages. This one reads whatever it is given, and takes for text what it does not understand.
 */
#include "leak_reader.h"

#include "vitrine/html.h"

#define NAME(text) VT_SLICE_INIT(text)

/* A tag of these may stand inside a word. All others part words. */
static const VtSlice inline_elements[] = {
    NAME("a"),      NAME("abbr"), NAME("acronym"), NAME("b"),     NAME("bdi"),   NAME("bdo"),  NAME("big"),
    NAME("cite"),   NAME("code"), NAME("data"),    NAME("del"),   NAME("dfn"),   NAME("em"),   NAME("font"),
    NAME("i"),      NAME("ins"),  NAME("kbd"),     NAME("label"), NAME("mark"),  NAME("nobr"), NAME("q"),
    NAME("rb"),     NAME("ruby"), NAME("s"),       NAME("samp"),  NAME("small"), NAME("span"), NAME("strike"),
    NAME("strong"), NAME("sub"),  NAME("sup"),     NAME("time"),  NAME("tspan"), NAME("tt"),   NAME("u"),
    NAME("var"),    NAME("wbr"),
};

/* Their values are prescribed by HTML, XML or SVG. */
static const VtSlice syntax_attributes[] = {
    NAME("align"),    NAME("aria-current"),  NAME("aria-hidden"), NAME("aria-live"),
    NAME("as"),       NAME("autocomplete"),  NAME("charset"),     NAME("crossorigin"),
    NAME("d"),        NAME("decoding"),      NAME("dir"),         NAME("enctype"),
    NAME("encoding"), NAME("fetchpriority"), NAME("fill"),        NAME("height"),
    NAME("hreflang"), NAME("http-equiv"),    NAME("inputmode"),   NAME("itemprop"),
    NAME("itemtype"), NAME("kind"),          NAME("lang"),        NAME("loading"),
    NAME("media"),    NAME("method"),        NAME("name"),        NAME("points"),
    NAME("property"), NAME("rel"),           NAME("role"),        NAME("scope"),
    NAME("sizes"),    NAME("stroke"),        NAME("style"),       NAME("tabindex"),
    NAME("target"),   NAME("transform"),     NAME("type"),        NAME("version"),
    NAME("viewBox"),  NAME("width"),         NAME("xml:lang"),    NAME("xmlns"),
};

enum { LONGEST_NAME = 15 };

/* One text being read; on the stack of vt_leak_read_markup. */
typedef struct Markup {
    const VtLeakReader *reader;
    const char *start, *at, *end;
    VtBuffer text;    /* of all elements */
    VtBuffer anchors; /* VtLeakAnchor, one after another */
    size_t block;     /* where in `text` the block that is open began */
    const char *block_at;
    GArray *joins;   /* size_t: where in `text` two letters met although a tag stands between them */
    bool tag_inside; /* since the last letter of the block there was an inline tag */
    VtBuffer decoded;
} Markup;

static bool is_word_byte(char c)
{
    return g_ascii_isalnum(c) || (unsigned char)c >= 0x80;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/* ---- Text ---------------------------------------------------------------------------------------------- */

static void append_text(Markup *markup, const char *text, size_t length, bool has_entities)
{
    if (length == 0)
        return;
    size_t before = markup->text.length;
    VtLeakAnchor anchor = {before, text};
    vt_buffer_append(&markup->anchors, (const char *)&anchor, sizeof anchor);
    if (has_entities && memchr(text, '&', length) != NULL)
        vt_entities_append_decoded(&markup->text, text, length);
    else
        vt_buffer_append(&markup->text, text, length);
    bool meets = markup->tag_inside && before > markup->block && markup->text.length > before &&
                 is_word_byte(markup->text.data[before - 1]) && is_word_byte(markup->text.data[before]);
    if (meets)
        g_array_append_val(markup->joins, before);
    markup->tag_inside = false;
}

/* "<b>Tru</b>ist" is one word to a reader, "<span>Role</span><span>Truist</span>" may be shown as two: a
 * block with such places is read a second time, with words parted there. */
static void read_parted(Markup *markup)
{
    g_auto(VtBuffer) parted = {0};
    size_t from = markup->block;
    for (guint i = 0; i < markup->joins->len; i++) {
        size_t join = g_array_index(markup->joins, size_t, i);
        vt_buffer_append(&parted, markup->text.data + from, join - from);
        vt_buffer_append_char(&parted, ' ');
        from = join;
    }
    vt_buffer_append(&parted, markup->text.data + from, markup->text.length - from);
    vt_leak_read_text(markup->reader, vt_buffer_string(&parted), parted.length, markup->block_at);
    g_array_set_size(markup->joins, 0);
}

/* HTML that stands in the text of an element, as in a feed: read here, while the place is known. */
static void read_inner_markup(Markup *markup)
{
    const char *text = markup->text.data + markup->block;
    size_t length = markup->text.length - markup->block;
    if (length == 0 || memchr(text, '<', length) == NULL)
        return;
    VtLeakReader inside = vt_leak_reader_inside(markup->reader, markup->block_at);
    g_autofree char *copy = g_strndup(text, length);
    vt_leak_read_text(&inside, copy, length, inside.at);
}

static void end_block(Markup *markup)
{
    if (markup->joins->len > 0)
        read_parted(markup);
    if (markup->reader->at == NULL)
        read_inner_markup(markup);
    if (markup->text.length > markup->block)
        vt_buffer_append_char(&markup->text, '\n');
    markup->block = markup->text.length;
    markup->block_at = markup->at;
    markup->tag_inside = false;
}

static void read_all_text(Markup *markup)
{
    end_block(markup);
    VtLeakPiece piece = {.text = vt_buffer_string(&markup->text),
                         .length = markup->text.length,
                         .at = markup->reader->at != NULL ? markup->reader->at : markup->start,
                         .anchors = (const VtLeakAnchor *)(const void *)markup->anchors.data,
                         .anchor_count = markup->anchors.length / sizeof(VtLeakAnchor)};
    if (markup->reader->at != NULL)
        piece.anchor_count = 0;
    vt_leak_read_piece(markup->reader, &piece);
}

/* ---- Tags ---------------------------------------------------------------------------------------------- */

static inline bool is_one_of(VtSlice name, const VtSlice *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (names[i].length == name.length && names[i].data[0] == name.data[0] &&
            memcmp(names[i].data, name.data, name.length) == 0)
            return true;
    return false;
}

static bool is_inline(const char *name)
{
    if (strchr(name, '-') != NULL)
        return true;
    return is_one_of(vt_slice(name), inline_elements, G_N_ELEMENTS(inline_elements));
}

static void read_name(Markup *markup, char name[static LONGEST_NAME + 1])
{
    size_t length = 0;
    for (; markup->at < markup->end && !is_space(*markup->at) && *markup->at != '>' && *markup->at != '/';
         markup->at++)
        if (length < LONGEST_NAME)
            name[length++] = g_ascii_tolower(*markup->at);
    name[length] = '\0';
}

static VtLeakRole role_of(VtSlice name)
{
    if (vt_slice_is(name, "class"))
        return VT_LEAK_CLASSES;
    bool is_syntax = is_one_of(name, syntax_attributes, G_N_ELEMENTS(syntax_attributes));
    return is_syntax ? VT_LEAK_SYNTAX : VT_LEAK_PROSE;
}

static void read_value(Markup *markup, VtSlice name, VtSlice value)
{
    if (value.length < 2)
        return;
    VtLeakReader reader = *markup->reader;
    reader.role = role_of(name);
    if (memchr(value.data, '&', value.length) == NULL) {
        vt_leak_read_text(&reader, value.data, value.length, value.data);
        return;
    }
    vt_buffer_reset(&markup->decoded);
    vt_entities_append_decoded(&markup->decoded, value.data, value.length);
    vt_leak_read_text(&reader, vt_buffer_string(&markup->decoded), markup->decoded.length, value.data);
}

static VtSlice take_value(Markup *markup)
{
    char quote = *markup->at;
    bool is_quoted = quote == '"' || quote == '\'';
    const char *start = markup->at + is_quoted;
    const char *stop = is_quoted ? memchr(start, quote, (size_t)(markup->end - start)) : start;
    while (!is_quoted && stop < markup->end && !is_space(*stop) && *stop != '>')
        stop++;
    if (stop == NULL)
        stop = markup->end;
    markup->at = stop + (is_quoted && stop < markup->end);
    return (VtSlice){start, (size_t)(stop - start)};
}

static void skip_space(Markup *markup)
{
    while (markup->at < markup->end && (is_space(*markup->at) || *markup->at == '/'))
        markup->at++;
}

/* Returns the value; the name is a piece of its own only where an author could have chosen it. */
static VtSlice read_attribute(Markup *markup, VtSlice *name)
{
    const char *start = markup->at++;
    while (markup->at < markup->end && !is_space(*markup->at) && strchr("=>/", *markup->at) == NULL)
        markup->at++;
    *name = (VtSlice){start, (size_t)(markup->at - start)};
    if (markup->at - start > 5 && memcmp(start, "data-", 5) == 0)
        vt_leak_read_text(markup->reader, start + 5, (size_t)(markup->at - start - 5), start);
    while (markup->at < markup->end && is_space(*markup->at))
        markup->at++;
    if (markup->at == markup->end || *markup->at != '=')
        return (VtSlice){0};
    markup->at++;
    while (markup->at < markup->end && is_space(*markup->at))
        markup->at++;
    return markup->at < markup->end ? take_value(markup) : (VtSlice){0};
}

static bool is_json_type(VtSlice name, VtSlice value)
{
    return name.length == 4 && g_ascii_strncasecmp(name.data, "type", 4) == 0 &&
           memmem(value.data, value.length, "json", 4) != NULL;
}

/* True when one of them says that the content is JSON. */
static bool read_attributes(Markup *markup)
{
    bool is_json = false;
    for (skip_space(markup); markup->at < markup->end && *markup->at != '>'; skip_space(markup)) {
        VtSlice name;
        VtSlice value = read_attribute(markup, &name);
        is_json |= value.length > 4 && is_json_type(name, value);
        read_value(markup, name, value);
    }
    markup->at += markup->at < markup->end;
    return is_json;
}

/* The content of script and style, up to the end tag. */
static void read_raw(Markup *markup, const char *name, bool is_json)
{
    const char *start = markup->at;
    size_t length = strlen(name);
    const char *stop = start;
    while ((stop = memmem(stop, (size_t)(markup->end - stop), "</", 2)) != NULL) {
        if ((size_t)(markup->end - stop) > length + 2 && g_ascii_strncasecmp(stop + 2, name, length) == 0)
            break;
        stop += 2;
    }
    markup->at = stop != NULL ? stop : markup->end;
    size_t size = (size_t)(markup->at - start);
    VtLeakQuestion question;
    const VtLeakReader *reader = markup->reader;
    if (vt_leak_known_has(reader->known, is_json ? VT_LEAK_AS_JSON : VT_LEAK_AS_CODE, reader->depth, start,
                          size, &question))
        return;
    if (is_json)
        vt_leak_read_json(reader, start, size);
    else
        vt_leak_read_code(reader, start, size);
    vt_leak_known_keep(reader->known, &question, 0);
}

/* What a tag is to the text around it. */
enum { TAG_INLINE = 1 << 0, TAG_CODE = 1 << 1, TAG_JSON = 1 << 2, TAG_STYLE = 1 << 3 };

static unsigned read_new_tag(Markup *markup)
{
    char name[LONGEST_NAME + 1];
    bool is_end = markup->at[1] == '/';
    const char *start = markup->at;
    markup->at += is_end ? 2 : 1;
    read_name(markup, name);
    bool is_json = read_attributes(markup);
    bool closes_itself = markup->at - start > 2 && markup->at[-1] == '>' && markup->at[-2] == '/';
    unsigned tag = (is_inline(name) ? TAG_INLINE : 0) | (is_json ? TAG_JSON : 0);
    if (is_end || closes_itself)
        return tag;
    bool is_style = strcmp(name, "style") == 0;
    return tag | (is_style || strcmp(name, "script") == 0 ? TAG_CODE : 0) | (is_style ? TAG_STYLE : 0);
}

/* Tags that were read before are known by their bytes, up to the first ">" and where that is their end. */
static unsigned take_tag(Markup *markup)
{
    VtLeakKnown *known = markup->reader->known;
    const char *start = markup->at;
    const char *close = known != NULL ? memchr(start, '>', (size_t)(markup->end - start)) : NULL;
    if (close == NULL)
        return read_new_tag(markup);
    VtLeakQuestion question;
    if (vt_leak_known_has(known, VT_LEAK_AS_TAG, markup->reader->depth, start, (size_t)(close + 1 - start),
                          &question)) {
        markup->at = close + 1;
        return question.note;
    }
    unsigned tag = read_new_tag(markup);
    if (markup->at == close + 1)
        vt_leak_known_keep(known, &question, tag);
    return tag;
}

static void read_tag(Markup *markup)
{
    unsigned tag = take_tag(markup);
    if ((tag & TAG_INLINE) != 0)
        markup->tag_inside = true;
    else
        end_block(markup);
    if ((tag & TAG_CODE) != 0)
        read_raw(markup, (tag & TAG_STYLE) != 0 ? "style" : "script", (tag & TAG_JSON) != 0);
}

/* ---- Comments, CDATA, declarations --------------------------------------------------------------------- */

/* From `skip` bytes on up to `mark`, behind which reading goes on. */
static VtSlice take_until(Markup *markup, size_t skip, const char *mark)
{
    const char *start = markup->at + MIN(skip, (size_t)(markup->end - markup->at));
    const char *stop = memmem(start, (size_t)(markup->end - start), mark, strlen(mark));
    markup->at = stop != NULL ? stop + strlen(mark) : markup->end;
    return (VtSlice){start, (size_t)((stop != NULL ? stop : markup->end) - start)};
}

static bool starts(const Markup *markup, const char *text)
{
    size_t length = strlen(text);
    return (size_t)(markup->end - markup->at) >= length && memcmp(markup->at, text, length) == 0;
}

static void read_declaration(Markup *markup)
{
    bool is_comment = starts(markup, "<!--");
    if (starts(markup, "<![CDATA[")) {
        VtSlice content = take_until(markup, strlen("<![CDATA["), "]]>");
        append_text(markup, content.data, content.length, false);
        return;
    }
    VtSlice content = is_comment ? take_until(markup, strlen("<!--"), "-->") : take_until(markup, 2, ">");
    vt_leak_read_text(markup->reader, content.data, content.length, content.data);
    markup->tag_inside = true;
}

static void read_open(Markup *markup)
{
    char next = markup->end - markup->at > 1 ? markup->at[1] : '\0';
    bool is_end = next == '/' && markup->end - markup->at > 2 && g_ascii_isalpha(markup->at[2]);
    if (next == '!' || next == '?') {
        read_declaration(markup);
    } else if (g_ascii_isalpha(next) || is_end) {
        read_tag(markup);
    } else {
        append_text(markup, markup->at, 1, false);
        markup->at++;
    }
}

void vt_leak_read_markup(const VtLeakReader *reader, const char *data, size_t length)
{
    Markup markup = {.reader = reader, .start = data, .at = data, .end = data + length, .block_at = data};
    markup.joins = g_array_new(FALSE, FALSE, sizeof(size_t));
    vt_buffer_reserve(&markup.text, length);
    while (markup.at < markup.end) {
        const char *open = memchr(markup.at, '<', (size_t)(markup.end - markup.at));
        const char *stop = open != NULL ? open : markup.end;
        append_text(&markup, markup.at, (size_t)(stop - markup.at), true);
        markup.at = stop;
        if (open != NULL)
            read_open(&markup);
    }
    read_all_text(&markup);
    g_array_unref(markup.joins);
    vt_buffer_finish(&markup.anchors);
    vt_buffer_finish(&markup.text);
    vt_buffer_finish(&markup.decoded);
}
