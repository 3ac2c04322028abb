"""Everything that is wrong with a source and can be told without looking: field and sentence."""

import re
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

from assessment.option_values import Mistakes, read_options
from assessment.sources import Options, Source, SourceUnavailable
from engagement.faults import Refused
from engagement.sources.as_typed import without_credentials

BROWSER = ("http", "https")


def with_mistakes(
    source: Source, given: Mapping[str, Any], connector: ModuleType
) -> tuple[Source, Mistakes]:
    """The source with the options that were ``given`` it, as its connector reads them.

    With it every mistake: the field (``address``, ``options.window``) and a sentence without its
    full stop, which says what to write instead.
    """
    options, wrong = read_options(connector.OPTIONS, given)
    made = Source.model_validate(source.model_dump() | {"options": options})
    found = [
        *_places(made, connector),
        *((f"options.{name}", sentence) for name, sentence in wrong),
    ]
    return made, found or list(_refused(made, connector))


def as_sentences(found: Mistakes) -> str:
    """Every mistake as one text of whole sentences."""
    told = (sentence[:1].upper() + sentence[1:].rstrip(".") + "." for _, sentence in found)
    return " ".join(dict.fromkeys(told))


def _places(source: Source, connector: ModuleType) -> Iterator[tuple[str, str]]:
    """What is wrong with the two addresses."""
    if not source.address:
        yield "address", f"give an address: {connector.ADDRESS_HELP}"
        return
    for field in ("address", "reader_address"):
        if told := _credentials(getattr(source, field)):
            yield field, told
            return
    schemes = getattr(connector, "SCHEMES", ())
    if schemes and urlsplit(source.address).scheme not in schemes:
        begins = " or ".join(f"{scheme}://" for scheme in schemes)
        yield "address", f"the address begins with {begins}. {connector.ADDRESS_HELP}"
    if source.reader_address and urlsplit(source.reader_address).scheme not in BROWSER:
        yield (
            "reader_address",
            "the reader's address is one that a browser opens: http:// or https://",
        )


def _credentials(address: str) -> str:
    """Why an address is no address that can be shown and printed; empty where it is one."""
    try:
        without_credentials(address)
    except Refused as refused:
        return refused.sentence
    return ""


def _refused(source: Source, connector: ModuleType) -> Iterator[tuple[str, str]]:
    """What the connector itself says before it looks."""
    try:
        connector.requests(source)
    except SourceUnavailable as fault:
        yield _field(fault.reason, source.options), f"{fault.reason}. {fault.remedy}"


def _field(reason: str, options: Options) -> str:
    """The option that a sentence speaks of; else all of them."""
    named = (name for name in options if re.search(rf"\b{re.escape(name)}\b", reason))
    return next((f"options.{name}" for name in named), "options")
