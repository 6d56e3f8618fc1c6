"""Sign-in at the doors: what counts where, and what a service was told since the token was made."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from shared import auth, clock, inbox
from shared.auth import Role
from shared.contracts.identity import AccountChanged, SessionEnded
from shared.message import Message
from shared.tables import KnownAccount
from tests.shared.counter import Counter
from tests.shared.garden import kitchen


@pytest.fixture
def backend() -> str:
    """One kind of database is enough here."""
    return "sqlite"


ANNA, SITE, OTHER_SITE = uuid4(), uuid4(), uuid4()


def tell(counter: Counter, *events: Any) -> None:
    inbox.take(counter.db, [Message.wrap(event, "identity") for event in events], kitchen.handlers)


def account(revision: int, *roles: Role, active: bool = True, sites: tuple[UUID, ...] = ()) -> AccountChanged:
    names = [str(role) for role in roles]
    return AccountChanged(
        account_id=ANNA, revision=revision, active=active, name="Anna Neu", roles=names, site_ids=list(sites)
    )


def status(counter: Counter, path: str, token: str) -> int:
    return int(counter.browser(token).get(path, expect_errors=True).status_int)


def test_somebody_signed_in_is_known_by_the_cookie(counter: Counter) -> None:
    page = counter.browser(counter.token(person_id=ANNA)).get("/kitchen/me")

    assert page.text.startswith(f"{ANNA} Anna staff")


def test_somebody_unknown_is_sent_to_sign_in_and_back_again(counter: Counter) -> None:
    page = counter.visitor().get("/kitchen/me?a=b")

    assert page.status_int == 303
    assert page.location == "/identity/sign-in?next=%2Fkitchen%2Fme%3Fa%3Db"


def test_a_program_without_a_token_is_told_that_it_needs_one(counter: Counter) -> None:
    answer = counter.api(None).post("/kitchen/api/jars", {"label": "a"})

    assert (answer.status_int, answer.json["code"]) == (401, "unauthorized")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_the_cookie_does_not_count_for_programs_nor_the_bearer_token_on_pages(counter: Counter) -> None:
    by_cookie = counter.browser(counter.token())
    bearer = {"Authorization": f"Bearer {counter.token()}"}

    assert by_cookie.post_json("/kitchen/api/jars", {"label": "a"}, expect_errors=True).status_int == 401
    assert counter.visitor().get("/kitchen/me", headers=bearer).status_int == 303


@pytest.mark.parametrize("header", ["", "Bearer", "Basic abc", "Bearer ü", "bearer", "Token x"])
def test_an_odd_authorization_is_none(counter: Counter, header: str) -> None:
    page = counter.visitor().get("/kitchen/api/jars", headers={"Authorization": header}, expect_errors=True)

    assert page.status_int == 401


def test_a_page_of_which_no_rule_speaks_is_forbidden_to_everybody(counter: Counter) -> None:
    assert counter.visitor().get("/kitchen/forgotten").status_int == 303
    assert {status(counter, "/kitchen/forgotten", counter.token(role)) for role in Role} == {403}


def test_the_wrong_role_is_forbidden(counter: Counter) -> None:
    answer = counter.api(Role.VOLUNTEER).post("/kitchen/api/jars", {"label": "a"})

    assert (answer.status_int, answer.json["code"]) == (403, "forbidden")


def end_of(session: UUID) -> SessionEnded:
    now = clock.now()
    return SessionEnded(session_id=session, ended_at=now, expires_at=now + timedelta(days=1))


def test_an_ended_sign_in_counts_no_more_and_others_go_on(counter: Counter) -> None:
    session = uuid4()
    ended, other = counter.token(session_id=session), counter.token()

    tell(counter, end_of(session))

    assert status(counter, "/kitchen/me", ended) == 303
    assert status(counter, "/kitchen/me", other) == 200


def test_an_end_that_is_told_twice_is_one(counter: Counter) -> None:
    session = uuid4()

    tell(counter, *[end_of(session)] * 2)

    assert status(counter, "/kitchen/me", counter.token(session_id=session)) == 303


def test_a_role_that_was_taken_away_counts_no_more_whatever_the_token_says(counter: Counter) -> None:
    token = counter.token(Role.STAFF, person_id=ANNA, site_ids=[SITE])
    assert status(counter, f"/kitchen/sites/{SITE}", token) == 200

    tell(counter, account(1, Role.VOLUNTEER))

    assert status(counter, f"/kitchen/sites/{SITE}", token) == 403
    assert counter.browser(token).get("/kitchen/me").text.startswith(f"{ANNA} Anna Neu volunteer")


def test_a_role_and_a_site_that_were_given_count_at_once(counter: Counter) -> None:
    token = counter.token(Role.VOLUNTEER, person_id=ANNA)

    tell(counter, account(1, Role.STAFF, sites=(SITE,)))

    assert status(counter, f"/kitchen/sites/{SITE}", token) == 200
    assert status(counter, f"/kitchen/sites/{OTHER_SITE}", token) == 403


def test_a_closed_account_is_signed_out_everywhere_until_it_is_opened_again(counter: Counter) -> None:
    token = counter.token(person_id=ANNA)

    tell(counter, account(1, Role.STAFF, active=False))
    closed = status(counter, "/kitchen/me", token)
    tell(counter, account(2, Role.STAFF))

    assert (closed, status(counter, "/kitchen/me", token)) == (303, 200)


def test_older_news_of_an_account_gives_nothing_back(counter: Counter) -> None:
    token = counter.token(Role.STAFF, person_id=ANNA, site_ids=[SITE])

    tell(counter, account(2, Role.VOLUNTEER), account(1, Role.STAFF, sites=(SITE,)))

    assert status(counter, f"/kitchen/sites/{SITE}", token) == 403


def test_an_account_that_was_never_told_of_is_what_its_token_says(counter: Counter) -> None:
    assert status(counter, f"/kitchen/sites/{SITE}", counter.token(site_ids=[SITE])) == 200


def test_a_programs_token_never_has_more_than_it_was_made_for(counter: Counter) -> None:
    person = uuid4()
    made = auth.sign_in_token(
        counter.office.keys, person, "Anna", [Role.COORDINATOR], [], timedelta(hours=1), program=True
    )
    account = KnownAccount(id=person, revision=1, active=True, name="Anna", roles=["administrator"], site_ids=[])

    with counter.db.transaction() as session:
        session.add(account)
    who = auth.read_token(counter.office.keys, made)
    with counter.db.reading() as session:
        now = auth.as_known_now(session, who) if who else None

    assert now is not None
    assert now.roles == {Role.COORDINATOR}
