/* Which requests are let through, and to what. */
#include "preview_private.h"

/* ---- The gate ------------------------------------------------------------------------------------------ */

static bool is_number_of_port(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    return digits >= 1 && digits <= 5 && text[digits] == '\0';
}

/* The name in a Host header, without its port; NULL where it has no such form. Any port will do: a tunnel has
 * its own. */
static char *host_name(const char *host)
{
    const char *end = *host == '[' ? strchr(host, ']') : NULL;
    if (*host == '[' && end == NULL)
        return NULL;
    size_t length = end != NULL ? (size_t)(end + 1 - host) : strcspn(host, ":");
    if (length == 0 ||
        (host[length] != '\0' && (host[length] != ':' || !is_number_of_port(host + length + 1))))
        return NULL;
    return g_ascii_strdown(host, (gssize)length);
}

/* A number cannot be made to lead elsewhere, as a name can. */
static bool is_number_of_host(const char *name)
{
    size_t length = strlen(name);
    g_autofree char *bare = *name == '[' ? g_strndup(name + 1, length - 2) : g_strdup(name);
    return g_hostname_is_ip_address(bare);
}

static bool is_name_of_machine(const char *name)
{
    g_autofree char *own = g_ascii_strdown(g_get_host_name(), -1);
    g_autofree char *local = g_strconcat(own, ".local", NULL);
    return strcmp(name, own) == 0 || strcmp(name, local) == 0;
}

bool vt_host_is_own(const VtPreview *preview, const char *host)
{
    g_autofree char *name = host != NULL ? host_name(host) : NULL;
    if (name == NULL)
        return false;
    if (strcmp(name, "localhost") == 0 || strcmp(name, "127.0.0.1") == 0 || strcmp(name, "[::1]") == 0)
        return true;
    return preview->options.host != NULL && (is_number_of_host(name) || is_name_of_machine(name));
}

/* An absolute address in the request line names a host too. */
static bool names_own_host(const VtPreview *preview, SoupServerMessage *message)
{
    SoupMessageHeaders *headers = soup_server_message_get_request_headers(message);
    const char *asked = g_uri_get_host(soup_server_message_get_uri(message));
    if (!vt_host_is_own(preview, soup_message_headers_get_list(headers, "Host")) || asked == NULL)
        return false;
    g_autofree char *bracketed = strchr(asked, ':') != NULL ? g_strdup_printf("[%s]", asked)
                                                            : g_strdup(asked);
    return vt_host_is_own(preview, bracketed);
}

static void refuse(SoupServerMessage *message, guint status, const char *text)
{
    vt_answer_text(message, status, "text/plain; charset=utf-8", text);
}

static void set_safe_headers(SoupServerMessage *message)
{
    static const char *const headers[][2] = {{"Cache-Control", "no-store"},
                                             {"X-Content-Type-Options", "nosniff"},
                                             {"Cross-Origin-Resource-Policy", "same-origin"},
                                             {"Content-Security-Policy", "frame-ancestors 'self'"},
                                             {"Referrer-Policy", "same-origin"}};
    for (size_t i = 0; i < G_N_ELEMENTS(headers); i++)
        soup_message_headers_replace(soup_server_message_get_response_headers(message), headers[i][0],
                                     headers[i][1]);
}

/* Before a body is read: what is answered here is answered without it. */
static void on_headers(SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
                       gpointer data)
{
    (void)server, (void)path, (void)query;
    const VtPreview *preview = data;
    const char *method = soup_server_message_get_method(message);
    set_safe_headers(message);
    if (!names_own_host(preview, message)) {
        refuse(message, SOUP_STATUS_MISDIRECTED_REQUEST, "This preview has another name.\n");
        soup_server_message_set_status(message, SOUP_STATUS_MISDIRECTED_REQUEST, "Misdirected Request");
    } else if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0) {
        soup_message_headers_replace(soup_server_message_get_response_headers(message), "Allow", "GET, HEAD");
        refuse(message, SOUP_STATUS_METHOD_NOT_ALLOWED, "A preview can only be read.\n");
    } else if (g_uri_get_fragment(soup_server_message_get_uri(message)) != NULL) {
        refuse(message, SOUP_STATUS_BAD_REQUEST, "A request has no fragment.\n");
    }
}

/* ---- The token ----------------------------------------------------------------------------------------- */

#define TOKEN_NAME "vitrine-token"

/* Takes as long whatever is given. */
static bool is_token(const VtPreview *preview, const char *given, size_t length)
{
    unsigned difference = strlen(preview->token) != length;
    for (size_t i = 0; i < length && preview->token[i] != '\0'; i++)
        difference |= (unsigned char)(given[i] ^ preview->token[i]);
    return difference == 0;
}

static bool cookie_holds_token(const VtPreview *preview, SoupServerMessage *message)
{
    const char *all = soup_message_headers_get_list(soup_server_message_get_request_headers(message),
                                                    "Cookie");
    g_auto(GStrv) cookies = g_strsplit(all != NULL ? all : "", ";", -1);
    for (char **cookie = cookies; *cookie != NULL; cookie++) {
        const char *text = g_strstrip(*cookie);
        if (g_str_has_prefix(text, TOKEN_NAME "=") &&
            is_token(preview, text + strlen(TOKEN_NAME "="), strlen(text) - strlen(TOKEN_NAME "=")))
            return true;
    }
    return false;
}

/* The address with the token is asked for once; then a cookie has it, and the address is clean again. */
static bool take_token(const VtPreview *preview, SoupServerMessage *message, GHashTable *query)
{
    const char *given = query != NULL ? g_hash_table_lookup(query, TOKEN_NAME) : NULL;
    if (given == NULL || !is_token(preview, given, strlen(given)))
        return false;
    SoupMessageHeaders *headers = soup_server_message_get_response_headers(message);
    g_autofree char *cookie = g_strdup_printf(TOKEN_NAME "=%s; Path=/; HttpOnly; SameSite=Lax",
                                              preview->token);
    const char *path = g_uri_get_path(soup_server_message_get_uri(message));
    size_t slashes = strspn(path, "/\\");
    g_autofree char *location = g_strconcat("/", path + slashes, NULL);
    soup_message_headers_append(headers, "Set-Cookie", cookie);
    soup_message_headers_replace(headers, "Location", location);
    refuse(message, SOUP_STATUS_FOUND, "");
    return true;
}

static bool may_read(const VtPreview *preview, SoupServerMessage *message, GHashTable *query)
{
    if (preview->token == NULL || cookie_holds_token(preview, message))
        return true;
    if (!take_token(preview, message, query))
        refuse(message, SOUP_STATUS_FORBIDDEN,
               "Open the address that the preview printed: it holds a token.\n");
    return false;
}

/* ---- Where to ------------------------------------------------------------------------------------------ */

/* Only this site's own pages may listen: what another origin sends says where it comes from. */
static bool is_of_own_origin(SoupServerMessage *message)
{
    SoupMessageHeaders *headers = soup_server_message_get_request_headers(message);
    const char *origin = soup_message_headers_get_list(headers, "Origin");
    const char *site = soup_message_headers_get_list(headers, "Sec-Fetch-Site");
    g_autofree char *own = g_strconcat("http://", soup_message_headers_get_list(headers, "Host"), NULL);
    return (origin == NULL || strcmp(origin, own) == 0) && (site == NULL || strcmp(site, "same-origin") == 0);
}

static char *asked_host_name(SoupServerMessage *message)
{
    return host_name(soup_message_headers_get_list(soup_server_message_get_request_headers(message), "Host"));
}

static void answer_own(VtSlot *slot, SoupServerMessage *message, const char *name, GHashTable *query)
{
    const char *page = query != NULL ? g_hash_table_lookup(query, "path") : NULL;
    if (!is_of_own_origin(message)) {
        refuse(message, SOUP_STATUS_FORBIDDEN, "This is for pages of the preview.\n");
    } else if (strcmp(name, "events") == 0) {
        vt_events_open(slot, message);
    } else if (strcmp(name, "page") == 0 && page != NULL) {
        g_auto(VtBuffer) facts = {0};
        g_autofree char *host = asked_host_name(message);
        vt_write_page_facts(slot, page, host, &facts);
        vt_answer_text(message, SOUP_STATUS_OK, "application/json", vt_buffer_string(&facts));
    } else {
        vt_answer_own_file(slot->preview, message, name);
    }
}

static bool must_wait(const VtPreview *preview)
{
    return preview->building || preview->rebuild || vt_watcher_is_unsettled(preview->watcher);
}

static void on_request(SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
                       gpointer data)
{
    (void)server, (void)path;
    VtPreview *preview = data;
    VtSlot *slot = vt_ports_owner(preview->ports, message);
    const char *raw = g_uri_get_path(soup_server_message_get_uri(message));
    size_t length = strlen(preview->root);
    if (slot == NULL) {
        refuse(message, SOUP_STATUS_SERVICE_UNAVAILABLE, "");
        return;
    }
    if (!may_read(preview, message, query))
        return;
    if (strncmp(raw, preview->root, length) == 0 && raw[length] == '/') {
        answer_own(slot, message, raw + length + 1, query);
    } else if (must_wait(preview)) {
        soup_server_message_pause(message);
        g_queue_push_tail(&preview->waiting, g_object_ref(message));
    } else {
        vt_answer_site(slot, message);
    }
}

void vt_preview_answer_waiting(VtPreview *preview)
{
    SoupServerMessage *message;
    while ((message = g_queue_pop_head(&preview->waiting)) != NULL) {
        VtSlot *slot = vt_ports_owner(preview->ports, message);
        if (slot != NULL) {
            vt_answer_site(slot, message);
            soup_server_message_unpause(message);
        }
        g_object_unref(message);
    }
}

void vt_preview_serve(VtPreview *preview)
{
    preview->server = soup_server_new("raw-paths", TRUE, NULL);
    preview->ports = vt_ports_new(preview->server);
    soup_server_add_early_handler(preview->server, NULL, on_headers, preview, NULL);
    soup_server_add_handler(preview->server, NULL, on_request, preview, NULL);
}
