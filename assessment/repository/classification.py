"""What kind of repository it is, so that a library is never judged as a service."""

import re

from assessment.repository.evidence import (
    Classification,
    ContainerFile,
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
_LIBRARY = re.compile(r"Intended Audience :: Developers|Topic :: Software Development :: Libraries")
_SERVING = {"kserve", "mlserver", "bentoml", "ray.serve", "torchserve", "seldon_core"}
_NOTEBOOK_SHARE = 0.6


def classify(
    modules: list[PythonModule],
    notebooks: list[Notebook],
    containers: list[ContainerFile],
    pipelines: list[Pipeline],
    manifests: list[Manifest],
) -> Classification:
    """The kind with most signs for it; notebooks where most code is in them and nothing serves."""
    service = _service_signs(modules, containers)
    library = _library_signs(pipelines, manifests)
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


def _as(kind: RepositoryClass, *reasons: str) -> Classification:
    return Classification(kind=kind, reasons=reasons)


def _service_signs(
    modules: list[PythonModule], containers: list[ContainerFile]
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
    return signs


def _is_serving(name: str) -> bool:
    return any(name == root or name.startswith(f"{root}.") for root in _SERVING)


def _serves(container: ContainerFile) -> bool:
    if container.format in {"bentoml", "blubber", "buildpack", "cog", "anyscale"}:
        return True
    commands = [i for i in container.instructions if i.keyword in {"CMD", "ENTRYPOINT"}]
    exposed = any(item.keyword in {"EXPOSE", "HEALTHCHECK"} for item in container.instructions)
    return bool(commands) and (exposed or any(_SERVER.search(item.value) for item in commands))


def _library_signs(pipelines: list[Pipeline], manifests: list[Manifest]) -> list[tuple[str, int]]:
    signs = []
    commands = ((p.path, c.text) for p in pipelines for job in p.jobs for c in job.commands)
    if publishes := next((path for path, text in commands if _PUBLISH.search(text)), ""):
        signs.append((f"{publishes} publishes a package", _STRONG + _STRONG))
    for manifest in manifests:
        if "/" not in manifest.path and _LIBRARY.search("\n".join(manifest.classifiers)):
            signs.append((f"{manifest.path} says it is for developers to use", _STRONG))
            break
    return signs
