"""Whether a build deploys."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.looking import Hit, commands, is_library, script_lines
from assessment.repository.saying import absent, counted, library, present, unavailable

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


def observe(evidence: RepositoryEvidence) -> Observation:
    """Find a deployment in a build job or in a script that one calls."""
    if is_library(evidence):
        return library(evidence)
    hits = [hit for hit in commands(evidence, DEPLOYS) if not NOT_A_SYSTEM.search(hit.name)]
    hits = hits or _by_script(evidence)
    if hits:
        return present(evidence, f"{hits[0].path} runs: {hits[0].name}", hits)
    if not evidence.pipelines:
        return absent(evidence, "no file of a known build system")
    if pushed := commands(evidence, PUSHES):
        return unavailable(
            f"{pushed[0].path} publishes an image; what deploys it is not kept here",
            "Name the repository or tool that deploys it, and point Prodworthy at it.",
        )
    hits = [Hit(item.path, 1, item.path) for item in evidence.pipelines]
    return absent(evidence, f"{counted(hits, 'build file')}, none deploys the system", hits)


def _by_script(evidence: RepositoryEvidence) -> list[Hit]:
    """Scripts with a deployment in them that a build job calls by name."""
    called = " ".join(hit.name for hit in commands(evidence, SCRIPT))
    lines = script_lines(evidence, DEPLOYS)
    return [hit for hit in lines if _called_as(hit.path) in called]


def _called_as(path: str) -> str:
    name = path.rpartition("/")[2]
    return "deploy" if name.lower() in {"makefile", "justfile"} else name
