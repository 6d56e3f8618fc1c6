"""The services of an office, in the order in which they are started and shown."""

from shared import parts
from shared.parts import Part

NAMES = ("identity", "volunteers", "accommodation", "matching", "notifications", "information")


def every_part() -> list[Part]:
    """All services of an office."""
    return parts.load(NAMES)
