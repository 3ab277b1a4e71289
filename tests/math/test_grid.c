/* Grids from a wanted spacing: closed forms, properties of random plans, limits, and every
 * plan that is refused. */
#include "math/close.h"

#include "kiln/math/grid.h"
#include "kiln/math/random.h"

#include <stdio.h>
#include <string.h>

enum { MOST = 4000 };

static const char POINTER[] = "/options/grid";

/* The wanted spacing as the header defines it. */
static double wanted(const kiln_grid_plan *plan, double x)
{
    double least = (double)INFINITY;
    for (size_t k = 0; k < plan->spots; k++) {
        const kiln_grid_spot *s = &plan->spot[k];
        least = fmin(least, s->spacing + log(s->growth) * fabs(x - s->position));
    }
    return least;
}

/* How many intervals as wanted lie from low to high, by Simpson's rule on `panels` panels. */
static double intervals_between(const kiln_grid_plan *plan, double low, double high, int panels)
{
    const double width = (high - low) / panels;
    double sum = 0;
    for (int k = 0; k < panels; k++) {
        const double x = low + k * width;
        sum +=
            1 / wanted(plan, x) + 4 / wanted(plan, x + width / 2) + 1 / wanted(plan, x + width);
    }
    return sum * width / 6;
}

static double between(kiln_random *random, double low, double high)
{
    return low + (high - low) * kiln_random_uniform(random);
}

/* One to twelve spots inside and outside of 0..1, spacings over three decades. */
static kiln_grid_plan any_plan(kiln_random *random, kiln_grid_spot spot[])
{
    const size_t spots = kiln_random_bits(random) % 12 + 1;
    for (size_t k = 0; k < spots; k++)
        spot[k] =
            (kiln_grid_spot){between(random, -0.3, 1.3), pow(10, between(random, -3, -0.5)),
                             k % 5 == 4 ? 1 : between(random, 1.01, 1.5)};
    return (kiln_grid_plan){.from = 0, .to = 1, .spots = spots, .spot = spot};
}

/* Goal: one spot gives the geometric series of any textbook, on both sides of it; without
 * growth it gives equal intervals.
 * Why: the closed forms can be checked by hand. */
static void one_spot_gives_a_geometric_series(void **state)
{
    const kiln_grid_spot spot = {0.5, 0.01, 1.2};
    const kiln_grid_plan plan = {.from = 0, .to = 1, .spots = 1, .spot = &spot};
    double node[MOST];
    size_t n;
    (void)state;
    assert_int_equal(kiln_grid_count(&plan, &n, NULL), KILN_OK);
    /* 2 ln(1 + 0.5 ln 1.2 / 0.01) / ln 1.2 = 25.385 */
    assert_int_equal(n, 26);
    assert_int_equal(kiln_grid_by_spacing(&plan, n, node, NULL), KILN_OK);
    assert_true(fabs(node[13] - 0.5) < 1e-15);
    const double ratio = pow(1.2, 25.385106009 / 26);
    for (size_t i = 14; i < 26; i++)
        assert_relative((node[i + 1] - node[i]) / (node[i] - node[i - 1]), ratio, 1e-7);
    for (size_t i = 0; i <= 26; i++)
        assert_true(fabs(node[i] + node[26 - i] - 1) < 1e-15);
    const kiln_grid_spot even = {17, 0.125, 1};
    const kiln_grid_plan equal = {.from = -1, .to = 1, .spots = 1, .spot = &even};
    assert_int_equal(kiln_grid_count(&equal, &n, NULL), KILN_OK);
    assert_int_equal(n, 16);
    assert_int_equal(kiln_grid_by_spacing(&equal, n, node, NULL), KILN_OK);
    for (size_t i = 0; i <= n; i++)
        assert_true(node[i] == -1 + 0.125 * (double)i);
    const kiln_grid_spot wide = {0, 10, 1};
    const kiln_grid_plan single = {.from = 0, .to = 1, .spots = 1, .spot = &wide};
    assert_int_equal(kiln_grid_count(&single, &n, NULL), KILN_OK);
    assert_int_equal(n, 1);
}

/* Goal: on random plans the ends are exact, nodes rise, each interval holds the same count of
 * wanted intervals, at most one, and neighbours differ by the largest growth at most.
 * Why: these are what the header promises, by a quadrature that knows nothing of pieces. */
static void random_plans_keep_their_promises(void **state)
{
    static double node[MOST + 1];
    kiln_grid_spot spot[12];
    kiln_random random = kiln_random_start(1, 0);
    (void)state;
    for (size_t round = 0; round < 200; round++) {
        const kiln_grid_plan plan = any_plan(&random, spot);
        double growth = 1;
        for (size_t k = 0; k < plan.spots; k++)
            growth = fmax(growth, spot[k].growth);
        size_t n;
        assert_int_equal(kiln_grid_count(&plan, &n, NULL), KILN_OK);
        assert_true(n <= MOST);
        node[n + 1] = -7;
        assert_int_equal(kiln_grid_by_spacing(&plan, n, node, NULL), KILN_OK);
        assert_true(node[0] == 0 && node[n] == 1 && node[n + 1] == -7);
        const double each = intervals_between(&plan, 0, 1, 5000) / (double)n;
        assert_true(each <= 1 + 1e-6 && each * (double)n > (double)n - 1 - 1e-6);
        for (size_t i = 0; i < n; i++) {
            assert_true(node[i + 1] > node[i]);
            assert_relative(intervals_between(&plan, node[i], node[i + 1], 20), each, 1e-3);
            const double change = i > 0 ? (node[i + 1] - node[i]) / (node[i] - node[i - 1]) : 1;
            assert_true(change <= growth * (1 + 1e-9) && 1 / change <= growth * (1 + 1e-9));
        }
    }
}

/* Goal: with twice the intervals every second node is an old one; a mirrored plan gives
 * mirrored nodes; spots in another order change nothing.
 * Why: walking along the pieces must not depend on where it began or what came first. */
static void nodes_follow_the_plan_only(void **state)
{
    static double node[MOST + 1], twice[2 * MOST + 1], other[MOST + 1];
    kiln_grid_spot spot[12], mirrored[12];
    kiln_random random = kiln_random_start(2, 0);
    (void)state;
    for (size_t round = 0; round < 200; round++) {
        kiln_grid_plan plan = any_plan(&random, spot);
        size_t n;
        assert_int_equal(kiln_grid_count(&plan, &n, NULL), KILN_OK);
        assert_int_equal(kiln_grid_by_spacing(&plan, n, node, NULL), KILN_OK);
        assert_int_equal(kiln_grid_by_spacing(&plan, 2 * n, twice, NULL), KILN_OK);
        for (size_t k = 0; k < plan.spots; k++) {
            mirrored[k] = spot[plan.spots - 1 - k];
            mirrored[k].position = 1 - mirrored[k].position;
        }
        plan.spot = mirrored;
        assert_int_equal(kiln_grid_by_spacing(&plan, n, other, NULL), KILN_OK);
        for (size_t i = 0; i <= n; i++) {
            assert_true(fabs(twice[2 * i] - node[i]) < 1e-13);
            assert_true(fabs(other[n - i] - (1 - node[i])) < 1e-13);
        }
    }
}

/* Goal: fewer intervals than wanted are stretched in proportion, down to a single one.
 * Why: a limit on the count must coarsen the grid everywhere, not cut it off. */
static void fewer_intervals_are_stretched(void **state)
{
    const kiln_grid_spot spot = {0, 1e-3, 1.1};
    const kiln_grid_plan plan = {.from = 0, .to = 2, .spots = 1, .spot = &spot};
    double node[16];
    (void)state;
    assert_int_equal(kiln_grid_by_spacing(&plan, 10, node, NULL), KILN_OK);
    const double each = intervals_between(&plan, 0, 2, 100000) / 10;
    for (size_t i = 0; i < 10; i++)
        assert_relative(intervals_between(&plan, node[i], node[i + 1], 1000), each, 1e-6);
    assert_int_equal(kiln_grid_by_spacing(&plan, 1, node, NULL), KILN_OK);
    assert_true(node[0] == 0 && node[1] == 2);
}

/* Goal: the most spots and intervals are taken, one more is refused; the count that would be
 * needed is said.
 * Why: the limits are promises of the header, and the user must know by how much to yield. */
static void limits_hold(void **state)
{
    static kiln_grid_spot spot[KILN_GRID_SPOTS + 1];
    static double node[200];
    for (size_t k = 0; k < COUNT_OF(spot); k++)
        spot[k] = (kiln_grid_spot){(double)k / KILN_GRID_SPOTS, 0.01 + 0.001 * (double)k, 1.05};
    kiln_grid_plan plan = {.from = 0, .to = 1, .spots = KILN_GRID_SPOTS, .spot = spot};
    kiln_diag diag = {0};
    size_t n = 0, same = 7;
    (void)state;
    assert_int_equal(kiln_grid_count(&plan, &n, NULL), KILN_OK);
    assert_true(n > 10 && n < COUNT_OF(node));
    plan.intervals_max = n;
    assert_int_equal(kiln_grid_count(&plan, &n, NULL), KILN_OK);
    assert_int_equal(kiln_grid_by_spacing(&plan, n, node, NULL), KILN_OK);
    node[0] = -7;
    assert_int_equal(kiln_grid_by_spacing(&plan, n + 1, node, &diag), KILN_LIMIT);
    assert_int_equal(kiln_grid_by_spacing(&plan, 0, node, &diag), KILN_INVALID);
    assert_true(node[0] == -7);
    plan.intervals_max = n - 1;
    plan.pointer = POINTER;
    assert_int_equal(kiln_grid_count(&plan, &same, &diag), KILN_LIMIT);
    assert_int_equal(same, 7);
    assert_int_equal(diag.count, 3);
    assert_string_equal(diag.issue[2].pointer, POINTER);
    char needed[32];
    snprintf(needed, sizeof needed, "%zu intervals", n);
    assert_non_null(strstr(diag.issue[2].message, needed));
    plan.intervals_max = KILN_GRID_INTERVALS;
    assert_int_equal(kiln_grid_count(&plan, &same, NULL), KILN_OK);
    plan.intervals_max++;
    assert_int_equal(kiln_grid_count(&plan, &same, NULL), KILN_INVALID);
    plan.intervals_max = 0;
    plan.spots++;
    assert_int_equal(kiln_grid_count(&plan, &same, NULL), KILN_INVALID);
    const kiln_grid_spot fine = {0, 0.999e-6, 1};
    const kiln_grid_plan many = {.from = 0, .to = 1, .spots = 1, .spot = &fine};
    assert_int_equal(kiln_grid_count(&many, &same, NULL), KILN_LIMIT);
}

/* Goal: every rule of a plan, broken, is refused by both functions, with a message that has
 * the value at fault, and nothing is written.
 * Why: NaN and wrong orders must not become an endless walk or a grid of NaN. */
static void bad_plans_are_refused(void **state)
{
    const double nan = (double)NAN, infinity = (double)INFINITY;
    const struct {
        double from, to, position, spacing, growth;
        size_t spots;
        const char *said;
    } BAD[] = {
        {0, 0, 0, 0.1, 1.1, 1, "from 0 up to 0"},
        {1, 0, 0, 0.1, 1.1, 1, "from 1 up to 0"},
        {nan, 1, 0, 0.1, 1.1, 1, "nan up to 1"},
        {0, nan, 0, 0.1, 1.1, 1, "0 up to nan"},
        {-infinity, 1, 0, 0.1, 1.1, 1, "-inf"},
        {0, infinity, 0, 0.1, 1.1, 1, "inf"},
        {0, 1, 0, 0.1, 1.1, 0, "0 fine spots"},
        {0, 1, nan, 0.1, 1.1, 1, "position nan"},
        {0, 1, infinity, 0.1, 1.1, 1, "position inf"},
        {0, 1, 0, 0, 1.1, 1, "spacing 0"},
        {0, 1, 0, -0.1, 1.1, 1, "spacing -0.1"},
        {0, 1, 0, nan, 1.1, 1, "spacing nan"},
        {0, 1, 0, infinity, 1.1, 1, "spacing inf"},
        {0, 1, 0, 0.1, 0.99, 1, "growth 0.99"},
        {0, 1, 0, 0.1, nan, 1, "growth nan"},
        {0, 1, 0, 0.1, infinity, 1, "growth inf"},
        {0, 1, 0, 1e-14, 1.1, 1, "1e-14 is lost"},
        {1e9, 1e9 + 1, 0, 1e-6, 1, 1, "1e-06 is lost"},
    };
    (void)state;
    for (size_t k = 0; k < COUNT_OF(BAD); k++) {
        const kiln_grid_spot spot[] = {{BAD[k].position, BAD[k].spacing, BAD[k].growth},
                                       {0, 0.1, 1.1}};
        const kiln_grid_spot turned[] = {spot[1], spot[0]};
        kiln_grid_plan plan = {BAD[k].from, BAD[k].to, BAD[k].spots, spot, 0, NULL};
        kiln_diag diag = {0};
        double node[3] = {-7, -7, -7};
        size_t n = 7;
        assert_int_equal(kiln_grid_count(&plan, &n, &diag), KILN_INVALID);
        assert_int_equal(n, 7);
        if (strstr(diag.issue[0].message, BAD[k].said) == NULL)
            fail_msg("row %zu says: %s", k, diag.issue[0].message);
        if (strstr(BAD[k].said, "lost")) { /* but two intervals can be told apart */
            assert_int_equal(kiln_grid_by_spacing(&plan, 2, node, NULL), KILN_OK);
            continue;
        }
        assert_int_equal(kiln_grid_by_spacing(&plan, 2, node, NULL), KILN_INVALID);
        assert_true(node[0] == -7 && node[1] == -7 && node[2] == -7);
        if (plan.spots == 0)
            continue;
        plan.spot = turned; /* a good spot first hides nothing */
        plan.spots = 2;
        assert_int_equal(kiln_grid_count(&plan, &n, NULL), KILN_INVALID);
    }
}

/* Goal: nodes may come as near to each other as 64 roundings of the ends, not nearer.
 * Why: past that they would fall together, and a width of 0 would divide something. */
static void nodes_do_not_fall_together(void **state)
{
    const kiln_grid_spot spot = {0, 1, 1};
    const kiln_grid_plan far = {.from = 1e13 - 10, .to = 1e13, .spots = 1, .spot = &spot};
    double node[72];
    (void)state;
    node[1] = -7;
    /* 64 * 2^-52 * 1e13 = 0.1421 */
    assert_int_equal(kiln_grid_by_spacing(&far, 71, node, NULL), KILN_INVALID);
    assert_true(node[1] == -7);
    assert_int_equal(kiln_grid_by_spacing(&far, 70, node, NULL), KILN_OK);
    for (size_t i = 0; i < 70; i++)
        assert_relative(node[i + 1] - node[i], 10.0 / 70, 0.03);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_spot_gives_a_geometric_series),
        cmocka_unit_test(random_plans_keep_their_promises),
        cmocka_unit_test(nodes_follow_the_plan_only),
        cmocka_unit_test(fewer_intervals_are_stretched),
        cmocka_unit_test(limits_hold),
        cmocka_unit_test(bad_plans_are_refused),
        cmocka_unit_test(nodes_do_not_fall_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
