"""Each build system's file gives its triggers, jobs, gates and failures; calls are followed."""

from pathlib import Path

import pytest

from assessment.model import Outcome
from assessment.probing import discover, examine
from assessment.repository.evidence import Job, Pipeline
from assessment.repository.pipelines import read_pipeline, read_pipelines
from tests.assessment.git_repositories import NOW, look, made, source


def texts(job: Job) -> list[str]:
    return [command.text for command in job.commands]


def jobs(pipeline: Pipeline) -> dict[str, Job]:
    """The jobs whose failure counts, by name."""
    return {job.name: job for job in pipeline.jobs if not job.may_fail}


GITHUB = """on:
  push:
    branches: [main]
    paths: ["services/score/**"]
  schedule:
    - cron: "0 5 * * 1"
jobs:
  test:
    defaults: {run: {working-directory: services/score}}
    steps:
      - uses: actions/setup-python@v5
        with: {python-version: "3.12"}
      - name: test
        run: |
          pip install .
          pytest -q
      - run: mypy .
        continue-on-error: true
      - run: pytest never
        if: false
  deploy:
    needs: [test]
    if: github.ref == 'refs/heads/main'
    environment: {name: production}
    steps:
      - run: helm upgrade score chart
  off:
    if: ${{ false }}
    steps: [{run: pytest off}]
"""


def test_github_actions() -> None:
    read = read_pipeline(".github/workflows/ci.yml", GITHUB)
    assert (read.triggers, read.branches, read.paths, read.schedules) == (
        ("push", "schedule"), ("main",), ("services/score/**",), ("0 5 * * 1",),
    )  # fmt: skip
    test, deploy = jobs(read)["test"], jobs(read)["deploy"]
    assert texts(test) == ["uses actions/setup-python@v5 3.12", "pip install .\npytest -q"]
    assert [command.line for command in test.commands] == [11, 15]
    assert (test.folder, test.line) == ("services/score", 8)
    assert [texts(job) for job in read.jobs if job.may_fail] == [["mypy ."]]
    assert (deploy.environment, deploy.needs) == ("production", ("test",))
    assert deploy.condition == "github.ref == 'refs/heads/main'"
    assert "off" not in jobs(read)


GITLAB = {
    ".gitlab-ci.yml": """include:
  - local: /ci/base.yml
  - project: other/place
    file: x.yml
stages: [test, deploy]
.setup: &setup
  before_script: [pip install .]
unit:
  <<: *setup
  extends: .base
  script:
    - !reference [.lint, script]
    - pytest -q
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule"
    - changes: [src/**]
flaky:
  script: pytest flaky
  allow_failure: true
never:
  script: pytest never
  rules: [{when: never}]
production:
  stage: deploy
  needs: [unit]
  environment: {name: production, url: https://score.example}
  when: manual
  script: [helm upgrade score chart]
children:
  trigger: {include: [{local: ci/child.yml}]}
""",
    "ci/base.yml": """.base:
  image: python:3.12
  tags: [docker]
.lint:
  script: [ruff check]
""",
}


def test_gitlab_with_includes_extends_anchors_and_references() -> None:
    (read,), unread = read_pipelines(GITLAB)
    assert unread == []
    assert set(read.triggers) == {"push", "pull_request", "schedule"}
    assert read.paths == ("src/**",)
    found = jobs(read)
    assert texts(found["unit"]) == ["pip install .", "ruff check", "pytest -q"]
    assert found["unit"].line == 8
    assert (found["production"].manual, found["production"].environment) == (True, "production")
    assert found["production"].needs == ("unit",)
    assert texts(found["children"]) == ["trigger ci/child.yml"]
    assert not {"flaky", "never", ".base", ".lint"} & set(found)


AZURE = {
    "azure-pipelines.yml": """trigger:
  branches: {include: [main]}
  paths: {include: [model]}
pr: none
schedules:
  - cron: "0 3 * * *"
stages:
  - stage: Test
    jobs:
      - template: ci/test.yml
        parameters: {python: "3.12"}
  - stage: Production
    dependsOn: Test
    condition: succeeded()
    jobs:
      - job: Ask
        pool: server
        steps:
          - task: ManualValidation@0
      - deployment: Deploy
        environment: {name: prod}
        strategy:
          runOnce:
            deploy:
              steps:
                - task: HelmDeploy@0
                  inputs: {command: upgrade, chartName: score}
                - script: smoke
                  continueOnError: true
                - bash: pytest off
                  enabled: false
""",
    "ci/test.yml": """parameters: {python: "3"}
jobs:
  - job: Unit
    steps:
      - ${{ if eq(1, 1) }}:
          - script: pytest -q
            workingDirectory: model
""",
}


def test_azure_pipelines_with_templates_and_environments() -> None:
    (read,), _ = read_pipelines(AZURE)
    assert (read.triggers, read.branches, read.paths) == (
        ("push", "schedule"),
        ("main",),
        ("model",),
    )
    found = jobs(read)
    assert texts(found["Unit"]) == ["cd model && pytest -q"]
    assert found["Ask"].manual
    assert (found["Deploy"].environment, found["Deploy"].needs) == ("prod", ("Test",))
    assert texts(found["Deploy"]) == ["HelmDeploy@0 upgrade score"]
    assert [texts(job) for job in read.jobs if job.may_fail] == [["smoke"]]


def test_a_template_of_azures_starts_nothing_by_itself() -> None:
    assert read_pipeline(".pipelines/test-template.yml", AZURE["ci/test.yml"]).triggers == ()


CIRCLE = """version: 2.1
commands:
  prepare:
    steps: [{run: pip install .}]
jobs:
  test:
    docker: [{image: cimg/python:3.12}]
    steps:
      - checkout
      - prepare
      - run: {name: test, command: pytest -q}
  deploy:
    steps:
      - run: kubectl apply -f k8s
  unused:
    steps: [{run: pytest unused}]
workflows:
  main:
    jobs:
      - test
      - hold: {type: approval, requires: [test]}
      - deploy:
          requires: [hold]
          filters: {branches: {only: main}}
  nightly:
    triggers: [{schedule: {cron: "0 0 * * *"}}]
    jobs: [test]
"""


def test_circleci_runs_what_its_workflows_name_and_waits_for_an_approval() -> None:
    read = read_pipeline(".circleci/config.yml", CIRCLE)
    assert set(read.triggers) == {"push", "pull_request", "schedule"}
    assert (read.schedules, read.branches) == (("0 0 * * *",), ("main",))
    found = jobs(read)
    assert texts(found["test"]) == ["step checkout", "pip install .", "pytest -q"]
    assert (found["test"].manual, found["deploy"].manual) == (False, True)
    assert "unused" not in found


TRAVIS = """language: python
install: pip install -r requirements.txt
script:
  - pytest -q
jobs:
  include:
    - stage: lint
      script: flake8
    - name: next python
      python: nightly
      script: pytest nightly
  allow_failures:
    - python: nightly
deploy:
  provider: script
  script: bash deploy.sh
"""


def test_travis_with_stages_forgiven_jobs_and_a_deployment() -> None:
    read = read_pipeline(".travis.yml", TRAVIS)
    assert texts(jobs(read)["build"]) == [
        "pip install -r requirements.txt", "pytest -q", "deploy script", "bash deploy.sh",
    ]  # fmt: skip
    assert texts(jobs(read)["lint"]) == ["flake8"]
    assert [job.name for job in read.jobs if job.may_fail] == ["next python"]


JENKINS = """@Library('shared') _
pipeline {
  agent any
  triggers { cron('H 4 * * *') }
  stages {
    stage('Test') {
      steps {
        // sh 'pytest commented'
        sh '''
          pip install .
          pytest -q
        '''
        catchError(buildResult: 'SUCCESS') {
          sh 'mypy .'
        }
        sh(script: "pytest status", returnStatus: true)
      }
    }
    stage("Production") {
      when { branch 'main' }
      input { message "Deploy?" }
      steps {
        withCredentials([string(credentialsId: 'k', variable: 'K')]) {
          sh "helm upgrade score chart --set image=${IMAGE}"
        }
      }
    }
    stage('Off') {
      when { expression { false } }
      steps { sh 'pytest off' }
    }
  }
}
"""


def test_a_jenkinsfile_is_read_stage_by_stage() -> None:
    read = read_pipeline("Jenkinsfile", JENKINS)
    assert (read.triggers, read.schedules) == (("push", "pull_request", "schedule"), ("H 4 * * *",))
    found = jobs(read)
    assert [line.strip() for line in texts(found["Test"])[0].splitlines()] == [
        "pip install .", "pytest -q",
    ]  # fmt: skip
    assert found["Test"].commands[0].line == 10
    assert [texts(job) for job in read.jobs if job.may_fail] == [["mypy .", "pytest status"]]
    production = found["Production"]
    assert (production.manual, production.condition) == (True, "branch main")
    assert texts(production) == ["helm upgrade score chart --set image=${IMAGE}"]
    assert "Off" not in found


TASKCLUSTER = """version: 1
tasks:
  $let: {owner: x}
  in:
    $if: 'tasks_for == "github-push" || tasks_for[:19] == "github-pull-request"'
    then:
      - $mergeDeep:
          - {$eval: base}
          - payload:
              command:
                - /bin/bash
                - -cx
                - "git clone r &&
                  pytest -q"
            metadata: {name: tests}
"""


def test_taskcluster_at_whatever_depth_a_task_stands() -> None:
    read = read_pipeline(".taskcluster.yml", TASKCLUSTER)
    assert read.triggers == ("push", "pull_request")
    (job,) = read.jobs
    assert (job.name, texts(job)) == ("tests", ["/bin/bash -cx git clone r && pytest -q"])
    assert job.commands[0].line == 13


BUILDKITE = """steps:
  - label: unit
    command: pytest -q
  - group: checks
    steps:
      - label: types
        command: mypy .
        soft_fail: [{exit_status: 1}]
  - wait
  - block: Release?
  - label: deploy
    commands: [helm upgrade score chart]
    branches: main
"""


def test_buildkite_waits_behind_a_block() -> None:
    read = read_pipeline(".buildkite/pipeline.yml", BUILDKITE)
    assert texts(jobs(read)["unit"]) == ["pytest -q"]
    assert [job.name for job in read.jobs if job.may_fail] == ["types"]
    assert (jobs(read)["deploy"].manual, jobs(read)["deploy"].condition) == (True, "main")


BITBUCKET = """definitions:
  steps:
    - step: &test
        name: Test
        script: [pip install ., pytest -q]
pipelines:
  pull-requests:
    "**": [{step: *test}]
  branches:
    main:
      - parallel:
          - step: *test
      - step:
          name: Deploy
          deployment: production
          trigger: manual
          script:
            - pipe: atlassian/aws-ecs-deploy:1.0
            - kubectl apply -f k8s
"""


def test_bitbucket_with_a_manual_deployment() -> None:
    read = read_pipeline("bitbucket-pipelines.yml", BITBUCKET)
    assert (read.triggers, read.branches) == (("pull_request", "push"), ("main",))
    deploy = jobs(read)["Deploy"]
    assert (deploy.environment, deploy.manual) == ("production", True)
    assert texts(deploy) == ["pipe atlassian/aws-ecs-deploy:1.0", "kubectl apply -f k8s"]
    assert [texts(job) for job in read.jobs if job.name == "Test"] == [
        ["pip install .", "pytest -q"], ["pip install .", "pytest -q"],
    ]  # fmt: skip


DRONE = """kind: pipeline
trigger: {event: [push, pull_request], branch: [main]}
steps:
  - name: test
    commands: [pytest -q]
  - name: lint
    failure: ignore
    commands: [ruff check]
  - name: publish
    image: plugins/docker
    settings: {repo: registry.example/score}
    when: {event: [push]}
---
kind: secret
name: token
"""


def test_drone_and_woodpecker() -> None:
    read = read_pipeline(".drone.yml", DRONE)
    assert (read.triggers, read.branches) == (("push", "pull_request"), ("main",))
    assert texts(jobs(read)["test"]) == ["pytest -q"]
    assert texts(jobs(read)["publish"]) == ["plugin plugins/docker"]
    assert [job.name for job in read.jobs if job.may_fail] == ["lint"]
    pecker = "when: {event: pull_request}\nsteps:\n  test:\n    commands: [pytest -q]\n"
    read = read_pipeline(".woodpecker/test.yml", pecker)
    assert (read.system, read.triggers) == ("woodpecker", ("pull_request",))
    assert texts(jobs(read)["test"]) == ["pytest -q"]


TEKTON = """apiVersion: tekton.dev/v1
kind: PipelineRun
metadata:
  name: check
  annotations:
    pipelinesascode.tekton.dev/on-event: "[pull_request]"
    pipelinesascode.tekton.dev/on-target-branch: "[main]"
spec:
  pipelineSpec:
    tasks:
      - name: unit
        taskSpec:
          steps:
            - name: test
              image: python:3.12
              script: |
                pip install .
                pytest -q
            - name: types
              onError: continue
              command: [mypy]
              args: ["."]
      - name: deploy
        runAfter: [unit]
        taskRef: {name: helm-upgrade}
"""


def test_tekton_wherever_its_objects_stand(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {".tekton/check.yaml": TEKTON, "ops/pipeline.yaml": TEKTON}
    first, second = look(made(tmp_path / "r", files)).pipelines
    assert first.jobs == second.jobs
    assert (first.system, first.triggers, first.branches) == (
        "tekton",
        ("pull_request",),
        ("main",),
    )
    assert texts(jobs(first)["unit"]) == ["pip install .\npytest -q"]
    assert [texts(job) for job in first.jobs if job.may_fail] == [["mypy ."]]
    assert (texts(jobs(first)["deploy"]), jobs(first)["deploy"].needs) == (
        ["task helm-upgrade"], ("unit",),
    )  # fmt: skip


BLUBBER = """version: v4
base: python
variants:
  test: {entrypoint: [tox, -e, unit]}
  production: {entrypoint: [./run.sh]}
"""
PIPELINELIB = """pipelines:
  score:
    blubberfile: score/blubber.yaml
    stages:
      - {name: test, build: test, run: true}
  publish:
    blubberfile: score/blubber.yaml
    stages:
      - {name: publish, build: production, publish: {image: true}}
"""


def test_pipelinelib_and_what_a_variant_runs(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        ".pipeline/config.yaml": PIPELINELIB,
        ".pipeline/score/blubber.yaml": BLUBBER,
        "tox.ini": "[testenv:unit]\ncommands =\n    pytest test/unit\n    -pytest flaky\n",
    }
    (read,) = look(made(tmp_path / "r", files)).pipelines
    assert texts(jobs(read)["score"]) == [
        "blubber variant test", "tox -e unit", "pytest test/unit",
    ]  # fmt: skip
    assert [command.via for command in jobs(read)["score"].commands] == [
        "", ".pipeline/score/blubber.yaml:4", "tox.ini:3",
    ]  # fmt: skip
    assert texts(jobs(read)["publish"])[:2] == ["blubber variant production", "blubber publish"]


def test_cloud_build_and_code_build() -> None:
    google = "steps:\n  - name: python\n    args: [pytest, -q]\n  - name: gcr.io/b/gcloud\n"
    google += "    entrypoint: gcloud\n    args: [run, deploy, score]\n"
    (job,) = read_pipeline("cloudbuild.yaml", google).jobs
    assert texts(job) == ["python pytest -q", "gcloud run deploy score"]
    aws = "version: 0.2\nphases:\n  build:\n    commands: [pytest -q]\n  post_build:\n"
    aws += "    on-failure: CONTINUE\n    commands: [notify]\n"
    firm, loose = read_pipeline("buildspec.yml", aws).jobs
    assert (texts(firm), texts(loose), loose.may_fail) == (["pytest -q"], ["notify"], True)


MAKE = "CMD := pytest\n\n.PHONY: check\ncheck: lint\n\t@pytest -q \\\n\t  tests\n\t-pytest flaky\nlint:\n"
MAKE += "\truff check\n"
NOX = "import nox\n\n\n@nox.session\ndef tests(session):\n    session.run('pytest', '-q')\n"
TASKS = "from invoke import task\n\n\n@task\ndef check(c):\n    c.run('pytest -q')\n"
POE = '[tool.poe.tasks]\ncheck = "pytest -q"\n'
HATCH = '[tool.hatch.envs.test.scripts]\ncov = "pytest -q"\n'
TOX = '[tool.tox.env_run_base]\ncommands = [["pytest", "-q"]]\n'


@pytest.mark.parametrize(
    ("run", "files", "via"),
    [
        ("make check", {"Makefile": MAKE}, "Makefile:5"),
        ("make", {"Makefile": MAKE}, "Makefile:5"),
        (
            "make -C sub check",
            {"sub/Makefile": MAKE, "Makefile": "check:\n\techo\n"},
            "sub/Makefile:5",
        ),
        ("cd sub && make check", {"sub/Makefile": MAKE}, "sub/Makefile:5"),
        (
            "just check",
            {"justfile": "check: lint\n    @pytest -q\nlint:\n    ruff\n"},
            "justfile:2",
        ),
        ("tox", {"tox.ini": "[tox]\n[testenv]\ncommands = pytest -q {posargs}\n"}, "tox.ini:3"),
        ("tox -e py312", {"tox.ini": "[testenv]\ncommands =\n  pytest -q\n"}, "tox.ini:3"),
        ("tox run", {"pyproject.toml": TOX}, "pyproject.toml:2"),
        ("nox -s tests", {"noxfile.py": NOX}, "noxfile.py:6"),
        (
            "npm run check",
            {"package.json": '{"scripts": {\n"check": "pytest -q"}}'},
            "package.json:2",
        ),
        (
            "task check",
            {"Taskfile.yml": "tasks:\n  check:\n    cmds: [pytest -q]\n"},
            "Taskfile.yml:3",
        ),
        ("poe check", {"pyproject.toml": POE}, "pyproject.toml:2"),
        ("hatch run test:cov", {"pyproject.toml": HATCH}, "pyproject.toml:2"),
        ("invoke check", {"tasks.py": TASKS}, "tasks.py:6"),
        (
            "./ci/check.sh --fast",
            {"ci/check.sh": "#!/bin/sh\n# pytest\npytest -q\n"},
            "ci/check.sh:3",
        ),
        ("bash ci/a.sh", {"ci/a.sh": "make check\n", "Makefile": MAKE}, "Makefile:5"),
    ],
)
def test_what_a_named_command_runs_is_followed(
    tmp_path: Path, run: str, files: dict[str, str | bytes], via: str
) -> None:
    workflow = f"on: push\njobs:\n  check:\n    steps:\n      - run: {run}\n"
    given = {**files, ".github/workflows/ci.yml": workflow, "a.py": "x = 1\n"}
    evidence = look(made(tmp_path / "r", given))
    (job,) = evidence.pipelines[0].jobs
    found = [(item.line, item.via) for item in job.commands if item.text.startswith("pytest -q")]
    assert found == [(5, via)]
    seen = {f.probe: f.outcome for f in examine(discover(), source("/x"), evidence, NOW)}
    assert seen["ci_runs_the_tests"] is Outcome.PRESENT


def test_what_is_forgiven_is_not_followed(tmp_path: Path) -> None:
    workflow = "on: push\njobs:\n  a:\n    steps:\n      - run: make check || true\n"
    files: dict[str, str | bytes] = {"Makefile": MAKE, ".github/workflows/ci.yml": workflow}
    (job,) = look(made(tmp_path / "r", files)).pipelines[0].jobs
    assert texts(job) == ["make check || true"]


def test_a_composite_action_and_a_called_workflow_of_the_repository_are_followed(
    tmp_path: Path,
) -> None:
    files: dict[str, str | bytes] = {
        ".github/workflows/ci.yml": "on: pull_request\njobs:\n  a:\n    uses: ./.github/workflows/t.yml\n",
        ".github/workflows/t.yml": "on: workflow_call\njobs:\n  t:\n    steps:\n"
        "      - uses: ./.github/actions/test\n",
        ".github/workflows/lone.yml": "on: workflow_call\njobs:\n  t:\n    steps: [{run: x}]\n",
        ".github/actions/test/action.yml": "runs:\n  using: composite\n  steps:\n"
        "    - run: pytest -q\n      shell: bash\n",
    }
    read = {item.path: item for item in look(made(tmp_path / "r", files)).pipelines}
    assert read[".github/workflows/t.yml"].triggers == ("workflow_call", "pull_request")
    assert read[".github/workflows/lone.yml"].triggers == ("workflow_call",)
    (job,) = read[".github/workflows/t.yml"].jobs
    assert job.commands[-1].text == "pytest -q"
    assert (job.commands[-1].line, job.commands[-1].via) == (5, ".github/actions/test/action.yml:4")


CIRCLES: dict[str, dict[str, str | bytes]] = {
    "make": {"Makefile": "a: b\n\tmake b\n\tmake a\nb: a\n\tmake a\n\tmake b\n", "run": "make a"},
    "scripts": {"a.sh": "./b.sh\n./a.sh\n", "b.sh": "./a.sh\n./b.sh\n", "run": "./a.sh"},
    "gitlab": {".gitlab-ci.yml": "include: .gitlab-ci.yml\n.a: {extends: .b}\n.b: {extends: .a}\n"
               "c: {extends: .a, script: [!reference [c, script]]}\n"},
    "azure": {"azure-pipelines.yml": "trigger: [main]\nsteps:\n" + "- template: azure-pipelines.yml\n" * 2},
    "circle": {".circleci/config.yml": "commands: {a: {steps: [a, a]}}\njobs: {j: {steps: [a]}}\n"},
    "many commands": {".circleci/config.yml": "commands: {a: {steps: [" + "a, " * 900 + "a]}}\n"
                      "jobs: {j: {steps: [a]}}\n"},
    "many parents": {".gitlab-ci.yml": "".join(
        f".a{n}: {{extends: [" + ", ".join(f".a{m}" for m in range(30)) + "]}\n" for n in range(30))
        + "c: {extends: .a1, script: [!reference [c, script], !reference [c, script]]}\n"},
    "many includes": {".gitlab-ci.yml": "include: [" + "a.yml, " * 500 + "a.yml]\nc: {script: x}\n",
                      "a.yml": "include: [" + ".gitlab-ci.yml, a.yml, " * 500 + "a.yml]\nscript: x\n"},
    "wide make": {"Makefile": "".join(f"t{n}: " + " ".join(f"t{m}" for m in range(n)) + "\n\techo\n"
                                      for n in range(250)), "run": "make t249"},
    "long line": {"Makefile": "a" * 300_000 + ": b\n\tmake " + "a " * 100_000, "run": "make a" * 9_000},
    "jenkins": {"Jenkinsfile": "stage('a') {" * 3_000 + "sh '" * 3_000},
    "jenkins text": {"Jenkinsfile": "'''" + "/*" * 100_000},
}  # fmt: skip


@pytest.mark.parametrize("why", sorted(CIRCLES))
def test_a_build_that_calls_itself_comes_to_an_end(tmp_path: Path, why: str) -> None:
    files = dict(CIRCLES[why])
    if run := files.pop("run", b""):
        files[".github/workflows/c.yml"] = f"on: push\njobs: {{a: {{steps: [{{run: {run!s}}}]}}}}\n"
    evidence = look(made(tmp_path / "r", files))
    assert all(len(job.commands) <= 400 for item in evidence.pipelines for job in item.jobs)
