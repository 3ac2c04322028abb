"""The slides of the read-out, one module each.

A module has ``ORDER`` (a number) and ``build(told)``, which gives a ``Slide``, or ``None`` where the
report has nothing of its kind. Adding a slide is adding a module here.
"""

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from reports.pptx.slide import Slide, Told


@cache
def modules() -> tuple[ModuleType, ...]:
    """All slide modules in the order of their ``ORDER``."""
    names = (item.name for item in pkgutil.iter_modules(__path__))
    found = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return tuple(sorted(found, key=lambda module: (module.ORDER, module.__name__)))


def build(told: Told) -> tuple[Slide, ...]:
    """Every slide that has something to say, in order."""
    made = (module.build(told) for module in modules())
    return tuple(slide for slide in made if slide is not None)
