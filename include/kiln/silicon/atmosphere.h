/* What oxidises at the wafer: an ambient by name, mole fractions or flows, as partial
 * pressures. */
#ifndef KILN_SILICON_ATMOSPHERE_H
#define KILN_SILICON_ATMOSPHERE_H

#include "kiln/base/diag.h"
#include "kiln/silicon/words.h"

/* hcl_percent is the share of HCl in the gas; p_o2_atm is that of the gas before HCl was mixed
 * in, because the factors for HCl contain the dilution. */
typedef struct kiln_atmosphere {
    double p_o2_atm, p_h2o_atm;
    double hcl_percent;
} kiln_atmosphere;

/* Share of H2O in wet_o2: the vapour over water at 95 C, 640 Torr. Source: B. E. Deal, A. S.
 * Grove, J. Appl. Phys. 36, 3770 (1965), whose bubbler ran at 95 C. */
#define KILN_WET_O2_H2O_FRACTION 0.84
/* H2 : O2 above which hydrogen would be left over, and explode. */
#define KILN_H2_O2_RATIO_MAX 2.0
/* Shares of HCl above this are refused: it etches. */
#define KILN_HCL_PERCENT_MAX 20.0

typedef struct kiln_ambient_request {
    kiln_ambient_name ambient;
    double h2_o2_ratio;  /* h2_o2 only: H2 : O2 by flow, 0 < ratio <= 2; else ignored */
    double hcl_percent;  /* on top; 0 or NaN for none */
    double pressure_atm; /* in all, > 0 */
} kiln_ambient_request;

/* A named ambient. Its shares hold at every pressure: n2 and ar nothing; dry_o2 O2; wet_o2 0.84
 * H2O and 0.16 O2; steam H2O; h2_o2 of ratio r: each O2 burns two H2, so H2O : O2 is r : 1 -
 * r/2.
 *   pointer     where the ambient stands, for messages: faults are at pointer/h2_o2_ratio and
 *   so on
 *   atmosphere  out  untouched unless KILN_OK
 * Errors: KILN_INVALID. */
KILN_API kiln_status kiln_atmosphere_of_ambient(const kiln_ambient_request *request,
                                                const char *pointer,
                                                kiln_atmosphere *atmosphere, kiln_diag *diag);

/* Mole fractions by kiln_gas, each >= 0, NaN for none, together at most 1; the rest is inert.
 * H2 burns with the O2 there is, which makes fewer moles, and must not be left over; without O2
 * (forming gas) it is inert.
 * Errors: KILN_INVALID, at pointer or pointer/gas. */
KILN_API kiln_status kiln_atmosphere_of_fractions(const double fraction[KILN_GAS_COUNT],
                                                  double pressure_atm, const char *pointer,
                                                  kiln_atmosphere *atmosphere, kiln_diag *diag);

/* The same from flows in slm, each >= 0, NaN for none, one at least > 0. */
KILN_API kiln_status kiln_atmosphere_of_flows(const double flow_slm[KILN_GAS_COUNT],
                                              double pressure_atm, const char *pointer,
                                              kiln_atmosphere *atmosphere, kiln_diag *diag);

#endif
