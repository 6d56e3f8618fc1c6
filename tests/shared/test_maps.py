"""The region's map: everything is on it, in proportion, and no name covers another."""

from itertools import pairwise

import pytest

from shared.region import Region
from shared.web import maps


def test_every_municipality_has_its_place_on_the_picture(region: Region) -> None:
    drawn = maps.draw(region)

    assert [place.bfs_nr for place in drawn.places] == [municipality.bfs_nr for municipality in region.municipalities]
    assert all(0 < place.x < drawn.width and 0 < place.y < drawn.height for place in drawn.places)


def test_north_is_up_and_east_is_right(region: Region) -> None:
    places = {place.bfs_nr: place for place in maps.draw(region).places}

    by_latitude = sorted(region.municipalities, key=lambda m: -m.lat)
    by_longitude = sorted(region.municipalities, key=lambda m: m.lon)

    assert all(places[a.bfs_nr].y <= places[b.bfs_nr].y for a, b in pairwise(by_latitude))
    assert all(places[a.bfs_nr].x <= places[b.bfs_nr].x for a, b in pairwise(by_longitude))


def test_the_area_of_a_dot_is_in_proportion(region: Region) -> None:
    first, second, third = (municipality.bfs_nr for municipality in region.municipalities[:3])

    places = {place.bfs_nr: place for place in maps.draw(region, needs={first: 16, second: 4}).places}

    assert places[first].needs_radius == pytest.approx(2 * places[second].needs_radius)
    assert places[third].needs_radius == 0


def test_names_cover_neither_each_other_nor_a_dot(region: Region) -> None:
    numbers = [municipality.bfs_nr for municipality in region.municipalities]

    places = [place for place in maps.draw(region, needs=dict.fromkeys(numbers, 3)).places if place.label]

    boxes = [box(place) for place in places]
    assert len(boxes) > len(numbers) / 2
    assert not [(a, b) for a in boxes for b in boxes if a < b and meet(a, b)]


def box(place: maps.Place) -> tuple[float, float, float, float]:
    """The room a name takes where it is written small."""
    assert place.label is not None
    (x, y), wide = place.label, len(place.name) * maps.SMALL[0]
    begins = {"start": x, "end": x - wide, "middle": x - wide / 2}[place.anchor]
    return begins, y - 12, begins + wide, y + 3


def meet(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
