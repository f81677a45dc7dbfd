/* RSS 2.0.11. Its `author` wants a mail address, so the author's name stands in dc:creator. */
#include "feed.h"
#include "xml.h"

static void write_date(VtXml *xml, const char *element, VtDate date)
{
    char text[40];
    if (!vt_date_is_set(date))
        return;
    vt_feed_date_rfc822(date, text);
    vt_xml_element_text(xml, element, text);
}

/* `description` is required of a channel. */
static const char *describe(const VtFeed *feed)
{
    const VtEditionEntry *index = feed->section ? feed->section->index : NULL;
    if (index && index->description[0])
        return index->description;
    return feed->edition->description[0] ? feed->edition->description : feed->edition->title;
}

static void write_head(VtXml *xml, const VtFeed *feed)
{
    g_autofree char *title = vt_feed_title(feed);
    g_autofree char *page = vt_feed_page_address(feed);
    g_autofree char *self = vt_feed_address(feed, "rss.xml");
    vt_xml_element_text(xml, "title", title);
    vt_xml_element_text(xml, "link", page);
    vt_xml_element_text(xml, "description", describe(feed));
    vt_xml_element_text(xml, "language", feed->edition->language);
    write_date(xml, "lastBuildDate", vt_feed_newest(feed));
    vt_xml_open(xml, "atom:link");
    vt_xml_attribute(xml, "rel", "self");
    vt_xml_attribute(xml, "type", "application/rss+xml");
    vt_xml_attribute(xml, "href", self);
    vt_xml_close(xml);
}

/* An item's description is HTML (RSS 2.0), so plain text is escaped once more. */
static void write_description(VtXml *xml, const char *text)
{
    g_auto(VtBuffer) html = {0};
    vt_buffer_append_html(&html, text, strlen(text));
    vt_xml_element_text(xml, "description", vt_buffer_string(&html));
}

static void write_content(VtXml *xml, const VtFeed *feed, const VtEditionEntry *entry)
{
    g_auto(VtBuffer) content = {0};
    vt_feed_content(feed, entry, &content);
    if (content.length == 0)
        return;
    vt_xml_open(xml, "content:encoded");
    vt_xml_html(xml, content.data, content.length);
    vt_xml_close(xml);
}

static void write_item(VtXml *xml, const VtFeed *feed, const VtEditionEntry *entry)
{
    g_autofree char *address = vt_absolute_address(feed->edition, entry->address);
    vt_xml_open(xml, "item");
    vt_xml_element_text(xml, "title", entry->title.text);
    vt_xml_element_text(xml, "link", address);
    vt_xml_open(xml, "guid");
    vt_xml_attribute(xml, "isPermaLink", "true");
    vt_xml_text(xml, address, strlen(address));
    vt_xml_close(xml);
    write_date(xml, "pubDate", entry->dated);
    vt_xml_element_text(xml, "dc:creator", vt_author_name(feed->edition));
    for (size_t i = 0; i < entry->skill_count; i++)
        vt_xml_element_text(xml, "category", entry->skills[i]->name);
    if (entry->description[0])
        write_description(xml, entry->description);
    write_content(xml, feed, entry);
    vt_xml_close(xml);
}

bool vt_format_rss(const VtFeed *feed, VtBuffer *out, VtDiagnostics *sink)
{
    VtEntryList entries = vt_feed_entries(feed);
    VtXml xml;
    vt_xml_init(&xml, out);
    vt_xml_open(&xml, "rss");
    vt_xml_attribute(&xml, "version", "2.0");
    vt_xml_attribute(&xml, "xmlns:atom", "http://www.w3.org/2005/Atom");
    vt_xml_attribute(&xml, "xmlns:content", "http://purl.org/rss/1.0/modules/content/");
    vt_xml_attribute(&xml, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
    vt_xml_open(&xml, "channel");
    write_head(&xml, feed);
    for (size_t i = 0; i < entries.count; i++)
        write_item(&xml, feed, entries.items[i]);
    vt_xml_close(&xml);
    vt_xml_close(&xml);
    return vt_xml_finish(&xml, "rss.xml", sink);
}
