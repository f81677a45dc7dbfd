#include "ports.h"

#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/resource.h>

/* Seconds. A request must be complete within REQUEST of the connection or of the answer before it; an answer
 * must move within ANSWER. */
enum { REQUEST = 10, ANSWER = 60, MOST_CONNECTIONS = 512, OTHER_FILES = 96, TRIES = 20, BACKLOG = 128 };

typedef struct Connection {
    GSocket *socket;
    gint64 deadline; /* monotonic, microseconds; 0: none */
    bool answering;
    bool hung_up;
} Connection;

typedef struct Port {
    guint number;
    gpointer owner;
} Port;

struct VtPorts {
    SoupServer *server;
    GPtrArray *all;          /* of Port */
    GHashTable *connections; /* socket, by identity → Connection */
    guint most;
    guint timer;
};

static gint64 in_seconds(gint64 seconds)
{
    return g_get_monotonic_time() + seconds * G_USEC_PER_SEC;
}

static void free_connection(gpointer data)
{
    Connection *connection = data;
    g_object_unref(connection->socket);
    g_free(connection);
}

/* Its reader sees the end of the stream, and the server lets go of it; one that it forgot is closed at the second
 * time. */
static void hang_up(Connection *connection)
{
    if (connection->hung_up)
        g_socket_close(connection->socket, NULL);
    else
        g_socket_shutdown(connection->socket, TRUE, TRUE, NULL);
    connection->hung_up = true;
}

static gboolean is_over(gpointer key, gpointer value, gpointer data)
{
    (void)key, (void)data;
    Connection *connection = value;
    if (connection->deadline != 0 && g_get_monotonic_time() > connection->deadline)
        hang_up(connection);
    return g_socket_is_closed(connection->socket);
}

static gboolean sweep(gpointer data)
{
    VtPorts *ports = data;
    g_hash_table_foreach_remove(ports->connections, is_over, NULL);
    if (g_hash_table_size(ports->connections) > 0)
        return G_SOURCE_CONTINUE;
    ports->timer = 0;
    return G_SOURCE_REMOVE;
}

static Connection *connection_of(const VtPorts *ports, SoupServerMessage *message)
{
    GSocket *socket = soup_server_message_get_socket(message);
    return socket != NULL ? g_hash_table_lookup(ports->connections, socket) : NULL;
}

/* ---- Requests ------------------------------------------------------------------------------------------ */

static void on_request_read(SoupServerMessage *message, gpointer data)
{
    Connection *connection = connection_of(data, message);
    if (connection == NULL)
        return;
    connection->answering = true;
    connection->deadline = in_seconds(ANSWER);
}

static void on_bytes_written(SoupServerMessage *message, guint size, gpointer data)
{
    (void)size;
    Connection *connection = connection_of(data, message);
    if (connection != NULL && connection->deadline != 0)
        connection->deadline = in_seconds(ANSWER);
}

static void on_finished(SoupServerMessage *message, gpointer data)
{
    Connection *connection = connection_of(data, message);
    if (connection == NULL)
        return;
    connection->answering = false;
    connection->deadline = in_seconds(REQUEST);
}

gpointer vt_ports_owner(const VtPorts *ports, SoupServerMessage *message)
{
    GSocketAddress *local = soup_server_message_get_local_address(message);
    guint number = G_IS_INET_SOCKET_ADDRESS(local)
                       ? g_inet_socket_address_get_port(G_INET_SOCKET_ADDRESS(local))
                       : 0;
    for (guint i = 0; i < ports->all->len; i++) {
        const Port *port = ports->all->pdata[i];
        if (port->number == number)
            return port->owner;
    }
    return NULL;
}

void vt_ports_keep_open(VtPorts *ports, SoupServerMessage *message)
{
    Connection *connection = connection_of(ports, message);
    if (connection != NULL)
        connection->deadline = 0;
}

void vt_ports_drop(VtPorts *ports, SoupServerMessage *message)
{
    Connection *connection = connection_of(ports, message);
    if (connection != NULL)
        hang_up(connection);
}

/* ---- Connections --------------------------------------------------------------------------------------- */

/* The one that has kept a place longest without asking for anything. */
static Connection *idlest(const VtPorts *ports)
{
    GHashTableIter iter;
    gpointer value;
    Connection *found = NULL;
    g_hash_table_iter_init(&iter, ports->connections);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        Connection *connection = value;
        if (!connection->answering && (found == NULL || connection->deadline < found->deadline))
            found = connection;
    }
    return found;
}

static void make_room(VtPorts *ports)
{
    if (g_hash_table_size(ports->connections) < ports->most)
        return;
    g_hash_table_foreach_remove(ports->connections, is_over, NULL);
    Connection *connection = g_hash_table_size(ports->connections) < ports->most ? NULL : idlest(ports);
    if (connection == NULL)
        return;
    hang_up(connection);
    g_hash_table_remove(ports->connections, connection->socket);
}

/* False: there are too many, and all of them wait for answers. */
static bool note_connection(VtPorts *ports, GSocket *socket)
{
    if (g_hash_table_contains(ports->connections, socket))
        return true;
    make_room(ports);
    if (g_hash_table_size(ports->connections) >= ports->most)
        return false;
    Connection *connection = g_new0(Connection, 1);
    connection->socket = g_object_ref(socket);
    connection->deadline = in_seconds(REQUEST);
    g_hash_table_insert(ports->connections, socket, connection);
    if (ports->timer == 0)
        ports->timer = g_timeout_add_seconds(1, sweep, ports);
    return true;
}

/* The server begins a request as soon as a connection is there, before anything has come. */
static void on_request_started(SoupServer *server, SoupServerMessage *message, gpointer data)
{
    (void)server;
    GSocket *socket = soup_server_message_get_socket(message);
    if (socket == NULL || !note_connection(data, socket)) {
        if (socket != NULL)
            g_socket_shutdown(socket, TRUE, TRUE, NULL);
        return;
    }
    g_signal_connect(message, "got-body", G_CALLBACK(on_request_read), data);
    g_signal_connect(message, "wrote-body-data", G_CALLBACK(on_bytes_written), data);
    g_signal_connect(message, "finished", G_CALLBACK(on_finished), data);
}

/* ---- Ports --------------------------------------------------------------------------------------------- */

/* Adds a socket that listens there to `sockets`. Returns its port, or 0 with the error. */
static guint listen_at(GPtrArray *sockets, const char *ip, guint port, GError **error)
{
    g_autoptr(GSocketAddress) address = g_inet_socket_address_new_from_string(ip, port);
    if (address == NULL) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "\"%s\" is not an address of a network",
                    ip);
        return 0;
    }
    GSocketFamily family = g_socket_address_get_family(address);
    g_autoptr(GSocket) socket = g_socket_new(family, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);
    if (socket == NULL || !g_socket_bind(socket, address, TRUE, error))
        return 0;
    g_socket_set_listen_backlog(socket, BACKLOG);
    g_autoptr(GSocketAddress)
        effective = g_socket_listen(socket, error) ? g_socket_get_local_address(socket, error) : NULL;
    if (effective == NULL)
        return 0;
    g_ptr_array_add(sockets, g_steal_pointer(&socket));
    return g_inet_socket_address_get_port(G_INET_SOCKET_ADDRESS(effective));
}

/* Only another program in the way counts: a machine without IPv6 has no ::1 to listen on. */
static bool listen_at_more(GPtrArray *sockets, const char *ip, guint port, GError **error)
{
    g_autoptr(GError) failure = NULL;
    if (listen_at(sockets, ip, port, &failure) != 0 ||
        !g_error_matches(failure, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
        return true;
    g_propagate_error(error, g_steal_pointer(&failure));
    return false;
}

static bool is_every_address(const char *host)
{
    g_autoptr(GInetAddress) address = g_inet_address_new_from_string(host);
    return address != NULL && g_inet_address_get_is_any(address);
}

static guint listen_at_all(GPtrArray *sockets, const char *host, guint port, GError **error)
{
    bool every = host != NULL && is_every_address(host);
    guint taken = listen_at(sockets, every ? host : "127.0.0.1", port, error);
    if (taken == 0)
        return 0;
    if (!(every && strchr(host, ':') != NULL) && !listen_at_more(sockets, "::1", taken, error))
        return 0;
    bool other = host != NULL && !every && strcmp(host, "127.0.0.1") != 0 && strcmp(host, "::1") != 0;
    if (other && listen_at(sockets, host, taken, error) == 0)
        return 0;
    return taken;
}

/* Sockets at all addresses with one port, or none with the error. */
static GPtrArray *open_sockets(const char *host, guint port, guint *taken, GError **error)
{
    for (guint i = 0;; i++) {
        g_autoptr(GError) failure = NULL;
        g_autoptr(GPtrArray) sockets = g_ptr_array_new_with_free_func(g_object_unref);
        *taken = listen_at_all(sockets, host, port, &failure);
        if (*taken != 0)
            return g_steal_pointer(&sockets);
        bool again = port == 0 && i < TRIES &&
                     g_error_matches(failure, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
        if (!again) {
            g_propagate_error(error, g_steal_pointer(&failure));
            return NULL;
        }
    }
}

guint vt_ports_open(VtPorts *ports, const char *host, guint port, gpointer owner, GError **error)
{
    guint taken = 0;
    g_autoptr(GPtrArray) sockets = open_sockets(host, port, &taken, error);
    if (sockets == NULL)
        return 0;
    Port *opened = g_new0(Port, 1);
    *opened = (Port){taken, owner};
    g_ptr_array_add(ports->all, opened);
    for (guint i = 0; i < sockets->len; i++)
        if (!soup_server_listen_socket(ports->server, sockets->pdata[i], 0, error))
            return 0;
    return taken;
}

static guint most_connections(void)
{
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur > MOST_CONNECTIONS + OTHER_FILES)
        return MOST_CONNECTIONS;
    return files.rlim_cur > 2 * OTHER_FILES ? (guint)files.rlim_cur - OTHER_FILES : OTHER_FILES;
}

VtPorts *vt_ports_new(SoupServer *server)
{
    VtPorts *ports = g_new0(VtPorts, 1);
    ports->server = g_object_ref(server);
    ports->all = g_ptr_array_new_with_free_func(g_free);
    ports->connections = g_hash_table_new_full(NULL, NULL, NULL, free_connection);
    ports->most = most_connections();
    g_signal_connect(server, "request-started", G_CALLBACK(on_request_started), ports);
    return ports;
}

void vt_ports_free(VtPorts *ports)
{
    if (ports == NULL)
        return;
    if (ports->timer != 0)
        g_source_remove(ports->timer);
    g_signal_handlers_disconnect_by_data(ports->server, ports);
    soup_server_disconnect(ports->server);
    g_ptr_array_unref(ports->all);
    g_hash_table_unref(ports->connections);
    g_object_unref(ports->server);
    g_free(ports);
}

char *vt_outside_address(const char *host)
{
    struct ifaddrs *all = NULL;
    char *found = NULL;
    if (!is_every_address(host) || getifaddrs(&all) != 0)
        return g_strdup(host);
    for (struct ifaddrs *one = all; found == NULL && one != NULL; one = one->ifa_next) {
        if (one->ifa_addr == NULL || one->ifa_addr->sa_family != AF_INET || (one->ifa_flags & IFF_LOOPBACK))
            continue;
        g_autoptr(GSocketAddress)
            address = g_socket_address_new_from_native(one->ifa_addr, sizeof(struct sockaddr_in));
        GInetAddress *number = g_inet_socket_address_get_address(G_INET_SOCKET_ADDRESS(address));
        found = g_inet_address_to_string(number);
    }
    freeifaddrs(all);
    return found != NULL ? found : g_strdup("localhost");
}
