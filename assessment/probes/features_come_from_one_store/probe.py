"""Whether training and serving take their features from one store."""

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.looking import calls, files, imports, is_library, own
from assessment.repository.saying import absent, absent_in_code, library, not_applicable, present
from assessment.repository.searching import is_source_of
from assessment.repository.training import notebooks_that_train, trainers

STORES = (
    "feast", "hopsworks", "hsfs", "tecton", "databricks.feature_store", "featureform",
    "databricks.feature_engineering", "sagemaker.feature_store", "vertexai.resources.preview",
    "google.cloud.aiplatform", "featurestoresdk", "azureml.featurestore", "chalk", "butterfree",
)  # fmt: skip
DEFINES = (
    r"(?:^|\.)(?:FeatureView|BatchFeatureView|StreamFeatureView|OnDemandFeatureView|FeatureService|"
    r"FeatureGroup|create_feature_group|get_or_create_feature_group|create_feature_view|"
    r"get_or_create_feature_view|create_table|Featurestore(?:\.create)?)$"
)
TRAINS = (
    r"get_historical_features$|create_training_set$|training_data$|train_test_split$|"
    r"get_training_data$|create_training_data$|batch_serve_to_(?:bq|df|gcs)$|athena_query$|"
    r"get_features_for_events$"
)
SERVES = (
    r"get_online_features$|get_feature_vectors?$|score_batch$|read_feature_values$|"
    r"(?:^|\.)get_record$|fetch_feature_values$|online_features$|read$"
)
TABLES = ("pandas", "polars", "pyspark", "duckdb", "dask", "sqlalchemy")


def observe(evidence: RepositoryEvidence) -> Observation:
    """A definition, a read for training and a read for serving, all through one store's client."""
    if is_library(evidence) or is_source_of(evidence, "feast"):
        return library(evidence) if is_library(evidence) else not_applicable("the store itself")
    modules = own(evidence)
    used = imports(modules, STORES)
    paths = {hit.path for hit in used}
    inside = tuple(module for module in modules if module.path in paths)
    defined = [*calls(inside, DEFINES), *files(evidence, r"(?:^|/)feature_store\.ya?ml$")]
    trains, serves = calls(inside, TRAINS), calls(inside, SERVES)
    if defined and trains and serves:
        seen = f"{trains[0].path} trains and {serves[0].path} serves from the same store"
        return present(evidence, seen, [*defined, *trains, *serves])
    if defined:
        lacks = "serving" if not serves else "training"
        return absent(
            evidence, f"{defined[0].path} defines features that {lacks} does not read", defined
        )
    if _learns_from_tables(evidence):
        return absent_in_code(
            evidence, "no feature store: features are computed where they are used"
        )
    return not_applicable("nothing here computes features from tables")


def _learns_from_tables(evidence: RepositoryEvidence) -> bool:
    if trainers(evidence) and imports(own(evidence), TABLES):
        return True
    training = notebooks_that_train(evidence)
    return any({name.partition(".")[0] for name in item.imports} & set(TABLES) for item in training)
