/* The answer to a request that was let through. */
#include "preview_private.h"

#include "request_path.h"

static void set_header(SoupServerMessage *message, const char *name, const char *value)
{
    soup_message_headers_replace(soup_server_message_get_response_headers(message), name, value);
}

static const char *header(SoupServerMessage *message, const char *name)
{
    return soup_message_headers_get_one(soup_server_message_get_request_headers(message), name);
}

void vt_answer_text(SoupServerMessage *message, guint status, const char *type, const char *text)
{
    soup_server_message_set_status(message, status, NULL);
    soup_server_message_set_response(message, type, SOUP_MEMORY_COPY, text, strlen(text));
}

/* ---- Ranges and conditions ----------------------------------------------------------------------------- */

static bool lists_tag(const char *list, const char *tag)
{
    g_auto(GStrv) parts = g_strsplit(list, ",", -1);
    for (char **part = parts; *part != NULL; part++) {
        const char *one = g_strstrip(*part);
        if (strcmp(one, "*") == 0 || strcmp(g_str_has_prefix(one, "W/") ? one + 2 : one, tag) == 0)
            return true;
    }
    return false;
}

static bool parse_number(const char **at, guint64 *number)
{
    char *end;
    if (!g_ascii_isdigit(**at))
        return false;
    *number = g_ascii_strtoull(*at, &end, 10);
    *at = end;
    return true;
}

typedef enum Range { RANGE_NONE, RANGE_GOOD, RANGE_BEYOND } Range;

/* One range of bytes, RFC 9110 section 14. Several, or what is no range, count as none: then all is sent. */
static Range parse_range(const char *text, guint64 size, guint64 *first, guint64 *last)
{
    if (text == NULL || !g_str_has_prefix(text, "bytes="))
        return RANGE_NONE;
    const char *at = text + strlen("bytes=");
    bool has_first = parse_number(&at, first);
    if (*at++ != '-')
        return RANGE_NONE;
    bool has_last = parse_number(&at, last);
    if (*at != '\0' || !(has_first || has_last) || (has_first && has_last && *last < *first))
        return RANGE_NONE;
    if (size == 0 || (has_first && *first >= size) || (!has_first && *last == 0))
        return RANGE_BEYOND;
    if (!has_first)
        *first = *last < size ? size - *last : 0;
    if (!has_first || !has_last || *last >= size)
        *last = size - 1;
    return RANGE_GOOD;
}

static bool range_is_meant(SoupServerMessage *message, const char *tag)
{
    const char *condition = header(message, "If-Range");
    return condition == NULL || strcmp(condition, tag) == 0;
}

/* The server would cut ranges itself, several and overlapping ones too. */
static char *take_range(SoupServerMessage *message)
{
    SoupMessageHeaders *headers = soup_server_message_get_request_headers(message);
    char *range = g_strdup(soup_message_headers_get_list(headers, "Range"));
    soup_message_headers_remove(headers, "Range");
    return range;
}

static void send_part(SoupServerMessage *message, const char *type, VtBuffer *bytes, const char *range)
{
    guint64 first = 0, last = 0;
    g_autofree char *part = NULL;
    switch (parse_range(range, bytes->length, &first, &last)) {
    case RANGE_NONE:
        break;
    case RANGE_BEYOND:
        part = g_strdup_printf("bytes */%zu", bytes->length);
        set_header(message, "Content-Range", part);
        vt_answer_text(message, SOUP_STATUS_REQUESTED_RANGE_NOT_SATISFIABLE, "text/plain; charset=utf-8", "");
        return;
    case RANGE_GOOD:
        part = g_strdup_printf("bytes %" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT "/%zu", first, last,
                               bytes->length);
        set_header(message, "Content-Range", part);
        soup_server_message_set_status(message, SOUP_STATUS_PARTIAL_CONTENT, NULL);
        soup_server_message_set_response(message, type, SOUP_MEMORY_COPY, bytes->data + first,
                                         (gsize)(last - first + 1));
        return;
    }
    gsize length;
    char *data = vt_buffer_steal(bytes, &length);
    soup_server_message_set_response(message, type, SOUP_MEMORY_TAKE, data, length);
}

/* ---- Bytes --------------------------------------------------------------------------------------------- */

static char *tag_of(const VtBuffer *bytes)
{
    g_autofree char *sum = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes->data,
                                                       bytes->length);
    sum[32] = '\0';
    return g_strdup_printf("\"%s\"", sum);
}

/* Does a browser load it to show it, rather than a program to have its bytes? */
static bool is_for_show(SoupServerMessage *message, const char *type)
{
    const char *destination = header(message, "Sec-Fetch-Dest");
    const char *accepted = header(message, "Accept");
    if (!g_str_has_prefix(type, "text/html"))
        return false;
    if (destination != NULL)
        return strcmp(destination, "document") == 0;
    return accepted != NULL && strstr(accepted, "text/html") != NULL;
}

static size_t end_of_body(const VtBuffer *page)
{
    static const char end[] = "</body>";
    for (size_t at = page->length; at >= sizeof end - 1; at--)
        if (g_ascii_strncasecmp(page->data + at - (sizeof end - 1), end, sizeof end - 1) == 0)
            return at - (sizeof end - 1);
    return page->length;
}

static void add_script(const VtPreview *preview, const char *tag, VtBuffer *page)
{
    g_auto(VtBuffer) whole = {0};
    g_autofree char *build = vt_build_name(preview);
    size_t end = end_of_body(page);
    vt_buffer_append(&whole, page->data, end);
    vt_buffer_append_format(&whole, "<script src=\"%s/bar.js\" data-build=\"%s\" data-page=\"", preview->root,
                            build);
    vt_buffer_append_html(&whole, tag, strlen(tag));
    vt_buffer_append_string(&whole, "\"></script>");
    vt_buffer_append(&whole, page->data + end, page->length - end);
    vt_buffer_finish(page);
    *page = whole;
    whole = (VtBuffer){0};
}

/* Takes what is in `bytes`. */
static void send_bytes(const VtPreview *preview, SoupServerMessage *message, guint status, const char *type,
                       VtBuffer *bytes)
{
    g_autofree char *range = take_range(message);
    g_autofree char *tag = tag_of(bytes);
    if (is_for_show(message, type)) {
        add_script(preview, tag, bytes);
        g_clear_pointer(&range, g_free);
        g_free(tag);
        tag = tag_of(bytes);
    }
    set_header(message, "ETag", tag);
    set_header(message, "Accept-Ranges", "bytes");
    const char *known = soup_message_headers_get_list(soup_server_message_get_request_headers(message),
                                                      "If-None-Match");
    soup_server_message_set_status(message, status, NULL);
    if (status == SOUP_STATUS_OK && known != NULL && lists_tag(known, tag))
        soup_server_message_set_status(message, SOUP_STATUS_NOT_MODIFIED, NULL);
    else
        send_part(message, type, bytes,
                  status == SOUP_STATUS_OK && range_is_meant(message, tag) ? range : NULL);
}

/* ---- Pages of the preview's own ------------------------------------------------------------------------ */

static void send_notice(const VtSlot *slot, SoupServerMessage *message, guint status, const char *title,
                        const char *html)
{
    g_auto(VtBuffer) page = {0};
    vt_buffer_append_format(
        &page,
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width\">\n<title>%s</title>\n"
        "<body style=\"font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:4rem auto;"
        "padding:0 1rem\">\n<h1>%s</h1>\n<p>%s</p>\n</body>\n</html>\n",
        title, title, html);
    send_bytes(slot->preview, message, status, "text/html; charset=utf-8", &page);
}

static void send_no_site(const VtSlot *slot, SoupServerMessage *message)
{
    send_notice(slot, message, SOUP_STATUS_SERVICE_UNAVAILABLE, "No site yet",
                "There is nothing to show until the errors are mended. This page then changes by itself.");
}

static void send_outside(const VtSlot *slot, SoupServerMessage *message, const char *base_path)
{
    g_auto(VtBuffer) text = {0};
    vt_buffer_append_string(&text, "This site stands at <a href=\"");
    vt_buffer_append_html(&text, base_path, strlen(base_path));
    vt_buffer_append_string(&text, "\">");
    vt_buffer_append_html(&text, base_path, strlen(base_path));
    vt_buffer_append_string(&text, "</a>. What lies outside belongs to another site, once it is published.");
    send_notice(slot, message, SOUP_STATUS_NOT_FOUND, "Outside of this site", vt_buffer_string(&text));
}

/* ---- Files of the site --------------------------------------------------------------------------------- */

static void send_failure(VtDiagnostics *sink, SoupServerMessage *message)
{
    g_auto(VtBuffer) text = {0};
    vt_diagnostics_write(sink, VT_FORMAT_TEXT, false, &text);
    vt_answer_text(message, SOUP_STATUS_INTERNAL_SERVER_ERROR, "text/plain; charset=utf-8",
                   vt_buffer_string(&text));
}

static void send_file(const VtSlot *slot, SoupServerMessage *message, guint status, const VtFile *file)
{
    VtPreview *preview = slot->preview;
    g_auto(VtBuffer) bytes = {0};
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    vt_arena_reset(preview->scratch);
    if (vt_publication_produce(slot->site->publication, file, preview->scratch, &bytes, sink))
        send_bytes(preview, message, status, file->type, &bytes);
    else
        send_failure(sink, message);
}

static void send_missing(const VtSlot *slot, SoupServerMessage *message)
{
    const VtFile *page = vt_publication_find(slot->site->publication, "404.html");
    if (page != NULL)
        send_file(slot, message, SOUP_STATUS_NOT_FOUND, page);
    else
        vt_answer_text(message, SOUP_STATUS_NOT_FOUND, "text/plain; charset=utf-8",
                       "There is nothing here.\n");
}

static void send_to_slash(SoupServerMessage *message, GUri *uri)
{
    const char *query = g_uri_get_query(uri);
    g_autofree char *location = g_strconcat(g_uri_get_path(uri), "/", query != NULL ? "?" : "",
                                            query != NULL ? query : "", NULL);
    set_header(message, "Location", location);
    vt_answer_text(message, SOUP_STATUS_MOVED_PERMANENTLY, "text/plain; charset=utf-8", "");
}

void vt_answer_site(VtSlot *slot, SoupServerMessage *message)
{
    GUri *uri = soup_server_message_get_uri(message);
    g_autofree char *decoded = vt_path_decode(g_uri_get_path(uri));
    if (decoded == NULL) {
        vt_answer_text(message, SOUP_STATUS_BAD_REQUEST, "text/plain; charset=utf-8",
                       "This is no path of a site.\n");
        return;
    }
    if (slot->site == NULL) {
        send_no_site(slot, message);
        return;
    }
    const char *base_path = slot->site->edition->base_path;
    VtTarget target = vt_target_find(slot->site->publication, base_path, g_uri_get_path(uri));
    switch (target.kind) {
    case VT_TARGET_FILE:
        send_file(slot, message, SOUP_STATUS_OK, target.file);
        break;
    case VT_TARGET_SLASH:
        send_to_slash(message, uri);
        break;
    case VT_TARGET_OUTSIDE:
        send_outside(slot, message, base_path);
        break;
    case VT_TARGET_MISSING:
    case VT_TARGET_MALFORMED:
        send_missing(slot, message);
        break;
    }
}

/* ---- The preview's own files --------------------------------------------------------------------------- */

void vt_answer_own_file(const VtPreview *preview, SoupServerMessage *message, const char *name)
{
    g_autofree char *path = g_strconcat("/vitrine/preview/", name, NULL);
    bool known = strcmp(name, "bar.js") == 0 || strcmp(name, "worker.js") == 0;
    g_autoptr(GBytes)
        bytes = known ? g_resource_lookup_data(preview->own_files, path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL)
                      : NULL;
    gsize length = 0;
    const char *data = bytes != NULL ? g_bytes_get_data(bytes, &length) : NULL;
    if (data == NULL) {
        vt_answer_text(message, SOUP_STATUS_NOT_FOUND, "text/plain; charset=utf-8",
                       "There is nothing here.\n");
        return;
    }
    soup_server_message_set_status(message, SOUP_STATUS_OK, NULL);
    soup_server_message_set_response(message, "text/javascript; charset=utf-8", SOUP_MEMORY_COPY, data,
                                     length);
}
