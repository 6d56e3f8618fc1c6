"""Who may see the public's room: everybody."""

from shared.permissions import ANYONE, may

RULES = [
    may(ANYONE, "pages.home", "pages.privacy", "pages.accessibility", "pages.change_language"),
    may(ANYONE, "pages.brand_colours", "pages.logo", "pages.parts_of_pages"),
    may(ANYONE, "api.municipalities"),
]
