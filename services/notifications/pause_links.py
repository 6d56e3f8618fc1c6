"""The link by which a volunteer says that she wants no proposals for a while: purpose *pause*, subject herself."""

from shared.errors import Refused
from shared.i18n import _, lazy
from shared.links import BadLink, ExpiredLink, SignedLink
from shared.web.here import office


class DeadPauseLink(Refused):
    """A link that was changed on the way, or is too old."""

    status = 410
    title = lazy("Dieser Link gilt nicht mehr")


def read_pause(token: str) -> SignedLink:
    """What the link says. Raises `DeadPauseLink`."""
    try:
        return office().links.read("pause", token)
    except ExpiredLink as error:
        raise DeadPauseLink("expired", _("Eine Pause können Sie auch auf Ihrer Seite machen.")) from error
    except BadLink as error:
        why = _("Vielleicht ist er nicht vollständig. Kopieren Sie bitte den ganzen Link.")
        raise DeadPauseLink("odd", why) from error
