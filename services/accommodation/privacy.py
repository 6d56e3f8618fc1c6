"""What a need must not say: who the person is. A form that finds a trace of it warns, and sends it if told to.

Only shapes are looked for: a name after a form of address, an AHV number, words of illness. That a text passes says
nothing; that one is stopped costs a second click. Nouns are capitalised in German, so the pattern for two capitalised
words after «für» leaves out the words that stand there without being a name.
"""

import re
from dataclasses import dataclass

from shared.i18n import LazyString, lazy

NAME = r"[A-ZÄÖÜ][a-zäöüéèàçšžć]+(?:-[A-ZÄÖÜ][a-zäöüéèàçšžć]+)?"
NO_NAMES = (
    "Ältere|Alle|Anfänger|Asylsuchende|Begleitung|Besuch|Bewohner|Bewohnerinnen|Deutsch|Eltern|Erwachsene|Familien"
    "|Flüchtlinge|Frauen|Geflüchtete|Gruppen|Hausaufgaben|Jugendliche|Jungen|Kinder|Kleider|Kleinkinder|Mädchen|Männer"
    "|Menschen|Mütter|Neue|Nachmittage|Paare|Personen|Schüler|Schülerinnen|Schulkinder|Senioren|Spiel|Spiele|Väter"
)
ILLNESSES = (
    r"ADHS|Aids|Alkohol(?:iker|krank|sucht|abhängig)|Autis|Behinderung|Borderline|Burn-?out|Demen[zt]|Depress|Diabet"
    r"|Diagnose|drogen(?:abhängig|süchtig)|Epilep|Hepatitis|HIV|Krebs(?:erkrankung|krank|leiden|therapie)?\b|Long.?Covid"
    r"|Multiple Sklerose|Parkinson|Psychiatr|psychisch|Psycho(?:se|therap)|PTBS|schizo|selbstmord|suizid|Trauma"
    r"|Tuberkulose|Zwangsstörung"
)


@dataclass(frozen=True)
class Trace:
    """What gives somebody away, and what the page says about it."""

    code: str
    pattern: re.Pattern[str]
    sentence: LazyString


NAME_SENTENCE = lazy(
    "Im Text scheint ein Name zu stehen. Bitte nennen Sie keine Bewohnerinnen und Bewohner beim Namen; "
    "Namen besprechen Sie später direkt."
)
TRACES = (
    Trace("address", re.compile(rf"\b(?:Herrn?|Frau|Hr\.|Fr\.|Familie|Fam\.)\s+(?!Sprach){NAME}"), NAME_SENTENCE),
    Trace("full_name", re.compile(rf"\b[Ff]ür\s+(?!(?:{NO_NAMES})\b){NAME}\s+{NAME}\b"), NAME_SENTENCE),
    Trace("named", re.compile(rf"\b(?:[Hh]eisst|[Nn]amens|Name\s*(?:ist|:)?|[Nn]ennt sich)\s+{NAME}"), NAME_SENTENCE),
    Trace(
        "ahv",
        re.compile(r"(?<!\d)756[.\s]?\d{4}[.\s]?\d{4}[.\s]?\d{2}(?!\d)"),
        lazy("Im Text steht eine AHV-Nummer. Sie gehört nicht in eine Anfrage."),
    ),
    Trace(
        "illness",
        re.compile(rf"\b(?:{ILLNESSES})", re.IGNORECASE),
        lazy(
            "Im Text scheint es um eine Krankheit zu gehen. Schreiben Sie nur, was die freiwillige Person können muss."
        ),
    ),
)


def warnings(text: str) -> list[str]:
    """What a form says about a free text, each sentence once; empty when nothing was found."""
    return list(dict.fromkeys(str(trace.sentence) for trace in TRACES if trace.pattern.search(text)))
