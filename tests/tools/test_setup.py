"""tools/setup against stand-ins for the system tools, which note how they are called."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import tool

TOOL = tool.FOLDER / "setup"

# apt-get install puts each package into the folder that dpkg-query looks into, in the version
# that the file apt-version names.
STAND_INS = {
    "dpkg-query": 'cat "$STATE/installed/$4" 2>/dev/null',
    "apt-get": """
echo "apt-get $*" >>"$STATE/calls"
[ ! -e "$STATE/apt-fails" ] || { echo "E: no such package"; exit 100; }
case " $* " in *" install "*)
    for word; do case $word in -* | *=* | install) ;; *)
        echo "installed $(cat "$STATE/apt-version")" >"$STATE/installed/$word" ;;
    esac; done ;;
esac""",
    "id": 'cat "$STATE/user"',
    "sudo": 'echo "sudo" >>"$STATE/calls"; exec "$@"',
}
LISTS = {
    "build": "gcc 12 compiler\nmeson 1.0 build\n",
    "test": "@build\n\n# more\njq 1.6 json\n",
}


class Setup(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        for name in ("bin", "installed", "tools/packages"):
            (self.root / name).mkdir(parents=True)
        shutil.copy(TOOL, self.root / "tools" / "setup")
        for name, text in LISTS.items():
            (self.root / "tools" / "packages" / name).write_text(text)
        for name, text in STAND_INS.items():
            self.stand_in(name, text)
        self.state("user", "0")
        self.state("apt-version", "1:12.3.0-4+deb12u1")
        self.state("installed/gcc", "installed 4:12.2.0-3")

    def stand_in(self, name, text):
        file = self.root / "bin" / name
        file.write_text(f"#!/bin/sh\n{text}\n")
        file.chmod(0o755)

    def state(self, name, text):
        (self.root / name).write_text(text + "\n")

    def calls(self):
        file = self.root / "calls"
        return file.read_text().splitlines() if file.exists() else []

    def run_setup(self, *targets, path="/usr/bin:/bin"):
        environment = {"PATH": f"{self.root}/bin:{path}", "STATE": str(self.root)}
        return subprocess.run(
            [self.root / "tools" / "setup", *targets],
            env=environment, capture_output=True, text=True,
        )

    # Goal: with everything there, setup is silent and does not call apt.
    # Why: make demo must work offline once it has worked.
    def test_nothing_missing_is_silent(self):
        self.state("installed/meson", "installed 1.0.1-5")
        done = self.run_setup("build")
        self.assertEqual((0, "", ""), (done.returncode, done.stdout, done.stderr))
        self.assertEqual([], self.calls())

    # Goal: only what is missing is installed, lists taken in with @ included, in one line.
    # Why: a user must see what happens to the machine, and nothing more may happen.
    def test_only_what_is_missing_is_installed(self):
        done = self.run_setup("test")
        self.assertEqual((0, "setup: installing jq meson\n"), (done.returncode, done.stdout))
        installs = [call for call in self.calls() if " install " in call]
        self.assertEqual(1, len(installs))
        self.assertTrue(installs[0].endswith(" --yes --no-install-recommends jq meson"))

    # Goal: without a target every list is taken.
    # Why: this is what make setup does.
    def test_every_list_by_default(self):
        self.assertEqual("setup: installing jq meson\n", self.run_setup().stdout)

    # Goal: an ordinary user goes through sudo.
    # Why: the build itself must not run as root.
    def test_sudo_when_not_root(self):
        self.state("user", "1000")
        self.assertEqual(0, self.run_setup("build").returncode)
        self.assertEqual(["sudo", "sudo"], [call for call in self.calls() if call == "sudo"])

    # Goal: without root and sudo the error names what is missing.
    # Why: the user can then have it installed by somebody else.
    def test_neither_root_nor_sudo(self):
        self.state("user", "1000")
        (self.root / "bin" / "sudo").unlink()
        tools = self.root / "system"
        tools.mkdir()
        for name in ("sh", "sed", "head", "sort", "cat", "dirname", "mktemp", "dpkg"):
            os.symlink(shutil.which(name, path="/usr/bin:/bin"), tools / name)
        done = self.run_setup("build", path=str(tools))
        self.assertEqual(1, done.returncode)
        self.assertIn("run as root or install sudo; missing: meson", done.stderr)
        self.assertEqual([], self.calls())

    # Goal: a package below its floor is an error that says which and why.
    # Why: an old tool fails later, in words that point elsewhere.
    def test_too_old(self):
        self.state("installed/gcc", "installed 4:10.2.1-1")
        done = self.run_setup("build")
        self.assertEqual(1, done.returncode)
        self.assertIn("gcc 10.2.1 is older than 12", done.stderr)

    # Goal: a package that was removed but left its settings counts as missing.
    # Why: dpkg still knows it, and the build would fail.
    def test_removed_counts_as_missing(self):
        self.state("installed/meson", "config-files 1.0.1-5")
        self.assertEqual("setup: installing meson\n", self.run_setup("build").stdout)

    # Goal: when apt fails, its own words are shown and the exit code is 1.
    # Why: quiet is for success only.
    def test_apt_failure_is_shown(self):
        self.state("apt-fails", "")
        done = self.run_setup("build")
        self.assertEqual(1, done.returncode)
        self.assertIn("E: no such package", done.stderr)
        self.assertIn("could not install: meson", done.stderr)

    # Goal: an unknown list is named, with those that exist.
    # Why: a slip in the Makefile must not install nothing in silence.
    def test_unknown_list(self):
        done = self.run_setup("nonsense")
        self.assertEqual(1, done.returncode)
        self.assertIn("no list named nonsense; there are: build test", done.stderr)


if __name__ == "__main__":
    unittest.main()
