"""What each connector says it has read, for whoever tries a source."""

from datetime import UTC, datetime

from assessment.connectors import repository
from assessment.connectors.tables.options import sized
from assessment.repository.evidence import File, RepositoryEvidence

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)


def test_a_table_is_told_by_its_size() -> None:
    assert sized(4000, 1) == "4,000 rows in one column"


def test_a_repository_is_told_by_its_commit() -> None:
    seen = RepositoryEvidence(
        read_at=NOW, commit="3f2c9aa1b7c4", files=(File(path="a.py"), File(path="b.py"))
    )
    assert repository._summary(seen) == "2 files at 3f2c9aa"
