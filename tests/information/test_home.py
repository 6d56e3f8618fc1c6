"""The home page: two doors, what is needed right now, and how to reach the office."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from shared import clock, parts
from shared.contracts.accommodation import NeedChanged, NeedRemoved, NeedState
from shared.contracts.words import Slot, Timing, Urgency
from shared.region import Region, Words
from shared.testing import World

MakeNeed = Callable[..., NeedChanged]


@pytest.mark.parametrize("path", ["/", "/information/", "/information"])
def test_home_says_what_this_is_and_opens_two_doors(world: World, path: str) -> None:
    page = world.visitor().get(path)
    page = page.follow() if page.status_int in (301, 308) else page

    assert page.html.h1.text == "Zusammen geht es besser"
    doors = {link.text: link["href"] for link in page.html.select("main .way-in a")}
    assert doors == {"Ich möchte helfen": "/volunteers/sign-up", "Wir brauchen Unterstützung": "/accommodation/ask"}
    assert "Fischbach-Göslikon" in page.text
    assert "+41 62 000 00 00" in page.text


def test_without_open_needs_the_page_still_invites(world: World) -> None:
    assert "Im Moment ist nichts offen" in world.visitor().get("/").text


def test_an_open_need_is_shown_with_what_where_and_when_and_nothing_else(world: World, need: MakeNeed) -> None:
    world.tell(need(timing=Timing.WEEKLY, slots=[Slot.WED_AFTERNOON], first=date(2026, 12, 1)))

    [shown] = cards(world)

    assert shown == "Spielnachmittag Bremgarten (AG) jede Woche: Mi Nachmittag, ab 01.12.2026"
    assert "Muster fragen" not in world.visitor().get("/").text


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"timing": Timing.ONCE, "once_at": "2026-11-27 14:30", "minutes": 90}, "Fr 27.11.2026, 14.30 Uhr"),
        ({"timing": Timing.FLEXIBLE}, "nach Absprache"),
        ({"timing": Timing.FLEXIBLE, "first": date(2026, 1, 1)}, "nach Absprache"),
        ({"timing": Timing.FLEXIBLE, "last": date(2027, 1, 31)}, "nach Absprache, bis 31.01.2027"),
        (
            {
                "timing": Timing.WEEKLY,
                "slots": [Slot.TUE_EVENING, Slot.MON_EVENING],
                "first": date(2026, 12, 1),
                "last": date(2027, 1, 31),
            },
            "jede Woche: Mo Abend, Di Abend, 01.12.2026 bis 31.01.2027",
        ),
    ],
)
def test_when_it_is_needed_is_told_in_words(world: World, need: MakeNeed, given: dict[str, Any], told: str) -> None:
    if "once_at" in given:
        given = given | {"once_at": clock.from_local(datetime.fromisoformat(given["once_at"]))}

    world.tell(need(**given))

    [shown] = cards(world)
    assert shown == f"Spielnachmittag Bremgarten (AG) {told}"


def test_urgent_and_partly_filled_needs_say_so(world: World, need: MakeNeed) -> None:
    now = clock.now()
    world.tell(need(urgency=Urgency.HIGH), need(headcount=3, filled=1, posted_at=now - timedelta(days=1)))
    world.tell(need(headcount=3, filled=2, posted_at=now - timedelta(days=2)))

    assert [card.removeprefix("Spielnachmittag Bremgarten (AG) ") for card in cards(world)] == [
        "nach Absprache dringend",
        "nach Absprache noch 2 Plätze",
        "nach Absprache noch 1 Platz",
    ]


@pytest.mark.parametrize("state", [NeedState.FILLED, NeedState.DONE, NeedState.CANCELLED, NeedState.EXPIRED])
def test_a_need_that_wants_nobody_any_more_disappears(world: World, need: MakeNeed, state: NeedState) -> None:
    event = need()
    world.tell(event)

    world.tell(replace(event, revision=2, state=state))

    assert cards(world) == []


def test_a_need_for_which_people_were_asked_is_still_needed(world: World, need: MakeNeed) -> None:
    world.tell(need(state=NeedState.PROPOSED))

    assert len(cards(world)) == 1


def test_older_news_and_news_of_removed_needs_change_nothing(world: World, need: MakeNeed) -> None:
    kept, gone = need(revision=2, category="transport"), need()

    world.tell(kept, gone, NeedRemoved(need_id=gone.need_id, revision=2))
    world.tell(replace(kept, revision=1, category="sport"), gone)

    [shown] = cards(world)
    assert shown.startswith("Fahrdienst und Transport")


def test_the_six_newest_are_shown_and_the_others_counted(world: World, need: MakeNeed) -> None:
    now = clock.now()
    needs = [need(posted_at=now - timedelta(days=age), bfs_nr=4063 + age % 2) for age in range(8)]
    world.tell(*reversed(needs))
    world.tell(need(posted_at=now, category="sport"))

    assert len(cards(world)) == 6
    assert cards(world)[0].startswith("Sport und Bewegung")
    assert "Und 3 weitere Anfragen." in world.visitor().get("/").text


def test_a_category_or_municipality_that_left_the_region_does_no_harm(world: World, need: MakeNeed) -> None:
    world.tell(need(category="juggling", bfs_nr=9999))

    assert cards(world) == ["juggling Gemeinde 9999 nach Absprache"]


def test_only_a_demo_shows_the_way_to_its_mailbox(world: World, tmp_path: Path, region: Region) -> None:
    (tmp_path / "real").mkdir()
    office = World(tmp_path / "real", parts.load(["information"]), region, demo=False)

    assert "/notifications/mailbox" in world.visitor().get("/").text
    assert "/notifications/mailbox" not in office.visitor().get("/").text
    office.close()


@pytest.mark.parametrize("path", ["/privacy", "/accessibility", "/information/privacy"])
def test_what_everybody_may_know_is_public(world: World, path: str) -> None:
    page = world.visitor().get(path)

    assert "info@rif-musterregion.example.org" in page.html.main.text


def test_the_privacy_notice_names_the_law_and_who_supervises_it(tmp_path: Path, region: Region) -> None:
    (tmp_path / "club").mkdir()
    supervisor = Words.of({"de": "EDÖB in Bern"})
    club = replace(region, office=replace(region.office, legal_regime="DSG", supervisor=supervisor))
    office = World(tmp_path / "club", parts.load(["information"]), club)

    page = office.visitor().get("/privacy")

    assert "Bundesgesetz über den Datenschutz (DSG)" in page.text
    assert "EDÖB in Bern" in page.text
    office.close()


def cards(world: World) -> list[str]:
    """The needs on the home page, each in one line."""
    page = world.visitor().get("/")
    return [" ".join(card.text.split()) for card in page.html.select("li.need")]


def test_the_map_says_nothing_of_volunteers_to_the_public(world: World, need: MakeNeed) -> None:
    world.tell(need())

    table = world.visitor().get("/").html.select_one(".map table")

    assert [head.text for head in table.thead.find_all("th")] == ["Gemeinde", "Anfragen"]
