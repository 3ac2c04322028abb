"""Whether a deployment to production waits for a person."""

import re

from assessment.observation import Observation
from assessment.repository.delivery import deploying_jobs, published
from assessment.repository.evidence import Job, Pipeline, RepositoryEvidence
from assessment.repository.looking import Hit, is_library
from assessment.repository.saying import absent, library, present, unavailable

LOWER = re.compile(
    r"(?:^|[-_/ ])(?:dev\w*|test\w*|stag\w*|qa|uat|preview\w*|review\w*|sandbox|ci|github-pages|"
    r"pages|pypi|docs?|build)(?:$|[-_/ ])",
    re.IGNORECASE,
)
BY_HAND = {"workflow_dispatch", "manual"}
CHOSEN = re.compile(
    r"inputs\.(?:\w+_)?(?:environment|env|stage|target)\b|parameters\.(?:environment|env|"
    r"stage)\b",
    re.IGNORECASE,
)
APPROVES = re.compile(
    r"manual-approval|approval@|ManualValidation|wait-?for-?approval|type: approval",
    re.IGNORECASE,
)


def observe(evidence: RepositoryEvidence) -> Observation:
    """Of the jobs that deploy, at least one that waits or names an environment above test."""
    if is_library(evidence):
        return library(evidence)
    jobs = deploying_jobs(evidence)
    if not jobs:
        where = "an image is published" if published(evidence) else "nothing is deployed"
        return unavailable(
            f"{where} from here; what deploys to production is kept elsewhere",
            "Name the repository that deploys, or point Prodworthy at the forge.",
        )
    gated = [(pipeline, job, why) for pipeline, job in jobs if (why := _why(pipeline, job))]
    if gated:
        pipeline, job, why = gated[0]
        hits = [Hit(item.path, found.line, found.name) for item, found, _ in gated]
        return present(evidence, f"{job.name} in {pipeline.path} {why}", hits)
    hits = [Hit(pipeline.path, job.line, job.name) for pipeline, job in jobs]
    return absent(evidence, f"{hits[0].path} deploys, and nothing waits for a person", hits)


def _why(pipeline: Pipeline, job: Job) -> str:
    before = [other for other in pipeline.jobs if other.name in job.needs]
    if job.manual or any(other.manual for other in before):
        return "waits for a person"
    if any(APPROVES.search(command.text) for other in (job, *before) for command in other.commands):
        return "waits for an approval"
    named = next((item.environment for item in (job, *before) if item.environment), "")
    if named and not LOWER.search(named):
        return f"goes through the environment {named}"
    if pipeline.triggers and set(pipeline.triggers) <= BY_HAND:
        return "is started by hand"
    told = " ".join((job.environment, job.condition, *(command.text for command in job.commands)))
    if BY_HAND & set(pipeline.triggers) and CHOSEN.search(told):
        return "goes to the environment that a person chooses"
    return ""
