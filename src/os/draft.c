/* Atomic writing: temporary file, fsync, rename. */
#define _XOPEN_SOURCE 700
#include "draft.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_TRIES = 100 };

static kiln_status refuse(const char *path, const char *pointer, kiln_status status,
                          const char *message, const char *mend, kiln_diag *diag)
{
    kiln_issue issue = {.status = status, .source = path};
    snprintf(issue.pointer, sizeof issue.pointer, "%s", pointer);
    snprintf(issue.message, sizeof issue.message, "%s", message);
    snprintf(issue.mend, sizeof issue.mend, "%s", mend);
    return kiln_diag_add(diag, &issue);
}

static kiln_status refuse_error(const char *path, int error, kiln_diag *diag)
{
    char message[128];
    snprintf(message, sizeof message, "it cannot be written: %s", strerror(error));
    return refuse(path, "", KILN_OUTPUT, message, "", diag);
}

/* Bytes of the folder a path lies in, its slash included; 0 for a bare name. */
static size_t folder_size(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash - path) + 1 : 0;
}

/* The folder of a path that fits. */
static void put_folder(const char *path, char folder[KILN_FILE_PATH_MAX])
{
    const size_t size = folder_size(path);
    snprintf(folder, KILN_FILE_PATH_MAX, "%.*s", size ? (int)size : 1, size ? path : ".");
}

static bool same_file(const char *input, const struct stat *target)
{
    struct stat about;
    return strcmp(input, "-") != 0 && stat(input, &about) == 0 && S_ISREG(about.st_mode) &&
           about.st_dev == target->st_dev && about.st_ino == target->st_ino;
}

kiln_status kiln_draft_check(const char *path, size_t inputs, const char *const input[],
                             const char *flag, kiln_diag *diag)
{
    struct stat about;
    char folder[KILN_FILE_PATH_MAX];
    if (strlen(path) >= KILN_FILE_PATH_MAX)
        return refuse(path, flag, KILN_OUTPUT, "the path is too long", "give a shorter one",
                      diag);
    put_folder(path, folder);
    if (stat(path, &about) != 0) {
        if (stat(folder, &about) != 0 || !S_ISDIR(about.st_mode))
            return refuse(path, flag, KILN_OUTPUT, "its folder does not exist",
                          "make the folder first", diag);
        return KILN_OK;
    }
    if (S_ISDIR(about.st_mode))
        return refuse(path, flag, KILN_OUTPUT, "this is a folder", "give a file in it", diag);
    for (size_t i = 0; i < inputs; i++)
        if (same_file(input[i], &about))
            return refuse(path, flag, KILN_USAGE, "the output would replace an input",
                          "give another file", diag);
    return KILN_OK;
}

/* Follows symbolic links, so that a link stays one, and finds out about devices and pipes. */
static kiln_status aim(kiln_draft *draft, struct stat *about, kiln_diag *diag)
{
    const bool there = stat(draft->path, about) == 0;
    if (strlen(draft->path) >= sizeof draft->target)
        return refuse_error(draft->path, ENAMETOOLONG, diag);
    draft->direct = there && !S_ISREG(about->st_mode);
    if (there && !draft->direct) {
        _Static_assert(KILN_FILE_PATH_MAX >= PATH_MAX, "realpath writes so much");
        if (!realpath(draft->path, draft->target))
            return refuse_error(draft->path, errno, diag);
    } else {
        about->st_mode = 0;
        snprintf(draft->target, sizeof draft->target, "%s", draft->path);
    }
    return KILN_OK;
}

static bool write_all(int fd, const char *data, size_t size)
{
    while (size) {
        const ssize_t done = write(fd, data, size);
        if (done < 0 && errno != EINTR)
            return false;
        if (done > 0) {
            data += done;
            size -= (size_t)done;
        }
    }
    return true;
}

/* A new file in the target's folder, under a name that nobody has; -1 with errno. */
static int open_temp(kiln_draft *draft)
{
    const int folder = (int)folder_size(draft->target);
    int fd = -1;
    errno = EEXIST;
    for (int i = 0; fd < 0 && errno == EEXIST && i < NAME_TRIES; i++) {
        const int size = snprintf(draft->temp, sizeof draft->temp, "%.*s.kiln-%ld-%d", folder,
                                  draft->target, (long)getpid(), i);
        if ((size_t)size < sizeof draft->temp)
            fd = open(draft->temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        else
            errno = ENAMETOOLONG;
    }
    if (fd < 0)
        draft->temp[0] = '\0';
    return fd;
}

kiln_status kiln_draft_write(kiln_draft *draft, const char *path, const char *data, size_t size,
                             kiln_diag *diag)
{
    struct stat about;
    *draft = (kiln_draft){.path = path, .data = data, .size = size};
    const kiln_status aimed = aim(draft, &about, diag);
    if (aimed != KILN_OK || draft->direct)
        return aimed;
    const int fd = open_temp(draft);
    if (fd < 0)
        return refuse_error(path, errno, diag);
    int error = 0;
    if (about.st_mode && fchmod(fd, about.st_mode & 07777) != 0)
        error = errno;
    if (!error && (!write_all(fd, data, size) || fsync(fd) != 0))
        error = errno;
    if (close(fd) != 0 && !error)
        error = errno;
    if (!error)
        return KILN_OK;
    kiln_draft_discard(draft);
    return refuse_error(path, error, diag);
}

/* What stands in the folder after a crash is only sure once the folder is on disk too; a file
 * system that cannot sync a folder has done what it can. */
static void sync_folder(const char *target)
{
    char folder[KILN_FILE_PATH_MAX];
    put_folder(target, folder);
    const int fd = open(folder, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    fsync(fd);
    close(fd);
}

static kiln_status write_direct(const kiln_draft *draft, kiln_diag *diag)
{
    const int fd = open(draft->path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return refuse_error(draft->path, errno, diag);
    int error = write_all(fd, draft->data, draft->size) ? 0 : errno;
    if (close(fd) != 0 && !error)
        error = errno;
    return error ? refuse_error(draft->path, error, diag) : KILN_OK;
}

kiln_status kiln_draft_commit(kiln_draft *draft, kiln_diag *diag)
{
    if (draft->direct)
        return write_direct(draft, diag);
    if (rename(draft->temp, draft->target) != 0) {
        const int error = errno;
        kiln_draft_discard(draft);
        return refuse_error(draft->path, error, diag);
    }
    draft->temp[0] = '\0';
    sync_folder(draft->target);
    return KILN_OK;
}

void kiln_draft_discard(kiln_draft *draft)
{
    if (draft->temp[0])
        unlink(draft->temp);
    draft->temp[0] = '\0';
}
