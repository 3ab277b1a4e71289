/* Lowering: a furnace step's soak, segments or trace become stages in s, K and atm. The one
 * place where furnace units are converted. */
#include "flow.h"

#include "kiln/silicon/model.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>

enum { POINTER_SIZE = sizeof((kiln_stage *)0)->pointer };

bool kiln_stage_oxidises(const kiln_stage *stage)
{
    return stage->atmosphere.p_o2_atm > 0 || stage->atmosphere.p_h2o_atm > 0;
}

bool kiln_stage_evaporates(const kiln_stage *stage)
{
    return (stage->surface == KILN_BARE || stage->surface == KILN_NATIVE_OXIDE) &&
           !kiln_stage_oxidises(stage);
}

static double kelvin(double temp_c)
{
    return temp_c + KILN_ZERO_C_K;
}

static double first_given(double a, double b, double otherwise)
{
    return !isnan(a) ? a : !isnan(b) ? b : otherwise;
}

/* Where a condition stands: in the segment if it is there, else in the step. */
static const char *place_of(bool in_segment, const char *segment, const char *step)
{
    return in_segment ? segment : step;
}

static kiln_status lower_gas(const kiln_conditions *own, const kiln_conditions *step,
                             const char *own_pointer, const char *step_pointer,
                             kiln_atmosphere *atmosphere, kiln_diag *diag)
{
    static const kiln_ambient INERT = {.name = KILN_AMBIENT_N2};
    const kiln_ambient *ambient = own->ambient    ? own->ambient
                                  : step->ambient ? step->ambient
                                                  : &INERT;
    const char *pointer = place_of(own->ambient || !step->ambient, own_pointer, step_pointer);
    const double pressure_atm = first_given(own->pressure_atm, step->pressure_atm, 1);
    const double hcl_percent = first_given(own->hcl_percent, step->hcl_percent, 0);
    if (ambient->name != KILN_ABSENT_CHOICE) {
        const kiln_ambient_request request = {
            .ambient = (kiln_ambient_name)ambient->name,
            .h2_o2_ratio = first_given(own->h2_o2_ratio, step->h2_o2_ratio, (double)NAN),
            .hcl_percent = hcl_percent,
            .pressure_atm = pressure_atm};
        return kiln_atmosphere_of_ambient(&request, pointer, atmosphere, diag);
    }
    char at[POINTER_SIZE + sizeof "/ambient/flow_slm"];
    if (hcl_percent > 0) {
        kiln_issue issue = {.status = KILN_INVALID};
        snprintf(issue.pointer, sizeof issue.pointer, "%s/hcl_percent",
                 place_of(!isnan(own->hcl_percent), own_pointer, step_pointer));
        snprintf(issue.message, sizeof issue.message,
                 "hcl_percent goes with an ambient by name, and here the gases are given");
        snprintf(issue.mend, sizeof issue.mend,
                 "leave hcl_percent out and give hcl among the gases, or name the ambient");
        return kiln_diag_add(diag, &issue);
    }
    for (size_t i = 0; i < KILN_GAS_COUNT; i++) {
        if (isnan(ambient->flow_slm[i]))
            continue;
        snprintf(at, sizeof at, "%s/ambient/flow_slm", pointer);
        return kiln_atmosphere_of_flows(ambient->flow_slm, pressure_atm, at, atmosphere, diag);
    }
    snprintf(at, sizeof at, "%s/ambient", pointer);
    return kiln_atmosphere_of_fractions(ambient->fraction, pressure_atm, at, atmosphere, diag);
}

static bool says_conc(const kiln_dopant_source *source)
{
    return !isnan(source->surface_conc_cm3.number) ||
           source->surface_conc_cm3.choice != KILN_ABSENT_CHOICE;
}

/* What a chemical brings to the surface: as much as dissolves, if nothing else is said. */
static void name_dopant(kiln_dopant_source *source)
{
    /* A doped layer is refused before. */
    static const kiln_dopant BRINGS[KILN_CHEMICAL_COUNT] = {
        [KILN_SOURCE_POCL3] = KILN_PHOSPHORUS, [KILN_SOURCE_BBR3] = KILN_BORON,
        [KILN_SOURCE_BCL3] = KILN_BORON,       [KILN_SOURCE_BN] = KILN_BORON,
        [KILN_SOURCE_B2H6] = KILN_BORON,       [KILN_SOURCE_PH3] = KILN_PHOSPHORUS,
        [KILN_SOURCE_ASH3] = KILN_ARSENIC,     [KILN_SOURCE_SB2O3] = KILN_ANTIMONY};
    kiln_number_or_choice *conc_cm3 = &source->surface_conc_cm3;
    if (source->chemical == KILN_ABSENT_CHOICE)
        return;
    assert(source->chemical != KILN_SOURCE_NONE && source->chemical != KILN_SOURCE_DOPED_LAYER);
    source->dopant = (int)BRINGS[source->chemical];
    if (!says_conc(source))
        conc_cm3->choice = KILN_AT_SOLUBILITY;
}

/* Everything of a stage but its temperatures and time. */
static kiln_status lower_conditions(const kiln_conditions *own, const kiln_conditions *step,
                                    const char *step_pointer, kiln_stage *stage,
                                    kiln_diag *diag)
{
    const kiln_dopant_source *source = own->source ? own->source : step->source;
    if (source && source->chemical != KILN_SOURCE_NONE) {
        stage->held = *source;
        stage->two_component = source->chemical == KILN_SOURCE_POCL3 && !says_conc(source);
        name_dopant(&stage->held);
        stage->source = &stage->held;
    }
    stage->surface = own->surface != KILN_ABSENT_CHOICE ? own->surface : step->surface;
    return lower_gas(own, step, stage->pointer, step_pointer, &stage->atmosphere, diag);
}

static double duration_s(const kiln_segment *segment, double from_c, double to_c)
{
    if (!isnan(segment->time_s))
        return segment->time_s;
    if (!isnan(segment->time_min))
        return 60 * segment->time_min;
    if (!isnan(segment->rate_c_per_s))
        return (to_c - from_c) / segment->rate_c_per_s;
    return 60 * (to_c - from_c) / segment->rate_c_per_min;
}

static kiln_status lower_segments(const kiln_furnace *furnace, const char *step_pointer,
                                  kiln_stage_list *stages, kiln_diag *diag)
{
    double here_c = (double)NAN;
    for (size_t i = 0; i < stages->count; i++) {
        const kiln_segment *segment = &furnace->segments.item[i];
        kiln_stage *stage = &stages->item[i];
        const double from_c = first_given(segment->temp_c, here_c, (double)NAN);
        const double to_c = first_given(segment->to_temp_c, from_c, (double)NAN);
        snprintf(stage->pointer, sizeof stage->pointer, "%s/segments/%zu", step_pointer, i);
        stage->from_k = kelvin(from_c);
        stage->to_k = kelvin(to_c);
        stage->time_s = duration_s(segment, from_c, to_c);
        const kiln_status status = lower_conditions(&segment->conditions, &furnace->conditions,
                                                    step_pointer, stage, diag);
        if (status != KILN_OK)
            return status;
        here_c = to_c;
    }
    return KILN_OK;
}

/* One soak, or the pieces of a trace. */
static kiln_status lower_points(const kiln_furnace *furnace, const char *step_pointer,
                                kiln_stage_list *stages, kiln_diag *diag)
{
    const kiln_trace *trace = furnace->trace;
    for (size_t i = 0; i < stages->count; i++) {
        kiln_stage *stage = &stages->item[i];
        snprintf(stage->pointer, sizeof stage->pointer, "%s", step_pointer);
        stage->from_k = kelvin(trace ? trace->temp_c.item[i] : furnace->temp_c);
        stage->to_k = kelvin(trace ? trace->temp_c.item[i + 1] : furnace->temp_c);
        stage->time_s = 60 * (trace ? trace->time_min.item[i + 1] - trace->time_min.item[i]
                                    : furnace->time_min);
        const kiln_status status = lower_conditions(&furnace->conditions, &furnace->conditions,
                                                    step_pointer, stage, diag);
        if (status != KILN_OK)
            return status;
    }
    return KILN_OK;
}

kiln_status kiln_flow_lower(const kiln_furnace *furnace, size_t step, kiln_arena *arena,
                            kiln_stage_list *stages, kiln_diag *diag)
{
    const bool segments = furnace->segments.item;
    kiln_stage_list lowered = {.count = segments         ? furnace->segments.count
                                        : furnace->trace ? furnace->trace->time_min.count - 1
                                                         : 1};
    lowered.item = KILN_TAKE(arena, lowered.count, kiln_stage);
    if (!lowered.item)
        return kiln_fail(diag, KILN_NO_MEMORY, "", "out of memory for a furnace step");
    char pointer[32];
    snprintf(pointer, sizeof pointer, "/steps/%zu", step);
    const kiln_status status = segments ? lower_segments(furnace, pointer, &lowered, diag)
                                        : lower_points(furnace, pointer, &lowered, diag);
    if (status == KILN_OK)
        *stages = lowered;
    return status;
}
