#include "table.h"

typedef bool FeedFormat(const VtFeed *feed, VtBuffer *out, VtDiagnostics *sink);
typedef bool EditionFormat(const VtEdition *edition, VtBuffer *out, VtDiagnostics *sink);

enum { SITEMAP_LIMIT = 50000 };

static bool produce_feed(const VtPublication *publication, const VtRow *row, FeedFormat *format,
                         VtBuffer *out, VtDiagnostics *sink)
{
    VtFeed feed = {.edition = publication->edition, .section = row->subject};
    return format(&feed, out, sink);
}

#define PRODUCE_FEED(name, format)                                                                           \
    static bool name(const VtPublication *publication, const VtRow *row, VtArena *scratch, VtBuffer *out,    \
                     VtDiagnostics *sink)                                                                    \
    {                                                                                                        \
        (void)scratch;                                                                                       \
        return produce_feed(publication, row, format, out, sink);                                            \
    }

#define PRODUCE_EDITION(name, format)                                                                        \
    static bool name(const VtPublication *publication, const VtRow *row, VtArena *scratch, VtBuffer *out,    \
                     VtDiagnostics *sink)                                                                    \
    {                                                                                                        \
        (void)row, (void)scratch;                                                                            \
        return format(publication->edition, out, sink);                                                      \
    }

PRODUCE_FEED(produce_atom, vt_format_atom)
PRODUCE_FEED(produce_rss, vt_format_rss)
PRODUCE_FEED(produce_json_feed, vt_format_json_feed)
PRODUCE_EDITION(produce_robots, vt_format_robots)
PRODUCE_EDITION(produce_manifest, vt_format_manifest)
PRODUCE_EDITION(produce_vcard, vt_format_vcard)
PRODUCE_EDITION(produce_calendar, vt_format_calendar)
PRODUCE_EDITION(produce_resume, vt_format_json_resume)
PRODUCE_EDITION(produce_icon, vt_format_icon)

/* A file that is there, and empty: GitHub Pages then leaves the site as it is, instead of running Jekyll. */
static bool produce_nothing(const VtPublication *publication, const VtRow *row, VtArena *scratch,
                            VtBuffer *out, VtDiagnostics *sink)
{
    (void)publication, (void)row, (void)scratch, (void)out, (void)sink;
    return true;
}

static bool produce_domain(const VtPublication *publication, const VtRow *row, VtArena *scratch,
                           VtBuffer *out, VtDiagnostics *sink)
{
    (void)row, (void)scratch, (void)sink;
    vt_buffer_append_format(out, "%s\n", publication->edition->domain);
    return true;
}

static bool produce_sitemap(const VtPublication *publication, const VtRow *row, VtArena *scratch,
                            VtBuffer *out, VtDiagnostics *sink)
{
    (void)scratch;
    size_t start = row->part * SITEMAP_LIMIT;
    size_t count = MIN((size_t)SITEMAP_LIMIT, publication->address_count - start);
    return vt_format_sitemap(publication->edition, publication->addresses + start, count, out, sink);
}

static bool produce_sitemap_index(const VtPublication *publication, const VtRow *row, VtArena *scratch,
                                  VtBuffer *out, VtDiagnostics *sink)
{
    (void)row, (void)scratch;
    return vt_format_sitemap_index(publication->edition, vt_format_sitemap_count(publication->address_count),
                                   out, sink);
}

static const VtPage *resume_page(const VtPublication *publication)
{
    size_t count;
    const VtPage *pages = vt_renderer_pages(publication->renderer, &count);
    for (size_t i = 0; i < count; i++)
        if (pages[i].kind == VT_PAGE_RESUME)
            return &pages[i];
    return NULL;
}

static bool produce_pdf(const VtPublication *publication, const VtRow *row, VtArena *scratch, VtBuffer *out,
                        VtDiagnostics *sink)
{
    const VtPage *page = row->subject;
    g_auto(VtBuffer) html = {0};
    g_assert(publication->print != NULL);
    if (!vt_render_page(publication->renderer, page, scratch, &html, sink))
        return false;
    VtPrintRequest request = {.publication = publication,
                              .origin = publication->edition->origin,
                              .base_path = publication->edition->base_path,
                              .address = page->address,
                              .language = publication->edition->language,
                              .html = &html};
    return publication->print(&request, out, sink);
}

static void add_feeds(VtPublication *publication, const VtEditionSection *section)
{
    static const struct {
        const char *name;
        VtProduce *produce;
    } feeds[] = {{"feed.xml", produce_atom}, {"rss.xml", produce_rss}, {"feed.json", produce_json_feed}};
    int folder = section == NULL ? 0 : (int)(strlen(section->file) - strlen("index.html"));
    for (size_t i = 0; i < G_N_ELEMENTS(feeds); i++) {
        const char *path = section == NULL ? feeds[i].name
                                           : vt_arena_format(publication->arena, "%.*s%s", folder,
                                                             section->file, feeds[i].name);
        vt_publication_add(publication, path, NULL, feeds[i].produce, section);
    }
}

/* What a search engine should know: neither 404.html nor redirects, and a date only where an entry says one.
 */
static void list_addresses(VtPublication *publication)
{
    size_t count;
    const VtPage *pages = vt_renderer_pages(publication->renderer, &count);
    publication->addresses = VT_ARENA_ARRAY(publication->arena, VtSitemapAddress, count);
    for (size_t i = 0; i < count; i++) {
        if (pages[i].kind == VT_PAGE_NOT_FOUND || pages[i].kind == VT_PAGE_REDIRECT)
            continue;
        bool is_entry = pages[i].kind >= VT_PAGE_ENTRY_ROLE && pages[i].kind <= VT_PAGE_ENTRY_PAGE;
        const VtEditionEntry *entry = is_entry ? pages[i].subject : NULL;
        publication->addresses[publication->address_count++] = (VtSitemapAddress){
            .address = pages[i].address, .lastmod = entry != NULL ? entry->fields.updated : (VtDate){0}};
    }
}

static void add_sitemap(VtPublication *publication)
{
    list_addresses(publication);
    size_t files = vt_format_sitemap_count(publication->address_count);
    if (files == 0) {
        vt_publication_add(publication, "sitemap.xml", NULL, produce_sitemap, NULL);
        return;
    }
    vt_publication_add(publication, "sitemap.xml", NULL, produce_sitemap_index, NULL);
    for (size_t i = 0; i < files; i++) {
        const char *path = vt_arena_format(publication->arena, "sitemap-%zu.xml", i + 1);
        vt_publication_add(publication, path, NULL, produce_sitemap, NULL);
        g_array_index(publication->rows, VtRow, publication->rows->len - 1).part = i;
    }
}

void vt_publication_add_formats(VtPublication *publication)
{
    const VtEdition *edition = publication->edition;
    if (edition->dated.count > 0)
        add_feeds(publication, NULL);
    for (size_t i = 0; i < edition->section_count; i++)
        if (edition->sections[i].dated.count > 0)
            add_feeds(publication, &edition->sections[i]);
    add_sitemap(publication);
    vt_publication_add(publication, "robots.txt", NULL, produce_robots, NULL);
    vt_publication_add(publication, "site.webmanifest", NULL, produce_manifest, NULL);
    vt_publication_add(publication, "contact.vcf", NULL, produce_vcard, NULL);
    vt_publication_add(publication, "resume.json", NULL, produce_resume, NULL);
    vt_publication_add(publication, "icon.svg", NULL, produce_icon, NULL);
    vt_publication_add(publication, ".nojekyll", NULL, produce_nothing, NULL);
    if (vt_format_has_calendar(edition))
        vt_publication_add(publication, "events.ics", NULL, produce_calendar, NULL);
    const VtPage *resume = edition->pdf ? resume_page(publication) : NULL;
    if (resume != NULL)
        vt_publication_add(publication, "resume.pdf", NULL, produce_pdf, resume);
    if (edition->domain != NULL)
        vt_publication_add(publication, "CNAME", NULL, produce_domain, NULL);
}
