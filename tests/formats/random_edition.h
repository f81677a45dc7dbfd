/* Editions whose every text is hostile: control characters, bytes that are not UTF-8, markup, what escaping
 * could miss, scripts of all directions. Made by hand, because no content tree can hold most of it. */
#pragma once

#include <vitrine/formats.h>

/* From pieces; may hold bytes that are not UTF-8, unless `valid`. Free it. */
char *random_text(GRand *random, bool valid);

typedef struct RandomEdition {
    VtEdition edition;
    VtArena *arena;
    VtMarkdown *markdown;
    GPtrArray *documents;
} RandomEdition;

/* Every field of every entry set, or left out, at random. */
void random_edition_init(RandomEdition *made, GRand *random);
void random_edition_finish(RandomEdition *made);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RandomEdition, random_edition_finish)
