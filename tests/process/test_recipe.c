/* The recipe's shape: defaults, aliases, shorthands, limits, and rules across fields. The long
 * table of bad recipes, with positions, is in tests/cli/bad_input. */
#include "process/run.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SOAK "{'type':'furnace','temp_c':900,'time_min':1}"

/* Goal: what is left out takes the documented default, or stays absent; never 0. */
static void what_is_left_out_is_default_or_absent(void **state)
{
    (void)state;
    test_run r;
    test_run_read(&r, "{'steps':[" SOAK ",{'type':'implant','species':'As','energy_kev':50,"
                      "'dose_cm2':1e15}]}");
    assert_int_equal(r.status, KILN_OK);
    const kiln_recipe *recipe = &r.recipe;
    assert_int_equal(recipe->substrate->orientation, KILN_SI_100);
    assert_int_equal(recipe->substrate->dopant, KILN_ABSENT_CHOICE);
    assert_true(isnan(recipe->substrate->conc_cm3));
    assert_true(recipe->substrate->native_oxide_nm == 1.5);
    assert_int_equal(recipe->model->diffusion, KILN_DIFFUSION_FERMI);
    assert_int_equal(recipe->model->solver, KILN_SOLVER_AUTO);
    assert_int_equal(recipe->model->mobility, KILN_MOBILITY_MASETTI);
    assert_int_equal(recipe->model->activation, KILN_ACTIVE_AT_PEAK);
    assert_int_equal(recipe->model->oed, KILN_OED_EMPIRICAL);
    assert_string_equal(recipe->model->set, "kiln");
    assert_null(recipe->recipe_id);
    assert_null(recipe->initial.item);
    assert_null(recipe->targets[KILN_KPI_JUNCTION_DEPTH]);
    assert_null(recipe->steps.item[0].furnace->conditions.ambient);
    assert_true(recipe->steps.item[1].implant->tilt_deg == 7);
    assert_int_equal(recipe->steps.item[1].implant->species, KILN_ARSENIC);
    test_run_free(&r);
}

/* Goal: aliases, shorthands and a lone item are the long form: the canonical texts are
 * equal. */
static void short_and_long_forms_are_the_same_recipe(void **state)
{
    (void)state;
    static const char *const FORM[] = {
        "{'substrate':{'dopant':'P','conc_cm3':1e15,'orientation':111},"
        " 'initial':{'dopant':'B','dose_cm2':1e14},"
        " 'steps':[{'type':'furnace','temp_c':900,'time_min':1,'ambient':'dry_o2',"
        "   'source':'pocl3'}],'description':'one way'}",
        "{'initial':[{'dose_cm2':1.0E14,'dopant':'boron'}],'model':{},"
        " 'steps':[{'temp_c':900.0,'time_min':1,'source':{'chemical':'pocl3'},"
        "   'ambient':{'name':'dry_o2'},'type':'furnace'}],"
        " 'substrate':{'orientation':'111','conc_cm3':1e15,'dopant':'phosphorus',"
        "   'native_oxide_nm':1.5}}"};
    kiln_text text[2];
    test_run r[2];
    for (int i = 0; i < 2; i++) {
        kiln_json_writer writer;
        test_run_read(&r[i], FORM[i]);
        assert_int_equal(r[i].status, KILN_OK);
        kiln_text_init(&text[i], &r[i].arena, 0);
        kiln_sink sink = kiln_text_sink(&text[i]);
        kiln_json_writer_init(&writer, &sink, 0);
        kiln_shape_write(&kiln_recipe_shape, &r[i].recipe, KILN_WRITE_CANONICAL, &writer);
        assert_int_equal(sink.status, KILN_OK);
    }
    assert_string_equal(text[0].data, text[1].data);
    assert_null(strstr(text[0].data, "one way"));
    test_run_free(&r[0]);
    test_run_free(&r[1]);
}

static char *repeated(const char *before, const char *item, size_t count, const char *after)
{
    const size_t each = strlen(item) + 1;
    char *text = malloc(strlen(before) + strlen(after) + count * each + 1);
    assert_non_null(text);
    char *at = text + sprintf(text, "%s", before);
    for (size_t i = 0; i < count; i++)
        at += sprintf(at, "%s%s", i ? "," : "", item);
    sprintf(at, "%s", after);
    return text;
}

/* Goal: 64 steps, 256 segments and 8 profiles are taken, one more is refused, none too. */
static void limits_hold_at_the_limit_and_one_past(void **state)
{
    (void)state;
    static const struct {
        const char *before, *item, *after, *pointer;
        size_t most;
    } ROW[] = {
        {"{'steps':[", SOAK, "]}", "/steps", KILN_STEPS_MAX},
        {"{'steps':[{'type':'furnace','segments':[", "{'temp_c':900,'time_min':1}", "]}]}",
         "/steps/0/segments", KILN_SEGMENTS_MAX},
        {"{'initial':[", "{'dopant':'B','dose_cm2':1e14}", "],'steps':[" SOAK "]}", "/initial",
         KILN_DOPANTS_MAX},
    };
    for (size_t i = 0; i < sizeof ROW / sizeof ROW[0]; i++) {
        for (size_t past = 0; past < 2; past++) {
            test_run r;
            char *text = repeated(ROW[i].before, ROW[i].item, ROW[i].most + past, ROW[i].after);
            test_run_read(&r, text);
            assert_int_equal(r.status, past ? KILN_INVALID : KILN_OK);
            if (past) {
                assert_string_equal(r.diag.issue[0].pointer, ROW[i].pointer);
                assert_null(r.recipe.steps.item);
            }
            free(text);
            test_run_free(&r);
        }
    }
    test_run none;
    test_run_read(&none, "{'steps':[]}");
    assert_int_equal(none.status, KILN_INVALID);
    test_run_free(&none);
}

/* Goal: a jump between segments is a warning that names the place and both temperatures; a rate
 * that leads the wrong way is an error. */
static void temperatures_follow_from_segment_to_segment(void **state)
{
    (void)state;
    test_run r;
    test_run_read(&r, "{'steps':[{'type':'furnace','segments':[{'temp_c':900,'time_min':1},"
                      "{'to_temp_c':1000,'rate_c_per_min':10},{'time_min':5},"
                      "{'temp_c':950,'time_min':1},{'temp_c':800,'time_min':1}]}]}");
    assert_int_equal(r.status, KILN_OK);
    assert_int_equal(r.diag.count, 1); /* one a step: the list of issues is short */
    assert_int_equal(r.diag.issue[0].severity, KILN_SEVERITY_WARNING);
    assert_string_equal(r.diag.issue[0].pointer, "/steps/0/segments/3/temp_c");
    assert_non_null(strstr(r.diag.issue[0].message, "1000 to 950"));
    test_run_free(&r);
    test_run_read(&r, "{'steps':[{'type':'furnace','segments':[{'temp_c':900,'time_min':1},"
                      "{'to_temp_c':1000,'rate_c_per_s':-1}]}]}");
    assert_int_equal(r.status, KILN_INVALID);
    assert_string_equal(r.diag.issue[0].pointer, "/steps/0/segments/1/rate_c_per_s");
    assert_string_equal(r.diag.issue[0].given, "-1");
    test_run_free(&r);
}

/* Goal: a slow ramp cannot make a step longer than the limit on time unseen. */
static void a_ramp_counts_towards_the_limit_on_time(void **state)
{
    (void)state;
    test_run r;
    test_run_read(&r, "{'steps':[{'type':'furnace','segments':[{'temp_c':500,'to_temp_c':1000,"
                      "'rate_c_per_min':0.04}]}]}");
    assert_int_equal(r.status, KILN_INVALID);
    assert_string_equal(r.diag.issue[0].pointer, "/steps/0/segments");
    assert_string_equal(r.diag.issue[0].given, "12500");
    test_run_free(&r);
}

/* Goal: names reserved for later are refused by name, never ignored. */
static void reserved_names_are_refused(void **state)
{
    (void)state;
    test_run r;
    test_run_read(&r, "{'cuts':['active','field'],'steps':[{'type':'furnace','temp_c':900,"
                      "'time_min':1,'only':['active']}]}");
    assert_int_equal(r.status, KILN_UNSUPPORTED);
    assert_int_equal(r.diag.errors, 2);
    assert_string_equal(r.diag.issue[0].pointer, "/cuts");
    assert_string_equal(r.diag.issue[1].pointer, "/steps/0/only");
    test_run_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_left_out_is_default_or_absent),
        cmocka_unit_test(short_and_long_forms_are_the_same_recipe),
        cmocka_unit_test(limits_hold_at_the_limit_and_one_past),
        cmocka_unit_test(temperatures_follow_from_segment_to_segment),
        cmocka_unit_test(a_ramp_counts_towards_the_limit_on_time),
        cmocka_unit_test(reserved_names_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
