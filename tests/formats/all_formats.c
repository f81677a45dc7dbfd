#include "all_formats.h"

#include <jansson.h>
#include <libxml/parser.h>

static void free_file(gpointer data)
{
    FormatFile *file = data;
    g_free(file->name);
    g_free(file->text);
}

static void add(GArray *files, char *name, VtBuffer *text)
{
    FormatFile file = {.name = name};
    file.text = vt_buffer_steal(text, &file.length);
    g_array_append_val(files, file);
}

static void add_feeds(GArray *files, const VtEdition *edition, const VtEditionSection *section)
{
    static const struct {
        const char *name;
        bool (*write)(const VtFeed *feed, VtBuffer *out, VtDiagnostics *sink);
    } feeds[] = {
        {"feed.xml", vt_format_atom}, {"rss.xml", vt_format_rss}, {"feed.json", vt_format_json_feed}};
    VtFeed feed = {edition, section};
    for (size_t i = 0; i < G_N_ELEMENTS(feeds); i++) {
        g_auto(VtBuffer) out = {0};
        g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
        g_assert_true(feeds[i].write(&feed, &out, sink));
        add(files, g_strconcat(section ? section->name : "", section ? "-" : "", feeds[i].name, NULL), &out);
    }
}

static void add_single(GArray *files, const VtEdition *edition)
{
    static const struct {
        const char *name;
        bool (*write)(const VtEdition *edition, VtBuffer *out, VtDiagnostics *sink);
    } formats[] = {{"robots.txt", vt_format_robots},       {"site.webmanifest", vt_format_manifest},
                   {"contact.vcf", vt_format_vcard},       {"events.ics", vt_format_calendar},
                   {"resume.json", vt_format_json_resume}, {"icon.svg", vt_format_icon}};
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        if (strcmp(formats[i].name, "events.ics") == 0 && !vt_format_has_calendar(edition))
            continue;
        g_auto(VtBuffer) out = {0};
        g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
        g_assert_true(formats[i].write(edition, &out, sink));
        add(files, g_strdup(formats[i].name), &out);
    }
}

static void add_sitemap(GArray *files, const VtEdition *edition)
{
    g_autofree VtSitemapAddress *addresses = g_new0(VtSitemapAddress, edition->entries.count + 1);
    addresses[0].address = edition->base_path;
    for (size_t i = 0; i < edition->entries.count; i++)
        addresses[i + 1] = (VtSitemapAddress){edition->entries.items[i]->address,
                                              edition->entries.items[i]->fields.updated};
    g_auto(VtBuffer) out = {0};
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_assert_true(vt_format_sitemap(edition, addresses, edition->entries.count + 1, &out, sink));
    add(files, g_strdup("sitemap.xml"), &out);
}

static void add_json_ld(GArray *files, const VtEdition *edition)
{
    for (size_t i = 0; i <= edition->entries.count; i++) {
        const VtEditionEntry *entry = i == 0 ? NULL : edition->entries.items[i - 1];
        g_auto(VtBuffer) out = {0};
        g_assert_true(vt_format_json_ld(edition, entry, &out));
        char *name = g_strconcat("ld-", entry ? entry->file : "home", ".json", NULL);
        add(files, g_strdelimit(name, "/", '-'), &out);
    }
}

GArray *all_formats(const VtEdition *edition)
{
    GArray *files = g_array_new(FALSE, FALSE, sizeof(FormatFile));
    g_array_set_clear_func(files, free_file);
    if (edition->dated.count > 0)
        add_feeds(files, edition, NULL);
    for (size_t i = 0; i < edition->section_count; i++)
        if (edition->sections[i].dated.count > 0)
            add_feeds(files, edition, &edition->sections[i]);
    add_single(files, edition);
    add_sitemap(files, edition);
    add_json_ld(files, edition);
    return files;
}

static void check_xml(const FormatFile *file)
{
    xmlDocPtr document = xmlReadMemory(file->text, (int)file->length, file->name, NULL,
                                       XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (!document) {
        const xmlError *error = xmlGetLastError();
        g_test_message("%s:%d: %s", file->name, error ? error->line : 0, error ? error->message : "");
        g_test_fail();
    }
    xmlFreeDoc(document);
}

static void check_no_empty(const FormatFile *file, json_t *value)
{
    const char *key;
    size_t index;
    json_t *inner;
    bool empty = json_is_null(value) || (json_is_string(value) && json_string_length(value) == 0) ||
                 (json_is_array(value) && json_array_size(value) == 0) ||
                 (json_is_object(value) && json_object_size(value) == 0);
    if (empty) {
        g_test_message("%s has an empty member", file->name);
        g_test_fail();
    }
    json_array_foreach(value, index, inner) check_no_empty(file, inner);
    json_object_foreach(value, key, inner) check_no_empty(file, inner);
}

static void check_json(const FormatFile *file)
{
    json_error_t error;
    json_t *root = json_loadb(file->text, file->length, JSON_REJECT_DUPLICATES, &error);
    if (root) {
        check_no_empty(file, root);
    } else {
        g_test_message("%s:%d: %s", file->name, error.line, error.text);
        g_test_fail();
    }
    json_decref(root);
}

/* RFC 6350 and RFC 5545: NAME[;PARAMETER]:value CRLF, 75 octets at most, each line valid UTF-8 by itself. */
static void check_line(const FormatFile *file, const char *line)
{
    bool continued = line[0] == ' ';
    bool named = strchr(line, ':') != NULL && g_ascii_isupper(line[0]);
    if ((continued || named) && strlen(line) <= 75 && g_utf8_validate(line, -1, NULL) &&
        strpbrk(line, "\r\n\t\x01\x7f") == NULL)
        return;
    g_test_message("%s: bad line: %s", file->name, line);
    g_test_fail();
}

static void check_lines(const FormatFile *file)
{
    g_auto(GStrv) lines = g_strsplit(file->text, "\r\n", -1);
    guint count = g_strv_length(lines);
    g_assert_cmpstr(lines[count - 1], ==, "");
    for (guint i = 0; i + 1 < count; i++)
        check_line(file, lines[i]);
    g_assert_true(g_str_has_prefix(lines[0], "BEGIN:V"));
    g_assert_true(g_str_has_prefix(lines[count - 2], "END:V"));
}

static void check_script_safe(const FormatFile *file)
{
    g_assert_null(strstr(file->text, "</"));
    g_assert_null(strstr(file->text, "<!"));
}

void check_format(const FormatFile *file)
{
    g_assert_cmpuint(strlen(file->text), ==, file->length);
    if (g_str_has_suffix(file->name, ".xml") || g_str_has_suffix(file->name, ".svg"))
        check_xml(file);
    else if (g_str_has_suffix(file->name, ".json") || g_str_has_suffix(file->name, ".webmanifest"))
        check_json(file);
    else if (g_str_has_suffix(file->name, ".vcf") || g_str_has_suffix(file->name, ".ics"))
        check_lines(file);
    if (g_str_has_prefix(file->name, "ld-"))
        check_script_safe(file);
}
