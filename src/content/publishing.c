/* `publish` of site.yaml: where each audience's site goes, and which address that place gives it. */
#include "content_private.h"

static const char *text_of(const VtReader *reader, const VtNode *map, const char *key)
{
    const VtNode *node = vt_node_get(map, key);
    bool text = node != NULL && (node->type == VT_NODE_STRING || node->type == VT_NODE_INTEGER ||
                                 node->type == VT_NODE_NUMBER);
    VtSlice slice = text ? vt_slice_trim(vt_slice(node->text)) : (VtSlice){0};
    return slice.length > 0 ? vt_arena_copy(reader->arena, slice.data, slice.length) : NULL;
}

static VtSpan span_of_url(const VtNode *root, const VtAudience *audience)
{
    const VtNode *own = vt_node_get(vt_node_get(vt_node_get(root, "audiences"), audience->name), "url");
    const VtNode *node = own != NULL ? own : vt_node_get(root, "url");
    return node != NULL ? node->span : audience->span;
}

static void check_address(const VtReader *reader, const VtNode *root, const VtNode *target,
                          const VtAudience *audience)
{
    if (vt_pages_address_fits(audience->url, audience->remote, audience->domain))
        return;
    const VtNode *cause = vt_node_get(target, audience->domain != NULL ? "domain" : "remote");
    g_autofree char *expected = vt_pages_address(audience->remote, audience->domain);
    VtDiagnostic *diagnostic = vt_diagnose(
        reader->sink, VT_PUBLISH_ADDRESS, span_of_url(root, audience),
        "the site of \"%s\" has the address %s, but would be published at %s", audience->name, audience->url,
        expected);
    if (cause != NULL)
        vt_diagnostic_place(diagnostic, cause->span, "from here");
    vt_diagnostic_note(diagnostic,
                       "every link of the site begins with its address: write url: %s for \"%s\", or "
                       "leave url out",
                       expected, audience->name);
}

static void check_same_place(const VtReader *reader, const VtSite *site, size_t index)
{
    const VtAudience *audience = &site->audiences[index];
    for (size_t i = 0; i < index; i++) {
        const VtAudience *other = &site->audiences[i];
        if (other->remote == NULL || !vt_remote_same(other->remote, audience->remote) ||
            strcmp(other->branch, audience->branch) != 0)
            continue;
        VtDiagnostic *diagnostic = vt_diagnose(reader->sink, VT_PUBLISH_SAME_PLACE, audience->remote_span,
                                               "\"%s\" and \"%s\" would be published to one place",
                                               other->name, audience->name);
        vt_diagnostic_place(diagnostic, other->remote_span, "the other audience");
        vt_diagnostic_note(diagnostic,
                           "each would overwrite the other; give one of them a repository of its own");
        return;
    }
}

static void read_target(VtReader *reader, const VtNode *target, VtAudience *audience)
{
    const VtNode *remote = vt_node_get(target, "remote");
    const char *branch = text_of(reader, target, "branch");
    const char *domain = text_of(reader, target, "domain");
    audience->remote = text_of(reader, target, "remote");
    audience->remote_span = remote != NULL ? remote->span : audience->span;
    audience->branch = branch != NULL ? branch : "gh-pages";
    if (domain != NULL && vt_check_domain(reader->sink, "domain", vt_node_get(target, "domain")))
        audience->domain = domain;
}

void vt_read_publishing(VtReader *reader, const VtNode *root, const char *remote, VtSite *site)
{
    const VtNode *map = vt_node_get(root, "publish");
    bool url_is_wrong = site->url == NULL && vt_node_get(root, "url") != NULL;
    for (size_t i = 0; i < site->audience_count; i++) {
        VtAudience *audience = (VtAudience *)&site->audiences[i];
        const VtNode *target = vt_node_get(map, audience->name);
        read_target(reader, target, audience);
        if (audience->remote != NULL)
            check_same_place(reader, site, i);
        if (audience->url != NULL) {
            check_address(reader, root, target, audience);
        } else if (!url_is_wrong) {
            g_autofree char *address = vt_pages_address(remote != NULL ? remote : audience->remote,
                                                        audience->domain);
            audience->url = address != NULL ? vt_arena_string(reader->arena, address) : NULL;
        }
    }
}
