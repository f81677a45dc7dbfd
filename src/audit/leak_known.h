/* Texts that were read before and in which nothing was found.
 *
 * The pages of a site say much the same around what each is about: tags, navigation, footers, blocks of JSON;
 * a feed says again what its pages say. What is found in a text depends on nothing but its bytes and on how
 * many encodings were taken off before, so one in which nothing at all was found needs no second reading.
 * "Nothing at all": no match of the index, before it is asked where it stands and who may see it, and no
 * embedded file.
 *
 * No hash decides: texts are kept whole and compared byte by byte. Bounded: when it is full, nothing is
 * added. One thread's, and for one index. */
#pragma once

#include "vitrine/base.h"

/* How a text was read. */
typedef enum VtLeakReading {
    VT_LEAK_AS_PIECE,
    VT_LEAK_AS_TAG,
    VT_LEAK_AS_JSON,
    VT_LEAK_AS_CODE
} VtLeakReading;

typedef struct VtLeakKnown VtLeakKnown;

VtLeakKnown *vt_leak_known_new(void);
void vt_leak_known_free(VtLeakKnown *known);

/* Something was found in what is being read: to be called by whoever finds it. */
void vt_leak_known_found(VtLeakKnown *known);

/* A text that may be known; on the stack of who is about to read it. The text must stay until it is kept. */
typedef struct VtLeakQuestion {
    const char *text;
    size_t length;
    unsigned reading; /* VtLeakReading and depth */
    unsigned note;    /* of a known text: what was given to vt_leak_known_keep, below 256 */
    uint32_t hash;
    size_t found; /* until now */
} VtLeakQuestion;

/* Was it read before, without finding anything? `known` NULL: it was not. */
bool vt_leak_known_has(const VtLeakKnown *known, VtLeakReading reading, unsigned depth, const char *text,
                       size_t length, VtLeakQuestion *question);
/* It has been read now. It is kept unless something was found since the question. */
void vt_leak_known_keep(VtLeakKnown *known, const VtLeakQuestion *question, unsigned note);
