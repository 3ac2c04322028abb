"""In whose manner a report is written: people read their own, programs always the same one."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from content import locales
from reports import hue
from reports.brand import Brand


class Branded(Protocol):
    """A report of a client, of an evidence grid or of a questionnaire."""

    @property
    def brand(self) -> Brand:
        """How the client's reports look."""


R = TypeVar("R", bound=Branded)
P = ParamSpec("P")
T = TypeVar("T")


def for_people(render: Callable[Concatenate[R, P], T]) -> Callable[Concatenate[R, P], T]:
    """Figures and dates that are worded while a report is rendered are written as its client does,
    and what is our blue has its client's colour."""

    @wraps(render)
    def written(report: R, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with locales.written_as(report.brand.locale), hue.of(report.brand.colour):
            return render(report, *args, **kwargs)

    return written


def for_programs(render: Callable[Concatenate[R, P], T]) -> Callable[Concatenate[R, P], T]:
    """What a program reads is written the same for every client, whoever's screen asks for it."""

    @wraps(render)
    def written(report: R, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with locales.written_as(locales.DEFAULT):
            return render(report, *args, **kwargs)

    return written
