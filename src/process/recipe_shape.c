/* The recipe's shapes, one row a field. Rules across fields are in recipe_check.c. */
#include "recipe.h"

#include <math.h>

#define TEMP_C   .unit = "C", .min = KILN_TEMP_C_MIN, .max = KILN_TEMP_C_MAX
#define CONC_CM3 .unit = "cm^-3", .min = KILN_CONC_CM3_MIN, .max = KILN_CONC_CM3_MAX
#define DOSE_CM2 .unit = "cm^-2", .min = KILN_DOSE_CM2_MIN, .max = KILN_DOSE_CM2_MAX
#define TIME_MIN \
    .unit = "min", .min = 0, .max = KILN_TIME_MIN_MAX, .flags = KILN_FIELD_ABOVE_MIN
/* Deeper than any wafer is thick, so a slip of units shows. */
#define DEPTH_NM     .unit = "nm", .min = 0, .max = 1e6
#define THICKNESS_NM .unit = "nm", .min = 0, .max = 1e6, .flags = KILN_FIELD_ABOVE_MIN
#define RATE         .min = -1e4, .max = 1e4

/* --- words ------------------------------------------------------------------------------- */

static const kiln_choice MATERIAL[KILN_MATERIAL_COUNT] = {
    [KILN_OXIDE] = {.name = "oxide"},
    [KILN_NITRIDE] = {.name = "nitride"},
    [KILN_POLY] = {.name = "poly"},
    [KILN_SILICON] = {.name = "silicon"},
};
const kiln_choices kiln_materials = KILN_CHOICES("material", MATERIAL);

static const kiln_choice ETCHED[KILN_MATERIAL_COUNT + 1] = {
    [KILN_OXIDE] = {.name = "oxide"},      [KILN_NITRIDE] = {.name = "nitride"},
    [KILN_POLY] = {.name = "poly"},        [KILN_SILICON] = {.name = "silicon"},
    [KILN_MATERIAL_ALL] = {.name = "all"},
};
static const kiln_choices ETCHED_MATERIALS = KILN_CHOICES("material", ETCHED);

static const kiln_choice SURFACE[KILN_SURFACE_COUNT] = {
    [KILN_BARE] = {.name = "bare",
                   .doc = "dopant evaporates into an inert gas from the top, "
                          "be it silicon or an oxide"},
    [KILN_NATIVE_OXIDE] = {.name = "native_oxide",
                           .doc = "air's oxide lies on bare silicon first; dopant evaporates "
                                  "through it"},
    [KILN_SEALED] = {.name = "sealed", .doc = "nothing leaves"},
};
static const kiln_choices SURFACES = KILN_CHOICES("surface", SURFACE);

static const kiln_choice CHEMICAL[KILN_CHEMICAL_COUNT] = {
    [KILN_SOURCE_NONE] = {.name = "none", .doc = "no source, where the step has one"},
    [KILN_SOURCE_POCL3] = {.name = "pocl3",
                           .doc = "phosphorus, of POCl3: a flat top, a kink and a tail"},
    [KILN_SOURCE_BBR3] = {.name = "bbr3", .doc = "boron, of BBr3"},
    [KILN_SOURCE_BCL3] = {.name = "bcl3", .doc = "boron, of BCl3"},
    [KILN_SOURCE_BN] = {.name = "bn", .doc = "boron, of boron nitride wafers"},
    [KILN_SOURCE_B2H6] = {.name = "b2h6", .doc = "boron, of diborane"},
    [KILN_SOURCE_PH3] = {.name = "ph3", .doc = "phosphorus, of phosphine"},
    [KILN_SOURCE_ASH3] = {.name = "ash3", .doc = "arsenic, of arsine"},
    [KILN_SOURCE_SB2O3] = {.name = "sb2o3", .doc = "antimony, of Sb2O3"},
    [KILN_SOURCE_DOPED_LAYER] = {.name = "doped_layer"},
};
const kiln_choices kiln_chemicals = KILN_CHOICES("source", CHEMICAL);

static const kiln_choice PROFILE_SHAPE[KILN_PROFILE_SHAPE_COUNT] = {
    [KILN_SHAPE_GAUSSIAN] = {.name = "gaussian", .doc = "folded back at the surface"},
};
static const kiln_choices PROFILE_SHAPES = KILN_CHOICES("shape", PROFILE_SHAPE);

static const kiln_choice SOLUBILITY[] = {[KILN_AT_SOLUBILITY] = {.name = "solubility"}};
static const kiln_choices SOLUBILITY_WORDS = KILN_CHOICES("concentration", SOLUBILITY);

static const kiln_choice DIFFUSION[KILN_DIFFUSION_COUNT] = {
    [KILN_DIFFUSION_CONSTANT] = {.name = "constant", .doc = "one intrinsic diffusivity"},
    [KILN_DIFFUSION_FERMI] = {.name = "fermi", .doc = "charge states and the field"},
    [KILN_DIFFUSION_COUPLED] = {.name = "coupled", .doc = "with point defects"},
};
const kiln_choices kiln_diffusion_models = KILN_CHOICES("diffusion model", DIFFUSION);

static const kiln_choice SOLVER[KILN_SOLVER_COUNT] = {
    [KILN_SOLVER_AUTO] = {.name = "auto", .doc = "closed form where it is exact"},
    [KILN_SOLVER_CLOSED_FORM] = {.name = "closed_form",
                                 .doc = "constant diffusion; blind to oxide"},
    [KILN_SOLVER_NUMERICAL] = {.name = "numerical",
                               .doc = "on a grid that follows the profiles"},
};
const kiln_choices kiln_solvers = KILN_CHOICES("solver", SOLVER);

static const kiln_choice ACTIVATION[KILN_ACTIVATION_COUNT] = {
    [KILN_ACTIVE_AT_PEAK] = {.name = "peak",
                             .doc = "solubility at the step's highest temperature"},
    [KILN_ACTIVE_AT_END] = {.name = "end", .doc = "solubility where the step ends"},
    [KILN_ACTIVE_BY_KINETICS] = {.name = "kinetics"},
};
static const kiln_choices ACTIVATIONS = KILN_CHOICES("activation model", ACTIVATION);

static const kiln_choice OED[KILN_OED_COUNT] = {
    [KILN_OED_EMPIRICAL] = {.name = "empirical"},
    [KILN_OED_NONE] = {.name = "none"},
};
static const kiln_choices OED_MODELS = KILN_CHOICES("OED model", OED);
static const kiln_choice INACTIVE[KILN_INACTIVE_COUNT] = {
    [KILN_INACTIVE_IMMOBILE] = {.name = "immobile"},
    [KILN_INACTIVE_MOBILE] = {.name = "mobile"},
};
static const kiln_choices INACTIVE_MODELS = KILN_CHOICES("inactive dopant", INACTIVE);

/* --- the wafer before the first step ------------------------------------------------------ */

static const kiln_field EPI_LAYER_FIELDS[] = {
    KILN_FIELD("thickness_nm", NUMBER, kiln_epi_layer, thickness_nm, .unit = "nm", .min = 0,
               .max = 1e6, .flags = KILN_FIELD_ABOVE_MIN | KILN_FIELD_REQUIRED,
               .doc = "thickness of the layer"),
    KILN_FIELD("dopant", CHOICE, kiln_epi_layer, dopant, .choices = &kiln_dopants,
               .flags = KILN_FIELD_REQUIRED, .doc = "its dopant"),
    KILN_FIELD("conc_cm3", NUMBER, kiln_epi_layer, conc_cm3, CONC_CM3,
               .doc = "its concentration, or else its resistivity"),
    KILN_FIELD("resistivity_ohm_cm", NUMBER, kiln_epi_layer, resistivity_ohm_cm,
               .unit = "ohm cm", .min = 1e-5, .max = 1e6, .doc = "its resistivity (ASTM F723)"),
};
static const kiln_shape EPI_LAYER_SHAPE =
    KILN_SHAPE("epi_layer", "An epitaxial layer, the topmost first.", kiln_epi_layer,
               EPI_LAYER_FIELDS, .check = kiln_check_epi_layer);

static const kiln_field SUBSTRATE_FIELDS[] = {
    KILN_FIELD("orientation", CHOICE, kiln_substrate, orientation,
               .choices = &kiln_orientations, .fallback = "\"100\"",
               .doc = "crystal plane of the surface"),
    KILN_FIELD("dopant", CHOICE, kiln_substrate, dopant, .choices = &kiln_dopants,
               .doc = "dopant of the wafer"),
    KILN_FIELD("conc_cm3", NUMBER, kiln_substrate, conc_cm3, CONC_CM3,
               .doc = "its concentration, or else its resistivity"),
    KILN_FIELD("resistivity_ohm_cm", NUMBER, kiln_substrate, resistivity_ohm_cm,
               .unit = "ohm cm", .min = 1e-5, .max = 1e6, .doc = "its resistivity (ASTM F723)"),
    KILN_FIELD("native_oxide_nm", NUMBER, kiln_substrate, native_oxide_nm, .unit = "nm",
               .min = 0, .max = 10, .fallback = "1.5",
               .doc = "oxide that air grows on bare silicon; oxidation starts from it"),
    KILN_FIELD("thickness_um", NUMBER, kiln_substrate, thickness_um, .unit = "um",
               .min = KILN_WAFER_UM_MIN, .max = KILN_WAFER_UM_MAX, .fallback = "775",
               .doc = "of the wafer, through which a four-point probe reads where no junction "
                      "is; 775 is that of 300 mm, 725 of 200 mm (SEMI M1)"),
    KILN_FIELD("layers", LIST, kiln_substrate, layers,
               .item = KILN_ITEM(OBJECT, .shape = &EPI_LAYER_SHAPE), .min = 0,
               .max = KILN_DOPANTS_MAX, .doc = "epitaxial layers on the wafer, topmost first"),
};
static const kiln_shape SUBSTRATE_SHAPE =
    KILN_SHAPE("substrate", "The wafer before the first step.", kiln_substrate,
               SUBSTRATE_FIELDS, .check = kiln_check_substrate);

static const kiln_field INITIAL_FIELDS[] = {
    KILN_FIELD("dopant", CHOICE, kiln_initial, dopant, .choices = &kiln_dopants,
               .flags = KILN_FIELD_REQUIRED, .doc = "the dopant"),
    KILN_FIELD("shape", CHOICE, kiln_initial, shape, .choices = &PROFILE_SHAPES,
               .doc = "with dose_cm2: the shape of the profile"),
    KILN_FIELD("dose_cm2", NUMBER, kiln_initial, dose_cm2, DOSE_CM2,
               .doc = "dose in the silicon"),
    KILN_FIELD("peak_depth_nm", NUMBER, kiln_initial, peak_depth_nm, DEPTH_NM,
               .doc = "depth of the peak, 0 when not given"),
    KILN_FIELD("sigma_nm", NUMBER, kiln_initial, sigma_nm, DEPTH_NM,
               .doc = "standard deviation; 0 is a sheet of dopant at the peak depth"),
    KILN_FIELD("depth_nm", LIST, kiln_initial, depth_nm, .min = 2, .max = KILN_POINTS_MAX,
               .item = KILN_ITEM(NUMBER, DEPTH_NM), .doc = "a table: depths, increasing"),
    KILN_FIELD("conc_cm3", LIST, kiln_initial, conc_cm3, .min = 2, .max = KILN_POINTS_MAX,
               .item = KILN_ITEM(NUMBER, .unit = "cm^-3", .min = 0, .max = KILN_CONC_CM3_MAX),
               .doc = "a table: concentration at each depth, its logarithm linear in between"),
    KILN_FIELD("file", TEXT, kiln_initial, file,
               .doc = "a CSV file with depth_nm and conc_cm3 (command line only)"),
};
static const kiln_shape INITIAL_SHAPE =
    KILN_SHAPE("initial", "A dopant profile before the first step.", kiln_initial,
               INITIAL_FIELDS, .check = kiln_check_initial);

/* --- conditions in the furnace ------------------------------------------------------------ */

#define FRACTION(gas, id)                                                                  \
    KILN_FIELD(gas, NUMBER, kiln_ambient, fraction[id], .unit = "mole fraction", .min = 0, \
               .max = 1, .doc = "share of " gas)
static const kiln_field AMBIENT_FIELDS[] = {
    KILN_FIELD("name", CHOICE, kiln_ambient, name, .choices = &kiln_ambients,
               .doc = "an ambient by name"),
    FRACTION("o2", KILN_GAS_O2),
    FRACTION("h2o", KILN_GAS_H2O),
    FRACTION("h2", KILN_GAS_H2),
    FRACTION("n2", KILN_GAS_N2),
    FRACTION("ar", KILN_GAS_AR),
    FRACTION("hcl", KILN_GAS_HCL),
    KILN_FIELD("flow_slm", MAP, kiln_ambient, flow_slm, .choices = &kiln_gases,
               .item = KILN_ITEM(NUMBER, .unit = "slm", .min = 0, .max = 1000),
               .doc = "flow of each gas, standard litres a minute"),
};
static const kiln_shape AMBIENT_SHAPE = KILN_SHAPE(
    "ambient", "The gas in the tube: a name, mole fractions (the rest is inert), or flows.",
    kiln_ambient, AMBIENT_FIELDS, .shorthand = "name", .check = kiln_check_ambient);

static const kiln_field SOURCE_FIELDS[] = {
    KILN_FIELD("chemical", CHOICE, kiln_dopant_source, chemical, .choices = &kiln_chemicals,
               .doc = "a chemical, which brings its dopant, as much as dissolves when no "
                      "concentration is given"),
    KILN_FIELD("dopant", CHOICE, kiln_dopant_source, dopant, .choices = &kiln_dopants,
               .doc = "the dopant"),
    KILN_FIELD("surface_conc_cm3", NUMBER_OR_CHOICE, kiln_dopant_source, surface_conc_cm3,
               CONC_CM3, .choices = &SOLUBILITY_WORDS,
               .doc = "concentration at which the surface is held"),
};
static const kiln_shape SOURCE_SHAPE = KILN_SHAPE(
    "source", "What holds the surface at a concentration of dopant.", kiln_dopant_source,
    SOURCE_FIELDS, .shorthand = "chemical", .check = kiln_check_source);

/* Both a segment and a step have these; a step's are the defaults of its segments. */
#define CONDITION_FIELDS(type)                                                                 \
    KILN_FIELD("ambient", OBJECT, type, conditions.ambient, .shape = &AMBIENT_SHAPE,           \
               .doc = "the gas; n2 when neither segment nor step says"),                       \
        KILN_FIELD("h2_o2_ratio", NUMBER, type, conditions.h2_o2_ratio, .min = 0, .max = 2,    \
                   .flags = KILN_FIELD_ABOVE_MIN, .doc = "H2 to O2 by flow, with h2_o2"),      \
        KILN_FIELD("pressure_atm", NUMBER, type, conditions.pressure_atm, .unit = "atm",       \
                   .min = KILN_PRESSURE_ATM_MIN, .max = KILN_PRESSURE_ATM_MAX,                 \
                   .doc = "total pressure, 1 when not given"),                                 \
        KILN_FIELD("hcl_percent", NUMBER, type, conditions.hcl_percent, .unit = "%", .min = 0, \
                   .max = KILN_HCL_PERCENT_MAX,                                                \
                   .doc =                                                                      \
                       "HCl in the oxygen by volume; the shipped factors are a lower bound"),  \
        KILN_FIELD("surface", CHOICE, type, conditions.surface, .choices = &SURFACES,          \
                   .doc = "whether dopant can leave to the gas; sealed when not given"),       \
        KILN_FIELD("source", OBJECT, type, conditions.source, .shape = &SOURCE_SHAPE,          \
                   .doc = "dopant source at the surface")

static const kiln_field SEGMENT_FIELDS[] = {
    KILN_FIELD("temp_c", NUMBER, kiln_segment, temp_c, TEMP_C,
               .doc = "temperature at the start; where the last segment ended when not given"),
    KILN_FIELD("to_temp_c", NUMBER, kiln_segment, to_temp_c, TEMP_C,
               .doc = "temperature at the end of a ramp"),
    KILN_FIELD("time_min", NUMBER, kiln_segment, time_min, TIME_MIN, .doc = "duration"),
    KILN_FIELD("time_s", NUMBER, kiln_segment, time_s, .unit = "s", .min = 0,
               .max = 60 * KILN_TIME_MIN_MAX, .flags = KILN_FIELD_ABOVE_MIN,
               .doc = "duration, in seconds"),
    KILN_FIELD("rate_c_per_min", NUMBER, kiln_segment, rate_c_per_min, RATE, .unit = "C/min",
               .doc = "ramp rate, negative when cooling"),
    KILN_FIELD("rate_c_per_s", NUMBER, kiln_segment, rate_c_per_s, RATE, .unit = "C/s",
               .doc = "ramp rate, in C a second"),
    CONDITION_FIELDS(kiln_segment),
};
static const kiln_shape SEGMENT_SHAPE =
    KILN_SHAPE("segment", "A part of a furnace step: a soak or a linear ramp.", kiln_segment,
               SEGMENT_FIELDS, .check = kiln_check_segment);

static const kiln_field TRACE_FIELDS[] = {
    KILN_FIELD("time_min", LIST, kiln_trace, time_min, .flags = KILN_FIELD_REQUIRED, .min = 2,
               .max = KILN_SEGMENTS_MAX + 1,
               .item = KILN_ITEM(NUMBER, .unit = "min", .min = 0, .max = KILN_TIME_MIN_MAX),
               .doc = "times, increasing"),
    KILN_FIELD("temp_c", LIST, kiln_trace, temp_c, .flags = KILN_FIELD_REQUIRED, .min = 2,
               .max = KILN_SEGMENTS_MAX + 1, .item = KILN_ITEM(NUMBER, TEMP_C),
               .doc = "temperature at each time"),
};
static const kiln_shape TRACE_SHAPE =
    KILN_SHAPE("trace", "A logged temperature, taken as piecewise linear.", kiln_trace,
               TRACE_FIELDS, .check = kiln_check_trace);

/* --- steps -------------------------------------------------------------------------------- */

#define COMMON_FIELDS(type)                                                              \
    KILN_FIELD("name", TEXT, type, common.name, .min = 0, .max = 100,                    \
               .doc = "what people call the step"),                                      \
        KILN_FIELD("only", LIST, type, common.only,                                      \
                   .item = KILN_ITEM(TEXT, .doc = "name of a cut"), .min = 0, .max = 16, \
                   .doc = "reserved: the cuts that the step touches")

static const kiln_field IMPLANT_FIELDS[] = {
    COMMON_FIELDS(kiln_implant),
    KILN_FIELD("species", CHOICE, kiln_implant, species, .choices = &kiln_ions,
               .flags = KILN_FIELD_REQUIRED, .doc = "the ion"),
    KILN_FIELD("energy_kev", NUMBER, kiln_implant, energy_kev, .unit = "keV", .min = 0.2,
               .max = 3000, .flags = KILN_FIELD_REQUIRED, .doc = "ion energy"),
    KILN_FIELD("dose_cm2", NUMBER, kiln_implant, dose_cm2, .unit = "cm^-2",
               .min = KILN_DOSE_CM2_MIN, .max = KILN_DOSE_CM2_MAX, .flags = KILN_FIELD_REQUIRED,
               .doc = "dose"),
    KILN_FIELD("tilt_deg", NUMBER, kiln_implant, tilt_deg, .unit = "degree", .min = 0,
               .max = 60, .fallback = "7", .doc = "angle from the surface normal"),
};
static const kiln_shape IMPLANT_SHAPE =
    KILN_SHAPE("implant", "Ion implantation.", kiln_implant, IMPLANT_FIELDS, .check = NULL);

static const kiln_field FURNACE_FIELDS[] = {
    COMMON_FIELDS(kiln_furnace),
    KILN_FIELD("temp_c", NUMBER, kiln_furnace, temp_c, TEMP_C,
               .doc = "temperature, with time_min"),
    KILN_FIELD("time_min", NUMBER, kiln_furnace, time_min, TIME_MIN, .doc = "duration"),
    KILN_FIELD("segments", LIST, kiln_furnace, segments,
               .item = KILN_ITEM(OBJECT, .shape = &SEGMENT_SHAPE), .min = 1,
               .max = KILN_SEGMENTS_MAX, .doc = "soaks and ramps, in order"),
    KILN_FIELD("trace", OBJECT, kiln_furnace, trace, .shape = &TRACE_SHAPE,
               .doc = "a logged temperature in place of segments"),
    CONDITION_FIELDS(kiln_furnace),
};
static const kiln_shape FURNACE_SHAPE =
    KILN_SHAPE("furnace", "Heat, with a gas and perhaps a dopant source.", kiln_furnace,
               FURNACE_FIELDS, .check = kiln_check_furnace);

static const kiln_field LAYER_DOPING_FIELDS[] = {
    KILN_FIELD("dopant", CHOICE, kiln_layer_doping, dopant, .choices = &kiln_dopants,
               .flags = KILN_FIELD_REQUIRED, .doc = "the dopant"),
    KILN_FIELD("conc_cm3", NUMBER, kiln_layer_doping, conc_cm3, .unit = "cm^-3",
               .min = KILN_CONC_CM3_MIN, .max = KILN_CONC_CM3_MAX, .flags = KILN_FIELD_REQUIRED,
               .doc = "its concentration"),
};
static const kiln_shape LAYER_DOPING_SHAPE =
    KILN_SHAPE("layer_doping", "Uniform doping of a deposited layer.", kiln_layer_doping,
               LAYER_DOPING_FIELDS, .check = NULL);

static const kiln_field DEPOSIT_FIELDS[] = {
    COMMON_FIELDS(kiln_deposit),
    KILN_FIELD("material", CHOICE, kiln_deposit, material, .choices = &kiln_materials,
               .flags = KILN_FIELD_REQUIRED, .doc = "what is deposited; silicon is epitaxy"),
    KILN_FIELD("thickness_nm", NUMBER, kiln_deposit, thickness_nm, .unit = "nm", .min = 0,
               .max = 1e6, .flags = KILN_FIELD_ABOVE_MIN | KILN_FIELD_REQUIRED,
               .doc = "thickness of the layer"),
    KILN_FIELD("doping", LIST, kiln_deposit, doping,
               .item = KILN_ITEM(OBJECT, .shape = &LAYER_DOPING_SHAPE), .min = 0,
               .max = KILN_DOPANTS_MAX, .flags = KILN_FIELD_ONE_OR_MANY,
               .doc = "dopants in the layer"),
};
static const kiln_shape DEPOSIT_SHAPE =
    KILN_SHAPE("deposit", "A layer put on top.", kiln_deposit, DEPOSIT_FIELDS, .check = NULL);

static const kiln_field ETCH_FIELDS[] = {
    COMMON_FIELDS(kiln_etch),
    KILN_FIELD("material", CHOICE, kiln_etch, material, .choices = &ETCHED_MATERIALS,
               .flags = KILN_FIELD_REQUIRED, .doc = "what is etched"),
    KILN_FIELD("thickness_nm", NUMBER, kiln_etch, thickness_nm, THICKNESS_NM,
               .doc = "how much; the whole layer when not given"),
};
static const kiln_shape ETCH_SHAPE =
    KILN_SHAPE("etch", "A layer taken off the top.", kiln_etch, ETCH_FIELDS, .check = NULL);

static const kiln_choice STEP_TYPE[KILN_STEP_TYPE_COUNT] = {
    [KILN_STEP_IMPLANT] = {.name = "implant", .shape = &IMPLANT_SHAPE},
    [KILN_STEP_FURNACE] = {.name = "furnace", .shape = &FURNACE_SHAPE},
    [KILN_STEP_DEPOSIT] = {.name = "deposit", .shape = &DEPOSIT_SHAPE},
    [KILN_STEP_ETCH] = {.name = "etch", .shape = &ETCH_SHAPE},
};
const kiln_choices kiln_step_types = KILN_CHOICES("step type", STEP_TYPE);

/* --- what is asked for and how it is computed --------------------------------------------- */

static const kiln_field TARGET_FIELDS[] = {
    KILN_FIELD("target", NUMBER, kiln_target, target, .doc = "the value aimed at"),
    KILN_FIELD("tolerance", NUMBER, kiln_target, tolerance, .min = 0, .max = 1e30,
               .doc = "how far from it is still good"),
    KILN_FIELD("lower", NUMBER, kiln_target, lower, .doc = "lowest good value"),
    KILN_FIELD("upper", NUMBER, kiln_target, upper, .doc = "highest good value"),
};
static const kiln_shape TARGET_SHAPE =
    KILN_SHAPE("target", "A band for a KPI: target with tolerance, or lower and upper.",
               kiln_target, TARGET_FIELDS, .check = kiln_check_target);

static const kiln_field OVERRIDE_FIELDS[] = {
    KILN_FIELD("pointer", TEXT, kiln_override, pointer, .flags = KILN_FIELD_REQUIRED,
               .doc = "JSON Pointer of the parameter in the set"),
    KILN_FIELD("value", NUMBER, kiln_override, value, .flags = KILN_FIELD_REQUIRED,
               .doc = "its value, in the set's unit"),
};
static const kiln_shape OVERRIDE_SHAPE =
    KILN_SHAPE("override", "One parameter in place of the set's.", kiln_override,
               OVERRIDE_FIELDS, .check = NULL);

static const kiln_field MODEL_FIELDS[] = {
    KILN_FIELD("diffusion", CHOICE, kiln_model, diffusion, .choices = &kiln_diffusion_models,
               .fallback = "\"fermi\"", .doc = "diffusion model"),
    KILN_FIELD("solver", CHOICE, kiln_model, solver, .choices = &kiln_solvers,
               .fallback = "\"auto\"", .doc = "how it is solved"),
    KILN_FIELD("tolerance", NUMBER, kiln_model, tolerance, .min = KILN_TOLERANCE_MIN,
               .max = KILN_TOLERANCE_MAX,
               .doc = "relative error of a concentration that the numerical solver aims at, "
                      "wherever it is above 1e-8 of the peak, 1e-3 when not given; junctions "
                      "come out better"),
    KILN_FIELD("d0_cm2_s", NUMBER, kiln_model, d0_cm2_s, .unit = "cm^2/s", .min = 0,
               .max = 1e12, .flags = KILN_FIELD_ABOVE_MIN,
               .doc = "with constant: D = d0 exp(-ea/kT) for every dopant"),
    KILN_FIELD("ea_ev", NUMBER, kiln_model, ea_ev, .unit = "eV", .min = 0, .max = 10,
               .doc = "with d0_cm2_s: its activation energy"),
    KILN_FIELD("set", TEXT, kiln_model, set, .min = 1, .max = 64, .fallback = "\"kiln\"",
               .doc = "parameter set"),
    KILN_FIELD("overrides", LIST, kiln_model, overrides,
               .item = KILN_ITEM(OBJECT, .shape = &OVERRIDE_SHAPE), .min = 0, .max = 256,
               .doc = "single parameters to change"),
    KILN_FIELD("mobility", CHOICE, kiln_model, mobility, .choices = &kiln_mobility_models,
               .fallback = "\"masetti\"", .doc = "carrier mobility"),
    KILN_FIELD("activation", CHOICE, kiln_model, activation, .choices = &ACTIVATIONS,
               .fallback = "\"peak\"", .doc = "what bounds the active concentration"),
    KILN_FIELD("inactive", CHOICE, kiln_model, inactive, .choices = &INACTIVE_MODELS,
               .fallback = "\"immobile\"",
               .doc =
                   "what dopant beyond its solubility does under fermi: it has precipitated "
                   "and stays, or it diffuses all the same; it is no carrier in either case"),
    KILN_FIELD("oed", CHOICE, kiln_model, oed, .choices = &OED_MODELS,
               .fallback = "\"empirical\"", .doc = "oxidation-enhanced diffusion"),
    KILN_FIELD("oxidation", CHOICE, kiln_model, oxidation, .choices = &kiln_oxidation_models,
               .fallback = "\"thin\"", .doc = "thin-oxide model in dry oxygen"),
};
static const kiln_shape MODEL_SHAPE =
    KILN_SHAPE("model", "Which models and parameters are used.", kiln_model, MODEL_FIELDS,
               .check = kiln_check_model);

static const kiln_field RECIPE_FIELDS[] = {
    KILN_FIELD("$schema", TEXT, kiln_recipe, schema, .flags = KILN_FIELD_NOTE,
               .doc = "JSON Schema, for editors"),
    KILN_FIELD("recipe_id", TEXT, kiln_recipe, recipe_id, .min = 1, .max = 100,
               .doc = "the recipe's name"),
    KILN_FIELD("description", TEXT, kiln_recipe, description, .flags = KILN_FIELD_NOTE,
               .min = 0, .max = 1000, .doc = "what it is for"),
    KILN_FIELD("substrate", OBJECT, kiln_recipe, substrate, .shape = &SUBSTRATE_SHAPE,
               .fallback = "{}", .doc = "the wafer"),
    KILN_FIELD("initial", LIST, kiln_recipe, initial,
               .item = KILN_ITEM(OBJECT, .shape = &INITIAL_SHAPE), .min = 0,
               .max = KILN_DOPANTS_MAX, .flags = KILN_FIELD_ONE_OR_MANY,
               .doc = "profiles before the first step"),
    KILN_FIELD("steps", LIST, kiln_recipe, steps, .flags = KILN_FIELD_REQUIRED,
               .item = KILN_ITEM(VARIANT, .choices = &kiln_step_types, .tag = "type"), .min = 1,
               .max = KILN_STEPS_MAX, .doc = "what is done, in order"),
    KILN_FIELD("targets", MAP, kiln_recipe, targets, .choices = &kiln_kpi_names,
               .item = KILN_ITEM(OBJECT, .shape = &TARGET_SHAPE), .doc = "bands to judge by"),
    KILN_FIELD("model", OBJECT, kiln_recipe, model, .shape = &MODEL_SHAPE, .fallback = "{}",
               .doc = "models and parameters"),
    KILN_FIELD("cuts", LIST, kiln_recipe, cuts, .item = KILN_ITEM(TEXT, .doc = "name of a cut"),
               .min = 0, .max = 16, .doc = "reserved: several vertical cuts through one flow"),
};
const kiln_shape kiln_recipe_shape =
    KILN_SHAPE("recipe", "What is done to a wafer, from the bare substrate on.", kiln_recipe,
               RECIPE_FIELDS, .check = kiln_check_recipe);

kiln_status kiln_recipe_read(const kiln_json *tree, kiln_arena *arena, kiln_recipe *recipe,
                             kiln_diag *diag)
{
    return kiln_shape_read(&kiln_recipe_shape, tree, arena, recipe, diag);
}
