"""Finding sites and needs by what somebody remembers: part of a name, a place, a telephone number, a word.

Every word has to stand somewhere; how words are compared is in `shared/finding.py`.
"""

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import Session

from services.accommodation.models import Need, Site
from services.accommodation.queries.needs import NeedView, page_of
from services.accommodation.queries.paging import Page, paged
from services.accommodation.queries.sites import SiteView, with_organisations
from shared.finding import municipalities_called, phone_part, searchable, spellings, words_of
from shared.region import Region


def found_sites(session: Session, region: Region, q: str, page: int = 1) -> Page[SiteView]:
    """Sites by part of their name, organisation, address, municipality, e-mail or telephone number."""
    rows = with_organisations()
    if words := words_of(q):
        rows = rows.where(or_(and_(*(_site_has(region, word) for word in words)), _has_number(q)))
    return paged(session, rows, page, lambda found: [SiteView(row[0], row[1]) for row in found])


def found_needs(session: Session, region: Region, q: str, page: int = 1) -> Page[NeedView]:
    """Needs by kind of help and municipality as the reader calls them, by site, and by what stands in their text.

    Never by the site's own reference: not even that it holds a word is anybody else's business.
    """
    rows = select(Need).outerjoin(Site, Site.id == Need.site_id)
    return page_of(session, rows.where(*(_need_has(region, word) for word in words_of(q))), page)


def _site_has(region: Region, word: str) -> ColumnElement[bool]:
    return or_(*_stands_in(Site, word), Site.bfs_nr.in_(municipalities_called(region, word)))


def _need_has(region: Region, word: str) -> ColumnElement[bool]:
    return or_(
        Need.category.in_(_categories_called(region, word)),
        Need.bfs_nr.in_(municipalities_called(region, word)),
        *_stands_in(Site, word),
        *_stands_in(Need, word),
    )


def _stands_in(model: type[Site | Need], word: str) -> list[ColumnElement[bool]]:
    return [model.search_text.contains(way, autoescape=True) for way in sorted(spellings(word))]


def _categories_called(region: Region, word: str) -> list[str]:
    ways = spellings(word)
    return [each.code for each in region.categories if any(way in searchable(str(each.label)) for way in ways)]


def _has_number(q: str) -> ColumnElement[bool]:
    digits = phone_part(q)
    return Site.phone.contains(digits) if digits else false()
