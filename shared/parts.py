"""A part is a service that can be started: what every `services/<name>/app.py` offers."""

import importlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import cast

from flask import Flask

from shared.db import Database
from shared.office import Office
from shared.service import Service

CreateApp = Callable[[Office, Database], Flask]


@dataclass(frozen=True)
class Part:
    """A service and how its web side is made."""

    service: Service
    create_app: CreateApp


def load(names: Iterable[str]) -> list[Part]:
    """The parts of some services, imported when they are needed."""
    modules = [importlib.import_module(f"services.{name}.app") for name in names]
    return [Part(module.service, cast(CreateApp, module.create_app)) for module in modules]
