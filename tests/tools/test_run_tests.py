"""tools/run-tests: what it counts, and that nothing that fails is lost."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import tool

TOOL = tool.FOLDER / "run-tests"
run_tests = tool.load("run-tests")

CMOCKA = """[==========] Running 4 test(s).
[       OK ] reads
[==========] 4 test(s) run.
[  PASSED  ] {passed} test(s).
[  SKIPPED ] 1 test(s), listed below:
[  SKIPPED ] waits
"""
CMOCKA_FAILED = "[  FAILED  ] 2 test(s), listed below:\n[  FAILED  ] reads\n"
UNITTEST = "....\n------\nRan 9 tests in 0.340s\n\n{verdict}\n"

# Meson's verdict, what the program printed, and (passed, failed, skipped)
COUNTS = (
    ("OK", CMOCKA.format(passed=3), (3, 0, 1)),
    ("OK", CMOCKA.format(passed=3) + CMOCKA.format(passed=5), (8, 0, 2)),
    ("FAIL", CMOCKA.format(passed=1) + CMOCKA_FAILED, (1, 2, 1)),
    ("FAIL", CMOCKA.format(passed=3), (3, 1, 1)),  # all passed, then a leak was found
    ("TIMEOUT", "[ RUN      ] reads\n", (0, 1, 0)),
    ("OK", UNITTEST.format(verdict="OK"), (9, 0, 0)),
    ("OK", UNITTEST.format(verdict="OK (skipped=2)"), (7, 0, 2)),
    ("FAIL", UNITTEST.format(verdict="FAILED (failures=1, errors=2, skipped=1)"), (5, 3, 1)),
    ("OK", "", (1, 0, 0)),
    ("SKIP", "", (0, 0, 1)),
    ("FAIL", "Segmentation fault", (0, 1, 0)),
    ("ERROR", "", (0, 1, 0)),
)


class Counting(unittest.TestCase):
    # Goal: each kind of test program gives its real number of tests.
    # Why: the closing line is what CI reads.
    def test_counts(self):
        for result, output, expected in COUNTS:
            with self.subTest(result=result, output=output[:40]):
                self.assertEqual(expected, run_tests.count_test(result, output))


class WholeRun(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def run_tool(self, *arguments, meson="", fuzz=""):
        """The tool in a tree of its own, with a stand-in for Meson and for the fuzz script."""
        for name, text in (("bin/meson", meson), ("fuzz/run.sh", fuzz)):
            file = self.root / name
            file.parent.mkdir(exist_ok=True)
            file.write_text(f"#!/bin/sh\n{text}\n")
            file.chmod(0o755)
        copy = self.root / "tools" / "run-tests"
        copy.parent.mkdir(exist_ok=True)
        shutil.copy(TOOL, copy)
        environment = {**os.environ, "PATH": f"{self.root}/bin:" + os.environ["PATH"]}
        done = subprocess.run(
            [copy, *arguments], env=environment, cwd=self.root, capture_output=True, text=True
        )
        return done.returncode, done.stdout.splitlines()[-1]

    WRITE_LOG = (
        "mkdir -p build/meson-logs\n"
        """echo '{"result": "OK", "stdout": ""}' >build/meson-logs/testlog.json\n"""
    )

    # Goal: tests and fuzz targets are added up in the last line.
    # Why: the line must tell of everything that ran.
    def test_totals_of_tests_and_fuzz(self):
        code, line = self.run_tool(
            "--tests", "build", "--fuzz", "build", "--seconds", "1",
            meson=self.WRITE_LOG, fuzz="echo 3 passed, 0 failed",
        )
        self.assertEqual((0, "4 passed, 0 failed, 0 skipped"), (code, line))

    # Goal: a build that fails is a failure, and the log of an earlier run is not counted.
    # Why: otherwise yesterday's success would be reported today.
    def test_failed_build_is_a_failure(self):
        self.run_tool("--tests", "build", meson=self.WRITE_LOG)
        code, line = self.run_tool("--tests", "build", meson="exit 1")
        self.assertEqual((1, "0 passed, 1 failed, 0 skipped"), (code, line))

    # Goal: a fuzz run that fails without a count is one failure.
    # Why: a crash of the script itself must not pass as nothing to report.
    def test_failed_fuzz_script_is_a_failure(self):
        code, line = self.run_tool("--fuzz", "build", fuzz="exit 77")
        self.assertEqual((1, "0 passed, 1 failed, 0 skipped"), (code, line))

    # Goal: no test at all is a failure.
    # Why: an empty list of tests is a mistake in the build files.
    def test_nothing_run_is_a_failure(self):
        code, line = self.run_tool("--tests", "build")
        self.assertEqual((1, "0 passed, 0 failed, 0 skipped"), (code, line))


if __name__ == "__main__":
    unittest.main()
