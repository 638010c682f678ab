"""A resolution or decision from an adopted vote (pure): Decree 30/2020, Appendix III, forms 1.1 and 1.2."""

import re
from collections.abc import Iterable, Iterator, Sequence

from meetings.wording.facts import Block, MeetingFacts, VoteFact
from meetings.wording.votes import figures
from meetings.wording.words import day, large, small, stopped

ORDERS = {"resolution": "QUYẾT NGHỊ:", "decision": "QUYẾT ĐỊNH:"}
NAMES = {"resolution": "Nghị quyết", "decision": "Quyết định"}
# the law a body acts by, named first among the grounds; kept as data, for the next law
GROUNDS = ("Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15",)
ARTICLE = re.compile(r"^\s*Điều\s+(\d+)\s*[.:]\s*", re.MULTILINE)
ASKED = re.compile(
    r"^(?:đề nghị\s+)?(?:biểu quyết\s+)?(?:thông qua|phê duyệt|ban hành|thống nhất|tán thành)\s+",
    re.IGNORECASE,
)
DRAFT = re.compile(
    r"^(?:dự thảo\s+)?(?:nghị quyết|quyết định)\s+(?:về\s+(?:việc\s+)?)?", re.IGNORECASE
)
EFFECT = (
    "{name} này có hiệu lực kể từ ngày ký. Các cơ quan, đơn vị và cá nhân có liên quan chịu trách nhiệm thi "
    "hành {name} này./."
)
OWN_LINE = re.compile(r"(?:-|\d{1,2}\.|[a-zđ]\))\s")
MOST_ARTICLES = 60


def act_blocks(
    facts: MeetingFacts, vote: VoteFact, *, form: str, articles: Sequence[str] = ()
) -> list[Block]:
    """Return the body: grounds, the order word, and the articles (of the draft paper, else from the question)."""
    held = facts.opened or facts.starts
    told = f"Căn cứ kết quả biểu quyết tại {small(facts.title)} {day(held)} ({figures(vote)})"
    texts = list(articles) or usual_articles(vote, form=form)
    return [
        *(Block("grounds", f"{line};", f"ground.{n}") for n, line in enumerate(GROUNDS, start=1)),
        Block("grounds", f"{told}.", f"vote.{vote.pk}"),
        Block("order", ORDERS[form], "order"),
        *(block for n, text in enumerate(texts, start=1) for block in _article(n, text)),
    ]


def _article(number: int, text: str) -> Iterator[Block]:
    """Yield the article, and its dashes and clauses as paragraphs of their own."""
    first, *rest = text.split("\n")
    yield Block("article", first, f"article.{number}")
    for line in rest:
        if line.startswith("-"):
            yield Block("item", line.removeprefix("-").lstrip())
        else:
            yield Block("para", line)


def usual_articles(vote: VoteFact, *, form: str) -> list[str]:
    """Return three articles: what was adopted, who carries it out, from when."""
    what = vote.question.rstrip(" .?;")
    verb = "" if ASKED.match(what) else "Thông qua nội dung: "
    name = NAMES[form]
    return [
        stopped(verb + large(what)),
        "Giao các cơ quan, đơn vị theo chức năng, nhiệm vụ tổ chức thực hiện; báo cáo kết quả theo quy định.",
        EFFECT.format(name=name),
    ]


def act_subject(vote: VoteFact, *, form: str) -> str:
    """Return what the act is about, without the words that put it to the vote."""
    what = vote.question.rstrip(" .?;")
    if asked := ASKED.match(what):
        rest = what[asked.end() :]
        drafted = DRAFT.sub("", rest)
        if drafted != rest:
            return large(drafted)
        if form == "resolution":
            return f"Về việc thông qua {small(rest)}"
        return f"Về việc {small(what)}"
    return large(what) if what.lower().startswith("về ") else f"Về việc {small(what)}"


def articles_of(lines: Iterable[str]) -> list[str]:
    """Return the articles of a draft's text (its lines as read from the PDF), without what follows the last one."""
    text = "\n".join(lines)
    starts = list(ARTICLE.finditer(text))
    if not starts or [int(found[1]) for found in starts] != list(range(1, len(starts) + 1)):
        return []
    ends = [found.start() for found in starts[1:]] + [len(text)]
    parts = [text[found.end() : end] for found, end in zip(starts, ends, strict=True)]
    parts[-1] = _before_signature(parts[-1])
    return [_joined(part) for part in parts[:MOST_ARTICLES]]


def _joined(part: str) -> str:
    """Join the printed lines of an article; dashes, clauses (1.) and points (a) keep lines of their own."""
    rows: list[str] = []
    for line in filter(None, (" ".join(one.split()) for one in part.split("\n"))):
        if rows and not OWN_LINE.match(line):
            rows[-1] += f" {line}"
        else:
            rows.append(line)
    return "\n".join(rows)


def _before_signature(part: str) -> str:
    """Cut the last article where the recipients or the signature begin."""
    return (
        re.split(r"Nơi nhận:|\n\s*(?:TM\.|KT\.|TL\.|TUQ\.|Q\.|CHỦ TỊCH|CHỦ TỌA)", part)[0]
        .split("./.")[0]
        .rstrip()
        + "./."
    )
