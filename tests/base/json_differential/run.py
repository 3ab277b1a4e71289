#!/usr/bin/env python3
"""Kiln's JSON reader against jansson and Node: run.py DIFFERENTIAL NODE [SEED].

Makes the corpus, then has both compared; fails when either comparison does.
"""
import pathlib
import struct
import subprocess
import sys
import tempfile

import generate

HERE = pathlib.Path(__file__).parent


def write_corpus(path, seed):
    """Per document: v, i or ? for what is expected, four bytes of size, the text."""
    with open(path, "wb") as corpus:
        for expected, document in generate.corpus(seed):
            corpus.write((expected or "?")[0].encode() + struct.pack("<I", len(document)))
            corpus.write(document)


def main(differential, node, seed="20261124"):
    with tempfile.TemporaryDirectory() as folder:
        corpus, verdicts = f"{folder}/corpus", f"{folder}/verdicts"
        write_corpus(corpus, int(seed))
        with_jansson = subprocess.run([differential, corpus, verdicts])
        with_node = subprocess.run([node, HERE / "compare.js", corpus, verdicts])
    return 1 if with_jansson.returncode or with_node.returncode else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
