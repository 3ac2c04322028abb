"""Who is told of an alert: the routes of an Alertmanager's configuration, walked as it does.

Only some labels of an alert are known (those of the service), so that a condition holds, does not
hold, or depends. A regular expression of the configuration is never run: lists of plain words are
compared, any other one depends.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assessment.connectors.paging.answers import SilenceMatcher
from assessment.connectors.paging.evidence import Destination
from assessment.connectors.redaction import redact
from assessment.repository.yaml_text import UnreadableYaml, documents
from assessment.sources import SourceUnavailable

_MATCHER = re.compile(r'\s*"?([^\s"=!~]+)"?\s*(=~|!~|!=|=)\s*(.*?)\s*', re.DOTALL)
_WORDS = re.compile(r"[\w .:/-]+(?:\|[\w .:/-]+)*")
_MOST = 200


@dataclass(frozen=True)
class Matcher:
    """One condition on a label; ``operator`` is one of = != =~ !~."""

    label: str
    operator: str
    value: str

    def holds(self, labels: Mapping[str, str]) -> bool | None:
        """Whether it holds; ``None`` where that depends on what is not known."""
        if self.label not in labels:
            return None
        same = self._same(labels[self.label])
        return None if same is None else same is not self.operator.startswith("!")

    def __str__(self) -> str:
        return f"{self.label}{self.operator}{self.value}"

    def _same(self, value: str) -> bool | None:
        if "~" not in self.operator:
            return value == self.value
        if self.value in (".*", ".+"):
            return self.value == ".*" or bool(value)
        plain = self.value.removeprefix("^").removesuffix("$")
        plain = plain[1:-1] if plain.startswith("(") and plain.endswith(")") else plain
        return value in plain.split("|") if _WORDS.fullmatch(plain) and "." not in plain else None


def destinations(config: str, labels: Mapping[str, str]) -> tuple[int, tuple[Destination, ...]]:
    """How many receivers there are, and where alerts with these labels can end up.

    Raises :class:`SourceUnavailable` where the text is no configuration of Alertmanager.
    """
    tree = _tree(config)
    ways = {str(item.get("name", "")): _ways(item) for item in _mappings(tree.get("receivers"))}
    route = tree.get("route")
    if not isinstance(route, dict):
        raise _unknown()
    return len(ways), ends(route, ways, labels)


def ends(
    route: Mapping[str, Any], ways: Mapping[str, tuple[str, ...]], labels: Mapping[str, str]
) -> tuple[Destination, ...]:
    """Where alerts with these labels can end up below a route; ``ways`` by name of the receiver."""
    found: dict[Destination, None] = {}
    for receiver, when in _walked(route, "", labels, ()):
        told = redact(" and ".join(map(str, when)))[:_MOST]
        found[Destination(receiver=redact(receiver), ways=ways.get(receiver, ()), when=told)] = None
    return tuple(found)


def touches(matchers: tuple[SilenceMatcher, ...], labels: Mapping[str, str]) -> bool:
    """Whether a silence can keep alerts with these labels quiet."""
    return all(_silencing(item).holds(labels) is not False for item in matchers)


def _silencing(item: SilenceMatcher) -> Matcher:
    operator = ("=" if item.is_equal else "!") + ("~" if item.is_regex else "")
    return Matcher(item.name, "!=" if operator == "!" else operator, item.value)


def _tree(config: str) -> dict[str, Any]:
    try:
        found = documents(config)
    except UnreadableYaml:
        raise _unknown() from None
    if not found or not isinstance(found[0].value, dict):
        raise _unknown()
    return found[0].value


def _unknown() -> SourceUnavailable:
    return SourceUnavailable(
        "the server does not show its routes", "Ask who is told of this service's alerts, and how."
    )


def _ways(receiver: Mapping[str, Any]) -> tuple[str, ...]:
    """The kinds of integration that a receiver has; what is in them is not looked at."""
    return tuple(
        sorted(
            key.removesuffix("_configs")
            for key, value in receiver.items()
            if key.endswith("_configs") and value
        )
    )


def _walked(
    route: Mapping[str, Any], inherited: str, labels: Mapping[str, str], when: tuple[Matcher, ...]
) -> Iterator[tuple[str, tuple[Matcher, ...]]]:
    """Receivers with what must hold besides: the first child that matches takes the alert."""
    receiver, taken = str(route.get("receiver") or inherited), False
    for child in _mappings(route.get("routes")):
        verdicts = {matcher: matcher.holds(labels) for matcher in _matchers(child)}
        if False in verdicts.values():
            continue
        open_ones = tuple(matcher for matcher, holds in verdicts.items() if holds is None)
        yield from _walked(child, receiver, labels, (*when, *open_ones))
        if not open_ones:
            taken = True
            if child.get("continue") is not True:
                return
    if not taken:
        yield receiver, when


def _matchers(route: Mapping[str, Any]) -> Iterator[Matcher]:
    for key, operator in (("match", "="), ("match_re", "=~")):
        given = route.get(key)
        for label, value in (given if isinstance(given, dict) else {}).items():
            yield Matcher(str(label), operator, str(value))
    listed = route.get("matchers")
    for text in listed if isinstance(listed, list) else ():
        if found := _MATCHER.fullmatch(str(text)):
            label, operator, value = found.groups()
            yield Matcher(label, operator, _unquoted(value))
    triples = route.get("object_matchers")  # Grafana's own spelling
    for item in triples if isinstance(triples, list) else ():
        if isinstance(item, list) and len(item) == 3:
            yield Matcher(str(item[0]), str(item[1]), str(item[2]))


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] == '"' else value


def _mappings(given: Any) -> list[dict[str, Any]]:
    return [item for item in given if isinstance(item, dict)] if isinstance(given, list) else []
