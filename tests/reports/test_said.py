"""What people typed is in the report word for word, in every format that is read."""

from functools import cache

from assessment.model import Answer, AnswerKind, Artefact, GoodEnough, Overrule, Tally, Waiver
from reports.html import render_report
from reports.model import Decision, Report, UseCaseFacts
from reports.pdf import render
from reports.sections import build
from tests.reports import example_report as example
from tests.reports import pdf_reading as pdf
from tests.reports.html_reading import read

LONG = "Zebra " + " ".join(f"longword{number}" for number in range(300))


def answer(capability: str, **more: object) -> Answer:
    given = {"kind": AnswerKind.LEVEL, "level": 3, "at": example.READ, "role": "executive"}
    return Answer.model_validate({"id": f"a-{capability}", "capability": capability,
                                  "respondent": "r1"} | given | more)  # fmt: skip


@cache
def filled() -> Report:
    """A report with a word of its own in every field that people type in."""
    file = Artefact(digest="d" * 64, filename="aardvark.pdf", size=1, owner="r1",
                    added_at=example.READ, valid_until=example.AS_OF)  # fmt: skip
    said = (
        answer("eng.rollback", comment="Badger one\nCamel two", artefacts=(file,), confidence=3),
        answer("eng.ci-cd", comment=LONG),
        answer("data.pipelines", link="https://dingo.example.org/run"),
        answer("org.third-party", kind=AnswerKind.NOT_APPLICABLE, level=None, reason="Echidna"),
        answer("data.quality-monitoring", kind=AnswerKind.TALLY, level=None, role="room",
               tally=Tally(levels=(0, 2, 3, 0, 0), dont_know=1), comment="Ferret"),
    )  # fmt: skip
    return example.report(
        said=said,
        use_case=UseCaseFacts(name="Gecko", summary="Heron", sponsor="Ibis", value_statement="Jackal",
                              traits=example.TRAITS),
        overrules=(Overrule(finding="f1", by="Kiwi", reason="Lemur", at=example.AS_OF),),
        waivers=(Waiver(capability="eng.rollback", by="Marmot", second="Narwhal", reason="Ocelot",
                        at=example.AS_OF, until=example.AS_OF.replace(year=2027)),),
        good_enough=(GoodEnough(capability="eng.ci-cd", level=3, by="Puffin", reason="Quokka",
                                at=example.AS_OF),),
        decisions=(Decision(title="Raccoon", text="Salamander", owner="Tapir"),) * 4,
    )  # fmt: skip


WORDS = (
    "aardvark.pdf", "Badger one", "Camel two", "dingo.example.org", "Echidna", "Ferret", "Gecko",
    "Heron", "Ibis", "Jackal", "Kiwi", "Lemur", "Marmot", "Narwhal", "Ocelot", "Puffin",
    "Quokka", "Raccoon", "Salamander", "Tapir",
    "3 × level 3", "longword0", "longword299",
)  # fmt: skip


def test_every_word_is_on_the_page() -> None:
    page = read(render_report(filled())).text
    assert [word for word in WORDS if word not in page] == []
    assert LONG in page


def test_every_word_is_in_the_pdf_also_of_a_comment_that_is_longer_than_a_cell() -> None:
    text = " ".join(pdf.whole(render(filled())).split())
    assert [word for word in WORDS if word not in text] == []
    assert [f"longword{n}" for n in range(300) if f"longword{n}" not in text] == []


def test_words_stand_beside_what_was_answered_and_by_whom() -> None:
    told = str(next(item for item in build(filled()) if item.id == "said").blocks)
    assert "level 3, statement only, sure" in told
    assert "L. Brandt" not in told
    named = filled().model_copy(update={"show_names": True})
    assert "L. Brandt" in str(next(item for item in build(named) if item.id == "said").blocks)


def test_nothing_written_is_no_section() -> None:
    assert "said" not in [item.id for item in build(example.report())]
