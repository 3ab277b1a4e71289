/* Transport of dopants on a mesh: the Jacobian, conservation, and what must not happen. */
#include "process/transport.h"

#include "kiln/math.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { OXIDE = 5, CELLS = 17, SPECIES = 2, VALUES = CELLS * SPECIES };

/* Two species through oxide and silicon, everything moving, with random widths and with gentle
 * profiles from well below to above the intrinsic carriers and the solubility. */
typedef struct fixture {
    double node[CELLS + 1], follow[CELLS + 1], sweep[CELLS + 1];
    double electrons[CELLS], slope[CELLS], active[VALUES], mobile[VALUES];
    double conc[VALUES], rate[VALUES];
    double lower[VALUES * SPECIES], diagonal[VALUES * SPECIES], upper[VALUES * SPECIES];
    kiln_mesh mesh;
    kiln_moment moment;
    kiln_transport transport;
    kiln_block_tridiagonal jacobian;
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
        f->moment.species[k] = (kiln_species_rates){.charge = k ? 1 : -1,
                                                    .silicon = {{1e-14, 2e-14, 5e-15}},
                                                    .oxide_cm2_s = 2e-16,
                                                    .solubility_cm3 = k ? 2e20 : 1e20,
                                                    .segregation = k ? 30 : 0.3,
                                                    .transport_cm_s = 1.66e-7,
                                                    .evaporation_cm_s = k ? 2e-8 : 0,
                                                    .held_cm3 = k ? (double)NAN : 9e19};
    f->transport = (kiln_transport){.species = SPECIES,
                                    .mesh = &f->mesh,
                                    .sweep_cm_s = f->sweep,
                                    .electrons = f->electrons,
                                    .slope = f->slope,
                                    .active = f->active,
                                    .mobile = f->mobile};
    f->jacobian = (kiln_block_tridiagonal){.n = CELLS,
                                           .size = SPECIES,
                                           .lower = f->lower,
                                           .diagonal = f->diagonal,
                                           .upper = f->upper};
}

/* The Jacobian's entry of the rate of value `row` by value `column`. */
static double entry(const fixture *f, size_t row, size_t column)
{
    const size_t i = row / SPECIES, j = column / SPECIES;
    const size_t at = i * SPECIES * SPECIES + (row % SPECIES) * SPECIES + column % SPECIES;
    return j + 1 == i ? f->lower[at] : j == i ? f->diagonal[at] : j == i + 1 ? f->upper[at] : 0;
}

/* Goal: the Jacobian is the derivative of the rates, entry by entry, by central differences.
 * Why: Newton's method and the error estimate rest on it. The corrections that fit
 * exponentials, and the field at a boundary, are held fixed in it, so a part in ten may
 * differ. */
static void the_jacobian_is_the_derivative_of_the_rates(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        fixture f;
        kiln_losses losses;
        double above[VALUES], below[VALUES];
        set_up(&f, seed, seed % 2 ? OXIDE : 0);
        kiln_transport_rates(&f.transport, &f.moment, f.conc, f.rate, &f.jacobian, &losses);
        for (size_t column = 0; column < VALUES; column++) {
            const double conc = f.conc[column], step = 1e-5 * conc;
            f.conc[column] = conc + step;
            kiln_transport_rates(&f.transport, &f.moment, f.conc, above, NULL, &losses);
            f.conc[column] = conc - step;
            kiln_transport_rates(&f.transport, &f.moment, f.conc, below, NULL, &losses);
            f.conc[column] = conc;
            for (size_t row = 0; row < VALUES; row++) {
                const double found = entry(&f, row, column);
                const double expected = (above[row] - below[row]) / (2 * step);
                double scale = fabs(expected);
                for (size_t other = 0; other < VALUES; other++)
                    scale = fmax(scale, fabs(entry(&f, row, other)));
                if (!(fabs(found - expected) <= 0.1 * scale))
                    fail_msg("seed %d, %zu by %zu: %g is not %g", (int)seed, row, column, found,
                             expected);
            }
        }
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
        kiln_transport_rates(&f.transport, &f.moment, f.conc, f.rate, NULL, &losses);
        for (size_t k = 0; k < SPECIES; k++) {
            double sum = 0, size = 0;
            for (size_t i = 0; i < CELLS; i++) {
                sum += f.rate[i * SPECIES + k];
                size += fabs(f.rate[i * SPECIES + k]);
            }
            const double expected = losses.from_source_cm2_s[k] - losses.to_gas_cm2_s[k];
            assert_true(fabs(sum - expected) <= 1e-12 * size);
            assert_true(seed % 3 == 0 || expected == 0);
        }
    }
}

/* Goal: at segregation equilibrium, C_si = m C_ox and nothing moving, no flux crosses.
 * Why: the sign and place of m. */
static void equilibrium_at_the_interface_is_still(void **state)
{
    (void)state;
    fixture f;
    kiln_losses losses;
    set_up(&f, 7, OXIDE);
    memset(f.sweep, 0, sizeof f.sweep);
    f.moment.silicon_cm_s = f.moment.oxide_cm_s = 0;
    for (size_t i = 0; i < CELLS; i++)
        for (size_t k = 0; k < SPECIES; k++)
            f.conc[i * SPECIES + k] = 1e17 * (i < OXIDE ? 1 : f.moment.species[k].segregation);
    kiln_transport_rates(&f.transport, &f.moment, f.conc, f.rate, NULL, &losses);
    for (size_t i = 0; i < VALUES; i++)
        assert_true(fabs(f.rate[i]) <= 1e-12 * 1e17 * 1e-7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_jacobian_is_the_derivative_of_the_rates),
        cmocka_unit_test(nothing_is_made_or_lost_between_cells),
        cmocka_unit_test(equilibrium_at_the_interface_is_still),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
