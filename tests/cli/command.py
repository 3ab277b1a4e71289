"""Runs the built kiln (its path is in KILN) in a folder of its own."""
import os
import pathlib
import subprocess
import tempfile
import unittest

KILN = os.environ["KILN"]
ROOT = pathlib.Path(__file__).parents[2]
RECIPE = ROOT / "data" / "recipes" / "boron-base.json"
GATE = ROOT / "data" / "recipes" / "gate-oxide.json"
SECONDS_MAX = 60

COMMANDS = [
    "simulate", "oxide", "irvin", "recipe check", "recipe diff", "recipe schema", "model show",
    "model cite", "version", "completion", "help",
]

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


def environment(**changes):
    """The environment without what would change an output, plus changes."""
    kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TERM", "COLUMNS")}
    return {**kept, **changes}


def kiln(*words, folder=None, text=None, env=None, **more):
    """Runs one command line: text goes to its standard input; outputs come back as bytes."""
    more.setdefault("stdout", subprocess.PIPE)
    more.setdefault("stderr", subprocess.PIPE)
    if text is not None:
        more["input"] = text.encode() if isinstance(text, str) else text
    else:
        more.setdefault("stdin", subprocess.DEVNULL)
    command = [KILN, *(os.fspath(word) for word in words)]
    env = environment() if env is None else env
    return subprocess.run(
        command, cwd=folder, env=env, timeout=SECONDS_MAX, check=False, **more
    )


class CommandTest(unittest.TestCase):
    """A test in an empty folder of its own."""

    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="kiln-test-")
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)

    def kiln(self, *words, **more):
        """Runs a command line in the test's folder."""
        return kiln(*words, folder=self.folder, **more)

    def write(self, name, text):
        """A file in the test's folder."""
        path = self.folder / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def names(self):
        """What is in the test's folder."""
        return sorted(path.name for path in self.folder.iterdir())

    def succeed(self, *words, **more):
        """Runs a command line that must succeed and say nothing on standard error."""
        done = self.kiln(*words, **more)
        self.assertEqual(done.stderr.decode(), "", words)
        self.assertEqual(done.returncode, 0, words)
        return done.stdout.decode() if done.stdout is not None else ""

    def fail_with(self, code, *words, **more):
        """Runs a command line that must fail, with nothing on standard output; its message."""
        done = self.kiln(*words, **more)
        self.assertEqual(done.returncode, code, (words, done.stderr))
        if done.stdout is not None:
            self.assertEqual(done.stdout, b"", words)
        return done.stderr.decode()
