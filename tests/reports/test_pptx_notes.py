"""The notes tell every kind of block that a section can be made of."""

import pytest

from reports import blocks
from reports.blocks import Block
from reports.pptx.telling import lines


def _kinds(kind: type[Block] = Block) -> set[type[Block]]:
    return {each for one in kind.__subclasses__() for each in (one, *_kinds(one))}


def test_the_notes_can_tell_every_kind_of_block() -> None:
    kinds = [kind for kind in _kinds() if kind.__module__.startswith("reports.blocks")]
    assert len(kinds) > 25
    plain = lines.dispatch(Block)
    assert [kind.__name__ for kind in kinds if lines.dispatch(kind) is plain] == []
    with pytest.raises(TypeError, match="cannot tell"):
        lines(Block(), {})


def test_a_table_is_told_row_by_row_with_its_heads() -> None:
    table = blocks.Table(
        columns=(blocks.Column(title="Who", width=9), blocks.Column(title="What", width=9)),
        rows=(blocks.Row(cells=(blocks.line("Ada"), blocks.State(tone="ready", word="met"))),),
    )
    assert lines(table, {}) == ["– Who: Ada; What: met"]
