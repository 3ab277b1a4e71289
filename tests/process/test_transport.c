/* Transport of dopants on a mesh: the Jacobian, conservation, and what must not happen. */
#include "process/transport.h"

#include "kiln/math.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { OXIDE = 5, CELLS = 17, SPECIES = 2, VALUES = CELLS * SPECIES };

/* Two species through oxide and silicon, everything moving, with random widths and with gentle
 * profiles from well below to above the intrinsic carriers and the solubility. */
typedef struct fixture {
    double node[CELLS + 1], follow[CELLS + 1], sweep[CELLS + 1];
    double conc[VALUES], rate[VALUES];
    double lower[VALUES * SPECIES], diagonal[VALUES * SPECIES], upper[VALUES * SPECIES];
    kiln_mesh mesh;
    kiln_moment moment;
    kiln_arena arena;
    kiln_transport transport;
    kiln_block_tridiagonal matrix;
} fixture;

static void set_up(fixture *f, uint64_t seed, size_t oxide_cells)
{
    kiln_random random = kiln_random_start(seed, 0);
    memset(f, 0, sizeof *f);
    for (size_t i = 0; i < CELLS; i++)
        f->node[i + 1] = f->node[i] + 1e-7 * (0.5 + kiln_random_uniform(&random));
    const double interface_cm = f->node[oxide_cells];
    for (size_t i = 0; i <= CELLS; i++) {
        f->node[i] -= interface_cm;
        f->sweep[i] = 3e-9 * kiln_random_uniform(&random);
    }
    for (size_t k = 0; k < SPECIES; k++) {
        double conc_cm3 = pow(10, 17 + 3.4 * kiln_random_uniform(&random));
        for (size_t i = 0; i < CELLS; i++) {
            f->conc[i * SPECIES + k] = conc_cm3;
            conc_cm3 *= exp(0.06 * (kiln_random_uniform(&random) - 0.5));
        }
    }
    f->mesh = (kiln_mesh){oxide_cells, CELLS, f->node, f->follow};
    f->moment = (kiln_moment){.intrinsic_cm3 = 7e18,
                              .background_cm3 = 1e17,
                              .silicon_cm_s = f->sweep[oxide_cells],
                              .oxide_cm_s = f->sweep[oxide_cells] / 0.44};
    for (int k = 0; k < SPECIES; k++)
        f->moment.species[k] =
            (kiln_species_rates){.charge = k ? 1 : -1,
                                 .silicon = {{1e-14, 2e-14, 5e-15}},
                                 .oxide_cm2_s = 2e-16,
                                 .activity = {k ? 2e20 : 1e20, k ? 2e-42 : 0},
                                 .all_moves = seed / 2 % 2,
                                 .segregation = k ? 30 : 0.3,
                                 .transport_cm_s = 1.66e-7,
                                 .evaporation_cm_s = k ? 2e-8 : 0,
                                 .held_cm3 = k ? (double)NAN : 9e19};
    kiln_arena_init(&f->arena, 0, (kiln_allocator){0});
    assert_int_equal(kiln_transport_take(&f->transport, SPECIES, CELLS, &f->arena), KILN_OK);
    kiln_transport_place(&f->transport, &f->mesh, f->sweep);
    kiln_transport_straighten(&f->transport);
    f->matrix = (kiln_block_tridiagonal){.n = CELLS,
                                         .size = SPECIES,
                                         .lower = f->lower,
                                         .diagonal = f->diagonal,
                                         .upper = f->upper};
}

static void tear_down(fixture *f)
{
    kiln_arena_free(&f->arena);
}

/* The rates of what the fixture holds, by the corrections as they are. */
static void find_rates(fixture *f, double rate[])
{
    kiln_transport_hold(&f->transport, &f->moment, f->conc);
    kiln_transport_rates(&f->transport, &f->moment, rate);
}

/* The Jacobian's entry of the rate of value `row` by value `column`, from the matrix, which is
 * the widths less the Jacobian. */
static double entry(const fixture *f, size_t row, size_t column)
{
    const size_t i = row / SPECIES, j = column / SPECIES;
    const size_t at = i * SPECIES * SPECIES + (row % SPECIES) * SPECIES + column % SPECIES;
    const double width = row == column ? f->node[i + 1] - f->node[i] : 0;
    return j + 1 == i   ? -f->lower[at]
           : j == i     ? width - f->diagonal[at]
           : j == i + 1 ? -f->upper[at]
                        : 0;
}

static bool beside_interface(size_t value)
{
    const size_t cell = value / SPECIES;
    return cell == OXIDE || cell + 1 == OXIDE;
}

/* Goal: the Jacobian is the derivative of the rates, entry by entry, by central differences.
 * Why: Newton's method and the error estimate rest on it. The corrections that fit
 * exponentials are held fixed in it, which is worth a part in a hundred of these profiles, and
 * so is the field at the interface, worth a part in ten across it. */
static void the_jacobian_is_the_derivative_of_the_rates(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        fixture f;
        double above[VALUES], below[VALUES];
        set_up(&f, seed, seed % 2 ? OXIDE : 0);
        find_rates(&f, f.rate);
        kiln_transport_matrix(&f.transport, &f.moment, 1, &f.matrix);
        for (size_t column = 0; column < VALUES; column++) {
            const double conc = f.conc[column], step = 1e-5 * conc;
            f.conc[column] = conc + step;
            find_rates(&f, above);
            f.conc[column] = conc - step;
            find_rates(&f, below);
            f.conc[column] = conc;
            for (size_t row = 0; row < VALUES; row++) {
                const double found = entry(&f, row, column);
                const double expected = (above[row] - below[row]) / (2 * step);
                double scale = fabs(expected);
                for (size_t other = 0; other < VALUES; other++)
                    scale = fmax(scale, fabs(entry(&f, row, other)));
                const bool across =
                    seed % 2 && beside_interface(row) && beside_interface(column);
                if (!(fabs(found - expected) <= (across ? 0.1 : 0.01) * scale))
                    fail_msg("seed %d, %zu by %zu: %g is not %g", (int)seed, row, column, found,
                             expected);
            }
        }
        tear_down(&f);
    }
}

/* Goal: what the cells lose is what goes to the gas, what they gain came from the source.
 * Why: conservation to rounding, whatever the state. */
static void nothing_is_made_or_lost_between_cells(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 50; seed++) {
        fixture f;
        kiln_losses losses;
        set_up(&f, seed, seed % 3 ? OXIDE : 0);
        find_rates(&f, f.rate);
        kiln_transport_losses(&f.transport, &f.moment, NULL, &losses);
        for (size_t k = 0; k < SPECIES; k++) {
            double sum = 0, size = 0;
            for (size_t i = 0; i < CELLS; i++) {
                sum += f.rate[i * SPECIES + k];
                size += fabs(f.rate[i * SPECIES + k]);
            }
            const double expected = losses.from_source_cm2_s[k] - losses.to_gas_cm2_s[k];
            assert_true(fabs(sum - expected) <= 1e-12 * size);
            /* No source comes through an oxide. */
            assert_true(seed % 3 == 0 || !(fabs(losses.from_source_cm2_s[k]) > 0));
        }
        tear_down(&f);
    }
}

/* Goal: at segregation equilibrium, C_si = m C_ox and nothing moving, no flux crosses.
 * Why: the sign and place of m. */
static void equilibrium_at_the_interface_is_still(void **state)
{
    (void)state;
    fixture f;
    set_up(&f, 7, OXIDE);
    memset(f.sweep, 0, sizeof f.sweep);
    f.moment.silicon_cm_s = f.moment.oxide_cm_s = 0;
    for (size_t k = 0; k < SPECIES; k++)
        f.moment.species[k].evaporation_cm_s = 0;
    for (size_t i = 0; i < CELLS; i++)
        for (size_t k = 0; k < SPECIES; k++)
            f.conc[i * SPECIES + k] = 1e17 * (i < OXIDE ? 1 : f.moment.species[k].segregation);
    find_rates(&f, f.rate);
    for (size_t i = 0; i < VALUES; i++)
        assert_true(fabs(f.rate[i]) <= 1e-12 * 1e17 * 1e-7);
    tear_down(&f);
}

/* exp(-x^2/2) and its integral from 0, in units of its sigma. */
static double bell(double x)
{
    return exp(-0.5 * x * x);
}

static double bell_area(double x)
{
    return sqrt(1.5707963267948966) * erf(x * 0.70710678118654752);
}

/* The largest error of the flux of a Gaussian through the faces of `cells` even cells from 0
 * to 4 sigma, of D = 1 and, where it is extrinsic, of its own carriers; against the largest
 * flux. */
static double flux_error(size_t cells, double intrinsic, bool bent)
{
    enum { CELLS_MOST = 200 };
    double node[CELLS_MOST + 1], sweep[CELLS_MOST + 1] = {0}, conc[CELLS_MOST];
    double follow[CELLS_MOST + 1] = {0}, rate[CELLS_MOST], worst = 0;
    kiln_arena arena;
    kiln_transport transport;
    const kiln_mesh mesh = {0, cells, node, follow};
    const kiln_moment moment = {.intrinsic_cm3 = intrinsic,
                                .species[0] = {.charge = 1,
                                               .silicon = {{0.5, 0.5, 0}},
                                               .activity.solubility_cm3 = (double)INFINITY,
                                               .held_cm3 = (double)NAN}};
    for (size_t i = 0; i <= cells; i++)
        node[i] = 4. * (double)i / (double)cells;
    for (size_t i = 0; i < cells; i++)
        conc[i] = (bell_area(node[i + 1]) - bell_area(node[i])) / (node[i + 1] - node[i]);
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    assert_int_equal(kiln_transport_take(&transport, 1, cells, &arena), KILN_OK);
    kiln_transport_place(&transport, &mesh, sweep);
    kiln_transport_hold(&transport, &moment, conc);
    if (bent)
        kiln_transport_bend(&transport, &moment);
    else
        kiln_transport_straighten(&transport);
    kiln_transport_rates(&transport, &moment, rate);
    for (size_t i = 3; i + 3 < cells; i++) {
        const double x = node[i], c = bell(x), u = c / (2 * intrinsic), root = sqrt(1 + u * u);
        const double field = 1 + c / (2 * intrinsic * root);
        const double expected = (0.5 + 0.5 * (u + root)) * field * x * c;
        worst = fmax(worst, fabs(transport.strand[0].flux[i] - expected));
    }
    kiln_arena_free(&arena);
    return worst;
}

/* Goal: halving the cells divides the error of a flux by four between two cells, and by sixteen
 * with the corrections of four; in intrinsic silicon and where the carriers follow the profile.
 * Source of the flux: the derivative of the Gaussian. */
static void bent_fluxes_are_of_fourth_order(void **state)
{
    (void)state;
    const double intrinsic[] = {1e9, 0.2};
    for (int i = 0; i < 2; i++) {
        const double plain =
            log2(flux_error(40, intrinsic[i], false) / flux_error(80, intrinsic[i], false));
        const double bent =
            log2(flux_error(40, intrinsic[i], true) / flux_error(80, intrinsic[i], true));
        if (!(plain > 1.9 && plain < 2.1 && bent > 3.7))
            fail_msg("orders %g and %g", plain, bent);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_jacobian_is_the_derivative_of_the_rates),
        cmocka_unit_test(nothing_is_made_or_lost_between_cells),
        cmocka_unit_test(equilibrium_at_the_interface_is_still),
        cmocka_unit_test(bent_fluxes_are_of_fourth_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
