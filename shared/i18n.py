"""Languages: which there are, in which one something is said right now, and how text becomes translatable.

German is written in the code and is the message's id; every room has its translations in `translations/`, and what
`shared/translations` has need not be translated again. `_` and `ngettext` translate at once, `lazy` when it is shown:
for tables and class bodies. Outside a request everything is German, unless it is said in `speaking(language)`: mails.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from flask import Flask, has_app_context
from flask_babel import Babel, LazyString, force_locale, get_locale, gettext, lazy_gettext
from flask_babel import ngettext as _ngettext

__all__ = ["LANGUAGES", "Language", "LazyString", "_", "language", "lazy", "locale", "ngettext", "speaking"]

_: Callable[..., str] = gettext
lazy: Callable[..., Any] = lazy_gettext
ngettext: Callable[..., str] = _ngettext

ROOT = Path(__file__).parent.parent
SHARED = ROOT / "shared/translations"
GERMAN = "de"


@dataclass(frozen=True, kw_only=True)
class Language:
    """One language we speak. `tag` is what HTML and HTTP call it, `own_name` what its speakers do.

    `everywhere` means that all pages speak it, not only those for the public and for volunteers. `read` means that
    somebody who speaks it has read our translation; until then pages say that nobody has.
    """

    code: str
    own_name: str
    tag: str
    locale: Locale
    everywhere: bool = False
    read: bool = False

    @property
    def direction(self) -> str:
        """ltr or rtl, as HTML wants it."""
        return self.locale.text_direction


def _language(code: str, own_name: str, locale: str, *, everywhere: bool = False, read: bool = False) -> Language:
    parsed = Locale.parse(locale)
    tag = locale.replace("_", "-")
    return Language(code=code, own_name=own_name, tag=tag, locale=parsed, everywhere=everywhere, read=read)


LANGUAGES = {
    language.code: language
    for language in (
        _language("de", "Deutsch", "de_CH", everywhere=True, read=True),
        _language("fr", "Français", "fr_CH", everywhere=True),
        _language("it", "Italiano", "it_CH", everywhere=True),
        _language("en", "English", "en_GB", everywhere=True),
        _language("uk", "Українська", "uk"),
        _language("ar", "العربية", "ar"),
        _language("ti", "ትግርኛ", "ti"),
        _language("fa", "فارسی", "fa"),
        _language("tr", "Türkçe", "tr"),
        _language("ta", "தமிழ்", "ta"),
    )
}
"""By ISO 639-1 code, in the order in which people choose."""


def language() -> Language:
    """The language in which things are being said."""
    now = get_locale()
    return LANGUAGES.get(now.language, LANGUAGES[GERMAN]) if now else LANGUAGES[GERMAN]


def locale() -> Locale:
    """How dates and names are said in it."""
    return language().locale


def catalogues(room: Path) -> str:
    """Where a room's translations and the shared ones are, as Flask-Babel wants to be told."""
    return ";".join(str(folder) for folder in (SHARED, room / "translations") if folder.is_dir())


@contextmanager
def speaking(code: str, service: str = "notifications") -> Iterator[None]:
    """Say everything within in one language, where no page is being answered: in a mail. Unknown ones become German."""
    spoken = LANGUAGES.get(code, LANGUAGES[GERMAN])
    context = nullcontext() if has_app_context() else _voice(service).app_context()
    with context, force_locale(str(spoken.locale)):
        yield


@cache
def _voice(service: str) -> Flask:
    """An application that can do nothing but speak: Flask-Babel finds its catalogues through one."""
    app = Flask("rif-voice")
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = catalogues(ROOT / "services" / service)
    Babel(app, default_locale=str(LANGUAGES[GERMAN].locale))
    return app
