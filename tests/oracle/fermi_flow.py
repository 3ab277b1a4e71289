"""Flows of implants, sources and furnace steps, solved with SciPy on a grid of its own.

Goal: all KPIs of a recipe whose dopants diffuse with D(n/ni) in each other's field, through
ramps, under sources and growing oxides, with segregation, loss to the gas, enhancement by
oxidation and oxidation enhanced by doping. Why: nothing here is Kiln's. Silicon and oxide are
each mapped on 0..1 (front fixing: H. G. Landau, Q. Appl. Math. 8, 81 (1950)), nodes stand on
the surface itself, differences are plain, the thickness is one unknown more, and LSODA marches.
Parameters are those of published.py. What dissolves is all of it: recipes stay below the
solubility.
"""
import math

import numpy as np
from scipy.integrate import solve_ivp

import published
from implanted_profile import Implant
from oxide_growth import Growth
from oxidising_drive_in import Layer, crowded
from profile_figures import Silicon, figures
from recipe_stages import as_list, dopants_of, stages, substrate

SILICON_NODES, OXIDE_NODES = 800, 300
UNIT_CM3, UNIT_CM = 1e17, 1e-6  # what LSODA's tolerances count in
FAR = 6.0  # diffusion lengths, past what was put in


class Rates:
    """Of one dopant at one moment."""

    def __init__(self, dopant, temp_k, speed_cm_s, oed):
        own = published
        self.charge = own.CHARGE[dopant]
        rate_um_h = speed_cm_s * 3600e4 if oed else 0.0
        factor = own.oxidation_enhancement(dopant, temp_k, rate_um_h)
        self.term = [factor * d for d in own.diffusivity_terms(dopant, temp_k)]
        self.in_oxide = own.arrhenius(*own.IN_OXIDE.get(dopant, (0.0, 0.0)), temp_k)
        self.segregation = (own.arrhenius(*own.SEGREGATION[dopant], temp_k)
                            if dopant in own.SEGREGATION else None)
        self.evaporation = (own.arrhenius(*own.EVAPORATION[dopant], temp_k)
                            if dopant in own.EVAPORATION else 0.0)

    def crossing(self, film_cm3, silicon_cm3, speed_cm_s):
        """J = h (C_ox - C_Si / m), downwards; nothing where m is not known. What the oxide
        takes in stays where it is if it does not diffuse there: J = -speed C_ox."""
        if self.segregation is None:
            return 0.0
        balance_cm3, h = silicon_cm3 / self.segregation, published.TRANSPORT_CM_S
        if self.in_oxide > 0:
            return h * (film_cm3 - balance_cm3)
        return -balance_cm3 / (1 / speed_cm_s + 1 / h) if speed_cm_s > 0 else 0.0


class Wafer:
    """What a recipe has made so far. Rows of silicon and film are nodes, columns dopants; of a
    dopant that stays where it is in oxide the film's last node holds the dose."""

    def __init__(self, recipe, refine=1):
        self.orientation, self.substrate, self.substrate_cm3, self.native_cm = substrate(recipe)
        model = recipe.get("model", {})
        self.oed = model.get("oed", "empirical") != "none"
        self.growth = Growth(self.orientation, model.get("oxidation", "thin"))
        self.put_in = dopants_of(recipe)
        self.dopants = list(self.put_in)
        self.background = (self.substrate, self.substrate_cm3)
        if self.substrate and moves_substrate(recipe):
            self.dopants.append(self.substrate)
            self.background = (None, 0.0)
        self.grid = Layer(crowded(SILICON_NODES * refine, 3))
        self.film_grid = Layer(1 - crowded(OXIDE_NODES * refine, 5)[::-1])
        self.depth_cm = reach_cm(recipe)
        self.oxide_cm = self.consumed_cm = 0.0
        self.film = None
        self.lost = np.zeros(len(self.dopants))
        self.silicon = np.zeros((len(self.grid.place), len(self.dopants)))
        if self.background[0] is None and self.substrate:
            self.silicon[:, -1] = self.substrate_cm3
        for profile in as_list(recipe.get("initial", [])):
            self.silicon[:, self.dopants.index(profile["dopant"])] += starting(profile, self.x)

    @property
    def x(self):
        return self.depth_cm * self.grid.place

    # --- what a step does --------------------------------------------------------------------

    def implant(self, step):
        made = Implant(step, self.oxide_cm)
        column = self.dopants.index(made.dopant)
        self.silicon[:, column] += made.in_silicon(self.x)
        if self.film is not None and made.dopant in published.IN_OXIDE:
            self.film[:, column] += made.in_oxide(self.oxide_cm * self.film_grid.place)
        elif self.film is not None:
            self.film[-1, column] += made.oxide_dose_cm2 / UNIT_CM

    def cover(self, oxide_cm):
        self.oxide_cm = oxide_cm
        self.film = np.zeros((len(self.film_grid.place), len(self.dopants)))

    def strip(self):
        self.oxide_cm, self.film = 0.0, None

    def heat(self, stage):
        if stage.oxidises and self.film is None:
            self.cover(self.native_cm)
        layers = [self.silicon] if self.film is None else [self.film, self.silicon]
        start = np.concatenate([*(a.ravel() for a in layers), self.lost / UNIT_CM]) / UNIT_CM3
        start = np.append(start, self.oxide_cm / UNIT_CM)
        band = 2 * len(self.dopants) - 1
        end = solve_ivp(lambda t, y: self.rates(stage, t, y), (0, stage.time_s), start,
                        method="LSODA", rtol=1e-7, atol=1e-10, lband=band, uband=band)
        assert end.success, end.message
        film, silicon, lost, grown_cm = self.parted(end.y[:, -1])
        self.depth_cm = self.depth_at(grown_cm)
        self.consumed_cm += published.SILICON_PER_OXIDE * (grown_cm - self.oxide_cm)
        self.film, self.silicon, self.lost, self.oxide_cm = film, silicon, lost, grown_cm
        self.hold(stage, stage.time_s, silicon)

    # --- the equations -----------------------------------------------------------------------

    def parted(self, state):
        count, nodes = len(self.dopants), len(self.grid.place)
        conc = state[:-1 - count].reshape(-1, count) * UNIT_CM3
        film = None if self.film is None else conc[:-nodes]
        return (film, conc[-nodes:].copy(), state[-1 - count:-1] * UNIT_CM3 * UNIT_CM,
                state[-1] * UNIT_CM)

    def depth_at(self, oxide_cm):
        return self.depth_cm - published.SILICON_PER_OXIDE * (oxide_cm - self.oxide_cm)

    def hold(self, stage, time_s, silicon):
        """The surface under a source; returns the column that is held."""
        if stage.source is None:
            return None
        dopant, conc_cm3 = stage.source
        if conc_cm3 == "solubility":
            conc_cm3 = published.solubility_cm3(dopant, stage.temp_k(time_s))
        column = self.dopants.index(dopant)
        silicon[0, column] = conc_cm3
        return column

    def electrons(self, silicon, temp_k):
        """n/ni at the nodes."""
        net = silicon @ [published.CHARGE[dopant] for dopant in self.dopants]
        if self.background[0]:
            net = net + published.CHARGE[self.background[0]] * self.background[1]
        return np.exp(np.arcsinh(net / (2 * published.intrinsic_cm3(temp_k))))

    def rates(self, stage, time_s, state):
        temp_k = stage.temp_k(time_s)
        film, silicon, _, oxide_cm = self.parted(state)
        held = self.hold(stage, time_s, silicon)
        ratio = self.electrons(silicon, temp_k)
        speed = 0.0
        if stage.oxidises:
            speed = self.growth.speed(stage, time_s, oxide_cm,
                                      published.doping_factor(temp_k, ratio[0]))
        of = [Rates(dopant, temp_k, speed, self.oed) for dopant in self.dopants]
        evaporates = stage.surface == "bare" and not stage.oxidises and film is None
        top = np.array([0.0 if film is None else
                        rates.crossing(film[-1, k], silicon[0, k], speed)
                        for k, rates in enumerate(of)])
        gone = np.array([rates.evaporation * silicon[0, k] if evaporates else 0.0
                         for k, rates in enumerate(of)])
        changes = [self.silicon_rates(of, silicon, ratio, self.depth_at(oxide_cm), speed,
                                      top - gone)]
        if held is not None:
            changes[0][0, held] = 0.0
        if film is not None:
            changes.insert(0, self.film_rates(of, film, oxide_cm, speed, top))
        flat = np.concatenate([*(c.ravel() for c in changes), gone / UNIT_CM]) / UNIT_CM3
        return np.append(flat, speed / UNIT_CM)

    def silicon_rates(self, of, silicon, ratio, depth_cm, speed, top):
        eaten, changes = published.SILICON_PER_OXIDE * speed, np.empty_like(silicon)
        for k, rates in enumerate(of):
            conc, eta = silicon[:, k], ratio ** rates.charge
            mean = 0.5 * (eta[1:] + eta[:-1])
            d = rates.term[0] / mean + rates.term[1] + rates.term[2] * mean
            swept = eaten * (1 - self.grid.face) * 0.5 * (conc[1:] + conc[:-1])
            down = -d * np.diff(conc * eta) / (self.grid.gap * depth_cm) - swept
            gain = -np.diff(down, prepend=top[k], append=0) / (self.grid.share * depth_cm)
            changes[:, k] = gain + conc * eaten / depth_cm
        return changes

    def film_rates(self, of, film, oxide_cm, speed, top):
        """The part of the growth that is not silicon pushes the film's top up."""
        changes = np.zeros_like(film)
        for k, rates in enumerate(of):
            if rates.in_oxide == 0:
                changes[-1, k] = -top[k] / UNIT_CM
                continue
            conc = film[:, k]
            swept = speed * self.film_grid.face * 0.5 * (conc[1:] + conc[:-1])
            down = -rates.in_oxide * np.diff(conc) / (self.film_grid.gap * oxide_cm) - swept
            gain = -np.diff(down, prepend=0, append=top[k]) / (self.film_grid.share * oxide_cm)
            changes[:, k] = gain - conc * speed / oxide_cm
        return changes

    # --- what is read off it -----------------------------------------------------------------

    def oxide_dose_cm2(self, column):
        if self.film is None:
            return 0.0
        if self.dopants[column] not in published.IN_OXIDE:
            return UNIT_CM * self.film[-1, column]
        return self.oxide_cm * self.film_grid.share @ self.film[:, column]

    def kpis(self):
        profiles = dict(zip(self.dopants, self.silicon.T))
        found = figures(Silicon(self.x, profiles, self.background), self.put_in[0])
        doses = self.depth_cm * self.grid.share @ self.silicon
        for k, dopant in enumerate(self.put_in):
            found[f"dose_silicon_cm2/{dopant}"] = doses[k]
        if len(self.put_in) == 1:
            found.update({"dose_silicon_cm2": doses[0], "dose_lost_cm2": self.lost[0],
                          "dose_oxide_cm2": self.oxide_dose_cm2(0)})
        found["oxide_thickness_nm"] = self.oxide_cm * 1e7
        found["silicon_consumed_nm"] = self.consumed_cm * 1e7
        return found


# --- what a recipe says ----------------------------------------------------------------------


def moves_substrate(recipe):
    """Where the wafer is neither oxidised, nor covered, nor bare, it stays as it was."""
    for step in recipe["steps"]:
        if step["type"] == "deposit":
            return True
        if step["type"] == "furnace" and any(stage.oxidises or stage.surface == "bare"
                                             for stage in stages(step)):
            return True
    return False


def starting(profile, x):
    if "conc_cm3" in profile:
        depth_cm = np.array(profile["depth_nm"]) * 1e-7
        conc = np.exp(np.interp(x, depth_cm, np.log(profile["conc_cm3"])))
        return np.where(x <= depth_cm[-1], conc, 0.0)
    peak, sigma = profile.get("peak_depth_nm", 0) * 1e-7, profile["sigma_nm"] * 1e-7
    bell = sum(np.exp(-(x + sign * peak) ** 2 / (2 * sigma ** 2)) for sign in (-1, 1))
    return profile["dose_cm2"] / (math.sqrt(2 * math.pi) * sigma) * bell


def highest_cm3(recipe):
    """About, of what is put in."""
    values = [1e17]
    for profile in as_list(recipe.get("initial", [])):
        values += profile.get("conc_cm3") or [
            profile["dose_cm2"] / (2e-7 * profile["sigma_nm"])]
    for step in recipe["steps"]:
        if step["type"] == "implant":
            values.append(step["dose_cm2"] / (2.5e-7 * Implant.straggle_nm(step)))
        elif step["type"] == "furnace":
            values += [source_cm3(stage) for stage in stages(step) if stage.source]
    return max(values)


def source_cm3(stage):
    dopant, conc_cm3 = stage.source
    hottest = max(stage.from_k, stage.to_k)
    return published.solubility_cm3(dopant, hottest) if conc_cm3 == "solubility" else conc_cm3


def extent_cm(recipe):
    """Of what is put in."""
    deepest = 0.0
    for profile in as_list(recipe.get("initial", [])):
        deepest = max(deepest, *(1e-7 * x for x in profile.get("depth_nm", [])), 1e-7 * (
            profile.get("peak_depth_nm", 0) + 7 * profile.get("sigma_nm", 0)))
    for step in recipe["steps"]:
        if step["type"] == "implant":
            deepest = max(deepest, Implant(step, 0.0).extent_cm())
    return deepest


def reach_cm(recipe):
    """Silicon deep enough that nothing gets to its end."""
    highest, square = highest_cm3(recipe), 0.0
    for step in recipe["steps"]:
        for stage in stages(step) if step["type"] == "furnace" else []:
            temp_k = max(stage.from_k, stage.to_k)
            r = max(1.0, highest / published.intrinsic_cm3(temp_k))
            faster = 4.0 if stage.oxidises else 1.0
            terms = [published.diffusivity_terms(dopant, temp_k)
                     for dopant in dopants_of(recipe)]
            square += stage.time_s * faster * max(d[0] + d[1] * r + d[2] * r * r for d in terms)
    return extent_cm(recipe) + FAR * math.sqrt(2 * square)


def solve(recipe, refine=1):
    """KPIs; refine: how many times as many nodes."""
    wafer = Wafer(recipe, refine)
    for step in recipe["steps"]:
        if step["type"] == "implant":
            wafer.implant(step)
        elif step["type"] == "deposit":
            wafer.cover(step["thickness_nm"] * 1e-7)
        elif step["type"] == "etch":
            wafer.strip()
        else:
            for stage in stages(step):
                wafer.heat(stage)
    return wafer.kpis()
