/* What the two halves of JSON Resume share: the document, and what it has no words for. */
#pragma once

#include "json.h"

/* The entries of a list of the document, in its order; freed without them. */
GPtrArray *vt_json_resume_entries(const VtEdition *edition, const char *list);
/* The member "x-vitrine" of meta; json_resume_keys.def describes it. */
void vt_json_resume_write_rest(VtJson *json, const VtEdition *edition);
