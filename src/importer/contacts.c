/* Mail addresses, web addresses, accounts and telephone numbers. */
#include "recognisers.h"

static const struct {
    const char *host;
    const char *network;
} networks[] = {
    {"github.com/", "GitHub"},
    {"linkedin.com/", "LinkedIn"},
    {"gitlab.com/", "GitLab"},
    {"twitter.com/", "Twitter"},
    {"x.com/", "X"},
    {"stackoverflow.com/", "Stack Overflow"},
    {"medium.com/", "Medium"},
    {"bsky.app/", "Bluesky"},
    {"mastodon.social/", "Mastodon"},
    {"xing.com/", "Xing"},
    {"youtube.com/", "YouTube"},
    {"kaggle.com/", "Kaggle"},
    {"orcid.org/", "ORCID"},
    {"facebook.com/", "Facebook"},
    {"instagram.com/", "Instagram"},
    {"scholar.google.", "Google Scholar"},
    {"fosstodon.org/", "Mastodon"},
    {"dev.to/", "DEV"},
};

static bool is_address_end(char c)
{
    return g_ascii_isspace(c) || strchr("<>()[]|,;\"'`*\\", c) != NULL;
}

static bool is_local_part(char c)
{
    return g_ascii_isalnum(c) || strchr(".+-_%", c) != NULL;
}

static bool read_email(VtSlice line, size_t at, VtContact *contact)
{
    size_t start = at;
    size_t end = at + 1;
    size_t dots = 0;
    while (start > 0 && line.data[start - 1] != '\0' && is_local_part(line.data[start - 1]))
        start--;
    while (end < line.length && (g_ascii_isalnum(line.data[end]) || strchr(".-", line.data[end]) != NULL) &&
           line.data[end] != '\0')
        dots += line.data[end++] == '.';
    while (end > at && strchr(".-", line.data[end - 1]) != NULL)
        dots -= line.data[--end] == '.';
    if (start == at || dots == 0 || line.data[at + 1] == '.')
        return false;
    *contact = (VtContact){VT_CONTACT_EMAIL, {(uint32_t)start, (uint32_t)end}, NULL};
    return true;
}

static const char *network_of(VtSlice address)
{
    g_autofree char *text = g_ascii_strdown(address.data, (gssize)address.length);
    for (size_t i = 0; i < G_N_ELEMENTS(networks); i++) {
        const char *found = strstr(text, networks[i].host);
        if (found && (found == text || found[-1] == '/' || found[-1] == '.'))
            return networks[i].network;
    }
    return NULL;
}

static bool begins(VtSlice line, size_t at, const char *word)
{
    size_t length = strlen(word);
    return line.length - at >= length && g_ascii_strncasecmp(line.data + at, word, length) == 0;
}

/* With a scheme, with www., or a known host. */
static bool read_web(VtSlice line, size_t at, VtContact *contact)
{
    bool full = begins(line, at, "https://") || begins(line, at, "http://");
    bool known = full || begins(line, at, "www.");
    for (size_t i = 0; !known && i < G_N_ELEMENTS(networks); i++)
        known = begins(line, at, networks[i].host);
    if (!known || (at > 0 && (g_ascii_isalnum(line.data[at - 1]) || line.data[at - 1] == '.')))
        return false;
    size_t end = at;
    while (end < line.length && !is_address_end(line.data[end]))
        end++;
    while (end > at && strchr(".:", line.data[end - 1]) != NULL)
        end--;
    *contact = (VtContact){VT_CONTACT_WEB, {(uint32_t)at, (uint32_t)end}, NULL};
    VtSlice address = vt_range_slice(line.data, contact->range);
    contact->network = network_of(address);
    if (contact->network)
        contact->kind = VT_CONTACT_ACCOUNT;
    return full ? vt_is_web_address(address) : end > at + 4 && g_ascii_isalnum(line.data[at + 4]);
}

/* At least seven digits with blanks, brackets, dots, hyphens between; no date range, no ORCID. */
static bool read_phone(VtSlice line, size_t at, VtContact *contact)
{
    size_t digits = 0;
    size_t end = at;
    size_t last = at;
    if (at > 0 && (g_ascii_isalnum(line.data[at - 1]) || strchr("/-._=#", line.data[at - 1]) != NULL))
        return false;
    while (end < line.length && (g_ascii_isdigit(line.data[end]) ||
                                 (line.data[end] != '\0' && strchr(" +().-/", line.data[end]) != NULL))) {
        digits += g_ascii_isdigit(line.data[end]);
        if (g_ascii_isdigit(line.data[end++]))
            last = end;
    }
    VtSlice text = {line.data + at, last - at};
    VtDateRange dates;
    bool orcid = text.length == 19 && text.data[4] == '-' && text.data[9] == '-' && text.data[14] == '-';
    bool letter = last < line.length && g_ascii_isalpha(line.data[last]);
    if (digits < 7 || digits > 15 || orcid || letter || (text.data[0] != '+' && vt_date_range(text, &dates)))
        return false;
    *contact = (VtContact){VT_CONTACT_PHONE, {(uint32_t)at, (uint32_t)last}, NULL};
    return true;
}

void vt_contact_line(VtSlice line, GArray *contacts)
{
    for (size_t at = 0; at < line.length; at++) {
        VtContact contact;
        char c = line.data[at];
        bool found = c == '@' ? read_email(line, at, &contact)
                     : g_ascii_isdigit(c) || c == '+' || c == '('
                         ? read_phone(line, at, &contact)
                         : g_ascii_isalpha(c) && read_web(line, at, &contact);
        if (!found)
            continue;
        g_array_append_val(contacts, contact);
        at = MAX((size_t)contact.range.end, at + 1) - 1;
    }
}

bool vt_is_contact_line(VtSlice line)
{
    enum { FEW_WORDS = 4, LONGEST = 1000 };
    if (line.length > LONGEST)
        return false;
    g_autoptr(GArray) contacts = g_array_new(FALSE, FALSE, sizeof(VtContact));
    vt_contact_line(line, contacts);
    g_autofree char *plain = vt_plain_text(line);
    size_t words = 0;
    g_auto(GStrv) pieces = g_strsplit_set(plain, " \n\t|,", -1);
    for (char **piece = pieces; *piece; piece++)
        words += **piece != '\0';
    return contacts->len > 0 && words <= FEW_WORDS * ((size_t)contacts->len + 1);
}
