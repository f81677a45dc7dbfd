/* `sections` of an audience: which of them its site has, in which order, how many of each on the home page.
 */
#include "content_private.h"

static VtSectionChoice choice_of(VtReader *reader, const VtNode *node)
{
    VtSlice folder = vt_slice_trim(vt_slice(node->text));
    while (folder.length > 0 && folder.data[folder.length - 1] == '/')
        folder.length--;
    return (VtSectionChoice){.folder = vt_arena_copy(reader->arena, folder.data, folder.length),
                             .span = node->span};
}

/* A list of folders, or one; what is no text has been reported by the table. */
static VtSectionChoices read_list(VtReader *reader, const VtNode *node)
{
    bool list = node != NULL && node->type == VT_NODE_LIST;
    size_t count = node == NULL ? 0 : list ? node->count : 1;
    VtSectionChoice *items = VT_ARENA_ARRAY(reader->arena, VtSectionChoice, count);
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        const VtNode *item = list ? node->items[i] : node;
        if (item->text != NULL)
            items[used++] = choice_of(reader, item);
    }
    return (VtSectionChoices){items, used};
}

static bool check_limit(VtReader *reader, const VtNodePair *pair)
{
    if (pair->value->type != VT_NODE_INTEGER)
        return false;
    if (pair->value->integer >= 0)
        return true;
    VtDiagnostic *diagnostic = vt_diagnose(reader->sink, VT_SECTION_CHOICE, pair->value->span,
                                           "the limit of \"%s\" is less than 0", pair->key->text);
    vt_diagnostic_note(diagnostic, "write how many of its entries the home page shows; 0 for none");
    return false;
}

static VtSectionChoices read_limits(VtReader *reader, const VtNode *map)
{
    bool usable = map != NULL && map->type == VT_NODE_MAP;
    size_t count = usable ? map->count : 0;
    VtSectionChoice *items = VT_ARENA_ARRAY(reader->arena, VtSectionChoice, count);
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        if (!check_limit(reader, &map->pairs[i]))
            continue;
        items[used] = choice_of(reader, map->pairs[i].key);
        items[used++].limit = map->pairs[i].value->integer;
    }
    return (VtSectionChoices){items, used};
}

void vt_read_section_choices(VtReader *reader, const VtNode *map, VtAudience *audience)
{
    if (map == NULL || map->type != VT_NODE_MAP)
        return;
    audience->section_order = read_list(reader, vt_node_get(map, "order"));
    audience->hidden_sections = read_list(reader, vt_node_get(map, "hide"));
    audience->section_limits = read_limits(reader, vt_node_get(map, "limit"));
}

/* ---- against the tree ---------------------------------------------------------------------------------- */

static const VtSectionChoice *find(VtSectionChoices choices, const char *folder)
{
    for (size_t i = 0; i < choices.count; i++)
        if (strcmp(choices.items[i].folder, folder) == 0)
            return &choices.items[i];
    return NULL;
}

static bool check_folder(const VtSectionChoice *choice, const VtTree *tree, VtDiagnostics *sink)
{
    for (size_t i = 0; i < tree->folder_count; i++)
        if (strcmp(tree->folders[i], choice->folder) == 0)
            return true;
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_SECTION_UNKNOWN, choice->span,
                                           "there is no section \"%s\"", choice->folder);
    vt_diagnostic_suggest(diagnostic, choice->folder, tree->folders, tree->folder_count);
    vt_diagnostic_note(diagnostic, "a section is a folder of the content folder");
    return false;
}

static void check_list(const VtAudience *audience, VtSectionChoices choices, const VtTree *tree,
                       VtDiagnostics *sink)
{
    bool hiding = choices.items == audience->hidden_sections.items;
    for (size_t i = 0; i < choices.count; i++) {
        const VtSectionChoice *choice = &choices.items[i];
        const VtSectionChoice *first = find((VtSectionChoices){choices.items, i}, choice->folder);
        const VtSectionChoice *hidden = hiding ? NULL : find(audience->hidden_sections, choice->folder);
        if (!check_folder(choice, tree, sink) || (first == NULL && hidden == NULL))
            continue;
        VtDiagnostic *diagnostic = vt_diagnose(sink, VT_SECTION_CHOICE, choice->span,
                                               first != NULL
                                                   ? "the section \"%s\" stands here twice"
                                                   : "the section \"%s\" is hidden from this audience",
                                               choice->folder);
        vt_diagnostic_place(diagnostic, (first != NULL ? first : hidden)->span,
                            first != NULL ? "first here" : "hidden here");
        vt_diagnostic_note(diagnostic, "delete one of the two");
    }
}

void vt_check_section_choices(const VtSite *site, const VtTree *tree, VtDiagnostics *sink)
{
    for (size_t i = 0; i < site->audience_count; i++) {
        const VtAudience *audience = &site->audiences[i];
        check_list(audience, audience->hidden_sections, tree, sink);
        check_list(audience, audience->section_order, tree, sink);
        check_list(audience, audience->section_limits, tree, sink);
    }
}
