"""A service's web side as a whole: headers, health, the files of the web kit."""

import re

import pytest
from sqlalchemy import text

from shared import migrate
from shared.web.app import static_url
from tests.shared.counter import Counter
from tests.shared.garden import kitchen


@pytest.fixture
def backend() -> str:
    """One kind of database is enough here."""
    return "sqlite"


def test_pages_are_not_kept_by_anybody_and_run_nothing_of_others(counter: Counter) -> None:
    headers = counter.visitor().get("/kitchen/form").headers

    assert headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe-inline" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"


def test_errors_have_the_same_headers(counter: Counter) -> None:
    for path in ("/kitchen/none", "/kitchen/crash", "/kitchen/api/none", "/kitchen/me"):
        headers = counter.visitor().get(path, expect_errors=True).headers

        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["Cache-Control"] == "no-store"


def test_files_of_the_web_kit_may_be_kept_because_their_address_changes_with_them(counter: Counter) -> None:
    address = static_url("rif.css")

    page = counter.visitor().get(f"/kitchen{address}")

    assert re.fullmatch(r"/static/rif\.css\?v=[0-9a-f]{10}", address)
    assert "max-age=31536000" in page.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/kitchen/static/../app.py", "/kitchen/static/..%2fapp.py", "/kitchen/static/none"])
def test_nothing_else_is_a_file(counter: Counter, path: str) -> None:
    assert counter.visitor().get(path, expect_errors=True).status_int == 404


def test_a_service_says_that_it_is_alive_and_ready(counter: Counter) -> None:
    visitor = counter.visitor()

    assert visitor.get("/kitchen/healthz").json == {"status": "alive"}
    assert visitor.get("/kitchen/readyz").json == {"status": "ready"}
    assert visitor.get("/readyz").json == {"status": "ready", "services": {"kitchen": True}}


def test_a_service_whose_tables_are_not_as_they_should_be_is_alive_but_not_ready(counter: Counter) -> None:
    with counter.db.engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        connection.execute(text("INSERT INTO alembic_version VALUES ('9999')"))
    assert not migrate.at_head(kitchen, counter.db)

    visitor = counter.visitor()

    assert visitor.get("/kitchen/healthz").status_int == 200
    assert visitor.get("/kitchen/readyz", expect_errors=True).status_int == 503
    assert visitor.get("/readyz", expect_errors=True).json["services"] == {"kitchen": False}


def test_a_service_whose_database_is_gone_is_not_ready(counter: Counter) -> None:
    counter.db.close()
    assert counter.db.path
    counter.db.path.unlink()
    counter.db.path.mkdir()

    assert counter.visitor().get("/kitchen/readyz", expect_errors=True).status_int == 503


def test_the_api_describes_itself(counter: Counter) -> None:
    described = counter.visitor().get("/kitchen/api/openapi.json").json

    assert described["openapi"] == "3.1.0"
    assert {"/api/jars", "/api/crash"} == set(described["paths"])
    assert described["servers"] == [{"url": "/kitchen"}]


def test_without_a_home_page_there_is_none(counter: Counter) -> None:
    assert counter.visitor().get("/", expect_errors=True).status_int == 404


def test_demo_data_says_so_on_every_page(counter: Counter) -> None:
    for path in ("/kitchen/form", "/kitchen/none"):
        assert "erfundene Daten" in counter.visitor().get(path, expect_errors=True).text
