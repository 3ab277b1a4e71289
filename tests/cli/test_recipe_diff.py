#!/usr/bin/env python3
"""kiln recipe diff: two recipes field by field, and what each does to a wafer."""
import json
import math
import re
import unittest

import command
from command import ERFC, RECIPE

# The same recipe in other words: aliases, defaults written out, another order, other comments.
REWORDED = """{
  "description": "in other words", "$schema": "recipe.schema.json",
  "model": { "ea_ev": 3.46, "d0_cm2_s": 0.76, "diffusion": "constant", "mobility": "masetti",
             "overrides": [] },
  "targets": { "oxide_thickness_nm": { "upper": 5 },
               "junction_depth_nm": { "tolerance": 0.1, "target": 3277e-1 } },
  "initial": [],
  "steps": [ { "source": { "surface_conc_cm3": 100000000000000000000, "dopant": "B" },
               "time_min": 30.0, "temp_c": 1e3, "type": "furnace" } ],
  "substrate": { "dopant": "P", "conc_cm3": 1e15, "orientation": 100, "native_oxide_nm": 1.5 } }
"""
STRIP = '{ "type": "etch", "name": "strip", "material": "oxide" }, '
UNKNOWN_SET = ERFC.replace('"model": {', '"model": { "set": "nosuch",')


class RecipeDiff(command.CommandTest):
    """Goal: who has two recipes sees what was changed and what it does. Why: a recipe is
    released on what its change does."""

    def compare(self, first, second, *words, code=0):
        """The comparison of two texts as JSON."""
        self.write("a.json", first)
        self.write("b.json", second)
        done = self.kiln("recipe", "diff", "a.json", "b.json", "--json", *words)
        self.assertEqual((done.returncode, done.stderr), (code, b""))
        return json.loads(done.stdout)

    def show(self, first, second, *words, code=0):
        """The same as a table."""
        self.write("a.json", first)
        self.write("b.json", second)
        done = self.kiln("recipe", "diff", "a.json", "b.json", *words)
        self.assertEqual(done.returncode, code, done.stderr)
        return done.stdout.decode(), done.stderr.decode()

    def test_other_words_for_the_same_are_no_difference(self):
        diff = self.compare(ERFC, REWORDED)
        self.assertTrue(diff["same"])
        self.assertEqual(diff["changes"], [])
        self.assertTrue(diff["a"]["simulated"] and diff["b"]["simulated"])
        for kpi in diff["kpis"]:
            self.assertEqual(kpi.get("difference", 0), 0)
        self.assertIn("No field differs.", self.show(ERFC, REWORDED)[0])

    def test_fields_with_pointer_values_and_unit(self):
        other = ERFC.replace('"time_min": 30', '"time_min": 60, "ambient": "ar"').replace(
            "1e20", '"solubility"')
        diff = self.compare(ERFC, other, "--no-run")
        self.assertNotIn("kpis", diff)
        place = "/steps/0/"
        self.assertEqual(diff["changes"], [
            {"kind": "number", "pointer_a": place + "time_min", "pointer_b": place + "time_min",
             "a": 30, "b": 60, "unit": "min"},
            {"kind": "word", "pointer_a": place + "ambient", "pointer_b": place + "ambient",
             "b": "ar"},
            {"kind": "word", "pointer_a": place + "source/surface_conc_cm3",
             "pointer_b": place + "source/surface_conc_cm3", "a": "1e20",
             "b": "solubility", "unit": "cm^-3"},
        ])

    def test_results_side_by_side(self):
        """The depth goes with the root of the time: x_j = 2 sqrt(Dt) erfcinv(N/C)."""
        diff = self.compare(ERFC, ERFC.replace('"time_min": 30', '"time_min": 60'))
        kpis = {kpi["kpi"]: kpi for kpi in diff["kpis"]}
        depth = kpis["junction_depth_nm"]
        self.assertAlmostEqual(depth["a"], 327.7, delta=0.1)
        self.assertAlmostEqual(depth["relative"], math.sqrt(2) - 1, delta=1e-6)
        self.assertAlmostEqual(depth["difference"], depth["b"] - depth["a"], delta=1e-9)
        self.assertEqual(depth["unit"], "nm")
        self.assertEqual((depth["verdict_a"], depth["verdict_b"]), ("within", "outside"))
        oxide = kpis["oxide_thickness_nm"]
        self.assertEqual((oxide["verdict_a"], oxide["verdict_b"]), ("unknown", "unknown"))
        self.assertNotIn("a", oxide)
        peak = kpis["peak_depth_nm"]
        self.assertNotIn("relative", peak)  # of 0

    def test_an_inserted_step_is_one_difference(self):
        other = ERFC.replace('"steps": [ ', '"steps": [ ' + STRIP)
        diff = self.compare(ERFC, other, "--no-run")
        self.assertEqual(len(diff["changes"]), 1)
        change = diff["changes"][0]
        self.assertEqual((change["kind"], change["pointer_b"]), ("whole", "/steps/0"))
        self.assertNotIn("pointer_a", change)
        self.assertEqual(json.loads(change["b"]),
                         {"type": "etch", "name": "strip", "material": "oxide"})
        later = other.replace('"time_min": 30', '"time_min": 31')
        change = self.compare(ERFC, later, "--no-run")["changes"][1]
        self.assertEqual((change["pointer_a"], change["pointer_b"]),
                         ("/steps/0/time_min", "/steps/1/time_min"))
        said = re.sub(r"\s+", " ", self.show(ERFC, later, "--no-run")[0])
        self.assertRegex(said, r"strip /steps/0 – \{type: etch, name: strip, material: oxide\}")
        self.assertRegex(said, r"furnace /steps/0→1/time_min 30 31 min")

    def test_the_table(self):
        said, message = self.show(ERFC, ERFC.replace('"time_min": 30', '"time_min": 60'))
        self.assertEqual(message, "")
        self.assertRegex(said, r"^A  a\.json\nB  b\.json\n")
        self.assertRegex(said, r"/steps/0/time_min +30 +60 +min")
        self.assertRegex(said, r"Junction depth +327\.7 +463\.4 +136 +41\.4 +nm +within → outside")
        self.assertRegex(said, r"Warnings: \d for A, \d for B")

    def test_rounding_is_not_shown_as_a_difference(self):
        other = ERFC.replace('"time_min": 30', '"time_min": 30.000000000001')
        said = self.show(ERFC, other)[0]
        self.assertRegex(said, r"Junction depth +327\.7 +327\.7 +0 +0 +nm")

    def test_the_solvers_error_is_not_shown_as_a_difference(self):
        """Less than the tolerance (1e-3, or what the recipe gives) is ~0; JSON has the number.
        The thermal budget is no matter of the solver's; a closed form has no tolerance."""
        fermi = ERFC.replace('"diffusion": "constant", "d0_cm2_s": 0.76, "ea_ev": 3.46',
                             '"diffusion": "fermi"')
        later = fermi.replace('"time_min": 30', '"time_min": 30.01')
        said = self.show(fermi, later)[0]
        self.assertRegex(said, r"Junction depth( +[0-9.]+){2} +~0 +~0 +nm")
        self.assertRegex(said, r"Thermal budget( +[0-9.e-]+){3} +0\.033\d +cm\^2")
        self.assertIn("\n~0: less than the solver's tolerance; --json has the numbers.\n", said)
        depth = next(kpi for kpi in self.compare(fermi, later)["kpis"]
                     if kpi["kpi"] == "junction_depth_nm")
        self.assertAlmostEqual(depth["relative"], 1.7e-4, delta=1.5e-4)
        finer = [text.replace('"fermi"', '"fermi", "tolerance": 1e-5') for text in (fermi, later)]
        self.assertNotIn("~0", self.show(*finer)[0])
        later = ERFC.replace('"time_min": 30', '"time_min": 30.01')
        self.assertNotIn("~0", self.show(ERFC, later)[0])

    def test_one_that_cannot_be_simulated(self):
        """The fields are there, the reason, and what the other does; the exit code tells."""
        diff = self.compare(ERFC, UNKNOWN_SET, code=4)
        self.assertEqual([change["b"] for change in diff["changes"]], ["nosuch"])
        self.assertTrue(diff["a"]["simulated"])
        self.assertFalse(diff["b"]["simulated"])
        self.assertEqual([error["pointer"] for error in diff["b"]["errors"]], ["/model/set"])
        self.assertTrue(all("a" in kpi or "verdict_a" in kpi for kpi in diff["kpis"]))
        self.assertFalse(any("b" in kpi or "difference" in kpi for kpi in diff["kpis"]))
        for first, second, letter in ((ERFC, UNKNOWN_SET, "B"), (UNKNOWN_SET, ERFC, "A")):
            said, message = self.show(first, second, code=4)
            self.assertRegex(said, letter + r" is not simulated\n─+\n/model/set +there is no parameter set")
            self.assertRegex(message, letter.lower() + r"\.json:7:21: error: /model/set: ")
            self.assertRegex(said, r"Junction depth +(327\.7 +–|– +327\.7)")
            self.assertNotIn("→ no target", said)
        said = self.show(UNKNOWN_SET, UNKNOWN_SET, code=4)[0]
        self.assertNotIn("Quantity", said)

    def test_faults_of_both_name_their_files(self):
        self.write("a.json", ERFC.replace('"temp_c": 1000', '"temp_c": 10000'))
        self.write("b.json", ERFC.replace('"time_min"', '"time_mni"'))
        said = self.fail_with(65, "recipe", "diff", "a.json", "b.json")
        self.assertRegex(said, r"a\.json:3:45: error: /steps/0/temp_c: ")
        self.assertRegex(said, r"b\.json:3:\d+: error: /steps/0/time_mni: ")
        said = self.fail_with(65, "recipe", "diff", "a.json", "c.json")
        self.assertRegex(said, r"a\.json:3:45: error")
        self.assertRegex(said, r"c\.json: error: no such file")
        problem = json.loads(self.fail_with(65, "recipe", "diff", "a.json", "b.json", "--json"))
        self.assertEqual({error["source"] for error in problem["errors"]}, {"a.json", "b.json"})

    def test_either_may_be_standard_input(self):
        self.write("a.json", ERFC)
        for words in (["-", "a.json"], ["a.json", "-"]):
            diff = json.loads(self.succeed("recipe", "diff", *words, "--json", text=REWORDED))
            self.assertTrue(diff["same"])
            self.assertIn("standard input", (diff["a"]["name"], diff["b"]["name"]))
        said = self.fail_with(2, "recipe", "diff", "-", "-", text=ERFC)
        self.assertIn("B: standard input is read once", said)

    def test_words_missing_or_too_many(self):
        said = self.fail_with(2, "recipe", "diff")
        self.assertIn("A: it is missing", said)
        self.assertIn("B: it is missing", said)
        said = self.fail_with(2, "recipe", "diff", "a.json")
        self.assertNotIn("A: it is missing", said)
        self.assertIn("two files at a time", self.fail_with(2, "recipe", "diff", "a", "b", "c"))
        self.assertIn("did you mean --no-run?", self.fail_with(2, "recipe", "diff", "a", "b",
                                                               "--norun"))

    def test_measured_profiles_are_compared_point_by_point(self):
        """Each recipe's CSV is read from its own folder; many points make one row."""
        recipe = ERFC.replace('"steps"', '"initial": { "dopant": "B", "file": "sims.csv" }, "steps"')
        for folder, scale in (("one", 1), ("two", 2)):
            (self.folder / folder).mkdir()
            (self.folder / folder / "r.json").write_text(recipe, encoding="utf-8")
            rows = "".join(f"{10 * i},{scale}e17\n" for i in range(20))
            (self.folder / folder / "sims.csv").write_text("depth_nm,conc_cm3\n" + rows,
                                                           encoding="utf-8")
        words = ["recipe", "diff", "one/r.json", "two/r.json", "--no-run"]
        changes = json.loads(self.succeed(*words, "--json"))["changes"]
        self.assertEqual([change["pointer_a"] for change in changes],
                         [f"/initial/0/conc_cm3/{i}" for i in range(20)])
        self.assertRegex(self.succeed(*words), r"/initial/0/conc_cm3 +20 values differ")
        (self.folder / "two" / "sims.csv").write_text("depth_nm,conc_cm3\n0,1\n5,bad\n",
                                                      encoding="utf-8")
        self.assertRegex(self.fail_with(65, *words), r"two/sims\.csv:3:3: error: conc_cm3: ")

    def test_control_characters_do_not_reach_the_terminal(self):
        said = self.show(ERFC, ERFC.replace('"steps"', '"recipe_id": "a\\u001b[2Jb", "steps"'),
                         "--no-run")[0]
        self.assertNotIn("\x1b", said)
        self.assertIn("a\ufffd[2Jb", said)

    def test_the_plot_has_both(self):
        self.show(ERFC, ERFC.replace('"time_min": 30', '"time_min": 60'), "--plot", "p.svg")
        text = (self.folder / "p.svg").read_text(encoding="utf-8")
        self.assertIn(">A, a.json<", text)
        self.assertIn(">B, b.json<", text)
        message = self.show(ERFC, UNKNOWN_SET, "--plot", "p.svg", code=4)[1]
        self.assertIn("/model/set", message)
        text = (self.folder / "p.svg").read_text(encoding="utf-8")
        self.assertNotIn(">B, b.json<", text)

    def test_nothing_to_draw(self):
        for second, words in ((ERFC, ["--no-run"]), (UNKNOWN_SET, [])):
            self.write("a.json", UNKNOWN_SET)
            self.write("b.json", second)
            done = self.kiln("recipe", "diff", "a.json", "b.json", "--plot", "p.svg", *words)
            self.assertEqual(done.returncode, 2)
            self.assertIn(b"--plot: there is no profile to draw", done.stderr)
            self.assertEqual(self.names(), ["a.json", "b.json"])

    def test_long_items_are_cut(self):
        segments = ", ".join('{ "temp_c": %d, "time_min": 1 }' % (900 + i) for i in range(40))
        step = '{ "type": "furnace", "name": "many", "segments": [ %s ] }, ' % segments
        other = ERFC.replace('"steps": [ ', '"steps": [ ' + step)
        said = self.show(ERFC, other, "--no-run")[0]
        self.assertIn("…", said)
        self.assertLess(len(said), 1500)
        self.assertIn('"temp_c":939', self.compare(ERFC, other, "--no-run")["changes"][0]["b"])

    def test_big_numbers_of_an_item_are_read_at_a_glance(self):
        step = '{ "type": "implant", "species": "B", "energy_kev": 30, "dose_cm2": 1.5e14 }, '
        said = self.show(ERFC, ERFC.replace('"steps": [ ', '"steps": [ ' + step), "--no-run")[0]
        self.assertIn("dose_cm2: 1.5e14,", re.sub(r"\s+", " ", said))

    def test_a_parameter_set_of_ones_own_serves_both(self):
        shipped = (command.ROOT / "data" / "models" / "kiln.json").read_text(encoding="utf-8")
        self.write("set.json", shipped.replace('"name": "kiln"', '"name": "own"', 1))
        self.write("r.json", ERFC)
        self.succeed("recipe", "diff", "r.json", "r.json", "--models", "set.json")

    def test_the_shipped_recipe_against_itself(self):
        self.assertIn("No field differs.", self.succeed("recipe", "diff", RECIPE, RECIPE))


if __name__ == "__main__":
    unittest.main()
