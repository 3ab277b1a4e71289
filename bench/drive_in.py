"""Peers of kiln_simulate for one drive-in: the Fermi model of boron as somebody who needs just
that would write it, on an even mesh, Numba's in even steps. The problem is that of runs.h with
the substrate's doping held fixed; parameters are those of the set `kiln`.

Cells and steps are about the fewest that get every depth right to 0.1 %, by trial beside a run of
4000 cells and 2000 steps. Kiln chooses its own.
"""
import numba
import numpy
import scipy.integrate

KT_EV = 8.617333262e-5 * 1373.15
DIFFUSIVITY = 0.037 * numpy.exp(-3.46 / KT_EV), 0.72 * numpy.exp(-3.46 / KT_EV)
INTRINSIC = 3.87e16 * 1373.15 ** 1.5 * numpy.exp(-0.605 / KT_EV)
SUBSTRATE, DOSE, PEAK_CM, SIGMA_CM = 1e14, 1e13, 150e-7, 50e-7
TIME_S, DEPTH_CM = 3600.0, 2e-4

CELLS, STEPS = 150, 24
SCIPY_CELLS, SCIPY_RTOL = 100, 1e-2

compiled = numba.njit(error_model="numpy")


def centres(cells):
    """Depths of the cells."""
    return (numpy.arange(cells) + 0.5) * (DEPTH_CM / cells)


def gaussian(cells):
    """The profile at the start, of the whole dose."""
    depth = centres(cells)
    shape = (numpy.exp(-((depth - PEAK_CM) / SIGMA_CM) ** 2 / 2)
             + numpy.exp(-((depth + PEAK_CM) / SIGMA_CM) ** 2 / 2))
    return shape * (DOSE / (shape.sum() * DEPTH_CM / cells))


def depths_of(levels, conc, depths):
    """The depth in nm to which conc is above each level, by interpolation of its logarithm."""
    log_conc = numpy.log(numpy.maximum(conc, 1e-300))
    depths[:] = numpy.interp(-numpy.log(levels), -log_conc, centres(len(conc)) * 1e7)


@compiled
def fluxes(conc, width, d0, d1, intrinsic, flux, by_above, by_below):
    """The flux through the top of each cell but the first, and its derivatives."""
    above = above_product = above_slope = above_eta = above_eta_slope = 0.0
    for i in range(len(conc)):
        half = (conc[i] - SUBSTRATE) / (2 * intrinsic)
        root = numpy.sqrt(1 + half * half)
        eta = half + root                                    # p / ni
        eta_slope = eta / (2 * intrinsic * root)
        product, slope = conc[i] * eta, eta + conc[i] * eta_slope
        if i > 0:
            mean = 0.5 * (eta + above_eta)
            whole = (d0 / mean + d1) / width                 # D / eta
            change = -0.5 * d0 / (mean * mean) / width * (above_product - product)
            flux[i] = whole * (above_product - product)
            by_above[i] = whole * above_slope + change * above_eta_slope
            by_below[i] = -whole * slope + change * eta_slope
        above_product, above_slope = product, slope
        above_eta, above_eta_slope = eta, eta_slope


@compiled
def solve(lower, diagonal, upper, x):
    """Elimination from the top down and substitution from the bottom up."""
    n = len(x)
    upper[0] = upper[0] / diagonal[0]
    x[0] = x[0] / diagonal[0]
    for i in range(1, n):
        reciprocal = 1 / (diagonal[i] - lower[i] * upper[i - 1])
        upper[i] = upper[i] * reciprocal
        x[i] = (x[i] - lower[i] * x[i - 1]) * reciprocal
    for i in range(n - 2, -1, -1):
        x[i] = x[i] - upper[i] * x[i + 1]


@compiled
def crank_nicolson(conc, steps, d0, d1, intrinsic):
    """Crank and Nicolson's steps, each with Newton's method until it changes little."""
    n = len(conc)
    width, half_s = DEPTH_CM / n, 0.5 * TIME_S / steps
    flux, by_above, by_below = numpy.zeros(n + 1), numpy.zeros(n + 1), numpy.zeros(n + 1)
    lower, diagonal, upper = numpy.empty(n), numpy.empty(n), numpy.empty(n)
    goal, change = numpy.empty(n), numpy.empty(n)
    fluxes(conc, width, d0, d1, intrinsic, flux, by_above, by_below)
    for _ in range(steps):
        for i in range(n):
            goal[i] = width * conc[i] + half_s * (flux[i] - flux[i + 1])
        for _ in range(8):
            fluxes(conc, width, d0, d1, intrinsic, flux, by_above, by_below)
            for i in range(n):
                change[i] = goal[i] - width * conc[i] + half_s * (flux[i] - flux[i + 1])
                lower[i] = -half_s * by_above[i]
                diagonal[i] = width - half_s * (by_below[i] - by_above[i + 1])
                upper[i] = half_s * by_below[i + 1]
            solve(lower, diagonal, upper, change)
            worst = 0.0
            for i in range(n):
                conc[i] += change[i]
                worst = max(worst, abs(change[i]) / (abs(conc[i]) + 1e12))
            if worst < 1e-3:
                break
        fluxes(conc, width, d0, d1, intrinsic, flux, by_above, by_below)


def numba_crank_nicolson(levels, depths, cells=CELLS, steps=STEPS):
    """Compiled by Numba."""
    conc = gaussian(cells)
    crank_nicolson(conc, steps, *DIFFUSIVITY, INTRINSIC)
    depths_of(levels, conc, depths)


def scipy_lsoda(levels, depths, cells=SCIPY_CELLS, rtol=SCIPY_RTOL):
    """NumPy for the fluxes, SciPy's LSODA (BDF with a banded Jacobian) for the steps."""
    width = DEPTH_CM / cells
    d0, d1 = DIFFUSIVITY
    flux = numpy.zeros(cells + 1)

    def rates(_, conc):
        half = (conc - SUBSTRATE) / (2 * INTRINSIC)
        eta = half + numpy.sqrt(1 + half * half)
        product = conc * eta
        flux[1:-1] = (2 * d0 / (eta[:-1] + eta[1:]) + d1) * (product[:-1] - product[1:]) / width
        return (flux[:-1] - flux[1:]) / width

    done = scipy.integrate.solve_ivp(rates, (0, TIME_S), gaussian(cells), method="LSODA",
                                     t_eval=(TIME_S,), rtol=rtol, atol=1e12, lband=1, uband=1)
    depths_of(levels, done.y[:, -1], depths)
