/* The worked example of a field table (docs/architecture.md, "How to add a field"): one shape
 * with a field of every kind, as its own tests take it through every form that a table
 * gives. */
#ifndef TESTS_BASE_EXAMPLE_SHAPE_H
#define TESTS_BASE_EXAMPLE_SHAPE_H

#include "kiln/base/field.h"

typedef enum example_dopant {
    EXAMPLE_BORON,
    EXAMPLE_PHOSPHORUS,
    EXAMPLE_ARSENIC,
    EXAMPLE_DOPANT_COUNT
} example_dopant;

typedef enum example_plane { EXAMPLE_100, EXAMPLE_111, EXAMPLE_110 } example_plane;
typedef enum example_gas_name { EXAMPLE_N2, EXAMPLE_DRY_O2 } example_gas_name;
typedef enum example_word { EXAMPLE_SOLUBILITY } example_word;
typedef enum example_step_type { EXAMPLE_SOAK, EXAMPLE_RAMP } example_step_type;

typedef enum example_kpi {
    EXAMPLE_JUNCTION_DEPTH,
    EXAMPLE_SHEET_RESISTANCE,
    EXAMPLE_KPI_COUNT
} example_kpi;

typedef struct example_gas {
    int name; /* the shorthand: "n2" is {"name": "n2"} */
    double flow_slm;
} example_gas;

typedef struct example_layer {
    double thickness_nm;
    const char *material;
} example_layer;

typedef struct example_band {
    double lower, upper;
} example_band;

typedef struct example_soak {
    double time_min;
} example_soak;

typedef struct example_ramp {
    double to_temp_c, rate_c_per_min;
} example_ramp;

typedef struct example_step {
    int type; /* an example_step_type */
    union {
        void *body;
        example_soak *soak;
        example_ramp *ramp;
    };
} example_step;

typedef struct example_run {
    const char *run_id; /* volatile */
    const char *name;
    const char *remark; /* a note */
    double temp_c, time_min;
    int64_t wafers;
    bool dry_run;
    signed char within; /* 1, 0, -1 for unknown */
    int dopant, plane;
    kiln_number_or_choice surface_conc_cm3;
    example_gas *ambient;
    KILN_LIST(double) zones_c;
    KILN_LIST(example_layer) layers;
    KILN_LIST(const char *) tags;
    KILN_LIST(example_step) steps;
    example_step last;
    double dose_cm2[EXAMPLE_DOPANT_COUNT];
    example_band *targets[EXAMPLE_KPI_COUNT];
    KILN_LIST(double) depths_nm[EXAMPLE_DOPANT_COUNT];
} example_run;

extern const kiln_shape example_run_shape;

/* A shape of scalars only, as CSV rows and flags have it. */
typedef struct example_row {
    const char *run_id;
    int dopant;
    double temp_celsius, time_minutes;
    kiln_number_or_choice surface_conc;
    int64_t slot;
    bool exclude;
    signed char within;
    const char *comment;
} example_row;

extern const kiln_shape example_row_shape;

#endif
