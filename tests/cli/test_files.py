#!/usr/bin/env python3
"""What the built kiln reads from and writes into files."""
import json
import os
import pathlib
import signal
import unittest

import command
from command import ERFC, GATE


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
        self.write("a/sims.csv", "depth_nm,conc_cm3\r\n0,1e18\r\n100,1e18\r\n")
        self.assertIn("sound, 1 step\n", self.succeed("recipe", "check", "a/r.json"))
        got = json.loads(self.succeed("simulate", "a/r.json", "--json"))
        self.assertAlmostEqual(got["kpis"]["dose_silicon_cm2"] / 1e13, 1, places=9)


if __name__ == "__main__":
    unittest.main()
