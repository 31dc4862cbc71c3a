"""Counts what a compiler sees of a file: lines that are neither blank nor the preprocessor's own."""
import collections
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
FLAGS = ["-std=c++20", f"-I{ROOT}/include", "-Wall", "-Wextra", "-Wno-missing-field-initializers"]
MARKER = re.compile(r'# \d+ "([^"]*)"((?: \d)*)$')


def lines_by_header(compiler, path):
    """Lines by the header that brings them: one of ours, or the outermost of others, as in
    `<chrono> of temporal.hpp`, together with all that it includes for the first time."""
    run = subprocess.run([compiler, *FLAGS, "-E", "-x", "c++", "-"], input=f'#include "{path}"\n',
                         check=True, text=True, stdout=subprocess.PIPE)
    counts, files, name = collections.Counter(), [str(path)], pathlib.Path(path).name
    for line in run.stdout.splitlines():
        marker = MARKER.match(line)
        if marker:
            flags = marker[2].split()
            if "1" in flags:
                files.append(marker[1])
            elif "2" in flags and len(files) > 1:
                files.pop()
            name = label(files)
        elif line.strip():
            counts[name] += 1
    return counts


def label(files):
    """The name for what the last of these files, each included by the one before it, brings."""
    includer = files[0]
    for file in files:
        if not pathlib.Path(file).resolve().is_relative_to(ROOT):
            return f"<{pathlib.Path(file).name}> of {pathlib.Path(includer).name}"
        includer = file
    return pathlib.Path(includer).name
