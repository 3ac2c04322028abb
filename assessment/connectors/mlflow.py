"""Reads one registered model from an MLflow tracking server: versions, aliases, where they come from.

Options: ``model`` (its name; left out, the only one there is), ``alias`` (what production is called
where it is none of the usual names), and ``model_age_limit_days`` (its objective).
"""

import re
from urllib.parse import quote

from assessment import objectives
from assessment.connectors.redaction import redact
from assessment.connectors.registry.answers import (
    Model,
    ModelAnswer,
    Models,
    RunAnswer,
    Version,
    Versions,
)
from assessment.connectors.registry.evidence import ModelVersion, RegistryEvidence
from assessment.connectors.rest import UNREAD, Reach, Rest, part
from assessment.connectors.runtime.links import reader_of
from assessment.connectors.transport import Channel
from assessment.objectives import stated
from assessment.sources import (
    Choice,
    Circumstances,
    Option,
    Request,
    Source,
    SourceUnavailable,
    Survey,
)

KIND = "mlflow"
SCHEMES = ("http", "https")
TITLE = "MLflow registry"
ICON = "inventory_2"
GROUP = "platform"
ADDRESS_HELP = "The address of an MLflow server, such as https://mlflow.example.org."
EVIDENCE = RegistryEvidence
OPTIONS = (
    Option(name="model", label="Registered model", help="Empty where there is one only."),
    Option(name="alias", label="What production is called", help="Such as champion or live."),
    *objectives.options(KIND),
)

API = "/api/2.0/mlflow"
PRODUCTION = re.compile(r"(?i)prod(uction)?|champion|live|current|serving|active")
APPROVED = re.compile(r"(?i)(.*[._-])?(approved|reviewed|validated|promoted|signed_off)([._-]?by)?")
OWNER = re.compile(r"(?i)(.*[._-])?(owner|team|maintainer|responsible|contact)")
COMMIT = ("mlflow.source.git.commit", "git_commit", "commit", "git.sha")
DATASET = re.compile(r"(?i).*(dataset|data)[._-]?(version|hash|digest|snapshot|revision|commit)")
MODELS, VERSIONS, RUNS = 100, 50, 5


def requests(source: Source) -> tuple[Request, ...]:
    """Every request that reading this source can make."""
    base, name = redact(source.address).rstrip("/"), str(source.options.get("model", "the model"))
    rows = (
        ("/version", "which version answers"),
        (f"{API}/registered-models/search", "which models are registered"),
        (f"{API}/registered-models/get?name={name}", "which version is in production"),
        (f"{API}/model-versions/search?filter=name='{name}'", "which versions there are"),
        (f"{API}/runs/get?run_id=…, the newest {RUNS}", "which code and data made a version"),
    )
    return tuple(Request(verb="GET", what=f"{base}{path}", why=why) for path, why in rows)


def read(source: Source, circumstances: Circumstances) -> RegistryEvidence:
    """Everything about one model; :class:`SourceUnavailable` where it cannot be read."""
    held = stated(source.options)
    with Channel(source, circumstances) as channel:
        rest = Rest(channel, "MLflow")
        circumstances.progress("which models there are")
        name = _chosen(rest, str(source.options.get("model", "")).strip())
        model = _model(rest, name)
        circumstances.progress(f"versions of {name}")
        found = _versions(rest, name)
        versions, runs = _with_runs(rest, found, model, reader_of(source))
        server = _server(rest)
    alias = str(source.options.get("alias", "")).strip()
    return RegistryEvidence(
        server=server, read_at=circumstances.now(), reader=reader_of(source), model=name,
        described=bool((model.description or "").strip()),
        owned=any(OWNER.fullmatch(tag.key) and tag.value.strip() for tag in model.tags),
        versions=versions, production=_production(versions, alias), runs=runs,
        people=len({item.user_id for item in found if item.user_id}), objectives=held,
    )  # fmt: skip


def survey(source: Source, circumstances: Circumstances) -> Survey:
    """The server's version and its registered models."""
    with Channel(source, circumstances) as channel:
        rest = Rest(channel, "MLflow")
        names = _names(rest)
        server = _server(rest)
    many = f"{len(names)} registered model{'' if len(names) == 1 else 's'}"
    choices = tuple(Choice(value=name, label=name) for name in names)
    warning = "" if names else "no model is registered there, or none that this account may see"
    return Survey(
        told=f"{server}, {many}", warning=warning, choices={"model": choices} if names else {}
    )


def _server(rest: Rest) -> str:
    version, _ = part(lambda: rest.text("/version", "which version answers"), "")
    return (
        f"MLflow {version.strip()}" if re.fullmatch(r"[\w.+-]{1,40}", version.strip()) else "MLflow"
    )


def _names(rest: Rest) -> tuple[str, ...]:
    params = {"max_results": str(MODELS)}
    path = f"{API}/registered-models/search"
    page = rest.read(Models, path, "which models are registered", params)
    return tuple(sorted(item.name for item in page.registered_models))


def _chosen(rest: Rest, wanted: str) -> str:
    if wanted:
        return wanted
    names = _names(rest)
    if len(names) == 1:
        return names[0]
    if not names:
        raise SourceUnavailable(
            "no model is registered on this server",
            "Register the model, or point at the server that holds it.",
        )
    raise SourceUnavailable(
        f"this registry holds {len(names)} models: {', '.join(names[:12])}",
        "Choose the one of this use case.",
    )


def _model(rest: Rest, name: str) -> Model:
    path = f"{API}/registered-models/get"
    why = "which version is in production"
    return rest.read(ModelAnswer, path, why, {"name": name}).registered_model


def _versions(rest: Rest, name: str) -> tuple[Version, ...]:
    page = rest.read(
        Versions, f"{API}/model-versions/search", "which versions there are",
        {"filter": f"name={_quoted(name)}", "max_results": str(VERSIONS),
         "order_by": "creation_timestamp DESC"},
    )  # fmt: skip
    return tuple(sorted(page.model_versions, key=lambda item: -item.creation_timestamp))


def _quoted(name: str) -> str:
    """The name in the filter's own language, which knows no escape inside quotes."""
    mark = '"' if "'" in name else "'"
    if mark in name:
        raise SourceUnavailable(
            "the model's name holds both kinds of quotes", "MLflow cannot search for such a name."
        )
    return f"{mark}{name}{mark}"


def _with_runs(
    rest: Rest, found: tuple[Version, ...], model: Model, reader: str
) -> tuple[tuple[ModelVersion, ...], Reach]:
    """The versions, the newest of them with what their runs say; and whether runs could be read."""
    reach, made = UNREAD, []
    for place, item in enumerate(found):
        version = _version(item, model, reader)
        if item.run_id and place < RUNS and (reach.read or reach is UNREAD):
            run, reach = part(lambda run=item.run_id: _run(rest, run), None)  # type: ignore[misc]
            if run is not None:
                version = version.model_copy(update={"code": run[0], "data": run[1]})
        made.append(version)
    return tuple(made), reach


def _version(item: Version, model: Model, reader: str) -> ModelVersion:
    page = f"{reader}/#/models/{quote(model.name)}/versions/{item.version}" if reader else ""
    return ModelVersion(
        number=item.version, created_at=item.created_at, ready=item.status in ("", "READY"),
        stage=item.current_stage if item.current_stage not in ("", "None") else "",
        aliases=tuple(sorted(one.alias for one in model.aliases if one.version == item.version)),
        run=bool(item.run_id), described=bool((item.description or "").strip()), url=page,
        approved=any(APPROVED.fullmatch(tag.key) and tag.value.strip() for tag in item.tags),
    )  # fmt: skip


def _run(rest: Rest, run_id: str) -> tuple[bool, bool]:
    """Whether the run names the commit of its code, and the data that went in."""
    why = "which code and data made a version"
    run = rest.read(RunAnswer, f"{API}/runs/get", why, {"run_id": run_id}).run
    said = {tag.key: tag.value for tag in run.data.tags}
    code = any(said.get(name, "").strip() for name in COMMIT)
    data = bool(run.inputs.dataset_inputs) or any(
        DATASET.fullmatch(key) and value.strip() for key, value in said.items()
    )
    return code, data


def _production(versions: tuple[ModelVersion, ...], alias: str) -> tuple[str, ...]:
    def serves(item: ModelVersion) -> bool:
        if alias:
            return alias in item.aliases
        return item.stage == "Production" or any(map(PRODUCTION.fullmatch, item.aliases))

    return tuple(item.number for item in versions if serves(item))
