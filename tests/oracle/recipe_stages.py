"""A recipe's furnace steps as stages: plain numbers that the oracles integrate over.

Goal: oracles take the recipe itself, so that no second description of it can drift. Why: what
is read here is what docs/reference/recipe.md says, written down without Kiln's parser.
"""
import dataclasses

from published import SOURCES, ZERO_C_K

# What a segment takes from its step.
FROM_STEP = ("ambient", "h2_o2_ratio", "pressure_atm", "hcl_percent", "surface", "source")
DOPANT_OF_ION = {"bf2": "boron"}
BUBBLER_WATER = 0.84  # 640 Torr of 760 at 95 C


@dataclasses.dataclass(frozen=True)
class Stage:
    """A soak or a linear ramp, in one gas."""
    time_s: float
    from_k: float
    to_k: float
    p_o2_atm: float
    p_h2o_atm: float
    hcl_percent: float
    surface: str
    source: object  # None, or (dopant, concentration or "solubility")

    @property
    def oxidises(self):
        return self.p_o2_atm > 0 or self.p_h2o_atm > 0

    def temp_k(self, time_s):
        return self.from_k + (self.to_k - self.from_k) * time_s / self.time_s


def burnt(gas):
    """Partial pressures (O2, H2O) per atm and HCl in % of a table of moles of which the rest to
    1 is inert; each H2 takes half an O2 and makes a water."""
    moles = {name: gas.get(name, 0.0) for name in ("o2", "h2o", "h2", "hcl")}
    after = max(1.0, sum(gas.values())) - 0.5 * moles["h2"]
    without_hcl = after - moles["hcl"]
    return ((moles["o2"] - 0.5 * moles["h2"]) / without_hcl,
            (moles["h2o"] + moles["h2"]) / without_hcl, 100 * moles["hcl"] / after)


def gas_of(ambient, ratio):
    if isinstance(ambient, dict):
        flows = ambient.get("flow_slm")
        if flows:
            total = sum(flows.values())
            ambient = {name: flow / total for name, flow in flows.items()}
        return burnt(ambient)
    if ambient == "h2_o2":
        return burnt({"h2": ratio / (1 + ratio), "o2": 1 / (1 + ratio)})
    return {"n2": (0, 0, 0), "ar": (0, 0, 0), "dry_o2": (1, 0, 0), "steam": (0, 1, 0),
            "wet_o2": (1 - BUBBLER_WATER, BUBBLER_WATER, 0)}[ambient]


def source_of(given):
    if given is None:
        return None
    if isinstance(given, str):
        return SOURCES[given], "solubility"
    dopant = given.get("dopant") or SOURCES[given["chemical"]]
    return dopant, given.get("surface_conc_cm3", "solubility")


def duration_s(segment, from_c, to_c):
    if "time_min" in segment:
        return 60 * segment["time_min"]
    return 60 * (to_c - from_c) / segment["rate_c_per_min"]


def stages(step):
    """Of a furnace step."""
    made, here_c = [], None
    for part in step.get("segments", [step]):
        given = {**{name: step[name] for name in FROM_STEP if name in step}, **part}
        from_c = given.get("temp_c", here_c)
        here_c = given.get("to_temp_c", from_c)
        o2, h2o, hcl = gas_of(given.get("ambient", "n2"), given.get("h2_o2_ratio"))
        pressure = given.get("pressure_atm", 1.0)
        made.append(Stage(
            duration_s(given, from_c, here_c), from_c + ZERO_C_K, here_c + ZERO_C_K,
            o2 * pressure, h2o * pressure, given.get("hcl_percent", hcl),
            given.get("surface", "sealed"), source_of(given.get("source"))))
    return made


def furnace_stages(recipe):
    return [stage for step in recipe["steps"] for stage in stages(step)]


def as_list(one_or_more):
    return one_or_more if isinstance(one_or_more, list) else [one_or_more]


def dopants_of(recipe):
    """Those put in, in order."""
    names = [profile["dopant"] for profile in as_list(recipe.get("initial", []))]
    for step in recipe["steps"]:
        if step["type"] == "implant":
            names.append(DOPANT_OF_ION.get(step["species"], step["species"]))
        elif step["type"] == "furnace":
            names += [stage.source[0] for stage in stages(step) if stage.source]
    return list(dict.fromkeys(names))


def substrate(recipe):
    """Orientation, dopant, concentration, native oxide in cm."""
    of = recipe.get("substrate", {})
    return (of.get("orientation", "100"), of.get("dopant"), of.get("conc_cm3", 0.0),
            of.get("native_oxide_nm", 1.5) * 1e-7)
