/* Snapshots: what a test writes, compared with a file of data/. With VITRINE_UPDATE=1 in the environment
 * the file is written anew instead, for a person to look at and commit. */
#pragma once

#include <vitrine/base.h>

/* Fails the running test where `actual` differs from the file. */
void snapshot_check(const char *name, const char *actual, size_t length);
