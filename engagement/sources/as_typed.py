"""What a person types about a source: names with values, and addresses that carry no secret."""

from collections.abc import Mapping
from urllib.parse import urlsplit

import yaml
from pydantic import TypeAdapter, ValidationError

from assessment.connectors.redaction import redact
from assessment.option_values import pairs_of
from assessment.sources import Options
from engagement.faults import Refused

_OPTIONS: TypeAdapter[Options] = TypeAdapter(Options)


class _Typed(yaml.SafeLoader):
    """A day stays the text that was typed, and an alias stands for nothing."""

    yaml_implicit_resolvers = {  # noqa: RUF012  the library's own form
        sign: [item for item in found if item[0] != "tag:yaml.org,2002:timestamp"]
        for sign, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def typed_yaml(name: str, text: str) -> Options:
    """``name: value`` a line as options; ``name`` is what the field is called in a refusal."""
    if not text.strip():
        return {}
    try:
        found = yaml.load(text, Loader=_Typed)  # noqa: S506  a safe loader, narrowed
    except (yaml.YAMLError, ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Refused(f"{name}: write one 'name: value' a line.")
    try:
        return _OPTIONS.validate_python({str(key): value for key, value in found.items()})
    except ValidationError as error:
        raise Refused(
            f"{name}: {str(error.errors()[0]['loc'][0])[:60]} takes a text, a number, true or false, a "
            "list of texts, or names with values."
        ) from None


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
