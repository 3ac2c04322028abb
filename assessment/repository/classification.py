"""What kind of repository it is, so that a library is never judged as a service."""

import re
from collections.abc import Iterable, Iterator

from assessment.repository.evidence import (
    Classification,
    Compose,
    ContainerFile,
    Job,
    Manifest,
    Notebook,
    Pipeline,
    PythonModule,
    RepositoryClass,
)
from assessment.repository.roles import role_of

# Weights of one sign each: a sign that only a service (or only a library) has weighs two, one
# that both may have weighs one.
_STRONG, _WEAK = 2, 1
_SERVER = re.compile(
    r"uvicorn|gunicorn|hypercorn|flask run|runserver|waitress|streamlit run|gradio|bentoml serve|"
    r"tritonserver|torchserve|mlserver|tensorflow_model_server|celery|supervisord|serve|worker|"
    r"server|-m [\w.]*(?:app|api|main)|(?:app|api|main)\.py|run\.sh|start|entrypoint|scheduler",
    re.IGNORECASE,
)
_PUBLISH = re.compile(
    r"pypi-publish|twine upload|poetry publish|uv publish|flit publish|hatch publish|"
    r"npm publish|cargo publish",
    re.IGNORECASE,
)
_DEPLOYS = re.compile(
    r"kubectl\s+(?:\S+\s+){0,3}(?:apply|set image|rollout)|helm(?:file)? upgrade|terraform apply|"
    r"argocd app sync|gcloud (?:run|app|ai|functions|composer)|aws (?:ecs|lambda) update|cdk deploy|"
    r"docker[ -]compose\b.*\bup -d",
    re.IGNORECASE,
)
_LIBRARY = re.compile(r"Intended Audience :: Developers|Topic :: Software Development :: Libraries")
_SERVING = {"kserve", "mlserver", "bentoml", "ray.serve", "torchserve", "seldon_core"}
_MODELS = {
    "sklearn", "torch", "tensorflow", "keras", "xgboost", "lightgbm", "catboost", "transformers",
    "joblib", "mlflow", "onnxruntime", "sentence_transformers", "openai", "anthropic", "langchain",
    "langgraph", "litellm", "tritonclient", "vllm", "whisper", "spacy",
}  # fmt: skip
_NOTEBOOK_SHARE = 0.6


def classify(
    modules: list[PythonModule],
    notebooks: list[Notebook],
    containers: list[ContainerFile],
    pipelines: list[Pipeline],
    manifests: list[Manifest],
    composes: Iterable[Compose] = (),
    installs: Iterable[str] = (),
) -> Classification:
    """The kind with most signs for it; notebooks where most code is in them and nothing serves.

    ``installs`` are the packages that the repository's own first page tells its reader to install.
    """
    service = _service_signs(modules, containers, composes, pipelines)
    library = _library_signs(pipelines, manifests, set(installs))
    share = notebook_share(modules, notebooks)
    for_service = sum(weight for _, weight in service)
    for_library = sum(weight for _, weight in library)
    reasons = tuple(reason for reason, _ in (*service, *library))
    if share > _NOTEBOOK_SHARE and for_service <= _WEAK:
        return _as("notebooks", f"{share:.0%} of the code is in notebooks", *reasons)
    if for_service >= _STRONG and for_service >= for_library:
        return _as("service", *reasons)
    if for_library:
        return _as("library", *reasons)
    return _as("unknown", *reasons)


def notebook_share(modules: list[PythonModule], notebooks: list[Notebook]) -> float:
    """Code lines in notebooks as a share of those and of Python modules outside tests and docs."""
    cells = sum(item.lines for item in notebooks)
    code = sum(item.lines for item in modules if role_of(item.path) == "source")
    return cells / (cells + code) if cells else 0.0


def entry_signs(modules: list[PythonModule]) -> list[str]:
    """How these modules show that something is served by them; ``model`` where it is a model."""
    signs = [
        f"web routes in {module.path}"
        for module in modules
        if any(route.path != "*" for route in module.routes)
    ][:1]
    signs += [
        f"a model is served in {module.path}"
        for module in modules
        if any(_is_serving(name) for name in module.imports)
        or ({"init", "run"} <= set(module.functions) and "score" in module.path)
    ][:1]
    if signs and not signs[1:]:
        uses = (m.path for m in modules if {n.partition(".")[0] for n in m.imports} & _MODELS)
        signs += [f"a model is used in {path}" for path in uses][:1]
    return signs


def _as(kind: RepositoryClass, *reasons: str) -> Classification:
    return Classification(kind=kind, reasons=reasons)


def _service_signs(
    modules: list[PythonModule],
    containers: list[ContainerFile],
    composes: Iterable[Compose],
    pipelines: list[Pipeline],
) -> list[tuple[str, int]]:
    signs = []
    own = [module for module in modules if role_of(module.path) == "source"]
    if routed := [module.path for module in own if any(r.path != "*" for r in module.routes)]:
        signs.append((f"web routes in {routed[0]}", _STRONG))
    serving = [m.path for m in own if any(_is_serving(name) for name in m.imports)]
    if serving:
        signs.append((f"model serving in {serving[0]}", _WEAK))
    scoring = [m.path for m in own if {"init", "run"} <= set(m.functions) and "score" in m.path]
    if scoring:
        signs.append((f"a scoring entry in {scoring[0]}", _STRONG))
    started = [item.path for item in containers if role_of(item.path) == "source" and _serves(item)]
    if started:
        signs.append((f"{started[0]} starts a server", _STRONG))
    offered = [c.path for c in composes if role_of(c.path) == "source" and c.build and c.ports]
    if offered and not started:
        signs.append((f"{offered[0]} starts it", _STRONG))
    if deployed := next(_deploying(pipelines), ""):
        signs.append((f"{deployed} deploys", _WEAK))
    return signs


def _deploying(pipelines: list[Pipeline]) -> Iterator[str]:
    for pipeline in pipelines:
        for job in pipeline.jobs:
            if job.environment and any(_DEPLOYS.search(item.text) for item in job.commands):
                yield pipeline.path


def _is_serving(name: str) -> bool:
    return any(name == root or name.startswith(f"{root}.") for root in _SERVING)


def _serves(container: ContainerFile) -> bool:
    if container.format in {"bentoml", "blubber", "buildpack", "cog", "anyscale", "langgraph"}:
        return True
    commands = [i for i in container.instructions if i.keyword in {"CMD", "ENTRYPOINT"}]
    exposed = any(item.keyword in {"EXPOSE", "HEALTHCHECK"} for item in container.instructions)
    return bool(commands) and (exposed or any(_SERVER.search(item.value) for item in commands))


def _library_signs(
    pipelines: list[Pipeline], manifests: list[Manifest], installs: set[str]
) -> list[tuple[str, int]]:
    signs = []
    inner = {manifest.path.rpartition("/")[0] for manifest in manifests if "/" in manifest.path}
    jobs = ((pipeline.path, job) for pipeline in pipelines for job in pipeline.jobs)
    published = [(path, job) for path, job in jobs if _publishes(job)]
    whole = [path for path, job in published if not _is_part(job, inner)]
    if whole:
        signs.append((f"{whole[0]} publishes a package", _STRONG + _STRONG))
    elif published:
        signs.append((f"{published[0][0]} publishes a part as a package", _WEAK))
    for manifest in manifests:
        if "/" not in manifest.path and _LIBRARY.search("\n".join(manifest.classifiers)):
            signs.append((f"{manifest.path} says it is for developers to use", _STRONG))
            break
    names = {m.name.lower().replace("_", "-"): m.path for m in manifests if m.name}
    if told := sorted(installs & set(names)):
        signs.append((f"its first page says to install {told[0]}", _STRONG))
    return signs


def _publishes(job: Job) -> bool:
    return any(_PUBLISH.search(command.text) for command in job.commands)


def _is_part(job: Job, folders: set[str]) -> bool:
    """Whether what is published lies in a folder of its own, and is not the whole."""
    said = [job.folder.strip("./"), *(command.text for command in job.commands)]
    return job.folder.strip("./") in folders or any(
        f"cd {folder}" in text or f"{folder}/dist" in text for text in said for folder in folders
    )
