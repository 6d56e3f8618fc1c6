"""What both needs and sites check at the edge against the region's settings."""

from marshmallow import ValidationError

from shared.i18n import _
from shared.web.here import region


def known_category(code: str) -> None:
    """Only kinds of help that this office offers."""
    if code not in {category.code for category in region().categories}:
        raise ValidationError(_("Bitte wählen Sie eine der Möglichkeiten."))


def known_municipality(bfs_nr: int) -> None:
    """Only municipalities of this region."""
    if bfs_nr not in {municipality.bfs_nr for municipality in region().municipalities}:
        raise ValidationError(_("Diese Gemeinde gehört nicht zu unserer Region."))


def say(title: object = "", description: str = "") -> dict[str, object]:
    """What a field is called on pages, and what the API's description says about it."""
    return {name: text for name, text in (("title", title), ("description", description)) if text}
