/* Preloaded by a test: ends the process, as a power cut would, at the Nth call that changes a folder. */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static void count(void)
{
    static int calls;
    const char *limit = getenv("DIE_AT");
    if (limit != NULL && ++calls >= atoi(limit))
        _exit(99);
}

int renameat(int from, const char *old_path, int to, const char *new_path)
{
    count();
    int (*real)(int, const char *, int, const char *) = __extension__ dlsym(RTLD_NEXT, "renameat");
    return real(from, old_path, to, new_path);
}

int unlinkat(int folder, const char *path, int flags)
{
    count();
    int (*real)(int, const char *, int) = __extension__ dlsym(RTLD_NEXT, "unlinkat");
    return real(folder, path, flags);
}

int mkdirat(int folder, const char *path, mode_t mode)
{
    count();
    int (*real)(int, const char *, mode_t) = __extension__ dlsym(RTLD_NEXT, "mkdirat");
    return real(folder, path, mode);
}

/* Half of the bytes, then the end: a file cut short. */
ssize_t write(int file, const void *data, size_t length)
{
    ssize_t (*real)(int, const void *, size_t) = __extension__ dlsym(RTLD_NEXT, "write");
    if (file > 2 && length > 1) {
        real(file, data, length / 2);
        count();
        ssize_t rest = real(file, (const char *)data + length / 2, length - length / 2);
        return rest < 0 ? rest : (ssize_t)length;
    }
    return real(file, data, length);
}
