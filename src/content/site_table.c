/* The table of site.yaml: validator, reference and schema read it. */
#include "content_private.h"

#define VALUE(key, value_type, needed, text, sample)                                                         \
    {                                                                                                        \
        .name = key, .shape = VT_SETTING_VALUE, .type = value_type, .required = needed, .help = text,        \
        .example = sample                                                                                    \
    }

static const VtSetting choice_settings[] = {
    VALUE(
        "order", VT_KEY_STRINGS, false,
        "The sections that come first, in this order, in the menu and on the home page; the others follow as "
        "ever.",
        "[experience, projects]"),
    VALUE(
        "hide", VT_KEY_STRINGS, false,
        "The sections that this audience's site does not have: none of their entries is in it, whatever the "
        "entries themselves say.",
        "[writing]"),
    {.name = "limit",
     .shape = VT_SETTING_NUMBERS,
     .type = VT_KEY_INTEGER,
     .key = "FOLDER",
     .help =
         "How many entries of a section the home page shows, the first in order; 0 for none. All keep their "
         "pages, and the section's own page lists them all.",
     .example = "{projects: 5}"},
};

static const VtSetting audience_settings[] = {
    VALUE("theme", VT_KEY_SLUG, false, "The theme of its site. Without it: base.", "recruiter"),
    VALUE("title", VT_KEY_STRING, false, "The title of its site. Without it: the title above.",
          "Robin Sample"),
    VALUE("description", VT_KEY_STRING, false, "What its site is, for search engines and feeds.",
          "Data engineer in Leeds"),
    VALUE("url", VT_KEY_ADDRESS, false, "Where its site will be. Without it: the url above.",
          "https://robin.example/community/"),
    {.name = "options",
     .shape = VT_SETTING_FREE,
     .type = VT_KEY_FREE,
     .help = "What the theme lets you choose; the theme checks it.",
     .example = "{accent: \"#0a6\"}"},
    {.name = "sections",
     .shape = VT_SETTING_MAP,
     .type = VT_KEY_FREE,
     .children = choice_settings,
     .child_count = G_N_ELEMENTS(choice_settings),
     .help = "Which sections its site has, and in which order.",
     .example = "{order: [experience, projects], hide: [writing], limit: {projects: 5}}"},
};

static const VtSetting section_settings[] = {
    VALUE("kind", VT_KEY_STRING, false,
          "What the folder's entries are. Without it: what the folder's name implies.", "page"),
    VALUE("title", VT_KEY_STRING, false,
          "The section's title. Without it: its index.md's, or the folder's name.", "How I work"),
    VALUE("weight", VT_KEY_INTEGER, false, "Lower stands first.", "10"),
};

static const VtSetting name_settings[] = {
    VALUE("name", VT_KEY_STRING, true, "The name as it is written in full.", "Example Corporation"),
    VALUE("also", VT_KEY_STRINGS, false, "Other ways in which it is written.", "[Example]"),
    {.name = "replace",
     .shape = VT_SETTING_TEXTS,
     .type = VT_KEY_STRING,
     .required = true,
     .key = "AUDIENCE",
     .help = "For each audience that must not read the name: what it reads instead.",
     .example = "{community: a large bank}"},
};

static const VtSetting skill_settings[] = {
    {.name = "aliases",
     .shape = VT_SETTING_TEXTS,
     .type = VT_KEY_STRING,
     .key = "SKILL",
     .help = "Skills under another name: each counts as the one it leads to.",
     .example = "{Postgres: PostgreSQL}"},
};

static const VtSetting publish_settings[] = {
    VALUE("remote", VT_KEY_STRING, false, "The git repository to publish to.",
          "\"git@github.com:robin/robin.github.io.git\""),
    VALUE("branch", VT_KEY_STRING, false, "The branch that holds the site. Without it: gh-pages.",
          "gh-pages"),
    VALUE("domain", VT_KEY_STRING, false, "A domain of your own, written to CNAME.", "robin.example"),
};

static const VtSetting check_settings[] = {
    VALUE("ignore", VT_KEY_STRINGS, false,
          "Ids of messages about the résumé (`resume-…`) or other hosts' addresses (`link-dead`) that "
          "`vitrine check` "
          "keeps to itself.",
          "[resume-gap]"),
};

static const VtSetting site_settings[] = {
    VALUE("title", VT_KEY_STRING, true, "The title of the site, most often your name.", "Robin Sample"),
    VALUE("description", VT_KEY_STRING, false, "What the site is, for search engines and feeds.",
          "Data engineer, mentor, organiser"),
    VALUE("url", VT_KEY_ADDRESS, false,
          "The address of the site. Needed, unless every audience has one of its own.",
          "https://robin.example/"),
    VALUE("language", VT_KEY_STRING, false, "The language of the text, as a BCP 47 tag. Without it: en.",
          "en-GB"),
    {.name = "audiences",
     .shape = VT_SETTING_MAP_OF,
     .type = VT_KEY_FREE,
     .required = true,
     .children = audience_settings,
     .child_count = G_N_ELEMENTS(audience_settings),
     .key = "AUDIENCE",
     .help = "The readerships that each get a site of their own.",
     .example = "{recruiter: {theme: recruiter}}"},
    VALUE("default_audience", VT_KEY_AUDIENCE, true,
          "Who may read entries that name no audience; `private` means nobody.", "[recruiter, community]"),
    {.name = "sections",
     .shape = VT_SETTING_MAP_OF,
     .type = VT_KEY_FREE,
     .children = section_settings,
     .child_count = G_N_ELEMENTS(section_settings),
     .key = "FOLDER",
     .help = "Settings of a section, by its folder. Folders that need none are left out.",
     .example = "{philosophy: {kind: page, title: How I work}}"},
    {.name = "names",
     .shape = VT_SETTING_LIST_OF,
     .type = VT_KEY_FREE,
     .children = name_settings,
     .child_count = G_N_ELEMENTS(name_settings),
     .help = "People and clients whose names some audiences must not read.",
     .example = "[{name: Example Ltd, replace: {community: a bank}}]"},
    {.name = "skills",
     .shape = VT_SETTING_MAP,
     .type = VT_KEY_FREE,
     .children = skill_settings,
     .child_count = G_N_ELEMENTS(skill_settings),
     .help = "Settings of skills.",
     .example = "{aliases: {Postgres: PostgreSQL}}"},
    {.name = "check",
     .shape = VT_SETTING_MAP,
     .type = VT_KEY_FREE,
     .children = check_settings,
     .child_count = G_N_ELEMENTS(check_settings),
     .help = "Settings of `vitrine check`.",
     .example = "{ignore: [resume-gap]}"},
    {.name = "publish",
     .shape = VT_SETTING_MAP_OF,
     .type = VT_KEY_FREE,
     .children = publish_settings,
     .child_count = G_N_ELEMENTS(publish_settings),
     .key = "AUDIENCE",
     .help = "Where each audience's site is published.",
     .example = "{recruiter: {branch: gh-pages}}"},
    VALUE("dates", VT_KEY_STRING, false,
          "`git`: an entry without `updated` has the day of its last commit. Where the history is missing or "
          "cut "
          "short (a shallow clone), dates are left out.",
          "git"),
};

static const VtSetting site_setting = {
    .name = "site.yaml",
    .shape = VT_SETTING_MAP,
    .type = VT_KEY_FREE,
    .required = true,
    .children = site_settings,
    .child_count = G_N_ELEMENTS(site_settings),
    .help = "The settings of the portfolio.",
    .example = "",
};

const VtSetting *vt_site_setting(void)
{
    return &site_setting;
}

/* ---- checking ------------------------------------------------------------------------------------------ */

static VtKeyTypeText setting_text(const VtSetting *setting)
{
    static const char *const wanted[] = {
        [VT_SETTING_MAP] = "a map",
        [VT_SETTING_MAP_OF] = "a map",
        [VT_SETTING_LIST_OF] = "a list of maps",
        [VT_SETTING_TEXTS] = "a map of texts",
        [VT_SETTING_NUMBERS] = "a map of whole numbers",
        [VT_SETTING_FREE] = "a map",
    };
    if (setting->shape == VT_SETTING_VALUE)
        return (VtKeyTypeText){setting->name, vt_key_type_text(setting->type)->wanted, setting->example};
    return (VtKeyTypeText){setting->name, wanted[setting->shape], setting->example};
}

static bool wrong_shape(VtReader *reader, const VtSetting *setting, const char *name, const VtNode *node)
{
    VtKeyTypeText text = setting_text(setting);
    vt_report_type(reader->sink, name, &text, node);
    return false;
}

static void report_unknown(VtReader *reader, const VtSetting *setting, const char *name, const VtNode *key)
{
    g_autofree const char **names = g_new0(const char *, setting->child_count);
    for (size_t i = 0; i < setting->child_count; i++)
        names[i] = setting->children[i].name;
    VtDiagnostic *diagnostic = vt_diagnose(reader->sink, VT_KEY_UNKNOWN, key->span,
                                           "\"%s\" is not a key of \"%s\"", key->text, name);
    vt_diagnostic_suggest(diagnostic, key->text, names, setting->child_count);
}

static const VtSetting *child_of(const VtSetting *setting, const char *name)
{
    for (size_t i = 0; i < setting->child_count; i++)
        if (strcmp(setting->children[i].name, name) == 0)
            return &setting->children[i];
    return NULL;
}

/* A missing `default_audience` is told apart (site.c): what it means needs more words. */
static bool check_required(VtReader *reader, const VtSetting *setting, const char *name, const VtNode *map)
{
    bool fine = true;
    for (size_t i = 0; i < setting->child_count; i++) {
        const VtSetting *child = &setting->children[i];
        bool told_apart = child->type == VT_KEY_AUDIENCE;
        if (!child->required || told_apart || vt_node_get(map, child->name) != NULL)
            continue;
        VtSpan span = setting == &site_setting ? VT_IN_FILE(map->span.source) : map->span;
        VtDiagnostic *diagnostic = vt_diagnose(reader->sink, VT_KEY_MISSING, span,
                                               "\"%s\" needs the key \"%s\"", name, child->name);
        vt_diagnostic_note(diagnostic, "%s", child->help);
        vt_diagnostic_note(diagnostic, "write %s: %s", child->name, child->example);
        fine = false;
    }
    return fine;
}

static bool check_map(VtReader *reader, const VtSetting *setting, const char *name, const VtNode *node)
{
    bool fine = check_required(reader, setting, name, node);
    for (size_t i = 0; i < node->count; i++) {
        const VtNode *key = node->pairs[i].key;
        const VtSetting *child = child_of(setting, key->text);
        if (child == NULL) {
            report_unknown(reader, setting, name, key);
            fine = false;
        } else {
            fine &= vt_check_setting(reader, child, child->name, node->pairs[i].value);
        }
    }
    return fine;
}

/* Of a MAP_OF's example, "{recruiter: {theme: recruiter}}", what one key's value looks like. */
static char *example_value(const VtSetting *setting)
{
    const char *value = strstr(setting->example, ": ");
    return value != NULL ? g_strndup(value + 2, strlen(value + 2) - 1) : g_strdup("{}");
}

/* An entry of a MAP_OF without any settings of its own may be left blank: "recruiter:". */
static bool check_map_of(VtReader *reader, const VtSetting *setting, const VtNode *node)
{
    bool fine = true;
    for (size_t i = 0; i < node->count; i++) {
        const char *key = node->pairs[i].key->text;
        const VtNode *value = node->pairs[i].value;
        if (value->type == VT_NODE_MAP) {
            fine &= check_map(reader, setting, key, value);
        } else if (value->type != VT_NODE_NULL) {
            g_autofree char *example = example_value(setting);
            fine = wrong_shape(reader, &(VtSetting){.name = key, .shape = VT_SETTING_MAP, .example = example},
                               key, value);
        }
    }
    return fine;
}

static bool check_list_of(VtReader *reader, const VtSetting *setting, const VtNode *node)
{
    bool fine = true;
    for (size_t i = 0; i < node->count; i++) {
        if (node->items[i]->type == VT_NODE_MAP)
            fine &= check_map(reader, setting, setting->name, node->items[i]);
        else
            fine = wrong_shape(reader, setting, setting->name, node->items[i]);
    }
    return fine;
}

static bool check_numbers(VtReader *reader, const VtNode *node)
{
    bool fine = true;
    for (size_t i = 0; i < node->count; i++) {
        int64_t number = 0;
        VtKey key = {.name = node->pairs[i].key->text, .type = VT_KEY_INTEGER};
        fine &= vt_read_value(reader, &key, node->pairs[i].value, &number);
    }
    return fine;
}

static bool check_texts(VtReader *reader, const VtNode *node)
{
    bool fine = true;
    for (size_t i = 0; i < node->count; i++) {
        const char *text = NULL;
        VtKey key = {.name = node->pairs[i].key->text, .type = VT_KEY_STRING};
        fine &= vt_read_value(reader, &key, node->pairs[i].value, &text);
    }
    return fine;
}

static bool check_value(VtReader *reader, const VtSetting *setting, const VtNode *node)
{
    union {
        const char *text;
        int64_t integer;
        bool boolean;
        VtStrings strings;
    } value = {0};
    VtKey key = {.name = setting->name, .type = setting->type};
    bool list = setting->type == VT_KEY_STRINGS || setting->type == VT_KEY_AUDIENCE;
    bool wrong = node->type == VT_NODE_MAP || node->type == VT_NODE_NULL ||
                 (node->type == VT_NODE_LIST && !list);
    if (wrong)
        return wrong_shape(reader, setting, setting->name, node);
    return vt_read_value(reader, &key, node, &value);
}

bool vt_check_setting(VtReader *reader, const VtSetting *setting, const char *name, const VtNode *node)
{
    bool list = setting->shape == VT_SETTING_LIST_OF;
    if (setting->shape == VT_SETTING_VALUE)
        return check_value(reader, setting, node);
    if (node->type != (list ? VT_NODE_LIST : VT_NODE_MAP))
        return wrong_shape(reader, setting, name, node);
    if (setting->shape == VT_SETTING_MAP)
        return check_map(reader, setting, name, node);
    if (setting->shape == VT_SETTING_MAP_OF)
        return check_map_of(reader, setting, node);
    if (list)
        return check_list_of(reader, setting, node);
    if (setting->shape == VT_SETTING_NUMBERS)
        return check_numbers(reader, node);
    return setting->shape == VT_SETTING_FREE || check_texts(reader, node);
}
