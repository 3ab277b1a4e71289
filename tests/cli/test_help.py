#!/usr/bin/env python3
"""What the built kiln says of itself: help texts, the reference page, completion."""
import json
import re
import shlex
import subprocess
import unittest

import command
from command import COMMANDS, ERFC, RECIPE, ROOT


class Help(command.CommandTest):
    """Goal: whoever types nothing, half a command or --help is told what to type. Why: it is the
    first thing anybody does."""

    def test_no_command_is_a_usage_error_that_lists_the_commands(self):
        said = self.fail_with(2)
        for name in COMMANDS:
            self.assertIn(f"  {name}", said)
        self.assertIn("kiln COMMAND --help", said)

    def test_help_goes_to_standard_output(self):
        for words in (["--help"], ["-h"], ["help"]):
            said = self.succeed(*words)
            self.assertIn("usage: kiln COMMAND", said)
            self.assertIn("examples:", said)
            self.assertIn("130", said)

    def test_a_family_lists_its_commands(self):
        self.assertIn("recipe check RECIPE", self.fail_with(2, "recipe"))
        self.assertIn("recipe diff A B", self.fail_with(2, "recipe"))
        self.assertIn("recipe schema", self.succeed("recipe", "--help"))
        self.assertIn("model cite [KEY]", self.succeed("help", "model"))

    def test_a_missing_word_is_told_to_programs_too(self):
        for words, message in (([], "the command is missing"), (["model"], "the second word")):
            problem = json.loads(self.fail_with(2, *words, "--json"))
            self.assertIn(message, problem["detail"])

    def test_each_command_explains_itself(self):
        for name in COMMANDS:
            said = self.succeed(*name.split(), "--help")
            self.assertIn(f"usage: kiln {name}", said)
            self.assertIn("--json", said)
            self.assertEqual(said, self.succeed("help", *name.split()))
            self.assertEqual(said, self.succeed(*name.split(), "-h"))

    def test_help_wins_over_faults_beside_it(self):
        self.assertIn("usage: kiln oxide", self.succeed("oxide", "--temp-c", "9999", "--help"))

    def test_no_line_is_wider_than_eighty_columns(self):
        for name in COMMANDS:
            for line in self.succeed(*name.split(), "--help").splitlines():
                self.assertLessEqual(len(line), 80, line)

    def test_every_example_runs_in_a_clone(self):
        for name in COMMANDS:
            example = re.search(r"example:\n  ((.*\\\n)*.*)\n", self.succeed(*name.split(), "--help"))[1]
            example = example.replace("\\\n", " ")
            if example.startswith("source"):
                continue  # the completion test sources it
            words = shlex.split(example.replace("data/recipes", str(ROOT / "data" / "recipes")))
            self.assertEqual(words[0], "kiln")
            if ">" in words:
                words = words[: words.index(">")]
            self.succeed(*words[1:])

    def test_the_reference_page_is_what_help_says(self):
        page = (ROOT / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
        self.assertEqual(self.succeed("help", "--format", "markdown"), page)


class Completion(command.CommandTest):
    """Goal: Tab offers commands, flags, words and files. Why: flags with units are long."""

    def complete(self, *words):
        """What bash offers for the last word."""
        script = (f'source <("{command.KILN}" completion bash)\n'
                  f"COMP_WORDS=({shlex.join(words)}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))\n"
                  "_kiln; printf '%s\\n' \"${COMPREPLY[@]}\"")
        done = subprocess.run(["bash", "-c", script], cwd=self.folder, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, check=True)
        self.assertEqual(done.stderr, b"")
        return set(done.stdout.decode().split("\n")) - {""}

    def test_bash(self):
        self.write("my recipe.json", ERFC)
        self.assertEqual(self.complete("kiln", ""),
                         {name.split()[0] for name in COMMANDS} | {"--help", "--version"})
        self.assertEqual(self.complete("kiln", "ox"), {"oxide"})
        self.assertEqual(self.complete("kiln", "recipe", ""), {"check", "diff", "schema"})
        self.assertEqual(self.complete("kiln", "oxide", "--am"), {"--ambient"})
        self.assertEqual(self.complete("kiln", "oxide", "--ambient", ""),
                         {"n2", "ar", "dry_o2", "wet_o2", "steam", "h2_o2"})
        self.assertEqual(self.complete("kiln", "oxide", "--ambient", "=", "d"), {"dry_o2"})
        self.assertEqual(self.complete("kiln", "oxide", "--temp-c", ""), set())
        self.assertEqual(self.complete("kiln", "simulate", "m"), {"my recipe.json"})
        self.assertEqual(self.complete("kiln", "simulate", "--plot", ""), {"my recipe.json"})
        self.assertEqual(self.complete("kiln", "simulate", "--fail-on", "t"), {"tolerance"})
        self.assertEqual(self.complete("kiln", "recipe", "check", "my"), {"my recipe.json"})
        self.assertEqual(self.complete("kiln", "recipe", "diff", "a", "my"), {"my recipe.json"})
        self.assertEqual(self.complete("kiln", "completion", ""), {"bash", "zsh"})
        self.assertIn("--target-nm", self.complete("kiln", "oxide", ""))

    def test_every_flag_of_the_help_is_offered(self):
        for name in COMMANDS:
            said = self.succeed(*name.split(), "--help")
            flags = set(re.findall(r"^  (--[a-z0-9-]+)", said, re.MULTILINE))
            self.assertEqual(self.complete("kiln", *name.split(), "--"), flags)

    def test_scripts_parse(self):
        for shell in ("bash", "zsh"):
            script = self.write(shell, self.succeed("completion", shell))
            try:
                subprocess.run([shell, "-n", script], check=True)
            except FileNotFoundError:
                self.skipTest(f"{shell} is not installed")


if __name__ == "__main__":
    unittest.main()
