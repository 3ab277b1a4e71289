/* Rates of thermal oxidation at one temperature and gas. */
#include "kiln/silicon/oxidation.h"

#include "tables.h"

/* The first piece that holds temp_k, else the nearest. */
static double rate_at(const rate_table *table, double temp_k, kiln_validity *validity)
{
    double least = (double)INFINITY;
    size_t best = 0;
    for (size_t i = 0; i < table->count && least > 0.0; i++) {
        const double below = table->piece[i].from_k - temp_k;
        const double above = temp_k - table->piece[i].to_k;
        const double distance = fmax(0.0, fmax(below, above));
        if (distance < least) {
            least = distance;
            best = i;
        }
    }
    kiln_validity_check(validity, &table->range, temp_k - KILN_ZERO_C_K);
    return arrhenius_at(table->piece[best].rate, temp_k);
}

/* Where x stands in a rising table: the segment i (left end) and the share of it, 0..1; the
 * ends hold beyond. */
typedef struct place_in {
    size_t left, right;
    double share;
} place_in;

static place_in locate(const double *table, size_t count, double x)
{
    place_in at = {0, 0, 0.0};
    while (at.left + 1 < count && table[at.left + 1] <= x)
        at.left++;
    at.right = at.left + 1 < count ? at.left + 1 : at.left;
    if (at.right > at.left && x > table[at.left])
        at.share = (x - table[at.left]) / (table[at.right] - table[at.left]);
    return at;
}

static double bilinear(const double factor[MODEL_HCL_MAX][MODEL_HCL_MAX], place_in row,
                       place_in column)
{
    const double *low = factor[row.left], *high = factor[row.right];
    const double at_low =
        low[column.left] + column.share * (low[column.right] - low[column.left]);
    const double at_high =
        high[column.left] + column.share * (high[column.right] - high[column.left]);
    return at_low + row.share * (at_high - at_low);
}

typedef struct hcl_factors {
    double parabolic, linear;
} hcl_factors;

static hcl_factors hcl_at(const hcl_table *table, double percent, double temp_k,
                          kiln_validity *validity)
{
    if (!(percent > 0.0) || table->percents == 0)
        return (hcl_factors){1.0, 1.0};
    kiln_validity_check(validity, &table->percent_range, percent);
    kiln_validity_check(validity, &table->temp_range, temp_k - KILN_ZERO_C_K);
    const place_in row = locate(table->percent, table->percents, percent);
    const place_in column = locate(table->temp_k, table->temps, temp_k);
    return (hcl_factors){.parabolic = bilinear(table->parabolic, row, column),
                         .linear = bilinear(table->linear, row, column)};
}

/* Growth in one oxidant as a set gives it. */
typedef struct growth_law {
    const rate_table *parabolic, *linear;
    const oxidant_table *pressure; /* how they go with it */
} growth_law;

static void add_oxidant(const growth_law *law, kiln_oxidant oxidant, double pressure_atm,
                        double temp_k, kiln_oxide_rates *rates, kiln_validity *validity)
{
    const oxidant_table *p = law->pressure;
    kiln_validity_check(validity, &p->pressure_range, pressure_atm);
    rates->parabolic_cm2_s[oxidant] =
        rate_at(law->parabolic, temp_k, validity) * pow(pressure_atm, p->parabolic_exponent);
    rates->linear_cm_s[oxidant] =
        rate_at(law->linear, temp_k, validity) * pow(pressure_atm, p->linear_exponent);
}

static void add_thin_term(const struct kiln_model_tables *t, const kiln_oxidation_state *state,
                          kiln_oxide_rates *rates, kiln_validity *validity)
{
    const thin_table *thin = &t->thin[state->orientation];
    if (!(thin->rate.factor > 0.0))
        return;
    kiln_validity_check(validity, &thin->range, state->temp_k - KILN_ZERO_C_K);
    rates->thin_length_cm = thin->length_cm;
    rates->thin_cm_s =
        arrhenius_at(thin->rate, state->temp_k) *
        pow(state->atmosphere.p_o2_atm, t->oxidant[KILN_OXIDANT_O2].linear_exponent);
}

static void add_transients(const struct kiln_model_tables *t, const kiln_oxidation_state *state,
                           kiln_oxide_rates *rates, kiln_validity *validity)
{
    const massoud_table *massoud = &t->massoud[state->orientation];
    kiln_validity_check(validity, &massoud->range, state->temp_k - KILN_ZERO_C_K);
    const double pressure =
        pow(state->atmosphere.p_o2_atm, t->oxidant[KILN_OXIDANT_O2].parabolic_exponent);
    for (int i = 0; i < 2; i++) {
        rates->transient_cm2_s[i] = arrhenius_at(massoud->k[i], state->temp_k) * pressure;
        rates->transient_s[i] = arrhenius_at(massoud->tau[i], state->temp_k);
    }
}

static void add_oxygen(const struct kiln_model_tables *t, const kiln_oxidation_state *state,
                       kiln_oxide_rates *rates, kiln_validity *validity)
{
    const oxidant_table *dry = &t->oxidant[KILN_OXIDANT_O2];
    const massoud_table *massoud = &t->massoud[state->orientation];
    const bool transient = state->model == KILN_OXIDATION_MASSOUD;
    const growth_law law = {
        .parabolic = transient ? &massoud->parabolic : &dry->parabolic,
        .linear = transient ? &massoud->linear : &dry->linear[state->orientation],
        .pressure = dry,
    };
    add_oxidant(&law, KILN_OXIDANT_O2, state->atmosphere.p_o2_atm, state->temp_k, rates,
                validity);
    const hcl_factors hcl =
        hcl_at(&t->hcl, state->atmosphere.hcl_percent, state->temp_k, validity);
    rates->parabolic_cm2_s[KILN_OXIDANT_O2] *= hcl.parabolic;
    rates->linear_cm_s[KILN_OXIDANT_O2] *= hcl.linear;
    if (transient)
        add_transients(t, state, rates, validity);
    if (state->model == KILN_OXIDATION_THIN)
        add_thin_term(t, state, rates, validity);
}

kiln_oxide_rates kiln_oxide_rates_at(const kiln_model_set *set,
                                     const kiln_oxidation_state *state, kiln_validity *validity)
{
    const struct kiln_model_tables *t = set->tables;
    kiln_oxide_rates rates = {.thin_length_cm = 1.0, .transient_s = {1.0, 1.0}};
    if (state->atmosphere.p_o2_atm > 0.0)
        add_oxygen(t, state, &rates, validity);
    if (state->atmosphere.p_h2o_atm > 0.0) {
        const oxidant_table *wet = &t->oxidant[KILN_OXIDANT_H2O];
        const growth_law law = {&wet->parabolic, &wet->linear[state->orientation], wet};
        add_oxidant(&law, KILN_OXIDANT_H2O, state->atmosphere.p_h2o_atm, state->temp_k, &rates,
                    validity);
    }
    for (int i = 0; i < KILN_OXIDANT_COUNT && state->linear_factor > 0.0; i++)
        rates.linear_cm_s[i] *= state->linear_factor;
    return rates;
}

double kiln_oxide_growth_rate(const kiln_oxide_rates *rates, double thickness_cm, double time_s)
{
    double rate = 0.0;
    for (int i = 0; i < KILN_OXIDANT_COUNT; i++) {
        const double parabolic = rates->parabolic_cm2_s[i];
        if (parabolic == 0.0)
            continue;
        double driven = parabolic;
        for (int j = 0; i == KILN_OXIDANT_O2 && j < 2; j++)
            if (rates->transient_cm2_s[j] > 0.0)
                driven += rates->transient_cm2_s[j] * exp(-time_s / rates->transient_s[j]);
        rate += driven / (2.0 * thickness_cm + parabolic / rates->linear_cm_s[i]);
    }
    if (rates->thin_cm_s > 0.0)
        rate += rates->thin_cm_s * exp(-thickness_cm / rates->thin_length_cm);
    return rate;
}

double kiln_silicon_per_oxide(const kiln_model_set *set)
{
    return set->tables->silicon_per_oxide;
}
