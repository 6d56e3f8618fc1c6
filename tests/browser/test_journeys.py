"""The main job in a real browser: on a telephone and on a large screen, with and without scripts."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser

from shared.contracts.volunteers import OfferChanged, VolunteerState
from shared.testing import World, free_port
from tests.browser.office import serving
from tests.browser.visits import DESK, PHONE, Visit
from tests.browser.walking import Walker
from tests.stories import main_job
from tests.stories.carer import Carer
from tests.stories.coordinator import Coordinator, open_office
from tests.stories.person import Person
from tests.stories.test_without_account import TASK, ask
from tests.stories.volunteer import CONSENT, HELP, LANGUAGES, PLACE, TIMES, Volunteer

pytestmark = pytest.mark.needs("chromium", "fonts")

SitsDown = Callable[..., Any]
TIMEOUT_MS = 15_000


class WalkingVolunteer(Walker, Volunteer):
    """A volunteer with a browser."""


class WalkingCarer(Walker, Carer):
    """A carer with a browser."""


class WalkingPerson(Walker, Person):
    """Somebody without an account, with a browser."""


class WalkingCoordinator(Walker, Coordinator):
    """A coordinator with a browser."""


@pytest.fixture
def url(world: World) -> Iterator[str]:
    """The address of the world."""
    port = free_port()
    with serving(world.wsgi, port):
        yield f"http://localhost:{port}"


@pytest.fixture
def in_front(browser: Browser, url: str) -> Iterator[SitsDown]:
    """Put somebody in front of a browser; at the end it must not have complained."""
    visits: list[Visit] = []
    with ExitStack() as afterwards:

        def sit_down(walker: Walker, language: str = "de", **more: Any) -> Any:
            context = afterwards.enter_context(browser.new_context(reduced_motion="reduce", **more))
            context.add_cookies([{"name": "rif_language", "value": language, "url": url}])
            context.set_default_timeout(TIMEOUT_MS)
            visits.append(Visit(context.new_page(), url))
            return walker.at(visits[-1].tab, url)

        yield sit_down
    assert [complaint for visit in visits for complaint in visit.complaints] == []


SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@SIZES
@SCRIPTS
def test_the_main_job(world: World, in_front: SitsDown, size: dict[str, int], scripts: bool) -> None:
    looks = {"viewport": size, "java_script_enabled": scripts}
    open_office(world)
    office = in_front(WalkingCoordinator(world, "Regula", "Huber"), **looks)
    anna, bea = (in_front(WalkingVolunteer(world, *name), **looks) for name in (("Anna", "Meier"), ("Bea", "Keller")))
    lars = in_front(WalkingCarer(world, "Lars", "Frei"), **looks)

    office.sign_in()
    for volunteer in (anna, bea):
        main_job.a_volunteer_becomes_ready(volunteer, office)
    main_job.a_carer_joins(lars, office)
    need = lars.post_need()
    main_job.the_desk_ranks_who_fits_and_says_why(need, office)
    main_job.both_are_asked_and_say_yes(need, anna, bea, lars, office)
    main_job.the_office_chooses(need, anna, bea, lars, office)
    main_job.after_a_trial_it_is_agreed(need, anna, lars, office)
    main_job.it_takes_place_and_ends(need, anna, lars, office)


@SIZES
@SCRIPTS
def test_a_volunteer_signs_up_and_says_yes_in_arabic(
    world: World, in_front: SitsDown, size: dict[str, int], scripts: bool
) -> None:
    anna = in_front(WalkingVolunteer(world, "Anna", "Meier"), "ar", viewport=size, java_script_enabled=scripts)

    anna.sign_up()
    anna.confirm()

    assert {tag for tag in anna.tags if tag != "ar/rtl"} == set()
    assert [told.state for told in world.told("volunteers", OfferChanged)][-1:] == [VolunteerState.CONFIRMED]


def test_a_need_asked_for_without_an_account_is_taken_on_in_arabic(world: World, in_front: SitsDown) -> None:
    office = open_office(world)
    anna = in_front(WalkingVolunteer(world, "Anna", "Meier"), "ar", viewport=PHONE)
    petra = in_front(WalkingPerson(world, "Petra", "Lang"), "ar", viewport=PHONE)
    office.clear_at(office.sign_up_by_phone(anna))

    ask(petra)
    petra.press(petra.follow_mail("confirm_need"), "Ja, Anfrage bestätigen")
    need = office.press(office.open("/matching/today").follow(TASK), "Freigeben").path
    office.propose(need, anna)

    assert anna.say_yes().title == "Der Platz gehört Ihnen"
    assert anna.tags | petra.tags == {"ar/rtl"}


def test_a_sign_up_takes_no_more_than_eight_pages_where_municipalities_share_a_postcode(
    world: World, in_front: SitsDown
) -> None:
    anna = in_front(WalkingVolunteer(world, "Anna", "Meier"), viewport=PHONE)
    shared = {**PLACE, "Postleitzahl": "5619"}, {"In welcher Gemeinde wohnen Sie?": "Uezwil"}

    page = anna.open("/").follow("Ich möchte helfen").follow("Jetzt beginnen")
    for typed in (anna.who, *shared, HELP, LANGUAGES, TIMES, {}):
        page = anna.press(page, "Weiter", typed)
    sent = anna.press(page, "Anmeldung senden", CONSENT)

    assert sent.title == "Bitte bestätigen Sie Ihre E-Mail"
    asked = [path for path in dict.fromkeys(anna.seen) if path.startswith("/volunteers/sign-up/")]
    assert len(asked) - 1 <= 8, asked  # the last one only says that a mail is on its way


def test_a_need_is_posted_in_no_more_than_twelve_interactions(world: World, in_front: SitsDown) -> None:
    office, carer = open_office(world), in_front(WalkingCarer(world, "Lars", "Frei"), viewport=DESK)
    office.invite(carer, office.create_site())
    carer.accept_invitation()
    carer.touched = 0

    carer.post_need()

    assert carer.touched <= 12
