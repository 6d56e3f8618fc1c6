"""Whatever is typed, left out or made up: every form of every page answers in words, and nothing happens twice.

The forms are those the pages show (`every_form`), so a new one is tried without being named here. Each is sent with one
thing wrong while all else is right, and with everything wrong at once (`bad_values`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from shared.web.problems import TITLES
from tests.browser.inventory import pages
from tests.browser.office import demo_office
from tests.browser.survey import told
from tests.stories.bad_values import ENDLESS, MARKUP, Values, bad_values
from tests.stories.every_form import Everything, Form
from tests.stories.forms_on_pages import forms_of
from tests.stories.page import WHERE_TO

REFUSED_IN_PLACE = (409, 422, 429)
"""What is answered with the form itself, to be put right and sent again."""
SAID = re.compile(r'class="(summary|notice|[\w ]*\bwrong)\b')
COUNTED = {"identity.sign_in_attempts", "identity.due"}
"""What a refused form may leave behind."""

NOT_DONE = {"information change_language": "a visitor's language is kept in a cookie"}
"""Forms that write nothing although all is right."""
STALE = {
    "accommodation save_need",
    "accommodation save_site",
    "matching move",
    "volunteers change_clearances",
    "volunteers change_details",
    "volunteers change_offer",
    "volunteers send_sign_up",
}
"""Forms that show something others may change, and say so when it is another."""
TOLD_OTHERWISE = {
    "identity end_here": "who has signed out is nobody any more",
    "identity change_password": "the current password is another one by then",
}
"""Forms that are done once, and answered in another way the second time."""
MAY_BE_LOST = {("volunteers send_sign_up", "consent"): "it was given to other answers than those that stand there now"}
"""What has to be typed or ticked again, and why."""


@dataclass(frozen=True)
class Try:
    """A form that was sent with something wrong, and what was answered."""

    form: Form
    what: str
    values: Values
    status: int
    text: str
    written: frozenset[str]

    def __str__(self) -> str:
        return f"{self.form.name} | {self.what} | {self.status}"

    @property
    def refused(self) -> bool:
        return self.status >= 400


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Everything]:
    with demo_office(tmp_path_factory.mktemp("office"), volunteers=60, needs=25) as office:
        everything = Everything(office)
        yield everything
        everything.databases.close()


@pytest.fixture(scope="module")
def tries(everything: Everything) -> list[Try]:
    """Everything that can be sent wrong, sent once."""
    return [tried(everything, form, *wrong) for form in everything.forms for wrong in bad_values(form)]


def tried(everything: Everything, form: Form, what: str, values: Values) -> Try:
    answer = everything.send(form, form.changed(values))
    written = everything.databases.written() if answer.status_int >= 400 and everything.databases.has_changed() else ()
    return Try(form, what, values, answer.status_int, answer.text, frozenset(written))


def test_every_form_is_tried(everything: Everything) -> None:
    assert everything.endpoints() - {form.endpoint for form in everything.forms} == set()


def test_what_is_right_is_taken(everything: Everything) -> None:
    """Otherwise the other tests would try nothing."""
    sending = [form for form in everything.forms if form.method == "post" and form.sends]
    not_done = {form.endpoint for form in sending if not is_done(everything, form)}

    assert not_done == NOT_DONE.keys()


def test_whatever_is_sent_is_answered_with_a_page(tries: list[Try]) -> None:
    assert not (crashed := [str(one) for one in tries if one.status >= 500]), told(crashed)
    shown = [one for one in tries if one.status not in WHERE_TO]
    assert not (bare := [str(one) for one in shown if not is_page(one)]), told(bare)


def test_what_is_refused_is_refused_in_words_and_changes_nothing(tries: list[Try]) -> None:
    refused = [one for one in tries if one.refused and one.form.sends]

    assert not (silent := [str(one) for one in refused if not says_why(one)]), told(silent)
    half_done = [f"{one}: {one.written}" for one in refused if not one.written <= COUNTED]
    assert not half_done, told(half_done)


def test_a_text_without_end_is_taken_nowhere(tries: list[Try]) -> None:
    endless = [one for one in tries if any(len(value or "") == len(ENDLESS) for value in one.values.values())]
    taken = [str(one) for one in endless if one.form.method == "post" and not one.refused]

    assert endless
    assert not taken, told(taken)


def test_what_was_right_is_still_there_when_something_else_is_refused(tries: list[Try]) -> None:
    again = {(one.form, *one.values): one for one in tries if one.status in REFUSED_IN_PLACE}.values()
    lost = {(one.form.endpoint, name): f"{one}: {name}" for one in again for name in missing(one)}

    assert not (findings := [text for key, text in lost.items() if key not in MAY_BE_LOST]), told(findings)
    assert lost.keys() == MAY_BE_LOST.keys(), "no longer lost"


def test_a_form_that_does_not_know_how_things_stand_says_what_happened_in_the_meantime(tries: list[Try]) -> None:
    stale = [one for one in tries if one.status == 409]

    assert {one.form.endpoint for one in stale} == STALE
    assert not (silent := [str(one) for one in stale if "In der Zwischenzeit" not in one.text]), told(silent)


def test_no_page_and_no_mail_takes_what_was_typed_for_markup(everything: Everything, tries: list[Try]) -> None:
    fields: dict[Form, dict[str, str | None]] = {}
    for one in tries:
        if not one.refused and list(one.values.values()) == [MARKUP]:
            fields.setdefault(one.form, {}).update(one.values)
    beginning = everything.forms[0].state
    everything.databases.restore(beginning)

    for form, values in fields.items():
        if form.state is beginning:
            everything.send(form, form.changed(values), again=True)
    everything.office.settle()

    shown = {page.name: everything.open(page) for page in pages(everything.office)} | everything.mails()
    assert not (taken := [name for name, text in shown.items() if MARKUP in text]), told(taken)
    assert not (taken := [str(one) for one in tries if MARKUP in one.text]), told(taken)
    assert sum("&lt;script&gt;alert(1)" in text for text in shown.values()) > 5


def test_a_form_sent_twice_is_done_once_and_answered_twice(everything: Everything) -> None:
    twice = {form: sent_twice(everything, form) for form in everything.forms if form.method == "post"}

    assert not (again := [form.name for form, (events, _) in twice.items() if events]), told(again)
    assert {form.endpoint for form, (_, same) in twice.items() if not same} == TOLD_OTHERWISE.keys()


def sent_twice(everything: Everything, form: Form) -> tuple[bool, bool]:
    """Whether the second time anything is told to other services, and whether the answer is the same."""
    first, before = everything.send(form, form.filled), everything.databases.events()
    second = everything.send(form, form.filled, again=True)
    same = (second.status_int, second.location) == (first.status_int, first.location)
    return everything.databases.events() != before, same


def is_done(everything: Everything, form: Form) -> bool:
    answer = everything.send(form, form.filled)
    return answer.status_int in (200, 303) and everything.databases.has_changed()


def is_page(one: Try) -> bool:
    """A whole page of ours, in a language, with a heading."""
    return bool(re.search(r'<html lang="[a-z]', one.text) and "<h1" in one.text and 'id="main"' in one.text)


def says_why(one: Try) -> bool:
    """Above or beside the fields; or the page says nothing else."""
    return bool(SAID.search(one.text)) or any(f"<h1>{title}</h1>" in one.text for title in TITLES.values())


def missing(one: Try) -> set[str]:
    """The fields that were right, and do not have what was typed or chosen in the form that is shown again."""
    right = {control.name for control in one.form.controls if control.shown_again} - one.values.keys()
    if not right:
        return set()
    sent = {(name, value) for name, value in one.form.filled if name in right and value}
    forms = forms_of(one.text, f'name="{min(right)}"')
    shown = [{(control.name, value) for control in controls for value in control.had} for _, controls in forms]
    return {name for name, _ in min((sent - form for form in shown), key=len, default=sent)}
