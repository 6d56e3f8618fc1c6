"""`rif migration new`: the step it writes runs as it stands, and everybody who has the repository can read it."""

import os
import stat
import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from shared.i18n import ROOT

TOOLS = '''

class Tool(service.Base):
    """Something that can be borrowed."""

    __tablename__ = "tools"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    for_whom: Mapped[AgeGroup] = mapped_column(Word(AgeGroup), index=True)
    lent_at: Mapped[datetime | None]
    names: Mapped[list[str]]
'''
RIF = "from deploy.cli import main; main()"
TO_HEAD = """
import sys
from shared import migrate, parts
from shared.db import Database
(part,) = parts.load(["accommodation"])
db = Database("accommodation", sys.argv[1])
migrate.upgrade(part.service, db)
print(migrate.at_head(part.service, db))
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The code as a developer has it, with a table more in one service."""
    for folder in ("shared", "deploy", "services"):
        copytree(ROOT / folder, tmp_path / folder, ignore=ignore_patterns("__pycache__", "translations"))
    models = tmp_path / "services/accommodation/models.py"
    models.write_text(models.read_text() + TOOLS)
    return tmp_path


def _python(tree: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    run = subprocess.run(
        [sys.executable, *arguments], cwd=tree, env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr[-2000:]
    return run.stdout.strip()


def test_the_step_it_writes_runs_as_it_stands_and_can_be_read_by_all(tree: Path) -> None:
    path = Path(_python(tree, "-c", RIF, "migration", "new", "accommodation", "Tools to lend").splitlines()[-1])

    at_head = _python(tree, "-c", TO_HEAD, f"sqlite:///{tree}/office.db")

    assert path.parent == tree / "services/accommodation/migrations" and path.name.endswith("_tools_to_lend.py")
    assert at_head == "True"
    assert "Word(" not in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
