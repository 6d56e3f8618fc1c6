"""One office opened in this process: settings, region, keys, and the services with their databases.

Everything that can be wrong is said before anything starts, all in one run.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy.exc import DatabaseError, OperationalError

from deploy import data_directory
from deploy.data_directory import Marker, WorkLock
from deploy.parts import every_part
from deploy.problems import CannotStart
from shared import config, keys, migrate
from shared.config import Settings, SettingsError
from shared.db import Database
from shared.office import Office
from shared.parts import Part
from shared.region import Region, RegionError, load
from shared.service import Member
from shared.worker import effect_steps, event_steps

SAMPLE_REGION = Path(__file__).parent / "demo" / "region.toml"


@dataclass
class Instance:
    """An office with its services; close it when done."""

    office: Office
    marker: Marker
    parts: list[Part]
    members: list[Member]
    apps: dict[str, Flask] = field(default_factory=dict)

    def db(self, name: str) -> Database:
        """The database of a service."""
        return next(member.db for member in self.members if member.service.name == name)

    def wake_with(self, wake: Callable[[], None]) -> None:
        """Call `wake` after every commit that leaves work."""
        for member in self.members:
            member.db.wake = wake

    def settle(self, *, effects: bool = True) -> None:
        """Carry every event and do what is due, here and now, until nothing moves; `effects=False` sends no mail."""
        steps = [*event_steps(self.members)[0], *(effect_steps(self.members)[0] if effects else ())]
        while sum(step() for step in steps):
            pass

    def settle_if_alone(self) -> bool:
        """Settle, unless a running server does it anyway; says whether it was done here."""
        settings = self.office.settings
        with WorkLock(settings.data) as lock:
            if not lock.take():
                return False
            self.settle(effects=settings.mailbox or settings.smtp is not None)
            return True

    def close(self) -> None:
        """Close every database."""
        for member in self.members:
            member.db.close()


def read_settings(environ: Mapping[str, str] | None = None, *, sends_mail: bool = True) -> Settings:
    """The settings of this process; commands that send no mail need no mail server. Raises `CannotStart`."""
    try:
        return config.read(environ, sends_mail=sends_mail)
    except SettingsError as error:
        raise CannotStart(error.problems) from error


def read_region(settings: Settings) -> Region:
    """The region. Without a file of its own an office begins with a copy of the sample. Raises `CannotStart`."""
    if is_untouched(settings):
        shutil.copyfile(SAMPLE_REGION, settings.region)
    return load_region(settings.region)


def is_untouched(settings: Settings) -> bool:
    """Whether this office has no region file of its own yet."""
    return settings.region == settings.data / "region.toml" and not settings.region.exists()


def load_region(path: Path) -> Region:
    """The region in a file. Raises `CannotStart` with all that is wrong with it."""
    try:
        return load(path)
    except RegionError as error:
        named = [problem if str(path) in problem else f"{path}: {problem}" for problem in error.problems]
        raise CannotStart([f"RIF_REGION: {problem}" for problem in named]) from error


def open_instance(settings: Settings, *, existing: bool = False, durable: bool = True) -> Instance:
    """Open an office; `existing` refuses to begin a new one, `durable` as in `Database`. Raises `CannotStart`."""
    if existing and data_directory.read_marker(settings.data) is None:
        raise CannotStart(f"RIF_DATA: there is no office in {settings.data} yet; start it once with `rif run`")
    data_directory.prepare(settings.data)
    region = read_region(settings)
    marker = data_directory.check_owner(settings.data, region.office.id, settings.demo)
    office = Office(settings, region, _keys(settings))
    parts = every_part()
    members = [Member(part.service, _database(office, part.service.name, durable)) for part in parts]
    _migrate(members)
    return Instance(office, marker, parts, members)


@contextmanager
def existing_instance() -> Iterator[Instance]:
    """The office of this process's settings, for commands beside a server; whether it is a demo stands there."""
    folder = Path(os.environ.get("RIF_DATA", "").strip() or "var")
    marker = data_directory.read_marker(folder)
    demo = {"DEMO": "1" if marker.demo else "0"} if marker else {}
    instance = open_instance(read_settings({**os.environ, **demo}, sends_mail=False), existing=True)
    try:
        yield instance
    finally:
        instance.close()


def _keys(settings: Settings) -> keys.Keys:
    try:
        return keys.load(settings.data / "keys")
    except (OSError, ValueError) as error:
        raise CannotStart(f"{settings.data / 'keys'}: cannot read the office's keys ({error})") from error


def _database(office: Office, name: str, durable: bool) -> Database:
    db = Database(name, f"sqlite:///{office.settings.data / f'{name}.db'}", durable=durable)
    db.office = office
    return db


def _migrate(members: list[Member]) -> None:
    for member in members:
        try:
            migrate.upgrade(member.service, member.db)
        except migrate.NewerDatabase as error:
            raise CannotStart(f"RIF_DATA: {error}; start the newer version") from error
        except (OperationalError, DatabaseError) as error:
            raise CannotStart(f"{member.db.path}: cannot be used ({error.orig}); restore it from a backup") from error
    for member in members:
        with member.db.transaction() as session:
            for arm in member.service.at_start:
                arm(session)


def create_apps(instance: Instance) -> dict[str, Any]:
    """The web side of every service."""
    instance.apps = {
        member.service.name: part.create_app(instance.office, member.db)
        for part, member in zip(instance.parts, instance.members, strict=True)
    }
    return instance.apps
