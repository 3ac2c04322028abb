"""The operator's settings: checked at the start, each bad value named in a sentence."""

from pathlib import Path

import pytest

from engagement.faults import Refused
from engagement.outside.settings import settings


def _set(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(f"PRODWORTHY_{name}", value)


@pytest.mark.of_sqlite
def test_without_any_setting_the_server_is_one_persons_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("PRODWORTHY_DATA")
    known = settings()
    assert (known.host, known.local_mode) == ("127.0.0.1", True)
    assert known.database_url == f"sqlite:///{known.data}/prodworthy.db"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "localhost"])
def test_another_address_than_loopback_is_refused_until_there_is_sign_in(
    monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    _set(monkeypatch, HOST=host)
    with pytest.raises(Refused, match="once PRODWORTHY_SIGN_IN"):
        settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "many"), ("PORT", "0"), ("PORT", "70000"), ("ROOTS", "/does/not/exist"),
        ("FONTS", "/does/not/exist"),
        ("SECRETS_FILE", "/does/not/exist"), ("LOCAL_MODE", "perhaps"), ("LOG_LEVEL", "LOUD"),
        ("LOG_FORMAT", "xml"), ("DRAIN_SECONDS", "-1"), ("STOP_SECONDS", "0"),
    ],
)  # fmt: skip
def test_a_bad_value_is_named_with_what_it_has_to_be(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    _set(monkeypatch, **{name: value})
    with pytest.raises(Refused, match=f"PRODWORTHY_{name} is .* has to be"):
        settings()


def test_all_bad_values_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    _set(monkeypatch, PORT="x", HOST="x")
    with pytest.raises(Refused) as refused:
        settings()
    assert refused.value.sentence.count("has to be") == 2


def test_lists_are_read_as_an_operator_writes_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _set(monkeypatch, ROOTS=f"{tmp_path}:/tmp", ALLOWED_HOSTS="prom.internal, 10.0.0.7")
    known = settings().permission()
    assert known.roots == (tmp_path.resolve(), Path("/tmp").resolve())
    assert known.allowed_hosts == ("prom.internal", "10.0.0.7")


def test_a_source_gets_the_one_secret_that_it_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    listed = tmp_path / "secrets.yaml"
    listed.write_text("forge: abc\nother: xyz\n")
    _set(monkeypatch, SECRETS_FILE=str(listed), SECRET_PROM="def")
    assert settings().secret_names() == ("forge", "other", "prom")
    assert settings().permission("prom").secrets == {"prom": "def"}
    assert settings().permission().secrets == {}


def test_a_secret_that_is_not_on_the_list_is_refused_with_how_to_add_it() -> None:
    with pytest.raises(Refused, match="PRODWORTHY_SECRET_FORGE"):
        settings().permission("forge")


def test_a_broken_list_of_secrets_is_refused_without_quoting_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    listed = tmp_path / "secrets.yaml"
    listed.write_text("forge: [hunter2")
    _set(monkeypatch, SECRETS_FILE=str(listed))
    with pytest.raises(Refused, match="SECRETS_FILE") as refused:
        settings().permission("forge")
    assert "hunter2" not in refused.value.sentence


def test_no_secret_shows_in_the_settings_or_a_permission(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _set(monkeypatch, SECRET_PROM="hunter2")
    assert "hunter2" not in repr(settings()) + repr(settings().permission("prom"))
