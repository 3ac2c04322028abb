"""Which build jobs change an environment, and which only try something out."""

from datetime import UTC, datetime

import pytest

from assessment.repository.delivery import deploying_jobs, deployments
from assessment.repository.evidence import Command, Job, Pipeline, RepositoryEvidence
from assessment.repository.pipelines import read_pipeline


def build(
    *texts: str,
    name: str = "job",
    path: str = ".github/workflows/ci.yml",
    on: tuple[str, ...] = ("push",),
) -> RepositoryEvidence:
    commands = tuple(Command(text=text, line=n * 3) for n, text in enumerate(texts, start=4))
    job = Job(name=name, line=4, commands=commands)
    pipeline = Pipeline(path=path, system="github", triggers=on, jobs=(job,))
    return RepositoryEvidence(read_at=datetime(2026, 6, 1, tzinfo=UTC), pipelines=(pipeline,))


@pytest.mark.parametrize(
    "text",
    [
        "helm upgrade score ./chart",
        "kubectl apply -f k8s/",
        "uses appleboy/ssh-action@v1",
        "uv run langgraph deploy .",
        "databricks bundle deploy -t prod",
        "uses acme/platform/.github/workflows/deploy.yml@main",
    ],
)
def test_a_command_that_changes_an_environment_deploys(text: str) -> None:
    assert deployments(build(text))
    assert [job.name for _, job in deploying_jobs(build(text))] == ["job"]


@pytest.mark.parametrize(
    "texts",
    [
        ("kind create cluster", "helm upgrade score ./chart"),
        ("uses helm/kind-action@v1", "kubectl apply -f k8s/"),
        ("docker compose up -d db", "pytest"),
        ("kubectl apply --dry-run=client -f k8s/",),
        ("kubectl apply -f https://example.org/ingress.yaml",),
        ("# helm upgrade score ./chart",),
        ('echo "then run helm upgrade by hand"',),
    ],
)
def test_a_trial_a_comment_and_a_message_deploy_nothing(texts: tuple[str, ...]) -> None:
    assert not deployments(build(*texts))
    assert not deploying_jobs(build(*texts))


def test_a_preview_of_a_proposed_change_is_no_deployment() -> None:
    assert not deployments(build("helm upgrade preview ./chart", on=("pull_request",)))


def test_a_job_that_deploys_and_then_tests_what_it_deployed_deploys() -> None:
    assert deployments(build("helm upgrade score ./chart", "pytest smoke/", name="deploy"))


def test_an_action_that_is_told_to_list_parts_says_so_by_name() -> None:
    text = """
on: push
jobs:
  build:
    steps:
      - uses: docker/build-push-action@v6
        with: {context: ., sbom: true, provenance: mode=max, push: true}
"""
    pipeline = read_pipeline(".github/workflows/release.yml", text)
    (use,) = pipeline.jobs[0].commands
    assert "--sbom=true" in use.text
    assert "--provenance=mode=max" in use.text
