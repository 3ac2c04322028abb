"""Whether what a source delivers is agreed in a file and checked by machine."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import PythonModule, RepositoryEvidence
from assessment.repository.looking import Hit, calls, commands, is_library, own
from assessment.repository.roles import role_of
from assessment.repository.saying import absent, library, not_applicable, present
from assessment.repository.searching import keyed, loads
from assessment.repository.streams import consumers

REGISTRY = (
    r"SchemaRegistryClient$|CachedSchemaRegistryClient$|AvroDeserializer$|ProtobufDeserializer$"
)
SHARED = re.compile(r"^\w*(?:kafka|event|stream|topic)\w*_schemas?\b")
SCHEMAS = re.compile(r"\.(?:avsc|avdl)$|(?:^|/)schemas?/[^/]+\.schema\.json$", re.IGNORECASE)
CHECKS = (
    r"datacontract (?:test|lint|breaking|changelog)|buf (?:breaking|lint)|bufbuild/buf|"
    r"check-jsonschema|schema-registry:test|test-compatibility|avro.*(?:validate|compat)|"
    r"soda contract|dbt (?:build|run|test|parse|compile)|sqlmesh (?:plan|test)"
)
VALIDATES = r"^(?:jsonschema|fastavro|fastjsonschema)\.(?:\w+\.)*(?:validate|validate_many|compile|Draft\w+)$"


def observe(evidence: RepositoryEvidence) -> Observation:
    """Two signals: an agreement in a file, and something that checks data or changes against it."""
    if is_library(evidence):
        return library(evidence)
    modules = own(evidence)
    written = [*_contracts(evidence), *_enforced(evidence), *_schemas(evidence)]
    checked = [*commands(evidence, CHECKS), *calls(modules, REGISTRY), *calls(modules, VALIDATES)]
    if registry := [*calls(modules, REGISTRY), *_agreed(modules)]:
        return present(evidence, f"{registry[0].name} in {registry[0].path}", registry)
    if written and checked:
        seen = f"{written[0].name}, checked in {checked[0].path}"
        return present(evidence, seen, [*written, *checked])
    if written:
        return absent(evidence, f"{written[0].name}, but nothing checks against it", written)
    loading = [*loads(evidence), *consumers(evidence)]
    if not loading:
        return not_applicable("nothing here takes data from another system's tables or streams")
    return absent(evidence, f"{loading[0].path} takes data in without an agreed schema", loading)


def _agreed(modules: tuple[PythonModule, ...]) -> list[Hit]:
    """Imports of a package that holds the schemas of streams for both sides."""
    return [
        Hit(module.path, line, name)
        for module in modules
        for name, line in module.imports.items()
        if SHARED.match(name)
    ]


def _contracts(evidence: RepositoryEvidence) -> list[Hit]:
    """Data contracts by their specification's own keys, those of examples left out."""
    return [
        Hit(item.path, item.line, "a data contract")
        for item in evidence.documents
        if "dataContractSpecification" in item.keys
        or (item.kind == "DataContract" and {"schema", "slaProperties", "servers"} & set(item.keys))
    ]


def _enforced(evidence: RepositoryEvidence) -> list[Hit]:
    return [
        Hit(item.path, item.line, "an enforced contract of a dbt model")
        for item, _, value in keyed(evidence, "contract")
        if isinstance(value, dict) and value.get("enforced") is True
    ]


def _schemas(evidence: RepositoryEvidence) -> list[Hit]:
    return [
        Hit(file.path, 1, f"the schema {file.path}")
        for file in evidence.files
        if role_of(file.path) == "source" and SCHEMAS.search(file.path)
    ]
