"""How clauses are numbered (pure): Decree 30/2020/NĐ-CP, Appendix I, II.6, as data.

Clauses (khoản) carry Arabic figures and a full stop, points (điểm) small letters in the order of the Vietnamese
alphabet and a bracket. A sub-clause “1.1.” stands between them where a notice needs three steps.
"""

from collections.abc import Sequence

LETTERS = tuple("abcdđeghiklmnopqrstuvxy")
ROMANS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
# scheme → the label of each level; {0} {1} … are the counters of the levels, {letter} the last one as a letter
SCHEMES = {
    "clauses": ("{0}.", "{0}.{1}.", "{letter})"),  # 1.  1.1.  a)
    "points": ("{0}.", "{letter})", "-"),  # 1.  a)  -
}
USUAL = "clauses"
DEEPEST = 2


def letter(number: int) -> str:
    """Return the letter of the point ``number`` (from 1): a, b, c, d, đ …; after y come aa, bb and so on."""
    rounds, place = divmod(number - 1, len(LETTERS))
    return LETTERS[place] * (rounds + 1)


def roman(number: int) -> str:
    """Return a Roman figure below 50, for the parts of a document."""
    said = ""
    for value, sign in ROMANS:
        while number >= value:
            said, number = said + sign, number - value
    return said


def labels(levels: Sequence[int], scheme: str = USUAL) -> list[str]:
    """Return the label of each clause from its level (0 the highest); a level too deep counts as one below."""
    forms = SCHEMES[scheme]
    counters = [0] * len(forms)
    said, before = [], -1
    for wanted in levels:
        level = max(0, min(wanted, before + 1, len(forms) - 1))
        counters[level] += 1
        counters[level + 1 :] = [0] * (len(forms) - level - 1)
        said.append(forms[level].format(*counters, letter=letter(counters[level])))
        before = level
    return said
