"""Pages nobody asks for by their address: refusals, warnings, questions, and what is said after something was done.

They are reached as people reach them. Nothing is changed by it: what is sent here is refused, warned of or asked first.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from shared.auth import Role
from shared.ids import new_id
from tests.browser.office import Office
from tests.browser.visits import Visit

Reach = Callable[[Visit, Office], None]

NAMED = "Frau Rossi möchte Deutsch üben."
"""A wish with a name in it, which the form warns of."""
OF_VOLUNTEERS = "/volunteers/me/details"


@dataclass(frozen=True)
class InBetween:
    """Such a page: in front of whom, how one gets there, and what shows that it is this one."""

    name: str
    whom: Role | None
    languages: tuple[str, ...]
    reach: Reach
    shows: str


def nothing_there(visit: Visit, _office: Office) -> None:
    """An address that was never any."""
    assert visit.open("/volunteers/no-such-page") == 404


def somebody_was_faster(visit: Visit, office: Office) -> None:
    """A change of a need, made on a page that is older than what is stored."""
    visit.open(f"/accommodation/needs/{office.ids['open_need_id']}/edit")
    visit.tab.evaluate("() => { document.querySelector('[name=revision]').value = '0'; }")
    assert send(visit) == 409


def asked_whether_sure(visit: Visit, office: Office) -> None:
    """The end of a match, which asks first."""
    visit.open(f"/matching/matches/{office.ids['match_id']}")
    button = visit.tab.locator("button[name=button][value=close]").first
    with visit.tab.expect_navigation():
        button.click()


def names_somebody(path: str) -> Reach:
    """A need with a name in its text."""

    def reach(visit: Visit, _office: Office) -> None:
        visit.open(path)
        visit.tab.fill("#f-wish", NAMED)
        send(visit)

    return reach


def signed_in_again(visit: Visit, office: Office) -> None:
    """A form that was sent after the sign-in had run out, and is there again."""
    session_id = new_id()  # what a form is bound to; it stays the same when the sign-in runs out
    _carry(visit, office.token(Role.VOLUNTEER, session_id=session_id))
    assert visit.open(OF_VOLUNTEERS) == 200
    visit.tab.fill("#f-phone", "079 000 00 99")
    _carry(visit, office.token(Role.VOLUNTEER, -timedelta(minutes=1), session_id))
    send(visit)
    _carry(visit, office.token(Role.VOLUNTEER))
    assert visit.open(f"{OF_VOLUNTEERS}?kept=1") == 200
    assert visit.tab.input_value("#f-phone") == "079 000 00 99"


def was_saved(visit: Visit, _office: Office) -> None:
    """A page that says what was just done."""
    assert visit.open("/volunteers/me?notice=pause") == 200


IN_BETWEEN = (
    InBetween("not found", None, ("de", "ar"), nothing_there, "main h1"),
    InBetween("a need changed meanwhile", Role.STAFF, ("de",), somebody_was_faster, ".notice.warn li"),
    InBetween("sure?", Role.COORDINATOR, ("de",), asked_whether_sure, "main [name=_sure]"),
    InBetween("a name in a need", Role.STAFF, ("de",), names_somebody("/accommodation/needs/new"), ".notice.warn"),
    InBetween("a name, asked by anybody", None, ("de", "ar"), names_somebody("/accommodation/ask"), ".notice.warn"),
    InBetween("kept form", Role.VOLUNTEER, ("de", "ar"), signed_in_again, ".notice.warn"),
    InBetween("toast", Role.VOLUNTEER, ("de", "ar"), was_saved, ".toast"),
)


def send(visit: Visit) -> int:
    """Send the page's form, whatever the browser thinks of it; the status that is answered."""
    with visit.tab.expect_navigation() as going:
        visit.tab.evaluate("() => { const form = document.getElementById('page-form'); form.noValidate = true;"
                           " form.requestSubmit(); }")  # fmt: skip
    return going.value.status if going.value else 0


def _carry(visit: Visit, token: str) -> None:
    visit.tab.context.add_cookies([{"name": "rif", "value": token, "url": visit.url}])
