/* Dopants in silicon at processing temperature. */
#include "kiln/silicon/dopant.h"

#include "tables.h"

static const kiln_dopant_type TYPE[KILN_DOPANT_COUNT] = {
    [KILN_BORON] = KILN_ACCEPTOR,    [KILN_PHOSPHORUS] = KILN_DONOR,
    [KILN_ARSENIC] = KILN_DONOR,     [KILN_ANTIMONY] = KILN_DONOR,
    [KILN_INDIUM] = KILN_ACCEPTOR,   [KILN_GALLIUM] = KILN_ACCEPTOR,
    [KILN_ALUMINUM] = KILN_ACCEPTOR,
};

kiln_dopant_type kiln_dopant_type_of(kiln_dopant dopant)
{
    return TYPE[dopant];
}

int kiln_dopant_charge(kiln_dopant dopant)
{
    return TYPE[dopant] == KILN_DONOR ? 1 : -1;
}

double kiln_dopant_mass(const kiln_model_set *set, kiln_dopant dopant)
{
    return set->tables->dopant[dopant].mass_u;
}

double kiln_intrinsic_density(const kiln_model_set *set, double temp_k, kiln_validity *validity)
{
    const struct kiln_model_tables *t = set->tables;
    kiln_validity_check(validity, &t->intrinsic.range, temp_k - KILN_ZERO_C_K);
    return t->intrinsic.prefactor_cm3 * pow(temp_k, t->intrinsic.exponent) *
           exp(-t->intrinsic.ea_k / temp_k);
}

double kiln_electron_ratio(double net_cm3, double intrinsic_cm3)
{
    const double u = net_cm3 / (2.0 * intrinsic_cm3);
    const double larger = fabs(u) + hypot(u, 1.0);
    return u >= 0.0 ? larger : 1.0 / larger;
}

kiln_diffusivity kiln_diffusivity_at(const kiln_model_set *set, kiln_dopant dopant,
                                     double temp_k, kiln_validity *validity)
{
    const dopant_table *table = &set->tables->dopant[dopant];
    kiln_diffusivity d;
    for (int i = 0; i < 3; i++)
        d.term_cm2_s[i] = arrhenius_at(table->term[i], temp_k);
    if (!isnan(table->mass_u))
        kiln_validity_check(validity, &table->diffusivity_range, temp_k - KILN_ZERO_C_K);
    return d;
}

double kiln_solubility(const kiln_model_set *set, kiln_dopant dopant, double temp_k,
                       kiln_validity *validity)
{
    const solubility_table *table = &set->tables->dopant[dopant].solubility;
    if (table->count == 0)
        return (double)NAN;
    kiln_validity_check(validity, &table->range, temp_k - KILN_ZERO_C_K);
    if (table->count == 1)
        return exp(table->log_conc[0]);
    const double inverse = 1.0 / temp_k;
    size_t i = 0;
    while (i + 2 < table->count && inverse < table->inv_temp_k[i + 1])
        i++;
    const double share =
        (inverse - table->inv_temp_k[i]) / (table->inv_temp_k[i + 1] - table->inv_temp_k[i]);
    return exp(table->log_conc[i] + share * (table->log_conc[i + 1] - table->log_conc[i]));
}

double kiln_clustering(const kiln_model_set *set, kiln_dopant dopant, double temp_k,
                       kiln_validity *validity)
{
    const dopant_table *table = &set->tables->dopant[dopant];
    if (isnan(table->clusters.factor))
        return 0;
    kiln_validity_check(validity, &table->clusters_range, temp_k - KILN_ZERO_C_K);
    return arrhenius_at(table->clusters, temp_k);
}

/* Halley's method for z + z^3 = q, from a guess that is right up to q^5 and too high beyond. */
double kiln_unclustered(double conc_cm3, double clustering_cm6)
{
    if (!(clustering_cm6 > 0) || !isfinite(conc_cm3))
        return conc_cm3;
    const double root = sqrt(clustering_cm6), q = root * conc_cm3, square = q * q;
    double z = q * (1 + 2 * square) / (1 + 3 * square), step;
    do {
        const double left = z + z * z * z - q, slope = 1 + 3 * z * z;
        step = left * slope / (slope * slope - 3 * z * left);
        z -= step;
    } while (fabs(step) > 1e-6 * z); /* what is left is of its third power */
    return z / root;
}

kiln_activity kiln_activity_at(const kiln_model_set *set, kiln_dopant dopant, double temp_k)
{
    const double solubility_cm3 = kiln_solubility(set, dopant, temp_k, NULL);
    return (kiln_activity){.solubility_cm3 =
                               isnan(solubility_cm3) ? (double)INFINITY : solubility_cm3,
                           .clustering_cm6 = kiln_clustering(set, dopant, temp_k, NULL)};
}

double kiln_active_part(kiln_activity activity, double conc_cm3)
{
    return kiln_unclustered(fmin(conc_cm3, activity.solubility_cm3), activity.clustering_cm6);
}

kiln_two_component kiln_two_component_at(const kiln_model_set *set, kiln_dopant dopant,
                                         double temp_k, kiln_validity *validity)
{
    const dopant_table *table = &set->tables->dopant[dopant];
    if (isnan(table->two_component.total.factor))
        return (kiln_two_component){.total_cm3 = (double)NAN};
    kiln_validity_check(validity, &table->two_component.range, temp_k - KILN_ZERO_C_K);
    return (kiln_two_component){.total_cm3 = arrhenius_at(table->two_component.total, temp_k),
                                .tail_cm3 = arrhenius_at(table->two_component.tail, temp_k),
                                .slow_cm2_s = arrhenius_at(table->two_component.slow, temp_k),
                                .fast_cm2_s = arrhenius_at(table->two_component.fast, temp_k),
                                .front_cm_s = arrhenius_at(table->two_component.front, temp_k)};
}

double kiln_segregation(const kiln_model_set *set, kiln_dopant dopant, double temp_k)
{
    return arrhenius_at(set->tables->dopant[dopant].segregation, temp_k);
}

double kiln_transport_velocity(const kiln_model_set *set, kiln_dopant dopant, double temp_k)
{
    return arrhenius_at(set->tables->dopant[dopant].transport, temp_k);
}

double kiln_evaporation_velocity(const kiln_model_set *set, kiln_dopant dopant, double temp_k)
{
    return arrhenius_at(set->tables->dopant[dopant].evaporation, temp_k);
}

double kiln_oxide_diffusivity(const kiln_model_set *set, kiln_dopant dopant, double temp_k,
                              kiln_validity *validity)
{
    const dopant_table *table = &set->tables->dopant[dopant];
    if (!isnan(table->oxide.factor))
        kiln_validity_check(validity, &table->oxide_range, temp_k - KILN_ZERO_C_K);
    return arrhenius_at(table->oxide, temp_k);
}
