"""A file of sources: every mistake told with its line, before anything is looked at."""

from pathlib import Path

import pytest

from engagement.faults import Refused
from engagement.sources.sources_file import read_sources

SERVER = "{kind: prometheus, authorised_by: Kim, address: 'http://x'"
TABLE = "{kind: dataset, authorised_by: Kim, address: /x.csv"
CODE = "{kind: repository, authorised_by: Kim, address: /x.git"
MISTAKES = {
    "{kind: promtheus, address: 'http://x', authorised_by: Kim}": "did you mean prometheus?",
    "{kind: dataset, authorised_by: Kim}": "address is missing or empty; give a path",
    "{kind: dataset, address: '', authorised_by: Kim}": "address is missing or empty; give a path",
    "{address: /x.csv, authorised_by: Kim}": "kind is missing; name one such as prometheus",
    "{kind: [dataset], address: /x.csv, authorised_by: Kim}": "kind is no text; name one such as prometheus",
    "prometheus": "an entry of sources has to be fields with their values",
    "{kind: prometheus, address: 'http://u:hunter2@x', authorised_by: Kim}": "carries a name or a password",
    "{kind: prometheus, address: x.example, authorised_by: Kim}": "the address begins with http:// or https://",
    SERVER + ", options: {labels: job}}": "labels: write name=value, with commas between several",
    SERVER
    + ", options: {labels: '=api'}}": "labels: write name=value, with commas between several",
    SERVER + ", options: {labels: [job]}}": "labels: write name=value, with commas between several",
    SERVER + ", options: {labels: {job: true}}}": "each value is a text or a number",
    SERVER + ", options: {label: {job: a}}}": "did you mean labels?",
    SERVER + ", options: [labels]}": "options has to be names with their values",
    SERVER + ", options: {latency_p95_ms: fast}}": "has to be a number of ms above zero",
    SERVER + ", options: {availability_target: 99.9}}": "has to be a share above 0 and at most 1",
    SERVER + ", options: {data_age_limit_hours: 4}}": "unknown option data_age_limit_hours",
    SERVER + ", options: {window: a month}}": "the window 'a month' cannot be read. Give it as a",
    SERVER + ", options: {concurrency_limit: '8'}}": "is 8 and has to be a number, without quotes",
    SERVER + ", authorised_until: soon}": "authorised_until has to be a day such as 2027-12-31",
    SERVER
    + ", secret: {token: hunter2}}": "secret is no text; give the name of a secret, never the secret",
    TABLE + ", options: {volume_by: week}}": "volume_by is week and has to be one of day, hour",
    TABLE + ", options: {key: 7}}": "or true or false; write it in quotes",
    TABLE + ", options: {rules: {a: b}}}": "has to be a list of texts, one a line",
    TABLE + ", nme: orders}": "unknown field nme; did you mean name?",
    CODE + ", options: {authors: none}}": "has to be true or false",
    "{kind: prometheus, address: 'http://x'}": "name the person who allows that this source is read",
    "{kind: prometheus, address: 'http://x', authorised_by: ' '}": "authorised_by is missing or empty",
    "{kind: repository, address: /x, authorised_by: Lee}": "the same source stands above",
}


@pytest.mark.parametrize(("entry", "told"), MISTAKES.items(), ids=MISTAKES.values())
def test_a_mistake_is_told_with_its_line_and_never_the_secret(
    entry: str, told: str, tmp_path: Path
) -> None:
    file = tmp_path / "sources.yaml"
    file.write_text(
        f"sources:\n  - {{kind: repository, address: /x, authorised_by: Kim}}\n  - {entry}\n"
    )
    with pytest.raises(Refused) as refused:
        read_sources(file)
    (line,) = refused.value.sentence.splitlines()
    assert line.startswith("sources.yaml:3: ")
    assert told in refused.value.sentence
    assert "hunter2" not in refused.value.sentence


def test_every_mistake_of_a_file_is_told_at_once_in_its_order(tmp_path: Path) -> None:
    file = tmp_path / "sources.yaml"
    file.write_text(
        "source: []\n"
        "sources:\n"
        "  - kind: prometheus\n"
        "    address: http://x\n"
        "    options:\n"
        "      latency_p95_ms: fast\n"
        "      windw: 30d\n"
        "  - nothing\n"
        "  - kind: dataset\n"
        "    authorised_by: Kim\n"
        "    authorised_until: 2027-13-01\n"
    )
    with pytest.raises(Refused) as refused:
        read_sources(file)
    told = [line.removeprefix("sources.yaml:") for line in refused.value.sentence.splitlines()]
    assert [line.partition(": ")[0] for line in told] == ["1", "3", "6", "7", "8", "9", "11"]
    assert "did you mean sources?" in told[0]
    assert "did you mean window?" in told[3]
    assert not any(
        word in refused.value.sentence for word in ("Input should", "GivenSource", "valid")
    )


@pytest.mark.parametrize(
    "text", ["kind: dataset\n", "- kind: dataset\n", "sources: {}\n", "sources: []\n"]
)
def test_a_file_of_another_shape_is_told_how_it_has_to_begin(text: str, tmp_path: Path) -> None:
    file = tmp_path / "sources.yaml"
    file.write_text(text)
    with pytest.raises(Refused, match="has to begin with sources: and a list below it"):
        read_sources(file)


def test_a_load_test_is_told_everything_that_its_consent_lacks(tmp_path: Path) -> None:
    file = tmp_path / "sources.yaml"
    file.write_text("sources:\n  - {kind: load, address: 'https://x', authorised_by: Kim}\n")
    with pytest.raises(Refused) as refused:
        read_sources(file)
    wanted = ("host", "synthetic", "ceiling_rps", "ceiling_total", "approved_by", "approved_until")
    assert [name for name in wanted if name not in refused.value.sentence] == []


def test_rules_may_be_given_as_one_text(tmp_path: Path) -> None:
    file = tmp_path / "sources.yaml"
    file.write_text(
        "sources:\n  - kind: dataset\n    address: /x.csv\n    authorised_by: Kim\n    options:\n"
        "      rules: |\n        a not_null\n        a min 0\n"
    )
    assert len(read_sources(file)) == 1


def test_a_path_may_be_given_from_where_the_file_stands(tmp_path: Path) -> None:
    (tmp_path / "repo.zip").write_bytes(b"PK")
    file = tmp_path / "sources.yaml"
    file.write_text(
        "sources:\n  - {kind: repository, address: repo.zip, authorised_by: Kim}\n"
        "  - {kind: repository, address: gone.zip, authorised_by: Kim}\n"
        "  - {kind: repository, address: 'https://x/repo.zip', authorised_by: Kim}\n"
    )
    assert [item.address for item in read_sources(file)] == [
        str(tmp_path / "repo.zip"), "gone.zip", "https://x/repo.zip",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "labels",
    ["job=api, env=live", "{job: api, env: live}", "\n        job: api\n        env: live"],
)
def test_names_with_values_may_be_typed_as_on_the_page_or_listed(
    labels: str, tmp_path: Path
) -> None:
    file = tmp_path / "sources.yaml"
    file.write_text(
        "sources:\n  - kind: prometheus\n    address: http://x\n    authorised_by: Kim\n    options:\n"
        f"      labels: {labels}\n"
    )
    (source,) = read_sources(file)
    assert source.options == {"labels": {"job": "api", "env": "live"}}


def test_a_source_keeps_its_id_wherever_it_stands_in_the_file(tmp_path: Path) -> None:
    entries = [
        "  - {kind: prometheus, address: 'http://x', authorised_by: Kim, options: {labels: 'a=1, b=2'}}\n",
        "  - {kind: prometheus, address: 'http://x', authorised_by: Kim, options: {labels: 'a=2'}}\n",
        "  - {kind: metrics_endpoint, address: 'http://x', authorised_by: Kim}\n",
        "  - {kind: prometheus, address: 'http://y', authorised_by: Kim}\n",
        "  - {kind: prometheus, address: 'http://y', authorised_by: Kim, name: Second}\n",
    ]
    file = tmp_path / "sources.yaml"
    ids = []
    for order in (entries, entries[::-1]):
        file.write_text("sources:\n" + "".join(order))
        ids.append([source.id for source in read_sources(file)])
    assert ids[0] == ids[1][::-1]
    assert len(set(ids[0])) == len(entries)
