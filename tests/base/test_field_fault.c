/* Field tables, faults: each with its exact place, bound, words and mend, and all at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/example_reading.h"

#include <stdio.h>
#include <string.h>

/* One fault in an otherwise sound document: {"name": "a", "temp_c": 900, <line 2:> member}. */
typedef struct fault {
    const char *member;
    uint32_t column; /* in line 2, from 1; 0: the fault is the root's, at 1:1 */
    const char *pointer, *given, *bound, *unit, *message, *mend;
} fault;

#define DOPANT_WORDS "one of boron, phosphorus, arsenic"
#define CONC_WORDS   "solubility or 1e10..5e22"

static const fault FAULT[] = {
    /* keys */
    {"\"temp\": 1", 1, "/temp", "temp", "", "", "run has no field \"temp\"",
     "did you mean \"temp_c\"?"},
    {"\"TIME-MIN\": 1", 1, "/TIME-MIN", "TIME-MIN", "", "", "run has no field \"TIME-MIN\"",
     "did you mean \"time_min\"?"},
    {"\"zzz\": 1", 1, "/zzz", "zzz", "", "", "run has no field \"zzz\"",
     "its fields are run_id, name, remark, temp_c, time_min, wafers, dry_run, within, dopant, "
     "plane, surface_conc_cm3, ambient, zones_c, layers, tags, steps, last, dose_cm2, targets, "
     "depths_nm"},
    {"\"dopant\\u0000x\": \"B\"", 1, "/dopant\\u0000x", "dopant?x", "", "",
     "run has no field \"dopant?x\"", "did you mean \"dopant\"?"},
    {"\"ambient\": {\"name\": \"n2\", \"flow\": 1}", 27, "/ambient/flow", "flow", "", "",
     "gas has no field \"flow\"", "did you mean \"flow_slm\"?"},
    /* numbers */
    {"\"time_min\": \"5\"", 13, "/time_min", "\"5\"", "> 0 and <= 10000", "min",
     "\"5\" is a text, not a number", "write it without the quotes"},
    {"\"time_min\": \"soon\"", 13, "/time_min", "\"soon\"", "> 0 and <= 10000", "min",
     "\"soon\" is a text, not a number", "give a number, > 0 and <= 10000 min"},
    {"\"time_min\": null", 13, "/time_min", "null", "> 0 and <= 10000", "min",
     "this is null, not a number",
     "leave the field out, or give a number, > 0 and <= 10000 min"},
    {"\"time_min\": true", 13, "/time_min", "true", "> 0 and <= 10000", "min",
     "this is true, not a number", "give a number, > 0 and <= 10000 min"},
    {"\"time_min\": {}", 13, "/time_min", "an object", "> 0 and <= 10000", "min",
     "this is an object, not a number", "give a number, > 0 and <= 10000 min"},
    {"\"time_min\": 0", 13, "/time_min", "0", "> 0 and <= 10000", "min",
     "0 min is not > 0 and <= 10000 min", "give a value > 0 and <= 10000 min"},
    {"\"time_min\": 1.00001e4", 13, "/time_min", "1.00001e4", "> 0 and <= 10000", "min",
     "1.00001e4 min is not > 0 and <= 10000 min", "give a value > 0 and <= 10000 min"},
    {"\"zones_c\": [299.99]", 13, "/zones_c/0", "299.99", "300..1400", "C",
     "299.99 C is outside 300..1400 C", "give a value of 300..1400 C"},
    {"\"depths_nm\": {\"boron\": [0, -1]}", 28, "/depths_nm/boron/1", "-1", ">= 0", "nm",
     "-1 nm is not >= 0 nm", "give a value >= 0 nm"},
    {"\"steps\": [{\"type\": \"ramp\", \"to_temp_c\": 950, \"rate_c_per_min\": 31}]", 64,
     "/steps/0/rate_c_per_min", "31", "<= 30", "C/min", "31 C/min is not <= 30 C/min",
     "give a value <= 30 C/min"},
    {"\"targets\": {\"xj\": {\"lower\": \"a\"}}", 29, "/targets/xj/lower", "\"a\"",
     "a finite number", "", "\"a\" is a text, not a number", "give a number"},
    /* integers */
    {"\"wafers\": 1.5", 11, "/wafers", "1.5", "1..200", "",
     "1.5 is a number, not a whole number", "give a whole number, 1..200"},
    {"\"wafers\": 201", 11, "/wafers", "201", "1..200", "", "201 is outside 1..200",
     "give a value of 1..200"},
    {"\"wafers\": 1e300", 11, "/wafers", "1e300", "1..200", "", "1e300 is outside 1..200",
     "give a value of 1..200"},
    /* yes and no */
    {"\"dry_run\": 1", 12, "/dry_run", "1", "true or false", "",
     "1 is a number, not true or false", "give true or false"},
    {"\"dry_run\": \"true\"", 12, "/dry_run", "\"true\"", "true or false", "",
     "\"true\" is a text, not true or false", "write it without the quotes"},
    {"\"dry_run\": null", 12, "/dry_run", "null", "true or false", "",
     "this is null, not true or false", "leave the field out, or give true or false"},
    /* words */
    {"\"dopant\": \"boro\"", 11, "/dopant", "boro", DOPANT_WORDS, "",
     "\"boro\" is not a known dopant", "did you mean \"boron\"?"},
    {"\"dopant\": \"Boron\"", 11, "/dopant", "Boron", DOPANT_WORDS, "",
     "\"Boron\" is not a known dopant", "did you mean \"boron\"?"},
    {"\"dopant\": \"xenon\"", 11, "/dopant", "xenon", DOPANT_WORDS, "",
     "\"xenon\" is not a known dopant", "give " DOPANT_WORDS},
    {"\"dopant\": \"\"", 11, "/dopant", "", DOPANT_WORDS, "", "\"\" is not a known dopant",
     "give " DOPANT_WORDS},
    {"\"dopant\": true", 11, "/dopant", "true", DOPANT_WORDS, "", "this is true, not a word",
     "give a word, " DOPANT_WORDS},
    {"\"dopant\": \"boron\\u0000\"", 11, "/dopant", "\"boron?\"", "", "",
     "the text holds a NUL character", "take the \\u0000 out"},
    {"\"plane\": 101", 10, "/plane", "101", "one of 100, 111, 110", "",
     "\"101\" is not a known plane", "did you mean \"100\"?"},
    /* number or word */
    {"\"surface_conc_cm3\": \"2e20\"", 21, "/surface_conc_cm3", "\"2e20\"", CONC_WORDS, "cm^-3",
     "\"2e20\" is a text, not a number or a word", "write it without the quotes"},
    {"\"surface_conc_cm3\": 1e9", 21, "/surface_conc_cm3", "1e9", CONC_WORDS, "cm^-3",
     "1e9 cm^-3 is not " CONC_WORDS " cm^-3", "give " CONC_WORDS " cm^-3"},
    {"\"surface_conc_cm3\": \"solubilty\"", 21, "/surface_conc_cm3", "solubilty", CONC_WORDS,
     "cm^-3", "\"solubilty\" is not a known concentration", "did you mean \"solubility\"?"},
    {"\"surface_conc_cm3\": []", 21, "/surface_conc_cm3", "an array", CONC_WORDS, "cm^-3",
     "this is an array, not a number or a word",
     "give a number or a word, " CONC_WORDS " cm^-3"},
    /* text */
    {"\"remark\": 5", 11, "/remark", "5", "0 to 1000 bytes", "", "5 is a number, not a text",
     "give a text"},
    {"\"remark\": \"a\\u0000b\"", 11, "/remark", "\"a?b\"", "", "",
     "the text holds a NUL character", "take the \\u0000 out"},
    {"\"tags\": \"\"", 9, "/tags", "0 bytes", "1 to 20 bytes", "",
     "0 bytes given, the bound is 1 to 20 bytes", "give 1 to 20 bytes"},
    /* objects */
    {"\"layers\": [\"x\"]", 12, "/layers/0", "\"x\"", "", "", "\"x\" is a text, not an object",
     "give an object"},
    {"\"ambient\": \"n3\"", 12, "/ambient", "n3", "one of n2, dry_o2", "",
     "\"n3\" is not a known gas", "give one of n2, dry_o2"},
    {"\"ambient\": {\"flow_slm\": 1}", 12, "/ambient/name", "", "one of n2, dry_o2", "",
     "name is missing", "give a word, one of n2, dry_o2: the gas"},
    {"\"layers\": [{\"material\": \"al\"}]", 12, "/layers/0/thickness_nm", "",
     "> 0 and <= 10000", "nm", "thickness_nm is missing",
     "give a number, > 0 and <= 10000 nm: thickness"},
    /* lists */
    {"\"zones_c\": 950", 12, "/zones_c", "950", "1 to 3 items", "",
     "950 is a number, not an array", "give an array, 1 to 3 items"},
    {"\"zones_c\": []", 12, "/zones_c", "0 items", "1 to 3 items", "",
     "0 items given, the bound is 1 to 3 items", "give 1 to 3 items"},
    {"\"tags\": [\"a\", 5]", 15, "/tags/1", "5", "1 to 20 bytes", "",
     "5 is a number, not a text", "give a text, 1 to 20 bytes"},
    /* maps */
    {"\"dose_cm2\": []", 13, "/dose_cm2", "an array", DOPANT_WORDS, "",
     "this is an array, not an object", "give an object"},
    {"\"dose_cm2\": {\"boro\": 1e14}", 14, "/dose_cm2/boro", "boro", DOPANT_WORDS, "",
     "\"boro\" is not a known dopant", "did you mean \"boron\"?"},
    {"\"dose_cm2\": {\"boron\": 1e14, \"B\": 1e14}", 29, "/dose_cm2/B", "", "", "",
     "boron is given twice, by two names", "keep one of them"},
    {"\"dose_cm2\": {\"B\\u0000\": 1e14}", 14, "/dose_cm2/B\\u0000", "B", DOPANT_WORDS, "",
     "\"B\" is not a known dopant", "give " DOPANT_WORDS},
    {"\"dose_cm2\": {\"B\": 1}", 19, "/dose_cm2/B", "1", "1e10..1e18", "cm^-2",
     "1 cm^-2 is outside 1e10..1e18 cm^-2", "give a value of 1e10..1e18 cm^-2"},
    /* variants */
    {"\"steps\": [5]", 11, "/steps/0", "5", "one of soak, ramp", "",
     "5 is a number, not an object", "give an object"},
    {"\"steps\": [{\"time_min\": 5}]", 11, "/steps/0/type", "", "one of soak, ramp", "",
     "type is missing", "add \"type\", one of soak, ramp"},
    {"\"steps\": [{\"type\": \"soke\"}]", 20, "/steps/0/type", "soke", "one of soak, ramp", "",
     "\"soke\" is not a known step type", "give one of soak, ramp"},
    {"\"steps\": [{\"type\": \"soak\"}]", 11, "/steps/0/time_min", "", "> 0 and <= 10000",
     "min", "time_min is missing", "give a number, > 0 and <= 10000 min: duration"},
    {"\"steps\": [{\"type\": \"soak\", \"time_min\": 1, \"to_temp_c\": 900}]", 43,
     "/steps/0/to_temp_c", "to_temp_c", "", "", "soak has no field \"to_temp_c\"",
     "its fields are time_min"},
    /* rules across fields */
    {"\"tags\": \"none\"", 9, "/tags", "", "", "", "none is no tag", ""},
    {"\"tags\": [\"a\", \"none\"]", 15, "/tags/1", "", "", "", "none is no tag", ""},
    {"\"targets\": {\"xj\": {\"lower\": 5, \"upper\": 1}}", 29, "/targets/xj/lower", "5",
     "<= 1", "", "lower is above upper", "swap the two"},
    {"\"steps\": [{\"type\": \"slope\", \"to_temp_c\": 900}]", 42, "/steps/0/to_temp_c", "", "",
     "C", "the wafer is at 900 C already", "ramp to another temperature"},
};

/* Goal: each fault alone gives exactly one error, with pointer, line, column, what was given,
 * the bound, the unit, the words and the mend; the object is left absent. Why: errors that
 * help are a promise, and each of these texts is one. */
static void each_fault_is_told_exactly(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof FAULT / sizeof FAULT[0]; i++) {
        const fault *f = &FAULT[i];
        char document[1024];
        reading r;
        snprintf(document, sizeof document, "{\"name\": \"a\", \"temp_c\": 900,\n%s}",
                 f->member);
        read_run(&r, document);
        const kiln_issue *issue = &r.diag.issue[0];
        if (r.diag.count != 1)
            print_error("%s:\n%s", f->member, printed(&r));
        assert_int_equal(r.diag.count, 1);
        assert_int_equal(r.diag.errors, 1);
        assert_int_equal(r.status, KILN_INVALID);
        assert_int_equal(issue->status, KILN_INVALID);
        assert_string_equal(issue->message, f->message);
        assert_string_equal(issue->pointer, f->pointer);
        assert_string_equal(issue->given, f->given);
        assert_string_equal(issue->bound, f->bound);
        assert_string_equal(issue->unit, f->unit);
        assert_string_equal(issue->mend, f->mend);
        assert_int_equal(issue->line, 2);
        assert_int_equal(issue->column, f->column);
        assert_all_absent(&r.run);
        kiln_arena_free(&r.arena);
    }
}

/* Goal: a document with many faults gives them all, in the order of the input, the missing ones
 * of an object after those in it. Why: whoever mends a file wants to mend it once. */
static void all_faults_come_at_once(void **state)
{
    reading r;
    (void)state;
    read_run(&r, "{\"temp_c\": 2000, \"wafer\": 25,\n"
                 " \"zones_c\": [900, \"x\", 200],\n"
                 " \"layers\": [{\"thickness_nm\": 0}, {\"material\": \"much too long\"}, 5],\n"
                 " \"steps\": [{\"type\": \"soak\"}, {\"typ\": \"ramp\"}],\n"
                 " \"targets\": {\"xj\": {\"lower\": 2, \"upper\": 1}, \"rs\": {}}}");
    assert_string_equal(printed(&r),
                        "1:12: error: /temp_c: 2000 C is outside 300..1400 C\n"
                        "  mend: give a value of 300..1400 C\n"
                        "1:18: error: /wafer: run has no field \"wafer\"\n"
                        "  mend: did you mean \"wafers\"?\n"
                        "2:19: error: /zones_c/1: \"x\" is a text, not a number\n"
                        "  mend: give a number, 300..1400 C\n"
                        "2:24: error: /zones_c/2: 200 C is outside 300..1400 C\n"
                        "  mend: give a value of 300..1400 C\n"
                        "3:30: error: /layers/0/thickness_nm: 0 nm is not > 0 and <= 10000 nm\n"
                        "  mend: give a value > 0 and <= 10000 nm\n"
                        "3:47: error: /layers/1/material: 13 bytes given, the bound is 2 to 8 "
                        "bytes\n"
                        "  mend: give 2 to 8 bytes\n"
                        "3:34: error: /layers/1/thickness_nm: thickness_nm is missing\n"
                        "  mend: give a number, > 0 and <= 10000 nm: thickness\n"
                        "3:65: error: /layers/2: 5 is a number, not an object\n"
                        "  mend: give an object\n"
                        "4:12: error: /steps/0/time_min: time_min is missing\n"
                        "  mend: give a number, > 0 and <= 10000 min: duration\n"
                        "4:30: error: /steps/1/type: type is missing\n"
                        "  mend: add \"type\", one of soak, ramp\n"
                        "5:30: error: /targets/xj/lower: lower is above upper\n"
                        "  mend: swap the two\n"
                        "5:46: error: /targets/rs: \"rs\" is not a known KPI\n"
                        "  mend: give one of junction_depth_nm, sheet_resistance_ohm_sq\n"
                        "1:1: error: /name: name is missing\n"
                        "  mend: give a text, 1 to 12 bytes: the run's name\n");
    assert_int_equal(r.status, KILN_INVALID);
    kiln_arena_free(&r.arena);
}

/* Goal: what is no object at all is told so, at the root. Why: an empty or wrong file is
 * common. */
static void a_root_that_is_no_object_is_refused(void **state)
{
    static const char *const ROOT[][2] = {
        {"5", "1:1: error: 5 is a number, not an object\n  mend: give an object\n"},
        {" []", "1:2: error: this is an array, not an object\n  mend: give an object\n"},
        {"null", "1:1: error: this is null, not an object\n"
                 "  mend: leave the field out, or give an object\n"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof ROOT / sizeof ROOT[0]; i++) {
        reading r;
        read_run(&r, ROOT[i][0]);
        assert_int_equal(r.status, KILN_INVALID);
        assert_string_equal(printed(&r), ROOT[i][1]);
        assert_all_absent(&r.run);
        kiln_arena_free(&r.arena);
    }
}

/* Goal: a warning from a check does not fail the reading; a status other than invalid comes
 * through; a fault at what is not there names it and stands at the object. Why: "not simulated
 * yet" has a status of its own, and only errors refuse. */
static void checks_warn_and_refuse_by_status(void **state)
{
    reading r;
    (void)state;
    read_run(&r, "{\"name\": \"a\", \"temp_c\": 900, \"wafers\": 151}");
    assert_int_equal(r.status, KILN_OK);
    assert_string_equal(printed(&r), "1:40: warning: /wafers: more wafers than a boat holds\n");
    assert_int_equal(r.run.wafers, 151);
    assert_int_equal(r.diag.issue[0].status, KILN_OK);
    kiln_arena_free(&r.arena);

    read_run(&r, "{\"name\": \"a\", \"temp_c\": 900,\n"
                 " \"last\": {\"type\": \"soak\", \"time_min\": 1}}");
    assert_int_equal(r.status, KILN_UNSUPPORTED);
    assert_string_equal(printed(&r), "1:1: error: /steps: a last step without others\n"
                                     "  mend: put it into steps\n");
    assert_all_absent(&r.run);
    kiln_arena_free(&r.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_fault_is_told_exactly),
        cmocka_unit_test(all_faults_come_at_once),
        cmocka_unit_test(a_root_that_is_no_object_is_refused),
        cmocka_unit_test(checks_warn_and_refuse_by_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
