"""The report's fonts: cut once, safe for several processes, and nothing that vanishes silently."""

import subprocess
import sys
from pathlib import Path

from reports import fonts

CUT = (
    "import sys; from pathlib import Path; from reports import fonts;"
    "fonts.register(Path(sys.argv[1]))"
)


def test_two_processes_may_cut_the_fonts_into_one_folder_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", CUT, str(tmp_path)]
    running = [subprocess.Popen(command) for _ in range(2)]
    assert [item.wait(60) for item in running] == [0, 0]
    assert len(list(tmp_path.glob("*.ttf"))) == 3
    assert not list(tmp_path.glob("*.part"))


def test_a_character_that_no_font_holds_is_replaced_by_a_visible_mark() -> None:
    fonts.register()
    assert fonts.printable("a漢b😀") == "a\ufffdb\ufffd"
    assert fonts.printable("x\x00\u202ey") == "x\ufffd\ufffdy"
    assert fonts.printable("Škoda Ωμέγα жук") == "Škoda Ωμέγα жук"


def test_the_weights_differ_in_width() -> None:
    fonts.register()
    widths = [
        fonts.width("Readiness", name, 10) for name in (fonts.REGULAR, fonts.MEDIUM, fonts.SEMIBOLD)
    ]
    assert widths[0] < widths[1] < widths[2]
