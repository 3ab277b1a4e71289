/* kiln oxide: how thick an oxide gets, or the time or temperature that makes it so thick. */
#include "models.h"
#include "op_rows.h"
#include "output_table.h"

#include "kiln/process/oxide.h"
#include "kiln/silicon/colour.h"

#include <math.h>
#include <stdio.h>

static const double CM_PER_NM = 1e-7, S_PER_MIN = 60, S_PER_H = 3600;
static const double NM_HR_PER_CM_S = 1e7 * 3600, NM2_HR_PER_CM2_S = 1e14 * 3600;

/* Where a temperature is looked for: below, growth takes days; above, no furnace goes. */
static const double SOUGHT_C_MIN = 700, SOUGHT_C_MAX = 1250;

enum { CURVE_POINTS = 121 };

/* --- shapes ------------------------------------------------------------------------------ */

typedef struct oxide_input {
    double temp_c, time_min, time_h, time_s, target_nm;
    int ambient, orientation, oxidation;
    double h2_o2_ratio, pressure_atm, hcl_percent, initial_nm;
    const char *model_set;
} oxide_input;

#define TIME_FIELD(member, field_unit, most)                                         \
    KILN_FIELD(#member, NUMBER, oxide_input, member, .unit = (field_unit), .min = 0, \
               .max = (most), .flags = KILN_FIELD_ABOVE_MIN, .doc = "duration")

static const kiln_field INPUT_FIELDS[] = {
    KILN_FIELD("temp_c", NUMBER, oxide_input, temp_c, .unit = "C", .min = KILN_TEMP_C_MIN,
               .max = KILN_TEMP_C_MAX, .doc = "temperature"),
    TIME_FIELD(time_min, "min", KILN_TIME_MIN_MAX),
    TIME_FIELD(time_h, "h", 166), /* the whole hours of it */
    TIME_FIELD(time_s, "s", 60 * KILN_TIME_MIN_MAX),
    KILN_FIELD("target_nm", NUMBER, oxide_input, target_nm, .unit = "nm", .min = 0, .max = 1e6,
               .flags = KILN_FIELD_ABOVE_MIN, .doc = "thickness to reach"),
    KILN_FIELD("ambient", CHOICE, oxide_input, ambient, .choices = &kiln_ambients,
               .fallback = "\"dry_o2\"", .doc = "the gas"),
    KILN_FIELD("h2_o2_ratio", NUMBER, oxide_input, h2_o2_ratio, .min = 0, .max = 2,
               .flags = KILN_FIELD_ABOVE_MIN, .doc = "H2 to O2 by flow, with h2_o2"),
    KILN_FIELD("pressure_atm", NUMBER, oxide_input, pressure_atm, .unit = "atm",
               .min = KILN_PRESSURE_ATM_MIN, .max = KILN_PRESSURE_ATM_MAX, .fallback = "1",
               .doc = "total pressure"),
    KILN_FIELD("hcl_percent", NUMBER, oxide_input, hcl_percent, .unit = "%", .min = 0,
               .max = KILN_HCL_PERCENT_MAX, .fallback = "0",
               .doc = "HCl in the gas by volume; the shipped factors are a lower bound"),
    KILN_FIELD("orientation", CHOICE, oxide_input, orientation, .choices = &kiln_orientations,
               .fallback = "\"100\"", .doc = "crystal plane of the surface"),
    KILN_FIELD("initial_nm", NUMBER, oxide_input, initial_nm, .unit = "nm", .min = 0,
               .max = 1e6, .fallback = "1.5",
               .doc = "oxide at the start; 1.5 is the native oxide of a clean wafer"),
    KILN_FIELD("oxidation", CHOICE, oxide_input, oxidation, .choices = &kiln_oxidation_models,
               .fallback = "\"thin\"", .doc = "how thin oxides grow in dry oxygen"),
    KILN_FIELD("model_set", TEXT, oxide_input, model_set, .min = 1, .max = 64,
               .fallback = "\"kiln\"", .doc = "parameter set"),
};

/* The one time that is given, NaN for none. */
static double given_time_s(const oxide_input *input)
{
    return !isnan(input->time_min) ? S_PER_MIN * input->time_min
           : !isnan(input->time_h) ? S_PER_H * input->time_h
                                   : input->time_s;
}

static void check_question(const oxide_input *input, kiln_place *place)
{
    const int times = !isnan(input->time_min) + !isnan(input->time_h) + !isnan(input->time_s);
    const bool temp = !isnan(input->temp_c), target = !isnan(input->target_nm);
    if (times > 1)
        kiln_op_fault(place, "", "the time is given in more than one unit",
                      "keep one of --time-min, --time-h, --time-s");
    else if (temp + times + target == 3)
        kiln_op_fault(place, "target_nm",
                      "temperature, time and target leave nothing to compute",
                      "leave out the one that you want to know");
    else if (temp + times + target < 2)
        kiln_op_fault(
            place, "", "two of temperature, time and target are needed",
            "give --temp-c and --time-min for the thickness, or one of them and --target-nm "
            "for the other");
    if (target && !(input->target_nm > input->initial_nm)) {
        kiln_issue issue = {.status = KILN_INVALID,
                            .unit = "nm",
                            .mend = "give a larger target, or a smaller --initial-nm"};
        kiln_number_write(input->target_nm, issue.given);
        snprintf(issue.bound, sizeof issue.bound, "> %.6g", input->initial_nm);
        snprintf(issue.message, sizeof issue.message,
                 "%s nm is no more than the initial oxide of %.6g nm", issue.given,
                 input->initial_nm);
        kiln_place_fault(place, "target_nm", issue);
    }
}

static void check_input(const void *object, kiln_place *place)
{
    const oxide_input *input = object;
    const bool burnt = input->ambient == KILN_AMBIENT_H2_O2;
    const bool inert = input->ambient == KILN_AMBIENT_N2 || input->ambient == KILN_AMBIENT_AR;
    check_question(input, place);
    if (burnt && isnan(input->h2_o2_ratio))
        kiln_op_fault(place, "h2_o2_ratio", "the ambient h2_o2 needs the ratio of its gases",
                      "give --h2-o2-ratio, H2 to O2 by flow, above 0 and at most 2");
    if (!burnt && !isnan(input->h2_o2_ratio))
        kiln_op_fault(place, "h2_o2_ratio",
                      "a ratio of H2 to O2 goes with the ambient h2_o2 only",
                      "leave it out, or give --ambient h2_o2");
    if (inert && !isnan(input->target_nm))
        kiln_op_fault(place, "ambient", "no oxide grows in an inert gas",
                      "give dry_o2, wet_o2, steam or h2_o2");
}

static const kiln_shape INPUT_SHAPE =
    KILN_SHAPE("oxide_input", "What is known of an oxidation.", oxide_input, INPUT_FIELDS,
               .check = check_input);

typedef enum sought { SOUGHT_THICKNESS, SOUGHT_TIME, SOUGHT_TEMP } sought;

static const kiln_choice SOUGHT[] = {
    [SOUGHT_THICKNESS] = {.name = "thickness"},
    [SOUGHT_TIME] = {.name = "time"},
    [SOUGHT_TEMP] = {.name = "temperature"},
};
static const kiln_choices SOUGHT_WORDS = KILN_CHOICES("quantity", SOUGHT);

typedef struct oxide_output {
    int computed;
    double temp_c, time_min;
    int ambient;
    double pressure_atm;
    int orientation;
    const char *final_colour;
    double initial_thickness_nm, final_thickness_nm, growth_thickness_nm, growth_rate_nm_hr;
    double parabolic_nm2_hr, linear_nm, silicon_consumed_nm;
    const char *set, *version, *sha256;
    kiln_warning_list warnings;
} oxide_output;

#define OUTPUT_NUMBER(name, member, field_unit, field_doc) \
    KILN_FIELD(name, NUMBER, oxide_output, member, .unit = (field_unit), .doc = (field_doc))

static const kiln_field OUTPUT_FIELDS[] = {
    KILN_FIELD("computed", CHOICE, oxide_output, computed, .choices = &SOUGHT_WORDS,
               .doc = "which of them was asked for"),
    OUTPUT_NUMBER("temp_c", temp_c, "C", "temperature"),
    OUTPUT_NUMBER("time_min", time_min, "min", "duration"),
    KILN_FIELD("ambient", CHOICE, oxide_output, ambient, .choices = &kiln_ambients,
               .doc = "the gas"),
    OUTPUT_NUMBER("pressure_atm", pressure_atm, "atm", "total pressure"),
    KILN_FIELD("orientation", CHOICE, oxide_output, orientation, .choices = &kiln_orientations,
               .doc = "crystal plane of the surface"),
    OUTPUT_NUMBER("initial_thickness_nm", initial_thickness_nm, "nm", "oxide at the start"),
    OUTPUT_NUMBER("final_thickness_nm", final_thickness_nm, "nm", "oxide at the end"),
    OUTPUT_NUMBER("growth_thickness_nm", growth_thickness_nm, "nm", "what has grown"),
    OUTPUT_NUMBER("growth_rate_nm_hr", growth_rate_nm_hr, "nm/h", "growth rate at the end"),
    OUTPUT_NUMBER("B_parabolic_nm2_hr", parabolic_nm2_hr, "nm^2/h",
                  "parabolic rate constant, of the oxidants together"),
    OUTPUT_NUMBER("A_linear_nm", linear_nm, "nm", "A = B / (B/A), of the oxidants together"),
    KILN_FIELD("final_colour", TEXT, oxide_output, final_colour,
               .doc = "of the oxide at the end, seen from above; absent where it has none"),
    OUTPUT_NUMBER("silicon_consumed_nm", silicon_consumed_nm, "nm", "silicon turned to oxide"),
    KILN_FIELD("set", TEXT, oxide_output, set, .doc = "parameter set"),
    KILN_FIELD("version", TEXT, oxide_output, version, .doc = "its version"),
    KILN_FIELD("sha256", TEXT, oxide_output, sha256, .doc = "hash of its canonical JSON"),
    KILN_WARNINGS_FIELD(oxide_output),
};
static const kiln_shape OUTPUT_SHAPE = KILN_SHAPE("oxide", "An oxidation at one temperature.",
                                                  oxide_output, OUTPUT_FIELDS, .check = NULL);

/* --- run --------------------------------------------------------------------------------- */

/* The oxidation in cm, s and K; NaN for what is sought. */
typedef struct oxidation {
    const kiln_model_set *set;
    kiln_oxide_stage stage;
    kiln_oxide start;
    double target_cm;
    sought sought;
} oxidation;

static kiln_status lower(kiln_op_call *call, const kiln_model_set *set, oxidation *o)
{
    const oxide_input *input = call->input;
    const kiln_ambient_request request = {.ambient = (kiln_ambient_name)input->ambient,
                                          .h2_o2_ratio = input->h2_o2_ratio,
                                          .hcl_percent = input->hcl_percent,
                                          .pressure_atm = input->pressure_atm};
    *o = (oxidation){.set = set,
                     .stage = {.orientation = (kiln_orientation)input->orientation,
                               .model = (kiln_oxidation_model)input->oxidation,
                               .time_s = given_time_s(input),
                               .from_k = input->temp_c + KILN_ZERO_C_K,
                               .max_steps = call->options->max_steps},
                     .start = kiln_oxide_start(CM_PER_NM * input->initial_nm),
                     .target_cm = CM_PER_NM * input->target_nm};
    o->sought = isnan(o->stage.time_s)   ? SOUGHT_TIME
                : isnan(o->stage.from_k) ? SOUGHT_TEMP
                                         : SOUGHT_THICKNESS;
    return kiln_atmosphere_of_ambient(&request, "", &o->stage.atmosphere, call->diag);
}

/* The library says what is reached; what to do about it depends on who asks. */
static void say_mend(kiln_diag *diag)
{
    kiln_issue *last = diag->count ? &diag->issue[diag->count - 1] : NULL;
    if (last && !last->mend[0])
        snprintf(
            last->mend, sizeof last->mend,
            "change the target, or the temperature or time that is given; wet_o2 and steam "
            "grow faster than dry_o2");
}

/* Finds the time or the temperature, if that is what is sought. */
static kiln_status seek(kiln_op_call *call, oxidation *o)
{
    kiln_status status = KILN_OK;
    if (o->sought == SOUGHT_TIME)
        status =
            kiln_oxide_time_to(o->set, &o->stage, &o->start, o->target_cm,
                               S_PER_MIN * KILN_TIME_MIN_MAX, &o->stage.time_s, call->diag);
    else if (o->sought == SOUGHT_TEMP)
        status = kiln_oxide_temp_to(o->set, &o->stage, &o->start, o->target_cm,
                                    SOUGHT_C_MIN + KILN_ZERO_C_K, SOUGHT_C_MAX + KILN_ZERO_C_K,
                                    &o->stage.from_k, call->diag);
    o->stage.to_k = o->stage.from_k;
    if (status == KILN_INVALID)
        say_mend(call->diag);
    return status;
}

static double sum_of_oxidants(const double value[KILN_OXIDANT_COUNT])
{
    double sum = 0;
    for (int i = 0; i < KILN_OXIDANT_COUNT; i++)
        sum += value[i];
    return sum;
}

static void fill_numbers(const oxide_input *input, const oxidation *o, double end_cm,
                         kiln_validity *validity, oxide_output *output)
{
    const kiln_oxidation_state state = {.atmosphere = o->stage.atmosphere,
                                        .orientation = o->stage.orientation,
                                        .temp_k = o->stage.from_k,
                                        .model = o->stage.model};
    const kiln_oxide_rates rates = kiln_oxide_rates_at(o->set, &state, validity);
    const double parabolic = sum_of_oxidants(rates.parabolic_cm2_s);
    const double linear = sum_of_oxidants(rates.linear_cm_s);
    const double final_nm = isnan(input->target_nm) ? end_cm / CM_PER_NM : input->target_nm;
    *output = (oxide_output){
        .computed = (int)o->sought,
        .temp_c = isnan(input->temp_c) ? o->stage.from_k - KILN_ZERO_C_K : input->temp_c,
        .time_min = isnan(input->time_min) ? o->stage.time_s / S_PER_MIN : input->time_min,
        .ambient = input->ambient,
        .pressure_atm = input->pressure_atm,
        .orientation = input->orientation,
        .initial_thickness_nm = input->initial_nm,
        .final_thickness_nm = final_nm,
        .growth_thickness_nm = final_nm - input->initial_nm,
        .final_colour = kiln_oxide_colour(CM_PER_NM * final_nm),
        .growth_rate_nm_hr =
            NM_HR_PER_CM_S * kiln_oxide_growth_rate(&rates, end_cm, o->stage.time_s),
        .parabolic_nm2_hr = NM2_HR_PER_CM2_S * parabolic,
        .linear_nm = linear > 0 ? parabolic / linear / CM_PER_NM : (double)NAN,
        .silicon_consumed_nm = kiln_silicon_per_oxide(o->set) * (final_nm - input->initial_nm),
        .set = o->set->name,
        .version = o->set->version,
        .sha256 = o->set->sha256};
}

static kiln_status run_oxide(kiln_op_call *call)
{
    const oxide_input *input = call->input;
    kiln_op_model model;
    kiln_validity validity = {0};
    oxidation *o = KILN_TAKE(call->arena, 1, oxidation);
    oxide_output *output = KILN_TAKE(call->arena, 1, oxide_output);
    if (!o || !output)
        return kiln_fail(call->diag, KILN_NO_MEMORY, "", "out of memory");
    kiln_status status = kiln_op_model_named(call, input->model_set, "/model_set", &model);
    if (status == KILN_OK)
        status = lower(call, model.set, o);
    if (status == KILN_OK)
        status = seek(call, o);
    if (status != KILN_OK)
        return status;
    kiln_oxide end = o->start;
    status = kiln_oxide_grow(o->set, &o->stage, &end, &validity, call->diag);
    if (status != KILN_OK)
        return status;
    fill_numbers(input, o, end.thickness_cm, &validity, output);
    kiln_validity_warn(&validity, "", call->diag);
    if (!(output->parabolic_nm2_hr > 0))
        kiln_warn(call->diag, "", "give an ambient with oxygen or steam",
                  "the gas holds no oxidant: nothing grows");
    if (input->hcl_percent > 0 && !(o->stage.atmosphere.p_o2_atm > 0))
        kiln_warn(call->diag, "/hcl_percent", "leave it out, or give the gas oxygen",
                  "HCl counts in oxygen only: here it changes nothing");
    status = kiln_op_take_warnings(call, &output->warnings);
    call->output = output;
    call->detail = o;
    return status;
}

/* --- views ------------------------------------------------------------------------------- */

static kiln_status show_table(const kiln_op_call *call, kiln_op_look look, kiln_sink *sink)
{
    const oxide_output *output = call->output;
    return kiln_op_show_output(call, "set", &output->warnings, look, sink);
}

/* Thickness against time, from the start to the end. */
static kiln_status fill_curve(const oxidation *o, double time_min[], double thickness_nm[])
{
    kiln_oxide oxide = o->start;
    kiln_oxide_stage stage = o->stage;
    const double step_s = o->stage.time_s / (CURVE_POINTS - 1);
    stage.time_s = step_s;
    for (int i = 0; i < CURVE_POINTS; i++) {
        if (i) {
            const kiln_status status = kiln_oxide_grow(o->set, &stage, &oxide, NULL, NULL);
            if (status != KILN_OK)
                return status;
        }
        time_min[i] = i * step_s / S_PER_MIN;
        thickness_nm[i] = oxide.thickness_cm / CM_PER_NM;
    }
    return KILN_OK;
}

static kiln_status plot_growth(const kiln_op_call *call, kiln_op_look look, kiln_sink *sink)
{
    (void)look;
    const oxide_output *output = call->output;
    double time_min[CURVE_POINTS], thickness_nm[CURVE_POINTS];
    char title[96], label[48];
    const kiln_status status = fill_curve(call->detail, time_min, thickness_nm);
    if (status != KILN_OK)
        return status;
    snprintf(title, sizeof title, "Oxide in %s at %.6g C",
             kiln_choice_name(&kiln_ambients, output->ambient), output->temp_c);
    snprintf(label, sizeof label, "%.4g nm", output->final_thickness_nm);
    const kiln_chart_series series = {.name = NULL,
                                      .count = CURVE_POINTS,
                                      .x = time_min,
                                      .y = thickness_nm,
                                      .style = KILN_SERIES_LINE};
    const kiln_chart_mark mark = {
        .x = output->time_min, .y = output->final_thickness_nm, .label = label};
    const kiln_chart chart = {.title = title,
                              .x = {.label = "Time", .unit = "min"},
                              .y = {.label = "Thickness", .unit = "nm"},
                              .series_count = 1,
                              .series = &series,
                              .mark_count = 1,
                              .mark = &mark};
    return kiln_chart_write_svg(&chart, kiln_chart_default_size(), sink);
}

static const kiln_op_view VIEWS[] = {
    {.content_type = "text/plain", .doc = "a table", .show = show_table},
    {.flag = "plot",
     .takes = "F.svg",
     .content_type = "image/svg+xml",
     .doc = "growth curve as SVG",
     .show = plot_growth},
};

const kiln_op kiln_op_oxide = {
    .name = "oxide",
    .summary = "oxide thickness from temperature and time, or the one that reaches a target",
    .about =
        "Give two of temperature, time (--time-min, --time-h or --time-s) and --target-nm; "
        "the third is computed. A temperature is looked for within 700..1250 C. The oxide "
        "starts at 1.5 nm, the native oxide of a clean wafer, unless --initial-nm says "
        "otherwise.",
    .example = "kiln oxide --temp-c 1000 --ambient wet_o2 --target-nm 400",
    .input = &INPUT_SHAPE,
    .output = &OUTPUT_SHAPE,
    .view_count = sizeof VIEWS / sizeof VIEWS[0],
    .view = VIEWS,
    .takes_models = true,
    .run = run_oxide,
    .role = KILN_ROLE_VIEWER,
};
