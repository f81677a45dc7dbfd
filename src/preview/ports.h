/* Ports and the connections that come in by them, with limits on their number and on the time they take. */
#pragma once

#include <gio/gio.h>
#include <libsoup/soup.h>
#include <stdbool.h>

typedef struct VtPorts VtPorts;

/* `server` listens and answers. */
VtPorts *vt_ports_new(SoupServer *server);
/* Ends all connections. */
void vt_ports_free(VtPorts *ports);

/* Opens a port on this machine's own addresses, and on `host` (NULL: nowhere else); requests that come in by
 * it belong to `owner`. 0 takes any free port. Returns the port, or 0 with the error. */
guint vt_ports_open(VtPorts *ports, const char *host, guint port, gpointer owner, GError **error);

/* By which port did a request come? NULL: not by one of these. */
gpointer vt_ports_owner(const VtPorts *ports, SoupServerMessage *message);
/* The answer may take as long as it likes: a stream of events. */
void vt_ports_keep_open(VtPorts *ports, SoupServerMessage *message);
/* Ends a connection whose reader does not read. */
void vt_ports_drop(VtPorts *ports, SoupServerMessage *message);

/* Who listens on that port, "node (process 1234)"; NULL when it cannot be told. g_free it. */
char *vt_port_user(guint port);

/* An address by which other machines reach this one, when it listens on `host`: that itself, unless it stands
 * for all. g_free it. */
char *vt_outside_address(const char *host);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtPorts, vt_ports_free)
