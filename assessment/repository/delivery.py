"""Whether something here changes an environment, and whether it only publishes an image."""

import re

from assessment.repository.evidence import RepositoryEvidence
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
    r"azure/webapps-deploy|google-github-actions/deploy|amazon-ecs-deploy|aws-actions/.*deploy|"
    r"AzureWebApp|KubernetesManifest|HelmDeploy|AzureRmWebAppDeployment|kustomize build"
)
NOT_A_SYSTEM = re.compile(r"gh-pages|mkdocs|docs?[/_-]|sphinx|pypi|netlify|readthedocs|npm publish")
PUSHES = (
    r"docker (?:image )?push|docker/build-push-action|buildah push|skopeo copy|kaniko|"
    r"push-artifact|blubber publish|buildx build.*--push"
)
SCRIPT = r"(?:^|[\s;&|./])([\w./-]+\.(?:sh|bash))\b|make\s+([\w-]*deploy[\w-]*)"


def deployments(evidence: RepositoryEvidence) -> list[Hit]:
    """Commands that deploy, in a build job or in a script that one calls."""
    hits = [hit for hit in commands(evidence, DEPLOYS) if not NOT_A_SYSTEM.search(hit.name)]
    return hits or _by_script(evidence)


def published(evidence: RepositoryEvidence) -> list[Hit]:
    """Commands of a build job that publish an image for something else to deploy."""
    return commands(evidence, PUSHES)


def _by_script(evidence: RepositoryEvidence) -> list[Hit]:
    """Scripts with a deployment in them that a build job calls by name."""
    called = " ".join(hit.name for hit in commands(evidence, SCRIPT))
    lines = script_lines(evidence, DEPLOYS)
    return [hit for hit in lines if _called_as(hit.path) in called]


def _called_as(path: str) -> str:
    name = path.rpartition("/")[2]
    return "deploy" if name.lower() in {"makefile", "justfile"} else name
