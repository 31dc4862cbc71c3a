"""Runs the benchmarks of one work, and what their times say."""
import json
import os
import statistics
import subprocess
import tempfile

from works import rank


class Times:
    """The seconds of one operation, by `(peer, size)` and in the order of repetitions.

    `size` is None for works of one size.
    """

    def __init__(self, by_peer):
        self.by_peer = by_peer

    def median(self, peer, size=None):
        return statistics.median(self.by_peer[peer, size])

    def sizes(self):
        return sorted({size for _, size in self.by_peer})

    def has(self, peer, size=None):
        return (peer, size) in self.by_peer

    def peers(self):
        return list(dict.fromkeys(peer for peer, _ in self.by_peer))

    def ratio(self, peer, base, size=None):
        """Of the peer's median to `base` of the medians, and the quartiles of what single repetitions gave."""
        columns = {name: times for (name, other), times in self.by_peer.items() if other == size}
        of_medians = self.median(peer, size) / base({name: statistics.median(each) for name, each in columns.items()})
        # Some peers are repeated less often.
        single = [columns[peer][i] / base({name: each[i % len(each)] for name, each in columns.items()})
                  for i in range(len(columns[peer]))]
        low, _, high = statistics.quantiles(single, n=4, method="inclusive") if len(single) > 1 else single * 3
        return of_medians, low, high


def names(program):
    listed = subprocess.run([program, "--benchmark_list_tests"], capture_output=True, text=True, check=True)
    return list(dict.fromkeys(line.split("/")[0] for line in listed.stdout.splitlines()))


def run(program, name, repetitions, folder):
    """The times of one work, in a process of its own in which Google Benchmark shuffles the repetitions of all
    peers, and what it says of the machine."""
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        subprocess.run([program, f"--benchmark_filter=^{name}/", "--benchmark_enable_random_interleaving=true",
                        f"--benchmark_repetitions={repetitions}", f"--benchmark_out={out.name}",
                        "--benchmark_out_format=json"], cwd=folder, check=True, stdout=subprocess.DEVNULL,
                       stderr=None if os.environ.get("ASIDE_BENCH_VERBOSE") else subprocess.DEVNULL)
        told = json.load(out)
    by_peer = {}
    for each in told["benchmarks"]:
        if each["run_type"] != "iteration":
            continue
        # work/peer or work/peer/size, and then how it was run: "iterations:1", "real_time"
        parts = [part for part in each["run_name"].split("/")[1:] if ":" not in part and not part.endswith("_time")]
        key = parts[0], int(parts[1]) if len(parts) > 1 else None
        seconds = each["real_time"] * {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1}[each["time_unit"]]
        by_peer.setdefault(key, []).append((each["repetition_index"], seconds / each.get("operations", 1)))
    order = sorted(by_peer, key=lambda key: (key[1] or 0, rank(key[0])))
    return Times({key: [seconds for _, seconds in sorted(by_peer[key])] for key in order}), told["context"]


def footprint(program, folder):
    """Allocations of one queryset, and memory by `(way, rows)`."""
    def told(*arguments):
        return int(subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout)

    memory = {(way, rows): told(way, str(rows)) * 1024
              for way in ("iterator", "list", "hand_list") for rows in (500_000, 5_000_000)}
    return told("allocations"), memory
