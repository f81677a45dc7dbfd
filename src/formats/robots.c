#include "absolute.h"

bool vt_format_robots(const VtEdition *edition, VtBuffer *out, VtDiagnostics *sink)
{
    (void)sink;
    vt_buffer_append_format(out, "User-agent: *\nAllow: /\n\nSitemap: %s%ssitemap.xml\n", edition->origin,
                            edition->base_path);
    return true;
}
