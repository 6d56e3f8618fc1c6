"""What stops a start: one line each, saying what to do."""

import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.data_directory import WorkLock
from deploy.instance import SAMPLE_REGION
from tests.deploy.conftest import Rif, problems


def test_every_odd_setting_is_named_in_one_run(run_rif: Rif) -> None:
    result = run_rif("run", PORT="eighty", DEMO="perhaps", RIF_URL="here", RIF_LOG_LEVEL="LOUD")

    said = problems(result)
    assert [line.split(":")[0] for line in said] == ["PORT", "DEMO", "RIF_LOG_LEVEL", "RIF_URL"] or len(said) == 4


def test_without_demo_data_mail_has_to_be_sent(run_rif: Rif) -> None:
    (line,) = problems(run_rif("run", RIF_SMTP_HOST=""))

    assert line.startswith("RIF_SMTP_HOST: missing")


def test_demo_data_are_shown_to_this_machine_only(run_rif: Rif) -> None:
    (line,) = problems(run_rif("run", DEMO="1", RIF_HOST="0.0.0.0", RIF_SMTP_HOST=""))  # noqa: S104 (it is refused)

    assert line.startswith("RIF_HOST:")


def test_a_port_in_use(run_rif: Rif) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        (line,) = problems(run_rif("run", PORT=str(port)))

    assert line.startswith("PORT:")
    assert str(port) in line


def test_a_region_file_that_cannot_be_read(run_rif: Rif, tmp_path: Path) -> None:
    (line,) = problems(run_rif("run", RIF_REGION=str(tmp_path / "nowhere.toml")))

    assert "nowhere.toml" in line


def test_every_mistake_of_a_region_file_is_named(run_rif: Rif, tmp_path: Path) -> None:
    broken = tmp_path / "region.toml"
    broken.write_text(re.sub(r"lat = [\d.]+", 'lat = "north"', SAMPLE_REGION.read_text(), count=2))

    said = problems(run_rif("run", RIF_REGION=str(broken)))

    assert len(said) == 2
    assert all("lat" in line for line in said)


def test_a_data_directory_that_cannot_be_written(run_rif: Rif, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()

    (line,) = problems(run_rif("run", RIF_DATA=str(file / "var")))

    assert line.startswith("RIF_DATA: cannot write")


@pytest.mark.usefixtures("begun")
def test_a_data_directory_of_another_office(run_rif: Rif, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(SAMPLE_REGION.read_text().replace('id = "musterregion"', 'id = "elsewhere"'))

    (line,) = problems(run_rif("run", RIF_REGION=str(other)))

    assert "belongs to 'musterregion'" in line


@pytest.mark.usefixtures("begun")
def test_a_real_office_started_as_demo(run_rif: Rif) -> None:
    (line,) = problems(run_rif("run", DEMO="1"))

    assert "DEMO=0" in line


@pytest.mark.usefixtures("begun")
def test_a_data_directory_of_a_newer_version(run_rif: Rif, data: Path) -> None:
    marker = json.loads((data / "office.json").read_text())
    (data / "office.json").write_text(json.dumps({**marker, "format": marker["format"] + 1, "version": "9.9"}))

    (line,) = problems(run_rif("run"))

    assert "newer version 9.9" in line


@pytest.mark.usefixtures("begun")
def test_a_database_of_a_newer_version(run_rif: Rif, data: Path) -> None:
    with sqlite3.connect(data / "matching.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()

    (line,) = problems(run_rif("run"))

    assert "9999" in line
    assert "newer version" in line


@pytest.mark.usefixtures("begun")
def test_a_database_that_is_none(run_rif: Rif, data: Path) -> None:
    (data / "volunteers.db").write_bytes(b"this is no database, only text that stands in its place")
    (data / "volunteers.db-wal").unlink(missing_ok=True)

    (line,) = problems(run_rif("run"))

    assert "volunteers.db" in line


@pytest.mark.usefixtures("begun")
def test_a_second_process_in_the_same_directory(run_rif: Rif, data: Path) -> None:
    with WorkLock(data) as lock:
        assert lock.take()

        (line,) = problems(run_rif("run"))

    assert f"process {os.getpid()}" in line


def test_the_command_says_so_in_one_line_and_ends_with_2(settings: dict[str, str | None]) -> None:
    environ = {**os.environ, **{k: v for k, v in settings.items() if v is not None}, "PORT": "0"}

    ended = subprocess.run(
        [str(Path(sys.executable).with_name("rif")), "check"], env=environ, capture_output=True, text=True, check=False
    )

    assert ended.returncode == 2
    assert ended.stderr.splitlines() == ["rif: PORT: '0' is no port; a whole number from 1 to 65535 would be right"]
