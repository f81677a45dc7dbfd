#include "diagnostics_record.h"

static const char introduction[] =
    "# Diagnostics\n"
    "\n"
    "Everything that Vitrine can tell about a portfolio or a theme, in the order in which a build goes\n"
    "through its stages. Each message ends with one of these names in brackets; `vitrine explain NAME`\n"
    "prints the same explanation on a terminal.\n"
    "\n"
    "An error stops the build and leaves the published folder as it was. A warning is worth a look and "
    "stops\n"
    "nothing. A note says what was done.\n"
    "\n"
    "This page is made from the program's own list; edit `include/vitrine/diagnostics.def` instead.\n";

static const char *severity_word(VtSeverity severity)
{
    static const char *const words[] = {[VT_ERROR] = "Error", [VT_WARNING] = "Warning", [VT_NOTE] = "Note"};
    return words[severity];
}

/* A bar would end the table's cell. */
static void write_cell(VtBuffer *out, const char *text)
{
    for (const char *p = text; *p; p++) {
        if (*p == '|')
            vt_buffer_append_char(out, '\\');
        vt_buffer_append_char(out, *p);
    }
}

static void write_row(const VtDiagnosticInfo *info, VtBuffer *out)
{
    vt_buffer_append_format(out, "| [%s](#%s) | %s | ", info->name, info->name,
                            vt_severity_name(info->severity));
    write_cell(out, info->summary);
    vt_buffer_append_string(out, " |\n");
}

static void write_entry(const VtDiagnosticInfo *info, VtBuffer *out)
{
    vt_buffer_append_format(out, "\n## %s\n\n", info->name);
    vt_buffer_append_format(out, "**%s.** %s\n", severity_word(info->severity), info->summary);
    g_autofree char *explanation = g_strchomp(g_strdup(info->explanation));
    vt_buffer_append_format(out, "\n%s\n", explanation);
}

void vt_diagnostics_write_reference(VtBuffer *out)
{
    vt_buffer_append_string(out, introduction);
    vt_buffer_append_string(out, "\n| name | severity | meaning |\n|---|---|---|\n");
    for (unsigned id = 0; id < VT_DIAGNOSTIC_COUNT; id++)
        write_row(vt_diagnostic_info((VtDiagnosticId)id), out);
    for (unsigned id = 0; id < VT_DIAGNOSTIC_COUNT; id++)
        write_entry(vt_diagnostic_info((VtDiagnosticId)id), out);
}
