"""Sites with their organisations, and the patterns that they keep."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from services.accommodation.models import Organisation, Pattern, Site
from shared.errors import NotFound
from shared.i18n import _


@dataclass(frozen=True)
class SiteView:
    """A site and the name of its organisation."""

    site: Site
    organisation: str


def with_organisations() -> Select[Site, str]:
    """All sites, by organisation and name."""
    rows = select(Site, Organisation.name).join(Organisation, Organisation.id == Site.organisation_id)
    return rows.order_by(Organisation.name, Site.name, Site.id)


def sites(session: Session, site_ids: Collection[UUID] | None = None, *, active: bool = False) -> list[SiteView]:
    """Sites (None: all), by organisation and name; `active`: only those that may post."""
    rows = with_organisations()
    if site_ids is not None:
        rows = rows.where(Site.id.in_(site_ids))
    if active:
        rows = rows.where(Site.active)
    return [SiteView(site, name) for site, name in session.execute(rows)]


def site(session: Session, site_id: UUID) -> SiteView:
    """One site. Raises `NotFound`."""
    found = sites(session, [site_id])
    if not found:
        raise NotFound(_("Diesen Standort gibt es nicht."))
    return found[0]


def patterns(session: Session, site_ids: Collection[UUID]) -> list[Pattern]:
    """What these sites ask for again and again, by name."""
    rows = select(Pattern).where(Pattern.site_id.in_(site_ids)).order_by(Pattern.name, Pattern.id)
    return list(session.scalars(rows))


def pattern(session: Session, pattern_id: UUID, site_ids: Collection[UUID]) -> Pattern | None:
    """One of them, if it is one of these sites'."""
    found = session.get(Pattern, pattern_id)
    return found if found is not None and found.site_id in site_ids else None
