"""Peers of the linear solvers: 100 Crank-Nicolson steps with sealed ends, each with a matrix
made and factored anew, as in crank_nicolson.c."""
import numba
import numpy
import scipy.linalg

STEPS = 100
LANES = 8

# error_model="numpy": without it Numba tests every divisor for 0.
compiled = numba.njit(error_model="numpy")


def make_system(half, u, lower, diagonal, upper, right):
    """The system of one step from u; half is half of D dt / dx^2."""
    n = len(u)
    for i in range(n):
        lower[i] = -half
        upper[i] = -half
        diagonal[i] = 1 + 2 * half
    diagonal[0] = 1 + half
    diagonal[n - 1] = 1 + half
    right[0] = u[0] + half * (u[1] - u[0])
    for i in range(1, n - 1):
        right[i] = u[i] + half * (u[i - 1] - 2 * u[i] + u[i + 1])
    right[n - 1] = u[n - 1] + half * (u[n - 2] - u[n - 1])


def solve(lower, diagonal, upper, x):
    """Elimination from the top down and substitution from the bottom up."""
    n = len(x)
    upper[0] = upper[0] / diagonal[0]
    x[0] = x[0] / diagonal[0]
    for i in range(1, n):
        pivot = diagonal[i] - lower[i] * upper[i - 1]
        upper[i] = upper[i] / pivot
        x[i] = (x[i] - lower[i] * x[i - 1]) / pivot
    for i in range(n - 2, -1, -1):
        x[i] = x[i] - upper[i] * x[i + 1]


def solve_from_both_ends(lower, diagonal, upper, x):
    """Elimination from both ends to the middle as Kiln does it, but row by row."""
    n = len(x)
    middle = n // 2
    r_above = on_above = right_above = r_below = on_below = right_below = 0.0
    lower[0] = 0.0
    upper[n - 1] = 0.0
    for i in range(middle):
        on = upper[i]
        reciprocal = 1 / (diagonal[i] - lower[i] * on_above * r_above)
        right_above = x[i] - lower[i] * r_above * right_above
        x[i] = right_above * reciprocal
        upper[i] = on * reciprocal
        on_above, r_above = on, reciprocal
        j = n - 1 - i
        if j > middle:
            on = lower[j]
            reciprocal = 1 / (diagonal[j] - upper[j] * on_below * r_below)
            right_below = x[j] - upper[j] * r_below * right_below
            x[j] = right_below * reciprocal
            lower[j] = on * reciprocal
            on_below, r_below = on, reciprocal
    i = middle
    pivot = diagonal[i] - lower[i] * on_above * r_above - upper[i] * on_below * r_below
    x[i] = (x[i] - lower[i] * r_above * right_above
            - upper[i] * r_below * right_below) * (1 / pivot)
    above = below = x[i]
    j = middle
    while i > 0:
        i -= 1
        j += 1
        above = x[i] - upper[i] * above
        x[i] = above
        if j < n:
            below = x[j] - lower[j] * below
            x[j] = below


def stepper(compile_it, make, solver):
    """A function of (points, results) that takes all steps."""
    make, solver = compile_it(make), compile_it(solver)

    def run(u, following, lower, diagonal, upper):
        for step in range(STEPS):
            make(0.25 + 0.005 * step, u, lower, diagonal, upper, following)
            solver(lower, diagonal, upper, following)
            u, following = following, u
        return u  # STEPS is even: the array that came in

    return compile_it(run)


run_compiled = stepper(compiled, make_system, solve)
run_compiled_both_ends = stepper(compiled, make_system, solve_from_both_ends)
run_interpreted = stepper(lambda function: function, make_system, solve)


def rooms(n):
    """Arrays for a system and the next solution."""
    return [numpy.empty(n) for _ in range(4)]


def numba_textbook(points, results):
    """Compiled by Numba."""
    results[:] = run_compiled(points.copy(), *rooms(len(points)))


def numba_both_ends(points, results):
    """Compiled by Numba, with elimination from both ends."""
    results[:] = run_compiled_both_ends(points.copy(), *rooms(len(points)))


def python_lists(points, results):
    """Plain Python, on lists, which are faster than arrays there."""
    results[:] = run_interpreted(points.tolist(), *([0.0] * len(points) for _ in range(4)))


def scipy_banded(points, results):
    """NumPy for the system, LAPACK's gtsv for its solution."""
    n = len(points)
    results[:] = points
    bands = numpy.empty((3, n))
    for step in range(STEPS):
        half = 0.25 + 0.005 * step
        bands[0] = bands[2] = -half
        bands[1] = 1 + 2 * half
        bands[1, 0] = bands[1, -1] = 1 + half
        change = numpy.diff(results)
        right = results.copy()
        right[:-1] += half * change
        right[1:] -= half * change
        results[:] = scipy.linalg.solve_banded((1, 1), bands, right, overwrite_ab=True,
                                               overwrite_b=True, check_finite=False)


def in_lanes(run):
    """A function of eight interleaved profiles, taken apart and solved one after the other."""
    def run_all(points, results):
        profiles = numpy.ascontiguousarray(points.reshape(-1, LANES).T)
        solutions = numpy.empty_like(profiles)
        for profile, solution in zip(profiles, solutions):
            run(profile, solution)
        results.reshape(-1, LANES)[:] = solutions.T
    return run_all
