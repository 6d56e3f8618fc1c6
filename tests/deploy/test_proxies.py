"""Behind a reverse proxy: attempts are counted per visitor, and nobody can claim to be somebody else."""

from pathlib import Path

import pytest

from shared.ids import new_id
from shared.testing import serving
from tests.deploy.visitor import Visitor

REAL = {"DEMO": "0", "RIF_SMTP_HOST": "127.0.0.1"}
MOST = 30
"""How many links one network address may ask for."""
TOO_MANY = "zu viele Versuche"


def ask_for_links(visitor: Visitor, url: str, forwarded_for: str, times: int) -> bool:
    """Whether the last time was too often; each time for another person."""
    visitor.opener.addheaders = [("X-Forwarded-For", forwarded_for)]
    for _ in range(times):
        visitor.open(f"{url}/identity/sign-in")
        visitor.press("Link schicken", mail_to=f"person-{new_id()}@example.org")
    return TOO_MANY in visitor.page.text


@pytest.mark.parametrize(("proxies", "other_is_refused"), [("1", False), ("0", True)])
def test_one_visitor_too_many_times_keeps_others_out_only_without_a_known_proxy(
    data: Path, proxies: str, other_is_refused: bool
) -> None:
    with serving(data, RIF_PROXIES=proxies, **REAL) as server:
        visitor = Visitor()
        refused = ask_for_links(visitor, f"http://localhost:{server.port}", "203.0.113.9", MOST + 1)

        claims = ask_for_links(visitor, f"http://localhost:{server.port}", "198.51.100.7, 203.0.113.9", 1)
        quotes = ask_for_links(visitor, f"http://localhost:{server.port}", '"x1, 203.0.113.9', 1)
        other = ask_for_links(visitor, f"http://localhost:{server.port}", "203.0.113.10", 1)

    assert (refused, claims, quotes, other) == (True, True, True, other_is_refused)


def test_an_ipv6_household_is_one_visitor(data: Path) -> None:
    with serving(data, RIF_PROXIES="1", **REAL) as server:
        visitor, url = Visitor(), f"http://localhost:{server.port}"
        for number in range(MOST):
            ask_for_links(visitor, url, f"2001:db8:0:1::{number:x}", 1)

        same = ask_for_links(visitor, url, "2001:db8:0:1:ffff::1", 1)
        another = ask_for_links(visitor, url, "2001:db8:0:2::1", 1)

    assert (same, another) == (True, False)
