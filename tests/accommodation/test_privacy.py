"""What the form takes for a trace of a person, and what it lets pass."""

import pytest

from services.accommodation.privacy import warnings


@pytest.mark.parametrize(
    "text",
    [
        "Begleitung von Herr Tesfay",
        "Bitte Frau Abdi anrufen",
        "Deutsch mit Herrn Öztürk-Meier",
        "Familie Haddad zieht um",
        "Fahrt für Amina Tesfay",
        "Für Yusuf Ali, jeden Montag",
        "Sie heisst Amina",
        "Name: Tesfay",
    ],
)
def test_names_are_noticed(text: str) -> None:
    assert any("Name" in sentence for sentence in warnings(text))


@pytest.mark.parametrize("text", ["756.1234.5678.97", "AHV 7561234567897", "Nr. 756 1234 5678 97 liegt bei"])
def test_ahv_numbers_are_noticed(text: str) -> None:
    assert any("AHV" in sentence for sentence in warnings(text))


@pytest.mark.parametrize(
    "text",
    [
        "Er hat Diabetes",
        "nach einer depressiven Phase",
        "Kind mit ADHS",
        "traumatisiert",
        "psychische Belastung",
        "Krebserkrankung",
        "im Rollstuhl wegen Multiple Sklerose",
        "eine Behinderung",
    ],
)
def test_illnesses_are_noticed(text: str) -> None:
    assert any("Krankheit" in sentence for sentence in warnings(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Eine Frau begleitet eine Frau",
        "Für Kinder Spiele anleiten",
        "Hausaufgaben für Jugendliche Montag und Donnerstag",
        "Begleitung zum Zahnarzt in Wohlen, Hin- und Rückweg mit dem Bus.",
        "Kleine Gruppe, Niveau A1 bis A2. Raum und Kaffee sind da.",
        "Familie mit Gepäck in die neue Wohnung fahren, Kombi genügt.",
        "Treffpunkt Haus 3, Tel. 056 631 11 11",
        "Bestellung 17561234567897",
        "Krebse im Bach beobachten",
    ],
)
def test_innocent_texts_pass(text: str) -> None:
    assert warnings(text) == []


def test_each_sentence_is_said_once() -> None:
    assert len(warnings("Herr Tesfay und Frau Abdi, 756.1234.5678.97")) == 2
