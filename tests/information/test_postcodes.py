"""«Bin ich hier richtig?» for people, and the same for programs."""

import pytest

from shared.testing import World


@pytest.mark.parametrize(
    ("postcode", "told"),
    [
        ("5620", ["Ja: 5620 gehört zu Bremgarten (AG)."]),
        (" CH-5620 ", ["Ja: 5620 gehört zu Bremgarten (AG)."]),
        ("5619", ["5619 gehört zu mehreren Gemeinden unserer Region:", "Büttikon", "Uezwil", "In beiden sind wir"]),
        ("5604", ["5604 gehört zu Dottikon.", "Wohnen Sie in einer anderen Gemeinde?", "RIF Nachbarregion West"]),
        (
            "5600",
            ["5600 liegt nicht in unserer Region.", "Zuständig ist:", "RIF Nachbarregion West", "+41 62 000 00 10"],
        ),
        ("8001", ["8001 liegt ausserhalb unserer Region."]),
    ],
)
def test_a_postcode_is_answered_in_words(world: World, postcode: str, told: list[str]) -> None:
    form = world.visitor().get("/").forms[0]
    form["plz"] = postcode

    answer = form.submit().html.select_one('section[aria-labelledby="lookup"] .notice')

    assert answer is not None
    text = " ".join(answer.text.split())
    assert [words for words in told if words not in text] == []


@pytest.mark.parametrize("postcode", ["", "abc", "56", "56200", "<script>"])
def test_what_is_no_postcode_is_said_beside_the_field(world: World, postcode: str) -> None:
    page = world.visitor().get("/", params={"plz": postcode}, status=422)

    assert page.html.select_one("#f-plz-error") is not None
    assert page.html.select_one("#f-plz")["value"] == postcode


def test_other_things_in_the_address_do_no_harm(world: World) -> None:
    assert world.visitor().get("/?utm_source=x&plz=5620&plz=1").status_int == 200


def test_programs_ask_without_a_token(world: World) -> None:
    answer = world.visitor().get("/information/api/municipalities", params={"postcode": "5604"}).json

    assert answer == {
        "municipalities": [{"bfs_nr": 4065, "name": "Dottikon", "postcodes": ["5604", "5605"]}],
        "neighbour": {
            "name": "RIF Nachbarregion West",
            "phone": "+41 62 000 00 10",
            "email": "info@rif-west.example.org",
            "website": "https://rif-west.example.org",
        },
    }


def test_without_a_postcode_programs_get_every_municipality(world: World) -> None:
    answer = world.visitor().get("/information/api/municipalities").json

    assert len(answer["municipalities"]) == 12
    assert answer["neighbour"] is None


def test_an_odd_postcode_is_a_problem_with_a_pointer(world: World) -> None:
    answer = world.visitor().get("/information/api/municipalities?postcode=abc", status=422).json

    assert answer["errors"] == [
        {"pointer": "#/postcode", "detail": "Bitte geben Sie eine Postleitzahl mit vier Ziffern ein."}
    ]


def test_the_api_describes_itself(world: World) -> None:
    described = world.visitor().get("/information/api/openapi.json").json

    assert list(described["paths"]) == ["/api/municipalities"]
