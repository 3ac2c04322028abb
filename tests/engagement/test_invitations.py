"""Invitations: what a link opens, for whom, for how long, and what nobody gets by it."""

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from content.locales import long_day
from engagement.access.people import Member, Person, Seat
from engagement.answers.answering import current_answers
from engagement.faults import Refused
from engagement.invitations import answering, inviting, links, list_of_people
from engagement.invitations.asked import can_be_asked, proposed
from engagement.invitations.links import NotOpen
from engagement.invitations.model import Invitation, Invitee
from engagement.invitations.overview import invited
from engagement.invitations.passed import passed_on
from engagement.invitations.passing_on import agree, decline, pass_on
from engagement.invitations.sending import message, remind
from engagement.outside import clock, signing
from engagement.store import Store, audit, members
from engagement.workspaces import roles_of
from tests.engagement.desk import Desk, open_desk

PIPELINES, QUALITY = "data.pipelines", "data.quality-monitoring"
Later = Callable[[timedelta], None]


@dataclass
class Link:
    """An invitation of a desk's assessment, and the token of its newest link."""

    desk: Desk
    made: Invitation

    @property
    def token(self) -> str:
        return links.token_of(self.made)

    def say(self, capability: str = PIPELINES, level: int = 3, **more: Any) -> object:
        said: dict[str, Any] = {"kind": "level", "level": level} | more
        return answering.answer(self.desk.store, self.token, capability=capability, **said)


def ask(desk: Desk, name: str = "Tom", asked: tuple[str, ...] | None = (PIPELINES, QUALITY),
        role: str = "data_engineering", **more: Any) -> Link:  # fmt: skip
    who = Invitee(name=name, role=role, asked=asked)
    made = inviting.invite(desk.store, assessment_id=desk.id, people=[who], by="Mara", **more)
    return Link(desk, made[0])


def seated(link: Link) -> Store:
    """The store of the page that the link opens."""
    seat = Seat(assessment_id=link.desk.id, respondent=link.made.respondent)
    return link.desk.store.acting_as(Person(name="Tom", seat=seat))


@pytest.fixture
def link(desk: Desk) -> Link:
    return ask(desk)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    def go(by: timedelta) -> None:
        then = clock.now() + by
        monkeypatch.setattr(clock, "now", lambda: then)

    return go


def test_a_link_opens_ones_own_questions_and_answers_and_nothing_of_anybody_else(
    desk: Desk, link: Link
) -> None:
    desk.answer(PIPELINES, 5)
    link.say(PIPELINES, 2)
    held = answering.held(desk.store, link.token)
    assert (held.person.name, held.asked) == ("Tom", (PIPELINES, QUALITY))
    assert [item.level for item in held.answers] == [2]


def test_an_answer_is_kept_in_ones_own_name_whatever_the_caller_names(
    desk: Desk, link: Link
) -> None:
    link.say(respondent_id=desk.person.id, entered_by="Ana", assessment_id="another")
    said = current_answers(desk.store, desk.id)
    assert [(item.respondent, item.entered_by) for item in said] == [(link.made.respondent, "")]


def test_the_same_link_comes_back_to_where_one_stopped(desk: Desk, link: Link) -> None:
    link.say()
    again = answering.held(desk.store, link.token)
    assert [item.capability for item in again.answers] == [PIPELINES]


@pytest.mark.parametrize(
    "attack",
    [
        lambda token: token[:-9] + ("A" if token[-9] != "A" else "B") + token[-8:],
        lambda token: token.replace(".", "", 1),
        lambda token: token[:0], lambda token: token * 99, lambda token: f"../{token}",
        lambda token: f"ü{token}",
        lambda token: signing.signed("workshop", *signing.opened(links.PURPOSE, token)),
        lambda token: signing.signed(links.PURPOSE, token),
        lambda token: signing.signed(links.PURPOSE, f"no such invitation {token}", 1),
        lambda token: signing.signed(links.PURPOSE, signing.opened(links.PURPOSE, token)[0], 2),
    ],
)  # fmt: skip
def test_what_this_server_did_not_sign_for_an_invitation_opens_nothing(
    desk: Desk, link: Link, attack: Callable[[str], str]
) -> None:
    with pytest.raises(NotOpen, match=r"[Aa]sk"):
        answering.held(desk.store, attack(link.token))


def test_a_link_signed_with_another_servers_secret_opens_nothing(
    desk: Desk, link: Link, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    token = link.token
    monkeypatch.setenv("PRODWORTHY_DATA", str(tmp_path / "another server"))
    with pytest.raises(NotOpen, match="not one of ours"):
        answering.held(desk.store, token)


def test_an_expired_link_says_when_it_ended_and_opens_again_once_extended(
    desk: Desk, link: Link, later: Later
) -> None:
    token = link.token
    later(timedelta(days=22))
    with pytest.raises(NotOpen, match=r"ended on .* Ask the person who invited you"):
        link.say()
    inviting.extend(desk.store, invitation_id=link.made.id, by="Mara", days=3)
    assert answering.held(desk.store, token).person.name == "Tom"


def test_a_revoked_link_opens_nothing_and_what_was_answered_stays(desk: Desk, link: Link) -> None:
    link.say()
    inviting.revoke(desk.store, invitation_id=link.made.id, by="Mara")
    with pytest.raises(NotOpen, match="taken back"):
        link.say(level=5)
    with pytest.raises(Refused, match="new link"):
        inviting.extend(desk.store, invitation_id=link.made.id, by="Mara")
    assert desk.levels() == {PIPELINES: 3}


def test_a_new_link_makes_every_earlier_one_open_nothing(desk: Desk, link: Link) -> None:
    made = inviting.new_link(desk.store, invitation_id=link.made.id, by="Mara")
    with pytest.raises(NotOpen, match="newer link"):
        answering.held(desk.store, link.token)
    assert answering.held(desk.store, links.token_of(made)).person.name == "Tom"


def test_what_one_is_not_asked_cannot_be_answered_attached_to_or_passed_on(
    desk: Desk, link: Link
) -> None:
    other = "eng.rollback"
    attempts: tuple[Callable[[], object], ...] = (
        lambda: link.say(other),
        lambda: answering.withdraw(desk.store, link.token, asked=other),
        lambda: answering.attach(desk.store, link.token, capability=other, filename="a.pdf",
                                 content=b"a"),
        lambda: answering.attach_link(desk.store, link.token, capability=other, link="https://a.b"),
        lambda: pass_on(desk.store, link.token, asked=other, name="Zoe", role="operations"),
    )  # fmt: skip
    for attempt in attempts:
        with pytest.raises(Refused, match="not among those that you are asked"):
            attempt()
    assert desk.levels() == {}


def test_a_link_to_one_assessment_reaches_no_other(desk: Desk, link: Link) -> None:
    other = open_desk(desk.store, use_case="Another")
    link.say()
    assert other.levels() == {}
    assert answering.held(desk.store, link.token).place.assessment.id == desk.id


def test_a_room_cannot_be_spoken_for_and_is_not_invited(desk: Desk, link: Link) -> None:
    tally: dict[str, Any] = {"kind": "tally", "level": None, "tally": {"levels": (9, 0, 0, 0, 0)}}
    with pytest.raises(Refused, match="room"):
        link.say(**tally)
    with pytest.raises(Refused, match="room"):
        ask(desk, "The room", role="room")


def test_a_file_of_somebody_else_is_refused(desk: Desk, link: Link) -> None:
    desk.answer(PIPELINES)
    theirs = desk.attach(PIPELINES)
    with pytest.raises(Refused, match="not attached to one of your answers"):
        answering.own_file(desk.store, link.token, theirs.digest)
    link.say()
    answering.attach(desk.store, link.token, capability=PIPELINES, filename="b.pdf", content=b"b")
    own = answering.held(desk.store, link.token).answers[0].artefacts[0]
    assert answering.own_file(desk.store, link.token, own.digest).content == b"b"


@pytest.mark.of_sqlite
def test_the_link_stands_nowhere_in_the_database_and_its_secret_is_a_private_file(
    desk: Desk, link: Link, database: Path
) -> None:
    links.open_link(desk.store, link.token)
    secret = Path(os.environ["PRODWORTHY_DATA"]) / signing.FILE
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    files = b"".join(file.read_bytes() for file in database.parent.glob("kept.db*"))
    assert link.made.id.encode() in files
    for text in (link.token, secret.read_text(), link.token.rpartition(".")[2]):
        assert text.encode() not in files


def test_the_operator_may_name_the_secret_and_a_short_one_is_refused(
    desk: Desk, link: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRODWORTHY_SIGNING_SECRET", "links")
    with pytest.raises(Refused, match="No secret is called links"):
        links.token_of(link.made)
    monkeypatch.setenv("PRODWORTHY_SECRET_LINKS", "short")
    with pytest.raises(Refused, match="32 characters"):
        links.token_of(link.made)
    monkeypatch.setenv("PRODWORTHY_SECRET_LINKS", "x" * 40)
    assert answering.held(desk.store, link.token).person.name == "Tom"


def test_a_role_is_proposed_what_its_people_would_know(desk: Desk) -> None:
    every = can_be_asked(desk.store, desk.id)
    data = proposed(desk.store, desk.id, "data_engineering")
    assert PIPELINES in data
    assert "org.accountability" not in data
    assert "org.accountability" in proposed(desk.store, desk.id, "executive")
    for role in roles_of(desk.store, desk.place.assessment):
        assert 0 < len(proposed(desk.store, desk.id, role.id)) < len(every) / 2


def test_a_person_who_is_invited_again_keeps_the_link_and_is_asked_what_is_given_now(
    desk: Desk, link: Link
) -> None:
    again = ask(desk, asked=(QUALITY,))
    assert (again.made.id, again.token) == (link.made.id, link.token)
    assert answering.held(desk.store, link.token).asked == (QUALITY,)


def test_the_facilitator_sees_how_far_everybody_is_and_no_answer(desk: Desk, link: Link) -> None:
    link.say(level=5, comment="Only I know this")
    seen = invited(desk.store, desk.id)[0]
    assert (seen.asked, seen.answered, seen.done) == (2, 1, False)
    assert "Only I know" not in seen.model_dump_json()
    assert "level" not in type(seen).model_fields


def test_opening_a_link_is_written_down_once(desk: Desk, link: Link) -> None:
    first = links.open_link(desk.store, link.token)
    assert links.open_link(desk.store, link.token).opened_at == first.opened_at
    with desk.store.reading() as tx:
        assert len(audit.of_action(tx, desk.id, "invitation opened")) == 1


def test_a_list_of_people_is_read_as_it_is_written(desk: Desk) -> None:
    roles = roles_of(desk.store, desk.place.assessment)
    text = "Priya Nair, Data engineering, priya@example.org\n\nEva;executive\nTom\tPlatform\t<tom@x.io>"
    found = [(item.name, item.role, item.email) for item in list_of_people.read_people(text, roles)]
    assert found == [
        ("Priya Nair", "data_engineering", "priya@example.org"), ("Eva", "executive", ""),
        ("Tom", "platform_engineering", "tom@x.io"),
    ]  # fmt: skip


def test_every_line_that_cannot_be_read_is_named_at_once(desk: Desk) -> None:
    roles = roles_of(desk.store, desk.place.assessment)
    with pytest.raises(Refused) as refused:
        list_of_people.read_people("Priya\nEva, Wizard\nTom, Platform, tom@@x", roles)
    assert "Line 1" in refused.value.sentence
    assert "Line 2: no role is called Wizard; there are Executive sponsor" in refused.value.sentence
    assert "Line 3: tom@@x is no e-mail address" in refused.value.sentence


def test_an_invitation_needs_a_name_a_question_and_a_sensible_end(desk: Desk) -> None:
    who = [Invitee(name="Tom", role="operations", asked=(PIPELINES,))]
    for more, told in (
        ({"by": " "}, "who you are"), ({"by": "M", "days": 0}, "1 to 90"),
        ({"by": "M", "days": 91}, "1 to 90"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=told):
            inviting.invite(desk.store, assessment_id=desk.id, people=who, **more)
    with pytest.raises(Refused, match="at least one question"):
        ask(desk, asked=())
    with pytest.raises(Refused, match="not asked in this assessment"):
        ask(desk, asked=("no.such",))
    assert invited(desk.store, desk.id) == ()


def test_whoever_does_not_know_proposes_somebody_and_says_dont_know_until_then(
    desk: Desk, link: Link
) -> None:
    pass_on(
        desk.store, link.token, asked=QUALITY, name="Zoe", role="operations", note="She built it"
    )
    seen = answering.held(desk.store, link.token)
    assert [(item.capability, str(item.kind)) for item in seen.answers] == [(QUALITY, "dont_know")]
    assert seen.sent_on[0].passed.state == "proposed"
    waiting = passed_on(desk.store, desk.id)[0]
    made = agree(desk.store, passed_id=waiting.passed.id, by="Mara")
    zoe = next(item for item in invited(desk.store, desk.id) if item.person.name == "Zoe")
    assert zoe.invitation.id == made.invitation
    theirs = answering.held(desk.store, links.token_of(zoe.invitation))
    assert theirs.asked == (QUALITY,)
    assert (theirs.received[0].by_name, theirs.received[0].passed.note) == ("Tom", "She built it")
    Link(desk, zoe.invitation).say(QUALITY)
    assert answering.held(desk.store, link.token).sent_on[0].answered


def test_a_proposal_is_settled_once_and_may_be_left_with_who_was_asked(
    desk: Desk, link: Link
) -> None:
    passed = pass_on(desk.store, link.token, asked=QUALITY, name="Zoe", role="operations")
    decline(desk.store, passed_id=passed.id, by="Mara")
    with pytest.raises(Refused, match="Mara has settled this already"):
        agree(desk.store, passed_id=passed.id, by="Jo")
    assert len(invited(desk.store, desk.id)) == 1


def test_whoever_may_pass_on_invites_to_that_question_alone_and_not_for_longer(desk: Desk) -> None:
    link = ask(desk, may_pass_on=True, days=2)
    passed = pass_on(desk.store, link.token, asked=QUALITY, name="Zoe", role="operations")
    made = next(
        item for item in invited(desk.store, desk.id) if item.person.name == "Zoe"
    ).invitation
    assert (passed.invitation, made.asked, made.may_pass_on) == (made.id, (QUALITY,), False)
    assert made.until == link.made.until


def test_whoever_may_pass_on_never_gets_the_invitation_of_somebody_who_is_known(
    desk: Desk,
) -> None:
    """Their link opens what they have said: so it is a proposal, which the facilitator decides."""
    ana = ask(desk, name="Ana", role="platform_engineering")
    ana.say(QUALITY, 5)
    link = ask(desk, may_pass_on=True)
    passed = pass_on(
        seated(link), link.token, asked=QUALITY, name=" ANA", role="platform_engineering",
        email="tom@example.org",
    )  # fmt: skip
    assert (passed.state, passed.invitation) == ("proposed", None)
    kept = inviting.invitation_of(desk.store, ana.made.id)
    assert (kept.email, kept.asked) == (ana.made.email, ana.made.asked)


def test_everything_that_an_invited_person_does_is_held_to_their_own_seat(desk: Desk) -> None:
    link, ana = ask(desk, may_pass_on=True), ask(desk, name="Ana", role="platform_engineering")
    ana.say(PIPELINES, 5)
    mine = seated(link)
    answering.answer(mine, link.token, capability=PIPELINES, kind="level", level=2)
    answering.attach(mine, link.token, capability=PIPELINES, filename="a.txt", content=b"a")
    (own,) = answering.held(mine, link.token).answers
    assert answering.own_file(mine, link.token, own.artefacts[0].digest).content == b"a"
    answering.withdraw(mine, link.token, asked=PIPELINES)
    assert pass_on(mine, link.token, asked=QUALITY, name="Zoe", role="operations").invitation
    with pytest.raises(NotOpen):  # the link of somebody else, with one's own seat
        answering.answer(mine, ana.token, capability=PIPELINES, kind="level", level=1)
    assert [item.level for item in current_answers(desk.store, desk.id)] == [5, None]


def test_a_question_is_not_passed_on_to_oneself_or_twice(desk: Desk, link: Link) -> None:
    with pytest.raises(Refused, match="That is you"):
        pass_on(desk.store, link.token, asked=QUALITY, name=" tom ", role="operations")
    with pytest.raises(Refused, match="a name and a role"):
        pass_on(desk.store, link.token, asked=QUALITY, name="Zoe", role="wizard")
    pass_on(desk.store, link.token, asked=QUALITY, name="Zoe", role="operations")
    with pytest.raises(Refused, match="to Zoe already"):
        pass_on(desk.store, link.token, asked=QUALITY, name="Jo", role="operations")


def test_one_is_reminded_once_a_day_and_not_when_everything_is_answered(
    desk: Desk, link: Link, later: Later
) -> None:
    again: dict[str, Any] = {
        "invitation_id": link.made.id,
        "base": "http://x",
        "by": "Mara",
        "by_mail": False,
    }
    remind(desk.store, **again)
    with pytest.raises(Refused, match=r"last reminded on .* once a day is enough"):
        remind(desk.store, **again)
    later(timedelta(hours=25))
    assert remind(desk.store, **again).reminded_at == clock.now()
    link.say(PIPELINES)
    link.say(QUALITY)
    later(timedelta(hours=25))
    with pytest.raises(Refused, match="answered everything"):
        remind(desk.store, **again)


def test_the_text_of_an_invitation_says_who_asks_what_for_how_long_and_has_the_link(
    desk: Desk, link: Link
) -> None:
    told = message(desk.store, invitation_id=link.made.id, base="https://x.org/", by="Mara").text
    assert f"https://x.org/i/{link.token}" in told
    assert "Mara asks you 2 questions on Scoring" in told
    assert f"opens until {long_day(link.made.until)};" in told


def test_whoever_may_only_read_gets_nobodys_link(desk: Desk, link: Link) -> None:
    client = desk.place.client.id
    with desk.store.writing() as tx:
        members.add(
            tx, Member(id="m", who="kim", client_id=client, role="viewer", added_at=clock.now())
        )
    kim = desk.store.acting_as(Person(name="Kim", who="kim"))
    with pytest.raises(Refused, match="may not see the link"):
        message(kim, invitation_id=link.made.id, base="https://x.org", by="Kim")
    with pytest.raises(Refused):
        inviting.new_link(kim, invitation_id=link.made.id, by="Kim")
    assert answering.held(desk.store, link.token).person.name == "Tom"
