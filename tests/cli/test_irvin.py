#!/usr/bin/env python3
"""kiln irvin: surface concentration and sheet resistance, each from the other."""
import json
import unittest

import command

LAYER = ["--dopant", "boron", "--junction-depth-nm", "1600", "--background-conc-cm3", "1e16"]


class Irvin(command.CommandTest):
    """Goal: a measured layer tells its profile. Why: two numbers come out of the fab."""

    def ask(self, *words):
        return json.loads(self.succeed("irvin", *words, "--json"))

    def test_the_two_questions_agree(self):
        there = self.ask(*LAYER, "--surface-conc-cm3", "5e18")
        back = self.ask(*LAYER, "--sheet-resistance-ohm-sq", repr(there["sheet_resistance_ohm_sq"]))
        self.assertEqual((there["computed"], back["computed"]),
                         ("sheet_resistance", "surface_concentration"))
        self.assertAlmostEqual(back["surface_conc_cm3"] / 5e18, 1, places=9)
        for key in ("dose_cm2", "average_conductivity_s_cm", "length_nm"):
            self.assertAlmostEqual(back[key] / there[key], 1, places=9)
        self.assertAlmostEqual(1 / (there["sheet_resistance_ohm_sq"] * 1600e-7),
                               there["average_conductivity_s_cm"])

    def test_a_simulated_layer_gives_its_surface_back(self):
        """Predeposition and drive-in, as closed forms: both KPIs go in, the profile comes out."""
        source = '"source": { "dopant": "B", "surface_conc_cm3": 1e19 },'
        for shape, source, initial, key in (
                ("erfc", source, "", "surface_conc_cm3"),
                ("gaussian", "", '"initial": { "dopant": "B", "dose_cm2": 5e14, "sigma_nm": 0 },',
                 "surface_conc_cm3")):
            recipe = ('{ "substrate": { "dopant": "P", "conc_cm3": 1e16 }, %s "steps": [ { "type":'
                      ' "furnace", %s "temp_c": 1100, "time_min": 60 } ],'
                      ' "model": { "diffusion": "constant" } }' % (initial, source))
            kpis = json.loads(self.succeed("simulate", "-", "--json", text=recipe))["kpis"]
            got = self.ask("--dopant", "B", "--background-conc-cm3", "1e16", "--shape", shape,
                           "--sheet-resistance-ohm-sq", repr(kpis["sheet_resistance_ohm_sq"]),
                           "--junction-depth-nm", repr(kpis["junction_depth_nm"]))
            self.assertAlmostEqual(got[key] / kpis[key], 1, places=7)
            self.assertAlmostEqual(got["dose_cm2"] / kpis["dose_silicon_cm2"], 1, places=7)

    def test_every_flag_matters(self):
        sheet = [*LAYER, "--sheet-resistance-ohm-sq", "170"]
        plain = self.ask(*sheet)["surface_conc_cm3"]
        for more in (["--shape", "gaussian"], ["--shape", "exponential"], ["--shape", "uniform"],
                     ["--mobility", "f723"], ["--mobility", "reggiani"]):
            self.assertNotAlmostEqual(self.ask(*sheet, *more)["surface_conc_cm3"] / plain, 1, places=3)
        self.assertEqual(self.ask(*sheet, "--model-set", "textbook")["set"], "textbook")

    def test_a_background_by_its_resistivity(self):
        # ASTM F723: phosphorus of 1e16 has 0.5229 ohm cm.
        got = self.ask("--dopant", "B", "--junction-depth-nm", "1600", "--surface-conc-cm3", "5e18",
                       "--background-resistivity-ohm-cm", "0.5229")
        self.assertAlmostEqual(got["background_conc_cm3"] / 1e16, 1, places=3)

    def test_more_than_dissolves_is_told(self):
        got = self.ask("--dopant", "B", "--junction-depth-nm", "300", "--background-conc-cm3", "1e16",
                       "--sheet-resistance-ohm-sq", "10")
        self.assertIn("dissolve at 1200 C", got["warnings"][1]["message"])
        got = self.ask("--dopant", "In", "--junction-depth-nm", "300", "--background-conc-cm3", "1e16",
                       "--surface-conc-cm3", "1e17")
        self.assertIn("indium", got["warnings"][0]["message"])
        got = self.ask(*LAYER, "--surface-conc-cm3", "2e20", "--mobility", "f723")
        self.assertIn("where /mobility/f723 holds", got["warnings"][0]["message"])

    def test_as_a_table(self):
        said = self.succeed("irvin", *LAYER, "--sheet-resistance-ohm-sq", "170", "--shape", "gaussian")
        self.assertRegex(said, r"surface_conc_cm3 +6\.66\d+e18 +cm\^-3")
        self.assertRegex(said, r"sheet_resistance_ohm_sq +170")
        self.assertRegex(said, r"mobility +masetti")


if __name__ == "__main__":
    unittest.main()
