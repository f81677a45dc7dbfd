/* The contract as a Markdown page, printed from its tables. */
#include "contract.h"

static const char introduction[] =
    "# The contract: names that a template may use\n"
    "\n"
    "Version 1. A theme says in `theme.yaml` which version it was written for: `contract: 1`. Within a "
    "version\n"
    "names are only added. Every template is checked against these tables when it is loaded, so a misspelt "
    "name\n"
    "is an error with a suggestion. `vitrine theme contract` prints this page.\n"
    "\n"
    "- *Text* and *integer* are escaped by `{{name}}`; *HTML* is ready and `{{name}}` leaves it as it is.\n"
    "- Where there is nothing a value is null (or an empty list): `{{#name}}…{{/name}}` then shows nothing. "
    "Only\n"
    "  what is said to be \"always there\" never is null. Each object has all its names, so a name that is "
    "null\n"
    "  never means one of an outer object.\n"
    "- A list that may be empty has a boolean beside it: `{{#has_links}}<ul>{{#links}}…{{/links}}</ul>"
    "{{/has_links}}`\n"
    "  leaves the whole list out where there are no links. More booleans that begin with `has_` tell the "
    "same of\n"
    "  several names together.\n"
    "- `x` is plain text; `x_html` is the same with its inline markup. Attributes take the text.\n"
    "- `address` leads to a page of this site, from the host's root, base path included. `canonical` is an "
    "absolute\n"
    "  address of this site. `url` leads elsewhere, as the author gave it.\n"
    "- Headings in content begin at h2, so a page's template gives it one h1; ids of headings hold no "
    "capital\n"
    "  letter, so ids of a theme that begin with one never clash with them.\n"
    "- Lists of the home page are limited, so that it stays small; `count` and `more` tell of the rest.\n"
    "- Three more objects are at the root of every page, and their names are the theme's own: `labels` "
    "(texts in the\n"
    "  site's language), `options` (as typed in `theme.yaml`) and `assets` (addresses: "
    "`{{assets.style.css}}`).\n";

static bool is_common(const VtField *field)
{
    const VtField *common = vt_render_contract()->pages[VT_PAGE_NOT_FOUND]->fields;
    for (; common->name; common++)
        if (strcmp(common->name, field->name) == 0)
            return true;
    return false;
}

/* "|" would end a cell of the table. */
static void write_cell(VtBuffer *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '|')
            vt_buffer_append_char(out, '\\');
        vt_buffer_append_char(out, *text);
    }
}

static const VtType *object_of(const VtType *type)
{
    while (type->kind == VT_TYPE_LIST)
        type = type->item;
    return type->kind == VT_TYPE_OBJECT ? type : NULL;
}

static void write_type(VtBuffer *out, const VtType *type)
{
    const VtType *object = object_of(type);
    if (!object) {
        vt_type_describe(type, out);
        return;
    }
    if (type->kind == VT_TYPE_LIST)
        vt_buffer_append_string(out, "list of ");
    g_autofree char *anchor = g_ascii_strdown(object->name, -1);
    vt_buffer_append_format(out, "[%s](#%s)", object->name, anchor);
}

/* `has_links` after `links`: told of in its row. */
static bool is_told_above(const VtField *fields, const VtField *field)
{
    return field > fields && g_str_has_prefix(field->name, "has_") &&
           strcmp(field->name + strlen("has_"), field[-1].name) == 0;
}

static void write_row(VtBuffer *out, const VtField *fields, const VtField *field)
{
    vt_buffer_append_format(out, "| `%s`", field->name);
    if (field[1].name && is_told_above(fields, field + 1))
        vt_buffer_append_format(out, ", `%s`", field[1].name);
    vt_buffer_append_string(out, " | ");
    write_type(out, field->type);
    vt_buffer_append_string(out, " | ");
    write_cell(out, field->meaning);
    vt_buffer_append_string(out, " |\n");
}

static void write_table_head(VtBuffer *out)
{
    vt_buffer_append_string(out, "\n| name | type | meaning |\n|---|---|---|\n");
}

static void write_fields(VtBuffer *out, const VtField *fields, bool common)
{
    write_table_head(out);
    for (const VtField *field = fields; field->name; field++)
        if (is_common(field) == common && !is_told_above(fields, field))
            write_row(out, fields, field);
}

static bool has_own_fields(const VtField *fields)
{
    for (; fields->name; fields++)
        if (!is_common(fields))
            return true;
    return false;
}

/* Page kinds that share a root type are told of together. */
static void write_page_kinds(VtBuffer *out)
{
    const VtType *const *pages = vt_render_contract()->pages;
    vt_buffer_append_string(out, "\n## Every page\n");
    write_fields(out, pages[VT_PAGE_NOT_FOUND]->fields, true);
    for (unsigned kind = 0; kind < VT_PAGE_COUNT; kind++) {
        if (kind > 0 && pages[kind] == pages[kind - 1])
            continue;
        vt_buffer_append_string(out, "\n## Template");
        for (unsigned same = kind; same < VT_PAGE_COUNT && pages[same] == pages[kind]; same++)
            vt_buffer_append_format(out, "%s `%s`", same > kind ? "," : "", vt_page_kind_name(same));
        vt_buffer_append_char(out, '\n');
        if (has_own_fields(pages[kind]->fields))
            write_fields(out, pages[kind]->fields, false);
        else
            vt_buffer_append_string(out, "\nNothing of its own.\n");
    }
}

/* Object types in the order in which they are met. */
static void collect(GPtrArray *types, const VtField *fields)
{
    for (; fields->name; fields++) {
        const VtType *object = object_of(fields->type);
        if (!object || g_ptr_array_find(types, object, NULL))
            continue;
        g_ptr_array_add(types, (gpointer)object);
        collect(types, object->fields);
    }
}

static void write_objects(VtBuffer *out)
{
    g_autoptr(GPtrArray) types = g_ptr_array_new();
    for (unsigned kind = 0; kind < VT_PAGE_COUNT; kind++)
        collect(types, vt_render_contract()->pages[kind]->fields);
    vt_buffer_append_string(out, "\n## Objects\n");
    for (guint i = 0; i < types->len; i++) {
        const VtType *type = g_ptr_array_index(types, i);
        vt_buffer_append_format(out, "\n### %s\n", type->name);
        write_table_head(out);
        for (const VtField *field = type->fields; field->name; field++)
            if (!is_told_above(type->fields, field))
                write_row(out, type->fields, field);
    }
}

static void write_labels(VtBuffer *out)
{
    vt_buffer_append_string(out, "\n## Labels that Vitrine itself uses\n"
                                 "\n"
                                 "Dates, durations and the pages that no file of the author's makes take "
                                 "their words from these labels\n"
                                 "of the theme. The base theme has each of them in every language it knows; "
                                 "where a theme has none, the\n"
                                 "English text below is used. Words in braces are filled in.\n"
                                 "\n| label | English | meaning |\n|---|---|---|\n");
    for (size_t i = 0; i < VT_WORD_COUNT; i++) {
        const VtRenderLabel *label = &vt_contract_labels[i];
        vt_buffer_append_format(out, "| `%s` | %s | %s |\n", label->name, label->english, label->meaning);
    }
}

void vt_render_write_contract(VtBuffer *out)
{
    vt_buffer_append_string(out, introduction);
    write_page_kinds(out);
    write_objects(out);
    write_labels(out);
}
