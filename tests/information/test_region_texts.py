"""What the office says of itself is said in the reader's language, as far as its region file has it."""

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


def test_an_office_that_wrote_one_text_says_it_in_german_to_everybody(region: Region, tmp_path: Path) -> None:
    office = replace(
        region.office, opening_hours=Words.of({"de": "Montag, 9 Uhr"}), supervisor=Words.of({"de": "Der Kanton"})
    )
    told = export(replace(region, office=office))
    plain = told.replace('opening_hours = {de = "Montag, 9 Uhr"}', 'opening_hours = "Montag, 9 Uhr"')
    world = World(tmp_path, parts.load(["information"]), loads(plain))

    shown = world.visitor().get("/", headers={"Accept-Language": "ar"}).html.select_one("main .lines")
    world.close()

    assert plain != told
    assert (shown.text, shown["lang"]) == ("Montag, 9 Uhr", "de")
