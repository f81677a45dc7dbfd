/* Preloaded by a test. DIE_AT=N: ends the process, as a power cut would, at the Nth call that changes a
 * folder. FAIL_AT=N: the Nth call fails, as on a broken disk, and says so. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static bool is_at(const char *variable, int calls)
{
    const char *limit = getenv(variable);
    return limit != NULL && calls == atoi(limit);
}

/* Says whether the call at hand is to fail. */
static bool count(const char *name)
{
    static int calls;
    calls++;
    if (is_at("DIE_AT", calls))
        _exit(99);
    if (!is_at("FAIL_AT", calls))
        return false;
    syscall(SYS_write, 2, "failing ", strlen("failing "));
    syscall(SYS_write, 2, name, strlen(name));
    syscall(SYS_write, 2, "\n", (size_t)1);
    errno = EIO;
    return true;
}

#define REAL(function)                                                                                       \
    __typeof__(function) *real = __extension__(__typeof__(function) *) dlsym(RTLD_NEXT, #function)

int renameat(int from, const char *old_path, int to, const char *new_path)
{
    REAL(renameat);
    return count("renameat") ? -1 : real(from, old_path, to, new_path);
}

int rename(const char *old_path, const char *new_path)
{
    REAL(rename);
    return count("rename") ? -1 : real(old_path, new_path);
}

int unlinkat(int folder, const char *path, int flags)
{
    REAL(unlinkat);
    return count("unlinkat") ? -1 : real(folder, path, flags);
}

int mkdirat(int folder, const char *path, mode_t mode)
{
    REAL(mkdirat);
    return count("mkdirat") ? -1 : real(folder, path, mode);
}

int fsync(int file)
{
    REAL(fsync);
    return count("fsync") ? -1 : real(file);
}

int openat(int folder, const char *path, int flags, ...)
{
    REAL(openat);
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    return count("openat") ? -1 : real(folder, path, flags, mode);
}

/* Half of the bytes, then the end: a file cut short. */
ssize_t write(int file, const void *data, size_t length)
{
    REAL(write);
    if (file <= 2 || length <= 1)
        return real(file, data, length);
    ssize_t half = real(file, data, length / 2);
    if (half < 0 || count("write"))
        return -1;
    ssize_t rest = real(file, (const char *)data + length / 2, length - length / 2);
    return rest < 0 ? rest : (ssize_t)length;
}
