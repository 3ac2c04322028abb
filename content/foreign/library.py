"""Reads the framework of a CISO Assistant library (YAML), of old and new versions.

A requirement with questions is asked by them; any other by the framework's scale, or, where it
declares none, by whether it is met.
"""

from content.foreign.draft import Draft, Head, Reading, slug
from content.foreign.fields import Fields
from content.foreign.located import Located
from content.foreign.notes import Notes
from content.foreign.requirements import Requirements
from content.foreign.scales import Scale, scale_of
from content.questionnaire import Combined

KIND = "CISO Assistant library"


def is_library(root: Located) -> bool:
    """Whether the file has the shape of a library: objects with a urn."""
    fields = root.value if isinstance(root.value, dict) else {}
    return "objects" in fields


def read_library(root: Located, file: str, notes: Notes) -> Reading:
    """The library's framework as a questionnaire."""
    library = Fields(notes, file, root, "library")
    library.knows(
        "urn", "locale", "ref_id", "name", "description", "version", "provider", "packager",
        "objects", "publication_date", "copyright", "convert_library_version", "dependencies",
        "translations", "labels", "annotation", "format_version",
    )  # fmt: skip
    draft = Draft(notes)
    framework = _framework(library)
    title = library.needed("name")
    head = Head(
        id=slug(library.text("ref_id") or title, "library"), version=library.text("version"),
        title=title, description=library.text("description"), publisher=_publisher(library),
        source=file, place=(file, root.line),
    )  # fmt: skip
    if framework is None:
        return draft.finished(KIND, head, "additive", "mean")
    framework.knows(
        "urn", "ref_id", "name", "description", "requirement_nodes", "min_score", "max_score",
        "scores_definition", "implementation_groups_definition", "translations", "annotation",
        "field_visibility", "provider", "locale", "outcomes_definition",
    )  # fmt: skip
    scale = scale_of(framework)
    requirements = Requirements(draft, framework, scale)
    requirements.read()
    _tell(draft, framework, requirements)
    combine: Combined = "sum" if requirements.adds_up else "mean"
    return draft.finished(KIND, head, requirements.scoring, combine)


def _framework(library: Fields) -> Fields | None:
    objects = library.part("objects", "list of objects")
    if objects is None:
        return None
    found: list[Fields] = []
    for name in ("framework", "frameworks"):
        inner = objects.node.value.get(name) if isinstance(objects.node.value, dict) else None
        if inner is not None and isinstance(inner.value, list):
            found.extend(objects.parts(name, "framework"))
        elif (one := objects.part(name, "framework")) is not None:
            found.append(one)
    held = ", ".join(objects.node.value) if isinstance(objects.node.value, dict) else ""
    if not found:
        objects.notes.wrong(
            objects.file, objects.line, f"holds no framework to ask, only {held or 'nothing'}"
        )
        return None
    if len(found) > 1:
        message = f"holds {len(found)} frameworks; only the first is read"
        objects.notes.told(objects.file, found[1].line, message)
    return found[0]


def _publisher(library: Fields) -> str:
    return library.text("provider") or library.text("packager")


def _tell(draft: Draft, framework: Fields, requirements: Requirements) -> None:
    """What a person has to know of how this framework was read."""
    groups = len(framework.items("implementation_groups_definition"))
    if groups:
        draft.said.append(
            f"The source has {groups} implementation groups; every requirement is asked, whichever "
            "group it belongs to."
        )
    draft.said.extend(requirements.told(_scale_words(requirements.scale)))


def _scale_words(scale: Scale) -> str:
    if scale.points:
        low, high = scale.choices[0].points or 0.0, scale.choices[-1].points or 0.0
        return f"Requirements are answered on the framework's own scale of {low:g} to {high:g}."
    return (
        "The framework declares no scale: a requirement is met, partly met or not met, told as no "
        "risk, medium risk or high risk."
    )
