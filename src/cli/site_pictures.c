#include "site_pictures.h"

#include "companion.h"

#include "vitrine/pictures.h"

/* VITRINE_IMAGES=off: for builds that must give the same bytes on every machine. */
static bool is_wanted(const VtSiteRun *run, const VtAudienceRun *part)
{
    const char *setting = g_getenv("VITRINE_IMAGES");
    bool written = part->folder != NULL || run->destination != NULL;
    return written && g_strcmp0(setting, "off") != 0;
}

static void tell(const VtAudienceRun *part, const VtPicturesSummary *summary)
{
    if (summary->lacking)
        vt_complain("%s: no smaller images, cards or PNG icons: this needs the program vitrine-images\n",
                    part->audience->name);
    else
        vt_complain("%s: %zu smaller images, cards and icons, %zu of them drawn anew\n", part->audience->name,
                    summary->made, summary->drawn);
}

bool vt_site_pictures(const VtSiteRun *run, VtAudienceRun *part)
{
    if (!is_wanted(run, part))
        return false;
    g_autofree char *program = vt_companion_path("vitrine-images");
    g_autofree char *cache = g_build_filename(g_get_user_cache_dir(), "vitrine", "images", NULL);
    VtPicturesRequest request = {
        .program = program, .cache = cache, .jobs = (unsigned)run->cli->options.jobs};
    VtPicturesSummary summary;
    vt_pictures_make(part->edition, part->theme, &request, &summary, run->cli->sink);
    part->pictures = summary.files;
    part->pictures_failed = summary.lacking && program != NULL;
    if (run->cli->options.verbose)
        tell(part, &summary);
    return true;
}
