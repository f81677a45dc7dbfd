/* What was found, for people: a table for the terminal, and a page. */
#include "importer_private.h"

static const char *sureness(const VtImportFinding *finding)
{
    if (finding->sure == 0)
        return "-";
    return finding->sure >= 85 ? "sure" : finding->sure >= 65 ? "likely" : "unsure";
}

static size_t characters(const char *text)
{
    return (size_t)g_utf8_strlen(text, -1);
}

/* Cut to so many characters, and padded to them. */
static void append_cell(VtBuffer *out, const char *text, size_t width)
{
    size_t length = characters(text);
    if (length > width) {
        const char *end = g_utf8_offset_to_pointer(text, (glong)width - 1);
        vt_buffer_append(out, text, (size_t)(end - text));
        vt_buffer_append_string(out, "…");
        length = width;
    } else {
        vt_buffer_append_string(out, text);
    }
    for (; length < width; length++)
        vt_buffer_append_char(out, ' ');
}

static void append_row(VtBuffer *out, const char *line, const char *what, const char *sure, const char *title,
                       const char *path)
{
    enum { LINE = 5, WHAT = 14, SURE = 6, TITLE = 46 };
    g_autofree char *padded = g_strdup_printf("%*s", LINE, line);
    vt_buffer_append_string(out, padded);
    vt_buffer_append_string(out, "  ");
    append_cell(out, what, WHAT);
    vt_buffer_append_string(out, "  ");
    append_cell(out, sure, SURE);
    vt_buffer_append_string(out, "  ");
    append_cell(out, title, TITLE);
    vt_buffer_append_format(out, "  %s\n", path);
}

static void write_table(const VtImport *import, VtBuffer *out)
{
    const char *source = NULL;
    for (guint i = 0; i < import->listed->len; i++) {
        const VtImportFinding *finding = &g_array_index(import->listed, VtImportFinding, i);
        if (!source || strcmp(source, finding->source) != 0) {
            vt_buffer_append_format(out, "%s%s\n", source ? "\n" : "", finding->source);
            append_row(out, "line", "what", "", "title", "file in site-content");
        }
        source = finding->source;
        g_autofree char *line = g_strdup_printf("%" G_GSIZE_FORMAT, finding->line);
        append_row(out, line, finding->what, sureness(finding), finding->title,
                   finding->path ? finding->path : "");
        if (finding->look_at)
            vt_buffer_append_format(out, "%*s  → %s\n", 5, "", finding->look_at);
    }
}

/* A cell of a Markdown table. */
static void append_markdown(VtBuffer *out, const char *text)
{
    for (const char *p = text; *p; p++) {
        if (*p == '|' || *p == '<' || *p == '\\' || *p == '`')
            vt_buffer_append_char(out, '\\');
        vt_buffer_append_char(out, *p == '\n' ? ' ' : *p);
    }
}

static void write_repairs(const VtInput *input, VtBuffer *out)
{
    if (input->repairs->len == 0)
        return;
    vt_buffer_append_format(
        out, "\nRepaired: %u. `vitrine import` told each with its line; `--no-repair` leaves them.\n",
        input->repairs->len);
}

static void write_page(const VtImport *import, VtBuffer *out)
{
    vt_buffer_append_string(
        out, "# What the import found\n\n"
             "Every word of the document is in `site-content/`; this page only says where. Delete it when "
             "you are done.\n");
    for (guint k = 0; k < import->plan.inputs->len; k++) {
        const VtInput *input = import->plan.inputs->pdata[k];
        g_autofree char *base = g_path_get_basename(input->source.path);
        vt_buffer_append_string(out, "\n## ");
        append_markdown(out, base);
        vt_buffer_append_string(
            out, "\n\n| line | what | how sure | title | file | look at |\n|---:|---|---|---|---|---|\n");
        for (guint i = 0; i < import->listed->len; i++) {
            const VtImportFinding *finding = &g_array_index(import->listed, VtImportFinding, i);
            if (finding->source != input->source.path)
                continue;
            vt_buffer_append_format(out, "| %" G_GSIZE_FORMAT " | %s | %s | ", finding->line, finding->what,
                                    sureness(finding));
            append_markdown(out, finding->title);
            vt_buffer_append_string(out, " | ");
            append_markdown(out, finding->path ? finding->path : "");
            vt_buffer_append_string(out, " | ");
            append_markdown(out, finding->look_at ? finding->look_at : "");
            vt_buffer_append_string(out, " |\n");
        }
        write_repairs(input, out);
    }
}

void vt_import_write_report(const VtImport *import, bool markdown, VtBuffer *out)
{
    if (markdown)
        write_page(import, out);
    else
        write_table(import, out);
}
