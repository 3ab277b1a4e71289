"""Published parameters of silicon, its dopants and its oxide, as the oracles of the golden
recipes take them.

Goal: an oracle that shares no file with Kiln. Why: each number stands here a second time, typed
from its source, so that a slip in data/models/kiln.json shows as a golden recipe that fails.
Energies in eV, diffusivities in cm^2/s, concentrations in cm^-3; rates of growth as printed.
"""
import math

import numpy as np

import silicon_hcl
import silicon_oed

K_EV = 8.617333262e-5  # CODATA 2018
Q_C = 1.602176634e-19
ZERO_C_K = 273.15

ACCEPTORS = ("boron", "indium", "gallium", "aluminum")
DONORS = ("phosphorus", "arsenic", "antimony")
CHARGE = {**dict.fromkeys(ACCEPTORS, -1), **dict.fromkeys(DONORS, 1)}

# The dopant that a chemical brings.
SOURCES = {"pocl3": "phosphorus", "ph3": "phosphorus", "bbr3": "boron", "bcl3": "boron",
           "bn": "boron", "b2h6": "boron", "ash3": "arsenic", "sb2o3": "antimony"}

# D0, E of the terms in r^0, r^1, r^2; r = n/ni of a donor, p/ni of an acceptor.
DIFFUSIVITY = {
    # S. Selberherr, Analysis and Simulation of Semiconductor Devices (1984), after Fair 1981
    "boron": ((0.037, 3.46), (0.72, 3.46)),
    # R. B. Fair, in: Impurity Doping Processes in Silicon, North-Holland (1981), p. 315
    "phosphorus": ((3.85, 3.66), (4.44, 4.00), (44.2, 4.37)),
    "antimony": ((0.214, 3.65), (15.0, 4.08)),
    # TSUPREM-4 User's Manual, Synopsys (2003), appendix A
    "arsenic": ((0.0114, 3.44), (31.0, 4.15)),
    # P. Pichler, Intrinsic Point Defects, Impurities, and Their Diffusion in Silicon (2004)
    "indium": ((3.13, 3.668),),
    "gallium": ((3.81, 3.552),),
    "aluminum": ((0.317, 3.023),),
}

# Points in C; log of the concentration straight over 1/T between them.
SOLUBILITY = {
    # Armigliato et al., Semiconductor Silicon 1977, p. 638, as tabulated in SUPREM-IV.GS
    "boron": ((800, 850, 900, 950, 1000, 1050, 1100, 1150, 1200),
              (3.4499e19, 4.9027e19, 6.7615e19, 9.0832e19, 1.1922e20, 1.5331e20, 1.9356e20,
               2.4041e20, 2.9423e20)),
    # Nobili et al., J. Appl. Phys. 53, 1484 (1982), as tabulated there
    "phosphorus": ((850, 900, 1000, 1100), (2.7943e20, 3.1585e20, 3.3981e20, 3.7943e20)),
    # Nobili et al., J. Electrochem. Soc. 130, 922 (1983), as tabulated there
    "arsenic": ((800, 900, 1000, 1200), (1.1585e20, 1.6310e20, 2.1413e20, 5.0e20)),
    # F. A. Trumbore, Bell Syst. Tech. J. 39, 205 (1960)
    "antimony": ((800, 900, 1000, 1100, 1250), (2.3e19, 3.0e19, 4.0e19, 4.8e19, 6.2e19)),
    "indium": ((1300,), (4e17,)),
    "gallium": ((1250,), (4e19,)),
    "aluminum": ((1150,), (2e19,)),
}

# C_Si / C_ox; transport through the interface, evaporation, cm/s: SUPREM-IV.GS 9450 (1993).
SEGREGATION = {"boron": (1126.0, 0.91), "phosphorus": (30.0, 0.0), "arsenic": (30.0, 0.0),
               "antimony": (30.0, 0.0)}
TRANSPORT_CM_S = 1.66e-7
EVAPORATION = {"boron": (27.9, 2.48), "phosphorus": (1.5, 1.99), "arsenic": (1.5, 1.99),
               "antimony": (2.5e-3, 1.04)}
# In SiO2: Kawagishi et al., J. Electrochem. Soc. 144, 3270 (1997); Susa et al., ibid. 2552.
IN_OXIDE = {"boron": (1.88e-7, 2.116), "phosphorus": (3.79e-9, 2.290)}
# Share of diffusion by interstitials: SUPREM-IV.GS; P T. Okino, Jpn. J. Appl. Phys. 31, 965
# (1992); As between published values (Fahey et al., Rev. Mod. Phys. 61, 289, 1989).
INTERSTITIAL = {"boron": 0.94, "phosphorus": 0.93, "arsenic": 0.35, "antimony": 0.05}
OED = silicon_oed.table()

# B um^2/h, from C; B/A um/h, from C: the first row whose temperature is reached.
PARABOLIC = {"o2": ((-273, 772.0, 1.23),),  # Deal, Grove, J. Appl. Phys. 36, 3770 (1965)
             "h2o": ((950, 420.0, 0.78), (-273, 1.7e4, 1.17))}  # SUPREM-III (1983)
LINEAR = {
    "o2": {"100": ((-273, 3.71e6, 2.00),), "111": ((-273, 6.23e6, 2.00),),
           "110": ((-273, 5.19e6, 2.00),)},
    "h2o": {"100": ((900, 1.053e8, 2.05), (-273, 1.23e6, 1.60)),
            "111": ((900, 1.77e8, 2.05), (-273, 2.07e6, 1.60)),
            "110": ((900, 1.474e8, 2.05), (-273, 1.724e6, 1.60))},
}
# Lie et al., J. Electrochem. Soc. 129, 2828 (1982); Razouk et al., ibid. 128, 2214 (1981).
LINEAR_PRESSURE_POWER = {"o2": 0.75, "h2o": 1.0}
# C um/min, E, L nm: Massoud, Plummer, Irene, J. Electrochem. Soc. 132, 2685 (1985).
THIN = {"100": (6.57e6, 2.37, 6.9), "111": (5.87e6, 2.32, 7.8), "110": (5.37e4, 1.80, 6.0)}
# The same, part II, p. 2693: nm and min, at most 1000 C; B, B/A, (K, E, tau0, E) twice.
MASSOUD = {
    "100": ((1.70e11, 2.22), (7.35e6, 1.76),
            ((2.49e11, 2.18, 4.14e-6, 1.38), (3.72e11, 2.28, 2.71e-7, 1.88))),
    "111": ((1.34e9, 1.71), (1.32e7, 1.74),
            ((2.70e9, 1.74, 1.72e-6, 1.45), (1.33e9, 1.76, 1.56e-7, 1.90))),
    "110": ((3.73e8, 1.63), (4.73e8, 2.10),
            ((4.07e8, 1.54, 5.38e-9, 2.02), (1.20e8, 1.56, 1.63e-8, 2.12))),
}
SILICON_PER_OXIDE = 0.44  # Deal and Grove 1965

# mu_min1, mu_min2, mu_max, mu1, Pc, Cr, Cs, alpha, beta: G. Masetti, M. Severi, S. Solmi, IEEE
# Trans. Electron Devices 30, 764 (1983), table I. Other dopants go as B or P.
MASETTI = {
    "arsenic": (52.2, 52.2, 1417, 43.4, 0, 9.68e16, 3.43e20, 0.680, 2.00),
    "phosphorus": (68.5, 68.5, 1414, 56.1, 0, 9.20e16, 3.41e20, 0.711, 1.98),
    "boron": (44.9, 0, 470.5, 29.0, 9.23e16, 2.23e17, 6.10e20, 0.719, 2.00),
}


def arrhenius(factor, ea_ev, temp_k):
    return factor * np.exp(-ea_ev / (K_EV * temp_k))


def from_temp(rows, temp_k):
    """Of rows (from C, factor, E), the value of the first that holds."""
    _, factor, ea_ev = next(row for row in rows if temp_k >= row[0] + ZERO_C_K)
    return arrhenius(factor, ea_ev, temp_k)


def diffusivity_terms(dopant, temp_k):
    """In r^0, r^1, r^2."""
    terms = [arrhenius(*term, temp_k) for term in DIFFUSIVITY[dopant]]
    return terms + [0.0] * (3 - len(terms))


def intrinsic_cm3(temp_k):
    """F. J. Morin, J. P. Maita, Phys. Rev. 96, 28 (1954)."""
    return arrhenius(3.87e16 * temp_k ** 1.5, 0.605, temp_k)


def solubility_cm3(dopant, temp_k):
    """Within the table's temperatures, or its only one."""
    temps, conc = SOLUBILITY[dopant]
    inverse = [-1 / (temp_c + ZERO_C_K) for temp_c in temps]
    return math.exp(np.interp(-1 / temp_k, inverse, np.log(conc)))


def supersaturation(temp_k, rate_um_h):
    """Of interstitials under a growing oxide."""
    return 1 + arrhenius(OED["factor"], -OED["ea_ev"], temp_k) * rate_um_h ** OED["exponent"]


def oxidation_enhancement(dopant, temp_k, rate_um_h):
    """D over that in inert gas."""
    if dopant not in INTERSTITIAL or rate_um_h <= 0:
        return 1.0
    share, s = INTERSTITIAL[dopant], supersaturation(temp_k, rate_um_h)
    return share * s + (1 - share) / s


def doping_factor(temp_k, electron_ratio):
    """On B/A: C. P. Ho, J. D. Plummer, J. Electrochem. Soc. 126, 1516 (1979), with levels of
    the vacancy at Ev + 0.35, Ec - 0.57 and Ec - 0.11 eV in a gap of 1.17 - 4.73e-4 T^2 /
    (T + 636) eV."""
    kt = K_EV * temp_k
    gap = 1.17 - 4.73e-4 * temp_k ** 2 / (temp_k + 636)
    middle = gap / 2 - kt / 4
    plus = math.exp((0.35 - middle) / kt)
    minus = math.exp((middle - (gap - 0.57)) / kt)
    twice = minus * math.exp((middle - (gap - 0.11)) / kt)
    r = electron_ratio
    vacancies = (1 + plus / r + minus * r + twice * r * r) / (1 + plus + minus + twice)
    return 1 + arrhenius(2.62e3, 1.10, temp_k) * (vacancies - 1)


def hcl_factors(percent, temp_k):
    """On B and on B/A in oxygen, at one of the table's percentages."""
    return silicon_hcl.factors(percent, temp_k - ZERO_C_K)


def mobility(dopant, conc_cm3):
    """Masetti, 300 K."""
    like = dopant if dopant in MASETTI else "phosphorus" if dopant in DONORS else "boron"
    low1, low2, high, down, pc, cr, cs, alpha, beta = MASETTI[like]
    n = np.asarray(conc_cm3, dtype=float)
    return (low1 * np.exp(-pc / n) + (high - low2) / (1 + (n / cr) ** alpha)
            - down / (1 + (cs / n) ** beta))
