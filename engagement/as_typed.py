"""What a person types about a source: names with values, and addresses that carry no secret."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from assessment.connectors.redaction import redact
from assessment.option_values import pairs_of
from engagement.faults import Refused


def typed_pairs(name: str, text: str) -> dict[str, float | str]:
    """``a=1, b=2`` as names and values; ``name`` is what the option is called in a refusal."""
    try:
        return pairs_of(text)
    except ValueError as error:
        raise Refused(f"{name}: {error}.") from None


def pairs_typed(pairs: Mapping[str, object]) -> str:
    """Names and values as they are typed; :func:`typed_pairs` reads the same back."""
    return ", ".join(f"{name}={value}" for name, value in pairs.items())


def without_credentials(address: str) -> None:
    """Refuse an address that carries a name, a password or a token: it is shown and printed."""
    try:
        parts = urlsplit(address)
        told = parts.password is not None or (
            parts.scheme in ("http", "https") and parts.username is not None
        )
    except ValueError:
        raise Refused("This is not an address; check the brackets and the port.") from None
    if told or redact(address) != address:
        raise Refused(
            "The address carries a name or a password (or a token); leave it out, "
            "put the secret on the operator's list and give its name."
        )
