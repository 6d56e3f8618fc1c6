"""What the office says of itself is said in the reader's language, as far as its region file has it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from shared import parts
from shared.i18n import LANGUAGES
from shared.region import Region, Words, export, loads
from shared.testing import World

FRIDAY = {
    "de": "Freitagvormittag", "fr": "vendredi matin", "it": "venerdì mattina", "en": "Friday mornings",
    "uk": "п’ятницю", "ar": "الجمعة", "ti": "ዓርቢ", "fa": "جمعه", "tr": "cuma", "ta": "வெள்ளி",
}  # fmt: skip


@pytest.mark.parametrize("code", LANGUAGES)
def test_opening_hours_are_in_the_readers_language(world: World, code: str) -> None:
    page = world.visitor().get("/", headers={"Accept-Language": code})

    shown = page.html.select("main .lines, footer .lines")

    assert len(shown) == 2
    assert all(FRIDAY[code] in one.text and one["lang"] == code for one in shown)


@pytest.mark.parametrize("code", LANGUAGES)
def test_everything_the_demo_office_wrote_is_there_in_all_languages(region: Region, code: str) -> None:
    texts = [getattr(region.texts, name) for name in vars(region.texts)]
    labels = [
        words
        for each in (*region.categories, *region.clearances)
        for words in (each.label, getattr(each, "help", None))
    ]

    missing = [str(words) for words in (*texts, *labels, region.office.opening_hours, region.office.supervisor)
               if words is not None and code not in dict(words.by_language)]  # fmt: skip

    assert missing == []


@pytest.fixture
def german_only(region: Region, tmp_path: Path) -> Iterator[World]:
    """An office that wrote its texts in German and no other language."""
    office = replace(
        region.office, opening_hours=Words.of({"de": "Montag, 9 Uhr"}), supervisor=Words.of({"de": "Der Kanton"})
    )
    told = export(replace(region, office=office))
    plain = told.replace('opening_hours = {de = "Montag, 9 Uhr"}', 'opening_hours = "Montag, 9 Uhr"')
    assert plain != told
    world = World(tmp_path, parts.load(["information"]), loads(plain))
    yield world
    world.close()


@pytest.mark.parametrize(
    ("path", "where", "said"),
    [
        ("/", "main .lines", "Montag, 9 Uhr"),
        ("/", "footer .lines", "Montag, 9 Uhr"),
        ("/privacy", "main bdi", "Der Kanton"),
    ],
)
def test_an_office_that_wrote_one_text_says_it_in_german_to_everybody(
    german_only: World, path: str, where: str, said: str
) -> None:
    page = german_only.visitor().get(path, headers={"Accept-Language": "ar"}).html

    shown = page.select_one(where)

    assert page.html["dir"] == "rtl"
    assert (shown.text, shown["lang"], shown["dir"]) == (said, "de", "ltr")
