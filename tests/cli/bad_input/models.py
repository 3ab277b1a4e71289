"""Parameter sets given by --models: edits of a shipped one."""
import json
import pathlib

from .row import Fault, Row

SHIPPED = pathlib.Path(__file__).parents[3] / "data" / "models" / "textbook.json"
TEXT = SHIPPED.read_text(encoding="utf-8")


def edit(*changes):
    """The shipped set with its first occurrence of each old text replaced."""
    text = TEXT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def model(name, text, *faults, **more):
    """A row whose faults are all in the set."""
    return Row(name, [Fault(*f, **{"source": "model.json"}) for f in faults], model=text, **more)


def without(*path):
    """The set on one line without one of its members, the object that held it marked."""
    tree = json.loads(TEXT)
    inner = tree
    for key in path[:-1]:
        inner = inner[key]
    del inner[path[-1]]
    mark = '"' + path[-2] + '": ' if len(path) > 1 else ""
    return json.dumps(tree).replace(mark + "{", mark + "[[a]]{", 1)


TWO_COMPONENT = """"phosphorus": { "two_component": {
  "total_c0_cm3": 2.5e23, "total_ea_ev": 0.62, "tail_c0_cm3": 3e23, "tail_ea_ev": 0.88,
  "slow_d0_cm2_s": 100, "slow_ea_ev": 3.77, "fast_d0_cm2_s": 2.3e-5, "fast_ea_ev": 1.95,
  "front_h0_cm_s": 79, "front_ea_ev": 2.298, "from_c": 775, "to_c": 950, "source": "fuller-1956" },"""


def two_component(old, new):
    """The set with a profile of two components for phosphorus, and an old text in it replaced."""
    assert old in TWO_COMPONENT, old
    return edit(('"phosphorus": {', TWO_COMPONENT.replace(old, new, 1)))


IMPLANT = """"implant": { "boron": {
    "energy_kev": [10, 100], "source": "fuller-1956",
    "silicon": { "range_nm": [35, 299], "straggle_nm": [18, 71], "skewness": [0, -1], "kurtosis": [3, 5] },
    "channel": { "energy_kev": [10, 100], "dose_cm2": [1e13], "tilt_deg": 7, "source": "fuller-1956",
      "aligned": [ROW], "tilted": [ROW], "scattered": [ROW],
      "acceptance_deg": [3, 2], "oxide_nm": [3, 12] } } },
  """.replace("ROW", '{ "fraction": [0.9, 0.8], "range_ratio": [2, 2], "straggle_ratio": [2, 2], '
                   '"skewness": [0, 1] }')


def channel(*changes):
    """The set with ranges of boron, changed as by edit."""
    return edit(('"dopants": {', IMPLANT + '"dopants": {'), *changes)


RANGE = "the range ends where it begins, or before"

ROWS = [
    model("an empty file", "[[a]]", ("a", "", "the file is empty", "write a value")),
    model("no JSON", "[[a]]<xml/>", ("a", "", "instead of a value", "write a number")),
    model("a list", "[[a]][ ]", ("a", "", "an array, not an object", "object")),
    model("an empty object", "[[a]]{}",
          ("a", "/name", "name is missing", "give a text", "1 to 64 bytes"),
          ("a", "/version", "version is missing", "give a text", "1 to 32 bytes"),
          ("a", "/description", "description is missing", "give a text", "1 to 500 bytes"),
          ("a", "/sources", "sources is missing", "give an array", "1 to 200 items"),
          ("a", "/intrinsic", "intrinsic is missing", "give an object"),
          ("a", "/dopants", "dopants is missing", "give an object",
           "one of boron, phosphorus, arsenic, antimony, indium, gallium, aluminum"),
          ("a", "/oxidation", "oxidation is missing", "give an object"),
          ("a", "/mobility", "mobility is missing", "give an object")),
    model("no name", without("name"), ("a", "/name", "name is missing", "give a text", "1 to 64 bytes")),
    model("a name that is a number", edit(('"name": "textbook"', '"name": [[a]]7')),
          ("a", "/name", "a number, not a text", "give a text", "1 to 64 bytes")),
    model("a mistyped member", edit(('"description"', '[[a]]"desciption"')),
          ("a", "/desciption", 'no field "desciption"', '"description"'),
          ((1, 1), "/description", "description is missing", "give a text", "1 to 500 bytes")),
    model("a key twice", edit(('"version": "1.1.0"', '"version": "1.1.0", [[a]]"version": "2"')),
          ("a", "/version", "3:3", "keep one")),
    model("a source that is not listed",
          edit(('"source": "fuller-1956"', '"source": [[a]]"fuller-1965"')),
          ("a", "/dopants/boron/diffusivity/source", "not a key of /sources", '"fuller-1956"',
           "a key of /sources")),
    model("a base that is not there", edit(('"based_on": "kiln"', '"based_on": [[a]]"klin"')),
          ("a", "/based_on", 'no parameter set "klin"', '"kiln"', "one of kiln, pichler, supremiv, textbook, tsuprem4")),
    model("no boron", without("dopants", "boron"),
          ("a", "/dopants", "boron is missing", "give boron")),
    model("oxidation without steam", without("oxidation", "wet"),
          ("a", "/oxidation/wet", "wet is missing", "give an object")),
    model("a dopant that is none", edit(('"boron": {', '[[a]]"boran": {')),
          ("a", "/dopants/boran", '"boran" is not a known dopant', '"boron"',
           "one of boron, phosphorus, arsenic, antimony, indium, gallium, aluminum")),
    model("boron as a donor", edit(('"dopants": {', '"dopants": [[a]]{'), ('"acceptor"', '"donor"')),
          ("a", "/dopants", "boron is an acceptor in silicon", "correct its type")),
    model("a number as a text", edit(('"d0_cm2_s": 10.5', '"d0_cm2_s": [[a]]"10.5"')),
          ("a", "/dopants/boron/diffusivity/terms/0/d0_cm2_s", "a text, not a number",
           "without the quotes", "> 0 and <= 1e12")),
    model("a prefactor of 0", edit(('"d0_cm2_s": 10.5', '"d0_cm2_s": [[a]]0')),
          ("a", "/dopants/boron/diffusivity/terms/0/d0_cm2_s", "0 cm^2/s is not > 0", "give a value",
           "> 0 and <= 1e12")),
    model("an energy in kcal/mol", edit(('"ea_ev": 3.68595', '"ea_ev": [[a]]85.0')),
          ("a", "/dopants/boron/diffusivity/terms/0/ea_ev", "85.0 eV is outside", "give a value of",
           "0..10")),
    model("a charge that there is not", edit(('"power": 0', '"power": [[a]]3')),
          ("a", "/dopants/boron/diffusivity/terms/0/power", "3 is outside", "give a value of", "0..2")),
    model("half a charge", edit(('"power": 0', '"power": [[a]]0.5')),
          ("a", "/dopants/boron/diffusivity/terms/0/power", "not a whole number", "give a whole number",
           "0..2")),
    model("a number without a source", edit(('"m0": 1126, "ea_ev": 0.91, "source": "suprem4gs"',
                                             '"m0": 1126, "ea_ev": 0.91'),
                                            ('"segregation": {', '"segregation": [[a]]{')),
          ("a", "/dopants/boron/segregation/source", "source is missing", "give a text",
           "1 to 64 bytes")),
    model("a range upside down", edit(('"to_c": 1350', '"to_c": [[a]]1050')),
          ("a", "/dopants/boron/diffusivity/to_c", RANGE, "above the lower end", "> 1050")),
    model("a unit of another kind", edit(('"unit": "um2_per_h"', '"unit": [[a]]"um_per_h"')),
          ("a", "/oxidation/dry/parabolic/0/unit", '"um_per_h" is not a known', '"um2_per_h"',
           "one of cm2_per_s, um2_per_h, um2_per_min, nm2_per_h, nm2_per_min, nm2_per_s")),
    model("more ions in channels than there are", channel(('"fraction": [0.9', '"fraction": [[[a]]1.9')),
          ("a", "/implant/boron/channel/aligned/0/fraction/0", "1.9 is outside", "give a value of",
           "0..1")),
    model("channels of another number of doses", channel(('"dose_cm2": [1e13]', '"dose_cm2": [1e13, 1e14]'),
                                                         ('"aligned": [', '"aligned": [[a]]['),
                                                         ('"tilted": [', '"tilted": [[b]]['),
                                                         ('"scattered": [', '"scattered": [[c]][')),
          *((mark, "/implant/boron/channel/" + beam, "one row for each dose: 1 for 2", "equal length")
            for mark, beam in (("a", "aligned"), ("b", "tilted"), ("c", "scattered")))),
    model("channels that nothing has", channel(('"skewness": [0, 1]', '"skewness": [[[a]]2, 1]')),
          ("a", "/implant/boron/channel/aligned/0/skewness/0", "2 is outside", "give a value of",
           "-1.99..1.99")),
    model("channels at no tilt", channel(('"tilt_deg": 7', '"tilt_deg": [[a]]0')),
          ("a", "/implant/boron/channel/tilt_deg", "0 degree is outside", "give a value of", "0.1..60")),
    model("channels without a beam", channel(('"scattered"', '"scatered"'), ('"channel": {', '"channel": [[b]]{'),
                                             ('"scatered"', '[[a]]"scatered"')),
          ("a", "/implant/boron/channel/scatered", 'no field "scatered"', '"scattered"'),
          ("b", "/implant/boron/channel/scattered", "scattered is missing", "give an array", "1 to 6 items")),
    Row("faults all over the set",
        [Fault("b", "/dopants/boron/atomic_mass_u", "is not > 0", "give a value", "> 0 and <= 300",
               "model.json"),
         Fault("c", "/dopants/boron/colour", 'no field "colour"', "its fields are", "", "model.json"),
         Fault("a", "/dopants/boron/diffusivity/terms/0/ea_ev", "outside", "give a value of",
               "0..10", "model.json"),
         Fault("d", "/oxidation/dry/pressure/linear_exponent", "a text, not a number", "give a number",
               "0..2", "model.json"),
         Fault("e", "/oxidation/wett", 'no field "wett"', '"wet"', "", "model.json"),
         Fault("f", "/oxidation/wet", "wet is missing", "give an object", "", "model.json")],
        model=edit(('"ea_ev": 3.68595', '"ea_ev": [[a]]85.0'),
                   ('"atomic_mass_u": 10.81,', '"atomic_mass_u": [[b]]0, [[c]]"colour": "black",'),
                   ('"linear_exponent": 0.75', '"linear_exponent": [[d]]"three quarters"'),
                   ('"oxidation": {', '"oxidation": [[f]]{'), ('"wet": {', '[[e]]"wett": {'))),
    Row("a recipe that asks for another set",
        [Fault("a", "/model/set", 'model.json holds the parameter set "textbook"', "name that set",
               "textbook")],
        '{ "model": { "set": [[a]]"pichler" },\n'
        '  "steps": [ { "type": "furnace", "temp_c": 900, "time_min": 10 } ] }', model=TEXT, code=66),
    model("a two-component profile of nothing",
          two_component('"total_c0_cm3": 2.5e23', '"total_c0_cm3": [[a]]0'),
          ("a", "/dopants/phosphorus/two_component/total_c0_cm3", "0 cm^-3 is not > 0",
           "give a value", "> 0 and <= 1e30")),
    model("a front that goes out",
          two_component('"front_h0_cm_s": 79', '"front_h0_cm_s": [[a]]-79'),
          ("a", "/dopants/phosphorus/two_component/front_h0_cm_s", "-79 cm/s is not > 0",
           "give a value", "> 0 and <= 1e12")),
    model("a two-component profile without a tail",
          two_component('"two_component": {', '"two_component": [[a]]{').replace(
              '"tail_c0_cm3": 3e23, ', ""),
          ("a", "/dopants/phosphorus/two_component/tail_c0_cm3", "tail_c0_cm3 is missing",
           "give a number", "> 0 and <= 1e30")),
    model("a two-component profile's range upside down",
          two_component('"to_c": 950', '"to_c": [[a]]700'),
          ("a", "/dopants/phosphorus/two_component/to_c", RANGE, "above the lower end", "> 775")),
]
