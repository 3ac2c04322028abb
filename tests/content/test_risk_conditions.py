"""Conditions of risk rules are read as C reads them, and nothing in them is ever run."""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.risk_conditions import DEEPEST, LONGEST, ConditionFault, choices_in, holds, parse

IDS = ("a", "b", "c")
EVERY = [frozenset(some) for size in range(4) for some in itertools.combinations(IDS, size)]


def truth(text: str) -> list[bool]:
    return [holds(parse(text), ticked) for ticked in EVERY]


@pytest.mark.parametrize(
    ("text", "the_same"),
    [
        ("a || b && c", "a || (b && c)"),
        ("!a && b", "(!a) && b"),
        ("!a || !b", "!(a && b)"),
        ("a && b || c && !a", "(a && b) || (c && (!a))"),
        ("!!a", "a"),
        ("a&&b||c", "(a && b) || c"),
        ("  ( a )  ", "a"),
    ],
)
def test_signs_bind_as_in_c(text: str, the_same: str) -> None:
    assert truth(text) == truth(the_same)


def test_a_condition_without_text_always_holds() -> None:
    assert truth("") == truth("   ") == [True] * 8


def test_a_rule_of_a_real_kind_holds_for_exactly_one_of_two() -> None:
    text = "(!data_flow && architecture) || (!architecture && data_flow)"
    assert holds(parse(text), {"architecture"})
    assert holds(parse(text), {"data_flow"})
    assert not holds(parse(text), {"architecture", "data_flow"})
    assert choices_in(parse(text)) == {"architecture", "data_flow"}


@pytest.mark.parametrize(
    ("text", "position", "word"),
    [
        ("a &&", 5, "choice id"),
        ("a & b", 3, "&&"),
        ("a | b", 3, "||"),
        ("(a || b", 8, "expected )"),
        ("a b", 3, "&& or ||"),
        ("a && || b", 6, "choice id"),
        (")", 1, "choice id"),
        ("a == b", 3, "="),
        ("__import__('os')", 12, "found"),
        ("a and b", 3, "&& or ||"),
    ],
)
def test_a_mistake_is_told_with_its_place(text: str, position: int, word: str) -> None:
    with pytest.raises(ConditionFault) as told:
        parse(text)
    assert told.value.position == position
    assert word in told.value.message


def test_a_condition_can_be_neither_endless_nor_bottomless() -> None:
    with pytest.raises(ConditionFault, match="nested deeper"):
        parse("(" * (DEEPEST + 2) + "a" + ")" * (DEEPEST + 2))
    with pytest.raises(ConditionFault, match="nested deeper"):
        parse("!" * 5000 + "a")
    with pytest.raises(ConditionFault, match="at most"):
        parse("a" * (LONGEST + 1))
    assert holds(parse(" && ".join(["a"] * 2000)), {"a"})


@given(st.text(alphabet="ab&|!() .", max_size=30))
@settings(max_examples=300, deadline=None)
def test_whatever_is_written_it_is_read_or_refused(text: str) -> None:
    try:
        parse(text)
    except ConditionFault as refused:
        fault = refused
    else:
        return
    assert 1 <= fault.position <= len(text) + 1


def made(chance: random.Random, depth: int) -> str:
    """A random condition in Python's words."""
    kind = chance.choice(["id", "not", "and", "or"]) if depth else "id"
    if kind == "id":
        return chance.choice(IDS)
    if kind == "not":
        return f"(not {made(chance, depth - 1)})"
    return f"({made(chance, depth - 1)} {kind} {made(chance, depth - 1)})"


@given(st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_it_agrees_with_another_language(chance: random.Random) -> None:
    python = made(chance, 4)
    ours = python.replace(" and ", " && ").replace(" or ", " || ").replace("not ", "!")
    for ticked in EVERY:
        assert holds(parse(ours), ticked) == eval(python, {name: name in ticked for name in IDS})  # noqa: S307  of our own making
