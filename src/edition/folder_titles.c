#include "edition_build.h"

/* A folder's name is English, for it is part of the content's format; its title, where the author gives none,
 * is in the site's language. English and all other languages take the name itself. */
static const struct {
    const char *folder, *german, *french;
} titles[] = {
    {"award", "Auszeichnungen", "Distinctions"},
    {"awards", "Auszeichnungen", "Distinctions"},
    {"community", "Gemeinschaft", "Communauté"},
    {"diversity", "Vielfalt", "Diversité"},
    {"education", "Ausbildung", "Formation"},
    {"experience", "Berufserfahrung", "Expérience"},
    {"narratives", "Fallbeispiele", "Récits"},
    {"philosophy", "Arbeitsweise", "Ma façon de travailler"},
    {"posts", "Beiträge", "Articles"},
    {"projects", "Projekte", "Projets"},
    {"talk", "Vorträge", "Interventions"},
    {"talks", "Vorträge", "Interventions"},
    {"writing", "Texte", "Écrits"},
};

/* "de-AT" is German. */
static bool is_language(const char *tag, const char *language)
{
    size_t length = strlen(language);
    return g_ascii_strncasecmp(tag, language, length) == 0 && (tag[length] == '\0' || tag[length] == '-');
}

const char *vt_folder_title(const char *folder, const char *language)
{
    bool german = is_language(language, "de");
    if (!german && !is_language(language, "fr"))
        return NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(titles); i++)
        if (strcmp(titles[i].folder, folder) == 0)
            return german ? titles[i].german : titles[i].french;
    return NULL;
}
