/* Numbers as text on random doubles and random decimals, held against the C library, and on
 * every power of two with its neighbours. Every value goes through every check. The random bits
 * are counter-based, so that `test_number_random PART PARTS` can run one of equal parts. */
#include "kiln/base/number.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    DOUBLES = 10010000, /* written shortest and read back; 1 in 2048 is not finite */
    ROUNDED = 1000000,  /* written with 1 to 17 digits */
    DECIMALS = 2000000, /* read */
    DECIMAL_DIGITS_MAX = 40
};

/* Which of the random numbers this process takes: those with index % parts == part. */
static uint64_t part = 0, parts = 1;

/* Number `index` of the stream of a seed. G. L. Steele, D. Lea, C. H. Flood, Fast splittable
 * pseudorandom number generators, OOPSLA (2014), fig. 17. */
static uint64_t random_bits(uint64_t seed, uint64_t index)
{
    uint64_t z = (seed << 40) + (index + 1) * 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
}

static double from_bits(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static bool same(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

/* digits 10^exponent without zeros at either end; count digits. */
typedef struct decimal {
    uint64_t digits;
    int count, exponent;
} decimal;

/* Takes a positive number of up to 19 significant digits apart, in any notation. */
static decimal parse(const char *text)
{
    char digit[64];
    size_t count = 0;
    decimal d = {0};
    bool fraction = false;
    for (; *text && *text != 'e'; text++) {
        if (*text == '.') {
            fraction = true;
            continue;
        }
        digit[count++] = *text;
        d.exponent -= fraction;
    }
    for (; digit[count - 1] == '0'; count--)
        d.exponent++;
    for (size_t i = 0; i < count; i++) {
        d.digits = d.digits * 10 + (uint64_t)(digit[i] - '0');
        d.count += d.digits != 0;
    }
    if (*text == 'e')
        d.exponent += (int)strtol(text + 1, NULL, 10);
    return d;
}

/* The double nearest to digits 10^exponent, by the C library. */
static double value_of(uint64_t digits, int exponent)
{
    char text[40];
    char *at = text + sizeof text;
    *--at = '\0';
    for (int i = 0, rest = abs(exponent); i < 3; i++, rest /= 10)
        *--at = (char)('0' + rest % 10);
    *--at = exponent < 0 ? '-' : '+';
    *--at = 'e';
    for (; digits; digits /= 10)
        *--at = (char)('0' + digits % 10);
    return strtod(at, NULL);
}

/* Plain for a first digit worth 1e-5 to 1e15, else d.ddde-dd; only what is asked for. */
static bool notation_is_right(const char *text, decimal d)
{
    const int first = d.exponent + d.count - 1;
    const char *e = strchr(text, 'e'), *point = strchr(text, '.');
    if (first >= -5 && first <= 15)
        return !e && point != text && (*text != '0' || point == text + 1) &&
               (!point || point[1]);
    if (!e || *text == '0' || (point ? point != text + 1 || e == text + 2 : e != text + 1))
        return false;
    e += e[1] == '-';
    return e[1] >= '1' && e[1] <= '9';
}

/* Each fault_... returns what is wrong with the text of value, NULL if nothing is. */
static const char *fault_of_reading(double value, const char *text, size_t size)
{
    double back = NAN;
    if (!same(strtod(text, NULL), value))
        return "strtod reads something else";
    if (kiln_number_read(text, size, &back) != size || !same(back, value))
        return "kiln_number_read reads something else";
    return NULL;
}

/* As the numbers that read back as value form an interval, the two decimals next to the text
 * that are one digit shorter stand for all shorter ones. */
static const char *fault_of_length(double magnitude, const char *text, decimal d)
{
    const char *end = text + strcspn(text, "e");
    if (strchr(text, '.') && end[-1] == '0')
        return "it ends in a zero";
    if (d.count > 1 && (same(value_of(d.digits / 10, d.exponent + 1), magnitude) ||
                        same(value_of(d.digits / 10 + 1, d.exponent + 1), magnitude)))
        return "a shorter text reads back";
    return NULL;
}

/* printf gives the nearest decimal of so many digits. Only for a power of two, whose interval
 * is shorter below, may that not read back; then the next one above is right. */
static const char *fault_of_distance(double magnitude, decimal d)
{
    char text[64];
    snprintf(text, sizeof text, "%.*e", d.count - 1, magnitude);
    decimal nearest = parse(text);
    for (; nearest.exponent > d.exponent; nearest.exponent--)
        nearest.digits *= 10;
    if (nearest.digits == d.digits && nearest.exponent == d.exponent)
        return NULL;
    if (same(value_of(nearest.digits, nearest.exponent), magnitude))
        return "another text as short is nearer";
    if (nearest.digits + 1 != d.digits || nearest.exponent != d.exponent)
        return "it is neither the nearest nor the one above";
    return NULL;
}

static void check_shortest(double value)
{
    char text[KILN_NUMBER_TEXT_MAX];
    const size_t size = kiln_number_write(value, text);
    const char *positive = text + (*text == '-');
    const decimal d = parse(positive);
    const char *fault = fault_of_reading(value, text, size);
    if (!fault && !notation_is_right(positive, d))
        fault = "the notation is not the documented one";
    if (!fault)
        fault = fault_of_length(fabs(value), positive, d);
    if (!fault)
        fault = fault_of_distance(fabs(value), d);
    if (fault)
        fail_msg("%a is written %s: %s", value, text, fault);
}

/* Goal: 10 million random doubles are written exact, shortest and nearest, and read back both
 * by the C library and by Kiln; each of them goes through all of it.
 * Why: results, hashes and replay rest on numbers surviving as text. */
static void random_doubles_are_shortest_and_exact(void **state)
{
    (void)state;
    for (uint64_t i = part; i < DOUBLES; i += parts) {
        const double value = from_bits(random_bits(1, i));
        if (isfinite(value) && value != 0.0)
            check_shortest(value);
    }
}

/* Goal: the same for each power of two, the doubles next to it, and short decimals.
 * Why: random bits never hit a power of two, where the interval is lopsided, and hardly ever a
 * number of few digits. */
static void special_doubles_are_shortest_and_exact(void **state)
{
    (void)state;
    for (int e = -1074; e <= 1023; e++) {
        const double power = ldexp(1.0, e);
        check_shortest(power);
        check_shortest(nextafter(power, INFINITY));
        if (e > -1074)
            check_shortest(nextafter(power, 0.0));
    }
    for (int e = -323; e <= 305; e++)
        for (uint64_t digits = 1; digits < 1000; digits += 7)
            check_shortest(value_of(digits, e));
}

/* Goal: a million random doubles with 1 to 17 digits are what printf rounds them to.
 * Why: this is the second use of the power table, with an error bound of its own. */
static void random_doubles_are_rounded_right(void **state)
{
    (void)state;
    for (uint64_t i = part; i < ROUNDED; i += parts) {
        /* A third each: any double, a number of common size, a tie in decimal or near it. */
        const uint64_t bits = random_bits(2, i);
        const double values[] = {fabs(from_bits(bits)), (double)(bits >> 11) * 0x1p-40,
                                 (double)(bits >> 40) * 0.125};
        const double value = values[i % 3];
        if (!isfinite(value) || value == 0.0)
            continue;
        const int digits = 1 + (int)(random_bits(3, i) % 17);
        char text[KILN_NUMBER_TEXT_MAX], expected[64];
        kiln_number_write_digits(value, digits, text);
        snprintf(expected, sizeof expected, "%.*e", digits - 1, value);
        const decimal d = parse(text), right = parse(expected);
        const char *first = text + strspn(text, "0.");
        const int shown = (int)strcspn(first, "e") - (strchr(first, '.') != NULL);
        if (d.digits != right.digits || d.exponent != right.exponent ||
            !notation_is_right(text, d) ||
            (shown != digits && (shown < digits || strpbrk(text, ".e"))))
            fail_msg("%a to %d digits is %s, not %s", value, digits, text, expected);
    }
}

/* Goal: two million random decimals of 1 to 40 digits, from far under to far over the range of
 * double, read as by the C library.
 * Why: reading must be right for numbers Kiln has not written: longer ones, subnormal ones. */
static void random_decimals_read_right(void **state)
{
    (void)state;
    for (uint64_t i = part; i < DECIMALS; i += parts) {
        const uint64_t shape = random_bits(4, i);
        const int count = 1 + (int)(shape % DECIMAL_DIGITS_MAX);
        const int whole = 1 + (int)((shape >> 8) % (uint64_t)count);
        char text[DECIMAL_DIGITS_MAX + 16];
        int size = 0;
        for (int k = 0; k < count; k++) {
            const char low = k == 0 && whole > 1 ? '1' : '0'; /* no leading zero in JSON */
            const uint64_t draw = random_bits(5, i * DECIMAL_DIGITS_MAX + (uint64_t)k);
            text[size++] = (char)(low + (int)(draw % (uint64_t)('9' - low + 1)));
            if (k + 1 == whole && whole < count)
                text[size++] = '.';
        }
        const int exponent = (int)((shape >> 16) % 700) - 360;
        size += snprintf(text + size, sizeof text - (size_t)size, "e%d", exponent);
        double value = NAN;
        const double expected = strtod(text, NULL);
        if (kiln_number_read(text, (size_t)size, &value) != (size_t)size ||
            !same(value, expected))
            fail_msg("%s is read as %a, not %a", text, value, expected);
    }
}

int main(int count, char *arguments[])
{
    if (count == 3) {
        part = strtoul(arguments[1], NULL, 10);
        parts = strtoul(arguments[2], NULL, 10);
    }
    if (parts == 0 || part >= parts) {
        fprintf(stderr, "usage: %s [PART PARTS], PART from 0\n", arguments[0]);
        return 2;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_doubles_are_shortest_and_exact),
        cmocka_unit_test(special_doubles_are_shortest_and_exact),
        cmocka_unit_test(random_doubles_are_rounded_right),
        cmocka_unit_test(random_decimals_read_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
