/* Remapping: what must be exact, what must be kept, how fast errors fall, and every input that
 * is refused. */
#include "math/close.h"

#include "kiln/math/grid.h"
#include "kiln/math/random.h"

#include <float.h>
#include <string.h>

enum { MOST = 400 };

static double between(kiln_random *random, double low, double high)
{
    return low + (high - low) * kiln_random_uniform(random);
}

/* Cells of random width, neighbours differing by up to eight times, from `from` to `to`. */
static kiln_grid any_grid(kiln_random *random, size_t cells, double from, double to,
                          double edge[])
{
    edge[0] = 0;
    for (size_t i = 0; i < cells; i++)
        edge[i + 1] = edge[i] + pow(2, between(random, -1.5, 1.5));
    const double scale = (to - from) / edge[cells];
    for (size_t i = 0; i < cells; i++)
        edge[i] = from + scale * edge[i];
    edge[cells] = to;
    return (kiln_grid){cells, edge};
}

static size_t any_count(kiln_random *random)
{
    return kiln_random_bits(random) % MOST + 1;
}

static void remap(const kiln_grid *from, const double average[], const kiln_grid *to,
                  double remapped[])
{
    assert_int_equal(kiln_remap_conservative(from, average, to, remapped, NULL), KILN_OK);
}

static void fill_averages(const kiln_grid *grid, double (*between_edges)(double a, double b),
                          double average[])
{
    for (size_t i = 0; i < grid->cells; i++)
        average[i] = between_edges(grid->edge[i], grid->edge[i + 1]);
}

/* Implant profiles, tails over twenty decades, steps, noise, empty stretches. */
static void fill_profile(const kiln_grid *grid, kiln_random *random, double average[])
{
    const uint64_t kind = kiln_random_bits(random) % 5;
    const double depth = between(random, 0.05, 1), steep = between(random, 1, 50);
    const double end = grid->edge[grid->cells];
    for (size_t i = 0; i < grid->cells; i++) {
        const double x = grid->edge[i] / end;
        const double of_kind[] = {1e20 * exp(-pow((x - depth) * steep, 2)),
                                  1e20 * exp(-steep * x), x < depth ? 1e20 : 1e3,
                                  pow(10, between(random, 0, 20)),
                                  fabs(x - depth) < 0.2 ? 1e15 * x : 0};
        average[i] = of_kind[kind];
    }
}

/* The integral, in a sum wide enough to count as exact. */
static long double integral_of(const kiln_grid *grid, const double average[])
{
    long double sum = 0;
    for (size_t i = 0; i < grid->cells; i++)
        sum += ((long double)grid->edge[i + 1] - (long double)grid->edge[i]) *
               (long double)average[i];
    return sum;
}

/* Goal: the integral is kept to 1e-15 relative and nothing becomes negative, from any grid to
 * any other: random ones, much finer, much coarser, a single cell.
 * Why: dose must not be made or lost however often the grid moves, and logarithms follow. */
static void integral_and_signs_are_kept(void **state)
{
    static double old_edge[MOST + 1], new_edge[MOST + 1], average[MOST], remapped[MOST + 1];
    kiln_random random = kiln_random_start(1, 0);
    (void)state;
    for (size_t round = 0; round < 3000; round++) {
        const double to = pow(10, between(&random, -6, 0));
        const kiln_grid old =
            any_grid(&random, round % 10 == 8 ? 1 : any_count(&random), 0, to, old_edge);
        const kiln_grid new =
            any_grid(&random, round % 10 == 9 ? 1 : any_count(&random), 0, to, new_edge);
        fill_profile(&old, &random, average);
        remapped[new.cells] = -7;
        remap(&old, average, &new, remapped);
        const long double before = integral_of(&old, average);
        const long double after = integral_of(&new, remapped);
        assert_true(fabsl(after - before) <= 1e-15L * before);
        assert_true(remapped[new.cells] == -7);
        double lowest = (double)INFINITY, least = (double)INFINITY;
        for (size_t i = 0; i < old.cells; i++)
            lowest = fmin(lowest, average[i]);
        for (size_t i = 0; i < new.cells; i++)
            least = fmin(least, remapped[i]);
        assert_true(least >= 0 && (least > 0 || !(lowest > 0)));
    }
}

/* Goal: averages that fall still do, and none leaves the range of the old ones except where
 * the ends are drawn on.
 * Why: a new maximum or a ripple in a tail would be a junction that is not there. */
static void order_is_kept(void **state)
{
    static double old_edge[MOST + 1], new_edge[MOST + 1], average[MOST], remapped[MOST];
    kiln_random random = kiln_random_start(2, 0);
    (void)state;
    for (size_t round = 0; round < 1000; round++) {
        const kiln_grid old = any_grid(&random, any_count(&random), -1, 1, old_edge);
        const kiln_grid new = any_grid(&random, any_count(&random), -1, 1, new_edge);
        average[0] = 1e20;
        for (size_t i = 1; i < old.cells; i++) {
            const double u = kiln_random_uniform(&random);
            average[i] = average[i - 1] * (u < 0.2 ? 1 : u < 0.3 ? 1e-3 : u);
        }
        remap(&old, average, &new, remapped);
        for (size_t i = 1; i < new.cells; i++)
            assert_true(remapped[i] <= remapped[i - 1] * (1 + 4 * DBL_EPSILON));
        const double first = average[0], last = average[old.cells - 1];
        for (size_t i = 0; i < new.cells; i++)
            if (new_edge[i] >= old_edge[1] && new_edge[i + 1] <= old_edge[old.cells - 1]) {
                assert_true(remapped[i] <= first * (1 + 4 * DBL_EPSILON));
                assert_true(remapped[i] >= last * (1 - 4 * DBL_EPSILON));
            }
    }
}

/* Averages of 3 - 5 x and of x^2. */
static double average_of_line(double a, double b)
{
    return 3 - 2.5 * (a + b);
}

static double average_of_square(double a, double b)
{
    return (a * a + a * b + b * b) / 3;
}

/* Goal: constants, straight lines through 0, and a parabola away from its turning point come
 * out as they are, the cells at the ends included.
 * Why: where no limiter acts the reconstruction is exact for these; a slip in an index or a
 * weight is not. */
static void lines_and_parabolas_are_exact(void **state)
{
    static double old_edge[MOST + 1], new_edge[MOST + 1], average[MOST], remapped[MOST],
        expected[MOST];
    kiln_random random = kiln_random_start(3, 0);
    (void)state;
    for (size_t round = 0; round < 500; round++) {
        const size_t cells = any_count(&random), new_cells = any_count(&random);
        const kiln_grid old = any_grid(&random, cells, -1, 2, old_edge);
        const kiln_grid new = any_grid(&random, new_cells, -1, 2, new_edge);
        for (size_t i = 0; i < cells; i++)
            average[i] = 1e20;
        remap(&old, average, &new, remapped);
        for (size_t i = 0; i < new_cells; i++)
            assert_relative(remapped[i], 1e20, 4 * DBL_EPSILON);
        if (cells < 2)
            continue;
        fill_averages(&old, average_of_line, average);
        fill_averages(&new, average_of_line, expected);
        remap(&old, average, &new, remapped);
        for (size_t i = 0; i < new_cells; i++)
            assert_true(fabs(remapped[i] - expected[i]) < 5e-14);
        if (cells < 3)
            continue;
        const kiln_grid old_right = any_grid(&random, cells, 2, 3, old_edge);
        const kiln_grid new_right = any_grid(&random, new_cells, 2, 3, new_edge);
        fill_averages(&old_right, average_of_square, average);
        fill_averages(&new_right, average_of_square, expected);
        remap(&old_right, average, &new_right, remapped);
        for (size_t i = 0; i < new_cells; i++)
            assert_true(fabs(remapped[i] - expected[i]) < 5e-14);
    }
}

/* Goal: a line that goes below 0 in the first or in the last cell only is exact too.
 * Why: the ends are kept from 0 for concentrations only: where no average is negative. */
static void a_line_through_nothing_goes_on(void **state)
{
    static const double OLD[] = {0, 1, 2, 3}, NEW[] = {0, 0.5, 2.5, 3};
    static const double NEGATIVE_FIRST[] = {-0.25, 0.75, 1.75}, FIRST[] = {-0.5, 0.75, 2};
    static const double NEGATIVE_LAST[] = {1.75, 0.75, -0.25}, LAST[] = {2, 0.75, -0.5};
    static const double TWO[] = {0.75, -0.25}, TWO_NEW[] = {0, 1.5, 2},
                        TWO_LAST[] = {0.5, -0.5};
    double remapped[3];
    (void)state;
    remap(&(kiln_grid){3, OLD}, NEGATIVE_FIRST, &(kiln_grid){3, NEW}, remapped);
    for (size_t i = 0; i < 3; i++)
        assert_relative(remapped[i], FIRST[i], 1e-15);
    remap(&(kiln_grid){3, OLD}, NEGATIVE_LAST, &(kiln_grid){3, NEW}, remapped);
    for (size_t i = 0; i < 3; i++)
        assert_relative(remapped[i], LAST[i], 1e-15);
    remap(&(kiln_grid){2, OLD}, TWO, &(kiln_grid){2, TWO_NEW}, remapped);
    for (size_t i = 0; i < 2; i++)
        assert_relative(remapped[i], TWO_LAST[i], 1e-15);
}

/* Goal: on the same grid every average comes back bit for bit, and so do cells that two grids
 * share.
 * Why: a grid that moves in one place must not wear out the profile elsewhere. */
static void shared_cells_are_untouched(void **state)
{
    static double old_edge[MOST + 1], new_edge[MOST + 1], average[MOST], remapped[MOST];
    kiln_random random = kiln_random_start(4, 0);
    (void)state;
    for (size_t round = 0; round < 300; round++) {
        const kiln_grid old = any_grid(&random, any_count(&random), 1e-7, 1e-3, old_edge);
        fill_profile(&old, &random, average);
        remap(&old, average, &old, remapped);
        assert_memory_equal(remapped, average, old.cells * sizeof average[0]);
        if (old.cells < 3)
            continue;
        /* one edge in the middle is left out */
        const size_t gone = old.cells / 2;
        memcpy(new_edge, old_edge, gone * sizeof old_edge[0]);
        memcpy(&new_edge[gone], &old_edge[gone + 1], (old.cells - gone) * sizeof old_edge[0]);
        remap(&old, average, &(kiln_grid){old.cells - 1, new_edge}, remapped);
        assert_memory_equal(remapped, average, (gone - 1) * sizeof average[0]);
        assert_memory_equal(&remapped[gone], &average[gone + 1],
                            (old.cells - gone - 1) * sizeof average[0]);
        const double left = old_edge[gone] - old_edge[gone - 1];
        const double right = old_edge[gone + 1] - old_edge[gone];
        const double merged =
            (left * average[gone - 1] + right * average[gone]) / (left + right);
        assert_relative(remapped[gone - 1], merged, 4 * DBL_EPSILON);
    }
}

/* Averages of exp(-x) and of sin(x). */
static double average_of_exp(double a, double b)
{
    return -exp(-a) * expm1(a - b) / (b - a);
}

static double average_of_sine(double a, double b)
{
    return sin((a + b) / 2) * sin((b - a) / 2) / ((b - a) / 2);
}

/* The errors of going from n cells to 1.37 n cells of another grading: mean and largest. */
static void errors_of(double (*between_edges)(double a, double b), size_t n, double error[2])
{
    static double old_edge[4001], new_edge[4001], average[4000], remapped[4000], exact[4000];
    const size_t m = n + n * 37 / 100;
    for (size_t i = 0; i <= n; i++) {
        const double u = (double)i / (double)n;
        old_edge[i] = 3 * u + 0.3 * sin(6.283185307179586 * u);
    }
    for (size_t i = 0; i <= m; i++)
        new_edge[i] = 3 * pow((double)i / (double)m, 1.2);
    old_edge[n] = new_edge[m] = 3;
    const kiln_grid old = {n, old_edge}, new = {m, new_edge};
    fill_averages(&old, between_edges, average);
    fill_averages(&new, between_edges, exact);
    remap(&old, average, &new, remapped);
    error[0] = error[1] = 0;
    for (size_t i = 0; i < m; i++) {
        const double off = fabs(remapped[i] - exact[i]);
        error[0] += off * (new_edge[i + 1] - new_edge[i]) / 3;
        error[1] = fmax(error[1], off);
    }
}

/* Goal: with cells half as wide the error of a falling exponential falls eightfold, at the
 * ends too; with a maximum inside the mean error does, and the largest is below 0.06 h^2.
 * Why: the header's orders of accuracy, measured. */
static void errors_fall_as_the_header_says(void **state)
{
    enum { FEW = 100, MANY = 1600 };
    double wide[2], narrow[2];
    (void)state;
    for (size_t n = FEW; n < MANY; n *= 2) {
        errors_of(average_of_exp, n, wide);
        errors_of(average_of_exp, 2 * n, narrow);
        assert_true(log2(wide[0] / narrow[0]) > 2.9);
        assert_true(log2(wide[1] / narrow[1]) > 2.7);
        errors_of(average_of_sine, n, wide);
        assert_true(wide[1] * (double)(n * n) < 0.06);
    }
    errors_of(average_of_sine, FEW, wide);
    errors_of(average_of_sine, MANY, narrow);
    assert_true(log2(wide[0] / narrow[0]) / log2(MANY / FEW) > 2.9);
}

/* Goal: a profile carried to and fro between two grids a hundred times keeps its integral to
 * 1e-14 and its place: its mean depth to 1e-3 of its width, its width to 2 %.
 * Why: a solver remaps again and again; a bias to one side would add up. */
static void many_remaps_neither_shift_nor_spread(void **state)
{
    enum { CELLS = 200 };
    static double edge[2][CELLS + 8], average[CELLS + 8], other[CELLS + 8];
    (void)state;
    kiln_grid grid[2];
    for (size_t g = 0; g < 2; g++) {
        const size_t cells = CELLS + 7 * g;
        for (size_t i = 0; i <= cells; i++)
            edge[g][i] = (double)i / (double)cells;
        grid[g] = (kiln_grid){cells, edge[g]};
    }
    for (size_t i = 0; i < CELLS; i++) {
        const double x = ((double)i + 0.5) / CELLS;
        average[i] = 1e20 * exp(-pow((x - 0.4) / 0.05, 2) / 2);
    }
    const long double before = integral_of(&grid[0], average);
    for (int k = 0; k < 100; k++) {
        remap(&grid[0], average, &grid[1], other);
        remap(&grid[1], other, &grid[0], average);
    }
    assert_true(fabsl(integral_of(&grid[0], average) - before) <= 1e-14L * before);
    double mass = 0, mean = 0, square = 0;
    for (size_t i = 0; i < CELLS; i++) {
        const double x = ((double)i + 0.5) / CELLS;
        mass += average[i];
        mean += average[i] * x;
        square += average[i] * x * x;
    }
    mean /= mass;
    assert_true(fabs(mean - 0.4) <= 0.05e-3);
    assert_relative(sqrt(square / mass - mean * mean), 0.05, 0.02);
}

/* Goal: grids that do not span the same, edges that do not rise or are not finite, averages
 * that are not finite and grids without cells are refused, with the index, and nothing is
 * written.
 * Why: a span off by one rounding would lose dose without a word. */
static void bad_input_is_refused(void **state)
{
    const double nan = (double)NAN, infinity = (double)INFINITY;
    const struct {
        size_t old_cells, new_cells;
        double old_edge[3], new_edge[3], average[2];
        const char *said;
    } BAD[] = {
        {2,
         2,
         {0, 1, 2},
         {0, 1, nextafter(2, 3)},
         {1, 1},
         "0..2, the new one 0..2.0000000000000004"},
        {2, 2, {0, 1, 2}, {1e-300, 1, 2}, {1, 1}, "0..2, the new one 1e-300..2"},
        {0, 2, {0, 1, 2}, {0, 1, 2}, {1, 1}, "old grid has no cells"},
        {2, 0, {0, 1, 2}, {0, 1, 2}, {1, 1}, "new grid has no cells"},
        {2, 2, {0, 0, 2}, {0, 1, 2}, {1, 1}, "old grid: edge 1"},
        {2, 2, {0, 1, 1}, {0, 1, 2}, {1, 1}, "old grid: edge 2"},
        {2, 2, {nan, 1, 2}, {0, 1, 2}, {1, 1}, "old grid: edge 0"},
        {2, 2, {0, nan, 2}, {0, 1, 2}, {1, 1}, "old grid: edge 1"},
        {2, 2, {0, 1, infinity}, {0, 1, infinity}, {1, 1}, "old grid: edge 2"},
        {2, 2, {0, 1, 2}, {0, 2, 2}, {1, 1}, "new grid: edge 2"},
        {2, 2, {0, 1, 2}, {0, nan, 2}, {1, 1}, "new grid: edge 1"},
        {2, 2, {0, 1, 2}, {0, 1, 2}, {1, nan}, "old cell 1 is nan"},
        {2, 2, {0, 1, 2}, {0, 1, 2}, {infinity, 1}, "old cell 0 is inf"},
    };
    (void)state;
    for (size_t k = 0; k < COUNT_OF(BAD); k++) {
        const kiln_grid old = {BAD[k].old_cells, BAD[k].old_edge};
        const kiln_grid new = {BAD[k].new_cells, BAD[k].new_edge};
        double remapped[2] = {-7, -7};
        kiln_diag diag = {0};
        assert_int_equal(kiln_remap_conservative(&old, BAD[k].average, &new, remapped, &diag),
                         KILN_INVALID);
        assert_true(remapped[0] == -7 && remapped[1] == -7);
        if (strstr(diag.issue[0].message, BAD[k].said) == NULL)
            fail_msg("row %zu says: %s", k, diag.issue[0].message);
        assert_int_equal(kiln_remap_conservative(&old, BAD[k].average, &new, remapped, NULL),
                         KILN_INVALID);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(integral_and_signs_are_kept),
        cmocka_unit_test(order_is_kept),
        cmocka_unit_test(lines_and_parabolas_are_exact),
        cmocka_unit_test(a_line_through_nothing_goes_on),
        cmocka_unit_test(shared_cells_are_untouched),
        cmocka_unit_test(errors_fall_as_the_header_says),
        cmocka_unit_test(many_remaps_neither_shift_nor_spread),
        cmocka_unit_test(bad_input_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
