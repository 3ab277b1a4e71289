#!/usr/bin/env python3
"""Golden recipes: what the built executable makes of each, beside what it should.

Goal: every dopant, source, gas and orientation is held to closed forms, to independent
solutions of the published equations or to measurements, three recipes of each at least. Why:
this is the table that a fab audits after a change. No expected value comes from Kiln; the
oracles are ../oracle/*.py and never run it.

  golden_recipes.py KILN            prints a row a KPI, the coverage and the verdict
  golden_recipes.py --refine        how far the oracles' flows move on twice as many nodes

Exits with 1 where a KPI is over its bound or the coverage has a gap.
"""
import collections
import json
import multiprocessing
import os
import pathlib
import subprocess
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")  # a process a case is enough
sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "oracle"))

import covered  # noqa: E402
import exact_cases  # noqa: E402
import fermi_flow  # noqa: E402
import flow_cases  # noqa: E402
import implant_cases  # noqa: E402
import measured_cases  # noqa: E402
import oxide_cases  # noqa: E402

CASES = (exact_cases.CASES + oxide_cases.CASES + flow_cases.CASES + implant_cases.CASES
         + measured_cases.CASES)
EXACT_MOST, FLOWS_LEAST, CASES_LEAST = 25, 25, 80

Row = collections.namedtuple("Row", "kpi expected found")


def run(kiln, recipe):
    """KPIs; none where the recipe is refused, which then counts as over every bound."""
    done = subprocess.run([kiln, "simulate", "-", "--json"], input=json.dumps(recipe),
                          capture_output=True, text=True)
    if done.returncode != 0:
        print(f"refused: {json.dumps(recipe)}\n{done.stderr}", file=sys.stderr)
        return {}
    return json.loads(done.stdout)["kpis"]


def diffusivity_cm2_s(recipe, kpis):
    """Of a surface Gaussian that stayed one, by its peak."""
    start, [step] = recipe["initial"], recipe["steps"]
    variance = 2 * (start["dose_cm2"] / kpis["peak_conc_cm3"]) ** 2 / 3.14159265358979
    return (variance - (start["sigma_nm"] * 1e-7) ** 2) / (120 * step["time_min"])


def found_of(name, recipe, kpis):
    """A KPI by its name, NAME/N of a list; None where there is none."""
    if name == "diffusivity_cm2_s" and kpis:
        return diffusivity_cm2_s(recipe, kpis)
    list_name, _, index = name.partition("/")
    value = kpis.get(list_name)
    if index and value is not None:
        return value[int(index)] if int(index) < len(value) else None
    return value


def compare(job):
    kiln, index = job
    case = CASES[index]
    expected, kpis = case.oracle(case.recipe), run(kiln, case.recipe)
    return [Row(name, expected.get(name, float("nan")), found_of(name, case.recipe, kpis))
            for name in case.kpis]


def error_of(row):
    """Relative; infinite where there is no such KPI."""
    return float("inf") if row.found is None else row.found / row.expected - 1


def is_over(case, row):
    return not abs(error_of(row)) <= case.bound


def print_case(case, rows):
    for i, row in enumerate(rows):
        over = is_over(case, row)
        mark = "" if not over else " OVER" if not case.beyond else " beyond"
        found = "absent" if row.found is None else f"{row.found:.5g}"
        print(f"{case.name if i == 0 else '':40} {row.kpi:24} {row.expected:11.5g} {found:>11} "
              f"{100 * error_of(row):9.4f} {100 * case.bound:6.2f}  "
              f"{case.origin if i == 0 else ''}{mark}")


def is_flow(case):
    return case.oracle is fermi_flow.solve and any(step["type"] == "furnace"
                                                   for step in case.recipe["steps"])


def print_worst(results):
    """Of each kind, and how many there are."""
    print()
    for kind in ("exact", "oracle", "measured"):
        of = [(case, row) for case, rows in results for row in rows
              if case.kind == kind and not case.beyond]
        case, row = max(of, key=lambda pair: abs(error_of(pair[1])) / pair[0].bound)
        count = len({case.name for case, _ in of})
        print(f"{kind:9} {count:3} recipes, {len(of):3} KPIs, "
              f"worst {100 * error_of(row):.4f} % of {100 * case.bound:g} %: {case.name}, "
              f"{row.kpi}")


def complaints(results):
    """What is wrong with the results or with the set."""
    wrong = [f"{case.name}: {row.kpi} is over its bound" for case, rows in results
             for row in rows if is_over(case, row) and not case.beyond]
    inside = [case.name for case, rows in results
              if case.beyond and not any(is_over(case, row) for row in rows)]
    wrong += [f"{name}: within its bound now, hold it" for name in inside]
    held = [case for case, _ in results if not case.beyond]
    count = collections.Counter(case.kind for case in held)
    flows = sum(is_flow(case) for case in held)
    print(f"{len(held)} recipes held, {flows} of them with D(n/ni), segregation or loss to the "
          f"gas; {len(results) - len(held)} shown and not held")
    if count["exact"] > EXACT_MOST or flows < FLOWS_LEAST or len(held) < CASES_LEAST:
        wrong.append(f"at most {EXACT_MOST} exact recipes, at least {FLOWS_LEAST} flows and "
                     f"{CASES_LEAST} in all are wanted")
    if len({case.name for case in CASES}) < len(CASES):
        wrong.append("two recipes have one name")
    return wrong + covered.gaps([case.recipe for case in held])


def check(kiln):
    start = time.monotonic()
    with multiprocessing.Pool(min(2, os.cpu_count())) as pool:
        rows = pool.map(compare, [(kiln, i) for i in range(len(CASES))], chunksize=1)
    results = list(zip(CASES, rows))
    print(f"{'recipe':40} {'KPI':24} {'expected':>11} {'Kiln':>11} {'error %':>9} "
          f"{'bound':>6}  origin")
    for case, of in results:
        print_case(case, of)
    for case in CASES:
        if case.beyond:
            print(f"not held: {case.name}: {case.beyond}")
    print_worst(results)
    wrong = complaints(results)
    print(f"{time.monotonic() - start:.0f} s")
    return wrong


def moved(index):
    """The largest change of a flow's KPIs on twice as many nodes."""
    case = CASES[index]
    coarse, fine = case.oracle(case.recipe), fermi_flow.solve(case.recipe, 2)
    return max((abs(coarse[name] / fine[name] - 1), name) for name in case.kpis)


def refine():
    flows = [i for i, case in enumerate(CASES) if case.oracle is fermi_flow.solve]
    with multiprocessing.Pool(min(2, os.cpu_count())) as pool:
        changes = pool.map(moved, flows, chunksize=1)
    for i, (change, name) in zip(flows, changes):
        print(f"{CASES[i].name:40} {100 * change:8.4f} %  {name}")
    print(f"at most {100 * max(changes)[0]:.4f} %")


def main(arguments):
    if arguments == ["--refine"]:
        return refine()
    wrong = check(*arguments)
    print("\n".join(wrong) if wrong else "all within their bounds")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
