"""Whether feature code is shared by training and serving."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import PythonModule, RepositoryEvidence
from assessment.repository.looking import Hit, calls, imports, is_library, is_served, own
from assessment.repository.saying import (
    absent,
    absent_in_code,
    library,
    not_applicable,
    present,
    unavailable,
)
from assessment.repository.training import notebooks_that_train, trainers

CARRIES = (
    r"sklearn\.(?:pipeline\.(?:Pipeline|make_pipeline)|(?:compose|preprocessing)\.\w+)$|"
    r"tensorflow_transform|tft\.|get_(?:online|historical)_features"
)
SAVES = (
    r"joblib\.(?:dump|load)|pickle\.(?:dump|load)|log_model$|load_model$|save_model$|"
    r"skops\.io|cloudpickle\."
)
FEATURES = re.compile(r"feature|transform|preprocess|vectori[sz]|tokeni[sz]", re.IGNORECASE)
Ends = dict[str, list[tuple[str, PythonModule]]]
STORES = ("feast", "hopsworks", "tecton", "hsfs")


def observe(evidence: RepositoryEvidence) -> Observation:
    """Find one carrier of transforms, or a module that both sides import."""
    if is_library(evidence):
        return library(evidence)
    if evidence.classification.kind == "notebooks":
        return not_applicable("nothing is served from notebooks")
    modules = own(evidence)
    trains = trainers(evidence)
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
    if is_served(evidence) and notebooks_that_train(evidence):
        return _from_notebooks(evidence)
    if is_served(evidence):
        return unavailable(
            "nothing trains a model in this repository",
            "Point Prodworthy at the repository that trains the model too.",
        )
    return not_applicable("nothing trains or serves a model in modules here")


def _from_notebooks(evidence: RepositoryEvidence) -> Observation:
    """Training in notebooks shares code where a notebook imports a package that makes features."""
    packages = {m.path.partition("/")[0] for m in own(evidence) if _makes_features(m)}
    sharing = [
        Hit(notebook.path, 1, notebook.path)
        for notebook in notebooks_that_train(evidence)
        if packages & {name.partition(".")[0] for name in notebook.imports}
    ]
    if sharing:
        return present(evidence, f"{sharing[0].name} imports the feature code that serves", sharing)
    hits = [Hit(item.path, 1, item.path) for item in notebooks_that_train(evidence)]
    return absent(evidence, "no notebook imports the feature code that serves", hits)


def _shared(
    trains: list[PythonModule], serves: list[PythonModule], modules: tuple[PythonModule, ...]
) -> list[Hit]:
    """Feature modules that both a training and a serving module reach in up to three imports."""
    by_end = _by_end(modules)
    reached = _reach(trains, by_end) & _reach(serves, by_end)
    makes = [module for module in modules if module.path in reached and _makes_features(module)]
    return [Hit(module.path, 1, "code shared by training and serving") for module in makes]


def _makes_features(module: PythonModule) -> bool:
    return any(FEATURES.search(name) for name in (module.path, *module.functions))


def _by_end(modules: tuple[PythonModule, ...]) -> Ends:
    """Modules with their dotted names, by the last part of that name."""
    found: Ends = {}
    for module in modules:
        dotted = module.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        found.setdefault(dotted.rpartition(".")[2], []).append((dotted, module))
    return found


def _reach(start: list[PythonModule], by_end: Ends) -> set[str]:
    found = {module.path for module in start}
    edge = list(start)
    for _ in range(3):
        near = {other.path: other for module in edge for other in _imported(module, by_end)}
        edge = [other for path, other in near.items() if path not in found]
        found.update(near)
    return found


def _imported(module: PythonModule, by_end: Ends) -> list[PythonModule]:
    """Modules of this repository that it imports; wherever the name is rooted, its end fits."""
    names = {name.lstrip(".") for name in module.imports}
    names |= {name.rpartition(".")[0] for name in names}
    return [
        other
        for name in names
        for dotted, other in by_end.get(name.rpartition(".")[2], [])
        if name and (dotted == name or dotted.endswith(f".{name}"))
    ]
