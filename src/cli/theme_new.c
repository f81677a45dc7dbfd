#include "theme_new.h"

#include "vitrine/theme.h"

#include <errno.h>
#include <glib/gstdio.h>

#define NAME_CHARACTERS "abcdefghijklmnopqrstuvwxyz0123456789-"

/* Words in angle brackets are filled in: <name>, <Name>, <parent>. */
static const char settings_text[] =
    "# A theme. What it does not have, it takes from the theme that it extends.\n"
    "name: <Name>\n"
    "extends: <parent>\n"
    "contract: 1\n"
    "\n"
    "# What site.yaml may set: `theme: <name>, options: {motto: …}`. Templates read {{options.motto}}.\n"
    "options:\n"
    "  motto: {type: string, default: \"\", help: Stands at the foot of each page}\n"
    "\n"
    "# Words of the pages, by language, in place of the other theme's. Templates read {{labels.skip}}.\n"
    "labels:\n"
    "  en: {skip: Skip to the content}\n";

static const char layout_text[] =
    "{{! The frame of every page: that of \"<parent>\", with one of its blocks filled anew. The names that\n"
    "   a template may use are those that `vitrine theme contract` prints. }}\n"
    "{{<<parent>/layout}}\n"
    "{{$footer}}\n"
    "<p><a href=\"{{site.home}}\">{{profile.name}}</a>{{#options.motto}}: "
    "{{options.motto}}{{/options.motto}}</p>\n"
    "{{>contact-links}}\n"
    "{{/footer}}\n"
    "{{/<parent>/layout}}\n";

static char *fill_in(const char *text, const char *name, const char *parent)
{
    g_autofree char *titled = g_strdup(name);
    titled[0] = g_ascii_toupper(titled[0]);
    GString *out = g_string_new(text);
    g_string_replace(out, "<name>", name, 0);
    g_string_replace(out, "<Name>", g_strdelimit(titled, "-", ' '), 0);
    g_string_replace(out, "<parent>", parent, 0);
    return g_string_free(out, FALSE);
}

static bool write_file(const char *folder, const char *file, const char *text)
{
    g_autofree char *path = g_build_filename(folder, file, NULL);
    g_autofree char *parent = g_path_get_dirname(path);
    g_autoptr(GError) error = NULL;
    if (g_mkdir_with_parents(parent, 0777) != 0) {
        vt_complain("vitrine: cannot make the folder %s: %s\n", parent, g_strerror(errno));
        return false;
    }
    if (!g_file_set_contents(path, text, -1, &error))
        vt_complain("vitrine: %s\n", error->message);
    return error == NULL;
}

/* The stylesheet of the first folder's theme of that name, or NULL. */
static char *stylesheet_of(const char *theme)
{
    g_auto(GStrv) places = vt_theme_search_path(".");
    for (char **place = places; *place; place++) {
        g_autofree char *path = g_build_filename(*place, theme, "assets", "style.css", NULL);
        char *text = NULL;
        if (g_file_get_contents(path, &text, NULL, NULL))
            return text;
    }
    return NULL;
}

static bool is_good_name(const char *name)
{
    return *name != '\0' && *name != '-' && name[strspn(name, NAME_CHARACTERS)] == '\0';
}

/* False after a complaint. */
static bool may_be_made(const char *name, const char *parent)
{
    g_auto(GStrv) names = vt_theme_names(".");
    g_autofree char *known = g_strjoinv(", ", names);
    g_autofree char *folder = g_build_filename("themes", name, NULL);
    if (!is_good_name(name))
        vt_complain("vitrine: a theme's name is of small letters, digits and hyphens, not \"%s\"\n", name);
    else if (!g_file_test("site-content", G_FILE_TEST_IS_DIR))
        vt_complain(
            "vitrine: there is no site-content here, so no site would find the theme; -C DIR says which "
            "folder it is for\n");
    else if (g_strv_contains((const char *const *)names, name) || g_file_test(folder, G_FILE_TEST_EXISTS))
        vt_complain("vitrine: there is a theme \"%s\" already; nothing was changed\n", name);
    else if (!g_strv_contains((const char *const *)names, parent))
        vt_complain("vitrine: there is no theme \"%s\" to extend; the themes found are: %s\n", parent, known);
    else
        return true;
    return false;
}

VtExit vt_theme_new(const VtCli *cli, const char *name)
{
    const char *parent = cli->options.extends ? cli->options.extends : "base";
    if (!may_be_made(name, parent))
        return VT_EXIT_USAGE;
    g_autofree char *style = stylesheet_of(parent);
    if (style == NULL)
        style = stylesheet_of("base");
    g_autofree char *folder = g_build_filename("themes", name, NULL);
    g_autofree char *settings = fill_in(settings_text, name, parent);
    g_autofree char *layout = fill_in(layout_text, name, parent);
    if (!write_file(folder, "theme.yaml", settings) ||
        !write_file(folder, "templates/layout.mustache", layout) ||
        (style != NULL && !write_file(folder, "assets/style.css", style)))
        return VT_EXIT_MACHINE;
    if (!cli->options.quiet)
        vt_print("Made themes/%s, which looks like %s until you change it:\n\n"
                 "    theme.yaml                 its options, and its words\n"
                 "    assets/style.css           colours, faces and sizes: write over them\n"
                 "    templates/layout.mustache  the frame of every page\n\n"
                 "An audience in site-content/site.yaml takes it with {theme: %s}.\n",
                 name, parent, name);
    return VT_EXIT_DONE;
}
