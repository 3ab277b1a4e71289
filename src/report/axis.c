/* An axis: its range from what is given and from the data, and ticks at 1, 2 or 5 times a power
 * of ten, or at decades. */
#include "axis.h"

#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* An automatic log axis goes down so many decades: an erfc tail goes on to 1e-300. */
enum { DECADES_MAX = 12 };
/* Magnitudes from here on are labelled with a power of ten; so are steps below 1e-5. */
enum { PLAIN_DIGITS_MAX = 6, PLAIN_DECIMALS_MAX = 5 };
/* A range narrower than this part of its values is widened to it: labels could not tell its
 * ticks apart. Near 0 the steps of a range stay normal doubles. */
#define NARROWEST         1e-9
#define NARROWEST_AT_ZERO 1e-290
/* Ends of axes stay where differences, ratios and powers of ten are normal doubles. */
#define LARGEST  1e300
#define SMALLEST 1e-300

static bool placeable(kiln_chart_scale scale, double value)
{
    return isfinite(value) && (scale == KILN_CHART_LINEAR || value > 0);
}

void kiln_extent_add(kiln_extent *extent, kiln_chart_scale scale, double value)
{
    if (!placeable(scale, value))
        return;
    extent->min = fmin(extent->min, value);
    extent->max = fmax(extent->max, value);
}

/* A tick value in decimal, exactly: count * 10^exponent. */
typedef struct decimal {
    int64_t count;
    int exponent;
} decimal;

static double decimal_value(decimal d)
{
    return d.exponent < 0 ? (double)d.count / pow(10, -d.exponent)
                          : (double)d.count * pow(10, d.exponent);
}

/* The step of 1, 2 or 5 times a power of ten that puts at most `wanted` steps into span. */
static decimal nice_step(double span, double wanted)
{
    const double raw = span / wanted;
    decimal step = {1, (int)floor(log10(raw))};
    if (decimal_value(step) < raw)
        step.count = 2;
    if (decimal_value(step) < raw)
        step.count = 5;
    if (decimal_value(step) < raw)
        step = (decimal){1, step.exponent + 1};
    return step;
}

static void linear_range(kiln_axis *axis, bool min_free, bool max_free)
{
    const double largest = fmax(fabs(axis->min), fabs(axis->max));
    const double span = axis->max - axis->min;
    if (span > fmax(largest * NARROWEST, NARROWEST_AT_ZERO))
        return;
    const double room = largest <= NARROWEST_AT_ZERO / NARROWEST ? 1
                        : span > 0                               ? largest * NARROWEST
                                                                 : largest * 0.1;
    axis->min -= min_free || !max_free ? room : 0;
    axis->max += max_free || !min_free ? room : 0;
}

/* Out to whole steps, and to 0 when the data starts near it. */
static void linear_round(kiln_axis *axis, bool min_free, bool max_free, double wanted)
{
    if (min_free && axis->min > 0 && axis->min < 0.5 * axis->max)
        axis->min = 0;
    /* Rounding widens the range, and the wider one may want the next larger step. */
    for (int pass = 0; pass < 2; pass++) {
        const double step = decimal_value(nice_step(axis->max - axis->min, wanted));
        if (min_free)
            axis->min = step * floor(axis->min / step + 1e-9);
        if (max_free)
            axis->max = step * ceil(axis->max / step - 1e-9);
    }
}

static void log_round(kiln_axis *axis, bool min_free, bool max_free)
{
    /* A little room, so that a curve does not run along the frame. */
    if (max_free)
        axis->max = pow(10, fmin(300, ceil(log10(axis->max) + 0.15)));
    if (min_free)
        axis->min = pow(10, fmax(-300, floor(log10(axis->min) - 0.05)));
    if (min_free && max_free)
        axis->min = fmax(axis->min, axis->max / pow(10, DECADES_MAX));
}

static double clamp(double value, kiln_chart_scale scale)
{
    const double least = scale == KILN_CHART_LINEAR ? -LARGEST : SMALLEST;
    return fmin(fmax(value, least), LARGEST);
}

/* The data when it is all on the far side of the one end that is given. */
static void mend_order(kiln_axis *axis, bool min_free)
{
    if (axis->min <= axis->max)
        return;
    const bool linear = axis->scale == KILN_CHART_LINEAR;
    if (min_free)
        axis->min = linear ? axis->max - fabs(axis->max) : axis->max / 10;
    else
        axis->max = linear ? axis->min + fabs(axis->min) : axis->min * 10;
}

static void settle_range(kiln_axis *axis, const kiln_chart_axis *given, kiln_extent data,
                         kiln_ends ends, double wanted)
{
    const kiln_chart_scale scale = given->scale;
    bool min_free = !placeable(scale, given->min), max_free = !placeable(scale, given->max);
    if (!min_free && !max_free && given->min >= given->max)
        min_free = max_free = true;
    if (!(data.min <= data.max))
        data = scale == KILN_CHART_LINEAR ? (kiln_extent){0, 1} : (kiln_extent){1, 10};
    axis->min = clamp(min_free ? data.min : given->min, scale);
    axis->max = clamp(max_free ? data.max : given->max, scale);
    mend_order(axis, min_free);
    if (scale == KILN_CHART_LOG10) {
        const bool narrow = axis->max / axis->min < 1 + NARROWEST;
        if (ends == KILN_ENDS_ROUNDED || narrow)
            log_round(axis, min_free, max_free);
        if (axis->max / axis->min < 1 + NARROWEST)
            axis->max *= 10;
        return;
    }
    linear_range(axis, min_free, max_free);
    if (ends == KILN_ENDS_ROUNDED)
        linear_round(axis, min_free, max_free, wanted);
}

/* Decimal digits with a point before the last `decimals`, and the proper minus sign. */
static void write_decimal(char text[KILN_TICK_TEXT_MAX], int64_t count, int decimals)
{
    const char *sign = count < 0 ? "\xe2\x88\x92" : "";
    const int places = decimals < 0 ? 0 : decimals > 18 ? 18 : decimals;
    int64_t scale = 1;
    for (int i = 0; i < places; i++)
        scale *= 10;
    const int64_t size = count < 0 ? -count : count;
    if (places > 0)
        snprintf(text, KILN_TICK_TEXT_MAX, "%s%" PRId64 ".%0*" PRId64, sign, size / scale,
                 places, size % scale);
    else
        snprintf(text, KILN_TICK_TEXT_MAX, "%s%" PRId64, sign, size);
}

/* All ticks of an axis share a power of ten (0: none), so that they compare at sight. */
static void write_tick(kiln_tick *tick, decimal value, int power)
{
    tick->value = decimal_value(value);
    tick->power[0] = '\0';
    int decimals = power - value.exponent;
    while (decimals < 0) {
        value.count *= 10;
        decimals++;
    }
    if (!value.count)
        decimals = 0;
    write_decimal(tick->text, value.count, decimals);
    if (power && value.count) {
        const size_t at = strlen(tick->text);
        snprintf(tick->text + at, sizeof tick->text - at,
                 "\xe2\x80\x89\xc3\x97\xe2\x80\x89"
                 "10");
        snprintf(tick->power, sizeof tick->power, "^%d", power);
    }
}

static int shared_power(const kiln_axis *axis, decimal step)
{
    const double largest = fmax(fabs(axis->min), fabs(axis->max));
    const int power = (int)floor(log10(largest) + 1e-12);
    return power >= PLAIN_DIGITS_MAX || -step.exponent > PLAIN_DECIMALS_MAX ? power : 0;
}

static void linear_ticks(kiln_axis *axis, double wanted)
{
    const double slack = 1e-9;
    const decimal step = nice_step(axis->max - axis->min, wanted);
    const double size = decimal_value(step);
    const int power = shared_power(axis, step);
    const double first = ceil(axis->min / size - slack), last = floor(axis->max / size + slack);
    for (double i = first; i <= last && axis->major_count < KILN_TICKS_MAX; i++)
        write_tick(&axis->major[axis->major_count++],
                   (decimal){(int64_t)i * step.count, step.exponent}, power);
    const double parts = step.count == 2 ? 4 : 5;
    if (axis->scale == KILN_CHART_LOG10)
        return;
    for (double i = ceil(axis->min / size * parts - slack);
         i <= floor(axis->max / size * parts + slack); i++)
        if (fmod(i, parts) != 0 && axis->minor_count < KILN_MINOR_TICKS_MAX)
            axis->minor[axis->minor_count++] = i * size / parts;
}

static void decade_minors(kiln_axis *axis, double low, double high, int stride,
                          double decade_px)
{
    const double room_for_nine_px = 18, room_for_one_px = 4;
    if (decade_px < (stride > 1 ? room_for_one_px : room_for_nine_px))
        return;
    for (double decade = floor(low); decade <= high; decade++)
        for (int digit = stride > 1 ? 1 : 2; digit <= (stride > 1 ? 1 : 9); digit++) {
            const double value = digit * pow(10, decade);
            if (value >= axis->min * (1 - 1e-9) && value <= axis->max * (1 + 1e-9) &&
                (stride == 1 || fmod(decade, stride) != 0) &&
                axis->minor_count < KILN_MINOR_TICKS_MAX)
                axis->minor[axis->minor_count++] = value;
        }
}

static void log_ticks(kiln_axis *axis, double wanted, double length_px)
{
    static const int STRIDE[] = {1, 2, 3, 5, 10, 20, 50, 100, 200};
    const double low = axis->low, high = axis->high, slack = 1e-9;
    if (floor(high + slack) - ceil(low - slack) < 1) {
        linear_ticks(axis, wanted);
        return;
    }
    size_t s = 0;
    while (s + 1 < sizeof STRIDE / sizeof STRIDE[0] && (high - low) / STRIDE[s] > wanted)
        s++;
    const int stride = STRIDE[s];
    for (double decade = stride * ceil(low / stride - slack);
         decade <= high + slack && axis->major_count < KILN_TICKS_MAX; decade += stride) {
        kiln_tick *tick = &axis->major[axis->major_count++];
        *tick = (kiln_tick){.value = pow(10, decade), .text = "10"};
        snprintf(tick->power, sizeof tick->power, "^%d", (int)decade);
    }
    decade_minors(axis, low, high, stride, length_px / (high - low));
}

/* The value on a scale where equal distances on paper are equal differences; a linear one is
 * halved, so that the difference of any two values is finite. */
static double even(kiln_chart_scale scale, double value)
{
    return scale == KILN_CHART_LOG10 ? log10(value) : 0.5 * value;
}

void kiln_axis_init(kiln_axis *axis, const kiln_chart_axis *given, kiln_extent data,
                    kiln_ends ends, double length_px, double spacing_px)
{
    const double wanted = fmin(fmax(floor(length_px / spacing_px), 2), KILN_TICKS_MAX - 2);
    axis->scale = given->scale;
    axis->major_count = axis->minor_count = 0;
    settle_range(axis, given, data, ends, wanted);
    axis->low = even(axis->scale, axis->min);
    axis->high = even(axis->scale, axis->max);
    if (axis->scale == KILN_CHART_LOG10)
        log_ticks(axis, wanted, length_px);
    else
        linear_ticks(axis, wanted);
}

double kiln_axis_place(const kiln_axis *axis, double value)
{
    if (!placeable(axis->scale, value))
        return NAN;
    return (even(axis->scale, value) - axis->low) / (axis->high - axis->low);
}

void kiln_tick_label(const kiln_tick *tick, kiln_label *label)
{
    *label = (kiln_label){0};
    kiln_label_add(label, tick->text);
    kiln_label_unit(label, tick->power);
}
