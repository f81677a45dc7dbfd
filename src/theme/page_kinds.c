#include <vitrine/theme.h>

const char *vt_page_kind_name(VtPageKind kind)
{
    static const char *const names[VT_PAGE_COUNT] = {
        [VT_PAGE_HOME] = "home",
        [VT_PAGE_ENTRY_ROLE] = "role",
        [VT_PAGE_ENTRY_PROJECT] = "project",
        [VT_PAGE_ENTRY_COMMUNITY] = "community",
        [VT_PAGE_ENTRY_EDUCATION] = "education",
        [VT_PAGE_ENTRY_AWARD] = "award",
        [VT_PAGE_ENTRY_TALK] = "talk",
        [VT_PAGE_ENTRY_POST] = "post",
        [VT_PAGE_ENTRY_PAGE] = "page",
        [VT_PAGE_SECTION] = "section",
        [VT_PAGE_SKILLS] = "skills",
        [VT_PAGE_SKILL] = "skill",
        [VT_PAGE_RESUME] = "resume",
        [VT_PAGE_NOT_FOUND] = "404",
        [VT_PAGE_REDIRECT] = "redirect",
    };
    return names[kind];
}
