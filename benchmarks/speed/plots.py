"""The plots of docs/benchmarks.md: the same times give the same file."""
import os

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams.update({"svg.hashsalt": "aside", "svg.fonttype": "none", "font.size": 9,
                            "axes.spines.top": False, "axes.spines.right": False})
import matplotlib.pyplot as pyplot  # noqa: E402
from matplotlib.ticker import FuncFormatter  # noqa: E402

from tables import spelled  # noqa: E402
from works import growths, works  # noqa: E402

COLOURS = ["#444444", "#1f77b4", "#d97706"]


def save(figure, folder, name):
    figure.tight_layout()
    figure.savefig(os.path.join(folder, name + ".svg"), metadata={"Date": None, "Creator": "aside"},
                   facecolor="white")
    pyplot.close(figure)


def ratios(times, folder):
    """A bar a target, as a share of what it allows."""
    aimed = [work for work in works if work.target]
    figure, axes = pyplot.subplots(figsize=(7, 0.27 * len(aimed) + 0.9))
    for place, work in enumerate(reversed(aimed)):
        ratio, low, high = (each / work.target for each in times[work.name].ratio("aside", work.base))
        axes.barh(place, ratio, color=COLOURS[1] if ratio <= 1 else COLOURS[2], height=0.6)
        axes.plot([low, high], [place, place], color="black", linewidth=1)
    axes.axvline(1, color="black", linestyle="--", linewidth=1)
    axes.set_yticks(range(len(aimed)), [work.name for work in reversed(aimed)])
    axes.set_xlabel("time, as a share of what the target allows; the line across is the quartiles")
    save(figure, folder, "targets")


def growth(times, counts, text, peers, folder, name):
    figure, axes = pyplot.subplots(figsize=(6, 3.2))
    for (peer, label), colour in zip(peers.items(), COLOURS if len(peers) < 3 or "unprepared" not in peers else
                                     [COLOURS[0], COLOURS[2], COLOURS[1]]):
        axes.plot(times.sizes(), [times.median(peer, size) for size in times.sizes()], marker="o", markersize=3,
                  label=label, color=colour)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xticks(times.sizes(), [f"{size:,}" for size in times.sizes()], minor=False, rotation=0 if len(times.sizes()) < 8 else 30)
    axes.minorticks_off()
    axes.yaxis.set_major_formatter(FuncFormatter(lambda seconds, _: spelled(seconds)))
    low, high = axes.get_ylim()
    if high / low < 20:
        steps = [low * (high / low) ** (step / 5) for step in range(6)]
        axes.set_yticks([float(f"{step:.2g}") for step in steps])
    axes.set_xlabel(counts)
    axes.set_ylabel(text)
    axes.legend(frameon=False)
    save(figure, folder, name)


def draw_all(results, folder):
    ratios(results["times"], folder)
    for name, counts, text, peers in growths:
        growth(results["times"][name], counts, text, peers, folder, name)
