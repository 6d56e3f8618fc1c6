"""`make bench [ONLY=office,events]`: run the groups and print their tables."""

import os
import sys
import tempfile
from pathlib import Path

from bench import desk, engine, events, office, paint, suite

GROUPS = {
    "office": office.measure,
    "desk": desk.measure,
    "paint": paint.measure,
    "engine": engine.measure,
    "events": events.measure,
    "suite": suite.measure,
}


def main() -> None:
    """Every group, or those named in ONLY."""
    chosen = [name for name in os.environ.get("ONLY", "").split(",") if name] or list(GROUPS)
    if unknown := set(chosen) - set(GROUPS):
        sys.exit(f"ONLY: {', '.join(sorted(unknown))} is unknown; the groups are {', '.join(GROUPS)}")
    for name in chosen:
        with tempfile.TemporaryDirectory() as folder:
            GROUPS[name](Path(folder))


if __name__ == "__main__":
    main()
