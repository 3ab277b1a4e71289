/* The solver's wide loops beside a plain one. tests/process/wide.py compares their makes for
 * different processors. cm, s, cm^-3. */
#include "kiln/math/random.h"
#include "process/transport.h"

#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { CELLS = 203, OXIDE = 40, SPECIES = 3 };

/* The problem, all of it random. */
typedef struct problem {
    double node[CELLS + 1], follow[CELLS + 1], sweep_cm_s[CELLS + 1], conc[CELLS * SPECIES];
    kiln_mesh mesh;
    kiln_moment moment;
} problem;

static double between(kiln_random *random, double low, double high)
{
    return low + (high - low) * kiln_random_uniform(random);
}

static double magnitude_between(kiln_random *random, double low, double high)
{
    return exp(between(random, log(low), log(high)));
}

/* Neighbours differ by half at most, and nodes go slowly beside what diffusion does, so that no
 * flux leans upwind. */
static void make_problem(problem *p, kiln_random *random)
{
    p->node[0] = 0;
    for (size_t i = 0; i < CELLS; i++)
        p->node[i + 1] = p->node[i] + between(random, 1e-7, 4e-7);
    const double interface_cm = p->node[OXIDE];
    for (size_t i = 0; i <= CELLS; i++) {
        p->node[i] -= interface_cm;
        p->sweep_cm_s[i] = between(random, 0, 1e-13);
    }
    double highest[SPECIES] = {0};
    for (size_t k = 0; k < SPECIES; k++) {
        double conc = magnitude_between(random, 1e15, 1e21);
        for (size_t i = 0; i < CELLS; i++) {
            conc *= magnitude_between(random, 1 / 1.5, 1.5);
            p->conc[i * SPECIES + k] = conc;
            highest[k] = fmax(highest[k], conc);
        }
    }
    p->mesh = (kiln_mesh){OXIDE, CELLS, p->node, p->follow};
    p->moment = (kiln_moment){.intrinsic_cm3 = magnitude_between(random, 1e18, 1e19),
                              .background_cm3 = between(random, -1e17, 1e17)};
    for (size_t k = 0; k < SPECIES; k++)
        p->moment.species[k] = (kiln_species_rates){
            .charge = k % 2 == 0 ? -1 : 1,
            .silicon = {{magnitude_between(random, 1e-15, 1e-13),
                         magnitude_between(random, 1e-15, 1e-13),
                         magnitude_between(random, 1e-15, 1e-13)}},
            .oxide_cm2_s = magnitude_between(random, 1e-16, 1e-15),
            .activity.solubility_cm3 = highest[k] * magnitude_between(random, 0.7, 30),
            .all_moves = k == 2,
            .segregation = 1,
            .transport_cm_s = 1e-7,
            .held_cm3 = (double)NAN};
}

/* What a cell of silicon has of a species, in extended precision. */
typedef struct cell {
    long double conc, product, ratio;
} cell;

static long double dissolved(const kiln_species_rates *rates, double conc)
{
    const long double x = (long double)conc / rates->activity.solubility_cm3;
    return x < 0.1L ? (long double)conc : conc / powl(1 + powl(x, 16), 1.0L / 16);
}

static cell cell_of(const problem *p, size_t i, size_t k)
{
    const kiln_species_rates *rates = &p->moment.species[k];
    const double conc = p->conc[i * SPECIES + k];
    if (i < OXIDE)
        return (cell){conc, conc, 1};
    long double net = p->moment.background_cm3;
    for (size_t j = 0; j < SPECIES; j++)
        net += p->moment.species[j].charge *
               dissolved(&p->moment.species[j], p->conc[i * SPECIES + j]);
    const long double ratio = expl(rates->charge * asinhl(net / (2 * p->moment.intrinsic_cm3)));
    const long double moving = rates->all_moves ? (long double)conc : dissolved(rates, conc);
    return (cell){conc, moving * ratio, ratio};
}

/* The corrections that make differences and means exact for an exponential, as faces.h says
 * them: the series of atanh(r)/r to its ninth power. */
static long double stretch(long double a, long double b, long double *square)
{
    const long double r = (a - b) / (a + b);
    *square = fminl(r * r, 0.16L);
    long double sum = 0;
    for (int power = 9; power >= 1; power -= 2)
        sum = sum * *square + 1.0L / power;
    return sum;
}

/* The flux through face i between two cells of one material, and the size of its terms. */
static long double plain_flux(const problem *p, size_t i, size_t k, long double *terms)
{
    const kiln_species_rates *rates = &p->moment.species[k];
    const double oxide[3] = {rates->oxide_cm2_s, 0, 0};
    const double *d = i < OXIDE ? oxide : rates->silicon.term_cm2_s;
    const cell above = cell_of(p, i - 1, k), below = cell_of(p, i, k);
    const long double top = (long double)p->node[i] - p->node[i - 1];
    const long double apart = ((long double)p->node[i + 1] - p->node[i - 1]) / 2;
    const long double ratio = (above.ratio + below.ratio) / 2;
    const long double whole = (d[0] / ratio + d[1] + d[2] * ratio) / apart;
    long double square;
    const long double slope = stretch(above.product, below.product, &square);
    const long double diffuses = whole * slope * slope * (1 - square);
    const long double mean = stretch(above.conc, below.conc, &square) * (1 - square);
    const long double lean = top / (2 * apart);
    const long double face_conc = mean * ((1 - lean) * above.conc + lean * below.conc);
    *terms = diffuses * (above.product + below.product) + p->sweep_cm_s[i] * face_conc;
    return diffuses * (above.product - below.product) - p->sweep_cm_s[i] * face_conc;
}

/* Goal: on random problems every flux between cells is that of a plain loop in extended
 * precision, within 40 roundings of its terms (most of them where doping cancels).
 * Why: the solver's loops are written for the compiler to take four turns at once; one lane
 * gone astray, or a rest of fewer than four forgotten, would be a wrong flux somewhere. */
static void fluxes_are_those_of_a_plain_loop(void **state)
{
    enum { PROBLEMS = 50 };
    static problem p;
    static double rate[CELLS * SPECIES];
    kiln_random random = kiln_random_start(20261124, 0);
    kiln_arena arena;
    kiln_transport transport;
    double worst = 0;
    (void)state;
    kiln_arena_init(&arena, 0, (kiln_allocator){0});
    assert_int_equal(KILN_OK, kiln_transport_take(&transport, SPECIES, CELLS, &arena));
    for (int round = 0; round < PROBLEMS; round++) {
        make_problem(&p, &random);
        kiln_transport_place(&transport, &p.mesh, p.sweep_cm_s);
        kiln_transport_straighten(&transport);
        kiln_transport_hold(&transport, &p.moment, p.conc);
        kiln_transport_rates(&transport, &p.moment, rate);
        for (size_t k = 0; k < SPECIES; k++)
            for (size_t i = 1; i < CELLS; i++) {
                long double terms;
                if (i == OXIDE)
                    continue;
                const long double expected = plain_flux(&p, i, k, &terms);
                const long double error = fabsl(transport.strand[k].flux[i] - expected) / terms;
                worst = fmax(worst, (double)error / DBL_EPSILON);
            }
    }
    if (!(worst <= 40))
        fail_msg("a flux is off by %g roundings", worst);
    kiln_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fluxes_are_those_of_a_plain_loop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
