"""The shipped parameter sets beside what a script here computes for them."""
import json


def check(names, part, expected):
    """Exit code: 1, and which, unless /oxidation/<part> of each file that has one has the
    expected members."""
    wrong, seen = [], 0
    for name in names:
        with open(name, encoding="utf-8") as file:
            found = json.load(file).get("oxidation", {}).get(part)
        if found:
            seen += 1
            if {key: found[key] for key in expected} != expected:
                wrong.append(name)
    for name in wrong:
        print(f"{name}: /oxidation/{part} is not what is computed here")
    return 1 if wrong or not seen else 0
