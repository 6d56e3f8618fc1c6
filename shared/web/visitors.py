"""From where in the network a request comes, as far as limits care.

A proxy adds whom it was asked by to the end of `X-Forwarded-For`; so many entries from the end as there are proxies of
ours are believed, and nothing that stands before. The header is cut at its commas only: a parser that knows quotation
marks lets a visitor's open quote swallow what our proxy has added.
"""

from collections.abc import Iterable
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from flask import request

HOUSEHOLD = 64
"""Bits of an IPv6 address that a household or company shares; it may use all addresses below."""


def behind(proxies: int, wsgi: Any) -> Any:
    """An application that learns its visitors' addresses from so many proxies of ours."""
    if not proxies:
        return wsgi

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        entries = environ.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if len(entries) >= proxies and (told := _address(entries[-proxies].strip())):
            environ["REMOTE_ADDR"] = told
        answer: Iterable[bytes] = wsgi(environ, start_response)
        return answer

    return application


def place() -> str:
    """Where the visitor of this request is: an IPv4 address, or the IPv6 network of a household."""
    told = _address(request.remote_addr or "")
    if not told or not isinstance(ip_address(told), IPv6Address):
        return told
    return str(ip_network(f"{told}/{HOUSEHOLD}", strict=False))


def _address(text: str) -> str:
    """An address as it is usually written, or nothing."""
    try:
        found = ip_address(text.strip("[]"))
    except ValueError:
        return ""
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return str(mapped or found)
