/* What ends a run on the mesh early: cancel, deadline, a limit of steps, memory. */
#include "process/run.h"

#include <stdio.h>

#define IMPLANTED(dose) \
    "'initial':{'dopant':'B','dose_cm2':" dose ",'peak_depth_nm':150,'sigma_nm':50},"
#define SOAK "{'type':'furnace','temp_c':1000,'time_min':30,'surface':'sealed'}"

/* Says yes at a call. */
typedef struct countdown {
    int calls, yes_at;
} countdown;

static bool cancelled_at(void *context)
{
    countdown *c = context;
    return ++c->calls >= c->yes_at;
}

static double later_each_time(void *context)
{
    double *now_s = context;
    return *now_s += 1;
}

/* Goal: cancel, deadline and a limit of steps end a run inside a stage, with their status, the
 * result untouched. Why: one stage can take long. */
static void a_stage_keeps_to_its_bounds(void **state)
{
    (void)state;
    static const char RECIPE[] = "{" IMPLANTED("1e15") "'steps':[" SOAK "]}";
    countdown count = {.yes_at = 6};
    double now_s = 0;
    const kiln_run_options cancel = {.cancelled = cancelled_at, .cancel_context = &count};
    const kiln_run_options late = {.clock = {.now_s = later_each_time, .context = &now_s},
                                   .deadline_s = 6};
    const kiln_run_options few = {.max_steps = 4};
    const struct {
        const kiln_run_options *options;
        kiln_status status;
    } ROW[] = {{&cancel, KILN_CANCELLED}, {&late, KILN_LIMIT}, {&few, KILN_LIMIT}};
    for (size_t i = 0; i < sizeof ROW / sizeof ROW[0]; i++) {
        test_run run;
        test_run_text(&run, RECIPE, ROW[i].options);
        assert_int_equal(run.status, ROW[i].status);
        assert_string_equal(run.diag.issue[0].pointer, "/steps/0");
        assert_null(run.result.kpis);
        test_run_free(&run);
    }
    assert_int_equal(count.calls, 6);
}

/* Goal: the limit of steps is that of each stage: two stages may take more together, and a
 * stage of a recipe with one no more. */
static void the_limit_of_steps_is_each_stages(void **state)
{
    (void)state;
    static const char *const STEPS[] = {SOAK, SOAK "," SOAK};
    for (size_t i = 0; i < 2; i++) {
        char text[512];
        test_run run;
        snprintf(text, sizeof text, "{" IMPLANTED("1e13") "'steps':[%s]}", STEPS[i]);
        test_run_well(&run, text);
        const int64_t tried = run.result.solver->steps + run.result.solver->rejected;
        test_run_free(&run);
        const kiln_run_options less = {.max_steps = (uint64_t)tried - 1};
        test_run_text(&run, text, &less);
        assert_int_equal(run.status, i == 0 ? KILN_LIMIT : KILN_OK);
        test_run_free(&run);
    }
}

/* Goal: whichever allocation fails, the run ends with KILN_NO_MEMORY and nothing is left held.
 * Why: as in test_simulate.c, for the mesh's own. */
static void every_allocation_may_fail(void **state)
{
    (void)state;
    assert_any_allocation_may_fail(
        "{" IMPLANTED("1e12") "'steps':[{'type':'furnace','temp_c':700,'time_min':1e-3,"
                              "'ambient':'dry_o2'}]}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stage_keeps_to_its_bounds),
        cmocka_unit_test(the_limit_of_steps_is_each_stages),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
