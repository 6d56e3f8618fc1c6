"""Somebody goes through the pages of the sign-up: what is typed on each, and how each is sent."""

from typing import Any

START = "/volunteers/sign-up"
ANSWERS: dict[str, dict[str, Any]] = {
    "contact": {
        "first_name": "Anna",
        "last_name": "Meier",
        "email": "anna@example.org",
        "phone": "079 123 45 67",
    },
    "place": {"postcode": "5620", "travel_km": "10", "mobility": "bike"},
    "municipality": {"bfs_nr": "4082"},
    "help": {"categories": ["german_conversation"]},
    "languages": {
        "speaks_1.code": "de",
        "speaks_1.level": "native",
        "speaks_2.code": "ti",
        "speaks_2.level": "B1",
    },
    "times": {"when": "evenings"},
    "more": {},
    "check": {"consent": True},
}
"""By page: somebody who speaks German and Tigrinya and has time in the evening."""


def page_of(page: Any) -> str:
    """Which page of the sign-up this is."""
    return str(page.request.path.rpartition("/")[2])


def form_of(page: Any) -> Any:
    """The form whose button goes on."""
    return next(form for form in page.forms.values() if form.id == "page-form")


def fill(page: Any, **changes: Any) -> Any:
    """The form of a page, filled in; `changes` are for whichever page has the field."""
    form = form_of(page)
    names = {str(name) for name in form.fields if name}
    typed = ANSWERS.get(page_of(page), {}) | {name: value for name, value in changes.items() if name in names}
    for name, value in typed.items():
        if isinstance(value, list):
            tick(form, name, value)
        else:
            form[name] = value
    return form


def tick(form: Any, name: str, values: list[str]) -> None:
    """Choose these of several boxes and no others."""
    for box in form.fields[name]:
        box.checked = box._value in values


def send(page: Any, **changes: Any) -> Any:
    """Fill in one page and go on; a page that is refused is given back."""
    answer = fill(page, **changes).submit(expect_errors=True)
    return answer.follow().maybe_follow() if answer.status_int == 303 else answer


def go_to(browser: Any, goal: str, **changes: Any) -> Any:
    """Answer page after page until one of them is reached, or one is refused."""
    page = browser.get(f"{START}/contact").maybe_follow()
    for _ in ANSWERS:
        if page.status_int != 200 or page_of(page) == goal:
            break
        page = send(page, **changes)
    return page


def sign_up(browser: Any, **changes: Any) -> Any:
    """All of it; gives the page that follows."""
    return go_to(browser, "sent", **changes)


def errors(page: Any) -> list[str]:
    """Where the summary of errors leads."""
    return [link["href"] for link in page.html.select(".summary a")]


def summary(page: Any) -> dict[str, str]:
    """The answers on the last page, by what they are called."""
    return {row.dt.text.strip(): row.dd.text.strip() for row in page.html.select(".answers > div")}


def change(page: Any, term: str) -> Any:
    """Follow «Ändern» beside an answer."""
    row = next(row for row in page.html.select(".answers > div") if row.dt.text.strip() == term)
    return page.goto(row.a["href"])
