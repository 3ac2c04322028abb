"""Whether a load can run twice, or over past days, without doubling anything."""

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.looking import Hit, calls, is_library, own, script_lines
from assessment.repository.saying import absent, library, not_applicable, present
from assessment.repository.searching import keyed, loads, set_to

REPLACES = (
    r"on_conflict_do_(?:update|nothing)$|whenMatchedUpdate|when_matched_update|"
    r"(?:^|\.)upsert\w*$|"
    r"(?:^|\.)(?:bulk_)?merge_(?:into|rows|table)\w*$|overwritePartitions$|insert_overwrite"
)
SQL = (
    r"merge\s+into|on\s+conflict|on\s+duplicate\s+key|insert\s+overwrite|unique_key|replace\s+into"
)
DISPOSITION = r"^(?:merge|replace|WRITE_TRUNCATE)$|WRITE_TRUNCATE"
PAST = r"(?:^|[._])backfill\w*$"


def observe(evidence: RepositoryEvidence) -> Observation:
    """Where data is loaded: a write that replaces by key or partition, or a way to load the past."""
    if is_library(evidence):
        return library(evidence)
    loading = loads(evidence)
    if not loading:
        return not_applicable("no pipeline that loads data was recognised")
    modules = own(evidence)
    hits = [*calls(modules, REPLACES), *script_lines(evidence, SQL)]
    hits += set_to(modules, "unique_key", ".")
    hits += [Hit(item.path, item.line, key) for item, key, _ in keyed(evidence, "unique_key")]
    past = set_to(modules, "catchup", "^True$") + calls(modules, PAST)
    if hits or past:
        first = (hits or past)[0]
        return present(evidence, f"{first.name} in {first.path}", [*hits, *past])
    seen = f"{loading[0].path} loads data, and nothing replaces by key or loads past days"
    return absent(evidence, seen, loading)
