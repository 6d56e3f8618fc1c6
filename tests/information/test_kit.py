"""The page that shows all parts, the office's colour and its logo."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from deploy.parts import NAMES
from shared import parts
from shared.region import Region
from shared.testing import World
from shared.web import brand

ROOT = Path(__file__).parents[2]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script>alert(1)</script></svg>'


def test_the_parts_are_shown_in_a_demo_and_nowhere_else(tmp_path: Path, region: Region) -> None:
    for folder, demo in (("demo", True), ("office", False)):
        (tmp_path / folder).mkdir()
        world = World(tmp_path / folder, parts.load(["information"]), region)
        settings = replace(world.office.settings, demo=demo)
        object.__setattr__(world.office, "settings", settings)  # an office is frozen; this one is made otherwise

        assert world.visitor().get("/kit", status="*").status_int == (200 if demo else 404)
        world.close()


def test_every_part_is_shown() -> None:
    macros = re.findall(r"{% set (\w+) = ", (ROOT / "shared/web/templates/macros.html").read_text())
    # On every page, or inside other parts.
    around = {"language_switch", "language_form", "logo", "icon", "group", "written_in"}
    page = (ROOT / "services/information/templates/information/kit.html").read_text()

    assert [name for name in macros if name not in around and f"m.{name}(" not in page] == []


@pytest.mark.parametrize("accent", ["#1a5f7a", "#ffff00", "#ffffff", "#000000", "#ff69b4", "#777777"])
def test_whatever_colour_an_office_has_can_be_read(accent: str) -> None:
    light, dark = (colours_of(half) for half in brand.css(accent).split("@media"))

    assert brand.contrast(light["accent"], (255, 255, 255)) >= 4.5
    assert brand.contrast(light["on-accent"], light["accent"]) >= 4.5
    assert brand.contrast(light["accent"], light["wash"]) >= 4.5
    assert brand.contrast(dark["accent"], (0x12, 0x19, 0x1C)) >= 4.5
    assert brand.contrast(dark["on-accent"], dark["accent"]) >= 4.5
    assert brand.contrast(dark["accent"], dark["wash"]) >= 4.5


def test_the_offices_colour_reaches_every_page(world: World) -> None:
    visitor = world.visitor()
    (href,) = [link["href"] for link in visitor.get("/privacy").html.select("link[href*='brand.css']")]

    answer = visitor.get(href)

    assert answer.content_type == "text/css"
    assert "--accent: #" in answer.text
    assert answer.headers["Cache-Control"] == "public, max-age=86400"


def test_a_logo_lies_beside_the_settings_and_can_do_nothing(tmp_path: Path, region: Region) -> None:
    with_logo = replace(region, office=replace(region.office, logo="logo.svg"))
    world = World(tmp_path, parts.load(NAMES), with_logo)
    (world.office.settings.region.parent / "logo.svg").write_text(SVG)

    visitor = world.visitor()
    picture = visitor.get(visitor.get("/").html.select_one("img.logo")["src"])

    assert picture.content_type == "image/svg+xml"
    assert "sandbox" in picture.headers["Content-Security-Policy"]
    assert "script-src" not in picture.headers["Content-Security-Policy"]
    world.close()


def test_without_a_logo_there_is_the_sign_of_the_software(world: World) -> None:
    page = world.visitor().get("/")

    assert page.html.select_one("svg.logo") is not None
    assert world.visitor().get("/logo", status=404)


def colours_of(css: str) -> dict[str, brand.Colour]:
    roles = re.findall(r"--([a-z-]+): #(..)(..)(..);", css)
    return {role: (int(red, 16), int(green, 16), int(blue, 16)) for role, red, green, blue in roles}
