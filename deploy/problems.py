"""What stops a start: said in one line each, without a traceback, with exit code 2."""

from collections.abc import Sequence


class CannotStart(Exception):
    """Something has to be put right first; `problems` says what, a line each."""

    def __init__(self, problems: Sequence[str] | str) -> None:
        self.problems = [problems] if isinstance(problems, str) else list(problems)
        super().__init__("\n".join(self.problems))
