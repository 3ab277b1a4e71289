"""Implanted profiles: Pearson's equation integrated by SciPy, and doses matched at an oxide.

Goal: the density with the four moments of an ion, whatever its type, cut off at the surface;
through an oxide the silicon goes on where it would hold as much; a second one of what goes down
the crystal's channels (docs/theory/implant.md). Why: Kiln has closed forms for
each type; here the differential equation itself (K. Pearson, Phil. Trans. A 186, 343 (1895)) is
integrated from the mode outwards. Doses matched: H. Ryssel, I. Ruge, Ion Implantation (1986).
"""
import math
import pathlib

import numpy as np
from scipy.integrate import cumulative_trapezoid, solve_ivp

import silicon_ranges
from recipe_stages import DOPANT_OF_ION

RANGES = pathlib.Path(__file__).parents[2] / "tools" / "ranges" / "ranges.json"
POINTS = 40001
LOWEST_LOG = -70.0
FARTHEST = 60.0  # deviations


def moments(ion, target, energy_kev):
    """Range and straggle in nm, skewness, kurtosis; between energies as docs/theory/implant.md
    says."""
    of = silicon_ranges.table(RANGES, "kiln")[ion]
    return [silicon_ranges.between(of["energy_kev"], of[target][name], energy_kev,
                                   name in silicon_ranges.BY_RATIO)
            for name in silicon_ranges.FIGURES]


def weights(points, at):
    """Of a straight line between points, kept between the ends."""
    share = np.interp(at, points, np.arange(len(points)))
    return np.maximum(0, 1 - np.abs(np.arange(len(points)) - share))


def channelled(step, first, oxide_cm):
    """The fraction in the channels and its moments, beside those of the first distribution;
    None where the set has none."""
    table = silicon_ranges.table(RANGES, "kiln")[step["species"]].get("channel")
    if table is None:
        return None
    energy = weights(np.log(table["energy_kev"]), math.log(step["energy_kev"]))
    dose = weights(np.log(table["dose_cm2"]), math.log(step["dose_cm2"]))
    tilt = step.get("tilt_deg", 7)
    acceptance = math.exp(energy @ np.log(table["acceptance_deg"]))
    straight = math.exp(-oxide_cm * 1e7 / math.exp(energy @ np.log(table["oxide_nm"])))
    along, least = (math.exp(-(of / acceptance) ** 2) for of in (tilt, table["tilt_deg"]))
    along = max(along - least, 0) / (1 - least)
    beams = {"aligned": straight * along, "tilted": straight * (1 - along),
             "scattered": 1 - straight}
    fraction, sums = 0.0, np.zeros(3)
    for beam, share in beams.items():
        part = share * energy * np.exp(dose @ np.log([row["fraction"] for row in table[beam]]))
        fraction += part.sum()
        sums += [part @ (dose @ [law(row[name]) for row in table[beam]])
                 for name, law in (("range_ratio", np.log), ("straggle_ratio", np.log),
                                   ("skewness", np.array))]
    if not fraction > 0:
        return None
    mean, deviation, skewness = sums / fraction
    return fraction, (first[0] * math.exp(mean), first[1] * math.exp(deviation), skewness,
                      3 + 1.5 * skewness ** 2)


class Bell:
    """Density along the depth in cm, of all ions, those above the surface included."""

    def __init__(self, mean_nm, deviation_nm, skewness, kurtosis):
        scale = 10 * kurtosis - 12 * skewness ** 2 - 18
        self.mode = -skewness * (kurtosis + 3) / scale
        self.quadratic = (-(4 * kurtosis - 3 * skewness ** 2) / scale, self.mode,
                          -(2 * kurtosis - 3 * skewness ** 2 - 6) / scale)
        left, right = self.side(-1), self.side(1)
        z = np.linspace(left[0], right[0], POINTS)
        log = np.where(z < self.mode, left[1](np.minimum(z, self.mode))[0],
                       right[1](np.maximum(z, self.mode))[0])
        density = np.exp(log)
        below = cumulative_trapezoid(density, z, initial=0)
        self.depth_cm = (mean_nm + deviation_nm * z) * 1e-7
        self.below = below / below[-1]
        self.log_density = np.log(density / (below[-1] * deviation_nm * 1e-7))
        self.mode_cm = (mean_nm + deviation_nm * self.mode) * 1e-7

    def side(self, sign):
        """Where the logarithm of the density falls to its least on one side, and it."""
        c0, c1, c2 = self.quadratic

        def slope(z, _):
            return [(z - self.mode) / (c0 + c1 * z + c2 * z * z)]

        def low(_, log):
            return log[0] - LOWEST_LOG

        low.terminal = True
        end = self.mode + sign * FARTHEST
        roots = np.roots((c2, c1, c0)) if c2 else np.array([-c0 / c1] if c1 else [])
        for root in roots[np.isreal(roots)].real:
            if (root - self.mode) * sign > 0 and (end - root) * sign > 0:
                end = root - sign * 1e-9 * abs(root - self.mode)
        run = solve_ivp(slope, (self.mode, end), [0.0], method="DOP853", rtol=1e-12, atol=1e-12,
                        events=low, dense_output=True)
        return run.t[-1], run.sol

    def density(self, depth_cm):
        inside = (depth_cm >= self.depth_cm[0]) & (depth_cm <= self.depth_cm[-1])
        return np.where(inside, np.exp(np.interp(depth_cm, self.depth_cm, self.log_density)), 0)

    def share(self, from_cm, to_cm):
        low, high = np.interp((from_cm, to_cm), self.depth_cm, self.below)
        return high - low

    def depth_of(self, share):
        """Above which this share of the ions below the surface lies."""
        behind = self.share(-math.inf, 0)
        return np.interp(behind + share * (1 - behind), self.below, self.depth_cm)


class Implant:
    """An implant step of a recipe into silicon under so much oxide."""

    def __init__(self, step, oxide_cm):
        tilt = math.cos(math.radians(step.get("tilt_deg", 7)))
        ion, energy_kev = step["species"], step["energy_kev"]

        def figures(target):
            mean, *rest = moments(ion, target, energy_kev)
            return mean * tilt, *rest

        self.dopant = DOPANT_OF_ION.get(ion, ion)
        self.dose_cm2, self.oxide_cm = step["dose_cm2"], oxide_cm
        self.silicon = Bell(*figures("silicon"))
        self.oxide = Bell(*figures("oxide")) if oxide_cm > 0 else None
        held = 0.0
        if oxide_cm > 0:
            held = self.oxide.share(0, oxide_cm) / self.oxide.share(0, math.inf)
        self.oxide_dose_cm2 = held * self.dose_cm2
        self.matched_cm = self.silicon.depth_of(held) if oxide_cm > 0 else 0.0
        second = channelled(step, figures("silicon"), oxide_cm)
        self.fraction = second[0] if second else 0.0
        self.channel = Bell(*second[1]) if second else None

    @staticmethod
    def straggle_nm(step):
        return moments(step["species"], "silicon", step["energy_kev"])[1]

    def in_silicon(self, depth_cm):
        top_cm = self.matched_cm
        below = self.silicon.share(top_cm, math.inf)
        through = below / self.silicon.share(0, math.inf)
        density = (1 - self.fraction) * self.silicon.density(depth_cm + top_cm) / below
        if self.channel:
            density = density + (self.fraction * self.channel.density(depth_cm + top_cm) /
                                 self.channel.share(top_cm, math.inf))
        return self.dose_cm2 * through * density

    def in_oxide(self, below_top_cm):
        whole = self.oxide.share(0, math.inf)
        return self.dose_cm2 / whole * self.oxide.density(below_top_cm)

    def extent_cm(self):
        """Of silicon, where the density is 1e-12 of the peak."""
        least = self.silicon.log_density.max() - 27.6
        return max(bell.depth_cm[bell.log_density > least][-1]
                   for bell in (self.silicon, self.channel) if bell) - self.matched_cm
