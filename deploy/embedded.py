"""Everything in one process: all services behind one web server, a thread that carries events, one that sends mail."""

import signal
import socket
from contextlib import closing
from types import FrameType
from typing import Any

from waitress.server import create_server

from deploy import data_directory
from deploy.data_directory import WorkLock
from deploy.first_start import prepare_demo, welcome
from deploy.instance import Instance, create_apps, open_instance, read_settings
from deploy.problems import CannotStart
from shared import log
from shared.config import Settings
from shared.web.app import MAX_REQUEST_BYTES
from shared.web.mount import mount
from shared.worker import Worker, effect_steps, event_steps

THREADS = 8
LIMITS = {"max_request_body_size": MAX_REQUEST_BYTES + 1, "channel_timeout": 30, "connection_limit": 1000}
"""What is too big is refused before it is stored; a silent connection is closed after 30 s."""
PROXIES = {"clear_untrusted_proxy_headers": False}
"""What proxies say of whom they ask for is left to the applications, which know how many are ours."""


def run() -> None:
    """Start everything and serve until told to stop. Raises `CannotStart`."""
    settings = read_settings()
    log.configure(level=settings.log_level)
    data_directory.prepare(settings.data)
    with WorkLock(settings.data) as lock:
        if not lock.take():
            raise CannotStart(f"RIF_DATA: {settings.data} is in use by process {lock.holder()}; stop it first")
        with closing(_open_door(settings)) as door:
            if settings.demo:
                prepare_demo(settings)
            with closing(open_instance(settings)) as instance:
                _serve(instance, door)


def _open_door(settings: Settings) -> socket.socket:
    """Take the port before any work is done, so that a port in use is said at once."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((settings.host, settings.port))
        door.listen(128)
    except OSError as error:
        door.close()
        raise CannotStart(
            f"PORT: {settings.host}:{settings.port} cannot be used ({error.strerror}); choose another, as in PORT=8010"
        ) from error
    return door


def _serve(instance: Instance, door: socket.socket) -> None:
    apps = create_apps(instance)
    workers = _workers(instance)
    server: Any = create_server(mount(apps), sockets=[door], threads=THREADS, ident=None, **LIMITS, **PROXIES)
    lines = welcome(instance)
    for worker in workers:
        worker.start()
    _stop_on_signal()
    print("\n".join(lines), flush=True)
    try:
        server.run()
    except SystemExit:
        pass
    finally:
        server.close()
        for worker in workers:
            worker.stop()


def _workers(instance: Instance) -> list[Worker]:
    workers = [Worker("events", *event_steps(instance.members)), Worker("effects", *effect_steps(instance.members))]

    def wake() -> None:
        for worker in workers:
            worker.wake()

    instance.wake_with(wake)
    return workers


def _stop_on_signal() -> None:
    """Ctrl-C and SIGTERM end the server's loop: requests at work are finished, then everything is closed.

    Ctrl-C is asked for by name, because a process that a script starts in the background inherits deafness to it.
    """

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit(0)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
