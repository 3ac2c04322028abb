"""Reads the model of OWASP SAMM from its core folder: small files that point at one another by id.

A stream adds the answers of its three levels; practices, functions and the whole are means, as the
model's own scoring has it.
"""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from content.foreign.draft import Draft, Head, Reading, slug
from content.foreign.fields import Fields, words
from content.foreign.located import Located, Unreadable
from content.foreign.notes import Notes
from content.foreign.parsing import parsed
from content.questionnaire import Advice, Choice, Question, Section

KIND = "OWASP SAMM model"
FOLDERS = {
    "business_functions": "function",
    "security_practices": "practice",
    "streams": "stream",
    "activities": "activity",
    "practice_levels": "practice level",
    "maturity_levels": "maturity level",
    "answer_sets": "answer set",
    "questions": "question",
}
NEEDED = ("questions", "answer_sets", "activities", "streams")
FILE = re.compile(rf"(?P<root>(?:.*/)?)(?P<folder>{'|'.join(FOLDERS)})/[^/]+\.ya?ml", re.IGNORECASE)
KNOWN: dict[str, tuple[str, ...]] = {
    "function": ("id", "name", "description", "order", "model", "color", "logo", "type"),
    "practice": (
        "id", "name", "function", "order", "shortName", "shortDescription", "longDescription",
        "assignee", "progress", "type",
    ),
    "stream": ("id", "name", "practice", "order", "letter", "description", "type"),
    "activity": (
        "id", "title", "stream", "level", "benefit", "shortDescription", "longDescription",
        "results", "metrics", "costs", "personnel", "notes", "relatedActivities", "type",
    ),
    "practice level": ("id", "practice", "maturityLevel", "objective", "type"),
    "maturity level": ("id", "number", "description", "type"),
    "answer set": ("id", "values", "type"),
    "question": ("id", "text", "activity", "answerSet", "order", "quality", "type"),
}  # fmt: skip


def is_samm(files: Iterable[str]) -> bool:
    """Whether the files lie as the model's do: questions, answer sets, activities, streams."""
    return bool(_root(files))


def read_samm(files: dict[str, bytes], name: str, notes: Notes) -> Reading:
    """The model as a questionnaire that adds points."""
    model = _Model(files, notes)
    draft = Draft(notes)
    model.fill(draft)
    title = model.name()
    head = Head(
        id=slug(title, "samm"), version="", title=title,
        description="Software assurance maturity, asked stream by stream at three levels.",
        publisher="OWASP", source=name, place=(name, 0),
    )  # fmt: skip
    draft.said.append(
        "A stream adds the answers of its levels (0 to 3); practices, functions and the total are "
        "the mean of their parts."
    )
    return draft.finished(KIND, head, "additive", "mean")


def _root(files: Iterable[str]) -> str:
    """The folder that holds the model, with a closing slash, or nothing."""
    seen: dict[str, set[str]] = {}
    for match in filter(None, map(FILE.fullmatch, files)):
        seen.setdefault("/" + match["root"], set()).add(match["folder"].lower())
    whole = [root for root, folders in seen.items() if folders >= set(NEEDED)]
    return min(whole, key=len, default="")


class _Model:
    """The files of the model by kind and id."""

    def __init__(self, files: dict[str, bytes], notes: Notes) -> None:
        self.notes = notes
        self.by_kind: dict[str, dict[str, Fields]] = {kind: {} for kind in FOLDERS.values()}
        root = _root(files).removeprefix("/")
        for path, content in files.items():
            match = FILE.fullmatch(path)
            if match and match["root"] == root:
                self._take(path, content, FOLDERS[match["folder"].lower()])

    def name(self) -> str:
        """What the model calls itself."""
        stated = {item.text("model") for item in self.by_kind["function"].values()} - {""}
        return f"OWASP {min(stated)}" if stated else "OWASP SAMM"

    def fill(self, draft: Draft) -> None:
        """Every function, practice and stream as a section, every question below its stream."""
        for kind, above, upper in (
            ("function", "", ""),
            ("practice", "function", "function"),
            ("stream", "practice", "practice"),
        ):
            for item in _ordered(self.by_kind[kind].values()):
                parent = self._named(item, above, upper) if above else None
                draft.add_section(_section(item, kind, parent), (item.file, item.line))
        for name, item in sorted(self.by_kind["question"].items(), key=self._place):
            self._question(name, item, draft)

    def _take(self, path: str, content: bytes, kind: str) -> None:
        try:
            node = _in_our_case(parsed(path, content, self.notes), KNOWN[kind])
            found = Fields(self.notes, path, node, kind)
        except Unreadable as error:
            self.notes.problems.append(error.problem)
            return
        if not isinstance(found.node.value, dict):
            self.notes.wrong(path, found.line, f"expected a {kind} with its fields")
            return
        found.knows(*KNOWN[kind])
        name = found.needed("id")
        first = self.by_kind[kind].setdefault(name, found)
        if first is not found and name:
            taken = f"the id {name!r} is taken (first in {first.file}:{first.at('id')})"
            self._again(taken, kind, name, found)

    def _again(self, taken: str, kind: str, name: str, found: Fields) -> None:
        """An id that comes again: nothing points at a question, so that one can have another."""
        longer = f"{name}.{PurePosixPath(found.file).stem}"
        if kind != "question" or longer in self.by_kind[kind]:
            found.wrong("id", taken)
            return
        self.by_kind[kind][longer] = found
        self.notes.told(found.file, found.at("id"), f"{taken}; read as {longer!r}")

    def _named(self, item: Fields, name: str, kind: str) -> Fields | None:
        """The part that a field points at; noted as wrong where there is none."""
        wanted = item.needed(name)
        found = self.by_kind[kind].get(wanted)
        if wanted and found is None:
            item.wrong(name, f"{name}: no {kind} has the id {wanted!r}")
        return found

    def _level(self, activity: Fields) -> tuple[float, str]:
        """The number of the level an activity belongs to and its objective; 0 where unknown."""
        level = self._named(activity, "level", "practice level")
        ripe = self._named(level, "maturityLevel", "maturity level") if level else None
        number = ripe.number("number") if ripe else None
        return number or 0.0, level.text("objective") if level else ""

    def _place(self, named: tuple[str, Fields]) -> tuple[float, float, str]:
        question = named[1]
        activity = self.by_kind["activity"].get(question.text("activity"))
        if activity is None:
            return 0.0, 0.0, question.file
        level = self.by_kind["practice level"].get(activity.text("level"))
        ripe = self.by_kind["maturity level"].get(level.text("maturityLevel")) if level else None
        return (ripe.number("number") or 0.0) if ripe else 0.0, _order(question), question.file

    def _question(self, name: str, item: Fields, draft: Draft) -> None:
        title = item.needed("text")
        activity = self._named(item, "activity", "activity")
        answers = self._named(item, "answerSet", "answer set")
        if activity is None or answers is None:
            return
        stream = self._named(activity, "stream", "stream")
        number, objective = self._level(activity)
        choices = _choices(answers, activity)
        if stream is None or not (name and title):
            return
        if not choices:
            message = f"the answer set {answers.text('id')!r} has no values"
            item.wrong("answerSet", message)
            return
        about = f"Level {number:g}: {objective}" if number else ""
        criteria = [f"- {line}" for line in words(item.items("quality"))]
        counts = "\n".join(["A yes needs all of these:", *criteria]) if criteria else ""
        description = "\n\n".join(part for part in (about, activity.text("title"), counts) if part)
        question = Question(
            id=name, section=stream.text("id"), title=title, description=description,
            answer="one", choices=choices,
        )  # fmt: skip
        draft.add_question(question, (item.file, item.line))


def _in_our_case(node: Located, known: tuple[str, ...]) -> Located:
    """The same fields in the case that they are written in today; older versions had another."""
    if not isinstance(node.value, dict):
        return node
    names = {name.lower(): name for name in known}
    held = {names.get(name.lower(), name): value for name, value in node.value.items()}
    return Located(held, node.line)


def _section(item: Fields, kind: str, parent: Fields | None) -> Section:
    title = item.needed("name")
    if kind == "stream" and item.has("letter"):
        title = f"Stream {item.text('letter')}: {title}"
    description = item.text("shortDescription") or item.text("description")
    return Section(
        id=item.text("id"), title=title, description=description,
        parent=parent.text("id") if parent else "", combine="sum" if kind == "stream" else "mean",
    )  # fmt: skip


def _choices(answers: Fields, activity: Fields) -> tuple[Choice, ...]:
    found: list[Choice] = []
    for item in answers.parts("values", "answer"):
        item.knows("text", "value", "weight", "order")
        points = item.number("value")
        if points is None:
            item.wrong("value", "'value' is missing in an answer")
            continue
        if (item.number("weight") or 1.0) != 1.0:
            item.notes.once(item.file, item.at("weight"), "the weight of an answer is not used")
        name = f"answer-{item.text('order') or len(found)}"
        found.append(Choice(id=name, title=item.needed("text"), points=points))
    best = max((item.points or 0.0 for item in found), default=0.0)
    told = ": ".join(filter(None, (activity.text("title"), activity.text("shortDescription"))))
    return tuple(
        item.model_copy(update={"advice": Advice(text=told)})
        if item.points == best and told
        else item
        for item in found
    )


def _ordered(items: Iterable[Fields]) -> list[Fields]:
    return sorted(items, key=lambda item: (_order(item), item.file))


def _order(item: Fields) -> float:
    return item.number("order") or 0.0
