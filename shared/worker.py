"""The work thread: does what there is to do, then sleeps until a commit wakes it or the next row falls due.

No polling: between two pieces of work it waits on a lock. A slow sweep stands behind the wake-ups, for what another
process (a command) has put into the database.
"""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime

from shared import clock, due, inbox, log
from shared.bus.embedded import EmbeddedBus
from shared.service import Member

logger = log.get(__name__)

SWEEP_S = 10.0
PAUSE_AFTER_ERROR_S = (1.0, 2.0, 5.0, 10.0, 30.0)

Step = Callable[[], int]
NextAt = Callable[[], datetime | None]


class Worker:
    """Runs its steps until none finds anything to do, then waits."""

    def __init__(self, name: str, steps: Sequence[Step], next_at: NextAt) -> None:
        self.steps = steps
        self.next_at = next_at
        self._woken = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin in a thread of its own."""
        self._thread.start()

    def wake(self) -> None:
        """There is work. Called after every commit that leaves some."""
        self._woken.set()

    def stop(self, timeout_s: float = 10.0) -> None:
        """Finish the step at hand, then end."""
        self._stopping = True
        self._woken.set()
        self._thread.join(timeout_s)

    @property
    def alive(self) -> bool:
        """Whether the thread runs."""
        return self._thread.is_alive()

    def _run(self) -> None:
        errors = 0
        while True:
            self._woken.clear()
            if self._stopping:  # looked at after clearing: a stop in between would be slept over
                return
            done, failed = self._every_step()
            errors = errors + 1 if failed else 0
            if failed:
                self._woken.wait(PAUSE_AFTER_ERROR_S[min(errors, len(PAUSE_AFTER_ERROR_S)) - 1])
            elif not done:
                self._woken.wait(self._pause_s())

    def _every_step(self) -> tuple[int, int]:
        """Every step once, whatever becomes of the others; how much was done, and how many steps failed.

        A step fails when a database is down or full: nothing was acknowledged, so nothing is lost by waiting.
        """
        done = failed = 0
        for step in self.steps:
            try:
                done += step()
            except Exception:
                failed += 1
                logger.exception("worker_step_failed")
        return done, failed

    def _pause_s(self) -> float:
        """How long to sleep if nobody wakes us: until the next row falls due, at most until the next sweep."""
        try:
            upcoming = self.next_at()
        except Exception:
            logger.exception("worker_step_failed")
            return PAUSE_AFTER_ERROR_S[0]
        if upcoming is None:
            return SWEEP_S
        return min(SWEEP_S, max(0.0, (upcoming - clock.now()).total_seconds()))


def event_steps(members: Sequence[Member]) -> tuple[list[Step], NextAt]:
    """The steps that stay inside the databases: carry events, try failed ones again, do what is due."""
    bus = EmbeddedBus(members)
    steps: list[Step] = []
    for member in members:
        # mypy cannot tell the type of a lambda that keeps the loop's value as a default.
        steps.append(lambda m=member: bus.relay_from(m))  # type: ignore[misc]
        steps.append(lambda m=member: due.run(m.db, m.service.jobs))  # type: ignore[misc]
        steps.append(lambda m=member: inbox.retry(m.db, m.service.handlers))  # type: ignore[misc]
    return steps, lambda: _earliest(members, outside=False)


def effect_steps(members: Sequence[Member]) -> tuple[list[Step], NextAt]:
    """The steps with effects outside the databases (mail): slow ones, kept apart so that they hold up nobody."""
    senders = [m for m in members if any(job.outside for job in m.service.jobs.values())]
    steps: list[Step] = [lambda m=m: due.run(m.db, m.service.jobs, outside=True) for m in senders]  # type: ignore[misc]
    return steps, lambda: _earliest(senders, outside=True)


def _earliest(members: Sequence[Member], *, outside: bool) -> datetime | None:
    moments: list[datetime] = []
    for member in members:
        actions = [action for action, job in member.service.jobs.items() if job.outside is outside]
        with member.db.reading() as session:
            found = [due.next_at(session, actions), None if outside else inbox.next_retry(session)]
        moments.extend(moment for moment in found if moment)
    return min(moments, default=None)
