"""Whether known vulnerabilities are looked for."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.looking import Hit, commands, files
from assessment.repository.saying import absent, not_applicable, present

UPDATES = (
    r"^\.github/dependabot\.ya?ml$|(?:^|/)(?:\.?renovate(?:rc)?(?:\.json5?)?)$|"
    r"^\.github/renovate\.json5?$|^\.gitlab/renovate\.json5?$|"
    r"^\.pyup\.ya?ml$|^\.snyk$|^\.trivyignore$|^trivy\.ya?ml$|^\.whitesource$|^osv-scanner\.toml$"
)
SCANS = (
    r"pip-audit|\bsafety\s+(?:check|scan)|trivy|grype|\bsnyk\b|osv-scanner|(?:npm|yarn|"
    r"pnpm)\s+audit|cargo[- ](?:audit|deny)|govulncheck|"
    r"bundle(?:r)?[- ]audit|dependency-review-action|anchore/scan-action|scout-action|"
    r"docker scout|dependency-check|nancy\b|"
    r"\bjake\b\s|scan_image|clair|ecr[^|;]*start-image-scan|brakeman|az acr[^|;]*scan"
)
INCLUDED = re.compile(
    r"(?:Dependency|Container)-Scanning\.(?:latest\.)?gitlab-ci\.yml|"
    r"component[\w./-]*(?:dependency|container)-scanning",
    re.IGNORECASE,
)
HOOKS = re.compile(
    r"pip-audit|python-safety|gh\.?com/Lucas-C/pre-commit-hooks-safety|osv-scanner|trivy",
    re.IGNORECASE,
)


def observe(evidence: RepositoryEvidence) -> Observation:
    """An update service's configuration, a scan in a build, or one that is included."""
    if not evidence.files:
        return not_applicable("the commit holds no file")
    hits = files(evidence, UPDATES) + _scans(evidence) + _included(evidence)
    if hits:
        return present(evidence, f"{hits[0].name} in {hits[0].path}", hits)
    return absent(evidence, "no update service is configured, and no build job scans")


def _scans(evidence: RepositoryEvidence) -> list[Hit]:
    """Scans in build jobs; one whose findings do not stop the build looks all the same."""
    firm = tuple(
        item.model_copy(
            update={"jobs": tuple(job.model_copy(update={"may_fail": False}) for job in item.jobs)}
        )
        for item in evidence.pipelines
    )
    return commands(evidence.model_copy(update={"pipelines": firm}), SCANS)


def _included(evidence: RepositoryEvidence) -> list[Hit]:
    hooked = [
        Hit(item.path, item.line, "a hook that scans")
        for item in evidence.documents
        if item.path.endswith(".pre-commit-config.yaml") and HOOKS.search(str(item.body))
    ]
    return hooked + [
        Hit(item.path, item.line, "a scan template")
        for item in evidence.documents
        if INCLUDED.search(str(item.body))
    ]
