"""Entries of the audit log in names: what an id stands for, and which ids a searched word means."""

from collections.abc import Iterable

from content.digests import AnyPack
from content.model import Pack
from content.question_difference import short_title
from content.values import Value
from engagement.memory import Memory
from engagement.store import Transaction, audit_names, packs
from engagement.store.audit_names import Assessed
from engagement.store.audit_search import Line

ON_THE_RECEIPT = ("rows", "content", "at")
"""Details of a deletion that stand on its receipt, too long for a line."""
BESIDE = frozenset({"account", "seal", "archive", "workshop", "run", "passed", "request"})
"""Details that no name says better: they are for whoever checks, in the saved table."""


CALLED = {"answer": "answer of", "invitation": "invitation of", "digest": "file"}
"""What a detail is called beside a name, where not as it is kept."""

_KNOWN: Memory[dict[str, str]] = Memory(500)


class Names(Value):
    """What ids stand for: those of one assessment's pack, and all others."""

    assessed: dict[str, Assessed]
    packs: dict[str, dict[str, str]]
    named: dict[str, str]

    def of(self, line: Line, given: str) -> str:
        """The name of an id in an entry; the id itself where it has none."""
        where = self.assessed.get(line.assessment_id)
        asked = self.packs.get(where.pack, {}) if where else {}
        return asked.get(given) or self.named.get(given) or given


def names(tx: Transaction, lines: Iterable[Line]) -> Names:
    """Every name that these entries need."""
    lines = tuple(lines)
    here = {line.assessment_id for line in lines}
    assessed = {key: item for key, item in audit_names.assessed(tx).items() if key in here}
    ids = {told for line in lines for told in line.details.values()}
    return Names(
        assessed=assessed, named=audit_names.named(tx, ids),
        packs={item.pack: _of_pack(tx, item.pack) for item in assessed.values()},
    )  # fmt: skip


def about(line: Line, known: Names) -> str:
    """What an entry is about, in names: *Loan triage; capability: Rollback; answer of: Ana*."""
    use_case = known.assessed.get(line.assessment_id)
    told = [
        f"{CALLED.get(name, name.replace('_', ' '))}: {known.of(line, given)}"
        for name, given in line.details.items()
        if name not in (*ON_THE_RECEIPT, *BESIDE)
    ]
    return "; ".join([*([use_case.use_case] if use_case else []), *told])


def standing_for(tx: Transaction, word: str, ways: Iterable[str]) -> tuple[str, ...]:
    """Every id whose name holds the word."""
    ways = tuple(ways)
    found = dict.fromkeys(audit_names.holding(tx, ways))
    cases = audit_names.assessed(tx)
    for key, item in cases.items():
        if word.casefold() in item.use_case.casefold():
            found[key] = None
    for digest in {item.pack for item in cases.values()}:
        of_pack = _of_pack(tx, digest)
        found |= {key: None for key, name in of_pack.items() if word.casefold() in name.casefold()}
    return tuple(found)


def _of_pack(tx: Transaction, digest: str) -> dict[str, str]:
    """What can be asked or done, and the roles, by id; a kept pack never changes."""
    return _KNOWN.of(digest, lambda: _read(packs.either(tx, digest)))


def _read(pack: AnyPack) -> dict[str, str]:
    if not isinstance(pack, Pack):
        return {item.id: short_title(item) for item in pack.questions}
    found = {item.id: item.name for item in pack.capabilities}
    found |= {item.id: item.name for item in pack.roles}
    found |= {item.id: item.name for item in pack.profiles}
    return found | {item.id: item.title for item in pack.initiatives}
