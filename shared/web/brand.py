"""The office's own colour and picture, from the region's settings: `/brand.css` and `/logo`.

Whatever colour an office chooses, what is written in it or on it stays readable: it is darkened for light pages and
lightened for dark ones until it has the contrast that WCAG 2.1 asks of text.
"""

from functools import cache
from hashlib import sha256
from typing import Any

from shared.links import link
from shared.region.settings import Office

DEFAULT = "#0b5566"
CONTRAST = 5.0  # 4.5 is what text needs on white; a little more, because it also stands on tinted grounds
LIGHT, DARK = (255, 255, 255), (0x16, 0x22, 0x26)
BLACK, WHITE = (0, 0, 0), (255, 255, 255)

Colour = tuple[int, int, int]


def of(office: Office) -> dict[str, Any]:
    """What templates need: where the logo is, if there is one, and what tells one version of the colours from another."""
    return {"logo_url": link("information", "logo") if office.logo else None, "accent_version": version(office)}


def version(office: Office) -> str:
    """Changes with the colours, so that browsers may keep them."""
    return sha256(css(office.accent or DEFAULT).encode()).hexdigest()[:10]


@cache
def css(accent: str) -> str:
    """The colour roles that depend on the office's colour, for light and for dark pages."""
    colour = _parse(accent)
    light, dark = _readable(colour, LIGHT, BLACK), _readable(colour, DARK, WHITE)
    on_light = _roles(light, _mix(light, BLACK, 0.3), WHITE, _mix(light, LIGHT, 0.91))
    on_dark = _roles(dark, _mix(dark, WHITE, 0.35), _mix(dark, BLACK, 0.82), _mix(dark, DARK, 0.84))
    return (
        f"@layer tokens {{ :root {{ {on_light} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {on_dark} }} }} }}\n"
    )


def contrast(one: Colour, other: Colour) -> float:
    """From 1 to 21, as WCAG 2.1 defines it: https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio"""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _roles(accent: Colour, strong: Colour, on: Colour, wash: Colour) -> str:
    roles = {"accent": accent, "accent-strong": strong, "on-accent": on, "wash": wash}
    return " ".join(f"--{role}: {_hex(colour)};" for role, colour in roles.items())


def _readable(colour: Colour, ground: Colour, towards: Colour) -> Colour:
    """The colour, moved towards black or white as little as it takes."""
    steps = (_mix(colour, towards, share / 50) for share in range(51))
    return next((step for step in steps if contrast(step, ground) >= CONTRAST), towards)


def _mix(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _luminance(colour: Colour) -> float:
    linear = [c / 12.92 if (c := part / 255) <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _parse(text: str) -> Colour:
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)
