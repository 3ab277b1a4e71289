#!/usr/bin/env python3
"""Factors on B and B/A in O2 + HCl for data/models/*.json, from the water that HCl makes.

4 HCl + O2 = 2 H2O + 2 Cl2 at equilibrium, 1 atm; gas data: Shomate coefficients of the NIST
Chemistry WebBook (Chase, NIST-JANAF Thermochemical Tables, 4th ed., 1998). Oxygen and the water
then grow oxide side by side with the rates of Deal and Grove 1965 (dry) and SUPREM-III (steam).
Hirabayashi and Iwamura (J. Electrochem. Soc. 120, 1595, 1973) name this water as one of three
causes of the faster growth, so the factors are lower bounds.

  silicon_hcl.py                  prints the table
  silicon_hcl.py --check FILE...  exits with 1 unless each set's table is this one
"""
import json
import math
import sys

import shipped_sets

K_EV = 8.617333262e-5
R = 8.314462618e-3  # kJ/mol K

# Shomate A..G, H at 298.15 K taken up in F: t = T/1000.
SHOMATE = {
    "O2": (30.03235, 8.772972, -3.988133, 0.788313, -0.741599, -11.32468, 236.1663),
    "H2O": (30.09200, 6.832514, 6.793435, -2.534480, 0.082139, -250.8810, 223.3967),
    "HCl": (32.12392, -13.45805, 19.86852, -6.853936, -0.049672, -101.6206, 228.6866),
    "Cl2": (42.67730, -5.009570, 1.904621, -0.165641, -2.098480, -17.28980, 269.8400),
}


def gibbs(gas, temp_k):
    """H - T S in kJ/mol; H counted from the elements at 298.15 K."""
    a, b, c, d, e, f, g = SHOMATE[gas]
    t = temp_k / 1000.0
    h = a * t + b * t**2 / 2 + c * t**3 / 3 + d * t**4 / 4 - e / t + f
    s = a * math.log(t) + b * t + c * t**2 / 2 + d * t**3 / 3 - e / (2 * t**2) + g
    return h - t * s


def water(hcl, temp_k):
    """Partial pressures (O2, H2O), atm, at equilibrium from hcl moles of HCl in 1 of gas."""
    change = 2 * gibbs("H2O", temp_k) + 2 * gibbs("Cl2", temp_k)
    change -= 4 * gibbs("HCl", temp_k) + gibbs("O2", temp_k)
    log_k = -change / (R * temp_k)
    low, high = 0.0, hcl / 2
    for _ in range(200):
        x = 0.5 * (low + high)  # moles of H2O, and of Cl2
        all_ = 1.0 - x / 2
        o2, rest = (1.0 - hcl - x / 2) / all_, (hcl - 2 * x) / all_
        log_q = 4 * math.log(x / all_) - 4 * math.log(rest) - math.log(o2)
        low, high = (x, high) if log_q < log_k else (low, x)
    return o2, x / all_


def rates(temp_c):
    """B (um^2/h) and B/A (um/h, <100>) of 1 atm O2 and of 1 atm H2O."""
    kt = K_EV * (temp_c + 273.15)
    dry = 772 * math.exp(-1.23 / kt), 3.71e6 * math.exp(-2.00 / kt)
    b = 420 * math.exp(-0.78 / kt) if temp_c >= 950 else 1.7e4 * math.exp(-1.17 / kt)
    ba = 1.053e8 * math.exp(-2.05 / kt) if temp_c >= 900 else 1.23e6 * math.exp(-1.60 / kt)
    return dry, (b, ba)


def factors(percent, temp_c):
    o2, h2o = water(percent / 100.0, temp_c + 273.15)
    dry, wet = rates(temp_c)
    parabolic = (dry[0] * o2 + wet[0] * h2o) / dry[0]
    linear = (dry[1] * o2**0.75 + wet[1] * h2o) / dry[1]
    return parabolic, linear


TEMPS_C = (900, 1000, 1100, 1200)
PERCENTS = (1, 2, 3, 5, 7, 10)


def table():
    rows = []
    for percent in PERCENTS:
        parabolic, linear = zip(*(factors(percent, t) for t in TEMPS_C))
        rows.append({"percent": percent, "parabolic": [round(f, 3) for f in parabolic],
                     "linear": [round(f, 3) for f in linear]})
    return {"temp_c": list(TEMPS_C), "rows": rows}


def main(arguments):
    if arguments[:1] == ["--check"]:
        return shipped_sets.check(arguments[1:], "hcl", table())
    print(json.dumps(table(), indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
