#include <vitrine/external_links.h>

#include <string.h>

/* Owned by the table of addresses. */
typedef struct Address {
    char *text;
    GArray *places; /* of VtSpan */
    bool answered;
    VtLinkAnswer answer;
    char *detail;
    char *day; /* of the answer */
} Address;

struct VtExternalLinks {
    const VtPortfolio *portfolio;
    VtDate today;
    GPtrArray *addresses; /* of Address, in the order they were found */
    GHashTable *by_text;  /* borrowed from the array */
    GHashTable *origins;  /* path → VtEntry */
    GHashTable *others;   /* lines of the file about addresses that are not this site's: address → line */
};

static void address_free(gpointer data)
{
    Address *address = data;
    g_array_unref(address->places);
    g_free(address->text);
    g_free(address->detail);
    g_free(address->day);
    g_free(address);
}

VtExternalLinks *vt_external_links_new(const VtPortfolio *portfolio, VtDate today)
{
    VtExternalLinks *links = g_new0(VtExternalLinks, 1);
    links->portfolio = portfolio;
    links->today = today;
    links->addresses = g_ptr_array_new_with_free_func(address_free);
    links->by_text = g_hash_table_new(g_str_hash, g_str_equal);
    links->origins = g_hash_table_new(g_str_hash, g_str_equal);
    links->others = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (size_t i = 0; i < portfolio->entry_count; i++)
        g_hash_table_insert(links->origins, (void *)(uintptr_t)portfolio->entries[i]->source.path,
                            portfolio->entries[i]);
    return links;
}

void vt_external_links_free(VtExternalLinks *links)
{
    if (links == NULL)
        return;
    g_ptr_array_unref(links->addresses);
    g_hash_table_unref(links->by_text);
    g_hash_table_unref(links->origins);
    g_hash_table_unref(links->others);
    g_free(links);
}

size_t vt_external_links_count(const VtExternalLinks *links)
{
    return links->addresses->len;
}

/* ---- Collecting -----------------------------------------------------------------------------------------
 */

static bool is_elsewhere(const VtEdition *edition, const char *address)
{
    size_t length = strlen(edition->origin);
    bool web = g_ascii_strncasecmp(address, "http://", 7) == 0 ||
               g_ascii_strncasecmp(address, "https://", 8) == 0;
    bool own = strncmp(address, edition->origin, length) == 0 && strchr("/?#", address[length]) != NULL;
    return web && !own && strpbrk(address, " \t\r\n") == NULL;
}

static bool holds_place(const Address *address, VtSpan span)
{
    for (guint i = 0; i < address->places->len; i++) {
        const VtSpan *place = &g_array_index(address->places, VtSpan, i);
        if (place->source == span.source && place->offset == span.offset)
            return true;
    }
    return false;
}

static void add_address(VtExternalLinks *links, const VtEdition *edition, VtSlice target, VtSpan span)
{
    size_t length = target.length;
    const char *fragment = length > 0 ? memchr(target.data, '#', length) : NULL;
    g_autofree char *text = g_strndup(target.data,
                                      fragment != NULL ? (size_t)(fragment - target.data) : length);
    if (!is_elsewhere(edition, text))
        return;
    Address *address = g_hash_table_lookup(links->by_text, text);
    if (address == NULL) {
        address = g_new0(Address, 1);
        address->text = g_steal_pointer(&text);
        address->places = g_array_new(FALSE, FALSE, sizeof(VtSpan));
        g_ptr_array_add(links->addresses, address);
        g_hash_table_insert(links->by_text, address->text, address);
    }
    if (!holds_place(address, span))
        g_array_append_val(address->places, span);
}

static void add_text(VtExternalLinks *links, const VtEdition *edition, const VtEntry *origin, const char *key,
                     const char *address)
{
    if (address != NULL)
        add_address(links, edition, vt_slice(address), vt_entry_span(origin, key));
}

static void add_fields(VtExternalLinks *links, const VtEdition *edition, const VtEntry *origin,
                       const VtFields *fields)
{
    add_text(links, edition, origin, "url", fields->url);
    add_text(links, edition, origin, "slides", fields->slides);
    add_text(links, edition, origin, "video", fields->video);
    for (size_t i = 0; i < fields->links.count; i++)
        add_text(links, edition, origin, "links", fields->links.items[i].url);
    for (size_t i = 0; i < fields->profiles.count; i++)
        add_text(links, edition, origin, "profiles", fields->profiles.items[i].url);
}

static void add_entry(VtExternalLinks *links, const VtEdition *edition, const VtEditionEntry *entry)
{
    const VtEntry *origin = entry != NULL ? g_hash_table_lookup(links->origins, entry->path) : NULL;
    if (origin == NULL)
        return;
    add_fields(links, edition, origin, &entry->fields);
    for (size_t i = 0; entry->document != NULL && i < entry->document->link_count; i++) {
        const VtLink *link = &entry->document->links[i];
        bool kept = entry->targets == NULL || entry->targets[i].action == VT_LINK_KEEP;
        if (kept)
            add_address(links, edition, link->target, (VtSpan){&origin->source, link->offset, link->length});
    }
}

void vt_external_links_add(VtExternalLinks *links, const VtEdition *edition)
{
    add_entry(links, edition, edition->profile);
    add_entry(links, edition, edition->home);
    for (size_t i = 0; i < edition->section_count; i++)
        add_entry(links, edition, edition->sections[i].index);
    for (size_t i = 0; i < edition->entries.count; i++)
        add_entry(links, edition, edition->entries.items[i]);
}

/* ---- Answers --------------------------------------------------------------------------------------------
 */

static const char *const words[] = {[VT_LINK_FINE] = "ok",
                                    [VT_LINK_MOVED_TO] = "moved",
                                    [VT_LINK_NOT_THERE] = "dead",
                                    [VT_LINK_UNKNOWN] = "unknown"};

bool vt_link_answer_parse(const char *word, VtLinkAnswer *answer)
{
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (strcmp(words[i], word) != 0)
            continue;
        *answer = (VtLinkAnswer)i;
        return true;
    }
    return false;
}

void vt_external_links_answer(VtExternalLinks *links, const char *text, VtLinkAnswer answer,
                              const char *detail)
{
    char day[16];
    Address *address = g_hash_table_lookup(links->by_text, text);
    if (address == NULL)
        return;
    vt_date_format(links->today, day);
    g_free(address->detail);
    g_free(address->day);
    address->answered = true;
    address->answer = answer;
    address->detail = g_strdup(detail);
    address->day = g_strdup(day);
}

void vt_external_links_open(const VtExternalLinks *links, VtBuffer *out)
{
    for (guint i = 0; i < links->addresses->len; i++) {
        const Address *address = links->addresses->pdata[i];
        if (!address->answered)
            vt_buffer_append_format(out, "%s\n", address->text);
    }
}

/* ---- The file -------------------------------------------------------------------------------------------
 */

static guint32 day_number(VtDate date)
{
    GDate day;
    if (date.day == 0 || date.month == 0 || date.year < 1)
        return 0;
    g_date_clear(&day, 1);
    g_date_set_dmy(&day, date.day, (GDateMonth)date.month, (GDateYear)date.year);
    return g_date_get_julian(&day);
}

/* Does an answer of that day still hold? */
static bool holds_still(const VtExternalLinks *links, const char *day, VtLinkAnswer answer)
{
    enum { GOOD_FOR = 14, BAD_FOR = 1 };
    VtDate date;
    if (answer == VT_LINK_UNKNOWN || vt_date_parse(vt_slice(day), &date) != VT_DATE_OK)
        return false;
    guint32 then = day_number(date), now = day_number(links->today);
    guint32 most = answer == VT_LINK_NOT_THERE ? BAD_FOR : GOOD_FOR;
    return then > 0 && then <= now && now - then < most;
}

static void recall_line(VtExternalLinks *links, const char *line)
{
    VtLinkAnswer answer;
    g_auto(GStrv) parts = g_strsplit(line, "\t", 4);
    if (g_strv_length(parts) != 4 || !vt_link_answer_parse(parts[1], &answer) ||
        !holds_still(links, parts[0], answer))
        return;
    Address *address = g_hash_table_lookup(links->by_text, parts[2]);
    if (address == NULL) {
        g_hash_table_replace(links->others, g_strdup(parts[2]), g_strdup(line));
        return;
    }
    vt_external_links_answer(links, parts[2], answer, parts[3]);
    g_free(address->day);
    address->day = g_strdup(parts[0]);
}

void vt_external_links_recall(VtExternalLinks *links, const char *file)
{
    g_autofree char *text = NULL;
    if (!g_file_get_contents(file, &text, NULL, NULL) || !g_utf8_validate(text, -1, NULL))
        return;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        recall_line(links, *line);
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool vt_external_links_remember(const VtExternalLinks *links, const char *file)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter iter;
    gpointer line;
    g_hash_table_iter_init(&iter, links->others);
    while (g_hash_table_iter_next(&iter, NULL, &line))
        g_ptr_array_add(lines, g_strconcat(line, "\n", NULL));
    for (guint i = 0; i < links->addresses->len; i++) {
        const Address *address = links->addresses->pdata[i];
        if (address->answered && address->answer != VT_LINK_UNKNOWN)
            g_ptr_array_add(lines, g_strdup_printf("%s\t%s\t%s\t%s\n", address->day, words[address->answer],
                                                   address->text, address->detail));
    }
    g_ptr_array_sort(lines, compare_texts);
    g_ptr_array_add(lines, NULL);
    g_autofree char *text = g_strjoinv("", (char **)lines->pdata);
    g_autofree char *folder = g_path_get_dirname(file);
    return g_mkdir_with_parents(folder, 0700) == 0 && g_file_set_contents(file, text, -1, NULL);
}

/* ---- Reporting ------------------------------------------------------------------------------------------
 */

static bool is_ignored(const VtSite *site, VtDiagnosticId id)
{
    for (size_t i = 0; i < site->ignored.count; i++)
        if (strcmp(site->ignored.items[i], vt_diagnostic_info(id)->name) == 0)
            return true;
    return false;
}

static void report_place(const VtExternalLinks *links, const Address *address, VtSpan place,
                         VtDiagnostics *sink)
{
    static const VtDiagnosticId ids[] = {[VT_LINK_MOVED_TO] = VT_LINK_MOVED,
                                         [VT_LINK_NOT_THERE] = VT_LINK_DEAD,
                                         [VT_LINK_UNKNOWN] = VT_LINK_UNCHECKED};
    VtLinkAnswer answer = address->answered ? address->answer : VT_LINK_UNKNOWN;
    if (answer == VT_LINK_FINE || is_ignored(&links->portfolio->site, ids[answer]))
        return;
    if (answer == VT_LINK_MOVED_TO) {
        VtDiagnostic *diagnostic = vt_diagnose(sink, VT_LINK_MOVED, place, "%s has moved for good",
                                               address->text);
        vt_diagnostic_note(diagnostic, "write %s", address->detail);
        return;
    }
    VtDiagnostic *diagnostic = vt_diagnose(
        sink, ids[answer], place, answer == VT_LINK_NOT_THERE ? "%s leads nowhere" : "%s was not checked",
        address->text);
    vt_diagnostic_note(diagnostic, "%s", address->answered ? address->detail : "nothing was heard of it");
}

void vt_external_links_report(const VtExternalLinks *links, VtDiagnostics *sink)
{
    for (guint i = 0; i < links->addresses->len; i++) {
        const Address *address = links->addresses->pdata[i];
        for (guint j = 0; j < address->places->len; j++)
            report_place(links, address, g_array_index(address->places, VtSpan, j), sink);
    }
}
