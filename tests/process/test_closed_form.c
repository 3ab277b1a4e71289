/* Profiles with a closed form: properties that hold whatever the formula. The values themselves
 * are held against SciPy's quadrature in tests/oracle/closed_forms.py. */
#include "process/closed_form.h"
#include "process/run.h"

#include "kiln/math.h"

#include <math.h>

static const double NM = 1e-7;

static const kiln_form FORM[] = {
    {.kind = KILN_FORM_GAUSSIAN, .dose_cm2 = 1e13, .peak_cm = 150e-7, .variance_cm2 = 25e-12},
    {.kind = KILN_FORM_GAUSSIAN, .dose_cm2 = 5e15, .peak_cm = 0, .variance_cm2 = 1e-10},
    {.kind = KILN_FORM_GAUSSIAN, .dose_cm2 = 1e12, .peak_cm = 30e-7, .variance_cm2 = 4e-10},
    {.kind = KILN_FORM_SOURCE, .surface_cm3 = 1e20, .source_cm2 = 3e-11},
    {.kind = KILN_FORM_SOURCE, .surface_cm3 = 2e20, .source_cm2 = 1e-12, .drive_cm2 = 6e-10},
    {.kind = KILN_FORM_SOURCE, .surface_cm3 = 1e19, .source_cm2 = 6e-10, .drive_cm2 = 1e-12},
    {.kind = KILN_FORM_SOURCE, .surface_cm3 = 1e19, .source_cm2 = 1e-11, .drive_cm2 = 1e-11},
};
enum { FORM_COUNT = sizeof FORM / sizeof FORM[0] };

static double conc(double depth_cm, const void *context)
{
    return kiln_form_conc(context, depth_cm);
}

/* Goal: the integral over depth is the dose, before and after driving in.
 * Why: conservation; a wrong factor anywhere breaks it. */
static void the_profile_holds_its_dose(void **state)
{
    (void)state;
    const kiln_quadrature_settings settings = {.relative = 1e-12};
    for (size_t i = 0; i < FORM_COUNT; i++) {
        kiln_form form = FORM[i];
        for (int drives = 0; drives < 3; drives++) {
            const double end_cm = kiln_form_extent(&form);
            double dose;
            assert_int_equal(kiln_integrate(conc, &form, 0, end_cm, &settings, &dose, NULL),
                             KILN_OK);
            assert_close(dose, kiln_form_dose(&form), 1e-9);
            assert_close(kiln_form_dose(&form), kiln_form_dose(&FORM[i]), 1e-15);
            kiln_form_drive(&form, 2e-11);
        }
    }
}

/* Goal: past its extent a form is below 1e-15 of its highest value, and at half of it is not.
 * Why: the grid and the integrals end there. */
static void the_extent_is_where_nothing_is_left(void **state)
{
    (void)state;
    for (size_t i = 0; i < FORM_COUNT; i++) {
        const double end_cm = kiln_form_extent(&FORM[i]);
        const double top =
            fmax(kiln_form_conc(&FORM[i], 0), kiln_form_conc(&FORM[i], FORM[i].peak_cm));
        assert_true(kiln_form_conc(&FORM[i], end_cm) < 1e-15 * top);
        assert_true(kiln_form_conc(&FORM[i], 0.5 * end_cm) > 1e-15 * top);
    }
}

/* Goal: a sealed surface lets nothing through: the slope at depth 0 vanishes.
 * Why: the reflection term is easy to lose, and shows in nothing else near a deep peak. */
static void a_sealed_surface_has_no_slope(void **state)
{
    (void)state;
    for (size_t i = 0; i < FORM_COUNT; i++) {
        kiln_form form = FORM[i];
        kiln_form_drive(&form, 1e-12);
        const double h = 0.02 * NM;
        const double here = kiln_form_conc(&form, 0), there = kiln_form_conc(&form, h);
        /* C(h) - C(0) is of the order h^2, so a hundredth of h lets a true slope through. */
        assert_true(fabs(there - here) <= 1e-4 * here);
        const double further = kiln_form_conc(&form, 2 * h);
        assert_true(fabs(further - here) <= 4.2 * fabs(there - here) + 1e-13 * here);
    }
}

/* Goal: dC/dt = D d2C/dx2, by differences, at many depths. Why: that is the equation solved. */
static void the_profile_obeys_the_diffusion_equation(void **state)
{
    (void)state;
    for (size_t i = 0; i < FORM_COUNT; i++) {
        kiln_form form = FORM[i];
        const double first_cm = kiln_form_extent(&form) / 8.6;
        kiln_form_drive(&form,
                        0.2 * first_cm * first_cm); /* smooth on the scale of the width */
        const double width_cm = kiln_form_extent(&form) / 8.6;
        const double h = 0.01 * width_cm, dt = 2e-5 * width_cm * width_cm;
        kiln_form later = form, before = form;
        kiln_form_drive(&later, dt);
        kiln_form_drive(&before, -dt);
        for (int j = 1; j < 20; j++) {
            const double x = 0.2 * j * width_cm;
            const double now = kiln_form_conc(&form, x);
            const double in_time =
                (kiln_form_conc(&later, x) - kiln_form_conc(&before, x)) / (2 * dt);
            const double in_space =
                (kiln_form_conc(&form, x + h) - 2 * now + kiln_form_conc(&form, x - h)) /
                (h * h);
            const double scale = now / (width_cm * width_cm);
            if (!(fabs(in_time - in_space) <= 2e-3 * scale * (1 + 0.1 * j * j)))
                fail_msg("form %zu at %d: %g is not %g", i, j, in_time, in_space);
        }
    }
}

/* Goal: a drive-in after a source reaches sqrt and half of textbook limits: no drive-in is
 * erfc, a long one is the Gaussian of its dose. */
static void a_drive_in_goes_from_erfc_to_a_gaussian(void **state)
{
    (void)state;
    const kiln_form held = FORM[3];
    kiln_form slight = held, lengthy = held;
    kiln_form_drive(&slight, 1e-30);
    kiln_form_drive(&lengthy, 1e6 * held.source_cm2);
    const kiln_form sheet = {.kind = KILN_FORM_GAUSSIAN,
                             .dose_cm2 = kiln_form_dose(&held),
                             .variance_cm2 = 2e6 * held.source_cm2};
    for (int j = 0; j <= 10; j++) {
        const double near_cm = j * 10 * NM, far_cm = j * 1000 * NM;
        assert_close(kiln_form_conc(&slight, near_cm),
                     1e20 * erfc(near_cm / (2 * sqrt(held.source_cm2))), 1e-8);
        assert_close(kiln_form_conc(&lengthy, far_cm), kiln_form_conc(&sheet, far_cm), 2e-6);
    }
}

/* A measured profile in small: a plateau above its first point, a peak, a fall over four
 * decades with uneven steps, zeros. */
static const double TABLE_CM[] = {20e-7,  50e-7,  60e-7,  61e-7, 100e-7,
                                  180e-7, 181e-7, 200e-7, 240e-7};
static const double TABLE_CM3[] = {1e18, 3e19, 3e19, 2.99e19, 1e17, 2e15, 0, 0, 5e15};
enum { TABLE_POINTS = sizeof TABLE_CM / sizeof TABLE_CM[0] };

static kiln_form sample_table(void)
{
    return kiln_form_of_table(KILN_BORON, TABLE_POINTS, TABLE_CM, TABLE_CM3);
}

/* The mean by quadrature, cut at the table's points. */
static double mean_by_quadrature(const kiln_form *form, double from_cm, double to_cm)
{
    const kiln_quadrature_settings settings = {
        .relative = 1e-12,
        .break_count = form->kind == KILN_FORM_TABLE ? form->points : 1,
        .breaks = form->kind == KILN_FORM_TABLE ? form->depth_cm : &form->peak_cm};
    double dose = 0;
    assert_int_equal(kiln_integrate(conc, form, from_cm, to_cm, &settings, &dose, NULL),
                     KILN_OK);
    return dose / (to_cm - from_cm);
}

/* Goal: a table is followed as documented: as its first point above it, geometric between
 * points, straight where one is 0, nothing below the last. */
static void a_table_is_followed_between_its_points(void **state)
{
    (void)state;
    const kiln_form form = sample_table();
    assert_close(kiln_form_conc(&form, 0), 1e18, 0);
    assert_close(kiln_form_conc(&form, 35e-7), sqrt(1e18 * 3e19), 1e-12);
    assert_close(kiln_form_conc(&form, 180.25e-7), 1.5e15, 1e-9);
    assert_close(kiln_form_conc(&form, 220e-7), 2.5e15, 1e-9);
    assert_true(!(kiln_form_conc(&form, 190e-7) > 0));
    assert_close(kiln_form_conc(&form, 240e-7), 5e15, 0);
    assert_true(!(kiln_form_conc(&form, 240.1e-7) > 0));
    for (size_t i = 0; i < TABLE_POINTS; i++)
        assert_close(kiln_form_conc(&form, TABLE_CM[i]), TABLE_CM3[i], 1e-12);
    assert_close(form.peak_cm, 50e-7, 0);
    assert_close(kiln_form_extent(&form), 240e-7, 0);
}

/* Goal: the dose of a table is the integral over it. Why: it is what the wafer starts with. */
static void a_table_holds_its_integral(void **state)
{
    (void)state;
    const kiln_form form = sample_table();
    assert_close(kiln_form_dose(&form), 240e-7 * mean_by_quadrature(&form, 0, 240e-7), 1e-11);
}

/* Goal: means over cells are the integral over them, for random cells, wide and narrow, in the
 * middle and far out in the tail. Why: they are what the mesh starts with. */
static void means_are_integrals(void **state)
{
    (void)state;
    const kiln_form forms[] = {FORM[0], FORM[1], FORM[2], sample_table()};
    kiln_random random = kiln_random_start(7, 0);
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        const double end_cm = 0.9 * kiln_form_extent(&forms[i]);
        for (int j = 0; j < 300; j++) {
            const double from_cm = end_cm * kiln_random_uniform(&random);
            const double width = pow(10, -4 * kiln_random_uniform(&random));
            const double to_cm = from_cm + width * (1.1 * end_cm - from_cm);
            const double expected = mean_by_quadrature(&forms[i], from_cm, to_cm);
            assert_close(kiln_form_mean(&forms[i], from_cm, to_cm), expected, 1e-9);
        }
    }
}

/* Goal: cells side by side hold the dose between them, and a sheet lies in one of them whole,
 * at the surface and on an edge too. */
static void cells_side_by_side_hold_the_dose(void **state)
{
    (void)state;
    kiln_form forms[] = {FORM[0], sample_table(), FORM[0], FORM[0], FORM[0]};
    for (size_t i = 2; i < 5; i++) {
        forms[i].variance_cm2 = 0;
        forms[i].peak_cm = (i == 2 ? 0 : i == 3 ? 75.3 : 200) * 1e-7;
    }
    for (size_t i = 0; i < 5; i++) {
        double sum = 0;
        size_t filled = 0;
        for (int j = 0; j < 100; j++) {
            const double mean = kiln_form_mean(&forms[i], 1e-6 * j, 1e-6 * (j + 1));
            sum += 1e-6 * mean;
            filled += mean > 0;
        }
        assert_close(sum, kiln_form_dose(&forms[i]), 1e-13);
        assert_true(i < 2 || filled == 1);
    }
}

/* Goal: spots lie where the form is steep, with spacings that see it, and none below the least:
 * a Gaussian's peak, a sheet, a table's steepest places and its end. */
static void spots_lie_where_forms_are_steep(void **state)
{
    (void)state;
    kiln_grid_spot spot[KILN_FORM_SPOTS];
    kiln_form form = FORM[0];
    assert_int_equal(kiln_form_spots(&form, 1e-10, spot), 1);
    assert_close(spot[0].position, 150e-7, 0);
    assert_close(spot[0].spacing, 2.5e-7, 1e-12);
    form.variance_cm2 = 0;
    assert_int_equal(kiln_form_spots(&form, 1e-10, spot), 1);
    assert_close(spot[0].spacing, 1e-10, 0);
    form = sample_table();
    const size_t count = kiln_form_spots(&form, 1e-10, spot);
    assert_in_range(count, 3, KILN_FORM_SPOTS);
    bool step = false;
    for (size_t i = 0; i < count; i++) {
        assert_true(spot[i].spacing >= 1e-10);
        step |= fabs(spot[i].position - 180e-7) < 1e-9 && spot[i].spacing < 2e-8;
    }
    assert_true(step);
    assert_close(spot[count - 1].position, 240e-7, 0);
    assert_int_equal(kiln_form_spots(&FORM[3], 1e-10, spot), 0);
    const size_t coarse = kiln_form_spots(&form, 1e-6, spot);
    for (size_t i = 0; i < coarse; i++)
        assert_close(spot[i].spacing, fmax(spot[i].spacing, 1e-6), 0);
}

/* Goal: a clean table is followed finely, a noisy one by cells that average its noise, a
 * formula as finely as one likes. Why: a mesh that follows noise has no room for it. */
static void noise_has_a_coarse_grain(void **state)
{
    (void)state;
    enum { POINTS = 1000 };
    double depth_cm[POINTS], clean_cm3[POINTS], noisy_cm3[POINTS];
    kiln_random random = kiln_random_start(3, 0);
    for (size_t i = 0; i < POINTS; i++) {
        depth_cm[i] = (double)i * NM;
        clean_cm3[i] = 1e20 * exp(-(double)i / 30) + 1e15;
        noisy_cm3[i] = clean_cm3[i] * exp(kiln_random_uniform(&random) - 0.5);
    }
    const kiln_form clean = kiln_form_of_table(KILN_BORON, POINTS, depth_cm, clean_cm3);
    const kiln_form noisy = kiln_form_of_table(KILN_BORON, POINTS, depth_cm, noisy_cm3);
    assert_close(kiln_form_grain(&clean), 999 * NM / 800, 1e-12);
    assert_true(kiln_form_grain(&noisy) >= 5 * NM && kiln_form_grain(&noisy) <= 20 * NM);
    assert_true(!(kiln_form_grain(&FORM[0]) > 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_profile_holds_its_dose),
        cmocka_unit_test(the_extent_is_where_nothing_is_left),
        cmocka_unit_test(a_sealed_surface_has_no_slope),
        cmocka_unit_test(the_profile_obeys_the_diffusion_equation),
        cmocka_unit_test(a_drive_in_goes_from_erfc_to_a_gaussian),
        cmocka_unit_test(a_table_is_followed_between_its_points),
        cmocka_unit_test(a_table_holds_its_integral),
        cmocka_unit_test(means_are_integrals),
        cmocka_unit_test(cells_side_by_side_hold_the_dose),
        cmocka_unit_test(spots_lie_where_forms_are_steep),
        cmocka_unit_test(noise_has_a_coarse_grain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
