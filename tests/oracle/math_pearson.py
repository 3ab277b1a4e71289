"""The Pearson family against SciPy's distributions and against closed forms in mpmath.

Goal: densities and probabilities as the header states them, through every type and far out.
Why: SciPy knows each type under a name of its own (norm, beta, gamma, betaprime, invgamma, t)
but not type IV; mpmath integrates the closed form of any type to 30 digits.
"""
import itertools
import math
import sys

import mpmath
from mpmath import mpf

from math_probe import SKIPPED, Verdict, evaluate

try:
    from scipy import stats
except ImportError:
    print("skipped: needs python3-scipy", file=sys.stderr)
    sys.exit(SKIPPED)

mpmath.mp.dps = 30
INFINITY = mpmath.inf
END_ZONE = 1e-5  # deviations: nearer to an end the rounding of x itself is past the bounds


def standard_moments(raw):
    """Mean, deviation, skewness and kurtosis from E[x], E[x^2], E[x^3], E[x^4]."""
    m1, m2, m3, m4 = raw
    variance = m2 - m1 ** 2
    third = m3 - 3 * m1 * m2 + 2 * m1 ** 3
    fourth = m4 - 4 * m1 * m3 + 6 * m1 ** 2 * m2 - 3 * m1 ** 4
    deviation = mpmath.sqrt(variance)
    return m1, deviation, third / deviation ** 3, fourth / variance ** 2


def products(factor):
    """E[x^n] = factor(0) ... factor(n - 1) for n of 1 to 4."""
    raw, value = [], mpf(1)
    for n in range(4):
        value *= factor(n)
        raw.append(value)
    return raw


def named_distributions():
    """(SciPy's distribution, its moments), type by type."""
    yield stats.norm(), (mpf(0), mpf(1), mpf(0), mpf(3))
    for a, b in ((1, 1), (1.5, 1.5), (4, 4), (300, 300), (2, 3), (1.2, 7), (3, 40), (50, 60)):
        yield stats.beta(a, b), standard_moments(
            products(lambda n, a=mpf(a), b=mpf(b): (a + n) / (a + b + n)))
    for skew in (0.1, 0.5, 1, 1.9, 2):
        a = 4 / mpf(skew) ** 2  # gamma, whose support SciPy knows; its pearson3 is the same
        yield stats.gamma(float(a)), (a, mpmath.sqrt(a), mpf(skew), 3 + 6 / a)
    for a, b in ((1, 6), (2, 7), (5, 9), (30, 12), (200, 50)):
        yield stats.betaprime(a, b), standard_moments(
            products(lambda n, a=mpf(a), b=mpf(b): (a + n) / (b - n - 1)))
    for a in (5, 8, 40, 400):
        yield stats.invgamma(a), standard_moments(products(lambda n, a=mpf(a): 1 / (a - n - 1)))
    for degrees in (5, 7, 20, 1000):
        nu = mpf(degrees)
        yield stats.t(degrees), (mpf(0), mpmath.sqrt(nu / (nu - 2)), mpf(0), 3 + 6 / (nu - 4))


def upper_tail(named, x):
    """The probability above x; SciPy 1.10 takes that of betaprime from 1."""
    if named.dist.name == "betaprime":
        a, b = named.args
        return stats.beta(b, a).cdf(1 / (1 + x))
    return named.sf(x)


def compare_with_scipy(verdict):
    """Density, and probability to both ends, at quantiles down to 1e-12, and mirrored."""
    levels = (1e-12, 1e-6, 1e-3, 0.05, 0.3, 0.5)
    density_worst, tail_worst, count = (0, None), (0, None), 0
    for named, (mean, deviation, skewness, kurtosis) in named_distributions():
        for mirror in (1, -1):
            points = [(named.ppf(q), -1) for q in levels] + [(named.isf(q), 1) for q in levels]
            low, high = named.support()
            points = [(x, side) for x, side in points
                      if min(x - low, high - x) > END_ZONE * deviation]
            z = [mirror * float((mpf(x) - mean) / deviation) for x, _ in points]
            shape = [mirror * float(skewness), float(kurtosis)]
            densities = evaluate("pearson_density", [v for at in z for v in shape + [at]])
            tails = evaluate("pearson_between", [
                v for at, (_, side) in zip(z, points)
                for v in shape + [at, mirror * side * 1e99]])
            for i, (x, side) in enumerate(points):
                where = (named.dist.name, named.args, mirror, x)
                expected = named.pdf(x) * float(deviation)
                density_worst = max(density_worst, (abs(densities[i] / expected - 1), where))
                expected = named.cdf(x) if side < 0 else upper_tail(named, x)
                tail_worst = max(tail_worst, (abs(tails[i] / expected - 1), where))
                count += 1
    verdict.say("density against SciPy", density_worst[0], 2e-11, density_worst[1], count)
    verdict.say("tails against SciPy", tail_worst[0], 2e-11, tail_worst[1], count)


class Closed:
    """The closed form of the density for skewness >= 0, by partial fractions of Pearson's
    equation, and its integrals by mpmath."""

    def __init__(self, skewness, kurtosis):
        s, k = mpf(skewness), mpf(kurtosis)
        self.a, self.b = 10 * k - 12 * s * s - 18, s * (k + 3)
        self.c0, self.c2 = 4 * k - 3 * s * s, 2 * k - 3 * s * s - 6
        self.inner = self.b ** 2 - 4 * self.c0 * self.c2
        self.mode = -self.b / self.a
        self.low, self.high = -INFINITY, INFINITY
        if self.inner >= 0 and (self.b or self.c2):
            twice = self.b + mpmath.sqrt(self.inner)
            self.low = -2 * self.c0 / twice
            if self.c2 < 0:
                self.high = -twice / (2 * self.c2)
        self.top = self.log_shape(self.mode)
        self.width = mpmath.sqrt(self.quadratic(self.mode) / self.a)
        self.area = None

    def normalise(self):
        """Finds the area, once."""
        if self.area is None:
            self.area = self.integral(self.low, self.high)
        return self

    def quadratic(self, z):
        """The denominator of d ln f / dz."""
        return self.c0 + self.b * z + self.c2 * z * z

    def log_shape(self, z):
        """ln f, but for a constant."""
        a, b, c0, c2 = self.a, self.b, self.c0, self.c2
        if not c2:
            if not b:
                return -a * z * z / (2 * c0)
            return -a * z / b + (a * c0 / b - b) / b * mpmath.log(c0 + b * z)
        if self.inner > 0:
            twice = b + mpmath.sqrt(self.inner)
            one, other = -2 * c0 / twice, -twice / (2 * c2)
            return ((a * other + b) * mpmath.log(abs(z - other)) -
                    (a * one + b) * mpmath.log(abs(z - one))) / (c2 * (one - other))
        linear, steep = b - a * b / (2 * c2), 2 * c2 * z + b
        if not self.inner:
            rest = -2 / steep
        else:
            root = mpmath.sqrt(-self.inner)
            rest = 2 / root * mpmath.atan(steep / root)
        return -a / (2 * c2) * mpmath.log(self.quadratic(z)) - linear * rest

    def shape(self, z):
        """f, 1 at the mode."""
        return mpmath.exp(self.log_shape(z) - self.top)

    def integral(self, low, high, at=None):
        """That of f / f(at), as mpmath stops at an absolute error; at the mode by default."""
        at = self.mode if at is None else mpf(at)
        bottom = self.log_shape(at)
        tops = [self.mode + self.width * n for n in (-6, -4, -2, -1, 0, 1, 2, 4, 6)]
        ends = [x + side * self.width * mpf(4) ** n for x in (low, high) if abs(x) < INFINITY
                for side in (-1, 1) for n in range(-4, 3)]
        tails = [self.mode + side * self.width * mpf(10) ** n for side in (-1, 1)
                 for n in range(1, 60, 4)]
        cuts = [low] + sorted(x for x in tops + ends + tails if low < x < high) + [high]
        return mpmath.quad(lambda z: mpmath.exp(self.log_shape(z) - bottom), cuts)

    def far_out(self, ratio, side):
        """A double at which the shape is about exp(-ratio), above or below the mode."""
        near, far = self.mode, self.high if side > 0 else self.low
        if abs(far) == INFINITY:
            far = near + side
            while self.log_shape(far) - self.top > -ratio:
                far = near + (far - near) * 2
        for _ in range(60):
            middle = (near + far) / 2
            if self.log_shape(middle) - self.top > -ratio:
                near = middle
            else:
                far = middle
        return float(near)


PLANE = ((0, 2.1), (0, 2.99999), (0, 3), (0, 3.00001), (0, 4), (0.3, 2.6), (0.3, 3.2),
         (0.5, 3.375), (0.6, 3.55), (0.6, 3.8), (1, 4), (1, 4.9), (1, 4.98), (1, 5),
         (1.5, 7.7), (1.8, 7.9), (2.5, 30), (4, 500))
RATIOS = (1, 300)


def condition(skewness, kurtosis, z):
    """How much a last place of each of the three changes the density, relatively."""
    def log_density(s, k, x):
        closed = Closed(s, k)
        return closed.log_shape(mpf(x)) - closed.top
    given, here = (skewness, kurtosis, z), log_density(skewness, kurtosis, z)
    change = 0
    for i, value in enumerate(given):
        moved = [*given]
        moved[i] = math.nextafter(value, math.inf) if value else 1e-17
        change += abs(log_density(*moved) - here)
    return float(change)


def compare_with_mpmath(verdict):
    """In units of what the header states, and of what the input's last places decide."""
    worst = {"density": (0, None), "tail": (0, None), "cell": (0, None)}
    count = 0
    for skewness, kurtosis in PLANE:
        closed = Closed(skewness, kurtosis).normalise()
        for ratio, side in itertools.product(RATIOS, (-1, 1)):
            z = closed.far_out(ratio, side)
            end = closed.high if side > 0 else closed.low
            if abs(end - z) < END_ZONE:
                continue
            count += 1
            scale = max(closed.width, abs(z - closed.mode) / 10)
            cell = z - side * 0.03 * float(min(abs(end - z), scale))
            shape = [skewness, kurtosis]
            here = closed.shape(mpf(z))
            rest = here * closed.integral(*sorted((mpf(z), end)), z)
            between = here * closed.integral(*sorted((mpf(z), mpf(cell))), z)
            density, = evaluate("pearson_density", shape + [z])
            tail, inner = evaluate("pearson_between",
                                   shape + [z, side * 1e99] + shape + [z, cell])
            rounding = 2e-15 * ratio + condition(skewness, kurtosis, z)
            for what, value, expected, bound in (
                    ("density", density, here, 1e-14),
                    ("tail", tail, rest, 1e-13), ("cell", inner, between, 1e-13)):
                error = float(abs(value * closed.area / expected - 1)) / (bound + rounding)
                if not error <= worst[what][0]:
                    worst[what] = (error, (skewness, kurtosis, z))
    for what, (error, where) in worst.items():
        verdict.say(what + " against mpmath, of the bound", error, 1, where, count)


def main():
    """Compares, reference by reference."""
    verdict = Verdict()
    compare_with_scipy(verdict)
    compare_with_mpmath(verdict)
    verdict.end()


if __name__ == "__main__":
    main()
