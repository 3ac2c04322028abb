"""Writes the pages of ``docs/`` that are made from the product itself: ``make docs``."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

from assessment import connector_reference, probe_reference
from benchmarks import kept as benchmarks
from benchmarks.accuracy import page as probe_accuracy
from cli import reference as command_reference
from content.schemas import schemas
from docs import access, coverage, safety, threats
from engagement.outside import settings_reference

FOLDER = Path(__file__).resolve().parent


def _schema(name: str) -> str:
    """The JSON Schema of one file of a pack."""
    return json.dumps(schemas()[name], indent=1, ensure_ascii=False) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "connectors.md": connector_reference.render,
    "probes.md": probe_reference.render,
    "probe-accuracy.md": probe_accuracy.render,
    "settings.md": settings_reference.render,
    "commands.md": command_reference,
    "access.md": access.render,
    "benchmarks.md": benchmarks.page,
    "../README.md": benchmarks.readme,
    "coverage.md": coverage.render,
    "safety.md": safety.render,
    "threat-model.md": threats.render,
    **{f"schemas/{name}.json": partial(_schema, name) for name in schemas()},
}


def main() -> None:
    """Write every generated page."""
    for name, render in PAGES.items():
        (FOLDER / name).parent.mkdir(exist_ok=True)
        (FOLDER / name).write_text(render(), encoding="utf-8")


if __name__ == "__main__":
    main()
