/* Polynomials of erfc.c. Made by tools/make_erfc_coefficients.py: do not edit. */
#ifndef KILN_SRC_MATH_ERFC_COEFFICIENTS_H
#define KILN_SRC_MATH_ERFC_COEFFICIENTS_H

/* clang-format off */

/* log((a + 5/2) erfcx(a)) in powers of t = (a - 5/2)/(a + 5/2), 0 <= a <= 27.5; the first
 * two coefficients have a leading part of their own, a multiple of 2^-42 and of 2^-21.
 * Error below 2^-57.9. */
static const double LOG_ERFCX[25] = {
    -0x1.1174e65dd1b0cp-44, 0x1.27763a482fb03p-23, 0x1.1d30a0ca49069p-3,
    0x1.26a590d225a3bp-6, -0x1.85be09ace0e7ap-6, 0x1.fe381a0edf9f8p-10,
    0x1.3564d9ecb4bc3p-8, -0x1.2f70def6e73fep-10, -0x1.12b78fb77ebfdp-10,
    0x1.9e64cf0a1ef64p-12, 0x1.0ae283708d2d2p-12, -0x1.ebf95947ab6c2p-14,
    -0x1.16250a283e063p-14, 0x1.0aed23b377558p-15, 0x1.2caf1b226e9c3p-16,
    -0x1.076b87992df1cp-17, -0x1.40a2e562103d4p-18, 0x1.cd6de0fe26bdcp-20,
    0x1.3cd6403a0f180p-20, -0x1.594e56147fdcfp-22, -0x1.0cbf9e61b112dp-22,
    0x1.99d93d0aa36d3p-25, 0x1.5c800d1102e9ap-25, -0x1.2bea7c42a47d7p-28,
    -0x1.0584ab1a1c15dp-28,
};
static const double LOG_ERFCX_LEADING[2] = {0x1.af15ac9240000p-5, -0x1.86dce00000000p-1};

/* (exp(r) - 1 - r)/r^2 in powers of r, |r| <= ln(2)/2.
 * Error below 2^-57.9. */
static const double EXP_TAIL[10] = {
    0x1.000000000000cp-1, 0x1.555555555555cp-3, 0x1.555555554fda4p-5,
    0x1.111111110e9cdp-7, 0x1.6c16c18628e70p-10, 0x1.a01a01b460b55p-13,
    0x1.a0199547f113ap-16, 0x1.71ddee1c0b8a6p-19, 0x1.28b170cebd01bp-22,
    0x1.af6f2c2f0fa99p-26,
};

/* erf(x)/x - 1 in powers of x^2, |x| <= 1/2.
 * Error below 2^-56.2. */
static const double ERF_SMALL[10] = {
    0x1.06eba8214db69p-3, -0x1.812746b037a1cp-2, 0x1.ce2f21a046603p-4,
    -0x1.b82ce31455d74p-6, 0x1.565bcd89f9168p-8, -0x1.c02ddabc40cf8p-11,
    0x1.f9aa6f77cbd52p-14, -0x1.f59f5a838a1bdp-17, 0x1.c5b15508e3f19p-20,
    -0x1.99d6afb37f1e6p-23,
};

#endif
