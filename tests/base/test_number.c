/* Numbers as text: hard cases by name, half-way points by construction, grammar, truncation.
 * Expected doubles are from exact rational arithmetic, shortest texts from Python's repr (by D.
 * Gay's algorithm), rounded ones from Python's decimal; none is Kiln's own output.
 * test_number_random.c holds the same functions against the C library on random numbers. */
#include "kiln/base/number.h"

#include <inttypes.h>
#include <limits.h>
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

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static uint64_t bits_of(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static double from_bits(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* Tells 0 from -0. */
static void assert_reads(const char *text, size_t size, double expected)
{
    double value = -7;
    const size_t taken = kiln_number_read(text, size, &value);
    if (taken != size || bits_of(value) != bits_of(expected))
        fail_msg("\"%.*s\": %zu of %zu bytes read as %a, not %a", (int)size, text, taken, size,
                 value, expected);
}

/* Goal: the doubles that broke other formatters come out shortest and in our notation.
 * Why: powers of two have a narrower interval below (2^-44 takes the further 16-digit
 * neighbour), 2^-1074 has one digit, 1e23 lies on the edge of its interval, and 1e-5 and 1e16
 * are where the notation changes. */
static void write_gives_the_shortest_text(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *text;
    } row[] = {
        {0.0, "0"},
        {-0.0, "-0"},
        {NAN, "nan"},
        {INFINITY, "inf"},
        {-INFINITY, "-inf"},
        {0x1p+0, "1"},
        {-0x1.8p+0, "-1.5"},
        {0x1.999999999999ap-4, "0.1"},
        {0x1.2cp+8, "300"},
        {0x1.34ap+10, "1234.5"},
        {0x1.5555555555555p-2, "0.3333333333333333"},
        {0x1.5555555555555p-1, "0.6666666666666666"},
        {0x1.c6bf52634p+49, "1000000000000000"},
        {0x1.1c37937e08p+53, "1e16"},
        {0x1.1c37937e07fffp+53, "9999999999999998"},
        {0x1.b69b4ba630f35p+56, "1.2345678901234568e17"},
        {0x1.f75104d551d69p-14, "0.00012"},
        {0x1.4f8b588e368f1p-17, "0.00001"},
        {0x1.4f8b588e368fp-17, "9.999999999999999e-6"},
        {0x1.5af1d78b58c4p+67, "2e20"},
        {0x1.0f0cf064dd592p+73, "1e22"},
        {0x1.52d02c7e14af6p+76, "1e23"},
        {0x1p-20, "9.5367431640625e-7"},
        {0x1p-44, "5.684341886080802e-14"},
        {0x0.0000000000001p-1022, "5e-324"},
        {0x0.0000000000002p-1022, "1e-323"},
        {0x0.0000000000003p-1022, "1.5e-323"},
        {0x1p-1022, "2.2250738585072014e-308"},
        {0x0.fffffffffffffp-1022, "2.225073858507201e-308"},
        {0x1.fffffffffffffp+1023, "1.7976931348623157e308"},
        {0x1.fffffffffffffp+52, "9007199254740991"},
        {0x1p+53, "9007199254740992"},
        {0x1.0000000000001p+53, "9007199254740994"},
        {0x1p+89, "6.189700196426902e26"},
        {0x1p-25, "2.9802322387695312e-8"},
        {0x1.1666666666666p+2, "4.35"},
        {0x1.3333333333334p-2, "0.30000000000000004"},
        {0x1.1de784ap+28, "299792458"},
        {0x1.fe185ca57c517p+78, "6.02214076e23"},
        {0x1.0b0e6d55e647cp-76, "1.380649e-23"},
        {0x1.c7e83209e90b2p+72, "8.41e21"},
        {0x1p-957, "8.209073602596753e-289"},
        {-0x0.8e0a3a2bc301fp-1022, "-1.2345678901234567e-308"},
        {0x1p+63, "9.223372036854776e18"},
        {-0x1.9e409302678bap-17, "-0.000012345678901234568"},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        char text[KILN_NUMBER_TEXT_MAX];
        assert_int_equal(kiln_number_write(row[i].value, text), strlen(row[i].text));
        assert_string_equal(text, row[i].text);
    }
}

/* Goal: nan is written without a sign whatever its sign bit.
 * Why: 0.0/0.0 gives a negative nan on x86 and a positive one elsewhere. */
static void write_ignores_the_sign_of_nan(void **state)
{
    (void)state;
    char text[KILN_NUMBER_TEXT_MAX];
    assert_int_equal(kiln_number_write(copysign(NAN, -1.0), text), 3);
    assert_string_equal(text, "nan");
}

/* Goal: a given number of digits, rounded from the exact value, in the same notation.
 * Why: KPI tables show these; ties, a carry into a new digit and the change of notation by that
 * carry are where such formatters fail. 12250 and 12350 are ties that 128 bits cannot see. */
static void write_digits_rounds_and_keeps_zeros(void **state)
{
    (void)state;
    static const struct {
        double value;
        int digits;
        const char *text;
    } row[] = {
        {327.7, 4, "327.7"},
        {2e20, 3, "2.00e20"},
        {2e20, 1, "2e20"},
        {101.34, 3, "101"},
        {0.0412, 3, "0.0412"},
        {300, 5, "300.00"},
        {12345, 3, "12300"},
        {-1234.5, 3, "-1230"},
        {12250, 3, "12200"},
        {12350, 3, "12400"},
        {0.125, 2, "0.12"},
        {0.375, 2, "0.38"},
        {0.145, 2, "0.14"},
        {2.5, 1, "2"},
        {3.5, 1, "4"},
        {4503599627370496.5, 16, "4503599627370496"},
        {4503599627370497.5, 16, "4503599627370498"},
        {9.994, 3, "9.99"},
        {9.996, 3, "10.0"},
        {9.994e15, 3, "9990000000000000"},
        {9.996e15, 3, "1.00e16"},
        {9.9999e-6, 3, "0.0000100"},
        {9.99e-6, 3, "9.99e-6"},
        {0.1, 17, "0.10000000000000001"},
        {1e23, 17, "9.9999999999999992e22"},
        {5e-324, 17, "4.9406564584124654e-324"},
        {-2.2250738585072014e-308, 17, "-2.2250738585072014e-308"},
        {-0.000012345678901234567, 17, "-0.000012345678901234568"},
        {1.7976931348623157e308, 3, "1.80e308"},
        {1.7976931348623157e308, 1, "2e308"},
        {1.25, 0, "1"},
        {1.25, INT_MIN, "1"},
        {0.1, 18, "0.10000000000000001"},
        {0.1, INT_MAX, "0.10000000000000001"},
        {0.0, 3, "0"},
        {-0.0, 3, "-0"},
        {NAN, 3, "nan"},
        {INFINITY, 3, "inf"},
        {-INFINITY, 3, "-inf"},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        char text[KILN_NUMBER_TEXT_MAX];
        const size_t size = kiln_number_write_digits(row[i].value, row[i].digits, text);
        assert_string_equal(text, row[i].text);
        assert_int_equal(size, strlen(row[i].text));
    }
}

/* 2.2250738585072011e-308 hung PHP, 2.2250738585072012e-308 Java; those from R. Regan's
 * exploringbinary.com were rounded wrong by glibc (0.500000000000000166... to
 * 9007199254740991.4999..., "Incorrectly rounded conversions in GCC and GLIBC") and by msvcrt
 * (6929495644600919.5, 9214843084008499, 0.3932922657273). */
static const struct {
    const char *text;
    double value;
} HARD_DECIMAL[] = {
    {"0", 0.0},
    {"-0", -0.0},
    {"1", 0x1p+0},
    {"-1.5", -0x1.8p+0},
    {"0.1", 0x1.999999999999ap-4},
    {"1e23", 0x1.52d02c7e14af6p+76},
    {"9007199254740993", 0x1p+53},
    {"9007199254740993.0000000000000000000000000000001", 0x1.0000000000001p+53},
    {"9007199254740992.9999999999999999999999999999999", 0x1p+53},
    {"4503599627370496.5", 0x1p+52},
    {"4503599627370497.5", 0x1.0000000000002p+52},
    {"6929495644600919.5", 0x1.89e56ee5e7a58p+52},
    {"9007199254740991.4999999999999999999999999999999995", 0x1.fffffffffffffp+52},
    {"0.500000000000000166533453693773481063544750213623046875", 0x1.0000000000002p-1},
    {"1.00000000000000011102230246251565404236316680908203125", 0x1p+0},
    {"1.00000000000000011102230246251565404236316680908203124", 0x1p+0},
    {"1.00000000000000011102230246251565404236316680908203126", 0x1.0000000000001p+0},
    {"1.50000000000000011102230246251565404236316680908203125", 0x1.8p+0},
    {"9214843084008499", 0x1.05e6cec57761ap+53},
    {"0.3932922657273", 0x1.92bb352c4623ap-2},
    {"3.518437208883201171875e13", 0x1.0000000000002p+45},
    {"62.5364939768271845828", 0x1.f44abd5aa7ca4p+5},
    {"8.10109172351e-10", 0x1.bd5cbaef0fd0cp-31},
    {"2.2250738585072011e-308", 0x0.fffffffffffffp-1022},
    {"2.2250738585072012e-308", 0x1p-1022},
    {"2.2250738585072014e-308", 0x1p-1022},
    {"2.225073858507201136057409796709131975934819546351645648023426109724822222021076"
     "94551652952390813508791414915891303962110687008643869459464552765720740782062174"
     "33799881410632673292535522868813721490129811224514518898490572223072852551331557"
     "55015914397476397983411801999323962548289017107081850690630666655994938275772572"
     "01576306269066333264756530000924588831643303777979186961204949739037782970490505"
     "10806099407302629371289589500035837999672072543043602840788957717961509455167482"
     "43471030702609144621572289880258182545180325707018860872113128079512233426288368"
     "62232150377566662250398253433597456888442390026549819838548794829220689472168983"
     "10996983658468140228542433306603398508864458040010349339704275671864433837704860"
     "37861622771738545623065874679014086723327636718751234567890123456789012345678901"
     "e-308",
     0x1p-1022},
    {"5e-324", 0x0.0000000000001p-1022},
    {"2.4703282292062327e-324", 0.0},
    {"2.4703282292062328e-324", 0x0.0000000000001p-1022},
    {"2.47032822920623272088284396434110686182e-324", 0.0},
    {"2.47032822920623272088284396434110686183e-324", 0x0.0000000000001p-1022},
    {"7.410984687618698162648531893023320585475897039214871466383785237510132609053131"
     "27797949754542453988569694847043168576596389985065533909694598162194016172817189"
     "45106978546710679176872575177347315553307795408549809608457500958111373034747658"
     "09687100959097544227100475730780971111893578483867565399878350301522805593404659"
     "37397917907387238682993958184816601691220194564999312897984113620624844986787135"
     "72180352209017023903285791732520220528974020802906854021606612375549983402671300"
     "03581248647904138574340187552090159017259254714629617513415977493871857473787096"
     "16456389087181198412716730560170454930047052695901657637768849082679869725733665"
     "21765567941072508764337560846003984904972149117463085539556354188641513168478436"
     "313080237596295773983001708984375e-324",
     0x0.0000000000002p-1022},
    {"1.7976931348623157e308", 0x1.fffffffffffffp+1023},
    {"1.7976931348623158e308", 0x1.fffffffffffffp+1023},
    {"1.797693134862315807e308", 0x1.fffffffffffffp+1023},
    {"1.797693134862315808e308", INFINITY},
    {"17976931348623158079372897140530341507993413271003782693617377898044496829276475"
     "09466490179775872070963302864166928879109465555478519404026306574886715058206819"
     "08902000708383676273854845817711531764475730270069855571366959622842914819860834"
     "936475292719074168444365510704342711559699508093042880177904174497791",
     0x1.fffffffffffffp+1023},
    {"17976931348623158079372897140530341507993413271003782693617377898044496829276475"
     "09466490179775872070963302864166928879109465555478519404026306574886715058206819"
     "08902000708383676273854845817711531764475730270069855571366959622842914819860834"
     "936475292719074168444365510704342711559699508093042880177904174497792",
     INFINITY},
    {"-1e309", -INFINITY},
    {"1e-400", 0.0},
    {"-1e-400", -0.0},
    {"0e999999999999999999999", 0.0},
    {"1e999999999999999999999", INFINITY},
    {"1e-999999999999999999999", 0.0},
    {"123456789012345678901234567890", 0x1.8ee90ff6c373ep+96},
    {"0.000000000000000000000000000000000000000000000001e48", 0x1p+0},
    {"100000000000000000000000e-23", 0x1p+0},
    {"5.9604644775390625e-8", 0x1p-24},
    {"1448997445238699", 0x1.4976c0803feacp+50},
    {"8.988465674311582e307", 0x1.0000000000001p+1023},
    {"2.98023223876953125e-8", 0x1p-25},
    {"1e308", 0x1.1ccf385ebc8ap+1023},
    {"1e4294967297", INFINITY}, /* 2^32 + 1 and 2^64 + 1 wrap to 1 */
    {"1e18446744073709551617", INFINITY},
    {"1e-18446744073709551617", 0.0},
    {"1E5", 100000},
    {"1e+5", 100000},
    {"-12.5E-1", -1.25},
};

/* Goal: the decimals that other readers got wrong, and both ends of the range.
 * Why: readers that passed their tests fell over these. */
static void read_gives_the_nearest_double(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(HARD_DECIMAL); i++)
        assert_reads(HARD_DECIMAL[i].text, strlen(HARD_DECIMAL[i].text), HARD_DECIMAL[i].value);
}

/* A decimal built from scratch: digits of mantissa 2^exponent (its power of ten is exponent
 * where that is negative, else 0), to make half-way points that no library had a hand in. */
enum { DECIMAL_LIMBS = 90, DECIMAL_TEXT_MAX = DECIMAL_LIMBS * 9 + 1 };

static void multiply(uint32_t limb[DECIMAL_LIMBS], uint32_t factor)
{
    uint64_t carry = 0;
    for (int i = 0; i < DECIMAL_LIMBS; i++) {
        carry += (uint64_t)limb[i] * factor;
        limb[i] = (uint32_t)(carry % 1000000000);
        carry /= 1000000000;
    }
    assert_int_equal(carry, 0);
}

static void decimal_digits(uint64_t mantissa, int exponent, char text[DECIMAL_TEXT_MAX])
{
    uint32_t limb[DECIMAL_LIMBS] = {(uint32_t)(mantissa % 1000000000),
                                    (uint32_t)(mantissa / 1000000000)};
    for (int i = 0; i < exponent; i++)
        multiply(limb, 2);
    for (int i = 0; i > exponent; i--)
        multiply(limb, 5);
    for (int i = 0; i < DECIMAL_LIMBS; i++)
        snprintf(text + 9 * (ptrdiff_t)i, 10, "%09" PRIu32, limb[DECIMAL_LIMBS - 1 - i]);
    memmove(text, text + strspn(text, "0"), strlen(text) - strspn(text, "0") + 1);
}

/* Reads text e power, padded with zeros enough to go past every limit and then with last. */
static void assert_padded_reads(const char *digits, char last, int power, double expected)
{
    enum { PAD = 3000 };
    char text[DECIMAL_TEXT_MAX + PAD + 32];
    int size = snprintf(text, sizeof text, "%s.", digits);
    memset(text + size, '0', PAD);
    size += PAD;
    text[size - 1] = last;
    size += snprintf(text + size, sizeof text - (size_t)size, "e%d", power);
    assert_reads(text, (size_t)size, expected);
}

/* The point half-way between the double with these bits and the next: on it, a hair to either
 * side, and cut to fewer digits, which is to the lower side unless only zeros are cut. */
static void check_half_way(uint64_t bits)
{
    const uint64_t field = bits >> 52, fraction = bits & (((uint64_t)1 << 52) - 1);
    const uint64_t mantissa = field ? fraction | (uint64_t)1 << 52 : fraction;
    const int exponent = (field ? (int)field - 1075 : -1074) - 1;
    const double below = from_bits(bits), above = from_bits(bits + 1);
    const double even = bits % 2 ? above : below;
    const int power = exponent < 0 ? exponent : 0;

    char digits[DECIMAL_TEXT_MAX], text[DECIMAL_TEXT_MAX + 16];
    decimal_digits(2 * mantissa + 1, exponent, digits);
    snprintf(text, sizeof text, "%se%d", digits, power);
    assert_reads(text, strlen(text), even);
    assert_padded_reads(digits, '0', power, even);
    assert_padded_reads(digits, '1', power, above);

    const size_t count = strlen(digits);
    for (size_t keep = 17; keep < count; keep += keep / 8) {
        const bool whole = strspn(digits + keep, "0") == count - keep;
        snprintf(text, sizeof text, "%.*se%d", (int)keep, digits, power + (int)(count - keep));
        assert_reads(text, strlen(text), whole ? even : below);
    }
    size_t last = count - 1;
    for (; digits[last] == '0'; last--)
        digits[last] = '9';
    digits[last]--;
    assert_padded_reads(digits, '1', power, below);
}

/* Goal: half-way points of up to 768 digits round to even, and one digit 3000 places further on
 * decides; all over the range.
 * Why: this is the exact path, which random text never takes. */
static void read_is_exact_around_half_way(void **state)
{
    (void)state;
    static const uint64_t corner[] = {
        0, /* 2^-1075, half the least subnormal */
        1,
        2,
        0x000ffffffffffffe, /* below the least normal double */
        0x000fffffffffffff,
        0x0010000000000000,
        0x3fefffffffffffff, /* around 1 */
        0x3ff0000000000000,
        0x3ff0000000000001,
        0x433fffffffffffff, /* around 2^53 */
        0x4340000000000000,
        0x7fefffffffffffff, /* above it is infinity */
    };
    for (size_t i = 0; i < COUNT(corner); i++)
        check_half_way(corner[i]);
    /* Every exponent, with a mantissa from a linear congruence (Knuth's MMIX constants). */
    uint64_t random = 1;
    for (uint64_t field = 0; field < 2047; field += 3) {
        random = random * 6364136223846793005 + 1442695040888963407;
        check_half_way(field << 52 | random >> 12);
    }
}

/* Goal: what is no number is refused, what starts with one gives that much, and value stays as
 * it was when nothing was read.
 * Why: the JSON reader finds its syntax errors by where the number ended. */
static void read_takes_the_json_grammar_only(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t taken;
        double value;
    } row[] = {
        {"", 0, 0},         {"-", 0, 0},
        {"+1", 0, 0},       {".5", 0, 0},
        {"-.5", 0, 0},      {"e5", 0, 0},
        {"--1", 0, 0},      {"nan", 0, 0},
        {"inf", 0, 0},      {"-Infinity", 0, 0},
        {" 1", 0, 0},       {"/", 0, 0},
        {":", 0, 0},        {"\xef\xbc\x91", 0, 0},
        {"- 1", 0, 0},      {"01", 1, 0},
        {"-01.5", 2, -0.0}, {"00", 1, 0},
        {"1.", 1, 1},       {"1.e5", 1, 1},
        {"1.5.5", 3, 1.5},  {"1e", 1, 1},
        {"1e+", 1, 1},      {"1E-", 1, 1},
        {"1e+-5", 1, 1},    {"1.5e", 3, 1.5},
        {"1e5.5", 3, 1e5},  {"0x10", 1, 0},
        {"1,5", 1, 1},      {"1_000", 1, 1},
        {"1 ", 1, 1},       {"12]", 2, 12},
        {"1f", 1, 1},       {"1d5", 1, 1},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        double value = 42;
        assert_int_equal(kiln_number_read(row[i].text, strlen(row[i].text), &value),
                         row[i].taken);
        assert_true(bits_of(value) == bits_of(row[i].taken ? row[i].value : 42));
    }
}

/* Goal: with size cut anywhere, only the bytes before it count.
 * Why: text is a slice of a document; under a sanitizer the copy of exact size also shows a
 * read past it, without one the digits that follow would change the value. */
static void read_stops_at_size(void **state)
{
    (void)state;
    static const char text[] = "-12.50e+31";
    static const struct {
        size_t taken;
        double value;
    } cut[] = {{0, 0},     {0, 0},     {2, -1},    {3, -12},     {3, -12},      {5, -12.5},
               {6, -12.5}, {6, -12.5}, {6, -12.5}, {9, -12.5e3}, {10, -12.5e31}};
    static const size_t loose[] = {0, 0, 2, 3, 4, 5, 6, 0, 0, 9, 10};
    assert_int_equal(COUNT(cut), sizeof text);
    for (size_t size = 0; size < sizeof text; size++) {
        char *copy = malloc(size ? size : 1);
        assert_non_null(copy);
        memcpy(copy, text, size);
        double value = 42;
        assert_int_equal(kiln_number_read(copy, size, &value), cut[size].taken);
        assert_true(value == (cut[size].taken ? cut[size].value : 42));
        value = 42;
        assert_int_equal(kiln_number_read(text, size, &value), cut[size].taken);
        assert_true(value == (cut[size].taken ? cut[size].value : 42));
        value = 42;
        assert_int_equal(kiln_number_read_loose(copy, size, &value), loose[size]);
        assert_true(value == (loose[size] ? cut[size].value : 42));
        free(copy);
    }
    double value = 42;
    assert_int_equal(kiln_number_read(NULL, 0, &value), 0);
    assert_int_equal(kiln_number_read_loose(NULL, 0, &value), 0);
    assert_true(value == 42);
}

/* Goal: numbers as people and spreadsheets write them.
 * Why: CSV cells and flags are read with this; what is half understood must be refused. */
static void read_loose_takes_the_whole_text_or_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value; /* NAN: refused */
    } row[] = {
        {"1", 1},
        {"+1", 1},
        {"-1", -1},
        {".5", 0.5},
        {"5.", 5},
        {"-.5", -0.5},
        {"+5.e1", 50},
        {"007", 7},
        {"-00.250", -0.25},
        {"0", 0},
        {"-0", -0.0},
        {" 1.5e-3\t", 1.5e-3},
        {"\r\n2\r\n", 2},
        {"1e+2", 100},
        {"1E2", 100},
        {"00000000000000000000000000012.5", 12.5},
        {".00000000000000000000000000125e25", 0.0125},
        {"1e999", INFINITY},
        {"1e-999", 0},
        {"", NAN},
        {" ", NAN},
        {".", NAN},
        {"+", NAN},
        {"-", NAN},
        {"-.", NAN},
        {".e5", NAN},
        {"e5", NAN},
        {"+-1", NAN},
        {"- 1", NAN},
        {"1 2", NAN},
        {"1,5", NAN},
        {"1e", NAN},
        {"1e+", NAN},
        {"1e5.5", NAN},
        {"1.2.3", NAN},
        {"nan", NAN},
        {"inf", NAN},
        {"0x1p3", NAN},
        {"1f", NAN},
        {"1d5", NAN},
        {"1_000", NAN},
        {"12 C", NAN},
        {"\xc2\xa0"
         "1",
         NAN},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        const size_t size = strlen(row[i].text);
        const bool good = !isnan(row[i].value);
        double value = 42;
        assert_int_equal(kiln_number_read_loose(row[i].text, size, &value), good ? size : 0);
        assert_true(bits_of(value) == bits_of(good ? row[i].value : 42));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(write_gives_the_shortest_text),
        cmocka_unit_test(write_ignores_the_sign_of_nan),
        cmocka_unit_test(write_digits_rounds_and_keeps_zeros),
        cmocka_unit_test(read_gives_the_nearest_double),
        cmocka_unit_test(read_is_exact_around_half_way),
        cmocka_unit_test(read_takes_the_json_grammar_only),
        cmocka_unit_test(read_stops_at_size),
        cmocka_unit_test(read_loose_takes_the_whole_text_or_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
