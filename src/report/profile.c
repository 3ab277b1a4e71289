/* How far the axes of a figure go, and which curves are there to be drawn. */
#include "profile.h"

#include "kiln/silicon/words.h"

#include <math.h>

/* Deeper than this the axis is in um. */
#define NM_AXIS_MAX_NM 2000.0

size_t kiln_profile_points(const kiln_layer *layer)
{
    return layer->depth_nm.item ? layer->depth_nm.count : 0;
}

const kiln_layer *kiln_profile_silicon(const kiln_layer_list *layers)
{
    for (size_t i = layers->count; i-- > 0;)
        if (layers->item[i].material == KILN_SILICON && kiln_profile_points(&layers->item[i]))
            return &layers->item[i];
    return NULL;
}

bool kiln_profile_covers(const kiln_curve *curve, const kiln_layer *layer)
{
    return curve->item && curve->count == layer->depth_nm.count;
}

bool kiln_profile_is_flat(const kiln_curve *curve)
{
    for (size_t i = 1; i < curve->count; i++)
        if (fabs(curve->item[i] - curve->item[0]) > 1e-9 * fabs(curve->item[0]))
            return false;
    return true;
}

bool kiln_profile_is_substrate(const kiln_curve *curve, double floor_cm3)
{
    return kiln_profile_is_flat(curve) && curve->count && curve->item[0] > floor_cm3;
}

double kiln_profile_floor(const kiln_layer *silicon)
{
    const size_t points = silicon ? kiln_profile_points(silicon) : 0;
    double peak = 0, level = 0;
    for (int d = 0; silicon && d < KILN_DOPANT_COUNT; d++)
        for (size_t i = 0; kiln_profile_covers(&silicon->chemical[d], silicon) && i < points;
             i++)
            peak = fmax(peak, silicon->chemical[d].item[i]);
    if (silicon && kiln_profile_covers(&silicon->net_cm3, silicon))
        level = fabs(silicon->net_cm3.item[points - 1]);
    if (!(peak > 0))
        return (double)NAN;
    /* A little tolerance: a tail of the other type takes from a substrate of 1e15. */
    return pow(10, floor(log10(level > 1e-9 * peak ? level : 1e-5 * peak) + 0.05) - 1);
}

double kiln_profile_bottom(const kiln_layer *silicon)
{
    return silicon->depth_nm.item[kiln_profile_points(silicon) - 1];
}

double kiln_profile_deepest(const kiln_kpis *kpis, const kiln_layer *silicon, double floor_cm3)
{
    double deepest = 0;
    if (kpis && kpis->junctions_nm.item)
        for (size_t i = 0; i < kpis->junctions_nm.count; i++)
            deepest = fmax(deepest, 2 * kpis->junctions_nm.item[i]);
    for (int d = 0; d < KILN_DOPANT_COUNT; d++) {
        const kiln_curve *curve = &silicon->chemical[d];
        if (!kiln_profile_covers(curve, silicon) || kiln_profile_is_flat(curve))
            continue;
        const double level = fmax(floor_cm3, 1.05 * curve->item[curve->count - 1]);
        size_t i = curve->count - 1;
        while (i > 0 && !(curve->item[i] > level))
            i--;
        deepest = fmax(deepest, 1.1 * silicon->depth_nm.item[i]);
    }
    return fmin(deepest, kiln_profile_bottom(silicon));
}

kiln_chart kiln_profile_chart(const char *title, const char *subtitle)
{
    return (kiln_chart){.title = title,
                        .subtitle = subtitle,
                        .x = {.label = "Depth", .unit = "nm", .min = NAN, .max = NAN},
                        .y = {.label = "Concentration",
                              .unit = "cm^-3",
                              .scale = KILN_CHART_LOG10,
                              .min = NAN,
                              .max = NAN},
                        .empty = "No dopant"};
}

double kiln_profile_end_depth(kiln_chart *chart, double deepest_nm)
{
    const bool deep = deepest_nm > NM_AXIS_MAX_NM;
    const double scale = deep ? 1e-3 : 1;
    if (deep)
        chart->x.unit = "\xc2\xb5m";
    if (deepest_nm > 0)
        chart->x.max = deepest_nm * scale;
    return scale;
}
