"""Accuracy of kiln_erfc against mpmath, in ulp.

Goal: at most 2 ulp from -6 to the underflow near 27.2, on more than 100 000 points.
Why: the error has several sources (the square of x, the exponential, the polynomial, the powers
of two) that peak at different places; a handful of table values would miss all of them.
"""
import math
import random

import mpmath

from math_probe import Verdict

mpmath.mp.prec = 120
RANGES = (  # from, to, points
    (-6, -1, 4000), (-1, 0, 6000), (0, 0.1, 10000), (0.1, 1, 20000), (1, 2, 12000),
    (2, 6, 20000), (6, 20, 20000), (20, 26.5, 14000), (26.5, 27.3, 6000),
)


def neighbours(x, count):
    """The doubles around x."""
    for _ in range(count // 2):
        x = math.nextafter(x, -math.inf)
    for _ in range(count):
        yield x
        x = math.nextafter(x, math.inf)


def where_results_pass_powers_of_two():
    """Around erfc(x) = 2^-k, where an ulp changes size."""
    for k in list(range(1, 60)) + list(range(60, 1070, 20)):
        yield from neighbours(float(mpmath.erfinv(1 - mpmath.mpf(2) ** -k))
                              if k < 50 else tail_argument(k), 20)


def tail_argument(k):
    """x with erfc(x) = 2^-k, far out, by bisection."""
    low, high = 1.0, 27.5
    for _ in range(60):
        middle = (low + high) / 2
        if mpmath.erfc(middle) > mpmath.mpf(2) ** -k:
            low = middle
        else:
            high = middle
    return low


def main():
    """Compares, range by range."""
    draw = random.Random(20260101)
    verdict = Verdict()
    for low, high, count in RANGES:
        points = [draw.uniform(low, high) for _ in range(count)]
        verdict.compare_ulp(f"erfc on {low}..{high}", "erfc", mpmath.erfc, points, 2)
    verdict.compare_ulp("erfc near powers of two", "erfc", mpmath.erfc,
                        list(where_results_pass_powers_of_two()), 2)
    tiny = [draw.choice((-1, 1)) * 2.0 ** draw.uniform(-1074, -3) for _ in range(2000)]
    verdict.compare_ulp("erfc near 0", "erfc", mpmath.erfc, tiny, 2)
    verdict.end()


if __name__ == "__main__":
    main()
