"""Checks a pack's folder and reports everything that is wrong with it at once."""

from pathlib import Path

from content.loading import load_any
from content.problems import PackProblems, Problem


def check(folder: Path) -> list[Problem]:
    """All problems of the pack in ``folder``, by file and line; none means that it loads."""
    try:
        load_any(folder)
    except PackProblems as error:
        return list(error.problems)
    return []
