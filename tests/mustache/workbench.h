/* A set of templates in memory, with what it takes to compile and render them; for tests in C. */
#pragma once

#include <vitrine/mustache.h>

typedef struct Workbench {
    VtArena *arena;
    VtAtoms *atoms;
    VtTemplates *templates;
    VtDiagnostics *sink;
    GHashTable *sources; /* VtSource by name */
    GPtrArray *names;
} Workbench;

Workbench *workbench_new(void);
void workbench_free(Workbench *bench);
/* The text is copied. */
void workbench_add(Workbench *bench, const char *name, const char *text);
/* Fails the test when there are errors. */
const VtProgram *workbench_compile(Workbench *bench, const char *name);
void workbench_set(Workbench *bench, VtObject *object, const char *name, VtValue value);
/* How many errors were reported so far. */
size_t workbench_errors(const Workbench *bench);
/* Ends with NULL: name, value as text, … */
VtObject *workbench_object(Workbench *bench, const char *name, ...) G_GNUC_NULL_TERMINATED;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Workbench, workbench_free)
