/* Rules across fields of the recipe: what a single row of a field table cannot say. They run
 * when the fields by themselves are sound, and each names the field at fault. */
#include "recipe.h"

#include <math.h>
#include <stdio.h>

static bool given(double value)
{
    return !isnan(value);
}

/* A fault with a message and its mend, both plain text. */
static void fault(kiln_place *place, const char *path, const char *message, const char *mend)
{
    kiln_issue issue = {.status = KILN_INVALID};
    snprintf(issue.message, sizeof issue.message, "%s", message);
    snprintf(issue.mend, sizeof issue.mend, "%s", mend);
    kiln_place_fault(place, path, issue);
}

static void number_fault(kiln_place *place, const char *path, double value, const char *unit,
                         const char *bound, const char *message, const char *mend)
{
    kiln_issue issue = {.status = KILN_INVALID};
    kiln_number_write(value, issue.given);
    snprintf(issue.unit, sizeof issue.unit, "%s", unit);
    snprintf(issue.bound, sizeof issue.bound, "%s", bound);
    snprintf(issue.message, sizeof issue.message, "%s%s%s %s", issue.given, unit[0] ? " " : "",
             unit, message);
    snprintf(issue.mend, sizeof issue.mend, "%s", mend);
    kiln_place_fault(place, path, issue);
}

static void check_doping(int dopant, double conc_cm3, double resistivity_ohm_cm,
                         kiln_place *place)
{
    const bool doped = given(conc_cm3) || given(resistivity_ohm_cm);
    if (given(conc_cm3) && given(resistivity_ohm_cm))
        fault(place, "resistivity_ohm_cm", "both a concentration and a resistivity are given",
              "keep conc_cm3 or resistivity_ohm_cm");
    if (dopant != KILN_ABSENT_CHOICE && !doped)
        fault(place, "conc_cm3", "the dopant has no concentration",
              "give conc_cm3 or resistivity_ohm_cm");
    if (dopant == KILN_ABSENT_CHOICE && doped)
        fault(place, "dopant", "the concentration has no dopant", "give the dopant");
}

void kiln_check_epi_layer(const void *object, kiln_place *place)
{
    const kiln_epi_layer *layer = object;
    check_doping(layer->dopant, layer->conc_cm3, layer->resistivity_ohm_cm, place);
}

void kiln_check_substrate(const void *object, kiln_place *place)
{
    const kiln_substrate *substrate = object;
    check_doping(substrate->dopant, substrate->conc_cm3, substrate->resistivity_ohm_cm, place);
}

static void check_initial_table(const kiln_initial *initial, kiln_place *place)
{
    const size_t n = initial->depth_nm.count;
    if (!initial->depth_nm.item || !initial->conc_cm3.item) {
        fault(place, initial->depth_nm.item ? "conc_cm3" : "depth_nm",
              "a table needs both depth_nm and conc_cm3", "give the other list as well");
        return;
    }
    if (n != initial->conc_cm3.count) {
        fault(place, "conc_cm3", "depth_nm and conc_cm3 differ in length",
              "give one concentration for each depth");
        return;
    }
    for (size_t i = 1; i < n; i++) {
        if (initial->depth_nm.item[i] > initial->depth_nm.item[i - 1])
            continue;
        char path[32];
        snprintf(path, sizeof path, "depth_nm/%zu", i);
        number_fault(place, path, initial->depth_nm.item[i], "nm", "increasing depths",
                     "does not lie below the depth before it", "sort the table by depth");
        return;
    }
}

void kiln_check_initial(const void *object, kiln_place *place)
{
    const kiln_initial *initial = object;
    const bool formula = given(initial->dose_cm2);
    const bool table = initial->depth_nm.item || initial->conc_cm3.item;
    const bool file = initial->file;
    const int ways = formula + table + file;
    if (ways != 1) {
        fault(place, "",
              ways ? "the profile is given in more than one way"
                   : "the profile has no concentrations",
              "give one of: dose_cm2 with sigma_nm; depth_nm with conc_cm3; file");
        return;
    }
    if (table)
        check_initial_table(initial, place);
    if (!formula && (given(initial->sigma_nm) || given(initial->peak_depth_nm) ||
                     initial->shape != KILN_ABSENT_CHOICE))
        fault(place, "", "shape, peak_depth_nm and sigma_nm go with dose_cm2 only",
              "leave them out, or give dose_cm2");
}

void kiln_check_ambient(const void *object, kiln_place *place)
{
    const kiln_ambient *ambient = object;
    bool fractions = false, flows = false;
    double sum = 0, flow = 0;
    for (size_t i = 0; i < KILN_GAS_COUNT; i++) {
        fractions |= given(ambient->fraction[i]);
        flows |= given(ambient->flow_slm[i]);
        sum += given(ambient->fraction[i]) ? ambient->fraction[i] : 0;
        flow += given(ambient->flow_slm[i]) ? ambient->flow_slm[i] : 0;
    }
    const int ways = (ambient->name != KILN_ABSENT_CHOICE) + fractions + flows;
    if (ways != 1)
        fault(place, "", ways ? "the gas is given in more than one way" : "no gas is given",
              "give one of: a name; mole fractions; flow_slm");
    else if (sum > 1 + 1e-9)
        number_fault(place, "", sum, "", "at most 1",
                     "is the sum of the mole fractions, over 1",
                     "make the fractions add up to 1 at most; the rest is inert");
    else if (flows && !(flow > 0))
        fault(place, "flow_slm", "no gas flows", "give one flow above 0");
}

void kiln_check_source(const void *object, kiln_place *place)
{
    const kiln_dopant_source *source = object;
    const bool conc = given(source->surface_conc_cm3.number) ||
                      source->surface_conc_cm3.choice != KILN_ABSENT_CHOICE;
    if (source->chemical == KILN_ABSENT_CHOICE) {
        if (source->dopant == KILN_ABSENT_CHOICE)
            fault(place, "dopant", "the source has no dopant",
                  "give dopant and surface_conc_cm3, or a chemical");
        if (!conc)
            fault(place, "surface_conc_cm3", "the source has no surface concentration",
                  "give a concentration, \"solubility\", or a chemical");
    } else if (source->dopant != KILN_ABSENT_CHOICE) {
        fault(place, "dopant",
              source->chemical == KILN_SOURCE_NONE ? "a source of none has no dopant"
                                                   : "the chemical already says the dopant",
              "leave dopant out");
    } else if (source->chemical == KILN_SOURCE_NONE && conc) {
        fault(place, "surface_conc_cm3", "a source of none holds no concentration",
              "leave surface_conc_cm3 out");
    }
}

/* The ratio may also come from the step, or from each segment, so that h2_o2 without any is
 * found only when both are put together (flow.c). */
static void check_conditions(const kiln_conditions *conditions, kiln_place *place)
{
    const kiln_ambient *ambient = conditions->ambient;
    const bool burnt = ambient && ambient->name == KILN_AMBIENT_H2_O2;
    if (ambient && !burnt && given(conditions->h2_o2_ratio))
        fault(place, "h2_o2_ratio", "a ratio of H2 to O2 goes with the ambient h2_o2 only",
              "leave it out, or make the ambient h2_o2");
}

void kiln_check_segment(const void *object, kiln_place *place)
{
    const kiln_segment *segment = object;
    const bool rate = given(segment->rate_c_per_min) || given(segment->rate_c_per_s);
    const int durations = given(segment->time_min) + given(segment->time_s) +
                          given(segment->rate_c_per_min) + given(segment->rate_c_per_s);
    if (durations != 1)
        fault(place, "",
              durations ? "the duration is given in more than one way"
                        : "the segment has no duration",
              "give exactly one of time_min, time_s, rate_c_per_min, rate_c_per_s");
    else if (rate && !given(segment->to_temp_c))
        fault(place, "to_temp_c", "a rate needs the temperature it leads to",
              "give to_temp_c, or a time in place of the rate");
    check_conditions(&segment->conditions, place);
}

void kiln_check_trace(const void *object, kiln_place *place)
{
    const kiln_trace *trace = object;
    if (trace->time_min.count != trace->temp_c.count) {
        fault(place, "temp_c", "time_min and temp_c differ in length",
              "give one temperature for each time");
        return;
    }
    for (size_t i = 1; i < trace->time_min.count; i++) {
        if (trace->time_min.item[i] > trace->time_min.item[i - 1])
            continue;
        char path[32];
        snprintf(path, sizeof path, "time_min/%zu", i);
        number_fault(place, path, trace->time_min.item[i], "min", "increasing times",
                     "does not come after the time before it", "sort the trace by time");
        return;
    }
}

static void warn_of_jump(kiln_place *place, size_t index, double here_c, double from_c)
{
    kiln_issue issue = {.severity = KILN_SEVERITY_WARNING};
    char path[48], from[KILN_NUMBER_TEXT_MAX], here[KILN_NUMBER_TEXT_MAX];
    kiln_number_write(from_c, from);
    kiln_number_write(here_c, here);
    snprintf(path, sizeof path, "segments/%zu/temp_c", index);
    snprintf(issue.message, sizeof issue.message,
             "the temperature jumps from %s to %s C between segments", here, from);
    snprintf(issue.mend, sizeof issue.mend, "put a ramp between them");
    kiln_place_fault(place, path, issue);
}

/* The duration of a ramp by its rate, 0 with a fault when the rate does not lead there. */
static double ramp_min(const kiln_segment *segment, size_t index, double from_c, double to_c,
                       kiln_place *place)
{
    const bool per_s = given(segment->rate_c_per_s);
    const double rate = per_s ? segment->rate_c_per_s : segment->rate_c_per_min;
    const double minutes = (to_c - from_c) / (per_s ? 60 * rate : rate);
    if (minutes > 0 && isfinite(minutes))
        return minutes;
    char path[48];
    snprintf(path, sizeof path, "segments/%zu/%s", index,
             per_s ? "rate_c_per_s" : "rate_c_per_min");
    const bool up = to_c > from_c, down = to_c < from_c;
    number_fault(place, path, rate, per_s ? "C/s" : "C/min",
                 up     ? "> 0"
                 : down ? "< 0"
                        : "a ramp",
                 "does not lead from temp_c to to_temp_c",
                 up     ? "make the rate positive"
                 : down ? "make the rate negative"
                        : "give a time: the temperatures are the same");
    return 0;
}

/* One segment of a furnace step that starts at here_c (NaN: not known); returns where it
 * ends. */
static double check_ramp(const kiln_segment *segment, size_t index, double here_c,
                         double *total_min, size_t *jumps, kiln_place *place)
{
    const double from_c = given(segment->temp_c) ? segment->temp_c : here_c;
    const double to_c = given(segment->to_temp_c) ? segment->to_temp_c : from_c;
    if (isnan(from_c)) {
        char path[48];
        snprintf(path, sizeof path, "segments/%zu/temp_c", index);
        fault(place, path, "the first segment has no temperature", "give temp_c");
        return to_c;
    }
    if (given(here_c) && fabs(from_c - here_c) > 0 && (*jumps)++ == 0)
        warn_of_jump(place, index, here_c, from_c);
    if (given(segment->rate_c_per_min) || given(segment->rate_c_per_s))
        *total_min += ramp_min(segment, index, from_c, to_c, place);
    else
        *total_min += given(segment->time_s) ? segment->time_s / 60 : segment->time_min;
    return to_c;
}

static void check_segments(const kiln_furnace *furnace, kiln_place *place)
{
    double here_c = (double)NAN, total_min = 0;
    size_t jumps = 0; /* the first of a step is told */
    for (size_t i = 0; i < furnace->segments.count; i++) {
        const kiln_segment *segment = &furnace->segments.item[i];
        here_c = check_ramp(segment, i, here_c, &total_min, &jumps, place);
    }
    if (total_min > KILN_TIME_MIN_MAX)
        number_fault(place, "segments", total_min, "min", "at most 10000 min",
                     "is the length of the whole step, over 10000 min",
                     "shorten the segments or split the step");
}

void kiln_check_furnace(const void *object, kiln_place *place)
{
    const kiln_furnace *furnace = object;
    const bool soak = given(furnace->temp_c) || given(furnace->time_min);
    const bool segments = furnace->segments.item;
    const bool trace = furnace->trace;
    const int ways = soak + segments + trace;
    if (ways != 1) {
        fault(place, "",
              ways ? "the temperature is given in more than one way"
                   : "the step has no temperature",
              "give one of: temp_c with time_min; segments; trace");
        return;
    }
    if (soak && !given(furnace->temp_c))
        fault(place, "temp_c", "time_min has no temperature", "give temp_c");
    if (soak && !given(furnace->time_min))
        fault(place, "time_min", "temp_c has no duration", "give time_min");
    if (segments)
        check_segments(furnace, place);
    check_conditions(&furnace->conditions, place);
}

void kiln_check_target(const void *object, kiln_place *place)
{
    const kiln_target *target = object;
    const bool centred = given(target->target) || given(target->tolerance);
    const bool banded = given(target->lower) || given(target->upper);
    if (centred + banded != 1)
        fault(place, "", centred ? "the band is given in two ways" : "the band has no bound",
              "give target with tolerance, or lower and upper (one of them will do)");
    else if (centred && !(given(target->target) && given(target->tolerance)))
        fault(place, given(target->target) ? "tolerance" : "target",
              "target and tolerance go together", "give the other as well");
    else if (given(target->lower) && given(target->upper) && !(target->lower <= target->upper))
        number_fault(place, "lower", target->lower, "", "lower <= upper", "lies above upper",
                     "exchange lower and upper");
}

void kiln_check_model(const void *object, kiln_place *place)
{
    const kiln_model *model = object;
    const bool by_hand = given(model->d0_cm2_s) || given(model->ea_ev);
    if (by_hand && model->diffusion != KILN_DIFFUSION_CONSTANT)
        fault(place, given(model->d0_cm2_s) ? "d0_cm2_s" : "ea_ev",
              "a diffusivity by hand goes with the constant model only",
              "make diffusion \"constant\", or use overrides");
    else if (by_hand && !(given(model->d0_cm2_s) && given(model->ea_ev)))
        fault(place, given(model->d0_cm2_s) ? "ea_ev" : "d0_cm2_s",
              "d0_cm2_s and ea_ev go together", "give the other as well");
    if (model->solver == KILN_SOLVER_CLOSED_FORM && model->diffusion != KILN_DIFFUSION_CONSTANT)
        fault(place, "solver", "a closed form exists for the constant model only",
              "make diffusion \"constant\", or solver \"auto\"");
}

static void reserved(kiln_place *place, const char *path)
{
    kiln_issue issue = {.status = KILN_UNSUPPORTED};
    snprintf(issue.message, sizeof issue.message,
             "cuts are reserved: several cuts are not simulated yet");
    snprintf(issue.mend, sizeof issue.mend, "leave it out");
    kiln_place_fault(place, path, issue);
}

void kiln_check_recipe(const void *object, kiln_place *place)
{
    const kiln_recipe *recipe = object;
    if (recipe->cuts.item)
        reserved(place, "cuts");
    for (size_t i = 0; i < recipe->steps.count; i++) {
        if (!recipe->steps.item[i].common->only.item)
            continue;
        char path[48];
        snprintf(path, sizeof path, "steps/%zu/only", i);
        reserved(place, path);
    }
}
