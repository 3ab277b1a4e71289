"""Closed forms against SciPy's quadrature, through the built executable.

Goal: two-step, ramped, buried and inverted profiles agree with numerical integration of the
diffusion equation's Green function, to 1e-6.
Why: the executable uses Owen's T, reflected Gaussians and its own quadrature; here each profile
is the integral of the initial profile with the reflecting Green function, and each D t the
integral of D over the temperatures, by QUADPACK. Nothing here calls Kiln's formulas.
"""
import json
import math
import subprocess
import sys

import numpy as np
from scipy.integrate import quad
from scipy.optimize import brentq

from exact_profiles import folded, held, spread

KILN = sys.argv[1]
K_EV = 8.617333262e-5
D0, EA = 0.76, 3.46
TOLERANCE = 1e-6


def diffusivity(temp_c):
    return D0 * math.exp(-EA / (K_EV * (temp_c + 273.15)))


def dt_of(stages):
    """Stages are (from C, to C, minutes): the integral of D dt in cm^2."""
    total = 0.0
    for start, end, minutes in stages:
        mean = quad(lambda u: diffusivity(start + u * (end - start)), 0, 1, epsrel=1e-13)[0]
        total += mean * 60 * minutes
    return total


def furnace(stages, **more):
    return {"type": "furnace", "segments": [
        {"temp_c": a, "to_temp_c": b, "time_min": t} for a, b, t in stages], **more}


SOURCE = {"dopant": "boron", "surface_conc_cm3": 1e20}


def two_step(source_stages, drive_stages):
    d1, d2 = dt_of(source_stages), dt_of(drive_stages)
    recipe = {"steps": [furnace(source_stages, source=SOURCE), furnace(drive_stages)]}
    return recipe, spread(held(1e20, d1), 13 * math.sqrt(d1), d2)


def predeposition(stages):
    recipe = {"steps": [furnace(stages, source=SOURCE)]}
    return recipe, held(1e20, dt_of(stages))


def buried(dose, peak_nm, sigma_nm, stages):
    recipe = {"initial": {"dopant": "boron", "dose_cm2": dose, "peak_depth_nm": peak_nm,
                          "sigma_nm": sigma_nm}, "steps": [furnace(stages)]}
    peak, sigma = peak_nm * 1e-7, sigma_nm * 1e-7
    return recipe, spread(folded(dose, peak, sigma), peak + 13 * sigma, dt_of(stages))


SOAK = [(1000, 1000, 30)]
RAMPED = [(800, 1100, 30), (1100, 1100, 60), (1100, 850, 50)]
CASES = {
    "constant source, 1000 C 30 min": predeposition(SOAK),
    "constant source through a ramp": predeposition(RAMPED),
    "two-step, drive-in longer": two_step([(950, 950, 20)], [(1100, 1100, 60)]),
    "two-step, drive-in shorter": two_step([(1050, 1050, 60)], [(950, 950, 20)]),
    "two-step, equal": two_step(SOAK, SOAK),
    "two-step, both ramped": two_step([(800, 1000, 20), (1000, 900, 10)], RAMPED),
    "buried, reflection matters": buried(1e13, 150, 50, [(1100, 1100, 60)]),
    "buried, hardly moved": buried(1e13, 150, 50, [(900, 900, 30)]),
    "surface Gaussian through a ramp": buried(5e14, 0, 40, RAMPED),
    "deep Gaussian": buried(2e15, 2000, 300, [(1200, 1200, 240)]),
}


def run(recipe):
    recipe = {**recipe, "substrate": {"dopant": "phosphorus", "conc_cm3": 1e15},
              "model": {"diffusion": "constant", "d0_cm2_s": D0, "ea_ev": EA}}
    done = subprocess.run([KILN, "simulate", "-", "--json"], input=json.dumps(recipe),
                          capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def relative(found, expected):
    return abs(found / expected - 1)


def check(name, recipe, profile):
    result = run(recipe)
    silicon = result["layers"][-1]
    depth = np.array(silicon["depth_nm"]) * 1e-7
    found = np.array(silicon["chemical"]["boron"])
    some = slice(0, None, 7)
    expected = np.array([profile(x) for x in depth[some]])
    seen = expected > 1e-8 * expected.max()
    worst = np.max(np.abs(found[some][seen] / expected[seen] - 1))

    def background(x):
        return profile(x) - 1e15
    grid = np.linspace(0, depth[-1], 200)
    signs = np.sign([background(x) for x in grid])
    crossings = [brentq(background, grid[i - 1], grid[i], xtol=1e-16, rtol=1e-14) * 1e7
                 for i in range(1, len(grid)) if signs[i] * signs[i - 1] < 0]
    junctions = result["kpis"]["junctions_nm"]
    assert len(junctions) == len(crossings), (name, junctions, crossings)
    moved = max(relative(a, b) for a, b in zip(junctions, crossings))
    print(f"{name:34}  profile {worst:8.1e}  junctions {moved:8.1e}  {junctions}")
    return worst < TOLERANCE and moved < TOLERANCE


def main():
    failed = [name for name, (recipe, profile) in CASES.items()
              if not check(name, recipe, profile)]
    first = run(CASES["constant source, 1000 C 30 min"][0])["kpis"]["junction_depth_nm"]
    print(f"boron, 1000 C, 30 min: junction {first:.3f} nm, expected 327.7 +- 0.1")
    if abs(first - 327.7) > 0.1:
        failed.append("327.7 nm")
    sys.exit(f"over {TOLERANCE}: {', '.join(failed)}" if failed else 0)


if __name__ == "__main__":
    main()
