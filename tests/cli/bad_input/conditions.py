"""Sound by themselves, but not together or not yet: what a run finds before it starts."""
from .row import Fault, Row
from .shapes import furnace, one, recipe, soak

CONSTANT = '"model": { "diffusion": "constant" }, '


def gap(at, pointer, what, mend):
    """Something that is not simulated yet."""
    return Fault(at, pointer, "not simulated yet: " + what, mend)


ROWS = [
    one("pyrogenic steam without its ratio", soak('"ambient": "h2_o2"').replace("{ \"type", "[[a]]{ \"type"),
        "/steps/0/h2_o2_ratio", "two parts of hydrogen", "give H2 : O2", "> 0 and <= 2"),
    one("HCl beside a mixture", soak('"ambient": { "o2": 1 }, "hcl_percent": [[a]]3'),
        "/steps/0/hcl_percent", "goes with an ambient by name", "give hcl among the gases"),
    one("a source below the wafer's own doping",
        '{ "substrate": { "dopant": "B", "conc_cm3": 1e19 }, "steps": [ { "type": "furnace",\n'
        '  "temp_c": 1000, "time_min": 9, "source": { "dopant": "B", "surface_conc_cm3": [[a]]1e18 } } ],\n'
        '  "model": { "diffusion": "constant" } }',
        "/steps/0/source/surface_conc_cm3", "not above the substrate's own",
        "give a higher concentration", "> 1e+19"),
    one("hydrogen left over", soak('"ambient": { "o2": 0.1, "h2": [[a]]0.5 }'),
        "/steps/0/ambient/h2", "more hydrogen than the oxygen can burn", "less hydrogen",
        "at most twice the oxygen"),
    one("hydrogen left over, by flow",
        furnace('"segments": [ { "temp_c": 900, "time_min": 9,\n'
                '  "ambient": { "flow_slm": { "h2": [[a]]9, "o2": 3 } } } ]'),
        "/steps/0/segments/0/ambient/flow_slm/h2", "more hydrogen", "less hydrogen",
        "at most twice the oxygen"),
    one("a set that there is not", recipe('"model": { "set": [[a]]"pichlr" }'), "/model/set",
        'no parameter set "pichlr"', '"pichler"',
        "one of kiln, pichler, supremiv, textbook, tsuprem4")._replace(code=66),
    one("an override of nothing",
        recipe('"model": { "overrides": [ { "pointer": [[a]]"/dopants/boron/mass", "value": 1 } ] }'),
        "/model/overrides/0/pointer", 'has no "mass"', "it has type, atomic_mass_u"),
    one("an override of a text",
        recipe('"model": { "overrides": [ { "pointer": [[a]]"/name", "value": 1 } ] }'),
        "/model/overrides/0/pointer", "not a number", "point to one number"),
    Row("two overrides of nothing",
        [Fault("a", "/model/overrides/0/pointer", 'has no "borom"', '"boron"'),
         Fault("b", "/model/overrides/2/pointer", "no item 9", "give an item", "0..1")],
        recipe('"model": { "overrides": [\n'
               '  { "pointer": [[a]]"/dopants/borom/atomic_mass_u", "value": 11 },\n'
               '  { "pointer": "/dopants/boron/atomic_mass_u", "value": 11 },\n'
               '  { "pointer": [[b]]"/dopants/boron/diffusivity/terms/9", "value": 1 } ] }')),
    one("an override out of bounds",
        recipe('"model": { "overrides": [ { "pointer": "/dopants/boron/atomic_mass_u",\n'
               '  "value": [[a]]-11 } ] }'),
        "/model/overrides/0/value", "-11 u is not > 0", "give a value", "> 0 and <= 300"),
    Row("steps that are not simulated yet",
        [gap("b", "/steps/1/material", "to deposit silicon", "deposit oxide"),
         gap("c", "/steps/2/material", "to etch nitride", "etch oxide"),
         gap("d", "/model/diffusion", "the diffusion model coupled", '"fermi"')],
        '{ "steps": [\n'
        '  { "type": "implant", "species": "B", "energy_kev": 30, "dose_cm2": 1e14 },\n'
        '  { "type": "deposit", "material": [[b]]"silicon", "thickness_nm": 25 },\n'
        '  { "type": "etch", "material": [[c]]"nitride" } ],\n'
        '  "model": { "diffusion": [[d]]"coupled" } }'),
    Row("conditions that are not simulated yet",
        [gap("a", "/substrate/layers", "epitaxial layers", "leave layers out"),
         gap("c", "/steps/0/source", "a doped layer as source", "deposit it")],
        '{ ' + CONSTANT + '\n'
        '  "substrate": { "layers": [[a]][ { "thickness_nm": 9, "dopant": "B", "conc_cm3": 1e15 } ] },\n'
        '  "steps": [ { "type": "furnace", "temp_c": 900, "time_min": 9, "source": [[c]]"doped_layer" } ] }'),
    Row("what has no closed form, asked for in closed form",
        [gap("a", "/initial/0", "a starting profile as a table in closed form", 'solver "auto"'),
         gap("b", "/steps/0", "a deposited film in closed form", 'solver "auto"'),
         gap("c", "/steps/1", "an implantation in closed form", 'solver "auto"')],
        '{ "initial": [ [[a]]{ "dopant": "B", "depth_nm": [ 0, 9 ], "conc_cm3": [ 2, 1 ] } ],\n'
        '  "steps": [ [[b]]{ "type": "deposit", "material": "oxide", "thickness_nm": 25 },\n'
        '    [[c]]{ "type": "implant", "species": "B", "energy_kev": 30, "dose_cm2": 1e14 } ],\n'
        '  "model": { "diffusion": "constant", "solver": "closed_form" } }'),
    one("cuts", recipe('"cuts": [[a]][ "active", "field" ]'), "/cuts", "reserved", "leave it out"),
]
