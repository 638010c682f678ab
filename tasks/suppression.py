"""Small numbers are not published: nobody shall be recognised in a figure, nor by taking figures from each other.

Pure: counts that add up to a total come in, counts with some of them hidden come out.
"""

from collections.abc import Mapping

LEAST = 5  # a count from 1 to 4 is hidden (a setting of this city, common in official statistics; no law names it)


def hidden(counts: Mapping[str, int], least: int = LEAST) -> dict[str, int | None]:
    """The counts, None where hidden.

    What is hidden is never just one small number: the next smallest count hides with it until together they hold at
    least `least`, so that the total gives nothing away. A total below `least` hides everything.
    """
    total = sum(counts.values())
    if total < least:
        return dict.fromkeys(counts)
    away = {word for word, number in counts.items() if 0 < number < least}
    rest = sorted((number, word) for word, number in counts.items() if number >= least)
    while away and (len(away) < 2 or sum(counts[word] for word in away) < least) and rest:
        away.add(rest.pop(0)[1])
    return {word: None if word in away else number for word, number in counts.items()}


def ratio(
    counts: Mapping[str, int], shown: Mapping[str, int | None], part: tuple[str, ...]
) -> float | None:
    """The share of `part` in the total, in per cent with one decimal; None when it would tell what is hidden."""
    total = sum(counts.values())
    inside = {word for word in part if shown[word] is None}
    away = {word for word, number in shown.items() if number is None}
    if not total or (inside and inside != away) or all(number is None for number in shown.values()):
        return None
    return round(100 * sum(counts[word] for word in part) / total, 1)
