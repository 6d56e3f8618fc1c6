"""Somebody with a browser in front of the real server."""

from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, build_opener

from bs4 import BeautifulSoup


class Visitor:
    """One browser; `page` and `url` are what it shows."""

    def __init__(self) -> None:
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.url = ""
        self.page: Any = None

    def open(self, url: str, body: bytes | None = None) -> str:
        """Go to an address, on to where it leads; gives the heading there."""
        try:
            answer = self.opener.open(urljoin(self.url, url), body, timeout=30)
        except HTTPError as refused:  # a page too, with its own words
            answer = refused
        with answer:
            self.url, self.page = answer.url, BeautifulSoup(answer.read(), "html.parser")
        return str(self.page.h1.get_text(" ", strip=True))

    def press(self, label: str, **typed: str) -> str:
        """Fill in the form with this button and send it."""
        buttons = [button for button in self.page.find_all("button") if button.get_text(strip=True) == label]
        form = buttons[0].find_parent("form")
        fields = {field["name"]: field.get("value", "") for field in form.find_all("input")}
        return self.open(form.get("action") or self.url, urlencode({**fields, **typed}).encode())
