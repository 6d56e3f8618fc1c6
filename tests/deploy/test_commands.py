"""The commands of `rif` beside `run`."""

from pathlib import Path
from uuid import UUID

import pytest

from deploy.instance import open_instance, read_settings
from shared import auth, keys
from shared.inbox import take
from shared.message import Message
from tests.deploy.conftest import Rif, problems


def test_check_finds_everything_in_order_before_the_first_start_and_writes_nothing(run_rif: Rif, data: Path) -> None:
    result = run_rif("check")

    assert result.exit_code == 0, result.exception
    assert not data.exists()


@pytest.mark.usefixtures("begun")
def test_check_names_all_that_is_wrong_at_once(run_rif: Rif, data: Path) -> None:
    (data / "identity.db").write_bytes(b"nonsense" * 40)
    (data / "region.toml").write_text("[office]\n")

    said = problems(run_rif("check", PORT="eighty"))

    assert any(line.startswith("PORT:") for line in said)
    assert any("identity.db" in line for line in said)
    assert any("region.toml" in line for line in said)


def test_commands_need_an_office(run_rif: Rif) -> None:
    (line,) = problems(run_rif("status"))

    assert "start it once" in line


@pytest.mark.usefixtures("begun")
def test_a_user_is_added_and_gets_a_token(run_rif: Rif, data: Path) -> None:
    added = run_rif("user", "add", "lead@example.org", "--name", "Lea Leiterin", "--role", "administrator",
                    RIF_PASSWORD="langes-passwort-1")  # fmt: skip
    made = run_rif("token", "create", "--role", "coordinator", "--person", "lead@example.org")

    assert added.exit_code == 0, added.exception
    who = auth.read_token(keys.load(data / "keys"), made.output.splitlines()[-1])
    assert who is not None
    assert who.id == UUID(added.output.splitlines()[-1])
    assert who.office


@pytest.mark.usefixtures("begun")
def test_a_user_is_added_once(run_rif: Rif) -> None:
    words = ("user", "add", "lead@example.org", "--name", "Lea Leiterin")
    run_rif(*words, RIF_PASSWORD="langes-passwort-1")

    (line,) = problems(run_rif(*words, RIF_PASSWORD="langes-passwort-1"))

    assert "E-Mail" in line


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize("role", ["staff", "volunteer"])
def test_a_token_needs_to_know_for_whom(run_rif: Rif, role: str) -> None:
    (line,) = problems(run_rif("token", "create", "--role", role))

    assert "--person" in line


@pytest.mark.usefixtures("begun")
def test_status_has_a_line_for_each_service(run_rif: Rif) -> None:
    lines = run_rif("status").output.splitlines()

    assert "stopped" in lines[0]
    assert [line.split()[0] for line in lines[2:]] == [
        "identity", "volunteers", "accommodation", "matching", "notifications", "information"
    ]  # fmt: skip
    assert all(line.split()[1] == "ready" for line in lines[2:])


@pytest.mark.usefixtures("begun")
def test_a_stuck_event_is_listed_shown_retried_and_discarded(run_rif: Rif) -> None:
    message_id = _stuck()

    listed = run_rif("inbox", "list").output
    shown = run_rif("inbox", "show", message_id).output
    retried = run_rif("inbox", "retry", message_id)
    still_there = run_rif("inbox", "list").output
    discarded = run_rif("inbox", "discard", message_id)

    assert message_id in listed and "parked" in listed
    assert "nobody.knows_this.v1" in shown
    assert retried.exit_code == 0
    assert message_id in still_there
    assert discarded.exit_code == 0
    assert run_rif("inbox", "list").output.strip() == "Nothing failed."


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize("command", ["show", "retry", "discard"])
def test_an_unknown_message_is_said_to_be_unknown(run_rif: Rif, command: str) -> None:
    (line,) = problems(run_rif("inbox", command, "0198c0de-0000-7000-8000-000000000000"))

    assert "rif inbox list" in line


@pytest.mark.usefixtures("begun")
def test_an_odd_date_is_refused(run_rif: Rif) -> None:
    (line,) = problems(run_rif("resend", "--to", "matching", "--since", "yesterday"))

    assert line.startswith("--since")


@pytest.mark.usefixtures("begun")
def test_a_region_goes_out_as_it_came_in(run_rif: Rif, data: Path) -> None:
    exported = run_rif("region", "export").output
    (data / "region.toml").write_text(exported)

    assert run_rif("region", "export").output == exported


@pytest.mark.usefixtures("begun")
def test_the_official_directory_is_imported(run_rif: Rif, tmp_path: Path, data: Path) -> None:
    directory = tmp_path / "localities.csv"
    directory.write_text(
        "Ortschaftsname;PLZ;Zusatzziffer;Gemeindename;BFS-Nr;Kanton;E;N;Sprache;Validity\n"
        "Widen;8967;00;Widen;4081;AG;8.36;47.37;de;2008-07-01\n"
        "Hasenberg;8968;00;Widen;4081;AG;8.38;47.38;de;2008-07-01\n"
    )

    result = run_rif("region", "import", str(directory), "--bfs", "4081")

    assert result.exit_code == 0, result.exception
    assert "8968" in (data / "region.toml").read_text()


def _stuck() -> str:
    """An event that matching could not read."""
    instance = open_instance(read_settings())
    message = Message.read('{"id": "0198c0de-0000-7000-8000-00000000abcd", "type": "nobody.knows_this.v1", "data": {}}')
    matching = next(member for member in instance.members if member.service.name == "matching")
    take(matching.db, [message], matching.service.handlers)
    instance.close()
    return str(message.id)
