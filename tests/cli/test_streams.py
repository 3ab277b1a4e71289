#!/usr/bin/env python3
"""What the built kiln prints where, and with which exit code: streams, problems, terminals,
interrupts."""
import fcntl
import json
import os
import pathlib
import pty
import re
import signal
import struct
import subprocess
import termios
import time
import unittest

import command
from command import GATE, RECIPE

DIRTY = re.compile(r"\x1b\[")


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
        self.write("r.json", '{ "steps": [ { "type": "etch", "material": "poly" } ] }')
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


if __name__ == "__main__":
    unittest.main()
