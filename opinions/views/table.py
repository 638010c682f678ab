"""The comparison table: shown, written row by row, exported."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.acts import form_act
from core.parts import part_or_page
from core.sheet import XLSX, workbook
from documents.typeset import typeset
from opinions import actions, forms
from opinions.access import may_read, round_for, row_for
from opinions.exports import HEADS, table_data, table_docx, table_rows
from opinions.models import Round
from opinions.states import AFTER_CLOSE

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def table(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the table; who drafts writes in it."""
    shown = _readable(request, pk)
    rows = list(shown.rows.select_related("matter", "by"))
    context = {
        "round": shown, "rows": rows, "left": sum(row.verdict == "open" for row in rows),
        "writes": "compare" in shown.held and shown.state in AFTER_CLOSE,  # type: ignore[attr-defined]
        "new_form": forms.NewRowForm(matters=shown.matters.all()),
    }  # fmt: skip
    return render(request, "opinions/table.html", context)


@form_act
def row(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what became of an opinion."""
    found = row_for(request.user, pk)
    form = forms.RowForm(request.POST or None, instance=found, initial={"seen": found.edition})
    if request.method != "POST" or not form.is_valid():
        context = {"round": found.round, "row": found, "form": form}
        return render(request, "opinions/row.html", context, status=422 if form.errors else 200)
    seen = form.cleaned_data.pop("seen")
    given = {name: str(text) for name, text in form.cleaned_data.items()}
    actions.write_row(found, given=given, seen=seen, by=request.user)
    return redirect(f"{reverse('opinions:table', args=[found.round_id])}#row-{found.pk}")


@form_act
def new_row(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an opinion that came another way."""
    shown = round_for(request.user, pk, to="compare")
    form = forms.NewRowForm(request.POST or None, matters=shown.matters.all())
    if request.method != "POST" or not form.is_valid():
        context = {"round": shown, "form": form, "title": _("Add an opinion")}
        return render(request, "opinions/form.html", context, status=422 if form.errors else 200)
    actions.add_row(shown, by=request.user, **form.cleaned_data)
    if getattr(request, "htmx", False):
        return part_or_page(request, shown, "result")
    return redirect("opinions:table", shown.pk)


def export(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Send the table as .xlsx, .docx or .pdf."""
    shown = _readable(request, pk)
    if kind == "xlsx":
        heads = [str(head) for head in HEADS]
        return _file(workbook(_("Comparison table"), heads, table_rows(shown)), XLSX, shown, kind)
    if kind == "docx":
        return _file(table_docx(shown), DOCX, shown, kind)
    return _file(typeset("report", table_data(shown)).pdf, "application/pdf", shown, kind)


def _readable(request: HttpRequest, pk: int) -> Round:
    """Fetch a round whose answers the person may read now; 403 for everybody else who sees it."""
    shown = round_for(request.user, pk)
    if may_read(shown):
        return shown
    return round_for(request.user, pk, to="read_sheets")


def _file(content: bytes, kind: str, shown: Round, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    name = quote(f"bang-tong-hop-y-kien-{shown.pk}.{ending}")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response
