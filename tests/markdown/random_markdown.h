/* Random texts made of what Markdown reacts to, the same for the same seed. */
#pragma once

#include <vitrine/base.h>

void random_markdown(GRand *rand, VtBuffer *out);
