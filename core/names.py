"""The order of Vietnamese names (pure): by given name, then family name, then what stands between.

The alphabet is a ă â b c d đ e ê … y; within a letter the tones come in the order of dictionaries: level, grave,
hook, tilde, acute, dot (a à ả ã á ạ).
"""

import unicodedata

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"  # grave, hook, tilde, acute, dot
MARKS = "\u0302\u0306\u031b"  # circumflex, breve, horn: they make another letter

Key = tuple[tuple[int, ...], tuple[int, ...]]


def name_key(full_name: str) -> tuple[Key, Key, Key]:
    """Return what names are sorted by: “Nguyễn Văn An” by An, then Nguyễn, then Văn; a single word is the given name."""
    words = full_name.split()
    given, family = words[-1:], words[:1] if len(words) > 1 else []
    return _key(given), _key(family), _key(words[1:-1])


def _key(words: list[str]) -> Key:
    """Return the letters first and the tones after them: “Hà” stands before “Hạ”, both before “Hải”."""
    letters: list[int] = []
    tones: list[int] = []
    for word in words:
        for letter in _letters(word.lower()):
            place, tone = _weigh(letter)
            letters.append(place)
            tones.append(tone)
        letters.append(-1)
    return tuple(letters), tuple(tones)


def _letters(word: str) -> list[str]:
    """Split into letters, each with the marks that follow it."""
    found: list[str] = []
    for sign in unicodedata.normalize("NFD", word):
        if unicodedata.combining(sign) and found:
            found[-1] += sign
        else:
            found.append(sign)
    return found


def _weigh(letter: str) -> tuple[int, int]:
    """Return the letter's place in the alphabet (foreign letters after it) and the place of its tone."""
    base = letter[0] + "".join(sign for sign in letter[1:] if sign in MARKS)
    plain = unicodedata.normalize("NFC", base)
    tone = next((n for n, sign in enumerate(TONES, 1) if sign in letter), 0)
    place = ALPHABET.find(plain) if len(plain) == 1 else -1
    return (place if place >= 0 else len(ALPHABET) + ord(letter[0])), tone
