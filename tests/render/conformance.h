/* Holds a value against its type: every declared field is there with the declared type or null, and no other.
 */
#pragma once

#include "contract.h"

/* Fails the test at the first difference. */
void check_conformance(const VtAtoms *atoms, VtValue value, const VtType *type, const char *path);
