"""Many questions in few requests: asked together, and one by one where together they fail."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from assessment.connectors.runtime import together
from assessment.connectors.runtime.prometheus_api import Api, Failed, Point
from assessment.connectors.runtime.together import Labels

Rows = dict[Labels, float]
T = TypeVar("T")


@dataclass(frozen=True)
class Answers(Generic[T]):
    """What came of each question by its name: an answer, or why there is none."""

    by_name: Mapping[str, "T | Failed"]

    def get(self, name: str) -> T:
        """The answer to one question; raises :class:`Failed` where it failed or was not asked."""
        found = self.by_name.get(name, Failed("it was not asked for"))
        if isinstance(found, Failed):
            raise found
        return found


def numbers(api: Api, parts: Mapping[str, str], why: str, at: float) -> Answers[Rows]:
    """Instant vectors of several expressions; one that the server refuses costs itself only."""
    return _answers(parts, lambda some: together.vectors(api, some, why, at))


def joined(several: Iterable[Answers[T]]) -> Answers[T]:
    """The answers of several requests as one."""
    return Answers({name: found for one in several for name, found in one.by_name.items()})


def with_histogram(
    api: Api, answers: Answers[Rows], name: str, asked: tuple[str, str, float]
) -> Answers[Rows]:
    """The answers with a native histogram, as cumulative counts by ``le``.

    ``asked`` is the query, why, and when. It is asked alone: a histogram does not survive the label
    that tells joined questions apart.
    """
    try:
        found: Rows | Failed = {
            (("le", repr(bound)),): count for bound, count in api.histogram(*asked).items()
        }
    except Failed as problem:
        found = problem
    return Answers({**answers.by_name, name: found})


def courses(
    api: Api, parts: Mapping[str, str], why: str, span: tuple[float, float, float]
) -> Answers[tuple[Point, ...]]:
    """The course over time of several expressions with one series each."""
    return _answers(parts, lambda some: together.courses(api, some, why, span))


def _answers(
    parts: Mapping[str, str], ask: Callable[[Mapping[str, str]], Mapping[str, T]]
) -> Answers[T]:
    if not parts:
        return Answers({})
    try:
        return Answers(dict(ask(parts)))
    except Failed as problem:
        if len(parts) == 1:
            return Answers(dict.fromkeys(parts, problem))
    return Answers({name: _alone(name, query, ask) for name, query in parts.items()})


def _alone(
    name: str, query: str, ask: Callable[[Mapping[str, str]], Mapping[str, T]]
) -> "T | Failed":
    try:
        return ask({name: query})[name]
    except Failed as problem:
        return problem
