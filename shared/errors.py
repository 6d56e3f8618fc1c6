"""What an action may answer with when it cannot do what it was asked; pages and the API turn these into words.

Every error carries a stable `code` for programs and a German sentence for people.
"""

from collections.abc import Mapping


class Refused(Exception):
    """An action was refused. `status` is the HTTP status it becomes."""

    status = 400
    title = "Das geht so nicht"

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


class NotFound(Refused):
    """There is no such thing (any more)."""

    status = 404
    title = "Nicht gefunden"

    def __init__(self, detail: str = "Das gibt es nicht (mehr).", code: str = "not_found") -> None:
        super().__init__(code, detail)


class Forbidden(Refused):
    """This person may not do that."""

    status = 403
    title = "Nicht erlaubt"

    def __init__(self, detail: str = "Dazu haben Sie keine Berechtigung.", code: str = "forbidden") -> None:
        super().__init__(code, detail)


class Conflict(Refused):
    """The thing is in a state in which this cannot be done; nothing was changed."""

    status = 409
    title = "Das geht im Moment nicht"


class Invalid(Refused):
    """What came in does not hold together; `fields` says where and why (field name -> sentence)."""

    status = 422
    title = "Bitte prüfen Sie Ihre Angaben"

    def __init__(self, fields: Mapping[str, str], code: str = "invalid") -> None:
        super().__init__(code, " ".join(fields.values()))
        self.fields = dict(fields)
