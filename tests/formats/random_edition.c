#include "random_edition.h"

enum { ENTRIES = 36, SKILLS = 5 };

static const char *const pieces[] = {
    "]]>",       "--",
    "<!--",      "-->",
    "</script>", "<script>",
    "<b>",       "&amp;",
    "&#0;",      "&",
    "\"",        "'",
    "\x01",      "\x0b",
    "\x1f",      "\x7f",
    "\r\n",      "\r",
    "\n",        "\t",
    " ",         ";",
    ",",         "\\",
    "\\n",       ":",
    "END:VCARD", "{{x}}",
    "日本",      "שלום",
    "مرحبا",     "👩🏽‍💻",
    "e\u0301",   "word",
    "Word",      "a b c",
    "\u2028",    "\u202e",
    "\uffff",    "\xc2\x85",
    "# ",        "\n\n- ",
    "[x](y.md)", "**",
    "`",         "%",
    "%zz",       "seventy-five octets are soon written when words are put one after another",
};
static const char *const broken[] = {"\xff",     "\xc3",    "\xed\xa0\x80", "\xf4\x90\x80\x80",
                                     "\xe2\x82", "\xc0\xaf"};

char *random_text(GRand *random, bool valid)
{
    GString *text = g_string_new(NULL);
    int count = g_rand_int_range(random, 0, 12);
    for (int i = 0; i < count; i++) {
        bool breaks = !valid && g_rand_int_range(random, 0, 8) == 0;
        g_string_append(text, breaks ? broken[g_rand_int_range(random, 0, G_N_ELEMENTS(broken))]
                                     : pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
    }
    return g_string_free(text, FALSE);
}

static bool chance(GRand *random, int in)
{
    return g_rand_int_range(random, 0, in) == 0;
}

/* NULL at times. */
static const char *maybe_text(RandomEdition *made, GRand *random)
{
    if (chance(random, 4))
        return NULL;
    g_autofree char *text = random_text(random, false);
    return vt_arena_string(made->arena, text);
}

static const char *text(RandomEdition *made, GRand *random)
{
    const char *some = maybe_text(made, random);
    return some ? some : "";
}

static const char *address(RandomEdition *made, GRand *random)
{
    static const char *const starts[] = {"https://", "http://x.example/", "mailto:", "/", "//", "", "x y:"};
    const char *start = starts[g_rand_int_range(random, 0, G_N_ELEMENTS(starts))];
    return vt_arena_format(made->arena, "%s%s", start, text(made, random));
}

static VtDate date(GRand *random)
{
    if (chance(random, 5))
        return (VtDate){0};
    VtDate date = {.year = (int16_t)g_rand_int_range(random, 1, 10000)};
    if (!chance(random, 4))
        date.month = (uint8_t)g_rand_int_range(random, 1, 13);
    if (date.month != 0 && !chance(random, 4))
        date.day = (uint8_t)g_rand_int_range(random, 1, 29);
    return date;
}

static VtStrings texts(RandomEdition *made, GRand *random)
{
    size_t count = (size_t)g_rand_int_range(random, 0, 4);
    const char **items = VT_ARENA_ARRAY(made->arena, const char *, count);
    for (size_t i = 0; i < count; i++)
        items[i] = text(made, random);
    return (VtStrings){items, count};
}

/* Each row of the table of keys, so that a new key is tried without a change here. */
static void fill_fields(RandomEdition *made, GRand *random, VtFields *fields)
{
    for (size_t i = 0; i < vt_key_count; i++) {
        char *member = (char *)fields + vt_keys[i].offset;
        if (vt_keys[i].type == VT_KEY_STRING || vt_keys[i].type == VT_KEY_MARKDOWN)
            *(const char **)(void *)member = maybe_text(made, random);
        else if (vt_keys[i].type == VT_KEY_ADDRESS)
            *(const char **)(void *)member = address(made, random);
        else if (vt_keys[i].type == VT_KEY_DATE || vt_keys[i].type == VT_KEY_END_DATE)
            *(VtDate *)(void *)member = date(random);
        else if (vt_keys[i].type == VT_KEY_STRINGS)
            *(VtStrings *)(void *)member = texts(made, random);
    }
    fields->time = chance(random, 2) ? "18:30" : maybe_text(made, random);
    fields->end.present = chance(random, 4);
}

static void fill_profile(RandomEdition *made, GRand *random, VtFields *fields)
{
    VtAccount *accounts = VT_ARENA_ARRAY(made->arena, VtAccount, 3);
    VtLanguage *languages = VT_ARENA_ARRAY(made->arena, VtLanguage, 2);
    for (size_t i = 0; i < 3; i++)
        accounts[i] = (VtAccount){text(made, random), maybe_text(made, random), address(made, random)};
    for (size_t i = 0; i < 2; i++)
        languages[i] = (VtLanguage){text(made, random), maybe_text(made, random)};
    fields->profiles.items = accounts;
    fields->profiles.count = 3;
    fields->languages.items = languages;
    fields->languages.count = 2;
}

static const VtDocument *document(RandomEdition *made, GRand *random)
{
    g_autofree char *markdown = random_text(random, true);
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    VtSource source = {.path = "random.md", .text = markdown, .length = strlen(markdown)};
    VtDocument *parsed = vt_markdown_parse(made->markdown, &source, 0, VT_MARKDOWN_ALL, sink);
    if (parsed)
        g_ptr_array_add(made->documents, parsed);
    return parsed;
}

static void fill_entry(RandomEdition *made, GRand *random, VtEditionEntry *entry, VtKind kind, size_t number)
{
    static const VtDocument nothing = {0};
    const VtDocument *parsed = document(made, random);
    entry->kind = kind;
    fill_fields(made, random, &entry->fields);
    entry->path = "site-content/random.md";
    entry->address = vt_arena_format(made->arena, "/base/%%E2%%82%%AC/%zu/", number);
    entry->file = vt_arena_format(made->arena, "e/%zu/index.html", number);
    entry->title = (VtRichText){"", text(made, random)};
    entry->summary = (VtRichText){"", text(made, random)};
    entry->result = (VtRichText){"", text(made, random)};
    entry->document = parsed ? parsed : &nothing;
    entry->description = text(made, random);
    entry->dated = (VtDate){.year = (int16_t)(3000 - number)};
    entry->current = entry->fields.end.present;
    entry->image_address = chance(random, 2) ? address(made, random) : NULL;
}

static VtEntryList list_of(RandomEdition *made, VtEditionEntry *entries, VtKind kind)
{
    const VtEditionEntry **items = VT_ARENA_ARRAY(made->arena, const VtEditionEntry *, ENTRIES);
    size_t count = 0;
    for (size_t i = 0; i < ENTRIES; i++)
        if (kind == VT_KIND_COUNT || entries[i].kind == kind)
            items[count++] = &entries[i];
    return (VtEntryList){items, count};
}

static void fill_lists(RandomEdition *made, VtEditionEntry *entries)
{
    VtEdition *edition = &made->edition;
    edition->entries = edition->dated = list_of(made, entries, VT_KIND_COUNT);
    edition->roles = list_of(made, entries, VT_KIND_ROLE);
    edition->projects = list_of(made, entries, VT_KIND_PROJECT);
    edition->programmes = list_of(made, entries, VT_KIND_COMMUNITY);
    edition->education = list_of(made, entries, VT_KIND_EDUCATION);
    edition->awards = list_of(made, entries, VT_KIND_AWARD);
    edition->talks = list_of(made, entries, VT_KIND_TALK);
    edition->posts = list_of(made, entries, VT_KIND_POST);
}

static const VtSkill **fill_skills(RandomEdition *made, GRand *random)
{
    VtSkill *skills = VT_ARENA_ARRAY(made->arena, VtSkill, SKILLS);
    const VtSkill **pointers = VT_ARENA_ARRAY(made->arena, const VtSkill *, SKILLS);
    for (size_t i = 0; i < SKILLS; i++) {
        skills[i].name = text(made, random);
        pointers[i] = &skills[i];
    }
    made->edition.skills = skills;
    made->edition.skill_count = SKILLS;
    return pointers;
}

static void fill_site(RandomEdition *made, GRand *random)
{
    VtEdition *edition = &made->edition;
    VtEditionEntry *profile = VT_ARENA_NEW(made->arena, VtEditionEntry);
    fill_entry(made, random, profile, VT_KIND_PROFILE, 1000);
    fill_profile(made, random, &profile->fields);
    edition->profile = profile;
    edition->title = vt_arena_format(made->arena, "T%s", text(made, random));
    edition->description = text(made, random);
    edition->language = "en-GB";
    edition->origin = "https://robin.example";
    edition->base_path = "/base/";
}

void random_edition_init(RandomEdition *made, GRand *random)
{
    *made = (RandomEdition){.arena = vt_arena_new(), .markdown = vt_markdown_new()};
    made->documents = g_ptr_array_new_with_free_func((GDestroyNotify)vt_document_free);
    fill_site(made, random);
    const VtSkill **skills = fill_skills(made, random);
    VtEditionEntry *entries = VT_ARENA_ARRAY(made->arena, VtEditionEntry, ENTRIES);
    VtEditionSection *section = VT_ARENA_NEW(made->arena, VtEditionSection);
    for (size_t i = 0; i < ENTRIES; i++) {
        VtKind kind = (VtKind)(VT_KIND_ROLE + i % (VT_KIND_COUNT - VT_KIND_ROLE));
        fill_entry(made, random, &entries[i], kind, i);
        entries[i].skills = skills;
        entries[i].skill_count = (size_t)g_rand_int_range(random, 0, SKILLS + 1);
        entries[i].section = chance(random, 2) ? section : NULL;
    }
    fill_lists(made, entries);
    *section = (VtEditionSection){.name = "s",
                                  .title = text(made, random),
                                  .address = "/base/s/",
                                  .file = "s/index.html",
                                  .entries = made->edition.entries,
                                  .dated = made->edition.dated};
    made->edition.sections = section;
    made->edition.section_count = 1;
}

void random_edition_finish(RandomEdition *made)
{
    if (!made->arena)
        return;
    g_ptr_array_unref(made->documents);
    vt_markdown_free(made->markdown);
    vt_arena_free(made->arena);
    *made = (RandomEdition){0};
}
