"""Makes Office files for tests: sound, linked to the outside, locked, and bombs."""

import io
import struct
import zipfile
from pathlib import Path

from docx import Document

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/></Types>'
)
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="x"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="1" name="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="rId9"/></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


def field(code: str) -> str:
    """Return a paragraph with a field that is worked out when the file is opened."""
    return (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>trống</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def letter(*lines: str, face: str = "Times New Roman") -> bytes:
    """Return a .docx with these paragraphs."""
    word = Document()
    word.styles["Normal"].font.name = face
    for line in lines:
        word.add_paragraph(line)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def raw(body: str, *, relations: str = "", settings: str = "", more: dict[str, bytes] | None = None) -> bytes:  # fmt: skip
    """Return a .docx written by hand, so that it may hold what Word would not write."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{KIND}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{RELS}"><Relationship Id="rId2" Type="{KIND}/settings" Target="settings.xml"/>{relations}</Relationships>',
        )
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")  # fmt: skip
        archive.writestr("word/settings.xml", f"<w:settings {W}>{settings}</w:settings>")
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return out.getvalue()


def open_text(line: str) -> bytes:
    """Return an .odt with one paragraph."""
    out = io.BytesIO()
    office = "urn:oasis:names:tc:opendocument:xmlns"
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{office}:office:1.0" xmlns:text="{office}:text:1.0" office:version="1.3">'
            f"<office:body><office:text><text:p>{line}</text:p></office:text></office:body></office:document-content>",
        )
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{office}:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
        )
    return out.getvalue()


def bomb(mebibytes: int) -> bytes:
    """Return a .docx of about a mebibyte whose text unpacks to this much."""
    return raw("<w:p/>", more={"word/media/a.xml": b"<a>" + bytes(mebibytes << 20)})


def lying_bomb(mebibytes: int) -> bytes:
    """Return a .docx whose directory says less than what comes out."""
    content = bytearray(raw("<w:p/>", more={"word/media/a.xml": b" " * (mebibytes << 20)}))
    real, said = struct.pack("<I", mebibytes << 20), struct.pack("<I", 10_000)
    place = content.rfind(real)
    content[place : place + 4] = said
    return bytes(content)


def locked_doc() -> bytes:
    """Return the beginning of an OLE file that holds an encrypted package."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(200)  # fmt: skip


def upload(content: bytes, name: str) -> object:
    """Return the bytes as an uploaded file."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, content)


def saved(folder: Path, content: bytes) -> Path:
    """Write the bytes into a file."""
    path = folder / "in"
    path.write_bytes(content)
    return path
