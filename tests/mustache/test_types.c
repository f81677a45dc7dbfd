#include "test_types.h"

static const VtType link_type;

static const VtField link_fields[] = {
    {"title", VT_TEXT, "what the link says"},
    {"url", VT_TEXT, "where it leads"},
    {"current", VT_BOOLEAN, "is this the page itself?"},
    {"children", VT_LIST_OF(link_type), "the links below it"},
    {NULL, NULL, NULL},
};

static const VtType link_type = VT_OBJECT_TYPE("Link", link_fields);

static const VtField organization_fields[] = {
    {"name", VT_TEXT, "its name"},
    {"url", VT_TEXT, "its site"},
    {NULL, NULL, NULL},
};

static const VtType organization_type = VT_OBJECT_TYPE("Organization", organization_fields);

static const char *const card_names[] = {"card-role", "card-talk", NULL};

static const VtField entry_fields[] = {
    {"heading", VT_TEXT, "its title"},
    {"body_html", VT_HTML, "its text"},
    {"organization", &organization_type, "where it was"},
    {"stack", VT_LIST_OF_TEXT, "skills shown"},
    {"years", VT_INTEGER, "how long"},
    {"card", VT_PARTIAL_OF(card_names), "the partial that shows it"},
    {NULL, NULL, NULL},
};

static const VtType entry_type = VT_OBJECT_TYPE("Entry", entry_fields);

static const VtField page_fields[] = {
    {"page_title", VT_TEXT, "the page's title"},
    {"entries", VT_LIST_OF(entry_type), "what the page lists"},
    {"navigation", VT_LIST_OF(link_type), "the site's links"},
    {"owner", &organization_type, "who the site is of"},
    {"shout", VT_LAMBDA, "makes its text loud"},
    {"layout", VT_TEXT, "the name of a layout"},
    {NULL, NULL, NULL},
};

const VtType test_page_type = VT_OBJECT_TYPE("Page", page_fields);
