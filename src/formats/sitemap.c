/* sitemaps.org 0.9. Its schema knows whole days only, so a change known to the month has no lastmod. */
#include "absolute.h"
#include "xml.h"

enum { ADDRESSES_IN_A_FILE = 50000 };

#define SITEMAP_NAMESPACE "http://www.sitemaps.org/schemas/sitemap/0.9"

size_t vt_format_sitemap_count(size_t address_count)
{
    if (address_count <= ADDRESSES_IN_A_FILE)
        return 0;
    return (address_count + ADDRESSES_IN_A_FILE - 1) / ADDRESSES_IN_A_FILE;
}

static void write_address(VtXml *xml, const VtEdition *edition, const VtSitemapAddress *page)
{
    g_autofree char *address = vt_absolute_address(edition, page->address);
    vt_xml_open(xml, "url");
    vt_xml_element_text(xml, "loc", address);
    if (page->lastmod.day != 0) {
        char date[16];
        vt_date_format(page->lastmod, date);
        vt_xml_element_text(xml, "lastmod", date);
    }
    vt_xml_close(xml);
}

bool vt_format_sitemap(const VtEdition *edition, const VtSitemapAddress *addresses, size_t count,
                       VtBuffer *out, VtDiagnostics *sink)
{
    VtXml xml;
    vt_xml_init(&xml, out);
    vt_xml_open(&xml, "urlset");
    vt_xml_attribute(&xml, "xmlns", SITEMAP_NAMESPACE);
    for (size_t i = 0; i < count; i++)
        write_address(&xml, edition, &addresses[i]);
    vt_xml_close(&xml);
    return vt_xml_finish(&xml, "sitemap.xml", sink);
}

bool vt_format_sitemap_index(const VtEdition *edition, size_t files, VtBuffer *out, VtDiagnostics *sink)
{
    VtXml xml;
    vt_xml_init(&xml, out);
    vt_xml_open(&xml, "sitemapindex");
    vt_xml_attribute(&xml, "xmlns", SITEMAP_NAMESPACE);
    for (size_t i = 0; i < files; i++) {
        char file[40];
        g_snprintf(file, sizeof file, "sitemap-%zu.xml", i + 1);
        g_autofree char *address = vt_site_address(edition, file);
        vt_xml_open(&xml, "sitemap");
        vt_xml_element_text(&xml, "loc", address);
        vt_xml_close(&xml);
    }
    vt_xml_close(&xml);
    return vt_xml_finish(&xml, "sitemap.xml", sink);
}
