"""The tree of requirements of a framework, read into sections and questions."""

from collections import Counter
from dataclasses import dataclass, field

from content.foreign.draft import Draft
from content.foreign.fields import Fields
from content.foreign.own_questions import Own, own_questions
from content.foreign.scales import Scale
from content.questionnaire import Advice, Choice, Question, RiskRule, Scoring, Section

WHOLE = "whole-framework"
DEEPEST = 40
"""Levels of requirements; the deepest known framework has eight."""
NODE = (
    "urn", "parent_urn", "assessable", "depth", "ref_id", "name", "description", "annotation",
    "typical_evidence", "implementation_groups", "questions", "question", "reference_controls",
    "threats", "translations", "weight", "display_mode", "importance", "order_id", "level",
    "maturity", "category", "visibility_expression",
)  # fmt: skip


@dataclass
class _Node:
    fields: Fields
    urn: str
    parent: str
    assessable: bool
    weight: float
    own: list[Own]
    children: list["_Node"] = field(default_factory=list)
    asked: int = 0

    @property
    def heading(self) -> str:
        """Number and name, or the first words of what it demands."""
        number, name = self.fields.text("ref_id"), self.fields.text("name")
        text = name or self.fields.text("description")
        return " ".join(part for part in (number, text) if part) or self.urn

    @property
    def about(self) -> str:
        """What it demands, where the heading does not say it already."""
        demanded = self.fields.text("description") if self.fields.text("name") else ""
        return "\n\n".join(part for part in (demanded, self.fields.text("annotation")) if part)


class Requirements:
    """Reads a framework's nodes; the scoring follows from what they carry."""

    def __init__(self, draft: Draft, framework: Fields, scale: Scale) -> None:
        self.draft, self.framework, self.scale = draft, framework, scale
        self.nodes: dict[str, _Node] = {}
        self.scoring: Scoring = "risk-rules"
        self.adds_up = False
        self.left_out: Counter[str] = Counter()

    def read(self) -> None:
        """Every node, its place in the tree, and what is asked of it."""
        for fields in self.framework.parts("requirement_nodes", "requirement"):
            self._take(fields.knows(*NODE))
        self._join()
        if self.framework.notes.problems:
            return
        self._choose_scoring()
        short = _short_ids(self.nodes)
        for node in self.nodes.values():
            if not node.parent:
                self._write(node, "", short)

    def told(self, scale: str) -> list[str]:
        """Sentences on what was left out, and on the scale where it was used."""
        found = [scale] if any(self._by_scale(node) for node in self.nodes.values()) else []
        for what, count in self.left_out.items():
            found.append(f"{count} {what}")
        return found

    def _take(self, fields: Fields) -> None:
        urn = fields.needed("urn")
        if not urn:
            return
        if urn in self.nodes:
            first = self.nodes[urn].fields.at("urn")
            fields.wrong("urn", f"the urn {urn!r} is taken (first at {fields.file}:{first})")
            return
        weight = fields.number("weight")
        self.nodes[urn] = _Node(
            fields, urn, fields.text("parent_urn"), bool(fields.flag("assessable")),
            weight if weight is not None and weight > 0 else 1.0, own_questions(fields),
        )  # fmt: skip

    def _join(self) -> None:
        """Hang every node under its parent; a missing parent and a circle are problems."""
        for node in self.nodes.values():
            if not node.parent:
                continue
            parent = self.nodes.get(node.parent)
            if parent is None:
                message = f"no requirement has the urn {node.parent!r}"
                node.fields.wrong("parent_urn", message)
            elif (amiss := self._amiss(node)) is not None:
                message = f"the requirement {node.urn!r} stands {amiss}"
                node.fields.wrong("parent_urn", message)
            else:
                parent.children.append(node)

    def _amiss(self, node: _Node) -> str | None:
        """What is wrong with the way up from a requirement, or ``None``."""
        seen = {node.urn}
        at = self.nodes.get(node.parent)
        while at is not None:
            if at.urn in seen:
                return "below itself"
            seen.add(at.urn)
            if len(seen) > DEEPEST:
                return f"more than {DEEPEST} levels deep; flatten it"
            at = self.nodes.get(at.parent)
        return None

    def _choose_scoring(self) -> None:
        nodes = list(self.nodes.values())
        scored = any(own.scored for node in nodes for own in node.own)
        by_scale = self.scale.points and any(node.assessable and not node.own for node in nodes)
        ranged = self.scale.declared == "range" and any(node.own for node in nodes)
        if scored or (by_scale and not ranged):
            self.scoring = "additive"
        most = sum(own.most for node in nodes for own in node.own)
        self.adds_up = scored and self.scale.most is not None and most == self.scale.most > 0

    def _by_scale(self, node: _Node) -> bool:
        """Whether the requirement itself is answered, not questions of its own."""
        if not node.assessable:
            return False
        usable = [own for own in node.own if own.choices]
        if self.scoring == "additive":
            return self.scale.points and not any(own.scored for own in usable)
        return not usable

    def _write(self, node: _Node, section: str, short: dict[str, str]) -> float:
        """Write a node and everything below it; the weight of what is asked there."""
        questions = self._questions(node, short)
        place = (node.fields.file, node.fields.line)
        own_section = bool(node.children) or len(questions) > 1
        inside, at = section, -1
        if own_section:
            inside, at = short[node.urn], len(self.draft.sections)
            self.draft.add_section(self._section(node, inside, section), place)
        elif questions and not section:
            inside = self._whole()
        elif not questions and not node.children:
            self.left_out["texts that ask nothing are left out."] += 1
        for question in questions:
            here = question.model_copy(update={"section": inside})
            self.draft.add_question(here, place)
        total = node.weight if questions else 0.0
        for child in node.children:
            total += self._write(child, inside, short)
        if own_section and total > 0:
            made = self.draft.sections[at]
            self.draft.sections[at] = made.model_copy(update={"weight": total})
        return total

    def _section(self, node: _Node, name: str, parent: str) -> Section:
        several = not node.children
        return Section(
            id=name, title=node.heading, description=node.about, parent=parent,
            combine="sum" if several or self.adds_up else "mean",
        )  # fmt: skip

    def _whole(self) -> str:
        """The section for requirements that stand below nothing."""
        if not any(item.id == WHOLE for item in self.draft.sections):
            title = self.framework.text("name") or "All requirements"
            place = (self.framework.file, self.framework.line)
            self.draft.add_section(Section(id=WHOLE, title=title), place)
        return WHOLE

    def _questions(self, node: _Node, short: dict[str, str]) -> list[Question]:
        if self._by_scale(node):
            return [self._scaled(node, short[node.urn])]
        found: list[Question] = []
        for index, own in enumerate(node.own):
            if not own.choices:
                self.left_out["questions that want a text, a number or a date are left out."] += 1
            else:
                found.append(self._own(node, own, f"{short[node.urn]}:question-{own.key or index}"))
        if len(found) == 1:
            about = "\n\n".join(part for part in (node.heading, node.about) if part)
            found = [found[0].model_copy(update={"description": about})]
        return found

    def _scaled(self, node: _Node, name: str) -> Question:
        asked = [f"- {own.text}" for own in node.own if own.text]
        about = "\n\n".join(part for part in (node.about, "\n".join(asked)) if part)
        best = -1 if self.scale.points else 0
        advice = Advice(text=node.about or node.heading)
        choices = list(self.scale.choices)
        choices[best] = choices[best].model_copy(update={"advice": advice})
        return Question(
            id=name, section="", title=node.heading, description=about, answer="one",
            choices=tuple(choices), rules=self.scale.rules, weight=node.weight,
        )  # fmt: skip

    def _own(self, node: _Node, own: Own, name: str) -> Question:
        additive = self.scoring == "additive"
        rules: tuple[RiskRule, ...] = () if additive else own.rules
        pointed = additive and own.scored
        choices = tuple(self._choice(item, pointed=pointed) for item in own.choices)
        if not (own.scored if additive else own.rules):
            self.left_out["questions give neither points nor a result: asked, not judged."] += 1
        return Question(
            id=name, section="", title=own.text or node.heading, description="",
            answer="many" if own.several else "one", choices=choices, rules=rules,
            weight=own.weight * (1.0 if own.weight != 1.0 else node.weight),
        )  # fmt: skip

    def _choice(self, choice: Choice, *, pointed: bool) -> Choice:
        points = (choice.points or 0.0) if pointed else None
        return choice.model_copy(update={"points": points})


def _short_ids(nodes: dict[str, _Node]) -> dict[str, str]:
    """What of a urn tells nodes apart; the whole urn where that is not enough."""
    short = {urn: urn.partition(":req_node:")[2].partition(":")[2] or urn for urn in nodes}
    return short if len(set(short.values())) == len(short) else {urn: urn for urn in nodes}
