"""The volunteers' room: sign-up, what they offer, their clearances and hours; coordinators clear them here."""

from shared.service import Service

service = Service("volunteers")
