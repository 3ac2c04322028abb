"""A source to look at, the requests that reading it makes, and what reading it returns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal, Protocol, runtime_checkable

from pydantic import AwareDatetime, Field

from assessment.listed_numbers import ListedNumber
from content.values import Value

Group = Literal["code", "data", "platform", "people"]
"""Where on the form a kind of source is found: what it lets us look at."""

Options = dict[str, str | float | bool | list[str] | dict[str, float | str]]


class Source(Value):
    """An address to look at.

    ``kind`` names the connector. ``address`` is where we read, ``reader_address`` where a reader's
    browser opens it (empty: the same, where it is an http address). ``secret`` is a *name* on the
    operator's list, never the secret. ``options`` are the connector's own (see each connector).
    """

    id: str
    kind: str
    name: str
    address: str
    reader_address: str = ""
    secret: str = ""
    options: Options = Field(default_factory=dict)
    authorised_by: str = ""
    authorised_until: AwareDatetime | None = None


class Option(Value):
    """One thing that a source can be told besides its address.

    ``form`` is how it is typed: ``pairs`` are ``name=value, …``, ``lines`` one entry a line,
    ``choice`` one of ``choices``, ``flag`` yes or no (``default`` where nothing is said), ``file``
    the path of a file that can also be handed over. One that is not ``shown`` has no field of its
    own on the form.
    """

    name: str
    label: str = ""
    help: str = ""
    form: Literal["text", "number", "pairs", "lines", "choice", "flag", "file"] = "text"
    choices: tuple[str, ...] = ()
    default: bool = False
    shown: bool = True


class Choice(Value):
    """Something to choose from a list instead of typing: an option's text, and what a person reads."""

    value: str
    label: str


class Survey(Value):
    """What answered at an address, before anything is judged.

    ``told`` is a phrase such as ``Prometheus 3.1, 1,204 series, 3 services``; ``choices`` are what
    was found to choose from, by the name of the option. ``warning`` says why it answers and may
    still tell nothing, as a clause after *it answers, but*; empty where all is well.
    """

    told: str
    warning: str = ""
    choices: dict[str, tuple[Choice, ...]] = Field(default_factory=dict)


class Request(Value):
    """One request that a connector will make or made, in the words a client can check.

    ``verb`` is such as ``GET``, ``git cat-file`` or ``SELECT``; ``what`` the address, query or
    statement, redacted; ``why`` which question it answers.
    """

    verb: str
    what: str
    why: str


class Made(Value):
    """A request that was made: when, how much came back and how it ended."""

    request: Request
    at: AwareDatetime
    bytes: int = Field(ge=0)
    milliseconds: float = Field(ge=0)
    status: str


class SourceUnavailable(Exception):
    """We could not look; ``remedy`` says in one sentence what to try. Never counted as absent."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


class Stopped(Exception):
    """The person who started the run stopped it."""


@dataclass(frozen=True, kw_only=True)
class Permission:
    """What the operator allows: where files may be read and which private addresses may be called.

    ``local_mode`` is one person on loopback: any local path and loopback addresses are allowed.
    Link-local and cloud-metadata addresses are refused always. ``load_targets`` are the hosts that
    a load test may be sent to, and nothing else is one: being allowed to read is not enough.
    """

    local_mode: bool = True
    roots: tuple[Path, ...] = ()
    allowed_hosts: tuple[str, ...] = ()
    load_targets: tuple[str, ...] = ()
    secrets: dict[str, str] = field(default_factory=dict, repr=False)
    numbers: Mapping[str, ListedNumber] = field(default_factory=dict, repr=False)
    """The operator's list of numbers by name, for the connector that reads them and no other."""

    def with_numbers(
        self, numbers: Mapping[str, ListedNumber], secrets: dict[str, str]
    ) -> "Permission":
        """The same with the operator's list, and the secrets that it names."""
        return replace(self, numbers=numbers, secrets=secrets)


@dataclass(frozen=True, kw_only=True)
class Beside:
    """Another source of the same use case, and what reading it may do."""

    source: Source
    permission: Permission


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """What a connector is given besides the source: the time, permissions, and a way to be stopped."""

    now: Callable[[], datetime]
    permission: Permission
    progress: Callable[[str], None] = lambda _: None
    stopped: Callable[[], bool] = lambda: False
    scratch: Path | None = None
    made: list[Made] = field(default_factory=list)
    budget: timedelta = timedelta(seconds=120)
    kept: dict[str, Any] | None = None
    """What the evidence of the last look at this source said is to be kept (see :class:`Keeping`)."""
    beside: tuple[Beside, ...] = ()
    """For a connector that sends: what may be watched meanwhile. Empty for all others."""
    as_of: datetime | None = None
    """A past moment (UTC-aware) to read as of, for a source that keeps its history; none: now."""


@runtime_checkable
class Keeping(Protocol):
    """Evidence with something that the next look at the same source is given back."""

    kept: Value | None


class Connector(Protocol):
    """What every module in ``assessment/connectors`` offers at its top level."""

    KIND: str
    TITLE: str
    """The connector's name on screen, such as *Git repository*."""
    ICON: str
    """The name of a Material symbol."""
    ADDRESS_HELP: str
    """One sentence: what to type as the address."""
    GROUP: Group
    """Where on the form it is found. One that reads files also has ``UPLOADS``: the endings of
    those that a person can hand over; one that reads addresses of servers has ``SCHEMES``; one that
    sends anything but questions has ``SENDS``, and may watch others meanwhile: ``watching(sources)``
    are the requests of that; one that can be tried before it can be read has
    ``unsaid(source)``: a sentence that says what is still to choose, or nothing."""
    OPTIONS: tuple[Option, ...]
    """What else can be said; any other option is refused."""

    def requests(self, source: Source) -> tuple[Request, ...]:
        """Every request that reading this source will make; makes none itself."""

    def read(self, source: Source, circumstances: Circumstances) -> Any:
        """Read the source and return its evidence; raises :class:`SourceUnavailable`."""

    def survey(self, source: Source, circumstances: Circumstances) -> Survey:
        """What is there, in few requests, and what to choose from; raises like :meth:`read`."""
