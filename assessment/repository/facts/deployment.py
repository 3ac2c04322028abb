"""What runs, and where: containers, Kubernetes and Terraform, compose files, dashboards, units."""

from typing import Literal

from pydantic import Field, JsonValue

from assessment.repository.facts.plain import Lines
from content.values import Value


class Instruction(Value):
    """One instruction of a container file, continuation lines joined."""

    keyword: str
    value: str
    line: int = 1


class ContainerFile(Value):
    """A Dockerfile or its like; ``format`` is ``dockerfile`` or the other builder's name.

    ``copies`` are the paths of the repository that go into the image.
    """

    path: str
    format: str = "dockerfile"
    instructions: tuple[Instruction, ...] = ()
    copies: tuple[str, ...] = ()


class Compose(Value):
    """One service of a compose file; ``build`` is the folder that it is built from."""

    path: str
    name: str
    line: int = 1
    image: str = ""
    build: str = ""
    container_file: str = ""
    command: str = ""
    health_check: bool = False
    restart: str = ""
    replicas: int = 1
    limits: bool = False
    ports: tuple[str, ...] = ()


class Document(Value):
    """One YAML document; ``body`` is empty where it is a template or too large to keep.

    ``keys`` are those at the top (of a template: all), ``alerts`` what follows an ``alert:``.
    ``rendered`` tells what put the values in, and ``package`` the folder of that chart or overlay.
    """

    path: str
    line: int = 1
    kind: str = ""
    api_version: str = ""
    keys: Lines = Field(default_factory=dict)
    alerts: Lines = Field(default_factory=dict)
    body: JsonValue = None
    template: bool = False
    rendered: Literal["", "helm", "kustomize"] = ""
    package: str = ""


class SwitchedOff(Value):
    """An object that a chart knows and leaves out with its default values."""

    path: str
    kind: str
    line: int = 1
    condition: str = ""


class Package(Value):
    """A Helm chart or a Kustomize overlay, filled in with what stands in the repository.

    ``path`` is its folder. ``rendered`` counts its objects among the documents, ``unrendered`` are
    templates that cannot be filled in without running them, ``off`` what is left out by default,
    ``values`` the other files of values, which were not applied.
    """

    path: str
    tool: Literal["helm", "kustomize"]
    name: str = ""
    line: int = 1
    rendered: int = 0
    unrendered: tuple[str, ...] = ()
    off: tuple[SwitchedOff, ...] = ()
    values: tuple[str, ...] = ()


class Block(Value):
    """A block of Terraform: ``kind`` such as ``resource``, its labels, and what it sets.

    An expression is kept as text in ``${…}``; a block inside is a list of mappings under its name.
    """

    path: str
    line: int = 1
    kind: str = ""
    labels: tuple[str, ...] = ()
    body: JsonValue = None


class Dashboard(Value):
    """A dashboard kept as JSON: its title, panels, and the expressions that they show."""

    path: str
    title: str = ""
    line: int = 1
    panels: int = 0
    queries: tuple[str, ...] = ()


class Unit(Value):
    """A part that is deployed by itself: its folder, and by which signs it was known.

    ``lines`` counts its code. ``rank`` is 3 where it serves a model, 2 where it serves, 1 where only
    an image of it is built. ``files`` are files elsewhere that belong to it.
    """

    path: str
    name: str = ""
    lines: int = 0
    rank: int = 1
    signs: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
