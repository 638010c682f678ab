"""Fold Vietnamese text for searching: no tone marks, no case, đ as d."""

import unicodedata


def fold(text: str) -> str:
    """Return the text without diacritics, in lower case, spaces squeezed: “Họp  không giấy” → “hop khong giay”."""
    said = "".join(c if c.isprintable() else " " for c in text)  # PostgreSQL takes no NUL
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFC", said))
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(bare.replace("đ", "d").replace("Đ", "D").lower().split())
