/* The recipe: what is done to a wafer, in the units as given. For people:
 * docs/reference/recipe.md. One struct a shape; the field tables are in
 * src/process/recipe_shape.c. */
#ifndef KILN_PROCESS_RECIPE_H
#define KILN_PROCESS_RECIPE_H

#include "kiln/base.h"
#include "kiln/process/kpi.h"
#include "kiln/silicon/atmosphere.h"
#include "kiln/silicon/words.h"

enum {
    KILN_STEPS_MAX = 64,
    KILN_SEGMENTS_MAX = 256,
    KILN_DOPANTS_MAX = 8, /* profiles of one recipe, epitaxial layers too */
    KILN_POINTS_MAX = 20000
};

/* Limits of every recipe (interfaces.md section 1). */
#define KILN_TEMP_C_MIN       300.0
#define KILN_TEMP_C_MAX       1400.0
#define KILN_TIME_MIN_MAX     10000.0
#define KILN_CONC_CM3_MIN     1e10
#define KILN_CONC_CM3_MAX     5e22
#define KILN_DOSE_CM2_MIN     1e10
#define KILN_DOSE_CM2_MAX     1e18
#define KILN_PRESSURE_ATM_MIN 0.01
#define KILN_PRESSURE_ATM_MAX 25.0
#define KILN_WAFER_UM_MIN     10.0
#define KILN_WAFER_UM_MAX     10000.0
#define KILN_TOLERANCE_MIN    1e-6
#define KILN_TOLERANCE_MAX    0.1
#define KILN_TOLERANCE_USUAL  1e-3

typedef enum kiln_material {
    KILN_OXIDE,
    KILN_NITRIDE,
    KILN_POLY,
    KILN_SILICON,
    KILN_MATERIAL_COUNT,
    KILN_MATERIAL_ALL = KILN_MATERIAL_COUNT /* etch only */
} kiln_material;

typedef enum kiln_surface {
    KILN_BARE,
    KILN_NATIVE_OXIDE,
    KILN_SEALED,
    KILN_SURFACE_COUNT
} kiln_surface;

typedef enum kiln_chemical {
    KILN_SOURCE_NONE,
    KILN_SOURCE_POCL3,
    KILN_SOURCE_BBR3,
    KILN_SOURCE_BCL3,
    KILN_SOURCE_BN,
    KILN_SOURCE_B2H6,
    KILN_SOURCE_PH3,
    KILN_SOURCE_ASH3,
    KILN_SOURCE_SB2O3,
    KILN_SOURCE_DOPED_LAYER,
    KILN_CHEMICAL_COUNT
} kiln_chemical;

typedef enum kiln_diffusion_model {
    KILN_DIFFUSION_CONSTANT,
    KILN_DIFFUSION_FERMI,
    KILN_DIFFUSION_COUPLED,
    KILN_DIFFUSION_COUNT
} kiln_diffusion_model;

typedef enum kiln_solver {
    KILN_SOLVER_AUTO,
    KILN_SOLVER_CLOSED_FORM,
    KILN_SOLVER_NUMERICAL,
    KILN_SOLVER_COUNT
} kiln_solver;

typedef enum kiln_activation {
    KILN_ACTIVE_AT_PEAK,
    KILN_ACTIVE_AT_END,
    KILN_ACTIVE_BY_KINETICS,
    KILN_ACTIVATION_COUNT
} kiln_activation;

typedef enum kiln_oed { KILN_OED_EMPIRICAL, KILN_OED_NONE, KILN_OED_COUNT } kiln_oed;

/* What dopant does that is beyond its solubility. It is no carrier in either case. */
typedef enum kiln_inactive {
    KILN_INACTIVE_IMMOBILE, /* it has precipitated */
    KILN_INACTIVE_MOBILE,   /* it diffuses all the same */
    KILN_INACTIVE_COUNT
} kiln_inactive;

typedef struct kiln_epi_layer {
    double thickness_nm;
    int dopant;
    double conc_cm3, resistivity_ohm_cm;
} kiln_epi_layer;

typedef struct kiln_substrate {
    int orientation;
    int dopant;
    double conc_cm3, resistivity_ohm_cm;
    double native_oxide_nm, thickness_um;
    KILN_LIST(kiln_epi_layer) layers;
} kiln_substrate;

typedef enum kiln_profile_shape {
    KILN_SHAPE_GAUSSIAN,
    KILN_PROFILE_SHAPE_COUNT
} kiln_profile_shape;

/* A starting profile: a Gaussian of a dose, a table, or a file (command line only). */
typedef struct kiln_initial {
    int dopant;
    int shape;
    double dose_cm2, peak_depth_nm, sigma_nm;
    KILN_LIST(double) depth_nm;
    KILN_LIST(double) conc_cm3;
    const char *file;
} kiln_initial;

/* A gas, by name, mole fractions (the rest is inert) or flows. */
typedef struct kiln_ambient {
    int name;
    double fraction[KILN_GAS_COUNT];
    double flow_slm[KILN_GAS_COUNT];
} kiln_ambient;

typedef enum kiln_solubility_word { KILN_AT_SOLUBILITY } kiln_solubility_word;

/* What holds the surface at a concentration. */
typedef struct kiln_dopant_source {
    int chemical;
    int dopant;
    kiln_number_or_choice surface_conc_cm3;
} kiln_dopant_source;

/* What a furnace does for a while; in a segment, what is absent is the step's. */
typedef struct kiln_conditions {
    kiln_ambient *ambient;
    double h2_o2_ratio, pressure_atm, hcl_percent;
    int surface;
    kiln_dopant_source *source;
} kiln_conditions;

typedef struct kiln_segment {
    double temp_c, to_temp_c;
    double time_min, time_s, rate_c_per_min, rate_c_per_s; /* exactly one */
    kiln_conditions conditions;
} kiln_segment;

/* A logged temperature, piecewise linear. */
typedef struct kiln_trace {
    KILN_LIST(double) time_min;
    KILN_LIST(double) temp_c;
} kiln_trace;

/* Members that every step has come first, so that they can be read whatever the type. */
typedef struct kiln_step_common {
    const char *name;
    KILN_LIST(const char *) only;
} kiln_step_common;

typedef struct kiln_implant {
    kiln_step_common common;
    int species; /* a kiln_ion */
    double energy_kev, dose_cm2, tilt_deg;
} kiln_implant;

typedef struct kiln_furnace {
    kiln_step_common common;
    double temp_c, time_min;
    KILN_LIST(kiln_segment) segments;
    kiln_trace *trace;
    kiln_conditions conditions;
} kiln_furnace;

typedef struct kiln_layer_doping {
    int dopant;
    double conc_cm3;
} kiln_layer_doping;

typedef struct kiln_deposit {
    kiln_step_common common;
    int material;
    double thickness_nm;
    KILN_LIST(kiln_layer_doping) doping;
} kiln_deposit;

typedef struct kiln_etch {
    kiln_step_common common;
    int material; /* or KILN_MATERIAL_ALL */
    double thickness_nm;
} kiln_etch;

typedef enum kiln_step_type {
    KILN_STEP_IMPLANT,
    KILN_STEP_FURNACE,
    KILN_STEP_DEPOSIT,
    KILN_STEP_ETCH,
    KILN_STEP_TYPE_COUNT
} kiln_step_type;

typedef struct kiln_step {
    int type;
    union {
        void *body;
        kiln_step_common *common;
        kiln_implant *implant;
        kiln_furnace *furnace;
        kiln_deposit *deposit;
        kiln_etch *etch;
    };
} kiln_step;

/* Either target with tolerance, or lower and/or upper. */
typedef struct kiln_target {
    double target, tolerance, lower, upper;
} kiln_target;

typedef struct kiln_override {
    const char *pointer; /* JSON Pointer into the parameter set */
    double value;
} kiln_override;

typedef struct kiln_model {
    int diffusion, solver;
    double tolerance;       /* of the numerical solver; NaN: KILN_TOLERANCE_USUAL */
    double d0_cm2_s, ea_ev; /* constant diffusivity given by hand */
    const char *set;
    KILN_LIST(kiln_override) overrides;
    int inactive, mobility, activation, oed, oxidation;
} kiln_model;

typedef struct kiln_recipe {
    const char *schema; /* "$schema": for editors */
    const char *recipe_id, *description;
    kiln_substrate *substrate;
    KILN_LIST(kiln_initial) initial;
    KILN_LIST(kiln_step) steps;
    kiln_target *targets[KILN_KPI_COUNT];
    kiln_model *model;
    KILN_LIST(const char *) cuts;
} kiln_recipe;

extern KILN_API const kiln_shape kiln_recipe_shape;
extern KILN_API const kiln_choices kiln_materials;
extern KILN_API const kiln_choices kiln_step_types;
extern KILN_API const kiln_choices kiln_chemicals;
extern KILN_API const kiln_choices kiln_diffusion_models;
extern KILN_API const kiln_choices kiln_solvers;

/* Reads a recipe from its tree: all faults at once (field.h).
 *   recipe  out  what it points to lives in the arena */
KILN_API kiln_status kiln_recipe_read(const kiln_json *tree, kiln_arena *arena,
                                      kiln_recipe *recipe, kiln_diag *diag);

#endif
