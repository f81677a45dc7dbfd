/* formats: the files of an edition that are not pages.
 *
 * Each function appends one file to a buffer, from the edition alone. Addresses in them are absolute, but for
 * the web manifest's: browsers refuse one whose start address is of another origin, as it would be in a
 * preview. No clock is read: dates come from entries.
 *
 * XML goes through one writer (src/formats/xml.h) that leaves out what XML cannot hold, and all return false
 * after a diagnostic (format-invalid), which would be a mistake of ours. JSON goes through another (json.h)
 * that writes no empty member and nothing that could end a script element. Any text in any field gives a file
 * that can be read again.
 *
 * Threads: pure functions of the edition. */
#pragma once

#include "edition.h"

/* A feed: of the whole site (section NULL), or of a section. At most the 20 newest dated entries. Call only
 * where there are dated entries. Its own address is feed.xml, rss.xml or feed.json at the site's base or in
 * the section's folder. */
typedef struct VtFeed {
    const VtEdition *edition;
    const VtEditionSection *section;
} VtFeed;

/* Atom, RFC 4287. Ids are tag-free: the entry's address. `updated` is the newest date of what it holds. */
bool vt_format_atom(const VtFeed *feed, VtBuffer *out, VtDiagnostics *sink);
/* RSS 2.0.11 with atom:link self and content:encoded. */
bool vt_format_rss(const VtFeed *feed, VtBuffer *out, VtDiagnostics *sink);
/* JSON Feed 1.1. */
bool vt_format_json_feed(const VtFeed *feed, VtBuffer *out, VtDiagnostics *sink);

/* An address of the site as the sitemap lists it; lastmod unset where it is not known. Only one known to the
 * day is written: the schema of sitemaps has no place for "2023-05". */
typedef struct VtSitemapAddress {
    const char *address; /* "/projects/" */
    VtDate lastmod;
} VtSitemapAddress;

/* sitemaps.org 0.9: at most 50,000 addresses in a file. With more, `sitemap.xml` is an index of
 * `sitemap-1.xml`, …; vt_format_sitemap_count says how many files there are beside it (0: none). */
size_t vt_format_sitemap_count(size_t address_count);
bool vt_format_sitemap(const VtEdition *edition, const VtSitemapAddress *addresses, size_t count,
                       VtBuffer *out, VtDiagnostics *sink);
bool vt_format_sitemap_index(const VtEdition *edition, size_t files, VtBuffer *out, VtDiagnostics *sink);

/* RFC 9309; names no folder, so it can betray none. */
bool vt_format_robots(const VtEdition *edition, VtBuffer *out, VtDiagnostics *sink);
/* W3C application manifest. */
bool vt_format_manifest(const VtEdition *edition, VtBuffer *out, VtDiagnostics *sink);
/* vCard 4.0, RFC 6350: lines folded at 75 octets, CRLF. */
bool vt_format_vcard(const VtEdition *edition, VtBuffer *out, VtDiagnostics *sink);
/* iCalendar, RFC 5545; talks with a full date. DTSTAMP is the talk's own date, for no clock is read. */
bool vt_format_calendar(const VtEdition *edition, VtBuffer *out, VtDiagnostics *sink);
/* Are there talks that events.ics could hold? */
bool vt_format_has_calendar(const VtEdition *edition);
/* JSON Resume 1.x, valid by its schema: role → work, community → volunteer, post → publications, project →
 * projects, talk → projects of type "talk". `present` is left out, as the schema has no word for it. */
bool vt_format_json_resume(const VtEdition *edition, VtBuffer *out, VtDiagnostics *sink);
/* The same with all that JSON Resume has no word for in `meta.x-vitrine`, so that an import of it gives the
 * edition back: whole texts, pages, keys of ours. json_resume_keys.def, beside the sources, is its manual. */
bool vt_format_json_resume_whole(const VtEdition *edition, VtBuffer *out, VtDiagnostics *sink);
/* One résumé document: contact, summary, then the sections in menu order but those of pages. Roles,
 * programmes and education with all their text; of projects summary and result; of the rest a line each.
 * Markdown reads well as it is and can be imported again; text is for forms: 80 columns, "- " bullets, no
 * markup. */
bool vt_format_resume_markdown(const VtEdition *edition, VtBuffer *out, VtDiagnostics *sink);
bool vt_format_resume_text(const VtEdition *edition, VtBuffer *out, VtDiagnostics *sink);
/* The page's structured data for <script type="application/ld+json">: ProfilePage and Person for home (entry
 * NULL), Article, Event, BreadcrumbList for entries. Safe inside a script element ("<" is escaped). */
bool vt_format_json_ld(const VtEdition *edition, const VtEditionEntry *entry, VtBuffer *out);
/* The same as a tile to be drawn: appends the letters; colours are static. */
void vt_format_icon_tile(const VtEdition *edition, VtBuffer *letters, const char **ground, const char **ink);
/* An SVG icon of the profile's initials. */
bool vt_format_icon(const VtEdition *edition, VtBuffer *out, VtDiagnostics *sink);
