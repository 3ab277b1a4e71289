/* Numbers in: the double nearest to a decimal of any length. Nineteen digits and a power of ten
 * in 128 bits decide nearly always (Eisel and Lemire: see number.h); the rest is decided by
 * comparing the whole decimal with the point half-way between two doubles, exactly. */
#include "kiln/base/number.h"

#include "base/number_big.h"
#include "base/number_scale.h"

#include <stdbool.h>
#include <string.h>

enum { WORD_DIGITS = 19 };                                /* as many always fit 64 bits */
static const uint64_t WORD_SCALE = 10000000000000000000U; /* 10^WORD_DIGITS */
enum { POWER_OF_TEN_MAX = 308 };                          /* past it even 1 overflows */
/* Written exponents stick here: no text is long enough to make up for it. */
static const int64_t EXPONENT_MAX = 1000000000000000;
static const uint64_t INFINITY_BITS = (uint64_t)0x7ff << 52;

/* A number as it stands in the text. */
typedef struct decimal_text {
    bool negative;
    const char *whole, *fraction; /* digits before and after the point */
    size_t whole_size, fraction_size;
    uint64_t digits;  /* all of them, modulo 2^64 */
    int64_t exponent; /* the one after the e */
} decimal_text;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t take_digits(const char *at, const char *end, uint64_t *digits)
{
    const char *start = at;
    for (; at < end && is_digit(*at); at++)
        *digits = *digits * 10 + (uint64_t)(*at - '0');
    return (size_t)(at - start);
}

/* [eE][+-]?[0-9]+ or nothing. Returns where it ends. */
static const char *take_exponent(const char *at, const char *end, decimal_text *number)
{
    const char *start = at;
    if (at == end || (*at != 'e' && *at != 'E'))
        return start;
    at++;
    const bool negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+'))
        at++;
    if (at == end || !is_digit(*at))
        return start;
    int64_t exponent = 0;
    for (; at < end && is_digit(*at); at++)
        if (exponent < EXPONENT_MAX)
            exponent = exponent * 10 + (*at - '0');
    number->exponent = negative ? -exponent : exponent;
    return at;
}

/* -?(0|[1-9][0-9]*)(\.[0-9]+)? Returns where it ends, NULL without a number. */
static const char *take_strict(const char *at, const char *end, decimal_text *number)
{
    number->negative = *at == '-';
    at += number->negative;
    number->whole = at;
    if (at < end && *at == '0')
        number->whole_size = 1;
    else
        number->whole_size = take_digits(at, end, &number->digits);
    if (!number->whole_size)
        return NULL;
    at += number->whole_size;
    if (end - at >= 2 && *at == '.' && is_digit(at[1])) {
        number->fraction = at + 1;
        number->fraction_size = take_digits(at + 1, end, &number->digits);
        at += 1 + number->fraction_size;
    }
    return at;
}

/* [+-]?([0-9]+\.?[0-9]*|\.[0-9]+) Returns where it ends, NULL without a number. */
static const char *take_loose(const char *at, const char *end, decimal_text *number)
{
    number->negative = *at == '-';
    at += *at == '-' || *at == '+';
    number->whole = at;
    number->whole_size = take_digits(at, end, &number->digits);
    at += number->whole_size;
    if (at < end && *at == '.') {
        number->fraction = ++at;
        number->fraction_size = take_digits(at, end, &number->digits);
        at += number->fraction_size;
    }
    return number->whole_size || number->fraction_size ? at : NULL;
}

/* The first `limit` significant digits, as an integer times 10^exponent; *tail says whether
 * anything but zeros was left out. */
static kiln_big leading_digits(const decimal_text *number, int limit, int64_t *exponent,
                               bool *tail)
{
    kiln_big digits = {0};
    uint64_t word = 0, scale = 1;
    int taken = 0;
    *exponent = number->exponent - (int64_t)number->fraction_size;
    *tail = false;
    for (size_t i = 0; i < number->whole_size + number->fraction_size; i++) {
        const char c = i < number->whole_size ? number->whole[i]
                                              : number->fraction[i - number->whole_size];
        if (taken == limit) {
            *exponent += 1;
            *tail |= c != '0';
        } else if (taken || c != '0') {
            taken++;
            word = word * 10 + (uint64_t)(c - '0');
            scale *= 10;
            if (scale == WORD_SCALE) {
                kiln_big_multiply_add(&digits, scale, word);
                word = 0;
                scale = 1;
            }
        }
    }
    kiln_big_multiply_add(&digits, scale, word);
    return digits;
}

/* The bits of the double nearest to integer 10^q. Returns false when 128 bits cannot tell: then
 * it is this one or the next larger. */
static bool nearest(uint64_t integer, int64_t q, uint64_t *bits)
{
    *bits = 0;
    if (!integer || q < KILN_POWER_OF_TEN_FIRST)
        return true;
    *bits = INFINITY_BITS;
    if (q > POWER_OF_TEN_MAX)
        return true;
    const kiln_scaled scaled = kiln_scale(integer, (int)q);
    const int exponent = scaled.exponent + KILN_SCALED_BITS - 1; /* of its first bit */
    if (exponent > 1023)
        return true;
    /* Below 2^-1022 the bits left are those down to 2^-1074. With -1 of them the number is
     * within the error of 2^-1075 at most, which the rounding sees; with fewer it is 0. */
    const bool normal = exponent >= -1022;
    const int keep = normal ? 53 : exponent + 1075;
    if (keep < -1) {
        *bits = 0;
        return true;
    }
    const bool decided = kiln_scaled_round(&scaled, KILN_SCALED_BITS - keep, bits);
    /* The first of the 53 bits, and a carry out of them, count up the exponent's field. */
    *bits += normal ? (uint64_t)(exponent + 1022) << 52 : 0;
    return decided;
}

/* Whether the number rounds to the double above the one with these bits, not to it. */
static bool rounds_up(const decimal_text *number, uint64_t bits)
{
    const uint64_t field = bits >> 52, fraction = bits & (((uint64_t)1 << 52) - 1);
    const uint64_t mantissa = field ? fraction | (uint64_t)1 << 52 : fraction;
    const int exponent = field ? (int)field - 1075 : -1074;
    int64_t q;
    bool tail;
    kiln_big digits = leading_digits(number, KILN_BIG_DIGITS_MAX, &q, &tail);
    /* A half-way point has 768 digits at most, so a tail cannot carry the number onto it. */
    const int order = kiln_big_compare(&digits, (int)q, 2 * mantissa + 1, exponent - 1);
    return order > 0 || (order == 0 && (tail || bits % 2));
}

static double value_of(const decimal_text *number)
{
    uint64_t bits;
    bool decided;
    if (number->whole_size + number->fraction_size <= WORD_DIGITS) {
        decided =
            nearest(number->digits, number->exponent - (int64_t)number->fraction_size, &bits);
    } else {
        int64_t q;
        bool tail;
        const kiln_big digits = leading_digits(number, WORD_DIGITS, &q, &tail);
        decided = nearest(digits.limb[0], q, &bits);
        uint64_t above;
        if (decided && tail)
            decided = nearest(digits.limb[0] + 1, q, &above) && above == bits;
    }
    if (!decided)
        bits += rounds_up(number, bits);
    bits |= (uint64_t)number->negative << 63;
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

size_t kiln_number_read(const char *text, size_t size, double *value)
{
    if (!size)
        return 0;
    decimal_text number = {0};
    const char *end = text + size;
    const char *at = take_strict(text, end, &number);
    if (!at)
        return 0;
    at = take_exponent(at, end, &number);
    *value = value_of(&number);
    return (size_t)(at - text);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

size_t kiln_number_read_loose(const char *text, size_t size, double *value)
{
    const char *at = text, *end = size ? text + size : text;
    while (at < end && is_blank(*at))
        at++;
    while (at < end && is_blank(end[-1]))
        end--;
    if (at == end)
        return 0;
    decimal_text number = {0};
    at = take_loose(at, end, &number);
    if (!at || take_exponent(at, end, &number) != end)
        return 0;
    *value = value_of(&number);
    return size;
}
