"""What is exported reads back equal, whatever an office may write into its texts."""

import unicodedata
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from shared.region import Locality, Municipality, Neighbour, Region, Words, export, load, loads

DEMO_REGION = load(Path(__file__).parents[2] / "deploy" / "demo" / "region.toml")


def tidy(text: str) -> str:
    """As much of any text as a region file admits."""
    return "".join(
        sign for sign in text if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Zl", "Zp")
    ).strip()


LINES = st.text(max_size=30).map(lambda text: tidy(text.replace("\n", " "))).filter(bool)
PARAGRAPHS = (
    st.text(st.sampled_from("a\"\\\n'#{}=ü€😀 ") | st.characters(codec="utf-8"), max_size=60).map(tidy).filter(bool)
)
WORDS = st.dictionaries(st.sampled_from(["fr", "it", "en", "ti"]), PARAGRAPHS).flatmap(
    lambda others: PARAGRAPHS.map(lambda german: Words.of({**others, "de": german}))
)
POSTCODES = st.integers(1000, 9999).map(str)
LOCALITIES = st.builds(Locality, postcode=POSTCODES, name=LINES)
MUNICIPALITIES = st.builds(
    Municipality,
    bfs_nr=st.integers(1, 9999),
    name=LINES,
    lat=st.floats(45.8, 47.9),
    lon=st.floats(5.9, 10.6),
    localities=st.lists(LOCALITIES, min_size=1, max_size=3, unique_by=lambda it: f"{it.postcode} {it.name}").map(tuple),
)
NEIGHBOURS = st.builds(Neighbour, name=LINES, postcodes=st.lists(POSTCODES, min_size=1, unique=True).map(tuple))


@st.composite
def regions(draw: st.DrawFn) -> Region:
    """The demo office with other places, neighbours and words."""
    unique_places = {place.name: place for place in draw(st.lists(MUNICIPALITIES, min_size=1, max_size=4))}.values()
    return replace(
        DEMO_REGION,
        office=replace(
            DEMO_REGION.office, name=draw(LINES), opening_hours=Words.of({"de": draw(PARAGRAPHS)}), website=None
        ),
        municipalities=tuple({place.bfs_nr: place for place in unique_places}.values()),
        neighbours=tuple(draw(st.lists(NEIGHBOURS, max_size=1))),
        categories=(replace(DEMO_REGION.categories[0], label=draw(WORDS), help=draw(st.none() | WORDS)),),
        texts=replace(DEMO_REGION.texts, home_intro=draw(WORDS), notice=draw(st.none() | WORDS)),
    )


@given(regions())
def test_an_exported_region_reads_back_equal(region):
    assert loads(export(region)) == region


def test_the_demo_region_is_exported_with_blocks_and_lines_a_person_can_edit():
    text = export(DEMO_REGION)

    assert loads(text) == DEMO_REGION
    assert text.count("\n[[municipalities]]\n") == 12
    assert '\n    {postcode = "5626", name = "Hermetschwil-Staffeln"},\n' in text
    assert ', de = "Fahrdienst und Transport", en = "Lifts and transport", ' in text
    assert "Montag bis Donnerstag, 9.00 bis 11.30 Uhr und 14.00 bis 16.30 Uhr\nAm Telefon" in text
