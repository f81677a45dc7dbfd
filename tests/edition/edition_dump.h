/* Everything that an edition says, as text: what is not in the dump, no later stage can read. */
#pragma once

#include <vitrine/edition.h>

/* Not `withheld`, which is for the build's summary alone. */
void edition_dump(const VtEdition *edition, VtBuffer *out);
void edition_dump_withheld(const VtEdition *edition, VtBuffer *out);
