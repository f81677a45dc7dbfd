/* JSON as data for templates. Apart from the engine, which knows nothing of JSON. */
#pragma once

#include <vitrine/mustache.h>

/* Any JSON value, built in the arena, nothing of the source kept. Strings become text, and numbers that are
 * no integers the shortest text that reads back as the same number. False after a json-syntax diagnostic. */
bool vt_json_data(VtArena *arena, VtAtoms *atoms, const VtSource *source, VtValue *value,
                  VtDiagnostics *sink);
