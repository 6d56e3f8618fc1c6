"""`rif check`: everything that would stop a start, said in one run, without writing anything."""

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from deploy import data_directory
from deploy.data_directory import WorkLock
from deploy.instance import SAMPLE_REGION, is_untouched, load_region
from deploy.parts import every_part
from deploy.problems import CannotStart
from shared import config, keys, migrate
from shared.config import Settings, SettingsError
from shared.db import Database
from shared.parts import Part
from shared.region import Region


def problems() -> list[str]:
    """One line for each thing that is wrong."""
    found: list[str] = []
    try:
        settings = config.read()
    except SettingsError as error:
        found, settings = error.problems, error.settings
    for check in (_directory, _region_and_owner, _keys, _databases, _port):
        found.extend(check(settings))
    return found


def _collect(step: Callable[[], Any], found: list[str]) -> Any:
    """Run a step; what stops it is added to the problems."""
    try:
        return step()
    except CannotStart as stop:
        found.extend(stop.problems)
    return None


def _directory(settings: Settings) -> Iterator[str]:
    """The data directory, or the nearest folder above it that exists, has to be writable."""
    folder = settings.data.absolute()
    existing = next(place for place in (folder, *folder.parents) if place.exists())
    if not existing.is_dir():
        yield f"RIF_DATA: {existing} is not a directory"
    elif not os.access(existing, os.W_OK | os.X_OK):
        yield f"RIF_DATA: cannot write in {existing}; give a directory that this user may write in"


def _region_and_owner(settings: Settings) -> Iterator[str]:
    """The region file, and whether the data belong to its office."""
    found: list[str] = []
    path = SAMPLE_REGION if is_untouched(settings) else settings.region
    region: Region | None = _collect(lambda: load_region(path), found)
    marker = _collect(lambda: data_directory.read_marker(settings.data), found)
    if marker and region:
        _collect(lambda: data_directory.check_owner(settings.data, region.office.id, settings.demo), found)
    yield from found


def _keys(settings: Settings) -> Iterator[str]:
    folder = settings.data / "keys"
    if (folder / "secret").exists():
        try:
            keys.load(folder)
        except (OSError, ValueError) as error:
            yield f"{folder}: cannot read the office's keys ({error})"


def _databases(settings: Settings) -> Iterator[str]:
    for part in every_part():
        path = settings.data / f"{part.service.name}.db"
        if path.exists():
            yield from _database(part, path)


def _database(part: Part, path: Path) -> Iterator[str]:
    db = Database(part.service.name, f"sqlite:///{path}")
    try:
        migrate.check(part.service, db)
    except Exception as error:  # whatever is wrong with a database file is what this command is to say
        yield f"{path}: {getattr(error, 'orig', None) or error}"
    finally:
        db.close()


def _port(settings: Settings) -> Iterator[str]:
    """The port has to be free, unless it is our own server that has it."""
    if (settings.data / "rif.lock").exists():
        with WorkLock(settings.data) as lock:
            if not lock.take():
                return
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((settings.host, settings.port))
        except OSError as error:
            yield f"PORT: {settings.host}:{settings.port} cannot be used ({error.strerror}); choose another"
