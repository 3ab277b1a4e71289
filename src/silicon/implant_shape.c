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

static void check_count(size_t count, size_t wanted, const char *what, const char *each,
                        const char *field, kiln_place *place)
{
    if (count == wanted)
        return;
    kiln_issue issue = {.mend = "give lists of equal length"};
    snprintf(issue.message, sizeof issue.message,
             "there is not one %s for each %s: %zu for %zu", what, each, count, wanted);
    snprintf(issue.given, sizeof issue.given, "%zu for %zu", count, wanted);
    kiln_place_fault(place, field, issue);
}

#define CHANNEL_LIST(member, low, high, field_unit, field_doc)                     \
    KILN_FIELD(#member, LIST, channel_given, member, .flags = KILN_FIELD_REQUIRED, \
               .unit = (field_unit), .min = 2, .max = MODEL_CHANNEL_ENERGIES_MAX,  \
               .item = KILN_ITEM(NUMBER, .min = (low), .max = (high)), .doc = (field_doc))
#define CHANNELLED_LIST(member, low, high, field_doc)                                 \
    KILN_FIELD(#member, LIST, channelled_given, member, .flags = KILN_FIELD_REQUIRED, \
               .min = 2, .max = MODEL_CHANNEL_ENERGIES_MAX,                           \
               .item = KILN_ITEM(NUMBER, .min = (low), .max = (high)), .doc = (field_doc))
#define BEAM_LIST(member, field_doc)                                                         \
    KILN_FIELD(#member, LIST, channel_given, member, .flags = KILN_FIELD_REQUIRED, .min = 1, \
               .max = MODEL_CHANNEL_DOSES_MAX,                                               \
               .item = KILN_ITEM(OBJECT, .shape = &CHANNELLED_SHAPE), .doc = (field_doc))

static const kiln_field CHANNELLED_FIELDS[] = {
    CHANNELLED_LIST(fraction, 0, 1, "of the ions in silicon, one an energy of the channel"),
    CHANNELLED_LIST(range_ratio, 0.01, 100, "its projected range over the first one's"),
    CHANNELLED_LIST(straggle_ratio, 0.01, 100, "its deviation over the first one's"),
    CHANNELLED_LIST(skewness, -1.99, 1.99,
                    "> 0: towards the depth; kurtosis 3 + 1.5 skewness^2"),
};

static const kiln_shape CHANNELLED_SHAPE =
    KILN_SHAPE("channelled", "the second distribution of a dose", channelled_given,
               CHANNELLED_FIELDS, .check = NULL);

static const kiln_field CHANNEL_FIELDS[] = {
    CHANNEL_LIST(energy_kev, 0.01, 1e5, "keV", "energies, rising"),
    KILN_FIELD("dose_cm2", LIST, channel_given, dose_cm2, .flags = KILN_FIELD_REQUIRED,
               .unit = "cm^-2", .min = 1, .max = MODEL_CHANNEL_DOSES_MAX,
               .item = KILN_ITEM(NUMBER, .min = 1e9, .max = 1e19), .doc = "doses, rising"),
    NUMBER_FIELD(channel_given, tilt_deg, "degree", 0.1, 60,
                 "the tilt of `tilted`; what is above it counts as it"),
    BEAM_LIST(aligned, "of a beam along the normal, one a dose"),
    BEAM_LIST(tilted, "of one at tilt_deg"),
    BEAM_LIST(scattered, "of one that an oxide has scattered"),
    CHANNEL_LIST(
        acceptance_deg, 0.01, 60, "degree",
        "how much tilt an aligned beam bears: exp(-(tilt/acceptance)^2), one an energy"),
    CHANNEL_LIST(oxide_nm, 0.01, 1e5, "nm",
                 "the oxide that leaves 1/e of the way from scattered to the others"),
    SOURCE_FIELD(channel_given),
    NOTE_FIELD(channel_given),
};

static void check_beam(const channel_given *c, const channelled_list *beam, const char *field,
                       kiln_place *place)
{
    const size_t energies = c->energy_kev.count;
    check_count(beam->count, c->dose_cm2.count, "row", "dose", field, place);
    for (size_t i = 0; i < beam->count; i++) {
        const channelled_given *const row = &beam->item[i];
        check_count(row->fraction.count, energies, "fraction", "energy", field, place);
        check_count(row->range_ratio.count, energies, "range_ratio", "energy", field, place);
        check_count(row->straggle_ratio.count, energies, "straggle_ratio", "energy", field,
                    place);
        check_count(row->skewness.count, energies, "skewness", "energy", field, place);
    }
}

static void check_channel(const void *object, kiln_place *place)
{
    const channel_given *c = object;
    const size_t energies = c->energy_kev.count;
    kiln_check_rising(&c->energy_kev, "energy_kev", place);
    kiln_check_rising(&c->dose_cm2, "dose_cm2", place);
    check_count(c->acceptance_deg.count, energies, "acceptance_deg", "energy", "acceptance_deg",
                place);
    check_count(c->oxide_nm.count, energies, "oxide_nm", "energy", "oxide_nm", place);
    check_beam(c, &c->aligned, "aligned", place);
    check_beam(c, &c->tilted, "tilted", place);
    check_beam(c, &c->scattered, "scattered", place);
}

static const kiln_shape CHANNEL_SHAPE =
    KILN_SHAPE("channel", "ions in the channels of the crystal", channel_given, CHANNEL_FIELDS,
               .check = check_channel);

static const kiln_field RANGES_FIELDS[] = {
    ENERGIES_LIST(ranges_given, energy_kev, "keV", 0.01, 1e5, "energies, rising"),
    OBJECT_FIELD(ranges_given, silicon, &MOMENTS_SHAPE, KILN_FIELD_REQUIRED, "in silicon"),
    OBJECT_FIELD(ranges_given, oxide, &MOMENTS_SHAPE, 0,
                 "in silicon dioxide; through one it cannot be simulated when left out"),
    OBJECT_FIELD(ranges_given, channel, &CHANNEL_SHAPE, 0,
                 "in the channels of silicon; nothing is in them when left out"),
    SOURCE_FIELD(ranges_given),
    NOTE_FIELD(ranges_given),
};

static void check_target(const moments_given *m, size_t energies, const char *field,
                         kiln_place *place)
{
    if (!m)
        return;
    check_count(m->range_nm.count, energies, "range_nm", "energy", field, place);
    check_count(m->straggle_nm.count, energies, "straggle_nm", "energy", field, place);
    check_count(m->skewness.count, energies, "skewness", "energy", field, place);
    check_count(m->kurtosis.count, energies, "kurtosis", "energy", field, place);
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
