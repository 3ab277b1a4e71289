/* Carrier mobility and resistivity. The constants of a kiln_mobility are, by model:
 *   Masetti   mu_min1 mu_min2 mu_max mu1 Pc Cr Cs alpha beta
 *   Reggiani  mu0d mu0a mu1d mu1a mu_L Cr1 Cr2 Cs1 Cs2 alpha1 alpha2
 *   F723      of boron a b c exponent, of phosphorus a, numerator, denominator */
#include "kiln/silicon/mobility.h"

#include "tables.h"

#include <string.h>

/* Silicon of less doping has the mobility of this: far below any wafer. */
#define LEAST_DOPING_CM3 1.0
/* F723's formulas are followed this far; past it the mobility stays. */
#define F723_LOG_MIN 12.0
#define F723_LOG_MAX 21.0

static const kiln_range ROOM_TEMPERATURE = {
    .what = "mobility at 300 K", .quantity = "temperature", .unit = "C", .low = 20, .high = 30};
static const kiln_range REGGIANI_TEMPERATURE = {.what = "/mobility/reggiani",
                                                .quantity = "temperature",
                                                .unit = "C",
                                                .low = 25,
                                                .high = 427};
static const kiln_range F723_RANGE[] = {
    [KILN_DONOR] = {.what = "/mobility/f723/phosphorus",
                    .quantity = "doping",
                    .unit = "cm^-3",
                    .low = 1e13,
                    .high = 1e20},
    [KILN_ACCEPTOR] = {.what = "/mobility/f723/boron",
                       .quantity = "doping",
                       .unit = "cm^-3",
                       .low = 1e14,
                       .high = 1e20},
};

static double at_temp(power_law law, double temp_k)
{
    return law.value * pow(temp_k / 300.0, law.exponent);
}

kiln_mobility kiln_mobility_at(const kiln_model_set *set, kiln_mobility_model model,
                               kiln_dopant dopant, double temp_k, kiln_validity *validity)
{
    const struct kiln_model_tables *t = set->tables;
    kiln_mobility mobility = {.model = model, .type = kiln_dopant_type_of(dopant)};
    double *constant = mobility.constant;
    kiln_validity_check(
        validity, model == KILN_MOBILITY_REGGIANI ? &REGGIANI_TEMPERATURE : &ROOM_TEMPERATURE,
        temp_k - KILN_ZERO_C_K);
    if (model == KILN_MOBILITY_MASETTI) {
        const masetti_table *m = &t->masetti[dopant];
        const double masetti[] = {m->mu_min1, m->mu_min2, m->mu_max, m->mu1, m->pc,
                                  m->cr,      m->cs,      m->alpha,  m->beta};
        memcpy(constant, masetti, sizeof masetti);
    } else if (model == KILN_MOBILITY_REGGIANI) {
        const reggiani_table *r = &t->reggiani[dopant];
        const power_law lattice = {r->mu_max, -r->gamma + r->c * temp_k / 300.0};
        const power_law law[] = {r->mu0d, r->mu0a, r->mu1d, r->mu1a, lattice,
                                 r->cr1,  r->cr2,  r->cs1,  r->cs2};
        for (size_t i = 0; i < sizeof law / sizeof law[0]; i++)
            constant[i] = at_temp(law[i], temp_k);
        constant[9] = r->alpha1;
        constant[10] = r->alpha2;
    } else if (mobility.type == KILN_ACCEPTOR) {
        memcpy(constant, &t->f723.boron, sizeof t->f723.boron);
    } else {
        memcpy(constant, &t->f723.phosphorus, sizeof t->f723.phosphorus);
    }
    return mobility;
}

/* Masetti 1983, eq. 1 and 2 in one: mu_min2 is mu_min1 and Pc is 0 for electrons, mu_min2 is 0
 * for holes. */
static double masetti(const double *c, double doping_cm3)
{
    return c[0] * exp(-c[4] / doping_cm3) +
           (c[2] - c[1]) / (1.0 + pow(doping_cm3 / c[5], c[7])) -
           c[3] / (1.0 + pow(c[6] / doping_cm3, c[8]));
}

/* Reggiani 2002, eq. 1 to 5. */
static double reggiani(const double *c, double donors_cm3, double acceptors_cm3)
{
    const double all = donors_cm3 + acceptors_cm3;
    const double mu0 = (c[0] * donors_cm3 + c[1] * acceptors_cm3) / all;
    const double mu1 = (c[2] * donors_cm3 + c[3] * acceptors_cm3) / all;
    const double high = donors_cm3 / c[7] + acceptors_cm3 / c[8];
    return mu0 +
           (c[4] - mu0) /
               (1.0 + pow(donors_cm3 / c[5], c[9]) + pow(acceptors_cm3 / c[6], c[10])) -
           mu1 * high * high / (1.0 + high * high);
}

static double cubic(const double c[4], double x)
{
    return c[0] + x * (c[1] + x * (c[2] + x * c[3]));
}

/* ASTM F723-99, resistivity times doping, by log10 of the doping. */
static double f723(kiln_dopant_type type, const double *c, double log_doping)
{
    if (type == KILN_DONOR) {
        const double x = log_doping - 16.0;
        return c[0] * pow(10.0, cubic(c + 1, x) / cubic(c + 5, x));
    }
    const double doping_cm3 = pow(10.0, log_doping);
    return c[0] + c[1] / (1.0 + pow(c[2] * doping_cm3, c[3]));
}

static double f723_clamp(double log_doping)
{
    return fmin(fmax(log_doping, F723_LOG_MIN), F723_LOG_MAX);
}

double kiln_mobility_value(const kiln_mobility *mobility, kiln_doping doping)
{
    const double all = fmax(doping.donors_cm3 + doping.acceptors_cm3, LEAST_DOPING_CM3);
    switch (mobility->model) {
    case KILN_MOBILITY_MASETTI:
        return masetti(mobility->constant, all);
    case KILN_MOBILITY_REGGIANI:
        if (doping.donors_cm3 + doping.acceptors_cm3 < LEAST_DOPING_CM3)
            return mobility->constant[4];
        return reggiani(mobility->constant, doping.donors_cm3, doping.acceptors_cm3);
    default:
        return 1.0 / (KILN_CHARGE_C *
                      f723(mobility->type, mobility->constant, f723_clamp(log10(all))));
    }
}

double kiln_resistivity(const kiln_model_set *set, kiln_dopant dopant, double conc_cm3,
                        kiln_validity *validity)
{
    const kiln_mobility m = kiln_mobility_at(set, KILN_MOBILITY_F723, dopant, 300.0, NULL);
    kiln_validity_check(validity, &F723_RANGE[m.type], conc_cm3);
    return f723(m.type, m.constant, f723_clamp(log10(conc_cm3))) / conc_cm3;
}

double kiln_doping_of_resistivity(const kiln_model_set *set, kiln_dopant dopant,
                                  double resistivity_ohm_cm, kiln_validity *validity)
{
    enum { HALVINGS = 56 }; /* 9 decades down to an ulp of the logarithm */
    const kiln_mobility m = kiln_mobility_at(set, KILN_MOBILITY_F723, dopant, 300.0, NULL);
    double low = F723_LOG_MIN, high = F723_LOG_MAX;
    const double most = f723(m.type, m.constant, low) / pow(10.0, low);
    const double least = f723(m.type, m.constant, high) / pow(10.0, high);
    if (!(resistivity_ohm_cm >= least && resistivity_ohm_cm <= most))
        return (double)NAN;
    for (int i = 0; i < HALVINGS; i++) {
        const double middle = 0.5 * (low + high);
        if (f723(m.type, m.constant, middle) / pow(10.0, middle) > resistivity_ohm_cm)
            low = middle;
        else
            high = middle;
    }
    const double conc_cm3 = pow(10.0, 0.5 * (low + high));
    kiln_validity_check(validity, &F723_RANGE[m.type], conc_cm3);
    return conc_cm3;
}
