/* Texts of a certain form: addresses, slugs, times, mail addresses, language tags, domains. */
#include "content_private.h"

static VtSlice scheme_of(const char *text)
{
    size_t length = 0;
    while (g_ascii_isalnum(text[length]) ||
           (length > 0 && strchr("+-.", text[length]) != NULL && text[length] != '\0'))
        length++;
    if (length < 2 || text[length] != ':' || !g_ascii_isalpha(text[0]))
        return (VtSlice){0};
    return (VtSlice){text, length};
}

static bool slice_is_nocase(VtSlice slice, const char *word)
{
    return slice.length == strlen(word) && g_ascii_strncasecmp(slice.data, word, slice.length) == 0;
}

static bool is_http_scheme(VtSlice scheme)
{
    return slice_is_nocase(scheme, "http") || slice_is_nocase(scheme, "https");
}

static bool has_space(const char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text <= ' ')
            return true;
    return false;
}

bool vt_is_http_address(const char *text)
{
    VtSlice scheme = scheme_of(text);
    if (!is_http_scheme(scheme) || has_space(text) || strncmp(text + scheme.length, "://", 3) != 0)
        return false;
    const char *host = text + scheme.length + 3;
    size_t length = strcspn(host, "/?#");
    return length > 0 && host[0] != ':' && host[0] != '.' && memchr(host, '"', length) == NULL &&
           memchr(host, '<', length) == NULL;
}

static bool report_address(VtDiagnostics *sink, const char *key, const VtNode *node, const char *note)
{
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_VALUE_ADDRESS, node->span,
                                           "\"%s\" is not an address: \"%s\"", key, node->text);
    vt_diagnostic_note(diagnostic, "%s", note);
    return false;
}

bool vt_check_address(VtDiagnostics *sink, const char *key, const VtNode *node)
{
    g_autofree char *text = g_strstrip(g_strdup(node->text));
    VtSlice scheme = scheme_of(text);
    if (has_space(text))
        return report_address(sink, key, node, "an address holds no spaces; write %20 where one is needed");
    if (strncmp(text, "//", 2) == 0)
        return report_address(sink, key, node, "write https: before it");
    if (g_ascii_strncasecmp(text, "www.", 4) == 0)
        return report_address(sink, key, node, "write https:// before it");
    if (scheme.length == 0)
        return true;
    if (slice_is_nocase(scheme, "mailto"))
        return strchr(text + scheme.length + 1, '@') != NULL ||
               report_address(sink, key, node, "after mailto: comes a mail address");
    if (!is_http_scheme(scheme))
        return report_address(sink, key, node, "only http, https and mailto addresses are published");
    return vt_is_http_address(text) ||
           report_address(sink, key, node, "after https:// comes the name of a host");
}

bool vt_check_slug(VtDiagnostics *sink, const char *key, const VtNode *node)
{
    g_autofree char *text = g_strstrip(g_strdup(node->text));
    g_autofree char *slug = vt_slugify(text);
    if (strlen(text) > VT_MOST_NAME_BYTES) {
        vt_diagnose(sink, VT_VALUE_SLUG, node->span, "\"%s\" must be a slug of at most %d bytes", key,
                    VT_MOST_NAME_BYTES);
        return false;
    }
    if (*slug != '\0' && strcmp(slug, text) == 0)
        return true;
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_VALUE_SLUG, node->span,
                                           "\"%s\" must be a slug, but is \"%s\"", key, node->text);
    if (*slug != '\0')
        vt_diagnostic_note(diagnostic, "write %s: %s", key, slug);
    else
        vt_diagnostic_note(diagnostic, "a slug is made of lower-case letters, digits and hyphens");
    return false;
}

static bool two_digits(const char *text, int below)
{
    return g_ascii_isdigit(text[0]) && g_ascii_isdigit(text[1]) &&
           g_ascii_digit_value(text[0]) * 10 + g_ascii_digit_value(text[1]) < below;
}

bool vt_check_time(VtDiagnostics *sink, const char *key, const VtNode *node)
{
    g_autofree char *text = g_strstrip(g_strdup(node->text));
    if (strlen(text) == 5 && text[2] == ':' && two_digits(text, 24) && two_digits(text + 3, 60))
        return true;
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_VALUE_TIME, node->span,
                                           "\"%s\" must be a time of day, but is \"%s\"", key, node->text);
    vt_diagnostic_note(diagnostic, "write hours and minutes of the 24-hour clock: %s: \"09:30\"", key);
    return false;
}

bool vt_check_email(VtDiagnostics *sink, const char *key, const VtNode *node)
{
    g_autofree char *text = g_strstrip(g_strdup(node->text));
    const char *at = strchr(text, '@');
    bool fine = at != NULL && at > text && strchr(at + 1, '@') == NULL && strchr(at + 1, '.') != NULL &&
                at[1] != '.' && !g_str_has_suffix(text, ".") && !has_space(text) &&
                strpbrk(text, "<>,;:\"") == NULL;
    if (fine)
        return true;
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_VALUE_EMAIL, node->span,
                                           "\"%s\" is not a mail address: \"%s\"", key, node->text);
    vt_diagnostic_note(diagnostic, "write the bare address: %s: robin@robin.example", key);
    return false;
}

/* Two or three letters, then subtags of up to eight letters or digits: what BCP 47 has in use. */
static bool is_language(const char *text)
{
    size_t primary = 0;
    while (g_ascii_isalpha(text[primary]))
        primary++;
    if (primary < 2 || primary > 3)
        return false;
    text += primary;
    while (*text == '-') {
        size_t length = 0;
        while (g_ascii_isalnum(text[1 + length]))
            length++;
        if (length == 0 || length > 8)
            return false;
        text += 1 + length;
    }
    return *text == '\0';
}

bool vt_check_language(VtDiagnostics *sink, const char *key, const VtNode *node)
{
    g_autofree char *text = g_strstrip(g_strdup(node->text));
    if (is_language(text))
        return true;
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_VALUE_LANGUAGE, node->span,
                                           "\"%s\" is not a language tag: \"%s\"", key, node->text);
    g_strdelimit(text, "_ ", '-');
    if (is_language(text))
        vt_diagnostic_note(diagnostic, "write %s: %s", key, text);
    else
        vt_diagnostic_note(diagnostic, "write a tag such as en, en-GB, de or pt-BR");
    return false;
}

static bool is_domain(const char *text)
{
    size_t label = 0;
    size_t dots = 0;
    for (; *text != '\0'; text++) {
        bool dot = *text == '.';
        if (dot ? label == 0 || text[-1] == '-' : !(g_ascii_isalnum(*text) || (*text == '-' && label > 0)))
            return false;
        dots += dot;
        label = dot ? 0 : label + 1;
    }
    return dots > 0 && label > 0 && text[-1] != '-';
}

bool vt_check_domain(VtDiagnostics *sink, const char *key, const VtNode *node)
{
    g_autofree char *text = g_strstrip(g_strdup(node->text));
    if (is_domain(text))
        return true;
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_VALUE_DOMAIN, node->span,
                                           "\"%s\" is not the name of a host: \"%s\"", key, node->text);
    const char *host = strstr(text, "://");
    g_autofree char *bare = host == NULL ? NULL : g_strndup(host + 3, strcspn(host + 3, "/:?#"));
    if (bare != NULL && is_domain(bare))
        vt_diagnostic_note(diagnostic, "write %s: %s", key, bare);
    else
        vt_diagnostic_note(diagnostic,
                           "write the name alone, without https:// and without a path: robin.example");
    return false;
}
