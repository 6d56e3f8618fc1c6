"""The data directory of one office: whose it is, which version wrote it, and who is at work in it.

`office.json` is written once, at the first start. The lock is held by the process that carries events; commands that
run beside it only write, and leave the carrying to it.
"""

import fcntl
import json
import os
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from deploy.problems import CannotStart

FORMAT = 1
"""Raised when an older version could no longer use the directory at all."""


@dataclass(frozen=True)
class Marker:
    """What a data directory says of itself."""

    office: str
    demo: bool
    format: int
    version: str
    loaded: bool = False
    """Whether the demo data are all there."""


def read_marker(folder: Path) -> Marker | None:
    """What a directory says of itself, or None when nothing has been started in it. Raises `CannotStart`."""
    path = folder / "office.json"
    try:
        return Marker(**json.loads(path.read_text()))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CannotStart(f"{path}: cannot be read ({error.strerror}); check its owner and permissions") from error
    except (ValueError, TypeError) as error:
        raise CannotStart(f"{path}: is damaged; restore it from a backup") from error


def write_marker(folder: Path, marker: Marker) -> None:
    """Write it whole or not at all."""
    draft = folder / "office.json.new"
    with draft.open("w") as file:
        json.dump(asdict(marker), file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / "office.json")


def prepare(folder: Path) -> None:
    """Make the directory, readable by us alone. Raises `CannotStart` when that is not possible."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise CannotStart(
            f"RIF_DATA: cannot write in {folder} ({error.strerror}); give a directory that this user may write in"
        ) from error


def check_owner(folder: Path, office_id: str, demo: bool) -> Marker:
    """The directory's marker, made at the first start. Raises `CannotStart` when it is not this office's."""
    marker = read_marker(folder)
    if marker is None:
        strangers = sorted(path.name for path in folder.glob("*.db"))
        if strangers:
            raise CannotStart(f"RIF_DATA: {folder} holds databases ({strangers[0]} …) but no office.json; use another")
        marker = Marker(office_id, demo, FORMAT, version("rif"))
        write_marker(folder, marker)
    if problem := _mismatch(folder, marker, office_id, demo):
        raise CannotStart(problem)
    return marker


def _mismatch(folder: Path, marker: Marker, office_id: str, demo: bool) -> str | None:
    if marker.format > FORMAT:
        return f"RIF_DATA: {folder} was written by the newer version {marker.version}; start that one"
    if marker.office != office_id:
        return f"RIF_DATA: {folder} belongs to {marker.office!r}, the region file to {office_id!r}; choose one of them"
    if marker.demo and not demo:
        return f"RIF_DATA: {folder} holds demo data; choose another directory for DEMO=0"
    if demo and not marker.demo:
        return f"RIF_DATA: {folder} holds a real office; start it with DEMO=0"
    return None


class WorkLock:
    """Held by the one process that carries events in a data directory."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "rif.lock"
        self._file: IO[str] | None = None

    def take(self) -> bool:
        """Whether we have it now."""
        file = self.path.open("a+")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        self._file = file
        return True

    def holder(self) -> str:
        """The process id of whoever has it."""
        try:
            return self.path.read_text().strip() or "unknown"
        except OSError:
            return "unknown"

    def release(self) -> None:
        """Give it back (the system does so too when the process ends, however it ends)."""
        if self._file:
            self._file.close()
            self._file = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.release()
