/* Sinks and a canvas for the tests of report. */
#include "report/capture.h"

#include <string.h>

void capture_open(capture *out)
{
    kiln_arena_init(&out->arena, 0, (kiln_allocator){0});
    kiln_text_init(&out->text, &out->arena, 0);
    out->sink = kiln_text_sink(&out->text);
}

void capture_close(capture *out)
{
    kiln_arena_free(&out->arena);
}

const char *captured(const capture *out)
{
    return out->text.data ? out->text.data : "";
}

size_t occurrences(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, part)); at += strlen(part))
        count++;
    return count;
}

static kiln_status short_write(void *context, const char *data, size_t size)
{
    short_sink *sink = context;
    (void)data;
    if (size > sink->room - sink->taken)
        return KILN_OUTPUT;
    sink->taken += size;
    return KILN_OK;
}

kiln_sink short_sink_open(short_sink *sink)
{
    return (kiln_sink){.write = short_write, .context = sink};
}

static void record_pen(kiln_canvas *canvas, kiln_pen pen)
{
    (void)canvas;
    (void)pen;
}

static void record_line_to(kiln_canvas *canvas, double x_px, double y_px)
{
    recorder *kept = (recorder *)canvas;
    if (kept->points < RECORDED_POINTS_MAX)
        kept->point[kept->points++] = (recorded_point){x_px, y_px, !kept->in_line};
    kept->in_line = true;
}

static void record_line_end(kiln_canvas *canvas)
{
    ((recorder *)canvas)->in_line = false;
}

static void record_marker(kiln_canvas *canvas, double x_px, double y_px, int shape,
                          double radius_px)
{
    recorder *kept = (recorder *)canvas;
    (void)shape;
    (void)radius_px;
    if (kept->markers < RECORDED_POINTS_MAX)
        kept->marker[kept->markers++] = (recorded_point){x_px, y_px, true};
}

static void record_fill(kiln_canvas *canvas, kiln_box box, kiln_paint paint)
{
    (void)canvas;
    (void)box;
    (void)paint;
}

static void record_write(kiln_canvas *canvas, const kiln_label *label, kiln_writing how)
{
    recorder *kept = (recorder *)canvas;
    if (!label->count || kept->texts == RECORDED_TEXTS_MAX)
        return;
    recorded_text *text = &kept->text[kept->texts++];
    *text = (recorded_text){.how = how};
    size_t size = 0;
    for (size_t i = 0; i < label->count; i++)
        for (size_t k = 0; k < label->run[i].size && size + 1 < sizeof text->text; k++)
            text->text[size++] = label->run[i].text[k];
    const double width = kiln_label_ems(label) * how.size_px;
    const double before = how.anchor == KILN_ANCHOR_START    ? 0
                          : how.anchor == KILN_ANCHOR_MIDDLE ? width / 2
                                                             : width;
    const double up = 0.8 * how.size_px, down = 0.25 * how.size_px;
    if (how.turn == KILN_TURN_UP)
        text->box = (kiln_box){how.x_px - up, how.y_px - (width - before), how.x_px + down,
                               how.y_px + before};
    else
        text->box = (kiln_box){how.x_px - before, how.y_px - up, how.x_px - before + width,
                               how.y_px + down};
}

void recorder_open(recorder *kept)
{
    kept->canvas = (kiln_canvas){record_pen,    record_line_to, record_line_end,
                                 record_marker, record_fill,    record_write};
    kept->in_line = false;
    kept->points = kept->markers = kept->texts = 0;
}

const recorded_text *recorder_find(const recorder *kept, const char *text)
{
    for (size_t i = 0; i < kept->texts; i++)
        if (strcmp(kept->text[i].text, text) == 0)
            return &kept->text[i];
    return NULL;
}
