"""What a first, short look at a source finds: enough to choose from."""

from pydantic import Field

from assessment.sources import Made
from content.values import Value


class Offered(Value):
    """One thing to choose: the options that would choose it, and what it seems to be."""

    labels: dict[str, str] = Field(default_factory=dict)
    systems: tuple[str, ...] = ()
    title: str = ""


class Inspection(Value):
    """What answered, what can be chosen there, and every request that was made to find out."""

    server: str
    offered: tuple[Offered, ...] = ()
    made: tuple[Made, ...] = ()
