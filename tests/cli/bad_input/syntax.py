"""Text that is no JSON: the reading ends at the first fault, but for duplicate keys."""
from .row import Fault, Row


def broken(name, recipe, at, message, mend, pointer="", bound=""):
    """A recipe with one fault of syntax."""
    return Row(name, [Fault(at, pointer, message, mend, bound)], recipe)


SOUND = '{ "steps": [ { "type": "furnace", "temp_c": 900, "time_min": 10 } ] }'

ROWS = [
    broken("empty", "[[a]]", "a", "the file is empty", "write a value"),
    broken("blanks only", " \n\t\n  [[a]]", "a", "blanks and comments only", "write a value"),
    broken("a comment only", "// nothing yet\n[[a]]", "a", "blanks and comments only", "write"),
    broken("a BOM only", b"\xef\xbb\xbf", (1, 1), "the file is empty", "write a value"),
    broken("cut after the brace", "{[[a]]", "a", "ends inside the object opened at 1:1", "}"),
    broken(
        "cut inside a list",
        '{ "steps": [\n  { "type": "furnace", "temp_c": 900, "time_min": 10 },\n[[a]]',
        "a",
        "ends inside the array opened at 1:12",
        "]",
        "/steps",
    ),
    broken(
        "cut inside a text", '{ "recipe_id": [[a]]"unfinished', "a", "never closed", '"',
        "/recipe_id",
    ),
    broken(
        "a text over two lines", '{ "recipe_id": [[a]]"one\ntwo" }', "a", "not closed on its line",
        "\\n", "/recipe_id",
    ),
    broken("something after the end", SOUND + "\n[[a]]x", "a", "instead of the end", "one value"),
    broken("two documents", SOUND + "\n[[a]]" + SOUND, "a", "instead of the end", "one value"),
    broken("a closing brace too many", SOUND + " [[a]]}", "a", "closes nothing", "remove it"),
    broken(
        "a list closed as an object", '{ "steps": [ 1, 2 [[a]]} }', "a",
        "} cannot close the array opened at 1:12", "]", "/steps",
    ),
    broken(
        "an object closed as a list", '{ "model": { "set": "kiln" [[a]]] }', "a",
        "] cannot close the object opened at 1:12", "}", "/model",
    ),
    broken(
        "no comma between members", '{ "recipe_id": "A"\n  [[a]]"description": "B" }', "a",
        "no comma", "comma",
    ),
    broken("no comma between items", '{ "cuts": [ "a" [[a]]"b" ] }', "a", "no comma", "comma", "/cuts"),
    broken("no colon", '{ "recipe_id" [[a]]"A" }', "a", "instead of a colon", "write :", "/recipe_id"),
    broken("an equals sign", '{ "recipe_id" [[a]]= "A" }', "a", "instead of a colon", ":", "/recipe_id"),
    broken("a semicolon", '{ "recipe_id": "A"[[a]]; }', "a", "a semicolon", "commas"),
    broken("two commas", '{ "recipe_id": "A",[[a]], }', "a", "a comma with nothing before", "remove"),
    broken("a comma first", '{ "cuts": [ [[a]], "a" ] }', "a", "no value before this comma", "", "/cuts")
    ._replace(faults=[Fault("a", "/cuts/0", "no value before this comma", "remove the comma")]),
    broken("a value missing", '{ "recipe_id": [[a]], "description": "B" }', "a", "no value", "write",
           "/recipe_id"),
    broken("single quotes", "{ [[a]]'recipe_id': 'A' }", "a", "a single quote", "double quotes"),
    broken("a bare key", "{ [[a]]recipe_id: 1 }", "a", "not in double quotes", '"recipe_id"'),
    broken("a bare word", '{ "recipe_id": [[a]]boron }', "a", "boron is not a JSON value", '"boron"',
           "/recipe_id"),
    broken("typographic quotes", '{ [[a]]\u201crecipe_id\u201d: 1 }', "a", "typographic quote",
           "plain double quote"),
    broken("a no-break space", '{[[a]]\u00a0"recipe_id": "A" }', "a", "no-break space", "plain space"),
    broken("a typographic minus", '{ "cuts": [[a]]\u22125 }', "a", "typographic minus", "plain minus",
           "/cuts"),
    broken("NaN", '{ "cuts": [[a]]NaN }', "a", "NaN is not a JSON value", "JSON has no NaN", "/cuts"),
    broken("minus infinity", '{ "cuts": [[a]]-Infinity }', "a", "-Infinity is not", "finite", "/cuts"),
    broken("Python's True", '{ "cuts": [[a]]True }', "a", "True is not", "write true", "/cuts"),
    broken("Python's None", '{ "cuts": [[a]]None }', "a", "None is not", "write null", "/cuts"),
    broken("a plus sign", '{ "cuts": [[a]]+5 }', "a", "cannot start with +", "leave out the +", "/cuts"),
    broken("a bare point", '{ "cuts": [[a]].5 }', "a", "cannot start with its point", "0", "/cuts"),
    broken("no digit after the point", '{ "cuts": [[a]]5. }', "a", "no digit after its point", "5.0",
           "/cuts"),
    broken("no digit in the exponent", '{ "cuts": [[a]]1e }', "a", "no digit in its exponent", "1e15",
           "/cuts"),
    broken("leading zeros", '{ "cuts": [[a]]0900 }', "a", "leading zeros", "7, not 07", "/cuts"),
    broken("hexadecimal", '{ "cuts": 0[[a]]x1F }', "a", "right after a number", "no hexadecimal",
           "/cuts"),
    broken("a unit behind a number", '{ "cuts": 900[[a]]C }', "a", "right after a number", "no unit",
           "/cuts"),
    broken("a decimal comma", '{ "cuts": 1,[[a]]5 }', "a", "not in double quotes", "1.5 and not 1,5"),
    broken("too large for a double", '{ "cuts": [[a]]1e999 }', "a", "past the largest double",
           "nearer to 0", "/cuts", "at most 1.7976931348623157e308"),
    broken("a tab in a text", '{ "recipe_id": "A[[a]]\tB" }', "a", "control character 0x09", "\\t",
           "/recipe_id"),
    broken("a NUL in the file", b'{ "recipe_id": "A\x00B" }', (1, 18), "control character 0x00",
           "\\u0000", "/recipe_id"),
    broken("an unknown escape", '{ "recipe_id": "A[[a]]\\x41" }', "a", "no escape", "backslash",
           "/recipe_id"),
    broken("a Windows path", '{ "recipe_id": "C:[[a]]\\data" }', "a", "no escape", "\\\\",
           "/recipe_id"),
    broken("half a surrogate pair", '{ "recipe_id": "[[a]]\\ud83d" }', "a", "surrogate pair",
           "both halves", "/recipe_id"),
    broken("a short escape", '{ "recipe_id": "[[a]]\\u12" }', "a", "hexadecimal", "four",
           "/recipe_id"),
    broken("a hash comment", "[[a]]# recipe\n{}", "a", "# starts no comment", "//"),
    broken("a comment never closed", "{ [[a]]/* so far\n so good }", "a", "never closed", "*/"),
    broken("UTF-16, little end first", '{ "steps": [] }'.encode("utf-16"), (1, 1), "UTF-16", "UTF-8"),
    broken("UTF-16, big end first", b"\xfe\xff" + '{ "steps": [] }'.encode("utf-16-be"), (1, 1),
           "UTF-16", "UTF-8"),
    broken("Latin-1", '{ "recipe_id": "950 \u00b0C" }'.encode("latin-1"), (1, 21), "UTF-8", "UTF-8"),
    broken("an overlong NUL", b'{ "recipe_id": "\xc0\x80" }', (1, 17), "UTF-8", "UTF-8"),
    broken("nested 65 deep", '{"cuts":' + "[" * 63 + "[[a]][" + "]" * 64 + "}", "a", "65 levels", "nest the data less",
           "/cuts" + "/0" * 63, "at most 64"),
    broken("10 MB of brackets", b"[" * 10_000_000, (1, 65), "65 levels", "nest the data less", "/0" * 64, "at most 64"),
    broken("10 MB of objects", b'{"a":' * 2_000_000, (1, 321), "65 levels", "nest the data less", "/a" * 64,
           "at most 64"),
    Row(
        "a key twice",
        [Fault("a", "/recipe_id", "1:3", "keep one")],
        '{ "recipe_id": "A", [[a]]"recipe_id": "B" }',
    ),
    Row(
        "keys twice in several objects",
        [
            Fault("a", "/steps/0/temp_c", "2:24", "keep one"),
            Fault("b", "/model/set", "3:14", "keep one"),
            Fault("c", "/recipe_id", "1:3", "keep one"),
        ],
        '{ "recipe_id": "A", "steps": [\n'
        '  { "type": "furnace", "temp_c": 900, [[a]]"temp_c": 950, "time_min": 10 } ],\n'
        '  "model": { "set": "kiln", [[b]]"set": "pichler" }, [[c]]"recipe_id": "B" }',
    ),
    Row(
        "a key three times",
        [
            Fault("a", "/recipe_id", "1:3", "keep one"),
            Fault("b", "/recipe_id", "1:3", "keep one"),
        ],
        '{ "recipe_id": "A", [[a]]"recipe_id": "B", [[b]]"recipe_id": "C" }',
    ),
]
