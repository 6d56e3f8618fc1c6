"""Links between services, and signed links in mails."""

from datetime import timedelta
from string import ascii_letters
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared import clock
from shared.links import PAGES, BadLink, ExpiredLink, LinkSigner, link

SIGNER = LinkSigner("a secret")
WEEK = timedelta(days=7)


def test_a_link_is_a_path_with_its_values_in_it() -> None:
    need_id = uuid4()

    assert link("accommodation", "need", need_id=need_id) == f"/accommodation/needs/{need_id}"


def test_a_page_that_nobody_has_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        link("accommodation", "cellar")


def test_every_page_is_below_its_service_and_the_home_page_is_at_the_top() -> None:
    for (service, _), path in PAGES.items():
        assert path == f"/{service}" or path.startswith(f"/{service}/") or service == "information"


def test_a_signed_link_says_what_it_is_for_and_whom() -> None:
    subject, link_id = uuid4(), uuid4()

    found = SIGNER.read("answer", SIGNER.sign("answer", subject, WEEK, link_id))

    assert (found.purpose, found.subject, found.id) == ("answer", subject, link_id)
    assert timedelta(0) <= WEEK - (found.expires_at - clock.now()) < timedelta(seconds=10)


def test_two_links_for_the_same_are_two() -> None:
    subject = uuid4()
    first, second = (SIGNER.read("answer", SIGNER.sign("answer", subject, WEEK)) for _ in range(2))

    assert first.id != second.id


def test_a_signed_link_can_stand_in_a_path() -> None:
    token = SIGNER.sign("answer", uuid4(), WEEK)

    assert set(token) <= set(ascii_letters + "0123456789-_.")


def test_a_link_runs_out() -> None:
    token = SIGNER.sign("answer", uuid4(), WEEK)
    clock.advance(WEEK + timedelta(seconds=2))

    with pytest.raises(ExpiredLink):
        SIGNER.read("answer", token)


def test_a_link_made_for_something_else_is_bad_even_when_it_has_run_out() -> None:
    token = SIGNER.sign("answer", uuid4(), WEEK)
    clock.advance(WEEK * 2)

    with pytest.raises(BadLink) as raised:
        SIGNER.read("enter", token)

    assert not isinstance(raised.value, ExpiredLink)


def test_a_link_of_another_office_is_bad() -> None:
    with pytest.raises(BadLink):
        SIGNER.read("answer", LinkSigner("another secret").sign("answer", uuid4(), WEEK))


@given(place=st.integers(0, 200), letter=st.sampled_from(ascii_letters + "0123456789-_.ü"))
def test_a_link_of_which_one_letter_was_changed_is_bad(place: int, letter: str) -> None:
    token = SIGNER.sign("answer", uuid4(), WEEK)
    place %= len(token) - 1  # of the last letter two bits count for nothing
    changed = token[:place] + letter + token[place + 1 :]

    if changed != token:
        with pytest.raises(BadLink):
            SIGNER.read("answer", changed)


@given(st.text())
def test_anything_else_is_a_bad_link(text: str) -> None:
    with pytest.raises(BadLink):
        SIGNER.read("answer", text)
