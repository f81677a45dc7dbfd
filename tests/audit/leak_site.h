/* One audience's site, made from a tree of content, and the leak audit over its files, which a test may
 * change first. */
#pragma once

#include "../support/content_tree.h"

#include "vitrine/leaks.h"
#include "vitrine/publication.h"

/* Owned by the site. */
typedef struct LeakFile {
    char *path, *type, *from;
    VtBuffer bytes;
} LeakFile;

typedef struct LeakSite {
    TestTree tree;
    VtDiagnostics *sink;
    VtPortfolio *portfolio;
    const VtAudience *audience;
    VtAtoms *atoms;
    VtEdition *edition;
    const VtTheme *theme;
    VtPublication *publication;
    GPtrArray *files; /* LeakFile, by path */
} LeakSite;

/* Fails the test when the site cannot be made. `change` may set options of the edition; NULL: not. */
void leak_site_init(LeakSite *site, const char *tree, const char *audience,
                    void (*change)(VtEditionOptions *options, unsigned number), unsigned number);
void leak_site_finish(LeakSite *site);
/* Makes the files of a folder's site-content, which is used where it is. */
void leak_site_open(LeakSite *site, const char *folder, const char *audience);

/* NULL when there is none. */
LeakFile *leak_site_file(const LeakSite *site, const char *path);
/* A further file, or one in place of another. */
void leak_site_put(LeakSite *site, const char *path, const char *type, const char *data, size_t length);
void leak_site_remove(LeakSite *site, const char *path);
/* What the audit says, as a user reads it; "" when nothing leaks. */
char *leak_site_audit(const LeakSite *site, unsigned threads);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(LeakSite, leak_site_finish)
