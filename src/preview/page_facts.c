#include "preview_private.h"

#include "request_path.h"

char *vt_build_name(const VtPreview *preview)
{
    return g_strdup_printf("%.8s.%" G_GUINT64_FORMAT, preview->root + strlen("/-"), preview->shown);
}

static char *origin_at(const VtSlot *slot, const char *host_name)
{
    return g_strdup_printf("http://%s:%u", host_name, slot->port);
}

char *vt_slot_address(const VtSlot *slot, const char *host_name)
{
    g_autofree char *origin = origin_at(slot, host_name);
    return g_strconcat(origin, slot->site != NULL ? slot->site->edition->base_path : "/", NULL);
}

static const char *entry_address(const VtEdition *edition, const char *source)
{
    if (source == NULL)
        return NULL;
    for (size_t i = 0; i < edition->entries.count; i++)
        if (strcmp(edition->entries.items[i]->path, source) == 0)
            return edition->entries.items[i]->address;
    return NULL;
}

/* The page that is made of the same file; where a page is made of many, the one at the same place. NULL: the
 * other audience has none. */
static char *same_page(const VtSlot *slot, const VtSlot *other, const VtFile *file, const char *path)
{
    if (other->site == NULL || slot->site == NULL || file == NULL)
        return NULL;
    const VtEdition *edition = other->site->edition;
    const char *address = entry_address(edition, file->origin);
    if (address != NULL)
        return g_strdup(address);
    if (entry_address(slot->site->edition, file->origin) != NULL ||
        vt_publication_find(other->site->publication, file->path) == NULL)
        return NULL;
    return g_strconcat(edition->base_path, path + strlen(slot->site->edition->base_path), NULL);
}

static void write_other(const VtSlot *slot, const VtSlot *other, const VtFile *file, const char *path,
                        const char *host_name, VtBuffer *out)
{
    g_autofree char *page = same_page(slot, other, file, path);
    g_autofree char *origin = origin_at(other, host_name);
    g_autofree char *home = vt_slot_address(other, host_name);
    vt_buffer_append_string(out, "{\"name\":");
    vt_buffer_append_json(out, other->name, strlen(other->name));
    vt_buffer_append_string(out, ",\"home\":");
    vt_buffer_append_json(out, home, strlen(home));
    vt_buffer_append_string(out, ",\"page\":");
    if (page != NULL) {
        g_autofree char *whole = g_strconcat(origin, page, NULL);
        vt_buffer_append_json(out, whole, strlen(whole));
    } else {
        vt_buffer_append_string(out, "null");
    }
    vt_buffer_append_char(out, '}');
}

static void write_others(const VtSlot *slot, const VtFile *file, const char *path, const char *host_name,
                         VtBuffer *out)
{
    const char *separator = "";
    for (guint i = 0; i < slot->preview->slots->len; i++) {
        const VtSlot *other = slot->preview->slots->pdata[i];
        if (other == slot || other->name == NULL || other->port == 0)
            continue;
        vt_buffer_append_string(out, separator);
        write_other(slot, other, file, path, host_name, out);
        separator = ",";
    }
}

void vt_write_page_facts(const VtSlot *slot, const char *path, const char *host_name, VtBuffer *out)
{
    VtTarget target = {VT_TARGET_MISSING, NULL};
    const char *name = slot->name != NULL ? slot->name : "";
    if (slot->site != NULL)
        target = vt_target_find(slot->site->publication, slot->site->edition->base_path, path);
    vt_buffer_append_string(out, "{\"audience\":");
    vt_buffer_append_json(out, name, strlen(name));
    vt_buffer_append_format(
        out, ",\"everything\":%s,\"file\":", slot->site != NULL && slot->site->everything ? "true" : "false");
    if (target.file != NULL && target.file->origin != NULL)
        vt_buffer_append_json(out, target.file->origin, strlen(target.file->origin));
    else
        vt_buffer_append_string(out, "null");
    vt_buffer_append_string(out, ",\"others\":[");
    write_others(slot, target.file, path, host_name, out);
    vt_buffer_append_string(out, "]}");
}
