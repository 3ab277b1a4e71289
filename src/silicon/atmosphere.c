/* From gases to partial pressures of the oxidants. */
#include "kiln/silicon/atmosphere.h"

#include <math.h>
#include <stdio.h>

/* What rounding may put a sum of fractions over 1, or hydrogen over what the oxygen burns. */
#define ROUNDING 1e-9

static kiln_status refuse(kiln_diag *diag, const char *pointer, const char *member,
                          kiln_issue issue, double given)
{
    issue.status = KILN_INVALID;
    snprintf(issue.pointer, sizeof issue.pointer, member ? "%s/%s" : "%s", pointer, member);
    snprintf(issue.given, sizeof issue.given, "%.15g", given);
    return kiln_diag_add(diag, &issue);
}

static kiln_status check_pressure(double pressure_atm, const char *pointer, kiln_diag *diag)
{
    if (pressure_atm > 0.0 && isfinite(pressure_atm))
        return KILN_OK;
    const kiln_issue issue = {.message = "the pressure must be above 0",
                              .bound = "> 0",
                              .unit = "atm",
                              .mend = "give the total pressure in the tube"};
    return refuse(diag, pointer, "pressure_atm", issue, pressure_atm);
}

/* member: where the share of HCl was given. */
static kiln_status check_hcl(double percent, const char *pointer, const char *member,
                             kiln_diag *diag)
{
    if (percent >= 0.0 && percent <= KILN_HCL_PERCENT_MAX)
        return KILN_OK;
    const kiln_issue issue = {.message = "the share of HCl is out of bounds",
                              .bound = "0..20",
                              .unit = "%",
                              .mend = "give a share of at most 20 %: more would etch"};
    return refuse(diag, pointer, member, issue, percent);
}

kiln_status kiln_atmosphere_of_ambient(const kiln_ambient_request *request, const char *pointer,
                                       kiln_atmosphere *atmosphere, kiln_diag *diag)
{
    const double hcl = isnan(request->hcl_percent) ? 0.0 : request->hcl_percent;
    const double ratio = request->h2_o2_ratio;
    kiln_status status = check_pressure(request->pressure_atm, pointer, diag);
    if (status == KILN_OK)
        status = check_hcl(hcl, pointer, "hcl_percent", diag);
    if (status != KILN_OK)
        return status;
    double o2 = 0.0, h2o = 0.0;
    switch (request->ambient) {
    case KILN_AMBIENT_DRY_O2:
        o2 = 1.0;
        break;
    case KILN_AMBIENT_WET_O2:
        h2o = KILN_WET_O2_H2O_FRACTION;
        o2 = 1.0 - h2o;
        break;
    case KILN_AMBIENT_STEAM:
        h2o = 1.0;
        break;
    case KILN_AMBIENT_H2_O2: {
        if (!(ratio > 0.0 && ratio <= KILN_H2_O2_RATIO_MAX)) {
            const kiln_issue issue = {.message = "oxygen burns two parts of hydrogen at most",
                                      .bound = "> 0 and <= 2",
                                      .mend =
                                          "give H2 : O2 of at most 2: the rest would explode"};
            return refuse(diag, pointer, "h2_o2_ratio", issue, ratio);
        }
        const double burnt = ratio + (1.0 - 0.5 * ratio);
        h2o = ratio / burnt;
        o2 = (1.0 - 0.5 * ratio) / burnt;
        break;
    }
    default:
        break;
    }
    *atmosphere = (kiln_atmosphere){.p_o2_atm = o2 * request->pressure_atm,
                                    .p_h2o_atm = h2o * request->pressure_atm,
                                    .hcl_percent = hcl};
    return KILN_OK;
}

/* Moles of gas in, burnt and brought to pressure_atm. in_all >= what is listed: the rest is
 * inert. */
static kiln_status burn(const double moles[KILN_GAS_COUNT], double in_all, double pressure_atm,
                        const char *pointer, kiln_atmosphere *atmosphere, kiln_diag *diag)
{
    /* Forming gas, hydrogen without oxygen, burns nothing. */
    const double hydrogen = moles[KILN_GAS_O2] > 0 ? moles[KILN_GAS_H2] : 0.0;
    const double oxygen = moles[KILN_GAS_O2] - 0.5 * hydrogen;
    if (oxygen < -ROUNDING * in_all) {
        const kiln_issue issue = {.message = "there is more hydrogen than the oxygen can burn",
                                  .bound = "at most twice the oxygen",
                                  .mend = "give less hydrogen or more oxygen"};
        return refuse(diag, pointer, "h2", issue, hydrogen);
    }
    const double after = in_all - 0.5 * hydrogen;
    const double without_hcl = after - moles[KILN_GAS_HCL];
    const double hcl = 100.0 * moles[KILN_GAS_HCL] / after;
    const kiln_status status = check_hcl(hcl, pointer, "hcl", diag);
    if (status != KILN_OK)
        return status;
    *atmosphere = (kiln_atmosphere){.p_o2_atm = fmax(oxygen, 0.0) / without_hcl * pressure_atm,
                                    .p_h2o_atm = (moles[KILN_GAS_H2O] + hydrogen) /
                                                 without_hcl * pressure_atm,
                                    .hcl_percent = hcl};
    return KILN_OK;
}

/* Copies the moles with 0 for NaN, and sums them. */
static kiln_status take(const double given[KILN_GAS_COUNT], const char *pointer,
                        double moles[KILN_GAS_COUNT], double *sum, kiln_diag *diag)
{
    *sum = 0.0;
    for (int i = 0; i < KILN_GAS_COUNT; i++) {
        moles[i] = isnan(given[i]) ? 0.0 : given[i];
        if (!(moles[i] >= 0.0) || isinf(moles[i])) {
            const kiln_issue issue = {.message = "an amount of gas must be 0 or more",
                                      .bound = ">= 0",
                                      .mend = "leave the gas out, or give how much there is"};
            return refuse(diag, pointer, kiln_choice_name(&kiln_gases, i), issue, given[i]);
        }
        *sum += moles[i];
    }
    return KILN_OK;
}

kiln_status kiln_atmosphere_of_fractions(const double fraction[KILN_GAS_COUNT],
                                         double pressure_atm, const char *pointer,
                                         kiln_atmosphere *atmosphere, kiln_diag *diag)
{
    double moles[KILN_GAS_COUNT], sum;
    kiln_status status = take(fraction, pointer, moles, &sum, diag);
    if (status == KILN_OK)
        status = check_pressure(pressure_atm, pointer, diag);
    if (status != KILN_OK)
        return status;
    if (sum > 1.0 + ROUNDING) {
        const kiln_issue issue = {.message = "the mole fractions add up to more than 1",
                                  .bound = "<= 1",
                                  .mend = "give shares of 1; what is missing to 1 is inert"};
        return refuse(diag, pointer, NULL, issue, sum);
    }
    return burn(moles, fmax(sum, 1.0), pressure_atm, pointer, atmosphere, diag);
}

kiln_status kiln_atmosphere_of_flows(const double flow_slm[KILN_GAS_COUNT], double pressure_atm,
                                     const char *pointer, kiln_atmosphere *atmosphere,
                                     kiln_diag *diag)
{
    double moles[KILN_GAS_COUNT], sum;
    kiln_status status = take(flow_slm, pointer, moles, &sum, diag);
    if (status == KILN_OK)
        status = check_pressure(pressure_atm, pointer, diag);
    if (status != KILN_OK)
        return status;
    if (!(sum > 0.0)) {
        const kiln_issue issue = {.message = "no gas flows",
                                  .bound = "> 0 in all",
                                  .unit = "slm",
                                  .mend = "give the flow of one gas at least"};
        return refuse(diag, pointer, NULL, issue, sum);
    }
    return burn(moles, sum, pressure_atm, pointer, atmosphere, diag);
}
