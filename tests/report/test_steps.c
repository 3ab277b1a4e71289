/* The flow played step by step: what each does in words, and the wafer before and after. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiln/process.h"
#include "kiln/report.h"
#include "report/capture.h"

#include <math.h>
#include <string.h>

/* What is said of a recipe of these steps, whose wafer gains 10 nm of oxide a step. Blanks are
 * taken together, so that the tables' widths do not matter. Close `out`. */
static const char *said_of(capture *out, const char *steps)
{
    capture_open(out);
    kiln_arena *const arena = &out->arena;
    char *document = kiln_arena_take(arena, strlen(steps) + 64, 1);
    kiln_json *tree = NULL;
    kiln_recipe recipe;
    assert_non_null(document);
    memcpy(document, "{\"steps\": [", 11);
    memcpy(document + 11, steps, strlen(steps));
    memcpy(document + 11 + strlen(steps), "]}", 3);
    assert_int_equal(kiln_json_read(document, strlen(document), NULL, arena, &tree, NULL),
                     KILN_OK);
    assert_int_equal(kiln_recipe_read(tree, arena, &recipe, NULL), KILN_OK);
    kiln_step_result *step = KILN_TAKE(arena, recipe.steps.count, kiln_step_result);
    kiln_kpis *kpis = KILN_TAKE(arena, recipe.steps.count, kiln_kpis);
    assert_true(step && kpis);
    for (size_t i = 0; i < recipe.steps.count; i++) {
        for (int kpi = 0; kpi < KILN_KPI_COUNT; kpi++)
            kpis[i].value[kpi] = NAN;
        kpis[i].value[KILN_KPI_OXIDE_THICKNESS] = 10.0 * (double)(i + 1);
        step[i] = (kiln_step_result){.type = recipe.steps.item[i].type, .kpis = &kpis[i]};
    }
    const kiln_result result = {.steps = {recipe.steps.count, step}};
    const kiln_report report = {.result = &result, .recipe = &recipe};
    assert_int_equal(kiln_report_steps(&report, 0, KILN_TEXT_PLAIN, arena, &out->sink),
                     KILN_OK);
    char *text = kiln_arena_text(arena, captured(out), strlen(captured(out)));
    size_t at = 0;
    for (const char *c = text; *c; c++)
        if (*c != ' ' || (at && text[at - 1] != ' '))
            text[at++] = *c;
    text[at] = '\0';
    return text;
}

/* Goal: each kind of step is told in the field's words, segments with the temperature they
 * start from and the time that a rate takes, conditions of the step where the segment has none.
 * Why: people check a flow by reading it. */
static void each_step_in_words(void **state)
{
    (void)state;
    static const struct {
        const char *steps, *said[4];
    } ROWS[] = {
        {"{\"type\": \"furnace\", \"name\": \"predep\", \"temp_c\": 950.5, \"time_min\": 20, "
         "\"source\": {\"dopant\": \"B\", \"surface_conc_cm3\": 5e19}}",
         {"Step 1 of 1: predep (furnace)\n", "1 950.5 20 n2, boron at 5e19 cm^-3\n"}},
        {"{\"type\": \"furnace\", \"ambient\": \"dry_o2\", \"hcl_percent\": 3, \"segments\": ["
         "{\"temp_c\": 800, \"to_temp_c\": 1000, \"rate_c_per_min\": 8, \"ambient\": \"ar\", "
         "\"hcl_percent\": 0}, {\"time_s\": 90}, {\"to_temp_c\": 900, \"rate_c_per_s\": -1, "
         "\"pressure_atm\": 2, \"surface\": \"bare\"}]}",
         {"Step 1 of 1: furnace\n", "1 800 1000 25 ar\n", "2 1000 1.5 dry_o2, HCl 3 %\n",
          "3 1000 900 1.667 dry_o2, HCl 3 %, 2 atm, bare surface\n"}},
        {"{\"type\": \"furnace\", \"temp_c\": 900, \"time_min\": 5, \"ambient\": \"h2_o2\", "
         "\"h2_o2_ratio\": 1.8, \"source\": {\"dopant\": \"P\", "
         "\"surface_conc_cm3\": \"solubility\"}}",
         {"h2_o2, H2 to O2 1.8, phosphorus at solubility\n"}},
        {"{\"type\": \"furnace\", \"temp_c\": 900, \"time_min\": 5, "
         "\"ambient\": {\"o2\": 0.1, \"n2\": 0.9}, \"source\": \"pocl3\"}",
         {"1 900 5 o2 0.1, n2 0.9, pocl3\n"}},
        {"{\"type\": \"furnace\", \"temp_c\": 900, \"time_min\": 5, "
         "\"ambient\": {\"flow_slm\": {\"o2\": 2, \"n2\": 8}}, \"surface\": \"sealed\"}",
         {"o2 2 slm, n2 8 slm, sealed surface\n"}},
        {"{\"type\": \"furnace\", \"trace\": {\"time_min\": [1, 11, 31], "
         "\"temp_c\": [800, 1001.5, 700]}}",
         {"1 800 700 30 n2, logged: 3 points up to 1001.5 C\n"}},
        {"{\"type\": \"implant\", \"name\": \"base\", \"species\": \"bf2\", \"energy_kev\": "
         "30, "
         "\"dose_cm2\": 1e14}",
         {"Step 1 of 1: base (implant): bf2, 30 keV, 1e14 cm^-2, tilt 7 degrees\n"}},
        {"{\"type\": \"implant\", \"species\": \"As\", \"energy_kev\": 80, "
         "\"dose_cm2\": 5e15, \"tilt_deg\": 0}",
         {"Step 1 of 1: implant: arsenic, 80 keV, 5e15 cm^-2, tilt 0 degrees\n"}},
        {"{\"type\": \"deposit\", \"material\": \"oxide\", \"thickness_nm\": 25}",
         {"Step 1 of 1: deposit: oxide, 25 nm\n"}},
        {"{\"type\": \"etch\", \"material\": \"all\"}",
         {"Step 1 of 1: etch: all layers, the whole of it\n"}},
        {"{\"type\": \"etch\", \"material\": \"oxide\", \"thickness_nm\": 5}",
         {"Step 1 of 1: etch: oxide, 5 nm\n"}},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        capture out;
        const char *text = said_of(&out, ROWS[i].steps);
        for (size_t k = 0; k < 4 && ROWS[i].said[k]; k++)
            if (!strstr(text, ROWS[i].said[k]))
                fail_msg("no \"%s\" in\n%s", ROWS[i].said[k], text);
        capture_close(&out);
    }
}

/* Goal: the wafer before a step is the one after the step before; before the first there is
 * nothing known. Why: what changed is what the step did. */
static void before_and_after(void **state)
{
    (void)state;
    capture out;
    const char *text = said_of(&out, "{\"type\": \"etch\", \"material\": \"oxide\"}, "
                                     "{\"type\": \"etch\", \"material\": \"oxide\"}");
    assert_non_null(strstr(text, "Oxide thickness \xe2\x80\x93 10.00 \xe2\x80\x93 nm\n"));
    assert_non_null(strstr(text, "Step 2 of 2"));
    assert_non_null(strstr(text, "Oxide thickness 10.00 20.00 10.0 nm\n"));
    capture_close(&out);
}

/* Goal: when memory ends nothing is written. Why: half a flow reads as a whole one. */
static void memory_ends(void **state)
{
    (void)state;
    capture out;
    kiln_arena small;
    kiln_step_result step = {.type = KILN_STEP_ETCH};
    kiln_etch etch = {.material = KILN_OXIDE, .thickness_nm = NAN};
    kiln_step one = {.type = KILN_STEP_ETCH, .etch = &etch};
    const kiln_recipe recipe = {.steps = {1, &one}};
    const kiln_result result = {.steps = {1, &step}};
    const kiln_report report = {.result = &result, .recipe = &recipe};
    capture_open(&out);
    kiln_arena_init(&small, 100, (kiln_allocator){0});
    assert_int_equal(kiln_report_steps(&report, 80, KILN_TEXT_PLAIN, &small, &out.sink),
                     KILN_NO_MEMORY);
    assert_string_equal(captured(&out), "");
    kiln_arena_free(&small);
    capture_close(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_step_in_words),
        cmocka_unit_test(before_and_after),
        cmocka_unit_test(memory_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
