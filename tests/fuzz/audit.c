/* The audit's reading of final bytes: tags, nesting, links, ids. Its first bytes say as what an input is
 * read. */
#include "fuzz.h"

#include <vitrine/html_nesting.h>
#include "vitrine/audit.h"


typedef struct Form {
    const char *start;
    const char *path;
    const char *type;
} Form;

static const Form forms[] = {
    {"<?xml", "feed.xml", "application/atom+xml; charset=utf-8"},
    {"<rss", "rss.xml", "application/rss+xml; charset=utf-8"},
    {"<urlset", "sitemap.xml", "application/xml"},
    {"<svg", "images/a.svg", "image/svg+xml"},
    {"{", "feed.json", "application/feed+json"},
    {"[", "search.json", "application/json"},
    {"<", "projects/dsp/index.html", "text/html; charset=utf-8"},
    {"", "assets/style.css", "text/css; charset=utf-8"},
};

static const Form *form_of(const char *text)
{
    size_t i = 0;
    while (!g_str_has_prefix(text, forms[i].start))
        i++;
    return &forms[i];
}

/* Every part of a tag lies in the text, and the tags stand one behind the other. */
static void check_tags(const char *text, size_t length)
{
    VtHtmlTokens tokens;
    VtHtmlTag tag;
    VtHtmlNesting nesting;
    g_auto(VtBuffer) decoded = {0};
    const char *last = text;
    vt_html_tokens_init(&tokens, text, length);
    vt_html_nesting_init(&nesting, text);
    while (vt_html_tokens_next(&tokens, &tag)) {
        g_assert_true(tokens.start >= last && tokens.start < tokens.at && tokens.at <= text + length);
        g_assert_cmpuint(tag.attribute_count, <=, VT_HTML_MOST_ATTRIBUTES);
        last = tokens.start;
        for (size_t i = 0; i < tag.attribute_count; i++) {
            g_assert_true(fuzz_lies_in(tag.attributes[i].name, text, length));
            g_assert_true(fuzz_lies_in(tag.attributes[i].value, text, length));
            vt_html_decode(tag.attributes[i].value, &decoded);
        }
        g_assert_cmpuint(vt_html_tokens_line(&tokens), >=, 1);
        g_free(vt_html_nesting_add(&nesting, &tag, &tokens));
    }
    g_free(vt_html_nesting_end(&nesting));
    vt_html_nesting_finish(&nesting);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = fuzz_text(data, size);
    g_autofree char *exact = g_memdup2(text, MAX(size, 1)); /* not terminated, as in a publication */
    const Form *form = form_of(text);
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_autoptr(VtAudit) audit = vt_audit_new("https://robin.example", "/portfolio/", 1);
    vt_audit_add_neighbour(audit, "/portfolio/other/");
    check_tags(exact, size);
    vt_audit_file(audit, 0, form->path, form->type, NULL, exact, size, sink);
    vt_audit_file(audit, 0, "index.html", "text/html; charset=utf-8", NULL, "<p id=a>x", 9, sink);
    bool good = vt_audit_finish(audit, sink);
    g_assert_true(good || vt_diagnostics_count(sink, VT_ERROR) > 0);
    fuzz_messages(sink);
    return 0;
}
