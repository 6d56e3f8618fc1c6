"""What letters are written on: the templates of mails, in an environment of their own.

They know nothing of a request, because mails are written where none is answered; only HTML is escaped.
"""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from shared.i18n import _, ngettext
from shared.web import formats

FOLDER = Path(__file__).parent / "templates/notifications/mail"


def _paper() -> Environment:
    paper = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=select_autoescape(["html"], default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    # The extension gives the environment this method when it is loaded; mypy sees only the class.
    paper.install_gettext_callables(_, ngettext, newstyle=True)  # type: ignore[attr-defined]
    paper.filters.update(formats.FILTERS)
    return paper


PAPER = _paper()
