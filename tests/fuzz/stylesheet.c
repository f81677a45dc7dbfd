/* The addresses of a stylesheet: in order, apart from each other, inside of the text; the same behind a
 * comment. */
#include "fuzz.h"

#include "../../src/theme/loading.h"

static void check_addresses(const GArray *addresses, size_t length)
{
    size_t end = 0;
    for (guint i = 0; i < addresses->len; i++) {
        const VtStyleAddress *address = &g_array_index(addresses, VtStyleAddress, i);
        g_assert_cmpuint(address->offset, >=, end);
        g_assert_cmpuint(address->offset, <=, length);
        g_assert_cmpuint(address->length, <=, length - address->offset);
        end = address->offset + address->length;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char comment[] = "/* url(x) \" */ ";
    g_autofree uint8_t *moved = g_malloc(strlen(comment) + size);
    memcpy(moved, comment, strlen(comment));
    if (size > 0)
        memcpy(moved + strlen(comment), data, size);
    g_autoptr(GArray) here = vt_stylesheet_addresses((VtSlice){(const char *)data, size});
    g_autoptr(GArray) there = vt_stylesheet_addresses((VtSlice){(const char *)moved, strlen(comment) + size});
    check_addresses(here, size);
    check_addresses(there, strlen(comment) + size);
    g_assert_cmpuint(here->len, ==, there->len);
    for (guint i = 0; i < here->len; i++)
        g_assert_cmpuint(g_array_index(here, VtStyleAddress, i).length, ==,
                         g_array_index(there, VtStyleAddress, i).length);
    return 0;
}
