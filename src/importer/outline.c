#include "outline.h"

enum { BOLD_LEVEL = 7, NO_LEVEL = 99 };

/* No résumé comes near; what has more is not worth the work of the recognisers. */
enum { MOST_UNITS = 1000, MOST_BLOCKS = 10000 };

VtRange vt_blocks_range(const VtInput *input, size_t first, size_t last)
{
    if (first >= last)
        return (VtRange){0};
    return (VtRange){vt_block(&input->blocks, first)->range.start,
                     vt_block(&input->blocks, last - 1)->range.end};
}

size_t vt_block_at(const VtInput *input, size_t offset)
{
    size_t low = 0;
    size_t high = input->blocks.blocks->len;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (vt_block(&input->blocks, middle)->range.end <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static VtRange joined(VtRange a, VtRange b)
{
    if (vt_range_is_empty(a))
        return b;
    return vt_range_is_empty(b) ? a : (VtRange){MIN(a.start, b.start), MAX(a.end, b.end)};
}

VtRange vt_unit_body(const VtInput *input, const VtUnit *unit)
{
    return vt_blocks_range(input, unit->first, unit->last);
}

VtRange vt_units_range(const VtInput *input, const VtOutline *outline, size_t first, size_t last)
{
    VtRange range = {0};
    for (size_t i = first; i < last; i++) {
        const VtUnit *unit = vt_unit(outline, i);
        range = joined(range, unit->date_line);
        range = joined(range, unit->heading);
        range = joined(range, vt_unit_body(input, unit));
    }
    return range;
}

/* ---- Units ---- */

/* **Experience**: a paragraph of one bold line that is no sentence and no label. */
static bool is_bold_heading(const VtInput *input, const VtBlock *block, VtRange *text)
{
    enum { LONGEST = 100 };
    if (block->type != VT_BLOCK_PARAGRAPH)
        return false;
    VtRange line = vt_range_trim(input->text, block->text, false);
    VtSlice slice = vt_input_slice(input, line);
    if (slice.length < 5 || slice.length > LONGEST || memchr(slice.data, '\n', slice.length) ||
        memcmp(slice.data, "**", 2) != 0 || memcmp(slice.data + slice.length - 2, "**", 2) != 0)
        return false;
    const char *close = memmem(slice.data + 2, slice.length - 2, "**", 2);
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(VtRange));
    VtRange label;
    char last = slice.data[slice.length - 3];
    if (vt_stack_line(slice, &label, items))
        return false;
    *text = (VtRange){line.start + 2, line.end - 2};
    return close == slice.data + slice.length - 2 && last != '.' && last != ',' &&
           (last != ':' || vt_section_words(vt_input_slice(input, *text)).sure == 100);
}

static bool is_date_heading(const VtInput *input, const VtUnit *unit)
{
    VtDateRange dates;
    return unit->has_heading && unit->first == unit->last &&
           vt_is_date_line(vt_input_slice(input, unit->text), &dates);
}

/* A date above the heading of a section, or above a name, is no date of theirs. */
static bool takes_date(const VtInput *input, const VtUnit *unit)
{
    VtRange name, label;
    VtSlice text = vt_input_slice(input, unit->text);
    return unit->has_heading && vt_section_words(text).sure < 70 && !vt_person_name(text, &name, &label);
}

static void add_unit(VtOutline *outline, const VtInput *input, VtUnit unit)
{
    guint count = outline->units->len;
    VtUnit *before = count > 0 ? &g_array_index(outline->units, VtUnit, count - 1) : NULL;
    if (before && is_date_heading(input, before) && vt_range_is_empty(before->date_line) &&
        takes_date(input, &unit)) {
        unit.date_line = before->heading;
        g_array_set_size(outline->units, count - 1);
    }
    g_array_append_val(outline->units, unit);
}

static void find_units(VtOutline *outline, const VtInput *input)
{
    VtUnit unit = {0};
    size_t count = input->blocks.blocks->len;
    for (size_t i = 0; i <= count && outline->units->len <= MOST_UNITS; i++) {
        const VtBlock *block = i < count ? vt_block(&input->blocks, i) : NULL;
        VtRange text = block ? block->text : (VtRange){0};
        bool bold = block && is_bold_heading(input, block, &text);
        bool heading = block && (block->type == VT_BLOCK_HEADING || bold);
        if (block && !heading)
            continue;
        unit.last = i;
        if (unit.has_heading || unit.last > unit.first)
            add_unit(outline, input, unit);
        if (block)
            unit = (VtUnit){true, bold ? BOLD_LEVEL : block->level, block->range, text, {0}, i + 1, i + 1};
    }
}

/* ---- Sections ---- */

typedef struct Finder {
    const VtInput *input;
    VtOutline *outline;
    unsigned level;       /* of the present section's heading */
    unsigned entry_level; /* of the headings in it so far */
    unsigned child_level; /* of the sections inside the present container */
    int container;        /* index of its section, or -1 */
} Finder;

static bool has_date(const VtInput *input, const VtUnit *unit)
{
    VtDateRange dates;
    return !vt_range_is_empty(unit->date_line) || vt_date_range(vt_input_slice(input, unit->text), &dates);
}

static VtSectionRow *current(const Finder *finder)
{
    guint count = finder->outline->sections->len;
    return count > 0 ? &g_array_index(finder->outline->sections, VtSectionRow, count - 1) : NULL;
}

/* Does a heading deeper than the present section's begin a section of its own? Only in a section of a known
 * kind, where it is above the entries, or exactly a section's word among them. */
static bool begins_deeper(const Finder *finder, const VtUnit *unit, VtSectionGuess guess)
{
    const VtSectionRow *section = current(finder);
    if (section->kind == VT_HEADING_UNKNOWN || section->kind == VT_HEADING_STORIES || guess.sure < 85 ||
        has_date(finder->input, unit))
        return false;
    return unit->level < finder->entry_level || (unit->level == finder->entry_level && guess.sure == 100);
}

static bool begins_section(const Finder *finder, const VtUnit *unit, VtSectionGuess guess)
{
    if (!current(finder))
        return guess.sure >= 70 || (unit->level < BOLD_LEVEL && finder->outline->preamble == 0);
    if (unit->level == BOLD_LEVEL)
        return guess.sure == 100 && (finder->level == BOLD_LEVEL || finder->entry_level > BOLD_LEVEL);
    if (finder->container >= 0 &&
        unit->level >
            vt_unit(finder->outline, vt_section(finder->outline, (size_t)finder->container)->first)->level)
        return finder->child_level == NO_LEVEL || unit->level <= finder->child_level;
    return unit->level <= finder->level || begins_deeper(finder, unit, guess);
}

static bool is_container(const Finder *finder, size_t index, VtSectionGuess guess)
{
    const VtOutline *outline = finder->outline;
    const VtUnit *unit = vt_unit(outline, index);
    bool deeper_next = index + 1 < outline->units->len && vt_unit(outline, index + 1)->level > unit->level &&
                       vt_unit(outline, index + 1)->level < BOLD_LEVEL;
    if (!deeper_next || guess.kind == VT_HEADING_SKILLS)
        return false;
    if (guess.kind == VT_HEADING_PHILOSOPHY)
        return true;
    if (guess.kind != VT_HEADING_UNKNOWN || finder->outline->sections->len > 0)
        return false;
    for (size_t i = index + 1; i < outline->units->len; i++)
        if (vt_unit(outline, i)->level <= unit->level)
            return false;
    return true;
}

static void begin_section(Finder *finder, size_t index, VtSectionGuess guess)
{
    const VtUnit *unit = vt_unit(finder->outline, index);
    VtSectionRow *before = current(finder);
    if (before)
        before->last = index;
    int container = finder->container;
    if (container >= 0 &&
        unit->level <= vt_unit(finder->outline, vt_section(finder->outline, (size_t)container)->first)->level)
        container = -1;
    VtSectionRow row = {guess.sure >= 70 ? guess.kind : VT_HEADING_UNKNOWN, guess.sure, index, index + 1,
                        container};
    if (container >= 0 && finder->child_level == NO_LEVEL)
        finder->child_level = unit->level;
    finder->container = container;
    if (is_container(finder, index, guess)) {
        finder->container = (int)finder->outline->sections->len;
        finder->child_level = NO_LEVEL;
    }
    g_array_append_val(finder->outline->sections, row);
    finder->level = unit->level;
    finder->entry_level = NO_LEVEL;
}

/* The person's name stands above all sections, and so does a line such as "Curriculum vitae". */
static bool is_preamble(const Finder *finder, size_t index, VtSectionGuess guess)
{
    const VtUnit *unit = vt_unit(finder->outline, index);
    VtRange name, label;
    if (!unit->has_heading || guess.kind == VT_HEADING_TITLE)
        return true;
    return index <= 1 && guess.sure < 70 &&
           vt_person_name(vt_input_slice(finder->input, unit->text), &name, &label);
}

static void find_sections(VtOutline *outline, const VtInput *input)
{
    Finder finder = {input, outline, NO_LEVEL, NO_LEVEL, NO_LEVEL, -1};
    bool named = false;
    for (size_t i = 0; i < outline->units->len; i++) {
        const VtUnit *unit = vt_unit(outline, i);
        VtSectionGuess guess = unit->has_heading ? vt_section_words(vt_input_slice(input, unit->text))
                                                 : (VtSectionGuess){0};
        if (outline->sections->len == 0 && !named && is_preamble(&finder, i, guess)) {
            outline->preamble = i + 1;
            named = unit->has_heading && guess.kind != VT_HEADING_TITLE;
        } else if (outline->sections->len == 0 || begins_section(&finder, unit, guess)) {
            begin_section(&finder, i, guess);
        } else {
            finder.entry_level = MIN(finder.entry_level, unit->level);
        }
    }
    if (current(&finder))
        current(&finder)->last = outline->units->len;
}

const char *vt_outline_excess(const VtOutline *outline, const VtInput *input)
{
    if (outline->units->len > MOST_UNITS)
        return "a document of more than 1,000 headings";
    return input->blocks.blocks->len > MOST_BLOCKS ? "a document of more than 10,000 paragraphs and lists"
                                                   : NULL;
}

void vt_outline_init(VtOutline *outline, const VtInput *input)
{
    *outline = (VtOutline){g_array_new(FALSE, FALSE, sizeof(VtUnit)),
                           g_array_new(FALSE, FALSE, sizeof(VtSectionRow)), 0};
    if (input->blocks.blocks->len <= MOST_BLOCKS)
        find_units(outline, input);
    if (!vt_outline_excess(outline, input))
        find_sections(outline, input);
}

void vt_outline_finish(VtOutline *outline)
{
    g_clear_pointer(&outline->units, g_array_unref);
    g_clear_pointer(&outline->sections, g_array_unref);
}
