"""No page needs more than 15 queries, whatever the amount of data: one query for each row would show here."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from tests.browser.copies import copy_rows
from tests.browser.inventory import pages
from tests.browser.office import Office, demo_office

AT_MOST = 15


@contextmanager
def counting(office: Office) -> Iterator[list[str]]:
    """The statements that the office's databases are given meanwhile."""
    asked: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    with ExitStack() as afterwards:
        for member in office.instance.members:
            event.listen(member.db.engine, "before_cursor_execute", hear)
            afterwards.callback(event.remove, member.db.engine, "before_cursor_execute", hear)
        yield asked


@pytest.mark.parametrize("rows", [10, 1000])
def test_no_page_needs_more_than_15_queries(rows: int, tmp_path: Path) -> None:
    with demo_office(tmp_path, volunteers=10, needs=10) as office:
        copy_rows(office.instance, rows // 10 - 1)
        browsers: dict[Any, Any] = {}
        findings: list[str] = []
        for page in pages(office):
            browser = browsers.setdefault(page.whom, office.browser(page.whom))
            with counting(office) as asked:
                status = browser.get(page.path, status="*").status_int
            too_many = [f"{len(asked)} queries"] if len(asked) > AT_MOST else []
            findings += [f"{page.name}: {found}" for found in [*page.wrong(status), *too_many]]

    assert findings == []
