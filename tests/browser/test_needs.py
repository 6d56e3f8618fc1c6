"""A machine without a browser: the tests that want one do not run, the end of the run says so, and CI fails."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
TESTS = """
import pytest

@pytest.mark.needs("chromium")
@pytest.mark.parametrize("number", range(3))
def test_with_a_browser(number):
    raise AssertionError

def test_without():
    pass
"""
RunsThere = Callable[..., tuple[int, str]]


@pytest.fixture
def run_there(tmp_path: Path) -> RunsThere:
    """Run these tests where there is no browser; gives the exit code and what was printed."""
    (tmp_path / "test_some.py").write_text(TESTS)

    def run(*arguments: str, **more: str) -> tuple[int, str]:
        environ = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "CI"))}
        environ |= {"PATH": str(tmp_path), "PYTHONPATH": str(ROOT), **more}
        command = [sys.executable, "-m", "pytest", "-p", "tests.needs", "--rootdir", tmp_path, *arguments, tmp_path]
        done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    return run


@pytest.mark.parametrize("processes", ["0", "2"])
def test_what_did_not_run_stands_in_one_block_at_the_end(processes: str, run_there: RunsThere) -> None:
    code, said = run_there("-n", processes)

    assert code == 0
    assert "1 passed, 3 skipped" in said
    assert said.count("did not run, missing: chromium") == 1
    assert "`make setup-tests` installs it; 3 tests did not run:\n  test_some.py (3)" in said


def test_under_ci_a_missing_piece_is_a_failure(run_there: RunsThere) -> None:
    code, said = run_there("-n", "0", CI="true")

    assert code == 1
    assert "1 passed, 3 errors" in said
    assert "missing: chromium" in said
