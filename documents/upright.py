"""Pages laid the way they are seen: no /Rotate, no /UserUnit, the crop box as the paper with its lower left corner at 0 0.

Whoever looks for places in a PDF, or draws on it, then needs one system of coordinates: points of the seen page. Only files
that nobody has signed may be changed so; of a signed one a copy is laid upright to be read (ISO 32000-2, 7.7.3.3, 8.3.2.3).
"""

import io
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

Matrix = tuple[float, float, float, float, float, float]  # x' = ax + cy + e, y' = bx + dy + f
SLACK = 0.01  # points
NO_ROTATE = 1 << 4  # of an annotation's flags: it stands upright on a turned page
POINTS = ("/QuadPoints", "/L", "/Vertices", "/CL")
# destinations that say where on their page
BY_NUMBERS = ("/XYZ", "/FitH", "/FitV", "/FitR", "/FitBH", "/FitBV")
OTHER_BOXES = ("/TrimBox", "/BleedBox", "/ArtBox", "/Thumb", "/UserUnit")


def upright(content: bytes) -> bytes:
    """Return the file with every page as it is seen; the very bytes when they are so already."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if not lay_upright(pdf):
            return content
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def lay_upright(pdf: pikepdf.Pdf) -> bool:
    """Lay the pages of an open file as they are seen; say whether any of them was not.

    ``ValueError`` for boxes of no size, ``pikepdf.PdfError`` for drawings that cannot be read.
    """
    made: dict[Any, Any] = {}
    turned = set()
    for page in pdf.pages:
        wide, high, matrix = _seen(page)
        if matrix is not None:
            _lay(pdf, page, matrix, made)
            page.obj.MediaBox = Array([0, 0, round(wide, 3), round(high, 3)])
            page.obj.CropBox = page.obj.MediaBox
            page.obj.Rotate = 0
            turned.add(page.obj.objgen)
    if turned:
        for one in _aimed(pdf):
            _aim(one, turned)
    return bool(turned)


def _seen(page: pikepdf.Page) -> tuple[float, float, Matrix | None]:
    """Return the page's size as it is seen, and what brings its points there; no matrix when nothing has to move."""
    media, crop = _edges(page.mediabox), _edges(page.cropbox)
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    if right - left < 1 or top - bottom < 1:
        left, bottom, right, top = media
    turn, unit = round(float(_inherited(page.obj, "/Rotate") or 0)) % 360, _unit(page)
    same = max(abs(one - two) for one, two in zip((left, bottom, right, top), media, strict=True))
    if not turn and unit == 1 and max(abs(left), abs(bottom), same) < SLACK:
        return right, top, None
    wide, high = (right - left, top - bottom) if turn % 180 == 0 else (top - bottom, right - left)
    matrix = {
        90: (0, -1, 1, 0, -bottom, right),
        180: (-1, 0, 0, -1, right, top),
        270: (0, 1, -1, 0, top, -left),
    }.get(turn, (1, 0, 0, 1, -left, -bottom))
    a, b, c, d, e, f = (unit * part for part in matrix)
    return wide * unit, high * unit, (a, b, c, d, e, f)


def _edges(box: Any) -> tuple[float, float, float, float]:
    x1, y1, x2, y2 = (float(edge) for edge in box)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _unit(page: pikepdf.Page) -> float:
    unit = float(page.obj.get("/UserUnit", 1))
    return unit if unit > 0 else 1.0


def _inherited(node: Any, key: str) -> Any:
    """Return an entry of a page or of what it inherits it from."""
    for _level in range(50):
        if key in node:
            return node[key]
        if "/Parent" not in node:
            break
        node = node.Parent
    return None


def _lay(pdf: pikepdf.Pdf, page: pikepdf.Page, matrix: Matrix, made: dict[Any, Any]) -> None:
    words = " ".join(f"{part:.6f}" for part in matrix)
    left_open = _balance(pdf, page)
    page.contents_add(f"q {words} cm\n".encode(), prepend=True)
    page.contents_add(b"\nQ" + b" Q" * left_open)
    for name in OTHER_BOXES:
        if name in page.obj:
            del page.obj[name]
    _lay_patterns(pdf, page, matrix, made)
    for one in _comments(page, made):
        if "/Rect" in one and _first(one, made):
            _lay_annotation(pdf, one, matrix, made)


class _NoSurplus(pikepdf.TokenFilter):
    """Passes a page's drawing on as it is, but for each ``Q`` that has no ``q`` before it: viewers do nothing there."""

    depth = 0

    def handle_token(self, token: Any = None) -> pikepdf.Token | None:
        step = _step(token.raw_value) if token.type_ == pikepdf.TokenType.word else 0
        if self.depth + step < 0:
            return None
        self.depth += step
        return token


def _balance(pdf: pikepdf.Pdf, page: pikepdf.Page) -> int:
    """Leave out each ``Q`` of a page's drawing that closes nothing; return how many ``q`` are open at its end."""
    depth, surplus = 0, False
    for one in pikepdf.parse_content_stream(page, "q Q"):
        step = _step(bytes(one.operator))
        surplus |= depth + step < 0
        depth = max(0, depth + step)
    if surplus:
        page.obj.Contents = pdf.make_stream(page.get_filtered_contents(_NoSurplus()))
    return depth


def _step(word: bytes) -> int:
    return {b"q": 1, b"Q": -1}.get(word, 0)


def _first(one: Any, made: dict[Any, Any]) -> bool:
    """Say whether it is met for the first time: pages may share an annotation, or the list of them."""
    if not one.is_indirect:
        return True
    known = (one.objgen, "annot")
    if known in made:
        return False
    made[known] = one
    return True


def _comments(page: pikepdf.Page, made: dict[Any, Any] | None = None) -> list[Any]:
    """Return a page's annotations; with ``made`` none of a list that was met before."""
    every = page.obj.get("/Annots")
    if not isinstance(every, Array) or (made is not None and not _first(every, made)):
        return []
    return [one for one in every if isinstance(one, Dictionary)]


def _aimed(pdf: pikepdf.Pdf) -> list[Any]:
    """Return what may lead to a place on a page: annotations, the lines of the outline, the file's own opening."""
    found = [one for page in pdf.pages for one in _comments(page)]
    opening = pdf.Root.get("/OpenAction")  # a destination or an action
    found.append(Dictionary({"/A": opening, "/Dest": opening}))
    queue, met = [pdf.Root.get("/Outlines")], set()
    while queue:
        one = queue.pop()
        if isinstance(one, Dictionary) and one.objgen not in met:
            met.add(one.objgen)
            found.append(one)
            queue += [one.get("/First"), one.get("/Next")]
    return found


def _aim(one: Any, turned: set[Any]) -> None:
    """Let what leads to a place on a turned page lead to the whole page: its numbers were those of before."""
    action = one.get("/A")
    leads = action.get("/D") if isinstance(action, Dictionary) else None
    for place in (one.get("/Dest"), leads):
        if isinstance(place, Array) and len(place) > 1 and place[1] in BY_NUMBERS:
            page = place[0]
            if isinstance(page, Dictionary) and page.objgen in turned:
                place[1] = Name.Fit
                del place[2:]


def _lay_patterns(
    pdf: pikepdf.Pdf, page: pikepdf.Page, matrix: Matrix, made: dict[Any, Any]
) -> None:
    """A page's patterns hang on the page and not on what was drawn before them (8.7.3.1): they are turned with it."""
    resources = _inherited(page.obj, "/Resources")
    if resources is None or "/Pattern" not in resources:
        return
    own = Dictionary({key: resources[key] for key in resources.keys()})  # noqa: SIM118 (pikepdf's own)
    own.Pattern = Dictionary({
        key: _turned(pdf, resources.Pattern[key], matrix, made)
        for key in resources.Pattern.keys()  # noqa: SIM118 (pikepdf's own dictionary)
    })  # fmt: skip
    page.obj.Resources = own


def _lay_annotation(pdf: pikepdf.Pdf, one: Any, matrix: Matrix, made: dict[Any, Any]) -> None:
    left, bottom, right, top = _edges(one.Rect)
    if int(one.get("/F", 0)) & NO_ROTATE:  # stands upright, held at its upper left corner
        x, y = _moved(matrix, left, top)
        one.Rect = Array([round(edge, 3) for edge in (x, y - top + bottom, x + right - left, y)])
        return
    corners = _moved(matrix, left, bottom), _moved(matrix, right, top)
    (x1, y1), (x2, y2) = corners
    edges = (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
    one.Rect = Array([round(edge, 3) for edge in edges])
    for key in POINTS:
        if key in one:
            one[key] = _moved_all(matrix, one[key])
    if "/InkList" in one:
        one.InkList = Array([_moved_all(matrix, line) for line in one.InkList])
    linear: Matrix = (*matrix[:4], 0, 0)
    if isinstance(looks := one.get("/AP"), Dictionary):  # a new one: other annotations may share it
        one.AP = Dictionary(
            {key: _turned_looks(pdf, look, linear, made) for key, look in dict(looks).items()}
        )


def _turned_looks(pdf: pikepdf.Pdf, look: Any, matrix: Matrix, made: dict[Any, Any]) -> Any:
    """Turn an appearance, or those of each state."""
    if isinstance(look, pikepdf.Stream):
        return _turned(pdf, look, matrix, made)
    states = dict(look).items() if isinstance(look, Dictionary) else ()
    return Dictionary({
        key: _turned(pdf, one, matrix, made) for key, one in states if isinstance(one, pikepdf.Stream)
    })  # fmt: skip


def _turned(pdf: pikepdf.Pdf, one: Any, matrix: Matrix, made: dict[Any, Any]) -> Any:
    """Return a copy of a pattern or appearance whose own matrix is followed by this one; one copy for each matrix."""
    known = (one.objgen, matrix) if one.is_indirect else None
    if known in made:
        return made[known]
    copy = _copied(pdf, one)
    copy.Matrix = Array([round(part, 6) for part in _then(one.get("/Matrix"), matrix)])
    kept = pdf.make_indirect(copy)
    if known is not None:
        made[known] = kept
    return kept


def _copied(pdf: pikepdf.Pdf, one: Any) -> Any:
    entries = {key: one[key] for key in one.keys() if key != "/Length"}  # noqa: SIM118 (pikepdf's own)
    if not isinstance(one, pikepdf.Stream):
        return Dictionary(entries)
    how: dict[str, Any] = {"filter": one.get("/Filter"), "decode_parms": one.get("/DecodeParms")}
    copy = pikepdf.Stream(pdf, b"")
    copy.write(one.read_raw_bytes(), **how)
    for key, value in entries.items():
        if key not in ("/Filter", "/DecodeParms"):
            copy[key] = value
    return copy


def _then(first: Any, second: Matrix) -> Matrix:
    a, b, c, d, e, f = (float(part) for part in first) if first is not None else (1, 0, 0, 1, 0, 0)
    p, q, r, s, t, u = second
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _moved_all(matrix: Matrix, points: Any) -> Array:
    numbers = [float(one) for one in points]
    pairs = zip(numbers[::2], numbers[1::2], strict=False)
    return Array([round(part, 3) for x, y in pairs for part in _moved(matrix, x, y)])
