"""A file of sources: every mistake told with its line, before anything is looked at."""

from pathlib import Path

import pytest

from engagement.faults import Refused
from engagement.sources_file import read_sources

SERVER = "{kind: prometheus, authorised_by: Kim, address: 'http://x'"
MISTAKES = {
    "{kind: promtheus, address: 'http://x'}": "did you mean prometheus?",
    "{kind: dataset}": "address is missing",
    "{kind: dataset, address: ''}": "address is empty",
    "{kind: prometheus, address: 'http://u:hunter2@x', authorised_by: Kim}": "carries a name or a password",
    SERVER + ", options: {labels: job}}": "labels: write name=value",
    SERVER + ", options: {labels: '=api'}}": "with commas between several",
    SERVER + ", options: {labels: [job]}}": "labels: write name=value",
    SERVER + ", options: {label: {job: a}}}": "did you mean labels?",
    "{kind: prometheus, address: 'http://x'}": "name the person who allows that this source is read",
    "{kind: prometheus, address: 'http://x', authorised_by: ' '}": "authorised_by is empty",
    "{kind: repository, address: /x, authorised_by: Lee}": "the same source stands above",
    "{kind: dataset, address: /x.csv, nme: orders}": "did you mean name?",
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
    assert refused.value.sentence.startswith("sources.yaml:3: ")
    assert told in refused.value.sentence
    assert "hunter2" not in refused.value.sentence


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
        "  - {kind: prometheus, address: repo.zip, authorised_by: Kim}\n"
    )
    assert [item.address for item in read_sources(file)] == [
        str(tmp_path / "repo.zip"), "gone.zip", "repo.zip",
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
