/* `check:` of site.yaml. */
#include "content_private.h"

/* Of the build nothing can be silenced: what it warns of is in the site. */
static bool can_be_ignored(const VtDiagnosticInfo *info)
{
    static const char *const links[] = {"link-dead", "link-moved", "link-unchecked"};
    for (size_t i = 0; i < G_N_ELEMENTS(links); i++)
        if (strcmp(info->name, links[i]) == 0)
            return true;
    return g_str_has_prefix(info->name, "resume-");
}

static void report(VtReader *reader, const VtNode *node)
{
    const char *names[VT_DIAGNOSTIC_COUNT];
    size_t count = 0;
    for (VtDiagnosticId id = 0; id < VT_DIAGNOSTIC_COUNT; id++)
        if (can_be_ignored(vt_diagnostic_info(id)))
            names[count++] = vt_diagnostic_info(id)->name;
    bool known = vt_diagnostic_find(node->text) != NULL;
    VtDiagnostic *diagnostic = vt_diagnose(reader->sink, VT_CHECK_IGNORE, node->span,
                                           known ? "\"%s\" cannot be ignored" : "there is no message \"%s\"",
                                           node->text);
    if (!known)
        vt_diagnostic_suggest(diagnostic, node->text, names, count);
    vt_diagnostic_note(diagnostic,
                       "what `vitrine check` says of the résumé and of other hosts can be ignored");
}

static void check_id(VtReader *reader, const VtNode *node)
{
    const VtDiagnosticInfo *info = node->text != NULL ? vt_diagnostic_find(node->text) : NULL;
    if (node->text != NULL && (info == NULL || !can_be_ignored(info)))
        report(reader, node);
}

void vt_read_check_settings(VtReader *reader, const VtNode *root, VtSite *site)
{
    const VtNode *list = vt_node_get(vt_node_get(root, "check"), "ignore");
    if (list == NULL || list->type == VT_NODE_MAP || list->type == VT_NODE_NULL)
        return;
    VtReader silent = *reader; /* the table has reported what is wrong with the value */
    g_autoptr(VtDiagnostics) unheard = vt_diagnostics_new();
    silent.sink = unheard;
    VtKey key = {.name = "ignore", .type = VT_KEY_STRINGS};
    vt_read_value(&silent, &key, list, &site->ignored);
    if (list->type != VT_NODE_LIST)
        check_id(reader, list);
    for (size_t i = 0; list->type == VT_NODE_LIST && i < list->count; i++)
        check_id(reader, list->items[i]);
}
