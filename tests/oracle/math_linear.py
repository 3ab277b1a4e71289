"""Kiln's linear solvers against LAPACK's dense one (numpy.linalg.solve).

  math_linear.py PROBE

Goal: on systems whose diagonal outweighs the rest, and on systems where it falls a little
short, Kiln's error is no more than a few times LAPACK's, which pivots over all rows.
Why: elimination without exchanging (block) rows loses digits where it must not be used.

Errors are taken beside a solution refined in extended precision, relative to its largest
element. Exits with 0 when all is within its bounds, 1 when not, 77 (skipped) without NumPy.
"""
import subprocess
import sys

try:
    import numpy
except ImportError:
    print("skipped: needs python3-numpy", file=sys.stderr)
    sys.exit(77)

SYSTEMS = 40  # of each kind and size
ROUNDING = numpy.finfo(float).eps


def random_system(draw, size, weight):
    """(lower, diagonal, upper, right side): weight 1 makes each diagonal as large as the rest
    of its row can be at most."""
    rows = int(draw.integers(1, 40))
    lower, diagonal, upper = draw.uniform(-1, 1, (3, rows, size, size))
    signs = draw.choice((-1, 1), (rows, size))
    diagonal[:, range(size), range(size)] += weight * 3 * size * signs
    lower[0] = upper[-1] = 0
    return lower, diagonal, upper, draw.uniform(-1, 1, rows * size)


def diffusion_system(draw, size, _):
    """An implicit step of `size` dopants that push each other, the grid fine to coarse."""
    rows = int(draw.integers(2, 40))
    width = 1e-7 * numpy.cumprod(draw.uniform(1, 1.2, rows))
    mixing = numpy.eye(size) + draw.uniform(0, 0.3, (rows, size, size))
    coupling = 10 ** draw.uniform(-16, -12, (rows, 1, 1)) * mixing / width[:, None, None] ** 2
    lower, upper = -coupling, -numpy.roll(coupling, -1, axis=0)
    lower[0] = upper[-1] = 0
    right = 10 ** draw.uniform(10, 21, rows * size)
    return lower, numpy.eye(size) - lower - upper, upper, right


def dense(lower, diagonal, upper):
    """The whole matrix."""
    rows, size, _ = diagonal.shape
    matrix = numpy.zeros((rows * size, rows * size))
    for i in range(rows):
        at = slice(i * size, (i + 1) * size)
        matrix[at, at] = diagonal[i]
        if i > 0:
            matrix[at, (i - 1) * size:i * size] = lower[i]
        if i < rows - 1:
            matrix[at, (i + 1) * size:(i + 2) * size] = upper[i]
    return matrix


def refined(matrix, right, solution):
    """The solution to nearly all digits of an extended double, by iterative refinement."""
    wide = matrix.astype(numpy.longdouble)
    solution = solution.astype(numpy.longdouble)
    for _ in range(3):
        residual = right - wide @ solution
        solution = solution + numpy.linalg.solve(matrix, residual.astype(float))
    return solution


def solve_by_kiln(probe, systems, as_numbers):
    """The solutions of all systems."""
    given = b"".join(
        numpy.concatenate([[len(diagonal), 0 if as_numbers else diagonal.shape[1]],
                           lower.ravel(), diagonal.ravel(), upper.ravel(), right]).tobytes()
        for lower, diagonal, upper, right in systems)
    done = subprocess.run([probe], input=given, stdout=subprocess.PIPE, check=True)
    ends = numpy.cumsum([len(right) for *_, right in systems])
    return numpy.split(numpy.frombuffer(done.stdout), ends[:-1])


def compare(probe, kind, make, size, weight, bound, as_numbers=False):
    """One line for a kind of systems; whether it is within its bound."""
    draw = numpy.random.default_rng(20260103)
    systems = [make(draw, size, weight) for _ in range(SYSTEMS)]
    worst, worst_lapack = 0, 0
    for system, ours in zip(systems, solve_by_kiln(probe, systems, as_numbers)):
        matrix, right = dense(*system[:3]), system[3]
        theirs = numpy.linalg.solve(matrix, right)
        exact = refined(matrix, right, theirs)
        scale = numpy.max(numpy.abs(exact)) * ROUNDING
        worst = max(worst, float(numpy.max(numpy.abs(ours - exact)) / scale))
        worst_lapack = max(worst_lapack, float(numpy.max(numpy.abs(theirs - exact)) / scale))
    within = worst <= bound * max(worst_lapack, 1)
    solver = "numbers" if as_numbers else f"blocks of {size}"
    print(f"{'ok  ' if within else 'FAIL'} {kind}, {solver}: at most {worst:.3g} roundings, "
          f"LAPACK {worst_lapack:.3g}, allowed {bound:g} times that")
    return within


def main():
    """Compares, kind by kind."""
    probe = sys.argv[1]
    good = []
    for kind, make, weight, bound in (("outweighed", random_system, 1, 4),
                                      ("not quite outweighed", random_system, 0.4, 20),
                                      ("diffusion", diffusion_system, None, 4)):
        good.append(compare(probe, kind, make, 1, weight, bound, as_numbers=True))
        good += [compare(probe, kind, make, size, weight, bound) for size in range(1, 9)]
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
