"""A private PostgreSQL cluster for one test session, where this machine has the programs for it.

It listens on a socket in its own folder only, so it needs no port and disturbs nobody. PostgreSQL refuses to run as
root: then a user without rights runs it.
"""

import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# Nothing here has to survive anything: a test database may forget what it likes in a power cut.
OPTIONS = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c shared_buffers=16MB"
UNPRIVILEGED = ("postgres", "nobody")


def programs() -> Path | None:
    """The folder with `initdb` and `pg_ctl`: on the path, or where Debian keeps its newest version."""
    on_path = shutil.which("initdb")
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    places = [*([Path(on_path).parent] if on_path else []), *versions]
    return next((place for place in places if (place / "initdb").exists() and (place / "pg_ctl").exists()), None)


@contextmanager
def running(place: Path) -> Iterator[str]:
    """A cluster with programs from `place`, until the end of the block; gives the address of its database."""
    folder = Path(tempfile.mkdtemp(prefix="rif-pg-"))
    try:
        folder.chmod(0o755)
        who = _owner(folder)
        data = str(folder / "data")
        _do(who, place / "initdb", "--pgdata", data, "--username", "rif", "--auth", "trust", "-E", "UTF8", "--no-sync")
        start = ("--log", str(folder / "log"), "--options", f"{OPTIONS} -k {folder}")
        _do(who, place / "pg_ctl", "start", "--wait", "--pgdata", data, *start)
        try:
            yield f"postgresql+psycopg://rif@/postgres?host={folder}"
        finally:
            _do(who, place / "pg_ctl", "stop", "--pgdata", data, "--mode", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _version(place: Path) -> int:
    found = re.search(r"\d+", str(place))
    return int(found[0]) if found else 0


def _owner(folder: Path) -> dict[str, Any]:
    """How `subprocess` runs the programs: as ourselves, or instead of root as somebody who owns the folder."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = next(names[name] for name in UNPRIVILEGED if name in names)
    os.chown(folder, entry.pw_uid, entry.pw_gid)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _do(who: dict[str, Any], *command: str | Path) -> None:
    done = subprocess.run(command, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, **who)
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stderr.decode()}")
