#!/usr/bin/env python3
"""Inert drive-ins far above solubility, solved with SciPy, under a sealed or bare surface.

The equations in silicon, the mapping and the march are those of oxidising_drive_in.py; nothing
here is Kiln's. What the field and the diffusivity see may be less than what diffuses: that is
how SUPREM-IV.GS has it, where more dopant than its carriers account for goes on diffusing. The
nodes may be that program's own, which says how much of a difference is its mesh.

  high_dose_drive_in.py SET.json     prints the figures, carriers unlimited
"""
import json
import math
import sys

import numpy as np
from scipy.integrate import solve_ivp

from oxidising_drive_in import SUBSTRATE_CM3, UNIT_CM3, DriveIn, Layer, arrhenius

DOSE_CM2, PEAK_CM, SIGMA_CM = 5e15, 100e-7, 40e-7
TIME_S = 1800.0
EVEN_CM = np.linspace(0, 1e-4, 801)  # twice as many move no figure by 5e-4


def all_of_it(conc_cm3):
    return conc_cm3


def smoothly_up_to(bound_cm3):
    """As Kiln bounds what is dissolved."""
    return lambda conc: conc * (1 + (conc / bound_cm3) ** 16) ** (-1 / 16)


def up_to(limit_cm3):
    return lambda conc_cm3: np.minimum(conc_cm3, limit_cm3)


def clustered(factor_cm6):
    """Carriers A of C = A (1 + k A^2)."""
    active = np.geomspace(1e-10, 1e22, 6401)
    total = active * (1 + factor_cm6 * active ** 2)
    return lambda conc_cm3: np.exp(np.interp(np.log(conc_cm3), np.log(total), np.log(active)))


class HighDose(DriveIn):
    def __init__(self, parameters, dopant, bare, carriers=all_of_it, depth_cm=EVEN_CM):
        super().__init__(parameters, dopant, "dry_o2")
        loss = parameters["dopants"][dopant]["evaporation"]
        self.evaporation = arrhenius(loss["h0_cm_s"], loss["ea_ev"]) if bare else 0.0
        self.carriers = carriers
        self.depth_cm = depth_cm
        self.silicon = Layer(depth_cm / depth_cm[-1])

    def rates(self, _, state):
        conc = np.maximum(state * UNIT_CM3, 1.0)
        net = self.charge * (self.carriers(conc) - SUBSTRATE_CM3) / (2 * self.intrinsic)
        eta = np.exp(self.charge * np.arcsinh(net))
        mean = 0.5 * (eta[1:] + eta[:-1])
        d = self.term[0] / mean + self.term[1] + self.term[2] * mean
        down = -d * np.diff(conc * eta) / np.diff(self.depth_cm)
        gain = -np.diff(down, prepend=-self.evaporation * conc[0], append=0)
        return gain / (self.silicon.share * self.depth_cm[-1]) / UNIT_CM3

    def solve(self):
        bell = np.exp(-(self.depth_cm - PEAK_CM) ** 2 / (2 * SIGMA_CM ** 2))
        start = DOSE_CM2 / (math.sqrt(2 * math.pi) * SIGMA_CM) * bell
        end = solve_ivp(self.rates, (0, TIME_S), start / UNIT_CM3, method="LSODA", rtol=1e-6,
                        atol=1e-12, lband=1, uband=1)
        assert end.success, end.message
        conc = end.y[:, -1] * UNIT_CM3
        return {"depth_nm": self.depth_cm * 1e7, "profile_cm3": conc, "peak_cm3": conc.max(),
                "silicon_cm2": self.depth_cm[-1] * self.silicon.share @ conc,
                "surface_cm3": conc[0]}


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        parameters = json.load(file)
    for dopant in ("boron", "phosphorus", "arsenic"):
        for bare in (False, True):
            of = HighDose(parameters, dopant, bare).solve()
            print(f"{dopant:10} {'bare' if bare else 'sealed':6} dose {of['silicon_cm2']:.4e}, "
                  f"peak {of['peak_cm3']:.4e}, at the surface {of['surface_cm3']:.4e}")


if __name__ == "__main__":
    main()
