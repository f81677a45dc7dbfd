/* POSIX.1-1988 ustar; a path that its fields cannot hold has a pax header before it (POSIX.1-2001). Ours: it
 * is a header of 512 bytes, and archives are libraries of a hundred formats. */
#include "vitrine/output.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

enum { BLOCK = 512, RECORD = 20 * BLOCK, NAME_LENGTH = 100, PREFIX_LENGTH = 155, MAGIC_AT = 257 };

/* The fields of a header block, as they lie in the file. */
typedef struct Header {
    char name[NAME_LENGTH];
    char mode[8], owner[8], group[8], size[12], time[12], sum[8];
    char type;
    char link[NAME_LENGTH];
    char magic[8], owner_name[32], group_name[32], major[8], minor[8];
    char prefix[PREFIX_LENGTH];
    char rest[12];
} Header;

G_STATIC_ASSERT(sizeof(Header) == BLOCK);

/* A file that waits for those before it. */
typedef struct Waiting {
    char *path;
    char *data;
    size_t length;
} Waiting;

struct VtTar {
    char *path;      /* the archive */
    char *temporary; /* what is written until it is whole */
    FILE *file;
    int error; /* the first errno */
    gint64 time;
    uint64_t size;
    pthread_mutex_t mutex; /* not GMutex, which ThreadSanitizer cannot see */
    size_t count, next;    /* files that will come, and the one whose turn it is */
    Waiting *waiting;      /* by index; path NULL: not come yet */
    GHashTable *folders;
};

/* ---- Writing
 * ------------------------------------------------------------------------------------------------ */

static void write_bytes(VtTar *tar, const char *data, size_t length)
{
    if (length > 0 && tar->error == 0 && fwrite(data, 1, length, tar->file) != length)
        tar->error = errno != 0 ? errno : EIO;
    tar->size += length;
}

static void write_padding(VtTar *tar, size_t unit)
{
    static const char zeros[RECORD];
    write_bytes(tar, zeros, (unit - tar->size % unit) % unit);
}

static void set_octal(char *field, size_t size, uint64_t value)
{
    g_snprintf(field, (gulong)size, "%0*" G_GINT64_MODIFIER "o", (int)size - 1, value);
}

/* Splits at a slash so that each part fits; false when it cannot be. */
static bool set_path(Header *header, const char *path)
{
    size_t length = strlen(path);
    const char *name = path;
    if (length > NAME_LENGTH) {
        const char *slash = strchr(path + length - NAME_LENGTH - 1, '/');
        if (slash == NULL || slash[1] == '\0' || slash - path > PREFIX_LENGTH)
            return false;
        memcpy(header->prefix, path, (size_t)(slash - path));
        name = slash + 1;
    }
    memcpy(header->name, name, strlen(name));
    return true;
}

static void write_header(VtTar *tar, Header *header, char type, unsigned mode, size_t length)
{
    set_octal(header->mode, sizeof header->mode, mode);
    set_octal(header->owner, sizeof header->owner, 0);
    set_octal(header->group, sizeof header->group, 0);
    set_octal(header->size, sizeof header->size, length);
    set_octal(header->time, sizeof header->time, (uint64_t)tar->time);
    header->type = type;
    memcpy(header->magic, "ustar\00000", sizeof header->magic);
    memset(header->sum, ' ', sizeof header->sum);
    unsigned sum = 0;
    for (size_t i = 0; i < sizeof *header; i++)
        sum += ((const unsigned char *)header)[i];
    g_snprintf(header->sum, sizeof header->sum, "%06o", sum);
    write_bytes(tar, (const char *)header, sizeof *header);
}

/* "LENGTH path=PATH", where LENGTH counts itself too. */
static void write_pax_path(VtTar *tar, const char *path)
{
    Header header = {0};
    size_t rest = strlen(" path=\n") + strlen(path), length = rest, before;
    do {
        before = length;
        g_autofree char *digits = g_strdup_printf("%zu", length);
        length = rest + strlen(digits);
    } while (length != before);
    g_autofree char *record = g_strdup_printf("%zu path=%s\n", length, path);
    memcpy(header.name, "pax", 3);
    write_header(tar, &header, 'x', 0644, length);
    write_bytes(tar, record, length);
    write_padding(tar, BLOCK);
}

static void write_member(VtTar *tar, const char *path, char type, unsigned mode, const char *data,
                         size_t length)
{
    Header header = {0};
    if (!set_path(&header, path)) {
        write_pax_path(tar, path);
        memcpy(header.name, path, NAME_LENGTH - 1);
    }
    write_header(tar, &header, type, mode, length);
    write_bytes(tar, data, length);
    write_padding(tar, BLOCK);
}

static void write_folders(VtTar *tar, const char *path)
{
    for (const char *slash = strchr(path, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        char *folder = g_strndup(path, (gsize)(slash - path) + 1);
        if (g_hash_table_contains(tar->folders, folder)) {
            g_free(folder);
            continue;
        }
        write_member(tar, folder, '5', 0755, NULL, 0);
        g_hash_table_add(tar->folders, folder);
    }
}

static void write_file(VtTar *tar, const char *path, const char *data, size_t length)
{
    write_folders(tar, path);
    write_member(tar, path, '0', 0644, data, length);
}

/* ---- The archive
 * --------------------------------------------------------------------------------------------- */

static void report(VtDiagnostics *sink, const VtTar *tar, int error)
{
    vt_diagnose_path(sink, error == ENOSPC || error == EDQUOT ? VT_OUTPUT_SPACE : VT_OUTPUT_WRITE, tar->path,
                     "cannot write: %s", g_strerror(error));
}

/* Only an archive gives way to an archive. */
static bool may_replace(const char *path)
{
    char block[BLOCK] = {0};
    FILE *file = fopen(path, "rbe");
    if (file == NULL)
        return errno == ENOENT;
    size_t got = fread(block, 1, sizeof block, file);
    fclose(file);
    return got == sizeof block && memcmp(block + MAGIC_AT, "ustar", 5) == 0;
}

VtTar *vt_tar_new(const char *path, size_t count, int64_t time, VtDiagnostics *sink)
{
    if (!may_replace(path)) {
        vt_diagnose_path(sink, VT_OUTPUT_FOREIGN_FILE, path,
                         "there is a file here already, and it is no archive");
        return NULL;
    }
    VtTar *tar = g_new0(VtTar, 1);
    pthread_mutex_init(&tar->mutex, NULL);
    tar->path = g_strdup(path);
    tar->temporary = g_strdup_printf("%s.XXXXXX", path);
    tar->time = time;
    tar->count = count;
    tar->waiting = g_new0(Waiting, MAX(count, 1));
    tar->folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    int file = g_mkstemp_full(tar->temporary, O_WRONLY | O_CLOEXEC, 0644);
    tar->file = file >= 0 ? fdopen(file, "wb") : NULL;
    if (tar->file != NULL)
        return tar;
    report(sink, tar, errno);
    g_clear_pointer(&tar->temporary, g_free);
    vt_tar_free(tar);
    return NULL;
}

static void write_those_whose_turn_it_is(VtTar *tar)
{
    for (; tar->next < tar->count && tar->waiting[tar->next].path != NULL; tar->next++) {
        Waiting *file = &tar->waiting[tar->next];
        write_file(tar, file->path, file->data, file->length);
        g_clear_pointer(&file->data, g_free);
        g_clear_pointer(&file->path, g_free);
    }
}

void vt_tar_put(VtTar *tar, size_t index, const char *path, const char *data, size_t length)
{
    pthread_mutex_lock(&tar->mutex);
    if (index == tar->next) {
        write_file(tar, path, data, length);
        tar->next++;
        write_those_whose_turn_it_is(tar);
    } else {
        tar->waiting[index] = (Waiting){g_strdup(path), g_memdup2(data, length), length};
    }
    pthread_mutex_unlock(&tar->mutex);
}

bool vt_tar_finish(VtTar *tar, VtDiagnostics *sink)
{
    static const char end[2 * BLOCK];
    write_bytes(tar, end, sizeof end);
    write_padding(tar, RECORD);
    if (fclose(tar->file) != 0 && tar->error == 0)
        tar->error = errno;
    tar->file = NULL;
    if (tar->error == 0 && rename(tar->temporary, tar->path) != 0)
        tar->error = errno;
    if (tar->error != 0) {
        report(sink, tar, tar->error);
        return false;
    }
    g_clear_pointer(&tar->temporary, g_free);
    return true;
}

void vt_tar_free(VtTar *tar)
{
    if (tar == NULL)
        return;
    if (tar->file != NULL)
        fclose(tar->file);
    if (tar->temporary != NULL)
        unlink(tar->temporary);
    for (size_t i = 0; i < tar->count; i++) {
        g_free(tar->waiting[i].path);
        g_free(tar->waiting[i].data);
    }
    g_hash_table_unref(tar->folders);
    pthread_mutex_destroy(&tar->mutex);
    g_free(tar->waiting);
    g_free(tar->temporary);
    g_free(tar->path);
    g_free(tar);
}
