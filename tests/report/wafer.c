/* A result made by hand. */
#include "report/wafer.h"

#include <math.h>

static void fill_absent(wafer *made)
{
    *made = (wafer){0};
    for (int i = 0; i < KILN_KPI_COUNT; i++)
        made->kpis.value[i] = NAN;
    made->result.kpis = &made->kpis;
    made->result.recipe_id = "B-1000C-30MIN";
    made->result.execution_time_ms = made->result.memory_mb = NAN;
}

static void fill_profiles(wafer *made, double bottom_nm)
{
    for (int i = 0; i < WAFER_POINTS; i++) {
        made->depth_nm[i] = bottom_nm * i / (WAFER_POINTS - 1);
        made->boron_cm3[i] = 1e20 * erfc(made->depth_nm[i] / 104.918);
        made->active_cm3[i] = fmin(made->boron_cm3[i], 7e19);
        made->phosphorus_cm3[i] = 1e15;
        made->net_cm3[i] = made->phosphorus_cm3[i] - made->active_cm3[i];
    }
    made->oxide_depth_nm[0] = -412;
    made->oxide_boron_cm3[0] = 3e18;
    made->oxide_boron_cm3[1] = 4e20;
    kiln_layer *oxide = &made->layer[0], *silicon = &made->layer[1];
    oxide->material = KILN_OXIDE;
    oxide->top_nm = -412;
    oxide->depth_nm = (kiln_curve){2, made->oxide_depth_nm};
    oxide->chemical[KILN_BORON] = (kiln_curve){2, made->oxide_boron_cm3};
    silicon->material = KILN_SILICON;
    silicon->bottom_nm = bottom_nm;
    silicon->depth_nm = (kiln_curve){WAFER_POINTS, made->depth_nm};
    silicon->chemical[KILN_BORON] = (kiln_curve){WAFER_POINTS, made->boron_cm3};
    silicon->chemical[KILN_PHOSPHORUS] = (kiln_curve){WAFER_POINTS, made->phosphorus_cm3};
    silicon->active[KILN_BORON] = (kiln_curve){WAFER_POINTS, made->active_cm3};
    silicon->active[KILN_PHOSPHORUS] = (kiln_curve){WAFER_POINTS, made->phosphorus_cm3};
    silicon->net_cm3 = (kiln_curve){WAFER_POINTS, made->net_cm3};
    made->result.layers.count = 2;
    made->result.layers.item = made->layer;
}

static void fill_judgement(wafer *made, double bottom_nm)
{
    made->kpis.value[KILN_KPI_JUNCTION_DEPTH] = made->junction_nm[0] = 327.7;
    made->kpis.value[KILN_KPI_SHEET_RESISTANCE] = 101.3;
    made->kpis.value[KILN_KPI_PEAK_CONC] = 1e20;
    made->kpis.value[KILN_KPI_OXIDE_THICKNESS] = 412;
    made->kpis.value[KILN_KPI_THERMAL_BUDGET] = 3.1e-11;
    made->kpis.junctions_nm.count = 1;
    made->kpis.junctions_nm.item = made->junction_nm;
    made->verdict[0] = (kiln_verdict){KILN_KPI_JUNCTION_DEPTH, 327.7, 280, 320, 0, NULL};
    made->verdict[1] = (kiln_verdict){KILN_KPI_SHEET_RESISTANCE, 101.3, 90, NAN, 1, NULL};
    made->verdict[2] =
        (kiln_verdict){KILN_KPI_DOSE_LOST, NAN, NAN, 1e14, -1, "nothing was lost"};
    made->result.verdicts.count = 3;
    made->result.verdicts.item = made->verdict;
    made->region[0] = (kiln_region){0, 327.7, KILN_P_TYPE, 101.3, 1.0e15, 1.1e15};
    made->region[1] = (kiln_region){327.7, bottom_nm, KILN_N_TYPE, 92000, 6.7e10, 6.7e10};
    made->result.regions.count = 2;
    made->result.regions.item = made->region;
    made->step[0] = (kiln_step_result){.name = "predeposition",
                                       .type = KILN_STEP_FURNACE,
                                       .kpis = &made->kpis,
                                       .execution_time_ms = NAN};
    made->step[1] =
        (kiln_step_result){.name = "strip", .type = KILN_STEP_ETCH, .execution_time_ms = NAN};
    made->result.steps.count = 2;
    made->result.steps.item = made->step;
}

void wafer_make(wafer *made, double bottom_nm)
{
    fill_absent(made);
    fill_profiles(made, bottom_nm);
    fill_judgement(made, bottom_nm);
    made->model = (kiln_model_used){.set = "kiln",
                                    .version = "1.0",
                                    .sha256 = "0123abcd",
                                    .diffusion = KILN_DIFFUSION_CONSTANT,
                                    .solver = KILN_SOLVER_CLOSED_FORM,
                                    .mobility = KILN_MOBILITY_MASETTI,
                                    .oxidation = KILN_ABSENT_CHOICE,
                                    .active_at_c = 1000};
    made->result.model = &made->model;
    made->warning[0] = (kiln_warning){"/steps/0/temp_c", "1190 C is past the data", "see docs"};
    made->warning[1] = (kiln_warning){NULL, "the second one", NULL};
    made->result.warnings.count = 2;
    made->result.warnings.item = made->warning;
}

void wafer_make_bare(wafer *made)
{
    fill_absent(made);
    made->result.kpis = NULL;
    made->result.recipe_id = NULL;
}
