#!/usr/bin/env python3
"""Interstitials under a growing oxide, for data/models/*.json: S - 1 = K rate^n exp(E/kT).

n = 1/4 is what N. Jeng and S. T. Dunham (J. Appl. Phys. 72, 2049, 1992) find in steam and in
oxygen alike at 1000 C. K and E are fitted, by least squares of log(S - 1), to the values of S
that could be had: two measured with buried boron markers (in oxygen: the growth rate is that of
10 nm), three from boron that diffused under steam (0.2 to 1.2 um of oxide: the rate of 0.5 um)
over the inert diffusivity, one each from SUPREM-IV.GS and TSUPREM-4, which were calibrated on
such measurements. With n fitted as well it comes out at 0.25.

  silicon_oed.py                  prints the fit, its points, and the factors it gives
  silicon_oed.py --check FILE...  exits with 1 unless each set's numbers are these
"""
import json
import math
import sys

import shipped_sets

K_EV = 8.617333262e-5
EXPONENT = 0.25
BORON = 0.94  # share of interstitials


def dry(temp_c, x_um):
    """Growth rate in oxygen, um/h, <100>: Deal and Grove 1965 and Massoud's thin term."""
    kt = K_EV * (temp_c + 273.15)
    b, linear = 772 * math.exp(-1.23 / kt), 3.71e6 * math.exp(-2.00 / kt)
    thin = 60 * 6.57e6 * math.exp(-2.37 / kt) * math.exp(-x_um / 0.0069)
    return b / (2 * x_um + b / linear) + thin


def wet(temp_c, x_um):
    """The same in steam: SUPREM-III."""
    kt = K_EV * (temp_c + 273.15)
    b = 420 * math.exp(-0.78 / kt) if temp_c >= 950 else 1.7e4 * math.exp(-1.17 / kt)
    linear = 1.053e8 * math.exp(-2.05 / kt) if temp_c >= 900 else 1.23e6 * math.exp(-1.60 / kt)
    return b / (2 * x_um + b / linear)


def inert_boron(temp_c):
    """Pichler 2004, ch. 5, intrinsic."""
    kt = K_EV * (temp_c + 273.15)
    return (0.123 * math.exp(-3.566 / kt) + 4.21 * math.exp(-3.671 / kt)
            + 39.8 * math.exp(-4.373 / kt))


def steam_boron(temp_c):
    """J. L. Prince, F. N. Schwettmann, J. Electrochem. Soc. 121, 705 (1974), 1000..1200 C."""
    return 3.22e-2 * math.exp(-3.02 / (K_EV * (temp_c + 273.15)))


def interstitials(factor, share=BORON):
    """S of share S + (1 - share) / S = factor."""
    return (factor + math.sqrt(factor**2 - 4 * share * (1 - share))) / (2 * share)


# What, temperature in C, growth rate in um/h, S.
POINTS = [
    # M. S. Carroll, J. C. Sturm, T. Buyuklimanli, Phys. Rev. B 64, 085316 (2001)
    ("buried boron", 750, dry(750, 0.010), 25),
    ("buried boron", 850, dry(850, 0.010), 13),
    *[("boron in steam", t, wet(t, 0.5), interstitials(steam_boron(t) / inert_boron(t)))
      for t in (1000, 1100, 1200)],
    # Boron of sigma 50 nm, 1000 C, 60 min dry: sigma 96.9 nm without point defects, 170.2 with.
    ("SUPREM-IV.GS", 1000, dry(1000, 0.030),
     interstitials((170.2**2 - 50**2) / (96.9**2 - 50**2))),
    # The factor on D with which 1100 C runs with an oxidation are met best.
    ("TSUPREM-4", 1100, wet(1100, 0.2), interstitials(3)),
]


def fit():
    """K (rate in um/h) and E in eV."""
    x = [1 / (K_EV * (t + 273.15)) for _, t, _, _ in POINTS]
    y = [math.log(s - 1) - EXPONENT * math.log(rate) for _, _, rate, s in POINTS]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    slope = (sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y))
             / sum((a - mean_x) ** 2 for a in x))
    return math.exp(mean_y - slope * mean_x), slope


def table():
    k, e = fit()
    return {"factor": float(f"{k:.3g}"), "exponent": EXPONENT, "ea_ev": round(e, 3)}


def supersaturation(temp_c, rate):
    row = table()
    return 1 + row["factor"] * rate**EXPONENT * math.exp(
        row["ea_ev"] / (K_EV * (temp_c + 273.15)))


def show():
    print(json.dumps(table()))
    for what, temp_c, rate, s in POINTS:
        ratio = (s - 1) / (supersaturation(temp_c, rate) - 1)
        print(f"{what:15} {temp_c} C {rate:8.4f} um/h  S {s:6.2f}, over the fit {ratio:.2f}")
    print("D over inert    um/h      S      B      P     As     Sb")
    for name, law, x in (("dry, 30 nm", dry, 0.03), ("steam, 200 nm", wet, 0.2)):
        for temp_c in (900, 1000, 1100):
            s = supersaturation(temp_c, law(temp_c, x))
            print(f"{name:13} {temp_c} {law(temp_c, x):6.3f} {s:6.2f}", end="")
            print("".join(f" {f * s + (1 - f) / s:6.2f}" for f in (0.94, 0.93, 0.35, 0.05)))


def main(arguments):
    if arguments[:1] == ["--check"]:
        return shipped_sets.check(arguments[1:], "supersaturation", table())
    show()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
