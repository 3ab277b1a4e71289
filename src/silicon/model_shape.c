/* The shape of a parameter set as a whole, and the rules shapes share. */
#include "shape.h"
#include "tables.h"

#include <stdio.h>
#include <string.h>

void kiln_check_range(double low, double high, const char *field, kiln_place *place)
{
    if (low < high)
        return;
    kiln_issue issue = {.message = "the range ends where it begins, or before",
                        .mend = "give a value above the lower end"};
    snprintf(issue.given, sizeof issue.given, "%g", high);
    snprintf(issue.bound, sizeof issue.bound, "> %g", low);
    kiln_place_fault(place, field, issue);
}

void kiln_check_rising(const number_list *list, const char *field, kiln_place *place)
{
    for (size_t i = 1; i < list->count; i++) {
        if (list->item[i] > list->item[i - 1])
            continue;
        kiln_issue issue = {.bound = "rising strictly",
                            .mend = "sort the table, each value once"};
        snprintf(issue.message, sizeof issue.message, "item %zu is not above the one before it",
                 i);
        snprintf(issue.given, sizeof issue.given, "%g after %g", list->item[i],
                 list->item[i - 1]);
        kiln_place_fault(place, field, issue);
        return;
    }
}

static const kiln_field SOURCE_FIELDS[] = {
    KILN_FIELD("key", TEXT, kiln_model_source, key, .flags = KILN_FIELD_REQUIRED, .min = 1,
               .max = 64, .doc = "what `source` elsewhere in the set refers to"),
    KILN_FIELD("citation", TEXT, kiln_model_source, citation, .flags = KILN_FIELD_REQUIRED,
               .min = 1, .max = 1000, .doc = "author, journal, volume, page, year"),
    NOTE_FIELD(kiln_model_source),
};

static const kiln_shape SOURCE_SHAPE = KILN_SHAPE(
    "source", "where numbers are from", kiln_model_source, SOURCE_FIELDS, .check = NULL);

static const kiln_field INTRINSIC_FIELDS[] = {
    POSITIVE_FIELD(intrinsic_given, prefactor_cm3, "cm^-3 K^-exponent", 1e22,
                   "C of ni = C T^exponent exp(-E/kT)"),
    NUMBER_FIELD(intrinsic_given, exponent, NULL, 0, 5, "power of T"),
    ENERGY_FIELD(intrinsic_given),
    TEMPERATURES_FIELDS(intrinsic_given),
    SOURCE_FIELD(intrinsic_given),
    NOTE_FIELD(intrinsic_given),
};

static void check_intrinsic(const void *object, kiln_place *place)
{
    const intrinsic_given *i = object;
    kiln_check_range(i->from_c, i->to_c, "to_c", place);
}

static const kiln_shape INTRINSIC_SHAPE =
    KILN_SHAPE("intrinsic", "intrinsic carrier density", intrinsic_given, INTRINSIC_FIELDS,
               .check = check_intrinsic);

static const kiln_field MODEL_FIELDS[] = {
    KILN_FIELD("name", TEXT, kiln_model_document, name, .flags = KILN_FIELD_REQUIRED, .min = 1,
               .max = 64, .doc = "what recipes call it by"),
    KILN_FIELD("version", TEXT, kiln_model_document, version, .flags = KILN_FIELD_REQUIRED,
               .min = 1, .max = 32, .doc = "changes with every number"),
    KILN_FIELD("description", TEXT, kiln_model_document, description,
               .flags = KILN_FIELD_REQUIRED, .min = 1, .max = 500,
               .doc = "what it is for, in a sentence"),
    KILN_FIELD("note", TEXT, kiln_model_document, note, .flags = KILN_FIELD_NOTE, .min = 0,
               .max = 4000, .doc = "what to know before trusting it"),
    KILN_FIELD("based_on", TEXT, kiln_model_document, based_on, .min = 1, .max = 64,
               .doc =
                   "a shipped set: of intrinsic, dopants, implant, oxidation and mobility the "
                   "whole group is taken from it that is not given here"),
    KILN_FIELD("sources", LIST, kiln_model_document, sources, .flags = KILN_FIELD_REQUIRED,
               .min = 1, .max = MODEL_SOURCES_MAX,
               .item = KILN_ITEM(OBJECT, .shape = &SOURCE_SHAPE),
               .doc = "every source that a number refers to"),
    OBJECT_FIELD(kiln_model_document, intrinsic, &INTRINSIC_SHAPE, KILN_FIELD_REQUIRED,
                 "ni at processing temperature"),
    KILN_FIELD("dopants", MAP, kiln_model_document, dopants, .flags = KILN_FIELD_REQUIRED,
               .choices = &kiln_dopants, .item = KILN_ITEM(OBJECT, .shape = &kiln_dopant_shape),
               .doc = "by name; what is left out cannot be simulated with this set"),
    KILN_FIELD("implant", MAP, kiln_model_document, implant, .choices = &kiln_ions,
               .item = KILN_ITEM(OBJECT, .shape = &kiln_ranges_shape),
               .doc = "ranges by ion; what is left out cannot be implanted with this set"),
    OBJECT_FIELD(kiln_model_document, oxidation, &kiln_oxidation_shape, KILN_FIELD_REQUIRED,
                 "thermal oxidation"),
    OBJECT_FIELD(kiln_model_document, mobility, &kiln_mobility_shape, KILN_FIELD_REQUIRED,
                 "mobility and resistivity"),
};

static void check_sources(const kiln_model_document *m, kiln_place *place)
{
    for (size_t i = 1; i < m->sources.count; i++)
        for (size_t j = 0; j < i; j++)
            if (strcmp(m->sources.item[i].key, m->sources.item[j].key) == 0) {
                kiln_issue issue = {.bound = "each key once",
                                    .mend = "keep one of them, or rename it"};
                snprintf(issue.message, sizeof issue.message, "sources %zu and %zu are both %s",
                         j, i, m->sources.item[i].key);
                kiln_place_fault(place, "sources", issue);
            }
}

static void check_model(const void *object, kiln_place *place)
{
    const kiln_model_document *m = object;
    check_sources(m, place);
    for (int i = 0; i < KILN_DOPANT_COUNT; i++) {
        const kiln_dopant_type type = kiln_dopant_type_of((kiln_dopant)i);
        if (!m->dopants[i] || m->dopants[i]->type == (int)type)
            continue;
        kiln_issue issue = {.mend = "correct its type"};
        snprintf(issue.message, sizeof issue.message, "%s is %s in silicon",
                 kiln_choice_name(&kiln_dopants, i),
                 type == KILN_DONOR ? "a donor" : "an acceptor");
        kiln_place_fault(place, "dopants", issue);
    }
    if (!m->dopants[KILN_BORON]) {
        const kiln_issue issue = {.message =
                                      "boron is missing: the thermal budget of a step is "
                                      "counted by its diffusivity",
                                  .mend = "give boron"};
        kiln_place_fault(place, "dopants", issue);
    }
}

const kiln_shape kiln_model_shape = KILN_SHAPE(
    "model_set", "a parameter set", kiln_model_document, MODEL_FIELDS, .check = check_model);
