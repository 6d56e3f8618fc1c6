"""Long lists come page by page; a page beyond the last one is the last one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

T = TypeVar("T")
PAGE = 50


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some of a longer list, and how long that is."""

    views: list[T]
    page: int
    pages: int
    total: int


def paged(
    session: Session, rows: Select[*tuple[Any, ...]], page: int, as_views: Callable[[Sequence[Row[Any]]], list[T]]
) -> Page[T]:
    """One page of what a statement finds; `rows` says the order."""
    total = session.scalar(select(func.count()).select_from(rows.order_by(None).subquery())) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    found = session.execute(rows.limit(PAGE).offset((page - 1) * PAGE)).all()
    return Page(as_views(found), page, pages, total)
