"""`make bench [ONLY=start,pages]`: run the groups and print their tables."""

import os
import tempfile
from pathlib import Path

from bench import engine, events, office

GROUPS = {"office": office.measure, "engine": engine.measure, "events": events.measure}


def main() -> None:
    """Every group, or those named in ONLY."""
    chosen = [name for name in os.environ.get("ONLY", "").split(",") if name] or list(GROUPS)
    for name in chosen:
        with tempfile.TemporaryDirectory() as folder:
            GROUPS[name](Path(folder))


if __name__ == "__main__":
    main()
