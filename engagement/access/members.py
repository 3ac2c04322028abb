"""The members of a client, or of the whole server: who is added, in which role, and who goes."""

from pydantic import ValidationError

from engagement.access.people import Member, Role, known_by
from engagement.access.table import permissions
from engagement.clients.client_list import client_in
from engagement.faults import NAME, Refused, fitting, refusal
from engagement.identity import new_id
from engagement.outside import clock
from engagement.store import Store, Transaction, audit
from engagement.store import members as rows

EXPLAINED: dict[Role, str] = {
    "owner": "Everything, and says who else has access.",
    "consultant": "All of the assessment: sources, exceptions, plan, decisions and reports.",
    "facilitator": "Prepares and runs workshops, enters what people say, records decisions.",
    "analyst": "Adds sources, looks, reviews evidence and works on the plan.",
    "viewer": "Reads everything and changes nothing.",
    "respondent": "Sees what is assessed; answers by a personal invitation, and sees no result.",
}
"""What each role is for, in a sentence."""


def members(store: Store, client_id: str | None) -> tuple[Member, ...]:
    """Members of a client, or (``None``) of the whole server, as they were added."""
    with store.reading() as tx:
        if client_id is not None:
            client_in(tx, client_id)
        return rows.of_client(tx, client_id)


def add_member(
    store: Store, *, client_id: str | None, who: str, role: Role, name: str = "", by: str = ""
) -> Member:
    """Give somebody a role by the e-mail address or account name that they will sign in with."""
    made = _checked(
        id=new_id(), who=known_by(who), name=" ".join(name.split()), client_id=client_id,
        role=role, added_at=clock.now(), added_by=by,
    )  # fmt: skip
    with store.writing() as tx:
        if any(item.who == made.who for item in _all(tx, client_id)):
            raise Refused(f"{made.who} is a member already; change the role in the list.")
        audit.record(tx, "member added", by=by, client_id=client_id, member=made.who, role=role)
        rows.add(tx, made)
    return made


def change_member(store: Store, *, member_id: str, role: Role, by: str = "") -> Member:
    """Give a member another role; the last owner stays one."""
    with store.writing() as tx:
        before = _known(tx, member_id)
        kept = _checked(**before.model_dump() | {"role": role})
        audit.record(
            tx, "member changed", by=by, client_id=before.client_id, member=before.who,
            before=before.role, role=role,
        )  # fmt: skip
        if role != "owner":
            _not_the_last(tx, before)
        rows.change(tx, kept)
    return kept


def let_in_anew(store: Store, *, member_id: str, by: str = "") -> None:
    """Let the next account that signs in by the member's name have the membership.

    For whoever has a new account, or after another way of signing in; until then nobody has it.
    """
    with store.writing() as tx:
        kept = _known(tx, member_id)
        audit.record(
            tx, "member changed", by=by, client_id=kept.client_id, member=kept.who,
            before="this account", role="the next account of this name",
        )  # fmt: skip
        rows.release(tx, member_id)


def remove_member(store: Store, *, member_id: str, by: str = "") -> None:
    """Take a member's access away, at once and in every tab; the last owner stays."""
    with store.writing() as tx:
        gone = _known(tx, member_id)
        audit.record(tx, "member removed", by=by, client_id=gone.client_id, member=gone.who)
        _not_the_last(tx, gone)
        rows.remove(tx, member_id)


def _all(tx: Transaction, client_id: str | None) -> tuple[Member, ...]:
    if client_id is not None:
        client_in(tx, client_id)
    return rows.of_client(tx, client_id)


def _known(tx: Transaction, member_id: str) -> Member:
    found = rows.get(tx, member_id)
    if found is None:
        raise Refused("There is no such member; open the page again.")
    return found


def _not_the_last(tx: Transaction, member: Member) -> None:
    others = [
        item
        for item in rows.of_client(tx, member.client_id)
        if item.role == "owner" and item.id != member.id
    ]
    if member.role == "owner" and not others:
        where = "the client" if member.client_id else "the server"
        raise Refused(f"This is the last owner of {where}; make somebody else an owner first.")


def _checked(**fields: object) -> Member:
    fitting(NAME, name=str(fields.get("name", "")))
    try:
        return Member.model_validate(fields)
    except ValidationError as error:
        if any(item["loc"] == ("who",) for item in error.errors()):
            raise Refused("Give the e-mail address that the person signs in with.") from None
        raise refusal(error) from None


def allowed_words(role: Role) -> tuple[str, ...]:
    """The actions of a role, as the audit log names them."""
    return tuple(name for name, row in permissions().actions.items() if role in row.roles)
