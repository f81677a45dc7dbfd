/* Documents that tell of one project after another under one and the same heading; the client's name stands
 * at the end. */
#include "placing.h"

enum { FEWEST = 2 };

static bool same_heading(const VtPlacing *placing, const VtUnit *a, const VtUnit *b)
{
    return a->has_heading && b->has_heading &&
           vt_slice_equal(vt_input_slice(placing->input, a->text), vt_input_slice(placing->input, b->text));
}

/* The last paragraph, and the client it names. */
static bool find_client(const VtPlacing *placing, size_t first, size_t last, VtRange *summary,
                        VtRange *client)
{
    const VtBlocks *blocks = &placing->input->blocks;
    for (size_t i = vt_unit(&placing->outline, last - 1)->last;
         i-- > vt_unit(&placing->outline, first)->first;) {
        const VtBlock *block = vt_block(blocks, i);
        if (block->type != VT_BLOCK_PARAGRAPH)
            continue;
        *summary = vt_range_trim(blocks->text, block->range, false);
        VtRange found;
        if (!vt_summary_client(vt_input_slice(placing->input, *summary), &found))
            return false;
        *client = (VtRange){found.start + summary->start, found.end + summary->start};
        return true;
    }
    return false;
}

/* Its first sentence. */
static char *first_sentence(VtSlice text)
{
    const char *end = memmem(text.data, text.length, ". ", 2);
    return vt_plain_text((VtSlice){text.data, end ? (size_t)(end - text.data) + 1 : text.length});
}

static void report(VtPlacing *placing, const VtUnit *unit, size_t last_block, const VtPlanFile *file,
                   bool named)
{
    VtNarrative found = vt_narrative(&placing->input->blocks, unit->first, last_block);
    g_autofree char *title = g_strdup_printf(
        "%s: %u questions with answers, %u contributions, %u failure fields, %u summary",
        vt_plan_value(file, "title"), found.questions, found.contributions, found.failures, found.summaries);
    vt_plan_find_row(placing->plan, placing->input, unit->text, "narrative", title, file, named ? 90 : 50,
                     named ? "is the client's name for everybody? `names:` in site.yaml can replace it"
                           : "no client was found; write a title");
}

static void place_narrative(VtPlacing *placing, size_t first, size_t last)
{
    VtInput *input = placing->input;
    const VtUnit *unit = vt_unit(&placing->outline, first);
    size_t last_block = vt_unit(&placing->outline, last - 1)->last;
    VtRange summary = {0};
    VtRange client = {0};
    bool named = find_client(placing, first, last, &summary, &client);
    g_autofree char *title = vt_plain_text(vt_input_slice(input, named ? client : unit->text));
    VtPlanFile *file = vt_plan_new_file(placing->plan, "projects", title);
    vt_plan_set(file, "title", VT_FIELD_TEXT, title);
    if (named)
        vt_plan_set(file, "organization", VT_FIELD_TEXT, title);
    if (!vt_range_is_empty(summary)) {
        g_autofree char *sentence = first_sentence(vt_input_slice(input, summary));
        vt_plan_set(file, "summary", VT_FIELD_TEXT, sentence);
    }
    VtLine line = {.range = unit->heading};
    vt_line_add(&line, "extra.headings", VT_FIELD_LIST, unit->text, NULL);
    vt_plan_line(input, file, &line, "extra.headings");
    while (last_block > unit->first && vt_block(&input->blocks, last_block - 1)->type == VT_BLOCK_RULE)
        last_block--;
    vt_plan_body(input, file, vt_blocks_range(input, unit->first, last_block), 0);
    report(placing, unit, last_block, file, named);
}

static bool is_narrative(const VtPlacing *placing, size_t first, size_t last)
{
    VtNarrative found = vt_narrative(&placing->input->blocks, vt_unit(&placing->outline, first)->first,
                                     vt_unit(&placing->outline, last - 1)->last);
    return found.questions >= 2 || found.contributions + found.failures >= 3;
}

static size_t end_of_narrative(const VtPlacing *placing, size_t first)
{
    const VtOutline *outline = &placing->outline;
    size_t last = first + 1;
    while (last < outline->units->len &&
           !same_heading(placing, vt_unit(outline, last), vt_unit(outline, first)))
        last++;
    return last;
}

bool vt_place_narratives(VtPlacing *placing)
{
    const VtOutline *outline = &placing->outline;
    size_t start = outline->units->len > 0 && !vt_unit(outline, 0)->has_heading ? 1 : 0;
    unsigned count = 0;
    if (start >= outline->units->len)
        return false;
    for (size_t i = start; i < outline->units->len; i = end_of_narrative(placing, i)) {
        if (!is_narrative(placing, i, end_of_narrative(placing, i)))
            return false;
        count++;
    }
    if (count < FEWEST)
        return false;
    if (start == 1)
        vt_plan_body(placing->input, placing->profile, vt_unit_body(placing->input, vt_unit(outline, 0)), 0);
    for (size_t i = start; i < outline->units->len; i = end_of_narrative(placing, i))
        place_narrative(placing, i, end_of_narrative(placing, i));
    return true;
}
