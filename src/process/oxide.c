/* Growth of oxide through a stage, forwards and backwards. The state is the thickness and, for
 * Massoud's transients, how many of its own time constants each has lived: in that variable a
 * decay is a plain integral, and a ramp or a pause in the oxygen needs no special case. */
#include "kiln/process/oxide.h"

#include "kiln/math.h"

#include <math.h>
#include <string.h>

enum { STATE_SIZE = 3, STEPS_MAX = 100000 };
static const double RELATIVE_TOLERANCE = 1e-11;
static const double ABSOLUTE_TOLERANCE_CM = 1e-17;
/* Time constants after which a transient is gone: exp(-745) is the smallest double. */
static const double GONE = 745;

typedef struct growth {
    const kiln_model_set *set;
    const kiln_oxide_stage *stage;
    kiln_validity *validity;
    bool soak;
    kiln_oxide_rates rates; /* of a soak */
} growth;

static kiln_oxide_rates rates_at(const kiln_model_set *set, const kiln_oxide_stage *stage,
                                 double temp_k, kiln_validity *validity)
{
    const kiln_oxidation_state state = {.atmosphere = stage->atmosphere,
                                        .orientation = stage->orientation,
                                        .temp_k = temp_k,
                                        .model = stage->model,
                                        .linear_factor = stage->linear_factor};
    return kiln_oxide_rates_at(set, &state, validity);
}

/* By the rates of one temperature, with so much left of each transient. */
static double speed(kiln_oxide_rates rates, double thickness_cm, const double left[2])
{
    for (int i = 0; i < 2; i++) {
        rates.transient_cm2_s[i] *= left[i];
        rates.transient_s[i] = (double)INFINITY; /* the decay is in the factor above */
    }
    return kiln_oxide_growth_rate(&rates, fmax(thickness_cm, 0), 0);
}

double kiln_oxide_speed(const kiln_model_set *set, const kiln_oxide_stage *stage,
                        const kiln_oxide *oxide, double temp_k)
{
    return speed(rates_at(set, stage, temp_k, NULL), oxide->thickness_cm,
                 oxide->transient_left);
}

/* state: thickness in cm, then the lived time constants of the two transients. */
static kiln_status growth_rate(double time_s, const double state[], double rate[],
                               const void *context)
{
    const growth *g = context;
    const kiln_oxide_stage *stage = g->stage;
    kiln_oxide_rates rates = g->rates;
    if (!g->soak) {
        const double temp_k =
            stage->from_k + (stage->to_k - stage->from_k) * time_s / stage->time_s;
        rates = rates_at(g->set, stage, temp_k, g->validity);
    }
    double left[2];
    for (int i = 0; i < 2; i++) {
        const bool lives = rates.transient_s[i] > 0;
        rate[1 + i] = lives ? 1 / rates.transient_s[i] : 0;
        left[i] = lives ? exp(-state[1 + i]) : 0;
    }
    rate[0] = speed(rates, state[0], left);
    return KILN_OK;
}

static bool oxidises(const kiln_oxide_stage *stage)
{
    return stage->atmosphere.p_o2_atm > 0 || stage->atmosphere.p_h2o_atm > 0;
}

/* The one oxidant of a soak that is linear-parabolic and nothing else; COUNT when there is
 * none. */
static kiln_oxidant lone_oxidant(const kiln_oxide_rates *rates)
{
    const bool plain = !(rates->thin_cm_s > 0) && !(rates->transient_cm2_s[0] > 0) &&
                       !(rates->transient_cm2_s[1] > 0);
    const bool o2 = rates->parabolic_cm2_s[KILN_OXIDANT_O2] > 0;
    const bool h2o = rates->parabolic_cm2_s[KILN_OXIDANT_H2O] > 0;
    if (!plain || o2 == h2o)
        return KILN_OXIDANT_COUNT;
    return o2 ? KILN_OXIDANT_O2 : KILN_OXIDANT_H2O;
}

/* x of x^2 + A x = x0^2 + A x0 + B t, without cancellation.
 * Source: B. E. Deal, A. S. Grove, J. Appl. Phys. 36, 3770 (1965), eq. 13. */
static double linear_parabolic(const kiln_oxide_rates *rates, kiln_oxidant oxidant,
                               double start_cm, double time_s)
{
    const double b = rates->parabolic_cm2_s[oxidant];
    const double a = b / rates->linear_cm_s[oxidant];
    const double c = start_cm * (start_cm + a) + b * time_s;
    return 2 * c / (a + sqrt(a * a + 4 * c));
}

static kiln_status integrate(const growth *g, kiln_oxide *oxide, kiln_diag *diag)
{
    const double state[STATE_SIZE] = {oxide->thickness_cm,
                                      fmin(-log(oxide->transient_left[0]), GONE),
                                      fmin(-log(oxide->transient_left[1]), GONE)};
    const kiln_ode_system system = {.size = STATE_SIZE, .rate = growth_rate, .context = g};
    const kiln_ode_settings settings = {
        .relative = RELATIVE_TOLERANCE,
        .absolute = {ABSOLUTE_TOLERANCE_CM, RELATIVE_TOLERANCE, RELATIVE_TOLERANCE},
        .steps_max = g->stage->max_steps ? g->stage->max_steps : STEPS_MAX,
        .what = "oxide growth"};
    kiln_ode ode;
    kiln_status status = kiln_ode_start(&ode, &system, &settings, 0, state, diag);
    if (status == KILN_OK)
        status = kiln_ode_advance(&ode, g->stage->time_s, diag);
    if (status != KILN_OK)
        return status;
    oxide->thickness_cm = ode.y[0];
    for (int i = 0; i < 2; i++)
        oxide->transient_left[i] = exp(-ode.y[1 + i]);
    return KILN_OK;
}

kiln_status kiln_oxide_grow(const kiln_model_set *set, const kiln_oxide_stage *stage,
                            kiln_oxide *oxide, kiln_validity *validity, kiln_diag *diag)
{
    if (!oxidises(stage) || !(stage->time_s > 0))
        return KILN_OK;
    const growth g = {.set = set,
                      .stage = stage,
                      .validity = validity,
                      .soak = !(fabs(stage->to_k - stage->from_k) > 0),
                      .rates = rates_at(set, stage, stage->from_k, validity)};
    const kiln_oxidant lone = g.soak ? lone_oxidant(&g.rates) : KILN_OXIDANT_COUNT;
    if (lone == KILN_OXIDANT_COUNT)
        return integrate(&g, oxide, diag);
    oxide->thickness_cm = linear_parabolic(&g.rates, lone, oxide->thickness_cm, stage->time_s);
    return KILN_OK;
}

/* A soak whose outcome is compared with a target; what is varied is the time or temperature. */
typedef struct search {
    const kiln_model_set *set;
    const kiln_oxide_stage *stage;
    const kiln_oxide *oxide;
    double thickness_cm;
    bool by_time;
    kiln_status status; /* of the last growth */
} search;

static double reached_cm(double value, search *s)
{
    kiln_oxide_stage stage = *s->stage;
    kiln_oxide oxide = *s->oxide;
    if (s->by_time)
        stage.time_s = value;
    else
        stage.from_k = value;
    stage.to_k = stage.from_k;
    s->status = kiln_oxide_grow(s->set, &stage, &oxide, NULL, NULL);
    return oxide.thickness_cm;
}

static double excess_cm(double value, const void *context)
{
    search *s = (search *)(uintptr_t)context;
    return reached_cm(value, s) - s->thickness_cm;
}

kiln_status kiln_oxide_time_to(const kiln_model_set *set, const kiln_oxide_stage *stage,
                               const kiln_oxide *oxide, double thickness_cm, double time_max_s,
                               double *time_s, kiln_diag *diag)
{
    search s = {set, stage, oxide, thickness_cm, true, KILN_OK};
    if (thickness_cm <= oxide->thickness_cm) {
        *time_s = 0;
        return KILN_OK;
    }
    if (!oxidises(stage))
        return kiln_fail(diag, KILN_INVALID, "/ambient",
                         "nothing in this gas oxidises silicon");
    const double longest_cm = reached_cm(time_max_s, &s);
    if (s.status != KILN_OK)
        return kiln_fail(diag, s.status, "/target_nm", "the growth could not be integrated");
    if (longest_cm < thickness_cm)
        return kiln_fail(diag, KILN_INVALID, "/target_nm", "not reached: %.6g min give %.4g nm",
                         time_max_s / 60, longest_cm * 1e7);
    double low_s = time_max_s, high_s = time_max_s;
    while (low_s > 1e-6 * time_max_s && reached_cm(low_s, &s) >= thickness_cm) {
        high_s = low_s;
        low_s /= 8; /* narrows the bracket before the root finder takes over */
    }
    if (reached_cm(low_s, &s) >= thickness_cm)
        low_s = 0;
    const kiln_root_settings settings = {.x_tolerance = 1e-12 * high_s};
    return kiln_root_find(excess_cm, &s, low_s, high_s, &settings, time_s, diag);
}

kiln_status kiln_oxide_temp_to(const kiln_model_set *set, const kiln_oxide_stage *stage,
                               const kiln_oxide *oxide, double thickness_cm, double min_k,
                               double max_k, double *temp_k, kiln_diag *diag)
{
    search s = {set, stage, oxide, thickness_cm, false, KILN_OK};
    if (!oxidises(stage))
        return kiln_fail(diag, KILN_INVALID, "/ambient",
                         "nothing in this gas oxidises silicon");
    const double cold_cm = reached_cm(min_k, &s);
    const double hot_cm = s.status == KILN_OK ? reached_cm(max_k, &s) : 0;
    if (s.status != KILN_OK)
        return kiln_fail(diag, s.status, "/target_nm", "the growth could not be integrated");
    if (!(cold_cm <= thickness_cm && thickness_cm <= hot_cm))
        return kiln_fail(diag, KILN_INVALID, "/target_nm",
                         "not between what %.4g C and %.4g C give: %.4g and %.4g nm",
                         min_k - KILN_ZERO_C_K, max_k - KILN_ZERO_C_K, cold_cm * 1e7,
                         hot_cm * 1e7);
    const kiln_root_settings settings = {.x_tolerance = 1e-10};
    return kiln_root_find(excess_cm, &s, min_k, max_k, &settings, temp_k, diag);
}
