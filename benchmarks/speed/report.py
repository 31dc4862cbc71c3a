#!/usr/bin/python3
"""Runs the benchmarks and compares the peers of each work.

report.py BUILD FILTER    runs the works whose names match, and prints a table
report.py BUILD --write   runs everything and writes docs/benchmarks.md and its plots
report.py BUILD --rewrite writes them again from the times of the last --write

With `postgresql` behind BUILD the works are those on the server that ASIDE_POSTGRESQL names, and the page is
docs/benchmarks/postgresql.md, without plots.

ASIDE_BENCH_REPETITIONS says how often each is repeated, ASIDE_BENCH_VERBOSE shows what the program says.
"""
import os
import pickle
import re
import sys

import measured
import tables
from works import postgresql_works, repetitions_of, works

HERE = os.path.dirname(os.path.abspath(__file__))
DOCS = os.path.join(HERE, "../../docs")


def repetitions(name):
    return int(os.environ.get("ASIDE_BENCH_REPETITIONS", repetitions_of(name)))


class Engine:
    """What is run for one engine, and where its page goes."""

    def __init__(self, program, lines, template, page, tables_of):
        self.program, self.works, self.template, self.page, self.tables_of = program, lines, template, page, tables_of


sqlite = Engine("speed", works, "report.md.in", "benchmarks.md", tables.all_of)
postgresql = Engine("speed_postgresql", postgresql_works, "postgresql/report.md.in", "benchmarks/postgresql.md",
                    lambda results: tables.of_postgresql(results, postgresql_works))


def print_work(name, times, lines):
    for size in times.sizes():
        base = "hand" if times.has("hand", size) else None
        for peer in times.peers():
            if not times.has(peer, size):
                continue
            title = f"{name}/{peer}" + ("" if size is None else f"/{size}")
            line = f"{title:34} {tables.spelled(times.median(peer, size)):>10}"
            if base and peer != base:
                line += " {:7.2f}  {:.2f} to {:.2f}".format(*times.ratio(peer, lambda of: of[base], size))
            print(line)
    for work in lines:
        if work.name == name:
            ratio, low, high = times.ratio("aside", work.base)
            print(f"    aside beside {work.beside}: {ratio:.2f} ({low:.2f} to {high:.2f})"
                  + tables.verdict(work, ratio))
    sys.stdout.flush()


def write(engine, results):
    with open(os.path.join(HERE, engine.template), encoding="utf-8") as template:
        page = template.read()
    for name, text in engine.tables_of(results).items():
        page = page.replace("{{" + name + "}}", text)
    unknown = re.findall(r"{{.*?}}", page)
    if unknown:
        raise SystemExit(f"{engine.template} asks for {', '.join(unknown)}")
    folder = os.path.join(DOCS, "benchmarks")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(DOCS, engine.page), "w", encoding="utf-8") as out:
        out.write(page)
    if engine is sqlite:
        import plots  # needs matplotlib

        plots.draw_all(results, folder)
    print(f"docs/{engine.page} is written")


def main():
    build, *rest = sys.argv[1:]
    engine = sqlite
    if rest[0] == "postgresql":
        engine, rest = postgresql, rest[1:]
    what, = rest
    kept = os.path.join(build, f"{engine.program}-times")
    if what == "--rewrite":
        with open(kept, "rb") as file:
            return write(engine, pickle.load(file))
    program = os.path.join(build, "benchmarks/speed", engine.program)
    results = {"times": {}}
    print(f"{'':34} {'median':>10} {'ratio':>7}  quartiles of the ratio")
    for name in measured.names(program):
        if what == "--write" or re.search(what, name):
            times, results["machine"] = measured.run(program, name, repetitions(name), build)
            results["times"][name] = times
            print_work(name, times, engine.works)
    if what == "--write":
        results["repetitions"] = repetitions("get"), repetitions("threads")
        if engine is sqlite:
            results["footprint"] = measured.footprint(os.path.join(build, "benchmarks/speed/footprint"), build)
        with open(kept, "wb") as file:
            pickle.dump(results, file)
        write(engine, results)


if __name__ == "__main__":
    main()
