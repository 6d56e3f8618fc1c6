"""Tokens for programs, from making one to taking it back."""

import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from deploy.instance import create_apps, open_instance, read_settings
from shared import auth, keys
from tests.deploy.conftest import Rif, problems

pytestmark = pytest.mark.usefixtures("begun")

CREATE = ("create", "--role", "coordinator")


def test_tokens_are_listed_without_their_secrets(run_rif: Rif) -> None:
    run_rif("user", "add", "lead@example.org", "--name", "Lea Leiterin", RIF_PASSWORD="langes-passwort-1")
    made = run_rif("token", "create", "--role", "coordinator", "--name", "Statistik").output.strip()
    run_rif("token", "create", "--role", "coordinator", "--person", "lead@example.org")

    listed = run_rif("token", "list").output

    of_lea, of_nobody = listed.splitlines()
    assert of_lea.endswith("lead@example.org  API coordinator")
    assert of_nobody.endswith("-  Statistik")
    assert made not in listed


@pytest.mark.parametrize("by", ["name", "id"])
def test_a_revoked_token_counts_nowhere_any_more(run_rif: Rif, data: Path, by: str) -> None:
    token = run_rif("token", "create", "--role", "coordinator", "--name", "Statistik").output.strip()
    session_id = session_of(data, token)
    assert status_with(token) == 200

    revoked = run_rif("token", "revoke", "Statistik" if by == "name" else str(session_id))

    assert revoked.exit_code == 0, revoked.exception
    assert run_rif("token", "list").output == ""
    assert status_with(token) == 401


def test_a_name_that_two_tokens_have_revokes_neither(run_rif: Rif) -> None:
    for _ in range(2):
        run_rif("token", "create", "--role", "coordinator", "--name", "Statistik")

    (line,) = problems(run_rif("token", "revoke", "Statistik"))

    assert "rif token list" in line
    assert len(run_rif("token", "list").output.splitlines()) == 2


def test_a_token_nobody_knows_is_said_to_be_unknown(run_rif: Rif) -> None:
    (line,) = problems(run_rif("token", "revoke", "nothing"))

    assert "'nothing'" in line and "rif token list" in line


def test_an_id_wins_over_a_name(run_rif: Rif, data: Path) -> None:
    meant = session_of(data, run_rif("token", "create", "--role", "coordinator", "--name", "Statistik").output.strip())
    run_rif("token", "create", "--role", "coordinator", "--name", str(meant))

    assert run_rif("token", "revoke", str(meant)).exit_code == 0

    (line,) = run_rif("token", "list").output.splitlines()
    assert not line.startswith(str(meant)) and line.endswith(f"  {meant}")


@pytest.mark.parametrize(
    "name", ["", "  ", "zwei\nZeilen", "a\0b", "\x1b[31mrot", "x" * 101, "\u202elitsitatS", "\udcff"]
)
def test_a_name_is_one_line_that_can_be_shown(run_rif: Rif, name: str) -> None:
    (line,) = problems(run_rif("token", "create", "--role", "coordinator", "--name", name))

    assert line == "--name: one line of 1 to 100 printable characters"
    assert run_rif("token", "list").output == ""


def test_a_name_may_have_a_hundred_characters_of_any_script(run_rif: Rif) -> None:
    for name in ("ü" * 100, " Статистика «2026» "):
        assert run_rif("token", "create", "--role", "coordinator", "--name", name).exit_code == 0

    newest, first = run_rif("token", "list").output.splitlines()
    assert first.endswith("  " + "ü" * 100) and newest.endswith("  Статистика «2026»")


@pytest.mark.parametrize("arguments", [(*CREATE, "--name"), (*CREATE, "--person"), ("revoke",)])
def test_bytes_that_are_no_text_are_refused_in_one_line(arguments: tuple[str, ...]) -> None:
    rif = str(Path(sys.executable).with_name("rif"))

    done = subprocess.run([rif, "token", *arguments, b"\xff\xfe"], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("rif: ") and done.stderr.count("\n") == 1


def session_of(data: Path, token: str) -> UUID:
    who = auth.read_token(keys.load(data / "keys"), token)
    assert who is not None
    return who.session_id


def status_with(token: str) -> int:
    """What a service other than the one that gave it answers to a token."""
    instance = open_instance(read_settings())
    try:
        client = create_apps(instance)["accommodation"].test_client()
        return client.get("/api/needs", headers={"Authorization": f"Bearer {token}"}).status_code
    finally:
        instance.close()
