"""The test suite, as `make test` runs it."""

import subprocess
import sys
import time
from pathlib import Path

from bench.figures import Figure, show


def measure(_folder: Path) -> None:
    """Seconds for all tests on as many processes as the machine has cores."""
    begun = time.perf_counter()
    ended = subprocess.run([sys.executable, "-m", "pytest", "-q", "-n", "auto"], stdout=subprocess.DEVNULL, check=False)
    took = time.perf_counter() - begun
    show("The test suite", [Figure("all tests" if ended.returncode == 0 else "all tests (FAILED)", took, "s", 180)])
