"""Whether edge cases are tested."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.looking import Hit, is_library, is_mostly_python
from assessment.repository.roles import role_of
from assessment.repository.saying import absent, absent_in_code, library, present

KINDS = {
    "empty or missing": re.compile(
        r"empty|missing|(?:^|_)(?:null|none|nan|nil|blank)(?:_|$)|not_found|no_(?:data|input|"
        r"result|face|text|image)|absent|without_",
        re.IGNORECASE,
    ),
    "malformed": re.compile(
        r"invalid|malformed|corrupt|broken|bad_|wrong|illegal|garbage|unparse?able|incorrect",
        re.IGNORECASE,
    ),
    "out of range": re.compile(
        r"out_of_|too_(?:long|short|large|big|many|few|small)|boundar|overflow|exceed|negative_|"
        r"(?:^|_)zero(?:_|$)|extreme|limit|oversize|outlier",
        re.IGNORECASE,
    ),
    "unknown": re.compile(
        r"unknown|unsupported|unseen|unexpected|unicode|special_char|non_ascii|edge_?case|"
        r"corner|ambiguous|duplicate",
        re.IGNORECASE,
    ),
    "failing": re.compile(
        r"timeout|fail(?:s|ure|ed|ing)?(?:_|$)|error|exception|raises|unavailable|fallback|"
        r"retry|degrad",
        re.IGNORECASE,
    ),
}  # fmt: skip
LEAST_TESTS, LEAST_KINDS = 5, 2


def observe(evidence: RepositoryEvidence) -> Observation:
    """Enough tests, of enough kinds."""
    if is_library(evidence):
        return library(evidence)
    tests = [
        (module.path, test)
        for module in evidence.modules
        if role_of(module.path) == "test"
        for test in module.tests
        if test.asserts
    ]
    found = {
        kind: [Hit(path, test.line, test.name) for path, test in tests if pattern.search(test.name)]
        for kind, pattern in KINDS.items()
    }
    kinds = {kind: hits for kind, hits in found.items() if hits}
    distinct = {(hit.path, hit.line) for hits in kinds.values() for hit in hits}
    seen = (
        f"{len(distinct)} of {len(tests)} tests name an edge case ({', '.join(kinds) or 'no kind'})"
    )
    if len(distinct) >= LEAST_TESTS and len(kinds) >= LEAST_KINDS:
        return present(evidence, seen, [hits[0] for hits in kinds.values()])
    if not is_mostly_python(evidence):
        return absent_in_code(evidence, seen)
    return absent(evidence, seen, [hits[0] for hits in kinds.values()])
