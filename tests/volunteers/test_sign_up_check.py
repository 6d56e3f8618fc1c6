"""The last page of the sign-up: all answers in words, each to be changed, and a yes to what stood there alone."""

from shared.contracts.notifications import RecipientChanged
from shared.testing import World
from tests.volunteers.signing_up import START, change, errors, fill, form_of, go_to, page_of, send, summary


def test_answers_are_shown_in_words_before_they_are_sent(world: World) -> None:
    page = go_to(world.visitor(), "check", postcode="5610", notes="Ich <b>koche</b> gern.")

    assert summary(page) == {
        "Name": "Anna Meier",
        "E-Mail": "anna@example.org",
        "Telefon": "+41 79 123 45 67",
        "Wohnort": "5610 Wohlen (AG)",
        "Weg": "bis 10 km, mit dem Velo",
        "Hilfe bei": "Deutsch sprechen und üben",
        "Sprachen": "Deutsch (Muttersprache)\nTigrinya (im Alltag)",
        "Zeiten": "am Abend, Montag bis Freitag",
        "Geschlecht": "keine Angabe",
        "Bemerkung": "Ich <b>koche</b> gern.",
    }


def test_a_change_leads_back_to_the_last_page(world: World) -> None:
    browser = world.visitor()
    form = form_of(change(go_to(browser, "check"), "Weg"))
    form["travel_km"] = "20"

    page = form.submit().follow()

    assert page_of(page) == "check"
    assert summary(page)["Weg"] == "bis 20 km, mit dem Velo"


def test_a_change_that_is_wrong_at_first_leads_back_all_the_same(world: World) -> None:
    form = form_of(change(go_to(world.visitor(), "check"), "E-Mail"))
    form["email"] = "anna@"

    refused = form.submit(expect_errors=True)
    form = form_of(refused)
    form["email"] = "bea@example.org"

    assert errors(refused) == ["#f-email"]
    assert summary(form.submit().follow())["E-Mail"] == "bea@example.org"


def test_a_new_postcode_asks_for_its_municipality_before_it_leads_back(world: World) -> None:
    form = form_of(change(go_to(world.visitor(), "check"), "Wohnort"))
    form["postcode"] = "5610"

    asked = form.submit().follow()
    page = send(asked, bfs_nr="4080")

    assert page_of(asked) == "municipality"
    assert (page_of(page), summary(page)["Wohnort"]) == ("check", "5610 Villmergen")


def test_the_municipality_alone_can_be_changed(world: World) -> None:
    browser = world.visitor()
    page = change(go_to(browser, "check", postcode="5610"), "Wohnort")

    page = send(form_of(page).submit().follow(), bfs_nr="4080")

    assert summary(page)["Wohnort"] == "5610 Villmergen"


def test_nobody_says_yes_to_answers_that_were_not_shown(world: World) -> None:
    browser = world.visitor()
    form = fill(go_to(browser, "check"))
    send(browser.get(f"{START}/contact"), first_name="Bea")

    refused = form.submit(expect_errors=True)

    assert refused.status_int == 409
    assert "In der Zwischenzeit haben sich Ihre Antworten geändert" in refused
    assert (summary(refused)["Name"], form_of(refused)["consent"].checked) == ("Bea Meier", False)
    assert world.told("volunteers", RecipientChanged) == []


def test_who_looked_again_may_send(world: World) -> None:
    browser = world.visitor()
    form = fill(go_to(browser, "check"))
    send(browser.get(f"{START}/contact"), first_name="Bea")

    sent = send(form.submit(expect_errors=True))

    assert page_of(sent) == "sent"
    assert world.told("volunteers", RecipientChanged)[-1].name == "Bea Meier"


def test_a_language_or_box_taken_away_again_stays_away(world: World) -> None:
    browser = world.visitor()
    page = go_to(browser, "check", categories=["german_conversation", "tandem"])

    page = send(change(page, "Sprachen"), **{"speaks_2.code": "", "speaks_2.level": ""})
    page = send(change(page, "Hilfe bei"), categories=["tandem"])

    page = send(change(page, "Zeiten"), when="exact", slots=["tue_evening"])
    page = send(change(page, "Zeiten"), when="flexible", slots=[])

    assert not change(page, "Zeiten").html.select("input[name=slots][checked]")
    assert summary(page)["Sprachen"] == "Deutsch (Muttersprache)"
    assert "\n" not in summary(page)["Hilfe bei"]


def test_the_german_words_of_the_consent_stand_beside_a_translation_only(world: World) -> None:
    german = go_to(world.visitor(), "check")

    other = form_of(german).submit(name="language_switch", value="ar")

    words = "Ich bin einverstanden, dass Sie meine Angaben so verwenden."
    assert german.text.count(words) == 1
    assert words in " ".join(part.text for part in other.html.select('main [lang="de-CH"]'))
