"""A pack is known by what it says, not by how its files are laid out."""

from typing import Any

import pytest

from content.loading import canonical, digest_of, load_pack, load_shipped
from content.model import Pack


def test_comments_blank_lines_and_quotes_leave_the_digest_alone(copy: Any, pack: Pack) -> None:
    for path in copy.folder.rglob("*.yaml"):
        path.write_text("# another comment\n\n" + path.read_text())
    copy.replace(
        "pack.yaml", "title: From AI pilot to production", 'title: "From AI pilot to production"'
    )
    assert load_pack(copy.folder).digest == pack.digest


def test_the_order_of_fields_leaves_the_digest_alone(copy: Any, pack: Pack) -> None:
    copy.replace(
        "pack.yaml", "id: ai-production\nversion: 1.1.0\n", "version: 1.1.0\nid: ai-production\n"
    )
    assert load_pack(copy.folder).digest == pack.digest


def test_one_changed_word_changes_the_digest(copy: Any, pack: Pack) -> None:
    copy.replace("areas/data.yaml", "No checks; bad rows", "No check; bad rows")
    assert load_pack(copy.folder).digest != pack.digest


def test_a_pack_comes_back_whole_from_its_canonical_text(pack: Pack) -> None:
    again = Pack.model_validate_json(pack.model_dump_json())
    assert again == pack
    assert digest_of(again) == pack.digest
    assert canonical(again) == canonical(pack)


def test_an_unknown_shipped_pack_is_refused_with_the_known_ones() -> None:
    with pytest.raises(KeyError, match="ai-production"):
        load_shipped("ai-prodction")
