"""Recipes in a few words, and what a golden case is."""
import collections

# kind: exact, oracle or measured. oracle: recipe -> expected KPIs. kpis: those compared. bound:
# relative. origin: the equation, oracle or paper. beyond: why the case is shown and not held;
# "" for a case that is held.
Case = collections.namedtuple("Case", "kind name recipe oracle kpis bound origin beyond",
                              defaults=("",))


def wafer(dopant="phosphorus", conc_cm3=1e15, orientation="100", **more):
    return {"dopant": dopant, "conc_cm3": conc_cm3, "orientation": orientation, **more}


def soak(temp_c, time_min, **more):
    """A furnace step at one temperature."""
    return {"type": "furnace", "temp_c": temp_c, "time_min": time_min, **more}


def furnace(*segments, **more):
    return {"type": "furnace", "segments": list(segments), **more}


def hold(time_min, **more):
    """A segment that stays where the last one ended."""
    return {"time_min": time_min, **more}


def ramp(to_temp_c, rate_c_per_min, **more):
    """A segment; the first of a step needs temp_c."""
    return {"to_temp_c": to_temp_c, "rate_c_per_min": rate_c_per_min, **more}


def held(dopant, conc_cm3="solubility"):
    """A source by its dopant."""
    return {"dopant": dopant, "surface_conc_cm3": conc_cm3}


def chemical(name, conc_cm3):
    return {"chemical": name, "surface_conc_cm3": conc_cm3}


def gaussian(dopant, dose_cm2, peak_nm, sigma_nm):
    return {"dopant": dopant, "dose_cm2": dose_cm2, "peak_depth_nm": peak_nm,
            "sigma_nm": sigma_nm}


def table(dopant, *points):
    """Points of depth in nm and concentration."""
    depth_nm, conc_cm3 = zip(*points)
    return {"dopant": dopant, "depth_nm": list(depth_nm), "conc_cm3": list(conc_cm3)}


def implant(ion, energy_kev, dose_cm2, tilt_deg=7):
    return {"type": "implant", "species": ion, "energy_kev": energy_kev, "dose_cm2": dose_cm2,
            "tilt_deg": tilt_deg}


def deposit(thickness_nm):
    return {"type": "deposit", "material": "oxide", "thickness_nm": thickness_nm}


STRIP = {"type": "etch", "material": "oxide"}


def recipe(substrate, *steps, initial=None, **model):
    made = {"substrate": substrate, "steps": list(steps)}
    if initial is not None:
        made["initial"] = initial
    if model:
        made["model"] = model
    return made
