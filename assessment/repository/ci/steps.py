"""What the build systems have in common: texts with their lines, commands, conditions, failures."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from assessment.repository.evidence import Command, Job
from assessment.repository.yaml_text import Text, UnreadableYaml

LIMIT = 400
"""Commands of one job that are kept."""
JOBS = 300
"""Jobs of one file that are kept."""
_NEVER = re.compile(r"\$?\{?\{?\s*(?:false|never\(\))\s*\}?\}?", re.IGNORECASE)
_IGNORED = ("continue-on-error", "allow_failure", "continueOnError", "soft_fail", "ignore_failure")


class Counted(dict[str, Any]):
    """Parts that may take each other in, with how many times more they may be looked up.

    Without an end to it, a file that takes itself in twice at every step would never be read.
    """

    left = 20_000

    def spend(self) -> None:
        """Count one more; raises :class:`UnreadableYaml` at the end."""
        self.left -= 1
        if self.left < 0:
            raise UnreadableYaml


def mapping(value: Any) -> dict[str, Any]:
    """The value where it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}


def listed(value: Any) -> list[Any]:
    """The value as a list: a list as it is, nothing as none, anything else alone."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def mappings(value: Any) -> list[dict[str, Any]]:
    """The mappings of a list."""
    return [item for item in listed(value) if isinstance(item, dict)]


def words(value: Any) -> tuple[str, ...]:
    """Texts of a value or list, shortened."""
    return tuple(str(item)[:200] for item in listed(value) if isinstance(item, str | int))[:50]


def line_of(value: Any, fallback: int = 1) -> int:
    """The line that a text stands on."""
    return value.line if isinstance(value, Text) else fallback


def command(value: str, line: int = 0) -> Command:
    """A command with its line; empty lines before it are counted."""
    text = str(value)
    first = line or line_of(value)
    first += len(text) - len(text.lstrip("\n")) if text.startswith("\n") else 0
    return Command(text=text.strip()[:4000], line=max(1, first))


def commands(value: Any) -> Iterator[Command]:
    """The commands of a text, or of a list of texts and lists."""
    if isinstance(value, str) and value.strip():
        yield command(value)
    elif isinstance(value, list):
        for item in value:
            yield from commands(item)


def argument_list(value: Any) -> Iterator[Command]:
    """One command given as a list of its words; texts with spaces in them are commands each."""
    texts = [item for item in listed(value) if isinstance(item, str)]
    if not texts:
        return
    if all(" " not in item.strip() for item in texts) or texts[0].endswith("sh"):
        longest = max(texts, key=len)
        yield command(" ".join(texts), line_of(longest, line_of(texts[0])))
    else:
        yield from map(command, texts)


def named(kind: str, value: Any) -> Iterator[Command]:
    """A ready-made step, such as ``uses actions/checkout@v4``, as a command."""
    if isinstance(value, str):
        yield Command(text=f"{kind} {value}".strip()[:500], line=line_of(value))


def is_ignored(part: dict[str, Any]) -> bool:
    """Whether the failure of a step or job is said not to count."""
    return any(part.get(key) not in (None, False, "false", [], {}) for key in _IGNORED)


def is_never(condition: Any) -> bool:
    """Whether a condition can never hold."""
    return condition is False or (
        isinstance(condition, str) and bool(_NEVER.fullmatch(condition.strip()))
    )


def condition(*values: Any) -> str:
    """Conditions as one short text."""
    texts = [" ".join(str(value).split()) for value in values if isinstance(value, str | bool)]
    return "; ".join(texts)[:300]


def split(job: Job, steps: Iterable[tuple[Command, bool]]) -> Iterator[Job]:
    """The job with its commands, and apart from it those whose failure is ignored."""
    firm: list[Command] = []
    loose: list[Command] = []
    for step, ignored in steps:
        (loose if ignored else firm).append(step)
    if firm or not loose:
        yield job.model_copy(update={"commands": tuple(firm[:LIMIT])})
    if loose:
        yield job.model_copy(update={"commands": tuple(loose[:LIMIT]), "may_fail": True})
