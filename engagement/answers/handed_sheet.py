"""A sheet of answers for one assessment: handed out to several people, and taken back."""

import io
import tempfile
from dataclasses import dataclass
from pathlib import Path

from content.model import Pack
from engagement import workspaces
from engagement.answers import answering
from engagement.answers.answers_file import LARGEST, AnswersFile, checked
from engagement.answers.answers_sheet import Person, read_sheet, workbook
from engagement.answers.applying import ENTERED_BY, keep_answers
from engagement.faults import Refused
from engagement.model import Workspace
from engagement.store import Store

MOST_PEOPLE = 40
"""People of one sheet: beyond, its rows are more than anybody would fill in."""


@dataclass(frozen=True)
class Handed:
    """A sheet that was read and is right; ``newcomers`` are on nobody's list yet."""

    given: AnswersFile
    newcomers: tuple[str, ...]

    @property
    def people(self) -> int:
        """How many people of the sheet answered something."""
        return len({answer.by for answer in self.given.answers})

    @property
    def answers(self) -> int:
        """How many answers are in it."""
        return len(self.given.answers)


def sheet(store: Store, space: Workspace, pack: Pack, people: int) -> bytes:
    """A workbook with this assessment's questions for so many people, 1 to :data:`MOST_PEOPLE`.

    ``pack`` is the assessment's own. Raises :class:`Refused` for another number of people.
    """
    if not 1 <= people <= MOST_PEOPLE:
        raise Refused(f"A sheet is for 1 to {MOST_PEOPLE} people; make several for more.")
    wanted = set(workspaces.asked(store, space.assessment.id))
    asked = [item for item in pack.capabilities if item.id in wanted]
    rows = [Person(f"p{number}", "", "") for number in range(1, people + 1)]
    content = io.BytesIO()
    workbook(pack, _facts(space), rows, asked).save(content)
    return content.getvalue()


def _facts(space: Workspace) -> dict[str, str]:
    held = space.assessment
    return {
        "client": space.client.name, "use case": space.use_case.name, "pack": held.pack.id,
        "profile": held.profile, "depth": held.depth,
    }  # fmt: skip


def read(store: Store, space: Workspace, pack: Pack, name: str, content: bytes) -> Handed:
    """The sheet's people and answers, checked against the assessment.

    Raises :class:`Refused` with one line for each mistake, or where it is another assessment's.
    """
    if len(content) > LARGEST:
        raise Refused(f"{name} is larger than 5 MB; a sheet of answers is far smaller.")
    with tempfile.TemporaryDirectory(prefix="prodworthy-") as folder:
        file = Path(folder) / (Path(name).name[-80:] or "answers.xlsx")
        file.write_bytes(content)
        located = read_sheet(file)
    if not located.data["respondents"]:
        raise Refused(f"{name} names nobody; write a name and a role on its sheet People.")
    given = checked(located, pack)
    _is_for(space, given, name)
    if not given.answers:
        raise Refused(f"{name} holds no answer; fill in the column level of its sheet Answers.")
    people = answering.respondents(store, space.assessment.id)
    known = {(item.name.casefold(), item.role) for item in people}
    said = {answer.by for answer in given.answers}
    fresh = [one.name for one in given.respondents
             if one.id in said and (one.name.casefold(), one.role) not in known]  # fmt: skip
    return Handed(given, tuple(fresh))


def _is_for(space: Workspace, given: AnswersFile, name: str) -> None:
    told = (given.client.name, given.use_case.name, given.assessment.pack)
    held = (space.client.name, space.use_case.name, space.assessment.pack.id)
    if tuple(map(str.casefold, told)) != tuple(map(str.casefold, held)):
        raise Refused(
            f"{name} is for {told[0]} / {told[1]}, asked with {told[2]}; here is {held[0]} / "
            f"{held[1]}, asked with {held[2]}. Open that assessment, or take a new sheet here."
        )


def take(store: Store, space: Workspace, handed: Handed, entered_by: str = "") -> int:
    """Keep a sheet's people and answers; how many answers were not there word for word."""
    said = {answer.by for answer in handed.given.answers}
    people = tuple(one for one in handed.given.respondents if one.id in said)
    given = handed.given.model_copy(update={"respondents": people})
    who = f"{entered_by.strip()}, {ENTERED_BY}" if entered_by.strip() else ENTERED_BY
    return keep_answers(store, given, space, None, who)
