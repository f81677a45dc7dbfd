#include "conformance.h"

#include "../../src/mustache/value.h"

/* The contract's fields that are "always there". */
static const char *const never_null[] = {
    "Entry.title",        "Entry.title_html",
    "Entry.kind",         "Entry.address",
    "Entry.canonical",    "Page.title",
    "Page.title_html",    "Page.kind",
    "Page.address",       "Page.document_title",
    "Page.type",          "Site.title",
    "Site.language",      "Site.direction",
    "Site.locale",        "Site.home",
    "Site.base",          "Site.canonical",
    "Site.audience",      "Profile.name",
    "Profile.initials",   "Section.title",
    "Section.name",       "Section.address",
    "Section.title_html", "Section.kind",
    "Skill.name",         "Skill.address",
    "Skill.slug",         "Date.iso",
    "Date.text",          "Date.short_text",
    "Date.year",          "Dates.range",
    "Link.label",         "Link.url",
    "Crumb.title",        "Crumb.address",
    "MenuItem.title",     "MenuItem.address",
    "Alternate.title",    "Alternate.type",
    "Alternate.address",  "Feeds.atom",
    "Feeds.rss",          "Feeds.json",
    "Image.address",      "Image.alt",
    "Image.canonical",    "Heading.id",
    "Heading.level",      "Heading.title",
    "Content.html",       "Content.words",
    "Content.minutes",    "Listing.count",
    "Embedded.entry",     "Redirect.title",
    "Redirect.address",   "Redirect.canonical",
    "EntryPage.entry",    "SectionPage.section",
    "SkillPage.skill",    "SkillLink.name",
    "SkillLink.address",  "SectionLink.address",
    "SectionLink.title",  "HomePage.page",
    "EntryPage.page",     "RedirectPage.redirect",
};
static const char *const never_empty[] = {
    "Listing.entries", "Organization.entries", "ResumeOrganization.roles",
    "Group.entries",   "Group.organizations",
};

static bool is_among(const char *const *names, size_t count, const VtType *type, const VtField *field)
{
    g_autofree char *name = g_strdup_printf("%s.%s", type->name, field->name);
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

static void fail(const char *path, const char *what)
{
    g_error("%s: %s", path, what);
}

static void check_object(const VtAtoms *atoms, const VtObject *object, const VtType *type, const char *path)
{
    size_t declared = 0;
    for (const VtField *field = type->fields; field->name; field++, declared++) {
        g_autofree char *below = g_strdup_printf("%s.%s", path, field->name);
        VtAtom name = vt_atoms_find(atoms, vt_slice(field->name));
        uint32_t place = vt_object_place(object, name);
        if (name == 0 || place == object->count || object->names[place] != name)
            fail(below, "not set");
        VtValue value = object->values[place];
        if (value.kind == VT_VALUE_NULL && is_among(never_null, G_N_ELEMENTS(never_null), type, field))
            fail(below, "is null");
        if (value.kind == VT_VALUE_LIST && vt_list_count(value.list) == 0 &&
            is_among(never_empty, G_N_ELEMENTS(never_empty), type, field))
            fail(below, "is empty");
        check_conformance(atoms, value, field->type, below);
    }
    if (object->count != declared)
        fail(path, "has fields that are not declared");
}

static void check_list(const VtAtoms *atoms, const VtList *list, const VtType *item, const char *path)
{
    for (size_t i = 0; i < vt_list_count(list); i++) {
        g_autofree char *below = g_strdup_printf("%s[%zu]", path, i);
        VtValue value = vt_list_item(list, i);
        if (value.kind == VT_VALUE_NULL)
            fail(below, "null in a list");
        check_conformance(atoms, value, item, below);
    }
}

static bool fits(VtValueKind value, VtTypeKind type)
{
    switch (type) {
    case VT_TYPE_TEXT:
        return value == VT_VALUE_TEXT || value == VT_VALUE_NULL;
    case VT_TYPE_HTML:
        return value == VT_VALUE_HTML || value == VT_VALUE_NULL;
    case VT_TYPE_INTEGER:
        return value == VT_VALUE_INTEGER || value == VT_VALUE_NULL;
    case VT_TYPE_OBJECT:
        return value == VT_VALUE_OBJECT || value == VT_VALUE_NULL;
    case VT_TYPE_BOOLEAN:
        return value == VT_VALUE_BOOL;
    case VT_TYPE_LIST:
        return value == VT_VALUE_LIST;
    case VT_TYPE_LAMBDA:
    case VT_TYPE_PARTIAL:
        break;
    }
    return false;
}

void check_conformance(const VtAtoms *atoms, VtValue value, const VtType *type, const char *path)
{
    if (!fits(value.kind, type->kind))
        fail(path, "is of another type");
    if (value.kind == VT_VALUE_LIST)
        check_list(atoms, value.list, type->item, path);
    else if (value.kind == VT_VALUE_OBJECT)
        check_object(atoms, value.object, type, path);
    else if (value.kind == VT_VALUE_TEXT && !g_utf8_validate_len(value.text, value.length, NULL))
        fail(path, "is not UTF-8");
}
