"""The whole region, and the questions services ask of it: which municipality, whose postcode, how far."""

from dataclasses import dataclass
from functools import cached_property

from shared.i18n import _
from shared.region.places import Municipality, Neighbour, Postcode, great_circle_km, likeliest_first
from shared.region.settings import MOBILITIES, TEXTS, Category, Clearance, Mobility, Office, Rules, Texts, Words


@dataclass(frozen=True, kw_only=True)
class Region:
    """All of `region.toml`. Look-ups by a code or number that is not in the file raise KeyError."""

    office: Office
    municipalities: tuple[Municipality, ...]
    categories: tuple[Category, ...]
    clearances: tuple[Clearance, ...]
    rules: Rules
    texts: Texts
    neighbours: tuple[Neighbour, ...] = ()

    @cached_property
    def _municipality_by_bfs_nr(self) -> dict[int, Municipality]:
        return {municipality.bfs_nr: municipality for municipality in self.municipalities}

    @cached_property
    def _category_by_code(self) -> dict[str, Category]:
        return {category.code: category for category in self.categories}

    @cached_property
    def _clearance_by_code(self) -> dict[str, Clearance]:
        return {clearance.code: clearance for clearance in self.clearances}

    def municipality(self, bfs_nr: int) -> Municipality:
        return self._municipality_by_bfs_nr[bfs_nr]

    def category(self, code: str) -> Category:
        return self._category_by_code[code]

    def clearance(self, code: str) -> Clearance:
        return self._clearance_by_code[code]

    def municipality_name(self, bfs_nr: int) -> str:
        """For showing stored rows: a municipality that has left the file since is still told by its number."""
        known = self._municipality_by_bfs_nr.get(bfs_nr)
        return known.name if known else _("Gemeinde %(number)s", number=bfs_nr)

    def category_label(self, code: str) -> str:
        """For showing stored rows: a category that has left the file since is still told by its code."""
        known = self._category_by_code.get(code)
        return str(known.label) if known else code

    def text(self, name: str) -> str:
        """One of TEXTS, empty if the office wrote none."""
        if name not in TEXTS:
            raise KeyError(name)
        words: Words | None = getattr(self.texts, name)
        return str(words) if words else ""

    def find_postcode(self, postcode: str) -> Postcode:
        postcode = postcode.strip()
        here = [municipality for municipality in self.municipalities if postcode in municipality.postcodes]
        there = next((neighbour for neighbour in self.neighbours if postcode in neighbour.postcodes), None)
        return Postcode(postcode=postcode, municipalities=likeliest_first(here, postcode), neighbour=there)

    def distance_km(self, bfs_a: int, bfs_b: int) -> float:
        """As the crow flies between the two municipalities' points; 0 within one municipality."""
        return great_circle_km(self.municipality(bfs_a), self.municipality(bfs_b))

    def travel_km(self, bfs_a: int, bfs_b: int, mobility: str) -> float:
        """The way one has to go, estimated; `mobility` is one of MOBILITIES."""
        return self.distance_km(bfs_a, bfs_b) * self._mobility(mobility).detour

    def travel_minutes(self, bfs_a: int, bfs_b: int, mobility: str) -> float:
        return self.travel_km(bfs_a, bfs_b, mobility) / self._mobility(mobility).km_per_h * 60

    def _mobility(self, name: str) -> Mobility:
        if name not in MOBILITIES:
            raise KeyError(name)
        chosen: Mobility = getattr(self.rules.mobility, name)
        return chosen
