"""What is read off a profile: junctions, peaks, doses, sheet resistance.

Goal: KPIs from concentrations at given depths, by cubic interpolation of their logarithms and
Simpson's rule. Why: Kiln reads them off cells; here they come off nodes.
"""
import numpy as np
from scipy.integrate import simpson
from scipy.interpolate import CubicSpline
from scipy.optimize import brentq

import published

LEAST_CM3 = 1e3  # below it a concentration is rounding
POINTS = 20001


class Silicon:
    """conc_cm3: of each dopant at the depths, the substrate's among them if it has moved;
    background: (dopant, concentration) of the substrate if it has not."""

    def __init__(self, depth_cm, conc_cm3, background):
        self.depth_cm, self.background = depth_cm, background
        self.log = {dopant: CubicSpline(depth_cm, np.log(np.maximum(conc, LEAST_CM3)))
                    for dopant, conc in conc_cm3.items()}

    def conc(self, dopant, x):
        return np.exp(self.log[dopant](x))

    def all_of(self, x):
        parts = [(dopant, self.conc(dopant, x)) for dopant in self.log]
        return parts + ([self.background] if self.background[0] else [])

    def net(self, x):
        return sum(published.CHARGE[dopant] * conc for dopant, conc in self.all_of(x))

    def junctions_cm(self):
        sign = np.sign(self.net(self.depth_cm))
        found = np.flatnonzero(sign[1:] * sign[:-1] < 0)
        return [brentq(self.net, self.depth_cm[i], self.depth_cm[i + 1], xtol=1e-16, rtol=1e-13)
                for i in found]

    def sheet_ohm(self, from_cm, to_cm):
        """At 300 K, of the majority's carriers."""
        x = np.linspace(from_cm, to_cm, POINTS)
        parts = [(dopant, conc * np.ones_like(x)) for dopant, conc in self.all_of(x)]
        net = self.net(x)
        sign = np.sign(net[POINTS // 2])
        majority = max((p for p in parts if published.CHARGE[p[0]] == sign),
                       key=lambda part: part[1].max())[0]
        carriers = published.mobility(majority, sum(conc for _, conc in parts)) * np.abs(net)
        return 1 / (published.Q_C * simpson(carriers, x=x))

    def peak(self, dopant):
        x = np.unique(np.concatenate([self.depth_cm,
                                      np.linspace(0, self.depth_cm[-1], POINTS)]))
        conc = self.conc(dopant, x)
        top = conc.argmax()
        return conc[top], x[top]


def figures(silicon, dopant):
    """KPIs of a wafer into which one dopant was put."""
    peak_cm3, peak_cm = silicon.peak(dopant)
    found = {"peak_conc_cm3": peak_cm3, "peak_depth_nm": peak_cm * 1e7,
             "surface_conc_cm3": float(silicon.conc(dopant, 0.0))}
    junctions = silicon.junctions_cm()
    found.update({f"junctions_nm/{i}": x * 1e7 for i, x in enumerate(junctions)})
    if junctions:
        found["junction_depth_nm"] = junctions[0] * 1e7
        found["sheet_resistance_ohm_sq"] = silicon.sheet_ohm(0.0, junctions[0])
    return found
