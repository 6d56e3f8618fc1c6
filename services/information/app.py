"""Puts information together."""

from flask import Flask

from services.information import api, handlers, pages, permissions, service
from shared.db import Database
from shared.office import Office
from shared.web.app import build

REGISTERED = (handlers,)  # imported so that they register what they handle


def create_app(office: Office, db: Database) -> Flask:
    """The public pages and their API."""
    return build(service, office, db, pages=[pages.bp], api=api.bp, rules=permissions.RULES)
