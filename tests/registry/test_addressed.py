"""To whom a document goes, as the register of outgoing documents says it."""

from __future__ import annotations

import pytest

from documents.models import RegisterNumber
from registry.addressed import in_register, kept_by, lines
from registry.queries.register import line
from tests.registry.desk import drafted, signed


@pytest.mark.parametrize(
    ("recipients", "kept"),
    [
        (["Như trên;", "Lưu: VT, TH."], "VT, TH"),
        (["- Sở Xây dựng;", "- Lưu VT, QLĐT (02)."], "VT, QLĐT (02)"),
        (["Như trên;", "Lưu: VT."], "VT"),
        (["Trung tâm Lưu trữ lịch sử;"], ""),
        ([], ""),
    ],
)
def test_who_keeps_the_file_copy_stands_in_the_last_line(recipients, kept):
    assert kept_by(recipients) == kept


def test_the_register_names_recipients_and_not_the_file_copy():
    assert in_register(["Sở Nội vụ;", "Như trên;", "Lưu: VT, TH."]) == ["Sở Nội vụ;"]
    assert in_register(["Như trên;", "Lưu: VT."]) == ["Như trên;"]  # rather than nothing
    assert in_register(["Trung tâm Lưu trữ lịch sử;"]) == ["Trung tâm Lưu trữ lịch sử;"]


def test_a_letter_s_entry_says_to_whom_it_goes_and_who_keeps_it(who):
    draft = drafted(who, recipients=["Như trên;", "Sở Tư pháp;", "Lưu: VT, TH."])
    signed(draft, who)
    cells = line(RegisterNumber.objects.get()).cells
    assert cells[4:6] == ("Sở Nội vụ; Sở Tư pháp;", "VT, TH")


@pytest.mark.parametrize("dash", ["- ", "-", "– ", "• ", "* ", "- - "])
def test_a_dash_typed_before_a_line_is_not_printed_twice(dash):
    assert lines(f"{dash}Sở Nội vụ;\n{dash}\n{dash}Lưu: VT.") == ["Sở Nội vụ;", "Lưu: VT."]
    assert lines("Ban Tổ chức - Cán bộ") == ["Ban Tổ chức - Cán bộ"]
