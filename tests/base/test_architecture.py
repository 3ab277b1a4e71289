#!/usr/bin/env python3
"""docs/architecture.md against the tree.

  test_architecture.py FIELD_VERDICTS

Goal: the map names each room with its floor, and functions, files and fields that exist; the worked
example is the row that is tested, and what it promises is what the tables give. Why: a map that is
wrong is worse than none.
"""
import json
import pathlib
import re
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
TOOL = sys.argv.pop(1)
sys.path.insert(0, str(ROOT / "tests" / "tools"))
from tool import load  # noqa: E402


def one_line(text):
    """The text with every run of blanks as one."""
    return " ".join(text.split())


def verdicts(*members):
    """The reader's messages for {"name": "a", "temp_c": 900, member}."""
    lines = "".join('{"name": "a", "temp_c": 900, %s}\n' % member for member in members)
    run = subprocess.run(
        [TOOL, "read"], input=lines, encoding="utf-8", check=True, stdout=subprocess.PIPE
    )
    return run.stdout.splitlines()


class Architecture(unittest.TestCase):
    def test_each_room_is_there_with_its_floor(self):
        rows = dict(re.findall(r"^\| (\d+) \| `(\w+)` \|", PAGE, re.MULTILINE))
        rooms = {room: int(floor) for floor, room in rows.items()}
        built = {path.name for path in (ROOT / "src").iterdir() if path.is_dir()}
        self.assertEqual(set(rooms), built)
        floors = load("tidy").FLOOR_OF
        for room, floor in rooms.items():
            self.assertEqual(floor, floors[room], room)

    def test_each_name_of_ours_exists(self):
        sources = "".join(
            path.read_text(encoding="utf-8")
            for folder in ("include", "src", "tests/base")
            for path in (ROOT / folder).rglob("*.h")
        )
        for name in re.findall(r"`((?:kiln|KILN|assert)_\w+)`?", PAGE):
            self.assertRegex(sources, r"\b%s\b" % name)

    def test_each_file_named_exists(self):
        for path in re.findall(r"`((?:src|tests|tools|data|include)/[\w./]+)`", PAGE):
            self.assertTrue((ROOT / path).exists(), path)
        for path in re.findall(r"\]\((\.\./[^)]+)\)", PAGE):
            self.assertTrue((ROOT / "docs" / path).exists(), path)

    def test_the_worked_example_is_the_one_that_is_tested(self):
        row = re.search(r"^    KILN_FIELD\(.*?\),$", PAGE, re.MULTILINE | re.DOTALL).group()
        source = (ROOT / "tests/base/example_shape.c").read_text(encoding="utf-8")
        self.assertIn(one_line(row), one_line(source))

    def test_what_the_row_promises_is_what_the_tables_give(self):
        slips = ('"time_min": 0', '"time_min": "5"', '"TIME-MIN": 1')
        for slip, message in zip(slips, verdicts(*slips)):
            self.assertIn("`%s`: `%s`" % (slip, message), PAGE)
        run = subprocess.run([TOOL, "schema"], check=True, stdout=subprocess.PIPE)
        time_min = json.loads(run.stdout)["$defs"]["run"]["properties"]["time_min"]
        self.assertEqual(time_min["description"], "duration (min)")
        self.assertEqual(time_min["exclusiveMinimum"], 0)
        self.assertEqual(time_min["maximum"], 10000)
        self.assertEqual(time_min["default"], 30)
        for form in ("help", "reference"):
            run = subprocess.run([TOOL, form], check=True, stdout=subprocess.PIPE, text=True)
            said = re.search(r"^\| %s \| `(.*)` \|$" % form, PAGE, re.MULTILINE).group(1)
            self.assertIn(said.replace("\\|", "|"), run.stdout)


if __name__ == "__main__":
    unittest.main()
