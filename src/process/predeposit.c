/* A chemical source's profile in two components: its front and its integrals of D dt. */
#include "predeposit.h"

#include "kiln/math.h"

#include <math.h>
#include <stdio.h>

static const double SILICON_CM3 = 5e22; /* atoms */

typedef struct ramp {
    const kiln_model_set *set;
    const kiln_stage *stage;
    kiln_validity *validity;
    size_t which; /* of the quantities below */
} ramp;

enum { FRONT, SLOW, FAST, TOTAL, TAIL, QUANTITIES };

static kiln_two_component at(const kiln_model_set *set, const kiln_stage *stage, double temp_k,
                             kiln_validity *validity)
{
    return kiln_two_component_at(set, (kiln_dopant)stage->source->dopant, temp_k, validity);
}

/* A quantity at a fraction 0..1 of the stage's time. */
static double quantity_at(double fraction, const void *context)
{
    const ramp *r = context;
    const double temp_k = r->stage->from_k + fraction * (r->stage->to_k - r->stage->from_k);
    const kiln_two_component here = at(r->set, r->stage, temp_k, r->validity);
    const double quantity[QUANTITIES] = {[FRONT] = here.front_cm_s,
                                         [SLOW] = here.slow_cm2_s,
                                         [FAST] = here.fast_cm2_s,
                                         [TOTAL] = here.total_cm3 * here.front_cm_s,
                                         [TAIL] = here.tail_cm3 * here.front_cm_s};
    return quantity[r->which];
}

static kiln_status refuse(const kiln_stage *stage, const kiln_exposure *exposure,
                          kiln_diag *diag)
{
    kiln_issue issue = {.status = KILN_INVALID,
                        .mend = "correct the parameters, or give surface_conc_cm3"};
    snprintf(issue.pointer, sizeof issue.pointer, "%s/source", stage->pointer);
    snprintf(issue.message, sizeof issue.message,
             "the set's two components make %.3g cm^-3 at the surface, %.3g of it in the tail: "
             "no more than 5e22, and no more than all, makes sense",
             exposure->total_cm3, exposure->tail_cm3);
    return kiln_diag_add(diag, &issue);
}

kiln_status kiln_expose(kiln_exposure *exposure, const kiln_model_set *set,
                        const kiln_stage *stage, kiln_validity *validity, kiln_diag *diag)
{
    const kiln_quadrature_settings settings = {
        .relative = 1e-12, .what = "predeposition over a ramp", .pointer = stage->pointer};
    ramp r = {.set = set, .stage = stage, .validity = validity};
    double mean[QUANTITIES];
    for (r.which = 0; r.which < QUANTITIES; r.which++) {
        const kiln_status status =
            kiln_integrate(quantity_at, &r, 0, 1, &settings, &mean[r.which], diag);
        if (status != KILN_OK)
            return status;
    }
    const double before_cm = exposure->front_cm;
    kiln_exposure next = {.front_cm = before_cm + mean[FRONT] * stage->time_s,
                          .slow_cm2 = exposure->slow_cm2 + mean[SLOW] * stage->time_s,
                          .fast_cm2 = exposure->fast_cm2 + mean[FAST] * stage->time_s};
    next.total_cm3 =
        (exposure->total_cm3 * before_cm + mean[TOTAL] * stage->time_s) / next.front_cm;
    next.tail_cm3 =
        (exposure->tail_cm3 * before_cm + mean[TAIL] * stage->time_s) / next.front_cm;
    if (!(next.tail_cm3 <= next.total_cm3 && next.total_cm3 <= SILICON_CM3))
        return refuse(stage, &next, diag);
    *exposure = next;
    return KILN_OK;
}

/* What is left of a component so far beyond the front, as a share of what it is there. */
static double share_beyond(double front_cm, double beyond_cm, double dt_cm2)
{
    const double per_cm = 0.5 / sqrt(dt_cm2);
    return 0.5 * exp(-0.5 * front_cm * beyond_cm / dt_cm2) *
           (kiln_erfc(per_cm * (beyond_cm + 2 * front_cm)) +
            kiln_erfc(per_cm * (beyond_cm - 2 * front_cm)));
}

double kiln_exposure_conc(const kiln_exposure *exposure, double depth_cm)
{
    const kiln_exposure *e = exposure;
    const double beyond_cm = depth_cm - e->front_cm;
    if (!(beyond_cm > 0))
        return e->total_cm3;
    return (e->total_cm3 - e->tail_cm3) * share_beyond(e->front_cm, beyond_cm, e->slow_cm2) +
           e->tail_cm3 * share_beyond(e->front_cm, beyond_cm, e->fast_cm2);
}

/* Gauss and Legendre's rule of three points. */
static double smooth_mean(const kiln_exposure *e, double from_cm, double to_cm)
{
    const double middle_cm = 0.5 * (from_cm + to_cm);
    const double off_cm = 0.5 * 0.77459666924148338 * (to_cm - from_cm);
    return (5 * kiln_exposure_conc(e, middle_cm - off_cm) +
            8 * kiln_exposure_conc(e, middle_cm) +
            5 * kiln_exposure_conc(e, middle_cm + off_cm)) /
           18;
}

double kiln_exposure_mean(const kiln_exposure *exposure, double from_cm, double to_cm)
{
    const double front_cm = exposure->front_cm;
    if (front_cm <= from_cm || front_cm >= to_cm)
        return smooth_mean(exposure, from_cm, to_cm);
    return ((front_cm - from_cm) * exposure->total_cm3 +
            (to_cm - front_cm) * smooth_mean(exposure, front_cm, to_cm)) /
           (to_cm - from_cm);
}

double kiln_exposure_extent(const kiln_exposure *exposure)
{
    return 3 * exposure->front_cm + 13 * sqrt(exposure->fast_cm2);
}
