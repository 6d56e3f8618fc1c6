"""The region an office works for: `region.toml`, read once and trusted from then on.

Everything that differs from one office to the next (its address, municipalities, neighbours, categories,
rules and words) stands in one file, so that a canton's rule is a setting and never code. The file is checked
whole before anything starts: whoever wrote it hears of every mistake in one go.
Pure: no web, no database. Reading is `load`, the official directory comes in by `import_directory`,
and `export` writes a file that reads back the same.
"""

from shared.region.editing import import_directory
from shared.region.lookup import Region
from shared.region.places import Locality, Municipality, Neighbour, Postcode
from shared.region.problems import RegionError
from shared.region.reading import load, loads
from shared.region.settings import (
    MOBILITIES,
    TEXTS,
    URGENCIES,
    AnswerWithin,
    Category,
    Clearance,
    Demands,
    Mobilities,
    Mobility,
    Office,
    Rules,
    Texts,
    Words,
)
from shared.region.writing import export

__all__ = [
    "MOBILITIES",
    "TEXTS",
    "URGENCIES",
    "AnswerWithin",
    "Category",
    "Clearance",
    "Demands",
    "Locality",
    "Mobilities",
    "Mobility",
    "Municipality",
    "Neighbour",
    "Office",
    "Postcode",
    "Region",
    "RegionError",
    "Rules",
    "Texts",
    "Words",
    "export",
    "import_directory",
    "load",
    "loads",
]
