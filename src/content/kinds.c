#include "content_private.h"

static const char *const kind_names[VT_KIND_COUNT] = {
    [VT_KIND_PROFILE] = "profile",     [VT_KIND_ROLE] = "role",           [VT_KIND_PROJECT] = "project",
    [VT_KIND_COMMUNITY] = "community", [VT_KIND_EDUCATION] = "education", [VT_KIND_AWARD] = "award",
    [VT_KIND_TALK] = "talk",           [VT_KIND_POST] = "post",           [VT_KIND_PAGE] = "page",
};

static const struct {
    const char *folder;
    VtKind kind;
} folders[] = {
    {"experience", VT_KIND_ROLE},     {"projects", VT_KIND_PROJECT},    {"narratives", VT_KIND_PROJECT},
    {"diversity", VT_KIND_COMMUNITY}, {"community", VT_KIND_COMMUNITY}, {"education", VT_KIND_EDUCATION},
    {"awards", VT_KIND_AWARD},        {"award", VT_KIND_AWARD},         {"talks", VT_KIND_TALK},
    {"talk", VT_KIND_TALK},           {"writing", VT_KIND_POST},        {"posts", VT_KIND_POST},
};

const char *vt_kind_name(VtKind kind)
{
    return (unsigned)kind < VT_KIND_COUNT ? kind_names[kind] : "page";
}

bool vt_kind_parse(const char *name, VtKind *kind)
{
    for (size_t i = 0; i < VT_KIND_COUNT; i++) {
        if (strcmp(kind_names[i], name) == 0) {
            *kind = (VtKind)i;
            return true;
        }
    }
    return false;
}

VtKind vt_kind_of_folder(const char *folder)
{
    for (size_t i = 0; i < G_N_ELEMENTS(folders); i++)
        if (strcmp(folders[i].folder, folder) == 0)
            return folders[i].kind;
    return VT_KIND_PAGE;
}

const char *vt_kind_folder(VtKind kind, size_t index)
{
    for (size_t i = 0; i < G_N_ELEMENTS(folders); i++)
        if (folders[i].kind == kind && index-- == 0)
            return folders[i].folder;
    return NULL;
}
