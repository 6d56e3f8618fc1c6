"""Figures and how they are printed."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured value, with what was aimed at."""

    name: str
    value: float
    unit: str
    target: float | None = None
    against: float | None = None
    """The elementary thing measured in the same run, in the same unit; the ratio to it is printed."""
    ratio: float | None = None
    """The highest ratio that is still fine: it decides, the absolute figure informs."""
    below: float | None = None
    """What people notice on any machine: at this figure and above nothing is met, whatever the ratio."""

    def line(self) -> str:
        """The figure as one row."""
        target = f"<= {self.target:g} {self.unit}" if self.target is not None else ""
        ratio = f"x {self.value / self.against:.1f}" if self.against else ""
        limit = f"<= x {self.ratio:g}" if self.ratio else ""
        return (
            f"  {self.name:<46} {self.value:>9.2f} {self.unit:<4} {target:<11} {ratio:>9} {limit:<9} {self.verdict()}"
        )

    def verdict(self) -> str:
        """Met or missed: by the ratio where there is one, otherwise by the figure; never at what people notice."""
        if self.below is not None and self.value >= self.below:
            return "MISSED"
        if self.ratio and self.against:
            return "met" if self.value / self.against <= self.ratio else "MISSED"
        if self.target is None:
            return ""
        return "met" if self.value <= self.target else "MISSED"


def show(title: str, figures: list[Figure]) -> None:
    """Print a group."""
    print(f"\n{title}")
    for figure in figures:
        print(figure.line(), flush=True)


def median_ms(action: Callable[[], object], times: int = 30, warm_up: int = 3) -> float:
    """Median wall-clock milliseconds of an action."""
    for _ in range(warm_up):
        action()
    samples = []
    for _ in range(times):
        begun = time.perf_counter()
        action()
        samples.append((time.perf_counter() - begun) * 1000)
    return statistics.median(samples)
