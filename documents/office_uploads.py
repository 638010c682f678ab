"""Pages that want a PDF take an Office file too: it is converted before the page's transaction begins."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from core.acts import done_before
from core.refused import Refused
from documents.office_files import KINDS, Converted, convert, is_office

MOST = 10  # Office files in one request

View = Callable[..., HttpResponse]


class OfficeUpload(UploadedFile):
    """An upload that was an Office file and is now a PDF; ``converted`` says from what, and what to tell."""

    def __init__(self, converted: Converted) -> None:
        stem = converted.name.rpartition(".")[0] or converted.name
        self.converted = converted
        super().__init__(
            converted.pdf.path.open("rb"), f"{stem}.pdf", "application/pdf", converted.pdf.size
        )


def takes_office(may: Callable[..., Any]) -> Callable[[View], View]:
    """Convert the Office files of a POST before the view (outermost decorator: no transaction is open yet).

    ``may`` takes the view's arguments and raises for whom the view would turn away: nobody else keeps the converter busy.
    A file that cannot be converted is refused in a sentence that names it. A repeated act converts nothing.
    """

    def decorated(view: View) -> View:
        @wraps(view)
        def taking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            asked = request.method == "POST" and request.user.is_authenticated
            if asked and request.FILES and not done_before(request):
                may(request, *args, **kwargs)
                _convert_all(request)
            return view(request, *args, **kwargs)

        return taking

    return decorated


def as_pdf(upload: Any) -> Any:
    """Return the upload itself, or the PDF made of it when it is an Office file; slow then."""
    upload.seek(0)
    start = upload.read(8)
    upload.seek(0)
    if not is_office(start) or not str(upload.name).lower().endswith(KINDS):
        return upload
    return OfficeUpload(convert(upload.chunks(), str(upload.name)))


def _convert_all(request: HttpRequest) -> None:
    made = 0
    for field, uploads in list(request.FILES.lists()):
        ready = []
        for upload in uploads:
            try:
                pdf = as_pdf(upload)
            except Refused as refusal:
                raise Refused(f"“{upload.name}”: {refusal}") from refusal
            if pdf is not upload:
                made += 1
                upload.close()
            if made > MOST:
                raise Refused(_("At most %(n)s Office files at once.") % {"n": MOST})
            ready.append(pdf)
        request.FILES.setlist(field, ready)
