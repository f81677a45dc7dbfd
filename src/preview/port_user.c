/* Who has a port, from /proc: other systems do not tell. */
#include "ports.h"

#include <stdio.h>
#include <string.h>

enum { LISTENING = 0x0A };

/* A line of /proc/net/tcp: "0: 0100007F:0FA0 00000000:0000 0A … uid timeout inode". */
static bool socket_of_line(const char *line, guint port, unsigned long *inode)
{
    unsigned local, state;
    return sscanf(line, "%*d: %*[0-9A-Fa-f]:%x %*[0-9A-Fa-f]:%*x %x %*s %*s %*s %*u %*d %lu", &local, &state,
                  inode) == 3 &&
           local == port && state == LISTENING;
}

static bool find_socket(const char *table, guint port, unsigned long *inode)
{
    g_autofree char *text = NULL;
    if (!g_file_get_contents(table, &text, NULL, NULL))
        return false;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        if (socket_of_line(*line, port, inode))
            return true;
    return false;
}

static bool has_socket(const char *process, const char *socket)
{
    g_autofree char *folder = g_build_filename("/proc", process, "fd", NULL);
    g_autoptr(GDir) files = g_dir_open(folder, 0, NULL);
    const char *name;
    while (files != NULL && (name = g_dir_read_name(files)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *target = g_file_read_link(path, NULL);
        if (g_strcmp0(target, socket) == 0)
            return true;
    }
    return false;
}

static char *described(const char *process)
{
    g_autofree char *path = g_build_filename("/proc", process, "comm", NULL);
    g_autofree char *name = NULL;
    if (!g_file_get_contents(path, &name, NULL, NULL))
        return g_strdup_printf("process %s", process);
    return g_strdup_printf("%s (process %s)", g_strchomp(name), process);
}

char *vt_port_user(guint port)
{
    unsigned long inode;
    if (!find_socket("/proc/net/tcp", port, &inode) && !find_socket("/proc/net/tcp6", port, &inode))
        return NULL;
    g_autofree char *socket = g_strdup_printf("socket:[%lu]", inode);
    g_autoptr(GDir) processes = g_dir_open("/proc", 0, NULL);
    const char *name;
    while (processes != NULL && (name = g_dir_read_name(processes)) != NULL)
        if (g_ascii_isdigit(*name) && has_socket(name, socket))
            return described(name);
    return NULL;
}
