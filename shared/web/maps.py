"""The region as a picture: its municipalities where they lie, with needs and offers as dots whose area is their number.

Made from the coordinates in the region's settings alone: no tiles, no network. The page shows it as inline SVG with a
table beside it that says the same.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, radians, sqrt

from shared.region import Region
from shared.region.places import Municipality

WIDTH = 640.0
EDGE = 84.0  # room for the widest dot and for names beside the outermost ones
LEAST_HEIGHT = 300.0
SMALLEST, BIGGEST = 5.0, 30.0  # radii; a municipality with nothing has the mark of a place
# Names are written big on a phone and small elsewhere: how wide a letter and how high a line is then, roughly.
BIG, SMALL = (12.4, 24.0), (7.6, 15.0)

Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class Place:
    """One municipality on the map: where, how big its dots are, and where its name stands.

    Lengths in units of the picture, which is WIDTH wide. A name has no place where it would cover something else; some
    have one only where names are written small (`only_small`).
    """

    bfs_nr: int
    name: str
    x: float
    y: float
    needs: int
    offers: int
    needs_radius: float
    offers_radius: float
    href: str | None
    chosen: bool
    label: Point | None = None
    anchor: str = "start"
    only_small: bool = False


@dataclass(frozen=True, kw_only=True)
class Map:
    """All that the picture shows. `outline` is the hull of the region's points, for the ground it stands on."""

    width: float
    height: float
    outline: str
    places: tuple[Place, ...]

    @property
    def shows_offers(self) -> bool:
        """Whether offers are shown: to the public they are not, and a zero would say that there are none."""
        return any(place.offers for place in self.places)


def draw(
    region: Region,
    *,
    needs: Mapping[int, int] | None = None,
    offers: Mapping[int, int] | None = None,
    chosen: int | None = None,
    href: Callable[[int], str] | None = None,
) -> Map:
    """A map with counts by BFS number; `href` makes every place a way to choose it."""
    needs, offers = needs or {}, offers or {}
    points, height = _projected(region.municipalities)
    most = max([1, *needs.values(), *offers.values()])
    places = [
        Place(
            bfs_nr=m.bfs_nr,
            name=m.name,
            x=points[m.bfs_nr][0],
            y=points[m.bfs_nr][1],
            needs=needs.get(m.bfs_nr, 0),
            offers=offers.get(m.bfs_nr, 0),
            needs_radius=_radius(needs.get(m.bfs_nr, 0), most),
            offers_radius=_radius(offers.get(m.bfs_nr, 0), most),
            href=href(m.bfs_nr) if href else None,
            chosen=m.bfs_nr == chosen,
        )
        for m in region.municipalities
    ]
    return Map(width=WIDTH, height=height, outline=_outline(points.values()), places=tuple(_named(places)))


def _projected(municipalities: Sequence[Municipality]) -> tuple[dict[int, Point], float]:
    """Points on the picture, north up, and its height. Within a region the earth is flat enough."""
    middle = radians(sum(m.lat for m in municipalities) / len(municipalities))
    flat = {m.bfs_nr: (m.lon * cos(middle), -m.lat) for m in municipalities}
    left, top = (min(point[axis] for point in flat.values()) for axis in (0, 1))
    wide, high = (max(point[axis] for point in flat.values()) - least for axis, least in ((0, left), (1, top)))
    scale = (WIDTH - 2 * EDGE) / (max(wide, high) or 1)
    height = max(LEAST_HEIGHT, high * scale + 2 * EDGE)
    before, above = (WIDTH - wide * scale) / 2, (height - high * scale) / 2

    def shown(x: float, y: float) -> Point:
        return round((x - left) * scale + before, 1), round((y - top) * scale + above, 1)

    return {bfs_nr: shown(*point) for bfs_nr, point in flat.items()}, round(height, 1)


def _radius(count: int, most: int) -> float:
    """So that the area, not the width, says how many."""
    return round(max(SMALLEST, BIGGEST * sqrt(count / most)), 1) if count else 0.0


def _named(places: Sequence[Place]) -> list[Place]:
    """The same places with their names beside them, the busiest first: big where there is room, else small."""
    taken = {place.bfs_nr: _dot(place) for place in places}
    names: list[Box] = []
    done: dict[int, Place] = {}
    for size in (BIG, SMALL):
        for place in sorted(places, key=_reach, reverse=True):
            others = [*names, *(dot for bfs_nr, dot in taken.items() if bfs_nr != place.bfs_nr)]
            if place.bfs_nr not in done and (found := _room_for(place, size, others)):
                at, anchor, box = found
                names.append(box)
                done[place.bfs_nr] = replace(place, label=at, anchor=anchor, only_small=size is SMALL)
    return [done.get(place.bfs_nr, place) for place in places]


def _room_for(place: Place, size: tuple[float, float], others: Sequence[Box]) -> tuple[Point, str, Box] | None:
    """Where a name covers nothing: right of its dot, else left, below or above."""
    (letter, line), away = size, _reach(place) + 6
    wide = len(place.name) * letter
    ways = (
        (place.x + away, place.y + line / 3, "start", 0.0),
        (place.x - away, place.y + line / 3, "end", -wide),
        (place.x, place.y + away + line * 0.7, "middle", -wide / 2),
        (place.x, place.y - away - 2, "middle", -wide / 2),
    )
    for x, y, anchor, begins in ways:
        box = (x + begins, y - line * 0.8, x + begins + wide, y + line * 0.25)
        if box[0] >= 0 and box[2] <= WIDTH and not any(_meet(box, other) for other in others):
            return (round(x, 1), round(y, 1)), anchor, box
    return None


def _reach(place: Place) -> float:
    return max(place.needs_radius, place.offers_radius, SMALLEST)


def _dot(place: Place) -> Box:
    reach = _reach(place)
    return place.x - reach, place.y - reach, place.x + reach, place.y + reach


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _outline(points: Iterable[Point]) -> str:
    """The convex hull as an SVG path (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    hull = _half(ordered)[:-1] + _half(ordered[::-1])[:-1] or ordered
    return "M" + "L".join(f"{x} {y}" for x, y in hull) + "Z"


def _half(points: Sequence[Point]) -> list[Point]:
    kept: list[Point] = []
    for point in points:
        while len(kept) > 1 and _turn(kept[-2], kept[-1], point) <= 0:
            kept.pop()
        kept.append(point)
    return kept


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
