/* The shape of a parameter set's mobility and resistivity models. */
#include "shape.h"

#include <stdio.h>

#define MOBILITY_FIELD(type, member, field_doc) \
    NUMBER_FIELD(type, member, "cm^2/Vs", 0, 10000, field_doc)
#define DENSITY_FIELD(type, member, field_doc) \
    POSITIVE_FIELD(type, member, "cm^-3", 1e23, field_doc)

static const kiln_field MASETTI_FIELDS[] = {
    MOBILITY_FIELD(masetti_given, mu_min1_cm2_vs, "mu0, before exp(-Pc/N)"),
    MOBILITY_FIELD(masetti_given, mu_min2_cm2_vs, "mu0 in the second term; 0 for holes"),
    MOBILITY_FIELD(masetti_given, mu_max_cm2_vs, "of the lattice"),
    MOBILITY_FIELD(masetti_given, mu1_cm2_vs, "what it falls by at the highest doping"),
    NUMBER_FIELD(masetti_given, pc_cm3, "cm^-3", 0, 1e23, "Pc; 0 for electrons"),
    DENSITY_FIELD(masetti_given, cr_cm3, "Cr"),
    DENSITY_FIELD(masetti_given, cs_cm3, "Cs"),
    POSITIVE_FIELD(masetti_given, alpha, NULL, 5, "power of N/Cr"),
    POSITIVE_FIELD(masetti_given, beta, NULL, 5, "power of Cs/N"),
    SOURCE_FIELD(masetti_given),
};

static const kiln_shape MASETTI_SHAPE =
    KILN_SHAPE("masetti", "Masetti's mobility for one dopant, 300 K", masetti_given,
               MASETTI_FIELDS, .check = NULL);

static const kiln_field POWER_FIELDS[] = {
    POSITIVE_FIELD(power_given, value, NULL, 1e23, "at 300 K"),
    KILN_FIELD("exponent", NUMBER, power_given, exponent, .min = -10, .max = 10,
               .fallback = "0", .doc = "of T / 300 K"),
};

static const kiln_shape POWER_SHAPE = KILN_SHAPE(
    "power_law", "value (T / 300 K)^exponent", power_given, POWER_FIELDS, .shorthand = "value");

#define POWER_FIELD(member, field_doc) \
    OBJECT_FIELD(reggiani_given, member, &POWER_SHAPE, KILN_FIELD_REQUIRED, field_doc)

static const kiln_field REGGIANI_FIELDS[] = {
    MOBILITY_FIELD(reggiani_given, mu_max_cm2_vs, "of the lattice at 300 K"),
    NUMBER_FIELD(reggiani_given, gamma, NULL, 0, 10,
                 "in the lattice's (T/300)^(-gamma + c T/300)"),
    NUMBER_FIELD(reggiani_given, c, NULL, 0, 1, "in the lattice's (T/300)^(-gamma + c T/300)"),
    POWER_FIELD(mu0d_cm2_vs, "mu0 among donors"),
    POWER_FIELD(mu0a_cm2_vs, "mu0 among acceptors"),
    POWER_FIELD(mu1d_cm2_vs, "mu1 among donors"),
    POWER_FIELD(mu1a_cm2_vs, "mu1 among acceptors"),
    POWER_FIELD(cr1_cm3, "Cr1, of donors"),
    POWER_FIELD(cr2_cm3, "Cr2, of acceptors"),
    POWER_FIELD(cs1_cm3, "Cs1, of donors"),
    POWER_FIELD(cs2_cm3, "Cs2, of acceptors"),
    POSITIVE_FIELD(reggiani_given, alpha1, NULL, 5, "power of N_D / Cr1"),
    POSITIVE_FIELD(reggiani_given, alpha2, NULL, 5, "power of N_A / Cr2"),
    SOURCE_FIELD(reggiani_given),
};

static const kiln_shape REGGIANI_SHAPE =
    KILN_SHAPE("reggiani", "Reggiani's mobility for one dopant", reggiani_given,
               REGGIANI_FIELDS, .check = NULL);

static const kiln_field F723_BORON_FIELDS[] = {
    POSITIVE_FIELD(f723_boron_given, a, NULL, 1e20,
                   "a of rho = a/N + b/(N (1 + (c N)^exponent))"),
    POSITIVE_FIELD(f723_boron_given, b, NULL, 1e20, "b"),
    POSITIVE_FIELD(f723_boron_given, c, "cm^3", 1, "c"),
    NUMBER_FIELD(f723_boron_given, exponent, NULL, -5, 0, "exponent"),
};

static const kiln_shape F723_BORON_SHAPE =
    KILN_SHAPE("f723_boron", "resistivity of boron-doped silicon", f723_boron_given,
               F723_BORON_FIELDS, .check = NULL);

#define COEFFICIENTS                                  \
    .flags = KILN_FIELD_REQUIRED, .min = 4, .max = 4, \
    .item = KILN_ITEM(NUMBER, .doc = "coefficient")

static const kiln_field F723_PHOSPHORUS_FIELDS[] = {
    POSITIVE_FIELD(f723_phosphorus_given, a, NULL, 1e20,
                   "a of rho = a/N 10^Z, Z a ratio of polynomials in log10(N) - 16"),
    KILN_FIELD("numerator", LIST, f723_phosphorus_given, numerator, COEFFICIENTS,
               .doc = "of Z, constant term first"),
    KILN_FIELD("denominator", LIST, f723_phosphorus_given, denominator, COEFFICIENTS,
               .doc = "of Z, constant term first"),
};

static const kiln_shape F723_PHOSPHORUS_SHAPE =
    KILN_SHAPE("f723_phosphorus", "resistivity of phosphorus-doped silicon",
               f723_phosphorus_given, F723_PHOSPHORUS_FIELDS, .check = NULL);

static const kiln_field F723_FIELDS[] = {
    OBJECT_FIELD(f723_given, boron, &F723_BORON_SHAPE, KILN_FIELD_REQUIRED, "for acceptors"),
    OBJECT_FIELD(f723_given, phosphorus, &F723_PHOSPHORUS_SHAPE, KILN_FIELD_REQUIRED,
                 "for donors"),
    SOURCE_FIELD(f723_given),
};

static const kiln_shape F723_SHAPE = KILN_SHAPE("f723", "resistivity from doping, ASTM F723",
                                                f723_given, F723_FIELDS, .check = NULL);

static const kiln_field MOBILITY_FIELDS[] = {
    KILN_FIELD("masetti", MAP, mobility_given, masetti, .flags = KILN_FIELD_REQUIRED,
               .choices = &kiln_dopants, .item = KILN_ITEM(OBJECT, .shape = &MASETTI_SHAPE),
               .doc = "by dopant; others go as phosphorus or boron"),
    KILN_FIELD("reggiani", MAP, mobility_given, reggiani, .flags = KILN_FIELD_REQUIRED,
               .choices = &kiln_dopants, .item = KILN_ITEM(OBJECT, .shape = &REGGIANI_SHAPE),
               .doc = "by dopant; others go as phosphorus or boron"),
    OBJECT_FIELD(mobility_given, f723, &F723_SHAPE, KILN_FIELD_REQUIRED, "resistivity"),
};

static void need(bool there, const char *field, const char *dopant, kiln_place *place)
{
    if (there)
        return;
    kiln_issue issue = {.bound = "boron and phosphorus at least", .mend = "give both"};
    snprintf(issue.message, sizeof issue.message,
             "%s is missing: dopants without a model of their own take it", dopant);
    kiln_place_fault(place, field, issue);
}

static void check_mobility(const void *object, kiln_place *place)
{
    const mobility_given *m = object;
    need(m->masetti[KILN_BORON], "masetti", "boron", place);
    need(m->masetti[KILN_PHOSPHORUS], "masetti", "phosphorus", place);
    need(m->reggiani[KILN_BORON], "reggiani", "boron", place);
    need(m->reggiani[KILN_PHOSPHORUS], "reggiani", "phosphorus", place);
}

const kiln_shape kiln_mobility_shape =
    KILN_SHAPE("mobility", "carrier mobility and resistivity", mobility_given, MOBILITY_FIELDS,
               .check = check_mobility);
