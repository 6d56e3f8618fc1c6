"""Keeps the translations: finds what can be read, and sees to it that every language has it.

    python -m deploy.translations update            bring every catalogue up to date with the code and templates
    python -m deploy.translations missing fr        what French still lacks, as JSON: {German: ""}
    python -m deploy.translations fill fr FILE      put translations in, from such a file
    python -m deploy.translations compile           write what programs read (set-up does it too)

A catalogue per room and language: `services/<name>/translations/<code>/LC_MESSAGES/messages.po`, and one for what rooms
share. A text that `shared` has is translated there and nowhere else. Of what only the office and sites read, the
languages of newcomers need nothing.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from shared.i18n import GERMAN, LANGUAGES, ROOT, Language

METHODS = [
    ("**/translations/**", "ignore"),
    ("**/migrations/**", "ignore"),
    ("testing/**", "ignore"),
    ("**.py", "python"),
    ("**/templates/**.html", "jinja2.ext.babel_extract"),
    ("**/templates/**.txt", "jinja2.ext.babel_extract"),
]
OPTIONS = {"**/templates/**": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}
KEYWORDS = {**DEFAULT_KEYWORDS, "_": None, "lazy": None}

FOR_STAFF = (
    "shared/journal.py",
    "shared/web/journal.py",
    "shared/web/templates/journal/*",
    "shared/web/templates/macros/journal.html",
    "services/accommodation/history.py",
    "services/accommodation/differences.py",
    "services/accommodation/pages/desk.py",
    "services/accommodation/pages/needs.py",
    "services/accommodation/templates/accommodation/*desk.html",
    "services/accommodation/templates/accommodation/*need.html",
    "services/accommodation/templates/accommodation/*needs.html",
    "services/accommodation/templates/accommodation/*site.html",
    "services/accommodation/templates/accommodation/*sites.html",
    "services/accommodation/templates/accommodation/_meanwhile.html",
    "services/accommodation/templates/accommodation/_search.html",
    "services/identity/pages/people.py",
    "services/identity/pages/sites.py",
    "services/identity/templates/identity/*people.html",
    "services/identity/templates/identity/*person.html",
    "services/identity/templates/identity/site_staff.html",
    "services/matching/actions/proposing.py",
    "services/matching/buttons.py",
    "services/matching/pages/desk.py",
    "services/matching/queries/*",
    "services/matching/templates/matching/_*",
    "services/matching/templates/matching/desk.html",
    "services/matching/templates/matching/match.html",
    "services/matching/templates/matching/sure.html",
    "services/matching/templates/matching/today.html",
    "services/notifications/pages/messages.py",
    "services/notifications/templates/notifications/messages.html",
    "services/volunteers/templates/volunteers/desk.html",
    "services/volunteers/templates/volunteers/search.html",
    "services/volunteers/templates/volunteers/sign_up_by_phone.html",
    "services/volunteers/templates/volunteers/volunteer.html",
)
"""Files whose texts only the office and sites get to read: they are there in the languages of all pages only."""

HEADER = '''msgid ""
msgstr ""
"Language: {locale}\\n"
"Plural-Forms: {plural_forms}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

'''

TRANSLATED = [language for language in LANGUAGES.values() if language.code != GERMAN]
Texts = dict[str, Any]
"""German text → its translation; of one that counts, the list of its forms."""


def rooms() -> list[Path]:
    """Every folder with translations of its own; what rooms share comes first."""
    return [ROOT / "shared", *sorted(path.parent for path in (ROOT / "services").glob("*/__init__.py"))]


@cache
def template_of(room: Path) -> Catalog:
    """All that can be read in a room, except what is shared."""
    shared = set() if room.name == "shared" else {_first(message.id) for message in template_of(ROOT / "shared")}
    catalogue = Catalog(charset="utf-8")
    for file, line, text in _texts(room):
        if _first(text) not in shared:
            catalogue.add(text, locations=[(file, line)])
    return catalogue


def _texts(room: Path) -> Iterator[tuple[str, int, Any]]:
    """(file, line, text) of everything that can be read in a room."""
    for name, line, text, _comments, _context in extract_from_dir(room, METHODS, OPTIONS, keywords=KEYWORDS):
        yield str((room / name).relative_to(ROOT)), line, text


def missing(language: Language) -> Iterator[tuple[Path, Message]]:
    """What a language should have and has not, or has only by guess."""
    for room in rooms():
        have = read(room, language)
        for message in wanted(template_of(room), language):
            known = have.get(message.id)
            if known is None or known.fuzzy or not all(_forms(known.string)):
                yield room, message


def wanted(template: Catalog, language: Language) -> Iterator[Message]:
    """The messages a language must have."""
    for message in template:
        if message.id and (language.everywhere or not _is_for_staff(message)):
            yield message


def read(room: Path, language: Language) -> Catalog:
    """A room's catalogue in a language; empty if there is none yet."""
    path = path_of(room, language)
    if not path.exists():
        return Catalog(locale=language.locale, charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language.locale)


def path_of(room: Path, language: Language) -> Path:
    """Where a room's catalogue is."""
    return room / "translations" / language.code / "LC_MESSAGES/messages.po"


def update() -> None:
    """Bring every catalogue up to date."""
    for language in TRANSLATED:
        fill(language, {})


def fill(language: Language, texts: Texts) -> int:
    """Bring a language's catalogues up to date: add what is new, drop what is gone, put these translations in.

    Nothing is guessed. Gives how many messages took a text.
    """
    filled = 0
    for room in rooms():
        catalogue, have = Catalog(locale=language.locale, charset="utf-8", fuzzy=False), read(room, language)
        for message in wanted(template_of(room), language):
            known, text = have.get(message.id), texts.get(_first(message.id))
            filled += bool(text)
            string = (tuple(text) if isinstance(text, list) else text) or (known.string if known else None)
            catalogue.add(message.id, string, locations=message.locations, flags=message.flags)
        write(room, language, catalogue)
    return filled


def write(room: Path, language: Language, catalogue: Catalog) -> None:
    """Write a catalogue the same way every time: sorted, and without what changes from day to day."""
    path = path_of(room, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(HEADER.format(locale=language.locale, plural_forms=catalogue.plural_forms).encode())
        write_po(file, catalogue, width=120, sort_output=True, include_lineno=False, omit_header=True)


def compile_all() -> None:
    """Write the files that programs read."""
    for room in rooms():
        for language in TRANSLATED:
            if (path := path_of(room, language)).exists():
                with path.with_suffix(".mo").open("wb") as file:
                    write_mo(file, read(room, language))


def lacking(language: Language) -> Texts:
    """What is missing in a language, ready to be filled in."""
    found: Texts = {}
    for _room, message in missing(language):
        counts = isinstance(message.id, tuple)
        found[_first(message.id)] = [""] * language_forms(language) if counts else ""
    return found


def language_forms(language: Language) -> int:
    """How many forms a text that counts has."""
    return int(Catalog(locale=language.locale).num_plurals)


def _is_for_staff(message: Message) -> bool:
    return all(any(fnmatch(file, pattern) for pattern in FOR_STAFF) for file in _places()[_first(message.id)])


@cache
def _places() -> Mapping[str, set[str]]:
    """Every text, and the files that say it: what is translated in `shared` may be said elsewhere."""
    said: defaultdict[str, set[str]] = defaultdict(set)
    for room in rooms():
        for file, _line, text in _texts(room):
            said[_first(text)].add(file)
    return said


def _first(text: Any) -> str:
    return str(text[0] if isinstance(text, tuple) else text)


def _forms(string: Any) -> tuple[Any, ...]:
    return tuple(string) if isinstance(string, tuple | list) else (string,)


def main(arguments: list[str]) -> None:
    """One of the commands above."""
    match arguments:
        case ["update"]:
            update()
        case ["compile"]:
            compile_all()
        case ["missing", code]:
            print(json.dumps(lacking(LANGUAGES[code]), ensure_ascii=False, indent=1))
        case ["fill", code, file]:
            print(fill(LANGUAGES[code], json.loads(Path(file).read_text())))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
