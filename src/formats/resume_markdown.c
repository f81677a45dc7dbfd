/* The résumé as Markdown: "### Role @ Organization" with dates and place in the line below, which people read
 * at a glance and the import knows. */
#include "resume_sheet.h"

static void append_escaped(VtSheet *sheet, const char *text)
{
    g_autoptr(GString) line = g_string_new(NULL);
    vt_markdown_escape(line, text, false);
    vt_markdown_escape_lines(line);
    g_string_append(sheet->out, line->str);
}

static void write_heading(VtSheet *sheet, const char *hashes, const char *text)
{
    vt_sheet_break(sheet);
    g_string_append_printf(sheet->out, "%s ", hashes);
    append_escaped(sheet, text);
    g_string_append_c(sheet->out, '\n');
}

static void write_name(VtSheet *sheet, const char *text)
{
    write_heading(sheet, "#", text);
}

static void write_section(VtSheet *sheet, const char *title)
{
    write_heading(sheet, "##", title);
}

static void write_entry(VtSheet *sheet, const char *title, const char *organization)
{
    g_autofree char *text = organization ? g_strdup_printf("%s @ %s", title, organization) : g_strdup(title);
    write_heading(sheet, "###", text);
}

static void write_facts(VtSheet *sheet, const char *text)
{
    g_string_append(sheet->out, "\n*");
    append_escaped(sheet, text);
    g_string_append(sheet->out, "*\n");
}

static void write_paragraph(VtSheet *sheet, const char *text)
{
    vt_sheet_break(sheet);
    append_escaped(sheet, text);
    g_string_append_c(sheet->out, '\n');
}

static void write_labelled(VtSheet *sheet, const char *label, const char *text)
{
    g_string_append_printf(sheet->out, "\n**%s:** ", label);
    append_escaped(sheet, text);
    g_string_append_c(sheet->out, '\n');
}

static void write_point(VtSheet *sheet, const char *text, const char *address, bool first)
{
    if (first)
        vt_sheet_break(sheet);
    g_string_append(sheet->out, "- ");
    if (address && strcmp(address, text) == 0) {
        g_string_append_printf(sheet->out, "<%s>", text);
    } else {
        g_string_append(sheet->out, address ? "[" : "");
        append_escaped(sheet, text);
        if (address)
            g_string_append_printf(sheet->out, strpbrk(address, " ()") ? "](<%s>)" : "](%s)", address);
    }
    g_string_append_c(sheet->out, '\n');
}

bool vt_format_resume_markdown(const VtEdition *edition, VtBuffer *out, VtDiagnostics *sink)
{
    static const VtSheetForm form = {
        .name = write_name,
        .section = write_section,
        .entry = write_entry,
        .facts = write_facts,
        .paragraph = write_paragraph,
        .labelled = write_labelled,
        .point = write_point,
        .prose = {.markdown = true, .deeper = 2},
    };
    (void)sink;
    vt_resume_document(edition, &form, out);
    return true;
}
