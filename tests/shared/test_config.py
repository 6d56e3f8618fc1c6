"""Settings: sensible without any, and every odd one is named in one run."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared import config
from shared.config import Settings, SettingsError

MAIL = {"RIF_SMTP_HOST": "mail.example.org"}
EVERYWHERE = {"RIF_HOST": "0.0.0.0", "DEMO": "0"}  # noqa: S104  what a container needs


def problems(**environ: str) -> list[str]:
    with pytest.raises(SettingsError) as raised:
        config.read(environ)
    return raised.value.problems


def test_without_any_setting_it_is_a_demo_on_this_machine() -> None:
    settings = config.read({})

    assert settings == Settings(
        data=Path("var"),
        region=Path("var/region.toml"),
        url="http://localhost:8000",
        host="127.0.0.1",
        port=8000,
        demo=True,
        smtp=None,
        log_level="WARNING",
    )
    assert (settings.loopback, settings.mailbox, settings.secure) == (True, True, False)


def test_settings_come_from_the_environment() -> None:
    settings = config.read(
        {
            "RIF_DATA": "/srv/rif",
            "PORT": "9000",
            **EVERYWHERE,
            "RIF_URL": "https://rif.example.org/",
            "DEMO": "no",
            "RIF_LOG_LEVEL": "info",
            "RIF_SMTP_USER": "rif",
            "RIF_SMTP_PASSWORD": "x",
            "RIF_SMTP_STARTTLS": "0",
            **MAIL,
        }
    )

    assert (settings.region, settings.port, settings.demo) == (Path("/srv/rif/region.toml"), 9000, False)
    assert settings.smtp == config.Smtp("mail.example.org", 587, "rif", "x", False)
    assert (settings.secure, settings.mailbox, settings.log_level) == (True, False, "INFO")
    assert settings.absolute("/identity/me") == "https://rif.example.org/identity/me"


def test_an_empty_setting_is_none_at_all() -> None:
    assert config.read({"PORT": "", "RIF_URL": " ", "DEMO": ""}) == config.read({})


def test_every_odd_setting_is_named_in_one_run() -> None:
    found = problems(
        PORT="eighty",
        RIF_URL="rif.example.org",
        DEMO="perhaps",
        RIF_LOG_LEVEL="LOUD",
        RIF_SMTP_PORT="0",
        RIF_SMTP_STARTTLS="maybe",
        RIF_SMTP_PASSWORD_FILE="/nowhere/at/all",
        **MAIL,
    )

    named = {problem.partition(":")[0] for problem in found}
    assert named == {
        "PORT",
        "RIF_URL",
        "DEMO",
        "RIF_LOG_LEVEL",
        "RIF_SMTP_PORT",
        "RIF_SMTP_STARTTLS",
        "RIF_SMTP_PASSWORD_FILE",
    }


def test_a_problem_says_which_setting_why_and_what_would_be_right() -> None:
    assert problems(PORT="70000") == ["PORT: '70000' is no port; a whole number from 1 to 65535 would be right"]


@pytest.mark.parametrize("port", ["0", "-1", "65536", "8000.5", "²", "９", "0x50", "9" * 5000])
def test_odd_ports_are_refused(port: str) -> None:
    assert problems(PORT=port)[0].startswith("PORT: ")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://rif.example.org",
        "rif.example.org",
        "https://",
        "https://example.org/rif",
        "https://example.org/?a=b",
        "https://example.org/#a",
        "http://[1",
        "http://example.org:99999",
        "http://example.org:port",
        "http://example.org\n.example.net",
        "http://user@example.org",
    ],
)
def test_odd_addresses_are_refused(url: str) -> None:
    assert problems(RIF_URL=url)[0].startswith("RIF_URL: ")


@pytest.mark.parametrize(("text", "proxies"), [("", 0), ("0", 0), ("2", 2)])
def test_as_many_proxies_are_believed_as_are_named(text: str, proxies: int) -> None:
    assert config.read({"RIF_PROXIES": text}).proxies == proxies


@pytest.mark.parametrize("text", ["-1", "10", "yes", "1.0"])
def test_odd_numbers_of_proxies_are_refused(text: str) -> None:
    assert problems(RIF_PROXIES=text)[0].startswith("RIF_PROXIES: ")


@pytest.mark.parametrize("url", ["https://rif.example.org", "http://localhost:8000", "http://[::1]:8000/"])
def test_addresses_are_kept_without_a_slash_at_the_end(url: str) -> None:
    assert config.read({"RIF_URL": url, "DEMO": "0", **MAIL}).url == url.rstrip("/")


@pytest.mark.parametrize("environ", [{"DEMO": "0"}, EVERYWHERE])
def test_where_mail_has_to_be_sent_the_mail_server_has_to_be_named(environ: dict[str, Any]) -> None:
    (problem,) = problems(**environ)

    assert problem.startswith("RIF_SMTP_HOST: missing")
    assert config.read({**environ, **MAIL}).smtp


def test_a_command_that_sends_no_mail_needs_no_mail_server() -> None:
    assert config.read({"DEMO": "0"}, sends_mail=False).smtp is None


def test_invented_people_are_not_shown_under_a_public_address() -> None:
    (problem,) = problems(RIF_URL="https://rif.example.org")

    assert problem.startswith("RIF_URL: ")


def test_invented_people_are_shown_to_this_machine_only() -> None:
    (problem,) = problems(RIF_HOST="0.0.0.0", **MAIL)  # noqa: S104  refused

    assert problem.startswith("RIF_HOST: ")


def test_invented_people_on_this_machine_get_no_real_mail_even_where_a_mail_server_is_named() -> None:
    settings = config.read(MAIL)

    assert (settings.mailbox, settings.smtp) == (True, None)


def test_a_password_can_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("geheim\n")

    settings = config.read({**EVERYWHERE, **MAIL, "RIF_SMTP_PASSWORD_FILE": str(tmp_path / "password")})

    assert settings.smtp and settings.smtp.password == "geheim"


def test_a_password_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "password").write_bytes(b"\xff\xfe")

    found = problems(RIF_SMTP_PASSWORD_FILE=str(tmp_path / "password"), **EVERYWHERE, **MAIL)

    assert found[0].startswith("RIF_SMTP_PASSWORD_FILE: ")


def test_the_address_of_all_interfaces_needs_no_address_of_ours() -> None:
    assert config.read({"RIF_HOST": "::", "DEMO": "0", **MAIL}).url == "http://[::]:8000"


NAMES = ("PORT", "RIF_URL", "DEMO", "RIF_LOG_LEVEL", "RIF_SMTP_PORT", "RIF_SMTP_STARTTLS", "RIF_DATA")


@given(st.dictionaries(st.sampled_from(NAMES), st.text() | st.sampled_from(["http://[", "https://x", "1"]), min_size=1))
def test_whatever_is_set_it_is_either_used_or_named(environ: dict[str, str]) -> None:
    try:
        settings = config.read({**EVERYWHERE, **MAIL, **environ})
    except SettingsError as error:
        assert {problem.partition(":")[0] for problem in error.problems} <= {*environ, *EVERYWHERE}
    else:
        assert 0 < settings.port < 65536
        assert "\n" not in settings.url
