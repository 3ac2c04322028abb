"""A questionnaire in the making: a reader adds to it and says where each part came from."""

import re
import unicodedata
from dataclasses import dataclass, field
from hashlib import sha256

from pydantic import ValidationError

from content.digests import sealed
from content.foreign.notes import Notes
from content.problems import Problem
from content.questionnaire import Combined, Question, Questionnaire, Scoring, Section
from content.questionnaire_checks import Fault, faults

LONGEST_TITLE = 200
"""What fits on a page; longer ones are cut."""

Place = tuple[str, int]
"""File and line."""


@dataclass(frozen=True, kw_only=True)
class Head:
    """What a source says of the whole questionnaire; ``version`` empty where it says none."""

    id: str
    version: str
    title: str
    description: str
    publisher: str
    source: str
    place: Place


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a foreign file holds, or why it cannot be used; ``remarks`` never keep it out."""

    kind: str
    questionnaire: Questionnaire | None
    problems: tuple[Problem, ...]
    remarks: tuple[Problem, ...]
    states_version: bool = True


@dataclass
class Draft:
    """Sections and questions so far, with the place of each."""

    notes: Notes
    sections: list[Section] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    """Sentences for the person who uses the questionnaire."""
    _places: dict[tuple[str, str, str, int | None], Place] = field(default_factory=dict)

    def add_section(self, section: Section, place: Place) -> None:
        """Take a section in."""
        self.sections.append(section)
        self._places["section", section.id, "", None] = place

    def add_question(self, question: Question, place: Place) -> None:
        """Take a question in."""
        self.questions.append(question)
        self._places["question", question.id, "", None] = place

    def lies(self, question: str, name: str, at: int, place: Place) -> None:
        """Remember where the entry ``at`` of a question's list ``name`` stands."""
        self._places["question", question, name, at] = place

    def finished(self, kind: str, head: Head, scoring: Scoring, combine: Combined) -> Reading:
        """The questionnaire checked, or everything that keeps it from being used."""
        self._drop_empty_sections()
        made = None
        if not self.notes.problems and not self.questions:
            self.notes.wrong(*head.place, "holds no question that has choices")
        if not self.notes.problems:
            made = self._made(head, scoring, combine)
        problems = tuple(sorted(self.notes.problems, key=lambda item: (item.file, item.line)))
        return Reading(
            kind=kind, questionnaire=None if problems else made, problems=problems,
            remarks=self.notes.all_remarks(), states_version=bool(head.version),
        )  # fmt: skip

    def _made(self, head: Head, scoring: Scoring, combine: Combined) -> Questionnaire | None:
        try:
            made = Questionnaire(
                id=head.id, version=head.version or "1", title=head.title[:LONGEST_TITLE],
                description=head.description, publisher=head.publisher, source=head.source,
                scoring=scoring, combine=combine, sections=tuple(self.sections),
                questions=tuple(self.questions), notes=tuple(self.said),
            )  # fmt: skip
        except ValidationError as error:
            for item in error.errors():
                self.notes.wrong(*head.place, f"{item['loc']}: {item['msg']}")
            return None
        for fault in faults(made):
            self._note(fault, head.place)
        return sealed(made)

    def _note(self, fault: Fault, otherwise: Place) -> None:
        whole = self._places.get((fault.kind, fault.id, "", None), otherwise)
        place = self._places.get((fault.kind, fault.id, fault.field, fault.at), whole)
        self.notes.wrong(*place, fault.message, fault.nearest)

    def _drop_empty_sections(self) -> None:
        """Sections under which nothing is asked are left out."""
        parents = {item.id: item.parent for item in self.sections}
        kept: set[str] = set()
        for name in {item.section for item in self.questions}:
            at = name
            while at and at not in kept:
                kept.add(at)
                at = parents.get(at, "")
        gone = [item for item in self.sections if item.id not in kept]
        self.sections = [item for item in self.sections if item.id in kept]
        if gone and self.questions:
            word = "section" if len(gone) == 1 else "sections"
            self.said.append(f"{len(gone)} {word} of the source without a question are left out.")


def slug(text: str, otherwise: str) -> str:
    """An id made of a title: small letters, digits and hyphens, at most 60 of them."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    found = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-")
    return found or f"{otherwise}-{sha256(text.encode()).hexdigest()[:8]}"
