"""The copier's child (a script, never imported): joins pages, or looks how a scan was made.

Started as ``python -I copying_child.py JOB.json MEBIBYTES SECONDS``; it takes its limits before it opens a file.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any

INCH = 72.0
COVERS = 0.5  # of the page's width: a picture this wide is the scan of the page


def join(job: dict[str, Any]) -> dict[str, Any]:
    """Write the chosen pages and the form of the copy into ``job["out"]``."""
    import pikepdf

    with pikepdf.open(job["source"]) as source, pikepdf.open(job["form"]) as form:
        source.flatten_annotations("print")  # signatures and seals become part of the page
        whole = pikepdf.new()
        whole.pages.extend(source.pages[number - 1] for number in job["pages"])
        whole.pages.extend(form.pages)
        for page in whole.pages:
            for name in ("/Annots", "/AA"):
                if name in page:
                    del page[name]
        whole.save(job["out"], min_version="1.4")
    return {"pages": []}


def scan(job: dict[str, Any]) -> dict[str, Any]:
    """Answer for each page of a scan its resolution in dots per inch and whether it is in colour."""
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    found = []
    pdf = pdfium.PdfDocument(job["source"])
    for index, page in enumerate(pdf, start=1):
        width = page.get_width()
        for thing in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
            left, _low, right, _top = thing.get_bounds()
            if right - left < COVERS * width:
                continue
            meta = thing.get_metadata()
            grey = meta.colorspace in (raw.FPDF_COLORSPACE_DEVICEGRAY, raw.FPDF_COLORSPACE_CALGRAY)
            dpi = round(meta.width / ((right - left) / INCH))
            found.append((index, dpi, not grey and meta.bits_per_pixel >= 8))
            break
    return {"pages": found}


if __name__ == "__main__":
    limit, seconds = int(sys.argv[2]) << 20, int(sys.argv[3])
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    asked = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    sys.stdout.write(json.dumps({"join": join, "scan": scan}[asked["verb"]](asked)))
