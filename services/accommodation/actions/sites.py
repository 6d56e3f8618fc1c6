"""Organisations and their sites, kept by the office."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.accommodation.actions.needs import CHANGED_MEANWHILE
from services.accommodation.actions.telling import tell_site
from services.accommodation.models import SITE_JOURNAL, Organisation, Site
from shared.auth import Who
from shared.db import insert_new
from shared.errors import Conflict, Forbidden, NotFound
from shared.finding import searchable
from shared.i18n import _
from shared.ids import new_id

FOUND_BY = ("organisation", "name", "street", "postcode", "town", "email")
OWN = ("name", "kind", "street", "postcode", "town", "bfs_nr", "phone", "email")


def create_site(session: Session, given: Mapping[str, Any], by: Who) -> Site:
    """A new site. `given`: organisation (its name; made if there is none yet) and the fields in `OWN`; email may lack.

    Raises `Forbidden`.
    """
    _only_office(by)
    site = Site(id=new_id(), revision=0, active=True, organisation_id=_organisation(session, given["organisation"]))
    session.add(site)
    return _written(session, site, given)


def change_site(session: Session, site_id: UUID, given: Mapping[str, Any], by: Who, revision: int) -> Site:
    """Correct a site. `revision` is the one that was looked at. Raises `NotFound`, `Forbidden`, `Conflict`."""
    _only_office(by)
    site = _site(session, site_id)
    if revision != site.revision:
        raise Conflict(CHANGED_MEANWHILE, _("In der Zwischenzeit hat sich dieser Standort geändert."))
    site.organisation_id = _organisation(session, given["organisation"])
    return _written(session, site, given)


def switch_site(session: Session, site_id: UUID, active: bool, by: Who) -> Site:
    """Open or close a site for new needs; what it has posted goes on. Raises `NotFound`, `Forbidden`."""
    _only_office(by)
    site = _site(session, site_id)
    if site.active is not active:
        site.active = active
        tell_site(session, site)
    return site


def _written(session: Session, site: Site, given: Mapping[str, Any]) -> Site:
    for name in OWN:
        setattr(site, name, given.get(name))
    site.search_text = searchable(*(given.get(name) or "" for name in FOUND_BY))
    tell_site(session, site)
    SITE_JOURNAL.rename(session, site.id, site.name)
    return site


def _organisation(session: Session, name: str) -> UUID:
    """The organisation of this name. Two coordinators who name a new one at once make one."""
    insert_new(session, Organisation, id=new_id(), name=name)
    return session.scalars(select(Organisation.id).where(Organisation.name == name)).one()


def _site(session: Session, site_id: UUID) -> Site:
    site = session.get(Site, site_id, with_for_update=True)
    if site is None:
        raise NotFound(_("Diesen Standort gibt es nicht."))
    return site


def _only_office(by: Who) -> None:
    if not by.office:
        raise Forbidden
