/* Rows and rules that the shapes of a parameter set share. */
#ifndef KILN_SILICON_SHAPE_H
#define KILN_SILICON_SHAPE_H

#include "document.h"

#include <stddef.h>

#define NUMBER_FIELD(type, member, field_unit, low, high, field_doc)        \
    KILN_FIELD(#member, NUMBER, type, member, .flags = KILN_FIELD_REQUIRED, \
               .unit = (field_unit), .min = (low), .max = (high), .doc = (field_doc))
/* As above, with the lower bound itself refused. */
#define POSITIVE_FIELD(type, member, field_unit, high, field_doc)                         \
    KILN_FIELD(#member, NUMBER, type, member,                                             \
               .flags = KILN_FIELD_REQUIRED | KILN_FIELD_ABOVE_MIN, .unit = (field_unit), \
               .min = 0, .max = (high), .doc = (field_doc))
#define OBJECT_FIELD(type, member, field_shape, field_flags, field_doc)                       \
    KILN_FIELD(#member, OBJECT, type, member, .flags = (field_flags), .shape = (field_shape), \
               .doc = (field_doc))
#define ENERGY_FIELD(type) \
    NUMBER_FIELD(type, ea_ev, "eV", 0, 10, "activation energy, E of exp(-E/kT)")
#define SOURCE_FIELD(type)                                                           \
    KILN_FIELD("source", TEXT, type, source, .flags = KILN_FIELD_REQUIRED, .min = 1, \
               .max = 64, .doc = "where the numbers are from: a key of /sources")
#define NOTE_FIELD(type) \
    KILN_FIELD("note", TEXT, type, note, .flags = KILN_FIELD_NOTE, .doc = "a remark for people")
#define TEMPERATURES_FIELDS(type)                                               \
    NUMBER_FIELD(type, from_c, "C", 0, 1414, "holds from this temperature on"), \
        NUMBER_FIELD(type, to_c, "C", 0, 1414, "holds up to this temperature")

/* A fault unless low < high, at the field `field`. */
void kiln_check_range(double low, double high, const char *field, kiln_place *place);
/* A fault at the field unless the list rises strictly. */
void kiln_check_rising(const number_list *list, const char *field, kiln_place *place);

#endif
