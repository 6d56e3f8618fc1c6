"""Puts the volunteers' room together."""

from flask import Flask

from services.volunteers import api, handlers, jobs, pages, permissions, service
from shared.db import Database
from shared.office import Office
from shared.web.app import build

REGISTERED_BY_IMPORT = (handlers, jobs)


def create_app(office: Office, db: Database) -> Flask:
    """The web side of this service."""
    return build(service, office, db, pages=[pages.bp], api=api.bp, rules=permissions.RULES)
