"""Reads a custom lens of the AWS Well-Architected Tool (schema version 2021-11-01), JSON or YAML."""

import re

from content.foreign.draft import Draft, Head, Reading, slug
from content.foreign.fields import Fields
from content.foreign.located import Located
from content.foreign.notes import Notes
from content.questionnaire import Advice, Choice, Question, Risk, RiskRule, Section

KIND = "AWS Well-Architected custom lens"
SCHEMA = "2021-11-01"
RISKS: dict[str, Risk] = {"HIGH_RISK": "high", "MEDIUM_RISK": "medium", "NO_RISK": "none"}
DEFAULT = "default"
NONE_ID = re.compile(r"_no$")
NONE_TITLE = re.compile(r"none of (these|the above|above|the following)\.?", re.IGNORECASE)


def is_lens(root: Located) -> bool:
    """Whether the file has the shape of a lens: pillars, or the schema's own version."""
    fields = root.value if isinstance(root.value, dict) else {}
    return "pillars" in fields and "objects" not in fields


def read_lens(root: Located, file: str, notes: Notes) -> Reading:
    """The lens as a questionnaire judged by risk rules."""
    lens = Fields(notes, file, root, "lens")
    lens.knows("schemaVersion", "name", "description", "pillars", "_version")
    _schema(lens)
    draft = Draft(notes)
    _Pillars(draft, file).read(lens)
    _tell_rules(draft)
    title = lens.needed("name")
    head = Head(
        id=slug(title, "lens"), version=lens.text("_version"), title=title,
        description=lens.text("description"), publisher="", source=file, place=(file, root.line),
    )  # fmt: skip
    return draft.finished(KIND, head, "risk-rules", "mean")


def _schema(lens: Fields) -> None:
    stated = lens.text("schemaVersion")
    if stated != SCHEMA:
        found = f"states {stated!r}" if stated else "states none"
        lens.notes.told(
            lens.file, lens.at("schemaVersion"),
            f"this reader knows the lens schema {SCHEMA}, and the file {found}",
        )  # fmt: skip


class _Pillars:
    """Reads pillar by pillar, keeping ids apart."""

    def __init__(self, draft: Draft, file: str) -> None:
        self.draft, self.file = draft, file
        self.pillars: dict[str, int] = {}
        self.questions: dict[str, int] = {}

    def read(self, lens: Fields) -> None:
        for pillar in lens.parts("pillars", "pillar"):
            self._pillar(pillar.knows("id", "name", "description", "questions"))

    def _pillar(self, pillar: Fields) -> None:
        title = pillar.text("name")
        name = pillar.text("id") or slug(title, "pillar")
        if name in self.pillars:
            first = f"{self.file}:{self.pillars[name]}"
            pillar.wrong("id", f"the pillar id {name!r} is taken (first at {first})")
            return
        self.pillars[name] = pillar.at("id")
        section = Section(id=name, title=title or name, description=pillar.text("description"))
        self.draft.add_section(section, (self.file, pillar.line))
        for question in pillar.parts("questions", "question"):
            question.knows(
                "id", "title", "description", "helpfulResource", "choices", "riskRules", "url"
            )
            self._question(question, name)

    def _question(self, fields: Fields, pillar: str) -> None:
        name = self._name(fields, fields.needed("id"), pillar)
        title = _title(fields, name)
        choices = self._choices(fields, name)
        rules = _Rules(self.draft, fields, name).read()
        if not choices or not name:
            message = f"the question {name!r} has no choices and is left out"
            fields.notes.told(self.file, fields.line, message)
            return
        question = Question(
            id=name, section=pillar, title=title, description=_description(fields),
            answer="many", choices=tuple(choices), rules=tuple(rules),
        )  # fmt: skip
        self.draft.add_question(question, (self.file, fields.line))

    def _name(self, fields: Fields, name: str, pillar: str) -> str:
        """The id of a question; one that another pillar has too gets its pillar before it."""
        if name in self.questions:
            first = f"{self.file}:{self.questions[name]}"
            longer = f"{pillar}.{name}"
            if longer in self.questions or not name:
                fields.wrong("id", f"the question id {name!r} is taken (first at {first})")
                return longer
            message = f"the question id {name!r} is taken (first at {first}); read as {longer!r}"
            fields.notes.told(self.file, fields.at("id"), message)
            name = longer
        self.questions[name] = fields.at("id")
        return name

    def _choices(self, fields: Fields, question: str) -> list[Choice]:
        found: list[Choice] = []
        lines: dict[str, int] = {}
        for index, item in enumerate(fields.parts("choices", "choice")):
            item.knows(
                "id", "title", "description", "helpfulResource", "improvementPlan",
                "additionalResources", "type",
            )  # fmt: skip
            choice = _choice(item)
            if choice.id in lines:
                first = f"{self.file}:{lines[choice.id]}"
                item.wrong("id", f"the choice id {choice.id!r} is taken (first at {first})")
                continue
            lines[choice.id] = item.at("id")
            self.draft.lies(question, "choices", index, (self.file, item.line))
            found.append(choice)
        return _one_refusal(found)


def _one_refusal(choices: list[Choice]) -> list[Choice]:
    """Only the last of several choices that say «none of these» says so."""
    saying = [item for item in choices if item.none_of_these]
    return [
        item.model_copy(update={"none_of_these": item is saying[-1]}) if len(saying) > 1 else item
        for item in choices
    ]


def _title(fields: Fields, name: str) -> str:
    """The title; the id in its place where a file leaves it out, which is told."""
    found = fields.text("title")
    if not found:
        message = f"the {fields.what} {name!r} has no title; its id is shown"
        fields.notes.told(fields.file, fields.at("title"), message)
    return found or name


def _choice(fields: Fields) -> Choice:
    name = fields.needed("id")
    title = _title(fields, name)
    text, url = _resource(fields, "helpfulResource")
    plan, plan_url = _resource(fields, "improvementPlan")
    more = _additional(fields)
    helps = [fields.text("description"), text, *more["HELPFUL_RESOURCE"]]
    plans = [plan, *more["IMPROVEMENT_PLAN"]]
    none = bool(NONE_ID.search(name) or NONE_TITLE.fullmatch(title))
    told = "\n\n".join(item for item in plans if item)
    advice = Advice(text=told, url=plan_url) if (told or plan_url) and not none else None
    return Choice(
        id=name, title=title, help="\n\n".join(item for item in helps if item), url=url,
        advice=advice, none_of_these=none,
    )  # fmt: skip


def _resource(fields: Fields, name: str) -> tuple[str, str]:
    inner = fields.part(name, name)
    if inner is None:
        return "", ""
    inner.knows("displayText", "url")
    return inner.text("displayText"), inner.link("url")


def _additional(fields: Fields) -> dict[str, list[str]]:
    """Further resources of a choice by their type, each as one line of text."""
    found: dict[str, list[str]] = {"HELPFUL_RESOURCE": [], "IMPROVEMENT_PLAN": []}
    for resource in fields.parts("additionalResources", "resource"):
        resource.knows("type", "content")
        kind = resource.text("type")
        if kind not in found:
            message = f"a resource of type {kind!r} is left out"
            resource.notes.once(resource.file, resource.line, message)
            continue
        for item in resource.parts("content", "resource"):
            item.knows("displayText", "url")
            line = " ".join(part for part in (item.text("displayText"), item.link("url")) if part)
            found[kind].append(line)
    return found


def _description(fields: Fields) -> str:
    text, url = _resource(fields, "helpfulResource")
    parts = (fields.text("description"), text, url, fields.link("url"))
    return "\n\n".join(part for part in parts if part)


class _Rules:
    """The ordered risk rules of one question."""

    def __init__(self, draft: Draft, question: Fields, name: str) -> None:
        self.draft, self.question, self.name = draft, question, name

    def read(self) -> list[RiskRule]:
        rules: list[RiskRule] = []
        for index, rule in enumerate(self.question.parts("riskRules", "risk rule")):
            rule.knows("condition", "risk")
            self.draft.lies(self.name, "rules", index, (rule.file, rule.at("condition")))
            condition, risk = rule.text("condition"), rule.text("risk")
            if not condition:
                rule.wrong("condition", "a risk rule has no condition; write choice ids or default")
            elif risk not in RISKS:
                known = ", ".join(RISKS)
                rule.wrong("risk", f"risk: expected one of {known}, found {risk!r}")
            else:
                if rules and not rules[-1].condition:
                    message = "a rule after the default rule is never reached"
                    rule.notes.once(rule.file, rule.line, message)
                said = "" if condition.lower() == DEFAULT else condition
                rules.append(RiskRule(condition=said, risk=RISKS[risk]))
        return rules


def _tell_rules(draft: Draft) -> None:
    """What the rules of a lens cannot decide."""
    open_ended = [q for q in draft.questions if q.rules and all(r.condition for r in q.rules)]
    without = [q for q in draft.questions if not q.rules]
    for found, said in (
        (open_ended, "no default rule; where none of its rules holds, it is told as not judged"),
        (without, "no risk rules; it is asked and told, and not judged"),
    ):
        if found:
            one = len(found) == 1
            start = "One question has" if one else f"{len(found)} questions have"
            draft.said.append(f"{start} {said}.")
