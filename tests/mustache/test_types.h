/* A contract for tests: a page of a site, in little. */
#pragma once

#include <vitrine/mustache.h>

extern const VtType test_page_type;
