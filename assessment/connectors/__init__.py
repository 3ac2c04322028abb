"""What reads the outside world: one module a kind of source, found by being in this folder."""

import importlib
import pkgutil
from functools import cache
from types import ModuleType
from typing import get_args

from assessment.sources import Group

SHAPE = (
    "KIND", "TITLE", "ICON", "GROUP", "ADDRESS_HELP", "EVIDENCE", "OPTIONS",
    "requests", "read", "survey",
)  # fmt: skip
"""What a module must offer to be a connector; see ``assessment.sources.Connector``."""


def sends(kind: str) -> bool:
    """Whether a source of this kind is acted on, not only read: it is looked at when asked for alone."""
    return bool(getattr(connectors().get(kind), "SENDS", False))


@cache
def connectors() -> dict[str, ModuleType]:
    """Connector modules by ``KIND``, in alphabetical order of kind.

    A module without ``KIND`` (such as the transport) is no connector; one that has it and lacks
    another part of the shape is a mistake and raises ``TypeError``.
    """
    found: dict[str, ModuleType] = {}
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        if not hasattr(module, "KIND"):
            continue
        if missing := [name for name in SHAPE if not hasattr(module, name)]:
            raise TypeError(f"connector {info.name} lacks {', '.join(missing)}")
        if module.GROUP not in get_args(Group):
            raise TypeError(f"GROUP of connector {info.name} is one of {get_args(Group)}")
        if module.KIND in found:
            raise TypeError(f"two connectors call themselves {module.KIND}")
        found[module.KIND] = module
    return dict(sorted(found.items()))
