"""Whether tests exist that assert something."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.looking import Hit, is_mostly_python, own
from assessment.repository.roles import role_of
from assessment.repository.saying import absent, present, unavailable

ENOUGH = 3
OTHER = re.compile(
    r"_test\.go$|\.(?:test|spec)\.[jt]sx?$|src/test/(?:java|kotlin|scala)/|Tests?\.(?:java|cs|kt|swift)$|"
    r"(?:^|/)spec/.+_spec\.rb$|(?:^|/)test/.+_test\.(?:rb|exs|dart)$|_spec\.lua$|(?:^|/)tests/.+\.(?:rs|php|R)$|"
    r"(?:^|/)(?:Test|Spec)\w*\.(?:scala|php)$|(?:Spec|Suite)\.scala$"
)


def observe(evidence: RepositoryEvidence) -> Observation:
    """Count test functions with an assertion."""
    tests = [(m.path, test) for m in evidence.modules for test in m.tests if test.asserts]
    source = sum(module.lines for module in own(evidence))
    lines = sum(m.lines for m in evidence.modules if m.tests)
    if len(tests) >= ENOUGH:
        share = f"; {lines:,} test lines to {source:,} of source" if source else ""
        seen = f"{len(tests)} tests in {len({path for path, _ in tests})} files{share}"
        return present(
            evidence, seen, [Hit(path, test.line, test.name) for path, test in tests[:3]]
        )
    other = _other_languages(evidence)
    if not is_mostly_python(evidence) and other:
        return present(evidence, f"{len(other)} test files in another language than Python", other)
    if not is_mostly_python(evidence):
        main = next(iter(evidence.languages))
        return unavailable(
            f"most of the source is .{main}, and no known form of test was seen",
            "Name the test command and attach its last output.",
        )
    hits = [Hit(path, test.line, test.name) for path, test in tests]
    return absent(evidence, f"{len(tests)} test functions with an assertion", hits)


def _other_languages(evidence: RepositoryEvidence) -> list[Hit]:
    own_files = [
        Hit(file.path, 1, file.path)
        for file in evidence.files
        if OTHER.search(file.path) and role_of(file.path) not in {"vendor", "example"}
    ]
    in_tests = [Hit(f.path, 1, f.path) for f in evidence.files if f.path.startswith("tests/")]
    return own_files or [
        hit for hit in in_tests if hit.path.endswith((".rs", ".go", ".ts", ".java"))
    ]
