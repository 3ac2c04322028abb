"""Questions that several probes ask: what is a credential, what trains, what calls a language model."""

from datetime import UTC, datetime

import pytest

from assessment.model import Outcome
from assessment.repository.evidence import (
    Document,
    Manifest,
    Notebook,
    Package,
    PythonModule,
    RepositoryEvidence,
    Setting,
)
from assessment.repository.language_models import callers, model_calls, without_language_model
from assessment.repository.python_code import read_python
from assessment.repository.roles import role_of
from assessment.repository.saying import absent_in_python
from assessment.repository.secrets import read_secrets
from assessment.repository.training import notebooks_that_train, trainers
from assessment.repository.workloads import (
    by_default_only,
    fewest,
    is_selected,
    without_workloads,
    workloads,
)

RANDOM = "k3Jq9x" + "V7mP2wLz8R"
BEGIN = "-----BEGIN " + "PRIVATE KEY-----"


def evidence(*modules: PythonModule, **rest: object) -> RepositoryEvidence:
    found = {"read_at": datetime(2026, 6, 1, tzinfo=UTC), "modules": modules, **rest}
    return RepositoryEvidence.model_validate(found)


@pytest.mark.parametrize(
    "line",
    [f'password = "{RANDOM}"', f'api_key: "{RANDOM}"', BEGIN, f'key = "{BEGIN}\\n{"MIIEvQ" * 9}"'],
)
def test_what_is_random_or_holds_a_key_is_a_credential(line: str) -> None:
    assert list(read_secrets("a.py", line))


@pytest.mark.parametrize(
    "line",
    [
        'secret = "SLACK_AIRFLOW_WEBHOOK_URL"',
        'secret_name = "elavon-sftp-hostkeys"',
        'api_key_env="ANTHROPIC_API_KEY"',
        'KV_PASSWORD_AUTH_ENABLED_KEY = "password_auth_enabled_override"',
        "token_filter: 'ตัวกรองโทเค็นของภาษาไทย'",
        f'private_key: "{BEGIN}\\nyour_private_key\\n"',
        f'if line.includes("{BEGIN}")',
        'secret_version = "projects-payments-2024"',
        'SECRETS_USER_ROLE_ID="4633458b-17de-408a-b874-0445c86b69e6"',
    ],
)
def test_a_name_a_translation_and_a_sample_are_no_credential(line: str) -> None:
    assert not list(read_secrets("a.py", line))


def test_a_module_trains_where_it_imports_what_learns_and_lets_it_learn() -> None:
    learns = PythonModule(
        path="train.py", imports={"sklearn.linear_model.Ridge": 1}, calls={"model.fit": 4}
    )
    scales = PythonModule(
        path="scale.py", imports={"sklearn.preprocessing": 1}, calls={"self.scaler.fit": 4}
    )
    window = PythonModule(path="window.py", imports={"tkinter": 1}, calls={"window.fit": 4})
    assert trainers(evidence(learns, scales, window)) == [learns]


def test_a_notebook_trains_only_where_it_imports_what_learns() -> None:
    tour = Notebook(path="tour.ipynb", imports=("requests",))
    model = Notebook(path="model.ipynb", imports=("xgboost",))
    assert notebooks_that_train(evidence(notebooks=(tour, model))) == [model]


def test_a_language_model_is_called_by_a_client_or_by_the_name_of_a_cloud_service() -> None:
    client = PythonModule(path="a.py", imports={"openai.OpenAI": 1})
    named = Setting(call="boto3.client", name="0", value="bedrock-runtime", line=3)
    cloud = PythonModule(path="b.py", settings=(named,))
    assert {module.path for module in callers(evidence(client, cloud))} == {"a.py", "b.py"}
    assert without_language_model(evidence(client)) is None


def test_a_test_or_an_example_that_calls_one_is_no_call_of_the_system() -> None:
    shown = PythonModule(path="examples/chat.py", imports={"openai.OpenAI": 1})
    assert not model_calls(evidence(shown))
    said = without_language_model(evidence(shown))
    assert said is not None
    assert said.outcome is Outcome.NOT_APPLICABLE


def test_another_language_is_judged_by_its_list_of_packages_or_not_at_all() -> None:
    listed = Manifest(
        path="go.mod", name="go", dependencies={"github.com/sashabaranov/go-openai": 3}
    )
    for manifests, outcome in (((listed,), Outcome.UNAVAILABLE), ((), Outcome.UNAVAILABLE)):
        said = without_language_model(evidence(languages={"go": 90_000}, manifests=manifests))
        assert said is not None
        assert said.outcome is outcome
    other = Manifest(path="go.mod", name="go", dependencies={"go.uber.org/zap": 3})
    said = without_language_model(evidence(languages={"go": 90_000}, manifests=(other,)))
    assert said is not None
    assert said.outcome is Outcome.NOT_APPLICABLE


def workload(
    path: str = "k8s/app.yaml", image: str = "acme/score", replicas: int = 1, **rest: str
) -> Document:
    pod = {"spec": {"containers": [{"name": "score", "image": image}]}}
    body = {"metadata": {"name": "score"}, "spec": {"replicas": replicas, "template": pod}}
    return Document.model_validate(
        {"path": path, "kind": "Deployment", "api_version": "apps/v1", "body": body, **rest}
    )


@pytest.mark.parametrize(
    "document",
    [
        workload(image="postgres:16"),
        workload(image="docker.io/bitnami/redis:7"),
        workload(path="loadtest/k8s/locust.yaml"),
        workload(path="examples/app.yaml"),
        Document(
            path="overlays/prod/patch.yaml", kind="Deployment", body={"spec": {"replicas": 3}}
        ),
    ],
)
def test_parts_of_others_load_tests_examples_and_patches_are_no_workload_of_the_service(
    document: Document,
) -> None:
    assert not workloads(evidence(documents=(document,)))


def test_an_autoscaler_gives_its_target_at_least_its_minimum() -> None:
    spec = {"scaleTargetRef": {"name": "score"}, "minReplicas": 3, "maxReplicas": 9}
    scaler = Document(path="k8s/hpa.yaml", kind="HorizontalPodAutoscaler", body={"spec": spec})
    one = workload()
    assert fewest(evidence(documents=(one, scaler)), one) == 3
    assert fewest(evidence(documents=(one,)), one) == 1


def test_values_of_production_that_were_not_applied_are_told() -> None:
    rendered = workload(rendered="helm", package="charts/score")
    chart = Package(path="charts/score", tool="helm", values=("charts/score/values-prod.yaml",))
    plain = Package(path="charts/score", tool="helm", values=("charts/score/values-dev.yaml",))
    assert by_default_only(evidence(packages=(chart,)), rendered) == chart
    assert by_default_only(evidence(packages=(plain,)), rendered) is None


@pytest.mark.parametrize(
    ("selector", "matches"),
    [
        ({"matchLabels": {"app": "score"}}, True),
        ({"matchLabels": {"app": "other"}}, False),
        ({}, True),
        (None, False),
        ({"matchExpressions": [{"key": "app", "operator": "Exists"}]}, True),
    ],
)
def test_a_selector_matches_by_its_labels(selector: object, matches: bool) -> None:
    assert is_selected(selector, {"app": "score", "tier": "web"}) is matches


def test_manifests_that_are_kept_elsewhere_cannot_be_judged() -> None:
    said = without_workloads(evidence())
    assert said is not None
    assert said.outcome is Outcome.UNAVAILABLE


def test_a_handler_that_asks_for_the_user_first_is_guarded() -> None:
    text = """
@bp.route("/history/generate", methods=["POST"])
async def generate():
    user = get_authenticated_user_details(request_headers=request.headers)
    return await answer(user)
"""
    (route,) = read_python("app.py", text).routes
    assert "get_authenticated_user_details" in route.guards


def test_nothing_is_absent_from_code_of_which_a_part_could_not_be_parsed() -> None:
    modules = tuple(PythonModule(path=f"app/m{n}.py") for n in range(20))
    whole = evidence(*modules)
    assert absent_in_python(whole, "no trace").outcome is Outcome.ABSENT
    few = whole.model_copy(update={"unparsed": ("tests/odd.py", "data.yaml")})
    assert absent_in_python(few, "no trace").outcome is Outcome.ABSENT
    some = whole.model_copy(update={"unparsed": ("app/stream.py",)})
    assert absent_in_python(some, "no trace").outcome is Outcome.UNAVAILABLE


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("src/main/java/org/acme/samples/clinic/Owner.java", "source"),
        ("src/test/java/org/acme/samples/clinic/OwnerTests.java", "test"),
        ("samples/clinic/src/main/java/org/acme/Owner.java", "example"),
        ("samples/clinic/owner.py", "example"),
    ],
)
def test_a_name_of_a_package_below_src_main_tells_no_role(path: str, role: str) -> None:
    assert role_of(path) == role


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("examples/clinic/tests/test_owner.py", "example"),
        ("content/examples/clinic/repository/tests/load/locustfile.py", "example"),
        ("tests/examples/owner.py", "test"),
        ("examples/clinic/vendor/tests/owner.py", "vendor"),
    ],
)
def test_the_tests_of_an_example_say_nothing_of_the_repository(path: str, role: str) -> None:
    assert role_of(path) == role
