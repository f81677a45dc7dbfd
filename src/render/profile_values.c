/* The person. Made once and shared by all pages. */
#include "view_model.h"

const char *vt_email_url(VtArena *arena, const char *email)
{
    if (!email || !*email)
        return NULL;
    g_autofree char *escaped = g_uri_escape_string(email, "@!$'*+", false);
    return vt_arena_format(arena, "mailto:%s", escaped);
}

/* "+44 (0)20 7946 0000" → "tel:+442079460000": the zero in parentheses is not dialled from abroad. */
const char *vt_phone_url(VtArena *arena, const char *phone)
{
    if (!phone || !*phone)
        return NULL;
    bool international = phone[0] == '+';
    char *url = vt_arena_format(arena, "tel:%s", phone);
    char *end = url + strlen("tel:");
    for (const char *c = phone; *c; c++) {
        if (international && strncmp(c, "(0)", 3) == 0)
            c += 2;
        else if (g_ascii_isdigit(*c) || (*c == '+' && c == phone))
            *end++ = *c;
    }
    *end = '\0';
    return url[strlen("tel:")] ? url : NULL;
}

static size_t append_initial(char *out, const char *word)
{
    if (!word || !*word)
        return 0;
    int length = g_unichar_to_utf8(g_unichar_toupper(g_utf8_get_char(word)), out);
    return (size_t)length;
}

const char *vt_initials(VtArena *arena, const VtFields *fields, const char *name)
{
    char initials[16];
    const char *first = fields->given_name ? fields->given_name : name;
    const char *last = fields->family_name;
    if (!last) {
        const char *space = strrchr(name, ' ');
        last = space ? space + 1 : NULL;
    }
    size_t length = append_initial(initials, first);
    length += append_initial(initials + length, last);
    return vt_arena_copy(arena, initials, length);
}

/* What would end the string, or the style element around it, is escaped as CSS does. */
static VtValue name_css_value(VtArena *arena, const char *name)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (const char *at = name; *at != '\0'; at++)
        if (strchr("\"\\<>&", *at) != NULL || g_ascii_iscntrl(*at))
            g_string_append_printf(text, "\\%x ", (unsigned)*at);
        else
            g_string_append_c(text, *at);
    return vt_value_html((VtSlice){vt_arena_copy(arena, text->str, text->len), text->len});
}

static VtValue accounts_value(const VtRenderer *renderer, const VtFields *fields)
{
    VtList *list = vt_list_new(renderer->arena, fields->profiles.count);
    for (size_t i = 0; i < fields->profiles.count; i++) {
        const VtAccount *account = &fields->profiles.items[i];
        VtModelAccount model = {
            .network = vt_text_or_null(account->network),
            .username = vt_text_or_null(account->username),
            .url = vt_text_or_null(account->url),
        };
        vt_list_add(list, vt_model_account(&renderer->shapes, renderer->arena, &model));
    }
    return vt_value_list(list);
}

static VtValue languages_value(const VtRenderer *renderer, const VtFields *fields)
{
    VtList *list = vt_list_new(renderer->arena, fields->languages.count);
    for (size_t i = 0; i < fields->languages.count; i++) {
        VtModelLanguage model = {
            .language = vt_text_or_null(fields->languages.items[i].language),
            .fluency = vt_text_or_null(fields->languages.items[i].fluency),
        };
        vt_list_add(list, vt_model_language(&renderer->shapes, renderer->arena, &model));
    }
    return vt_value_list(list);
}

static void set_contact(VtModelProfile *model, const VtRenderer *renderer, const VtFields *fields)
{
    VtArena *arena = renderer->arena;
    model->location = vt_text_or_null(fields->location);
    model->availability = vt_text_or_null(fields->availability);
    model->email = vt_text_or_null(fields->email);
    model->email_url = vt_value_string(vt_email_url(arena, fields->email));
    model->phone = vt_text_or_null(fields->phone);
    model->phone_url = vt_value_string(vt_phone_url(arena, fields->phone));
    model->url = vt_text_or_null(fields->url);
    model->profiles = accounts_value(renderer, fields);
    model->links = vt_links_value(renderer, arena, fields->links.items, fields->links.count);
}

static void set_summary(VtModelProfile *model, VtArena *arena, const VtRichText *summary)
{
    model->summary = vt_text_or_null(summary->text);
    model->summary_html = vt_html_or_null(summary->html);
    size_t first = vt_first_sentence(summary->html);
    model->summary_first_html = vt_html_or_null(vt_arena_copy(arena, summary->html, first));
    model->summary_rest_html = vt_html_or_null(
        g_strchug(vt_arena_copy(arena, summary->html + first, strlen(summary->html + first))));
}

void vt_profile_value_init(VtRenderer *renderer)
{
    VtArena *arena = renderer->arena;
    const VtEditionEntry *profile = renderer->edition->profile;
    const VtFields *fields = &profile->fields;
    const char *name = vt_profile_name(renderer->edition);
    renderer->profile_image = vt_image_value(renderer, arena, profile);
    VtModelProfile model = {
        .name = vt_value_string(name),
        .given_name = vt_text_or_null(fields->given_name),
        .family_name = vt_text_or_null(fields->family_name),
        .name_css = name_css_value(arena, name),
        .initials = vt_value_string(vt_initials(arena, fields, name)),
        .label = vt_text_or_null(fields->label),
        .pronouns = vt_text_or_null(fields->pronouns),
        .image = renderer->profile_image,
        .languages = languages_value(renderer, fields),
        .interests = vt_texts_value(arena, fields->interests),
        .topics = vt_texts_value(arena, fields->topics),
        .bio_short = vt_text_or_null(profile->bio_short.text),
        .bio_short_html = vt_html_or_null(profile->bio_short.html),
        .bio_long = vt_text_or_null(profile->bio_long.text),
        .bio_long_html = vt_html_or_null(profile->bio_long.html),
        .invite_html = vt_html_or_null(profile->invite.html),
    };
    set_summary(&model, arena, &profile->summary);
    set_contact(&model, renderer, fields);
    renderer->profile = vt_model_profile(&renderer->shapes, arena, &model);
}
