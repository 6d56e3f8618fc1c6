"""Finding sites and needs by what somebody remembers: part of a name, a place, a telephone number, a word.

Every word has to stand somewhere. Databases do not agree on which letters beyond a to z are the same when small and
when capital, so a word is looked for both as it is written in the middle of a sentence and at its beginning.
"""

import re

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from services.accommodation.models import Need, Organisation, Site
from services.accommodation.queries.needs import NeedView, page_of
from services.accommodation.queries.paging import Page, paged
from services.accommodation.queries.sites import SiteView, with_organisations
from shared.region import Region

NUMBER = re.compile(r"[+()\d\s./-]{4,}")
WORDS_AT_MOST = 8
TEXTS_OF_SITES = (Site.name, Site.street, Site.postcode, Site.town, Site.email, Organisation.name)


def found_sites(session: Session, region: Region, q: str, page: int = 1) -> Page[SiteView]:
    """Sites by part of their name, organisation, address, municipality, e-mail or telephone number."""
    rows = with_organisations()
    if words := _words(q):
        in_words = and_(*(_site_has(region, word) for word in words))
        rows = rows.where(or_(in_words, *_has_number(q)))
    return paged(session, rows, page, lambda found: [SiteView(row[0], row[1]) for row in found])


def found_needs(session: Session, region: Region, q: str, page: int = 1) -> Page[NeedView]:
    """Needs by kind of help and municipality as the reader calls them, by site, and by what stands in their text.

    Never by the site's own reference: not even that it holds a word is anybody else's business.
    """
    rows = select(Need).outerjoin(Site, Site.id == Need.site_id)
    return page_of(session, rows.where(*(_need_has(region, word) for word in _words(q))), page)


def _site_has(region: Region, word: str) -> ColumnElement[bool]:
    return or_(*(_holds(text, word) for text in TEXTS_OF_SITES), Site.bfs_nr.in_(_municipalities(region, word)))


def _need_has(region: Region, word: str) -> ColumnElement[bool]:
    categories = [each.code for each in region.categories if word in str(each.label).casefold()]
    return or_(
        Need.category.in_(categories),
        Need.bfs_nr.in_(_municipalities(region, word)),
        _holds(Site.name, word),
        _holds(Need.wish, word),
    )


def _has_number(q: str) -> list[ColumnElement[bool]]:
    """A telephone number however it is written: kept are +41 and the digits without the first 0."""
    if not NUMBER.fullmatch(q.strip()):
        return []
    digits = re.sub(r"\D", "", q).lstrip("0")
    return [Site.phone.contains(digits)] if len(digits) >= 3 else []


def _municipalities(region: Region, word: str) -> list[int]:
    return [each.bfs_nr for each in region.municipalities if word in each.name.casefold()]


def _holds(text: InstrumentedAttribute[str] | InstrumentedAttribute[str | None], word: str) -> ColumnElement[bool]:
    return or_(text.icontains(word, autoescape=True), text.contains(word.capitalize(), autoescape=True))


def _words(q: str) -> list[str]:
    return q.casefold().split()[:WORDS_AT_MOST]
