/* Reading files whole. */
#define _POSIX_C_SOURCE 200809L
#include "file.h"

#include "kiln/base/field.h"
#include "os/signal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAMES_MAX = 1000, ROOM_FIRST = 1 << 16 };

/* What people call it. */
static const char *shown(const char *path)
{
    if (strcmp(path, "-") == 0)
        return "standard input";
    return *path ? path : "\"\"";
}

/* An issue about the file as a whole; its name is the source. */
static kiln_status refuse(const char *path, kiln_status status, const char *message,
                          const char *mend, kiln_diag *diag)
{
    kiln_issue issue = {.status = status, .source = shown(path)};
    snprintf(issue.message, sizeof issue.message, "%s", message);
    snprintf(issue.mend, sizeof issue.mend, "%s", mend);
    return kiln_diag_add(diag, &issue);
}

typedef struct folder_names {
    size_t count;
    const char *name[NAMES_MAX];
} folder_names;

static const char *next_name(const void *names, size_t i)
{
    const folder_names *of = names;
    return i < of->count ? of->name[i] : NULL;
}

/* The file of the same folder whose name is nearest, NULL when none is near. */
static const char *nearest_file(const char *folder, const char *name, kiln_arena *arena)
{
    folder_names *names = KILN_TAKE(arena, 1, folder_names);
    DIR *open = names ? opendir(folder) : NULL;
    if (!open)
        return NULL;
    const struct dirent *entry;
    while (names->count < NAMES_MAX && (entry = readdir(open)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        const char *copy = kiln_arena_text(arena, entry->d_name, strlen(entry->d_name));
        if (!copy)
            break;
        names->name[names->count++] = copy;
    }
    closedir(open);
    return kiln_nearest(name, next_name, names);
}

static kiln_status refuse_missing(const char *path, kiln_arena *arena, kiln_diag *diag)
{
    char mend[256] = "check the path", folder[KILN_FILE_PATH_MAX] = ".";
    const char *slash = strrchr(path, '/');
    const size_t prefix = slash ? (size_t)(slash - path) + 1 : 0;
    if (prefix < sizeof folder) {
        if (prefix)
            snprintf(folder, sizeof folder, "%.*s", (int)prefix, path);
        const char *near = nearest_file(folder, path + prefix, arena);
        if (near)
            snprintf(mend, sizeof mend, "did you mean %.*s%s?", (int)prefix, path, near);
    }
    return refuse(path, KILN_NOT_FOUND, "no such file", mend, diag);
}

static kiln_status refuse_open(const char *path, int error, kiln_arena *arena, kiln_diag *diag)
{
    switch (error) {
    case EINTR:
        return KILN_CANCELLED;
    case ENOENT:
    case ENOTDIR:
        return refuse_missing(path, arena, diag);
    case EACCES:
        return refuse(path, KILN_NOT_FOUND, "no permission to read it",
                      "give yourself read permission", diag);
    default:
        return refuse(path, KILN_NOT_FOUND, strerror(error), "", diag);
    }
}

static kiln_status refuse_size(const char *path, size_t limit, kiln_diag *diag)
{
    kiln_issue issue = {
        .status = KILN_LIMIT, .source = shown(path), .mend = "give a smaller file"};
    snprintf(issue.bound, sizeof issue.bound, "at most %zu bytes", limit);
    snprintf(issue.message, sizeof issue.message, "the file is over %zu bytes", limit);
    return kiln_diag_add(diag, &issue);
}

static kiln_status refuse_memory(const char *path, kiln_diag *diag)
{
    return refuse(path, KILN_NO_MEMORY, "out of memory while reading it", "", diag);
}

/* Fills text, of room bytes and one for the NUL, to the end of the file or until it is full. */
static kiln_status fill(int fd, const char *path, char *text, size_t room, size_t *size,
                        kiln_diag *diag)
{
    while (*size < room && !kiln_signal_came(NULL)) {
        const ssize_t got = read(fd, text + *size, room - *size);
        if (got == 0)
            break;
        if (got > 0)
            *size += (size_t)got;
        else if (errno != EINTR)
            return refuse(path, KILN_NOT_FOUND, strerror(errno), "", diag);
    }
    return kiln_signal_came(NULL) ? KILN_CANCELLED : KILN_OK;
}

/* Reads to the end, in room that doubles; a regular file of known size fits at once. */
static kiln_status read_open(int fd, const char *path, size_t hint, size_t limit,
                             kiln_arena *arena, const char **text, size_t *size,
                             kiln_diag *diag)
{
    char *all = NULL;
    size_t filled = 0, room = hint ? hint + 1 : ROOM_FIRST;
    for (;;) {
        char *more = kiln_arena_take(arena, room + 1, 1);
        if (!more)
            return refuse_memory(path, diag);
        if (filled)
            memcpy(more, all, filled);
        all = more;
        const kiln_status status = fill(fd, path, all, room, &filled, diag);
        if (status != KILN_OK)
            return status;
        if (filled > limit)
            return refuse_size(path, limit, diag);
        if (filled < room)
            break;
        room *= 2;
    }
    *text = all;
    *size = filled;
    return KILN_OK;
}

static kiln_status read_descriptor(int fd, const char *path, size_t limit, kiln_arena *arena,
                                   const char **text, size_t *size, kiln_diag *diag)
{
    struct stat about;
    if (fstat(fd, &about) != 0)
        return refuse(path, KILN_NOT_FOUND, strerror(errno), "", diag);
    if (S_ISDIR(about.st_mode))
        return refuse(path, KILN_NOT_FOUND, "this is a folder", "give a file in it", diag);
    const bool regular = S_ISREG(about.st_mode) && about.st_size > 0;
    const size_t hint = regular ? (size_t)about.st_size : 0;
    if (hint > limit)
        return refuse_size(path, limit, diag);
    return read_open(fd, path, hint, limit, arena, text, size, diag);
}

kiln_status kiln_file_read(const char *path, size_t limit, kiln_arena *arena, const char **text,
                           size_t *size, kiln_diag *diag)
{
    if (strcmp(path, "-") == 0)
        return read_descriptor(STDIN_FILENO, path, limit, arena, text, size, diag);
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return refuse_open(path, errno, arena, diag);
    const kiln_status status = read_descriptor(fd, path, limit, arena, text, size, diag);
    close(fd);
    return status;
}
