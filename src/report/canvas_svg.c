/* The canvas that writes SVG. Each element carries its light colour as plain attributes, for
 * readers without CSS variables (librsvg, office programs); a style on top of them, which those
 * readers skip, gives browsers light and dark. No ids, so that a page may hold many figures. */
#include "canvas_svg.h"

#include "markup.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>

#define FONTS                                                                         \
    "system-ui,-apple-system,&quot;Segoe UI&quot;,Roboto,&quot;Helvetica Neue&quot;," \
    "Arial,&quot;Noto Sans&quot;,sans-serif"

/* A length to hundredths of a pixel, in integers: printf's %f would follow the locale. */
static void put_px(kiln_sink *sink, const char *before, double px)
{
    assert(fabs(px) < 1e7);
    const int64_t hundredths = llround(px * 100);
    const int64_t size = hundredths < 0 ? -hundredths : hundredths;
    const char *sign = hundredths < 0 ? "-" : "";
    if (size % 100 == 0)
        kiln_putf(sink, "%s%s%" PRId64, before, sign, size / 100);
    else if (size % 10 == 0)
        kiln_putf(sink, "%s%s%" PRId64 ".%" PRId64, before, sign, size / 100, size / 10 % 10);
    else
        kiln_putf(sink, "%s%s%" PRId64 ".%02" PRId64, before, sign, size / 100, size % 100);
}

static void put_colour(kiln_sink *sink, const char *property, kiln_paint paint)
{
    kiln_putf(sink, " class=\"k-%c-%s\" %s=\"#%06" PRIx32 "\"", property[0],
              kiln_paint_colours[paint].name, property, kiln_paint_colours[paint].light);
}

static void put_palette(kiln_sink *sink, bool dark)
{
    kiln_puts(sink, ".kiln-chart{");
    for (size_t i = 0; i < KILN_PAINT_COUNT; i++) {
        const kiln_paint_colour *colour = &kiln_paint_colours[i];
        kiln_putf(sink, "--k-%s:var(--kiln-%s,#%06" PRIx32 ");", colour->name, colour->name,
                  dark ? colour->dark : colour->light);
    }
    kiln_puts(sink, "}\n");
}

static void put_style(kiln_sink *sink)
{
    kiln_puts(sink, "<style>@supports (color:var(--k-ink)){\n");
    put_palette(sink, false);
    kiln_puts(sink, "@media screen and (prefers-color-scheme:dark){");
    put_palette(sink, true);
    kiln_puts(sink, "}\n");
    for (size_t i = 0; i < KILN_PAINT_COUNT; i++) {
        const char *name = kiln_paint_colours[i].name;
        kiln_putf(sink, ".k-f-%s{fill:var(--k-%s)}.k-s-%s{stroke:var(--k-%s)}\n", name, name,
                  name, name);
    }
    kiln_puts(sink, "}</style>\n");
}

static void end_line(kiln_canvas *canvas)
{
    kiln_canvas_svg *svg = (kiln_canvas_svg *)canvas;
    if (svg->in_line)
        kiln_puts(svg->sink, "\"/>\n");
    svg->in_line = false;
}

static void end_group(kiln_canvas_svg *svg)
{
    end_line(&svg->canvas);
    if (svg->in_group)
        kiln_puts(svg->sink, "</g>\n");
    svg->in_group = false;
}

/* Opened when something is drawn, so that a pen nobody used leaves nothing. */
static void begin_group(kiln_canvas_svg *svg)
{
    if (svg->in_group)
        return;
    svg->in_group = true;
    kiln_puts(svg->sink, "<g fill=\"none\"");
    put_colour(svg->sink, "stroke", svg->pen.paint);
    put_px(svg->sink, " stroke-width=\"", svg->pen.width_px);
    kiln_puts(svg->sink, "\" stroke-linejoin=\"round\"");
    const double *dash = kiln_dashes[svg->pen.dash];
    for (size_t i = 0; dash[i] > 0; i++)
        put_px(svg->sink, i ? "," : " stroke-dasharray=\"", dash[i] * svg->pen.width_px);
    kiln_puts(svg->sink, dash[0] > 0 ? "\">\n" : ">\n");
}

static void set_pen(kiln_canvas *canvas, kiln_pen pen)
{
    kiln_canvas_svg *svg = (kiln_canvas_svg *)canvas;
    end_group(svg);
    svg->pen = pen;
}

static void line_to(kiln_canvas *canvas, double x_px, double y_px)
{
    kiln_canvas_svg *svg = (kiln_canvas_svg *)canvas;
    begin_group(svg);
    put_px(svg->sink, svg->in_line ? " " : "<polyline points=\"", x_px);
    put_px(svg->sink, ",", y_px);
    svg->in_line = true;
}

/* Circle, square, diamond, triangle: as offsets in radii; areas look alike. */
static void put_marker_path(kiln_sink *sink, double x, double y, int shape, double r)
{
    static const struct {
        size_t count;
        double x[4], y[4];
    } CORNERS[] = {
        {4, {-.88, .88, .88, -.88}, {-.88, -.88, .88, .88}},
        {4, {0, 1.25, 0, -1.25}, {-1.25, 0, 1.25, 0}},
        {3, {0, 1.15, -1.15}, {-1.2, .85, .85}},
    };
    const int kind = shape / 2 - 1;
    for (size_t i = 0; i < CORNERS[kind].count; i++) {
        put_px(sink, i ? " " : "<polygon points=\"", x + r * CORNERS[kind].x[i]);
        put_px(sink, ",", y + r * CORNERS[kind].y[i]);
    }
    kiln_puts(sink, "\"");
}

static void marker(kiln_canvas *canvas, double x_px, double y_px, int shape, double radius_px)
{
    kiln_canvas_svg *svg = (kiln_canvas_svg *)canvas;
    assert(shape >= 0 && shape < KILN_MARKER_SHAPES);
    begin_group(svg);
    end_line(canvas);
    if (shape / 2 > 0) {
        put_marker_path(svg->sink, x_px, y_px, shape, radius_px);
    } else {
        put_px(svg->sink, "<circle cx=\"", x_px);
        put_px(svg->sink, "\" cy=\"", y_px);
        put_px(svg->sink, "\" r=\"", radius_px);
        kiln_puts(svg->sink, "\"");
    }
    put_colour(svg->sink, "fill", shape % 2 ? KILN_PAINT_PAPER : svg->pen.paint);
    kiln_puts(svg->sink, "/>\n");
}

static void fill(kiln_canvas *canvas, kiln_box box, kiln_paint paint)
{
    kiln_canvas_svg *svg = (kiln_canvas_svg *)canvas;
    end_group(svg);
    put_px(svg->sink, "<rect x=\"", box.left);
    put_px(svg->sink, "\" y=\"", box.top);
    put_px(svg->sink, "\" width=\"", box.right - box.left);
    put_px(svg->sink, "\" height=\"", box.bottom - box.top);
    kiln_puts(svg->sink, "\"");
    put_colour(svg->sink, "fill", paint);
    kiln_puts(svg->sink, "/>\n");
}

/* Raised runs shift by dy and the next plain run shifts back: baseline-shift is not drawn by
 * every reader. */
static void put_runs(kiln_sink *sink, const kiln_label *label, double size_px)
{
    double lift = 0;
    for (size_t i = 0; i < label->count; i++) {
        const kiln_label_run run = label->run[i];
        const double wanted = run.raised ? 0.36 * size_px : 0;
        const bool spanned = run.raised || lift > 0;
        if (spanned) {
            put_px(sink, "<tspan dy=\"", lift - wanted);
            if (run.raised)
                put_px(sink, "\" font-size=\"", KILN_RAISED * size_px);
            kiln_puts(sink, "\">");
        }
        kiln_markup_text_n(sink, run.text, run.size);
        kiln_puts(sink, spanned ? "</tspan>" : "");
        lift = wanted;
    }
}

static void write_label(kiln_canvas *canvas, const kiln_label *label, kiln_writing how)
{
    static const char *const ANCHOR[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
    kiln_canvas_svg *svg = (kiln_canvas_svg *)canvas;
    if (!label->count)
        return;
    end_group(svg);
    if (how.turn == KILN_TURN_UP) {
        put_px(svg->sink, "<text transform=\"translate(", how.x_px);
        put_px(svg->sink, " ", how.y_px);
        kiln_puts(svg->sink, ") rotate(-90)");
    } else {
        put_px(svg->sink, "<text x=\"", how.x_px);
        put_px(svg->sink, "\" y=\"", how.y_px);
    }
    put_px(svg->sink, "\" font-size=\"", how.size_px);
    kiln_puts(svg->sink, "\"");
    kiln_puts(svg->sink, ANCHOR[how.anchor]);
    kiln_puts(svg->sink, how.weight == KILN_WEIGHT_BOLD ? " font-weight=\"600\"" : "");
    put_colour(svg->sink, "fill", how.paint);
    kiln_puts(svg->sink, ">");
    put_runs(svg->sink, label, how.size_px);
    kiln_puts(svg->sink, "</text>\n");
}

void kiln_canvas_svg_begin(kiln_canvas_svg *svg, kiln_chart_size size, kiln_sink *sink)
{
    *svg = (kiln_canvas_svg){
        .canvas = {set_pen, line_to, end_line, marker, fill, write_label},
        .sink = sink,
    };
    put_px(sink,
           "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"kiln-chart\" role=\"img\""
           " width=\"",
           size.width_px);
    put_px(sink, "\" height=\"", size.height_px);
    put_px(sink, "\" viewBox=\"0 0 ", size.width_px);
    put_px(sink, " ", size.height_px);
    kiln_puts(sink, "\" font-family=\"" FONTS "\">\n");
}

void kiln_canvas_svg_style(kiln_canvas_svg *svg, kiln_chart_size size)
{
    put_style(svg->sink);
    fill(&svg->canvas, (kiln_box){0, 0, size.width_px, size.height_px}, KILN_PAINT_PAPER);
}

void kiln_canvas_svg_end(kiln_canvas_svg *svg)
{
    end_group(svg);
    kiln_puts(svg->sink, "</svg>\n");
}
