"""The shipped parameter sets beside what a script here computes for them."""
import json


def check(names, part, expected):
    """Exit code: 1, and which, unless /oxidation/<part> of each file has the expected members."""
    wrong = []
    for name in names:
        with open(name, encoding="utf-8") as file:
            found = json.load(file)["oxidation"][part]
        if {key: found[key] for key in expected} != expected:
            wrong.append(name)
    for name in wrong:
        print(f"{name}: /oxidation/{part} is not what is computed here")
    return 1 if wrong or not names else 0
