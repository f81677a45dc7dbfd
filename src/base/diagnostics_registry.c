#include <vitrine/diagnostics.h>

static const VtDiagnosticInfo registry[] = {
#define VT_DIAGNOSTIC(id, name, severity, summary, explanation) {name, VT_##severity, summary, explanation},
#include <vitrine/diagnostics.def>
#undef VT_DIAGNOSTIC
    {0}, /* C has no empty arrays */
};

const VtDiagnosticInfo *vt_diagnostic_info(VtDiagnosticId id)
{
    return (unsigned)id < VT_DIAGNOSTIC_COUNT ? &registry[id] : NULL;
}

const VtDiagnosticInfo *vt_diagnostic_find(const char *name)
{
    for (const VtDiagnosticInfo *info = registry; info->name; info++)
        if (strcmp(info->name, name) == 0)
            return info;
    return NULL;
}
