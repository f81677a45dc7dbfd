/* The tables that templates are checked against. */
#include "contract.h"

#define VT_OBJECT(id, Name) static const VtField id##_fields[] = {
#define VT_FIELD(id, name, type, meaning) {#name, type, meaning},
#define VT_END(id, Name)                                                                                     \
    {                                                                                                        \
        NULL, NULL, NULL                                                                                     \
    }                                                                                                        \
    }                                                                                                        \
    ;                                                                                                        \
    const VtType vt_contract_##id = VT_OBJECT_TYPE(#Name, id##_fields);
#include "contract.def"
#undef VT_OBJECT
#undef VT_FIELD
#undef VT_END

static const VtThemeContract contract = {
    .version = VT_CONTRACT_VERSION,
    .pages =
        {
            [VT_PAGE_HOME] = &vt_contract_home_page,
            [VT_PAGE_ENTRY_ROLE] = &vt_contract_entry_page,
            [VT_PAGE_ENTRY_PROJECT] = &vt_contract_entry_page,
            [VT_PAGE_ENTRY_COMMUNITY] = &vt_contract_entry_page,
            [VT_PAGE_ENTRY_EDUCATION] = &vt_contract_entry_page,
            [VT_PAGE_ENTRY_AWARD] = &vt_contract_entry_page,
            [VT_PAGE_ENTRY_TALK] = &vt_contract_entry_page,
            [VT_PAGE_ENTRY_POST] = &vt_contract_entry_page,
            [VT_PAGE_ENTRY_PAGE] = &vt_contract_entry_page,
            [VT_PAGE_SECTION] = &vt_contract_section_page,
            [VT_PAGE_SKILLS] = &vt_contract_skills_page,
            [VT_PAGE_SKILL] = &vt_contract_skill_page,
            [VT_PAGE_RESUME] = &vt_contract_resume_page,
            [VT_PAGE_NOT_FOUND] = &vt_contract_not_found_page,
            [VT_PAGE_REDIRECT] = &vt_contract_redirect_page,
        },
};

const VtThemeContract *vt_render_contract(void)
{
    return &contract;
}
