/* Charts of every kind: what a laboratory draws, and what should never have been given. */
#include "report/gallery.h"

#include <math.h>
#include <stdio.h>

const char *const HOSTILE[] = {
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onload='alert(1)",
    "]]>",
    "<!--",
    "-->",
    "</title></svg><script>alert(1)</script>",
    "</style><style>*{display:none}",
    "javascript:alert(1)",
    "&lt;&amp;&#0;&bogus;",
    "=HYPERLINK(\"x\")",
    "\x01\x02\x1b[2J\x7f",
    "\xff\xfe broken \xc3",
    "\xe2\x80\xae reversed",
    "| a | b |\n| --- | --- |",
    "${x} {{x}} %s %n",
    ("a very long name that goes on and on, without any sense but with great perseverance, "
     "well "
     "past the width of every figure, table and page that anybody would want to put it in"),
    "averyverylongwordwithoutanyblankinitatalllllllllllllllllllllllllllllllllllllllllllllllll",
};
const size_t HOSTILE_COUNT = sizeof HOSTILE / sizeof HOSTILE[0];

enum { POINTS = 20001, EIGHT = 8, EIGHT_POINTS = 2001, ITEMS_MAX = 40 };

static double depth[POINTS], boron[POINTS], active[POINTS], net[POINTS], level[POINTS];
static double minutes[EIGHT_POINTS];
static double oxide[EIGHT][EIGHT_POINTS], profile[EIGHT][EIGHT_POINTS];
static char names[EIGHT][16];
static kiln_chart_series eight_curves[EIGHT], eight_profiles[EIGHT], same_ends[EIGHT];
static gallery_item item[ITEMS_MAX];
static size_t items;

static kiln_chart *add(const char *name)
{
    item[items].name = name;
    item[items].chart =
        (kiln_chart){.title = name,
                     .x = {.label = "Depth", .unit = "nm", .min = NAN, .max = NAN},
                     .y = {.label = "Concentration", .unit = "cm^-3", .min = NAN, .max = NAN}};
    return &item[items++].chart;
}

static void add_curve(const char *name, kiln_chart_scale scale, size_t count, const double *x,
                      const double *y)
{
    static kiln_chart_series series[ITEMS_MAX];
    static size_t used;
    kiln_chart *chart = add(name);
    chart->y.scale = scale;
    series[used] = (kiln_chart_series){.name = name, .count = count, .x = x, .y = y};
    chart->series = &series[used++];
    chart->series_count = 1;
}

/* Boron from a constant source in a lightly doped wafer, under an oxide. */
static void add_boron(void)
{
    static const kiln_chart_series SERIES[] = {
        {"Boron, chemical", POINTS, depth, boron, KILN_SERIES_LINE, 1},
        {"Boron, active", POINTS, depth, active, KILN_SERIES_DASHED, 1},
        {"Net doping", POINTS, depth, net, KILN_SERIES_THIN, KILN_HUE_NEUTRAL},
        {"Phosphorus, substrate", POINTS, depth, level, KILN_SERIES_DOTTED, 2},
    };
    static const kiln_chart_band BAND[] = {{-400, 0, "SiO\u2082 400 nm", KILN_BAND_OXIDE},
                                           {0, 327.7, "p-type", KILN_BAND_P_TYPE},
                                           {327.7, 5000, "n-type", KILN_BAND_N_TYPE}};
    static const kiln_chart_mark MARK[] = {{327.7, NAN, "xj 327.7 nm"}};
    static const char *const NOTE[] = {"Parameters: kiln 1.0; diffusion: constant."};
    for (int i = 0; i < POINTS; i++) {
        depth[i] = i * 0.05;
        boron[i] = 1e20 * erfc(depth[i] / 119.1);
        active[i] = fmin(boron[i], 7e19);
        level[i] = 1e15;
        net[i] = fabs(active[i] - level[i]);
    }
    kiln_chart *chart = add("boron");
    chart->subtitle = "boron predeposition, 1000 \u00b0C, 30 min, under a grown oxide";
    chart->y.scale = KILN_CHART_LOG10;
    chart->x.max = 1000;
    chart->y.min = 1e14;
    chart->series = SERIES;
    chart->series_count = sizeof SERIES / sizeof SERIES[0];
    chart->band = BAND;
    chart->band_count = sizeof BAND / sizeof BAND[0];
    chart->mark = MARK;
    chart->mark_count = 1;
    chart->note = NOTE;
    chart->note_count = 1;
}

static void add_eights(void)
{
    for (int i = 0; i < EIGHT_POINTS; i++)
        minutes[i] = i * 240.0 / (EIGHT_POINTS - 1);
    for (int k = 0; k < EIGHT; k++) {
        for (int i = 0; i < EIGHT_POINTS; i++) {
            oxide[k][i] = 30 * (sqrt(1 + 0.04 * (k + 1) * minutes[i]) - 1);
            profile[k][i] =
                pow(10, 20 - 0.4 * k) * exp(-pow((minutes[i] * 4 - 60 * k) / (80 + 20 * k), 2));
        }
        snprintf(names[k], sizeof names[k], "%d \u00b0C", 850 + 50 * k);
        eight_curves[k] = (kiln_chart_series){names[k], EIGHT_POINTS, minutes, oxide[k], 0, 0};
        eight_profiles[k] =
            (kiln_chart_series){names[k], EIGHT_POINTS, minutes, profile[k], 0, 0};
        same_ends[k] = (kiln_chart_series){names[k], EIGHT_POINTS, minutes, oxide[0], 0, 0};
    }
    eight_profiles[7].style = KILN_SERIES_POINTS;
    kiln_chart *chart = add("eight curves");
    chart->x.label = "Time";
    chart->x.unit = "min";
    chart->series = eight_curves;
    chart->series_count = EIGHT;
    chart = add("eight curves that end together");
    chart->series = same_ends;
    chart->series_count = EIGHT;
    chart = add("eight profiles");
    chart->y.scale = KILN_CHART_LOG10;
    chart->series = eight_profiles;
    chart->series_count = EIGHT;
}

static void add_degenerate(void)
{
    static const double ONE[] = {5}, ZEROS[] = {0, 0, 0}, SAME[] = {7, 7, 7}, X[] = {1, 2, 3};
    static const double MIXED[] = {-1, 0, 1e15}, NANS[] = {NAN, NAN, NAN};
    static const double GAPS[] = {1, NAN, 3}, HUGE_SPAN[] = {-1e308, 0, 1e308};
    static const double TINY[] = {1e-300, 2e-300, 3e-300}, CLOSE[] = {1, 1 + 1e-15, 1 + 2e-15};
    static const double FAR_DECADES[] = {1e-300, 1, 1e300}, BACK[] = {3, 1, 2};
    static const double BIG[] = {12345678, 12345900, 12346200},
                        INF[] = {1, INFINITY, -INFINITY};
    add("empty");
    add("empty on a log axis")->y.scale = KILN_CHART_LOG10;
    for (int scale = 0; scale < 2; scale++) {
        add_curve("no points", (kiln_chart_scale)scale, 0, NULL, NULL);
        add_curve("one point", (kiln_chart_scale)scale, 1, ONE, ONE);
        add_curve("all zero", (kiln_chart_scale)scale, 3, ZEROS, ZEROS);
        add_curve("all equal", (kiln_chart_scale)scale, 3, X, SAME);
        add_curve("zero and negative", (kiln_chart_scale)scale, 3, X, MIXED);
        add_curve("no number", (kiln_chart_scale)scale, 3, X, NANS);
        add_curve("gaps", (kiln_chart_scale)scale, 3, X, GAPS);
        add_curve("huge", (kiln_chart_scale)scale, 3, HUGE_SPAN, HUGE_SPAN);
        add_curve("tiny", (kiln_chart_scale)scale, 3, TINY, TINY);
        add_curve("close", (kiln_chart_scale)scale, 3, X, CLOSE);
        add_curve("many decades", (kiln_chart_scale)scale, 3, X, FAR_DECADES);
        add_curve("backwards", (kiln_chart_scale)scale, 3, BACK, X);
        add_curve("seven digits", (kiln_chart_scale)scale, 3, X, BIG);
        add_curve("infinite", (kiln_chart_scale)scale, 3, X, INF);
    }
}

/* Every place for a text holds a hostile one. */
static void add_hostile(void)
{
    static const double X[] = {0, 100}, Y[] = {1, 10};
    static kiln_chart_series series[KILN_CHART_SERIES_MAX];
    static kiln_chart_band band[KILN_CHART_BANDS_MAX];
    static kiln_chart_mark mark[KILN_CHART_MARKS_MAX];
    static const char *note[KILN_CHART_NOTES_MAX];
    for (size_t i = 0; i < KILN_CHART_SERIES_MAX; i++)
        series[i] = (kiln_chart_series){HOSTILE[i % HOSTILE_COUNT], 2, X, Y, 0, 0};
    for (size_t i = 0; i < KILN_CHART_BANDS_MAX; i++)
        band[i] = (kiln_chart_band){3.0 * (double)i, 3.0 * (double)i + 2,
                                    HOSTILE[(i + 3) % HOSTILE_COUNT], KILN_BAND_TARGET};
    for (size_t i = 0; i < KILN_CHART_MARKS_MAX; i++)
        mark[i] = (kiln_chart_mark){50 + 0.1 * (double)i, 5, HOSTILE[i % HOSTILE_COUNT]};
    for (size_t i = 0; i < KILN_CHART_NOTES_MAX; i++)
        note[i] = HOSTILE[i];
    kiln_chart *chart = add("hostile");
    chart->title = HOSTILE[16];
    chart->subtitle = HOSTILE[6];
    chart->x = (kiln_chart_axis){HOSTILE[0], HOSTILE[1], KILN_CHART_LINEAR, NAN, NAN};
    chart->y = (kiln_chart_axis){HOSTILE[17], HOSTILE[11], KILN_CHART_LOG10, NAN, NAN};
    chart->series = series;
    chart->series_count = KILN_CHART_SERIES_MAX;
    chart->band = band;
    chart->band_count = KILN_CHART_BANDS_MAX;
    chart->mark = mark;
    chart->mark_count = KILN_CHART_MARKS_MAX;
    chart->note = note;
    chart->note_count = KILN_CHART_NOTES_MAX;
}

const gallery_item *gallery(size_t *count)
{
    if (!items) {
        add_boron();
        add_eights();
        add_degenerate();
        add_hostile();
    }
    *count = items;
    return item;
}
