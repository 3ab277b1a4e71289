#!/usr/bin/env python3
"""Ranges of ions for data/models: published moments where there are, tools/ranges else.

Range and straggle of B, P, As and Sb in silicon from 10 to 200 keV are those in use since
SUPREM-III; their skewness and kurtosis are what SUPREM-IV.GS's profiles have there (30 to
100 keV, and carried on). Beyond, and for the other ions, they are the Monte Carlo's, brought to
the published ones at 10 and 200 keV; so are all of oxide, by the ratio of the Monte Carlo's two
targets. A few fast light ions that are turned back early give a skewness and a kurtosis that
say nothing of the peak: beyond a skewness of 2.5 both stay.

What channels take in is that of tools/ranges/channel.json, beside RANGES.json.

Set supremiv has the published alone, and oxide by the ratio, and no channels.

  silicon_ranges.py RANGES.json SET.json            prints the set's table
  silicon_ranges.py RANGES.json --check SET.json... exits with 1 unless each set's is this one
"""
import json
import math
import pathlib
import sys

NAME = {"B": "boron", "P": "phosphorus", "As": "arsenic", "Sb": "antimony", "In": "indium",
        "Ga": "gallium", "Al": "aluminum", "BF2": "bf2"}
PUBLISHED_KEV = (10, 30, 50, 100, 200)
# nm, nm, 1, 1 at these energies.
PUBLISHED = {
    "B": ((35.1, 101.1, 162.9, 299.0, 519.4), (18.2, 38.4, 51.5, 71.4, 90.9),
          (-0.07, -0.48, -0.718, -1.091, -1.52), (2.918, 3.274, 3.741, 4.892, 6.981)),
    "P": ((16.0, 40.7, 66.3, 133.9, 275.8), (8.0, 18.6, 28.4, 50.6, 87.3),
          (0.8, 0.508, 0.341, 0.1145, -0.12), (3.945, 3.319, 3.094, 2.931, 2.933)),
    "As": ((12.1, 25.4, 37.1, 65.0, 121.0), (4.5, 9.3, 13.4, 22.8, 40.3),
           (0.667, 0.624, 0.604, 0.577, 0.55), (3.622, 3.531, 3.491, 3.438, 3.39)),
    "Sb": ((12.1, 23.7, 33.1, 53.9, 91.9), (3.7, 7.1, 10.0, 16.1, 27.1),
           (0.58, 0.555, 0.542, 0.524, 0.51), (3.445, 3.399, 3.376, 3.345, 3.322)),
}
FIGURES = ("range_nm", "straggle_nm", "skewness", "kurtosis")
BY_RATIO = ("range_nm", "straggle_nm")
SKEWNESS_MOST, KURTOSIS_THERE = 2.5, 16.05


def between(energies, values, energy, logarithmic):
    """Straight over log E, or in log value."""
    i = max(0, min(len(energies) - 2, sum(e < energy for e in energies) - 1))
    share = math.log(energy / energies[i]) / math.log(energies[i + 1] / energies[i])
    a, b = values[i], values[i + 1]
    return a * (b / a) ** share if logarithmic else a + share * (b - a)


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


class MonteCarlo:
    """One ion in one target."""

    def __init__(self, table):
        self.energy_kev = [row["energy_kev"] for row in table["rows"]]
        self.values = {name: [row[name][0] for row in table["rows"]] for name in FIGURES}

    def at(self, name, energy_kev):
        return between(self.energy_kev, self.values[name], energy_kev, name in BY_RATIO)


def tame(figures):
    """Figures of one target, without what a few ions make of it."""
    wild = [abs(value) > SKEWNESS_MOST for value in figures["skewness"]]
    most = {"skewness": -SKEWNESS_MOST, "kurtosis": KURTOSIS_THERE}
    return {name: [most[name] if far and name in most else value
                   for far, value in zip(wild, values)] for name, values in figures.items()}


def rounded(name, value):
    return float(f"{value:.4g}") if name in BY_RATIO else round(value, 3)


def silicon_of(ion, computed, alone):
    """Energies, and figures by name; what is published alone, or with the rest."""
    if alone:
        return list(PUBLISHED_KEV), dict(zip(FIGURES, PUBLISHED[ion]))
    if ion not in PUBLISHED:
        return computed.energy_kev, computed.values
    published = dict(zip(FIGURES, PUBLISHED[ion]))
    low, high = PUBLISHED_KEV[0], PUBLISHED_KEV[-1]
    below = [e for e in computed.energy_kev if e < low]
    above = [e for e in computed.energy_kev if e > high]
    values = {}
    for name in FIGURES:
        ends = published[name][0], published[name][-1]
        moved = [(end / computed.at(name, e) if name in BY_RATIO else end - computed.at(name, e))
                 for end, e in zip(ends, (low, high))]

        def brought(energy, by, name=name):
            value = computed.at(name, energy)
            return value * by if name in BY_RATIO else value + by
        values[name] = ([brought(e, moved[0]) for e in below] + list(published[name]) +
                        [brought(e, moved[1]) for e in above])
    return below + list(PUBLISHED_KEV) + above, values


def ranges(ion, in_silicon, in_oxide, alone):
    energies, silicon = silicon_of(ion, in_silicon, alone)
    oxide = {name: [value * in_oxide.at(name, e) / in_silicon.at(name, e)
                    if name in BY_RATIO else in_oxide.at(name, e)
                    for e, value in zip(energies, silicon[name])] for name in FIGURES}
    def shown(figures):
        return {name: [rounded(name, v) for v in tame(figures)[name]] for name in FIGURES}
    return {"energy_kev": energies, "silicon": shown(silicon), "oxide": shown(oxide),
            "source": "kiln-ranges"}


def table(path, name):
    """Of the set of a name."""
    tables = read(path)["tables"]
    of = {(t["ion"], t["target"]): MonteCarlo(t) for t in tables}
    alone = name == "supremiv"
    out = {NAME[ion]: ranges(ion, of[ion, "silicon"], of[ion, "sio2"], alone)
           for ion in (PUBLISHED if alone else NAME)}
    channels = {} if alone else read(pathlib.Path(path).with_name("channel.json"))["ions"]
    for ion, channel in channels.items():
        out[NAME[ion]]["channel"] = channel | {"source": "kiln-channel"}
    return out


def numbers(values):
    return "[" + ", ".join(f"{value:g}" if value >= 1e12 else json.dumps(value)
                           for value in values) + "]"


def written_channel(channel):
    """A dose of a beam on its lines."""
    out = []
    for key, value in channel.items():
        if isinstance(value, list) and isinstance(value[0], dict):
            doses = ",\n".join(
                "          {" + ",\n           ".join(f'"{name}": {numbers(dose[name])}'
                                                      for name in dose) + "}" for dose in value)
            out.append(f'        "{key}": [\n{doses}\n        ]')
        else:
            text = numbers(value) if isinstance(value, list) else json.dumps(value)
            out.append(f'        "{key}": {text}')
    return '      "channel": {\n' + ",\n".join(out) + "\n      },"


def written(member):
    """As the set has it: a list of numbers on a line."""
    lines = []
    for name, ion in member.items():
        lines.append(f'    "{name}": {{\n      "energy_kev": {json.dumps(ion["energy_kev"])},')
        for target in ("silicon", "oxide"):
            figures = ",\n".join(f'        "{key}": {json.dumps(values)}'
                                 for key, values in ion[target].items())
            lines.append(f'      "{target}": {{\n{figures}\n      }},')
        if "channel" in ion:
            lines.append(written_channel(ion["channel"]))
        lines.append(f'      "source": "{ion["source"]}"\n    }},')
    return '  "implant": {\n' + "\n".join(lines)[:-1] + "\n  },"


def main(arguments):
    path, *sets = arguments
    if sets[0] != "--check":
        print(written(table(path, read(sets[0])["name"])))
        return 0
    wrong = [name for name in sets[1:]
             if read(name)["implant"] != table(path, read(name)["name"])]
    for name in wrong:
        print(f"{name}: /implant is not what is computed here")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
