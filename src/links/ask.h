/* Asking one address whether it still leads somewhere: HEAD, then GET where HEAD is refused, redirects
 * followed by hand so that a circle is seen and a permanent one can be told. Nothing of a page is read. */
#pragma once

#include <libsoup/soup.h>

typedef enum Verdict {
    VERDICT_OK,
    VERDICT_MOVED,   /* detail: the new address */
    VERDICT_DEAD,    /* detail: why */
    VERDICT_UNKNOWN, /* detail: why */
    VERDICT_BUSY     /* unknown, and the host wants to be left alone: out of time, or 429 */
} Verdict;

typedef void Answered(const char *address, Verdict verdict, const char *detail, gpointer data);

/* Calls `answered` once, later. `seconds`: for each request. */
void ask(SoupSession *session, const char *address, guint seconds, Answered *answered, gpointer data);
