#!/usr/bin/env python3
"""Bad recipes, CSV rows, parameter sets and flags: each run gives every fault at once, each with
its place, its bound and its mend; the right exit code; and leaves no file behind.

The table is in bad_input/; what is expected there is worked out by hand and counted from marks.
"""
import json
import sys
import unittest

import command
from bad_input import conditions, flags, models, profiles, row, rules, shapes, syntax

SOUND = syntax.SOUND
OUTPUTS = ["--profile", "out.csv", "--plot", "out.svg", "--report", "out.html"]


class BadInput(command.CommandTest):
    """Goal: each row of the table is refused as it says, and no more is said. Why: an engineer
    mends a recipe from what is said about it, in one go."""

    maxDiff = None

    def given(self, name, text):
        """Writes a file of a row, and gives the places of its marks."""
        plain, places = row.unmark(text)
        if plain is not None:
            self.write(name, plain)
        return places

    def check(self, case):
        """Runs one row."""
        places = self.given("recipe.json", SOUND if case.recipe is None else case.recipe)
        places.update(self.given("sims.csv", case.csv))
        places.update(self.given("model.json", case.model))
        before = self.names()
        words = case.words
        if words is None:
            words = ["simulate", "recipe.json", *OUTPUTS]
            if case.model is not None:
                words += ["--models", "model.json"]
        problem = json.loads(self.fail_with(case.code, *words, "--json"))
        told = [
            (
                error.get("source"),
                (error.get("line"), error.get("column")),
                error.get("pointer", ""),
                error.get("bound", ""),
            )
            for error in problem["errors"]
        ]
        wanted = [
            (
                fault.source,
                places[fault.at] if isinstance(fault.at, str) else fault.at or (None, None),
                fault.pointer,
                fault.bound,
            )
            for fault in case.faults
        ]
        self.assertEqual(told, wanted)
        for fault, error in zip(case.faults, problem["errors"]):
            self.assertIn(fault.message, error["message"])
            self.assertIn(fault.mend, error.get("mend", ""))
            self.assertTrue(fault.mend or "mend" not in error, error)
        self.assertEqual(problem.get("more", 0), case.more)
        self.assertEqual(problem["exit_code"], case.code)
        self.assertEqual(self.names(), before)
        self.check_text(case, words, problem)

    def check_text(self, case, words, problem):
        """People are told the same as programs."""
        text = self.fail_with(case.code, *words)
        for error in problem["errors"]:
            place = f":{error['line']}:{error['column']}" if "line" in error else ""
            pointer = f" {error['pointer']}:" if error.get("pointer") else ""
            self.assertIn(f"{error['source']}{place}: error:{pointer} {error['message']}", text)
        self.assertEqual("and %d more" % case.more in text, case.more > 0)


def add_rows():
    """One test a row, so that each counts and fails by its own name."""
    tables = (syntax, shapes, rules, conditions, profiles, models, flags)
    for table in tables:
        family = table.__name__.split(".")[-1]
        for case in table.ROWS:
            name = "test_" + family + ": " + case.name
            if hasattr(BadInput, name):
                sys.exit(f"two rows are called {name}")
            setattr(BadInput, name, lambda self, case=case: self.check(case))


add_rows()

if __name__ == "__main__":
    unittest.main()
