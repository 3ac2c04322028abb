"""Whether feature code is shared by training and serving."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import PythonModule, RepositoryEvidence
from assessment.repository.looking import Hit, calls, imports, is_library, is_served, own
from assessment.repository.saying import (
    absent_in_code,
    library,
    not_applicable,
    present,
    unavailable,
)

FITS = re.compile(
    r"\.(?:fit|fit_transform|partial_fit|train|fit_generator)$|^(?:lightgbm|xgboost|"
    r"catboost)\.(?:train|cv)$"
)
CARRIES = (
    r"sklearn\.(?:pipeline\.(?:Pipeline|make_pipeline)|(?:compose|preprocessing)\.\w+)$|"
    r"tensorflow_transform|tft\.|get_(?:online|historical)_features"
)
SAVES = (
    r"joblib\.(?:dump|load)|pickle\.(?:dump|load)|log_model$|load_model$|save_model$|"
    r"skops\.io|cloudpickle\."
)
FEATURES = re.compile(r"feature|transform|preprocess|encod|token", re.IGNORECASE)
STORES = ("feast", "hopsworks", "tecton", "hsfs")


def observe(evidence: RepositoryEvidence) -> Observation:
    """Find one carrier of transforms, or a module that both sides import."""
    if is_library(evidence):
        return library(evidence)
    if evidence.classification.kind == "notebooks":
        return not_applicable("nothing is served from notebooks")
    modules = own(evidence)
    trains = [m for m in modules if any(FITS.search(name) for name in m.calls)]
    serves = [m for m in modules if any(route.path != "*" for route in m.routes)]
    stores = imports(modules, STORES)
    carried = calls(trains, CARRIES) if calls(modules, SAVES) else []
    both = _shared(trains, serves, modules)
    if hits := [*stores, *carried, *both]:
        return present(evidence, f"{hits[0].name} in {hits[0].path}", hits)
    if not trains:
        return _nothing_trains(evidence)
    if not serves:
        return not_applicable("models are trained here and nothing is served from here")
    return absent_in_code(evidence, "what trains and what serves have no feature code in common")


def _nothing_trains(evidence: RepositoryEvidence) -> Observation:
    if is_served(evidence):
        return unavailable(
            "nothing trains a model in this repository",
            "Point Prodworthy at the repository that trains the model too.",
        )
    return not_applicable("nothing trains or serves a model in modules here")


def _shared(
    trains: list[PythonModule], serves: list[PythonModule], modules: tuple[PythonModule, ...]
) -> list[Hit]:
    """Feature modules that both a training and a serving module reach in up to three imports."""
    by_name = {_dotted(module.path): module for module in modules}
    reached = _reach(trains, by_name) & _reach(serves, by_name)
    makes = [module for module in modules if module.path in reached and _makes_features(module)]
    return [Hit(module.path, 1, "code shared by training and serving") for module in makes]


def _makes_features(module: PythonModule) -> bool:
    return any(FEATURES.search(name) for name in (module.path, *module.functions))


def _reach(start: list[PythonModule], by_name: dict[str, PythonModule]) -> set[str]:
    found: dict[str, PythonModule] = {module.path: module for module in start}
    edge = list(start)
    for _ in range(3):
        edge = [
            other
            for module in edge
            for other in _imported(module, by_name)
            if other.path not in found
        ]
        found.update((module.path, module) for module in edge)
    return set(found)


def _imported(module: PythonModule, by_name: dict[str, PythonModule]) -> list[PythonModule]:
    """Modules of this repository that it imports; the name's end is matched, wherever it is "
    "rooted."""
    names = {
        part
        for name in module.imports
        for part in (name.lstrip("."), name.lstrip(".").rpartition(".")[0])
    }
    return [
        other
        for dotted, other in by_name.items()
        if any(dotted == n or dotted.endswith(f".{n}") for n in names if n)
    ]


def _dotted(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
