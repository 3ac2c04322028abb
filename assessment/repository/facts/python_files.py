"""What was read in one Python file."""

from dataclasses import dataclass, field

from assessment.repository.facts.plain import Lines, Plain


@dataclass(frozen=True, kw_only=True)
class Route(Plain):
    """A path that a web framework serves; ``guards`` are what stands before its handler."""

    path: str
    method: str = "get"
    line: int = 1
    handler: str = ""
    guards: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TestFunction(Plain):
    """A test: how many assertions, whether it calls a model, and compares against a number."""

    __test__ = False

    name: str
    line: int = 1
    asserts: int = 0
    calls_model: bool = False
    compares: bool = False


@dataclass(frozen=True, kw_only=True)
class Record(Plain):
    """Names that are kept together: keys of a mapping, keyword arguments, fields of a class."""

    line: int = 1
    fields: tuple[str, ...]
    of: str = ""


@dataclass(frozen=True, kw_only=True)
class Setting(Plain):
    """A telling argument: of which call, its name (``0``: the first), and its literal or name.

    A model's name that stands alone has no call and no name.
    """

    call: str = ""
    name: str = ""
    value: str = ""
    line: int = 1


@dataclass(frozen=True, kw_only=True)
class Branch(Plain):
    """A branch on a score: the names that are compared, and what either way calls or sets."""

    line: int = 1
    weighs: tuple[str, ...] = ()
    then: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Table(Plain):
    """A class that a database keeps, with its fields."""

    name: str
    line: int = 1
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PythonModule(Plain):
    """One parsed Python file; ``lines`` counts those that are not blank.

    ``imports`` and ``calls`` hold full dotted names, aliases resolved. ``records`` are only those
    that name a version.
    """

    path: str
    lines: int = 1
    imports: Lines = field(default_factory=dict)
    calls: Lines = field(default_factory=dict)
    functions: Lines = field(default_factory=dict)
    routes: tuple[Route, ...] = ()
    tests: tuple[TestFunction, ...] = ()
    records: tuple[Record, ...] = ()
    settings: tuple[Setting, ...] = ()
    branches: tuple[Branch, ...] = ()
    tables: tuple[Table, ...] = ()
    runs: bool = False
    """Whether it can be started: a main guard or a command-line framework."""
