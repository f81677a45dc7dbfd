/* What was held back, and why: an author should never wonder where an entry has gone. */
#include "withheld.h"

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void append_count(VtBuffer *out, size_t count, const char *what)
{
    if (count > 0)
        vt_buffer_append_format(out, "%s%zu %s", out->length > 0 ? ", " : "", count, what);
}

static void append_plural(VtBuffer *out, size_t count, const char *what, const char *then)
{
    if (count > 0)
        vt_buffer_append_format(out, "%s%zu %s%s%s", out->length > 0 ? ", " : "", count, what, plural(count),
                                then);
}

char *vt_withheld_text(const VtEdition *edition)
{
    VtBuffer text = {0};
    append_count(&text, edition->withheld.hidden_audience, "for other audiences");
    append_count(&text, edition->withheld.hidden_private, "private");
    append_count(&text, edition->withheld.hidden_draft, "draft");
    append_count(&text, edition->withheld.hidden_future, "dated in the future");
    append_count(&text, edition->withheld.hidden_section, "in hidden sections");
    append_plural(&text, edition->withheld.hidden_blocks, "marked part", "");
    append_plural(&text, edition->withheld.unlinked, "link", " made plain text");
    append_plural(&text, edition->withheld.replaced_names, "name", " replaced");
    return vt_buffer_steal(&text, NULL);
}

/* ---- Each with its place ---------------------------------------------------------------------------------
 */

static void tell_entries(const VtSiteEditions *all, size_t audience, VtBuffer *out)
{
    for (size_t i = 0; i < all->portfolio->entry_count; i++) {
        const VtEntry *entry = all->portfolio->entries[i];
        VtVisibilityReason reason = vt_visibility_reason(all->portfolio, all->audiences[audience],
                                                         &all->options, entry);
        if (reason.visibility == VT_SHOWN)
            continue;
        g_autofree char *clause = vt_reason_clause(&reason, all, audience);
        g_autofree char *place = vt_place_text(reason.span);
        vt_buffer_append_format(out, "%s: without %s: %s (%s)\n", all->audiences[audience]->name,
                                entry->source.path, clause, place);
    }
}

static void tell_texts(const VtEdition *edition, VtBuffer *out)
{
    for (size_t i = 0; i < edition->withheld.text_count; i++) {
        const VtWithheldText *text = &edition->withheld.texts[i];
        g_auto(VtBuffer) what = {0};
        append_plural(&what, text->hidden_blocks, "marked part", " left out");
        append_plural(&what, text->replaced_names, "name", " replaced");
        vt_buffer_append_format(out, "%s: %s: %s\n", edition->audience, text->path, vt_buffer_string(&what));
    }
    for (size_t i = 0; i < edition->withheld.unlinked; i++) {
        g_autofree char *place = vt_place_text(edition->withheld.unlinked_places[i]);
        vt_buffer_append_format(out, "%s: %s: a link to what it cannot see is plain text\n",
                                edition->audience, place);
    }
}

void vt_tell_withheld(const VtSiteEditions *all, size_t audience, VtBuffer *out)
{
    tell_entries(all, audience, out);
    if (all->editions[audience] != NULL)
        tell_texts(all->editions[audience], out);
}
