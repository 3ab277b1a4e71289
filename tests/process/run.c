/* A recipe as text to a result, for the tests of process. */
#include "process/run.h"

#include "base/counting_allocator.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void assert_close_at(double found, double expected, double relative, const char *file, int line)
{
    if (!(fabs(found - expected) <= relative * fabs(expected))) {
        print_error("%.17g is not %.17g within %g\n", found, expected, relative);
        _fail(file, line);
    }
}

void assert_ok(const test_run *run, kiln_status status)
{
    if (status != KILN_OK)
        fail_msg("%s: %s", run->diag.issue[0].pointer, run->diag.issue[0].message);
}

const kiln_model_set *test_set(const char *name, kiln_arena *arena)
{
    const kiln_model_text *text = NULL;
    const kiln_model_set *set = NULL;
    if (kiln_model_find(name, "", &text, NULL) == KILN_OK)
        kiln_model_read_text(text->json, text->size, arena, &set, NULL);
    return set;
}

static void begin(test_run *run, kiln_allocator allocator)
{
    *run = (test_run){0};
    kiln_arena_init(&run->arena, 0, allocator);
    kiln_diag_init(&run->diag, "recipe");
}

static kiln_status read_recipe(test_run *run, const char *text)
{
    const size_t size = strlen(text);
    const kiln_json_options relaxed = {.syntax = KILN_JSON_RELAXED};
    char *json = malloc(size + 1);
    kiln_json *tree = NULL;
    assert_non_null(json);
    for (size_t i = 0; i <= size; i++)
        json[i] = text[i] == '\'' ? '"' : text[i];
    const kiln_status status =
        kiln_json_read(json, size, &relaxed, &run->arena, &tree, &run->diag);
    free(json);
    return status == KILN_OK ? kiln_recipe_read(tree, &run->arena, &run->recipe, &run->diag)
                             : status;
}

static kiln_status simulate(test_run *run, const char *text, const kiln_run_options *options)
{
    const kiln_model_text *shipped = NULL;
    kiln_status status = read_recipe(run, text);
    if (status == KILN_OK)
        status = kiln_model_find(run->recipe.model->set, "/model/set", &shipped, &run->diag);
    if (status == KILN_OK)
        status = kiln_model_read_text(shipped->json, shipped->size, &run->arena, &run->set,
                                      &run->diag);
    if (status == KILN_OK)
        status = kiln_simulate(&run->recipe, run->set, options, &run->arena, &run->result,
                               &run->diag);
    return status;
}

void test_run_text(test_run *run, const char *text, const kiln_run_options *options)
{
    begin(run, (kiln_allocator){0});
    run->status = simulate(run, text, options);
}

void test_run_well(test_run *run, const char *text)
{
    test_run_text(run, text, NULL);
    assert_ok(run, run->status);
}

void test_run_read(test_run *run, const char *text)
{
    begin(run, (kiln_allocator){0});
    run->status = read_recipe(run, text);
}

void test_run_free(test_run *run)
{
    kiln_arena_free(&run->arena);
}

void assert_any_allocation_may_fail(const char *text)
{
    for (size_t fail_at = 1;; fail_at++) {
        counting_allocator counting = {.fail_at = fail_at, .fails_once = true};
        test_run run;
        begin(&run, counting_allocator_hooks(&counting));
        run.status = simulate(&run, text, NULL);
        const bool failed = counting.calls >= fail_at;
        assert_int_equal(run.status, failed ? KILN_NO_MEMORY : KILN_OK);
        assert_true(failed == (run.result.kpis == NULL));
        test_run_free(&run);
        assert_int_equal(counting.live, 0);
        if (!failed) {
            print_message("%zu allocations, each failed in turn\n", counting.calls);
            break;
        }
    }
}

double test_kpi(const test_run *run, kiln_kpi kpi)
{
    return run->result.kpis->value[kpi];
}

double test_step_kpi(const test_run *run, size_t step, kiln_kpi kpi)
{
    return run->result.steps.item[step].kpis->value[kpi];
}

double test_or_nothing(double value)
{
    return isnan(value) ? 0 : value;
}

bool test_warned(const test_run *run, const char *pointer, const char *words)
{
    for (size_t i = 0; i < run->diag.count; i++)
        if (strcmp(run->diag.issue[i].pointer, pointer) == 0 &&
            strstr(run->diag.issue[i].message, words))
            return true;
    return false;
}
