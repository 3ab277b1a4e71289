/* Private to process: rates that a recipe's model makes of a set's parameters. */
#ifndef KILN_SRC_PROCESS_RATES_H
#define KILN_SRC_PROCESS_RATES_H

#include "kiln/process/recipe.h"
#include "kiln/silicon/dopant.h"
#include "kiln/silicon/model.h"
#include "kiln/silicon/validity.h"

/* A dopant's diffusivity in silicon: by hand where the model gives d0_cm2_s and ea_ev; the same
 * at any carrier ratio where its diffusion is constant. NaN: the set has none. */
kiln_diffusivity kiln_model_diffusivity(const kiln_model *model, const kiln_model_set *set,
                                        kiln_dopant dopant, double temp_k,
                                        kiln_validity *validity);

/* kiln_oxidation_doping_factor for what stands at the silicon's surface, each dopant as far as
 * it dissolves. */
double kiln_surface_growth_factor(const kiln_model_set *set, double temp_k,
                                  const double surface_cm3[KILN_DOPANT_COUNT],
                                  kiln_validity *validity);

#endif
