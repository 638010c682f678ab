"""Streams of objects, unpacked once for all the objects in them."""

from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.misc import PdfReadError, PdfStreamError, read_non_whitespace


class Pack:
    """A stream of objects (ISO 32000-1, 7.5.7), unpacked once."""

    def __init__(self, stream: Any) -> None:
        if not isinstance(stream, generic.StreamObject) or stream["/Type"] != "/ObjStm":
            raise PdfReadError("not a stream of objects")
        self.count, self.first = stream["/N"], stream["/First"]
        self.data = BytesIO(stream.read_data(DecodePurpose.OBJECT_STREAM))
        self.offsets: dict[int, int] = {}
        self.broken: PdfStreamError | None = None
        try:
            for _number in range(self.count):
                idnum, offset = self._number(), self._number()
                self.offsets.setdefault(int(idnum), int(offset))
        except ValueError:  # what is behind a spoilt number is null
            return
        except PdfStreamError as error:
            self.broken = error

    def _number(self) -> Any:
        read_non_whitespace(self.data, seek_back=True)
        return generic.NumberObject.read_from_stream(self.data)

    def read(self, ref: generic.Reference, index: int) -> Any:
        """Read one object; null when it is not here or spoilt, as pyHanko says of files that are not read strictly."""
        if self.broken and ref.idnum not in self.offsets:
            raise self.broken
        if not 0 <= index < self.count or ref.idnum not in self.offsets:
            return generic.NullObject()
        self.data.seek(self.first + self.offsets[ref.idnum])
        try:
            return generic.read_object(self.data, ref)
        except (PdfStreamError, PdfReadError):
            return generic.NullObject()
