#!/usr/bin/env python3
"""Derives the polynomials of src/math/erfc.c and prints src/math/erfc_coefficients.h.

  tools/make_erfc_coefficients.py [--check FILE]

With --check it compares with FILE instead, and exits with 1 when they differ, 77 without mpmath
(python3-mpmath). Takes a second or two.

Each polynomial is a weighted least-squares fit on Chebyshev nodes, which is within a factor of
about two of the minimax one. The coefficients are rounded to doubles one at a time, lowest
first, and the others are fitted again to what is left, so that rounding costs next to nothing.
"""
import argparse
import contextlib
import io
import pathlib
import sys

try:
    from mpmath import cos, erf, erfc, exp, fsum, log, lu_solve, matrix, mp, mpf, nint, pi, sqrt
except ImportError:
    print("mpmath is not installed (python3-mpmath)", file=sys.stderr)
    sys.exit(77)

mp.dps = 60

CENTRE = mpf(5) / 2  # a where t = 0; 5/2 gives the smallest error for 25 coefficients
LAST = mpf(55) / 2  # erfc underflows to zero before this


def chebyshev_nodes(low, high, count):
    """The zeros of the Chebyshev polynomial of that degree, on low..high."""
    return [(low + high) / 2 + (high - low) / 2 * cos(pi * (k + mpf(1) / 2) / count)
            for k in range(count)]


def horner(coefficients, t):
    """The polynomial with these coefficients, lowest first, at t."""
    value = mpf(0)
    for coefficient in reversed(coefficients):
        value = value * t + coefficient
    return value


def fit(function, weight, low, high, count, coarse=None):
    """Fits count coefficients to function on low..high.

    coarse = {index: bits} splits a coefficient in a leading part, a multiple of 2^-bits, and
    the rest. Returns (coefficients, leading parts, largest weighted error)."""
    coarse = coarse or {}
    nodes = chebyshev_nodes(low, high, 8 * count)
    rows = [[weight(t) * t**j for j in range(count)] for t in nodes]
    left = [weight(t) * function(t) for t in nodes]
    normal = matrix(count, count)
    for i in range(count):
        for j in range(count):
            normal[i, j] = fsum(row[i] * row[j] for row in rows)

    coefficients, leading = [], {}
    for j in range(count):
        right = matrix([fsum(row[i] * r for row, r in zip(rows, left))
                        for i in range(j, count)])
        best = lu_solve(normal[j:count, j:count], right)[0]
        if j in coarse:
            leading[j] = nint(best * 2**coarse[j]) / 2**coarse[j]
        rest = mpf(float(best - leading.get(j, 0)))
        coefficients.append(rest)
        taken = rest + leading.get(j, 0)
        left = [r - row[j] * taken for row, r in zip(rows, left)]

    def value(t):
        return horner(coefficients, t) + fsum(part * t**j for j, part in leading.items())

    grid = chebyshev_nodes(low, high, 1001)
    return coefficients, leading, max(abs(weight(t) * (function(t) - value(t))) for t in grid)


def print_table(name, comment, coefficients, error):
    """One C array, with the error it was fitted to."""
    print(f"\n/* {comment}\n * Error below 2^{float(log(error, 2)):.1f}. */")
    print(f"static const double {name}[{len(coefficients)}] = {{")
    for i in range(0, len(coefficients), 3):
        print("    " + ", ".join(float(c).hex() for c in coefficients[i:i + 3]) + ",")
    print("};")


def log_erfcx(t):
    """log((a + 5/2) erfcx(a)) at t = (a - 5/2)/(a + 5/2)."""
    a = CENTRE * (1 + t) / (1 - t)
    return log((a + CENTRE) * exp(a * a) * erfc(a))


def print_header():
    """The whole of erfc_coefficients.h."""
    print("/* Polynomials of erfc.c. Made by tools/make_erfc_coefficients.py: do not edit. */\n"
          "#ifndef KILN_SRC_MATH_ERFC_COEFFICIENTS_H\n"
          "#define KILN_SRC_MATH_ERFC_COEFFICIENTS_H\n\n/* clang-format off */")

    table, leading, error = fit(log_erfcx, lambda t: mpf(1), mpf(-1),
                                (LAST - CENTRE) / (LAST + CENTRE), 25, {0: 42, 1: 21})
    print_table("LOG_ERFCX", "log((a + 5/2) erfcx(a)) in powers of t = (a - 5/2)/(a + 5/2), "
                "0 <= a <= 27.5; the first\n * two coefficients have a leading part of their "
                "own, a multiple of 2^-42 and of 2^-21.", table, error)
    print("static const double LOG_ERFCX_LEADING[2] = {"
          + ", ".join(float(leading[j]).hex() for j in (0, 1)) + "};")

    limit = log(mpf(2)) / 2 * mpf("1.002")
    table, _, error = fit(lambda r: (exp(r) - 1 - r) / r**2, lambda r: r * r, -limit, limit, 10)
    print_table("EXP_TAIL", "(exp(r) - 1 - r)/r^2 in powers of r, |r| <= ln(2)/2.", table,
                error)

    table, _, error = fit(lambda z: erf(sqrt(z)) / sqrt(z) - 1, lambda z: mpf(1),
                          mpf(0), mpf(1) / 4, 10)
    print_table("ERF_SMALL", "erf(x)/x - 1 in powers of x^2, |x| <= 1/2.", table, error)
    print("\n#endif")


def main():
    """Prints the header, or compares it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", type=pathlib.Path, metavar="FILE")
    arguments = parser.parse_args()
    if not arguments.check:
        print_header()
        return 0
    made = io.StringIO()
    with contextlib.redirect_stdout(made):
        print_header()
    if made.getvalue() == arguments.check.read_text(encoding="utf-8"):
        return 0
    print(f"{arguments.check} is not what {sys.argv[0]} makes", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
