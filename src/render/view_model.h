/* What the builders of view-models share: the renderer, and the functions that make its parts.
 *
 * Every function makes values in the arena that it is given: the renderer's for what many pages share, the
 * page's scratch for the rest. Strings of the edition and the theme are borrowed, not copied. */
#pragma once

#include "shapes.h"
#include "words.h"

#define VT_SKILLS_FOLDER "skills/"
#define VT_RESUME_FOLDER "resume/"

/* An item of the menu, and its value for pages that are not below it. */
typedef struct VtMenuEntry {
    const char *title;
    const char *address;
    VtValue value;
} VtMenuEntry;

/* The feeds that a page names in its head: in all formats, or Atom alone. */
typedef struct VtAlternates {
    VtValue all;
    VtValue one;
} VtAlternates;

/* Owned by whoever called vt_renderer_new; immutable once made. */
struct VtRenderer {
    const VtEdition *edition;
    const VtTheme *theme;
    VtArena *arena;
    VtRenderLimits limits; /* its advice is in the arena */
    unsigned jobs;
    VtArena **arenas; /* one for each job: what jobs made at the same time */
    VtShapes shapes;
    VtWords words;
    VtAtom theme_names[3]; /* labels, options, assets */
    VtValue theme_values[3];
    VtValue site;
    VtValue profile;
    VtAlternates site_alternates;           /* of pages in no section */
    const VtAlternates *section_alternates; /* by place in the edition's list */
    VtValue profile_image;
    GHashTable *entries;                        /* VtEditionEntry → VtValue in `arena` */
    const VtValue *skills;                      /* by place in the edition's list */
    const VtValue *section_links, *skill_links; /* likewise */
    const VtPage *pages;
    size_t page_count;
    const VtMenuEntry *menu;
    size_t menu_count;
};

/* ---- small_values.c: dates, links, images ---- */

/* NULL gives null; the text is borrowed. */
static inline VtValue vt_text_or_null(const char *text)
{
    return text && *text ? vt_value_string(text) : VT_NULL;
}

static inline VtValue vt_html_or_null(const char *html)
{
    return html && *html ? vt_value_html(vt_slice(html)) : VT_NULL;
}

static inline VtValue vt_count(size_t count)
{
    return vt_value_integer((int64_t)count);
}

VtValue vt_date_value(const VtRenderer *renderer, VtArena *arena, VtDate date);
/* Null where neither start nor end is known. */
VtValue vt_dates_value(const VtRenderer *renderer, VtArena *arena, VtDate start, VtDate end, bool current,
                       int months);
/* The entry's image; null where it has none. */
VtValue vt_image_value(const VtRenderer *renderer, VtArena *arena, const VtEditionEntry *entry);
VtValue vt_links_value(const VtRenderer *renderer, VtArena *arena, const VtNamedLink *links, size_t count);
VtValue vt_texts_value(VtArena *arena, VtStrings strings);
/* `folder`: an address that ends in "/". */
VtValue vt_feeds_value(const VtRenderer *renderer, VtArena *arena, const char *folder);
/* One text after the other. */
const char *vt_join(VtArena *arena, const char *a, const char *b);
/* `address` made absolute, where it is one of this site's. */
const char *vt_absolute(const VtRenderer *renderer, VtArena *arena, const char *address);
/* Plain text on one line, at most VT_DESCRIPTION_LENGTH characters, cut at a word; NULL where there is none.
 */
const char *vt_description(VtArena *arena, const char *text);
unsigned vt_reading_minutes(size_t words);

/* ---- content_values.c ---- */

/* The document's HTML with its links put in; `deeper` levels down. `embedded`: on a page that is not its own.
 */
VtSlice vt_document_html(const VtEditionEntry *entry, VtRange range, unsigned deeper, bool embedded,
                         VtArena *arena);
/* Null where the document is empty. `first`: no image stands above it on its page, so its own first one is
 * loaded at once. */
VtValue vt_content_value(const VtRenderer *renderer, VtArena *arena, const VtEditionEntry *entry, bool first);

/* ---- outline.c ---- */

VtValue vt_outline_value(const VtRenderer *renderer, VtArena *arena, const VtHeading *headings, size_t count);

/* ---- bullets.c ---- */

/* What of a list item stands for it in a list of entries: all before the first list in it, without the <p> of
 * a loose list. `cut` tells whether something was left out. */
VtRange vt_bullet_range(VtSlice html, VtRange item, bool *cut);
/* Is there text or an image in the document outside of `shown`, which is sorted? */
bool vt_says_more(VtSlice html, const VtRange *shown, size_t count);

/* ---- entry_values.c ---- */

void vt_entry_values_init(VtRenderer *renderer);
/* The shared value, or null for NULL. */
VtValue vt_entry_value(const VtRenderer *renderer, const VtEditionEntry *entry);
/* A section's index.md, which is no entry of the edition's, or null for NULL. */
VtValue vt_index_value(const VtRenderer *renderer, VtArena *arena, const VtEditionEntry *index);
/* At most `limit` of them; a list, maybe empty. */
VtValue vt_entries_value(const VtRenderer *renderer, VtArena *arena, VtEntryList entries, size_t limit);
VtValue vt_embedded_value(const VtRenderer *renderer, VtArena *arena, const VtEditionEntry *entry);

/* ---- lists.c ---- */

VtValue vt_listing_value(const VtRenderer *renderer, VtArena *arena, VtEntryList entries, size_t limit);
/* Talks to come, the next one first, or all others. The items live in `arena`. */
/* The lists and bands of the home page: home.c. */
void vt_fill_home(const VtRenderer *renderer, VtArena *arena, VtModelHomePage *model);
VtEntryList vt_upcoming(VtArena *arena, VtEntryList entries);
VtEntryList vt_past(VtArena *arena, VtEntryList entries);
VtValue vt_organizations_value(const VtRenderer *renderer, VtArena *arena, VtEntryList entries, size_t limit);
VtValue vt_resume_organizations_value(const VtRenderer *renderer, VtArena *arena, VtEntryList roles);
VtValue vt_groups_value(const VtRenderer *renderer, VtArena *arena, VtEntryList entries);

/* ---- career.c ---- */

VtValue vt_career_value(const VtRenderer *renderer, VtArena *arena);

/* ---- skill_values.c ---- */

void vt_skill_values_init(VtRenderer *renderer);
VtValue vt_skills_value(const VtRenderer *renderer, VtArena *arena, size_t limit);
VtValue vt_skill_value(const VtRenderer *renderer, const VtSkill *skill);

/* ---- site_values.c, profile_values.c: shared by all pages ---- */

void vt_site_values_init(VtRenderer *renderer);
void vt_alternates_init(VtRenderer *renderer);
void vt_menu_init(VtRenderer *renderer);
/* The address of a path of this site, in the renderer's arena. */
const char *vt_below_base(const VtRenderer *renderer, const char *path);
VtValue vt_menu_value(const VtRenderer *renderer, VtArena *arena, const VtPage *page);
void vt_profile_value_init(VtRenderer *renderer);
/* "mailto:…" and "tel:…"; NULL for NULL. */
const char *vt_email_url(VtArena *arena, const char *email);
const char *vt_phone_url(VtArena *arena, const char *phone);
const char *vt_initials(VtArena *arena, const VtFields *fields, const char *name);

/* ---- sentence.c ---- */

/* How many bytes of inline HTML are its first sentence: all where there is one, or where the end is in doubt.
 */
size_t vt_first_sentence(const char *html);

/* ---- pages.c ---- */

void vt_pages_init(VtRenderer *renderer);
bool vt_has_resume(const VtEdition *edition);
const char *vt_profile_name(const VtEdition *edition);

/* ---- page_value.c, page_models.c ---- */

const char *vt_section_title_html(VtArena *arena, const VtEditionSection *section);
VtValue vt_page_value(const VtRenderer *renderer, VtArena *arena, const VtPage *page);
/* The root object of the page's template. */
VtValue vt_page_model(const VtRenderer *renderer, VtArena *arena, const VtPage *page);
