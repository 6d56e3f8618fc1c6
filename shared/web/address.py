"""What stands behind the «?» of a page's address, the same in every room: which page of a list, what was just done."""

from collections.abc import Mapping

from flask import redirect, request
from flask.typing import ResponseReturnValue

MOST_PAGES = 10_000


def page_asked() -> int:
    """Which page of a list; anything odd is the first."""
    return min(max(1, request.args.get("page", 1, type=int)), MOST_PAGES)


def notice_asked(notices: Mapping[str, object]) -> str | None:
    """What was just done; only sentences of ours can be asked for."""
    told = notices.get(request.args.get("notice", ""))
    return None if told is None else str(told)


def back_to(path: str, done: str | None = None) -> ResponseReturnValue:
    """On to a page that shows what was done, and says so."""
    page, mark, place = path.partition("#")
    return redirect(f"{page}?notice={done}{mark}{place}" if done else path, 303)
