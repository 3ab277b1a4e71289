/* Private to report: the few things a figure is drawn with. Charts draw on a canvas and never
 * see the format behind it; paints are roles, so that a backend decides on light and dark. */
#ifndef KILN_SRC_REPORT_CANVAS_H
#define KILN_SRC_REPORT_CANVAS_H

#include "label.h"

#include <stddef.h>
#include <stdint.h>

typedef struct kiln_box {
    double left, top, right, bottom; /* px, y downwards */
} kiln_box;

/*      paint     name         light     dark */
#define KILN_PAINT_MAP(X)                       \
    X(PAPER, "paper", 0xffffff, 0x14171c)       \
    X(INK, "ink", 0x1b1f24, 0xe8eaed)           \
    X(MUTED, "muted", 0x5b6470, 0xa6afba)       \
    X(FRAME, "frame", 0x7d8590, 0x77808b)       \
    X(GRID, "grid", 0xdfe3e8, 0x2a2f37)         \
    X(NEUTRAL, "band", 0xf1f3f5, 0x1f242b)      \
    X(OXIDE, "oxide", 0xdcebf6, 0x1d3a4f)       \
    X(P_TYPE, "p-type", 0xfef4ea, 0x2b211b)     \
    X(N_TYPE, "n-type", 0xf1f5fc, 0x1a2230)     \
    X(TARGET, "target", 0xe3f4ea, 0x17342a)     \
    X(SERIES_1, "series-1", 0x0072b2, 0x56b4e9) \
    X(SERIES_2, "series-2", 0xd55e00, 0xfc8104) \
    X(SERIES_3, "series-3", 0x009a78, 0x219786) \
    X(SERIES_4, "series-4", 0xa27eb2, 0xf2b0c8) \
    X(SERIES_5, "series-5", 0x332288, 0xa45be2) \
    X(SERIES_6, "series-6", 0x8e5300, 0xdde24a) \
    X(SERIES_7, "series-7", 0x661100, 0xb95f27) \
    X(SERIES_8, "series-8", 0x111111, 0xffffff)

typedef enum kiln_paint {
#define KILN_PAINT_ENUM(paint, name, light, dark) KILN_PAINT_##paint,
    KILN_PAINT_MAP(KILN_PAINT_ENUM)
#undef KILN_PAINT_ENUM
        KILN_PAINT_COUNT
} kiln_paint;

typedef struct kiln_paint_colour {
    const char *name;
    uint32_t light, dark; /* 0xRRGGBB */
} kiln_paint_colour;

extern const kiln_paint_colour kiln_paint_colours[KILN_PAINT_COUNT];

/* The first eight are told apart from one another at a line's usual width. */
enum { KILN_DASH_SOLID, KILN_DASH_DASHED, KILN_DASH_DOTTED, KILN_DASH_COUNT = 8 };
enum { KILN_DASH_PARTS_MAX = 6 };

/* Lengths on and off by turns, in line widths, up to the first 0. */
extern const double kiln_dashes[KILN_DASH_COUNT][KILN_DASH_PARTS_MAX + 1];

typedef struct kiln_pen {
    kiln_paint paint;
    int dash;
    double width_px;
} kiln_pen;

/* Even shapes are filled, odd ones open. */
enum { KILN_MARKER_SHAPES = 8 };

typedef enum kiln_anchor { KILN_ANCHOR_START, KILN_ANCHOR_MIDDLE, KILN_ANCHOR_END } kiln_anchor;
typedef enum kiln_weight { KILN_WEIGHT_NORMAL, KILN_WEIGHT_BOLD } kiln_weight;
typedef enum kiln_turn { KILN_TURN_NONE, KILN_TURN_UP } kiln_turn; /* UP: read upwards */

typedef struct kiln_writing {
    double x_px, y_px; /* of the anchor, on the baseline */
    double size_px;
    kiln_paint paint;
    kiln_anchor anchor;
    kiln_weight weight;
    kiln_turn turn;
} kiln_writing;

/* A backend embeds this first. Strokes take the pen set last. */
typedef struct kiln_canvas kiln_canvas;
struct kiln_canvas {
    void (*pen)(kiln_canvas *canvas, kiln_pen pen);
    void (*line_to)(kiln_canvas *canvas, double x_px, double y_px); /* goes on, or starts one */
    void (*line_end)(kiln_canvas *canvas);
    void (*marker)(kiln_canvas *canvas, double x_px, double y_px, int shape, double radius_px);
    void (*fill)(kiln_canvas *canvas, kiln_box box, kiln_paint paint);
    void (*write)(kiln_canvas *canvas, const kiln_label *label, kiln_writing how);
};

/* A straight line in the pen set last. */
void kiln_canvas_line(kiln_canvas *canvas, double x1_px, double y1_px, double x2_px,
                      double y2_px);

#endif
