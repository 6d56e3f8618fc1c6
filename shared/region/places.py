"""Places: municipalities, the postcodes in them, and who is responsible beyond the region's edge.

A postcode is not a municipality: many span several, some reach over the region's edge. So a look-up answers
with all there is, and the person chooses.
"""

import re
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from babel.lists import format_list

from shared.i18n import _, locale

EARTH_RADIUS_KM = 6371.0088  # mean radius of the IUGG


@dataclass(frozen=True, kw_only=True)
class Locality:
    """A place as it stands in an address: «5620 Bremgarten AG»."""

    postcode: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Municipality:
    """A political municipality by its number at the Federal Statistical Office, with one point in degrees WGS84."""

    bfs_nr: int
    name: str
    lat: float
    lon: float
    localities: tuple[Locality, ...]

    @property
    def postcodes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(locality.postcode for locality in self.localities))


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """Another office, and the postcodes for which it is the one to ask."""

    name: str
    postcodes: tuple[str, ...]
    phone: str | None = None
    email: str | None = None
    website: str | None = None

    @property
    def contact(self) -> str:
        """«RIF Nachbarregion, +41 62 000 00 00»: its name and whatever leads there."""
        return ", ".join(filter(None, [self.name, self.phone, self.email, self.website]))


@dataclass(frozen=True, kw_only=True)
class Postcode:
    """What a postcode means for this office. Both fields are filled where a postcode spans the region's edge."""

    postcode: str
    municipalities: tuple[Municipality, ...]
    neighbour: Neighbour | None

    @property
    def inside(self) -> bool:
        return bool(self.municipalities)

    @property
    def choices(self) -> tuple[tuple[int, str], ...]:
        """(BFS number, name) of each municipality that has this postcode, the likeliest first."""
        return tuple((municipality.bfs_nr, municipality.name) for municipality in self.municipalities)

    @property
    def sentence(self) -> str:
        """The look-up in words for the page (plain text)."""
        return " ".join(filter(None, [self._where, self._who]))

    @property
    def _where(self) -> str:
        names = [municipality.name for municipality in self.municipalities]
        if not names:
            return _("%(postcode)s liegt ausserhalb unserer Region.", postcode=self.postcode)
        if len(names) == 1:
            return _("%(postcode)s gehört zu %(name)s.", postcode=self.postcode, name=names[0])
        shared_by = format_list(names, locale=locale())
        return _(
            "%(postcode)s gehört zu mehreren Gemeinden: %(names)s. Bitte wählen Sie Ihre Gemeinde.",
            postcode=self.postcode,
            names=shared_by,
        )

    @property
    def _who(self) -> str:
        if self.neighbour is None:
            return "" if self.inside else _("Fragen Sie bitte bei Ihrer Gemeinde nach.")
        if self.inside:
            return _(
                "Wohnen Sie in einer anderen Gemeinde? Dann ist zuständig: %(contact)s", contact=self.neighbour.contact
            )
        return _("Zuständig ist: %(contact)s", contact=self.neighbour.contact)


def likeliest_first(municipalities: list[Municipality], postcode: str) -> tuple[Municipality, ...]:
    """«5610 Wohlen AG» reaches into Villmergen by a few houses: who types it lives in Wohlen more often than not."""

    def bears_the_name(municipality: Municipality) -> bool:
        names = [locality.name for locality in municipality.localities if locality.postcode == postcode]
        return any(same_place(name, municipality.name) for name in names)

    return tuple(sorted(municipalities, key=bears_the_name, reverse=True))


def same_place(one: str, other: str) -> bool:
    """Whether two official names mean one place: the post writes «Wohlen AG», the state «Wohlen (AG)»."""
    return _without_canton(one) == _without_canton(other)


def _without_canton(name: str) -> str:
    return re.sub(r"\s+\(?[A-Z]{2}\)?$", "", name)


def great_circle_km(one: Municipality, other: Municipality) -> float:
    """Distance as the crow flies (haversine), within half a per cent of the ellipsoid's."""
    lat_1, lat_2 = radians(one.lat), radians(other.lat)
    half_lat, half_lon = (lat_2 - lat_1) / 2, radians(other.lon - one.lon) / 2
    chord = sin(half_lat) ** 2 + cos(lat_1) * cos(lat_2) * sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(chord))
