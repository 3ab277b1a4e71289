/* Profiles with a closed form, and as tables. */
#include "closed_form.h"

#include "kiln/math.h"

#include <assert.h>
#include <math.h>

static const double PI = 3.14159265358979323846;

/* --- tables ------------------------------------------------------------------------------- */

kiln_form kiln_form_of_table(kiln_dopant dopant, size_t points, const double depth_cm[],
                             const double conc_cm3[])
{
    size_t highest = 0;
    for (size_t i = 1; i < points; i++)
        if (conc_cm3[i] > conc_cm3[highest])
            highest = i;
    return (kiln_form){.kind = KILN_FORM_TABLE,
                       .dopant = dopant,
                       .peak_cm = depth_cm[highest],
                       .points = points,
                       .depth_cm = depth_cm,
                       .conc_cm3 = conc_cm3};
}

/* How many points of a table lie at a depth or above it. */
static size_t points_above(const kiln_form *form, double depth_cm)
{
    size_t low = 0, high = form->points;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (form->depth_cm[middle] <= depth_cm)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* A piece of a table, between neighbouring points. */
typedef struct piece {
    double top_cm, bottom_cm;
    double top_cm3, bottom_cm3;
    bool straight; /* else its logarithm is */
} piece;

/* The piece above point i >= 1. */
static piece piece_above(const kiln_form *form, size_t i)
{
    const double *x = &form->depth_cm[i - 1], *c = &form->conc_cm3[i - 1];
    return (piece){x[0], x[1], c[0], c[1], !(c[0] > 0 && c[1] > 0)};
}

static double piece_conc(const piece *p, double depth_cm)
{
    const double t = (depth_cm - p->top_cm) / (p->bottom_cm - p->top_cm);
    return p->straight ? p->top_cm3 + t * (p->bottom_cm3 - p->top_cm3)
                       : p->top_cm3 * pow(p->bottom_cm3 / p->top_cm3, t);
}

/* Its mean between two depths within. */
static double piece_mean(const piece *p, double from_cm, double to_cm)
{
    const double a = piece_conc(p, from_cm), b = piece_conc(p, to_cm);
    const double r = (a - b) / (a + b), square = r * r;
    if (p->straight)
        return 0.5 * (a + b);
    if (square < 1e-4) /* half the sum times r / atanh(r), without cancellation */
        return 0.5 * (a + b) *
               (1 - square * (1. / 3 + square * (4. / 45 + square * 44. / 945)));
    return (a - b) / log(a / b);
}

static double table(const kiln_form *form, double depth_cm)
{
    const size_t last = form->points - 1;
    const size_t below = points_above(form, depth_cm);
    if (below == 0)
        return form->conc_cm3[0];
    if (below > last)
        return depth_cm > form->depth_cm[last] ? 0 : form->conc_cm3[last];
    const piece p = piece_above(form, below);
    return piece_conc(&p, depth_cm);
}

/* Atoms per area of a table between two depths. */
static double table_between(const kiln_form *form, double from_cm, double to_cm)
{
    const double bottom_cm = form->depth_cm[form->points - 1];
    const double end_cm = fmin(to_cm, bottom_cm);
    double sum = 0, x = from_cm;
    for (size_t i = points_above(form, from_cm); x < end_cm; i++) {
        const double next = fmin(end_cm, form->depth_cm[i]);
        double mean = form->conc_cm3[0];
        if (i > 0) {
            const piece p = piece_above(form, i);
            mean = piece_mean(&p, x, next);
        }
        sum += (next - x) * mean;
        x = next;
    }
    return sum;
}

/* --- formulas ----------------------------------------------------------------------------- */

static double gaussian(const kiln_form *form, double depth_cm)
{
    const double below = depth_cm - form->peak_cm, above = depth_cm + form->peak_cm;
    const double width = 2 * form->variance_cm2;
    return form->dose_cm2 / sqrt(PI * width) *
           (exp(-below * below / width) + exp(-above * above / width));
}

/* erf(b) - erf(a), a < b, without cancellation in the tails. */
static double erf_difference(double a, double b)
{
    if (a > 0.5)
        return kiln_erfc(a) - kiln_erfc(b);
    if (b < -0.5)
        return kiln_erfc(-b) - kiln_erfc(-a);
    return kiln_erf(b) - kiln_erf(a);
}

/* Atoms per area of a Gaussian, or a sheet, between two depths. */
static double gaussian_between(const kiln_form *form, double from_cm, double to_cm)
{
    if (!(form->variance_cm2 > 0))
        return from_cm <= form->peak_cm && form->peak_cm < to_cm ? form->dose_cm2 : 0;
    const double width = sqrt(2 * form->variance_cm2), p = form->peak_cm;
    return 0.5 * form->dose_cm2 *
           (erf_difference((from_cm - p) / width, (to_cm - p) / width) +
            erf_difference((from_cm + p) / width, (to_cm + p) / width));
}

static double held_surface(const kiln_form *form, double depth_cm)
{
    if (!(form->source_cm2 > 0))
        return 0;
    if (!(form->drive_cm2 > 0))
        return form->surface_cm3 * kiln_erfc(depth_cm / (2 * sqrt(form->source_cm2)));
    const double whole_cm2 = form->source_cm2 + form->drive_cm2;
    return 4 * form->surface_cm3 *
           kiln_owen_t(depth_cm / sqrt(2 * whole_cm2),
                       sqrt(form->source_cm2 / form->drive_cm2));
}

static double simpson(const kiln_form *form, double from_cm, double to_cm)
{
    return (held_surface(form, from_cm) + 4 * held_surface(form, 0.5 * (from_cm + to_cm)) +
            held_surface(form, to_cm)) /
           6;
}

/* --- any form ----------------------------------------------------------------------------- */

double kiln_form_conc(const kiln_form *form, double depth_cm)
{
    switch (form->kind) {
    case KILN_FORM_GAUSSIAN:
        return gaussian(form, depth_cm);
    case KILN_FORM_SOURCE:
        return held_surface(form, depth_cm);
    case KILN_FORM_TABLE:
        break;
    }
    return table(form, depth_cm);
}

double kiln_form_mean(const kiln_form *form, double from_cm, double to_cm)
{
    switch (form->kind) {
    case KILN_FORM_GAUSSIAN:
        return gaussian_between(form, from_cm, to_cm) / (to_cm - from_cm);
    case KILN_FORM_SOURCE:
        return simpson(form, from_cm, to_cm);
    case KILN_FORM_TABLE:
        break;
    }
    return table_between(form, from_cm, to_cm) / (to_cm - from_cm);
}

double kiln_form_dose(const kiln_form *form)
{
    switch (form->kind) {
    case KILN_FORM_GAUSSIAN:
        return form->dose_cm2;
    case KILN_FORM_SOURCE:
        return 2 * form->surface_cm3 * sqrt(form->source_cm2 / PI);
    case KILN_FORM_TABLE:
        break;
    }
    return table_between(form, 0, form->depth_cm[form->points - 1]);
}

double kiln_form_extent(const kiln_form *form)
{
    const double sigmas = 8.6; /* exp(-8.6^2 / 2) = 9e-17, and erfc(8.6 / sqrt 2) is less */
    switch (form->kind) {
    case KILN_FORM_GAUSSIAN:
        return form->peak_cm + sigmas * sqrt(form->variance_cm2);
    case KILN_FORM_SOURCE:
        return sigmas * sqrt(2 * (form->source_cm2 + form->drive_cm2));
    case KILN_FORM_TABLE:
        break;
    }
    return form->depth_cm[form->points - 1];
}

/* Intervals grow by this as they lead away from a spot. */
static const double SPOT_GROWTH = 1.1;

/* The steepest place of each stretch of the table. What changes from one point to the next by
 * noise alone is not worth cells without end: no spacing is below a share of the depth. */
static size_t table_spots(const kiln_form *form, double least_cm, kiln_grid_spot spot[])
{
    static const double CHANGE = 0.1, LEAST_SHARE = 5e-4;
    enum { STRETCHES = KILN_FORM_SPOTS - 1 };
    const size_t last = form->points - 1;
    const double bottom_cm = form->depth_cm[last];
    const double least = fmax(least_cm, LEAST_SHARE * bottom_cm);
    double steepest[STRETCHES] = {0};
    size_t at[STRETCHES];
    for (size_t i = 0; i < last; i++) {
        const double *x = &form->depth_cm[i], *c = &form->conc_cm3[i];
        const double whole = c[0] + c[1];
        const double slope = whole > 0 ? 2 * fabs(c[1] - c[0]) / whole / (x[1] - x[0]) : 0;
        const size_t stretch = (size_t)(STRETCHES * (x[0] / bottom_cm));
        if (slope > steepest[stretch]) {
            steepest[stretch] = slope;
            at[stretch] = i;
        }
    }
    size_t spots = 0;
    for (size_t j = 0; j < STRETCHES; j++)
        if (steepest[j] > 0)
            spot[spots++] = (kiln_grid_spot){form->depth_cm[at[j]],
                                             fmax(CHANGE / steepest[j], least), SPOT_GROWTH};
    spot[spots++] = (kiln_grid_spot){bottom_cm, least, SPOT_GROWTH};
    return spots;
}

size_t kiln_form_spots(const kiln_form *form, double least_cm,
                       kiln_grid_spot spot[KILN_FORM_SPOTS])
{
    static const double SHARE_OF_SIGMA = 0.05;
    switch (form->kind) {
    case KILN_FORM_GAUSSIAN:
        spot[0] = (kiln_grid_spot){form->peak_cm,
                                   fmax(SHARE_OF_SIGMA * sqrt(form->variance_cm2), least_cm),
                                   SPOT_GROWTH};
        return 1;
    case KILN_FORM_SOURCE:
        return 0;
    case KILN_FORM_TABLE:
        break;
    }
    return table_spots(form, least_cm, spot);
}

/* How many cells it takes to follow the bends of a table's means over even cells, if each may
 * bend by BEND of its logarithm; what is below a share of the peak does not count. */
static double cells_for_bends(const kiln_form *form, size_t cells)
{
    static const double BEND = 0.1, FLOOR = 1e-9;
    const double wide_cm = kiln_form_extent(form) / (double)cells;
    const double floor_cm3 = FLOOR * kiln_form_conc(form, form->peak_cm);
    double sum = 0, before = 0, last = 0; /* logarithms of the two means above */
    for (size_t i = 0; i < cells; i++) {
        const double mean =
            kiln_form_mean(form, wide_cm * (double)i, wide_cm * (double)(i + 1));
        const double here = log(mean + floor_cm3);
        if (i >= 2)
            sum += sqrt(fabs(here - 2 * last + before)) / BEND;
        before = last;
        last = here;
    }
    return sum;
}

double kiln_form_grain(const kiln_form *form)
{
    enum { COARSEST = 50, CELLS_MOST = 400 };
    size_t cells = KILN_FORM_CELLS;
    if (form->kind != KILN_FORM_TABLE || !(kiln_form_conc(form, form->peak_cm) > 0))
        return 0;
    while (cells > COARSEST && cells_for_bends(form, cells) > CELLS_MOST)
        cells /= 2;
    return kiln_form_extent(form) / (double)cells;
}

void kiln_form_drive(kiln_form *form, double dt_cm2)
{
    assert(form->kind != KILN_FORM_TABLE);
    if (form->kind == KILN_FORM_GAUSSIAN)
        form->variance_cm2 += 2 * dt_cm2;
    else
        form->drive_cm2 += dt_cm2;
}
