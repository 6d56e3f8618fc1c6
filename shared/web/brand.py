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
CONTRAST = 4.6  # what text needs is 4.5; a little more, because colours are rounded
LIGHT, DARK = (255, 255, 255), (0x16, 0x22, 0x26)
TINT, DARK_TINT = 0.09, 0.16  # how much of its own colour there is in the ground behind what is chosen
BLACK, WHITE = (0, 0, 0), (255, 255, 255)

Colour = tuple[int, int, int]


def of(office: Office) -> dict[str, Any]:
    """What templates need: where the logo is, if there is one, and which version of the colours this is."""
    return {"logo_url": link("information", "logo") if office.logo else None, "accent_version": version(office)}


def version(office: Office) -> str:
    """Changes with the colours, so that browsers may keep them."""
    return sha256(css(office.accent or DEFAULT).encode()).hexdigest()[:10]


@cache
def css(accent: str) -> str:
    """The colour roles that depend on the office's colour, for light and for dark pages."""
    colour = _parse(accent)
    light, dark = _readable(colour, LIGHT, BLACK, TINT), _readable(colour, DARK, WHITE, DARK_TINT)
    on_light = _roles(light, _mix(light, BLACK, 0.3), WHITE, _mix(LIGHT, light, TINT))
    on_dark = _roles(dark, _mix(dark, WHITE, 0.35), _mix(dark, BLACK, 0.82), _mix(DARK, dark, DARK_TINT))
    return (
        f"@layer tokens {{ :root {{ {on_light} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {on_dark} }} }} }}\n"
    )


def for_mails(office: Office) -> dict[str, str]:
    """The colour as text on a light and on a dark ground: mails have no stylesheet of ours."""
    colour = _parse(office.accent or DEFAULT)
    light, dark = _readable(colour, LIGHT, BLACK, TINT), _readable(colour, DARK, WHITE, DARK_TINT)
    return {"light": _hex(light), "dark": _hex(dark)}


def contrast(one: Colour, other: Colour) -> float:
    """From 1 to 21, as WCAG 2.1 defines it: https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio"""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _roles(accent: Colour, strong: Colour, on: Colour, wash: Colour) -> str:
    roles = {"accent": accent, "accent-strong": strong, "on-accent": on, "wash": wash}
    return " ".join(f"--{role}: {_hex(colour)};" for role, colour in roles.items())


def _readable(colour: Colour, ground: Colour, towards: Colour, tint: float) -> Colour:
    """The colour, moved towards black or white as little as it takes to be read on its own tint of the ground."""
    steps = (_mix(colour, towards, share / 50) for share in range(51))
    fits = (step for step in steps if contrast(step, _mix(ground, step, tint)) >= CONTRAST)
    return next(fits, towards)


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
