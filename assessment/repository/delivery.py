"""Whether something here changes an environment, and whether it only publishes an image."""

import re
from collections.abc import Callable
from functools import cache

from assessment.repository.evidence import Job, Pipeline, RepositoryEvidence
from assessment.repository.looking import Hit, commands, script_lines

DEPLOYS = (
    r"kubectl\s+(?:[\w=-]+\s+)*(?:apply|set image|rollout|replace|patch)|"
    r"helm(?:file)?\s+(?:upgrade|"
    r"install|apply|sync)|argocd app (?:sync|set)|terraform apply|pulumi up|cdk deploy|sam deploy|"
    r"docker[ -]compose\b.*\bup\b|docker stack deploy|docker service update|"
    r"gcloud (?:beta )?(?:run|app|ai|"
    r"functions)\b.*\b(?:deploy|update|replace)|az (?:ml|webapp|containerapp|aks|functionapp) |"
    r"aws (?:ecs update|lambda update|sagemaker create|deploy create|cloudformation deploy)|"
    r"bentoml (?:deploy|cloud)|anyscale service|ansible-playbook|serverless deploy|"
    r"fly(?:ctl)? deploy|"
    r"heroku\b.*(?:release|deploy)|cap \w+ deploy|dokku|scp\s|rsync\s.*@|appleboy/ssh-action|"
    r"azure/k8s-deploy|"
    r"azure/webapps-deploy|google-github-actions/deploy|amazon-ecs-deploy|aws-actions/[\w-]*deploy|"
    r"AzureWebApp|KubernetesManifest|HelmDeploy|AzureRmWebAppDeployment|kustomize build|"
    r"kustomize edit set image|(?:langgraph|mda|modal|vercel|wrangler|eb|copilot(?: svc)?|azd|sst|"
    r"kamal|chalice|zappa|truefoundry|tfy|prefect|dagster-cloud\S*|databricks bundle|mlflow)\s+"
    r"(?:deploy|deployments (?:create|update)|serverless deploy\S*)\b|azd up|railway up|"
    r"az deployment |gcloud deploy releases|skaffold (?:run|deploy)|nomad (?:job )?run|"
    r"flux reconcile|aws lambda update-function|superfly/flyctl-actions|azure/container-apps-deploy|"
    r"(?:workflow|repository)-dispatch@\S+ .*(?:deploy|infra|gitops|argo|helm|k8s)|"
    r"gh workflow run \S*deploy|yq\s[^|;]*-i[^|;]*(?:image|tag)|sed -i[^|;]*(?:newTag|image:)|"
    r"akhileshns/heroku-deploy|azure/aci-deploy|\.github/workflows/[\w.-]*deploy[\w.-]*\.ya?ml@"
)
NOT_A_SYSTEM = re.compile(
    r"gh-pages|mkdocs|docs?[/_-]|sphinx|pypi|netlify|readthedocs|npm publish|--dry-run|"
    r"(?:apply|create) -f \S*https?://"
)
_TRIAL = re.compile(
    r"\bkind (?:create|load)|kind-action|setup-kind|minikube|\bk3[ds]\b|setup-k3|chart-testing|"
    r"\bct install|localstack|microk8s"
)
"""A cluster that lives as long as the job."""
_TESTS = re.compile(
    r"\bpytest\b|\bpy\.test\b|\b(?:tox|nox)\b|npm (?:run )?test|go test|cargo test|make (?:\w+-)?test|"
    r"unittest|playwright|cypress"
)
_COMPOSED = re.compile(r"docker[ -]compose\b.*\bup\b", re.IGNORECASE)
_DELIVERS = re.compile(r"deploy|release|prod|rollout|(?:^|[-_/. ])cd(?:[-_/. ]|$)", re.IGNORECASE)
_FOR_A_DEVELOPER = re.compile(
    r"(?:^|/)(?:dev|local|hack|kind)/|(?:^|/)(?:Make|just)file", re.IGNORECASE
)
"""A cluster on a desk; what a target of make runs is read with the job that calls it."""
_PROPOSED = re.compile(
    r"(?:^|[-_/.])(?:pr|pull[-_]?requests?|preview)(?:[-_.][^/]*)?\.ya?ml$", re.IGNORECASE
)
"""A file of a build that looks at proposed changes, by its name."""
_PREVIEWS = {"pull_request", "pull_request_target", "merge_request", "merge_group"}
PUSHES = (
    r"docker (?:image )?push|docker/build-push-action|buildah push|skopeo copy|kaniko|"
    r"push-artifact|blubber publish|buildx build.*--push"
)
SCRIPT = r"(?:^|[\s;&|./])([\w./-]+\.(?:sh|bash))\b|make\s+([\w-]*deploy[\w-]*)"

_MAY_DEPLOY = re.compile(f"{DEPLOYS}|{SCRIPT}", re.IGNORECASE)


def deployments(evidence: RepositoryEvidence) -> list[Hit]:
    """Commands that deploy, in a build job or in a script that one calls; trials left out."""
    return _deployments(evidence, lambda: script_lines(evidence, DEPLOYS))


def deploying_jobs(evidence: RepositoryEvidence) -> list[tuple[Pipeline, Job]]:
    """Jobs that deploy by a command of their own or by a script that they call."""
    in_scripts = cache(lambda: script_lines(evidence, DEPLOYS))
    return [
        (pipeline, job)
        for pipeline in evidence.pipelines
        for job in pipeline.jobs
        if _MAY_DEPLOY.search("\n".join(command.text for command in job.commands))
        and _deployments(_alone(evidence, pipeline, job), in_scripts)
    ]


def _deployments(evidence: RepositoryEvidence, in_scripts: Callable[[], list[Hit]]) -> list[Hit]:
    """The same; the lines of all scripts are looked through for many jobs at once, if at all."""
    real = evidence.model_copy(update={"pipelines": tuple(map(_lasting, evidence.pipelines))})
    hits = [hit for hit in commands(real, DEPLOYS) if not NOT_A_SYSTEM.search(hit.name)]
    return hits or _by_script(real, in_scripts)


def _alone(evidence: RepositoryEvidence, pipeline: Pipeline, job: Job) -> RepositoryEvidence:
    """The evidence as if there were this one job."""
    only = pipeline.model_copy(update={"jobs": (job,)})
    return evidence.model_copy(update={"pipelines": (only,)})


def _lasting(pipeline: Pipeline) -> Pipeline:
    """The pipeline without jobs that only try something out."""
    kept = tuple(job for job in pipeline.jobs if not _is_trial(pipeline, job))
    return pipeline.model_copy(update={"jobs": kept})


def _is_trial(pipeline: Pipeline, job: Job) -> bool:
    """A job on a throw-away cluster, for a proposed change, or that starts parts to test them."""
    if _PROPOSED.search(pipeline.path) or (
        pipeline.triggers and set(pipeline.triggers) <= _PREVIEWS
    ):
        return True
    text = "\n".join(command.text for command in job.commands)
    if _TRIAL.search(text):
        return True
    told = f"{pipeline.path.rpartition('/')[2]} {job.name} {job.environment}"
    tries = _TESTS.search(text) or _COMPOSED.search(text)
    return bool(tries) and not _DELIVERS.search(told)


def published(evidence: RepositoryEvidence) -> list[Hit]:
    """Commands of a build job that publish an image for something else to deploy."""
    return commands(evidence, PUSHES)


def _by_script(evidence: RepositoryEvidence, in_scripts: Callable[[], list[Hit]]) -> list[Hit]:
    """Scripts with a deployment in them that a build job calls by name."""
    called = " ".join(hit.name for hit in commands(evidence, SCRIPT))
    if not called:
        return []
    return [
        hit
        for hit in in_scripts()
        if hit.path.rpartition("/")[2] in called and not _FOR_A_DEVELOPER.search(hit.path)
    ]
