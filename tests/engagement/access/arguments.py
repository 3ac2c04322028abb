"""What the matrix hands to an action, by the names of its arguments."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.engagement.access.furnished import BY_FUNCTION, ELSEWHERE
from tests.engagement.desk import Desk

NOT_TRIED: dict[str, str] = {}
"""Functions that the matrix leaves out, each with the reason."""


@dataclass
class Arguments:
    """Values by the name of the argument, all of one client."""

    client_id: str
    known: dict[str, Any] = field(default_factory=dict)

    def of(self, action: Callable[..., Any]) -> dict[str, Any]:
        """What an action needs; an argument that nobody named is left to its default or is text."""
        called = name_of(action)
        known = self.known | BY_FUNCTION.get(called, {})
        for begins, others in ELSEWHERE.items():
            if called.startswith(begins):
                known |= {name: self.known[other] for name, other in others.items()}
        given: dict[str, Any] = {}
        for name, item in list(inspect.signature(action).parameters.items())[1:]:
            if name in known:
                given[name] = known[name]
            elif item.default is inspect.Parameter.empty and item.kind not in (
                inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL,
            ):  # fmt: skip
                given[name] = "x"
        return given


def name_of(action: Callable[..., Any]) -> str:
    """Module and name below ``engagement``."""
    return f"{action.__module__.removeprefix('engagement.')}.{action.__name__}"


def arguments(desk: Desk) -> Arguments:
    """Of one desk: its client, use case, assessment, person, and plain values for the rest."""
    place = desk.place
    return Arguments(
        client_id=place.client.id,
        known={
            "client_id": place.client.id, "assessment_id": desk.id, "any_id": desk.id,
            "use_case_id": place.use_case.id, "assessment": place.assessment, "client": place.client,
            "use_case": place.use_case, "place": place, "space": place,
            "respondent_id": desk.person.id, "respondent": desk.person.id,
            "capability": "eng.rollback", "kind": "level", "level": 3, "grade": "E1", "by": "Kim",
            "name": "Somebody", "role": "data_engineering", "depth": "pulse", "content": b"a file",
            "profile_id": "customer-realtime", "filename": "plan.pdf", "owner": "Kim",
            "digest": "0" * 64, "reason": "because", "title": "A title", "text": "A text",
        },
    )  # fmt: skip
