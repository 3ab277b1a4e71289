/* Profiles with a closed form: properties that hold whatever the formula. The values themselves
 * are held against SciPy's quadrature in tests/oracle/closed_forms.py. */
#include "process/closed_form.h"

#include "kiln/math.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

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

static void assert_close(double found, double expected, double relative)
{
    if (!(fabs(found - expected) <= relative * fabs(expected)))
        fail_msg("%.17g is not %.17g within %g", found, expected, relative);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_profile_holds_its_dose),
        cmocka_unit_test(the_extent_is_where_nothing_is_left),
        cmocka_unit_test(a_sealed_surface_has_no_slope),
        cmocka_unit_test(the_profile_obeys_the_diffusion_equation),
        cmocka_unit_test(a_drive_in_goes_from_erfc_to_a_gaussian),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
