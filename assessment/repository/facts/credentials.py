"""Where something stands that looks like a credential."""

from dataclasses import dataclass

from assessment.repository.facts.plain import Plain


@dataclass(frozen=True, kw_only=True)
class Secret(Plain):
    """Something that looks like a credential; its value is never kept."""

    path: str
    kind: str
    line: int = 1
