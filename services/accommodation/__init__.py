"""Sites and what they need: staff of accommodations, schools and municipalities post needs here."""

from shared.service import Service

service = Service("accommodation")
