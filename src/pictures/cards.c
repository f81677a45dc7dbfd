/* Social cards, and icons as PNG. */
#include "pictures_work.h"

#include "vitrine/formats.h"

static void add(VtPicturesWork *work, VtCards *cards, const char *const *fields, const char *subject,
                const VtAsset *origin, const char *path, const char **place)
{
    size_t number = vt_add_drawing(work, fields, subject, origin, path, NULL);
    g_array_append_val(cards->drawings, number);
    g_ptr_array_add(cards->places, (gpointer)place);
}

void vt_take_cards(const VtPicturesWork *work, VtCards *cards)
{
    for (guint i = 0; i < cards->places->len; i++) {
        const char **place = g_ptr_array_index(cards->places, i);
        *place = vt_drawing_address(work, g_array_index(cards->drawings, size_t, i));
    }
}

/* ---- Cards -----------------------------------------------------------------------------------------------
 */

static const char *color_or(const char *color, const char *other)
{
    return color ? color : other;
}

static const char *text_or_empty(const char *text)
{
    return text ? text : "";
}

/* `file`: of the page, beside which the card lies. */
static void add_card(VtPicturesWork *work, VtCards *cards, const char *title, const char *name,
                     const char *note, const char *file, const char **place)
{
    const VtThemeLook *look = &work->theme->look;
    const char *fields[] = {"card",
                            title,
                            text_or_empty(name),
                            text_or_empty(note),
                            color_or(look->ground, "#ffffff"),
                            color_or(look->ink, "#1b1b1b"),
                            color_or(look->quiet, "#595959"),
                            color_or(look->accent, "#0a58a8"),
                            look->face,
                            NULL};
    g_autofree char *folder = g_path_get_dirname(file);
    g_autofree char *path = strcmp(folder, ".") == 0 ? g_strdup("social-card.png")
                                                     : g_build_filename(folder, "social-card.png", NULL);
    if (*title)
        add(work, cards, fields, "", NULL, path, place);
}

static void add_site_card(VtPicturesWork *work, VtCards *cards)
{
    VtEdition *edition = work->edition;
    const VtFields *person = &edition->profile->fields;
    const char *scheme = strstr(edition->origin, "://");
    const char *host = scheme ? scheme + 3 : edition->origin;
    add_card(work, cards, person->name ? person->name : edition->title, person->label, host, "index.html",
             &edition->card);
}

static void add_entry_card(VtPicturesWork *work, VtCards *cards, const VtEditionEntry *entry)
{
    const VtFields *person = &work->edition->profile->fields;
    VtEditionEntry *shown = (VtEditionEntry *)(uintptr_t)entry;
    if (vt_entry_shares_image(entry))
        return;
    add_card(work, cards, entry->title.text, person->name, person->label, entry->file, &shown->card);
}

/* Newest first, then those without a date, by file. */
static void add_entry_cards(VtPicturesWork *work, VtCards *cards)
{
    const VtEdition *edition = work->edition;
    g_autoptr(GHashTable) has = g_hash_table_new(NULL, NULL);
    const VtEntryList lists[] = {edition->dated, edition->entries};
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
        for (size_t k = 0; k < lists[i].count && g_hash_table_size(has) < VT_CARD_LIMIT; k++)
            if (g_hash_table_add(has, (gpointer)(uintptr_t)lists[i].items[k]))
                add_entry_card(work, cards, lists[i].items[k]);
}

static void add_section_cards(VtPicturesWork *work, VtCards *cards)
{
    const VtEdition *edition = work->edition;
    const VtFields *person = &edition->profile->fields;
    VtEditionSection *sections = (VtEditionSection *)(uintptr_t)edition->sections;
    for (size_t i = 0; i < edition->section_count; i++)
        add_card(work, cards, sections[i].title, person->name, person->label, sections[i].file,
                 &sections[i].card);
}

void vt_add_cards(VtPicturesWork *work, VtCards *cards)
{
    const VtOption *option = vt_theme_option(work->theme, "cards");
    const char *which = option && option->type == VT_OPTION_CHOICE ? option->string : "entries";
    if (strcmp(which, "none") == 0)
        return;
    add_site_card(work, cards);
    if (strcmp(which, "site") == 0)
        return;
    add_section_cards(work, cards);
    add_entry_cards(work, cards);
}

/* ---- Icons -----------------------------------------------------------------------------------------------
 */

static const VtSizes *photo_of(const VtEdition *edition, const VtSizes *sizes)
{
    for (size_t i = 0; edition->profile->picture && i < edition->asset_count; i++)
        if (sizes[i].digest[0] != '\0' && edition->assets[i].picture == edition->profile->picture)
            return &sizes[i];
    return NULL;
}

void vt_add_icons(VtPicturesWork *work, const VtSizes *sizes, VtCards *cards)
{
    VtEdition *edition = work->edition;
    const struct {
        const char *path, *size;
        const char **place;
    } icons[] = {{"apple-touch-icon.png", "180", &edition->touch_icon},
                 {"icon-192.png", "192", &edition->small_icon},
                 {"icon-512.png", "512", &edition->large_icon}};
    const VtSizes *photo = photo_of(edition, sizes);
    g_auto(VtBuffer) letters = {0};
    const char *ground, *ink;
    vt_format_icon_tile(edition, &letters, &ground, &ink);
    for (size_t i = 0; i < G_N_ELEMENTS(icons); i++) {
        const char *tile[] = {"tile", vt_buffer_string(&letters), ground, ink, icons[i].size, NULL};
        const char *portrait[] = {"portrait", photo ? photo->asset->real_path : "", icons[i].size, NULL};
        add(work, cards, photo ? portrait : tile, photo ? photo->digest : "", photo ? photo->asset : NULL,
            icons[i].path, icons[i].place);
    }
}
