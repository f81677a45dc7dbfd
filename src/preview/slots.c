#include "preview_private.h"

void vt_slot_free(gpointer data)
{
    VtSlot *slot = data;
    g_ptr_array_unref(slot->listeners);
    vt_served_site_unref(slot->site);
    g_free(slot->name);
    g_free(slot);
}

static VtSlot *find_slot(const VtPreview *preview, const char *name)
{
    for (guint i = 0; i < preview->slots->len; i++)
        if (g_strcmp0(((VtSlot *)preview->slots->pdata[i])->name, name) == 0)
            return preview->slots->pdata[i];
    return NULL;
}

static void tell_port_taken(const VtPreview *preview, guint port, const GError *error)
{
    g_autofree char *user = vt_port_user(port);
    g_autofree char *text = NULL;
    if (!g_error_matches(error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
        text = g_strdup_printf("vitrine: cannot listen: %s\n", error->message);
    else
        text = g_strdup_printf(
            "vitrine: port %u is in use%s%s\nChoose another with --port, or --port 0 to have one "
            "picked.\n",
            port, user != NULL ? " by " : "", user != NULL ? user : "");
    vt_preview_tell(preview, VT_PREVIEW_PROBLEMS, text);
}

static guint next_port(const VtPreview *preview)
{
    return preview->options.port == 0 ? 0 : preview->options.port + preview->slots->len;
}

/* False after telling that it cannot be reached. */
static bool add_slot(VtPreview *preview, const char *name)
{
    g_autoptr(GError) error = NULL;
    guint port = next_port(preview);
    VtSlot *slot = g_new0(VtSlot, 1);
    slot->preview = preview;
    slot->name = g_strdup(name);
    slot->listeners = g_ptr_array_new_with_free_func(vt_listener_free);
    g_ptr_array_add(preview->slots, slot);
    if (port > G_MAXUINT16)
        g_set_error(&error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "there is no port %u", port);
    else
        slot->port = vt_ports_open(preview->ports, preview->options.host, port, slot, &error);
    if (slot->port == 0)
        tell_port_taken(preview, port, error);
    return slot->port != 0;
}

/* The one that is nobody's yet is taken first. */
static bool ensure_slot(VtPreview *preview, const char *name)
{
    VtSlot *unnamed = find_slot(preview, NULL);
    if (find_slot(preview, name) != NULL)
        return true;
    if (unnamed == NULL)
        return add_slot(preview, name);
    unnamed->name = g_strdup(name);
    return true;
}

bool vt_slots_open(VtPreview *preview, const VtBuild *build)
{
    bool opened = true;
    for (guint i = 0; i < build->names->len; i++)
        opened = ensure_slot(preview, build->names->pdata[i]) && opened;
    if (preview->slots->len == 0)
        opened = add_slot(preview, NULL);
    return opened;
}

static void put_site(VtSlot *slot, VtServedSite *site)
{
    VtServedSite *old = slot->site;
    slot->site = site != NULL ? vt_served_site_ref(site) : NULL;
    vt_served_site_unref(old);
}

/* An audience that the settings no longer have. */
static bool drop_gone(VtPreview *preview, const VtBuild *build)
{
    bool dropped = false;
    for (guint i = 0; i < preview->slots->len; i++) {
        VtSlot *slot = preview->slots->pdata[i];
        if (slot->site == NULL ||
            g_ptr_array_find_with_equal_func(build->names, slot->name, g_str_equal, NULL))
            continue;
        put_site(slot, NULL);
        dropped = true;
    }
    return dropped;
}

bool vt_slots_put(VtPreview *preview, const VtBuild *build)
{
    bool changed = false;
    for (guint i = 0; i < build->names->len; i++) {
        VtSlot *slot = find_slot(preview, build->names->pdata[i]);
        if (slot == NULL || build->sites->pdata[i] == NULL)
            continue;
        put_site(slot, build->sites->pdata[i]);
        changed = true;
    }
    return (build->readable && drop_gone(preview, build)) || changed;
}
