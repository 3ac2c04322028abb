"""The core of what an acting store lets through, once more on a real PostgreSQL."""

import pytest

from engagement.store import Store
from tests.engagement.access.test_guarding import (  # noqa: F401  collected here as well
    invited,
    test_a_change_without_a_recorded_action_is_never_kept,
    test_a_deletion_in_one_statement_reaches_the_persons_clients_only,
    test_a_member_sees_their_own_client_and_no_other,
    test_a_respondent_answers_and_sees_only_what_they_said,
    test_a_respondent_does_not_answer_for_somebody_else,
    test_an_action_at_one_client_does_not_answer_for_a_change_at_another,
    test_counts_columns_joins_and_subqueries_are_narrowed_too,
    test_what_an_action_wrote_before_it_was_refused_is_rolled_back,
)


@pytest.fixture
def store(postgres: Store) -> Store:
    """In the place of SQLite's."""
    return postgres
