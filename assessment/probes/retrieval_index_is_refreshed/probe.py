"""Whether a retrieval index is refreshed by code."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import PythonModule, RepositoryEvidence
from assessment.repository.language_models import model_calls, without_language_model
from assessment.repository.looking import Hit, calls, commands, imports, is_library, objects, own
from assessment.repository.saying import (
    absent_in_python,
    library,
    not_applicable,
    present,
    unavailable,
)

STORES = (
    "chromadb", "faiss", "pinecone", "weaviate", "qdrant_client", "pymilvus", "pgvector", "lancedb",
    "langchain_chroma", "langchain_pinecone", "langchain_qdrant", "langchain_postgres",
    "langchain_weaviate",
    "langchain_milvus", "langchain_elasticsearch", "langchain_community.vectorstores",
    "langchain.vectorstores",
    "langchain_community.vectorstores.faiss", "llama_index.vector_stores",
    "llama_index.core.VectorStoreIndex",
    "azure.search.documents", "opensearchpy", "elasticsearch", "turbopuffer", "vespa",
    "langchain_redis",
    "langchain_opensearch", "redisvl", "vertexai.rag",
)  # fmt: skip
WRITES = (
    r"(?:^|\.)(?:a?add_documents|a?add_texts|from_documents|from_texts|upsert|upload_documents|"
    r"merge_or_upload_documents|insert_nodes|start_ingestion_job|index_documents?|streaming_bulk|"
    r"parallel_bulk|import_files)$|elasticsearch[\w.]*\.bulk$|opensearch[\w.]*\.bulk$|"
    r"IngestionPipeline$|(?:^|[._])(?:ingest|index|embed)_"
    r"(?:documents?|files?|docs?|corpus|chunks?|pages|articles|batch)\w*$|"
    r"langchain[\w.]*\.indexes\.index$"
)
STARTS_FILLING = (
    r"(?:python3?|uv|poetry|make|node|npm|npx|curl|invoke|just)\b[^|;]*(?:ingest|index|embed|"
    r"vector|crawl|corpus|scrap|sync|refresh)"
)
FILLS = re.compile(r"ingest|index|embed|vector|crawl|corpus|scrap|sync|refresh", re.IGNORECASE)
CLOCK = (
    r"(?:^|\.)crontab$|celery\.schedules|APScheduler|(?:Background|AsyncIO|Blocking)Scheduler$|"
    r"add_periodic_task$|(?:^|\.)repeat_every$|modal\.(?:Cron|Period)$|schedule\.every|(?:^|"
    r"\.)(?:queue|blob|timer|event_grid|event_hub|service_bus_queue)\w*_trigger$"
)
ORCHESTRATES = ("airflow", "dagster", "prefect", "kfp", "zenml", "flytekit", "metaflow", "mage_ai")
HANDLER = {"handler", "lambda_handler"}


def observe(evidence: RepositoryEvidence) -> Observation:
    """A writer of the index, and a clock or an event that starts one."""
    if is_library(evidence):
        return library(evidence)
    if without := without_language_model(evidence):
        return without
    modules = own(evidence)
    stores = _grounds(modules, imports(modules, STORES), model_calls(evidence))
    if not stores:
        return not_applicable("no index that grounds the language model is used here")
    writers = calls(modules, WRITES)
    started = _clocks(evidence, modules) + _events(modules, writers)
    if writers and started:
        seen = f"{writers[0].name} in {writers[0].path}, started by {started[0].name} in {started[0].path}"
        return present(evidence, seen, [writers[0], started[0]])
    if writers:
        seen = f"{writers[0].name} in {writers[0].path} fills the index, and nothing starts it by itself"
        return absent_in_python(evidence, seen, writers)
    return unavailable(
        f"{stores[0].path} reads an index that is filled elsewhere",
        "Name the repository or service that fills the index.",
    )


def _grounds(modules: tuple[PythonModule, ...], stores: list[Hit], models: list[Hit]) -> list[Hit]:
    """The index's clients, where some module has to do with both an index and a language model."""
    index, model = ({hit.path for hit in hits} for hits in (stores, models))
    both = any(_touches(module, index) and _touches(module, model) for module in modules)
    return stores if both else []


def _touches(module: PythonModule, paths: set[str]) -> bool:
    """Whether it is one of these modules, or imports one."""
    if module.path in paths:
        return True
    dotted = [path.removesuffix(".py").removesuffix("/__init__").split("/") for path in paths]
    near = {".".join(parts[-2:]) for parts in dotted} | {".".join(parts[-3:-1]) for parts in dotted}
    wanted = {name for name in near if "." in name}
    return any(f".{name}." in f".{imported}." for imported in module.imports for name in wanted)


def _clocks(evidence: RepositoryEvidence, modules: tuple[PythonModule, ...]) -> list[Hit]:
    """A clock in code, of the build or of the cluster, that has to do with the index."""
    found = [hit for hit in calls(modules, CLOCK) if _has_to_do(hit.path, modules)]
    found += [hit for hit in imports(modules, ORCHESTRATES) if _has_to_do(hit.path, modules)]
    timed = {item.path for item in evidence.pipelines if "schedule" in item.triggers}
    found += [hit for hit in commands(evidence, STARTS_FILLING) if hit.path in timed]
    jobs = objects(evidence, "CronJob", "CronWorkflow")
    return found + [
        Hit(item.path, item.line, item.kind) for item in jobs if FILLS.search(str(item.body))
    ]


def _has_to_do(path: str, modules: tuple[PythonModule, ...]) -> bool:
    module = next(item for item in modules if item.path == path)
    named = [path, *module.functions, *module.imports, *(item.value for item in module.settings)]
    return any(map(FILLS.search, named))


def _events(modules: tuple[PythonModule, ...], writers: list[Hit]) -> list[Hit]:
    """A function that a cloud starts on an event, in a module that writes the index."""
    paths = {hit.path for hit in writers}
    return [
        Hit(module.path, module.functions[name], name)
        for module in modules
        if module.path in paths
        for name in HANDLER & set(module.functions)
    ]
