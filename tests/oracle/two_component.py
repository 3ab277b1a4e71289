#!/usr/bin/env python3
"""POCl3 predeposition against Tsai's published profile of two components, by SciPy.

Goal: surface concentration, kink and tail within 15 % from 800 to 950 C, with the front's rate
as published: 0.18 exp(-E/kT) cm/s, E by a parabola through 1.755, 1.73, 1.71 and 1.66 eV at 775,
800, 850 and 950 C (PiezoD). Why: Kiln's set has one Arrhenius line for it. Form and numbers:
J. C. C. Tsai, Proc. IEEE 57, 1499 (1969), and in VLSI Technology, S. M. Sze ed. (1983), as PiezoD
(J. C. Doll, B. L. Pruitt) has them.

  two_component.py KILN
"""
import json
import subprocess
import sys

import numpy as np
from scipy.optimize import brentq
from scipy.special import erfc

BOLTZMANN_EV_K = 8.617333262e-5
BOUND = 0.15
SUBSTRATE_CM3 = 1e15
TEMPS_C, TIMES_MIN = (800, 850, 900, 950), (10, 30, 60)
FRONT_EV = np.polyfit(np.array([775, 800, 850, 950]) + 273.15, [1.755, 1.73, 1.71, 1.66], 2)


class Published:
    """The profile at one temperature and time; cm, cm^-3."""

    def __init__(self, temp_c, time_s):
        temp_k = temp_c + 273.15
        factor = lambda ea_ev: np.exp(-ea_ev / (BOLTZMANN_EV_K * temp_k))
        self.time_s = time_s
        self.velocity = 0.18 * factor(np.polyval(FRONT_EV, temp_k))
        self.slow, self.fast = 100 * factor(3.77), 2.3e-5 * factor(1.95)
        self.total = 2.5e23 * factor(0.62)
        self.tail = 3e23 * factor(0.88)

    def component(self, diffusivity, depth_cm):
        front = self.velocity * self.time_s
        length = 2 * np.sqrt(diffusivity * self.time_s)
        return 0.5 * np.exp(-self.velocity * (depth_cm - front) / (2 * diffusivity)) * (
            erfc((depth_cm + front) / length) + erfc((depth_cm - 3 * front) / length))

    def conc(self, depth_cm):
        depth_cm = np.asarray(depth_cm, float)
        below = ((self.total - self.tail) * self.component(self.slow, depth_cm)
                 + self.tail * self.component(self.fast, depth_cm))
        return np.where(depth_cm <= self.velocity * self.time_s, self.total, below)


def kiln_profile(kiln, temp_c, time_min):
    recipe = {"substrate": {"dopant": "boron", "conc_cm3": SUBSTRATE_CM3},
              "steps": [{"type": "furnace", "temp_c": temp_c, "time_min": time_min,
                         "source": "pocl3"}]}
    done = subprocess.run([kiln, "simulate", "-", "--json", "--points", "4000"],
                          input=json.dumps(recipe), capture_output=True, text=True, check=True)
    result = json.loads(done.stdout)
    layer = result["layers"][-1]
    return (1e-7 * np.array(layer["depth_nm"]), np.array(layer["chemical"]["phosphorus"]),
            result["kpis"])


def kink(depth_cm, conc_cm3):
    """Depth and concentration where ln C turns most from steep to flat."""
    even = np.linspace(0, depth_cm[conc_cm3 > SUBSTRATE_CM3][-1], 600)
    log = np.interp(even, depth_cm, np.log(conc_cm3))
    bend = log[:-8] - 2 * log[4:-4] + log[8:]
    at = 4 + int(np.argmax(bend))
    return even[at], np.exp(log[at])


def figures(kiln, temp_c, time_min):
    """Pairs of found and published."""
    depth_cm, conc_cm3, kpis = kiln_profile(kiln, temp_c, time_min)
    published = Published(temp_c, 60 * time_min)
    junction_cm = brentq(lambda x: published.conc(x) - SUBSTRATE_CM3,
                         published.velocity * published.time_s, 1e-2)
    found_kink, published_kink = kink(depth_cm, conc_cm3), kink(depth_cm, published.conc(depth_cm))
    return {"surface": (kpis["surface_conc_cm3"], published.total),
            "kink depth": (found_kink[0], published_kink[0]),
            "kink conc": (found_kink[1], published_kink[1]),
            "tail": (1e-7 * kpis["junction_depth_nm"], junction_cm)}


def main():
    worst = 0
    print(f"{'C':>5}{'min':>5}  errors, %")
    for temp_c in TEMPS_C:
        for time_min in TIMES_MIN:
            error = {name: found / published - 1 for name, (found, published)
                     in figures(sys.argv[1], temp_c, time_min).items()}
            worst = max(worst, *map(abs, error.values()))
            print(f"{temp_c:5}{time_min:5}  " + ", ".join(
                f"{name} {100 * value:+.1f}" for name, value in error.items()))
    print(f"worst {100 * worst:.1f} %, bound {100 * BOUND:.0f} %")
    sys.exit(bool(worst > BOUND))


if __name__ == "__main__":
    main()
