"""What Kiln is measured against: one row a benchmark in BENCHMARKS.

Each side gets the same array of points and fills an array of results that exists already.
"""
import collections
import math

import numba
import numpy
import scipy.special

import crank_nicolson
import drive_in

Benchmark = collections.namedtuple("Benchmark", (
    "name",      # in the results
    "kiln",      # the row of bench/bench.c
    "others",    # more rows of bench/bench.c, as {name: row}
    "points",    # the input
    "peers",     # {name: function of (points, results)}
    "exact",     # the function by mpmath, for errors in ulp; None: not measured
    "target",    # {peer: how many times faster Kiln is meant to be}
    "slow",      # peers that are called a few times only
    "finest",    # the row of bench/bench.c that errors are measured beside; None: not measured
    "target_ms", # {side: how long a call of it is meant to take at most}
    "calls",     # of each side, a round
), defaults=((), None, {}, 25))


@numba.vectorize(["float64(float64)"])
def numba_erfc(x):
    """math.erfc compiled by Numba to a NumPy ufunc."""
    return math.erfc(x)


def erfc_exact(mpmath, x):
    """erfc to more digits than a double has."""
    return mpmath.erfc(x)


def owen_t_exact(mpmath, h):
    """T(h, 1/2) by its definition."""
    inner = mpmath.quad(lambda x: mpmath.exp(-h * h * x * x / 2) / (1 + x * x),
                        mpmath.linspace(0, 0.5, 3))
    return mpmath.exp(-h * h / 2) * inner / (2 * mpmath.pi)


def uniform(low, high, count):
    """The same random points in every run, in no order: what branches like least."""
    return numpy.random.default_rng(1).uniform(low, high, count)


def implanted(count, profiles=1):
    """Gaussian profiles of unlike depths side by side, the next point of all after that."""
    depth = numpy.linspace(0, 1, count)[:, None]
    peak = numpy.linspace(0.2, 0.6, profiles)[None, :]
    return (1e20 * numpy.exp(-((depth - peak) / 0.1) ** 2)).ravel()


BENCHMARKS = (
    Benchmark("erfc_10000", "erfc", {"libm": "erfc-libm", "kiln_scalar": "erfc-scalar"},
              uniform(-1, 6, 10000),
              {"scipy": scipy.special.erfc, "numba": numba_erfc},
              erfc_exact, {"scipy": 2}),
    Benchmark("owen_t_1000", "owen_t", {}, uniform(0, 8, 1000),
              {"scipy": lambda h, t: scipy.special.owens_t(h, 0.5, out=t)},
              owen_t_exact, {}),
    Benchmark("crank_nicolson_1000x100", "crank_nicolson",
              {"c_textbook": "crank_nicolson-textbook"}, implanted(1000),
              {"numba": crank_nicolson.numba_textbook,
               "numba_both_ends": crank_nicolson.numba_both_ends,
               "scipy": crank_nicolson.scipy_banded, "python": crank_nicolson.python_lists},
              None, {"numba": 1.3, "python": 100}, {"python"}),
    Benchmark("crank_nicolson_8_lanes", "crank_nicolson-lanes", {}, implanted(1000, 8),
              {"numba": crank_nicolson.in_lanes(crank_nicolson.numba_textbook),
               "numba_both_ends": crank_nicolson.in_lanes(crank_nicolson.numba_both_ends)},
              None, {"numba": 4}),
    Benchmark("drive_in", "drive_in-loose", {"kiln_default": "drive_in"},
              numpy.logspace(14.1, 17, 16),
              {"scipy": drive_in.scipy_lsoda, "numba": drive_in.numba_crank_nicolson},
              None, {}, finest="drive_in-finest", target_ms={"kiln": 2}, calls=10),
    Benchmark("demo", "demo", {}, numpy.logspace(16.1, 18, 16), {}, None, {},
              target_ms={"kiln": 20}, calls=4),
)
