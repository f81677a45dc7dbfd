/* The settings of a new site, so that `vitrine build` works as the next command. */
#include "importer_private.h"

#include "yaml_values.h"

void vt_import_add_site_file(VtImport *import)
{
    const VtPlanFile *profile = vt_plan_find(&import->plan, "profile.md");
    const char *name = vt_plan_value(profile, "name");
    VtPlanFile *file = vt_plan_file(&import->plan, "site.yaml");
    g_auto(VtBuffer) title = {0};
    file->default_only = true;
    vt_buffer_append_json(&title, name, strlen(name));
    g_string_append_printf(
        file->body,
        "# What holds for the whole site. Every key is explained in docs/content.md of Vitrine.\n"
        "title: %s\n"
        "url: https://example.org/\n"
        "language: en\n"
        "\n"
        "# One site is built for each audience.\n"
        "audiences:\n"
        "  recruiter: {theme: recruiter}\n"
        "  community: {theme: community, url: \"https://example.org/community/\"}\n"
        "\n"
        "# Who may see an entry that says nothing about it. `private` would mean: nobody.\n"
        "default_audience: [recruiter, community]\n",
        vt_yaml_is_plain(name) ? name : vt_buffer_string(&title));
}
