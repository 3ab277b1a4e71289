/* The shape of a parameter set's dopants: diffusivity, what is active, and the surface. */
#include "shape.h"
#include "tables.h"

#include <stdio.h>

static const kiln_field TERM_FIELDS[] = {
    KILN_FIELD("power", INTEGER, diffusivity_term_given, power, .flags = KILN_FIELD_REQUIRED,
               .min = 0, .max = 2,
               .doc = "of the carrier ratio this term goes with: n/ni for a donor, p/ni for an "
                      "acceptor"),
    POSITIVE_FIELD(diffusivity_term_given, d0_cm2_s, "cm^2/s", 1e12, "prefactor"),
    ENERGY_FIELD(diffusivity_term_given),
};

static const kiln_shape TERM_SHAPE =
    KILN_SHAPE("diffusivity_term", "one charge state's part of a diffusivity",
               diffusivity_term_given, TERM_FIELDS, .check = NULL);

static const kiln_field DIFFUSIVITY_FIELDS[] = {
    KILN_FIELD("terms", LIST, diffusivity_given, terms, .flags = KILN_FIELD_REQUIRED, .min = 1,
               .max = 3, .item = KILN_ITEM(OBJECT, .shape = &TERM_SHAPE),
               .doc = "the terms, one a charge power"),
    TEMPERATURES_FIELDS(diffusivity_given),
    SOURCE_FIELD(diffusivity_given),
    NOTE_FIELD(diffusivity_given),
};

static void check_diffusivity(const void *object, kiln_place *place)
{
    const diffusivity_given *d = object;
    kiln_check_range(d->from_c, d->to_c, "to_c", place);
    for (size_t i = 1; i < d->terms.count; i++)
        for (size_t j = 0; j < i; j++)
            if (d->terms.item[i].power == d->terms.item[j].power) {
                kiln_issue issue = {.message = "two terms have the same power",
                                    .bound = "each of 0, 1, 2 once at most",
                                    .mend = "add them up, or correct the power of one"};
                snprintf(issue.given, sizeof issue.given, "%d", (int)d->terms.item[i].power);
                kiln_place_fault(place, "terms", issue);
            }
}

static const kiln_shape DIFFUSIVITY_SHAPE =
    KILN_SHAPE("diffusivity", "D = sum of D0 exp(-E/kT) (carrier ratio)^power",
               diffusivity_given, DIFFUSIVITY_FIELDS, .check = check_diffusivity);

static const kiln_field SOLUBILITY_FIELDS[] = {
    KILN_FIELD("temp_c", LIST, solubility_given, temp_c, .flags = KILN_FIELD_REQUIRED,
               .unit = "C", .min = 1, .max = MODEL_SOLUBILITY_MAX,
               .item = KILN_ITEM(NUMBER, .min = 300, .max = 1414),
               .doc = "temperatures, rising"),
    KILN_FIELD("conc_cm3", LIST, solubility_given, conc_cm3, .flags = KILN_FIELD_REQUIRED,
               .unit = "cm^-3", .min = 1, .max = MODEL_SOLUBILITY_MAX,
               .item = KILN_ITEM(NUMBER, .min = 1e10, .max = 5e22),
               .doc = "solubility at each of them"),
    SOURCE_FIELD(solubility_given),
    NOTE_FIELD(solubility_given),
};

static void check_solubility(const void *object, kiln_place *place)
{
    const solubility_given *s = object;
    kiln_check_rising(&s->temp_c, "temp_c", place);
    if (s->conc_cm3.count != s->temp_c.count) {
        kiln_issue issue = {.message = "there is not one concentration for each temperature",
                            .mend = "give lists of equal length"};
        snprintf(issue.given, sizeof issue.given, "%zu for %zu", s->conc_cm3.count,
                 s->temp_c.count);
        kiln_place_fault(place, "conc_cm3", issue);
    }
}

static const kiln_shape SOLUBILITY_SHAPE =
    KILN_SHAPE("solubility", "solid solubility by temperature", solubility_given,
               SOLUBILITY_FIELDS, .check = check_solubility);

static const kiln_field CLUSTERS_FIELDS[] = {
    POSITIVE_FIELD(clusters_given, k0_cm6, "cm^6", 1, "prefactor of K"),
    NUMBER_FIELD(clusters_given, ea_ev, "eV", 0, 10, "E of exp(+E/kT)"),
    TEMPERATURES_FIELDS(clusters_given),
    SOURCE_FIELD(clusters_given),
    NOTE_FIELD(clusters_given),
};

static void check_clusters(const void *object, kiln_place *place)
{
    const clusters_given *c = object;
    kiln_check_range(c->from_c, c->to_c, "to_c", place);
}

static const kiln_shape CLUSTERS_SHAPE =
    KILN_SHAPE("clusters", "clusters of three atoms: A is active of C = A (1 + K A^2)",
               clusters_given, CLUSTERS_FIELDS, .check = check_clusters);

#define ACTIVATION_FIELD(member) \
    NUMBER_FIELD(two_component_given, member, "eV", 0, 10, "E of exp(-E/kT)")

static const kiln_field TWO_COMPONENT_FIELDS[] = {
    POSITIVE_FIELD(two_component_given, total_c0_cm3, "cm^-3", 1e30,
                   "prefactor of the concentration at the surface"),
    ACTIVATION_FIELD(total_ea_ev),
    POSITIVE_FIELD(two_component_given, tail_c0_cm3, "cm^-3", 1e30,
                   "prefactor of the fast component's share of it"),
    ACTIVATION_FIELD(tail_ea_ev),
    POSITIVE_FIELD(two_component_given, slow_d0_cm2_s, "cm^2/s", 1e12,
                   "prefactor of the slow component's diffusivity"),
    ACTIVATION_FIELD(slow_ea_ev),
    POSITIVE_FIELD(two_component_given, fast_d0_cm2_s, "cm^2/s", 1e12,
                   "prefactor of the fast component's diffusivity"),
    ACTIVATION_FIELD(fast_ea_ev),
    POSITIVE_FIELD(two_component_given, front_h0_cm_s, "cm/s", 1e12,
                   "prefactor of the velocity of the front of the surface's flat part"),
    ACTIVATION_FIELD(front_ea_ev),
    TEMPERATURES_FIELDS(two_component_given),
    SOURCE_FIELD(two_component_given),
    NOTE_FIELD(two_component_given),
};

static void check_two_component(const void *object, kiln_place *place)
{
    const two_component_given *c = object;
    kiln_check_range(c->from_c, c->to_c, "to_c", place);
}

static const kiln_shape TWO_COMPONENT_SHAPE =
    KILN_SHAPE("two_component", "what a chemical source leaves: flat, then a kink and a tail",
               two_component_given, TWO_COMPONENT_FIELDS, .check = check_two_component);

static const kiln_field SEGREGATION_FIELDS[] = {
    POSITIVE_FIELD(segregation_given, m0, NULL, 1e6, "prefactor of m = C_Si / C_oxide"),
    ENERGY_FIELD(segregation_given),
    SOURCE_FIELD(segregation_given),
    NOTE_FIELD(segregation_given),
};

static const kiln_shape SEGREGATION_SHAPE =
    KILN_SHAPE("segregation", "equilibrium at the silicon/oxide interface", segregation_given,
               SEGREGATION_FIELDS, .check = NULL);

static const kiln_field VELOCITY_FIELDS[] = {
    POSITIVE_FIELD(velocity_given, h0_cm_s, "cm/s", 1e6, "prefactor"),
    ENERGY_FIELD(velocity_given),
    SOURCE_FIELD(velocity_given),
    NOTE_FIELD(velocity_given),
};

static const kiln_shape VELOCITY_SHAPE =
    KILN_SHAPE("surface_velocity", "a velocity of transfer through a surface", velocity_given,
               VELOCITY_FIELDS, .check = NULL);

static const kiln_field OXIDE_DIFFUSIVITY_FIELDS[] = {
    POSITIVE_FIELD(oxide_diffusivity_given, d0_cm2_s, "cm^2/s", 1e6, "prefactor"),
    ENERGY_FIELD(oxide_diffusivity_given),
    TEMPERATURES_FIELDS(oxide_diffusivity_given),
    SOURCE_FIELD(oxide_diffusivity_given),
    NOTE_FIELD(oxide_diffusivity_given),
};

static void check_oxide_diffusivity(const void *object, kiln_place *place)
{
    const oxide_diffusivity_given *d = object;
    kiln_check_range(d->from_c, d->to_c, "to_c", place);
}

static const kiln_shape OXIDE_DIFFUSIVITY_SHAPE =
    KILN_SHAPE("oxide_diffusivity", "diffusivity in silicon dioxide", oxide_diffusivity_given,
               OXIDE_DIFFUSIVITY_FIELDS, .check = check_oxide_diffusivity);

static const kiln_field INTERSTITIAL_FIELDS[] = {
    NUMBER_FIELD(interstitial_given, fraction, NULL, 0, 1,
                 "share of the diffusion that interstitials carry, in equilibrium"),
    SOURCE_FIELD(interstitial_given),
    NOTE_FIELD(interstitial_given),
};

static const kiln_shape INTERSTITIAL_SHAPE =
    KILN_SHAPE("interstitial", "what carries the dopant: interstitials, else vacancies",
               interstitial_given, INTERSTITIAL_FIELDS, .check = NULL);

static const kiln_choice TYPE[] = {
    [KILN_DONOR] = {.name = "donor"},
    [KILN_ACCEPTOR] = {.name = "acceptor"},
};
static const kiln_choices TYPES = KILN_CHOICES("dopant type", TYPE);

static const kiln_field DOPANT_FIELDS[] = {
    KILN_FIELD("type", CHOICE, dopant_given, type, .flags = KILN_FIELD_REQUIRED,
               .choices = &TYPES, .doc = "what it is in silicon"),
    POSITIVE_FIELD(dopant_given, atomic_mass_u, "u", 300, "standard atomic weight"),
    SOURCE_FIELD(dopant_given),
    OBJECT_FIELD(dopant_given, diffusivity, &DIFFUSIVITY_SHAPE, KILN_FIELD_REQUIRED,
                 "in silicon"),
    OBJECT_FIELD(dopant_given, solubility, &SOLUBILITY_SHAPE, 0, "in silicon"),
    OBJECT_FIELD(dopant_given, clusters, &CLUSTERS_SHAPE, 0,
                 "what is not active below the solubility either; none when left out"),
    OBJECT_FIELD(dopant_given, two_component, &TWO_COMPONENT_SHAPE, 0,
                 "the profile of its chemical source; held at the solubility when left out"),
    OBJECT_FIELD(dopant_given, segregation, &SEGREGATION_SHAPE, 0,
                 "between silicon and its oxide"),
    OBJECT_FIELD(dopant_given, transport, &VELOCITY_SHAPE, 0,
                 "velocity h of the flux h (C_oxide - C_Si / m) into silicon"),
    OBJECT_FIELD(dopant_given, evaporation, &VELOCITY_SHAPE, 0,
                 "velocity of the loss from bare silicon to an inert gas"),
    OBJECT_FIELD(dopant_given, oxide_diffusivity, &OXIDE_DIFFUSIVITY_SHAPE, 0,
                 "in silicon dioxide"),
    OBJECT_FIELD(dopant_given, interstitial, &INTERSTITIAL_SHAPE, 0,
                 "how oxidation acts on its diffusion; not at all when left out"),
};

const kiln_shape kiln_dopant_shape =
    KILN_SHAPE("dopant", "one dopant in silicon", dopant_given, DOPANT_FIELDS, .check = NULL);
