/* A chemical source's profile in two components: its front and its integrals of D dt. */
#include "predeposit.h"

#include "kiln/math.h"

#include <math.h>

typedef struct ramp {
    const kiln_model_set *set;
    const kiln_stage *stage;
    kiln_validity *validity;
    size_t which; /* of the quantities below */
} ramp;

enum { FRONT, SLOW, FAST, QUANTITIES };

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
    const double quantity[QUANTITIES] = {here.front_cm_s, here.slow_cm2_s, here.fast_cm2_s};
    return quantity[r->which];
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
    const kiln_two_component hottest =
        at(set, stage, fmax(stage->from_k, stage->to_k), validity);
    exposure->front_cm += mean[FRONT] * stage->time_s;
    exposure->slow_cm2 += mean[SLOW] * stage->time_s;
    exposure->fast_cm2 += mean[FAST] * stage->time_s;
    exposure->total_cm3 = fmax(exposure->total_cm3, hottest.total_cm3);
    exposure->tail_cm3 = fmax(exposure->tail_cm3, hottest.tail_cm3);
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
