"""Makes a corpus of JSON documents, valid and not, always the same for one seed.

corpus(seed) gives pairs (expected, document): expected is "valid" or "invalid" where that is
known by construction (in strict RFC 8259 with Kiln's rules: no duplicate keys, no lone
surrogates, no number past a double, at most 64 levels), None for documents broken at random.
"""
import random

from hard_cases import INVALID, VALID

RANDOM_VALID = 2500
DUPLICATES = LONE_SURROGATES = OVERFLOWS = 150
MUTANTS = 3200
TRUNCATED = 700

CODE_POINTS = [
    0x20, 0x22, 0x2F, 0x5C, 0x7F, 0x80, 0xA0, 0xB5, 0x7FF, 0x800, 0x2028, 0x2029, 0xD7FF,
    0xE000, 0xFDD0, 0xFEFF, 0xFFFD, 0xFFFE, 0xFFFF, 0x10000, 0x1F600, 0xFFFFF, 0x10FFFF,
]
NUMBERS = [
    "0", "-0", "0.0", "-0.0", "0e0", "0E-0", "-0e5", "0e99999", "1e-99999", "9007199254740991",
    "9007199254740992", "9007199254740993", "-9007199254740993", "9223372036854775807",
    "-9223372036854775808", "1.7976931348623157e308", "-1.7976931348623157E+308", "5e-324",
    "4.9406564584124654e-324", "2.4703282292062327e-324", "2.4703282292062328e-324",
    "2.2250738585072011e-308", "2.2250738585072014e-308", "9007199254740992.9999999999999999",
    "9007199254740993.0", "1.00000000000000011102230246251565404", "0.1",
    "123456789.123456789e-9",
]
BIG_INTEGERS = ["9223372036854775808", "-9223372036854775809", "1" + "0" * 300, "-" + "9" * 40]
OVERFLOWING = ["1e309", "-1E400", "1.7976931348623159e308", "1e99999", "-123e4567",
               "17976931348623159" + "0" * 292 + ".0"]
# What a mutation puts in: bytes that mean something to JSON or to UTF-8.
TELLING = (b'[]{}:,"\\/-+.eE0123456789 \t\r\n\'ntfu#'
           b'\x00\x1f\x7f\x80\xc0\xc2\xe0\xed\xa0\xf0\xf4\xff')


class Maker:
    """Valid documents by the grammar, in all the ways of writing each thing."""

    def __init__(self, rng):
        self.rng = rng

    def blank(self):
        if self.rng.random() < 0.7:
            return ""
        return "".join(self.rng.choice(" \t\r\n") for _ in range(self.rng.randrange(4)))

    def escaped(self, code):
        """A character as the escape \\uXXXX, or as two."""
        if code > 0xFFFF:
            high, low = divmod(code - 0x10000, 0x400)
            return self.escaped(0xD800 + high) + self.escaped(0xDC00 + low)
        digits = f"{code:04x}"
        return "\\u" + "".join(self.rng.choice((d, d.upper())) for d in digits)

    def character(self):
        """A character, as written and as meant."""
        kind = self.rng.random()
        if kind < 0.6:
            code = self.rng.randrange(0x20, 0x7F)
        elif kind < 0.75:
            code = self.rng.choice(CODE_POINTS)
        elif kind < 0.9:
            code = self.rng.choice((self.rng.randrange(0x800), self.rng.randrange(0x110000)))
        else:
            written = self.rng.choice('"\\/bfnrt')
            return "\\" + written, dict(zip("bfnrt", "\b\f\n\r\t")).get(written, written)
        if 0xD800 <= code < 0xE000:
            code -= 0x800
        must_escape = code < 0x20 or chr(code) in '"\\'
        if must_escape or self.rng.random() < 0.15:
            return self.escaped(code), chr(code)
        return chr(code), chr(code)

    def text(self):
        """A text, as written and as meant."""
        size = self.rng.choice((0, 1, 2, 5, 10, 40))
        characters = [self.character() for _ in range(size)]
        return '"' + "".join(c[0] for c in characters) + '"', "".join(c[1] for c in characters)

    def number(self):
        kind = self.rng.random()
        if kind < 0.3:
            return self.rng.choice(NUMBERS)
        if kind < 0.32:
            return self.rng.choice(BIG_INTEGERS)
        sign = self.rng.choice(("", "-"))
        if kind < 0.6:
            return sign + str(self.rng.randrange(10 ** self.rng.randrange(1, 19)))
        digits = self.rng.choice((1, 2, 5, 17, 18, 19, 20, 30, 100, 800))
        fraction = "".join(self.rng.choice("0123456789") for _ in range(digits))
        whole = str(self.rng.randrange(10 ** self.rng.randrange(1, 6)))
        exponent = self.rng.choice(("", "e", "E", "e+", "E-", "e-"))
        if exponent:
            exponent += str(self.rng.randrange(self.rng.choice((3, 20, 302))))
        return sign + whole + self.rng.choice(("", "." + fraction)) + exponent

    def value(self, depth):
        kind = self.rng.random()
        if depth > 0 and kind < 0.35:
            items = [self.value(depth - 1) for _ in range(self.rng.randrange(5))]
            return self.bracket("[", items, "]")
        if depth > 0 and kind < 0.7:
            return self.object(depth - 1)
        if kind < 0.8:
            return self.text()[0]
        if kind < 0.95:
            return self.number()
        return self.rng.choice(("null", "true", "false"))

    def bracket(self, opening, items, closing):
        padded = [self.blank() + item + self.blank() for item in items]
        return opening + (",".join(padded) or self.blank()) + closing

    def object(self, depth):
        members = {}
        for _ in range(self.rng.randrange(6)):
            written, meant = self.text()
            members[meant] = written + self.blank() + ":" + self.blank() + self.value(depth)
        return self.bracket("{", members.values(), "}")

    def document(self):
        return self.blank() + self.value(self.rng.randrange(1, 7)) + self.blank()

    def around(self, text):
        """A document with the text somewhere inside as a value."""
        for _ in range(self.rng.randrange(4)):
            if self.rng.random() < 0.5:
                others = [self.value(1) for _ in range(self.rng.randrange(3))]
                others.insert(self.rng.randrange(len(others) + 1), text)
                text = self.bracket("[", others, "]")
            else:
                text = self.bracket("{", ['"k":' + text, '"l":' + self.value(1)], "}")
        return text

    def duplicate(self):
        """An object in which a key stands twice, at times in two ways of writing."""
        written, meant = self.text()
        again = written
        if meant and self.rng.random() < 0.5:
            again = '"' + "".join(self.escaped(ord(c)) for c in meant) + '"'
        members = [f"{written}:{self.value(1)}", f"{again}:{self.value(1)}"]
        members.insert(self.rng.randrange(3), '"another key that is in no text":0')
        return self.around(self.bracket("{", members, "}"))

    def lone_surrogate(self):
        high = self.escaped(self.rng.randrange(0xD800, 0xDC00))
        low = self.escaped(self.rng.randrange(0xDC00, 0xE000))
        lone = self.rng.choice((high, low, low + high, high + "\\n", high + "x", high + high))
        before, after = self.text()[0][1:-1], self.rng.choice(("", " ", "z", "\\t"))
        return self.around(f'"{before} {lone}{after}"')


def mutate(rng, document):
    """Breaks (or not) a document in one to three places."""
    data = bytearray(document)
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        at = rng.randrange(len(data) + 1)
        end = min(len(data), at + rng.choice((1, 1, 2, 5)))
        kind = rng.randrange(6)
        if kind == 0:
            data[at:at] = bytes([rng.choice(TELLING)])
        elif kind == 1:
            data[at:end] = b""
        elif kind == 2:
            data[at:end] = bytes([rng.choice(TELLING)])
        elif kind == 3 and at < len(data):
            data[at] ^= 1 << rng.randrange(8)
        elif kind == 4:
            data[at:at] = data[at:end]
        else:
            other = rng.randrange(len(data) + 1)
            data[other:other] = data[at:end]
    return bytes(data)


def nested(rng, depth):
    """Arrays and objects, so many levels deep, around a scalar."""
    opening, closing = "", ""
    for _ in range(depth):
        pair = rng.choice((("[", "]"), ('{"k":', "}"), ("[0,", "]")))
        opening, closing = opening + pair[0], pair[1] + closing
    return opening + "1" + closing


def corpus(seed):
    rng = random.Random(seed)
    make = Maker(rng)
    valid = [make.document().encode() for _ in range(RANDOM_VALID)]
    documents = [("valid", document) for document in valid]
    documents += [("valid", document) for document in VALID]
    documents += [("invalid", document) for document in INVALID]
    for depth in range(60, 70):
        expected = "valid" if depth <= 64 else "invalid"
        documents += [(expected, nested(rng, depth).encode()) for _ in range(10)]
    broken = [make.duplicate() for _ in range(DUPLICATES)]
    broken += [make.lone_surrogate() for _ in range(LONE_SURROGATES)]
    broken += [make.around(rng.choice(OVERFLOWING)) for _ in range(OVERFLOWS)]
    documents += [("invalid", document.encode()) for document in broken]
    sources = [document for document in valid if len(document) > 8] + VALID + INVALID
    for _ in range(MUTANTS):
        documents.append((None, mutate(rng, rng.choice(sources))))
    for _ in range(TRUNCATED):
        document = rng.choice(sources)
        documents.append((None, document[: rng.randrange(len(document) + 1)]))
    return documents
