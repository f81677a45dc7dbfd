/* What the files of the importer share about an import as a whole. */
#pragma once

#include "placing.h"

struct VtImport {
    VtImportOptions options;
    VtPlan plan;
    GArray *files;  /* of VtImportFile; paths owned, texts the plan's */
    GArray *listed; /* of VtImportFinding, sorted by place */
    char *name;
};

/* JSON Resume or FRESH: read_json.c. */
bool vt_import_json(VtImport *import, VtInput *input, VtDiagnostics *sink);
/* site.yaml, written where there is none: site_file.c. */
void vt_import_add_site_file(VtImport *import);
