#!/usr/bin/env python3
"""The built kiln as people and scripts use it: what it prints, where, and with which exit code."""
import csv
import decimal
import fcntl
import hashlib
import io
import json
import os
import pathlib
import pty
import re
import shlex
import signal
import struct
import subprocess
import termios
import time
import unittest
import xml.etree.ElementTree

import command
from command import RECIPE, ROOT

COMMANDS = [
    "simulate", "oxide", "recipe check", "recipe schema", "model show", "model cite", "version",
    "completion", "help",
]
GATE = ROOT / "data" / "recipes" / "gate-oxide.json"
DIRTY = re.compile(r"\x1b\[")

# Boron from a constant source: D = 0.76 exp(-3.46 eV/kT), 30 min at 1000 C, 1e20 over 1e15.
# x_j = 2 sqrt(Dt) erfcinv(1e-5) = 327.7 nm: the figure, and SciPy's.
ERFC = """{ // comments and trailing commas are fine
  "substrate": { "dopant": "phosphorus", "conc_cm3": 1e15 },
  "steps": [ { "type": "furnace", "temp_c": 1000, "time_min": 30,
    "source": { "dopant": "boron", "surface_conc_cm3": 1e20 } } ],
  "targets": { "junction_depth_nm": { "target": 327.7, "tolerance": 0.1 },
               "oxide_thickness_nm": { "upper": 5 } },
  "model": { "diffusion": "constant", "d0_cm2_s": 0.76, "ea_ev": 3.46 },
}
"""


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


class Help(command.CommandTest):
    """Goal: whoever types nothing, half a command or --help is told what to type. Why: it is the
    first thing anybody does."""

    def test_no_command_is_a_usage_error_that_lists_the_commands(self):
        said = self.fail_with(2)
        for name in COMMANDS:
            self.assertIn(f"  {name}", said)
        self.assertIn("kiln COMMAND --help", said)

    def test_help_goes_to_standard_output(self):
        for words in (["--help"], ["-h"], ["help"]):
            said = self.succeed(*words)
            self.assertIn("usage: kiln COMMAND", said)
            self.assertIn("examples:", said)
            self.assertIn("130", said)

    def test_a_family_lists_its_commands(self):
        self.assertIn("recipe check RECIPE", self.fail_with(2, "recipe"))
        self.assertIn("recipe schema", self.succeed("recipe", "--help"))
        self.assertIn("model cite [KEY]", self.succeed("help", "model"))

    def test_a_missing_word_is_told_to_programs_too(self):
        for words, message in (([], "the command is missing"), (["model"], "the second word")):
            problem = json.loads(self.fail_with(2, *words, "--json"))
            self.assertIn(message, problem["detail"])

    def test_each_command_explains_itself(self):
        for name in COMMANDS:
            said = self.succeed(*name.split(), "--help")
            self.assertIn(f"usage: kiln {name}", said)
            self.assertIn("--json", said)
            self.assertEqual(said, self.succeed("help", *name.split()))
            self.assertEqual(said, self.succeed(*name.split(), "-h"))

    def test_help_wins_over_faults_beside_it(self):
        self.assertIn("usage: kiln oxide", self.succeed("oxide", "--temp-c", "9999", "--help"))

    def test_no_line_is_wider_than_eighty_columns(self):
        for name in COMMANDS:
            for line in self.succeed(*name.split(), "--help").splitlines():
                self.assertLessEqual(len(line), 80, line)

    def test_every_example_runs_in_a_clone(self):
        for name in COMMANDS:
            example = re.search(r"example:\n  (.*)\n", self.succeed(*name.split(), "--help"))[1]
            if example.startswith("source"):
                continue  # the completion test sources it
            words = shlex.split(example.replace("data/recipes", str(ROOT / "data" / "recipes")))
            self.assertEqual(words[0], "kiln")
            if ">" in words:
                words = words[: words.index(">")]
            self.succeed(*words[1:])

    def test_the_reference_page_is_what_help_says(self):
        page = (ROOT / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
        self.assertEqual(self.succeed("help", "--format", "markdown"), page)


class Simulate(command.CommandTest):
    """Goal: a recipe gives its KPIs, in every form. Why: it is what Kiln is for."""

    def test_the_table_has_kpis_verdicts_and_warnings(self):
        said = self.succeed("simulate", self.write("r.json", ERFC))
        self.assertRegex(said, r"Junction depth +327\.7 +nm +327\..* +within")
        self.assertIn("Sheet resistance", said)
        self.assertIn("Warning", said)

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
        steps.append({"type": "etch", "material": "oxide"})
        done = self.kiln("simulate", "-", "--json", text=json.dumps(recipe))
        problem = json.loads(done.stderr)
        self.assertEqual(len(problem["errors"]), 1)
        self.assertNotIn("more", problem)

    def test_all_targets_met(self):
        self.write("r.json", ERFC.replace('"upper": 5', '"upper": 5').replace(
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


class Oxide(command.CommandTest):
    """Goal: any of thickness, time and temperature from the other two. Why: that is planning."""

    def ask(self, *words):
        return json.loads(self.succeed("oxide", *words, "--json"))

    def test_published_figures(self):
        # physics.md section 2: dry, 1000 C, 1 h from 1 nm.
        words = ["--temp-c", "1000", "--time-h", "1", "--initial-nm", "1"]
        for model, thickness_nm in (("deal_grove", 39), ("thin", 47.5), ("massoud", 50.8)):
            got = self.ask(*words, "--oxidation", model)
            self.assertAlmostEqual(got["final_thickness_nm"], thickness_nm, delta=0.5)

    def test_the_three_questions_agree(self):
        there = self.ask("--temp-c", "1000", "--time-min", "60", "--ambient", "steam")
        self.assertEqual(there["computed"], "thickness")
        target = str(there["final_thickness_nm"])
        time_of = self.ask("--temp-c", "1000", "--target-nm", target, "--ambient", "steam")
        temp_of = self.ask("--time-s", "3600", "--target-nm", target, "--ambient", "steam")
        self.assertEqual((time_of["computed"], temp_of["computed"]), ("time", "temperature"))
        self.assertAlmostEqual(time_of["time_min"], 60, places=6)
        self.assertAlmostEqual(temp_of["temp_c"], 1000, places=6)

    def test_what_is_printed_fits_together(self):
        got = self.ask("--temp-c", "1100", "--time-min", "90", "--ambient", "wet_o2")
        self.assertAlmostEqual(got["initial_thickness_nm"] + got["growth_thickness_nm"],
                               got["final_thickness_nm"])
        self.assertAlmostEqual(got["silicon_consumed_nm"], 0.44 * got["growth_thickness_nm"])
        # steam alone at 1000 C, Deal and Grove's law: dx/dt = B / (2x + A)
        got = self.ask("--temp-c", "1000", "--time-min", "90", "--ambient", "steam")
        rate = got["B_parabolic_nm2_hr"] / (2 * got["final_thickness_nm"] + got["A_linear_nm"])
        self.assertAlmostEqual(got["growth_rate_nm_hr"], rate, delta=1e-9 * rate)

    def test_every_flag_matters(self):
        base = ["--temp-c", "950", "--time-min", "60"]
        plain = self.ask(*base)["final_thickness_nm"]
        for more in (["--orientation", "111"], ["--pressure-atm", "2"], ["--hcl-percent", "3"],
                     ["--initial-nm", "20"], ["--ambient", "wet_o2"], ["--model-set", "textbook"],
                     ["--ambient", "h2_o2", "--h2-o2-ratio", "1.8"], ["--oxidation", "massoud"]):
            self.assertNotAlmostEqual(self.ask(*base, *more)["final_thickness_nm"], plain, places=3)

    def test_an_inert_gas_grows_nothing_and_says_so(self):
        got = self.ask("--temp-c", "950", "--time-min", "60", "--ambient", "n2")
        self.assertEqual(got["growth_thickness_nm"], 0)
        self.assertIn("no oxidant", got["warnings"][0]["message"])
        self.assertIn("no oxidant", self.succeed("oxide", "--temp-c", "950", "--time-min", "60",
                                                 "--ambient", "n2"))

    def test_outside_the_range_of_its_sources_it_warns(self):
        got = self.ask("--temp-c", "600", "--time-min", "60")
        self.assertIn("600", got["warnings"][0]["message"])

    def test_the_curve_is_a_picture(self):
        self.succeed("oxide", "--temp-c", "1000", "--target-nm", "50", "--plot", "o.svg")
        self.assertIn(b"Thickness", (self.folder / "o.svg").read_bytes())
        xml.etree.ElementTree.parse(self.folder / "o.svg")


class Inspect(command.CommandTest):
    """Goal: recipes, schemas, parameters, sources and builds can be looked at. Why: a number that
    nobody can trace is worth little."""

    def test_a_sound_recipe(self):
        said = self.succeed("recipe", "check", RECIPE)
        self.assertIn(f"{RECIPE}: sound, 2 steps", said)
        self.assertTrue(json.loads(self.succeed("recipe", "check", RECIPE, "--json"))["simulated"])

    def test_a_recipe_that_is_not_simulated_yet(self):
        self.write("r.json", '{ "steps": [\n  { "type": "etch", "material": "all" } ] }')
        said = self.succeed("recipe", "check", "r.json")
        self.assertIn("r.json: sound, 1 step; not all of it is simulated yet", said)
        self.assertIn("r.json:2:3: warning: /steps/0: not simulated yet: etch steps", said)
        got = json.loads(self.succeed("recipe", "check", "r.json", "--json"))
        self.assertEqual((got["sound"], got["simulated"]), (True, False))
        self.assertEqual(got["warnings"][0]["pointer"], "/steps/0")

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
            path = ROOT / "data" / "models" / (one["name"] + ".json")
            tree = json.loads(path.read_text(encoding="utf-8"), parse_int=float)
            hashed = hashlib.sha256(canonical(tree).encode()).hexdigest()
            self.assertEqual(one["sha256"], hashed, one["name"])


class Streams(command.CommandTest):
    """Goal: data on standard output, messages on standard error, and a failed write is one. Why:
    a script that gets half a result must be told."""

    def test_a_full_disk(self):
        for words in (["simulate", GATE], ["simulate", GATE, "--json"], ["model", "show"],
                      ["--help"], ["oxide", "--help"], ["completion", "bash"]):
            with open("/dev/full", "wb") as full:
                done = self.kiln(*words, stdout=full)
            self.assertEqual(done.returncode, 74, words)
            self.assertIn(b"standard output", done.stderr)
            self.assertIn(b"it cannot be written: No space left on device", done.stderr)

    def test_a_closed_standard_output(self):
        for end in ("", " --profile p.csv"):
            done = subprocess.run(["sh", "-c", f'"{command.KILN}" simulate "{GATE}"{end} >&-'],
                                  cwd=self.folder, stderr=subprocess.PIPE, check=False)
            self.assertEqual(done.returncode, 74)
        self.assertIn(b"written before that: p.csv", done.stderr)

    def test_a_file_never_becomes_standard_output(self):
        subprocess.run(["sh", "-c", f'"{command.KILN}" simulate "{GATE}" --profile p.csv <&- >&- 2>&-'],
                       cwd=self.folder, check=False)
        self.assertTrue((self.folder / "p.csv").read_text(encoding="utf-8").startswith("material,"))

    def test_a_reader_that_goes_away_is_no_news(self):
        read, write = os.pipe()
        os.close(read)
        with os.fdopen(write, "wb") as gone:
            done = self.kiln("model", "show", stdout=gone)
        self.assertEqual((done.returncode, done.stderr), (74, b""))

    def test_a_closed_standard_input(self):
        done = subprocess.run(["sh", "-c", f'"{command.KILN}" simulate - <&-'],
                              stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 66)
        self.assertIn(b"standard input: error:", done.stderr)

    def test_errors_name_standard_input(self):
        said = self.fail_with(65, "simulate", "-", text='{\n  "steps": 1 }')
        self.assertIn("standard input:2:12: error: /steps:", said)

    def test_control_characters_do_not_reach_the_terminal(self):
        said = self.fail_with(66, "simulate", "\x1b[31mred")
        self.assertNotRegex(said, DIRTY)

    def test_an_unknown_byte_in_a_name(self):
        problem = json.loads(self.fail_with(66, "simulate", b"\xff.json", "--json"))
        self.assertEqual(problem["errors"][0]["source"], "\ufffd.json")


class Problems(command.CommandTest):
    """Goal: with --json an error is one problem detail. Why: programs read it (RFC 9457)."""

    def test_members(self):
        self.write("r.json", '{ "steps": [ { "type": "furnace", "temp_c": 2000, "time_min": 1 } ] }')
        problem = json.loads(self.fail_with(65, "simulate", "r.json", "--json"))
        self.assertEqual(problem, {
            "type": "urn:kiln:problem:invalid",
            "title": "the data breaks a documented rule",
            "status": 422,
            "detail": "2000 C is outside 300..1400 C",
            "exit_code": 65,
            "errors": [{
                "source": "r.json", "pointer": "/steps/0/temp_c", "line": 1, "column": 45,
                "message": "2000 C is outside 300..1400 C", "given": "2000", "bound": "300..1400",
                "unit": "C", "mend": "give a value of 300..1400 C"}]})

    def test_kinds(self):
        self.write("r.json", '{ "steps": [ { "type": "etch", "material": "all" } ] }')
        for words, kind, code in (
            (["simulate", "r.json"], "unsupported", 65), (["simulate", "no"], "not-found", 66),
            (["oxide"], "usage", 2), (["spc"], "usage", 2),
            (["simulate", RECIPE, "--plot", "no/x"], "output", 74),
        ):
            problem = json.loads(self.fail_with(code, *words, "--json"))
            self.assertEqual(problem["type"], "urn:kiln:problem:" + kind)

    def test_a_switch_may_be_off_or_wrong(self):
        self.assertIn("kiln", self.succeed("version", "--json=false"))
        self.assertIn("perhaps", json.loads(self.fail_with(2, "version", "--json=perhaps"))["detail"])


class Files(command.CommandTest):
    """Goal: an output file is whole or as it was. Why: half a file looks like a result."""

    def test_a_failed_run_writes_nothing(self):
        self.write("r.json", '{ "steps": [] }')
        self.write("old.csv", "old")
        self.fail_with(65, "simulate", "r.json", "--profile", "old.csv", "--plot", "new.svg")
        self.assertEqual(self.names(), ["old.csv", "r.json"])
        self.assertEqual((self.folder / "old.csv").read_text(encoding="utf-8"), "old")

    def limited(self, size, *words):
        """Runs with files limited to a size, as a full disk would."""
        import resource

        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        return self.kiln(*words, preexec_fn=limit)

    def test_a_disk_that_fills_up_leaves_all_old_files(self):
        self.write("p.csv", "old")
        self.write("p.svg", "old")
        # the profile fits in 60 kB, the page with its picture does not
        done = self.limited(30000, "simulate", GATE, "--profile", "p.csv", "--plot", "p.svg",
                            "--points", "2000")
        self.assertEqual(done.returncode, 74)
        self.assertEqual(done.stdout, b"")
        self.assertIn(b"it cannot be written: File too large", done.stderr)
        self.assertEqual(self.names(), ["p.csv", "p.svg"])
        for name in self.names():
            self.assertEqual((self.folder / name).read_text(encoding="utf-8"), "old")

    def test_an_existing_file_keeps_its_permissions(self):
        path = self.write("p.csv", "old")
        path.chmod(0o640)
        self.succeed("simulate", GATE, "--profile", "p.csv")
        self.assertEqual(path.stat().st_mode & 0o7777, 0o640)

    def test_a_new_file_follows_the_umask(self):
        self.kiln("simulate", GATE, "--profile", "p.csv", umask=0o027)
        self.assertEqual((self.folder / "p.csv").stat().st_mode & 0o7777, 0o640)

    def test_a_link_stays_a_link(self):
        (self.folder / "far").mkdir()
        self.write("far/p.csv", "old")
        (self.folder / "p.csv").symlink_to("far/p.csv")
        self.succeed("simulate", GATE, "--profile", "p.csv")
        self.assertTrue((self.folder / "p.csv").is_symlink())
        self.assertIn("material", (self.folder / "far" / "p.csv").read_text(encoding="utf-8"))

    def test_devices_and_pipes_are_written_in_place(self):
        self.succeed("simulate", GATE, "--profile", "/dev/null", "--plot", "/dev/null")
        self.assertTrue(pathlib.Path("/dev/null").is_char_device())
        done = self.kiln("simulate", GATE, "--profile", "/dev/stderr")
        self.assertTrue(done.stderr.startswith(b"material,"))
        done = self.kiln("simulate", GATE, "--plot", "/dev/full")
        self.assertEqual(done.returncode, 74)
        self.assertIn(b"/dev/full: error: it cannot be written", done.stderr)

    def test_no_permission(self):
        nobody = {"user": 65534} if os.geteuid() == 0 else {}  # root may read everything
        self.folder.chmod(0o755)
        try:
            self.kiln("version", **nobody)
        except PermissionError:
            self.skipTest("the build is out of another user's reach")
        self.write("r.json", ERFC).chmod(0)
        self.assertIn("no permission to read it", self.fail_with(66, "simulate", "r.json", **nobody))
        self.folder.chmod(0o555)
        said = self.fail_with(74, "simulate", GATE, "--profile", "p.csv", **nobody)
        self.folder.chmod(0o755)
        self.assertIn("p.csv: error: it cannot be written: Permission denied", said)

    def test_a_file_past_the_limit(self):
        with open(self.folder / "r.json", "wb") as big:
            big.truncate((64 << 20) + 1)
        self.assertIn("over 67108864 bytes", self.fail_with(65, "simulate", "r.json"))
        with open("/dev/zero", "rb") as endless:
            said = self.fail_with(65, "simulate", "-", stdin=endless)
        self.assertIn("standard input: error: the file is over 67108864 bytes", said)

    def test_measured_profiles_are_found_beside_the_recipe(self):
        (self.folder / "a").mkdir()
        self.write("a/r.json", '{ "initial": { "dopant": "B", "file": "sims.csv" }, "steps": [\n'
                   '{ "type": "furnace", "temp_c": 900, "time_min": 10 } ] }')
        self.write("a/sims.csv", "depth_nm,conc_cm3\r\n0,1e18\r\n10,1e17\r\n")
        said = self.succeed("recipe", "check", "a/r.json")
        self.assertIn("a starting profile as a table", said)


class Terminal(command.CommandTest):
    """Goal: colour and width on a terminal, neither elsewhere. Why: logs and pipes want plain
    text; NO_COLOR is a promise."""

    def on_terminal(self, *words, columns=80, **changes):
        """What a terminal of so many columns is sent."""
        mine, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        process = subprocess.Popen([command.KILN, *map(os.fspath, words)], stdin=theirs,
                                   stdout=theirs, stderr=theirs, cwd=self.folder,
                                   env=command.environment(**{"TERM": "xterm", **changes}))
        os.close(theirs)
        said = b""
        try:
            while chunk := os.read(mine, 65536):
                said += chunk
        except OSError:  # the other side is closed
            pass
        os.close(mine)
        self.assertEqual(process.wait(command.SECONDS_MAX), 0)
        return said.decode()

    def test_colour(self):
        self.assertRegex(self.on_terminal("simulate", GATE), DIRTY)
        self.assertRegex(self.on_terminal("simulate", GATE, NO_COLOR=""), DIRTY)

    def test_no_colour(self):
        self.assertNotRegex(self.on_terminal("simulate", GATE, NO_COLOR="1"), DIRTY)
        self.assertNotRegex(self.on_terminal("simulate", GATE, TERM="dumb"), DIRTY)
        self.assertNotRegex(self.succeed("simulate", GATE), DIRTY)

    def test_width(self):
        for columns in (50, 80, 100):
            lines = self.on_terminal("oxide", "--help", columns=columns).splitlines()[:-1]
            self.assertLessEqual(max(map(len, lines)), columns)
        self.assertGreater(max(map(len, lines)), 80)

    def test_prose_in_tables_wraps(self):
        lines = self.on_terminal("model", "cite", columns=90, NO_COLOR="1").splitlines()
        self.assertLessEqual(max(map(len, lines)), 90)


class Stopping(command.CommandTest):
    """Goal: Ctrl-C ends a run with 130 and leaves nothing. Why: that is what shells expect."""

    def test_interrupted_while_waiting_for_input(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            process = subprocess.Popen([command.KILN, "simulate", "-", "--profile", "p.csv"],
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE, cwd=self.folder)
            self.wait_until_it_reads(process)
            process.send_signal(number)
            said, message = process.communicate(timeout=command.SECONDS_MAX)
            self.assertEqual((process.returncode, said), (130, b""))
            self.assertIn(b"interrupted", message)
            self.assertEqual(self.names(), [])

    def wait_until_it_reads(self, process):
        """Until it sleeps in a read, so that the signal finds its handler in place."""
        for _ in range(1000):
            stat = pathlib.Path(f"/proc/{process.pid}/stat").read_text(encoding="utf-8")
            if stat.rsplit(")", 1)[1].split()[0] == "S":
                return
            time.sleep(0.005)
        self.fail("it never came to reading")


class Completion(command.CommandTest):
    """Goal: Tab offers commands, flags, words and files. Why: flags with units are long."""

    def complete(self, *words):
        """What bash offers for the last word."""
        script = (f'source <("{command.KILN}" completion bash)\n'
                  f"COMP_WORDS=({shlex.join(words)}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))\n"
                  "_kiln; printf '%s\\n' \"${COMPREPLY[@]}\"")
        done = subprocess.run(["bash", "-c", script], cwd=self.folder, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, check=True)
        self.assertEqual(done.stderr, b"")
        return set(done.stdout.decode().split("\n")) - {""}

    def test_bash(self):
        self.write("my recipe.json", ERFC)
        self.assertEqual(self.complete("kiln", ""),
                         {name.split()[0] for name in COMMANDS} | {"--help", "--version"})
        self.assertEqual(self.complete("kiln", "ox"), {"oxide"})
        self.assertEqual(self.complete("kiln", "recipe", ""), {"check", "schema"})
        self.assertEqual(self.complete("kiln", "oxide", "--am"), {"--ambient"})
        self.assertEqual(self.complete("kiln", "oxide", "--ambient", ""),
                         {"n2", "ar", "dry_o2", "wet_o2", "steam", "h2_o2"})
        self.assertEqual(self.complete("kiln", "oxide", "--ambient", "=", "d"), {"dry_o2"})
        self.assertEqual(self.complete("kiln", "oxide", "--temp-c", ""), set())
        self.assertEqual(self.complete("kiln", "simulate", "m"), {"my recipe.json"})
        self.assertEqual(self.complete("kiln", "simulate", "--plot", ""), {"my recipe.json"})
        self.assertEqual(self.complete("kiln", "simulate", "--fail-on", "t"), {"tolerance"})
        self.assertEqual(self.complete("kiln", "recipe", "check", "my"), {"my recipe.json"})
        self.assertEqual(self.complete("kiln", "completion", ""), {"bash", "zsh"})
        self.assertIn("--target-nm", self.complete("kiln", "oxide", ""))

    def test_every_flag_of_the_help_is_offered(self):
        for name in COMMANDS:
            said = self.succeed(*name.split(), "--help")
            flags = set(re.findall(r"^  (--[a-z0-9-]+)", said, re.MULTILINE))
            self.assertEqual(self.complete("kiln", *name.split(), "--"), flags)

    def test_scripts_parse(self):
        for shell in ("bash", "zsh"):
            script = self.write(shell, self.succeed("completion", shell))
            try:
                subprocess.run([shell, "-n", script], check=True)
            except FileNotFoundError:
                self.skipTest(f"{shell} is not installed")


if __name__ == "__main__":
    unittest.main()
