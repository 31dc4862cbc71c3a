#!/usr/bin/python3
"""Runs the benchmarks and compares the peers of each work.

report.py BUILD FILTER   runs the works whose names match, and prints a table
report.py BUILD --write  runs all and writes docs/benchmarks.md and its plots

Every work has a process of its own, in which Google Benchmark shuffles the repetitions of all peers.
"""
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile

import works

HERE = os.path.dirname(os.path.abspath(__file__))


class Peer:
    """The times of one peer at one size, in seconds an operation, in the order of repetitions."""

    def __init__(self):
        self.times = []

    def median(self):
        return statistics.median(self.times)


def names(program):
    listed = subprocess.run([program, "--benchmark_list_tests"], capture_output=True, text=True, check=True)
    return list(dict.fromkeys(line.split("/")[0] for line in listed.stdout.splitlines()))


def run(program, work, repetitions, folder):
    """Runs one work; {(peer, size): Peer} and what Google Benchmark says of the machine."""
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        subprocess.run([program, f"--benchmark_filter=^{work}/", "--benchmark_enable_random_interleaving=true",
                        f"--benchmark_repetitions={repetitions}", f"--benchmark_out={out.name}",
                        "--benchmark_out_format=json"], cwd=folder, check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        measured = json.load(out)
    runs = [each for each in measured["benchmarks"] if each["run_type"] == "iteration"]
    peers = {}
    for each in sorted(runs, key=lambda each: each["repetition_index"]):
        if "error_message" in each:
            raise SystemExit(f"{each['name']}: {each['error_message']}")
        parts = [part for part in each["run_name"].split("/")[1:] if ":" not in part and not part.endswith("_time")]
        key = (parts[0], int(parts[1]) if len(parts) > 1 else None)
        unit = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1}[each["time_unit"]]
        peers.setdefault(key, Peer()).times.append(each["real_time"] * unit / each.get("operations", 1))
    return dict(sorted(peers.items(), key=lambda each: (each[0][1] or 0, works.rank(each[0][0])))), measured["context"]


def ratio(times, base):
    """Of medians, with the quartiles of what the repetitions gave, each beside its neighbour."""
    pairs = sorted(a / b for a, b in zip(times, base))
    low, _, high = statistics.quantiles(pairs, n=4) if len(pairs) > 1 else (pairs * 3)
    return statistics.median(times) / statistics.median(base), low, high


def spelled(seconds):
    for unit, factor in (("s", 1), ("ms", 1e3), ("µs", 1e6), ("ns", 1e9)):
        if seconds * factor >= 1 or unit == "ns":
            return f"{seconds * factor:.3g} {unit}" if seconds * factor < 1000 else f"{seconds * factor:.0f} {unit}"


def lines(work, peers):
    """A line a peer and size: name, time, ratio to the work's base at that size, spread."""
    base = works.base(work)
    for (peer, size), measured in peers.items():
        name = work + "/" + peer + ("" if size is None else f"/{size}")
        beside = peers.get((base, size))
        told = ratio(measured.times, beside.times) if beside and peer != base else None
        yield name, spelled(measured.median()), told


def main():
    build, *rest = sys.argv[1:]
    program = os.path.join(build, "benchmarks/speed/speed")
    pattern = rest[0] if rest else ""
    repetitions = int(os.environ.get("ASIDE_BENCH_REPETITIONS", works.repetitions))
    print(f"{'':36} {'median':>10} {'ratio':>7}  quartiles")
    for work in names(program):
        if not re.search(pattern, work):
            continue
        peers, _ = run(program, work, repetitions, build)
        for name, time, told in lines(work, peers):
            print(f"{name:36} {time:>10}" + ("" if told is None else f" {told[0]:7.2f}  {told[1]:.2f} to {told[2]:.2f}"))
        goal = works.goal(work, peers)
        if goal:
            print(f"{'':36} {goal}")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
