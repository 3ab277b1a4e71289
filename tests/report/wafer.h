/* A result made by hand, as a simulation of a boron diffusion would leave it, for the tests of
 * report. */
#ifndef TESTS_REPORT_WAFER_H
#define TESTS_REPORT_WAFER_H

#include "kiln/process/result.h"

enum { WAFER_POINTS = 801 };

typedef struct wafer {
    kiln_result result;
    kiln_kpis kpis;
    kiln_model_used model;
    kiln_verdict verdict[3];
    kiln_step_result step[2];
    kiln_layer layer[2];
    kiln_region region[2];
    kiln_warning warning[2];
    double junction_nm[1];
    double oxide_depth_nm[2], oxide_boron_cm3[2];
    double depth_nm[WAFER_POINTS], boron_cm3[WAFER_POINTS], active_cm3[WAFER_POINTS];
    double phosphorus_cm3[WAFER_POINTS], net_cm3[WAFER_POINTS];
} wafer;

/* Silicon down to bottom_nm: boron 1e20 erfc(depth / 104.918 nm), 7e19 of it active, phosphorus
 * 1e15; 412 nm of oxide; a junction at 327.7 nm. */
void wafer_make(wafer *made, double bottom_nm);
/* The same with nothing in it: no dopant, no oxide, no KPI. */
void wafer_make_bare(wafer *made);

#endif
