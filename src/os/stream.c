/* Writing to descriptors 1 and 2. */
#define _POSIX_C_SOURCE 200809L
#include "stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void kiln_stream_guard(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        /* The lowest free number is taken, opened the wrong way round, so that use fails. */
        if (fcntl(fd, F_GETFD) == -1 &&
            open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
            return;
    }
}

static kiln_status write_all(kiln_stream *stream, const char *data, size_t size)
{
    while (!stream->error && size) {
        const ssize_t done = write((int)stream->output, data, size);
        if (done >= 0) {
            data += done;
            size -= (size_t)done;
        } else if (errno != EINTR) {
            stream->error = errno;
        }
    }
    return stream->error ? KILN_OUTPUT : KILN_OK;
}

kiln_status kiln_stream_flush(kiln_stream *stream)
{
    const kiln_status status = write_all(stream, stream->buffer, stream->used);
    stream->used = 0;
    return status;
}

static kiln_status stream_write(void *context, const char *data, size_t size)
{
    kiln_stream *stream = context;
    if (size > sizeof stream->buffer - stream->used) {
        const kiln_status status = kiln_stream_flush(stream);
        if (status != KILN_OK || size > sizeof stream->buffer)
            return status ? status : write_all(stream, data, size);
    }
    memcpy(stream->buffer + stream->used, data, size);
    stream->used += size;
    return KILN_OK;
}

kiln_sink kiln_stream_sink(kiln_stream *stream)
{
    return (kiln_sink){.write = stream_write, .context = stream};
}

kiln_status kiln_stream_end(kiln_stream *stream, kiln_diag *diag)
{
    kiln_issue issue = {.status = KILN_OUTPUT,
                        .source = stream->output == KILN_STDOUT ? "standard output"
                                                                : "standard error"};
    if (kiln_stream_flush(stream) == KILN_OK || stream->error == EPIPE)
        return stream->error ? KILN_OUTPUT : KILN_OK;
    snprintf(issue.message, sizeof issue.message, "it cannot be written: %s",
             strerror(stream->error));
    return kiln_diag_add(diag, &issue);
}
