/* A result's profile as a chart. */
#include "profile.h"
#include "result.h"

#include "kiln/silicon/words.h"

#include <math.h>
#include <string.h>

/* Active and chemical are drawn apart when they differ by more than this part. */
#define ACTIVE_APART 0.02

/* The axis of a wafer without dopant. */
#define BARE_MIN_CM3 1e14
#define BARE_MAX_CM3 1e20

typedef struct profile_sketch {
    const kiln_result *result;
    kiln_scribe *scribe;
    size_t points; /* all layers, with a gap after each */
    double *x;     /* [points], in the axis' unit */
    double scale;  /* axis unit per nm */
    double floor_cm3;
    size_t series_count;
    kiln_chart_series series[KILN_CHART_SERIES_MAX];
} profile_sketch;

static void set_depths(profile_sketch *sketch)
{
    const kiln_result *result = sketch->result;
    for (size_t l = 0; l < result->layers.count; l++)
        sketch->points += kiln_profile_points(&result->layers.item[l]) + 1;
    sketch->x = KILN_SCRIBE_TAKE(sketch->scribe, sketch->points + 1, double);
    for (size_t l = 0, at = 0; l < result->layers.count && sketch->x; l++) {
        const kiln_layer *layer = &result->layers.item[l];
        for (size_t i = 0; i < kiln_profile_points(layer); i++)
            sketch->x[at++] = layer->depth_nm.item[i] * sketch->scale;
        sketch->x[at++] = NAN;
    }
}

/* What of a layer a curve shows. */
typedef const kiln_curve *curve_picker(const kiln_layer *layer, int dopant);

static const kiln_curve *chemical_of(const kiln_layer *layer, int dopant)
{
    return &layer->chemical[dopant];
}

static const kiln_curve *active_of(const kiln_layer *layer, int dopant)
{
    return &layer->active[dopant];
}

static const kiln_curve *net_of(const kiln_layer *layer, int dopant)
{
    (void)dopant;
    return &layer->net_cm3;
}

static void add_series(profile_sketch *sketch, curve_picker *pick, int dopant,
                       kiln_chart_series series)
{
    double *y = KILN_SCRIBE_TAKE(sketch->scribe, sketch->points + 1, double);
    if (!y || !sketch->x)
        return;
    size_t at = 0;
    for (size_t l = 0; l < sketch->result->layers.count; l++) {
        const kiln_layer *layer = &sketch->result->layers.item[l];
        const kiln_curve *curve = pick(layer, dopant);
        for (size_t i = 0; i < kiln_profile_points(layer); i++)
            y[at++] = kiln_profile_covers(curve, layer) ? fabs(curve->item[i]) : (double)NAN;
        y[at++] = NAN;
    }
    series.count = sketch->points;
    series.x = sketch->x;
    series.y = y;
    sketch->series[sketch->series_count++] = series;
}

static bool differs(const profile_sketch *sketch, const kiln_layer *silicon, int dopant)
{
    const kiln_curve *chemical = &silicon->chemical[dopant], *active = &silicon->active[dopant];
    if (!kiln_profile_covers(chemical, silicon) || !kiln_profile_covers(active, silicon))
        return false;
    for (size_t i = 0; i < chemical->count; i++)
        if (chemical->item[i] > sketch->floor_cm3 &&
            fabs(chemical->item[i] - active->item[i]) > ACTIVE_APART * chemical->item[i])
            return true;
    return false;
}

static bool anywhere(const kiln_result *result, int dopant)
{
    for (size_t l = 0; l < result->layers.count; l++)
        if (kiln_profile_points(&result->layers.item[l]) &&
            kiln_profile_covers(&result->layers.item[l].chemical[dopant],
                                &result->layers.item[l]))
            return true;
    return false;
}

/* One dopant: chemical and active share a colour, the dopant's own. */
static void add_dopant(profile_sketch *sketch, const kiln_layer *silicon, int dopant)
{
    const char *word = kiln_report_word(sketch->scribe, &kiln_dopants, dopant);
    const kiln_curve *chemical = &silicon->chemical[dopant];
    kiln_chart_series series = {.name = word, .style = KILN_SERIES_LINE, .hue = dopant + 1};
    const bool apart = differs(sketch, silicon, dopant);
    if (kiln_profile_covers(chemical, silicon) &&
        kiln_profile_is_substrate(chemical, sketch->floor_cm3)) {
        series.style = KILN_SERIES_DOTTED;
        series.name = kiln_report_text(sketch->scribe, "%s, substrate", word);
    } else if (apart) {
        series.name = kiln_report_text(sketch->scribe, "%s, chemical", word);
    }
    add_series(sketch, chemical_of, dopant, series);
    if (!apart)
        return;
    series.name = kiln_report_text(sketch->scribe, "%s, active", word);
    series.style = KILN_SERIES_DASHED;
    add_series(sketch, active_of, dopant, series);
}

static kiln_chart_band *make_bands(const profile_sketch *sketch, size_t *count)
{
    const kiln_result *result = sketch->result;
    kiln_chart_band *band =
        KILN_SCRIBE_TAKE(sketch->scribe, KILN_CHART_BANDS_MAX, kiln_chart_band);
    *count = 0;
    for (size_t l = 0; band && l < result->layers.count && *count < KILN_CHART_BANDS_MAX; l++) {
        const kiln_layer *layer = &result->layers.item[l];
        if (layer->material == KILN_SILICON)
            continue;
        const bool oxide = layer->material == KILN_OXIDE;
        band[(*count)++] = (kiln_chart_band){
            .from = layer->top_nm * sketch->scale,
            .to = layer->bottom_nm * sketch->scale,
            .label = kiln_report_text(
                sketch->scribe, "%s %s nm",
                oxide ? "SiO\xe2\x82\x82"
                      : kiln_report_word(sketch->scribe, &kiln_materials, layer->material),
                kiln_report_number(sketch->scribe, layer->bottom_nm - layer->top_nm, 4)),
            .role = oxide ? KILN_BAND_OXIDE : KILN_BAND_NEUTRAL};
    }
    for (size_t i = 0; band && i < result->regions.count && *count < KILN_CHART_BANDS_MAX;
         i++) {
        const kiln_region *region = &result->regions.item[i];
        band[(*count)++] = (kiln_chart_band){
            .from = region->from_nm * sketch->scale,
            .to = region->to_nm * sketch->scale,
            .label = region->type == KILN_P_TYPE ? "p-type" : "n-type",
            .role = region->type == KILN_P_TYPE ? KILN_BAND_P_TYPE : KILN_BAND_N_TYPE};
    }
    return band;
}

static kiln_chart_mark *make_marks(const profile_sketch *sketch, size_t *count)
{
    const kiln_kpis *kpis = sketch->result->kpis;
    const size_t junctions = kpis && kpis->junctions_nm.item ? kpis->junctions_nm.count : 0;
    kiln_chart_mark *mark =
        KILN_SCRIBE_TAKE(sketch->scribe, KILN_CHART_MARKS_MAX, kiln_chart_mark);
    for (*count = 0; mark && *count < junctions && *count < KILN_CHART_MARKS_MAX; (*count)++) {
        const double depth_nm = kpis->junctions_nm.item[*count];
        mark[*count] = (kiln_chart_mark){
            .x = depth_nm * sketch->scale,
            .y = NAN,
            .label = kiln_report_text(
                sketch->scribe, "xj %s nm",
                kiln_report_number(sketch->scribe, depth_nm,
                                   kiln_report_kpi_digits(KILN_KPI_JUNCTION_DEPTH)))};
    }
    return mark;
}

static void add_all_series(profile_sketch *sketch, const kiln_layer *silicon)
{
    set_depths(sketch);
    for (int dopant = 0; dopant < KILN_DOPANT_COUNT; dopant++)
        if (anywhere(sketch->result, dopant))
            add_dopant(sketch, silicon, dopant);
    if (kiln_profile_covers(&silicon->net_cm3, silicon))
        add_series(sketch, net_of, 0,
                   (kiln_chart_series){.name = "Net doping",
                                       .style = KILN_SERIES_THIN,
                                       .hue = KILN_HUE_NEUTRAL});
}

void kiln_report_chart(const kiln_report *report, kiln_scribe *scribe, kiln_chart *chart)
{
    profile_sketch sketch = {.result = report->result, .scribe = scribe, .scale = 1};
    const kiln_layer *silicon = kiln_profile_silicon(&report->result->layers);
    kiln_chart made = kiln_profile_chart(report->result->recipe_id, report->description);
    if (silicon) {
        sketch.floor_cm3 = kiln_profile_floor(silicon);
        made.y.min = isnan(sketch.floor_cm3) ? BARE_MIN_CM3 : sketch.floor_cm3;
        made.y.max = isnan(sketch.floor_cm3) ? BARE_MAX_CM3 : (double)NAN;
        const double deepest_nm =
            kiln_profile_deepest(report->result->kpis, silicon, sketch.floor_cm3);
        sketch.scale = kiln_profile_end_depth(
            &made, deepest_nm > 0 ? deepest_nm : kiln_profile_bottom(silicon));
        add_all_series(&sketch, silicon);
    }
    kiln_chart_series *series =
        KILN_SCRIBE_TAKE(scribe, sketch.series_count + 1, kiln_chart_series);
    made.band = make_bands(&sketch, &made.band_count);
    made.mark = make_marks(&sketch, &made.mark_count);
    const char **note = KILN_SCRIBE_TAKE(scribe, 1, const char *);
    if (scribe->failed)
        return;
    memcpy(series, sketch.series, sketch.series_count * sizeof series[0]);
    made.series = series;
    made.series_count = sketch.series_count;
    note[0] = kiln_report_model(report->result, scribe);
    made.note = note;
    made.note_count = note[0] ? 1 : 0;
    *chart = made;
}

kiln_status kiln_report_result_svg(const kiln_report *report, kiln_chart_size size,
                                   kiln_arena *arena, kiln_sink *sink)
{
    kiln_scribe scribe = {.arena = arena};
    kiln_chart chart;
    kiln_report_chart(report, &scribe, &chart);
    return scribe.failed ? KILN_NO_MEMORY : kiln_chart_write_svg(&chart, size, sink);
}
