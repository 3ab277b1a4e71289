/* The shape of a parameter set's ranges of ions. */
#include "shape.h"
#include "tables.h"

#include <stdio.h>

#define ENERGIES_LIST(type, member, field_unit, low, high, field_doc)     \
    KILN_FIELD(#member, LIST, type, member, .flags = KILN_FIELD_REQUIRED, \
               .unit = (field_unit), .min = 2, .max = MODEL_ENERGIES_MAX, \
               .item = KILN_ITEM(NUMBER, .min = (low), .max = (high)), .doc = (field_doc))

static const kiln_field MOMENTS_FIELDS[] = {
    ENERGIES_LIST(moments_given, range_nm, "nm", 0.01, 1e6, "projected range, one an energy"),
    ENERGIES_LIST(moments_given, straggle_nm, "nm", 0.01, 1e6, "its standard deviation"),
    ENERGIES_LIST(moments_given, skewness, NULL, -10, 10, "> 0: towards the depth"),
    ENERGIES_LIST(moments_given, kurtosis, NULL, 1, 100, "3 of a Gaussian"),
};

/* Each pair must have a profile. */
static void check_moments(const void *object, kiln_place *place)
{
    const moments_given *m = object;
    const size_t n =
        m->kurtosis.count < m->skewness.count ? m->kurtosis.count : m->skewness.count;
    kiln_diag found;
    kiln_diag_init(&found, NULL);
    for (size_t i = 0; i < n && found.count == 0; i++) {
        const kiln_moments moments = {
            .deviation = 1, .skewness = m->skewness.item[i], .kurtosis = m->kurtosis.item[i]};
        if (kiln_pearson_check(&moments, "", &found) != KILN_OK)
            kiln_place_fault(place, "kurtosis", found.issue[0]);
    }
}

static const kiln_shape MOMENTS_SHAPE =
    KILN_SHAPE("moments", "where ions come to rest in a thick target", moments_given,
               MOMENTS_FIELDS, .check = check_moments);

static const kiln_field RANGES_FIELDS[] = {
    ENERGIES_LIST(ranges_given, energy_kev, "keV", 0.01, 1e5, "energies, rising"),
    OBJECT_FIELD(ranges_given, silicon, &MOMENTS_SHAPE, KILN_FIELD_REQUIRED, "in silicon"),
    OBJECT_FIELD(ranges_given, oxide, &MOMENTS_SHAPE, 0,
                 "in silicon dioxide; through one it cannot be simulated when left out"),
    SOURCE_FIELD(ranges_given),
    NOTE_FIELD(ranges_given),
};

static void check_count(const number_list *list, size_t energies, const char *what,
                        const char *field, kiln_place *place)
{
    if (list->count == energies)
        return;
    kiln_issue issue = {.mend = "give lists of equal length"};
    snprintf(issue.message, sizeof issue.message,
             "there is not one %s for each energy: %zu for %zu", what, list->count, energies);
    snprintf(issue.given, sizeof issue.given, "%zu for %zu", list->count, energies);
    kiln_place_fault(place, field, issue);
}

static void check_target(const moments_given *m, size_t energies, const char *field,
                         kiln_place *place)
{
    if (!m)
        return;
    check_count(&m->range_nm, energies, "range_nm", field, place);
    check_count(&m->straggle_nm, energies, "straggle_nm", field, place);
    check_count(&m->skewness, energies, "skewness", field, place);
    check_count(&m->kurtosis, energies, "kurtosis", field, place);
}

static void check_ranges(const void *object, kiln_place *place)
{
    const ranges_given *r = object;
    kiln_check_rising(&r->energy_kev, "energy_kev", place);
    check_target(r->silicon, r->energy_kev.count, "silicon", place);
    check_target(r->oxide, r->energy_kev.count, "oxide", place);
}

const kiln_shape kiln_ranges_shape = KILN_SHAPE("ranges", "ranges of an ion", ranges_given,
                                                RANGES_FIELDS, .check = check_ranges);
