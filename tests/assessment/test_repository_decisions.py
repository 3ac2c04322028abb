"""What is read of a module's arguments, branches and tables, and of a page's labels and days."""

import ast
from datetime import UTC, datetime

import pytest

from assessment.repository.evidence import PythonModule, RepositoryEvidence, Route, Setting
from assessment.repository.looking import Hit, is_mostly_python, own, used
from assessment.repository.pages import read_page
from assessment.repository.python_code import read_python
from assessment.repository.searching import set_to


def test_a_branch_on_a_confidence_tells_both_ways() -> None:
    text = """
def route(result):
    if result["confidence"] < THRESHOLD:
        queue.send_to_review(result)
    else:
        status = "accepted"
"""
    (branch,) = read_python("a.py", text).branches
    assert branch.line == 3
    assert branch.weighs == ("result.confidence", "THRESHOLD")
    assert {"queue.send_to_review", "status", "accepted"} <= set(branch.then)


@pytest.mark.parametrize(
    "test", ["count > 3", "score == 'high'", "'score' in row", "len(names) < 2", "x"]
)
def test_a_branch_on_something_else_is_left_out(test: str) -> None:
    assert read_python("a.py", f"if {test}:\n    fall_back()\n").branches == ()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('spark.read.option("versionAsOf", 3)', ("spark.read.option", "0", "versionAsOf")),
        ('x = "gpt-4o-2024-08-06"', ("", "", "gpt-4o-2024-08-06")),
        ('AutoModel.from_pretrained(NAME, revision="a1b2c3d")',
         ("AutoModel.from_pretrained", "revision", "a1b2c3d")),
        ("FeatureView(ttl=timedelta(days=1))", ("FeatureView", "ttl", "timedelta")),
        ("DAG(catchup=True)", ("DAG", "catchup", "True")),
    ],
)  # fmt: skip
def test_an_argument_that_tells_a_choice_is_kept(line: str, told: tuple[str, str, str]) -> None:
    settings = read_python("a.py", line).settings
    assert told in [(item.call, item.name, item.value) for item in settings]


def test_no_other_argument_and_no_other_text_is_kept() -> None:
    text = 'connect(password="hunter2", host="db")\nx = "Ann Able wrote gpt-4 notes"\n'
    assert read_python("a.py", text).settings == ()


def test_a_table_of_a_database_is_told_from_a_message_and_a_network() -> None:
    text = """
import peewee, pydantic, torch
class Vote(peewee.Model):
    user = peewee.CharField()
    value = peewee.IntegerField()
class Answer(pydantic.BaseModel):
    score: float = pydantic.Field()
class Net(torch.nn.Module):
    layer = torch.nn.Linear(1, 1)
"""
    (table,) = read_python("a.py", text).tables
    assert (table.name, table.fields) == ("Vote", ("user", "value"))


def test_thousands_of_branches_are_bounded() -> None:
    text = "".join(f"if score > {n}:\n    fall_back()\n" for n in range(2000))
    ast.parse(text)
    assert 0 < len(read_python("a.py", text).branches) <= 100


def test_a_page_gives_its_labels_table_heads_days_and_commands() -> None:
    text = """# Outage of the scorer
**Impact:** all requests
Owner: the team
| Risk | Likelihood | Due |
|------|-----------|-----|
| a | b | c |

On 3 March 2025 and 2025-03-04, and March 5th, 2025.

```
make restart
```
"""
    page = read_page("docs/2025-03-01-outage.md", text)
    assert {"impact", "owner", "risk", "likelihood", "due"} <= set(page.labels)
    assert page.dates == ("2025-03-05", "2025-03-04", "2025-03-03", "2025-03-01")
    assert (page.commands, page.rows) == (1, 3)


def test_an_address_of_a_person_in_a_heading_is_not_kept() -> None:
    page = read_page("docs/incident.md", "# By <ann@example.org>\n**ann@example.org:** x\n")
    assert "example.org" not in page.model_dump_json()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('Histogram("model_confidence", "…")', ("Histogram", "0", "model_confidence")),
        ("requests.get(url, timeout=5)", ("requests.get", "timeout", "5")),
        ("torch.load(path, weights_only=True)", ("torch.load", "weights_only", "True")),
        ('x = "anthropic.claude-3-haiku-20240307-v1:0"',
         ("", "", "anthropic.claude-3-haiku-20240307-v1:0")),
    ],
)  # fmt: skip
def test_limits_metric_names_and_safe_loading_are_kept(
    line: str, told: tuple[str, str, str]
) -> None:
    settings = read_python("a.py", line).settings
    assert told in [(item.call, item.name, item.value) for item in settings]


def test_columns_make_a_table_whatever_the_class_builds_on() -> None:
    text = """
from django.db import models
class ChatMessage(UUIDPrimaryKeyBase):
    rating = models.PositiveIntegerField(null=True)
class Form(Base2):
    rating = forms.IntegerField()
"""
    (table,) = read_python("a.py", text).tables
    assert (table.name, table.fields) == ("ChatMessage", ("rating",))


def test_a_package_is_used_where_it_is_imported_and_called() -> None:
    imported = PythonModule(path="a.py", imports={"limits.RateLimit": 1})
    called = PythonModule(path="b.py", calls={"limits.get": 3})
    both = PythonModule(path="c.py", imports={"limits.RateLimit": 1}, calls={"limits.RateLimit": 5})
    assert used((imported, called, both), ("limits",)) == [Hit("c.py", 5, "limits.RateLimit")]


def test_what_a_migration_once_set_is_no_setting_of_today() -> None:
    setting = Setting(call="create", name="max_tokens", value="40", line=2)
    old = PythonModule(path="app/migrations/0003.py", settings=(setting,))
    new = PythonModule(path="app/a.py", settings=(setting,))
    evidence = RepositoryEvidence(read_at=datetime(2026, 6, 1, tzinfo=UTC), modules=(old, new))
    assert [hit.path for hit in set_to(own(evidence), "max_tokens", "")] == ["app/a.py"]


def test_the_name_that_a_function_gives_its_metric_is_kept() -> None:
    text = (
        'def output(buckets, metric_name="model_output", *, unit=""):\n    Histogram(metric_name)\n'
    )
    settings = read_python("a.py", text).settings
    assert ("output", "metric_name", "model_output") in [
        (item.call, item.name, item.value) for item in settings
    ]


def test_pages_of_a_service_whose_routes_are_in_python_are_another_language() -> None:
    served = PythonModule(path="app/main.py", routes=(Route(path="/score"),))
    evidence = RepositoryEvidence(
        read_at=datetime(2026, 6, 1, tzinfo=UTC), languages={"ts": 900_000, "py": 200_000}
    )
    assert not is_mostly_python(evidence)
    assert is_mostly_python(evidence.model_copy(update={"modules": (served,)}))
