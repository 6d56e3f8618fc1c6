"""What services ask of the region: whose postcode, how far, which words, which clearances."""

from dataclasses import replace
from pathlib import Path

import pytest

from shared.i18n import speaking
from shared.region import MOBILITIES, Region, RegionError, load
from shared.region.settings import Words

DEMO = Path(__file__).parents[2] / "deploy" / "demo" / "region.toml"
BREMGARTEN, BUETTIKON, DOTTIKON, UEZWIL, VILLMERGEN, WIDEN, WOHLEN = 4063, 4064, 4065, 4078, 4080, 4081, 4082


@pytest.fixture(scope="module")
def region() -> Region:
    return load(DEMO)


def test_the_demo_office_has_a_dozen_municipalities_and_every_kind_of_help(region):
    assert region.office.id == "musterregion"
    assert len(region.municipalities) == 12
    assert len(region.categories) == 20
    assert {clearance.code for clearance in region.clearances} == {
        "special_extract",
        "extract",
        "code_of_conduct",
        "confidentiality",
    }


def test_the_demo_office_writes_swiss_german(region):
    assert "ß" not in DEMO.read_text("utf-8")
    assert all(str(category.label) for category in region.categories)


def test_a_postcode_of_one_municipality_needs_no_choice(region):
    found = region.find_postcode(" 5620 ")

    assert found.choices == ((BREMGARTEN, "Bremgarten (AG)"),)
    assert found.sentence == "5620 gehört zu Bremgarten (AG)."


def test_a_postcode_that_several_municipalities_share_offers_them_all_with_the_namesake_first(region):
    found = region.find_postcode("5610")

    assert [bfs_nr for bfs_nr, _ in found.choices] == [WOHLEN, VILLMERGEN]
    assert found.sentence == (
        "5610 gehört zu mehreren Gemeinden: Wohlen (AG) und Villmergen. Bitte wählen Sie Ihre Gemeinde."
    )


def test_where_no_municipality_bears_the_name_the_order_of_the_file_holds(region):
    assert [bfs_nr for bfs_nr, _ in region.find_postcode("5611").choices] == [VILLMERGEN, WOHLEN]
    assert [bfs_nr for bfs_nr, _ in region.find_postcode("5619").choices] == [BUETTIKON, UEZWIL]


def test_a_postcode_outside_names_the_office_responsible_there(region):
    found = region.find_postcode("5600")

    assert not found.inside
    assert found.neighbour and found.neighbour.name == "RIF Nachbarregion West"
    assert found.sentence.startswith("5600 liegt ausserhalb unserer Region. Zuständig ist: RIF Nachbarregion West, +41")


def test_a_postcode_nobody_is_known_for_is_simply_outside(region):
    found = region.find_postcode("8000")

    assert (found.choices, found.neighbour) == ((), None)
    assert found.sentence == "8000 liegt ausserhalb unserer Region. Fragen Sie bitte bei Ihrer Gemeinde nach."


def test_a_postcode_that_spans_the_edge_offers_the_municipality_and_names_the_neighbour(region):
    found = region.find_postcode("8967")

    assert found.choices == ((WIDEN, "Widen"),)
    assert "Wohnen Sie in einer anderen Gemeinde? Dann ist zuständig: RIF Nachbarregion Ost" in found.sentence


def test_a_neighbour_without_contacts_is_named_all_the_same(region):
    bare = region.neighbours[2]

    assert bare.email is None
    assert bare.contact == "RIF Nachbarregion Süd, +41 56 000 00 30"


def test_distance_is_the_great_circle_between_two_points(region):
    # Bremgarten 47.35502/8.32945 to Wohlen 47.35069/8.28577: 0.482 km north-south and 3.290 km east-west on a sphere.
    assert region.distance_km(BREMGARTEN, WOHLEN) == pytest.approx(3.326, abs=0.005)
    assert region.distance_km(WOHLEN, BREMGARTEN) == region.distance_km(BREMGARTEN, WOHLEN)
    assert region.distance_km(WOHLEN, WOHLEN) == 0


@pytest.mark.parametrize("mobility", MOBILITIES)
def test_a_way_is_longer_than_the_crows_flight_and_takes_its_time(region, mobility):
    straight_km = region.distance_km(BREMGARTEN, WOHLEN)
    how = getattr(region.rules.mobility, mobility)

    assert region.travel_km(BREMGARTEN, WOHLEN, mobility) == pytest.approx(straight_km * how.detour)
    minutes = region.travel_minutes(BREMGARTEN, WOHLEN, mobility)
    assert minutes == pytest.approx(straight_km * how.detour / how.km_per_h * 60)


def test_by_car_is_faster_than_by_bike_and_by_bike_faster_than_on_foot(region):
    foot, bike, car = (region.travel_minutes(BREMGARTEN, WOHLEN, how) for how in ("foot", "bike", "car"))

    assert car < bike < foot


def test_what_is_not_in_the_file_is_a_key_error(region):
    with pytest.raises(KeyError):
        region.municipality(261)
    with pytest.raises(KeyError):
        region.category("skiing")
    with pytest.raises(KeyError):
        region.travel_km(BREMGARTEN, WOHLEN, "ski")
    with pytest.raises(KeyError):
        region.text("home_intor")


def test_stored_rows_can_be_shown_though_their_place_or_category_left_the_file(region):
    assert region.municipality_name(BREMGARTEN) == "Bremgarten (AG)"
    assert region.municipality_name(4122) == "Gemeinde 4122"
    assert region.category_label("transport") == "Fahrdienst und Transport"
    assert region.category_label("skiing") == "skiing"


@pytest.mark.parametrize(
    ("minors", "alone", "expected"),
    [
        (False, False, {"confidentiality"}),
        (True, False, {"confidentiality", "special_extract"}),
        (False, True, {"confidentiality", "extract"}),
        (True, True, {"confidentiality", "special_extract", "extract"}),
    ],
)
def test_the_clearances_of_a_need_follow_from_minors_and_being_alone(region, minors, alone, expected):
    demands = replace(region.rules.clearances, everyone=("confidentiality",))

    demanded = demands.for_need(minors=minors, alone=alone)

    assert set(demanded) == expected
    assert len(demanded) == len(expected)


def test_a_missing_translation_falls_back_to_german(region):
    label = Words.of({"de": "Raum anbieten", "it": "Offrire uno spazio"})

    assert label.in_language("fr") == str(label) == "Raum anbieten"
    with speaking("it"):
        assert str(label) == "Offrire uno spazio"


def test_a_text_the_office_left_out_is_empty(region):
    assert region.text("notice") == ""
    assert region.text("home_title") == "Zusammen geht es besser"


def test_a_region_cannot_be_changed_and_equals_another_reading_of_the_same_file(region):
    with pytest.raises(AttributeError):
        region.office.name = "Andere"

    assert load(DEMO) == region
    assert hash(load(DEMO)) == hash(region)


def test_a_file_that_is_not_there_is_named():
    with pytest.raises(RegionError, match=r"nowhere\.toml cannot be read \(No such file"):
        load("nowhere.toml")
