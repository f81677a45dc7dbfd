/* The forms of a name that this audience must not read. */
#include "leak_view.h"

/* More words than that are looked for apart only, not joined. */
enum { MOST_JOINED = 6 };

static void add_form(VtLeakView *view, const VtLeakThing *thing, const char *name, const char *form,
                     bool single)
{
    VtLeakItem item = {.kind = VT_ITEM_NAME, .thing = thing, .text = name};
    item.form = vt_arena_string(view->arena, form);
    item.single = single;
    g_array_append_val(view->items, item);
}

static void add_with_plural(VtLeakView *view, const VtLeakThing *thing, const char *name, const char *form,
                            bool single)
{
    g_autofree char *plural = g_strconcat(form, "s", NULL);
    add_form(view, thing, name, form, single);
    add_form(view, thing, name, plural, single);
}

/* "Cox Communications" is also "CoxCommunications": each gap between words is there or not. */
static void add_spelling(VtLeakView *view, const VtLeakThing *thing, const char *name, const char *spelling)
{
    VtWordReader reader;
    VtWord word;
    VtSlice words[VT_LEAK_NAME_WORDS];
    size_t count = 0;
    vt_words_init(&reader, spelling, strlen(spelling));
    while (count < VT_LEAK_NAME_WORDS && vt_words_next(&reader, &word))
        words[count++] = (VtSlice){spelling + word.start, word.end - word.start};
    if (count == 0)
        return;
    unsigned ways = count <= MOST_JOINED ? 1u << (count - 1) : 1;
    for (unsigned way = 0; way < ways; way++) {
        g_autoptr(GString) form = g_string_new_len(words[0].data, (gssize)words[0].length);
        for (size_t i = 1; i < count; i++) {
            if ((way >> (i - 1) & 1) == 0)
                g_string_append_c(form, ' ');
            g_string_append_len(form, words[i].data, (gssize)words[i].length);
        }
        add_with_plural(view, thing, name, form->str, count == 1);
    }
}

void vt_leak_view_add_names(VtLeakView *view)
{
    const VtSite *site = &view->portfolio->site;
    for (size_t i = 0; i < site->name_count; i++) {
        const VtName *name = &site->names[i];
        if (vt_node_get(name->replace, view->audience->name) == NULL)
            continue;
        VtLeakThing *thing = vt_leak_view_thing(view, name->span, "this name is replaced for that audience");
        add_spelling(view, thing, name->name, name->name);
        for (size_t k = 0; k < name->also.count; k++)
            add_spelling(view, thing, name->name, name->also.items[k]);
    }
}
