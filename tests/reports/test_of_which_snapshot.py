"""A report is of a snapshot only where it was made again from it; else it is told as made after it."""

import re
from datetime import timedelta
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest

from reports.around import around_questionnaire, around_report
from reports.as_of import Frozen, snapshot_words
from reports.formats import FORMATS, OF_QUESTIONNAIRES, Choices
from reports.model import Report
from reports.progress import untold
from reports.questionnaire_model import QuestionnaireReport
from reports.sections import method
from tests.reports import example_report as example
from tests.reports.pdf_reading import whole
from tests.reports.test_questionnaire_report import filled

ID = "552189bbbb"
DAYS = timedelta(days=3)
GRID = {item.suffix: item for item in FORMATS}
ASKED = {item.suffix: item for item in OF_QUESTIONNAIRES}


def now() -> Report:
    """What stands now, three days after a snapshot of the same answers."""
    held = example.report(depth="pulse")
    return held.model_copy(update={"snapshot": ID, "frozen_at": held.made_at - DAYS})


def then() -> Report:
    """The report of the snapshot itself."""
    held = example.report(depth="pulse")
    mark = Frozen(id=ID, at=held.made_at, by="Mara")
    return held.model_copy(update={"snapshot": ID, "frozen_at": held.made_at, "frozen": mark})


def asked_now() -> QuestionnaireReport:
    """The same as :func:`now` of a questionnaire."""
    held = filled()
    return held.model_copy(update={"snapshot": ID, "frozen_at": held.made_at - DAYS})


def before_the_id(content: bytes, suffix: str) -> set[str]:
    """The two words before the snapshot's id, wherever the file prints it."""
    if suffix == "pdf":
        text = whole(content)
    elif suffix == "html":
        text = content.decode()
    else:
        book = ZipFile(BytesIO(content))
        text = " ".join(book.read(name).decode() for name in book.namelist() if name[-4:] == ".xml")
    plain = " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).split())
    return set(re.findall(rf"(\S+ \S+) {ID}", plain))


@pytest.mark.parametrize("suffix", ["pdf", "html", "docx", "xlsx"])
def test_what_stands_now_is_told_as_made_after_a_snapshot_and_not_as_it(suffix: str) -> None:
    made = GRID[suffix].render(now(), Choices(), untold)
    assert before_the_id(made, suffix) == {"after snapshot"}
    made = ASKED[suffix].render(asked_now(), Choices(), untold)
    assert before_the_id(made, suffix) == {"after snapshot"}


def test_slides_of_what_stands_now_are_told_as_no_snapshot() -> None:
    assert before_the_id(GRID["pptx"].render(now(), Choices(), untold), "pptx") <= {
        "after snapshot"
    }


def test_the_report_of_a_snapshot_bears_its_id_in_its_foot_and_in_what_the_file_says() -> None:
    around = around_report(then())
    assert around.footer_middle.endswith(f"· snapshot {ID}")
    assert around.snapshot == ID


def test_no_other_file_says_that_it_is_of_the_snapshot() -> None:
    assert around_report(now()).snapshot == ""
    assert around_questionnaire(asked_now()).snapshot == ""


def test_a_workbook_says_after_which_snapshot_of_which_day_it_was_made() -> None:
    words = snapshot_words(now())
    assert words.startswith("not taken of this report")
    assert f"after snapshot {ID} of 13" in words
    assert snapshot_words(then()).startswith(f"{ID}, taken on")


def test_a_look_back_to_before_the_snapshot_does_not_name_it() -> None:
    held = now().model_copy(update={"frozen_at": now().made_at + DAYS})
    assert ID not in around_report(held).footer_middle
    assert snapshot_words(held) == "not taken"
    assert ID not in str(method.build(held))
