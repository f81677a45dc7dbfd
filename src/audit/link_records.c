#include "link_records.h"

enum { MANY_ID_BYTES = 4096 };

/* A page may have a hundred thousand ids, and as many links to them. */
static bool has_id(VtLinkPage *page, const char *id)
{
    const char *end = page->ids + page->ids_length;
    if (page->id_set != NULL)
        return g_hash_table_contains(page->id_set, id);
    if (page->ids_length > MANY_ID_BYTES)
        page->id_set = g_hash_table_new(g_str_hash, g_str_equal);
    bool found = false;
    for (const char *at = page->ids; at < end; at += strlen(at) + 1) {
        found = found || strcmp(at, id) == 0;
        if (page->id_set != NULL)
            g_hash_table_add(page->id_set, (char *)(uintptr_t)at);
        else if (found)
            break;
    }
    return found;
}

bool vt_link_has_fragment(VtLinkPage *page, const char *fragment)
{
    return !page->has_ids || strcmp(fragment, "top") == 0 || has_id(page, fragment);
}

bool vt_referrer_comes_before(const VtReferrer *known, const VtLinkPage *page, unsigned order)
{
    return known->page == page ? known->order <= order : strcmp(known->page->path, page->path) < 0;
}

void vt_link_refer(VtLinkTarget *target, const VtLinkPage *page, VtAddressUse use, unsigned line,
                   unsigned order)
{
    VtReferrer *first = &target->first[use];
    target->files += target->last != page;
    target->last = page;
    bool comes_first = first->page != NULL && ((first->page != page && first->run == page->run) ||
                                               vt_referrer_comes_before(first, page, order));
    if (!comes_first)
        *first = (VtReferrer){page, line, order, page->run};
}
