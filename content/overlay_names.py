"""A client's change in a few words, such as *Late data: not asked*."""

from content.digests import AnyPack
from content.figures import figure_name
from content.model import Pack
from content.overlay import Change, What
from content.pack_difference import LABELS
from content.question_difference import RISKS, label_of, rule_name, short_title
from content.questionnaire import Question, Questionnaire

OWN_WEIGHT = "weights.capabilities."


def named(base: AnyPack, changes: tuple[Change, ...], change: Change) -> str:
    """What a change is about and what it makes of it; ids where the pack has no such place now."""
    whats = [item.what for item in changes]
    if isinstance(base, Questionnaire):
        return _of_questions(base, whats, change.what)
    return _of_grid(base, whats, change.what)


def _of_grid(base: Pack, whats: list[What], what: What) -> str:
    short = {item.id: item.short_name for item in base.capabilities}
    short |= {
        item.capability.id: item.capability.short_name for item in whats if item.kind == "added"
    }
    profiles = {item.id: item.name for item in base.profiles}
    match what.kind:
        case "reworded":
            about, told = what.capability, LABELS[what.field]
        case "switched_off":
            about, told = what.capability, "not asked"
        case "added":
            about, told = what.capability.id, "new question"
        case "critical":
            names = [profiles.get(one, one) for one in what.profiles]
            told = f"critical in {', '.join(names)}" if names else "critical nowhere"
            about = what.capability
        case "target":
            where = profiles.get(what.profile, what.profile)
            about, told = what.capability, f"target {what.level} in {where}"
        case "figure" if not what.name.startswith(OWN_WEIGHT):
            return f"{figure_name(base, what.name)} {what.value:g}"
        case "figure":
            about, told = what.name.removeprefix(OWN_WEIGHT), f"weight {what.value:g}"
        case _:
            return what.key
    return f"{short.get(about, about)}: {told}"


def _of_questions(base: Questionnaire, whats: list[What], what: What) -> str:
    known = {item.id: item for item in base.questions}
    known |= {item.question.id: item.question for item in whats if item.kind == "question_added"}

    def title(id_: str) -> str:
        return short_title(known[id_]) if id_ in known else id_

    match what.kind:
        case "question_reworded":
            return f"{title(what.question)}: {_label(known.get(what.question), what.field)}"
        case "question_off":
            return f"{title(what.question)}: not asked"
        case "question_added":
            return f"{title(what.question.id)}: new question"
        case "risk":
            where = rule_name(what.condition).lower()
            return f"{title(what.question)}: {RISKS[what.risk]} {where}"
        case "figure":
            own = what.name.removeprefix("weights.questions.")
            head = f"{title(own)}: weight" if own != what.name else figure_name(base, what.name)
            return f"{head} {what.value:g}"
        case _:
            return what.key


def _label(question: Question | None, field: str) -> str:
    return label_of(question, field) if question else field
