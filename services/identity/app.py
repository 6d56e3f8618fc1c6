"""Puts identity together."""

from flask import Flask

from services.identity import api, handlers, jobs, pages, permissions, service
from shared.db import Database
from shared.office import Office
from shared.web.app import build

__all__ = ["create_app", "service"]

REGISTERED = (handlers, jobs)
"""Imported for what they register with the service."""


def create_app(office: Office, db: Database) -> Flask:
    """The pages and the API of identity."""
    return build(service, office, db, pages=[pages.bp], api=api.bp, rules=permissions.RULES)
