/* Rates that a recipe's model makes of a set's parameters. */
#include "rates.h"

#include "kiln/silicon/enhancement.h"

#include <math.h>

kiln_diffusivity kiln_model_diffusivity(const kiln_model *model, const kiln_model_set *set,
                                        kiln_dopant dopant, double temp_k,
                                        kiln_validity *validity)
{
    if (!isnan(model->d0_cm2_s))
        return (kiln_diffusivity){
            {model->d0_cm2_s * exp(-model->ea_ev / (KILN_BOLTZMANN_EV_K * temp_k)), 0, 0}};
    const kiln_diffusivity d = kiln_diffusivity_at(set, dopant, temp_k, validity);
    if (model->diffusion == KILN_DIFFUSION_CONSTANT)
        return (kiln_diffusivity){{kiln_diffusivity_value(d, 1), 0, 0}};
    return d;
}

double kiln_surface_growth_factor(const kiln_model_set *set, double temp_k,
                                  const double surface_cm3[KILN_DOPANT_COUNT],
                                  kiln_validity *validity)
{
    double net_cm3 = 0;
    for (int i = 0; i < KILN_DOPANT_COUNT; i++) {
        const kiln_dopant dopant = (kiln_dopant)i;
        const double bound_cm3 = kiln_solubility(set, dopant, temp_k, NULL); /* NaN: none */
        net_cm3 += kiln_dopant_charge(dopant) * fmin(surface_cm3[i], bound_cm3);
    }
    const double ratio =
        kiln_electron_ratio(net_cm3, kiln_intrinsic_density(set, temp_k, NULL));
    return kiln_oxidation_doping_factor(set, temp_k, ratio, validity);
}
