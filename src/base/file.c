#include <vitrine/base.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ATTEMPTS = 3 };

/* Bytes read, or -1. A file that shrinks meanwhile gives what was there. */
static ssize_t read_all(int file, char *text, size_t size)
{
    size_t length = 0;
    while (length < size) {
        ssize_t count = read(file, text + length, size - length);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return -1;
        if (count == 0)
            break;
        length += (size_t)count;
    }
    return (ssize_t)length;
}

static bool is_unchanged(const struct stat *before, const struct stat *after)
{
    return before->st_size == after->st_size && before->st_mtim.tv_sec == after->st_mtim.tv_sec &&
           before->st_mtim.tv_nsec == after->st_mtim.tv_nsec;
}

static int read_open(int file, uint64_t most, VtBuffer *bytes)
{
    struct stat before, after;
    if (fstat(file, &before) != 0)
        return errno;
    if (!S_ISREG(before.st_mode))
        return EINVAL;
    if ((uint64_t)before.st_size > most)
        return EFBIG;
    size_t size = (size_t)before.st_size;
    vt_buffer_reset(bytes);
    vt_buffer_reserve(bytes, size + 1);
    ssize_t length = read_all(file, bytes->data, size);
    if (length < 0 || fstat(file, &after) != 0)
        return errno;
    if ((size_t)length < size || !is_unchanged(&before, &after))
        return EAGAIN;
    bytes->data[size] = '\0';
    bytes->length = size;
    return 0;
}

int vt_file_read(const char *path, uint64_t most, VtBuffer *bytes)
{
    int error = EAGAIN;
    for (int i = 0; error == EAGAIN && i < ATTEMPTS; i++) {
        int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
        if (file < 0)
            return errno;
        error = read_open(file, most, bytes);
        close(file);
    }
    return error;
}

const char *vt_file_problem(int error)
{
    return error == EAGAIN ? "it changes while it is being read" : g_strerror(error);
}
