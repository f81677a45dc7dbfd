/* The texts of roles and degrees, which is what hiring systems read out. */
#include "resume_lint.h"

enum { RECENT_ROLES = 3, POINTS_THAT_WANT_A_NUMBER = 3 };

static VtSlice slice_of(const VtDocument *document, VtRange range)
{
    return (VtSlice){document->html.data + range.start, range.end - range.start};
}

static bool holds(VtSlice text, const char *word)
{
    return text.length > 0 && memmem(text.data, text.length, word, strlen(word)) != NULL;
}

/* The line of the source in which a table begins, as far as it is to be seen: a line that begins with a bar,
 * or the tag. */
static VtSpan table_place(const VtEntry *origin)
{
    const char *text = origin->source.text, *end = text + origin->source.length;
    for (const char *line = text; line != NULL && line < end;) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        size_t length = (size_t)((stop != NULL ? stop : end) - line);
        if (*line == '|' || holds((VtSlice){line, length}, "<table"))
            return (VtSpan){&origin->source, (size_t)(line - text), length};
        line = stop != NULL ? stop + 1 : NULL;
    }
    return VT_IN_FILE(&origin->source);
}

static void check_table(const VtLint *lint, const VtEditionEntry *entry, const VtEntry *origin)
{
    if (!holds(entry->document->html, "<table"))
        return;
    VtDiagnostic *diagnostic = vt_lint_report(lint, VT_RESUME_TABLE, table_place(origin),
                                              "hiring systems read a table's cells in the wrong order");
    if (diagnostic != NULL)
        vt_diagnostic_note(diagnostic, "write a list, a line for each row");
}

static void check_image(const VtLint *lint, const VtEditionEntry *entry, const VtEntry *origin)
{
    const VtDocument *document = entry->document;
    for (size_t i = 0; i < document->link_count; i++) {
        const VtLink *link = &document->links[i];
        if (link->kind != VT_LINK_IMAGE)
            continue;
        VtDiagnostic *diagnostic = vt_lint_report(lint, VT_RESUME_IMAGE,
                                                  (VtSpan){&origin->source, link->offset, link->length},
                                                  "what an image says does not get into a résumé");
        if (diagnostic != NULL)
            vt_diagnostic_note(diagnostic, "say it in words too; a picture is at home in a project");
        return;
    }
}

static bool has_digit(VtSlice text)
{
    bool in_tag = false;
    for (size_t i = 0; i < text.length; i++) {
        in_tag = text.data[i] == '<' || (in_tag && text.data[i] != '>');
        if (!in_tag && g_ascii_isdigit(text.data[i]))
            return true;
    }
    return false;
}

static void check_numbers(const VtLint *lint, const VtEditionEntry *role)
{
    const VtDocument *document = role->document;
    for (size_t i = 0; i < document->item_count; i++)
        if (has_digit(slice_of(document, document->items[i])))
            return;
    if (document->item_count < POINTS_THAT_WANT_A_NUMBER || has_digit(vt_slice(role->result.text)))
        return;
    VtDiagnostic *diagnostic = vt_lint_report(lint, VT_RESUME_NUMBERS, vt_lint_span(lint, role, "title"),
                                              "none of the %zu points of \"%s\" has a number",
                                              document->item_count, role->title.text);
    if (diagnostic != NULL)
        vt_diagnostic_note(diagnostic, "how many, how much, how long: one figure is what a reader keeps");
}

static void check_points(const VtLint *lint, const VtEditionEntry *role)
{
    if (role->document->item_count > 0)
        return;
    VtDiagnostic *diagnostic = vt_lint_report(lint, VT_RESUME_POINTS, vt_lint_span(lint, role, "title"),
                                              "\"%s\" has no list of what you did", role->title.text);
    if (diagnostic != NULL)
        vt_diagnostic_note(diagnostic, "two to five lines that begin with \"- \" are read first");
}

static void check_entries(const VtLint *lint, VtEntryList entries)
{
    for (size_t i = 0; i < entries.count; i++) {
        const VtEditionEntry *entry = entries.items[i];
        const VtEntry *origin = vt_lint_origin(lint, entry);
        if (origin == NULL || entry->document == NULL)
            continue;
        check_table(lint, entry, origin);
        check_image(lint, entry, origin);
        if (entry->kind == VT_KIND_ROLE && i < RECENT_ROLES) {
            check_points(lint, entry);
            check_numbers(lint, entry);
        }
    }
}

void vt_lint_texts(const VtLint *lint)
{
    check_entries(lint, lint->edition->roles);
    check_entries(lint, lint->edition->education);
}
