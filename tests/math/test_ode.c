/* Differential equations: closed forms, a published orbit, order, cost, and every way to
 * fail. */
#include "math/close.h"

#include "kiln/math/ode.h"

#include <string.h>

static const double PI = 3.14159265358979323846;

static kiln_status decay(double t, const double y[], double dydt[], const void *context)
{
    (void)t;
    dydt[0] = -*(const double *)context * y[0];
    return KILN_OK;
}

/* Eight oscillators, each with its own frequency: y = cos(k t), four pairs. */
static kiln_status oscillators(double t, const double y[], double dydt[], const void *context)
{
    (void)t;
    (void)context;
    for (int k = 0; k < 4; k++) {
        dydt[2 * k] = (k + 1) * y[2 * k + 1];
        dydt[2 * k + 1] = -(k + 1) * y[2 * k];
    }
    return KILN_OK;
}

typedef struct deal_grove {
    double a_um, b_um2_h;
} deal_grove;

static kiln_status oxide(double t, const double y[], double dydt[], const void *context)
{
    const deal_grove *o = context;
    (void)t;
    dydt[0] = o->b_um2_h / (2 * y[0] + o->a_um);
    return KILN_OK;
}

/* The restricted three-body problem of earth, moon and a light third one. */
static kiln_status three_bodies(double t, const double y[], double dydt[], const void *context)
{
    const double moon = 0.012277471, earth = 1 - moon;
    const double to_earth = pow((y[0] + moon) * (y[0] + moon) + y[1] * y[1], 1.5);
    const double to_moon = pow((y[0] - earth) * (y[0] - earth) + y[1] * y[1], 1.5);
    (void)t;
    (void)context;
    dydt[0] = y[2];
    dydt[1] = y[3];
    dydt[2] =
        y[0] + 2 * y[3] - earth * (y[0] + moon) / to_earth - moon * (y[0] - earth) / to_moon;
    dydt[3] = y[1] - 2 * y[2] - earth * y[1] / to_earth - moon * y[1] / to_moon;
    return KILN_OK;
}

static kiln_status blows_up_at_1(double t, const double y[], double dydt[], const void *context)
{
    (void)t;
    (void)context;
    dydt[0] = y[0] * y[0];
    return KILN_OK;
}

/* Defined up to y = 1 only, where it comes to rest. */
static kiln_status square_root(double t, const double y[], double dydt[], const void *context)
{
    (void)t;
    (void)context;
    dydt[0] = sqrt(1 - y[0]);
    return KILN_OK;
}

static kiln_status slope_of_time(double t, const double y[], double dydt[], const void *context)
{
    (void)y;
    (void)context;
    dydt[0] = 4 * t * t * t;
    return KILN_OK;
}

static kiln_status gives_up_at_half(double t, const double y[], double dydt[],
                                    const void *context)
{
    (void)y;
    (void)context;
    dydt[0] = 1;
    return t > 0.5 ? KILN_CANCELLED : KILN_OK;
}

static kiln_status not_a_number(double t, const double y[], double dydt[], const void *context)
{
    (void)t;
    (void)y;
    (void)context;
    dydt[0] = (double)NAN;
    return KILN_OK;
}

static kiln_ode started(const kiln_ode_system *system, const kiln_ode_settings *settings,
                        double t, const double y[])
{
    kiln_ode ode;
    assert_int_equal(kiln_ode_start(&ode, system, settings, t, y, NULL), KILN_OK);
    return ode;
}

/* Goal: decay, eight oscillators, oxide growth and an integral over time follow their closed
 * forms, forwards and backwards.
 * Why: these are the shapes of what Kiln integrates. */
static void closed_forms_are_followed(void **state)
{
    const double rate = 0.7, one = 1, zero = 0;
    (void)state;
    kiln_ode ode = started(&(kiln_ode_system){1, decay, &rate}, NULL, 0, &one);
    assert_int_equal(kiln_ode_advance(&ode, 10, NULL), KILN_OK);
    assert_true(ode.t == 10);
    assert_relative(ode.y[0], exp(-7), 1e-8);
    assert_int_equal(kiln_ode_advance(&ode, -1, NULL), KILN_OK);
    assert_relative(ode.y[0], exp(0.7), 1e-7);

    const double turned[8] = {1, 0, 1, 0, 1, 0, 1, 0};
    const kiln_ode_settings fine = {
        .relative = 1e-12,
        .absolute = {1e-12, 1e-12, 1e-12, 1e-12, 1e-12, 1e-12, 1e-12, 1e-12}};
    ode = started(&(kiln_ode_system){8, oscillators, NULL}, &fine, 0, turned);
    assert_int_equal(kiln_ode_advance(&ode, 2 * PI / 3, NULL), KILN_OK);
    for (int k = 0; k < 4; k++)
        assert_true(fabs(ode.y[2 * k] - cos((k + 1) * 2 * PI / 3)) < 1e-10);

    /* Deal and Grove (1965), eq. 13: x = A/2 (sqrt(1 + 4 B (t + tau)/A^2) - 1) */
    const deal_grove wet = {.a_um = 0.226, .b_um2_h = 0.287};
    const double start_um = 0.002;
    const double tau_h = (start_um * start_um + wet.a_um * start_um) / wet.b_um2_h;
    ode = started(&(kiln_ode_system){1, oxide, &wet}, NULL, 0, &start_um);
    for (double t_h = 0.01; t_h < 20; t_h *= 2) {
        assert_int_equal(kiln_ode_advance(&ode, t_h, NULL), KILN_OK);
        const double half = wet.a_um / 2;
        assert_relative(
            ode.y[0], half * (sqrt(1 + wet.b_um2_h * (t_h + tau_h) / (half * half)) - 1), 1e-8);
    }

    ode = started(&(kiln_ode_system){1, slope_of_time, NULL}, NULL, 0, &zero);
    assert_int_equal(kiln_ode_advance(&ode, 3, NULL), KILN_OK);
    assert_relative(ode.y[0], 81, 1e-13); /* a method of order 5 is exact for t^4 */
}

/* Goal: Arenstorf's orbit closes after its published period.
 * Why: it passes the moon so closely that any flaw of the step control or a constant shows. */
static void the_orbit_closes(void **state)
{
    /* Hairer, Norsett, Wanner, Solving ODEs I (1993), sec. II.0, eq. 0.2 */
    const double start[4] = {0.994, 0, 0, -2.00158510637908252240537862224};
    const double period = 17.0652165601579625588917206249;
    const kiln_ode_system system = {4, three_bodies, NULL};
    const kiln_ode_settings loose = {.relative = 1e-7, .absolute = {1e-7, 1e-7, 1e-7, 1e-7}};
    const kiln_ode_settings tight = {.relative = 1e-11,
                                     .absolute = {1e-11, 1e-11, 1e-11, 1e-11}};
    (void)state;
    kiln_ode ode = started(&system, &loose, 0, start);
    assert_int_equal(kiln_ode_advance(&ode, period, NULL), KILN_OK);
    for (int i = 0; i < 2; i++)
        assert_true(fabs(ode.y[i] - start[i]) < 2e-5);
    /* SciPy's solve_ivp, the same pair at the same tolerance, takes 205 steps. */
    assert_true(ode.rejected > 0 && ode.accepted > 150 && ode.accepted < 300);
    assert_true(ode.evaluations == 1 + 6 * (ode.accepted + ode.rejected));
    ode = started(&system, &tight, 0, start);
    assert_int_equal(kiln_ode_advance(&ode, period, NULL), KILN_OK);
    for (int i = 0; i < 2; i++)
        assert_true(fabs(ode.y[i] - start[i]) < 1e-8);
}

/* Goal: with fixed steps, halving them makes the error 2^5 times smaller.
 * Why: a mistyped coefficient lowers the order long before it looks wrong. */
static void the_method_is_of_order_5(void **state)
{
    const double rate = 1, one = 1;
    double error[2];
    (void)state;
    for (int i = 0; i < 2; i++) {
        const double step = i == 0 ? 0.1 : 0.05;
        const kiln_ode_settings settings = {
            .relative = 1, .step_first = step, .step_max = step};
        kiln_ode ode = started(&(kiln_ode_system){1, decay, &rate}, &settings, 0, &one);
        assert_int_equal(kiln_ode_advance(&ode, 2, NULL), KILN_OK);
        assert_int_equal(ode.accepted, i == 0 ? 20 : 40);
        error[i] = fabs(ode.y[0] - exp(-2));
    }
    const double order = log2(error[0] / error[1]);
    assert_true(order > 4.8 && order < 5.2);
}

/* Goal: the tolerance sets error and cost; steps survive from call to call.
 * Why: output at a hundred times must not cost a hundred starts. */
static void tolerance_sets_error_and_cost(void **state)
{
    const double rate = 1, one = 1;
    const kiln_ode_system system = {1, decay, &rate};
    size_t last_cost = 0;
    (void)state;
    for (double relative = 1e-4; relative > 1e-13; relative /= 100) {
        kiln_ode ode = started(&system, &(kiln_ode_settings){.relative = relative}, 0, &one);
        assert_int_equal(kiln_ode_advance(&ode, 5, NULL), KILN_OK);
        assert_relative(ode.y[0], exp(-5), 20 * relative);
        assert_true(ode.evaluations > last_cost);
        last_cost = ode.evaluations;
    }
    /* A stop leaves a sliver of a step on its far side: neither may cost a new start. */
    kiln_ode whole = started(&system, NULL, 0, &one), parts = whole;
    assert_int_equal(kiln_ode_advance(&whole, 5, NULL), KILN_OK);
    for (int i = 1; i <= 10; i++) {
        assert_int_equal(kiln_ode_advance(&parts, 0.5 * i - 1e-9, NULL), KILN_OK);
        assert_int_equal(kiln_ode_advance(&parts, 0.5 * i, NULL), KILN_OK);
    }
    assert_relative(parts.y[0], whole.y[0], 1e-8);
    assert_true(parts.accepted <= whole.accepted + 25);
    const size_t before = parts.evaluations;
    assert_int_equal(kiln_ode_advance(&parts, 5, NULL), KILN_OK);
    assert_int_equal(parts.evaluations, before);
}

/* Goal: a derivative that is undefined past some y only makes steps smaller.
 * Why: the stages of a step reach ahead of the solution, into where a root is negative. */
static void undefined_derivatives_are_stepped_around(void **state)
{
    const double zero = 0;
    const kiln_ode_settings settings = {.step_first = 3};
    kiln_ode ode = started(&(kiln_ode_system){1, square_root, NULL}, &settings, 0, &zero);
    (void)state;
    assert_int_equal(kiln_ode_advance(&ode, 1.9, NULL), KILN_OK);
    assert_relative(ode.y[0], 1 - 0.05 * 0.05, 1e-7); /* 1 - (1 - t/2)^2 */
    assert_true(ode.rejected > 0);
}

/* Goal: every failure of a start has its status and message, and leaves ode untouched.
 * Why: a size past the fixed arrays would otherwise write over memory. */
static void bad_starts_are_refused(void **state)
{
    const double rate = 1, one[KILN_ODE_SIZE + 1] = {1}, bad = (double)NAN;
    const kiln_ode_settings none = {0};
    const struct {
        kiln_ode_system system;
        kiln_ode_settings settings;
        double t;
        const double *y;
        kiln_status status;
        const char *says;
    } CASE[] = {
        {{0, decay, &rate}, none, 0, one, KILN_INVALID, "size 0 is outside 1..8"},
        {{9, decay, &rate}, none, 0, one, KILN_INVALID, "size 9 is outside 1..8"},
        {{1, decay, &rate}, {.relative = -1}, 0, one, KILN_INVALID, "tolerances"},
        {{1, decay, &rate}, {.absolute = {(double)NAN}}, 0, one, KILN_INVALID, "tolerances"},
        {{1, decay, &rate}, {.step_first = -1}, 0, one, KILN_INVALID, "steps"},
        {{1, decay, &rate}, {.step_max = (double)NAN}, 0, one, KILN_INVALID, "steps"},
        {{1, decay, &rate}, none, (double)INFINITY, one, KILN_INVALID, "start must be finite"},
        {{1, decay, &rate}, none, 0, &bad, KILN_INVALID, "start must be finite"},
        {{1, not_a_number, NULL}, none, 0, one, KILN_NO_CONVERGENCE, "derivative 0"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASE); i++) {
        kiln_diag diag = {0};
        kiln_ode ode = {.t = 7};
        kiln_ode_settings settings = CASE[i].settings;
        settings.what = "oxide growth";
        settings.pointer = "/steps/1";
        assert_int_equal(
            kiln_ode_start(&ode, &CASE[i].system, &settings, CASE[i].t, CASE[i].y, &diag),
            CASE[i].status);
        assert_true(ode.t == 7);
        assert_string_equal(diag.issue[0].pointer, "/steps/1");
        assert_non_null(strstr(diag.issue[0].message, "oxide growth: "));
        assert_non_null(strstr(diag.issue[0].message, CASE[i].says));
    }
    kiln_ode ode;
    assert_int_equal(
        kiln_ode_start(&ode, &(kiln_ode_system){1, gives_up_at_half, NULL}, NULL, 1, one, NULL),
        KILN_CANCELLED);
}

/* Goal: too many steps, a singularity and a rate that gives up each end with their own status,
 * and ode stands at the last good step.
 * Why: "raise the limit" and "the model breaks down here" call for different mends. */
static void failures_under_way_say_what_and_where(void **state)
{
    const double one = 1;
    kiln_diag diag = {0};
    const kiln_ode_settings few = {
        .steps_max = 5, .what = "oxide growth", .pointer = "/steps/1"};
    const kiln_ode_system growth = {1, blows_up_at_1, NULL};
    (void)state;
    kiln_ode ode = started(&growth, &few, 0, &one);
    assert_int_equal(kiln_ode_advance(&ode, 0.999, &diag), KILN_LIMIT);
    assert_string_equal(diag.issue[0].pointer, "/steps/1");
    assert_non_null(strstr(diag.issue[0].message, "oxide growth: 5 steps"));
    assert_true(ode.t > 0 && ode.t < 0.999);
    assert_relative(ode.y[0], 1 / (1 - ode.t), 1e-7);
    while (ode.t < 0.999)
        assert_int_not_equal(kiln_ode_advance(&ode, 0.999, NULL), KILN_INVALID);
    assert_relative(ode.y[0], 1000, 1e-4);

    const kiln_ode_settings named = {.what = "oxide growth", .pointer = "/steps/1"};
    ode = started(&growth, &named, 0, &one);
    diag = (kiln_diag){0};
    assert_int_equal(kiln_ode_advance(&ode, 2, &diag), KILN_NO_CONVERGENCE);
    assert_string_equal(diag.issue[0].pointer, "/steps/1");
    assert_non_null(
        strstr(diag.issue[0].message, "oxide growth: no step is small enough at 1"));
    assert_true(fabs(ode.t - 1) < 1e-6);

    ode = started(&(kiln_ode_system){1, gives_up_at_half, NULL}, NULL, 0, &one);
    assert_int_equal(kiln_ode_advance(&ode, 1, NULL), KILN_CANCELLED);
    assert_true(ode.t <= 0.5);
    assert_relative(ode.y[0], 1 + ode.t, 1e-12);

    diag = (kiln_diag){0};
    assert_int_equal(kiln_ode_advance(&ode, (double)NAN, &diag), KILN_INVALID);
    assert_non_null(strstr(diag.issue[0].message, "must be finite"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(closed_forms_are_followed),
        cmocka_unit_test(the_orbit_closes),
        cmocka_unit_test(the_method_is_of_order_5),
        cmocka_unit_test(tolerance_sets_error_and_cost),
        cmocka_unit_test(undefined_derivatives_are_stepped_around),
        cmocka_unit_test(bad_starts_are_refused),
        cmocka_unit_test(failures_under_way_say_what_and_where),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
