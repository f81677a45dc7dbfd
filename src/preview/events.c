/* The stream of events to browsers: text/event-stream, as the HTML standard defines it. */
#include "preview_private.h"

enum { MOST_UNWRITTEN = 20 };

static void send(VtListener *listener, const char *text)
{
    VtPreview *preview = listener->slot->preview;
    if (++listener->unwritten > MOST_UNWRITTEN) {
        vt_ports_drop(preview->ports, listener->message);
        return;
    }
    SoupMessageBody *body = soup_server_message_get_response_body(listener->message);
    soup_message_body_append(body, SOUP_MEMORY_COPY, text, strlen(text));
    soup_server_message_unpause(listener->message);
}

static void on_wrote_chunk(SoupServerMessage *message, gpointer data)
{
    (void)message;
    VtListener *listener = data;
    if (listener->unwritten > 0)
        listener->unwritten--;
}

static void on_finished(SoupServerMessage *message, gpointer data)
{
    (void)message;
    VtListener *listener = data;
    g_ptr_array_remove_fast(listener->slot->listeners, listener);
}

void vt_listener_free(gpointer data)
{
    VtListener *listener = data;
    g_signal_handlers_disconnect_by_data(listener->message, listener);
    g_object_unref(listener->message);
    g_free(listener);
}

static char *state_event(const VtPreview *preview)
{
    g_auto(VtBuffer) text = {0};
    g_autofree char *build = vt_build_name(preview);
    vt_buffer_append_string(&text, "event: state\ndata: {\"build\":");
    vt_buffer_append_json(&text, build, strlen(build));
    vt_buffer_append_string(&text, ",\"problems\":");
    vt_buffer_append_json(&text, preview->problems.data, preview->problems.length);
    vt_buffer_append_string(&text, "}\n\n");
    return vt_buffer_steal(&text, NULL);
}

void vt_events_open(VtSlot *slot, SoupServerMessage *message)
{
    VtListener *listener = g_new0(VtListener, 1);
    listener->slot = slot;
    listener->message = g_object_ref(message);
    SoupMessageHeaders *headers = soup_server_message_get_response_headers(message);
    soup_message_headers_set_encoding(headers, SOUP_ENCODING_CHUNKED);
    soup_message_headers_set_content_type(headers, "text/event-stream", NULL);
    soup_message_body_set_accumulate(soup_server_message_get_response_body(message), FALSE);
    soup_server_message_set_status(message, SOUP_STATUS_OK, NULL);
    if (strcmp(soup_server_message_get_method(message), "HEAD") == 0) {
        soup_message_body_complete(soup_server_message_get_response_body(message));
        vt_listener_free(listener);
        return;
    }
    g_signal_connect(message, "wrote-chunk", G_CALLBACK(on_wrote_chunk), listener);
    g_signal_connect(message, "finished", G_CALLBACK(on_finished), listener);
    g_ptr_array_add(slot->listeners, listener);
    vt_ports_keep_open(slot->preview->ports, message);
    g_autofree char *state = state_event(slot->preview);
    g_autofree char *first = g_strconcat("retry: 500\n", state, NULL);
    send(listener, first);
}

static void send_to_slot(const VtSlot *slot, const char *text)
{
    for (guint i = 0; i < slot->listeners->len; i++)
        send(slot->listeners->pdata[i], text);
}

void vt_events_tell_state(VtPreview *preview)
{
    g_autofree char *state = state_event(preview);
    for (guint i = 0; i < preview->slots->len; i++)
        send_to_slot(preview->slots->pdata[i], state);
}

/* A lost connection is only noticed when something is sent. */
void vt_events_beat(VtPreview *preview)
{
    for (guint i = 0; i < preview->slots->len; i++)
        send_to_slot(preview->slots->pdata[i], ":\n\n");
}

static void append_images(const VtSlot *slot, const GPtrArray *images, VtBuffer *out)
{
    const VtEdition *edition = slot->site != NULL ? slot->site->edition : NULL;
    const char *separator = "";
    for (size_t i = 0; edition != NULL && images != NULL && i < edition->asset_count; i++) {
        const VtAsset *asset = &edition->assets[i];
        if (!g_ptr_array_find_with_equal_func((GPtrArray *)images, asset->real_path, g_str_equal, NULL))
            continue;
        vt_buffer_append_string(out, separator);
        vt_buffer_append_json(out, asset->address, strlen(asset->address));
        separator = ",";
    }
}

static const char *address_of(const VtSlot *slot, const char *path)
{
    const VtEdition *edition = slot->site != NULL ? slot->site->edition : NULL;
    for (size_t i = 0; edition != NULL && path != NULL && i < edition->entries.count; i++)
        if (strcmp(edition->entries.items[i]->path, path) == 0)
            return edition->entries.items[i]->address;
    return NULL;
}

void vt_events_tell_change(VtPreview *preview, const GPtrArray *images, const char *navigate)
{
    g_autofree char *build = vt_build_name(preview);
    for (guint i = 0; i < preview->slots->len; i++) {
        const VtSlot *slot = preview->slots->pdata[i];
        g_auto(VtBuffer) text = {0};
        const char *address = address_of(slot, navigate);
        vt_buffer_append_string(&text, "event: change\ndata: {\"build\":");
        vt_buffer_append_json(&text, build, strlen(build));
        vt_buffer_append_string(&text, ",\"images\":[");
        append_images(slot, images, &text);
        vt_buffer_append_char(&text, ']');
        if (address != NULL) {
            vt_buffer_append_string(&text, ",\"navigate\":");
            vt_buffer_append_json(&text, address, strlen(address));
        }
        vt_buffer_append_string(&text, "}\n\n");
        send_to_slot(slot, vt_buffer_string(&text));
    }
}
