/* What the three kinds of feed have in common. */
#pragma once

#include "absolute.h"

enum { VT_FEED_LIMIT = 20 };

/* The newest entries of the feed. */
VtEntryList vt_feed_entries(const VtFeed *feed);
/* "Projects – Robin Sample" for a section, else the site's title. */
char *vt_feed_title(const VtFeed *feed);
/* Of the page it belongs to. */
char *vt_feed_page_address(const VtFeed *feed);
/* Its own, by the name of its file. */
char *vt_feed_address(const VtFeed *feed, const char *file);
/* When the entry was published; unset when only its change is dated. */
VtDate vt_feed_published(const VtEditionEntry *entry);
/* The later of its dates. */
VtDate vt_feed_updated(const VtEditionEntry *entry);
/* Of the newest of the feed's entries. */
VtDate vt_feed_newest(const VtFeed *feed);
/* The entry's text as HTML with absolute addresses and without ids; nothing when it has none. */
void vt_feed_content(const VtFeed *feed, const VtEditionEntry *entry, VtBuffer *out);

/* RFC 3339, of the first second that the date can mean: "2023-05-01T00:00:00Z". */
void vt_feed_date_rfc3339(VtDate date, char out[static 32]);
/* RFC 822 with four digits of the year, in English: "Mon, 01 May 2023 00:00:00 +0000". */
void vt_feed_date_rfc822(VtDate date, char out[static 40]);
