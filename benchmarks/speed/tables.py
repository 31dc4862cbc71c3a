"""The tables of docs/benchmarks.md, made of the times."""
import os
import platform
import re

from works import (faster_than_django, growths, most_allocations, own_time, works)


def spelled(seconds):
    for unit, factor in (("s", 1), ("ms", 1e3), ("µs", 1e6), ("ns", 1e9)):
        number = seconds * factor
        if number >= 1 or unit == "ns":
            return (f"{number:.0f}" if number >= 100 else f"{number:.3g}") + " " + unit


def counted(number):
    return f"{number:,}"


def megabytes(number):
    return f"{number / 1e6:.0f} MB"


def verdict(work, ratio):
    if work.target is None:
        return ""
    return f"; at most {work.target:g}: " + ("met" if ratio <= work.target else "NOT MET")


def table(head, rows):
    """The first column is text, the others are right-aligned."""
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def met(yes):
    return "yes" if yes else "**no**"


def targets(times, lines):
    rows = []
    for work in lines:
        of = times[work.name]
        ratio, low, high = of.ratio("aside", work.base)
        own = of.median("aside")
        goal = [f"{work.target:g}", met(ratio <= work.target)] if work.target else ["", ""]
        rows.append([work.text, work.beside, spelled(own / ratio), spelled(own), f"**{ratio:.2f}**",
                     f"{low:.2f} to {high:.2f}", *goal])
    return table(["work", "beside", "that", "aside", "ratio", "quartiles", "at most", "met"], rows)


def missed(times, lines):
    """In words, which targets are not met."""
    names = []
    for work in lines:
        ratio = times[work.name].ratio("aside", work.base)[0]
        if work.target and ratio > work.target:
            names.append(f"- {work.text}: {ratio:.2f} instead of {work.target:g}")
    return "Not met, in this run:\n\n" + "\n".join(names) if names else "All of these are met in this run."


def libraries(times):
    rows = []
    for name, of in times.items():
        if not of.has("soci"):
            continue
        row = [f"`{name}`", spelled(of.median("hand"))]
        for peer in ("aside", "soci", "sqlitecpp"):
            row.append(f"{spelled(of.median(peer))} ({of.ratio(peer, lambda each: each['hand'])[0]:.2f})")
        rows.append(row)
    return table(["work", "by hand", "aside", "SOCI", "SQLiteCpp"], rows)


def django(times):
    rows = []
    for work in dict.fromkeys(each.name for each in works):
        of = times[work]
        if not of.has("django"):
            continue

        def faster(peer):
            return 1 / of.ratio(peer, lambda each: each["django"])[0]
        goal = [str(faster_than_django), met(faster("aside") >= faster_than_django)] if work in own_time else ["", ""]
        rows.append([f"`{work}`", spelled(of.median("django")), f"{faster('hand'):.1f}" if of.has("hand") else "",
                     spelled(of.median("aside")), f"**{faster('aside'):.1f}**", *goal])
    return table(["work", "Django", "by hand, times faster", "aside", "times faster", "at least", "met"], rows)


def memory(of):
    titles = {"iterator": "`iterator()`", "list": "`list()`", "hand_list": "a vector of structs, filled by hand"}
    sizes = sorted({rows for _, rows in of})
    rows = [[title, *(megabytes(of[way, size]) for size in sizes)] for way, title in titles.items()]
    return table(["the process's peak"] + [f"{counted(size)} rows" for size in sizes], rows)


def constant_memory(of):
    least, most = (of["iterator", rows] for rows in sorted({rows for _, rows in of}))
    return "met" if most <= 1.1 * least else "**not met**"


def allocations(count):
    return f"{count} allocations, at most {most_allocations}: " + (
        "met" if count <= most_allocations else "**not met**")


def growth(times, peers):
    rows = []
    for size in times.sizes():
        row = [counted(size), spelled(times.median("hand", size))]
        for peer in list(peers)[1:]:
            ratio = times.ratio(peer, lambda each: each["hand"], size)[0]
            row.append(f"{spelled(times.median(peer, size))} ({ratio:.2f})")
        rows.append(row)
    return rows


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        found = re.search(r"model name\s*: (.*)", file.read())
    return found.group(1) if found else platform.machine()


def system():
    with open("/etc/os-release", encoding="utf-8") as file:
        found = re.search(r'PRETTY_NAME="(.*)"', file.read())
    return found.group(1) if found else platform.system()


def machine(context):
    return f"{os.cpu_count()} cores of {processor()}, {system()}, {context['compiler']} with `-O2`"


def peers_of_sqlite(context):
    from django import get_version as django_version

    return f"SQLite {context['sqlite']}, Python {platform.python_version()} with Django {django_version()}"


def of_postgresql(results, lines):
    """By the name that postgresql/report.md.in gives it."""
    times = results["times"]
    context = results["machine"]
    return {
        "machine": f"{machine(context)}, PostgreSQL {context['postgresql']}",
        "repetitions": str(results["repetitions"][0]),
        "targets": targets(times, lines),
        "missed": missed(times, lines),
    }


def all_of(results):
    """By the name that report.md.in gives it."""
    times = results["times"]
    count, bytes_needed = results["footprint"]
    found = {
        "machine": f"{machine(results['machine'])}, {peers_of_sqlite(results['machine'])}",
        "repetitions": str(results["repetitions"][0]),
        "repetitions_of_growth": str(results["repetitions"][1]),
        "targets": targets(times, works),
        "missed": missed(times, works),
        "twice": f"{times['render'].ratio('twice', lambda each: each['render'])[0]:.2f}",
        "libraries": libraries(times),
        "django": django(times),
        "memory": memory(bytes_needed),
        "constant_memory": constant_memory(bytes_needed),
        "allocations": allocations(count),
    }
    for name, each in growths.items():
        found[name] = table([each.counts, *each.peers.values()], growth(times[name], each.peers))
    return found
