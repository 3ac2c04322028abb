"""Checks a pack and reports everything that is wrong with it at once."""

from pathlib import Path

from content.handed_over import read_handed
from content.problems import Problem


def check(path: Path) -> list[Problem]:
    """All problems of the pack in a folder, zip or workbook; none means that it can be used."""
    return list(read_handed(path).problems)
