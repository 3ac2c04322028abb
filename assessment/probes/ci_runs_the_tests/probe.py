"""Whether a build runs the tests."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.looking import Hit, commands, script_lines
from assessment.repository.saying import absent, counted, present, unavailable

TESTS = (
    r"(?:^|[\s;&|(/\"'])(?:pytest|py\.test|tox|nox|nosetests|unittest|trial|ctest|rspec|behave)"
    r"(?:$|[\s;&|)\"',-])|make\s+(?:[\w-]+\s+)*(?:[\w-]*tests?[\w-]*|checks?)(?:$|[^\w-])|"
    r"blubber variant \w*test|(?:manage|setup)\.py test|go test|"
    r"cargo (?:nex)?test|"
    r"mvnw?\b(?!.*-DskipTests).*\b(?:test|verify|package|install)\b|"
    r"gradlew?\b.*\b(?:test|check|build)\b|dotnet test|"
    r"(?:npm|yarn|pnpm|bun)\s+(?:run\s+)?test|hatch (?:run )?[\w:+]*test|(?:poe|just|invoke|task) "
    r"[\w:-]*test|bazel test|coverage run|"
    r"\brake (?:spec|test)|rails (?:test|spec)|phpunit|pest\b|mix test|sbt\b[^|;]*\btest|swift test|"
    r"\b(?:vitest|jest)\b(?: run| --|$)|meson test|R CMD check|(?:^|\s)prove -|kedro test|dbt build|"
    r"skaffold test|"
    r"\b(?:mise|pixi|rye|pdm|deno|earthly|moon|nx|turbo|devbox)\s+(?:run\s+)?[\w:+-]*test"
)
STARTS = {
    "push",
    "pull_request",
    "pull_request_target",
    "merge_request",
    "merge_group",
    "workflow_call",
}


def observe(evidence: RepositoryEvidence) -> Observation:
    """Find a test command in a job that starts by itself and whose failure counts."""
    hits = [hit for hit in commands(evidence, TESTS) if "install " not in hit.name]
    hits += _by_script(evidence)
    started = {item.path for item in evidence.pipelines if STARTS & set(item.triggers)}
    counted = [hit for hit in hits if hit.path in started]
    if counted:
        return present(evidence, f"{counted[0].path} runs: {counted[0].name}", counted)
    if hits:
        return absent(
            evidence, f"{hits[0].path} runs tests, but not on a push or a merge request", hits
        )
    if evidence.pipelines:
        systems = ", ".join(sorted({item.system for item in evidence.pipelines}))
        return _no_test(evidence, systems)
    return absent(evidence, "no file of a known build system")


def _by_script(evidence: RepositoryEvidence) -> list[Hit]:
    """Scripts that run tests and that a build job names, also by a job file of the same name."""
    testing = [hit for hit in script_lines(evidence, TESTS) if hit.path.endswith(("sh", "bash"))]
    found = []
    for hit in testing:
        called = commands(evidence, re.escape(hit.path.rpartition(".")[0]))
        found += [Hit(call.path, call.line, f"{hit.path}: {hit.name}") for call in called]
    return found


def _no_test(evidence: RepositoryEvidence, systems: str) -> Observation:
    """A build whose steps live elsewhere cannot be called one without tests."""
    pipelines = evidence.pipelines
    if not any(job.commands for pipeline in pipelines for job in pipeline.jobs):
        return unavailable(
            f"the build ({systems}) takes its steps from another place",
            "Name the test command of that build and attach its last run.",
        )
    hits = [Hit(item.path, 1, item.path) for item in pipelines]
    return absent(
        evidence, f"{counted(pipelines, 'build file')} ({systems}), none runs tests", hits
    )
