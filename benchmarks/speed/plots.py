"""The plots of docs/benchmarks.md: the same times give the same file."""
import os

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams.update({"svg.hashsalt": "aside", "svg.fonttype": "none", "font.size": 9,
                            "axes.spines.top": False, "axes.spines.right": False})
import matplotlib.pyplot as pyplot  # noqa: E402
from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator  # noqa: E402

from tables import spelled  # noqa: E402
from works import growths, works  # noqa: E402

MET, MISSED = "#1f77b4", "#d97706"
COLOURS = {"hand": "#444444", "aside": "#1f77b4", "aget": "#d97706", "unprepared": "#d97706"}


def short(number):
    for unit, factor in (("M", 1_000_000), ("k", 1_000)):
        if number >= factor:
            return f"{number / factor:g}{unit}"
    return str(number)


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
        axes.barh(place, ratio, color=MET if ratio <= 1 else MISSED, height=0.6)
        axes.plot([low, high], [place, place], color="black", linewidth=1)
    axes.axvline(1, color="black", linestyle="--", linewidth=1)
    axes.set_yticks(range(len(aimed)), [work.name for work in reversed(aimed)])
    axes.set_xlabel("time, as a share of what the target allows; the line across is the quartiles")
    save(figure, folder, "targets")


def growth(times, each, folder, name):
    figure, axes = pyplot.subplots(figsize=(6, 3.2))
    sizes = times.sizes()
    for peer, label in each.peers.items():
        share = sizes if each.a_size else [1] * len(sizes)
        axes.plot(sizes, [times.median(peer, size) / of for size, of in zip(sizes, share)], marker="o", markersize=3,
                  label=label.replace("`", ""), color=COLOURS[peer])
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xticks(sizes, [short(size) for size in sizes])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.yaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda seconds, _: spelled(seconds)))
    axes.set_xlabel(each.counts)
    axes.set_ylabel(each.text)
    axes.legend(frameon=False)
    save(figure, folder, name)


def draw_all(results, folder):
    ratios(results["times"], folder)
    for name, each in growths.items():
        growth(results["times"][name], each, folder, name)
