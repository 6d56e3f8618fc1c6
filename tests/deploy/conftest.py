"""The `rif` command, run in this process with settings of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from deploy.cli import rif
from deploy.instance import open_instance, read_settings
from deploy.problems import CannotStart
from shared.testing import free_port

Rif = Callable[..., Result]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "var"


@pytest.fixture
def settings(data: Path) -> dict[str, str | None]:
    """An office without demo data whose mail server nobody asks."""
    return {
        "RIF_DATA": str(data),
        "PORT": str(free_port()),
        "DEMO": "0",
        "RIF_SMTP_HOST": "127.0.0.1",
        "RIF_REGION": None,
        "RIF_URL": None,
    }


@pytest.fixture
def run_rif(settings: dict[str, str | None]) -> Rif:
    """Run `rif ARG …`; further settings as keywords."""

    def run(*arguments: str, **more: str) -> Result:
        return CliRunner().invoke(rif, arguments, env={**settings, **more})

    return run


@pytest.fixture
def begin(settings: dict[str, str | None], monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Start an office once, so that there is one; its settings are this test's environment from then on."""

    def begin(**more: str) -> None:
        for name, value in {**settings, **more}.items():
            monkeypatch.setenv(name, value) if value is not None else monkeypatch.delenv(name, raising=False)
        open_instance(read_settings()).close()

    return begin


@pytest.fixture
def begun(begin: Callable[..., None]) -> None:
    """An office that was started before."""
    begin()


def problems(result: Result) -> list[str]:
    """What stopped a command, a line each."""
    assert isinstance(result.exception, CannotStart), result.exception or result.output
    return result.exception.problems
