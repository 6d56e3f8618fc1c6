"""Structured logs: one JSON object a line, with the trace id that follows one request through all its events.

Lines carry ids, never names, addresses or free text. Request paths are logged as their pattern, because a path can
hold a signed link.
"""

import logging
import re
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from structlog.contextvars import bind_contextvars, get_contextvars, reset_contextvars

TRACEPARENT = re.compile(r"00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}")


def configure(*, level: str = "INFO", pretty: bool = False) -> None:
    """Send everything, also what libraries log, to standard error: JSON, or lines for a person when `pretty`."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    last = structlog.dev.ConsoleRenderer() if pretty else structlog.processors.JSONRenderer(ensure_ascii=False)
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last]
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler], level=level, force=True)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def get(name: str) -> Any:
    """A logger: `log.info("event", key=value)`."""
    return structlog.get_logger(name)


def traceparent() -> str:
    """The W3C traceparent of what is going on now; a new one when nothing is."""
    trace = get_contextvars().get("trace_id") or secrets.token_hex(16)
    return f"00-{trace}-{secrets.token_hex(8)}-01"


@contextmanager
def following(parent: object, **more: str) -> Iterator[str]:
    """Log under the trace of `parent` (a traceparent), or under a new one if it is none; gives the trace id."""
    match = TRACEPARENT.fullmatch(parent) if isinstance(parent, str) else None
    trace = match.group(1) if match else secrets.token_hex(16)
    tokens = bind_contextvars(trace_id=trace, **more)
    try:
        yield trace
    finally:
        reset_contextvars(**tokens)
