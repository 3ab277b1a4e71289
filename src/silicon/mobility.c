/* Carrier mobility and resistivity from doping. */
#include "kiln/silicon/mobility.h"

#include "kiln/math/root.h"
#include "tables.h"

#include <string.h>

/* Silicon of less doping has the mobility of this: far below any wafer. */
#define LEAST_DOPING_CM3 1.0

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

/* What kiln_mobility.constant holds: masetti_table, reggiani_at_temp or f723_table. */
typedef struct reggiani_at_temp {
    double mu0d, mu0a, mu1d, mu1a, lattice, cr1, cr2, cs1, cs2, alpha1, alpha2;
} reggiani_at_temp;

enum { CONSTANT_BYTES = sizeof(((kiln_mobility *)0)->constant) };
_Static_assert(sizeof(masetti_table) <= CONSTANT_BYTES, "constants of Masetti");
_Static_assert(sizeof(reggiani_at_temp) <= CONSTANT_BYTES, "constants of Reggiani");
_Static_assert(sizeof(f723_table) <= CONSTANT_BYTES, "constants of F723");

static double at_temp(power_law law, double temp_k)
{
    return law.value * pow(temp_k / 300.0, law.exponent);
}

static reggiani_at_temp reggiani_of(const reggiani_table *r, double temp_k)
{
    const power_law lattice = {r->mu_max, -r->gamma + r->c * temp_k / 300.0};
    return (reggiani_at_temp){.mu0d = at_temp(r->mu0d, temp_k),
                              .mu0a = at_temp(r->mu0a, temp_k),
                              .mu1d = at_temp(r->mu1d, temp_k),
                              .mu1a = at_temp(r->mu1a, temp_k),
                              .lattice = at_temp(lattice, temp_k),
                              .cr1 = at_temp(r->cr1, temp_k),
                              .cr2 = at_temp(r->cr2, temp_k),
                              .cs1 = at_temp(r->cs1, temp_k),
                              .cs2 = at_temp(r->cs2, temp_k),
                              .alpha1 = r->alpha1,
                              .alpha2 = r->alpha2};
}

kiln_mobility kiln_mobility_at(const kiln_model_set *set, kiln_mobility_model model,
                               kiln_dopant dopant, double temp_k, kiln_validity *validity)
{
    const struct kiln_model_tables *t = set->tables;
    kiln_mobility mobility = {.model = model, .type = kiln_dopant_type_of(dopant)};
    const kiln_range *range = &ROOM_TEMPERATURE;
    if (model == KILN_MOBILITY_MASETTI) {
        memcpy(mobility.constant, &t->masetti[dopant], sizeof t->masetti[dopant]);
    } else if (model == KILN_MOBILITY_REGGIANI) {
        const reggiani_at_temp r = reggiani_of(&t->reggiani[dopant], temp_k);
        memcpy(mobility.constant, &r, sizeof r);
        range = &REGGIANI_TEMPERATURE;
    } else {
        memcpy(mobility.constant, &t->f723, sizeof t->f723);
    }
    kiln_validity_check(validity, range, temp_k - KILN_ZERO_C_K);
    return mobility;
}

/* Masetti 1983, eq. 1 and 2 in one: mu_min2 is mu_min1 and Pc is 0 for electrons, mu_min2 is 0
 * for holes. */
static double masetti(const kiln_mobility *mobility, double doping_cm3)
{
    masetti_table m;
    memcpy(&m, mobility->constant, sizeof m);
    return m.mu_min1 * exp(-m.pc / doping_cm3) +
           (m.mu_max - m.mu_min2) / (1.0 + pow(doping_cm3 / m.cr, m.alpha)) -
           m.mu1 / (1.0 + pow(m.cs / doping_cm3, m.beta));
}

/* Reggiani 2002: the sum of lattice and impurity scattering, donors and acceptors apart. */
static double reggiani(const kiln_mobility *mobility, kiln_doping doping)
{
    reggiani_at_temp r;
    memcpy(&r, mobility->constant, sizeof r);
    const double nd = doping.donors_cm3, na = doping.acceptors_cm3;
    if (nd + na < LEAST_DOPING_CM3)
        return r.lattice;
    const double mu0 = (r.mu0d * nd + r.mu0a * na) / (nd + na);
    const double mu1 = (r.mu1d * nd + r.mu1a * na) / (nd + na);
    const double high = nd / r.cs1 + na / r.cs2;
    const double scattered = pow(nd / r.cr1, r.alpha1) + pow(na / r.cr2, r.alpha2);
    return mu0 + (r.lattice - mu0) / (1.0 + scattered) -
           mu1 * high * high / (1.0 + high * high);
}

static double cubic(const double c[4], double x)
{
    return c[0] + x * (c[1] + x * (c[2] + x * c[3]));
}

/* ASTM F723-99: resistivity times doping, by log10 of the doping. */
static double f723(const kiln_mobility *mobility, double log_doping)
{
    f723_table f;
    memcpy(&f, mobility->constant, sizeof f);
    const double followed = fmin(fmax(log_doping, KILN_F723_LOG_MIN), KILN_F723_LOG_MAX);
    if (mobility->type == KILN_DONOR) {
        const double x = followed - 16.0;
        return f.phosphorus.a *
               pow(10.0, cubic(f.phosphorus.numerator, x) / cubic(f.phosphorus.denominator, x));
    }
    return f.boron.a +
           f.boron.b / (1.0 + pow(f.boron.c * pow(10.0, followed), f.boron.exponent));
}

double kiln_mobility_value(const kiln_mobility *mobility, kiln_doping doping)
{
    const double all = fmax(doping.donors_cm3 + doping.acceptors_cm3, LEAST_DOPING_CM3);
    switch (mobility->model) {
    case KILN_MOBILITY_MASETTI:
        return masetti(mobility, all);
    case KILN_MOBILITY_REGGIANI:
        return reggiani(mobility, doping);
    default:
        return 1.0 / (KILN_CHARGE_C * f723(mobility, log10(all)));
    }
}

double kiln_resistivity(const kiln_model_set *set, kiln_dopant dopant, double conc_cm3,
                        kiln_validity *validity)
{
    const kiln_mobility m = kiln_mobility_at(set, KILN_MOBILITY_F723, dopant, 300.0, NULL);
    kiln_validity_check(validity, &F723_RANGE[m.type], conc_cm3);
    return f723(&m, log10(conc_cm3)) / conc_cm3;
}

/* How far the resistivity of a doping is from the one wanted, both as logarithms. */
typedef struct wanted {
    kiln_mobility formula;
    double resistivity_ohm_cm;
} wanted;

static double excess(double log_doping, const void *context)
{
    const wanted *w = context;
    return log10(f723(&w->formula, log_doping) / w->resistivity_ohm_cm) - log_doping;
}

double kiln_doping_of_resistivity(const kiln_model_set *set, kiln_dopant dopant,
                                  double resistivity_ohm_cm, kiln_validity *validity)
{
    const wanted w = {
        .formula = kiln_mobility_at(set, KILN_MOBILITY_F723, dopant, 300.0, NULL),
        .resistivity_ohm_cm = resistivity_ohm_cm,
    };
    double log_doping;
    if (kiln_root_find(excess, &w, KILN_F723_LOG_MIN, KILN_F723_LOG_MAX, NULL, &log_doping,
                       NULL) != KILN_OK)
        return (double)NAN;
    const double conc_cm3 = pow(10.0, log_doping);
    kiln_validity_check(validity, &F723_RANGE[w.formula.type], conc_cm3);
    return conc_cm3;
}
