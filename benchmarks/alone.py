"""The areas that are measured, each in a process of its own."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module

from benchmarks.measure import Row

AREAS = {
    "interaction": "answering", "scoring": "scoring", "report": "pdf", "workbook": "workbooks",
    "repository": "repository", "data": "tables", "runtime": "runtime", "workshop": "workshop",
    "together": "together",
}  # fmt: skip
"""What an area is called, and the module that measures it."""


def alone(area: str) -> list[Row]:
    """An area's rows from a process of its own, so that no area pays for what another left behind."""
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawned) as process:
        return process.submit(_rows, area).result()


def _rows(area: str) -> list[Row]:
    found: list[Row] = import_module(f"benchmarks.{AREAS[area]}").rows()
    return found
