"""What a field of a recipe may hold: types, bounds, words, names, what must be there."""
from .row import Fault, Row

TEMP, TIME = "300..1400", "> 0 and <= 10000"
CONC, DOSE = "1e10..5e22", "1e10..1e18"
DOPANTS = "one of boron, phosphorus, arsenic, antimony, indium, gallium, aluminum"
KPIS = ("one of junction_depth_nm, sheet_resistance_ohm_sq, base_width_nm, "
        "pinched_base_resistance_ohm_sq, four_point_probe_ohm_sq, ...")
AMBIENTS = "one of n2, ar, dry_o2, wet_o2, steam, h2_o2"
STEP_TYPES = "one of implant, furnace, deposit, etch"
MODELS = "one of constant, fermi, coupled"


def step(text):
    """A recipe of one step."""
    return '{ "steps": [ ' + text + " ] }"


def furnace(text):
    """A recipe of one furnace step."""
    return step('{ "type": "furnace", ' + text + " }")


def segment(text):
    """A recipe of one furnace step of one segment."""
    return furnace('"segments": [ { ' + text + " } ]")


def soak(text):
    """A recipe with a sound soak, and more in the same step."""
    return furnace('"temp_c": 900, "time_min": 10, ' + text)


def recipe(text):
    """A recipe with sound steps, and more beside them."""
    return '{ ' + text + ', "steps": [ { "type": "furnace", "temp_c": 900, "time_min": 10 } ] }'


def one(name, text, pointer, message, mend, bound=""):
    """A row with one fault, at the mark a."""
    return Row(name, [Fault("a", pointer, message, mend, bound)], text)


KINDS = [
    one("a list in place of the recipe", "[[a]][ 1, 2 ]", "", "an array, not an object", "object"),
    one("a number in place of the recipe", "[[a]]42", "", "42 is a number, not an object", "object"),
    one("null in place of the recipe", "[[a]]null", "", "null, not an object", "object"),
    one("a text in place of a number", furnace('"temp_c": [[a]]"hot", "time_min": 10'),
        "/steps/0/temp_c", '"hot" is a text, not a number', "give a number, 300..1400 C", TEMP),
    one("a number in quotes", furnace('"temp_c": [[a]]"900", "time_min": 10'), "/steps/0/temp_c",
        '"900" is a text, not a number', "without the quotes", TEMP),
    one("a number with its unit", furnace('"temp_c": 900, "time_min": [[a]]"30 min"'),
        "/steps/0/time_min", "a text, not a number", "give a number", TIME),
    one("true in place of a number", furnace('"temp_c": [[a]]true, "time_min": 10'),
        "/steps/0/temp_c", "true, not a number", "give a number", TEMP),
    one("null in place of a number", furnace('"temp_c": [[a]]null, "time_min": 10'),
        "/steps/0/temp_c", "null, not a number", "leave the field out", TEMP),
    one("a list in place of a number", furnace('"temp_c": [[a]][ 900 ], "time_min": 10'),
        "/steps/0/temp_c", "an array, not a number", "give a number", TEMP),
    one("an object in place of a number", furnace('"temp_c": [[a]]{ "value": 900 }, "time_min": 10'),
        "/steps/0/temp_c", "an object, not a number", "give a number", TEMP),
    one("a number in place of a text", recipe('"recipe_id": [[a]]12'), "/recipe_id",
        "12 is a number, not a text", "give a text", "1 to 100 bytes"),
    one("a list in place of a text", recipe('"description": [[a]][ "a" ]'), "/description",
        "an array, not a text", "give a text", "0 to 1000 bytes"),
    one("true in place of a word", recipe('"model": { "diffusion": [[a]]true }'),
        "/model/diffusion", "not a word", "give a word", MODELS),
    one("a number that is no orientation", recipe('"substrate": { "orientation": [[a]]112 }'),
        "/substrate/orientation", '"112" is not a known orientation', '"111"',
        "one of 100, 111, 110"),
    one("an object in place of the steps", '{ "steps": [[a]]{ "type": "furnace" } }', "/steps",
        "an object, not an array", "give an array", "1 to 64 items"),
    one("a text in place of the steps", '{ "steps": [[a]]"furnace" }', "/steps",
        "a text, not an array", "give an array", "1 to 64 items"),
    one("a text in place of a step", step('[[a]]"furnace"'), "/steps/0", "a text, not an object",
        "object", STEP_TYPES),
    one("a list in place of the substrate", recipe('"substrate": [[a]][ ]'), "/substrate",
        "an array, not an object", "object"),
    one("a text in place of the model", recipe('"model": [[a]]"fermi"'), "/model",
        "a text, not an object", "object"),
    one("a list in place of the targets", recipe('"targets": [[a]][ 300, 320 ]'), "/targets",
        "an array, not an object", "object", KPIS),
    one("a number in place of a target", recipe('"targets": { "junction_depth_nm": [[a]]300 }'),
        "/targets/junction_depth_nm", "not an object", "object"),
    one("a word that is neither number nor word",
        soak('"source": { "dopant": "boron", "surface_conc_cm3": [[a]]true }'),
        "/steps/0/source/surface_conc_cm3", "not a number or a word", "give a number or a word",
        "solubility or " + CONC),
    one("a quoted number where a word may stand",
        soak('"source": { "dopant": "boron", "surface_conc_cm3": [[a]]"2e20" }'),
        "/steps/0/source/surface_conc_cm3", "a text, not a number or a word", "without the quotes",
        "solubility or " + CONC),
    one("text in a list of numbers",
        furnace('"trace": { "time_min": [ 0, [[a]]"x" ], "temp_c": [ 900, 900 ] }'),
        "/steps/0/trace/time_min/1", "a text, not a number", "give a number", "0..10000"),
]

BOUNDS = [
    one("too hot", furnace('"temp_c": [[a]]1400.1, "time_min": 10'), "/steps/0/temp_c",
        "1400.1 C is outside 300..1400 C", "give a value of 300..1400 C", TEMP),
    one("too cold", furnace('"temp_c": [[a]]299.999, "time_min": 10'), "/steps/0/temp_c",
        "299.999 C is outside", "give a value of", TEMP),
    one("Kelvin, it seems", furnace('"temp_c": [[a]]1473, "time_min": 10'), "/steps/0/temp_c",
        "1473 C is outside", "give a value of", TEMP),
    one("no time at all", furnace('"temp_c": 900, "time_min": [[a]]0'), "/steps/0/time_min",
        "0 min is not > 0 and <= 10000", "give a value > 0", TIME),
    one("negative time", furnace('"temp_c": 900, "time_min": [[a]]-30'), "/steps/0/time_min",
        "-30 min is not", "give a value > 0", TIME),
    one("too long", furnace('"temp_c": 900, "time_min": [[a]]10000.5'), "/steps/0/time_min",
        "10000.5 min is not", "give a value > 0", TIME),
    one("too many seconds", segment('"temp_c": 900, "time_s": [[a]]600001'),
        "/steps/0/segments/0/time_s", "600001 s is not", "give a value", "> 0 and <= 600000"),
    one("no seconds", segment('"temp_c": 900, "time_s": [[a]]0'), "/steps/0/segments/0/time_s",
        "0 s is not", "give a value", "> 0 and <= 600000"),
    one("a rate past all furnaces",
        segment('"temp_c": 900, "to_temp_c": 1000, "rate_c_per_min": [[a]]10001'),
        "/steps/0/segments/0/rate_c_per_min", "10001 C/min is outside", "give a value of",
        "-10000..10000"),
    one("a vacuum", soak('"pressure_atm": [[a]]0.001'), "/steps/0/pressure_atm",
        "0.001 atm is outside", "give a value of", "0.01..25"),
    one("an autoclave", soak('"pressure_atm": [[a]]26'), "/steps/0/pressure_atm",
        "26 atm is outside", "give a value of", "0.01..25"),
    one("HCl that etches", soak('"ambient": "dry_o2", "hcl_percent": [[a]]21'),
        "/steps/0/hcl_percent", "21 % is outside", "give a value of", "0..20"),
    one("an explosive ratio", soak('"ambient": "h2_o2", "h2_o2_ratio": [[a]]2.5'),
        "/steps/0/h2_o2_ratio", "2.5 is not", "give a value", "> 0 and <= 2"),
    one("no hydrogen", soak('"ambient": "h2_o2", "h2_o2_ratio": [[a]]0'),
        "/steps/0/h2_o2_ratio", "0 is not", "give a value", "> 0 and <= 2"),
    one("a fraction over 1", soak('"ambient": { "o2": [[a]]1.5 }'), "/steps/0/ambient/o2",
        "1.5 mole fraction is outside", "give a value of", "0..1"),
    one("a negative fraction", soak('"ambient": { "n2": [[a]]-0.1 }'), "/steps/0/ambient/n2",
        "-0.1 mole fraction is outside", "give a value of", "0..1"),
    one("a flow past all controllers", soak('"ambient": { "flow_slm": { "o2": [[a]]1e4 } }'),
        "/steps/0/ambient/flow_slm/o2", "1e4 slm is outside", "give a value of", "0..1000"),
    one("hardly doped", recipe('"substrate": { "dopant": "boron", "conc_cm3": [[a]]1e9 }'),
        "/substrate/conc_cm3", "1e9 cm^-3 is outside", "give a value of", CONC),
    one("more dopant than silicon", recipe('"substrate": { "dopant": "boron", "conc_cm3": [[a]]6e22 }'),
        "/substrate/conc_cm3", "6e22 cm^-3 is outside", "give a value of", CONC),
    one("an insulator", recipe('"substrate": { "dopant": "boron", "resistivity_ohm_cm": [[a]]1e7 }'),
        "/substrate/resistivity_ohm_cm", "1e7 ohm cm is outside", "give a value of", "0.00001..1e6"),
    one("a thick native oxide", recipe('"substrate": { "native_oxide_nm": [[a]]10.5 }'),
        "/substrate/native_oxide_nm", "10.5 nm is outside", "give a value of", "0..10"),
    one("a negative native oxide", recipe('"substrate": { "native_oxide_nm": [[a]]-1 }'),
        "/substrate/native_oxide_nm", "-1 nm is outside", "give a value of", "0..10"),
    one("a wafer's thickness in nm", recipe('"substrate": { "thickness_um": [[a]]775000 }'),
        "/substrate/thickness_um", "775000 um is outside", "give a value of", "10..10000"),
    one("a wafer's thickness in mm", recipe('"substrate": { "thickness_um": [[a]]0.775 }'),
        "/substrate/thickness_um", "0.775 um is outside", "give a value of", "10..10000"),
    one("a source over the bound", soak('"source": { "dopant": "B", "surface_conc_cm3": [[a]]1e23 }'),
        "/steps/0/source/surface_conc_cm3", "1e23 cm^-3 is not", "give",
        "solubility or " + CONC),
    one("a dose as a concentration",
        recipe('"initial": { "dopant": "B", "dose_cm2": [[a]]1e20, "sigma_nm": 50 }'),
        "/initial/dose_cm2", "1e20 cm^-2 is outside", "give a value of", DOSE),
    one("a negative sigma", recipe('"initial": { "dopant": "B", "dose_cm2": 1e14, "sigma_nm": [[a]]-5 }'),
        "/initial/sigma_nm", "-5 nm is outside", "give a value of", "0..1e6"),
    one("a peak above the surface",
        recipe('"initial": { "dopant": "B", "dose_cm2": 1e14, "sigma_nm": 5, "peak_depth_nm": [[a]]-1 }'),
        "/initial/peak_depth_nm", "-1 nm is outside", "give a value of", "0..1e6"),
    one("an implant without energy",
        step('{ "type": "implant", "species": "B", "energy_kev": [[a]]0.1, "dose_cm2": 1e14 }'),
        "/steps/0/energy_kev", "0.1 keV is outside", "give a value of", "0.2..3000"),
    one("eV for keV",
        step('{ "type": "implant", "species": "B", "energy_kev": [[a]]30000, "dose_cm2": 1e14 }'),
        "/steps/0/energy_kev", "30000 keV is outside", "give a value of", "0.2..3000"),
    one("a steep tilt",
        step('{ "type": "implant", "species": "B", "energy_kev": 30, "dose_cm2": 1e14, "tilt_deg": [[a]]61 }'),
        "/steps/0/tilt_deg", "61 degree is outside", "give a value of", "0..60"),
    one("a layer of nothing", step('{ "type": "deposit", "material": "oxide", "thickness_nm": [[a]]0 }'),
        "/steps/0/thickness_nm", "0 nm is not", "give a value", "> 0 and <= 1e6"),
    one("a layer of a millimetre", step('{ "type": "etch", "material": "oxide", "thickness_nm": [[a]]1000001 }'),
        "/steps/0/thickness_nm", "1000001 nm is not", "give a value", "> 0 and <= 1e6"),
    one("a diffusivity of 0", recipe('"model": { "diffusion": "constant", "d0_cm2_s": [[a]]0, "ea_ev": 3.5 }'),
        "/model/d0_cm2_s", "0 cm^2/s is not", "give a value", "> 0 and <= 1e12"),
    one("an activation energy past all bonds",
        recipe('"model": { "diffusion": "constant", "d0_cm2_s": 1, "ea_ev": [[a]]34.6 }'),
        "/model/ea_ev", "34.6 eV is outside", "give a value of", "0..10"),
    one("a negative tolerance",
        recipe('"targets": { "oxide_thickness_nm": { "target": 50, "tolerance": [[a]]-5 } }'),
        "/targets/oxide_thickness_nm/tolerance", "-5 is outside", "give a value of", "0..1e30"),
    one("no steps", '{ "steps": [[a]][ ] }', "/steps", "0 items given, the bound is 1 to 64 items",
        "give 1 to 64 items", "1 to 64 items"),
    one("65 steps",
        '{ "steps": [[a]][ ' + ", ".join(['{ "type": "furnace", "temp_c": 900, "time_min": 1 }'] * 65) + " ] }",
        "/steps", "65 items given", "give 1 to 64 items", "1 to 64 items"),
    one("257 segments",
        furnace('"segments": [[a]][ ' + ", ".join(['{ "temp_c": 900, "time_min": 1 }'] * 257) + " ]"),
        "/steps/0/segments", "257 items given", "give 1 to 256 items", "1 to 256 items"),
    one("no segments", furnace('"segments": [[a]][ ]'), "/steps/0/segments", "0 items given",
        "give 1 to 256 items", "1 to 256 items"),
    one("nine starting profiles",
        recipe('"initial": [[a]][ ' + ", ".join(['{ "dopant": "B", "dose_cm2": 1e14, "sigma_nm": 9 }'] * 9) + " ]"),
        "/initial", "9 items given", "give 0 to 8 items", "0 to 8 items"),
    one("a trace of one point", furnace('"trace": { "time_min": [[a]][ 0 ], "temp_c": [ 900, 950 ] }'),
        "/steps/0/trace/time_min", "1 item given", "give 2 to 257 items", "2 to 257 items"),
    one("an empty name", recipe('"recipe_id": [[a]]""'), "/recipe_id", "0 bytes given",
        "give 1 to 100 bytes", "1 to 100 bytes"),
    one("a long name", recipe('"recipe_id": [[a]]"' + "R" * 101 + '"'), "/recipe_id",
        "101 bytes given", "give 1 to 100 bytes", "1 to 100 bytes"),
    one("a long name in two-byte letters", recipe('"recipe_id": [[a]]"' + "\u00b5" * 51 + '"'),
        "/recipe_id", "102 bytes given", "give 1 to 100 bytes", "1 to 100 bytes"),
    one("a NUL in a name", recipe('"recipe_id": [[a]]"A\\u0000B"'), "/recipe_id",
        "holds a NUL character", "take the \\u0000 out"),
]

NAMES = [
    one("steps missing", '[[a]]{ "recipe_id": "A" }', "/steps", "steps is missing", "give an array",
        "1 to 64 items"),
    one("an empty object", "[[a]]{}", "/steps", "steps is missing", "give an array", "1 to 64 items"),
    one("a step without a type", step('[[a]]{ "temp_c": 900, "time_min": 10 }'), "/steps/0/type",
        "type is missing", 'add "type"', STEP_TYPES),
    one("a mistyped type", step('{ "type": [[a]]"furnance", "temp_c": 900, "time_min": 10 }'),
        "/steps/0/type", '"furnance" is not a known step type', '"furnace"', STEP_TYPES),
    one("a type that there is not", step('{ "type": [[a]]"litho" }'), "/steps/0/type",
        '"litho" is not a known step type', "give one of", STEP_TYPES),
    one("a type that is a number", step('{ "type": [[a]]3 }'), "/steps/0/type",
        '"3" is not a known step type', "give one of", STEP_TYPES),
    one("a mistyped field", furnace('[[a]]"temp": 900, "time_min": 10'), "/steps/0/temp",
        'furnace has no field "temp"', '"temp_c"'),
    one("a field of another unit", furnace('"temp_c": 900, [[a]]"time_hours": 1'),
        "/steps/0/time_hours", 'furnace has no field "time_hours"', '"time_min"'),
    one("capitals", recipe('[[a]]"Recipe_ID": "A"'), "/Recipe_ID", 'no field "Recipe_ID"',
        '"recipe_id"'),
    one("a field that is nowhere near", recipe('[[a]]"xyzzy": 1'), "/xyzzy",
        'recipe has no field "xyzzy"', "its fields are"),
    one("a key that needs escapes in a pointer", recipe('[[a]]"a/b~c": 1'), "/a~1b~0c",
        'no field "a/b~c"', "its fields are"),
    one("a field of one step in another",
        step('{ "type": "etch", "material": "oxide", [[a]]"temp_c": 900 }'), "/steps/0/temp_c",
        'etch has no field "temp_c"', "its fields are"),
    one("a mistyped dopant", recipe('"substrate": { "dopant": [[a]]"phosphorous", "conc_cm3": 1e15 }'),
        "/substrate/dopant", '"phosphorous" is not a known dopant', '"phosphorus"', DOPANTS),
    one("a dopant that is none", recipe('"substrate": { "dopant": [[a]]"Xe", "conc_cm3": 1e15 }'),
        "/substrate/dopant", '"Xe" is not a known dopant', "give one of", DOPANTS),
    one("a molecule where an element belongs",
        recipe('"substrate": { "dopant": [[a]]"bf2", "conc_cm3": 1e15 }'), "/substrate/dopant",
        '"bf2" is not a known dopant', "give one of", DOPANTS),
    one("a mistyped ambient", soak('"ambient": [[a]]"dry_02"'), "/steps/0/ambient",
        '"dry_02" is not a known ambient', '"dry_o2"', AMBIENTS),
    one("an ambient by its formula", soak('"ambient": [[a]]"oxygen"'), "/steps/0/ambient",
        '"oxygen" is not a known ambient', "give one of", AMBIENTS),
    one("a mistyped surface", soak('"surface": [[a]]"seald"'), "/steps/0/surface",
        '"seald" is not a known surface', '"sealed"', "one of bare, native_oxide, sealed"),
    one("a mistyped model", recipe('"model": { "diffusion": [[a]]"ferni" }'), "/model/diffusion",
        '"ferni" is not a known diffusion model', '"fermi"', MODELS),
    one("a mistyped solver", recipe('"model": { "solver": [[a]]"closed-form" }'), "/model/solver",
        '"closed-form" is not a known solver', '"closed_form"',
        "one of auto, closed_form, numerical"),
    one("a mistyped KPI", recipe('"targets": { [[a]]"junction_depth": { "upper": 300 } }'),
        "/targets/junction_depth", '"junction_depth" is not a known KPI', '"junction_depth_nm"',
        KPIS),
    one("a mistyped chemical", soak('"source": [[a]]"pocl"'), "/steps/0/source",
        '"pocl" is not a known source', '"pocl3"',
        "one of none, pocl3, bbr3, bcl3, bn, b2h6, ph3, ash3, sb2o3, doped_layer"),
    one("a mistyped material", step('{ "type": "etch", "material": [[a]]"oxyde" }'),
        "/steps/0/material", '"oxyde" is not a known material', '"oxide"',
        "one of oxide, nitride, poly, silicon, all"),
    one("all may be etched, not deposited",
        step('{ "type": "deposit", "material": [[a]]"all", "thickness_nm": 10 }'),
        "/steps/0/material", '"all" is not a known material', "give one of",
        "one of oxide, nitride, poly, silicon"),
    one("an override without a value",
        recipe('"model": { "overrides": [ [[a]]{ "pointer": "/dopants/boron/atomic_mass_u" } ] }'),
        "/model/overrides/0/value", "value is missing", "give a number",
        "a finite number"),
]

SEVERAL = [
    Row("an implant of nothing",
        [Fault("a", "/steps/0/species", "species is missing", "give a word",
               "one of boron, phosphorus, arsenic, antimony, indium, gallium, aluminum, bf2"),
         Fault("a", "/steps/0/energy_kev", "energy_kev is missing", "give a number", "0.2..3000"),
         Fault("a", "/steps/0/dose_cm2", "dose_cm2 is missing", "give a number", DOSE)],
        step('[[a]]{ "type": "implant" }')),
    Row("a trace without both lists",
        [Fault("a", "/steps/0/trace/time_min", "time_min is missing", "give an array", "2 to 257 items"),
         Fault("a", "/steps/0/trace/temp_c", "temp_c is missing", "give an array", "2 to 257 items")],
        furnace('"trace": [[a]]{ }')),
    Row("faults in every part",
        [Fault("a", "/recipe_id", "a number, not a text", "give a text", "1 to 100 bytes"),
         Fault("b", "/substrate/orientation", "not a known orientation", "give one of",
               "one of 100, 111, 110"),
         Fault("c", "/substrate/conc_cm3", "outside", "give a value of", CONC),
         Fault("d", "/steps/0/temp_c", "outside", "give a value of", TEMP),
         Fault("e", "/steps/0/ambient", "not a known ambient", "give one of", AMBIENTS),
         Fault("f", "/steps/1/type", "not a known step type", '"implant"', STEP_TYPES),
         Fault("g", "/targets/oxide_thickness", "not a known KPI", '"oxide_thickness_nm"',
               KPIS),
         Fault("h", "/model/difusion", "no field", '"diffusion"'),
         Fault("i", "/notes", "no field", "its fields are")],
        '{\n'
        '  "recipe_id": [[a]]5,\n'
        '  "substrate": {\n'
        '    "orientation": [[b]]"abc",\n'
        '    "dopant": "phosphorus", "conc_cm3": [[c]]1e5 },\n'
        '  "steps": [\n'
        '    { "type": "furnace", "temp_c": [[d]]2000, "time_min": 30,\n'
        '      "ambient": [[e]]"oxygen" },\n'
        '    { "type": [[f]]"implnt" } ],\n'
        '  "targets": { [[g]]"oxide_thickness": { "lower": 1 } },\n'
        '  "model": { [[h]]"difusion": "fermi" },\n'
        '\t[[i]]"notes": "tabs count one"\n'
        '}\n'),
    Row("columns count bytes, lines end in CR LF too",
        [Fault("a", "/steps/0/temp_c", "outside", "give a value of", TEMP),
         Fault("b", "/steps/0/time_min", "is not > 0", "give a value", TIME)],
        '{ "description": "950 \u00b0C",\r\n'
        '  "steps": [ { "type": "furnace", "name": "\u03bc\u03bc", "temp_c": [[a]]95,\r\n'
        '    "time_min": [[b]]0 } ] }\r\n'),
    Row("comments and a BOM do not move places",
        [Fault("a", "/steps/0/temp_c", "outside", "give a value of", TEMP),
         Fault("b", "/steps/1/time_min", "is not > 0", "give a value", TIME)],
        '// a recipe\n{ /* two\n lines */ "steps": [\n'
        '  { "type": "furnace", "temp_c": [[a]]95, "time_min": 1, },\n'
        '  { "type": "furnace", "temp_c": 950, "time_min": [[b]]-1, }, ], }\n'),
    Row("every segment at fault",
        [Fault("a", "/steps/0/segments/0/temp_c", "outside", "give a value of", TEMP),
         Fault("b", "/steps/0/segments/1/to_temp_c", "outside", "give a value of", TEMP),
         Fault("c", "/steps/0/segments/2/time_s", "a text, not a number", "without the quotes",
               "> 0 and <= 600000"),
         Fault("d", "/steps/0/segments/3/tmp_c", "no field", '"temp_c"'),
         Fault("e", "/steps/0/segments/4", "a number, not an object", "object")],
        furnace('"segments": [\n'
                '  { "temp_c": [[a]]100, "time_min": 1 },\n'
                '  { "to_temp_c": [[b]]1500, "time_min": 1 },\n'
                '  { "time_s": [[c]]"60" },\n'
                '  { [[d]]"tmp_c": 900, "time_min": 1 },\n'
                '  [[e]]17 ]')),
    Row("more than twenty faults",
        [Fault(chr(ord("a") + i), f"/steps/0/segments/{i}/temp_c", "outside", "give a value of", TEMP)
         for i in range(20)],
        furnace('"segments": [\n' + ",\n".join(
            '{ "temp_c": [[' + chr(ord("a") + i) + ']]1, "time_min": 1 }' for i in range(25)) + " ]"),
        more=5),
]

ROWS = KINDS + BOUNDS + NAMES + SEVERAL
