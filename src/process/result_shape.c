/* The result's shapes and the KPIs', one row a field. */
#include "kiln/process/result.h"

static const kiln_choice KPI[KILN_KPI_COUNT] = {
#define KPI_CHOICE(id, json, unit_text, doc_text) \
    [KILN_KPI_##id] = {.name = #json, .doc = doc_text},
    KILN_KPI_MAP(KPI_CHOICE)
#undef KPI_CHOICE
};
const kiln_choices kiln_kpi_names = KILN_CHOICES("KPI", KPI);

static const char *const KPI_UNIT[KILN_KPI_COUNT] = {
#define KPI_UNIT_TEXT(id, json, unit_text, doc_text) [KILN_KPI_##id] = unit_text,
    KILN_KPI_MAP(KPI_UNIT_TEXT)
#undef KPI_UNIT_TEXT
};

const char *kiln_kpi_unit(kiln_kpi kpi)
{
    return KPI_UNIT[kpi];
}

static const kiln_field KPIS_FIELDS[] = {
#define KPI_FIELD(id, json, unit_text, doc_text)                                  \
    KILN_FIELD(#json, NUMBER, kiln_kpis, value[KILN_KPI_##id], .unit = unit_text, \
               .doc = doc_text),
    KILN_KPI_MAP(KPI_FIELD)
#undef KPI_FIELD
        KILN_FIELD("junctions_nm", LIST, kiln_kpis, junctions_nm,
                   .item = KILN_ITEM(NUMBER, .unit = "nm"),
                   .doc = "every depth where the net doping changes sign"),
};
const kiln_shape kiln_kpis_shape =
    KILN_SHAPE("kpis", "What is judged of a wafer; absent where there is no such quantity.",
               kiln_kpis, KPIS_FIELDS, .check = NULL);

static const kiln_field MODEL_USED_FIELDS[] = {
    KILN_FIELD("set", TEXT, kiln_model_used, set, .doc = "parameter set"),
    KILN_FIELD("version", TEXT, kiln_model_used, version, .doc = "its version"),
    KILN_FIELD("sha256", TEXT, kiln_model_used, sha256,
               .doc = "of its canonical JSON, overrides included"),
    KILN_FIELD("diffusion", CHOICE, kiln_model_used, diffusion,
               .choices = &kiln_diffusion_models, .doc = "diffusion model"),
    KILN_FIELD("solver", CHOICE, kiln_model_used, solver, .choices = &kiln_solvers,
               .doc = "how it was solved"),
    KILN_FIELD("mobility", CHOICE, kiln_model_used, mobility, .choices = &kiln_mobility_models,
               .doc = "carrier mobility"),
    KILN_FIELD("oxidation", CHOICE, kiln_model_used, oxidation,
               .choices = &kiln_oxidation_models, .doc = "thin-oxide model"),
    KILN_FIELD("active_at_c", NUMBER, kiln_model_used, active_at_c, .unit = "C",
               .doc = "temperature whose solubility bounds the active concentration"),
};
static const kiln_shape MODEL_USED_SHAPE =
    KILN_SHAPE("model_used", "The model and parameters behind the result.", kiln_model_used,
               MODEL_USED_FIELDS, .check = NULL);

static const kiln_field VERDICT_FIELDS[] = {
    KILN_FIELD("kpi", CHOICE, kiln_verdict, kpi, .choices = &kiln_kpi_names,
               .doc = "what is judged"),
    KILN_FIELD("value", NUMBER, kiln_verdict, value, .doc = "its value"),
    KILN_FIELD("lower", NUMBER, kiln_verdict, lower, .doc = "lowest good value"),
    KILN_FIELD("upper", NUMBER, kiln_verdict, upper, .doc = "highest good value"),
    KILN_FIELD("within", BOOL, kiln_verdict, within, .flags = KILN_FIELD_NULLABLE,
               .doc = "whether it is good; null where the KPI is absent"),
    KILN_FIELD("reason", TEXT, kiln_verdict, reason, .doc = "why within is null"),
};
static const kiln_shape VERDICT_SHAPE = KILN_SHAPE("verdict", "A KPI held against its band.",
                                                   kiln_verdict, VERDICT_FIELDS, .check = NULL);

#define CURVE .item = KILN_ITEM(NUMBER, .unit = "cm^-3"), .min = 0, .max = KILN_POINTS_MAX
static const kiln_field LAYER_FIELDS[] = {
    KILN_FIELD("material", CHOICE, kiln_layer, material, .choices = &kiln_materials,
               .doc = "the layer's material"),
    KILN_FIELD("top_nm", NUMBER, kiln_layer, top_nm, .unit = "nm", .doc = "its upper end"),
    KILN_FIELD("bottom_nm", NUMBER, kiln_layer, bottom_nm, .unit = "nm",
               .doc = "its lower end"),
    KILN_FIELD("depth_nm", LIST, kiln_layer, depth_nm, .min = 0, .max = KILN_POINTS_MAX,
               .item = KILN_ITEM(NUMBER, .unit = "nm"), .doc = "depths, both ends included"),
    KILN_FIELD("chemical", MAP, kiln_layer, chemical, .choices = &kiln_dopants,
               .item = KILN_ITEM(LIST, CURVE), .doc = "concentration of each dopant"),
    KILN_FIELD("active", MAP, kiln_layer, active, .choices = &kiln_dopants,
               .item = KILN_ITEM(LIST, CURVE), .doc = "active concentration of each dopant"),
    KILN_FIELD("net_cm3", LIST, kiln_layer, net_cm3, CURVE,
               .doc = "active donors less active acceptors"),
};
static const kiln_shape LAYER_SHAPE =
    KILN_SHAPE("layer", "A layer and its profiles, the topmost layer first.", kiln_layer,
               LAYER_FIELDS, .check = NULL);

static const kiln_field STEP_RESULT_FIELDS[] = {
    KILN_FIELD("name", TEXT, kiln_step_result, name, .doc = "the step's name"),
    KILN_FIELD("type", CHOICE, kiln_step_result, type, .choices = &kiln_step_types,
               .doc = "the step's type"),
    KILN_FIELD("kpis", OBJECT, kiln_step_result, kpis, .shape = &kiln_kpis_shape,
               .doc = "the wafer after the step"),
    KILN_FIELD("layers", LIST, kiln_step_result, layers,
               .item = KILN_ITEM(OBJECT, .shape = &LAYER_SHAPE),
               .doc = "its profiles then, where the run was asked for them, topmost first"),
    KILN_FIELD("execution_time_ms", NUMBER, kiln_step_result, execution_time_ms, .unit = "ms",
               .flags = KILN_FIELD_VOLATILE, .doc = "time the step took to compute"),
};
static const kiln_shape STEP_RESULT_SHAPE =
    KILN_SHAPE("step_result", "The wafer after one step.", kiln_step_result, STEP_RESULT_FIELDS,
               .check = NULL);

static const kiln_choice REGION_TYPE[KILN_REGION_TYPE_COUNT] = {
    [KILN_P_TYPE] = {.name = "p"},
    [KILN_N_TYPE] = {.name = "n"},
};
const kiln_choices kiln_region_types = KILN_CHOICES("type", REGION_TYPE);

static const kiln_field REGION_FIELDS[] = {
    KILN_FIELD("from_nm", NUMBER, kiln_region, from_nm, .unit = "nm", .doc = "upper end"),
    KILN_FIELD("to_nm", NUMBER, kiln_region, to_nm, .unit = "nm",
               .doc = "lower end; of the last region where the profiles end, not the wafer"),
    KILN_FIELD("type", CHOICE, kiln_region, type, .choices = &kiln_region_types,
               .doc = "p or n"),
    KILN_FIELD("sheet_resistance_ohm_sq", NUMBER, kiln_region, sheet_resistance_ohm_sq,
               .unit = "ohm/sq",
               .doc = "of the region alone; absent where it is the substrate, which goes on"),
    KILN_FIELD("dose_active_cm2", NUMBER, kiln_region, dose_active_cm2, .unit = "cm^-2",
               .doc = "integral of the net doping"),
    KILN_FIELD("dose_chemical_cm2", NUMBER, kiln_region, dose_chemical_cm2, .unit = "cm^-2",
               .doc = "all dopants of the region's type"),
};
static const kiln_shape REGION_SHAPE = KILN_SHAPE(
    "region", "The silicon between two junctions.", kiln_region, REGION_FIELDS, .check = NULL);

static const kiln_field WARNING_FIELDS[] = {
    KILN_FIELD("pointer", TEXT, kiln_warning, pointer, .doc = "where in the recipe"),
    KILN_FIELD("message", TEXT, kiln_warning, message, .doc = "what to know"),
    KILN_FIELD("mend", TEXT, kiln_warning, mend, .doc = "what to do"),
};
static const kiln_shape WARNING_SHAPE =
    KILN_SHAPE("warning", "Something to know about the result.", kiln_warning, WARNING_FIELDS,
               .check = NULL);

static const kiln_field SOLVER_FIELDS[] = {
    KILN_FIELD("steps", INTEGER, kiln_solver_effort, steps, .doc = "time steps taken"),
    KILN_FIELD("rejected", INTEGER, kiln_solver_effort, rejected,
               .doc = "time steps that were tried and were too long"),
    KILN_FIELD("iterations", INTEGER, kiln_solver_effort, iterations,
               .doc = "linear systems solved"),
    KILN_FIELD("remeshes", INTEGER, kiln_solver_effort, remeshes,
               .doc = "how often the grid was made anew"),
    KILN_FIELD("grid_points", INTEGER, kiln_solver_effort, grid_points,
               .doc = "cells at the end, of oxide and silicon"),
};
static const kiln_shape SOLVER_SHAPE =
    KILN_SHAPE("solver", "What the numerical solver did, all steps together.",
               kiln_solver_effort, SOLVER_FIELDS, .check = NULL);

static const kiln_field RESULT_FIELDS[] = {
    KILN_FIELD("run_id", TEXT, kiln_result, run_id, .flags = KILN_FIELD_VOLATILE,
               .doc = "there when the run is recorded"),
    KILN_FIELD("recipe_id", TEXT, kiln_result, recipe_id, .doc = "the recipe's name"),
    KILN_FIELD("model", OBJECT, kiln_result, model, .shape = &MODEL_USED_SHAPE,
               .doc = "model and parameters"),
    KILN_FIELD("kpis", OBJECT, kiln_result, kpis, .shape = &kiln_kpis_shape,
               .doc = "the finished wafer"),
    KILN_FIELD("oxide_colour", TEXT, kiln_result, oxide_colour,
               .doc = "of the oxide seen from above; absent where it has none"),
    KILN_FIELD("verdicts", LIST, kiln_result, verdicts,
               .item = KILN_ITEM(OBJECT, .shape = &VERDICT_SHAPE), .doc = "KPIs with a band"),
    KILN_FIELD("steps", LIST, kiln_result, steps,
               .item = KILN_ITEM(OBJECT, .shape = &STEP_RESULT_SHAPE),
               .doc = "the wafer after each step"),
    KILN_FIELD("layers", LIST, kiln_result, layers,
               .item = KILN_ITEM(OBJECT, .shape = &LAYER_SHAPE), .doc = "topmost first"),
    KILN_FIELD("regions", LIST, kiln_result, regions,
               .item = KILN_ITEM(OBJECT, .shape = &REGION_SHAPE), .doc = "surface first"),
    KILN_FIELD("solver", OBJECT, kiln_result, solver, .shape = &SOLVER_SHAPE,
               .doc = "the numerical solver's effort, where it was used"),
    KILN_FIELD("warnings", LIST, kiln_result, warnings,
               .item = KILN_ITEM(OBJECT, .shape = &WARNING_SHAPE), .doc = "what to know"),
    KILN_FIELD("execution_time_ms", NUMBER, kiln_result, execution_time_ms, .unit = "ms",
               .flags = KILN_FIELD_VOLATILE, .doc = "time the run took"),
    KILN_FIELD("memory_mb", NUMBER, kiln_result, memory_mb, .unit = "MB",
               .flags = KILN_FIELD_VOLATILE, .doc = "memory the run took"),
};
const kiln_shape kiln_result_shape = KILN_SHAPE("result", "What a recipe does to a wafer.",
                                                kiln_result, RESULT_FIELDS, .check = NULL);
