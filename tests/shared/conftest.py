"""Fixtures for the tests of what every service stands on: real databases of both kinds."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import create_engine, text

from shared import config, keys
from shared.db import Database
from shared.office import Office
from shared.region import Region
from tests.shared import postgres
from tests.shared.counter import Counter
from tests.shared.garden import OpenDb, garden, kitchen, make_tables

# A busy machine is no reason to fail; what failed can be repeated from the blob that is printed.
settings.register_profile("rif", deadline=None, print_blob=True)
settings.load_profile("rif")

KEYS = keys.make()
POSTGRES = postgres.programs()

_schemas = count()


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """The address of a PostgreSQL of our own, for the whole test session."""
    assert POSTGRES
    with postgres.running(POSTGRES) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"] if POSTGRES else ["sqlite"])
def backend(request: pytest.FixtureRequest) -> str:
    """Every test that asks for a database runs on both kinds, where both are at hand."""
    return str(request.param)


@pytest.fixture
def open_db(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenDb]:
    """Open a database by name: a fresh one at first, the same one again afterwards."""
    urls: dict[str, str] = {}
    opened: list[Database] = []

    def open_by_name(name: str) -> Database:
        if name not in urls:
            fresh = f"sqlite:///{tmp_path}/{name}.db"
            urls[name] = fresh if backend == "sqlite" else _new_schema(request.getfixturevalue("cluster"))
        opened.append(Database(name, urls[name]))
        return opened[-1]

    yield open_by_name
    for db in opened:
        db.close()


@pytest.fixture
def db(open_db: OpenDb) -> Database:
    """The kitchen's database, with all tables."""
    return make_tables(open_db("kitchen"), kitchen)


@pytest.fixture
def garden_db(open_db: OpenDb) -> Database:
    """The garden's database, with the tables every service has."""
    return make_tables(open_db("garden"), garden)


@pytest.fixture
def office(tmp_path: Path, region: Region) -> Office:
    """An office that nobody else uses."""
    settings = config.read({"RIF_DATA": str(tmp_path), "RIF_URL": "http://localhost"})
    return Office(settings, region, KEYS)


@pytest.fixture
def counter(office: Office, db: Database) -> Counter:
    """The kitchen with its pages and its API."""
    return Counter(office, db)


def _new_schema(cluster: str) -> str:
    """The address of a schema of its own: what `ALTER ROLE … SET search_path` does for a service's role."""
    name = f"test_{next(_schemas)}"
    engine = create_engine(cluster)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    engine.dispose()
    return f"{cluster}&options=-csearch_path%3D{name}"
