/* The result of a simulation, as JSON in docs/reference/result.md. Depth 0 is the present
 * silicon surface; the oxide has negative depth. */
#ifndef KILN_PROCESS_RESULT_H
#define KILN_PROCESS_RESULT_H

#include "kiln/base.h"
#include "kiln/process/kpi.h"
#include "kiln/process/recipe.h"
#include "kiln/silicon/words.h"

/* A curve over the depths of its layer. */
typedef KILN_LIST(double) kiln_curve;

typedef struct kiln_layer {
    int material;
    double top_nm, bottom_nm;
    kiln_curve depth_nm;                    /* both end points included */
    kiln_curve chemical[KILN_DOPANT_COUNT]; /* cm^-3, absent where the dopant is not there */
    kiln_curve active[KILN_DOPANT_COUNT];   /* silicon only */
    kiln_curve net_cm3;                     /* donors minus acceptors, silicon only */
} kiln_layer;

typedef KILN_LIST(kiln_layer) kiln_layer_list;

typedef enum kiln_region_type {
    KILN_P_TYPE,
    KILN_N_TYPE,
    KILN_REGION_TYPE_COUNT
} kiln_region_type;

typedef struct kiln_region {
    double from_nm, to_nm;
    int type;
    double sheet_resistance_ohm_sq, dose_active_cm2, dose_chemical_cm2;
} kiln_region;

/* within: 1 yes, 0 no, -1 unknown, which `reason` explains. */
typedef struct kiln_verdict {
    int kpi;
    double value, lower, upper;
    signed char within;
    const char *reason;
} kiln_verdict;

typedef struct kiln_step_result {
    const char *name;
    int type;
    kiln_kpis *kpis;
    kiln_layer_list layers; /* with step_profiles (simulate.h) */
    double execution_time_ms;
} kiln_step_result;

typedef struct kiln_warning {
    const char *pointer, *message, *mend;
} kiln_warning;

typedef struct kiln_model_used {
    const char *set, *version, *sha256;
    int diffusion, solver, mobility, oxidation;
    double active_at_c; /* the temperature whose solubility bounds the active concentration */
} kiln_model_used;

/* What the numerical solver did, all steps together. */
typedef struct kiln_solver_effort {
    int64_t steps, rejected, iterations, remeshes;
    int64_t grid_points; /* at the end */
} kiln_solver_effort;

typedef struct kiln_result {
    const char *run_id, *recipe_id;
    kiln_model_used *model;
    kiln_kpis *kpis;
    const char *oxide_colour; /* NULL: none, or past the chart */
    KILN_LIST(kiln_verdict) verdicts;
    KILN_LIST(kiln_step_result) steps;
    kiln_layer_list layers;
    KILN_LIST(kiln_region) regions;
    kiln_solver_effort *solver; /* NULL: closed forms, or nothing diffused */
    KILN_LIST(kiln_warning) warnings;
    double execution_time_ms, memory_mb;
} kiln_result;

extern KILN_API const kiln_shape kiln_result_shape;
extern KILN_API const kiln_choices kiln_region_types;

#endif
