"""Settings: read once from the environment, checked at start, every odd one named in one run."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit


class SettingsError(Exception):
    """Settings that cannot be used; `problems` has one line for each.

    `settings` has what could be read, with defaults in place of the odd ones: for looking on for more problems.
    """

    def __init__(self, problems: list[str], settings: "Settings") -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
        self.settings = settings


@dataclass(frozen=True)
class Smtp:
    """Where mail goes out."""

    host: str
    port: int
    user: str | None
    password: str | None
    starttls: bool


@dataclass(frozen=True)
class Settings:
    """Everything that the environment decides."""

    data: Path
    region: Path
    url: str
    host: str
    port: int
    demo: bool
    smtp: Smtp | None
    log_level: str = "INFO"
    proxies: int = 0
    """How many proxies of ours stand between people and us: each says who asked it."""

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach us."""
        return self.host in LOOPBACK

    @property
    def mailbox(self) -> bool:
        """Whether mail is kept and shown, not sent: it holds sign-in links, so only with demo data on loopback."""
        return self.demo and self.loopback and urlsplit(self.url).hostname in LOOPBACK

    @property
    def secure(self) -> bool:
        """Whether people reach us by https."""
        return self.url.startswith("https://")

    def absolute(self, path: str) -> str:
        """A path of ours as it stands in a mail."""
        return self.url.rstrip("/") + path


LOOPBACK = ("127.0.0.1", "localhost", "::1")
SWITCH = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


def read(environ: Mapping[str, str] | None = None, *, sends_mail: bool = True) -> Settings:
    """The settings of this process; one that sends no mail needs no mail server.

    Raises `SettingsError` with every problem there is.
    """
    return _Reader(os.environ if environ is None else environ).settings(sends_mail)


class _Reader:
    """Reads one setting after the other and collects what is wrong with them."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.problems: list[str] = []

    def settings(self, sends_mail: bool) -> Settings:
        data = Path(self.text("RIF_DATA") or "var")
        port = self.number("PORT", 8000)
        host = self.text("RIF_HOST") or "127.0.0.1"
        demo, smtp = self.switch("DEMO", True), self.smtp()
        made = Settings(
            data=data,
            region=Path(self.text("RIF_REGION") or data / "region.toml"),
            url=self.url(f"http://{_in_an_address(host)}:{port}"),
            host=host,
            port=port,
            demo=demo,
            smtp=None if demo else smtp,  # invented people get no real mail
            log_level=self.choice("RIF_LOG_LEVEL", "WARNING", LEVELS),
            proxies=self.proxies(),
        )
        if demo and made.loopback and not made.mailbox:
            self.problems.append(
                f"RIF_URL: {made.url} is not this machine alone, as a demo office has to be; or DEMO=0"
            )
        if demo and not made.loopback:
            self.problems.append(f"RIF_HOST: {host} is not this machine alone, as a demo office has to be; or DEMO=0")
        if sends_mail and not demo and made.smtp is None:
            self.problems.append("RIF_SMTP_HOST: missing; with DEMO=0 mail has to be sent, so name the mail server")
        if self.problems:
            raise SettingsError(self.problems, made)
        return made

    def text(self, name: str) -> str | None:
        return self.environ.get(name, "").strip() or None

    def number(self, name: str, default: int) -> int:
        text = self.text(name)
        if text is None:
            return default
        if not re.fullmatch("[0-9]{1,5}", text) or not 0 < int(text) < 65536:
            self.problems.append(f"{name}: {text!r} is no port; a whole number from 1 to 65535 would be right")
            return default
        return int(text)

    def proxies(self) -> int:
        text = self.text("RIF_PROXIES") or "0"
        if not re.fullmatch("[0-9]", text):
            self.problems.append(f"RIF_PROXIES: {text!r} is no number of proxies; from 0 to 9 would be right")
            return 0
        return int(text)

    def switch(self, name: str, default: bool) -> bool:
        text = self.text(name)
        if text is None:
            return default
        if text.lower() not in SWITCH:
            self.problems.append(f"{name}: {text!r} is neither on nor off; 1 or 0 would be right")
        return SWITCH.get(text.lower(), default)

    def choice(self, name: str, default: str, choices: tuple[str, ...]) -> str:
        text = (self.text(name) or default).upper()
        if text not in choices:
            self.problems.append(f"{name}: {text!r} is unknown; one of {', '.join(choices)} would be right")
            return default
        return text

    def url(self, default: str) -> str:
        text = self.text("RIF_URL") or default
        if not _is_address(text):
            self.problems.append(f"RIF_URL: {text!r} is no address; https://rif.example.org would be right")
            return default
        return text.rstrip("/")

    def smtp(self) -> Smtp | None:
        host = self.text("RIF_SMTP_HOST")
        if host is None:
            return None
        password = self.text("RIF_SMTP_PASSWORD")
        if (file := self.text("RIF_SMTP_PASSWORD_FILE")) and not password:
            try:
                password = Path(file).read_text().strip()
            except (OSError, ValueError) as error:
                self.problems.append(f"RIF_SMTP_PASSWORD_FILE: cannot read {file}: {error}")
        return Smtp(
            host=host,
            port=self.number("RIF_SMTP_PORT", 587),
            user=self.text("RIF_SMTP_USER"),
            password=password,
            starttls=self.switch("RIF_SMTP_STARTTLS", True),
        )


def _in_an_address(host: str) -> str:
    if host in LOOPBACK:
        return "localhost"
    return f"[{host}]" if ":" in host else host


def _is_address(text: str) -> bool:
    """Whether links can begin with it: scheme, host, perhaps a port, and nothing behind."""
    try:
        parts = urlsplit(text)
        named = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        return False
    more = parts.path.strip("/") or parts.query or parts.fragment or parts.username
    return bool(named and not more and text.isprintable() and " " not in text)
