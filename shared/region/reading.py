"""From file to Region, or to the list of everything that is wrong with it."""

import tomllib
from pathlib import Path

from marshmallow import ValidationError

from shared.region import checks
from shared.region.lookup import Region
from shared.region.problems import RegionError, flatten
from shared.region.schema import RegionSchema


def load(path: Path | str) -> Region:
    """The region in this file; RegionError names every problem."""
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise RegionError([f"{path} cannot be read ({error.strerror}); name the office's region file"]) from error
    except UnicodeDecodeError as error:
        raise RegionError([f"{path}: is not UTF-8 text (byte {error.start})"]) from error
    return loads(text)


def loads(text: str) -> Region:
    """The region in this TOML text; RegionError names every problem."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RegionError([f"file: is not TOML: {error}"]) from error
    doubtful = checks.problems(raw)
    try:
        region: Region = RegionSchema().load(raw)
    except ValidationError as error:
        raise RegionError([*flatten(error.messages, raw), *doubtful]) from error
    if doubtful:
        raise RegionError(doubtful)
    return region
