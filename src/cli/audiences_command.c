/* Entries × audiences: who sees what, as a table for people or as data for programs. */
#include "site_editions.h"

enum { COLUMNS = 80, LEAST_PATH = 24, GAP = 2 };

/* One entry for one audience. */
typedef struct Cell {
    VtVisibilityReason reason;
    size_t hidden_blocks;
    size_t replaced_names;
} Cell;

/* Owns its arrays; borrows all else. */
typedef struct Matrix {
    const VtSiteEditions *all;
    Cell *cells; /* by entry, then audience */
    VtBuffer *out;
    bool color;
} Matrix;

static const Cell *cell_at(const Matrix *matrix, size_t entry, size_t audience)
{
    return &matrix->cells[entry * matrix->all->count + audience];
}

static void count_texts(const VtEdition *edition, const VtEntry *entry, Cell *cell)
{
    for (size_t i = 0; edition != NULL && i < edition->withheld.text_count; i++) {
        const VtWithheldText *text = &edition->withheld.texts[i];
        if (strcmp(text->path, entry->source.path) != 0)
            continue;
        cell->hidden_blocks = text->hidden_blocks;
        cell->replaced_names = text->replaced_names;
    }
}

static void fill(Matrix *matrix)
{
    const VtSiteEditions *all = matrix->all;
    const VtPortfolio *portfolio = all->portfolio;
    matrix->cells = g_new0(Cell, portfolio->entry_count * all->count + 1);
    for (size_t i = 0; i < portfolio->entry_count; i++) {
        for (size_t k = 0; k < all->count; k++) {
            Cell *cell = &matrix->cells[i * all->count + k];
            cell->reason = vt_visibility_reason(portfolio, all->audiences[k], &all->options,
                                                portfolio->entries[i]);
            if (cell->reason.visibility == VT_SHOWN)
                count_texts(all->editions[k], portfolio->entries[i], cell);
        }
    }
}

/* ---- Table -----------------------------------------------------------------------------------------------
 */

/* "in", "in, 2 parts out, 3 names", "- private" */
static char *cell_text(const Cell *cell)
{
    if (cell->reason.visibility != VT_SHOWN)
        return g_strdup_printf("- %s", vt_reason_word(cell->reason.visibility));
    g_autoptr(GString) text = g_string_new("in");
    if (cell->hidden_blocks > 0)
        g_string_append_printf(text, ", %zu part%s out", cell->hidden_blocks,
                               cell->hidden_blocks == 1 ? "" : "s");
    if (cell->replaced_names > 0)
        g_string_append_printf(text, ", %zu name%s", cell->replaced_names,
                               cell->replaced_names == 1 ? "" : "s");
    return g_strdup(text->str);
}

static size_t column_width(const Matrix *matrix, size_t audience)
{
    size_t width = strlen(matrix->all->audiences[audience]->name);
    for (size_t i = 0; i < matrix->all->portfolio->entry_count; i++) {
        g_autofree char *text = cell_text(cell_at(matrix, i, audience));
        width = MAX(width, strlen(text));
    }
    return width;
}

/* As wide as the longest path, or as 80 columns leave room for. */
static size_t path_width(const Matrix *matrix, const size_t *widths)
{
    size_t others = 0;
    size_t longest = strlen("entry");
    for (size_t i = 0; i < matrix->all->count; i++)
        others += GAP + widths[i];
    for (size_t i = 0; i < matrix->all->portfolio->entry_count; i++)
        longest = MAX(longest, (size_t)g_utf8_strlen(matrix->all->portfolio->entries[i]->path, -1));
    size_t room = others + LEAST_PATH < COLUMNS ? COLUMNS - others : LEAST_PATH;
    return MIN(longest, room);
}

/* What does not fit loses its beginning: the end tells entries apart. */
static void append_path(VtBuffer *out, const char *path, size_t width)
{
    size_t length = (size_t)g_utf8_strlen(path, -1);
    if (length > width) {
        vt_buffer_append_string(out, "…");
        vt_buffer_append_string(out, g_utf8_offset_to_pointer(path, (glong)(length - width + 1)));
        length = width;
    } else {
        vt_buffer_append_string(out, path);
    }
    for (; length < width; length++)
        vt_buffer_append_char(out, ' ');
}

static void append_cell(const Matrix *matrix, const char *text, const char *colour, size_t width, bool last)
{
    VtBuffer *out = matrix->out;
    size_t padding = last ? 0 : width - strlen(text);
    vt_buffer_append_format(out, "%*s%s%s%s%*s", GAP, "", matrix->color ? colour : "", text,
                            matrix->color && *colour != '\0' ? "\033[m" : "", (int)padding, "");
}

static const char *colour_of(const Cell *cell)
{
    if (cell->reason.visibility != VT_SHOWN)
        return "\033[31m";
    return cell->hidden_blocks + cell->replaced_names > 0 ? "\033[33m" : "\033[32m";
}

static void write_totals(const Matrix *matrix, const size_t *widths, size_t path)
{
    size_t entries = matrix->all->portfolio->entry_count;
    g_autofree char *title = g_strdup_printf("%zu entr%s", entries, entries == 1 ? "y" : "ies");
    append_path(matrix->out, title, path);
    for (size_t k = 0; k < matrix->all->count; k++) {
        size_t shown = 0;
        for (size_t i = 0; i < entries; i++)
            shown += cell_at(matrix, i, k)->reason.visibility == VT_SHOWN;
        g_autofree char *text = g_strdup_printf("%zu in", shown);
        append_cell(matrix, text, "", MAX(widths[k], strlen(text)), k + 1 == matrix->all->count);
    }
    vt_buffer_append_char(matrix->out, '\n');
}

static void write_table(const Matrix *matrix)
{
    const VtSiteEditions *all = matrix->all;
    g_autofree size_t *widths = g_new0(size_t, all->count + 1);
    for (size_t k = 0; k < all->count; k++)
        widths[k] = column_width(matrix, k);
    size_t path = path_width(matrix, widths);
    append_path(matrix->out, "entry", path);
    for (size_t k = 0; k < all->count; k++)
        append_cell(matrix, all->audiences[k]->name, "", widths[k], k + 1 == all->count);
    vt_buffer_append_char(matrix->out, '\n');
    for (size_t i = 0; i < all->portfolio->entry_count; i++) {
        append_path(matrix->out, all->portfolio->entries[i]->path, path);
        for (size_t k = 0; k < all->count; k++) {
            const Cell *cell = cell_at(matrix, i, k);
            g_autofree char *text = cell_text(cell);
            append_cell(matrix, text, colour_of(cell), widths[k], k + 1 == all->count);
        }
        vt_buffer_append_char(matrix->out, '\n');
    }
    write_totals(matrix, widths, path);
}

/* ---- JSON ------------------------------------------------------------------------------------------------
 */

static void append_json_string(VtBuffer *out, const char *name, const char *text)
{
    vt_buffer_append_format(out, "\"%s\": ", name);
    if (text != NULL && *text != '\0')
        vt_buffer_append_json(out, text, strlen(text));
    else
        vt_buffer_append_string(out, "null");
}

static const char *rule_name(VtVisibilityRule rule)
{
    static const char *const names[] = {
        [VT_RULE_PROFILE] = "profile",
        [VT_RULE_DRAFT] = "draft",
        [VT_RULE_FUTURE] = "date",
        [VT_RULE_OWN_AUDIENCE] = "audience",
        [VT_RULE_SECTION_AUDIENCE] = "section-audience",
        [VT_RULE_DEFAULT_AUDIENCE] = "default-audience",
        [VT_RULE_HIDDEN_SECTION] = "hidden-section",
    };
    return names[rule];
}

static void write_json_cell(const Matrix *matrix, const Cell *cell, const char *audience, bool last)
{
    g_autofree char *place = vt_place_text(cell->reason.span);
    bool shown = cell->reason.visibility == VT_SHOWN;
    vt_buffer_append_string(matrix->out, "      ");
    vt_buffer_append_json(matrix->out, audience, strlen(audience));
    vt_buffer_append_format(matrix->out, ": {\"visible\": %s, ", shown ? "true" : "false");
    append_json_string(matrix->out, "hidden_by", shown ? NULL : vt_reason_word(cell->reason.visibility));
    vt_buffer_append_string(matrix->out, ", ");
    append_json_string(matrix->out, "rule", rule_name(cell->reason.rule));
    vt_buffer_append_string(matrix->out, ", ");
    append_json_string(matrix->out, "place", place);
    vt_buffer_append_format(matrix->out, ", \"hidden_parts\": %zu, \"replaced_names\": %zu}%s\n",
                            cell->hidden_blocks, cell->replaced_names, last ? "" : ",");
}

static void write_json(const Matrix *matrix)
{
    const VtSiteEditions *all = matrix->all;
    vt_buffer_append_string(matrix->out, "[\n");
    for (size_t i = 0; i < all->portfolio->entry_count; i++) {
        const VtEntry *entry = all->portfolio->entries[i];
        vt_buffer_append_string(matrix->out, "  {");
        append_json_string(matrix->out, "path", entry->path);
        vt_buffer_append_string(matrix->out, ", ");
        append_json_string(matrix->out, "kind", vt_kind_name(entry->kind));
        vt_buffer_append_string(matrix->out, ", \"audiences\": {\n");
        for (size_t k = 0; k < all->count; k++)
            write_json_cell(matrix, cell_at(matrix, i, k), all->audiences[k]->name, k + 1 == all->count);
        vt_buffer_append_format(matrix->out, "  }}%s\n", i + 1 < all->portfolio->entry_count ? "," : "");
    }
    vt_buffer_append_string(matrix->out, "]\n");
}

/* ---- CSV (RFC 4180, but for the ends of lines) -----------------------------------------------------------
 */

static void append_csv(VtBuffer *out, const char *text)
{
    if (strpbrk(text, ",\"\r\n") == NULL) {
        vt_buffer_append_string(out, text);
        return;
    }
    vt_buffer_append_char(out, '"');
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '"')
            vt_buffer_append_char(out, '"');
        vt_buffer_append_char(out, *c);
    }
    vt_buffer_append_char(out, '"');
}

static void write_csv_row(const Matrix *matrix, const VtEntry *entry, const VtAudience *audience,
                          const Cell *cell)
{
    g_autofree char *place = vt_place_text(cell->reason.span);
    bool shown = cell->reason.visibility == VT_SHOWN;
    const char *fields[] = {entry->path,
                            vt_kind_name(entry->kind),
                            audience->name,
                            shown ? "yes" : "no",
                            shown ? "" : vt_reason_word(cell->reason.visibility),
                            rule_name(cell->reason.rule),
                            place};
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        append_csv(matrix->out, fields[i]);
        vt_buffer_append_char(matrix->out, ',');
    }
    vt_buffer_append_format(matrix->out, "%zu,%zu\n", cell->hidden_blocks, cell->replaced_names);
}

static void write_csv(const Matrix *matrix)
{
    const VtSiteEditions *all = matrix->all;
    vt_buffer_append_string(matrix->out,
                            "path,kind,audience,visible,hidden_by,rule,place,hidden_parts,replaced_names\n");
    for (size_t i = 0; i < all->portfolio->entry_count; i++)
        for (size_t k = 0; k < all->count; k++)
            write_csv_row(matrix, all->portfolio->entries[i], all->audiences[k], cell_at(matrix, i, k));
}

/* ---- The command -----------------------------------------------------------------------------------------
 */

typedef void Write(const Matrix *matrix);

static Write *writer_of(const char *form)
{
    static const struct {
        const char *name;
        Write *write;
    } writers[] = {{"table", write_table}, {"json", write_json}, {"csv", write_csv}};
    for (size_t i = 0; i < G_N_ELEMENTS(writers); i++)
        if (form == NULL || strcmp(form, writers[i].name) == 0)
            return writers[i].write;
    vt_complain("vitrine: --as wants table, json or csv, not \"%s\"\n", form);
    return NULL;
}

VtExit vt_command_audiences(VtCli *cli)
{
    g_auto(VtSiteEditions) all = {0};
    g_auto(VtBuffer) text = {0};
    bool usage = false;
    Write *write = writer_of(cli->options.as);
    if (write == NULL)
        return VT_EXIT_USAGE;
    if (!vt_site_editions_load(&all, cli, cli->argument_count > 0 ? cli->arguments[0] : NULL, &usage)) {
        vt_cli_report(cli);
        return usage ? VT_EXIT_USAGE : vt_cli_exit(cli);
    }
    Matrix matrix = {.all = &all, .out = &text, .color = vt_print_takes_color(cli)};
    fill(&matrix);
    write(&matrix);
    vt_print_buffer(&text);
    g_free(matrix.cells);
    vt_cli_report(cli);
    return vt_cli_exit(cli);
}
