/* A line on a terminal that is written over, or one JSON object a line. */
#include "progress.h"

#include "os/clock.h"
#include "os/signal.h"
#include "os/stream.h"

static const double QUIET_S = 1, EVERY_S = 0.2;

kiln_progress kiln_progress_start(kiln_progress_style style)
{
    if (style == KILN_PROGRESS_AUTO)
        style = kiln_terminal_is(KILN_STDERR) ? KILN_PROGRESS_LINE : KILN_PROGRESS_NONE;
    return (kiln_progress){.style = style, .from_s = kiln_clock_now_s(NULL)};
}

bool kiln_progress_tick(void *context)
{
    kiln_progress *progress = context;
    const double now_s = kiln_clock_now_s(NULL);
    const double elapsed_s = now_s - progress->from_s;
    if (progress->style != KILN_PROGRESS_NONE && elapsed_s > QUIET_S &&
        now_s - progress->told_s > EVERY_S) {
        kiln_stream err = {.output = KILN_STDERR};
        kiln_sink sink = kiln_stream_sink(&err);
        kiln_putf(&sink,
                  progress->style == KILN_PROGRESS_JSON
                      ? "{\"event\":\"progress\",\"elapsed_s\":%.1f}\n"
                      : "\rkiln: running for %.1f s",
                  elapsed_s);
        kiln_stream_flush(&err);
        progress->told_s = now_s;
        progress->told = true;
    }
    return kiln_signal_came(NULL);
}

void kiln_progress_end(const kiln_progress *progress)
{
    if (!progress->told || progress->style != KILN_PROGRESS_LINE)
        return;
    kiln_stream err = {.output = KILN_STDERR};
    kiln_sink sink = kiln_stream_sink(&err);
    kiln_puts(&sink, "\r\033[K");
    kiln_stream_flush(&err);
}
