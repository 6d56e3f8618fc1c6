"""The public's room: the home page, and what the office has to say to everybody."""

from shared.service import Service

service = Service("information")
