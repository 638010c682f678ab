"""What a careful reader should know of a file although no signature is wrong for it."""

from pyhanko.pdf_utils.reader import PdfFileReader

from signing.pdf.reading import entry, items
from signing.verify.verdicts import Notice


def of_file(reader: PdfFileReader) -> list[str]:
    """Return notices about the file itself: layers that are off, programs that run, a double table of contents."""
    try:
        found = [
            (Notice.LAYERS, _hides_layers(reader)),
            (Notice.SCRIPTS, _runs_programs(reader)),
            (Notice.HYBRID, _is_hybrid(reader)),
        ]
    except Exception:  # noqa: BLE001 (a spoilt catalogue says nothing)
        return []
    return [str(notice) for notice, there in found if there]


def _hides_layers(reader: PdfFileReader) -> bool:
    """Say whether layers are off, or are shown by zoom, language, reader, or to screens or printers only."""
    layers = entry(reader.root, "/OCProperties")
    default = entry(layers, "/D")
    off = items(entry(default, "/OFF")) or entry(default, "/BaseState") == "/OFF"
    return bool(off) or bool(items(entry(default, "/AS")))


def _runs_programs(reader: PdfFileReader) -> bool:
    names = entry(entry(reader.root, "/Names"), "/JavaScript")
    action = entry(entry(reader.root, "/OpenAction"), "/S")
    return names is not None or action in {"/JavaScript", "/Launch", "/SubmitForm"}


def _is_hybrid(reader: PdfFileReader) -> bool:
    xrefs = reader.xrefs
    return any(
        xrefs.get_xref_data(number).hybrid is not None for number in range(xrefs.total_revisions)
    )
