"""Accuracy of kiln_erf, kiln_erfcx, kiln_normal_tail and kiln_normal_quantile against mpmath.

Goal: the bounds that the header states.
Why: these are promises to callers; nothing else measures them.
"""
import random

import mpmath

from math_probe import Verdict, evaluate

mpmath.mp.prec = 160


def erfcx(x):
    """exp(x^2) erfc(x); by its asymptotic series where the factors are out of range."""
    if x < 100:
        return mpmath.exp(x * x) * mpmath.erfc(x)
    term = total = mpmath.mpf(1)
    for k in range(1, 12):
        term *= -(2 * k - 1) / (2 * x * x)
        total += term
    return total / (x * mpmath.sqrt(mpmath.pi))


def normal_tail(h):
    """Q(h)."""
    return mpmath.erfc(h / mpmath.sqrt(2)) / 2


def compare_quantile(verdict, draw):
    """The exact quantile is Newton's from ours: three steps double the digits thrice."""
    points = [draw.random() for _ in range(1500)]
    points += [10 ** draw.uniform(-300, 0) for _ in range(1500)]
    worst, where = 0, None
    for p, value in zip(points, evaluate("normal_quantile", points)):
        z = mpmath.mpf(value)
        for _ in range(3):
            density = mpmath.exp(-z * z / 2) / mpmath.sqrt(2 * mpmath.pi)
            z -= (normal_tail(-z) - p) / density
        error = float(abs(value / z - 1))
        if not error <= worst:
            worst, where = error, p
    verdict.say("normal_quantile, relative", worst, 1e-15, where, len(points))


def main():
    """Compares, function by function."""
    draw = random.Random(20260102)
    verdict = Verdict()

    def points(low, high, count):
        return [draw.uniform(low, high) for _ in range(count)]

    verdict.compare_ulp("erf", "erf", mpmath.erf,
                        points(-0.5, 0.5, 8000) + points(-6, 6, 8000), 2)
    tiny = [2.0 ** draw.uniform(-1020, -3) for _ in range(1000)]
    verdict.compare_ulp("erf near 0", "erf", mpmath.erf, tiny, 2)
    verdict.compare_ulp("erfcx, x >= 0", "erfcx", erfcx,
                        points(0, 3, 4000) + points(3, 27.5, 4000) + points(27.5, 99, 2000), 2)
    far = [10 ** draw.uniform(2, 300) for _ in range(1000)]
    verdict.compare_ulp("erfcx far out", "erfcx", erfcx, far, 2)
    verdict.compare_ulp("erfcx, x < 0", "erfcx", erfcx,
                        points(-1, 0, 4000) + points(-26, -1, 4000), 4)
    verdict.compare_ulp("normal_tail", "normal_tail", normal_tail,
                        points(-8, 8, 4000) + points(8, 38.4, 4000), 3)
    compare_quantile(verdict, draw)
    verdict.end()


if __name__ == "__main__":
    main()
