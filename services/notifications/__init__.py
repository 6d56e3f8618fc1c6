"""Writes to people: keeps their addresses, turns requests into mail and sends it."""

from shared.service import Service

service = Service("notifications")
