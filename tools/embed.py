#!/usr/bin/env python3
"""Writes text files as a C table of kiln_model_text.

  tools/embed.py OUTPUT FILE...     the first FILE comes first; its name without .json is the key

Bytes rather than string literals: C17 promises no literal beyond 4095 bytes.
"""
import pathlib
import sys

PER_LINE = 24


def main(output, *files):
    paths = [pathlib.Path(name) for name in files]
    lines = ['/* Written by tools/embed.py. */', '#include "silicon/shipped.h"', ""]
    for path in paths:
        data = path.read_text(encoding="ascii").encode()
        lines.append(f"static const char {path.stem.upper()}[{len(data)}] = {{")
        for i in range(0, len(data), PER_LINE):
            lines.append(",".join(str(byte) for byte in data[i:i + PER_LINE]) + ",")
        lines.append("};")
    lines.append("const kiln_model_text kiln_shipped[] = {")
    lines += [f'    {{"{p.stem}", {p.stem.upper()}, sizeof {p.stem.upper()}}},' for p in paths]
    lines += ["};", f"const size_t kiln_shipped_count = {len(paths)};", ""]
    pathlib.Path(output).write_text("\n".join(lines), encoding="ascii")


if __name__ == "__main__":
    main(*sys.argv[1:])
