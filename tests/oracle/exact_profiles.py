"""Closed forms of diffusion with one diffusivity, and what is read off them by quadrature.

Goal: KPIs of held surfaces, of doses put in as a Gaussian, a sheet or a slab, and of two steps,
through soaks and ramps. Why: each is exact (J. Crank, The Mathematics of Diffusion, 2nd ed.,
1975, ch. 2 and 3), so that what differs is Kiln's.
"""
import math

from scipy.integrate import quad
from scipy.optimize import brentq, minimize_scalar

import published
from recipe_stages import stages, substrate


def green(x, source, dt):
    """Reflecting half line: what one atom per cm^2 at `source` has become."""
    norm = 1 / math.sqrt(4 * math.pi * dt)
    return norm * (math.exp(-(x - source) ** 2 / (4 * dt)) +
                   math.exp(-(x + source) ** 2 / (4 * dt)))


def spread(initial, extent, dt):
    """The profile `initial`, zero past `extent`, after diffusing on under a sealed surface."""
    def profile(x):
        width = math.sqrt(dt)
        points = sorted({p for p in (x - 6 * width, x, x + 6 * width) if 0 < p < extent})
        edges = [0.0, *points, extent]
        return sum(quad(lambda s: initial(s) * green(x, s, dt), a, b, epsrel=1e-12,
                        epsabs=0, limit=200)[0] for a, b in zip(edges, edges[1:]))
    return profile


def held(surface, dt):
    return lambda x: surface * math.erfc(x / (2 * math.sqrt(dt)))


def folded(dose, peak, sigma):
    """A Gaussian, folded back at the surface."""
    def profile(x):
        norm = dose / (math.sqrt(2 * math.pi) * sigma)
        return norm * (math.exp(-(x - peak) ** 2 / (2 * sigma ** 2)) +
                       math.exp(-(x + peak) ** 2 / (2 * sigma ** 2)))
    return profile


def slab(conc, thickness, dt):
    """Crank's eq. 2.15: uniform down to a depth, under a sealed surface."""
    width = 2 * math.sqrt(dt)
    return lambda x: conc / 2 * (math.erf((thickness + x) / width) +
                                 math.erf((thickness - x) / width))


def diffusivity(recipe, dopant, temp_k):
    model = recipe["model"]
    if "d0_cm2_s" in model:
        return published.arrhenius(model["d0_cm2_s"], model["ea_ev"], temp_k)
    return sum(published.diffusivity_terms(dopant, temp_k))


def dt_of(recipe, step, dopant):
    """The integral of D dt over a furnace step, cm^2."""
    return sum(quad(lambda t, s=stage: diffusivity(recipe, dopant, s.temp_k(t)), 0,
                    stage.time_s, epsrel=1e-12)[0] for stage in stages(step))


def profile_of(recipe):
    """The dopant, its profile, and a depth past which there is nothing."""
    first, *rest = recipe["steps"]
    start = recipe.get("initial")
    if start is None:
        source = stages(first)[0].source
        dopant, surface = source
        if surface == "solubility":
            surface = published.solubility_cm3(dopant, stages(first)[0].from_k)
        source_dt = dt_of(recipe, first, dopant)
        drive_dt = sum(dt_of(recipe, step, dopant) for step in rest)
        profile, extent = held(surface, source_dt), 13 * math.sqrt(source_dt)
        if drive_dt > 0:
            profile = spread(profile, extent, drive_dt)
        return dopant, profile, extent + 13 * math.sqrt(drive_dt)
    dopant = start["dopant"]
    dt = sum(dt_of(recipe, step, dopant) for step in recipe["steps"])
    if "conc_cm3" in start:
        thickness = start["depth_nm"][-1] * 1e-7
        return (dopant, slab(start["conc_cm3"][0], thickness, dt),
                thickness + 13 * math.sqrt(dt))
    peak = start.get("peak_depth_nm", 0) * 1e-7
    sigma = math.sqrt((start["sigma_nm"] * 1e-7) ** 2 + 2 * dt)
    return dopant, folded(start["dose_cm2"], peak, sigma), peak + 9 * sigma


def integral(function, to, points):
    """To 1e-8 of what the points show of it."""
    edges = sorted({0.0, to, *(p for p in points if 0 < p < to)})
    least = 1e-8 * to * max(function(edge) for edge in edges)
    return sum(quad(function, a, b, epsrel=0, epsabs=least / len(edges))[0]
               for a, b in zip(edges, edges[1:]))


def expected(recipe):
    """KPIs of one dopant in a wafer of the other type."""
    dopant, profile, extent = profile_of(recipe)
    _, background, background_cm3, _ = substrate(recipe)
    steps = [extent * i / 64 for i in range(1, 64)]
    top = minimize_scalar(lambda x: -profile(x), method="bounded", options={"xatol": 1e-13},
                          bounds=max(((-profile(b), (a, c)) for a, b, c in
                                      zip([0.0, *steps], steps, steps[1:])),
                                     key=lambda found: -found[0])[1])
    peak = max((profile(0.0), 0.0), (-top.fun, top.x))
    found = {"surface_conc_cm3": profile(0.0), "peak_conc_cm3": peak[0],
             "dose_silicon_cm2": integral(profile, extent, steps)}
    assert published.CHARGE[dopant] != published.CHARGE[background]
    if peak[0] > background_cm3:
        junctions = [brentq(lambda x: profile(x) - background_cm3, a, b, xtol=1e-17, rtol=1e-13)
                     for a, b in ((0.0, peak[1]), (peak[1], extent))
                     if (profile(a) - background_cm3) * (profile(b) - background_cm3) < 0]
        found.update({f"junctions_nm/{i}": x * 1e7 for i, x in enumerate(junctions)})
        if len(junctions) == 1:
            found["junction_depth_nm"] = junctions[0] * 1e7
            found["sheet_resistance_ohm_sq"] = 1 / (published.Q_C * integral(
                lambda x: (profile(x) - background_cm3) *
                published.mobility(dopant, profile(x) + background_cm3), junctions[0], steps))
    return found
