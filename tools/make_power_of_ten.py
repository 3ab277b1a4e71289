#!/usr/bin/env python3
"""Makes src/base/power_of_ten.c, the table behind reading and writing numbers.

    /usr/bin/python3 tools/make_power_of_ten.py            writes the table
    /usr/bin/python3 tools/make_power_of_ten.py --check    compares it with the file, and proves
                                                           what the C code relies on

Everything is exact integer arithmetic; it takes a blink and needs no package.
"""

import pathlib
import sys

TABLE = pathlib.Path(__file__).resolve().parent.parent / "src/base/power_of_ten.c"
FIRST, LAST = -342, 340  # as in power_of_ten.h

HEAD = """\
/* Powers of ten in 128 bits. Made by tools/make_power_of_ten.py: do not edit. */
#include "base/power_of_ten.h"

/* clang-format off */
const kiln_power_of_ten kiln_power_of_ten_table[] = {
"""
TAIL = """\
};
/* clang-format on */
"""


def floor_log2_power_of_ten(q):
    """The largest n with 2^n <= 10^q."""
    return (10**q).bit_length() - 1 if q >= 0 else -(10**-q - 1).bit_length()


def floor_log10(numerator, denominator):
    """The largest n with 10^n <= numerator / denominator."""
    n = len(str(numerator)) - len(str(denominator))
    over, under = (10**n, 1) if n >= 0 else (1, 10**-n)
    return n if numerator * under >= denominator * over else n - 1


def power_of_two(e):
    """2^e as numerator and denominator."""
    return (1 << e, 1) if e >= 0 else (1, 1 << -e)


def significand(q):
    """floor(10^q 2^-n), n such that it has exactly 128 bits."""
    n = floor_log2_power_of_ten(q) - 127
    over, under = power_of_two(-n)
    value = 10**q * over // under if q >= 0 else over // (10**-q * under)
    assert value.bit_length() == 128
    return value


def table_text():
    entry = [f"{{0x{significand(q) >> 64:016x}, 0x{significand(q) & (1 << 64) - 1:016x}}},"
             for q in range(FIRST, LAST + 1)]
    lines = ["    " + " ".join(entry[i:i + 2]) + "\n" for i in range(0, len(entry), 2)]
    return HEAD + "".join(lines) + TAIL


def nearest_to_whole(numerator, denominator, last):
    """How near x numerator/denominator, 1 <= x <= last, comes to a whole number without being
    one: the smallest distance from below and from above, times the denominator.

    The records from either side are sums of earlier ones (three-distance theorem), so that they
    are found as in Euclid's algorithm."""
    above = numerator % denominator  # x numerator mod denominator, at x_above
    if above == 0:
        return denominator, denominator
    below = denominator - above
    x_above = x_below = 1
    while above != below:
        if above > below:
            steps = min((above - 1) // below, (last - x_above) // x_below)
            above, x_above = above - steps * below, x_above + steps * x_below
        else:
            steps = min((below - 1) // above, (last - x_below) // x_above)
            below, x_below = below - steps * above, x_below + steps * x_above
        if steps == 0:
            break
    return below, above


def prove_logarithms():
    """The multiply-and-shift logarithms of power_of_ten.h."""
    for q in range(FIRST, LAST + 1):
        assert (q * 1741647) >> 19 == floor_log2_power_of_ten(q), q
    for e in range(-1100, 1100):
        over, under = power_of_two(e)
        assert (e * 1262611) >> 22 == floor_log10(over, under), e
        assert (e * 1262611 - 524031) >> 22 == floor_log10(3 * over, 4 * under), e


def prove_writing():
    """For each exponent e a double c 2^e can have, and x one of 4 c - 2, 4 c - 1, 4 c, 4 c + 2:
    x 2^e 10^-k is whole, or further from a whole number than the error of the product in
    number_write.c, which is 2^-128 times its 64-bit factor."""
    last = 4 * (2**53 - 1) + 2
    for e in range(-1074, 972):
        over, under = power_of_two(e)
        for k in {floor_log10(over, under), floor_log10(3 * over, 4 * under)}:
            assert FIRST <= -k <= LAST
            numerator = over * (10**-k if k < 0 else 1)
            denominator = under * (10**k if k > 0 else 1)
            shift = e + floor_log2_power_of_ten(-k) + 1
            factor = last << shift
            assert 1 <= shift and factor.bit_length() <= 64, e
            near = min(nearest_to_whole(numerator, denominator, last))
            assert near << 128 > factor * denominator, e


def main():
    if sys.argv[1:] == ["--check"]:
        if TABLE.read_text(encoding="ascii") != table_text():
            sys.exit(f"{TABLE} is not what {sys.argv[0]} makes")
        prove_logarithms()
        prove_writing()
    elif not sys.argv[1:]:
        TABLE.write_text(table_text(), encoding="ascii")
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
