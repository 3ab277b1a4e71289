#!/usr/bin/env python3
"""Expected values in tests/silicon/, from the published formulas in 50 digits (mpmath).

Parameters stand here as the papers print them, apart from data/models/. Run it to print them.
"""
from mpmath import mp, mpf, exp, log, sqrt

mp.dps = 50
K_EV = mpf("8.617333262e-5")


def arrhenius(factor, ea_ev, temp_c):
    return mpf(factor) * exp(-mpf(ea_ev) / (K_EV * (mpf(temp_c) + mpf("273.15"))))


def show(name, value):
    print(f"{name:44s} {mp.nstr(value, 15)}")


def dopants():
    show("As 1000 C, n/ni 10",
         arrhenius("0.0114", "3.44", 1000) + 10 * arrhenius("31.0", "4.15", 1000))
    show("P 1000 C, n/ni 3",
         arrhenius("3.85", "3.66", 1000) + 3 * arrhenius("4.44", "4.00", 1000)
         + 9 * arrhenius("44.2", "4.37", 1000))
    show("B (Pichler 5.14) 1000 C, p/ni 5",
         arrhenius("0.123", "3.566", 1000) + 5 * arrhenius("4.21", "3.671", 1000)
         + 25 * arrhenius("39.8", "4.373", 1000))
    for temp_c in (800, 1000, 1100):
        temp_k = mpf(temp_c) + mpf("273.15")
        show(f"ni {temp_c} C", temp_k ** mpf("1.5") * arrhenius("3.87e16", "0.605", temp_c))
    for net, ni in (("1e20", "7.08e18"), ("-1e20", "7.08e18"), ("-1e21", "1e10"),
                    ("1e10", "1e19"), ("-5e22", "1e16")):
        u = mpf(net) / (2 * mpf(ni))
        show(f"n/ni, net {net}, ni {ni}", u + sqrt(u * u + 1))
    show("B oxide diffusivity 1000 C", arrhenius("1.88e-7", "2.116", 1000))


def solubility():
    tables = {
        "P": ((850, 900, 1000, 1100), ("2.7943e20", "3.1585e20", "3.3981e20", "3.7943e20")),
        "As": ((800, 900, 1000, 1200), ("1.1585e20", "1.6310e20", "2.1413e20", "5.0e20")),
    }
    for dopant, temp_c in (("P", 800), ("P", 875), ("P", 950), ("P", 1150), ("As", 700),
                           ("As", 1100), ("As", 1250)):
        temps, conc = tables[dopant]
        inverse = [1 / (mpf(t) + mpf("273.15")) for t in temps]
        x = 1 / (mpf(temp_c) + mpf("273.15"))
        i = 0
        while i + 2 < len(temps) and temp_c > temps[i + 1]:
            i += 1
        share = (x - inverse[i]) / (inverse[i + 1] - inverse[i])
        low, high = log(mpf(conc[i])), log(mpf(conc[i + 1]))
        show(f"{dopant} solubility {temp_c} C", exp(low + share * (high - low)))


# Reggiani 2002, tables I and II: value and exponent of T/300.
REGGIANI = {
    "As": dict(max=("1441", "2.45", "0.07"), mu0d=("55", "-0.6"), mu0a=("132", "-1.3"),
               mu1d=("42.4", "-0.5"), mu1a=("73.5", "-1.25"), cr1=("8.90e16", "3.65"),
               cr2=("1.22e17", "2.65"), cs1=("2.9e20", "0"), cs2=("7.0e20", "0"),
               alpha=("0.68", "0.72")),
    "P": dict(max=("1441", "2.45", "0.07"), mu0d=("62.2", "-0.7"), mu0a=("132", "-1.3"),
              mu1d=("48.6", "-0.7"), mu1a=("73.5", "-1.25"), cr1=("8.50e16", "3.65"),
              cr2=("1.22e17", "2.65"), cs1=("4.0e20", "0"), cs2=("7.0e20", "0"),
              alpha=("0.68", "0.72")),
    "B": dict(max=("470.5", "2.16", "0"), mu0d=("90", "-1.3"), mu0a=("44", "-0.7"),
              mu1d=("28.2", "-2.0"), mu1a=("28.2", "-0.8"), cr1=("1.3e18", "2.2"),
              cr2=("2.45e17", "3.1"), cs1=("1.1e18", "6.2"), cs2=("6.1e20", "0"),
              alpha=("0.77", "0.719")),
}


def reggiani(dopant, donors, acceptors, temp_k):
    p = REGGIANI[dopant]
    t = mpf(temp_k) / 300
    at = {k: mpf(v[0]) * t ** mpf(v[1]) for k, v in p.items() if k not in ("max", "alpha")}
    peak, gamma, c = (mpf(x) for x in p["max"])
    lattice = peak * t ** (-gamma + c * t)
    nd, na = mpf(donors), mpf(acceptors)
    mu0 = (at["mu0d"] * nd + at["mu0a"] * na) / (nd + na)
    mu1 = (at["mu1d"] * nd + at["mu1a"] * na) / (nd + na)
    scattered = (nd / at["cr1"]) ** mpf(p["alpha"][0]) + (na / at["cr2"]) ** mpf(p["alpha"][1])
    high = nd / at["cs1"] + na / at["cs2"]
    return mu0 + (lattice - mu0) / (1 + scattered) - mu1 / (1 + high ** -2)


def mobility():
    for dopant, nd, na, temp_k in (
            ("As", "1e15", "0", 300), ("As", "1e17", "0", 300), ("As", "1e20", "0", 300),
            ("As", "9e15", "0", 500), ("As", "1e19", "1e17", 300),
            ("P", "1e15", "0", 300), ("P", "1e18", "0", 300), ("P", "1e21", "0", 300),
            ("P", "1e16", "3e16", 350), ("B", "0", "1e15", 300), ("B", "0", "1e18", 300),
            ("B", "0", "1e20", 300), ("B", "0", "5.6e16", 600), ("B", "1e17", "1e18", 400)):
        show(f"Reggiani {dopant} {nd} {na} {temp_k} K", reggiani(dopant, nd, na, temp_k))


def oxidation():
    um2_h, um_h = mpf("1e-8") / 3600, mpf("1e-4") / 3600
    nm2_min, nm_min = mpf("1e-14") / 60, mpf("1e-7") / 60
    show("dry B 1000 C cm^2/s", arrhenius("772", "1.23", 1000) * um2_h)
    show("dry B/A <100> 1000 C cm/s", arrhenius("3.71e6", "2.00", 1000) * um_h)
    show("dry B/A <111> 1000 C cm/s", arrhenius("6.23e6", "2.00", 1000) * um_h)
    show("thin C <100> 1000 C cm/s", arrhenius("6.57e6", "2.37", 1000) * mpf("1e-4") / 60)
    show("steam B 1000 C (kiln) cm^2/s", arrhenius("420", "0.78", 1000) * um2_h)
    show("steam B 900 C (kiln) cm^2/s", arrhenius("1.7e4", "1.17", 900) * um2_h)
    show("steam B/A <100> 1000 C (kiln) cm/s", arrhenius("1.053e8", "2.05", 1000) * um_h)
    show("steam B/A <100> 850 C (kiln) cm/s", arrhenius("1.23e6", "1.60", 850) * um_h)
    show("Massoud B <100> 1000 C cm^2/s", arrhenius("1.70e11", "2.22", 1000) * nm2_min)
    show("Massoud B/A <100> 1000 C cm/s", arrhenius("7.35e6", "1.76", 1000) * nm_min)
    show("Massoud B <100> 1100 C cm^2/s", arrhenius("1.31e5", "0.68", 1100) * nm2_min)
    show("Massoud B/A <100> 1100 C cm/s", arrhenius("3.53e12", "3.20", 1100) * nm_min)
    show("Massoud K1 <100> 900 C cm^2/s", arrhenius("2.49e11", "2.18", 900) * nm2_min)
    show("Massoud K2 <100> 900 C cm^2/s", arrhenius("3.72e11", "2.28", 900) * nm2_min)
    show("Massoud tau1 <100> 900 C s", arrhenius("4.14e-6", "-1.38", 900) * 60)
    show("Massoud tau2 <100> 900 C s", arrhenius("2.71e-7", "-1.88", 900) * 60)


if __name__ == "__main__":
    dopants()
    solubility()
    mobility()
    oxidation()
