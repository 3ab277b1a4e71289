/* Oxidation-enhanced and -retarded diffusion, and doping-enhanced oxidation. */
#include "kiln/silicon/enhancement.h"

#include "tables.h"

/* How far from 1 a factor on B/A must be to matter. */
#define NOTED_FACTOR 0.01

double kiln_oxidation_enhancement(const kiln_model_set *set, kiln_dopant dopant, double temp_k,
                                  double growth_cm_s, kiln_validity *validity)
{
    const supersaturation_table *table = &set->tables->supersaturation;
    const double fraction = set->tables->dopant[dopant].interstitial;
    if (!(growth_cm_s > 0.0) || !(table->factor.factor > 0.0) || isnan(fraction))
        return 1.0;
    kiln_validity_check(validity, &table->range, temp_k - KILN_ZERO_C_K);
    const double interstitials =
        1.0 + arrhenius_at(table->factor, temp_k) * pow(growth_cm_s, table->exponent);
    return fraction * interstitials + (1.0 - fraction) / interstitials;
}

double kiln_oxidation_doping_factor(const kiln_model_set *set, double temp_k,
                                    double electron_ratio, kiln_validity *validity)
{
    const heavy_doping_table *table = &set->tables->heavy_doping;
    double intrinsic = 1.0, doped = 1.0;
    for (size_t i = 0; i < table->vacancies; i++) {
        const double charged = arrhenius_at(table->vacancy[i].relative, temp_k);
        intrinsic += charged;
        doped += charged * pow(electron_ratio, -table->vacancy[i].charge);
    }
    const double factor = 1.0 + arrhenius_at(table->factor, temp_k) * (doped / intrinsic - 1.0);
    if (fabs(factor - 1.0) > NOTED_FACTOR)
        kiln_validity_check(validity, &table->range, temp_k - KILN_ZERO_C_K);
    return factor;
}
