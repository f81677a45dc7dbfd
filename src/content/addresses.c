/* What the entries claim together: no two may have one address, no alias may hide a page.
 *
 * Addresses are compared as they will be written: /section/slug/, both parts slugs, so a difference in case
 * alone is a clash. */
#include "content_private.h"

/* One for each entry; further ones lie in the arena. */
typedef struct Claim {
    const VtEntry *entry;
    const char *address;
    guint hash;
    VtSpan span; /* without a source: where the entry's slug comes from, looked up when it is told */
} Claim;

/* Who claims what, while all entries are asked. */
typedef struct Claims {
    GHashTable *pages;   /* set of Claim, by address */
    GHashTable *aliases; /* the same, in folded case */
    VtArena *arena;
    VtDiagnostics *sink;
} Claims;

static guint claim_hash(gconstpointer claim)
{
    return ((const Claim *)claim)->hash;
}

static gboolean is_same_claim(gconstpointer a, gconstpointer b)
{
    const Claim *x = a, *y = b;
    return x->hash == y->hash && strcmp(x->address, y->address) == 0;
}

static Claim new_claim(const VtEntry *entry, const char *address, VtSpan span)
{
    return (Claim){entry, address, g_str_hash(address), span};
}

/* Of others, by address. */
static const Claim *find_claim(GHashTable *claims, const Claim *claim)
{
    return g_hash_table_lookup(claims, claim);
}

/* "/first/second/", without what is empty. */
static char *join_address(VtArena *arena, const char *first, const char *second)
{
    char *address = vt_arena_alloc(arena, strlen(first) + strlen(second) + sizeof "///");
    char *end = g_stpcpy(address, "/");
    if (*first != '\0')
        end = g_stpcpy(g_stpcpy(end, first), "/");
    if (*second != '\0')
        g_stpcpy(g_stpcpy(end, second), "/");
    return address;
}

static VtSpan claim_span(const Claim *claim)
{
    return claim->span.source != NULL ? claim->span : vt_entry_span(claim->entry, "slug");
}

/* The place of one alias within the list of them. */
static VtSpan alias_span(const VtEntry *entry, const char *alias)
{
    VtSpan span = vt_entry_span(entry, "aliases");
    size_t length = strlen(alias) - 1;
    if (span.offset == VT_WHOLE_FILE)
        return span;
    length -= length > 0 && alias[length] == '/';
    const char *found = memmem(entry->source.text + span.offset, span.length, alias + 1, length);
    return found == NULL ? span : (VtSpan){&entry->source, (size_t)(found - entry->source.text), length};
}

static void add_claim(const Claims *claims, GHashTable *table, Claim claim)
{
    Claim *kept = VT_ARENA_NEW(claims->arena, Claim);
    *kept = claim;
    g_hash_table_add(table, kept);
}

static void claim_address(const Claims *claims, Claim *claim)
{
    const VtEntry *entry = claim->entry;
    if (claim->address == NULL)
        return;
    const Claim *first = find_claim(claims->pages, claim);
    if (first == NULL) {
        g_hash_table_add(claims->pages, claim);
        return;
    }
    VtDiagnostic *diagnostic = vt_diagnose(claims->sink, VT_ENTRY_ADDRESS, vt_entry_span(entry, "slug"),
                                           "two entries have the address %s", claim->address);
    vt_diagnostic_place(diagnostic, claim_span(first), "the other is %s", first->entry->source.path);
    if (*entry->slug != '\0')
        vt_diagnostic_note(diagnostic, "give one of them another slug in its front matter: slug: %s-2",
                           entry->slug);
    else
        vt_diagnostic_note(diagnostic, "join the two, or rename one of them");
}

static void report_section_name(const VtEntry *entry, VtDiagnostics *sink)
{
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_VALUE_SLUG, VT_IN_FILE(&entry->source),
                                           "no address can be made of the folder's name \"%s\"",
                                           entry->section);
    vt_diagnostic_note(diagnostic, "rename the folder");
}

static void report_section(const Claim *first, const char *section, const char *address, VtDiagnostics *sink)
{
    bool page = *first->entry->section == '\0';
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_ENTRY_ADDRESS, claim_span(first),
                                           "%s and the folder \"%s\" have the address %s",
                                           page ? "this page" : "this folder", section, address);
    vt_diagnostic_note(diagnostic,
                       page ? "move the page's text to %s/index.md, or rename one of them"
                            : "join the folder %s with the other, or rename one of them",
                       section);
}

/* Every section has a page at /section/; where an index.md is that page, it has claimed the address. */
static void claim_section(const Claims *claims, GHashTable *indexed, const VtEntry *entry)
{
    g_autofree char *slug = vt_slugify(entry->section);
    if (*slug == '\0' || strlen(slug) > VT_MOST_NAME_BYTES) {
        report_section_name(entry, claims->sink);
        return;
    }
    if (g_hash_table_contains(indexed, entry->section))
        return;
    Claim claim = new_claim(entry, join_address(claims->arena, slug, ""), VT_IN_FILE(&entry->source));
    const Claim *first = find_claim(claims->pages, &claim);
    if (first == NULL)
        add_claim(claims, claims->pages, claim);
    else
        report_section(first, entry->section, claim.address, claims->sink);
}

static void claim_sections(const Claims *claims, VtEntry *const *entries, size_t count)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) indexed = g_hash_table_new(g_str_hash, g_str_equal);
    const char *last = "";
    for (size_t i = 0; i < count; i++)
        if (entries[i]->is_index)
            g_hash_table_add(indexed, (gpointer)entries[i]->section);
    for (size_t i = 0; i < count; i++) {
        const char *section = entries[i]->section;
        if (*section != '\0' && strcmp(section, last) != 0 && g_hash_table_add(seen, (gpointer)section))
            claim_section(claims, indexed, entries[i]);
        last = section;
    }
}

static void claim_alias(const Claims *claims, const VtEntry *entry, const char *alias)
{
    g_autofree char *folded = g_utf8_casefold(alias, -1);
    Claim claim = new_claim(entry, vt_arena_string(claims->arena, folded), alias_span(entry, alias));
    const Claim *page = find_claim(claims->pages, &claim);
    const Claim *other = find_claim(claims->aliases, &claim);
    if (page == NULL && other == NULL) {
        add_claim(claims, claims->aliases, claim);
        return;
    }
    VtDiagnostic *diagnostic = vt_diagnose(
        claims->sink, VT_ENTRY_ALIAS, alias_span(entry, alias),
        page != NULL ? "the alias %s is the address of a page" : "two entries have the alias %s", alias);
    const Claim *first = page != NULL ? page : other;
    vt_diagnostic_place(diagnostic, claim_span(first),
                        page != NULL ? "the page is %s" : "the other one is of %s",
                        first->entry->source.path);
    vt_diagnostic_note(diagnostic, "an address can lead to one page only; delete the alias here or there");
}

/* ---- What each entry claims, worked out by many threads ------------------------------------------------ */

enum { RUN = 256 };

typedef struct Addressing {
    VtEntry *const *entries;
    size_t count;
    Claim *claims;
    VtArena **arenas; /* one for each thread */
} Addressing;

/* The section's part is made once for entries of one that follow each other. */
static void address_run(size_t index, unsigned worker, void *data)
{
    const Addressing *addressing = data;
    const char *section = NULL;
    g_autofree char *slug = NULL;
    size_t end = MIN((index + 1) * RUN, addressing->count);
    for (size_t i = index * RUN; i < end; i++) {
        const VtEntry *entry = addressing->entries[i];
        addressing->claims[i] = (Claim){.entry = entry};
        if (entry->kind == VT_KIND_PROFILE)
            continue;
        if (section == NULL || strcmp(section, entry->section) != 0) {
            g_free(slug);
            slug = vt_slugify(section = entry->section);
        }
        const char *address = join_address(addressing->arenas[worker], slug, entry->slug);
        addressing->claims[i] = new_claim(entry, address, VT_NOWHERE);
    }
}

static void check(const Claims *claims, const Addressing *addressing)
{
    for (size_t i = 0; i < addressing->count; i++)
        claim_address(claims, &addressing->claims[i]);
    claim_sections(claims, addressing->entries, addressing->count);
    for (size_t i = 0; i < addressing->count; i++) {
        const VtEntry *entry = addressing->entries[i];
        for (size_t j = 0; j < entry->fields.aliases.count; j++)
            claim_alias(claims, entry, entry->fields.aliases.items[j]);
    }
}

void vt_check_addresses(VtEntry *const *entries, size_t count, unsigned jobs, VtDiagnostics *sink)
{
    unsigned workers = jobs > 0 ? jobs : vt_jobs_default();
    g_autofree Claim *claims = g_new(Claim, count);
    g_autofree VtArena **arenas = g_new(VtArena *, workers);
    Addressing addressing = {entries, count, claims, arenas};
    for (unsigned i = 0; i < workers; i++)
        arenas[i] = vt_arena_new();
    vt_jobs_run(workers, (count + RUN - 1) / RUN, address_run, &addressing);
    Claims all = {.pages = g_hash_table_new(claim_hash, is_same_claim),
                  .aliases = g_hash_table_new(claim_hash, is_same_claim),
                  .arena = arenas[0],
                  .sink = sink};
    check(&all, &addressing);
    g_hash_table_unref(all.pages);
    g_hash_table_unref(all.aliases);
    for (unsigned i = 0; i < workers; i++)
        vt_arena_free(arenas[i]);
}
