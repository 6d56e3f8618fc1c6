"""Everything people read is there in their language: no text is out of reach, none is missing."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment

from deploy import translations
from deploy.translations import TRANSLATED, Language

ROOT = Path(__file__).parent.parent
TEMPLATES = sorted(ROOT.glob("s*/**/templates/**/*.html")) + sorted(ROOT.glob("services/*/templates/**/*.txt"))
CODE = [p for p in sorted(ROOT.glob("s*/**/*.py")) if not {"migrations", "alembic", "testing"} & set(p.parts)]
SAMPLES = {"services/information/templates/information/kit.html", "services/information/kit.py"}
"""What shows the parts of pages to those who build them stays German."""

TRANSLATES = {"_", "ngettext", "gettext", "lazy", "trans"}
READ_ALOUD = {"aria-label", "title", "placeholder", "alt", "data-label", "summary"}
WORDS = re.compile(r"[^\W\d_]{2,}")
SAID = re.compile(r"[A-ZÄÖÜ«][a-zäöü]+|.*[äöüÄÖÜ«»]")
GERMAN = re.compile(
    r"[äöüÄÖÜ]|\b(?:[Dd]er|[Dd]ie|[Dd]as|und|nicht|ist|sind|[Bb]itte|[Ee]ine?|mit|von|Sie|Ihre?|noch|haben)\b"
)
ATTRIBUTE = re.compile(r"[\w-]+=\"[^\"]*\"")
GAP = " \u2063 "
OWN_NAMES = {"Türkçe"}
SIGNS = {"CHF", "km", "min", "ics", "csv", "PDF", "Enter", "einsatz"}
NOT_SAID = {"services/accommodation/privacy.py"}
"""Patterns that look for names in what people type."""


@pytest.mark.parametrize("language", TRANSLATED, ids=lambda language: language.code)
def test_no_message_is_missing_or_guessed(language: Language) -> None:
    found = [f"{room.name}: {message.id}" for room, message in translations.missing(language)]

    assert found == []


@pytest.mark.parametrize("language", TRANSLATED, ids=lambda language: language.code)
def test_a_translation_has_the_same_gaps_to_fill(language: Language) -> None:
    """Otherwise showing it would fail, or say less than the German."""
    wrong = []
    for room in translations.rooms():
        for message in translations.read(room, language):
            german = message.id if isinstance(message.id, str) else message.id[1]
            forms = message.string if isinstance(message.string, list | tuple) else (message.string,)
            for form in filter(None, forms):
                # One of several forms may leave the number out: «ein Platz».
                fits = gaps(form) <= gaps(german) if len(forms) > 1 else gaps(form) == gaps(german)
                wrong += [] if fits else [f"{room.name}: {form}"]

    assert wrong == []


def test_the_catalogues_hold_nothing_that_is_gone() -> None:
    gone = []
    for room in translations.rooms():
        said = {message.id for message in translations.template_of(room)}
        for language in TRANSLATED:
            held = [message.id for message in translations.read(room, language)]
            gone += [f"{room.name} {language.code}: {text}" for text in held if text not in said]

    assert gone == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_text_in_a_template_is_out_of_reach(path: Path) -> None:
    if str(path.relative_to(ROOT)) in SAMPLES:
        return

    assert list(unreachable(path.read_text(), is_html=path.suffix == ".html")) == []


def test_no_text_in_code_is_out_of_reach() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in CODE
        if str(path.relative_to(ROOT)) not in SAMPLES | NOT_SAID
        for line, text in german_in(path)
    ]

    assert found == []


@pytest.mark.parametrize(
    "template",
    [
        "<p>Guten Tag</p>",
        '<a title="Zum Anfang">{{ x }}</a>',
        '<a aria-label="{{ name }} anrufen">{{ x }}</a>',
        '{{ m.button("Weiter") }}',
        '{{ m.notice("für alle") }}',
        "{{ x }} Stunden",
    ],
)
def test_the_search_for_lost_texts_finds_them(template: str) -> None:
    assert list(unreachable(template))


@pytest.mark.parametrize(
    "template",
    [
        '<p>{{ _("Guten Tag") }}</p>',
        "{% trans %}Guten Tag{% endtrans %}",
        '{{ m.button(_("Weiter"), "primary") }}',
        '{{ ngettext("%(num)s Ort", "%(num)s Orte", 3) }}',
        '<a href="/kit" class="button">{{ x }} · 3 km</a>',
    ],
)
def test_the_search_for_lost_texts_leaves_others_alone(template: str) -> None:
    assert not list(unreachable(template))


def unreachable(source: str, *, is_html: bool = True) -> Iterator[str]:
    """What stands in a template and is in nobody's catalogue."""
    html, expressions = taken_apart(source)
    yield from (text for text in expressions if SAID.match(text) and text not in SIGNS)
    if not is_html:
        yield from (line for line in html.splitlines() if wordy(line))
        return
    reader = Reader()
    reader.feed(re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL))
    yield from (text.strip() for text in reader.found if wordy(text))


def taken_apart(source: str) -> tuple[str, list[str]]:
    """A template's HTML with a mark for each expression, and the texts in expressions that are not translated."""
    html, texts, calls, in_trans, before = [], [], [], False, ""
    for _line, kind, value in Environment(extensions=["jinja2.ext.i18n"], autoescape=True).lex(source):
        if kind == "data" and not in_trans:
            html.append(value)
        elif kind in ("variable_begin", "block_begin"):
            html.append(GAP)
        elif kind == "name":
            in_trans = value == "trans" or (in_trans and value != "endtrans")
        elif kind == "string" and not TRANSLATES & set(calls):
            texts.append(ast.literal_eval(value))
        if kind == "operator" and value == "(":
            calls.append(before)
        elif kind == "operator" and value == ")" and calls:
            calls.pop()
        if kind != "whitespace":
            before = value
    return "".join(html), texts


class Reader(HTMLParser):
    """Collects what is read or read aloud."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attributes if name in READ_ALOUD]

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def wordy(text: str) -> bool:
    """Whether there are words in a text, not only signs."""
    return any(word not in SIGNS for word in WORDS.findall(ATTRIBUTE.sub("", text)))


def german_in(path: Path) -> Iterator[tuple[int, str]]:
    """The German texts in a file of code that are not translated."""
    tree = ast.parse(path.read_text())
    fine = {id(inner) for node in ast.walk(tree) for inner in ast.walk(node) if is_translated(node) or is_remark(node)}
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in fine)
    for node in texts:
        if isinstance(node.value, str) and node.value not in OWN_NAMES and GERMAN.search(node.value):
            yield node.lineno, node.value


def is_translated(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TRANSLATES


def is_remark(node: ast.AST) -> bool:
    """Whether this is a docstring, or a string that stands for itself."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def gaps(text: str) -> set[tuple[str, str]]:
    return set(re.findall(r"%\((\w+)\)s|\{(\w+)", text))
