#!/usr/bin/env python3
"""kiln recipe check and schema, kiln model, kiln version: what there is and where it is from."""
import decimal
import hashlib
import json
import unittest

import command
from command import RECIPE, ROOT


def canonical(value):
    """JSON on one line, keys sorted, the fewest digits that give the same double; plain from 1e-5
    to below 1e16."""
    if isinstance(value, dict):
        members = sorted(value.items(), key=lambda item: item[0].encode())
        return "{" + ",".join(f"{canonical(k)}:{canonical(v)}" for k, v in members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if not isinstance(value, float):
        return json.dumps(value, ensure_ascii=False)
    number = decimal.Decimal(repr(value)).normalize()
    first = number.adjusted()
    if value == 0 or -5 <= first <= 15:
        return format(number, "f")
    digits = "".join(map(str, number.as_tuple().digits))
    sign = "-" if value < 0 else ""
    return sign + digits[0] + ("." + digits[1:] if digits[1:] else "") + f"e{first}"


def read_set(name):
    path = ROOT / "data" / "models" / (name + ".json")
    return json.loads(path.read_text(encoding="utf-8"), parse_int=float)


def sources_of(tree):
    """Every source that a number has."""
    if isinstance(tree, list):
        return set().union(*map(sources_of, tree))
    if not isinstance(tree, dict):
        return set()
    return ({tree["source"]} if "source" in tree else set()).union(*map(sources_of, tree.values()))


def completed(tree):
    """A set with what it leaves out of the one it is based on."""
    if "based_on" not in tree:
        return tree
    base = read_set(tree["based_on"])
    del base["note"]
    whole = {**base, **tree, "sources": tree.get("sources", [])}
    own = {source["key"] for source in whole["sources"]}
    wanted = sources_of(whole) - own
    whole["sources"] = whole["sources"] + [
        source for source in base["sources"] if source["key"] in wanted]
    return whole


class Inspect(command.CommandTest):
    """Goal: recipes, schemas, parameters, sources and builds can be looked at. Why: a number that
    nobody can trace is worth little."""

    def test_a_sound_recipe(self):
        said = self.succeed("recipe", "check", RECIPE)
        self.assertIn(f"{RECIPE}: sound, 2 steps", said)
        self.assertTrue(json.loads(self.succeed("recipe", "check", RECIPE, "--json"))["simulated"])

    def test_a_recipe_that_is_not_simulated_yet(self):
        self.write("r.json", '{ "steps": [\n'
                   '  { "type": "deposit", "thickness_nm": 9, "material": "nitride" } ] }')
        said = self.succeed("recipe", "check", "r.json")
        self.assertIn("r.json: sound, 1 step; not all of it is simulated yet", said)
        self.assertIn("r.json:2:55: warning: /steps/0/material: not simulated yet: to deposit "
                      "nitride", said)
        got = json.loads(self.succeed("recipe", "check", "r.json", "--json"))
        self.assertEqual((got["sound"], got["simulated"]), (True, False))
        self.assertEqual(got["warnings"][0]["pointer"], "/steps/0/material")

    def test_schemas(self):
        for shape in ("recipe", "result", "model"):
            schema = json.loads(self.succeed("recipe", "schema", "--shape", shape))
            self.assertEqual(schema["$schema"], "https://json-schema.org/draft/2020-12/schema")
        self.assertEqual(self.succeed("recipe", "schema"),
                         self.succeed("recipe", "schema", "--shape", "recipe", "--json"))

    def test_every_number_of_a_set_is_shown_with_its_source(self):
        shipped = json.loads((ROOT / "data" / "models" / "kiln.json").read_text(encoding="utf-8"))

        def numbers(value, pointer=""):
            if isinstance(value, bool) or value is None or isinstance(value, str):
                return {}
            if isinstance(value, (int, float)):
                return {pointer: value}
            items = value.items() if isinstance(value, dict) else enumerate(value)
            return {k: v for key, inner in items for k, v in numbers(inner, f"{pointer}/{key}").items()}

        shown = json.loads(self.succeed("model", "show", "--json"))["parameters"]
        self.assertEqual({p["pointer"]: p["value"] for p in shown}, numbers(shipped))
        keys = {source["key"] for source in shipped["sources"]}
        self.assertLessEqual({p["source"] for p in shown}, keys)
        units = {p["pointer"]: p.get("unit") for p in shown}
        self.assertEqual(units["/dopants/boron/diffusivity/terms/0/ea_ev"], "eV")
        self.assertEqual(units["/oxidation/dry/parabolic/0/value"], "um2_per_h")
        self.assertEqual(units["/dopants/boron/solubility/temp_c/0"], "C")
        self.assertIsNone(units["/dopants/boron/segregation/m0"])

    def test_a_part_of_a_set_by_pointer_dots_or_word(self):
        def pointers(wanted):
            shown = json.loads(self.succeed("model", "show", wanted, "--json"))["parameters"]
            return [p["pointer"] for p in shown]
        energy = "/dopants/boron/segregation/ea_ev"
        self.assertEqual(pointers(energy), [energy])
        self.assertEqual(pointers("dopants.boron.segregation.ea_ev"), [energy])
        below = pointers("/dopants/boron")
        self.assertIn(energy, below)
        self.assertTrue(all(p.startswith("/dopants/boron/") for p in below))
        self.assertTrue(any(p.startswith("/mobility/") for p in pointers("boron")))
        self.assertNotIn("/dopants/boron/diffusivity/from_c", pointers("diffusivity/terms"))

    def test_citations(self):
        every = json.loads(self.succeed("model", "cite", "--json"))["sources"]
        self.assertTrue(all(source["citation"] for source in every))
        self.assertTrue(all(source["parameters"] for source in every))
        one = json.loads(self.succeed("model", "cite", "massoud-1985", "--json"))["sources"]
        self.assertEqual([source["key"] for source in one], ["massoud-1985"])
        some = json.loads(self.succeed("model", "cite", "/intrinsic", "--json"))["sources"]
        self.assertEqual([source["key"] for source in some], ["morin-maita-1954"])
        self.assertIn("Massoud", self.succeed("model", "cite", "massoud-1985"))

    def test_another_set(self):
        for name in ("pichler", "textbook", "supremiv", "tsuprem4"):
            self.assertIn(f"parameter set {name}", self.succeed("model", "show", "--set", name))

    def test_version(self):
        version = (ROOT / "VERSION").read_text(encoding="utf-8").strip()
        got = json.loads(self.succeed("version", "--json"))
        self.assertEqual(got["version"], version)
        self.assertRegex(got["git_commit"], "^([0-9a-f]{12}(-dirty)?|unknown)$")
        self.assertEqual(got["sets"][0]["name"], "kiln")
        said = self.succeed("--version")
        self.assertEqual(said, self.succeed("version"))
        self.assertIn(f"kiln {version}, commit {got['git_commit']}", said)
        for one in got["sets"]:
            self.assertIn(one["sha256"], said)

    def test_hashes_are_of_canonical_json(self):
        """Goal: anybody can check a hash. Why: it says which numbers a result rests on."""
        for one in json.loads(self.succeed("version", "--json"))["sets"]:
            tree = completed(read_set(one["name"]))
            hashed = hashlib.sha256(canonical(tree).encode()).hexdigest()
            self.assertEqual(one["sha256"], hashed, one["name"])


if __name__ == "__main__":
    unittest.main()
