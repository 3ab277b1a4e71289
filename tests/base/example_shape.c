/* The worked example of a field table: see the header. */
#include "base/example_shape.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const kiln_choice DOPANT[EXAMPLE_DOPANT_COUNT] = {
    [EXAMPLE_BORON] = {.name = "boron", .alias = "B", .doc = "acceptor"},
    [EXAMPLE_PHOSPHORUS] = {.name = "phosphorus", .alias = "P", .doc = "donor"},
    [EXAMPLE_ARSENIC] = {.name = "arsenic", .alias = "As", .doc = "donor"},
};
static const kiln_choices DOPANTS = KILN_CHOICES("dopant", DOPANT);

static const kiln_choice PLANE[] = {
    [EXAMPLE_100] = {.name = "100"},
    [EXAMPLE_111] = {.name = "111"},
    [EXAMPLE_110] = {.name = "110"},
};
static const kiln_choices PLANES = KILN_CHOICES("plane", PLANE);

static const kiln_choice GAS[] = {
    [EXAMPLE_N2] = {.name = "n2"},
    [EXAMPLE_DRY_O2] = {.name = "dry_o2", .alias = "o2"},
};
static const kiln_choices GASES = KILN_CHOICES("gas", GAS);

static const kiln_choice WORD[] = {[EXAMPLE_SOLUBILITY] = {.name = "solubility"}};
static const kiln_choices CONC_WORDS = KILN_CHOICES("concentration", WORD);

static const kiln_choice KPI[EXAMPLE_KPI_COUNT] = {
    [EXAMPLE_JUNCTION_DEPTH] = {.name = "junction_depth_nm", .alias = "xj"},
    [EXAMPLE_SHEET_RESISTANCE] = {.name = "sheet_resistance_ohm_sq"},
};
static const kiln_choices KPIS = KILN_CHOICES("KPI", KPI);

static const kiln_field GAS_FIELDS[] = {
    KILN_FIELD("name", CHOICE, example_gas, name, .flags = KILN_FIELD_REQUIRED,
               .choices = &GASES, .doc = "the gas"),
    KILN_FIELD("flow_slm", NUMBER, example_gas, flow_slm, .unit = "slm", .min = 0, .max = 50,
               .doc = "its flow"),
};
static const kiln_shape GAS_SHAPE =
    KILN_SHAPE("gas", "A gas in the tube.", example_gas, GAS_FIELDS, .shorthand = "name");

static const kiln_field LAYER_FIELDS[] = {
    KILN_FIELD("thickness_nm", NUMBER, example_layer, thickness_nm, .unit = "nm", .min = 0,
               .max = 10000, .flags = KILN_FIELD_ABOVE_MIN | KILN_FIELD_REQUIRED,
               .doc = "thickness"),
    KILN_FIELD("material", TEXT, example_layer, material, .min = 2, .max = 8,
               .fallback = "\"oxide\"", .doc = "what it is made of"),
};
static const kiln_shape LAYER_SHAPE =
    KILN_SHAPE("layer", "A layer on the wafer.", example_layer, LAYER_FIELDS, .check = NULL);

static void check_band(const void *object, kiln_place *place)
{
    const example_band *band = object;
    if (!(band->lower > band->upper)) /* either may be absent, a NaN */
        return;
    kiln_issue issue = {.message = "lower is above upper", .mend = "swap the two"};
    snprintf(issue.given, sizeof issue.given, "%g", band->lower);
    snprintf(issue.bound, sizeof issue.bound, "<= %g", band->upper);
    kiln_place_fault(place, "lower", issue);
}

static const kiln_field BAND_FIELDS[] = {
    KILN_FIELD("lower", NUMBER, example_band, lower, .doc = "lowest good value"),
    KILN_FIELD("upper", NUMBER, example_band, upper, .doc = "highest good value"),
};
static const kiln_shape BAND_SHAPE =
    KILN_SHAPE("band", "What is good.", example_band, BAND_FIELDS, .check = check_band);

static const kiln_field SOAK_FIELDS[] = {
    KILN_FIELD("time_min", NUMBER, example_soak, time_min, .unit = "min", .min = 0,
               .max = 10000, .flags = KILN_FIELD_ABOVE_MIN | KILN_FIELD_REQUIRED,
               .doc = "duration"),
};
static const kiln_shape SOAK_SHAPE =
    KILN_SHAPE("soak", "Constant temperature.", example_soak, SOAK_FIELDS, .check = NULL);

static const kiln_field RAMP_FIELDS[] = {
    KILN_FIELD("to_temp_c", NUMBER, example_ramp, to_temp_c, .unit = "C", .min = 300,
               .max = 1400, .flags = KILN_FIELD_REQUIRED, .doc = "temperature at its end"),
    KILN_FIELD("rate_c_per_min", NUMBER, example_ramp, rate_c_per_min, .unit = "C/min",
               .min = -INFINITY, .max = 30, .fallback = "10", .doc = "rate"),
};
static const kiln_shape RAMP_SHAPE =
    KILN_SHAPE("ramp", "Linear in time.", example_ramp, RAMP_FIELDS, .check = NULL);

static const kiln_choice STEP[] = {
    [EXAMPLE_SOAK] = {.name = "soak", .shape = &SOAK_SHAPE},
    [EXAMPLE_RAMP] = {.name = "ramp", .alias = "slope", .shape = &RAMP_SHAPE},
};
static const kiln_choices STEPS = KILN_CHOICES("step type", STEP);

static void check_tags(const example_run *run, kiln_place *place)
{
    for (size_t i = 0; i < run->tags.count; i++) {
        char path[64];
        if (strcmp(run->tags.item[i], "none") != 0)
            continue;
        snprintf(path, sizeof path, "tags/%zu", i);
        kiln_place_fault(place, path, (kiln_issue){.message = "none is no tag"});
    }
}

/* A ramp must lead away from where the wafer is; a full boat is worth a warning. */
static void check_run(const void *object, kiln_place *place)
{
    const example_run *run = object;
    check_tags(run, place);
    double temp_c = run->temp_c;
    for (size_t i = 0; i < run->steps.count; i++) {
        const example_step *step = &run->steps.item[i];
        if (step->type != EXAMPLE_RAMP)
            continue;
        if (!(fabs(step->ramp->to_temp_c - temp_c) > 0)) {
            kiln_issue issue = {.mend = "ramp to another temperature", .unit = "C"};
            char path[64];
            snprintf(path, sizeof path, "steps/%zu/to_temp_c", i);
            snprintf(issue.message, sizeof issue.message, "the wafer is at %g C already",
                     temp_c);
            kiln_place_fault(place, path, issue);
        }
        temp_c = step->ramp->to_temp_c;
    }
    if (run->wafers > 150)
        kiln_place_fault(place, "wafers",
                         (kiln_issue){.severity = KILN_SEVERITY_WARNING,
                                      .message = "more wafers than a boat holds"});
    if (kiln_place_given(place, "last") && !kiln_place_given(place, "steps"))
        kiln_place_fault(place, "steps/0",
                         (kiln_issue){.status = KILN_UNSUPPORTED,
                                      .message = "a last step without others",
                                      .mend = "put it into steps"});
}

static const kiln_field RUN_FIELDS[] = {
    KILN_FIELD("run_id", TEXT, example_run, run_id, .flags = KILN_FIELD_VOLATILE,
               .doc = "given by the recorder"),
    KILN_FIELD("name", TEXT, example_run, name, .flags = KILN_FIELD_REQUIRED, .min = 1,
               .max = 12, .doc = "the run's name"),
    KILN_FIELD("remark", TEXT, example_run, remark, .flags = KILN_FIELD_NOTE,
               .doc = "for people"),
    KILN_FIELD("temp_c", NUMBER, example_run, temp_c, .flags = KILN_FIELD_REQUIRED, .unit = "C",
               .min = 300, .max = 1400, .doc = "temperature"),
    KILN_FIELD("time_min", NUMBER, example_run, time_min, .flags = KILN_FIELD_ABOVE_MIN,
               .unit = "min", .min = 0, .max = 10000, .fallback = "30", .doc = "duration"),
    KILN_FIELD("wafers", INTEGER, example_run, wafers, .min = 1, .max = 200, .fallback = "25",
               .doc = "how many"),
    KILN_FIELD("dry_run", BOOL, example_run, dry_run, .doc = "whether nothing is to happen"),
    KILN_FIELD("within", BOOL, example_run, within, .flags = KILN_FIELD_NULLABLE,
               .doc = "whether it was good"),
    KILN_FIELD("dopant", CHOICE, example_run, dopant, .choices = &DOPANTS, .doc = "the dopant"),
    KILN_FIELD("plane", CHOICE, example_run, plane, .choices = &PLANES, .fallback = "\"100\"",
               .doc = "plane of the surface"),
    KILN_FIELD("surface_conc_cm3", NUMBER_OR_CHOICE, example_run, surface_conc_cm3,
               .unit = "cm^-3", .min = 1e10, .max = 5e22, .choices = &CONC_WORDS,
               .doc = "concentration at the surface"),
    KILN_FIELD("ambient", OBJECT, example_run, ambient, .shape = &GAS_SHAPE, .doc = "the gas"),
    KILN_FIELD("zones_c", LIST, example_run, zones_c, .min = 1, .max = 3,
               .item = KILN_ITEM(NUMBER, .unit = "C", .min = 300, .max = 1400),
               .doc = "temperature of each zone"),
    KILN_FIELD("layers", LIST, example_run, layers,
               .item = KILN_ITEM(OBJECT, .shape = &LAYER_SHAPE), .doc = "from the top"),
    KILN_FIELD("tags", LIST, example_run, tags, .flags = KILN_FIELD_ONE_OR_MANY,
               .item = KILN_ITEM(TEXT, .min = 1, .max = 20), .doc = "words to find it by"),
    KILN_FIELD("steps", LIST, example_run, steps,
               .item = KILN_ITEM(VARIANT, .choices = &STEPS, .tag = "type"),
               .doc = "what is done"),
    KILN_FIELD("last", VARIANT, example_run, last, .choices = &STEPS, .tag = "type",
               .doc = "what is done at the end"),
    KILN_FIELD("dose_cm2", MAP, example_run, dose_cm2, .choices = &DOPANTS,
               .item = KILN_ITEM(NUMBER, .unit = "cm^-2", .min = 1e10, .max = 1e18),
               .doc = "dose of each dopant"),
    KILN_FIELD("targets", MAP, example_run, targets, .choices = &KPIS,
               .item = KILN_ITEM(OBJECT, .shape = &BAND_SHAPE), .doc = "bands to judge by"),
    KILN_FIELD("depths_nm", MAP, example_run, depths_nm, .choices = &DOPANTS,
               .item = KILN_ITEM(
                   LIST, .item = KILN_ITEM(NUMBER, .unit = "nm", .min = 0, .max = INFINITY)),
               .doc = "junctions of each dopant"),
};
const kiln_shape example_run_shape = KILN_SHAPE("run", "A furnace run, by way of example.",
                                                example_run, RUN_FIELDS, .check = check_run);

static const kiln_field ROW_FIELDS[] = {
    KILN_FIELD("run_id", TEXT, example_row, run_id,
               .flags = KILN_FIELD_REQUIRED | KILN_FIELD_POSITIONAL, .min = 1, .max = 40,
               .doc = "the run"),
    KILN_FIELD("dopant", CHOICE, example_row, dopant, .flags = KILN_FIELD_REQUIRED,
               .choices = &DOPANTS, .doc = "the dopant"),
    KILN_FIELD("temp_celsius", NUMBER, example_row, temp_celsius, .flags = KILN_FIELD_REQUIRED,
               .unit = "C", .min = 300, .max = 1400, .doc = "temperature"),
    KILN_FIELD("time_minutes", NUMBER, example_row, time_minutes, .flags = KILN_FIELD_ABOVE_MIN,
               .unit = "min", .min = 0, .max = 10000, .fallback = "30",
               .doc = "how long the wafers stay at that temperature, ramps not counted"),
    KILN_FIELD("surface_conc", NUMBER_OR_CHOICE, example_row, surface_conc, .unit = "cm^-3",
               .min = 1e10, .max = 5e22, .choices = &CONC_WORDS,
               .doc = "concentration at the surface"),
    KILN_FIELD("slot", INTEGER, example_row, slot, .doc = "place in the boat"),
    KILN_FIELD("exclude", BOOL, example_row, exclude, .doc = "leave it out of the statistics"),
    KILN_FIELD("within", BOOL, example_row, within, .flags = KILN_FIELD_NULLABLE,
               .doc = "whether it was good"),
    KILN_FIELD("comment", TEXT, example_row, comment, .doc = "for people"),
};
const kiln_shape example_row_shape = KILN_SHAPE("row", "A row of a batch, by way of example.",
                                                example_row, ROW_FIELDS, .check = NULL);
