"""Puts notifications together."""

from flask import Flask

from services.notifications import api, handlers, jobs, mailbox, pages, permissions, service
from shared.db import Database
from shared.office import Office
from shared.web.app import build

REGISTERED = (handlers, jobs)  # imported so that they register what they handle


def create_app(office: Office, db: Database) -> Flask:
    """The pages and the API of notifications."""
    app = build(service, office, db, pages=[pages.bp], api=api.bp, rules=permissions.RULES)
    app.jinja_env.filters["linked"] = mailbox.linked
    return app
