"""Puts matching together."""

from flask import Flask

from services.matching import api, handlers, jobs, pages, permissions, service
from shared.db import Database
from shared.office import Office
from shared.web.app import build

__all__ = ["create_app", "service"]

LISTENING = (handlers, jobs)  # imported because they register themselves


def create_app(office: Office, db: Database) -> Flask:
    """The web side of matching."""
    return build(service, office, db, pages=[pages.bp], api=api.bp, rules=permissions.RULES)
