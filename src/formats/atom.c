/* Atom, RFC 4287. Content is HTML as text (section 4.1.3.3): every reader takes it, and it cannot break the
 * file. */
#include "feed.h"
#include "xml.h"

static void write_link(VtXml *xml, const char *relation, const char *type, const char *address)
{
    if (!address)
        return;
    vt_xml_open(xml, "link");
    vt_xml_attribute(xml, "rel", relation);
    vt_xml_attribute(xml, "type", type);
    vt_xml_attribute(xml, "href", address);
    vt_xml_close(xml);
}

static void write_date(VtXml *xml, const char *element, VtDate date)
{
    char text[32];
    if (!vt_date_is_set(date))
        return;
    vt_feed_date_rfc3339(date, text);
    vt_xml_element_text(xml, element, text);
}

static void write_text(VtXml *xml, const char *element, const char *text)
{
    if (text[0] == '\0')
        return;
    vt_xml_open(xml, element);
    vt_xml_attribute(xml, "type", "text");
    vt_xml_text(xml, text, strlen(text));
    vt_xml_close(xml);
}

static void write_content(VtXml *xml, const VtFeed *feed, const VtEditionEntry *entry)
{
    g_auto(VtBuffer) content = {0};
    vt_feed_content(feed, entry, &content);
    if (content.length == 0)
        return;
    vt_xml_open(xml, "content");
    vt_xml_attribute(xml, "type", "html");
    vt_xml_html(xml, content.data, content.length);
    vt_xml_close(xml);
}

static void write_author(VtXml *xml, const VtEdition *edition)
{
    g_autofree char *home = vt_site_address(edition, "");
    vt_xml_open(xml, "author");
    vt_xml_element_text(xml, "name", vt_author_name(edition));
    vt_xml_element_text(xml, "uri", home);
    vt_xml_close(xml);
}

static void write_head(VtXml *xml, const VtFeed *feed)
{
    g_autofree char *title = vt_feed_title(feed);
    g_autofree char *page = vt_feed_page_address(feed);
    g_autofree char *self = vt_feed_address(feed, "feed.xml");
    g_autofree char *icon = vt_site_address(feed->edition, "icon.svg");
    vt_xml_element_text(xml, "id", page);
    write_text(xml, "title", title);
    if (!feed->section)
        write_text(xml, "subtitle", feed->edition->description);
    write_date(xml, "updated", vt_feed_newest(feed));
    write_author(xml, feed->edition);
    write_link(xml, "self", "application/atom+xml", self);
    write_link(xml, "alternate", "text/html", page);
    vt_xml_element_text(xml, "icon", icon);
}

static void write_entry(VtXml *xml, const VtFeed *feed, const VtEditionEntry *entry)
{
    g_autofree char *address = vt_absolute_address(feed->edition, entry->address);
    g_autofree char *elsewhere = vt_web_address(feed->edition, entry->fields.url);
    vt_xml_open(xml, "entry");
    vt_xml_element_text(xml, "id", address);
    write_text(xml, "title", entry->title.text);
    write_date(xml, "published", vt_feed_published(entry));
    write_date(xml, "updated", vt_feed_updated(entry));
    write_link(xml, "alternate", "text/html", address);
    write_link(xml, "related", NULL, elsewhere);
    for (size_t i = 0; i < entry->skill_count; i++) {
        vt_xml_open(xml, "category");
        vt_xml_attribute(xml, "term", entry->skills[i]->name);
        vt_xml_close(xml);
    }
    write_text(xml, "summary", entry->description);
    write_content(xml, feed, entry);
    vt_xml_close(xml);
}

bool vt_format_atom(const VtFeed *feed, VtBuffer *out, VtDiagnostics *sink)
{
    VtEntryList entries = vt_feed_entries(feed);
    VtXml xml;
    vt_xml_init(&xml, out);
    vt_xml_open(&xml, "feed");
    vt_xml_attribute(&xml, "xmlns", "http://www.w3.org/2005/Atom");
    vt_xml_attribute(&xml, "xml:lang", feed->edition->language);
    write_head(&xml, feed);
    for (size_t i = 0; i < entries.count; i++)
        write_entry(&xml, feed, entries.items[i]);
    vt_xml_close(&xml);
    return vt_xml_finish(&xml, "feed.xml", sink);
}
