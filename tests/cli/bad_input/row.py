"""A row of the table, and where its faults are.

A document marks each place where a fault stands with its letter between brackets, as in
`"temp_c": [[a]]1500`. The marks are taken out before Kiln sees the text, and the places are
counted from them: line from 1, column in bytes from 1. So no place comes from what Kiln says.
"""
import re
from typing import NamedTuple

MARK = re.compile(rb"\[\[([a-z])\]\]")


class Fault(NamedTuple):
    """One fault that must be told of."""

    at: object  # the mark; (line, column); None: it has no place (flags, files)
    pointer: str  # JSON Pointer, flag, or CSV column
    message: str  # a part of the message
    mend: str  # a part of the mend; "" for none at all
    bound: str = ""  # the bound, whole; "" when there is none to tell
    source: str = "recipe.json"  # the file, or who speaks


class Row(NamedTuple):
    """One run of Kiln on bad input."""

    name: str
    faults: list
    recipe: object = None  # text with marks, or bytes without; None: a sound one
    csv: object = None  # sims.csv, the same
    model: object = None  # model.json, the same; it is given as --models
    words: object = None  # the command line, in place of simulate recipe.json
    code: int = 65
    more: int = 0  # faults past the twenty that are told


def unmark(text):
    """The bytes without marks, and the place of each mark."""
    if text is None:
        return None, {}
    if isinstance(text, bytes):
        return text, {}
    marked = text.encode()
    places, plain, end = {}, b"", 0
    for mark in MARK.finditer(marked):
        plain += marked[end : mark.start()]
        end = mark.end()
        line_start = plain.rfind(b"\n") + 1
        places[mark[1].decode()] = (plain.count(b"\n") + 1, len(plain) - line_start + 1)
    return plain + marked[end:], places
