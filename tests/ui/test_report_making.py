"""Making a file on the Report page: a bar that is true, the first page early, and nobody in the way."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from streamlit.testing.v1 import AppTest

from engagement.clients import branding
from engagement.model import Workspace
from engagement.store import Store
from reports import formats
from tests.ui.conftest import Make, Open, made_beside
from ui.components.report_making import File, Making, Shelf

WAIT = 60.0
"""Seconds after which a test gives up on a thread that never comes; no test waits for so long."""


@dataclass
class Held:
    """The PDF's renderer held up before its first step, until it is let go."""

    come: threading.Event = field(default_factory=threading.Event)
    go: threading.Event = field(default_factory=threading.Event)
    times: int = 0


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    stop, real = Held(), formats.FORMATS[0].render

    def render(report: object, choices: formats.Choices, tell: Callable[..., object]) -> bytes:
        stop.times += 1
        tell(0.5, "Laying out page 1 of 2")
        stop.come.set()
        assert stop.go.wait(WAIT)
        return real(report, choices, tell)  # type: ignore[arg-type]

    first, *others = formats.FORMATS
    slow = (first._replace(render=render), *others)
    monkeypatch.setattr("ui.components.report_files.FORMATS", slow)
    yield stop
    stop.go.set()
    made_beside()


def bars(app: AppTest) -> list[tuple[int, str]]:
    return [(item.proto.value, item.proto.text) for item in app.get("progress")]


def pictures(app: AppTest) -> int:
    return len(app.get("image"))


def labels(app: AppTest) -> list[str]:
    return [item.label for item in (*app.button, *app.get("download_button"))]


@pytest.fixture
def report_page(
    open_page: Open, space: Workspace, answer_all: Callable[..., None]
) -> Callable[[], AppTest]:
    answer_all("pulse")
    return lambda: open_page("report", space)


def test_the_first_page_is_shown_before_the_file_is_done(
    report_page: Callable[[], AppTest], held: Held
) -> None:
    app = report_page()
    app.button(key="report.make.pdf").click().run()
    assert held.come.wait(WAIT)
    app.run()
    assert bars(app) == [(62, "Laying out page 1 of 2")]
    assert pictures(app) == 1
    assert any("The first page, already" in item.value for item in app.markdown)
    assert not any("Save PDF" in label for label in labels(app))
    assert any("Before you hand it over" in item.value for item in app.subheader)
    held.go.set()
    made_beside()
    app.run()
    assert bars(app) == []
    assert pictures(app) == 1
    assert any("Save PDF" in label for label in labels(app))


def test_a_reload_or_a_second_tab_finds_the_file_on_its_way_and_makes_no_other(
    report_page: Callable[[], AppTest], held: Held
) -> None:
    first, second = report_page(), report_page()
    first.button(key="report.make.pdf").click().run()
    assert held.come.wait(WAIT)
    second.button(key="report.make.pdf").click().run()  # its page still offered it
    again = report_page()
    assert bars(second) == bars(again) == [(62, "Laying out page 1 of 2")]
    held.go.set()
    made_beside()
    for app in (first, second, again):
        assert any("Save PDF" in label for label in labels(app.run()))
    assert held.times == 1


def test_what_cannot_be_made_says_so_beside_its_button_and_can_be_tried_again(
    report_page: Callable[[], AppTest], make_file: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> bytes:
        raise RuntimeError("a bug with a secret in it")

    app = report_page()
    with monkeypatch.context() as patch:
        patch.setattr("reports.result_json.render", broken)
        app.button(key="report.make.json").click().run()
        made_beside()
        [told] = app.run().error
    assert "report the reference" in told.value.replace("\\", "")
    assert "secret" not in told.value
    make_file(app, "json")
    assert any("Save JSON" in label for label in labels(app))


def test_a_format_that_does_not_tell_how_far_it_is_shows_no_bar(
    report_page: Callable[[], AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    come, go = threading.Event(), threading.Event()

    def slow(_report: object) -> bytes:
        come.set()
        assert go.wait(WAIT)
        return b"{}"

    monkeypatch.setattr("reports.result_json.render", slow)
    app = report_page()
    app.button(key="report.make.json").click().run()
    assert come.wait(WAIT)
    app.run()
    assert bars(app) == []
    assert any("Writing the JSON file" in item.value for item in app.markdown)
    go.set()
    made_beside()


def test_a_bar_that_is_told_less_stays_where_it_was() -> None:
    made = Making()
    shares = []
    for share in (0.0, 0.6, 0.2, 1.0, 7.0):
        made.tell(share, "x")
        shares.append(made.share)
    assert shares == sorted(shares, key=lambda item: item or 0)
    assert shares[-1] == 1.0


def test_what_is_on_its_way_or_made_is_not_begun_again() -> None:
    shelf, go, times = Shelf(), threading.Event(), []

    def work(_making: Making) -> File:
        times.append(1)
        assert go.wait(WAIT)
        return "a.txt", b"a"

    shelf.begin(work)
    shelf.begin(work)
    go.set()
    made_beside()
    shelf.begin(work)
    made_beside()
    assert len(times) == 1
    assert shelf.making is not None
    assert shelf.making.file == ("a.txt", b"a")


def test_the_page_says_where_the_look_is_set_and_where_an_edited_workbook_goes(
    report_page: Callable[[], AppTest], answer_all: Callable[..., None], store: Store,
    space: Workspace,
) -> None:  # fmt: skip
    heads = [item.value for item in report_page().subheader]
    assert "What it looks like" in heads
    assert "Bring an edited workbook back" not in heads  # a pulse has no plan to bring it back to
    answer_all("standard")
    app = report_page()
    heads = [item.value for item in app.subheader]
    assert {"What it looks like", "Bring an edited workbook back"} <= set(heads)
    links = {item.proto.page for item in app.get("page_link")}
    assert {"clients", "plan"} <= {link.rpartition("/")[2] for link in links}
    assert any("No logo, colour or template" in item.value for item in app.markdown)
    branding.keep_brand(store, client_id=space.client.id, colour="#8a2b0f", mark="")
    assert any("Kept: a colour." in item.value for item in app.run().markdown)
