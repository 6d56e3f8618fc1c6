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
from collections.abc import Iterator
from fnmatch import fnmatch
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

FOR_STAFF: tuple[str, ...] = ()
"""Files whose texts only the office and sites get to read: they are there in the languages of all pages only."""

TRANSLATED = [language for language in LANGUAGES.values() if language.code != GERMAN]
Texts = dict[str, Any]
"""German text → its translation; of one that counts, the list of its forms."""


def rooms() -> list[Path]:
    """Every folder with translations of its own; what rooms share comes first."""
    return [ROOT / "shared", *sorted(path.parent for path in (ROOT / "services").glob("*/__init__.py"))]


def template_of(room: Path) -> Catalog:
    """All that can be read in a room, except what is shared."""
    shared = set() if room.name == "shared" else {message.id for message in template_of(ROOT / "shared")}
    catalogue = Catalog(charset="utf-8")
    found = extract_from_dir(room, METHODS, OPTIONS, keywords=KEYWORDS, comment_tags=("Translators:",))
    for name, line, text, _comments, context in found:
        if text not in shared and _first(text) not in {_first(one) for one in shared}:
            catalogue.add(text, locations=[(str((room / name).relative_to(ROOT)), line)], context=context)
    return catalogue


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
    """Add what is new to every catalogue, drop what is gone; nothing is guessed."""
    for room in rooms():
        template = template_of(room)
        for language in TRANSLATED:
            catalogue = Catalog(locale=language.locale, charset="utf-8", fuzzy=False, project="rif")
            have = read(room, language)
            for message in wanted(template, language):
                known = have.get(message.id)
                string = known.string if known else None
                catalogue.add(message.id, string, locations=message.locations, flags=message.flags)
            write(room, language, catalogue)


def write(room: Path, language: Language, catalogue: Catalog) -> None:
    """Write a catalogue the same way every time: sorted, and without what changes from day to day."""
    path = path_of(room, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.creation_date = catalogue.revision_date = None
    with path.open("wb") as file:
        write_po(file, catalogue, width=120, sort_output=True, include_lineno=False, omit_header=False)


def fill(language: Language, texts: Texts) -> int:
    """Put translations in wherever they are wanted; gives how many places took one."""
    filled = 0
    for room in rooms():
        catalogue = read(room, language)
        for message in catalogue:
            if message.id and (text := texts.get(_first(message.id))):
                message.string = tuple(text) if isinstance(text, list) else text
                filled += 1
        write(room, language, catalogue)
    return filled


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
    return all(any(fnmatch(file, pattern) for pattern in FOR_STAFF) for file, _line in message.locations)


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
