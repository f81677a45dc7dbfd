/* The résumé for the boxes of application forms: 80 columns, "- " before points, and nothing that is markup.
 */
#include "resume_sheet.h"

enum { COLUMNS = 80 };

static void append_wrapped(VtSheet *sheet, const char *text)
{
    g_autofree char *lines = vt_wrap(text, COLUMNS);
    g_string_append_printf(sheet->out, "%s\n", lines);
}

static void write_paragraph(VtSheet *sheet, const char *text)
{
    vt_sheet_break(sheet);
    append_wrapped(sheet, text);
}

/* Upper case tells a section from an entry where there is no other type. */
static void write_section(VtSheet *sheet, const char *title)
{
    g_autofree char *upper = g_utf8_strup(title, -1);
    vt_sheet_break(sheet);
    write_paragraph(sheet, upper);
}

static void write_entry(VtSheet *sheet, const char *title, const char *organization)
{
    g_autofree char *text = organization ? g_strdup_printf("%s, %s", title, organization) : g_strdup(title);
    write_paragraph(sheet, text);
}

static void write_labelled(VtSheet *sheet, const char *label, const char *text)
{
    g_autofree char *line = g_strdup_printf("%s: %s", label, text);
    write_paragraph(sheet, line);
}

static void write_point(VtSheet *sheet, const char *text, const char *address, bool first)
{
    bool both = address && strcmp(address, text) != 0;
    g_autofree char *line = both ? g_strdup_printf("%s (%s)", text, address) : g_strdup(text);
    g_autofree char *lines = vt_wrap(line, COLUMNS - 2);
    g_auto(GStrv) parts = g_strsplit(lines, "\n", -1);
    g_autofree char *indented = g_strjoinv("\n  ", parts);
    if (first)
        vt_sheet_break(sheet);
    g_string_append_printf(sheet->out, "- %s\n", indented);
}

bool vt_format_resume_text(const VtEdition *edition, VtBuffer *out, VtDiagnostics *sink)
{
    static const VtSheetForm form = {
        .name = write_paragraph,
        .section = write_section,
        .entry = write_entry,
        .facts = append_wrapped,
        .paragraph = write_paragraph,
        .labelled = write_labelled,
        .point = write_point,
        .prose = {.columns = COLUMNS},
    };
    (void)sink;
    vt_resume_document(edition, &form, out);
    return true;
}
