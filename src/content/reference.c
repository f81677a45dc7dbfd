/* The reference of content, as a Markdown page, from the tables. */
#include "content_private.h"

static void write_key_row(VtBuffer *out, const VtKey *key, bool required)
{
    vt_buffer_append_format(out, "| `%s` | %s%s | %s | %s |\n", key->name, vt_key_type_name(key->type),
                            key->worded ? ", or wordings" : "", required ? "yes" : "", key->help);
}

static void write_head(VtBuffer *out)
{
    vt_buffer_append_string(out, "\n| key | type | needed | meaning |\n|---|---|---|---|\n");
}

static void write_folders(VtBuffer *out, VtKind kind)
{
    if (kind == VT_KIND_PROFILE) {
        vt_buffer_append_string(
            out, "The one file `profile.md`: whose portfolio this is. Its text introduces you.\n");
        return;
    }
    if (kind == VT_KIND_PAGE) {
        vt_buffer_append_string(out, "Files in any other folder, files at the root, and every `index.md`.\n");
        return;
    }
    vt_buffer_append_string(out, "Files in");
    for (size_t i = 0; vt_kind_folder(kind, i) != NULL; i++)
        vt_buffer_append_format(out, "%s `%s/`", i > 0 ? " or" : "", vt_kind_folder(kind, i));
    vt_buffer_append_string(out, ".\n");
}

static bool is_common(const VtKey *key)
{
    unsigned most = VT_ALL_KINDS & ~VT_KIND_BIT(VT_KIND_PROFILE);
    return (key->kinds & most) == most;
}

static void write_common_keys(VtBuffer *out)
{
    vt_buffer_append_string(out, "\n## Keys of all kinds\n\nThose marked * are not for the profile.\n");
    write_head(out);
    for (size_t i = 0; i < vt_key_count; i++) {
        if (!is_common(&vt_keys[i]))
            continue;
        VtKey key = vt_keys[i];
        g_autofree char *help = g_strconcat(key.help, key.kinds == VT_ALL_KINDS ? "" : " *", NULL);
        key.help = help;
        write_key_row(out, &key, false);
    }
}

static void write_kind(VtBuffer *out, VtKind kind)
{
    bool any = false;
    vt_buffer_append_format(out, "\n## Kind: %s\n\n", vt_kind_name(kind));
    write_folders(out, kind);
    for (size_t i = 0; i < vt_key_count; i++) {
        const VtKey *key = &vt_keys[i];
        bool required = (key->required & VT_KIND_BIT(kind)) != 0;
        if ((key->kinds & VT_KIND_BIT(kind)) == 0 || (is_common(key) && !required))
            continue;
        if (!any)
            write_head(out);
        any = true;
        write_key_row(out, key, required);
    }
    if (!any)
        vt_buffer_append_string(out, "\nNo keys beside those of all kinds.\n");
}

static void write_items(VtBuffer *out)
{
    static const VtKeyType types[] = {VT_KEY_LINKS, VT_KEY_PROFILES, VT_KEY_LANGUAGES, VT_KEY_IMAGE};
    vt_buffer_append_string(out, "\n## Values with keys of their own\n");
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
        const VtItemShape *shape = vt_item_shape(types[i]);
        vt_buffer_append_format(out, "\n### %s\n\nExample: `%s`.", vt_key_type_name(types[i]),
                                vt_key_type_text(types[i])->example);
        if (shape->scalar != NULL)
            vt_buffer_append_format(out, " A plain text in place of a map is its `%s`.", shape->scalar);
        vt_buffer_append_string(out, "\n");
        write_head(out);
        for (size_t j = 0; j < shape->key_count; j++)
            write_key_row(out, &shape->keys[j], shape->keys[j].required != 0);
    }
}

static void write_wordings(VtBuffer *out)
{
    vt_buffer_append_string(
        out, "\n## Wordings\n\n"
             "A key of the type \"or wordings\" may say the same thing to each audience in other words:\n\n"
             "    title:\n"
             "      recruiter: Payments platform for 9 million customers\n"
             "      community: How twelve of us learnt to trust each other\n\n"
             "An audience reads its own wording and no other. `default:` is for all that have none of their own; "
             "`private:` is a wording that nobody reads. Without either, an audience that sees the entry needs a "
             "`title`; any other key is simply not there for it. The address never depends on a wording: it "
             "comes from `slug`, or from the file's name.\n");
}

static const char *shape_name(const VtSetting *setting)
{
    static const char *const names[] = {
        [VT_SETTING_MAP] = "map",
        [VT_SETTING_MAP_OF] = "map of maps",
        [VT_SETTING_LIST_OF] = "list of maps",
        [VT_SETTING_TEXTS] = "map of texts",
        [VT_SETTING_NUMBERS] = "map of whole numbers",
        [VT_SETTING_FREE] = "map",
    };
    return setting->shape == VT_SETTING_VALUE ? vt_key_type_name(setting->type) : names[setting->shape];
}

static void write_settings(VtBuffer *out, const VtSetting *parent, const char *prefix)
{
    for (size_t i = 0; i < parent->child_count; i++) {
        const VtSetting *setting = &parent->children[i];
        g_autofree char *name = g_strconcat(prefix, setting->name, NULL);
        g_autofree char *below = setting->shape == VT_SETTING_MAP_OF
                                     ? g_strdup_printf("%s.%s.", name, setting->key)
                                 : setting->shape == VT_SETTING_LIST_OF ? g_strconcat(name, "[].", NULL)
                                                                        : g_strconcat(name, ".", NULL);
        vt_buffer_append_format(out, "| `%s` | %s | %s | %s Example: `%s`. |\n", name, shape_name(setting),
                                setting->required ? "yes" : "", setting->help, setting->example);
        write_settings(out, setting, below);
    }
}

void vt_content_write_reference(VtBuffer *out)
{
    vt_buffer_append_string(
        out,
        "# Content reference\n\n"
        "Everything lies in `site-content/`: `site.yaml` with the settings, `profile.md`, and folders of "
        "entries. An "
        "entry is a Markdown file, `name.md`, or a folder with an `index.md` and what belongs to it, such as "
        "pictures: `name/index.md`. A top folder is a section; its own `index.md` introduces it.\n\n"
        "A file begins with front matter: YAML between two lines `---`. A folder's name says what kind its "
        "entries "
        "are, and the kind which keys they may have. Any other key is an error; keys of your own go under "
        "`extra:`.\n\n"
        "The last part of an address comes from `slug`, else from the file's name (a bundle's: its "
        "folder's): lower "
        "case, letters and digits, all else a hyphen. A date in front of a file's name stays in its "
        "address.\n\n"
        "Titles, and what is called inline Markdown below, hold emphasis, code, links and images. They hold no "
        "HTML: a tag is shown as it stands, as in `Vec<T>`. Raw HTML passes in the text below the front "
        "matter.\n\n"
        "Dates are `2020`, `2020-03` or `2020-03-15`: what is left out stays unknown. Names that begin with "
        "`.` or "
        "`_`, and editors' own files, are ignored.\n");
    write_common_keys(out);
    for (size_t i = 0; i < VT_KIND_COUNT; i++)
        write_kind(out, (VtKind)i);
    write_wordings(out);
    write_items(out);
    vt_buffer_append_string(out, "\n## site.yaml\n");
    write_head(out);
    write_settings(out, vt_site_setting(), "");
}
