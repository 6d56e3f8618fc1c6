"""Finding people and places by what somebody remembers of them: case, accents and spelling of umlauts do not matter.

Databases do not agree on which letters are the same, so a name is stored a second time as it is compared (`searchable`)
and what is typed is brought into the same form (`spellings`). Müller is found by «Müller», «MULLER» and «Mueller».
"""

import re
import unicodedata

from shared.region import Region

WORDS_AT_MOST = 8
LEAST_DIGITS = 3
"""Fewer digits than these are no part of a telephone number worth looking for."""

NO_ACCENT_BUT_ANOTHER_LETTER = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})
UMLAUTS_IN_TWO_LETTERS = re.compile("(?<=[aou])e")
NOT_OF_A_NUMBER = re.compile(r"[^\d\s+/().'-]")


def searchable(*parts: str) -> str:
    """What is stored to be looked in: without accents, and once more with ae, oe, ue as a, o, u."""
    plain = folded(" ".join(parts))
    short = UMLAUTS_IN_TWO_LETTERS.sub("", plain)
    return plain if short == plain else f"{plain} {short}"


def spellings(word: str) -> set[str]:
    """What to look for in `searchable` text: each is a way in which it may stand there.

    An accent alone folds to nothing, which stands everywhere; looked for as it is, it stands nowhere.
    """
    plain = folded(word) or word
    return {plain, UMLAUTS_IN_TWO_LETTERS.sub("", plain)}


def folded(text: str) -> str:
    """Small letters without accents: «Çağlar Żółć» is «caglar zolc»."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return letters.translate(NO_ACCENT_BUT_ANOTHER_LETTER)


def words_of(typed: str) -> list[str]:
    """The words somebody is looking for; each of them has to be found."""
    return typed.replace(",", " ").split()[:WORDS_AT_MOST]


def phone_part(typed: str) -> str | None:
    """The digits of a telephone number as they are stored: 079 123 is a part of +4179123…; None if it is none."""
    if NOT_OF_A_NUMBER.search(typed):
        return None
    digits = re.sub(r"\D", "", typed).lstrip("0")
    return digits if len(digits) >= LEAST_DIGITS else None


def municipalities_called(region: Region, word: str) -> list[int]:
    """The numbers of the municipalities with this word in their name or in that of one of their places."""
    ways = spellings(word)

    def is_called_so(*names: str) -> bool:
        return any(way in searchable(*names) for way in ways)

    known = region.municipalities
    return [each.bfs_nr for each in known if is_called_so(each.name, *(place.name for place in each.localities))]
