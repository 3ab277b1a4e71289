#!/usr/bin/env python3
"""The channelled part of implants, from crystalline silicon: tools/ranges/channel.json.

Depths by dose that `ranges --channel` counts are taken apart into the amorphous distribution of
ranges.json and a second one of the Pearson family, of type III (kurtosis 3 + 1.5 skewness^2):
one for a beam along <100>, one at 7 degrees. Its moments are those of all doses, its share is
each dose's. How fast the first beam becomes like the second is fitted too: with the tilt as
exp(-(tilt / acceptance)^2), under an oxide as exp(-thickness / length).

  channel.py RANGES --run DIRECTORY    shoots what is missing in the directory, two at a time
  channel.py --fit DIRECTORY           writes the table; how well it fits goes to standard error
"""
import json
import math
import multiprocessing
import pathlib
import subprocess
import sys

import numpy
from scipy import optimize

HERE = pathlib.Path(__file__).parent
# (tilt in degrees, oxide over the range, doses) of an energy.
ALIGNED, TILTED, SCATTERED = (0, 0, 5), (7, 0, 5), (7, 0.2, 5)
TILTED_LITTLE, THIN_OXIDE = (2, 0, 1), (0, 0.05, 1)
BEAMS = (ALIGNED, TILTED, SCATTERED, TILTED_LITTLE, THIN_OXIDE)
IONS_PER_DOSE = 5000
ENERGY_KEV = {"B": (5, 10, 20, 40, 80, 160, 320), "BF2": (5, 10, 20, 40, 80, 160),
              "P": (5, 10, 20, 40, 80, 160, 320), "As": (5, 10, 20, 40, 80, 160),
              "Sb": (5, 10, 20, 40, 80, 160), "In": (5, 10, 20, 40, 80, 160)}
FIGURES = ("range_nm", "straggle_nm", "skewness", "kurtosis")
SKEWNESS_MOST = 1.8  # at 2 the density jumps from nothing
STRAGGLE_LEAST = 1.1
SYSTEMATIC = 0.15    # what a Pearson is off by, beside the counts' own error
NEAR = 2             # how strongly doses and energies hold together
START = {"aligned": (0.5, 0.5, -0.5, 0), "tilted": (-2, -1, 0.5, 0), "scattered": (-2, -1, 0.5, 0)}
GROUPS = 80          # of bins


def pearson(depth_nm, mean, deviation, skewness, kurtosis):
    """Density below the surface at evenly spaced depths, normalised there."""
    a = 10 * kurtosis - 12 * skewness**2 - 18
    b = skewness * (kurtosis + 3)
    c0, c2 = 4 * kurtosis - 3 * skewness**2, 2 * kurtosis - 3 * skewness**2 - 6
    z = (depth_nm - mean) / deviation
    quadratic = c0 + b * z + c2 * z * z
    mode = numpy.argmin(numpy.abs(z + b / a))
    bad = numpy.flatnonzero(quadratic <= 1e-6 * c0)
    low = max((i for i in bad if i < mode), default=-1)
    high = min((i for i in bad if i >= mode), default=len(z))
    inside = slice(low + 1, high)
    log_density = numpy.full(len(z), -math.inf)
    slope = -(a * z[inside] + b) / quadratic[inside]
    steps = numpy.concatenate(([0], numpy.cumsum(0.5 * (slope[1:] + slope[:-1]) *
                                                 numpy.diff(z[inside]))))
    log_density[inside] = steps - steps.max() if len(steps) else steps
    density = numpy.exp(log_density)
    return density / (density.sum() * (depth_nm[1] - depth_nm[0]))


def type_iii(depth_nm, mean, deviation, skewness):
    """The same for kurtosis 3 + 1.5 skewness^2, in closed form: a shifted gamma distribution."""
    z = (depth_nm - mean) / deviation
    if abs(skewness) < 1e-3:
        log_density = -0.5 * z * z
    else:
        shape = 4 / skewness**2
        t = numpy.maximum(1 + z * skewness / 2, 1e-300)  # over its mean
        log_density = (shape - 1) * numpy.log(t) - shape * (t - 1)
    density = numpy.exp(log_density - log_density.max())
    return density / (density.sum() * (depth_nm[1] - depth_nm[0]))


class Beam:
    """Counts of one run: what each dose has more than the one before. Depths count from where a
    surface of silicon would be that has no oxide."""

    def __init__(self, path, matched_nm):
        with open(path, encoding="utf-8") as file:
            run = json.load(file)
        count = numpy.array([dose["count"] for dose in run["doses"]], float)
        self.dose_cm2 = numpy.array([dose["dose_cm2"] for dose in run["doses"]])
        self.group = count.shape[1] // GROUPS
        self.fine = 4
        self.depth_nm = ((numpy.arange(count.shape[1] * self.fine) + 0.5) * run["bin_nm"] /
                         self.fine) + matched_nm
        self.count = count.reshape(len(count), GROUPS, self.group).sum(axis=2)

    def at(self, dose):
        """All that came with it and before, as shares of what is below the surface, and their
        variance."""
        more = numpy.diff(self.dose_cm2[:dose + 1], prepend=0) / self.dose_cm2[dose]
        weight = more / self.count[:dose + 1].sum(axis=1)
        share = (weight[:, None] * self.count[:dose + 1]).sum(axis=0)
        variance = (weight[:, None]**2 * self.count[:dose + 1]).sum(axis=0) + weight[-1]**2
        return share, variance

    def binned(self, density):
        share = density.reshape(GROUPS, -1).sum(axis=1)
        return share / share.sum()


def amorphous():
    """Tables of ranges.json by ion and target."""
    tables = json.loads((HERE / "ranges.json").read_text(encoding="utf-8"))["tables"]
    return {(table["ion"], table["target"]): table for table in tables}


def moments_at(table, energy_kev):
    """Amorphous moments between the energies of ranges.json."""
    rows = table["rows"]
    x = numpy.log([row["energy_kev"] for row in rows])

    def at(name, logarithmic):
        y = numpy.array([row[name][0] for row in rows])
        value = numpy.interp(math.log(energy_kev), x, numpy.log(y) if logarithmic else y)
        return math.exp(value) if logarithmic else float(value)
    return [at(name, name.endswith("nm")) for name in FIGURES]


def second_of(x, main):
    """Deeper than the first, and wider: what is neither is not of channels."""
    return (main[0] * (1 + math.exp(x[0])), main[1] * (STRAGGLE_LEAST + math.exp(x[1])),
            SKEWNESS_MOST * math.tanh(x[2]))


def fit_dose(beam, dose, main, before, share_most):
    """Of one dose: (share, mean, deviation, skewness) of the second distribution, and the root
    mean square misfit. before: the parameters at the next lower dose, or of that at the energy
    before, near which they stay where the counts say nothing."""
    share, variance = beam.at(dose)
    first = beam.binned(pearson(beam.depth_nm, *main))

    def split(x):
        return share_most / (1 + math.exp(-x[3]))

    def misfit(x):
        part = split(x)
        expected = ((1 - part) * first +
                    part * beam.binned(type_iii(beam.depth_nm, *second_of(x, main))))
        error = numpy.sqrt(variance + (SYSTEMATIC * expected)**2)
        near = NEAR * (x[:3] - before[:3])
        held = 10 * numpy.maximum(numpy.abs(x) - 6, 0)
        return numpy.concatenate(((share - expected) / error, held, near))

    guesses = [[math.log(far), -0.5, 0.2, 0] for far in (0.1, 0.6, 1.5)] + [list(before)]
    found = min((optimize.least_squares(misfit, guess, max_nfev=300) for guess in guesses),
                key=lambda f: f.cost)
    return found.x, split(found.x), math.sqrt(2 * found.cost / GROUPS)


def fit_beam(beam, main, shares_most, before):
    """By dose: share, then the second distribution's figures beside main's, and the misfit."""
    rows, most, first = [], 1, None
    for dose in range(len(beam.dose_cm2)):
        before, most, misfit = fit_dose(beam, dose, main, before, min(most, shares_most[dose]))
        first = before if first is None else first
        mean, deviation, skewness = second_of(before, main)
        rows.append((most, mean / main[0], deviation / main[1], skewness, misfit))
    return rows, first


def oxide_nm(tables, ion, energy_kev, part):
    return float(f"{part * moments_at(tables[ion, 'silicon'], energy_kev)[0]:.2g}")


def path_of(directory, ion, energy_kev, tilt_deg, oxide):
    return pathlib.Path(directory) / f"{ion}-{energy_kev}-{tilt_deg}-{oxide:g}.json"


def shoot(job):
    program, path, ion, energy_kev, tilt_deg, oxide, doses = job
    with open(path, "wb") as file:
        subprocess.run([program, "--channel", "--ion", ion, "--energy-ev", str(1000 * energy_kev),
                        "--tilt-deg", str(tilt_deg), "--oxide-nm", str(oxide), "--doses",
                        str(doses), "--ions", str(IONS_PER_DOSE)], stdout=file, check=True)


def run(program, directory):
    tables = amorphous()
    jobs = []
    for ion, energies in ENERGY_KEV.items():
        for energy_kev in energies:
            for tilt_deg, part, doses in BEAMS:
                oxide = oxide_nm(tables, ion, energy_kev, part)
                path = path_of(directory, ion, energy_kev, tilt_deg, oxide)
                if not path.exists():
                    jobs.append((program, path, ion, energy_kev, tilt_deg, oxide, doses))
    with multiprocessing.Pool(2) as pool:
        for _ in pool.imap_unordered(shoot, jobs):
            pass


class Fits:
    """What is fitted to the beams of an ion and an energy."""

    def __init__(self, directory, tables, ion, energy_kev, before):
        self.directory, self.tables, self.ion = directory, tables, ion
        self.energy_kev = energy_kev
        self.rows, self.first, most = {}, {}, [1] * ALIGNED[2]
        for name, of in (("aligned", ALIGNED), ("tilted", TILTED), ("scattered", SCATTERED)):
            near = before.first[name] if before else numpy.array(START[name])
            self.rows[name], self.first[name] = fit_beam(self.beam(of), self.main(of), most, near)
            most = [row[0] for row in self.rows[name]] if name == "aligned" else [1] * of[2]
        self.acceptance_deg = TILTED_LITTLE[0] / math.sqrt(
            self.decay(TILTED_LITTLE, "tilted"))
        self.length_nm = self.oxide(THIN_OXIDE) / self.decay(THIN_OXIDE, "scattered")

    def oxide(self, of):
        return oxide_nm(self.tables, self.ion, self.energy_kev, of[1])

    def beam(self, of):
        path = path_of(self.directory, self.ion, self.energy_kev, of[0], self.oxide(of))
        silicon, oxide = (moments_at(self.tables[self.ion, target], self.energy_kev)[0]
                          for target in ("silicon", "sio2"))
        return Beam(path, self.oxide(of) * silicon / oxide)

    def main(self, of):
        moments = moments_at(self.tables[self.ion, "silicon"], self.energy_kev)
        moments[0] *= math.cos(math.radians(of[0]))
        return moments

    def decay(self, of, towards):
        """-log of how much of the aligned beam is left at the lowest dose."""
        beam, main = self.beam(of), self.main(of)
        share, variance = beam.at(0)
        first = beam.binned(pearson(beam.depth_nm, *main))
        ends = [numpy.array(self.rows[name][0][:4]) for name in ("aligned", towards)]

        def misfit(decay):
            left = math.exp(-decay)
            parts = [left * ends[0][0], (1 - left) * ends[1][0]]
            part = sum(parts)
            mean, deviation, skewness = (sum(w * f(end[i]) for w, end in zip(parts, ends)) / part
                                         for i, f in ((1, math.log), (2, math.log), (3, float)))
            second = (main[0] * math.exp(mean), main[1] * math.exp(deviation), skewness)
            expected = ((1 - part) * first +
                        part * beam.binned(type_iii(beam.depth_nm, *second)))
            error2 = variance + (SYSTEMATIC * expected)**2
            return float(((share - expected)**2 / error2).sum())
        return optimize.minimize_scalar(misfit, bounds=(0.02, 6), method="bounded").x


def rounded(value):
    return float(f"{value:.4g}")


def keep_what_rests(rows, doses):
    """Ions that have come to rest in the channels stay there, whatever comes later: where the fit
    of a dose sees less of them than that of the dose before, they and their figures stay."""
    for before, row, ratio in zip(rows, rows[1:], (b / a for a, b in zip(doses, doses[1:]))):
        for i, fraction in enumerate(before["fraction"]):
            if row["fraction"][i] * ratio < fraction:
                row["fraction"][i] = rounded(fraction / ratio)
                for name in ("range_ratio", "straggle_ratio", "skewness"):
                    row[name][i] = before[name][i]
    return rows


def table_of(fits):
    """The table of an ion."""
    doses = [10.0**power for power in range(12, 12 + ALIGNED[2])]

    def rows(name):
        out = []
        for dose in range(ALIGNED[2]):
            of = [fit.rows[name][dose] for fit in fits]
            out.append({"fraction": [rounded(row[0]) for row in of],
                        "range_ratio": [rounded(row[1]) for row in of],
                        "straggle_ratio": [rounded(row[2]) for row in of],
                        "skewness": [round(row[3], 3) for row in of]})
        return keep_what_rests(out, doses)
    return {"energy_kev": [fit.energy_kev for fit in fits],
            "dose_cm2": doses,
            "tilt_deg": TILTED[0],
            **{name: rows(name) for name in ("aligned", "tilted", "scattered")},
            "acceptance_deg": [rounded(fit.acceptance_deg) for fit in fits],
            "oxide_nm": [rounded(fit.length_nm) for fit in fits]}


def tell(fit):
    print(f"{fit.ion} {fit.energy_kev} keV: acceptance {fit.acceptance_deg:.2f} deg, "
          f"oxide {fit.length_nm:.3g} nm", file=sys.stderr)
    for name, rows in fit.rows.items():
        for dose, row in enumerate(rows):
            print(f"  {name:10} 1e{12 + dose}  fraction {row[0]:.4f}  range {row[1]:.3f}  "
                  f"straggle {row[2]:.3f}  skewness {row[3]:+.2f}  misfit {row[4]:.2f}",
                  file=sys.stderr)


def fit(directory):
    tables, ions = amorphous(), {}
    for ion, energies in ENERGY_KEV.items():
        fits = []
        for energy_kev in energies:
            fits.append(Fits(directory, tables, ion, energy_kev, fits[-1] if fits else None))
            tell(fits[-1])
        ions[ion] = table_of(fits)
    tell_table(ions)


def tell_table(ions):
    print('{\n  "title": "Ions in the channels of crystalline silicon, tools/ranges/channel.py",')
    print(f'  "ions_per_dose": {IONS_PER_DOSE},\n  "ions": {{')
    print(",\n".join(f'    "{ion}": {{\n{written(table)}\n    }}' for ion, table in ions.items()))
    print("  }\n}")


def written(table):
    """A dose of a beam on a line."""
    lines = []
    for key, value in table.items():
        if isinstance(value, list) and isinstance(value[0], dict):
            doses = ",\n        ".join(json.dumps(dose) for dose in value)
            lines.append(f'      "{key}": [\n        {doses}]')
        else:
            lines.append(f'      "{key}": {json.dumps(value)}')
    return ",\n".join(lines)


def main(arguments):
    if arguments[0] == "--fit":
        fit(arguments[1])
    else:
        run(arguments[0], arguments[2])


if __name__ == "__main__":
    main(sys.argv[1:])
