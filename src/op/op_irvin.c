/* kiln irvin: the surface concentration of a diffused layer from its sheet resistance, or the
 * other way round. */
#include "models.h"
#include "op_rows.h"
#include "output_table.h"

#include "kiln/process/irvin.h"

#include <math.h>
#include <stdio.h>

static const double CM_PER_NM = 1e-7;
/* Above most furnaces; what dissolves here is more than what stays so on the way down. */
static const double HOTTEST_K = 1473.15;

/* --- shapes ------------------------------------------------------------------------------ */

typedef struct irvin_input {
    double sheet_resistance_ohm_sq, surface_conc_cm3, junction_depth_nm;
    double background_conc_cm3, background_resistivity_ohm_cm;
    int dopant, shape, mobility;
    const char *model_set;
} irvin_input;

static const kiln_field INPUT_FIELDS[] = {
    KILN_FIELD("sheet_resistance_ohm_sq", NUMBER, irvin_input, sheet_resistance_ohm_sq,
               .unit = "ohm/sq", .min = 0, .max = 1e12, .flags = KILN_FIELD_ABOVE_MIN,
               .doc = "of the layer, to find the surface concentration"),
    KILN_FIELD("surface_conc_cm3", NUMBER, irvin_input, surface_conc_cm3, .unit = "cm^-3",
               .min = KILN_CONC_CM3_MIN, .max = KILN_CONC_CM3_MAX,
               .doc = "of the dopant, to find the sheet resistance"),
    KILN_FIELD("junction_depth_nm", NUMBER, irvin_input, junction_depth_nm, .unit = "nm",
               .min = 1, .max = 1e6, .flags = KILN_FIELD_REQUIRED,
               .doc = "depth where the dopant equals the background"),
    KILN_FIELD("dopant", CHOICE, irvin_input, dopant, .choices = &kiln_dopants,
               .flags = KILN_FIELD_REQUIRED,
               .doc = "of the layer; the background is of the other type"),
    KILN_FIELD("background_conc_cm3", NUMBER, irvin_input, background_conc_cm3, .unit = "cm^-3",
               .min = KILN_CONC_CM3_MIN, .max = 1e21,
               .doc = "doping of the wafer, or else its resistivity"),
    KILN_FIELD("background_resistivity_ohm_cm", NUMBER, irvin_input,
               background_resistivity_ohm_cm, .unit = "ohm cm", .min = 1e-5, .max = 1e6,
               .doc = "resistivity of the wafer (ASTM F723)"),
    KILN_FIELD("shape", CHOICE, irvin_input, shape, .choices = &kiln_irvin_shapes,
               .fallback = "\"erfc\"", .doc = "of the profile"),
    KILN_FIELD("mobility", CHOICE, irvin_input, mobility, .choices = &kiln_mobility_models,
               .fallback = "\"masetti\"", .doc = "carrier mobility"),
    KILN_FIELD("model_set", TEXT, irvin_input, model_set, .min = 1, .max = 64,
               .fallback = "\"kiln\"", .doc = "parameter set"),
};

static void check_input(const void *object, kiln_place *place)
{
    const irvin_input *input = object;
    const int known = !isnan(input->sheet_resistance_ohm_sq) + !isnan(input->surface_conc_cm3);
    const int backgrounds =
        !isnan(input->background_conc_cm3) + !isnan(input->background_resistivity_ohm_cm);
    if (known == 2)
        kiln_op_fault(place, "surface_conc_cm3",
                      "sheet resistance and surface concentration leave nothing to compute",
                      "leave out the one that you want to know");
    else if (known == 0)
        kiln_op_fault(place, "",
                      "neither a sheet resistance nor a surface concentration is given",
                      "give --sheet-resistance-ohm-sq for the surface concentration, or "
                      "--surface-conc-cm3 for the sheet resistance");
    if (backgrounds == 2)
        kiln_op_fault(place, "background_resistivity_ohm_cm",
                      "the background is given both as a concentration and as a resistivity",
                      "keep --background-conc-cm3 or --background-resistivity-ohm-cm");
    else if (backgrounds == 0)
        kiln_op_fault(place, "", "the background is not given",
                      "give --background-conc-cm3 or --background-resistivity-ohm-cm");
}

static const kiln_shape INPUT_SHAPE =
    KILN_SHAPE("irvin_input", "What is known of a diffused layer.", irvin_input, INPUT_FIELDS,
               .check = check_input);

typedef enum sought { SOUGHT_SURFACE_CONC, SOUGHT_SHEET_RESISTANCE } sought;

static const kiln_choice SOUGHT[] = {
    [SOUGHT_SURFACE_CONC] = {.name = "surface_concentration"},
    [SOUGHT_SHEET_RESISTANCE] = {.name = "sheet_resistance"},
};
static const kiln_choices SOUGHT_WORDS = KILN_CHOICES("quantity", SOUGHT);

typedef struct irvin_output {
    int computed;
    double surface_conc_cm3, sheet_resistance_ohm_sq, dose_cm2, average_conductivity_s_cm;
    double length_nm, junction_depth_nm, background_conc_cm3;
    int dopant, shape, mobility;
    const char *set, *version, *sha256;
    kiln_warning_list warnings;
} irvin_output;

#define OUTPUT_NUMBER(member, field_unit, field_doc) \
    KILN_FIELD(#member, NUMBER, irvin_output, member, .unit = (field_unit), .doc = (field_doc))

static const kiln_field OUTPUT_FIELDS[] = {
    KILN_FIELD("computed", CHOICE, irvin_output, computed, .choices = &SOUGHT_WORDS,
               .doc = "which of them was asked for"),
    OUTPUT_NUMBER(surface_conc_cm3, "cm^-3", "active concentration at the surface"),
    OUTPUT_NUMBER(sheet_resistance_ohm_sq, "ohm/sq", "from the surface to the junction"),
    OUTPUT_NUMBER(dose_cm2, "cm^-2", "dopant in the whole profile, below the junction too"),
    OUTPUT_NUMBER(average_conductivity_s_cm, "S/cm",
                  "mean down to the junction, 1 / (sheet resistance times depth): what Irvin's "
                  "curves are drawn over"),
    OUTPUT_NUMBER(length_nm, "nm",
                  "L of erfc(x/L), exp(-(x/L)^2), exp(-x/L): 2 sqrt(D t) of the first two; "
                  "absent where uniform"),
    OUTPUT_NUMBER(junction_depth_nm, "nm", "where the dopant equals the background"),
    OUTPUT_NUMBER(background_conc_cm3, "cm^-3", "doping of the wafer"),
    KILN_FIELD("dopant", CHOICE, irvin_output, dopant, .choices = &kiln_dopants,
               .doc = "of the layer"),
    KILN_FIELD("shape", CHOICE, irvin_output, shape, .choices = &kiln_irvin_shapes,
               .doc = "of the profile"),
    KILN_FIELD("mobility", CHOICE, irvin_output, mobility, .choices = &kiln_mobility_models,
               .doc = "carrier mobility"),
    KILN_FIELD("set", TEXT, irvin_output, set, .doc = "parameter set"),
    KILN_FIELD("version", TEXT, irvin_output, version, .doc = "its version"),
    KILN_FIELD("sha256", TEXT, irvin_output, sha256, .doc = "hash of its canonical JSON"),
    KILN_WARNINGS_FIELD(irvin_output),
};
static const kiln_shape OUTPUT_SHAPE = KILN_SHAPE("irvin", "A diffused layer of a given shape.",
                                                  irvin_output, OUTPUT_FIELDS, .check = NULL);

/* --- run --------------------------------------------------------------------------------- */

static kiln_status lower(kiln_op_call *call, const kiln_model_set *set, kiln_irvin_layer *layer,
                         kiln_validity *validity)
{
    const irvin_input *input = call->input;
    const kiln_dopant dopant = (kiln_dopant)input->dopant;
    *layer = (kiln_irvin_layer){.shape = (kiln_irvin_shape)input->shape,
                                .dopant = dopant,
                                .junction_cm = CM_PER_NM * input->junction_depth_nm,
                                .background_cm3 = input->background_conc_cm3,
                                .mobility = (kiln_mobility_model)input->mobility};
    if (!isnan(input->background_conc_cm3))
        return KILN_OK;
    const kiln_dopant other =
        kiln_dopant_type_of(dopant) == KILN_DONOR ? KILN_BORON : KILN_PHOSPHORUS;
    layer->background_cm3 =
        kiln_doping_of_resistivity(set, other, input->background_resistivity_ohm_cm, validity);
    if (layer->background_cm3 > 0)
        return KILN_OK;
    const kiln_issue issue = {.status = KILN_INVALID,
                              .pointer = "/background_resistivity_ohm_cm",
                              .message = "no doping has this resistivity (ASTM F723)",
                              .mend = "give another resistivity, or --background-conc-cm3"};
    return kiln_diag_add(call->diag, &issue);
}

static void warn_of_layer(const kiln_op_call *call, const kiln_model_set *set,
                          const irvin_output *output)
{
    const kiln_dopant dopant = (kiln_dopant)output->dopant;
    const double dissolves_cm3 = kiln_solubility(set, dopant, HOTTEST_K, NULL);
    if (output->surface_conc_cm3 > dissolves_cm3)
        kiln_warn(call->diag, "", "check the sheet resistance, the depth and the shape",
                  "%.3g cm^-3 at the surface is more than the %.2g cm^-3 of %s that dissolve "
                  "at 1200 C: so much is not active, and the profile is of another shape",
                  output->surface_conc_cm3, dissolves_cm3,
                  kiln_choice_name(&kiln_dopants, output->dopant));
    if (dopant == KILN_INDIUM)
        kiln_warn(call->diag, "/dopant", "take the surface concentration as a lower bound",
                  "indium is ionised only in part at 300 K, and counts as ionised in full");
}

static kiln_status solve(kiln_op_call *call, const kiln_model_set *set, irvin_output *output)
{
    const irvin_input *input = call->input;
    const bool sought_surface = isnan(input->surface_conc_cm3);
    double surface_cm3 = input->surface_conc_cm3;
    kiln_irvin_layer layer;
    kiln_irvin_reading reading;
    kiln_validity validity = {0};
    kiln_status status = lower(call, set, &layer, &validity);
    if (status == KILN_OK && sought_surface)
        status = kiln_irvin_surface(set, &layer, input->sheet_resistance_ohm_sq, &surface_cm3,
                                    call->diag);
    if (status == KILN_OK)
        status = kiln_irvin_read(set, &layer, surface_cm3, &reading, &validity, call->diag);
    if (status != KILN_OK)
        return status;
    *output = (irvin_output){
        .computed = sought_surface ? SOUGHT_SURFACE_CONC : SOUGHT_SHEET_RESISTANCE,
        .surface_conc_cm3 = surface_cm3,
        .sheet_resistance_ohm_sq =
            sought_surface ? input->sheet_resistance_ohm_sq : reading.sheet_ohm_sq,
        .dose_cm2 = reading.dose_cm2,
        .average_conductivity_s_cm = reading.conductivity_s_cm,
        .length_nm = reading.length_cm / CM_PER_NM,
        .junction_depth_nm = input->junction_depth_nm,
        .background_conc_cm3 = layer.background_cm3,
        .dopant = input->dopant,
        .shape = input->shape,
        .mobility = input->mobility,
        .set = set->name,
        .version = set->version,
        .sha256 = set->sha256};
    kiln_validity_warn(&validity, "", call->diag);
    warn_of_layer(call, set, output);
    return KILN_OK;
}

static kiln_status run_irvin(kiln_op_call *call)
{
    const irvin_input *input = call->input;
    kiln_op_model model;
    irvin_output *output = KILN_TAKE(call->arena, 1, irvin_output);
    if (!output)
        return kiln_fail(call->diag, KILN_NO_MEMORY, "", "out of memory");
    kiln_status status = kiln_op_model_named(call, input->model_set, "/model_set", &model);
    if (status == KILN_OK)
        status = solve(call, model.set, output);
    if (status == KILN_OK)
        status = kiln_op_take_warnings(call, &output->warnings);
    call->output = output;
    return status;
}

/* --- views ------------------------------------------------------------------------------- */

static kiln_status show_table(const kiln_op_call *call, kiln_op_look look, kiln_sink *sink)
{
    const irvin_output *output = call->output;
    return kiln_op_show_output(call, "set", &output->warnings, look, sink);
}

static const kiln_op_view VIEWS[] = {
    {.content_type = "text/plain", .doc = "a table", .show = show_table},
};

const kiln_op kiln_op_irvin = {
    .name = "irvin",
    .summary = "surface concentration of a diffused layer from its sheet resistance, or back",
    .about =
        "Irvin's curves as numbers: a layer of a given shape, down to the junction where it "
        "equals the background. Give --sheet-resistance-ohm-sq for the surface "
        "concentration, or --surface-conc-cm3 for the sheet resistance. All of the dopant "
        "counts as active.",
    .example = "kiln irvin --dopant boron --sheet-resistance-ohm-sq 170 --shape gaussian \\\n"
               "    --junction-depth-nm 1600 --background-conc-cm3 1e16",
    .input = &INPUT_SHAPE,
    .output = &OUTPUT_SHAPE,
    .view_count = sizeof VIEWS / sizeof VIEWS[0],
    .view = VIEWS,
    .takes_models = true,
    .run = run_irvin,
    .role = KILN_ROLE_VIEWER,
};
