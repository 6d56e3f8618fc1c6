"""What an action may answer with when it cannot do what it was asked; pages and the API turn these into words.

Every error carries a stable `code` for programs and a sentence for people, in the language of the request.
"""

from collections.abc import Mapping

from shared.i18n import LazyString, _, lazy


class Refused(Exception):
    """An action was refused. `status` is the HTTP status it becomes."""

    status = 400
    title: LazyString = lazy("Das geht so nicht")

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


class NotFound(Refused):
    """There is no such thing (any more)."""

    status = 404
    title = lazy("Nicht gefunden")

    def __init__(self, detail: str | None = None, code: str = "not_found") -> None:
        super().__init__(code, detail or _("Das gibt es nicht (mehr)."))


class Forbidden(Refused):
    """This person may not do that."""

    status = 403
    title = lazy("Nicht erlaubt")

    def __init__(self, detail: str | None = None, code: str = "forbidden") -> None:
        super().__init__(code, detail or _("Dazu haben Sie keine Berechtigung."))


class Conflict(Refused):
    """The thing is in a state in which this cannot be done; nothing was changed.

    Pages offer only what can be done, so whoever meets this saw the thing as it was before.
    """

    status = 409
    title = lazy("In der Zwischenzeit hat sich hier etwas geändert")


class NotPossible(Conflict):
    """What is asked for was never possible, or not so often, whatever the page showed."""

    title = lazy("Das geht im Moment nicht")


class Invalid(Refused):
    """What came in does not hold together; `fields` says where and why (field name -> sentence)."""

    status = 422
    title = lazy("Bitte prüfen Sie Ihre Angaben")

    def __init__(self, fields: Mapping[str, str], code: str = "invalid") -> None:
        super().__init__(code, " ".join(fields.values()))
        self.fields = dict(fields)
