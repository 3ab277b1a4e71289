#!/usr/bin/env python3
"""kiln simulate: what a recipe does to a wafer, in every form."""
import csv
import io
import json
import re
import subprocess
import unittest
import xml.etree.ElementTree

import command
from command import ERFC, GATE, RECIPE, ROOT


class Simulate(command.CommandTest):
    """Goal: a recipe gives its KPIs, in every form. Why: it is what Kiln is for."""

    def test_the_table_has_kpis_verdicts_and_warnings(self):
        said = self.succeed("simulate", self.write("r.json", ERFC))
        self.assertRegex(said, r"Junction depth +327\.7 +nm +327\..* +within")
        self.assertIn("Sheet resistance", said)
        self.assertIn("Warning", said)

    def test_the_recipes_to_start_from_meet_their_targets(self):
        recipes = sorted((ROOT / "data" / "recipes").glob("*.json"))
        self.assertGreaterEqual(len(recipes), 16)
        for recipe in recipes:
            with self.subTest(recipe.name):
                said = self.succeed("simulate", str(recipe), "--fail-on", "tolerance")
                self.assertIn("within", said)

    def test_json_is_one_document_with_the_junction(self):
        result = json.loads(self.succeed("simulate", self.write("r.json", ERFC), "--json"))
        self.assertAlmostEqual(result["kpis"]["junction_depth_nm"], 327.7, delta=0.1)
        self.assertEqual([v["within"] for v in result["verdicts"]], [True, None])
        self.assertRegex(result["model"]["sha256"], "^[0-9a-f]{64}$")
        self.assertEqual(len(result["layers"][0]["depth_nm"]), 400)

    def test_a_dash_reads_standard_input(self):
        path = self.write("r.json", ERFC)
        self.assertEqual(self.succeed("simulate", "-", text=ERFC), self.succeed("simulate", path))
        done = subprocess.run(  # a pipe, in pieces
            ["sh", "-c", f'(head -c 50 r.json; sleep 0.1; tail -c +51 r.json) | "{command.KILN}" '
             "simulate -"], cwd=self.folder, stdout=subprocess.PIPE, check=True)
        self.assertEqual(done.stdout.decode(), self.succeed("simulate", path))

    def test_two_dashes_end_the_flags(self):
        self.write("-r.json", ERFC)
        self.assertIn("no such flag", self.fail_with(2, "simulate", "-r.json"))
        self.assertIn("327.7", self.succeed("simulate", "--", "-r.json"))

    def test_every_view_in_a_file(self):
        self.write("r.json", ERFC)
        said = self.succeed("simulate", "r.json", "--profile", "p.csv", "--plot=p.svg", "--report",
                            "p.html")
        self.assertIn("Junction depth", said)
        self.assertEqual(self.names(), ["p.csv", "p.html", "p.svg", "r.json"])
        text = (self.folder / "p.csv").read_text(encoding="utf-8")
        rows = list(csv.DictReader(io.StringIO(text)))
        self.assertEqual(len(rows), 400)
        self.assertEqual(list(rows[0]), [
            "material", "depth_nm", "boron_cm3", "boron_active_cm3", "phosphorus_cm3",
            "phosphorus_active_cm3", "net_cm3"])
        self.assertEqual(float(rows[0]["boron_cm3"]), 1e20)
        xml.etree.ElementTree.parse(self.folder / "p.svg")
        page = (self.folder / "p.html").read_text(encoding="utf-8")
        self.assertIn("<svg", page)
        self.assertIn("Armigliato", page)  # boron's solubility is cited
        self.assertNotIn("silica", page)  # its diffusivity in oxide is not in use
        self.assertNotIn("F723", page)
        self.succeed("simulate", GATE, "--report", "gate.html")
        self.assertIn("F723", (self.folder / "gate.html").read_text(encoding="utf-8"))

    def test_sources_of_what_an_oxide_takes_in(self):
        """Under an oxide a result rests on ni, on segregation and on diffusion in oxide too."""
        self.succeed("simulate", RECIPE, "--report", "p.html")
        page = (self.folder / "p.html").read_text(encoding="utf-8")
        for source in ("Morin", "SUPREM-IV.GS release 9450", "silica"):
            self.assertIn(source, page)

    def test_the_profile_equals_the_result(self):
        self.write("r.json", ERFC)
        layer = json.loads(self.succeed("simulate", "r.json", "--json"))["layers"][0]
        rows = list(csv.DictReader(io.StringIO(self.kiln(
            "simulate", "r.json", "--profile", "-").stdout.decode())))
        self.assertEqual([float(row["depth_nm"]) for row in rows], layer["depth_nm"])
        self.assertEqual([float(row["boron_cm3"]) for row in rows], layer["chemical"]["boron"])
        self.assertEqual([float(row["net_cm3"]) for row in rows], layer["net_cm3"])

    def test_oxide_rows_leave_empty_what_oxide_does_not_have(self):
        said = self.kiln("simulate", RECIPE, "--profile", "-").stdout.decode()
        rows = list(csv.DictReader(io.StringIO(said)))
        self.assertEqual({row["material"] for row in rows}, {"oxide", "silicon"})
        self.assertTrue(all(row["net_cm3"] == "" for row in rows if row["material"] == "oxide"))
        self.assertTrue(all(float(row["depth_nm"]) <= 0 for row in rows if row["material"] == "oxide"))

    def test_a_view_on_standard_output_replaces_the_table(self):
        done = self.kiln("simulate", RECIPE, "--plot", "-")
        self.assertEqual(done.returncode, 0)
        xml.etree.ElementTree.fromstring(done.stdout)
        self.assertIn(b"warning:", done.stderr)  # the table is not there to tell of it

    def test_two_texts_for_standard_output_are_refused(self):
        said = self.fail_with(2, "simulate", RECIPE, "--profile", "-", "--plot", "-")
        self.assertIn("--plot: standard output is taken by --profile", said)
        said = json.loads(self.fail_with(2, "simulate", RECIPE, "--plot", "-", "--json"))
        self.assertIn("taken by --json", said["detail"])

    def test_points_sets_the_length_of_profiles(self):
        result = json.loads(self.succeed("simulate", RECIPE, "--json", "--points", "17"))
        self.assertEqual(len(result["layers"][-1]["depth_nm"]), 17)

    def test_fail_on_tolerance(self):
        self.write("r.json", ERFC.replace('"upper": 5', '"upper": 5 }, "sheet_resistance_ohm_sq": '
                                                        '{ "lower": 1, "upper": 2'))
        table = self.succeed("simulate", "r.json")
        done = self.kiln("simulate", "r.json", "--fail-on", "tolerance", "--profile", "p.csv")
        self.assertEqual(done.returncode, 3)
        self.assertEqual(done.stdout.decode(), table)
        said = done.stderr.decode()
        self.assertRegex(said, r"r\.json:6:81: error: /targets/sheet_resistance_ohm_sq: "
                               r"\S+ ohm/sq is outside 1\.\.2 ohm/sq")
        self.assertRegex(said, r"r\.json:6:38: error: /targets/oxide_thickness_nm: it has no value")
        self.assertEqual(self.names(), ["p.csv", "r.json"])

    def test_fail_on_tolerance_as_json_leaves_it_to_the_verdicts(self):
        self.write("r.json", ERFC)
        done = self.kiln("simulate", "r.json", "--fail-on", "tolerance", "--json")
        self.assertEqual((done.returncode, done.stderr), (3, b""))
        self.assertIsNone(json.loads(done.stdout)["verdicts"][1]["within"])

    def test_warnings_past_the_list_are_not_taken_for_faults(self):
        segments = [{"temp_c": 900 + 10 * (i % 2), "time_min": 1} for i in range(41)]
        steps = [{"type": "furnace", "segments": segments}]
        recipe = {"steps": steps, "targets": {"junction_depth_nm": {"upper": 1}},
                  "model": {"diffusion": "constant"}}
        done = self.kiln("simulate", "-", "--fail-on", "tolerance", text=json.dumps(recipe))
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"it has no value", done.stderr)
        self.assertNotIn(b"more", done.stderr)
        steps.append({"type": "etch", "material": "nitride"})
        done = self.kiln("simulate", "-", "--json", text=json.dumps(recipe))
        problem = json.loads(done.stderr)
        self.assertEqual(len(problem["errors"]), 1)
        self.assertNotIn("more", problem)

    def test_all_targets_met(self):
        self.write("r.json", ERFC.replace(
            '"oxide_thickness_nm": { "upper": 5 }', '"peak_conc_cm3": { "lower": 9e19 }'))
        self.succeed("simulate", "r.json", "--fail-on", "tolerance")

    def test_a_parameter_set_of_ones_own(self):
        text = (ROOT / "data" / "models" / "textbook.json").read_text(encoding="utf-8")
        self.write("own.json", text.replace('"name": "textbook"', '"name": "own"'))
        used = json.loads(self.succeed("simulate", RECIPE, "--json", "--models", "own.json"))
        self.assertEqual(used["model"]["set"], "own")

    def test_overrides_change_the_result_and_the_hash(self):
        plain = ERFC.replace(', "d0_cm2_s": 0.76, "ea_ev": 3.46', "")
        self.write("a.json", plain)
        self.write("b.json", plain.replace('"constant"', '"constant", "overrides": [ { "pointer": '
                   '"/dopants/boron/diffusivity/terms/0/d0_cm2_s", "value": 5 } ]'))
        a, b = (json.loads(self.succeed("simulate", name, "--json")) for name in ("a.json", "b.json"))
        self.assertNotEqual(a["model"]["sha256"], b["model"]["sha256"])
        self.assertGreater(b["kpis"]["junction_depth_nm"], a["kpis"]["junction_depth_nm"])

    def test_the_same_run_gives_the_same_bytes(self):
        def fixed():
            said = self.succeed("simulate", RECIPE, "--json")
            return re.sub(r'"(execution_time_ms|memory_mb)": [^,\n]+', "", said)
        self.assertEqual(fixed(), fixed())


# Two steps, told by name: a predeposition, and a drive-in that ends under oxygen.
FLOW = """{ "recipe_id": "FLOW", "substrate": { "dopant": "phosphorus", "conc_cm3": 1e16 },
  "steps": [
    { "type": "furnace", "name": "predeposition", "temp_c": 950, "time_min": 20,
      "source": { "dopant": "boron", "surface_conc_cm3": 5e19 } },
    { "type": "furnace", "name": "drive-in", "segments": [
        { "temp_c": 800, "to_temp_c": 1100, "rate_c_per_min": 8 },
        { "time_min": 40 },
        { "time_min": 20, "ambient": "dry_o2", "hcl_percent": 3 } ] } ],
  "model": { "diffusion": "constant" } }
"""


class Steps(command.CommandTest):
    """Goal: --steps shows what each step did. Why: a flow is mended at the step that is wrong."""

    def setUp(self):
        super().setUp()
        self.flow = self.write("flow.json", FLOW)

    def test_the_flow_is_told_step_by_step(self):
        said = self.succeed("simulate", self.flow, "--steps")
        first, second = said.index("Step 1 of 2: predeposition (furnace)"), said.index(
            "Step 2 of 2: drive-in (furnace)")
        self.assertLess(first, second)
        self.assertRegex(said[first:second], r"1 +950 +20 +n2, boron at 5e19 cm\^-3")
        flow = said[second:]
        self.assertRegex(flow, r"1 +800 +1100 +37\.5 +n2\n")  # 300 C at 8 C a minute
        self.assertRegex(flow, r"3 +1100 +20 +dry_o2, HCl 3 %\n")
        before = re.search(r"Junction depth +– +(\S+) ", said[first:second])[1]
        self.assertRegex(flow, r"Junction depth +" + re.escape(before) + r" +\S+ +\S+ +nm\n")
        self.assertTrue(said.endswith(self.succeed("simulate", self.flow)))
        self.assertLessEqual(max(map(len, said.splitlines())), 80)

    def test_json_has_the_profiles_after_each(self):
        result = json.loads(self.succeed("simulate", self.flow, "--steps", "--json", "--points", "50"))
        last = result["steps"][-1]["layers"]
        self.assertEqual(last, result["layers"])
        first = result["steps"][0]["layers"]
        self.assertAlmostEqual(first[-1]["chemical"]["boron"][0] / 5e19, 1, delta=1e-3)  # the source
        self.assertEqual(len(first[-1]["depth_nm"]), 50)
        plain = json.loads(self.succeed("simulate", self.flow, "--json"))
        self.assertNotIn("layers", plain["steps"][0])

    def test_the_plot_has_a_curve_for_each(self):
        self.succeed("simulate", self.flow, "--steps", "--plot", "p.svg")
        text = (self.folder / "p.svg").read_text(encoding="utf-8")
        root = xml.etree.ElementTree.fromstring(text)
        labels = [node.text for node in root.iter() if node.text]
        for step in ("predeposition", "drive-in"):
            self.assertTrue(any(label.startswith(step) for label in labels), labels)

    def test_a_step_without_a_name_goes_by_its_number(self):
        self.write("r.json", ERFC)
        self.succeed("simulate", "r.json", "--steps", "--plot", "p.svg")
        self.assertIn(">step 1<", (self.folder / "p.svg").read_text(encoding="utf-8"))
        self.assertIn("Step 1 of 1: furnace\n", self.succeed("simulate", "r.json", "--steps"))

    def test_the_table_of_steps(self):
        said = self.succeed("simulate", self.flow)
        self.assertRegex(said, r"# +After step +Junction +Sheet res\. +Peak +Surface +Dose in Si +Oxide")
        self.assertRegex(said, r"1  predeposition +\S+ +\S+ +5\.00e19 +5\.00e19 ")


if __name__ == "__main__":
    unittest.main()
