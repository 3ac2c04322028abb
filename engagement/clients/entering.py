"""What is entered about a client or a use case: one name each, and a sentence for what is wrong."""

from typing import Any, TypeVar

from pydantic import ValidationError

from engagement.faults import NAME, SENTENCES, Refused, fitting, refusal
from engagement.identity import same_person
from engagement.model import Client, UseCase

K = TypeVar("K", Client, UseCase)


def one_name(named: K, others: tuple[K, ...]) -> None:
    """Two of one name could not be told apart on a page or in a file; what is printed has to fit."""
    if isinstance(named, UseCase):
        fitting(NAME, sponsor=named.sponsor)
        fitting(SENTENCES, description=named.summary)
    if not same_person(named.name):
        raise Refused("Give a name that can be read: letters, figures or signs.")
    what = "client" if isinstance(named, Client) else "use case of this client"
    for other in others:
        if other.id != named.id and same_person(other.name) == same_person(named.name):
            raise Refused(f"There is already a {what} called {other.name}; choose another name.")


def checked(kind: type[K], **fields: Any) -> K:
    """A value of these fields, or :class:`engagement.faults.Refused` with what is wrong with them."""
    try:
        return kind(**fields)
    except ValidationError as error:
        raise refusal(error) from None
