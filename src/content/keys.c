/* The table of front-matter keys: validator, reference, schema and import read it. The order of the rows is
 * the order of the reference. */
#include "content_private.h"

#define PROFILE VT_KIND_BIT(VT_KIND_PROFILE)
#define ROLE VT_KIND_BIT(VT_KIND_ROLE)
#define PROJECT VT_KIND_BIT(VT_KIND_PROJECT)
#define COMMUNITY VT_KIND_BIT(VT_KIND_COMMUNITY)
#define EDUCATION VT_KIND_BIT(VT_KIND_EDUCATION)
#define AWARD VT_KIND_BIT(VT_KIND_AWARD)
#define TALK VT_KIND_BIT(VT_KIND_TALK)
#define POST VT_KIND_BIT(VT_KIND_POST)
#define ALL VT_ALL_KINDS
#define NOT_PROFILE (VT_ALL_KINDS & ~PROFILE)
#define WORK (ROLE | PROJECT | COMMUNITY)

#define KEY(key, type, kinds, required, member, help)                                                        \
    {                                                                                                        \
        key, type, kinds, required, offsetof(VtFields, member), help, false                                  \
    }
/* A text of which each audience may have a wording of its own. */
#define WORDED(key, type, kinds, member, help)                                                               \
    {                                                                                                        \
        key, type, kinds, 0, offsetof(VtFields, member), help, true                                          \
    }

const VtKey vt_keys[] = {
    WORDED("title", VT_KEY_STRING, ALL, title,
        "What the entry is called. Without it: the heading that the text starts with, else the file's name."),
    WORDED("summary", VT_KEY_MARKDOWN, ALL, summary,
        "One or two sentences, shown in lists and descriptions."),
    KEY("audience", VT_KEY_AUDIENCE, NOT_PROFILE, 0, audience,
        "Who may read it: names from `audiences` in site.yaml, or `private`. Without it: "
        "`default_audience`."),
    KEY("date", VT_KEY_DATE, NOT_PROFILE, 0, date, "When it took place or was published."),
    KEY("start", VT_KEY_DATE, NOT_PROFILE, ROLE, start, "When it began."),
    KEY("end", VT_KEY_END_DATE, NOT_PROFILE, 0, end, "When it ended, or `present`."),
    KEY("updated", VT_KEY_DATE, ALL, 0, updated,
        "When the text last changed in a way readers should know of."),
    KEY("stack", VT_KEY_STRINGS, NOT_PROFILE, 0, stack,
        "Skills and tools used; each becomes a skill with a page of its own."),
    KEY("organization", VT_KEY_STRING, NOT_PROFILE, ROLE, organization,
        "Employer, client, school, organiser or giver. Roles at one organisation are shown together."),
    WORDED("role", VT_KEY_STRING, WORK | TALK, role,
        "What you were there: Lead engineer, Mentor, Panellist."),
    KEY("location", VT_KEY_STRING, ALL, 0, location, "A place as people write it: Leeds, UK; Remote."),
    KEY("url", VT_KEY_ADDRESS, ALL, 0, url, "The address of the thing itself, elsewhere."),
    KEY("links", VT_KEY_LINKS, ALL, 0, links, "Further addresses, each with a label."),
    KEY("image", VT_KEY_IMAGE, ALL, 0, image, "A picture: its path, or `{src, alt}`."),
    KEY("weight", VT_KEY_INTEGER, NOT_PROFILE, 0, weight,
        "Lower stands first; entries of one weight go by date."),
    KEY("slug", VT_KEY_SLUG, NOT_PROFILE, 0, slug,
        "The last part of its address. Without it: from the file's name, or from the folder's for a bundle."),
    KEY("aliases", VT_KEY_STRINGS, NOT_PROFILE, 0, aliases,
        "Old addresses of this page, from the site's root; each redirects to it."),
    KEY("draft", VT_KEY_BOOLEAN, NOT_PROFILE, 0, draft, "`true` keeps the entry out of every site."),
    KEY("extra", VT_KEY_FREE, ALL, 0, extra, "A map with keys of your own, for your own theme."),

    KEY("group", VT_KEY_STRING, WORK | EDUCATION | AWARD, 0, group,
        "A heading under which entries are listed together."),
    KEY("team", VT_KEY_STRING, WORK, 0, team, "Who worked on it: 4 engineers, 1 designer."),
    KEY("lead", VT_KEY_STRING, WORK, 0, lead, "The share of time spent leading: 60%."),
    WORDED("result", VT_KEY_MARKDOWN, WORK, result, "What came of it, in one line, best with a number."),
    WORDED("outcome", VT_KEY_MARKDOWN, WORK | TALK, outcome, "What changed for others afterwards."),

    KEY("degree", VT_KEY_STRING, EDUCATION, 0, degree, "What was earned: BSc, PhD, Certificate."),
    KEY("area", VT_KEY_STRING, EDUCATION, 0, area, "The field of study."),
    KEY("score", VT_KEY_STRING, EDUCATION, 0, score, "The grade, as it was given: 2:1, 1.3, 3.9/4."),
    KEY("courses", VT_KEY_STRINGS, EDUCATION, 0, courses, "Courses worth naming."),

    KEY("event", VT_KEY_STRING, TALK, 0, event, "The conference or meeting."),
    KEY("time", VT_KEY_TIME, TALK, 0, time, "When it starts on its day, local time."),
    KEY("slides", VT_KEY_ADDRESS, TALK | POST, 0, slides, "Where the slides are."),
    KEY("video", VT_KEY_ADDRESS, TALK | POST, 0, video, "Where the recording is."),
    KEY("publisher", VT_KEY_STRING, TALK | POST, 0, publisher, "Who published it, where that was not you."),

    KEY("name", VT_KEY_STRING, PROFILE, PROFILE, name, "Your name as readers should see it."),
    KEY("given_name", VT_KEY_STRING, PROFILE, 0, given_name, "Given name, for contact cards."),
    KEY("family_name", VT_KEY_STRING, PROFILE, 0, family_name, "Family name, for contact cards."),
    WORDED("label", VT_KEY_STRING, PROFILE, label, "What you are, in a few words: Data engineer."),
    KEY("email", VT_KEY_STRING, PROFILE, 0, email, "A mail address that may be public."),
    KEY("phone", VT_KEY_STRING, PROFILE, 0, phone, "A telephone number that may be public."),
    KEY("pronouns", VT_KEY_STRING, PROFILE, 0, pronouns, "As you want them written: she/her."),
    WORDED("availability", VT_KEY_STRING, PROFILE, availability, "Whether and when you can be hired."),
    KEY("profiles", VT_KEY_PROFILES, PROFILE, 0, profiles, "Your accounts elsewhere."),
    KEY("languages", VT_KEY_LANGUAGES, PROFILE, 0, languages, "Languages you speak, and how well."),
    KEY("interests", VT_KEY_STRINGS, PROFILE, 0, interests, "What you like to do besides."),
    KEY("topics", VT_KEY_STRINGS, PROFILE, 0, topics, "What you gladly speak or write about."),
    WORDED("bio_short", VT_KEY_MARKDOWN, PROFILE, bio_short, "About you in fifty words, to copy."),
    WORDED("bio_long", VT_KEY_MARKDOWN, PROFILE, bio_long, "About you at length, to copy."),
    WORDED("invite", VT_KEY_MARKDOWN, PROFILE | COMMUNITY, invite, "How to invite you, or to join."),
};

const size_t vt_key_count = G_N_ELEMENTS(vt_keys);

/* `wanted` completes "KEY must be …"; `example` is a value. */
static const VtKeyTypeText type_texts[] = {
    [VT_KEY_STRING] = {"text", "text", "Data engineer"},
    [VT_KEY_MARKDOWN] = {"inline Markdown", "text", "\"Moved **40** services in a year\""},
    [VT_KEY_DATE] = {"date", "a date (YYYY, YYYY-MM or YYYY-MM-DD)", "2023-04"},
    [VT_KEY_END_DATE] = {"date or present", "a date (YYYY, YYYY-MM or YYYY-MM-DD) or present", "2023-04"},
    [VT_KEY_BOOLEAN] = {"true or false", "true or false", "true, or false"},
    [VT_KEY_INTEGER] = {"whole number", "a whole number", "10"},
    [VT_KEY_STRINGS] = {"list of texts", "a list of texts", "[Python, Airflow]"},
    [VT_KEY_AUDIENCE] = {"audiences", "names of audiences, or private", "[recruiter, community]"},
    [VT_KEY_ADDRESS] = {"address", "an address or a path", "https://example.org/"},
    [VT_KEY_SLUG] = {"slug", "a slug (lower-case letters, digits, hyphens)", "data-platform"},
    [VT_KEY_TIME] = {"time", "a time of day (HH:MM)", "\"18:30\""},
    [VT_KEY_LINKS] = {"list of links", "a list of links", "[{label: Slides, url: \"https://example.org/\"}]"},
    [VT_KEY_PROFILES] = {"list of accounts", "a list of accounts", "[{network: GitHub, username: robin}]"},
    [VT_KEY_LANGUAGES] = {"list of languages", "a list of languages", "[{language: French, fluency: B2}]"},
    [VT_KEY_IMAGE] = {"image", "a path, or src and alt", "{src: photo.jpg, alt: Robin at a desk}"},
    [VT_KEY_FREE] = {"map", "a map of your own keys", "{colour: teal}"},
};

/* Values for messages, where that of the type would sound odd. */
static const struct {
    const char *name;
    const char *example;
} examples[] = {
    {"title", "Data platform"},
    {"organization", "Example Ltd"},
    {"location", "\"Leeds, UK\""},
    {"role", "Lead engineer"},
    {"group", "Engineering"},
    {"team", "4 engineers"},
    {"lead", "60%"},
    {"degree", "BSc"},
    {"area", "Mathematics"},
    {"score", "\"2:1\""},
    {"courses", "[Statistics, Algorithms]"},
    {"event", "Example Conference"},
    {"publisher", "Example Press"},
    {"name", "Robin Sample"},
    {"given_name", "Robin"},
    {"family_name", "Sample"},
    {"email", "robin@robin.example"},
    {"phone", "\"+44 20 7946 0000\""},
    {"pronouns", "they/them"},
    {"availability", "From May"},
    {"interests", "[Chess, Running]"},
    {"topics", "[Data, Mentoring]"},
    {"aliases", "[/old/address/]"},
    {"network", "GitHub"},
    {"username", "robin"},
    {"language", "French"},
    {"fluency", "B2"},
    {"src", "photo.jpg"},
    {"alt", "Robin at a desk"},
};

const char *vt_key_example(const VtKey *key)
{
    for (size_t i = 0; i < G_N_ELEMENTS(examples); i++)
        if (strcmp(examples[i].name, key->name) == 0)
            return examples[i].example;
    return type_texts[key->type].example;
}

#define ITEM(key, type, required, structure, member, help)                                                   \
    {                                                                                                        \
        key, type, ALL, (required) ? ALL : 0, offsetof(structure, member), help, false                       \
    }

static const VtKey link_keys[] = {
    ITEM("label", VT_KEY_STRING, false, VtNamedLink, label, "What the link says. Without it: the address."),
    ITEM("url", VT_KEY_ADDRESS, true, VtNamedLink, url, "Where it leads."),
};
static const VtKey account_keys[] = {
    ITEM("network", VT_KEY_STRING, true, VtAccount, network, "The service: GitHub, Mastodon."),
    ITEM("username", VT_KEY_STRING, false, VtAccount, username, "Your name there."),
    ITEM("url", VT_KEY_ADDRESS, false, VtAccount, url, "Your page there."),
};
static const VtKey language_keys[] = {
    ITEM("language", VT_KEY_STRING, true, VtLanguage, language, "The language: French."),
    ITEM("fluency", VT_KEY_STRING, false, VtLanguage, fluency, "How well: Native speaker, B2."),
};
static const VtKey image_keys[] = {
    ITEM("src", VT_KEY_ADDRESS, true, VtImage, src, "Its path from this file, or its address."),
    ITEM("alt", VT_KEY_STRING, false, VtImage, alt,
         "What it shows, for those who cannot see it; \"\" says that it only decorates."),
};

static const VtItemShape item_shapes[] = {
    {VT_KEY_LINKS, sizeof(VtNamedLink), link_keys, G_N_ELEMENTS(link_keys), "url"},
    {VT_KEY_PROFILES, sizeof(VtAccount), account_keys, G_N_ELEMENTS(account_keys), NULL},
    {VT_KEY_LANGUAGES, sizeof(VtLanguage), language_keys, G_N_ELEMENTS(language_keys), "language"},
    {VT_KEY_IMAGE, sizeof(VtImage), image_keys, G_N_ELEMENTS(image_keys), "src"},
};

const VtItemShape *vt_item_shape(VtKeyType type)
{
    for (size_t i = 0; i < G_N_ELEMENTS(item_shapes); i++)
        if (item_shapes[i].type == type)
            return &item_shapes[i];
    return NULL;
}

const VtKeyTypeText *vt_key_type_text(VtKeyType type)
{
    return &type_texts[type];
}

const char *vt_key_type_name(VtKeyType type)
{
    return type_texts[type].name;
}

bool vt_key_holds_markdown(const VtKey *key)
{
    return key->type == VT_KEY_MARKDOWN || key->offset == offsetof(VtFields, title);
}

const VtKey *vt_key_find(VtKind kind, const char *name)
{
    for (size_t i = 0; i < vt_key_count; i++)
        if ((vt_keys[i].kinds & VT_KIND_BIT(kind)) != 0 && strcmp(vt_keys[i].name, name) == 0)
            return &vt_keys[i];
    return NULL;
}
