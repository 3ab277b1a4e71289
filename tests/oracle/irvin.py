"""Irvin's relation against SciPy, through the built executable.

Goal: sheet resistance from surface concentration, and back, agree with SciPy's to 1e-8.
Why: the executable integrates concentrations in logarithms above the background, finds its own
inverse of erfc and its own roots; here the formulas stand as they are printed, and QUADPACK
and brentq do the rest. Nothing here calls Kiln's formulas.
"""
import json
import math
import subprocess
import sys

from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.special import erfc, erfcinv

KILN = sys.argv[1]
CHARGE_C = 1.602176634e-19
TOLERANCE = 1e-8


def masetti(dopant, n):
    """Masetti, Severi, Solmi 1983, table I."""
    if dopant == "boron":
        return (44.9 * math.exp(-9.23e16 / n) + 470.5 / (1 + (n / 2.23e17) ** 0.719)
                - 29.0 / (1 + (6.10e20 / n) ** 2.00))
    low, high, less, at, far, alpha, beta = {
        "arsenic": (52.2, 1417, 43.4, 9.68e16, 3.43e20, 0.680, 2.00),
        "phosphorus": (68.5, 1414, 56.1, 9.20e16, 3.41e20, 0.711, 1.98)}[dopant]
    return low + (high - low) / (1 + (n / at) ** alpha) - less / (1 + (far / n) ** beta)


def f723(dopant, n):
    """ASTM F723-99: 1 / (q N rho(N))."""
    if dopant == "boron":
        times_n = 1.305e16 + 1.133e17 / (1 + (2.58e-19 * n) ** -0.737)
    else:
        x = math.log10(n) - 16
        times_n = 6.242e18 * 10 ** ((-3.0769 + x * (2.2108 + x * (-0.62272 + x * 0.057501)))
                                    / (1 + x * (-0.68157 + x * (0.19833 - x * 0.018376))))
    return 1 / (CHARGE_C * times_n)


MOBILITY = {"masetti": masetti, "f723": f723}
PROFILE = {  # C / Cs at x / xj, with Cs / Cb
    "erfc": lambda t, ratio: erfc(t * erfcinv(1 / ratio)),
    "gaussian": lambda t, ratio: math.exp(-t * t * math.log(ratio)),
    "exponential": lambda t, ratio: math.exp(-t * math.log(ratio)),
    "uniform": lambda t, ratio: 1.0,
}
DOSE = {  # of the whole profile, over Cs xj
    "erfc": lambda ratio: 1 / (math.sqrt(math.pi) * erfcinv(1 / ratio)),
    "gaussian": lambda ratio: math.sqrt(math.pi / math.log(ratio)) / 2,
    "exponential": lambda ratio: 1 / math.log(ratio),
    "uniform": lambda ratio: 1.0,
}


def sheet_ohm_sq(case, surface):
    shape, mobility, dopant, background, junction_nm = case

    def conductivity(t):
        conc = surface * PROFILE[shape](t, surface / background)
        return CHARGE_C * MOBILITY[mobility](dopant, conc + background) * (conc - background)
    edges = [0, 0.02, 0.1, 0.3, 0.6, 1]
    mean = sum(quad(conductivity, a, b, epsrel=1e-12, epsabs=0, limit=200)[0]
               for a, b in zip(edges, edges[1:]))
    return 1 / (mean * junction_nm * 1e-7)


def kiln(case, *question):
    shape, mobility, dopant, background, junction_nm = case
    command = [KILN, "irvin", "--json", "--shape", shape, "--mobility", mobility, "--dopant",
               dopant, "--background-conc-cm3", repr(background), "--junction-depth-nm",
               repr(junction_nm), *question]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def off(found, expected):
    return abs(found / expected - 1)


def main():
    cases = [(shape, mobility, dopant, background, junction_nm)
             for shape in PROFILE for mobility in MOBILITY
             for dopant in ("boron", "phosphorus", "arsenic")
             if (mobility, dopant) != ("f723", "arsenic")
             for background, junction_nm in ((1e14, 3000.0), (3.3e16, 410.0))]
    worst = dict(sheet=0, dose=0, surface=0)
    for case in cases:
        for surface in (2e17, 5e18, 9e19):
            expected = sheet_ohm_sq(case, surface)
            got = kiln(case, "--surface-conc-cm3", repr(surface))
            worst["sheet"] = max(worst["sheet"], off(got["sheet_resistance_ohm_sq"], expected))
            dose = surface * case[4] * 1e-7 * DOSE[case[0]](surface / case[3])
            worst["dose"] = max(worst["dose"], off(got["dose_cm2"], dose))
        sheet = 1.7 * expected
        root = brentq(lambda ln: math.log(sheet_ohm_sq(case, math.exp(ln)) / sheet),
                      math.log(1.01 * case[3]), math.log(9e20), xtol=1e-12)
        got = kiln(case, "--sheet-resistance-ohm-sq", repr(sheet))
        worst["surface"] = max(worst["surface"], off(got["surface_conc_cm3"], math.exp(root)))
    for what, error in worst.items():
        print(f"{what:8s} off by at most {error:.1e}, {len(cases)} layers")
    return int(max(worst.values()) > TOLERANCE)


if __name__ == "__main__":
    sys.exit(main())
