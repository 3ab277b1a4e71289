#!/usr/bin/env python3
"""kiln oxide: the planner's three questions."""
import json
import unittest
import xml.etree.ElementTree

import command


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


if __name__ == "__main__":
    unittest.main()
