#!/usr/bin/env python3
"""Puts sources together, so that what they include is read once for several, and what they have in common
is compiled once. No two that stand together declare one name in two ways.

    tools/batches.py FOLDER SIZE SOURCE...

writes sources into a folder that include up to so many of these each, and prints their names, a line each.
One that stands alone keeps its own name. A file that says the right thing already stays as it is. tools/check_tidy uses the functions.
"""
import functools
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

# What a source declares for itself begins at the left margin. A using declaration may stand in several.
USING = re.compile(r"^using (?:[\w:]*::)?(\w+)(?: =.*|, .*)?;", re.M)
DECLARED = [re.compile(expression, re.M) for expression in (
    r"^#define (\w+)",
    r"^constexpr [^\n(;={]*?\b(\w+)\(",
    r"^(?:template <.*>\s)?(?:struct|class|enum(?: class)?|union) (\w+)",
    r"^(?!using|namespace|struct|class|enum)[\w\[:][^\n(;={]*?\b(?<!::)(\w+)\((?!.*;$)",
    r"^(?!using|namespace|struct|class|enum|union|template|extern)(?:\[\[\w+\]\] )?[\w:][^\n(;={]*?[ *&>](\w+)(?:\[\w*\])?\s*[=;{]")]
# A source names its namespaces without their own, so the last one is as good as a name.
NAMESPACE = re.compile(r"^namespace (?:\w+::)*(\w+)", re.M)
INCLUDED = re.compile(r'^#include "([^"]+)"', re.M)


@functools.cache
def declarations(path):
    """What a source declares, as a set of pairs: a name, and what the source says of it. What the headers of
    its folder, and of those above, declare is in its namespace, and tests look into those of the headers
    that they share."""
    text = path.read_text()
    declared = {(name, path) for expression in DECLARED for name in expression.findall(text)}
    declared |= {(found[1], found[0]) for found in USING.finditer(text)}
    declared |= {(name, "namespace") for name in NAMESPACE.findall(text)}
    for name in INCLUDED.findall(text):
        for header in (path.parent / name, ROOT / "tests" / name, ROOT / "lib" / name):
            if header.exists() and (ROOT / "tests" in header.parents or header.parent in path.parents):
                declared |= declarations(header)
    return declared


def agree(one, other):
    """Whether two sources declare alike what both have a name for."""
    names = {name for name, _ in one} & {name for name, _ in other}
    return all(pair[0] not in names for pair in one ^ other)


def batches(paths, size):
    """The sources in lists of up to that many, each in the first that has room for it."""
    lists = []
    for path in paths:
        fitting = (each for each in lists
                   if len(each) < size and all(agree(declarations(path), declarations(one)) for one in each))
        batch = next(fitting, None)
        if batch is None:
            lists.append(batch := [])
        batch.append(path)
    return lists


def write(folder, paths):
    """A source in that folder which includes all of them."""
    together = folder / f"{re.sub(r'[^0-9A-Za-z]', '_', f'{paths[0].relative_to(ROOT)}_{len(paths)}')}.cpp"
    text = "".join(f'#include "{path}"\n' for path in paths)
    if not together.exists() or together.read_text() != text:
        together.write_text(text)
    return together


def main():
    folder, size = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    paths = [pathlib.Path(name).resolve() for name in sys.argv[3:]]
    folder.mkdir(parents=True, exist_ok=True)
    for batch in batches(paths, size):
        print(write(folder, batch) if len(batch) > 1 else batch[0])


if __name__ == "__main__":
    main()
