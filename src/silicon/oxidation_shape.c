/* The shape of a parameter set's oxidation constants, in the units of the papers. */
#include "shape.h"
#include "tables.h"
#include "unit.h"

#include <stdio.h>

#define RATE_FIELDS(name, unit_choices)                                                \
    static const kiln_field name[] = {                                                 \
        POSITIVE_FIELD(rate_given, value, NULL, 1e30, "prefactor, in the unit given"), \
        KILN_FIELD("unit", CHOICE, rate_given, unit, .flags = KILN_FIELD_REQUIRED,     \
                   .choices = &(unit_choices), .doc = "unit of the value"),            \
        ENERGY_FIELD(rate_given),                                                      \
        TEMPERATURES_FIELDS(rate_given),                                               \
        SOURCE_FIELD(rate_given),                                                      \
        NOTE_FIELD(rate_given),                                                        \
    }

RATE_FIELDS(AREA_RATE_FIELDS, kiln_area_rate_units);
RATE_FIELDS(LENGTH_RATE_FIELDS, kiln_length_rate_units);
RATE_FIELDS(TIME_FIELDS, kiln_time_units);

static void check_rate(const void *object, kiln_place *place)
{
    const rate_given *r = object;
    kiln_check_range(r->from_c, r->to_c, "to_c", place);
}

static const kiln_shape AREA_RATE_SHAPE =
    KILN_SHAPE("area_rate", "value exp(-E/kT), an area per time: B, K", rate_given,
               AREA_RATE_FIELDS, .check = check_rate);
static const kiln_shape LENGTH_RATE_SHAPE =
    KILN_SHAPE("length_rate", "value exp(-E/kT), a length per time: B/A, C", rate_given,
               LENGTH_RATE_FIELDS, .check = check_rate);
static const kiln_shape TIME_SHAPE = KILN_SHAPE("decay_time", "value exp(+E/kT), a time: tau",
                                                rate_given, TIME_FIELDS, .check = check_rate);

#define PIECES(piece_shape) \
    .min = 1, .max = MODEL_PIECES_MAX, .item = KILN_ITEM(OBJECT, .shape = (piece_shape))

/* Pieces must cover one range between them without a gap. Each takes the place of the one
 * before it where they overlap at all, so an overlap is a mistake as well. */
static void check_pieces(const rate_list *list, const char *field, const char *of,
                         kiln_place *place)
{
    for (size_t i = 0; i < list->count; i++) {
        const rate_given *piece = &list->item[i];
        size_t before = 0, after = 0, overlaps = 0;
        for (size_t j = 0; j < list->count; j++) {
            const rate_given *other = &list->item[j];
            before += other->to_c >= piece->from_c && other->to_c <= piece->from_c;
            after += other->from_c < piece->from_c;
            overlaps += j < i && other->from_c < piece->to_c && piece->from_c < other->to_c;
        }
        if (!overlaps && (before || !after))
            continue;
        kiln_issue issue = {.bound = "ranges that meet end to end",
                            .mend = "let each piece start where another ends"};
        snprintf(issue.message, sizeof issue.message, "piece %zu%s%s %s", i, of ? " of " : "",
                 of ? of : "", overlaps ? "overlaps another" : "leaves a gap below its range");
        snprintf(issue.given, sizeof issue.given, "%g..%g", piece->from_c, piece->to_c);
        snprintf(issue.unit, sizeof issue.unit, "C");
        kiln_place_fault(place, field, issue);
    }
}

static const kiln_field PRESSURE_FIELDS[] = {
    NUMBER_FIELD(pressure_given, parabolic_exponent, NULL, 0, 2,
                 "power of the partial pressure that B goes with"),
    NUMBER_FIELD(pressure_given, linear_exponent, NULL, 0, 2, "the same of B/A"),
    NUMBER_FIELD(pressure_given, from_atm, "atm", 0, 100,
                 "holds from this partial pressure on"),
    NUMBER_FIELD(pressure_given, to_atm, "atm", 0, 100, "holds up to this one"),
    SOURCE_FIELD(pressure_given),
    NOTE_FIELD(pressure_given),
};

static void check_pressure(const void *object, kiln_place *place)
{
    const pressure_given *p = object;
    kiln_check_range(p->from_atm, p->to_atm, "to_atm", place);
}

static const kiln_shape PRESSURE_SHAPE =
    KILN_SHAPE("pressure", "how the constants go with the partial pressure of the oxidant",
               pressure_given, PRESSURE_FIELDS, .check = check_pressure);

static const kiln_field OXIDANT_FIELDS[] = {
    KILN_FIELD("parabolic", LIST, oxidant_given, parabolic, .flags = KILN_FIELD_REQUIRED,
               PIECES(&AREA_RATE_SHAPE), .doc = "B at 1 atm"),
    KILN_FIELD("linear", MAP, oxidant_given, linear, .flags = KILN_FIELD_REQUIRED,
               .choices = &kiln_orientations,
               .item = KILN_ITEM(LIST, PIECES(&LENGTH_RATE_SHAPE)),
               .doc = "B/A at 1 atm, for each orientation"),
    OBJECT_FIELD(oxidant_given, pressure, &PRESSURE_SHAPE, KILN_FIELD_REQUIRED,
                 "how they go with pressure"),
};

static void orientation_missing(const char *field, const char *orientation, kiln_place *place)
{
    kiln_issue issue = {.bound = "100, 111 and 110", .mend = "give all three"};
    snprintf(issue.message, sizeof issue.message, "orientation %s is missing", orientation);
    kiln_place_fault(place, field, issue);
}

static void check_oxidant(const void *object, kiln_place *place)
{
    const oxidant_given *o = object;
    check_pieces(&o->parabolic, "parabolic", NULL, place);
    for (int i = 0; i < KILN_ORIENTATION_COUNT; i++) {
        const char *name = kiln_choice_name(&kiln_orientations, i);
        if (o->linear[i].item) {
            check_pieces(&o->linear[i], "linear", name, place);
            continue;
        }
        orientation_missing("linear", name, place);
    }
}

static const kiln_shape OXIDANT_SHAPE =
    KILN_SHAPE("oxidant", "linear-parabolic growth in one oxidant", oxidant_given,
               OXIDANT_FIELDS, .check = check_oxidant);

static const kiln_field THIN_FIELDS[] = {
    OBJECT_FIELD(thin_given, rate, &LENGTH_RATE_SHAPE, KILN_FIELD_REQUIRED,
                 "C of C exp(-x/L) at 1 atm"),
    POSITIVE_FIELD(thin_given, length_nm, "nm", 1000, "L, from the source of the rate"),
};

static const kiln_shape THIN_SHAPE =
    KILN_SHAPE("thin", "what thin oxides grow faster in dry oxygen", thin_given, THIN_FIELDS,
               .check = NULL);

static const kiln_field MASSOUD_FIELDS[] = {
    KILN_FIELD("parabolic", LIST, massoud_given, parabolic, .flags = KILN_FIELD_REQUIRED,
               PIECES(&AREA_RATE_SHAPE), .doc = "B"),
    KILN_FIELD("linear", LIST, massoud_given, linear, .flags = KILN_FIELD_REQUIRED,
               PIECES(&LENGTH_RATE_SHAPE), .doc = "B/A"),
    OBJECT_FIELD(massoud_given, k1, &AREA_RATE_SHAPE, KILN_FIELD_REQUIRED,
                 "the fast transient"),
    OBJECT_FIELD(massoud_given, tau1, &TIME_SHAPE, KILN_FIELD_REQUIRED, "its decay time"),
    OBJECT_FIELD(massoud_given, k2, &AREA_RATE_SHAPE, KILN_FIELD_REQUIRED,
                 "the slow transient"),
    OBJECT_FIELD(massoud_given, tau2, &TIME_SHAPE, KILN_FIELD_REQUIRED, "its decay time"),
};

static void check_massoud(const void *object, kiln_place *place)
{
    const massoud_given *m = object;
    check_pieces(&m->parabolic, "parabolic", NULL, place);
    check_pieces(&m->linear, "linear", NULL, place);
}

static const kiln_shape MASSOUD_SHAPE =
    KILN_SHAPE("massoud", "growth in dry oxygen with transients, one orientation",
               massoud_given, MASSOUD_FIELDS, .check = check_massoud);

#define FACTORS                                                   \
    .flags = KILN_FIELD_REQUIRED, .min = 1, .max = MODEL_HCL_MAX, \
    .item = KILN_ITEM(NUMBER, .min = 0.1, .max = 10)

static const kiln_field HCL_ROW_FIELDS[] = {
    POSITIVE_FIELD(hcl_row_given, percent, "%", 20, "HCl in the gas"),
    KILN_FIELD("parabolic", LIST, hcl_row_given, parabolic, FACTORS,
               .doc = "factor on B at each temperature"),
    KILN_FIELD("linear", LIST, hcl_row_given, linear, FACTORS,
               .doc = "factor on B/A at each temperature"),
};

static const kiln_shape HCL_ROW_SHAPE = KILN_SHAPE(
    "hcl_row", "the factors at one share of HCl", hcl_row_given, HCL_ROW_FIELDS, .check = NULL);

static const kiln_field HCL_FIELDS[] = {
    KILN_FIELD("temp_c", LIST, hcl_given, temp_c, .flags = KILN_FIELD_REQUIRED, .unit = "C",
               .min = 1, .max = MODEL_HCL_MAX,
               .item = KILN_ITEM(NUMBER, .min = 300, .max = 1414),
               .doc = "temperatures of the columns, rising"),
    KILN_FIELD("rows", LIST, hcl_given, rows, .flags = KILN_FIELD_REQUIRED, .min = 1,
               .max = MODEL_HCL_MAX - 1, .item = KILN_ITEM(OBJECT, .shape = &HCL_ROW_SHAPE),
               .doc = "by rising share of HCl; without HCl the factors are 1"),
    SOURCE_FIELD(hcl_given),
    NOTE_FIELD(hcl_given),
};

static void check_hcl_row(const hcl_given *h, size_t i, kiln_place *place)
{
    const hcl_row_given *row = &h->rows.item[i];
    kiln_issue issue = {.status = KILN_INVALID};
    if (row->parabolic.count != h->temp_c.count || row->linear.count != h->temp_c.count) {
        snprintf(issue.message, sizeof issue.message,
                 "row %zu has not one factor of each kind for each temperature", i);
        snprintf(issue.mend, sizeof issue.mend, "give %zu of each", h->temp_c.count);
        kiln_place_fault(place, "rows", issue);
    }
    if (i && !(row->percent > row[-1].percent)) {
        snprintf(issue.message, sizeof issue.message,
                 "row %zu has no more HCl than the one before", i);
        snprintf(issue.given, sizeof issue.given, "%g", row->percent);
        snprintf(issue.mend, sizeof issue.mend, "sort the rows by percent");
        kiln_place_fault(place, "rows", issue);
    }
}

static void check_hcl(const void *object, kiln_place *place)
{
    const hcl_given *h = object;
    kiln_check_rising(&h->temp_c, "temp_c", place);
    for (size_t i = 0; i < h->rows.count; i++)
        check_hcl_row(h, i, place);
}

static const kiln_shape HCL_SHAPE =
    KILN_SHAPE("hcl", "what HCl does to B and B/A in dry oxygen", hcl_given, HCL_FIELDS,
               .check = check_hcl);

static const kiln_field SUPERSATURATION_FIELDS[] = {
    POSITIVE_FIELD(supersaturation_given, factor, NULL, 1e12, "K, at a growth rate of 1 um/h"),
    NUMBER_FIELD(supersaturation_given, exponent, NULL, 0, 1, "power of the growth rate"),
    NUMBER_FIELD(supersaturation_given, ea_ev, "eV", 0, 10, "E of exp(+E/kT)"),
    TEMPERATURES_FIELDS(supersaturation_given),
    SOURCE_FIELD(supersaturation_given),
    NOTE_FIELD(supersaturation_given),
};

static void check_supersaturation(const void *object, kiln_place *place)
{
    const supersaturation_given *s = object;
    kiln_check_range(s->from_c, s->to_c, "to_c", place);
}

static const kiln_shape SUPERSATURATION_SHAPE =
    KILN_SHAPE("supersaturation",
               "interstitials under a growing oxide, over equilibrium: 1 + K rate^exponent "
               "exp(+E/kT)",
               supersaturation_given, SUPERSATURATION_FIELDS, .check = check_supersaturation);

static const kiln_field VACANCY_FIELDS[] = {
    KILN_FIELD("charge", INTEGER, vacancy_given, charge, .flags = KILN_FIELD_REQUIRED,
               .min = -2, .max = 2, .doc = "in elementary charges"),
    POSITIVE_FIELD(vacancy_given, factor, NULL, 1e12, "prefactor"),
    ENERGY_FIELD(vacancy_given),
};

static const kiln_shape VACANCY_SHAPE =
    KILN_SHAPE("vacancy", "vacancies of one charge, over neutral ones in intrinsic silicon",
               vacancy_given, VACANCY_FIELDS, .check = NULL);

static const kiln_field HEAVY_DOPING_FIELDS[] = {
    POSITIVE_FIELD(heavy_doping_given, factor, NULL, 1e12, "prefactor of gamma"),
    ENERGY_FIELD(heavy_doping_given),
    KILN_FIELD("vacancies", LIST, heavy_doping_given, vacancies, .flags = KILN_FIELD_REQUIRED,
               .min = 1, .max = MODEL_VACANCIES_MAX,
               .item = KILN_ITEM(OBJECT, .shape = &VACANCY_SHAPE),
               .doc = "the charged ones; neutral ones count 1"),
    TEMPERATURES_FIELDS(heavy_doping_given),
    SOURCE_FIELD(heavy_doping_given),
    NOTE_FIELD(heavy_doping_given),
};

static void check_heavy_doping(const void *object, kiln_place *place)
{
    const heavy_doping_given *h = object;
    kiln_check_range(h->from_c, h->to_c, "to_c", place);
}

static const kiln_shape HEAVY_DOPING_SHAPE =
    KILN_SHAPE("heavy_doping",
               "factor on B/A by doping: 1 + gamma (V - 1), V the vacancies over those in "
               "intrinsic silicon",
               heavy_doping_given, HEAVY_DOPING_FIELDS, .check = check_heavy_doping);

static const kiln_field VOLUME_FIELDS[] = {
    NUMBER_FIELD(volume_given, ratio, NULL, 0.3, 0.6, "silicon consumed per oxide grown"),
    SOURCE_FIELD(volume_given),
};

static const kiln_shape VOLUME_SHAPE = KILN_SHAPE("volume", "how much oxide silicon makes",
                                                  volume_given, VOLUME_FIELDS, .check = NULL);

static const kiln_field OXIDATION_FIELDS[] = {
    OBJECT_FIELD(oxidation_given, dry, &OXIDANT_SHAPE, KILN_FIELD_REQUIRED, "in oxygen"),
    OBJECT_FIELD(oxidation_given, wet, &OXIDANT_SHAPE, KILN_FIELD_REQUIRED, "in steam"),
    KILN_FIELD("thin", MAP, oxidation_given, thin, .choices = &kiln_orientations,
               .item = KILN_ITEM(OBJECT, .shape = &THIN_SHAPE),
               .doc = "the thin-oxide term, by orientation; none when left out"),
    KILN_FIELD("massoud", MAP, oxidation_given, massoud, .flags = KILN_FIELD_REQUIRED,
               .choices = &kiln_orientations,
               .item = KILN_ITEM(OBJECT, .shape = &MASSOUD_SHAPE),
               .doc = "Massoud's model, by orientation"),
    OBJECT_FIELD(oxidation_given, hcl, &HCL_SHAPE, 0, "factors for HCl; 1 where left out"),
    OBJECT_FIELD(oxidation_given, supersaturation, &SUPERSATURATION_SHAPE, 0,
                 "what growth does to point defects; nothing when left out"),
    OBJECT_FIELD(oxidation_given, heavy_doping, &HEAVY_DOPING_SHAPE, 0,
                 "what doping does to growth; nothing when left out"),
    OBJECT_FIELD(oxidation_given, silicon_per_oxide, &VOLUME_SHAPE, KILN_FIELD_REQUIRED,
                 "volume of silicon in its oxide"),
};

/* An orientation left out would grow nothing, or grow without its term, in silence. */
static void check_oxidation(const void *object, kiln_place *place)
{
    const oxidation_given *o = object;
    int thin = 0;
    for (int i = 0; i < KILN_ORIENTATION_COUNT; i++)
        thin += o->thin[i] != NULL;
    for (int i = 0; i < KILN_ORIENTATION_COUNT; i++) {
        const char *name = kiln_choice_name(&kiln_orientations, i);
        if (!o->massoud[i])
            orientation_missing("massoud", name, place);
        if (thin > 0 && !o->thin[i])
            orientation_missing("thin", name, place);
    }
}

const kiln_shape kiln_oxidation_shape =
    KILN_SHAPE("oxidation", "thermal oxidation of silicon", oxidation_given, OXIDATION_FIELDS,
               .check = check_oxidation);
