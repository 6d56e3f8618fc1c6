"""Who may see the public's room: everybody."""

from shared.permissions import ANYONE, may

RULES = [
    may(ANYONE, "pages.home", "pages.brand_colours", "pages.logo", "pages.change_language", "pages.privacy", "pages.accessibility", "api.municipalities"),
]
