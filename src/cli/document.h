/* One document for one audience: what `vitrine export` and `vitrine pdf` share. */
#pragma once

#include "cli.h"

#include "vitrine/content.h"

/* Whose document it is: the one that --audience names, or the only one. NULL after a message on standard
 * error. */
const VtAudience *vt_document_audience(const VtOptions *options, const VtSite *site);

/* Another file of that name may well be the author's: it is left alone, with a message, unless `replace` is
 * set. */
VtExit vt_document_write(const char *path, const VtBuffer *bytes, bool replace);
