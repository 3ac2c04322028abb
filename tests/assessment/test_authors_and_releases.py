"""Who knows the code and how often it is released: by published formulas, and without a name."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assessment.probing import discover, examine
from assessment.repository.authorship import degrees, main_authors, truck_factor
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.owners import read_owners
from tests.assessment.git_repositories import ANN, BEN, NOW, commit, git, look, made, new, source


@pytest.mark.parametrize(
    ("order", "author", "degree"),
    [
        ("a", "a", 3.293 + 1.098 + 0.164),
        ("aab", "a", 3.293 + 1.098 + 2 * 0.164 - 0.321 * 0.693147),
        ("aab", "b", 3.293 + 0.164 - 0.321 * 1.098612),
        ("abbbb", "b", 3.293 + 4 * 0.164 - 0.321 * 0.693147),
        ("abbbb", "a", 3.293 + 1.098 + 0.164 - 0.321 * 1.609438),
    ],
)
def test_the_degree_of_authorship_is_that_of_the_published_formula(
    order: str, author: str, degree: float
) -> None:
    assert degrees(order)[author] == pytest.approx(degree, abs=1e-5)


def test_a_rare_contributor_is_no_main_author_and_a_frequent_one_is() -> None:
    # b of aab: 3.104, under 3.293; b of abbbb: 3.727, above 0.75 x a's 4.038.
    assert main_authors("aab") == {"a"}
    assert main_authors("abbbb") == {"a", "b"}


def test_the_truck_factor_counts_until_under_half_of_the_files_have_a_main_author() -> None:
    # a answers for 3 of 4 files: without a 1 of 4 is covered, under half.
    assert truck_factor({"1": "a", "2": "a", "3": "a", "4": "b"}) == 1
    # a and b answer for 2 each: without one 2 of 4 are covered, exactly half; both must go.
    assert truck_factor({"1": "a", "2": "a", "3": "b", "4": "b"}) == 2
    # a and b both answer for each file, so that it has an author until both are gone.
    assert truck_factor({"1": "abbbb", "2": "baaaa"}) == 2


def test_a_name_or_an_address_never_leaves_the_evidence_in_any_form(tmp_path: Path) -> None:
    folder = new(tmp_path / "r")
    commit(folder, {"CODEOWNERS": f"* {ANN[1]} @ann-able\n", "a.py": "x = 1\n"})
    commit(folder, {"docs/postmortem.md": f"# Post-mortem <{BEN[1]}>\n"}, author=BEN)
    commit(folder, {"a.py": "x = 2\n"}, message=f"Fix\n\nReviewed-by: Ben Best <{BEN[1]}>")
    evidence = look(folder)
    told = evidence.model_dump_json()
    told += "".join(
        item.model_dump_json() for item in examine(discover(), source(folder), evidence, NOW)
    )
    secrets = [*ANN, *BEN, "ann-able", "ann able", "ben best"]
    for known in list(secrets):
        for digest in (hashlib.md5, hashlib.sha1, hashlib.sha256):
            secrets.append(digest(known.encode(), usedforsecurity=False).hexdigest()[:12])
    assert [secret for secret in secrets if secret.lower() in told.lower()] == []


def test_pseudonyms_of_two_readings_cannot_be_joined(tmp_path: Path) -> None:
    folder = made(tmp_path / "r", {"a.py": "x = 1\n"})
    first, second = (look(folder).history.authors[0].author for _ in range(2))
    assert first != second


def test_a_mailmap_joins_the_addresses_of_one_person(tmp_path: Path) -> None:
    folder = new(tmp_path / "r")
    commit(folder, {".mailmap": f"Ann Able <{ANN[1]}> <old@example.org>\n", "a.py": "x = 1\n"})
    commit(folder, {"a.py": "x = 2\n"}, author=("annie", "old@example.org"))
    (author,) = look(folder).history.authors
    assert author.commits == 2


def test_the_wait_for_a_release_is_counted_from_each_commit(tmp_path: Path) -> None:
    folder = new(tmp_path / "r")
    commit(folder, {"a.py": "x = 1\n"}, at="2026-04-01T00:00:00Z")
    commit(folder, {"a.py": "x = 2\n"}, at="2026-04-05T00:00:00Z")
    commit(folder, {"a.py": "x = 3\n"}, at="2026-04-11T00:00:00Z")
    git(folder, "tag", "v1.2.0")
    git(folder, "tag", "nightly")
    commit(folder, {"a.py": "x = 4\n"}, at="2026-05-01T00:00:00Z")
    history = look(folder).history
    # waits of 10, 6 and 0 days; the last commit is in no release yet
    assert (history.releases, history.led, history.lead_days) == (1, 3, 6.0)


def test_pages_and_code_have_their_newest_changes_by_people(tmp_path: Path) -> None:
    folder = new(tmp_path / "r")
    commit(folder, {"README.md": "# A\n", "a.py": "x = 1\n"}, at="2025-01-01T00:00:00Z")
    commit(folder, {"a.py": "x = 2\n"}, at="2026-05-01T00:00:00Z")
    bot = ("renovate[bot]", "bot@example.org")
    commit(folder, {"README.md": "# B\n"}, author=bot, at="2026-05-02T00:00:00Z")
    history = look(folder).history
    assert history.pages_changed_at == datetime(2025, 1, 1, tzinfo=UTC)
    assert history.code_changed_at == datetime(2026, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rules", "owned"),
    [
        ("* @all\n", {"a.py", "docs/x.md", "docs/deep/y.md", "infra/main.tf"}),
        ("docs/* @d\n", {"docs/x.md"}),
        ("/docs/ @d\n", {"docs/x.md", "docs/deep/y.md"}),
        ("* @all\n/docs/\n", {"a.py", "infra/main.tf"}),
        ("* @all\ninfra/ @sre\n", {"a.py", "docs/x.md", "docs/deep/y.md", "infra/main.tf"}),
        ("**/deep/** @d\n", {"docs/deep/y.md"}),
        ("[Docs] @d\ndocs/\n", {"docs/x.md", "docs/deep/y.md"}),
        ("# * @nobody\n", set()),
    ],
)
def test_the_last_rule_wins_and_one_without_owners_disowns(rules: str, owned: set[str]) -> None:
    tracked = ["a.py", "docs/x.md", "docs/deep/y.md", "infra/main.tf"]
    each = {path for path in tracked if read_owners("CODEOWNERS", rules, [path]).owned}
    assert each == owned


def test_owners_are_counted_for_the_code_and_for_what_delivers_it() -> None:
    tracked = ["src/a.py", "src/b.py", "Dockerfile", "infra/main.tf", "docs/x.md"]
    found = read_owners("CODEOWNERS", "/src/ @ml\nDockerfile @sre\n", tracked)
    assert {name: (of.part, of.whole) for name, of in found.parts.items()} == {
        "code": (2, 2),
        "delivery": (1, 2),
    }


def test_evidence_of_another_day_without_the_newer_fields_is_still_read() -> None:
    assert RepositoryEvidence(read_at=NOW).history.authors_read
