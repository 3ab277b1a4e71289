/* Order of accuracy of the solver: beside exact solutions with a moving interface, and beside
 * itself where there are none. cm, s, cm^-3. */
#include "process/march.h"
#include "process/remesh.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { CELLS_MAX = 4096 };

static const double PI = 3.14159265358979323846;
static const double UNDOPED_CM3 = 1e60; /* carriers that no doping changes */
static const double GROWTH_S = 512;

/* Oxide that grows as sqrt(B t), sealed on top, on silicon without end:
 *
 *   oxide    C = C0 + G t^-1/2 exp(-y^2 / 4 Dox t), y from its top
 *   silicon  C = Cdeep + E erfc(z / 2 sqrt(D t)) + m G t^-1/2 exp((r^2 B / D - B / Dox) / 4)
 *                * exp(-z^2 / 4 D t), z from where the silicon ended before there was oxide
 *
 * with a transport velocity h / sqrt(t). In the two Gaussians, which are in equilibrium, what
 * diffuses towards the interface is what its motion takes from either side, so that nothing
 * crosses; C0, E and the silicon's concentration at the interface follow from the two
 * conditions there (A. S. Grove, O. Leistiko, C. T. Sah, J. Appl. Phys. 35, 2695 (1964), with
 * the transport's finite velocity added). */
typedef struct growth {
    double silicon_cm2_s, oxide_cm2_s, parabolic_cm2_s, share; /* D, Dox, B, r */
    double segregation, transport, deep_cm3, gauss;            /* m, h, Cdeep, G */
    double from_s;                                             /* t when the march begins */
} growth;

/* Boron and phosphorus in all but the oxide's diffusivity, which is so large that the oxide's
 * Gaussian spans it. */
static const growth DEPLETING = {6e-14, 1.2e-13, 9e-13, 0.44, 0.3, 4e-6, 1e17, 1e18, 600};
static const growth PILING_UP = {6e-14, 1.2e-13, 9e-13, 0.44, 10, 4e-6, 1e17, 1e17, 600};

static double oxide_cm(const growth *g, double t)
{
    return sqrt(g->parabolic_cm2_s * t);
}

static double conc_at(const growth *g, double t, double depth_cm)
{
    const double root = sqrt(g->parabolic_cm2_s), alpha = 0.5 * g->share * root;
    const double edge = alpha / sqrt(g->silicon_cm2_s);
    const double eaten = exp(-edge * edge) * sqrt(g->silicon_cm2_s / PI);
    /* At the interface, without the Gaussians: Csi = ratio C0 = Cdeep + E erfc(edge) by
     * segregation and transport, (root / 2) C0 = alpha Csi - E eaten by conservation. */
    const double ratio = g->segregation * (1 + 0.5 * root / g->transport);
    const double c0 =
        g->deep_cm3 * eaten / (ratio * eaten + (0.5 * root - alpha * ratio) * erfc(edge));
    const double e = (ratio * c0 - g->deep_cm3) / erfc(edge);
    if (depth_cm < 0) {
        const double y = depth_cm + oxide_cm(g, t);
        return c0 + g->gauss / sqrt(t) * exp(-y * y / (4 * g->oxide_cm2_s * t));
    }
    const double z = depth_cm + g->share * oxide_cm(g, t);
    const double level = edge * edge - g->parabolic_cm2_s / (4 * g->oxide_cm2_s);
    return g->deep_cm3 + e * erfc(z / (2 * sqrt(g->silicon_cm2_s * t))) +
           g->segregation * g->gauss / sqrt(t) *
               exp(level - z * z / (4 * g->silicon_cm2_s * t));
}

/* The mean over a cell, by Gauss's rule of three points. */
static double mean_between(const growth *g, double t, const double node[])
{
    const double middle = 0.5 * (node[0] + node[1]);
    const double away = 0.5 * (node[1] - node[0]) * sqrt(0.6);
    return (5 * conc_at(g, t, middle - away) + 8 * conc_at(g, t, middle) +
            5 * conc_at(g, t, middle + away)) /
           18;
}

static kiln_species_rates plain(int charge, double silicon_cm2_s)
{
    return (kiln_species_rates){.charge = charge,
                                .silicon = {{silicon_cm2_s, 0, 0}},
                                .activity.solubility_cm3 = (double)INFINITY,
                                .held_cm3 = (double)NAN};
}

static kiln_status around_growth(void *context, double time_s, kiln_surroundings *out)
{
    const growth *g = context;
    const double t = g->from_s + time_s;
    kiln_moment *moment = &out->moment;
    *out = (kiln_surroundings){.grown_cm = oxide_cm(g, t) - oxide_cm(g, g->from_s)};
    moment->intrinsic_cm3 = UNDOPED_CM3;
    moment->oxide_cm_s = 0.5 * sqrt(g->parabolic_cm2_s / t);
    moment->silicon_cm_s = g->share * moment->oxide_cm_s;
    moment->species[0] = plain(-1, g->silicon_cm2_s);
    moment->species[0].oxide_cm2_s = g->oxide_cm2_s;
    moment->species[0].segregation = g->segregation;
    moment->species[0].transport_cm_s = g->transport / sqrt(t);
    return KILN_OK;
}

/* --- marching in even steps --------------------------------------------------------------- */

static kiln_status carry_on(void *context, double time_s)
{
    (void)context, (void)time_s;
    return KILN_OK;
}

/* A mesh of `fineness` cells in the oxide and twice as many in the silicon, widening gently
 * down; one twice as fine has a node at each of its nodes. */
static void set_mesh(kiln_mesh *mesh, double oxide_cm, double silicon_cm, size_t fineness)
{
    static const double WIDENING = 2;
    const size_t oxide = oxide_cm > 0 ? fineness : 0, silicon = 2 * fineness;
    mesh->oxide_cells = oxide;
    mesh->cells = oxide + silicon;
    for (size_t i = 0; i < oxide; i++)
        mesh->node[i] = oxide_cm * ((double)i / (double)oxide - 1);
    for (size_t i = 0; i <= silicon; i++)
        mesh->node[oxide + i] =
            silicon_cm * expm1(WIDENING * (double)i / (double)silicon) / expm1(WIDENING);
    kiln_mesh_follow(mesh, oxide_cm > 0 ? 0.5 * silicon_cm : 0);
}

static double dose(const kiln_field_state *state, size_t k)
{
    double sum = 0;
    for (size_t i = 0; i < state->mesh.cells; i++)
        sum += (state->mesh.node[i + 1] - state->mesh.node[i]) *
               state->conc[i * state->species + k];
    return sum;
}

/* Through time_s in so many steps, none refused; every atom stays. What Newton's method leaves
 * is a share of the error allowed to a step, so that it goes with the cube of the step, too. */
static void march_evenly(kiln_field_state *state, kiln_march_settings settings, double time_s,
                         unsigned steps)
{
    static const double ALLOWED = 1e5;
    double before[KILN_SPECIES_MAX];
    for (size_t k = 0; k < state->species; k++)
        before[k] = dose(state, k);
    settings.relative = ALLOWED / pow(steps, 3);
    settings.step_max_s = state->step_s = time_s / steps;
    settings.steps_max = 2 * (uint64_t)steps;
    settings.pointer = "";
    settings.accepted = carry_on;
    assert_int_equal(KILN_OK, kiln_march(state, &settings, time_s, NULL));
    assert_int_equal(steps, state->statistics.steps);
    assert_int_equal(0, state->statistics.rejected);
    for (size_t k = 0; k < state->species; k++)
        assert_true(fabs(dose(state, k) / before[k] - 1) < 1e-12);
}

/* Two runs' fields and a third to hold them to. */
typedef struct runs {
    kiln_arena arena;
    kiln_field_state coarse, fine, finest;
} runs;

static void take_runs(runs *r, size_t species)
{
    kiln_arena_init(&r->arena, 0, (kiln_allocator){0});
    kiln_field_state *const STATE[] = {&r->coarse, &r->fine, &r->finest};
    for (int i = 0; i < 3; i++)
        assert_int_equal(KILN_OK,
                         kiln_field_state_take(STATE[i], species, CELLS_MAX, &r->arena));
}

static void assert_order(double coarse_error, double fine_error, double most)
{
    const double order = log2(coarse_error / fine_error);
    if (!(order >= 1.9 && order <= most))
        fail_msg("errors %g and %g: order %.3f", coarse_error, fine_error, order);
}

static void assert_second_order(double coarse_error, double fine_error)
{
    assert_order(coarse_error, fine_error, 2.1);
}

/* Within the silicon a flux is of fourth order but for what its correction changes within a
 * step, which is of second: the fewer the steps, the sooner that is what is left. */
static void assert_second_to_fourth_order(double coarse_error, double fine_error)
{
    assert_order(coarse_error, fine_error, 4.1);
}

/* The largest difference of a cell's concentrations from those of a run whose cells, each of
 * them `part` times as fine, stand at the same places. */
static double difference(const kiln_field_state *run, const kiln_field_state *finest,
                         size_t part)
{
    const size_t m = run->species;
    double worst = 0;
    assert_int_equal(run->mesh.cells * part, finest->mesh.cells);
    for (size_t i = 0; i < run->mesh.cells; i++)
        for (size_t k = 0; k < m; k++) {
            double sum = 0;
            for (size_t j = i * part; j < (i + 1) * part; j++)
                sum +=
                    (finest->mesh.node[j + 1] - finest->mesh.node[j]) * finest->conc[j * m + k];
            const double width =
                finest->mesh.node[(i + 1) * part] - finest->mesh.node[i * part];
            worst = fmax(worst, fabs(run->conc[i * m + k] * width / sum - 1));
        }
    return worst;
}

/* --- oxide growing ------------------------------------------------------------------------ */

static const growth *const GROWTH[] = {&DEPLETING, &PILING_UP};

static void grow(const growth *g, kiln_field_state *state, size_t fineness, unsigned steps)
{
    growth context = *g;
    const kiln_march_settings settings = {
        .silicon_per_oxide = g->share, .surroundings = around_growth, .context = &context};
    set_mesh(&state->mesh, oxide_cm(g, g->from_s), 1e-4, fineness);
    for (size_t i = 0; i < state->mesh.cells; i++)
        state->conc[i] = mean_between(g, g->from_s, &state->mesh.node[i]);
    march_evenly(state, settings, GROWTH_S, steps);
}

/* The largest error of a cell's concentration, as a share of it. */
static double growth_error(const growth *g, const kiln_field_state *state)
{
    double worst = 0;
    for (size_t i = 0; i < state->mesh.cells; i++) {
        const double expected = mean_between(g, g->from_s + GROWTH_S, &state->mesh.node[i]);
        worst = fmax(worst, fabs(state->conc[i] / expected - 1));
    }
    return worst;
}

/* Goal: beside the exact solution the error falls with the square of the cells' width, in
 * oxide that dopant goes into and in oxide that drives it before itself.
 * Why: nothing but the right flux through the moving interface, at each of its speeds, leads
 * to that solution at all. */
static void growth_is_of_second_order_in_space(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof GROWTH / sizeof GROWTH[0]; i++) {
        runs r;
        take_runs(&r, 1);
        grow(GROWTH[i], &r.coarse, 128, 512);
        grow(GROWTH[i], &r.fine, 256, 512);
        const double fine_error = growth_error(GROWTH[i], &r.fine);
        assert_true(fine_error < 1e-4);
        assert_second_order(growth_error(GROWTH[i], &r.coarse), fine_error);
        kiln_arena_free(&r.arena);
    }
}

/* Goal: on one mesh, the error falls with the square of the step. */
static void growth_is_of_second_order_in_time(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof GROWTH / sizeof GROWTH[0]; i++) {
        runs r;
        take_runs(&r, 1);
        grow(GROWTH[i], &r.coarse, 64, 4);
        grow(GROWTH[i], &r.fine, 64, 8);
        grow(GROWTH[i], &r.finest, 64, 512);
        assert_second_order(difference(&r.coarse, &r.finest, 1),
                            difference(&r.fine, &r.finest, 1));
        kiln_arena_free(&r.arena);
    }
}

/* --- drive-ins under a sealed surface ----------------------------------------------------- */

/* A Gaussian, mirrored at the surface, on a level that is the same everywhere. */
typedef struct bell {
    double level_cm3, dose_cm2, peak_cm, sigma_cm;
} bell;

static double bell_between(const bell *b, const double node[])
{
    const double scale = 1 / (sqrt(2) * b->sigma_cm);
    const double buried =
        erf((node[1] - b->peak_cm) * scale) - erf((node[0] - b->peak_cm) * scale);
    const double mirrored =
        erf((node[1] + b->peak_cm) * scale) - erf((node[0] + b->peak_cm) * scale);
    return b->level_cm3 + 0.5 * b->dose_cm2 * (buried + mirrored) / (node[1] - node[0]);
}

/* Phosphorus and boron at 1000 C, about as many as there are intrinsic carriers and more, each
 * in the other's field. */
static const bell DONOR = {1e18, 6e14, 1.5e-5, 6e-6}, ACCEPTOR = {3e17, 2e14, 2.5e-5, 8e-6};

static kiln_status around_fermi(void *context, double time_s, kiln_surroundings *out)
{
    (void)context, (void)time_s;
    *out = (kiln_surroundings){.moment.intrinsic_cm3 = 7.1e18};
    out->moment.species[0] = plain(1, 0);
    out->moment.species[0].silicon = (kiln_diffusivity){{1.25e-14, 6.6e-16, 2.2e-16}};
    out->moment.species[1] = plain(-1, 0);
    out->moment.species[1].silicon = (kiln_diffusivity){{7.4e-16, 1.52e-14, 0}};
    return KILN_OK;
}

static void drive_in(kiln_field_state *state, size_t fineness, unsigned steps)
{
    const kiln_march_settings settings = {.surroundings = around_fermi};
    const bell *const BELL[] = {&DONOR, &ACCEPTOR};
    set_mesh(&state->mesh, 0, 1.2e-4, fineness);
    for (size_t i = 0; i < state->mesh.cells; i++)
        for (size_t k = 0; k < 2; k++)
            state->conc[i * 2 + k] = bell_between(BELL[k], &state->mesh.node[i]);
    march_evenly(state, settings, 512, steps);
}

/* Goal: the Fermi model, two dopants in each other's field, is of second order at least in the
 * cells' width: halving it divides what that changes by four, or by up to sixteen.
 * Why: there is no exact solution to hold it to. */
static void drive_ins_are_of_second_order_or_more_in_space(void **state)
{
    (void)state;
    runs r;
    take_runs(&r, 2);
    drive_in(&r.coarse, 64, 256);
    drive_in(&r.fine, 128, 256);
    drive_in(&r.finest, 256, 256);
    assert_second_to_fourth_order(difference(&r.coarse, &r.fine, 2),
                                  difference(&r.fine, &r.finest, 2));
    kiln_arena_free(&r.arena);
}

/* Goal: it is of second order in the step. */
static void drive_ins_are_of_second_order_in_time(void **state)
{
    (void)state;
    runs r;
    take_runs(&r, 2);
    drive_in(&r.coarse, 128, 8);
    drive_in(&r.fine, 128, 16);
    drive_in(&r.finest, 128, 32);
    assert_second_order(difference(&r.coarse, &r.fine, 1), difference(&r.fine, &r.finest, 1));
    kiln_arena_free(&r.arena);
}

static const bell PLAIN = {1e10, 1e14, 2e-5, 8e-6};
static const double PLAIN_CM2_S = 2e-14, PLAIN_S = 2048;

static kiln_status around_plain(void *context, double time_s, kiln_surroundings *out)
{
    (void)context, (void)time_s;
    *out = (kiln_surroundings){.moment.intrinsic_cm3 = UNDOPED_CM3};
    out->moment.species[0] = plain(1, PLAIN_CM2_S);
    return KILN_OK;
}

/* The largest error after a drive-in with one diffusivity, where there is more than a
 * millionth of the peak. */
static double plain_error(kiln_field_state *state, size_t fineness)
{
    const kiln_march_settings settings = {.surroundings = around_plain};
    bell after = PLAIN;
    double worst = 0;
    state->floor_share = 2e-7;
    set_mesh(&state->mesh, 0, 1.5e-4, fineness);
    for (size_t i = 0; i < state->mesh.cells; i++)
        state->conc[i] = bell_between(&PLAIN, &state->mesh.node[i]);
    const double middle_cm = state->mesh.node[fineness];
    march_evenly(state, settings, PLAIN_S, 256);
    assert_true(state->mesh.node[fineness] > 1.2 * middle_cm);
    after.sigma_cm = sqrt(after.sigma_cm * after.sigma_cm + 2 * PLAIN_CM2_S * PLAIN_S);
    for (size_t i = 0; i < state->mesh.cells; i++) {
        const double expected = bell_between(&after, &state->mesh.node[i]);
        if (expected > 1e13)
            worst = fmax(worst, fabs(state->conc[i] / expected - 1));
    }
    return worst;
}

/* Goal: on a mesh that stretches with the profile, the error beside the closed form falls with
 * the square of the cells' width. */
static void a_stretching_mesh_is_of_second_order(void **state)
{
    (void)state;
    runs r;
    take_runs(&r, 1);
    const double coarse_error = plain_error(&r.coarse, 128);
    assert_second_order(coarse_error, plain_error(&r.fine, 256));
    kiln_arena_free(&r.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(growth_is_of_second_order_in_space),
        cmocka_unit_test(growth_is_of_second_order_in_time),
        cmocka_unit_test(drive_ins_are_of_second_order_or_more_in_space),
        cmocka_unit_test(drive_ins_are_of_second_order_in_time),
        cmocka_unit_test(a_stretching_mesh_is_of_second_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
