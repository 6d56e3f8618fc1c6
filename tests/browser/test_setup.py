"""`deploy/setup-tests.sh` asks Debian for what is missing and for nothing else, and only as root."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent.parent / "deploy/setup-tests.sh"
ON_DEBIAN = pytest.mark.skipif(not Path("/etc/debian_version").exists(), reason="asks Debian's tools")

Setup = Callable[..., str]


@pytest.fixture
def set_up(tmp_path: Path) -> Setup:
    """Run the script where these packages are there; gives what it asked of apt-get, a line each."""

    def run(*there: str, root: bool = True, first_fails: bool = False) -> str:
        asked = tmp_path / "asked"
        states = "\\n".join(f"installed {package}" for package in there)
        failing = f'[ "$(wc -l < {asked})" -gt 1 ] || exit 100' if first_fails else ""
        programs = {
            "id": f"echo {0 if root else 1000}",
            "dpkg-query": f"printf '{states}\\n'; exit 1",
            "apt-get": f'echo "$*" >> {asked}\n{failing}',
        }
        for name, does in programs.items():
            (tmp_path / name).write_text(f"#!/bin/sh\n{does}\n")
            (tmp_path / name).chmod(0o755)
        path = f"{tmp_path}:{os.environ['PATH']}"
        done = subprocess.run(["sh", SCRIPT], env={"PATH": path}, check=True, capture_output=True, text=True)
        assert done.stdout == ""
        return asked.read_text() if asked.exists() else done.stderr

    return run


@ON_DEBIAN
def test_what_is_missing_is_installed_and_nothing_else(set_up: Setup) -> None:
    asked = set_up("chromium")

    assert asked.count("\n") == 1
    assert asked.rstrip().endswith("install --yes --no-install-recommends fonts-noto-core")


@ON_DEBIAN
def test_where_the_list_of_packages_was_never_fetched_it_is_fetched(set_up: Setup) -> None:
    asked = set_up(first_fails=True)

    assert [line.split()[5] for line in asked.splitlines()] == ["install", "update", "install"]


def test_where_all_is_there_nothing_is_asked(set_up: Setup) -> None:
    assert set_up("chromium", "fonts-noto-core") == ""


def test_nobody_but_root_is_bothered(set_up: Setup) -> None:
    assert set_up(root=False) == ""
