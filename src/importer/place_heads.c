/* The heads of entries, wherever they stand. */
#include "placing.h"

static void add_below(VtHead *head, const char *text, VtRange range)
{
    for (size_t at = range.start; at < range.end && head->below_count < G_N_ELEMENTS(head->below);) {
        const char *newline = memchr(text + at, '\n', range.end - at);
        size_t end = newline ? (size_t)(newline - text) + 1 : range.end;
        head->below[head->below_count++] = (VtRange){(uint32_t)at, (uint32_t)end};
        at = end;
    }
}

/* A paragraph, or a quote of one line, may go on saying what the head began. */
static bool may_continue(const VtBlock *block)
{
    return block->type == VT_BLOCK_PARAGRAPH || block->type == VT_BLOCK_QUOTE;
}

void vt_head_of_unit(const VtPlacing *placing, size_t first, size_t last, VtHead *head)
{
    const VtInput *input = placing->input;
    const VtUnit *unit = vt_unit(&placing->outline, first);
    *head = (VtHead){.date_line = unit->date_line, .line = unit->heading, .text = unit->text};
    for (size_t i = unit->first; i < unit->last && may_continue(vt_block(&input->blocks, i)); i++)
        add_below(head, input->text, vt_block(&input->blocks, i)->range);
    VtRange body = vt_unit_body(input, unit);
    VtRange deeper = vt_units_range(input, &placing->outline, first + 1, last);
    if (!vt_range_is_empty(body) && !vt_range_is_empty(deeper))
        body.end = deeper.end;
    else if (vt_range_is_empty(body))
        body = deeper;
    if (!vt_range_is_empty(body))
        head->body[head->body_count++] = body;
}

static VtRange without_hashes(const char *text, VtRange range)
{
    VtRange bare = vt_range_trim(text, range, false);
    uint32_t at = bare.start;
    while (at < bare.end && text[at] == '#')
        at++;
    return at > bare.start && at < bare.end && text[at] == ' ' ? (VtRange){at + 1, bare.end} : bare;
}

/* Lines of an item that are no list of their own. */
static VtRange plain_lines(const VtInput *input, VtRange rest)
{
    uint32_t at = rest.start;
    while (at < rest.end) {
        const char *newline = memchr(input->text + at, '\n', rest.end - at);
        uint32_t end = newline ? (uint32_t)(newline - input->text) + 1 : rest.end;
        VtSlice line = vt_slice_trim(vt_input_slice(input, (VtRange){at, end}));
        if (line.length == 0 || strchr("-*+>#", line.data[0]) == NULL || line.data[0] == '\0' ||
            (line.length > 1 && line.data[1] != ' ')) {
            if (line.length == 0)
                break;
            at = end;
            continue;
        }
        break;
    }
    return (VtRange){rest.start, at};
}

void vt_head_of_item(const VtPlacing *placing, const VtItem *item, VtHead *head)
{
    const VtInput *input = placing->input;
    *head = (VtHead){.line = {item->range.start, item->text.end}, .indent = item->indent};
    head->text = without_hashes(input->text, item->text);
    add_below(head, input->text, plain_lines(input, item->rest));
    if (!vt_range_is_empty(item->rest))
        head->body[head->body_count++] = item->rest;
}

/* The first line of a paragraph or definition is the head's; the rest stands below it. */
void vt_head_of_block(const VtPlacing *placing, const VtBlock *block, VtHead *head)
{
    const char *text = placing->input->text;
    const char *newline = memchr(text + block->range.start, '\n', block->range.end - block->range.start);
    uint32_t end = newline ? (uint32_t)(newline - text) + 1 : block->range.end;
    *head = (VtHead){.line = {block->range.start, end}};
    head->text = vt_range_trim(text, head->line, false);
    VtRange rest = {end, block->range.end};
    add_below(head, text, rest);
    if (!vt_range_is_empty(rest))
        head->body[head->body_count++] = rest;
}
