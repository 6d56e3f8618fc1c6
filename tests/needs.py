"""What some tests need and Python's packages do not bring: a browser, fonts.

A test says so with `pytest.mark.needs("chromium")`. Where a piece is missing the test does not run, and the end of the
run says in one block what was missing and what therefore did not run. Under CI (`CI` is set) that is a failure.
"""

import os
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
SCRIPTS = ("NotoSansArabic", "NotoSansEthiopic", "NotoSansTamil")
MISSING = "missing: "


@dataclass(frozen=True)
class Piece:
    """Something a machine has or has not, and Debian's package that brings it."""

    is_there: Callable[[], bool]
    package: str


def chromium() -> str | None:
    """The browser of this machine."""
    return shutil.which("chromium")


def _has_fonts() -> bool:
    found = {path.name for folder in FONT_FOLDERS for path in folder.rglob("Noto*.[to]tf")}
    return all(any(name.startswith(script) for name in found) for script in SCRIPTS)


PIECES = {
    "chromium": Piece(lambda: chromium() is not None, "chromium"),
    "fonts": Piece(_has_fonts, "fonts-noto-core"),
}
_looked: dict[str, bool] = {}


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known."""
    config.addinivalue_line("markers", "needs(piece, ...): what the machine has to have for this test")


@pytest.hookimpl(tryfirst=True)  # before fixtures start what is not there
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Do not run what cannot run; under CI say so loudly."""
    wanted = [name for mark in item.iter_markers("needs") for name in mark.args]
    if not (lacking := [name for name in dict.fromkeys(wanted) if not _is_there(name)]):
        return
    reason = f"{MISSING}{', '.join(PIECES[name].package for name in lacking)}"
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def _is_there(name: str) -> bool:
    if name not in _looked:
        _looked[name] = PIECES[name].is_there()
    return _looked[name]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """One block: what was missing, and how many tests of which files did not run."""
    for lacking, files in sorted(_not_run(terminalreporter.stats.get("skipped", [])).items()):
        terminalreporter.section(f"did not run, {lacking}", sep="-")
        terminalreporter.line(f"as root on Debian `make setup-tests` installs it; {files.total()} tests did not run:")
        for file, count in sorted(files.items()):
            terminalreporter.line(f"  {file} ({count})")


def _not_run(reports: list[Any]) -> dict[str, Counter[str]]:
    """By what was missing: the files, and how many tests of each."""
    found: dict[str, Counter[str]] = {}
    for report in reports:
        _, _, why = str(report.longrepr[2]).partition(MISSING) if isinstance(report.longrepr, tuple) else ("", "", "")
        if why:
            found.setdefault(MISSING + why, Counter())[report.nodeid.partition("::")[0]] += 1
    return found
