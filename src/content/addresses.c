/* What the entries claim together: no two may have one address, no alias may hide a page.
 *
 * Addresses are compared as they will be written: /section/slug/, both parts slugs, so a difference in case
 * alone is a clash. */
#include "content_private.h"

typedef struct Claim {
    const VtEntry *entry;
    VtSpan span; /* without a source: where the entry's slug comes from, looked up when it is told */
} Claim;

/* The address's section, made once for all entries of one that follow each other. */
typedef struct SectionSlug {
    const char *section;
    char *slug;
} SectionSlug;

static const char *section_slug(SectionSlug *last, const char *section)
{
    if (last->section == NULL || strcmp(last->section, section) != 0) {
        g_free(last->slug);
        *last = (SectionSlug){section, vt_slugify(section)};
    }
    return last->slug;
}

static char *address_of(const VtEntry *entry, SectionSlug *last)
{
    if (entry->kind == VT_KIND_PROFILE)
        return NULL;
    const char *section = section_slug(last, entry->section);
    if (*entry->slug == '\0')
        return *section == '\0' ? g_strdup("/") : g_strdup_printf("/%s/", section);
    return *section == '\0' ? g_strdup_printf("/%s/", entry->slug)
                            : g_strdup_printf("/%s/%s/", section, entry->slug);
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

static Claim *new_claim(const VtEntry *entry, VtSpan span)
{
    Claim *claim = g_new0(Claim, 1);
    *claim = (Claim){entry, span};
    return claim;
}

static void claim_address(GHashTable *claims, const VtEntry *entry, SectionSlug *last, VtDiagnostics *sink)
{
    char *address = address_of(entry, last);
    if (address == NULL)
        return;
    const Claim *first = g_hash_table_lookup(claims, address);
    if (first == NULL) {
        g_hash_table_insert(claims, address, new_claim(entry, VT_NOWHERE));
        return;
    }
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_ENTRY_ADDRESS, vt_entry_span(entry, "slug"),
                                           "two entries have the address %s", address);
    vt_diagnostic_place(diagnostic, claim_span(first), "the other is %s", first->entry->source.path);
    if (*entry->slug != '\0')
        vt_diagnostic_note(diagnostic, "give one of them another slug in its front matter: slug: %s-2",
                           entry->slug);
    else
        vt_diagnostic_note(diagnostic, "join the two, or rename one of them");
    g_free(address);
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
static void claim_section(GHashTable *claims, GHashTable *indexed, const VtEntry *entry, VtDiagnostics *sink)
{
    g_autofree char *slug = vt_slugify(entry->section);
    if (*slug == '\0' || strlen(slug) > VT_MOST_NAME_BYTES) {
        report_section_name(entry, sink);
        return;
    }
    if (g_hash_table_contains(indexed, entry->section))
        return;
    g_autofree char *address = g_strdup_printf("/%s/", slug);
    const Claim *first = g_hash_table_lookup(claims, address);
    if (first == NULL)
        g_hash_table_insert(claims, g_steal_pointer(&address), new_claim(entry, VT_IN_FILE(&entry->source)));
    else
        report_section(first, entry->section, address, sink);
}

static void claim_sections(GHashTable *claims, VtEntry *const *entries, size_t count, VtDiagnostics *sink)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) indexed = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < count; i++)
        if (entries[i]->is_index)
            g_hash_table_add(indexed, (gpointer)entries[i]->section);
    for (size_t i = 0; i < count; i++)
        if (*entries[i]->section != '\0' && g_hash_table_add(seen, (gpointer)entries[i]->section))
            claim_section(claims, indexed, entries[i], sink);
}

static char *alias_key(const char *alias)
{
    return g_utf8_casefold(alias, -1);
}

static void claim_alias(GHashTable *claims, GHashTable *aliases, const VtEntry *entry, const char *alias,
                        VtDiagnostics *sink)
{
    char *key = alias_key(alias);
    const Claim *page = g_hash_table_lookup(claims, key);
    const Claim *other = g_hash_table_lookup(aliases, key);
    if (page == NULL && other == NULL) {
        g_hash_table_insert(aliases, key, new_claim(entry, alias_span(entry, alias)));
        return;
    }
    VtDiagnostic *diagnostic = vt_diagnose(
        sink, VT_ENTRY_ALIAS, alias_span(entry, alias),
        page != NULL ? "the alias %s is the address of a page" : "two entries have the alias %s", alias);
    const Claim *first = page != NULL ? page : other;
    vt_diagnostic_place(diagnostic, claim_span(first),
                        page != NULL ? "the page is %s" : "the other one is of %s",
                        first->entry->source.path);
    vt_diagnostic_note(diagnostic, "an address can lead to one page only; delete the alias here or there");
    g_free(key);
}

void vt_check_addresses(VtEntry *const *entries, size_t count, VtDiagnostics *sink)
{
    g_autoptr(GHashTable) claims = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GHashTable) aliases = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    SectionSlug last = {0};
    for (size_t i = 0; i < count; i++)
        claim_address(claims, entries[i], &last, sink);
    g_free(last.slug);
    claim_sections(claims, entries, count, sink);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < entries[i]->fields.aliases.count; j++)
            claim_alias(claims, aliases, entries[i], entries[i]->fields.aliases.items[j], sink);
}
