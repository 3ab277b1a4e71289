/* A sink that keeps what it is given, and a canvas that keeps what is drawn on it. */
#ifndef TESTS_REPORT_CAPTURE_H
#define TESTS_REPORT_CAPTURE_H

#include "kiln/base/io.h"
#include "report/canvas.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct capture {
    kiln_arena arena;
    kiln_text text;
    kiln_sink sink;
} capture;

void capture_open(capture *out);
void capture_close(capture *out);
/* What was written, "" for nothing. */
const char *captured(const capture *out);
size_t occurrences(const char *text, const char *part);

/* A sink that fails once it has taken `room` bytes. */
typedef struct short_sink {
    size_t room, taken;
} short_sink;
kiln_sink short_sink_open(short_sink *sink);

enum { RECORDED_POINTS_MAX = 60000, RECORDED_TEXTS_MAX = 300 };

typedef struct recorded_point {
    double x, y;
    bool starts; /* a line begins here */
} recorded_point;

typedef struct recorded_text {
    char text[160];
    kiln_writing how;
    kiln_box box; /* the estimated extent */
} recorded_text;

typedef struct recorder {
    kiln_canvas canvas;
    bool in_line;
    size_t points, markers, texts;
    recorded_point point[RECORDED_POINTS_MAX], marker[RECORDED_POINTS_MAX];
    recorded_text text[RECORDED_TEXTS_MAX];
} recorder;

/* The recorder is large: keep it static. */
void recorder_open(recorder *kept);
/* The recorded text that is equal to `text`, or NULL. */
const recorded_text *recorder_find(const recorder *kept, const char *text);

#endif
