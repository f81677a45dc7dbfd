/* JSON Feed 1.1. */
#include "feed.h"
#include "json.h"

/* An item must have content of one form or the other. */
static void write_content(VtJson *json, const VtFeed *feed, const VtEditionEntry *entry)
{
    g_auto(VtBuffer) content = {0};
    vt_feed_content(feed, entry, &content);
    if (content.length > 0)
        vt_json_slice(json, "content_html", (VtSlice){content.data, content.length});
    else
        vt_json_text(json, "content_text", entry->description[0] ? entry->description : entry->title.text);
}

static void write_time(VtJson *json, const char *key, VtDate date)
{
    char text[32];
    if (!vt_date_is_set(date))
        return;
    vt_feed_date_rfc3339(date, text);
    vt_json_text(json, key, text);
}

static void write_item(VtJson *json, const VtFeed *feed, const VtEditionEntry *entry)
{
    g_autofree char *address = vt_absolute_address(feed->edition, entry->address);
    vt_json_object(json, NULL);
    vt_json_text(json, "id", address);
    vt_json_text(json, "url", address);
    vt_json_web_address(json, "external_url", feed->edition, entry->fields.url);
    vt_json_text(json, "title", entry->title.text);
    vt_json_text(json, "summary", entry->description);
    write_content(json, feed, entry);
    vt_json_address(json, "image", feed->edition, entry->image_address);
    write_time(json, "date_published", vt_feed_published(entry));
    write_time(json, "date_modified", vt_feed_updated(entry));
    vt_json_array(json, "tags");
    for (size_t i = 0; i < entry->skill_count; i++)
        vt_json_text(json, NULL, entry->skills[i]->name);
    vt_json_close(json);
    vt_json_close(json);
}

static void write_head(VtJson *json, const VtFeed *feed)
{
    g_autofree char *title = vt_feed_title(feed);
    g_autofree char *page = vt_feed_page_address(feed);
    g_autofree char *self = vt_feed_address(feed, "feed.json");
    g_autofree char *home = vt_site_address(feed->edition, "");
    g_autofree char *icon = vt_site_address(feed->edition, "icon.svg");
    vt_json_text(json, "version", "https://jsonfeed.org/version/1.1");
    vt_json_text(json, "title", title);
    vt_json_text(json, "home_page_url", page);
    vt_json_text(json, "feed_url", self);
    vt_json_text(json, "description", feed->section ? NULL : feed->edition->description);
    vt_json_text(json, "icon", icon);
    vt_json_text(json, "language", feed->edition->language);
    vt_json_array(json, "authors");
    vt_json_object(json, NULL);
    vt_json_text(json, "name", vt_author_name(feed->edition));
    vt_json_text(json, "url", home);
    vt_json_close(json);
    vt_json_close(json);
}

bool vt_format_json_feed(const VtFeed *feed, VtBuffer *out, VtDiagnostics *sink)
{
    (void)sink;
    VtEntryList entries = vt_feed_entries(feed);
    VtJson json;
    vt_json_begin(&json, out, true);
    write_head(&json, feed);
    vt_json_array(&json, "items");
    for (size_t i = 0; i < entries.count; i++)
        write_item(&json, feed, entries.items[i]);
    vt_json_close(&json);
    vt_json_end(&json);
    return true;
}
