"""What a service's past says about its budget of errors, its outputs, its load and its cost."""

from typing import Literal

from assessment.connectors.rest import UNREAD, Reach
from content.values import Value


class Window(Value):
    """Requests of the last ``seconds`` and those that failed; ``None`` where nobody counts them."""

    seconds: int
    requests: float
    errors: float | None = None


class OwnObjective(Value):
    """An objective that the client's own rules compute.

    ``objective`` is the wanted share in 0-1 over ``window_days``; ``about`` says of what it is a
    share. ``remaining`` is the share of the error budget that is left, negative once overspent.
    """

    tool: Literal["Sloth", "Pyrra", "OpenSLO", "Datadog"]
    name: str
    objective: float | None = None
    window_days: float | None = None
    about: Literal["answered", "fast enough", "kept"] = "answered"
    remaining: float | None = None
    query: str = ""
    url: str = ""


class Shift(Value):
    """How far the distribution of an output moved between two windows of the same length.

    ``psi`` is the population stability index, ``by_chance`` its mean where nothing moved, ``js`` the
    Jensen-Shannon distance (base 2, 0-1). ``apart_seconds`` is the time between the two windows.
    """

    metric: str
    window_seconds: int
    apart_seconds: int
    now: float
    before: float
    bins: int
    psi: float
    by_chance: float
    js: float
    query: str = ""
    url: str = ""


class Ceiling(Value):
    """A limit by name and what it allows; ``where`` is the expression or option that tells it."""

    name: str
    value: float
    unit: Literal["replicas", "requests/s"]
    where: str = ""


class Load(Value):
    """The busiest moment, how much the load varied, and what one replica carried in time.

    Rates in requests a second, times in milliseconds. ``low`` and ``peak`` are the 1st and 99th
    percentile of the moments looked at. ``carried`` is the highest rate of one replica (95th
    percentile) among moments within the response time objective, or among all where there is none.
    """

    moments: int
    low: float
    peak: float
    replicas: float | None = None
    carried: float | None = None
    within_ms: float | None = None
    query: str = ""
    url: str = ""
    trend: tuple[tuple[float, float], ...] = ()


class ScalingLaw(Value):
    """A Universal Scalability fit: throughput of one replica by requests at work in it.

    ``ratio`` is the largest load seen over the load at the fitted peak; ``ten_low`` and ``ten_high``
    bound the throughput at ten times the largest load seen (80 %), in requests a second.
    """

    points: int
    measured_to: float
    rate: float
    contention: float
    coherency: float
    peak_load: float | None = None
    peak_low: float | None = None
    peak_high: float | None = None
    peak_rate: float | None = None
    ratio: float = 0.0
    ten_low: float = 0.0
    ten_high: float = 0.0


class CostGrowth(Value):
    """How cost an hour grew with requests a second, from hourly pairs.

    ``elasticity`` is percent of cost for one percent of load, ``low`` and ``high`` its 90 % interval
    with errors that follow one another (Newey and West 1987). ``fixed`` and ``each`` are the other
    reading: cost an hour without any request, and cost of one request a second for an hour.
    """

    hours: int
    idle_hours: int = 0
    load_range: float
    elasticity: float
    low: float
    high: float
    fixed: float
    each: float
    fixed_share: float
    per_thousand: float
    """Mean cost of a thousand requests."""
    estimated: bool = False
    """Whether the cost is replicas times a stated price instead of a meter's reading."""
    query: str = ""
    url: str = ""


class Trained(Value):
    """How long ago the model that serves was trained, in days, as the service itself says."""

    metric: str
    age_days: float
    query: str = ""
    url: str = ""


class Capacity(Value):
    """Each part with whether it could be read."""

    windows: tuple[Window, ...] = ()
    counted: Reach = UNREAD
    own: tuple[OwnObjective, ...] = ()
    kept: Reach = Reach()
    """Whether objectives that are kept beside the rules could be read; with Prometheus there are none."""
    shift: Shift | None = None
    shifted: Reach = UNREAD
    ceilings: tuple[Ceiling, ...] = ()
    load: Load | None = None
    loaded: Reach = UNREAD
    law: ScalingLaw | None = None
    law_reason: str = ""
    cost: CostGrowth | None = None
    costed: Reach = UNREAD
    trained: Trained | None = None
    training: Reach = UNREAD
