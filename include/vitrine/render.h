/* render: one view-model for each page kind → a page's bytes.
 *
 * A renderer joins an edition and a theme. Its view-models hold exactly the names of the contract (version
 * 1), which is declared once, in src/render/contract.def: the theme's templates are checked against it, the
 * documentation is printed from it, and the structs that view-models are filled in are made from it, so that a
 * view-model has exactly its type's names.
 *
 * Values that many pages share (site, menu, labels, options) are made once; a page's own values live in a
 * scratch arena that the caller keeps for each thread.
 *
 * Threads: vt_render_page may be called by many threads on one renderer, with an arena and buffer each. */
#pragma once

#include "edition.h"
#include "theme.h"

const VtThemeContract *vt_render_contract(void);
/* The contract as a Markdown page: `vitrine theme contract`, docs/contract.md. */
void vt_render_write_contract(VtBuffer *out);

/* A label that render/ itself uses (names of months, "present", titles of pages that no file makes). The base
 * theme has each, in every language it knows; `english` is used where a theme has none. */
typedef struct VtRenderLabel {
    const char *name;
    const char *english;
    const char *meaning;
} VtRenderLabel;

const VtRenderLabel *vt_render_labels(size_t *count);

/* One page that a site has. */
typedef struct VtPage {
    VtPageKind kind;
    const char *file;    /* "projects/dsp/index.html" */
    const char *address; /* "/projects/dsp/" */
    const char *origin;  /* the author's file that it is made from, for messages; NULL: made from many */
    const void *subject; /* VtEditionEntry, VtEditionSection, VtSkill, VtRedirect, or NULL: as `kind` says */
} VtPage;

typedef struct VtRenderer VtRenderer;

/* Edition, theme and atoms must outlive the renderer. `jobs`: threads that make it, 0 for one each processor. */
VtRenderer *vt_renderer_new(const VtEdition *edition, const VtTheme *theme, VtAtoms *atoms, unsigned jobs);
void vt_renderer_free(VtRenderer *renderer);

/* Every page of the site, by file. Owned by the renderer. */
const VtPage *vt_renderer_pages(const VtRenderer *renderer, size_t *count);

/* Appends the page. `arena` is scratch, reset by the caller between pages. False after a diagnostic. */
bool vt_render_page(const VtRenderer *renderer, const VtPage *page, VtArena *arena, VtBuffer *out,
                    VtDiagnostics *sink);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtRenderer, vt_renderer_free)
