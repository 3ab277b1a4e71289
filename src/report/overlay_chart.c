/* Several wafers' profiles in one figure. */
#include "kiln/report/overlay.h"

#include "profile.h"
#include "result.h"

#include "kiln/silicon/words.h"

#include <math.h>

/* Relative: less than that is no difference to see. */
#define ROUNDING 1e-9

typedef struct sketch {
    kiln_scribe *scribe;
    double scale; /* axis unit per nm */
    size_t count; /* wafers to draw: those that differ from the one before */
    const kiln_overlay_wafer **wafer;
    const char *same; /* labels of the others; NULL: none */
    size_t first;     /* wafers before it are left out */
    bool diffused[KILN_DOPANT_COUNT], flat[KILN_DOPANT_COUNT]; /* in any wafer */
    size_t diffused_count, flat_count;
    size_t series_count;
    kiln_chart_series series[KILN_CHART_SERIES_MAX];
} sketch;

static const kiln_curve *curve_of(const kiln_overlay_wafer *wafer, int dopant)
{
    const kiln_layer *silicon = kiln_profile_silicon(wafer->layers);
    const kiln_curve *curve = silicon ? &silicon->chemical[dopant] : NULL;
    return curve && kiln_profile_covers(curve, silicon) ? curve : NULL;
}

static bool same_values(const kiln_curve *a, const kiln_curve *b)
{
    if (!a || !b)
        return a == b;
    for (size_t i = 0; i < a->count && i < b->count; i++)
        if (fabs(a->item[i] - b->item[i]) > ROUNDING * fabs(a->item[i]))
            return false;
    return a->count == b->count;
}

/* Whether two wafers' curves lie on each other in the silicon, as before and after an etch. */
static bool same_profiles(const kiln_overlay_wafer *a, const kiln_overlay_wafer *b)
{
    const kiln_layer *x = kiln_profile_silicon(a->layers), *y = kiln_profile_silicon(b->layers);
    bool same = x && y && same_values(&x->depth_nm, &y->depth_nm);
    for (int d = 0; same && d < KILN_DOPANT_COUNT; d++)
        same = same_values(curve_of(a, d), curve_of(b, d));
    return same;
}

static void choose_wafers(sketch *s, const kiln_overlay *overlay)
{
    s->wafer = KILN_SCRIBE_TAKE(s->scribe, overlay->count, const kiln_overlay_wafer *);
    for (size_t i = 0; s->wafer && i < overlay->count; i++) {
        const kiln_overlay_wafer *wafer = &overlay->wafer[i];
        if (!i || !same_profiles(&overlay->wafer[i - 1], wafer))
            s->wafer[s->count++] = wafer;
        else
            s->same = s->same ? kiln_report_text(s->scribe, "%s, %s", s->same, wafer->label)
                              : wafer->label;
    }
}

static void find_dopants(sketch *s)
{
    for (int d = 0; d < KILN_DOPANT_COUNT; d++) {
        for (size_t i = 0; i < s->count; i++) {
            const kiln_overlay_wafer *wafer = s->wafer[i];
            const kiln_curve *curve = curve_of(wafer, d);
            const double floor_cm3 = kiln_profile_floor(kiln_profile_silicon(wafer->layers));
            const bool flat = curve && kiln_profile_is_substrate(curve, floor_cm3);
            s->flat[d] = s->flat[d] || flat;
            s->diffused[d] = s->diffused[d] || (curve && !flat);
        }
        s->flat[d] = s->flat[d] && !s->diffused[d];
        s->diffused_count += s->diffused[d];
        s->flat_count += s->flat[d];
    }
    const size_t room = KILN_CHART_SERIES_MAX - s->flat_count;
    const size_t fit = s->diffused_count ? room / s->diffused_count : room;
    s->first = s->count > fit ? s->count - fit : 0;
}

/* A dopant through all layers of a wafer, with a gap after each. */
static void add_series(sketch *s, const kiln_overlay_wafer *wafer, int dopant,
                       kiln_chart_series series)
{
    size_t points = 0, at = 0;
    for (size_t l = 0; l < wafer->layers->count; l++)
        points += kiln_profile_points(&wafer->layers->item[l]) + 1;
    double *x = KILN_SCRIBE_TAKE(s->scribe, points, double);
    double *y = KILN_SCRIBE_TAKE(s->scribe, points, double);
    for (size_t l = 0; x && y && l < wafer->layers->count; l++) {
        const kiln_layer *layer = &wafer->layers->item[l];
        const kiln_curve *curve = &layer->chemical[dopant];
        for (size_t i = 0; i < kiln_profile_points(layer); i++, at++) {
            x[at] = layer->depth_nm.item[i] * s->scale;
            y[at] = kiln_profile_covers(curve, layer) ? curve->item[i] : (double)NAN;
        }
        x[at] = y[at] = (double)NAN;
        at++;
    }
    series.count = at;
    series.x = x;
    series.y = y;
    s->series[s->series_count++] = series;
}

static void add_wafer(sketch *s, size_t index)
{
    static const kiln_series_style STYLE[] = {KILN_SERIES_LINE, KILN_SERIES_DASHED,
                                              KILN_SERIES_DOTTED, KILN_SERIES_THIN};
    const kiln_overlay_wafer *wafer = s->wafer[index];
    size_t stroke = 0;
    for (int d = 0; d < KILN_DOPANT_COUNT; d++) {
        if (!s->diffused[d])
            continue;
        const kiln_series_style style = STYLE[stroke++ % (sizeof STYLE / sizeof STYLE[0])];
        const char *dopant = kiln_choice_name(&kiln_dopants, d);
        if (!curve_of(wafer, d))
            continue;
        const char *name = s->diffused_count > 1
                               ? kiln_report_text(s->scribe, "%s: %s", wafer->label, dopant)
                               : wafer->label;
        add_series(s, wafer, d,
                   (kiln_chart_series){.name = name,
                                       .style = style,
                                       .hue = (int)((index - s->first) % KILN_HUES) + 1});
    }
}

/* What no step has changed, of the last wafer. */
static void add_flat(sketch *s)
{
    const kiln_overlay_wafer *last = s->wafer[s->count - 1];
    for (int d = 0; d < KILN_DOPANT_COUNT; d++)
        if (s->flat[d] && curve_of(last, d))
            add_series(s, last, d,
                       (kiln_chart_series){.name = kiln_report_text(
                                               s->scribe, "%s, substrate",
                                               kiln_report_word(s->scribe, &kiln_dopants, d)),
                                           .style = KILN_SERIES_DOTTED,
                                           .hue = KILN_HUE_NEUTRAL});
}

/* The axes hold what each wafer's own figure would. A wafer in which nothing has moved says
 * how deep only if nothing has in any: its layer may be as deep as what a later step would
 * reach. */
static void set_axes(sketch *s, kiln_chart *chart)
{
    double floor_cm3 = (double)NAN, deepest_nm = 0, bottom_nm = 0;
    for (size_t i = s->first; i < s->count; i++) {
        const kiln_overlay_wafer *wafer = s->wafer[i];
        const kiln_layer *silicon = kiln_profile_silicon(wafer->layers);
        const double own_cm3 = kiln_profile_floor(silicon);
        if (!silicon)
            continue;
        floor_cm3 = fmin(floor_cm3, own_cm3); /* of a NaN and a number, the number */
        deepest_nm = fmax(deepest_nm, kiln_profile_deepest(wafer->kpis, silicon, own_cm3));
        bottom_nm = fmax(bottom_nm, kiln_profile_bottom(silicon));
    }
    s->scale = kiln_profile_end_depth(chart, deepest_nm > 0 ? deepest_nm : bottom_nm);
    chart->y.min = floor_cm3;
}

/* Where the silicon begins, when there is oxide above it. */
static void mark_surface(sketch *s, kiln_chart *chart)
{
    kiln_chart_mark *mark = KILN_SCRIBE_TAKE(s->scribe, 1, kiln_chart_mark);
    bool covered = false;
    for (size_t i = s->first; i < s->count; i++)
        covered = covered || s->wafer[i]->layers->count > 1;
    if (!mark || !covered)
        return;
    *mark = (kiln_chart_mark){.x = 0, .y = NAN, .label = "Si"};
    chart->mark = mark;
    chart->mark_count = 1;
}

static void make_notes(sketch *s, kiln_chart *chart)
{
    const char **note = KILN_SCRIBE_TAKE(s->scribe, 3, const char *);
    if (!note)
        return;
    note[chart->note_count++] = "Chemical concentration; depth from the silicon surface that "
                                "each has.";
    if (s->same)
        note[chart->note_count++] = kiln_report_text(
            s->scribe, "In the silicon the same as the one before it: %s.", s->same);
    if (s->first)
        note[chart->note_count++] = kiln_report_text(
            s->scribe, "The first %zu of %zu are left out.", s->first, s->count);
    chart->note = note;
}

kiln_status kiln_report_overlay_svg(const kiln_overlay *overlay, kiln_chart_size size,
                                    kiln_arena *arena, kiln_sink *sink)
{
    kiln_scribe scribe = {.arena = arena};
    sketch s = {.scribe = &scribe, .scale = 1};
    kiln_chart chart = kiln_profile_chart(overlay->title, overlay->subtitle);
    choose_wafers(&s, overlay);
    find_dopants(&s);
    set_axes(&s, &chart);
    for (size_t i = s.first; i < s.count; i++)
        add_wafer(&s, i);
    if (s.count)
        add_flat(&s);
    mark_surface(&s, &chart);
    make_notes(&s, &chart);
    chart.series = s.series;
    chart.series_count = s.series_count;
    return scribe.failed ? KILN_NO_MEMORY : kiln_chart_write_svg(&chart, size, sink);
}
