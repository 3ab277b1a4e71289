#!/usr/bin/env python3
"""Times Kiln against its peers, turn about in one run, and writes the result as JSON.

  bench/run.py BUILD_DIR [--output FILE] [--rounds N] [--only NAME]...

BUILD_DIR is built with -Dbench=true; FILE is BUILD_DIR/benchmark-results.json unless given. The
plot of cost against grid points is BUILD_DIR/cost.svg.
Nothing is asserted: a ratio short of its target is printed, and the exit code is 0.
"""
import argparse
import datetime
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import time

import mpmath
import numba
import numpy
import scipy

import cost
from peers import BENCHMARKS

ROUNDS = 40
WARM_UP = 3
SLOW_CALLS, SLOW_ROUNDS = 2, 10  # a slow peer: so many calls, every so many rounds
ACCURACY_POINTS = 400


def text_of(*command):
    """What a command prints, or nothing."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              cwd=pathlib.Path(__file__).parent, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()


def cpu():
    """Model name and whether it has AVX2."""
    info = pathlib.Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    found = {}
    for line in lines:
        key, _, value = line.partition(":")
        found.setdefault(key.strip(), value.strip())
    return {"model": found.get("model name", platform.processor()),
            "avx2": "avx2" in found.get("flags", "").split(), "cores": os.cpu_count()}


def environment(compiler):
    """What the figures depend on."""
    return {
        "cpu": cpu(), "system": platform.platform(), "compiler": compiler,
        "git_commit": text_of("git", "rev-parse", "HEAD"),
        "git_clean": text_of("git", "status", "--porcelain", "--untracked-files=no") == "",
        "python": platform.python_version(), "numpy": numpy.__version__,
        "scipy": scipy.__version__, "numba": numba.__version__,
    }


def time_kiln(program, row, points, calls):
    """One round of C: (compiler, milliseconds of each call)."""
    done = subprocess.run([program, row, str(calls)], input=points.tobytes(),
                          stdout=subprocess.PIPE, check=True)
    result = json.loads(done.stdout)
    return result["compiler"], result["ms"]


def time_peer(function, points, warm_up, calls):
    """One round of Python: milliseconds of each call."""
    results = numpy.empty_like(points)
    for _ in range(warm_up):
        function(points, results)
    times = []
    for _ in range(calls):
        start = time.perf_counter()
        function(points, results)
        times.append((time.perf_counter() - start) * 1e3)
    return times


def measure(program, benchmark, rounds):
    """All sides in turn, round by round: (compiler, {side: milliseconds of each call})."""
    rows = {"kiln": benchmark.kiln, **benchmark.others}
    times = {side: [] for side in [*rows, *benchmark.peers]}
    compiler = ""
    for turn in range(rounds):
        for side, row in rows.items():
            compiler, ms = time_kiln(program, row, benchmark.points, benchmark.calls)
            times[side] += ms
        for side, function in benchmark.peers.items():
            if side not in benchmark.slow:
                times[side] += time_peer(function, benchmark.points, WARM_UP, benchmark.calls)
            elif turn % SLOW_ROUNDS == 0:
                times[side] += time_peer(function, benchmark.points, 0, SLOW_CALLS)
    return compiler, times


def summary(times):
    """The figures of one side."""
    return {"mean_ms": statistics.fmean(times), "std_ms": statistics.stdev(times),
            "iterations": len(times), "median_ms": statistics.median(times),
            "min_ms": min(times)}


def max_ulp(exact, points, values):
    """The largest error in units of the last place."""
    worst = 0
    for x, value in zip(points.tolist(), values.tolist()):
        truth = exact(mpmath, mpmath.mpf(x))
        worst = max(worst, float(abs(mpmath.mpf(value) - truth) / numpy.spacing(float(truth))))
    return worst


def values_of(program, row, points):
    """What a row of bench.c makes of the points."""
    done = subprocess.run([program, row, "values"], input=points.tobytes(),
                          stdout=subprocess.PIPE, check=True)
    return numpy.frombuffer(done.stdout)


def accuracy(program, benchmark):
    """The largest error of each side, on part of the points: in ulp beside the exact function,
    in percent beside the finest row; nothing if there is neither."""
    mpmath.mp.prec = 120
    points = benchmark.points[:ACCURACY_POINTS]
    if benchmark.exact:
        def error(values):
            return max_ulp(benchmark.exact, points, values)
    elif benchmark.finest:
        finest = values_of(program, benchmark.finest, points)

        def error(values):
            return 100 * float(numpy.max(numpy.abs(values / finest - 1)))
    else:
        return {}
    rows = {"kiln": benchmark.kiln, **benchmark.others}
    errors = {side: error(values_of(program, row, points)) for side, row in rows.items()}
    for side, function in benchmark.peers.items():
        values = numpy.empty_like(points)
        function(points, values)
        errors[side] = error(values)
    return errors


def print_benchmark(benchmark, times, errors, ratios):
    """The table for people."""
    unit = "max ulp" if benchmark.exact else "error %" if benchmark.finest else ""
    print(f"\n{benchmark.name}")
    print(f"  {'':16} {'median ms':>10} {'min':>10} {'mean':>10} {'std':>10} {unit:>8}  "
          + ("Kiln is faster by" if len(times) > 1 else ""))
    for side, ms in times.items():
        figures = summary(ms)
        error = f"{errors[side]:8.2g}" if errors else f"{'':8}"
        ratio = ratios.get(f"{benchmark.name}/{side}")
        said = f"{ratio:.2f}" if ratio else ""
        if side in benchmark.target:
            said += f"  (target {benchmark.target[side]})"
        if side in benchmark.target_ms:
            said += f"(target {benchmark.target_ms[side]} ms)"
        print(f"  {side:16} {figures['median_ms']:10.4f} {figures['min_ms']:10.4f} "
              f"{figures['mean_ms']:10.4f} {figures['std_ms']:10.4f} {error}  {said}".rstrip())


def parse_arguments():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=pathlib.Path, metavar="BUILD_DIR")
    parser.add_argument("--output", type=pathlib.Path, metavar="FILE")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N",
                        help=f"of some calls of each side (default {ROUNDS})")
    parser.add_argument("--only", action="append", metavar="NAME",
                        choices=[*(benchmark.name for benchmark in BENCHMARKS), "cost"],
                        help="this benchmark; may be repeated (default: all)")
    arguments = parser.parse_args()
    if arguments.rounds < 1:
        parser.error("--rounds must be at least 1")
    return arguments


def compare(program, arguments):
    """All benchmarks with their peers, as in the record."""
    record = {"benchmarks": {}, "ratios": {}, "max_ulp": {}, "max_percent": {}}
    compiler = ""
    for benchmark in BENCHMARKS:
        if arguments.only and benchmark.name not in arguments.only:
            continue
        compiler, times = measure(program, benchmark, arguments.rounds)
        errors = accuracy(program, benchmark)
        kiln_ms = statistics.median(times["kiln"])
        for side, ms in times.items():
            name = f"{benchmark.name}/{side}"
            record["benchmarks"][name] = summary(ms)
            if side != "kiln":
                record["ratios"][name] = statistics.median(ms) / kiln_ms
            if errors:
                record["max_ulp" if benchmark.exact else "max_percent"][name] = errors[side]
        print_benchmark(benchmark, times, errors, record["ratios"])
    return compiler, record


def main():
    """Measures, prints, writes."""
    arguments = parse_arguments()
    program = str(arguments.build / "bench" / "kiln-bench")
    now = datetime.datetime.now(datetime.timezone.utc)
    compiler, record = compare(program, arguments)
    if not arguments.only or "cost" in arguments.only:
        record["cost"] = cost.measure(program)
        cost.report(record["cost"])
        cost.plot(f"{program}-cost", record["cost"], arguments.build / "cost.svg")
    record = {"timestamp": now.isoformat(timespec="seconds"),
              "environment": environment(compiler), **record}
    output = arguments.output or arguments.build / "benchmark-results.json"
    output.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    print(f"\nWritten: {output}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
