/* Numbers out: the shortest decimal that reads back as the same double (Schubfach: see
 * number.h), or the decimal of a given number of digits. */
#include "kiln/base/number.h"

#include "base/number_big.h"
#include "base/number_scale.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { DIGITS_MAX = 17, WORD_TEXT_MAX = 20 };
/* A first digit worth 10^-5 to 10^15 is written plainly, outside with an exponent. */
enum { PLAIN_FIRST = -5, PLAIN_LAST = 15 };

/* mantissa 2^exponent */
typedef struct binary {
    uint64_t mantissa;
    int exponent;
    bool lopsided; /* a power of two: the double below is half as far away as the one above */
} binary;

/* digits 10^exponent */
typedef struct decimal {
    uint64_t digits;
    int exponent;
} decimal;

static binary take_apart(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    const uint64_t fraction = bits & (((uint64_t)1 << 52) - 1);
    const int field = (int)(bits >> 52 & 0x7ff);
    if (!field)
        return (binary){.mantissa = fraction, .exponent = -1074};
    return (binary){.mantissa = fraction | (uint64_t)1 << 52,
                    .exponent = field - 1075,
                    .lopsided = !fraction && field > 1};
}

/* power factor 2^-128 rounded to odd: cut to an integer, with its last bit set when anything
 * but zeros was cut off. That compares with even integers as the product itself does. power is
 * too large by 1 at most, hence the product by factor at most; that this neither hides a whole
 * number nor makes one is proved by tools/make_power_of_ten.py. */
static uint64_t multiply_to_odd(kiln_u128 power, uint64_t factor)
{
    const kiln_u128 low = (kiln_u128)factor * (uint64_t)power;
    const kiln_u128 top = (kiln_u128)factor * (uint64_t)(power >> 64) + (low >> 64);
    const bool whole = !(uint64_t)top && (uint64_t)low <= factor;
    return (uint64_t)(top >> 64) | !whole;
}

/* The shortest decimal that rounds to v = c 2^e, and of those the nearest to v. With 10^k the
 * largest power of ten not above the width of the interval that rounds to v, at most one
 * multiple of 10^(k+1) lies in that interval, and is then the answer; else the answer is one of
 * the two multiples of 10^k next to v (Giulietti 2020). All is compared in quarters of 10^k. */
static decimal shortest(binary v)
{
    const uint64_t c = v.mantissa;
    const int k = v.lopsided ? kiln_floor_log10_three_quarters_power_of_two(v.exponent)
                             : kiln_floor_log10_power_of_two(v.exponent);
    const kiln_power_of_ten *table = kiln_power_of_ten_at(-k);
    const kiln_u128 power = ((kiln_u128)table->high << 64 | table->low) + 1;
    const int shift = v.exponent + kiln_floor_log2_power_of_ten(-k) + 1;
    const uint64_t value = multiply_to_odd(power, 4 * c << shift);
    /* The ends round to v when c is even; when odd the next quarter inwards is the first. */
    const uint64_t lower =
        multiply_to_odd(power, (4 * c - (v.lopsided ? 1 : 2)) << shift) + c % 2;
    const uint64_t upper = multiply_to_odd(power, (4 * c + 2) << shift) - c % 2;

    const uint64_t tens = value / 40;
    const bool tens_below = lower <= 40 * tens, tens_above = 40 * tens + 40 <= upper;
    if (tens_below || tens_above)
        return (decimal){.digits = tens + tens_above, .exponent = k + 1};

    const uint64_t units = value / 4, middle = 4 * units + 2;
    const bool units_below = lower <= 4 * units, units_above = 4 * units + 4 <= upper;
    const bool nearer_above = value > middle || (value == middle && units % 2);
    const bool above = units_below && units_above ? nearer_above : units_above;
    return (decimal){.digits = units + above, .exponent = k};
}

/* v 10^-k to the nearest integer, ties to even. */
static uint64_t rounded(binary v, int k)
{
    const kiln_scaled scaled = kiln_scale(v.mantissa, -k);
    uint64_t whole;
    if (kiln_scaled_round(&scaled, -(scaled.exponent + v.exponent), &whole))
        return whole;
    /* It is between whole and whole + 1, too near their middle for 128 bits. */
    kiln_big twice_middle = {0};
    kiln_big_multiply_add(&twice_middle, 0, 2 * whole + 1);
    const int order = kiln_big_compare(&twice_middle, k, v.mantissa, v.exponent + 1);
    return whole + (order < 0 || (order == 0 && whole % 2));
}

static decimal with_digits(binary v, int digits)
{
    uint64_t limit = 1;
    for (int i = 0; i < digits; i++)
        limit *= 10;
    /* From the first bit alone k is right or one too small; and 9.99 may round to 10.0. */
    const int first_bit = v.exponent + 63 - __builtin_clzll(v.mantissa);
    int k = kiln_floor_log10_power_of_two(first_bit) - digits + 1;
    uint64_t value = rounded(v, k);
    if (value >= limit)
        value = rounded(v, ++k);
    return (decimal){.digits = value, .exponent = k};
}

/* The digits of value, from the left; returns how many. */
static int put_digits(uint64_t value, char text[WORD_TEXT_MAX])
{
    static const char pair[] = "00010203040506070809"
                               "10111213141516171819"
                               "20212223242526272829"
                               "30313233343536373839"
                               "40414243444546474849"
                               "50515253545556575859"
                               "60616263646566676869"
                               "70717273747576777879"
                               "80818283848586878889"
                               "90919293949596979899";
    char reversed[WORD_TEXT_MAX];
    int at = WORD_TEXT_MAX;
    for (; value >= 10; value /= 100) {
        at -= 2;
        memcpy(&reversed[at], &pair[value % 100 * 2], 2);
    }
    if (value)
        reversed[--at] = (char)('0' + value);
    memcpy(text, &reversed[at], (size_t)(WORD_TEXT_MAX - at));
    return WORD_TEXT_MAX - at;
}

static char *put(char *at, const char *text, int size)
{
    memcpy(at, text, (size_t)size);
    return at + size;
}

static char *put_zeros(char *at, int count)
{
    memset(at, '0', (size_t)count);
    return at + count;
}

/* digit[0] . digit[1] digit[2]... times 10^first, in the notation number.h describes, and a
 * NUL. Returns where that is. */
static char *put_notation(char *at, const char *digit, int count, int first)
{
    if (first < PLAIN_FIRST || first > PLAIN_LAST) {
        at = put(at, digit, 1);
        if (count > 1) {
            *at++ = '.';
            at = put(at, digit + 1, count - 1);
        }
        *at++ = 'e';
        if (first < 0)
            *at++ = '-';
        at += put_digits((uint64_t)(first < 0 ? -first : first), at);
    } else if (first < 0) {
        at = put(at, "0.", 2);
        at = put_zeros(at, -first - 1);
        at = put(at, digit, count);
    } else if (first + 1 >= count) {
        at = put(at, digit, count);
        at = put_zeros(at, first + 1 - count);
    } else {
        at = put(at, digit, first + 1);
        *at++ = '.';
        at = put(at, digit + first + 1, count - first - 1);
    }
    *at = '\0';
    return at;
}

static char *put_sign(char *at, double value)
{
    *at = '-';
    return at + (signbit(value) && !isnan(value));
}

/* What has no significant digits. Returns its length, 0 for a finite number other than 0. */
static size_t write_without_digits(double value, char text[KILN_NUMBER_TEXT_MAX])
{
    if (isfinite(value) && value != 0.0)
        return 0;
    const char *word = isnan(value) ? "nan" : isinf(value) ? "inf" : "0";
    char *at = put_sign(text, value);
    at = put(at, word, (int)strlen(word));
    *at = '\0';
    return (size_t)(at - text);
}

size_t kiln_number_write(double value, char text[KILN_NUMBER_TEXT_MAX])
{
    const size_t size = write_without_digits(value, text);
    if (size)
        return size;
    const decimal d = shortest(take_apart(value));
    char digit[WORD_TEXT_MAX];
    int count = put_digits(d.digits, digit);
    const int first = d.exponent + count - 1;
    while (digit[count - 1] == '0')
        count--;
    return (size_t)(put_notation(put_sign(text, value), digit, count, first) - text);
}

size_t kiln_number_write_digits(double value, int digits, char text[KILN_NUMBER_TEXT_MAX])
{
    const size_t size = write_without_digits(value, text);
    if (size)
        return size;
    const int wanted = digits < 1 ? 1 : digits > DIGITS_MAX ? DIGITS_MAX : digits;
    const decimal d = with_digits(take_apart(value), wanted);
    char digit[WORD_TEXT_MAX];
    const int count = put_digits(d.digits, digit);
    const int first = d.exponent + count - 1;
    return (size_t)(put_notation(put_sign(text, value), digit, count, first) - text);
}
