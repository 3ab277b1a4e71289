"""Measured profiles (SIMS) that a recipe names by file: CSV rows."""
from .row import Fault, Row

RECIPE = (
    '{ "initial": { "dopant": "boron", "file": "sims.csv" },\n'
    '  "steps": [ { "type": "furnace", "temp_c": 900, "time_min": 10 } ] }'
)
DEPTH, CONC = "0..1e6", "0..5e22"


def csv(name, text, *faults, code=65, more=0):
    """A row whose faults, of (at, column, message, mend, bound), are all in sims.csv."""
    named = [Fault(*fault, **{"source": "sims.csv"}) for fault in faults]
    return Row(name, named, RECIPE, text, code=code, more=more)


ROWS = [
    csv("an empty file", "", (None, "", "empty", "")),
    csv("only a header", "depth_nm,conc_cm3\n", (None, "", "0 points", "at least 2", "at least 2 points")),
    csv("one point", "depth_nm,conc_cm3\n0,1e18\n",
        (None, "", "1 point", "at least 2", "at least 2 points")),
    csv("no header", "[[a]]0,[[b]]1e18\n10,1e17\n",
        ("a", "0", "not known", "the columns are depth_nm, conc_cm3"),
        ("b", "1e18", "not known", "the columns are depth_nm, conc_cm3"),
        ((1, 1), "depth_nm", "missing", "add it to the header"),
        ((1, 1), "conc_cm3", "missing", "add it to the header")),
    csv("depth in micrometres", "[[a]]depth_um,conc_cm3\n0,1e18\n1,1e17\n",
        ("a", "depth_um", "not known", 'did you mean "depth_nm", in nm?'),
        ((1, 1), "depth_nm", "missing", "add it to the header")),
    csv("a column twice", "depth_nm,conc_cm3,[[a]]depth_nm\n0,1e18,0\n",
        ("a", "depth_nm", "given twice", "keep one")),
    csv("a column too many", "depth_nm,conc_cm3,[[a]]counts\n0,1e18,7\n",
        ("a", "counts", "not known", "the columns are")),
    csv("a word for a number", "depth_nm,conc_cm3\n0,1e18\n10,[[a]]n/a\n20,1e16\n",
        ("a", "conc_cm3", "n/a is a text, not a number", "give a number", CONC)),
    csv("NaN", "depth_nm,conc_cm3\n0,[[a]]NaN\n10,1e16\n",
        ("a", "conc_cm3", "NaN is a text, not a number", "give a number", CONC)),
    csv("a decimal comma", 'depth_nm,conc_cm3\n0,1e18\n1,5,[[a]]1e17\n',
        ("a", "", "3 cells, the header 2", "in quotes", "2 cells")),
    csv("a decimal comma in quotes", 'depth_nm,conc_cm3\n0,1e18\n[[a]]"1,5",1e17\n9,1\n',
        ("a", "depth_nm", "a text, not a number", "give a number", DEPTH)),
    csv("semicolons", "[[a]]depth_nm;conc_cm3\n0;1e18\n",
        ("a", "depth_nm;conc_cm3", "not known", "did you mean"),
        ((1, 1), "depth_nm", "missing", "add it to the header"),
        ((1, 1), "conc_cm3", "missing", "add it to the header")),
    csv("a cell too few", "depth_nm,conc_cm3\n0,1e18\n[[a]]10\n20,1e16\n",
        ("a", "", "1 cell", "add the missing", "2 cells")),
    csv("an empty cell", "depth_nm,conc_cm3\n0,1e18\n[[a]]10,\n20,1e16\n",
        ("a", "conc_cm3", "missing", "give a number", CONC)),
    csv("a negative depth", "depth_nm,conc_cm3\n[[a]]-5,1e18\n10,1e17\n20,1e16\n",
        ("a", "depth_nm", "-5 nm is outside", "give a value of", DEPTH)),
    csv("a concentration past all silicon", "depth_nm,conc_cm3\n0,[[a]]1e23\n10,1e17\n20,1e16\n",
        ("a", "conc_cm3", "1e23 cm^-3 is outside", "give a value of", CONC)),
    csv("infinity", "depth_nm,conc_cm3\n0,[[a]]1e999\n10,1e17\n20,1e16\n",
        ("a", "conc_cm3", "outside", "give a value of", CONC)),
    csv("depths that go back", "depth_nm,conc_cm3\n0,1e18\n20,1e17\n[[a]]10,1e16\n30,1\n",
        ("a", "depth_nm", "10 nm is not below the 20 nm before it", "sort the rows", "> 20")),
    csv("a depth twice, columns exchanged", "conc_cm3,depth_nm\n1e18,0\n1e17,[[a]]0\n1e16,5\n",
        ("a", "depth_nm", "0 nm is not below the 0 nm before it", "sort the rows", "> 0")),
    csv("a quote never closed", 'depth_nm,conc_cm3\n0,1e18\n10,[[a]]"1e17\n20,1e16\n',
        ("a", "", "a quote never closed", "close it")),
    csv("text after a quote", 'depth_nm,conc_cm3\n0,1e18\n10,"1e17"[[a]]x\n20,1e16\n',
        ("a", "", "after a closing quote", "write a comma")),
    csv("UTF-16", "depth_nm,conc_cm3\n0,1\n".encode("utf-16"), ((1, 1), "", "UTF-16", "UTF-8")),
    csv("Latin-1", b"depth_nm,conc_cm3\n0,1e18\n10,1e17\xb0\n20,1e16\n",
        ((3, 8), "", "UTF-8", "UTF-8")),
    csv("many rows at fault",
        "depth_nm,conc_cm3\n0,1e18\n[[a]]x,[[b]]y\n20,[[c]]-1\n30,1e16\n[[d]]25,1e16\n",
        ("a", "depth_nm", "a text, not a number", "give a number", DEPTH),
        ("b", "conc_cm3", "a text, not a number", "give a number", CONC),
        ("c", "conc_cm3", "-1 cm^-3 is outside", "give a value of", CONC),
        ("d", "depth_nm", "25 nm is not below the 30 nm", "sort the rows", "> 30")),
    csv("more than twenty rows at fault",
        "depth_nm,conc_cm3\n" + "".join(f"{i},[[{chr(97 + i)}]]bad\n" for i in range(24)),
        *[(chr(97 + i), "conc_cm3", "bad is a text", "give a number", CONC) for i in range(20)],
        more=4),
    csv("more points than are taken",
        "depth_nm,conc_cm3\n" + "".join(f"{i},1e18\n" for i in range(20001)),
        (None, "", "20001 points", "at most 20000", "at most 20000 points")),
    Row("a file that is not there",
        [Fault("a", "/initial/0/file", "sim.csv: no such file", "sims.csv")],
        '{ "initial": [ { "dopant": "B", "file": [[a]]"sim.csv" } ],\n'
        '  "steps": [ { "type": "furnace", "temp_c": 900, "time_min": 10 } ] }',
        "depth_nm,conc_cm3\n0,1e18\n10,1e17\n", code=66),
    Row("a folder",
        [Fault("a", "/initial/file", ".: this is a folder", "give a file in it")],
        RECIPE.replace('"sims.csv"', '[[a]]"."'), code=66),
    Row("the recipe and two files at fault",
        [Fault("a", "/recipe_id", "a number, not a text", "give a text", "1 to 100 bytes"),
         Fault("b", "/steps/0/temp_c", "outside", "give a value of", "300..1400"),
         Fault("c", "conc_cm3", "x is a text", "give a number", CONC, "sims.csv"),
         Fault("d", "/initial/1/file", "no.csv: no such file", "check the path")],
        '{ "recipe_id": [[a]]1, "initial": [ { "dopant": "B", "file": "sims.csv" },\n'
        '  { "dopant": "P", "file": [[d]]"no.csv" } ],\n'
        '  "steps": [ { "type": "furnace", "temp_c": [[b]]90, "time_min": 10 } ] }',
        "depth_nm,conc_cm3\n0,[[c]]x\n10,1e17\n"),
]
