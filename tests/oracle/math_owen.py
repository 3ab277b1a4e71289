"""Owen's T against mpmath, SciPy's quadrature and SciPy's owens_t.

Goal: 2e-15 relative against mpmath; 1e-12 against QUADPACK and owens_t, whose own errors these
are; two-step profiles to 1e-8 relative down to 1e-15 of their peak.
Why: three independent programs; the relative error of the tail decides where a junction lies.
"""
import math
import random
import sys

import mpmath

from math_probe import SKIPPED, Verdict, evaluate

try:
    from scipy.integrate import quad
    from scipy.special import owens_t
except ImportError:
    print("skipped: needs python3-scipy", file=sys.stderr)
    sys.exit(SKIPPED)

mpmath.mp.prec = 130


def normal_tail(h):
    """Q(h)."""
    return mpmath.erfc(h / mpmath.sqrt(2)) / 2


def integral(h, a):
    """The definition, for a up to 4 or so; cut where the integrand has gone below 1e-40."""
    end = min(a, 14 / h) if h > 0 else a
    inner = mpmath.quad(lambda x: mpmath.exp(-h * h * x * x / 2) / (1 + x * x),
                        mpmath.linspace(0, end, 5))
    return mpmath.exp(-h * h / 2) * inner / (2 * mpmath.pi)


def exact_t(h, a):
    """Owen's T by mpmath, for h and a >= 0."""
    h, a = mpmath.mpf(h), mpmath.mpf(a)
    if a <= 4:
        return integral(h, a)
    near, far = normal_tail(h), normal_tail(a * h)
    return (near + far) / 2 - near * far - integral(a * h, 1 / a)


def quadpack_t(h, a):
    """Owen's T by SciPy's quadrature, without its factor exp(-h^2 / 2)."""
    end = min(a, 9 / h)
    inner, _ = quad(lambda x: math.exp(-h * h * x * x / 2) / (1 + x * x), 0, end,
                    epsabs=0, epsrel=1e-13, limit=200)
    return math.exp(-h * h / 2) * inner / (2 * math.pi)


def random_pairs(draw, count, h_most):
    """Half of them with h near the middle, half spread; a over seven decades and around 3."""
    for i in range(count):
        h = draw.uniform(0, h_most) if i % 2 else 10 ** draw.uniform(-4, 0.8)
        a = draw.uniform(2.5, 3.5) if i % 5 == 0 else 10 ** draw.uniform(-4, 3)
        yield h, a


def compare(verdict, what, reference, pairs, bound):
    """The largest relative difference from a reference."""
    values = evaluate("owen_t", [x for pair in pairs for x in pair])
    worst, where = 0, None
    for value, pair in zip(values, pairs):
        expected = reference(*pair)
        error = float(abs(value - expected) / abs(expected))
        if not error <= worst:
            worst, where = error, pair
    verdict.say(what, worst, bound, where, len(pairs))


def compare_profiles(verdict):
    """C / Cs = 2/pi integral of exp(-b (1 + u^2)) / (1 + u^2) from 0 to U (Smith 1953), with
    b = x^2 / 4 (D1 t1 + D2 t2) and U = sqrt(D1 t1 / D2 t2)."""
    worst, where, count = 0, None, 0
    for ratio in (0.01, 0.1, 0.5, 1, 2, 10, 100):
        upper = math.sqrt(ratio)
        b_values = [0.25 * k for k in range(150)]
        arguments = [x for b in b_values for x in (math.sqrt(2 * b), upper)]
        peak = 2 / math.pi * math.atan(upper)
        for b, t in zip(b_values, evaluate("owen_t", arguments)):
            end = min(upper, 9 / math.sqrt(2 * b)) if b else upper
            inner, _ = quad(lambda u, b=b: math.exp(-b * u * u) / (1 + u * u), 0, end,
                            epsabs=0, epsrel=1e-12, limit=200)
            expected = 2 / math.pi * math.exp(-b) * inner
            if expected < 1e-15 * peak:
                break
            count += 1
            error = abs(4 * t / expected - 1)
            if not error <= worst:
                worst, where = error, (b, upper)
    verdict.say("two-step profile", worst, 1e-8, where, count)


def main():
    """Compares, reference by reference."""
    draw = random.Random(20260103)
    verdict = Verdict()
    compare(verdict, "T against mpmath", exact_t, list(random_pairs(draw, 300, 37)), 2e-15)
    compare(verdict, "T against quad", quadpack_t, list(random_pairs(draw, 1000, 30)), 1e-12)
    compare(verdict, "T against owens_t", owens_t, list(random_pairs(draw, 5000, 30)), 1e-12)
    compare_profiles(verdict)
    verdict.end()


if __name__ == "__main__":
    main()
