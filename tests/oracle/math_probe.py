"""What the math oracles share: Kiln's functions through tests/math/probe.c, and errors in ulp.

A script that uses this is called as: python3 SCRIPT PROBE. It exits with 0 when all is within
its bounds, 1 when not, 77 (skipped, for Meson) when a package it needs is not installed.
"""
import array
import math
import subprocess
import sys

try:
    import mpmath
except ImportError:
    print("skipped: needs python3-mpmath", file=sys.stderr)
    sys.exit(77)

SKIPPED = 77


def evaluate(function, arguments):
    """Kiln's values: arguments is a flat list, as many as it takes for each value."""
    done = subprocess.run([sys.argv[1], function], input=array.array("d", arguments).tobytes(),
                          stdout=subprocess.PIPE, check=True)
    values = array.array("d")
    values.frombytes(done.stdout)
    return values


def error_ulp(value, exact):
    """The error of a double in units of the last place of the exact result."""
    return float(abs(mpmath.mpf(value) - exact) / math.ulp(float(exact)))


class Verdict:
    """Collects comparisons, prints one line for each, and ends the script."""

    def __init__(self):
        self.failed = False

    def say(self, what, worst, bound, where, count):
        """One comparison: the worst error found, and what it may be."""
        within = worst <= bound  # False for NaN too
        self.failed |= not within
        print(f"{'ok  ' if within else 'FAIL'} {what}: at most {worst:.3g} of {bound:g} "
              f"in {count} points, at {where!r}")

    def compare_ulp(self, what, function, exact, points, bound):
        """Kiln's function against exact at points, in ulp."""
        values = evaluate(function, points)
        errors = [(error_ulp(value, exact(mpmath.mpf(x))), x)
                  for value, x in zip(values, points)]
        worst, where = max(errors)
        self.say(what, worst, bound, where, len(values))

    def end(self):
        """Exits with what the comparisons say."""
        sys.exit(1 if self.failed else 0)
