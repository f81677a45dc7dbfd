/* The contract's types and labels, made from contract.def. */
#pragma once

#include "vitrine/render.h"

#define VT_CONTRACT_VERSION 1

/* At most so many of each on the home page: it stays small whatever the portfolio's size. contract.def says
 * these figures in words. */
enum {
    VT_HOME_ROLES = 12,
    VT_HOME_PROJECTS = 6,
    VT_HOME_PROGRAMMES = 12,
    VT_HOME_TALKS = 6,
    VT_HOME_POSTS = 6,
    VT_HOME_EDUCATION = 8,
    VT_HOME_AWARDS = 8,
    VT_HOME_SKILLS = 30,
    VT_RESUME_PROJECTS = 12,
    VT_RESUME_POSTS = 12,
    VT_SKILL_NEWEST = 5,
    VT_ENTRY_BULLETS = 3,
    VT_DESCRIPTION_LENGTH = 180
};

#define VT_OBJECT(id, Name) extern const VtType vt_contract_##id;
#define VT_FIELD(id, name, type, meaning)
#define VT_END(id, Name)
#include "contract.def"
#undef VT_OBJECT
#undef VT_FIELD
#undef VT_END

/* The labels that render/ itself uses. Months count from 0 after the first. */
typedef enum VtWord {
    VT_WORD_MONTH = 0,
    VT_WORD_MONTH_SHORT = 12,
    VT_WORD_DAY_FIRST = 24,
    VT_WORD_DATE_DAY,
    VT_WORD_DATE_MONTH,
    VT_WORD_DATE_RANGE,
    VT_WORD_DATE_UNTIL,
    VT_WORD_DATE_PRESENT,
    VT_WORD_DURATION_YEAR_ONE,
    VT_WORD_DURATION_YEAR_OTHER,
    VT_WORD_DURATION_MONTH_ONE,
    VT_WORD_DURATION_MONTH_OTHER,
    VT_WORD_DURATION_BOTH,
    VT_WORD_PAGE_HOME,
    VT_WORD_PAGE_SKILLS,
    VT_WORD_PAGE_RESUME,
    VT_WORD_PAGE_NOT_FOUND,
    VT_WORD_COUNT
} VtWord;

extern const VtRenderLabel vt_contract_labels[VT_WORD_COUNT];
