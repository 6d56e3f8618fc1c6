"""Puts the service together; `handlers` and `jobs` register themselves when they are imported."""

from flask import Flask

from services.accommodation import api, handlers, jobs, pages, permissions, service
from shared.db import Database
from shared.office import Office
from shared.web.app import build

REGISTERED = (handlers, jobs)


def create_app(office: Office, db: Database) -> Flask:
    """The web side of accommodation."""
    return build(service, office, db, pages=[pages.bp], api=api.bp, rules=permissions.RULES)
