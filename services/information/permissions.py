"""Who may see the public's room: everybody."""

from shared.permissions import ANYONE, may

RULES = [
    may(ANYONE, "pages.home", "pages.privacy", "pages.accessibility", "api.municipalities"),
]
