"""Reading dictionaries of a PDF: pyHanko's ``get`` does not follow references, this does."""

from typing import Any

from pyhanko.pdf_utils import generic

MARKS = (b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf")  # of UTF-16 and UTF-8 (ISO 32000-2, 7.9.2.2)


def entry(one: Any, key: str, default: Any = None) -> Any:
    """Return the value of ``key`` with references followed; ``default`` without it or when ``one`` is no dictionary."""
    if not isinstance(one, generic.DictionaryObject) or key not in one:
        return default
    return one[key]


def items(array: Any) -> list[Any]:
    """Return the members of an array with references followed; nothing when it is no array."""
    if isinstance(array, generic.IndirectObject):
        array = array.get_object()
    return (
        [array[index] for index in range(len(array))]
        if isinstance(array, generic.ArrayObject)
        else []
    )


def words(value: Any) -> str:
    """Return the text of a string; one in no encoding of PDF is read as UTF-8 or Latin-1, as its maker will have meant it."""
    if not isinstance(value, (generic.ByteStringObject, generic.TextStringObject)):
        return str(value or "").strip()
    said = value.original_bytes
    if isinstance(value, generic.TextStringObject) and (said.isascii() or said.startswith(MARKS)):
        return str(value).strip()
    try:
        text = said.decode()
        if text.startswith("þÿ"):  # UTF-16 whose bytes were each written as UTF-8 (node-forge)
            text = text.encode("latin-1").decode("utf-16")
    except ValueError:
        known = isinstance(value, generic.TextStringObject)
        text = str(value) if known else said.decode("latin-1")
    return "".join(one for one in text if one.isprintable()).strip()
