"""A region file with mistakes: all of them are named, each with its place, and nothing is read."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomlkit

from shared.region import RegionError, load, loads

DEMO = Path(__file__).parents[2] / "deploy" / "demo" / "region.toml"


@pytest.fixture
def raw() -> dict[str, Any]:
    return tomllib.loads(DEMO.read_text("utf-8"))


def problems_of(raw: dict[str, Any]) -> tuple[str, ...]:
    with pytest.raises(RegionError) as caught:
        loads(tomlkit.dumps(raw))
    return caught.value.problems


def test_every_problem_is_named_in_one_go(raw):
    raw["office"]["legal_regime"] = "GDPR"
    raw["municipalities"][3]["lat"] = 8.33804
    raw["municipalities"][1]["localities"][0]["postcode"] = "561"
    del raw["rules"]["hours_per_week_warning"]
    raw["rules"]["clearances"]["minors"] = ["passport"]
    raw["categories"][1]["code"] = "german_conversation"

    assert sorted(problems_of(raw)) == [
        "categories[1].code: «german_conversation» stands already at categories[0].code",
        "municipalities[1].localities[0].postcode: must be a Swiss postcode of four digits (in «Büttikon»)",
        "municipalities[3].lat: must lie in Switzerland, 45.8 to 47.9 degrees (WGS84) (in «Eggenwil»)",
        "office.legal_regime: must be one of IDAG, DSG",
        "rules.clearances.minors[0]: «passport» is not the code of one of [[clearances]]",
        "rules.hours_per_week_warning: is missing",
    ]


def test_an_empty_file_is_told_what_it_lacks():
    assert problems_of({}) == tuple(
        f"{table}: is missing" for table in ("office", "municipalities", "categories", "clearances", "rules")
    )


@pytest.mark.parametrize(
    ("place", "value", "problem"),
    [
        ("office.id", "Muster Region", "office.id: may have only small letters, digits and hyphens (a-z, 0-9, -)"),
        ("office.id", "muster\n", "office.id: must not begin or end with a space or line break"),
        ("office.name", "RIF\nBcc: x@example.org", "office.name: must not contain control characters or line breaks"),
        ("office.name", "RIF\u2028Nord", "office.name: must not contain control characters or line breaks"),
        ("office.name", "", "office.name: must not be empty"),
        ("office.name", 5, 'office.name: must be text in quotes ("…")'),
        ("office.name", "R" * 201, "office.name: is longer than 200 characters"),
        ("office.email", "info at example.org", "office.email: must be an e-mail address"),
        ("office.phone", "062 000 00 00", "office.phone: must be an international number such as +41 62 835 20 20"),
        ("office.website", "javascript:alert(1)", "office.website: must be a web address that begins with https://"),
        ("office.website", "ftp://example.org", "office.website: must be a web address that begins with https://"),
        ("office.accent", "teal", "office.accent: must be a colour such as #1a5f7a"),
        ("office.accent", "#1a5f7a;", "office.accent: must be a colour such as #1a5f7a"),
        ("office.emial", "info@example.org", "office.emial: is not a known key"),
        ("office", "RIF", "office: must be a table"),
        ("municipalities", [], "municipalities: must have at least one entry"),
        ("municipalities", "Wohlen", "municipalities: must be a list ([…])"),
        ("municipalities", [5], "municipalities[0]: must be a table"),
        ("neighbours", [{"name": "RIF Nord", "postcodes": []}], "neighbours[0].postcodes: must name at least one"),
        ("rules.rest_days", 2.5, "rules.rest_days: must be a whole number"),
        ("rules.rest_days", True, "rules.rest_days: must be a whole number"),
        ("rules.rest_days", -1, "rules.rest_days: must lie between 0 and 365"),
        ("rules.travel_km_choices", [10, 5], "rules.travel_km_choices: must be a rising list such as [2, 5, 10]"),
        ("rules.travel_km_choices", [], "rules.travel_km_choices: must be a rising list such as [2, 5, 10]"),
        ("rules.mobility.ski", {"detour": 1, "km_per_h": 9}, "rules.mobility.ski: is not a known key"),
        ("rules.mobility.foot.detour", 0.5, "rules.mobility.foot.detour: must lie between 1 and 5"),
        ("rules.mobility.foot.detour", float("nan"), "rules.mobility.foot.detour: must be a number"),
        ("rules.answer_within_h.normal", "3 d", "rules.answer_within_h.normal: must be a whole number"),
        ("texts.home_intor", {"de": "Hallo"}, "texts.home_intor: is not a known key"),
        ("texts.home_intro", "Hallo", 'texts.home_intro: must be a text by language, as in { de = "…" }'),
        (
            "texts.home_intro",
            {"Deutsch": "x", "de": "y"},
            "texts.home_intro.Deutsch: is not a language code such as de",
        ),
        ("texts.home_intro", {"fr": "Bonjour"}, "texts.home_intro.de: is missing"),
        ("texts.home_intro", {"de": ""}, "texts.home_intro.de: must not be empty"),
    ],
)
def test_a_value_that_does_not_fit_is_named_with_what_would(raw, place, value, problem):
    *path, key = place.split(".")
    table = raw
    for step in path:
        table = table[step]
    table[key] = value

    assert [found for found in problems_of(raw) if found.startswith(problem)]


def test_yes_and_no_are_true_and_false(raw):
    raw["categories"][0]["first_yes"] = "nein"

    assert problems_of(raw) == (
        "categories[0].first_yes: must be true or false, without quotes (in «german_conversation»)",
    )


def test_a_municipality_cannot_stand_there_twice(raw):
    raw["municipalities"].append(dict(raw["municipalities"][0]))

    assert problems_of(raw) == (
        "municipalities[12].bfs_nr: «4063» stands already at municipalities[0].bfs_nr",
        "municipalities[12].name: «Bremgarten (AG)» stands already at municipalities[0].name",
    )


def test_a_locality_cannot_stand_twice_in_one_municipality(raw):
    localities = raw["municipalities"][0]["localities"]
    localities.append(dict(localities[0]))

    assert problems_of(raw) == (
        "municipalities[0].localities[2]: «5620 Bremgarten AG» stands already at municipalities[0].localities[0]",
    )


def test_a_postcode_belongs_to_one_neighbouring_office_only(raw):
    raw["neighbours"][1]["postcodes"].append("5600")

    assert problems_of(raw) == ("neighbours[1].postcodes[9]: «5600» stands already at neighbours[0].postcodes[1]",)


def test_neighbours_and_texts_may_be_absent(raw):
    del raw["neighbours"], raw["texts"]

    region = loads(tomlkit.dumps(raw))

    assert (region.neighbours, region.text("home_intro")) == ((), "")


def test_a_syntax_error_is_told_with_its_line():
    with pytest.raises(RegionError, match=r"file: is not TOML: .*line 2"):
        loads('[office]\nname = "RIF\n')


def test_a_file_in_another_encoding_is_refused_and_one_with_a_byte_order_mark_is_not(tmp_path):
    text = DEMO.read_text("utf-8")
    latin, marked = tmp_path / "latin.toml", tmp_path / "marked.toml"
    latin.write_text(text.replace("…", "..."), "latin-1", errors="replace")
    marked.write_text(text, "utf-8-sig")

    with pytest.raises(RegionError, match=r"latin\.toml: is not UTF-8 text"):
        load(latin)
    assert load(marked) == load(DEMO)


def test_a_folder_is_no_region_file(tmp_path):
    with pytest.raises(RegionError, match=r"cannot be read \(Is a directory"):
        load(tmp_path)
