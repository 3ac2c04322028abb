"""The evidence of a repository out of what was read in its files."""

from datetime import datetime
from typing import get_args

from assessment.repository.classification import classify
from assessment.repository.dependencies import is_lock
from assessment.repository.evidence import Classification, RepositoryClass, RepositoryEvidence
from assessment.repository.languages import languages
from assessment.repository.narrowing import narrowed
from assessment.repository.reading import Facts
from assessment.repository.tree import Entry, files
from assessment.repository.units import find_units
from assessment.sources import Source, SourceUnavailable


def assembled(
    facts: Facts, entries: list[Entry], source: Source, now: datetime
) -> RepositoryEvidence:
    """The evidence of the whole, but for what only commits tell; ``now`` is when it was read."""
    listed, kind = files(entries), _classified(facts, source)
    return RepositoryEvidence(
        read_at=now,
        files=listed,
        languages=languages(listed),
        classification=kind,
        units=() if kind.kind == "library" else find_units(facts, listed),
        locks=tuple(entry.path for entry in entries if is_lock(entry.path)),
        modules=tuple(facts.modules),
        notebooks=tuple(facts.notebooks),
        containers=tuple(facts.containers),
        pipelines=tuple(facts.pipelines),
        documents=tuple(facts.documents),
        requirements=tuple(facts.requirements),
        manifests=tuple(facts.manifests),
        pages=tuple(facts.pages),
        scripts=tuple(facts.scripts),
        secrets=tuple(facts.secrets)[:200],
        owners=facts.owners,
        blocks=tuple(facts.blocks),
        targets=tuple(item for item in facts.targets if item.tool != "shell"),
        composes=tuple(facts.composes),
        dashboards=tuple(facts.dashboards),
        packages=tuple(facts.packages),
        unparsed=tuple(facts.unparsed)[:200],
    )


def _classified(facts: Facts, source: Source) -> Classification:
    given = source.options.get("kind")
    if given in get_args(RepositoryClass):
        return Classification.model_validate({"kind": given, "reasons": ("said so by a person",)})
    return classify(
        facts.modules, facts.notebooks, facts.containers, facts.pipelines, facts.manifests,
        facts.composes, facts.installs,
    )  # fmt: skip


def of_unit(evidence: RepositoryEvidence, path: str) -> RepositoryEvidence:
    """The evidence of one unit, where one was chosen."""
    if not path:
        return evidence
    known = [unit.path for unit in evidence.units]
    if path not in known and not any(file.path.startswith(f"{path}/") for file in evidence.files):
        raise SourceUnavailable(
            f"there is no folder {path[:100]} in this repository",
            f"Choose one of its units: {', '.join(known[:8])}."
            if known
            else "Leave the unit empty: the repository deploys one thing.",
        )
    return narrowed(evidence, path)
