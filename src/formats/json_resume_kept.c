#include "json_resume_kept.h"

#include "absolute.h"

#include <stdlib.h>

const VtNode *vt_kept_of(const VtEditionEntry *entry)
{
    const VtNode *map = entry ? vt_node_get(entry->fields.extra, "jsonresume") : NULL;
    return map && map->type == VT_NODE_MAP ? map : NULL;
}

void vt_kept_init(VtKept *kept, VtJson *json, const VtNode *map)
{
    bool used = map && map->type == VT_NODE_MAP;
    *kept = (VtKept){.json = json, .map = used ? map : NULL};
    kept->done = used ? g_new0(bool, map->count + 1) : NULL;
}

/* The kept value, which the caller now answers for; NULL when there is none, or it was written already. */
static const VtNode *take(VtKept *kept, const char *key)
{
    for (size_t i = 0; kept->map && key && i < kept->map->count; i++) {
        if (strcmp(kept->map->pairs[i].key->text, key) != 0 || kept->done[i])
            continue;
        kept->done[i] = true;
        return kept->map->pairs[i].value;
    }
    return NULL;
}

void vt_kept_finish(VtKept *kept)
{
    for (size_t i = 0; kept->map && i < kept->map->count; i++)
        if (!kept->done[i])
            vt_json_node(kept->json, kept->map->pairs[i].key->text, kept->map->pairs[i].value);
    g_clear_pointer(&kept->done, g_free);
}

void vt_kept_open(VtKept *kept, const char *key, VtKept *inner)
{
    vt_json_object(kept->json, key);
    const VtNode *map = key && kept->map ? vt_node_get(kept->map, key) : NULL;
    vt_kept_init(inner, kept->json, map);
}

void vt_kept_close(VtKept *kept, const char *key, VtKept *inner)
{
    vt_kept_finish(inner);
    bool written = vt_json_is_open(kept->json);
    vt_json_close(kept->json);
    const VtNode *node = take(kept, key);
    if (node && !written)
        vt_json_node(kept->json, key, node);
}

/* ---- The same words? --------------------------------------------------------------------------------------
 */

static void append_letters(const char *text, GString *out)
{
    for (const char *p = text; p && *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char_validated(p, -1);
        if (c == (gunichar)-1 || c == (gunichar)-2)
            return;
        if (g_unichar_isalnum(c))
            g_string_append_unichar(out, g_unichar_tolower(c));
    }
}

static void append_node_letters(const VtNode *node, GString *out)
{
    append_letters(node->text, out);
    for (size_t i = 0; node->type == VT_NODE_LIST && i < node->count; i++)
        append_node_letters(node->items[i], out);
    for (size_t i = 0; node->type == VT_NODE_MAP && i < node->count; i++)
        append_node_letters(node->pairs[i].value, out);
}

static bool same_words(const VtNode *node, const char *const *texts, size_t count)
{
    g_autoptr(GString) kept = g_string_new(NULL);
    g_autoptr(GString) ours = g_string_new(NULL);
    append_node_letters(node, kept);
    for (size_t i = 0; i < count; i++)
        append_letters(texts[i], ours);
    return g_string_equal(kept, ours);
}

static unsigned month_named_in(const char *text)
{
    static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    for (const char *p = text; *p; p++) {
        if (!g_ascii_isalpha(*p) || (p > text && g_ascii_isalpha(p[-1])))
            continue;
        for (unsigned month = 0; month < 12; month++)
            if (g_ascii_strncasecmp(p, months + 3 * month, 3) == 0)
                return month + 1;
    }
    return 0;
}

/* Year and month of whatever was written: "2014-1", "01/2014", "Jan 2014", "2014-01-01T00:00:00". */
static VtDate loose_date(const char *text)
{
    unsigned long year = 0, month = month_named_in(text);
    for (const char *p = text; *p;) {
        size_t digits = strspn(p, "0123456789");
        unsigned long number = digits > 0 && digits < 6 ? strtoul(p, NULL, 10) : 0;
        if (digits == 4 && year == 0)
            year = number;
        else if (month == 0 && number >= 1 && number <= 12)
            month = number;
        p += digits > 0 ? digits : 1;
    }
    return (VtDate){.year = (int16_t)year, .month = (uint8_t)month};
}

static bool same_date(const VtNode *node, VtDate date)
{
    VtDate kept = loose_date(node->text ? node->text : "");
    if (!vt_date_is_set(date))
        return true;
    if (date.present)
        return kept.year == 0;
    return kept.year == date.year && kept.month == date.month;
}

/* ---- Members
 * ------------------------------------------------------------------------------------------------ */

void vt_kept_text(VtKept *kept, const char *key, const char *old, const char *text)
{
    size_t count = text && *text ? 1 : 0;
    const VtNode *node = take(kept, key), *old_node = take(kept, old);
    bool by_old = old_node && (count == 0 || same_words(old_node, &text, count));
    if (by_old)
        vt_json_node(kept->json, old, old_node);
    if (node && (count == 0 || same_words(node, &text, count)))
        vt_json_node(kept->json, key, node);
    else if (!by_old)
        vt_json_text(kept->json, key, text);
}

void vt_kept_texts(VtKept *kept, const char *key, const char *const *texts, size_t count)
{
    const VtNode *node = take(kept, key);
    if (node && (count == 0 || same_words(node, texts, count))) {
        vt_json_node(kept->json, key, node);
        return;
    }
    vt_json_array(kept->json, key);
    for (size_t i = 0; i < count; i++)
        vt_json_text(kept->json, NULL, texts[i]);
    vt_json_close(kept->json);
}

/* The schema's dates have years from 1000 to 2999. */
void vt_kept_date(VtKept *kept, const char *key, VtDate date)
{
    const VtNode *node = take(kept, key);
    if (node && same_date(node, date))
        vt_json_node(kept->json, key, node);
    else if (date.year >= 1000 && date.year <= 2999)
        vt_json_date(kept->json, key, date);
}

void vt_kept_address(VtKept *kept, const char *key, const char *old, const VtEdition *edition,
                     const char *address)
{
    g_autofree char *absolute = vt_absolute_address(edition, address);
    vt_kept_text(kept, key, old, absolute);
}

bool vt_kept_list(VtKept *kept, const char *key, size_t count)
{
    const VtNode *node = count == 0 ? take(kept, key) : NULL;
    if (node)
        vt_json_node(kept->json, key, node);
    return node != NULL;
}

const VtNode *vt_kept_item(const VtKept *kept, const char *key, size_t index, size_t count)
{
    const VtNode *list = kept->map ? vt_node_get(kept->map, key) : NULL;
    bool fits = list && list->type == VT_NODE_LIST && list->count == count;
    return fits ? list->items[index] : NULL;
}

void vt_kept_skip(VtKept *kept, const char *key)
{
    take(kept, key);
}
