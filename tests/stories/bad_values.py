"""What nobody should type, and what only programs send: for every form the ways in which it is sent wrong."""

from collections.abc import Iterator, Mapping

from tests.stories.every_form import Form
from tests.stories.forms_on_pages import Control

Values = Mapping[str, str | None]
"""Name → what is sent in place of what is right; None: nothing at all."""

MARKUP = "<script>alert(1)</script>"
ENDLESS = "x" * 20_000
NOT_OFFERED = f'"{MARKUP}'
TEXTS = {
    "emoji": "🦄 👩‍👩‍👧 🏳️‍🌈",
    "other scripts": "مرحبا بالعالم 你好，世界 ትግርኛ",
    "markup": MARKUP,
    "far too long": ENDLESS,
    "control characters": "a\x00b\x07c\x1b[31m\u202ed",
    "nothing": "",
    "blanks": " \t\u00a0 ",
}
"""Typed into all fields of a form at once."""
EACH = {
    "date": ("2020-01-01", "gestern", "2026-02-30", "9999-12-31", "0001-01-01"),
    "datetime-local": ("2020-01-01T10:00", "2026-02-30T10:00", "2026-12-01T25:61", "bald", "2027-03-28T02:30"),
    "postcode": ("99999", "8001", "0000", "５６２０"),
    "plz": ("99999", "8001"),
    "number": ("-1", "9" * 400, "NaN", "1e9", "1.5", "0", "١٢"),
    "email": ("anna@", "a@b@c.ch", "anna@example.org\r\nBcc: alle@example.org", f"{'a' * 300}@example.org"),
    "tel": ("12", "+", "079 123 45 67 oder abends"),
    "text": (MARKUP, ENDLESS),
    "password": ("kurz", ENDLESS),
}
"""Typed into one field while all others are right; `text` is whatever is none of the others."""


def bad_values(form: Form) -> Iterator[tuple[str, Values]]:
    """What a try is called, and what is wrong in it."""
    typed = [control.name for control in form.controls if control.typed]
    if typed:
        yield from ((what, dict.fromkeys(typed, text)) for what, text in TEXTS.items())
    for control in form.controls:
        if control.name != "csrf_token":
            yield f"without {control.name}", {control.name: None}
            yield from ((f"{control.name}={value[:20]!r}", {control.name: value}) for value in _odd(control))


def _odd(control: Control) -> tuple[str, ...]:
    if not control.typed:
        return (NOT_OFFERED,)
    kind = control.name if control.name in EACH else "number" if control.numeric else control.type
    return EACH.get(kind, EACH["text"])
