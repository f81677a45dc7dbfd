/* A page of the site → one file that needs no other. */
#include "pdf_private.h"

#include "vitrine/html.h"

typedef struct Page {
    const VtPrintRequest *request;
    VtArena *scratch;
    VtBuffer *out;
    VtDiagnostics *sink;
    bool failed;
} Page;

static const VtHtmlAttribute *attribute_of(const VtHtmlTag *tag, const char *name)
{
    for (size_t i = 0; i < tag->attribute_count; i++)
        if (vt_slice_is(tag->attributes[i].name, name))
            return &tag->attributes[i];
    return NULL;
}

/* The site's file that an address leads to; NULL: it is elsewhere. */
static const VtFile *file_at(const Page *page, VtSlice address)
{
    g_auto(VtBuffer) decoded = {0};
    const char *text = vt_html_decode(address, &decoded);
    const char *base = page->request->base_path;
    if (!g_str_has_prefix(text, base))
        return NULL;
    g_autofree char *path = g_uri_unescape_string(text + strlen(base), NULL);
    return path != NULL ? vt_publication_find(page->request->publication, path) : NULL;
}

static bool produce(Page *page, const VtFile *file, VtBuffer *bytes)
{
    bool done = vt_publication_produce(page->request->publication, file, page->scratch, bytes, page->sink);
    page->failed = page->failed || !done;
    return done;
}

static void append_style(Page *page, const VtFile *file)
{
    g_auto(VtBuffer) bytes = {0};
    if (!produce(page, file, &bytes))
        return;
    vt_buffer_append_string(page->out, "<style>");
    vt_buffer_append(page->out, bytes.data, bytes.length);
    vt_buffer_append_string(page->out, "</style>");
}

/* Stylesheets come in; icons, feeds and what else a page refers to are of no use on paper. */
static void append_link(Page *page, const VtHtmlTag *tag)
{
    const VtHtmlAttribute *relation = attribute_of(tag, "rel"), *address = attribute_of(tag, "href");
    bool is_style = relation != NULL && vt_slice_is(relation->value, "stylesheet");
    const VtFile *file = is_style && address != NULL ? file_at(page, address->value) : NULL;
    if (file != NULL)
        append_style(page, file);
}

static void append_data_address(Page *page, const VtFile *file)
{
    g_auto(VtBuffer) bytes = {0};
    if (!produce(page, file, &bytes))
        return;
    g_autofree char *coded = g_base64_encode((const guchar *)bytes.data, bytes.length);
    vt_buffer_append_format(page->out, "data:%s;base64,", file->type);
    vt_buffer_append_string(page->out, coded);
}

/* Returns up to where the page has been copied. Sizes for other screens go; lazy images would never come. */
static const char *append_image(Page *page, const VtHtmlTag *tag, const char *start)
{
    const VtHtmlAttribute *source = attribute_of(tag, "src");
    const VtFile *file = source != NULL ? file_at(page, source->value) : NULL;
    const char *name = strcmp(tag->name, "img") == 0 ? "<img" : "<source";
    vt_buffer_append_string(page->out, name);
    const char *copied = start + strlen(name);
    for (size_t i = 0; i < tag->attribute_count; i++) {
        const VtHtmlAttribute *attribute = &tag->attributes[i];
        const char *after = attribute->value.data + attribute->value.length;
        bool drops = vt_slice_is(attribute->name, "srcset") || vt_slice_is(attribute->name, "loading");
        if (attribute->value.length == 0 || (!drops && (attribute != source || file == NULL)))
            continue;
        const char *until = drops ? attribute->name.data : attribute->value.data;
        vt_buffer_append(page->out, copied, (size_t)(until - copied));
        if (!drops)
            append_data_address(page, file);
        copied = drops && (*after == '"' || *after == '\'') ? after + 1 : after;
    }
    return copied;
}

/* The paper of the language's region; the theme's own stylesheet may say otherwise. */
static const char *paper(const char *language)
{
    static const char *const letter[] = {"-us", "-ca", "-mx", "-ph", "-cl", "-co", "-ve", "-pr"};
    g_autofree char *lower = g_ascii_strdown(language, -1);
    for (size_t i = 0; i < G_N_ELEMENTS(letter); i++)
        if (g_str_has_suffix(lower, letter[i]))
            return "letter";
    return "A4";
}

/* Everything else stays; addresses from the root are completed by the page's base. */
static void append_base(Page *page)
{
    vt_buffer_append_string(page->out, "<base href=\"");
    vt_buffer_append_html(page->out, page->request->origin, strlen(page->request->origin));
    vt_buffer_append_html(page->out, page->request->address, strlen(page->request->address));
    vt_buffer_append_format(
        page->out, "\"><meta name=\"generator\" content=\"Vitrine\"><style>@page { size: %s; }</style>",
        paper(page->request->language));
}

static void rewrite(Page *page)
{
    const VtBuffer *html = page->request->html;
    const char *copied = html->data;
    VtHtmlTokens tokens;
    VtHtmlTag tag;
    vt_html_tokens_init(&tokens, html->data, html->length);
    while (vt_html_tokens_next(&tokens, &tag)) {
        bool is_link = strcmp(tag.name, "link") == 0, is_image = strcmp(tag.name, "img") == 0;
        bool is_source = strcmp(tag.name, "source") == 0, is_head = strcmp(tag.name, "head") == 0;
        if (tag.is_end || !(is_link || is_image || is_source || is_head))
            continue;
        const char *until = is_head ? tokens.at : tokens.start;
        vt_buffer_append(page->out, copied, (size_t)(until - copied));
        copied = tokens.at;
        if (is_head)
            append_base(page);
        else if (is_link)
            append_link(page, &tag);
        else if (is_image)
            copied = append_image(page, &tag, tokens.start);
    }
    vt_buffer_append(page->out, copied, (size_t)(html->data + html->length - copied));
}

bool vt_pdf_page(const VtPrintRequest *request, VtBuffer *out, VtDiagnostics *sink)
{
    Page page = {.request = request, .scratch = vt_arena_new(), .out = out, .sink = sink};
    rewrite(&page);
    vt_arena_free(page.scratch);
    return !page.failed;
}
