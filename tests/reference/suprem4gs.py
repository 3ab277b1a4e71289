"""Diffusion against SUPREM-IV.GS: groups b, c, d, e and f of ../shared/reference/suprem4gs.

Goal: with the same parameters (set supremiv, Fermi model) every figure agrees within the bound
of its group, or it is named as one that is not held, with why, and then Kiln agrees with
SciPy's solution of the same equations. Why: another program's drive-ins, evaporation, implants, segregation and
sources.
What is not held to that program, and why: docs/theory/validation.md. Exits 77 (skipped) where
the reference is absent.

  suprem4gs.py KILN SET.json
"""
import collections
import csv
import json
import math
import os
import pathlib
import subprocess
import sys

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "oracle"))
import high_dose_drive_in as high_dose  # noqa: E402
import oxidising_drive_in as oxidising  # noqa: E402

KILN = sys.argv[1]
REFERENCE = pathlib.Path(os.environ.get("KILN_REFERENCE", "../shared/reference")) / "suprem4gs"
NAME = {"B": "boron", "P": "phosphorus", "As": "arsenic", "Sb": "antimony"}
AMBIENT = {"dry": "dry_o2", "wet": "steam"}  # that program's wet is water at 1 atm

LEVELS = {"1e15": 1e15, "1e16": 1e16, "1e17": 1e17}
PUBLISHED = {"1e15": "xj_1e15_um", "1e16": "xj_1e16_um", "1e17": "xj_1e17_um",
             "peak": "peak_cm3", "dose": "dose_si_cm2", "oxide": "dose_ox_cm2",
             "surface": "surf_si_cm3", "Rp": "Rp_um", "dRp": "dRp_um", "skew": "skew",
             "kurt": "kurt"}

# Boron's at 1000 C, where only group c comes near it: read off its own active column
# (c_B_1000_30_full).
BORON_CARRIERS_CM3 = 1.458e20
# What its field and diffusivity see of a dose above solubility, read off its own active columns
# (c_B_1000_30_full, c_As_1000_30_sealed), while all of the dopant diffuses.
CARRIERS = {"B": high_dose.up_to(BORON_CARRIERS_CM3), "P": high_dose.all_of_it,
            "As": high_dose.clustered(1.911e-42)}
KILN_CARRIERS = {**CARRIERS, "B": high_dose.smoothly_up_to(BORON_CARRIERS_CM3)}

# errors: by column, relative. bounds: by column, what they are compared with. loose: columns
# that are shown beside their bound and do not fail.
Line = collections.namedtuple("Line", "case errors bounds loose kiln_ms its_s")


def bounds(per_cent, *columns):
    return dict.fromkeys(columns, per_cent / 100)


# --- recipes ---------------------------------------------------------------------------------


def kiln(*arguments, text=None):
    done = subprocess.run([KILN, *arguments, "--json"], input=text, capture_output=True,
                          text=True, check=True)
    return json.loads(done.stdout)


def its_carriers():
    """In that program's Fermi model all dopant diffuses (model.inactive: "mobile"), and is a
    carrier but for what is past boron's bound and in arsenic's clusters."""
    shown = kiln("model", "show", "solubility", "--set", "supremiv")["parameters"]
    return [{"pointer": p["pointer"],
             "value": BORON_CARRIERS_CM3 if "/boron/" in p["pointer"] else 5e22}
            for p in shown if "/solubility/conc_cm3/" in p["pointer"]]


def gaussian(row, dose_cm2, peak_nm, sigma_nm):
    """As a table, because that program cuts it off at the surface and Kiln folds it back."""
    depth_nm = np.linspace(0, peak_nm + 9 * sigma_nm, 501)
    conc_cm3 = (dose_cm2 / (math.sqrt(2 * math.pi) * sigma_nm * 1e-7) *
                np.exp(-(depth_nm - peak_nm) ** 2 / (2 * sigma_nm ** 2)))
    return {"initial": {"dopant": row["species"], "depth_nm": depth_nm.tolist(),
                        "conc_cm3": conc_cm3.tolist()}}


def furnace(row, **more):
    return {"type": "furnace", "temp_c": float(row["T_C"]), "time_min": float(row["t_min"]),
            **more}


def drive_in(row):
    return {**gaussian(row, float(row["implant_dose_cm2"]), 150, 50), "steps": [furnace(row)]}


def high_dose_drive_in(row):
    surface = "bare" if row["variant"].startswith("bare") else "sealed"
    return {**gaussian(row, 5e15, 100, 40), "steps": [furnace(row, surface=surface)]}


def oxidising_drive_in(row):
    recipe = drive_in(row)
    recipe["steps"][0]["ambient"] = AMBIENT[row["ambient"]]
    return recipe


def implant(row):
    energy_kev = float(row["variant"].split("keV")[0])
    return {"steps": [{"type": "implant", "species": row["species"], "energy_kev": energy_kev,
                       "dose_cm2": float(row["implant_dose_cm2"]), "tilt_deg": 0}]}


def held_surface(row):
    """The predeposition is in the name: f_B_1000_30_1e20_..._drive1100_60 or ..._predep."""
    _, dopant, temp_c, time_min, surface_cm3, *_ = row["case_id"].split("_")
    source = {"dopant": dopant, "surface_conc_cm3": float(surface_cm3)}
    steps = [{"type": "furnace", "temp_c": float(temp_c), "time_min": float(time_min),
              "source": source}]
    if row["case_id"].endswith("_drive1100_60"):
        steps.append({"type": "furnace", "temp_c": 1100, "time_min": 60})
    return {"steps": steps}


# --- groups ----------------------------------------------------------------------------------


def is_finer(row):
    return "intr" in row["case_id"] or "tight" in row["case_id"]


# columns: shown. takes: whether a row is of the case that the recipe stands for. loose: as in a
# line.
Group = collections.namedtuple("Group", "title columns takes recipe bounds loose")
GROUPS = {
    "b": Group(
        "inert drive-ins of 1e13 cm^-2, sealed",
        ("1e15", "1e16", "1e17", "peak", "dose", "surface"),
        lambda row: row["variant"] == "sealed-surface" or is_finer(row),
        drive_in,
        lambda row: bounds(0.5 if is_finer(row) else 1.5,
                           "1e15", "1e16", "1e17", "peak", "dose", "surface"),
        lambda row: ()),
    "c": Group(
        "inert drive-ins of 5e15 cm^-2, sealed or bare",
        ("1e15", "1e16", "1e17", "peak", "dose", "surface"),
        lambda row: row["variant"] in ("sealed-surface", "bare-default-evap"),
        high_dose_drive_in,
        lambda row: bounds(2, "1e15", "1e16", "1e17", "peak", "dose", "surface"),
        lambda row: ("surface",) if row["case_id"] == "c_As_1000_30_bare" else ()),
    "d": Group(
        "implants of 1e14 cm^-2, Pearson IV",
        ("1e15", "1e16", "1e17", "peak", "dose", "Rp", "dRp", "skew", "kurt"),
        lambda row: row["variant"].endswith("-pearson"),
        implant,
        lambda row: bounds(3, "1e15", "1e16", "1e17", "peak", "dose", "Rp", "dRp", "skew",
                           "kurt"),
        lambda row: ()),
    "e": Group(
        "oxidising drive-ins of 1e13 cm^-2",
        ("1e15", "1e16", "1e17", "peak", "dose", "oxide", "surface"),
        lambda row: row["variant"].startswith("converged-oxide"),
        oxidising_drive_in,
        lambda row: {**bounds(1.5, "1e15", "1e16", "1e17"), **bounds(2, "dose", "oxide"),
                     **bounds(3, "surface")},
        lambda row: ("dose", "oxide", "surface")),
    "f": Group(
        "constant surface, then 1100 C 60 min sealed",
        ("1e15", "1e16", "1e17", "peak", "dose", "surface"),
        lambda row: row["variant"].startswith("const-surface"),
        held_surface,
        lambda row: bounds(2, "1e15", "1e16", "1e17", "peak", "dose", "surface"),
        lambda row: ()),
}


# --- figures ---------------------------------------------------------------------------------


def depth_um(depth_nm, conc_cm3, level_cm3):
    """The deepest place where a profile falls through a level, linear in its logarithm."""
    last = np.nonzero(conc_cm3 > level_cm3)[0][-1]
    above, below = np.log(conc_cm3[last:last + 2] / level_cm3)
    return (depth_nm[last] + np.diff(depth_nm)[last] * above / (above - below)) * 1e-3


def figures_of_profile(depth_nm, conc_cm3):
    return {name: depth_um(depth_nm, conc_cm3, level) for name, level in LEVELS.items()
            if conc_cm3.max() > level}


def moments_of(depth_nm, conc_cm3):
    """Of the depth: mean and deviation in um, skewness, kurtosis."""
    def mean(values):
        return np.trapz(values * conc_cm3, depth_nm) / np.trapz(conc_cm3, depth_nm)
    centre_nm = mean(depth_nm)
    deviation_nm = math.sqrt(mean((depth_nm - centre_nm) ** 2))
    scaled = (depth_nm - centre_nm) / deviation_nm
    return {"Rp": 1e-3 * centre_nm, "dRp": 1e-3 * deviation_nm, "skew": mean(scaled ** 3),
            "kurt": mean(scaled ** 4)}


def figures_of_kiln(result, dopant):
    kpis = result["kpis"]
    silicon = next(layer for layer in result["layers"] if layer["material"] == "silicon")
    profile = np.array(silicon["depth_nm"]), np.array(silicon["chemical"][NAME[dopant]])
    return {**figures_of_profile(*profile), **moments_of(*profile), "peak": kpis["peak_conc_cm3"], "dose": kpis["dose_silicon_cm2"],
            "oxide": kpis.get("dose_oxide_cm2"), "surface": kpis["surface_conc_cm3"]}


def figures_of_scipy(solved):
    return {**figures_of_profile(solved["depth_nm"], solved["profile_cm3"]),
            "peak": solved["profile_cm3"].max(), "dose": solved["silicon_cm2"],
            "oxide": solved.get("oxide_cm2"), "surface": solved["surface_cm3"]}


def figures_of_row(row):
    return {name: float(row[field]) for name, field in PUBLISHED.items()
            if row[field] not in ("", "nan")}


def errors(found, expected, columns):
    return {name: found[name] / expected[name] - 1 for name in columns if name in expected}


def run(group, row, overrides):
    recipe = {"substrate": {"dopant": "P" if row["species"] == "B" else "B", "conc_cm3": 1e15,
                            "native_oxide_nm": 2},
              "model": {"set": "supremiv", "diffusion": "fermi", "oed": "none",
                        "inactive": "mobile", "overrides": overrides},
              **group.recipe(row)}
    result = kiln("simulate", "-", text=json.dumps(recipe))
    return figures_of_kiln(result, row["species"]), result["execution_time_ms"]


def solve_high_dose(row, parameters, **its):
    bare = row["variant"].startswith("bare")
    return figures_of_scipy(
        high_dose.HighDose(parameters, NAME[row["species"]], bare, **its).solve())


def nodes_cm(row):
    with open(REFERENCE / "profiles" / f"{row['case_id']}.csv", newline="",
              encoding="utf-8") as file:
        return np.array([1e-4 * float(node["depth_um"]) for node in csv.DictReader(file)
                         if node["material"] == "silicon"])


# --- tables ----------------------------------------------------------------------------------


def over(line):
    return [name for name, bound in line.bounds.items()
            if name in line.errors and not abs(line.errors[name]) <= bound]


def held_over(line):
    return [name for name in over(line) if name not in line.loose]


def told(word, names):
    return f"  {word}: {', '.join(names)}" if names else ""


def show(title, columns, lines, note=""):
    """Prints a table; whether all that is held holds."""
    timed = any(line.kiln_ms for line in lines)
    print(f"\n{title}\n\n{'error, %':45}" + "".join(f"{name:>9}" for name in columns) +
          (f"{'Kiln ms':>10}{'its ms':>9}" if timed else ""))
    for line in lines:
        cells = "".join(f"{100 * line.errors[name]:9.2f}" if name in line.errors else f"{'':9}"
                        for name in columns)
        times = f"{line.kiln_ms:10.2f}{1e3 * line.its_s:9.1f}" if timed else ""
        print(f"{line.case:45}{cells}{times}" +
              told("over", held_over(line)) +
              told("over, not held", [name for name in over(line) if name in line.loose]))
    limits = {name: sorted({line.bounds[name] for line in lines if name in line.bounds})
              for name in columns}
    print(f"{'bound, %':45}" + "".join(f"{'/'.join(f'{100 * x:g}' for x in limits[name]):>9}"
                                       for name in columns))
    print(summary(lines) + note)
    return bool(lines) and not any(map(held_over, lines))


def summary(lines):
    worst, name, case = max(((abs(line.errors[name]), name, line.case) for line in lines
                             for name in line.bounds if name in line.errors),
                            default=(0, "none", "none"))
    loose = sum(len(line.loose) for line in lines)
    within = sum(not over(line) for line in lines)
    return (f"{len(lines)} rows, {within} within their bound, worst {100 * worst:.2f} % "
            f"({name} of {case})" + (f"; {loose} figures not held" if loose else ""))


# --- comparisons -----------------------------------------------------------------------------


def against_suprem(letter, rows):
    """A group's table; the rows that were compared, and Kiln's figures of each."""
    group = GROUPS[letter]
    taken = [row for row in rows if row["defect_model"] == "fermi" and
             float(row["t_min"] or 1) > 0 and group.takes(row)]
    overrides = its_carriers()
    lines, found = [], []
    for row in taken:
        figures, took_ms = run(group, row, overrides)
        found.append(figures)
        lines.append(Line(row["case_id"], errors(figures, figures_of_row(row), group.columns),
                          group.bounds(row), group.loose(row), took_ms, float(row["wall_s"])))
    note = f"; {len(rows) - len(taken)} rows of other cases left out"
    if letter == "b":
        note += f"; {sum(map(is_finer, taken))} rows are intrinsic or of tight time steps"
    good = show(f"Group {letter}, {group.title}: Kiln against SUPREM-IV.GS", group.columns,
                lines, note)
    return good, taken, found


def high_dose_against_scipy(rows, found, parameters):
    columns = GROUPS["c"].columns
    return show("Group c: Kiln against SciPy, the same equations", columns,
                [Line(row["case_id"],
                      errors(figures, solve_high_dose(row, parameters,
                                                      carriers=KILN_CARRIERS[row["species"]]),
                             columns),
                      bounds(0.2, *columns), (), None, None)
                 for row, figures in zip(rows, found)])


def scipy_as_suprem(rows, parameters):
    """With that program's carriers and nodes: says that they are what makes the difference.
    Nothing of it is Kiln's, so that nothing of it is held."""
    columns = GROUPS["c"].columns
    lines = []
    for row in rows:
        solved = solve_high_dose(row, parameters, carriers=CARRIERS[row["species"]],
                                 depth_cm=nodes_cm(row))
        lines.append(Line(row["case_id"], errors(solved, figures_of_row(row), columns),
                          bounds(2, *columns), columns, None, None))
    show("Group c: SciPy with SUPREM-IV.GS's carriers, on its nodes, "
                "against SUPREM-IV.GS", columns, lines)


def oxidising_against_scipy(rows, parameters):
    field = {"dose": "silicon_cm2", "oxide": "oxide_cm2", "surface": "surface_cm3"}
    columns = tuple(field)
    lines = []
    for row in rows:
        case = parameters, NAME[row["species"]], AMBIENT[row["ambient"]]
        solved, figures = oxidising.DriveIn(*case).solve(), oxidising.run(KILN, *case)
        lines.append(Line(row["case_id"],
                          {name: figures[of] / solved[of] - 1 for name, of in field.items()},
                          bounds(0.2, *columns), (), None, None))
    return show("Group e: Kiln against SciPy, the same equations", columns, lines)


def main():
    path = REFERENCE / "results.csv"
    if not path.exists():
        print(f"skipped: {path} is not there")
        sys.exit(77)
    with open(sys.argv[2], encoding="utf-8") as file:
        parameters = json.load(file)
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    good = []
    for letter in GROUPS:
        as_theirs, taken, found = against_suprem(
            letter, [row for row in rows if row["group"] == letter])
        good.append(as_theirs)
        if letter == "c":
            good.append(high_dose_against_scipy(taken, found, parameters))
            scipy_as_suprem(taken, parameters)
        elif letter == "e":
            good.append(oxidising_against_scipy(taken, parameters))
    sys.exit(not all(good))


if __name__ == "__main__":
    main()
