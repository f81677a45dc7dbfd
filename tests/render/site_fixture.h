/* A site to render: a tree of content, one audience's edition of it, and a theme written in a test. */
#pragma once

#include "view_model.h"

typedef struct Site {
    VtDiagnostics *sink;
    VtPortfolio *portfolio;
    VtEdition *edition;
    VtAtoms *atoms;
    VtTemplates *templates;
    VtSource sources[VT_PAGE_COUNT + 1]; /* the common template's last */
    VtTheme theme;
    VtRenderer *renderer;
} Site;

/* `folder`: a site-content. Every page kind has a template that uses what all of them have. */
void site_init(Site *site, const char *folder, size_t audience);
/* Gives one page kind a template of its own, checked against its contract. */
void site_use(Site *site, VtPageKind kind, const char *template);
void site_finish(Site *site);
/* How many audiences the tree has. */
size_t site_audiences(const char *folder);
/* NULL when there is no such page. */
const VtPage *site_page(const Site *site, const char *file);
/* The page's bytes; g_free. */
char *site_render(const Site *site, const char *file);
/* The folder with this test's own tree. */
char *site_own_tree(void);
