/* Private to report: what of a wafer's layers a figure shows. */
#ifndef KILN_SRC_REPORT_PROFILE_H
#define KILN_SRC_REPORT_PROFILE_H

#include "kiln/process/result.h"
#include "kiln/report/chart.h"

#include <stdbool.h>
#include <stddef.h>

/* Depths of a layer; 0 when it has none. */
size_t kiln_profile_points(const kiln_layer *layer);
/* The lowest silicon layer with depths; NULL when there is none. */
const kiln_layer *kiln_profile_silicon(const kiln_layer_list *layers);
/* Whether a curve is there at every depth of its layer. */
bool kiln_profile_covers(const kiln_curve *curve, const kiln_layer *layer);
/* Whether a dopant is the same everywhere. */
bool kiln_profile_is_flat(const kiln_curve *curve);
/* Whether it is so because it is the substrate's, and not because it is in a film only. */
bool kiln_profile_is_substrate(const kiln_curve *curve, double floor_cm3);

/* The lowest decade worth showing: one under the level that the net doping ends in, or five
 * under the peak when there is none. NaN: no dopant. silicon may be NULL. */
double kiln_profile_floor(const kiln_layer *silicon);

/* How deep a figure goes: to twice the last junction, or to where the profiles end in the floor
 * or in their own level at the bottom; not past the layer's end. 0: nothing but what is the
 * same everywhere. kpis may be NULL. */
double kiln_profile_deepest(const kiln_kpis *kpis, const kiln_layer *silicon, double floor_cm3);
/* The layer's end. */
double kiln_profile_bottom(const kiln_layer *silicon);

/* Concentration on a log axis against depth in nm, without curves yet. */
kiln_chart kiln_profile_chart(const char *title, const char *subtitle);
/* Ends the depth axis there, if that is not 0; in um when it is deep. Returns the axis' unit
 * per nm. */
double kiln_profile_end_depth(kiln_chart *chart, double deepest_nm);

#endif
