"""The solver's cost against grid points: its march by itself, on even meshes."""
import json
import subprocess

import numpy

CELLS = (100, 200, 500, 1000, 2000, 5000, 10000, 20000)
STEPS = 40               # of a call: MARCH_STEPS of runs.h
ROUNDS, CELLS_A_ROUND = 12, 60000
ROWS = {"one": ("march_one", 1), "two": ("march_two", 2)}


def profiles(cells, species):
    """Boron, and phosphorus over it, as bench/march.c takes them."""
    depth_nm = (numpy.arange(cells) + 0.5) * (2000 / cells)
    boron = 1e14 + 2e19 * numpy.exp(-((depth_nm - 300) / 150) ** 2 / 2)
    phosphorus = 1e15 + 1e19 * numpy.exp(-(depth_nm / 200) ** 2 / 2)
    return numpy.stack([boron, phosphorus][:species], axis=1).ravel()


def step_us(program, row, points, calls):
    """The shortest of so many calls, by the step."""
    done = subprocess.run([program, row, str(calls)], input=points.tobytes(),
                          stdout=subprocess.PIPE, check=True)
    return min(json.loads(done.stdout)["ms"]) * 1e3 / STEPS


def measure(program):
    """Microseconds of a step on each mesh, the shortest of all rounds, and the exponent of the
    power law through them, for one species and for two."""
    result = {"cells": list(CELLS)}
    for name, (row, species) in ROWS.items():
        inputs = [profiles(cells, species) for cells in CELLS]
        best = numpy.full(len(CELLS), numpy.inf)
        for _ in range(ROUNDS):
            for i, cells in enumerate(CELLS):
                calls = max(2, CELLS_A_ROUND // (cells * STEPS // 10))
                best[i] = min(best[i], step_us(program, row, inputs[i], calls))
        exponent = numpy.polyfit(numpy.log(CELLS), numpy.log(best), 1)[0]
        result[name] = {"step_us": best.tolist(), "exponent": float(exponent)}
    return result


def report(result):
    """The table for people."""
    print("\ncost against grid points: ns a point and step")
    print(f"  {'points':>8} {'one dopant':>11} {'two':>8}")
    for i, cells in enumerate(result["cells"]):
        one, two = (result[name]["step_us"][i] * 1e3 / cells for name in ROWS)
        print(f"  {cells:8} {one:11.1f} {two:8.1f}")
    print("  fitted power: " + ", ".join(f"{name} {result[name]['exponent']:.3f}"
                                         for name in ROWS))


def plot(program, result, path):
    """The same as a figure."""
    numbers = [len(result["cells"]), *result["cells"],
               *result["one"]["step_us"], *result["two"]["step_us"]]
    done = subprocess.run([program], input=numpy.array(numbers, float).tobytes(),
                          stdout=subprocess.PIPE, check=True)
    path.write_bytes(done.stdout)
