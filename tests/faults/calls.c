/* Preloaded by the tests of this folder, over the whole program: every call of the system that Vitrine or
 * GLib makes for a file has a number, in the order in which they are made (so: one thread).
 *
 *   CALLS_TO=FILE     writes a line for each: "NUMBER NAME PATH"
 *   FAIL_AT=N         the Nth fails with the error number FAIL_WITH
 *   CHANGE_AT=N       before the Nth, CHANGE_COMMAND is run by a shell, as an editor would change a file just
 * then
 *
 * What libc calls of its own accord (the reads of a FILE, the steps of realpath) is not seen. */
/* Where files are 64 bits wide anyway, that makes one name of "open" and "open64"; programs call either. */
#undef _FILE_OFFSET_BITS
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define REAL(function)                                                                                       \
    __typeof__(function) *real = __extension__(__typeof__(function) *) dlsym(RTLD_NEXT, #function)

static int number_of(const char *variable)
{
    const char *value = getenv(variable);
    return value != NULL ? atoi(value) : 0;
}

/* Past libc: its functions are the ones below. */
static void note(int number, const char *name, const char *path)
{
    static int file = -1;
    const char *to = getenv("CALLS_TO");
    if (to == NULL)
        return;
    if (file < 0)
        file = (int)syscall(SYS_openat, AT_FDCWD, to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    char line[512];
    int length = snprintf(line, sizeof line, "%d %s %s\n", number, name, path);
    syscall(SYS_write, file, line, (size_t)length < sizeof line ? (size_t)length : sizeof line);
}

static void change(void)
{
    pid_t child = fork();
    if (child == 0) {
        unsetenv("LD_PRELOAD");
        execl("/bin/sh", "sh", "-c", getenv("CHANGE_COMMAND"), (char *)NULL);
        _exit(127);
    }
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
        continue;
}

/* Says whether the call at hand is to fail. */
static bool fails(const char *name, const char *path)
{
    static int calls;
    int number = ++calls;
    note(number, name, path != NULL ? path : "");
    if (number == number_of("CHANGE_AT"))
        change();
    if (number != number_of("FAIL_AT"))
        return false;
    errno = number_of("FAIL_WITH");
    return true;
}

static mode_t mode_of(int flags, va_list arguments)
{
    return (flags & (O_CREAT | O_TMPFILE)) != 0 ? (mode_t)va_arg(arguments, int) : 0;
}

/* `call` has a `mode` to give on. */
#define OPENING(function, name, parameters, call)                                                            \
    int function parameters                                                                                  \
    {                                                                                                        \
        REAL(function);                                                                                      \
        va_list arguments;                                                                                   \
        va_start(arguments, flags);                                                                          \
        mode_t mode = mode_of(flags, arguments);                                                             \
        va_end(arguments);                                                                                   \
        return fails(name, path) ? -1 : real call;                                                           \
    }
OPENING(open, "open", (const char *path, int flags, ...), (path, flags, mode))
OPENING(open64, "open", (const char *path, int flags, ...), (path, flags, mode))
OPENING(openat, "openat", (int folder, const char *path, int flags, ...), (folder, path, flags, mode))
OPENING(openat64, "openat", (int folder, const char *path, int flags, ...), (folder, path, flags, mode))

#define CALL(result, failed, function, parameters, arguments, path)                                          \
    result function parameters                                                                               \
    {                                                                                                        \
        REAL(function);                                                                                      \
        return fails(#function, path) ? (failed) : real arguments;                                           \
    }
CALL(FILE *, NULL, fopen, (const char *path, const char *mode), (path, mode), path)
CALL(FILE *, NULL, fopen64, (const char *path, const char *mode), (path, mode), path)
CALL(ssize_t, -1, read, (int file, void *to, size_t length), (file, to, length), NULL)
CALL(int, -1, fstat, (int file, struct stat *status), (file, status), NULL)
CALL(int, -1, fstat64, (int file, struct stat64 *status), (file, status), NULL)
CALL(int, -1, stat, (const char *path, struct stat *status), (path, status), path)
CALL(int, -1, stat64, (const char *path, struct stat64 *status), (path, status), path)
CALL(int, -1, lstat, (const char *path, struct stat *status), (path, status), path)
CALL(int, -1, lstat64, (const char *path, struct stat64 *status), (path, status), path)
CALL(int, -1, fstatat, (int folder, const char *path, struct stat *status, int flags),
     (folder, path, status, flags), path)
CALL(int, -1, fstatat64, (int folder, const char *path, struct stat64 *status, int flags),
     (folder, path, status, flags), path)
CALL(int, -1, access, (const char *path, int mode), (path, mode), path)
CALL(int, -1, faccessat, (int folder, const char *path, int mode, int flags), (folder, path, mode, flags),
     path)
CALL(DIR *, NULL, opendir, (const char *path), (path), path)
CALL(DIR *, NULL, fdopendir, (int file), (file), NULL)
CALL(struct dirent *, NULL, readdir, (DIR * folder), (folder), NULL)
CALL(struct dirent64 *, NULL, readdir64, (DIR * folder), (folder), NULL)
CALL(char *, NULL, realpath, (const char *path, char *resolved), (path, resolved), path)
CALL(int, -1, mkdir, (const char *path, mode_t mode), (path, mode), path)
CALL(int, -1, mkdirat, (int folder, const char *path, mode_t mode), (folder, path, mode), path)
CALL(int, -1, rename, (const char *from, const char *to), (from, to), from)
CALL(int, -1, renameat, (int from, const char *path, int to, const char *new_path),
     (from, path, to, new_path), path)
CALL(int, -1, unlink, (const char *path), (path), path)
CALL(int, -1, unlinkat, (int folder, const char *path, int flags), (folder, path, flags), path)
CALL(int, -1, rmdir, (const char *path), (path), path)
CALL(int, -1, fsync, (int file), (file), NULL)
CALL(int, -1, flock, (int file, int operation), (file, operation), NULL)

/* What is shown on a terminal is no file. */
ssize_t write(int file, const void *data, size_t length)
{
    REAL(write);
    return file > STDERR_FILENO && fails("write", NULL) ? -1 : real(file, data, length);
}

/* The file is closed, as Linux does it, and the caller told that its last bytes were lost. */
int close(int file)
{
    REAL(close);
    bool failed = fails("close", NULL);
    int error = errno;
    int result = real(file);
    if (!failed)
        return result;
    errno = error;
    return -1;
}

/* Gives the number of the error, and leaves errno alone. */
int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *data)
{
    REAL(pthread_create);
    return fails("pthread_create", NULL) ? EAGAIN : real(thread, attributes, start, data);
}
