"""Where time goes: what a profiler saw, added up by the files of ours and by the libraries under them."""

from __future__ import annotations

import cProfile
import pstats
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from catalogue.settings import PROJECT


def shares(work: Callable[[], object], most: int) -> list[tuple[str, str, str]]:
    """Run some work under a profiler and return rows: a function, the share of time in it alone, and with its calls.

    A profiler slows small functions down more than large ones: these are shares to compare, and no times.
    """
    profile = cProfile.Profile()
    profile.runcall(work)
    statistics = pstats.Stats(profile).stats
    whole = sum(own for _, _, own, _, _ in statistics.values())
    own_times: Counter[str] = Counter()
    with_calls: dict[str, float] = {}
    for (file, _, function), (_, _, own, cumulative, _) in statistics.items():
        name = _name(file, function)
        own_times[name] += own
        with_calls[name] = max(cumulative, with_calls.get(name, 0.0))
    return [
        (name, f"{own / whole:.0%}", f"{min(with_calls[name] / whole, 1.0):.0%}")
        for name, own in own_times.most_common(most)
    ]


def _name(file: str, function: str) -> str:
    path = Path(file)
    if path.is_relative_to(PROJECT) and "site-packages" not in path.parts:
        return f"{path.relative_to(PROJECT)} {function}"
    if "site-packages" in path.parts:
        return path.parts[path.parts.index("site-packages") + 1]
    return function.removeprefix("<method ").removeprefix("<built-in method ").removesuffix(">")
