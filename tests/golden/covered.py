"""What golden recipes cover, counted off the recipes themselves."""
import collections

from recipe_stages import as_list, dopants_of, stages

LEAST = 3
WANTED = {
    "dopant": ("boron", "phosphorus", "arsenic", "antimony", "indium", "gallium", "aluminum"),
    "source": ("surface_conc_cm3", "solubility", "pocl3", "bbr3", "bcl3", "bn", "b2h6", "ph3",
               "ash3", "sb2o3", "implant", "bf2", "implant through oxide", "initial gaussian",
               "initial table"),
    "ambient": ("n2", "ar", "dry_o2", "wet_o2", "steam", "h2_o2", "mixture"),
    "orientation": ("100", "111", "110"),
    "condition": ("pressure", "hcl", "ramp", "doped wafer oxidised", "bare surface"),
}


def parts(recipe):
    """Furnace segments, each with what it takes from its step."""
    return [{**step, **segment} for step in recipe["steps"] if step["type"] == "furnace"
            for segment in step.get("segments", [{}])]


def sources(recipe):
    for profile in as_list(recipe.get("initial", [])):
        yield "initial table" if "conc_cm3" in profile else "initial gaussian"
    covered = False
    for step in recipe["steps"]:
        covered = covered or step["type"] == "deposit"
        if step["type"] == "implant":
            yield "implant"
            if step["species"] == "bf2":
                yield "bf2"
            if covered:
                yield "implant through oxide"
    for part in parts(recipe):
        source = part.get("source", {})
        if isinstance(source, str):
            yield from (source, "solubility")
        elif source:
            conc = source["surface_conc_cm3"]
            yield from (source.get("chemical", "surface_conc_cm3"),
                        conc if conc == "solubility" else "surface_conc_cm3")


def ambients(recipe):
    for part in parts(recipe):
        ambient = part.get("ambient", "n2")
        yield "mixture" if isinstance(ambient, dict) else ambient


def conditions(recipe):
    for part in parts(recipe):
        ambient = part.get("ambient", {})
        gases = ambient.get("flow_slm", {}) if isinstance(ambient, dict) else {}
        if part.get("pressure_atm", 1) != 1:
            yield "pressure"
        if part.get("hcl_percent") or gases.get("hcl"):
            yield "hcl"
        if "to_temp_c" in part:
            yield "ramp"
        if part.get("surface") == "bare":
            yield "bare surface"
    oxidised = any(stage.oxidises for step in recipe["steps"] if step["type"] == "furnace"
                   for stage in stages(step))
    if oxidised and recipe["substrate"]["conc_cm3"] > 1e19:
        yield "doped wafer oxidised"


def counts(recipes):
    """By what and which: in how many recipes."""
    count = collections.Counter()
    for recipe in recipes:
        seen = {("orientation", recipe["substrate"]["orientation"])}
        for what, of in (("dopant", dopants_of), ("source", sources), ("ambient", ambients),
                         ("condition", conditions)):
            seen |= {(what, which) for which in of(recipe)}
        count.update(seen)
    return count


def gaps(recipes):
    """Prints how often each thing is covered; returns what is covered too seldom."""
    count = counts(recipes)
    for what, wanted in WANTED.items():
        print(f"{what}: " + ", ".join(f"{which} {count[what, which]}" for which in wanted))
    return [f"{what} {which}: {count[what, which]} recipes, {LEAST} are wanted"
            for what, wanted in WANTED.items() for which in wanted
            if count[what, which] < LEAST]
