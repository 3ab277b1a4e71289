#!/usr/bin/env python3
"""The JSON Schema of the example shape: valid, and of one mind with the reader.

  test_field_schema.py FIELD_VERDICTS

Goal: python3-jsonschema, which knows nothing of Kiln, takes and refuses the same documents as the
reader of field tables. Why: editors and clients check against the schema; if it differed from the
reader, it would lie to them.
"""
import copy
import json
import subprocess
import sys
import unittest

import jsonschema

TOOL = sys.argv.pop(1)

FULL = {
    "run_id": "RUN-1", "name": "full", "remark": "all kinds", "temp_c": 950.5, "time_min": 12,
    "wafers": 150, "dry_run": True, "within": False, "dopant": "P", "plane": 111,
    "surface_conc_cm3": "solubility", "ambient": {"name": "o2", "flow_slm": 5},
    "zones_c": [940, 950, 960],
    "layers": [{"thickness_nm": 25}, {"thickness_nm": 1.5, "material": "nitride"}],
    "tags": ["alone"],
    "steps": [{"type": "soak", "time_min": 5}, {"type": "slope", "to_temp_c": 1100}],
    "last": {"type": "ramp", "to_temp_c": 600, "rate_c_per_min": -3},
    "dose_cm2": {"As": 1e15, "boron": 2e14},
    "targets": {"xj": {"lower": 280, "upper": 320}},
    "depths_nm": {"boron": [300, 410.5], "phosphorus": []},
}  # fmt: skip

# What a schema cannot say (kiln/base/field.h): the reader alone refuses these.
RULES_ACROSS_FIELDS = (
    "lower is above upper", "the wafer is at ", "a last step without others", "none is no tag",
)  # fmt: skip
READER_ALONE = (
    '"targets": {"xj": {"lower": 5, "upper": 1}}',
    '"dose_cm2": {"boron": 1e14, "B": 1e14}',
    '"remark": "a\\u0000b"',
    '"remark": "' + "\u00e9" * 501 + '"',  # 1002 bytes, 501 characters
)

# Members of {"name": "a", "temp_c": 900}, with what both should say.
DOCUMENTS = (
    ("", True),
    ('"temp": 1', False),
    ('"time_min": 1e-300', True),
    ('"time_min": 0', False),
    ('"time_min": 10000', True),
    ('"time_min": 10000.001', False),
    ('"time_min": "5"', False),
    ('"time_min": null', False),
    ('"wafers": 1', True),
    ('"wafers": 2.0', True),
    ('"wafers": 1e2', True),
    ('"wafers": 0', False),
    ('"wafers": 200', True),
    ('"wafers": 201', False),
    ('"wafers": 1.5', False),
    ('"dry_run": true', True),
    ('"dry_run": 1', False),
    ('"dry_run": null', False),
    ('"within": null', True),
    ('"within": false', True),
    ('"within": 0', False),
    ('"dopant": "boron"', True),
    ('"dopant": "B"', True),
    ('"dopant": "b"', False),
    ('"dopant": 5', False),
    ('"plane": "111"', True),
    ('"plane": 111', True),
    ('"plane": 111.0', True),
    ('"plane": 1.11e2', True),
    ('"plane": 112', False),
    ('"plane": "111.0"', False),
    ('"surface_conc_cm3": 1e10', True),
    ('"surface_conc_cm3": 9.99e9', False),
    ('"surface_conc_cm3": "solubility"', True),
    ('"surface_conc_cm3": "2e20"', False),
    ('"surface_conc_cm3": true', False),
    ('"ambient": "n2"', True),
    ('"ambient": "o2"', True),
    ('"ambient": {"name": "n2"}', True),
    ('"ambient": {}', False),
    ('"ambient": "n3"', False),
    ('"ambient": ["n2"]', False),
    ('"ambient": {"name": "n2", "flow_slm": 51}', False),
    ('"zones_c": [900]', True),
    ('"zones_c": [900, 900, 900]', True),
    ('"zones_c": []', False),
    ('"zones_c": [900, 900, 900, 900]', False),
    ('"zones_c": 900', False),
    ('"zones_c": [900, "x"]', False),
    ('"layers": []', True),
    ('"layers": [{"thickness_nm": 1, "material": "12345678"}]', True),
    ('"layers": [{"thickness_nm": 1, "material": "123456789"}]', False),
    ('"layers": [{"thickness_nm": 1, "material": ""}]', False),
    ('"layers": [{"thickness_nm": 1, "material": "\u00e9"}]', True),  # 2 bytes
    ('"layers": {"thickness_nm": 1}', False),
    ('"tags": "one"', True),
    ('"tags": ["one", "two"]', True),
    ('"tags": []', True),
    ('"tags": ""', False),
    ('"tags": 5', False),
    ('"tags": [["one"]]', False),
    ('"remark": "' + "x" * 1000 + '"', True),
    ('"remark": "' + "x" * 1001 + '"', False),
    ('"remark": ""', True),
    ('"steps": []', True),
    ('"steps": [{"type": "soak", "time_min": 1}]', True),
    ('"steps": [{"type": "slope", "to_temp_c": 901, "rate_c_per_min": -1e6}]', True),
    ('"steps": [{"type": "ramp", "to_temp_c": 901, "rate_c_per_min": 31}]', False),
    ('"steps": [{"type": "soak"}]', False),
    ('"steps": [{"type": "soak", "to_temp_c": 901}]', False),
    ('"steps": [{"time_min": 1}]', False),
    ('"steps": [{"type": "soke", "time_min": 1}]', False),
    ('"steps": [{"type": ["soak"], "time_min": 1}]', False),
    ('"steps": {"type": "soak", "time_min": 1}', False),
    ('"dose_cm2": {}', True),
    ('"dose_cm2": {"boron": 1e18, "P": 1e10}', True),
    ('"dose_cm2": {"boro": 1e14}', False),
    ('"dose_cm2": {"boron": "1e14"}', False),
    ('"dose_cm2": [1e14]', False),
    ('"targets": {"sheet_resistance_ohm_sq": {}}', True),
    ('"targets": {"xj": {"lower": -1e308, "upper": 1e308}}', True),
    ('"targets": {"xj": 5}', False),
    ('"depths_nm": {"As": [0, 1e300]}', True),
    ('"depths_nm": {"As": [-1e-300]}', False),
    ('"depths_nm": {"As": 5}', False),
    ('"depths_nm": {"As": [' + "1," * 99999 + "1]}", True),
    ('"depths_nm": {"As": [' + "1," * 100000 + "1]}", False),
)
ROOTS = (("[]", False), ("null", False), ('"name"', False), ("{}", False), ('{"name": "a"}', False))

VALUES = (
    None, True, False, 0, -1, 1, 1.5, 100, 950, 1e15, 1e300, "", "n2", "boron", "soak", "alone",
    "a rather long text", [], [1], ["alone"], [950, 950], [{}], {}, {"name": "n2"}, {"boron": 1e14},
    {"lower": 1}, {"type": "soak", "time_min": 1},
)  # fmt: skip


def places(value, path=()):
    """The path of each value in a document, itself included."""
    yield path
    items = value.items() if isinstance(value, dict) else ()
    items = enumerate(value) if isinstance(value, list) else items
    for key, child in items:
        yield from places(child, path + (key,))


def changed(path, change):
    """FULL with change(parent, key) applied at a path."""
    document = copy.deepcopy(FULL)
    parent = document
    for key in path[:-1]:
        parent = parent[key]
    change(parent, path[-1])
    return document


def variations():
    """FULL with each value replaced, each left out, and a key too many in each object."""
    for path in places(FULL):
        if not path:
            continue
        for value in VALUES:
            yield changed(path, lambda parent, key: parent.__setitem__(key, value))
        yield changed(path, lambda parent, key: parent.__delitem__(key))
        if isinstance(path[-1], str):
            yield changed(path, lambda parent, key: parent.__setitem__("zzz", 1))


def read(documents):
    """For each document the messages of the reader's faults that a schema could see."""
    run = subprocess.run(
        [TOOL, "read"], input="".join(text + "\n" for text in documents),
        encoding="utf-8", check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    lines = run.stdout.split("\n")[:-1]
    assert len(lines) == len(documents)
    return [[m for m in line.split("\t") if m] for line in lines]


class Schema(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        run = subprocess.run([TOOL, "schema"], check=True, stdout=subprocess.PIPE)
        cls.schema = json.loads(run.stdout)
        cls.validator = jsonschema.Draft202012Validator(cls.schema)

    def test_it_is_valid_and_says_what_the_table_says(self):
        jsonschema.Draft202012Validator.check_schema(self.schema)
        self.assertEqual(self.schema["$id"], "https://kiln.example/run.json")
        run = self.schema["$defs"]["run"]["properties"]
        self.assertEqual(run["temp_c"]["description"], "temperature (C)")
        self.assertEqual(run["time_min"]["default"], 30)
        self.assertEqual(run["plane"]["default"], "100")
        self.assertEqual(run["remark"]["maxLength"], 1000)

    def test_it_agrees_with_the_reader_on_each_document(self):
        documents = [
            ('{"name": "a", "temp_c": 900%s}' % (", " + member if member else ""), sound)
            for member, sound in DOCUMENTS
        ] + list(ROOTS)
        self.assertGreaterEqual(len(documents), 60)
        verdicts = read([text for text, _ in documents])
        for (text, sound), faults in zip(documents, verdicts):
            with self.subTest(text[:120]):
                self.assertEqual(not faults, sound, faults)
                self.assertEqual(self.validator.is_valid(json.loads(text)), sound)

    def test_it_agrees_with_the_reader_on_each_variation(self):
        documents = [json.dumps(document) for document in variations()]
        self.assertGreater(len(documents), 1000)
        refused = 0
        for text, faults in zip(documents, read(documents)):
            with self.subTest(text):
                seen = [m for m in faults if not m.startswith(RULES_ACROSS_FIELDS)]
                self.assertEqual(self.validator.is_valid(json.loads(text)), not seen, faults)
                refused += bool(seen)
        self.assertGreater(refused, 100)
        self.assertLess(refused, len(documents) - 50)

    def test_what_a_schema_cannot_say_the_reader_refuses(self):
        documents = ['{"name": "a", "temp_c": 900, %s}' % member for member in READER_ALONE]
        for text, faults in zip(documents, read(documents)):
            with self.subTest(text[:120]):
                self.assertEqual(len(faults), 1)
                self.assertTrue(self.validator.is_valid(json.loads(text)))


if __name__ == "__main__":
    unittest.main()
