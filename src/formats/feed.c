#include "feed.h"

VtEntryList vt_feed_entries(const VtFeed *feed)
{
    VtEntryList entries = feed->section ? feed->section->dated : feed->edition->dated;
    entries.count = MIN(entries.count, (size_t)VT_FEED_LIMIT);
    return entries;
}

char *vt_feed_title(const VtFeed *feed)
{
    if (!feed->section)
        return g_strdup(feed->edition->title);
    return g_strdup_printf("%s – %s", feed->section->title, feed->edition->title);
}

static const char *base_of(const VtFeed *feed)
{
    return feed->section ? feed->section->address : feed->edition->base_path;
}

char *vt_feed_page_address(const VtFeed *feed)
{
    return g_strconcat(feed->edition->origin, base_of(feed), NULL);
}

char *vt_feed_address(const VtFeed *feed, const char *file)
{
    return g_strconcat(feed->edition->origin, base_of(feed), file, NULL);
}

VtDate vt_feed_published(const VtEditionEntry *entry)
{
    bool only_updated = !vt_date_is_set(entry->fields.date) &&
                        vt_date_compare(entry->dated, entry->fields.updated) == 0;
    return only_updated ? (VtDate){0} : entry->dated;
}

VtDate vt_feed_updated(const VtEditionEntry *entry)
{
    VtDate updated = entry->fields.updated;
    if (!vt_date_is_set(updated))
        return entry->dated;
    return vt_date_compare(updated, entry->dated) > 0 ? updated : entry->dated;
}

VtDate vt_feed_newest(const VtFeed *feed)
{
    VtEntryList entries = vt_feed_entries(feed);
    VtDate newest = {0};
    for (size_t i = 0; i < entries.count; i++) {
        VtDate updated = vt_feed_updated(entries.items[i]);
        if (!vt_date_is_set(newest) || vt_date_compare(updated, newest) > 0)
            newest = updated;
    }
    return newest;
}

/* Links to the top of the page itself are written as "#title", which means nothing inside a feed. */
static VtLinkTarget *targets_from_elsewhere(const VtEditionEntry *entry)
{
    const VtDocument *document = entry->document;
    VtLinkTarget *targets = g_new0(VtLinkTarget, document->link_count + 1);
    for (size_t i = 0; i < document->link_count; i++) {
        VtSlice written = document->links[i].target;
        if (entry->targets)
            targets[i] = entry->targets[i];
        if (targets[i].action == VT_LINK_KEEP && written.length > 0 && written.data[0] == '#')
            targets[i] = (VtLinkTarget){.action = VT_LINK_REPLACE, .address = vt_slice(entry->address)};
    }
    return targets;
}

void vt_feed_content(const VtFeed *feed, const VtEditionEntry *entry, VtBuffer *out)
{
    if (!entry->document || entry->document->html.length == 0)
        return;
    g_autofree VtLinkTarget *targets = targets_from_elsewhere(entry);
    VtWriteOptions options = {
        .targets = targets, .origin = vt_slice(feed->edition->origin), .embedded = true};
    vt_document_write_html(entry->document, vt_document_all(entry->document), &options, out);
}

static unsigned first_of(unsigned part)
{
    return part == 0 ? 1 : part;
}

void vt_feed_date_rfc3339(VtDate date, char out[static 32])
{
    g_snprintf(out, 32, "%04d-%02u-%02uT00:00:00Z", date.year, first_of(date.month), first_of(date.day));
}

void vt_feed_date_rfc822(VtDate date, char out[static 40])
{
    static const char *const weekdays[] = {"", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {"",    "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    unsigned month = first_of(date.month);
    unsigned day = first_of(date.day);
    GDate calendar;
    g_date_clear(&calendar, 1);
    g_date_set_dmy(&calendar, (GDateDay)day, (GDateMonth)month, (GDateYear)date.year);
    g_snprintf(out, 40, "%s, %02u %s %04d 00:00:00 +0000", weekdays[g_date_get_weekday(&calendar)], day,
               months[month], date.year);
}
