/* Inline Markdown of front matter → HTML and plain text. */
#include "links.h"

/* Letters, digits and marks that mean nothing to Markdown wherever they stand in a line. */
static bool means_nothing(char c)
{
    return g_ascii_isalnum(c) || (unsigned char)c >= 0x80 ||
           (c != '\0' && strchr(" ,.;()/'\"+-%$?=", c) != NULL);
}

/* Most titles and summaries hold no markup. They begin with a letter, so that they begin no list, and hold
 * nothing that could become an address. */
static bool is_plain(const char *text)
{
    if (!g_ascii_isalpha(text[0]) && (unsigned char)text[0] < 0x80)
        return false;
    for (const char *p = text; *p; p++)
        if (!means_nothing(*p))
            return false;
    size_t length = strlen(text);
    return text[length - 1] != ' ' && !strstr(text, "  ") && !strstr(text, "www.");
}

VtRichText vt_rich_text_plain(VtBuild *build, const char *text)
{
    vt_buffer_reset(&build->scratch);
    vt_buffer_append_html(&build->scratch, text, strlen(text));
    return (VtRichText){vt_arena_copy(build->arena, build->scratch.data, build->scratch.length), text};
}

/* Of an attribute's value, as our own writer escapes it. */
static char *unescaped(const char *value, size_t length)
{
    g_autoptr(GString) text = g_string_new_len(value, (gssize)length);
    g_string_replace(text, "&quot;", "\"", 0);
    g_string_replace(text, "&lt;", "<", 0);
    g_string_replace(text, "&gt;", ">", 0);
    g_string_replace(text, "&amp;", "&", 0);
    return g_strdup(text->str);
}

/* A tag with an address in our writer's HTML, where "<" stands nowhere but at a tag. */
typedef struct Tag {
    const char *start;
    const char *value; /* between the quotes */
    size_t value_length;
    const char *end; /* behind ">" */
    bool image;
} Tag;

static bool next_tag(const char *html, Tag *tag)
{
    static const char link[] = "<a href=\"";
    static const char image[] = "<img src=\"";
    const char *a = strstr(html, link);
    const char *img = strstr(html, image);
    if (!a && !img)
        return false;
    tag->image = !a || (img && img < a);
    tag->start = tag->image ? img : a;
    tag->value = tag->start + (tag->image ? sizeof image : sizeof link) - 1;
    tag->value_length = strcspn(tag->value, "\"");
    /* Attributes hold ">" only as "&gt;". */
    const char *end = strchr(tag->value, '>');
    tag->end = end ? end + 1 : tag->value + strlen(tag->value);
    return true;
}

/* An image without an alternative text; one that only decorates says so by two quotes. */
static bool is_silent(const Tag *tag)
{
    static const char none[] = " alt=\"\"";
    const char *alt = strstr(tag->value, none);
    return alt && alt < tag->end;
}

static VtLinkTarget resolve_tag(VtBuild *build, const VtLinkQuery *place, const Tag *tag)
{
    g_autofree char *written = unescaped(tag->value, tag->value_length);
    VtLinkQuery query = *place;
    query.written = vt_slice(written);
    query.in_value = true;
    query.image = tag->image;
    if (tag->image && is_silent(tag))
        vt_report_no_alt(build, &query, false);
    return vt_resolve_link(build, &query);
}

/* Of an image that goes: its alternative text stays. */
static void append_alt(VtBuffer *out, const Tag *tag)
{
    const char *alt = strstr(tag->value, " alt=\"");
    if (alt && alt < tag->end && !g_str_has_prefix(alt + 6, "&quot;&quot;\""))
        vt_buffer_append(out, alt + 6, strcspn(alt + 6, "\""));
}

/* Returns what follows the tag; for an unlinked one its end tag is left out as well. */
static const char *append_unlinked(VtBuffer *out, const Tag *tag)
{
    if (tag->image) {
        append_alt(out, tag);
        return tag->end;
    }
    const char *close = strstr(tag->end, "</a>");
    if (!close)
        return tag->end;
    vt_buffer_append(out, tag->end, (size_t)(close - tag->end));
    return close + 4;
}

/* A tag from there on; the two quotes that say that an image decorates are no text of it. */
static void append_tag(VtBuffer *out, const Tag *tag, const char *from)
{
    static const char quotes[] = " alt=\"&quot;&quot;\"";
    const char *alt = tag->image ? strstr(from, quotes) : NULL;
    if (alt && alt < tag->end) {
        vt_buffer_append(out, from, (size_t)(alt - from));
        vt_buffer_append_string(out, " alt=\"\"");
        from = alt + strlen(quotes);
    }
    vt_buffer_append(out, from, (size_t)(tag->end - from));
}

/* Into the tag that was just appended. */
static void append_size(const VtBuild *build, const VtLinkTarget *target, VtBuffer *out)
{
    VtPicture picture = target->picture ? vt_read_picture(build, target->picture) : (VtPicture){0};
    if (picture.width == 0 || picture.height == 0)
        return;
    out->length--;
    vt_buffer_append_format(out, " width=\"%u\" height=\"%u\">", picture.width, picture.height);
}

static void append_resolved(VtBuild *build, const VtLinkQuery *place, const char *html, VtBuffer *out)
{
    Tag tag;
    while (next_tag(html, &tag)) {
        VtLinkTarget target = resolve_tag(build, place, &tag);
        vt_buffer_append(out, html, (size_t)(tag.start - html));
        html = tag.end;
        switch (target.action) {
        case VT_LINK_KEEP:
            append_tag(out, &tag, tag.start);
            break;
        case VT_LINK_REPLACE:
            vt_buffer_append(out, tag.start, (size_t)(tag.value - tag.start));
            vt_buffer_append_html(out, target.address.data, target.address.length);
            append_tag(out, &tag, tag.value + tag.value_length);
            append_size(build, &target, out);
            break;
        case VT_LINK_UNLINK:
            html = append_unlinked(out, &tag);
            break;
        }
    }
    vt_buffer_append_string(out, html);
}

VtRichText vt_rich_text(VtBuild *build, const VtLinkQuery *place, const char *markdown)
{
    if (!markdown || markdown[0] == '\0')
        return (VtRichText){"", ""};
    if (is_plain(markdown))
        return vt_rich_text_plain(build, markdown);
    g_auto(VtBuffer) html = {0};
    g_auto(VtBuffer) plain = {0};
    g_auto(VtBuffer) resolved = {0};
    vt_markdown_inline(build->markdown, vt_slice(markdown), &html, &plain);
    append_resolved(build, place, vt_buffer_string(&html), &resolved);
    return (VtRichText){vt_arena_copy(build->arena, resolved.data, resolved.length),
                        vt_arena_copy(build->arena, plain.data, plain.length)};
}

GPtrArray *vt_rich_addresses(VtMarkdown *markdown, const char *text)
{
    GPtrArray *addresses = g_ptr_array_new_with_free_func(g_free);
    g_auto(VtBuffer) html = {0};
    vt_markdown_inline(markdown, vt_slice(text), &html, NULL);
    Tag tag;
    for (const char *at = vt_buffer_string(&html); next_tag(at, &tag); at = tag.end)
        g_ptr_array_add(addresses, unescaped(tag.value, tag.value_length));
    return addresses;
}
