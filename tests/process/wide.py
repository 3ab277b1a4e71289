"""The solver's makes for different processors give the same bytes.

  wide.py SHIPPED PLAIN [AVX2]

Goal: random problems, marched by the solver as shipped (its wide loops compiled twice, of which
the processor takes one), by the same sources compiled once for any processor, and by them
compiled wholly for AVX2, come out the same to the last bit.
Why: one result must not depend on the machine that it was computed on.

Exits with 0 if they are the same, 1 if not. AVX2 is left out where the processor lacks it.
"""
import pathlib
import subprocess
import sys


def has_avx2():
    """Whether this processor has it."""
    info = pathlib.Path("/proc/cpuinfo")
    return info.exists() and " avx2 " in info.read_text(encoding="utf-8")


def main():
    """Runs and compares."""
    shipped, plain, *avx2 = sys.argv[1:]
    programs = [shipped, plain, *(avx2 if has_avx2() else [])]
    outputs = [subprocess.run([program], stdout=subprocess.PIPE, check=True).stdout
               for program in programs]
    same = len(outputs[0]) > 0 and all(output == outputs[0] for output in outputs)
    print(f"{len(programs)} makes, {len(outputs[0])} bytes each: "
          + ("the same" if same else "they differ"))
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
