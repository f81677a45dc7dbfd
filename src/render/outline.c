#include "view_model.h"

/* The first heading after `from` that is not below it. */
static size_t end_of_children(const VtHeading *headings, size_t from, size_t count)
{
    size_t end = from + 1;
    while (end < count && headings[end].level > headings[from].level)
        end++;
    return end;
}

static VtValue heading_value(const VtRenderer *renderer, VtArena *arena, const VtHeading *heading,
                             size_t below)
{
    return vt_model_heading(&renderer->shapes, arena,
                            &(VtModelHeading){
                                .level = vt_value_integer(heading->level),
                                .id = vt_value_text(heading->id),
                                .title = vt_value_text(heading->text),
                                .title_html = vt_value_html(heading->html),
                                .children = vt_outline_value(renderer, arena, heading + 1, below),
                            });
}

VtValue vt_outline_value(const VtRenderer *renderer, VtArena *arena, const VtHeading *headings, size_t count)
{
    VtList *list = vt_list_new(arena, count);
    for (size_t i = 0; i < count;) {
        size_t end = end_of_children(headings, i, count);
        vt_list_add(list, heading_value(renderer, arena, &headings[i], end - i - 1));
        i = end;
    }
    return vt_value_list(list);
}
