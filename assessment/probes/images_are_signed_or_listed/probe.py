"""Whether images are signed or their parts listed."""

import re

from assessment.observation import Observation
from assessment.repository.delivery import published
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.looking import Hit, commands, is_library, objects, script_lines
from assessment.repository.roles import role_of
from assessment.repository.saying import absent, library, not_applicable, present, unavailable

TOOLS = (
    r"\bcosign\s+(?:sign|attest)|sigstore/cosign-installer|attest-build-provenance|"
    r"actions/attest|slsa-github-generator|"
    r"anchore/sbom-action|\bsyft\b|cyclonedx|--(?:sbom|provenance|attest)(?:=|\s+)(?!false)\S|"
    r"notation\s+sign|trivy\s+(?:image\s+)?[^|;]*--format\s+(?:cyclonedx|spdx)|"
    r"docker\s+sbom|bom generate|\bin-toto\b|gh attestation|chains\.tekton|microsoft/sbom-tool|"
    r"sbom-tool generate|spdx-sbom|docker trust sign"
)
PACKAGES = re.compile(r"(?:npm|pnpm|yarn|gem|twine|uv|poetry) publish|pypi", re.IGNORECASE)
"""A package that is published is no image."""
BESIDE = re.compile(r"(?:^|/)(?:scripts?|tools?|dev|[\w-]*tests?)/", re.IGNORECASE)
SERVICE = re.compile(r"blubber publish|push-artifact", re.IGNORECASE)
CHECKS = ("ClusterImagePolicy", "ImagePolicy")
TERRAFORM = {"google_binary_authorization_policy", "aws_signer_signing_profile"}


def observe(evidence: RepositoryEvidence) -> Observation:
    """A step that signs, attests or lists; without an image it has no meaning."""
    if is_library(evidence):
        return library(evidence)
    steps = commands(evidence, TOOLS) + script_lines(evidence, TOOLS)
    hits = [hit for hit in steps if not PACKAGES.search(hit.name)]
    hits += [Hit(item.path, item.line, item.kind) for item in objects(evidence, *CHECKS)]
    hits += [
        Hit(block.path, block.line, block.labels[0])
        for block in evidence.blocks
        if set(block.labels) & TERRAFORM
    ]
    if hits:
        return present(evidence, f"{hits[0].name} in {hits[0].path}", hits)
    built = [
        item
        for item in evidence.containers
        if role_of(item.path) == "source"
        and item.format == "dockerfile"
        and not BESIDE.search(item.path)
    ]
    pushed = published(evidence)
    if pushed and all(SERVICE.search(hit.name) for hit in pushed):
        return unavailable(
            f"{pushed[0].path} hands the image to a service that builds and publishes it",
            "Show whether that service signs images or lists their parts.",
        )
    if built or pushed:
        return absent(evidence, "an image is built here, and nothing signs it or lists its parts")
    return not_applicable("no image is built here")
