"""What a citizen reads of a signature, and the report to keep; on made-up findings, so that every case is met."""

from __future__ import annotations

import datetime as dt
import io
import json

import pikepdf
import pypdfium2
import pytest
from django.utils import translation

from signing.checking.desk import Checked
from signing.reports import sentences, told
from signing.reports.files import as_file, as_pdf
from signing.reports.judgements import as_json, report
from signing.verify import verdicts
from signing.verify.verdicts import Change, Finding, Judgement, Reason, Verdict, gravest

SIGNED = "2026-11-20T09:15:00+07:00"
PRINT = "ab" * 32


def finding(**more):
    whole = {
        "field": "ChuKy1", "verdict": Verdict.VALID, "reason": Reason.GOOD_THEN_FILLED, "signer": "Nguyễn Thị Hồng Ưu",
        "issuer": "CA cấp phát", "time": SIGNED, "intact": True, "trusted": True, "modification": Change.FORM,
        "level": "B-LTA", "indication": "TOTAL-PASSED", "capacity": "TM. ỦY BAN NHÂN DÂN", "algorithm": "RSA-2048, SHA-256",
        "covers": {"revision": 1, "revisions": 3, "bytes": 1100, "of": 3000},
        "chain": [
            {"subject": "Nguyễn Thị Hồng Ưu", "issuer": "CA cấp phát", "serial": "1A2B", "not_before": "2026-01-01T00:00:00+00:00", "not_after": "2031-01-01T00:00:00+00:00", "sha256": PRINT, "role": "signer"},
            {"subject": "CA cấp phát", "issuer": "CA gốc", "serial": "02", "not_before": "2020-01-01T00:00:00+00:00", "not_after": "2040-01-01T00:00:00+00:00", "sha256": "cd" * 32, "role": "authority"},
            {"subject": "CA gốc", "issuer": "CA gốc", "serial": "01", "not_before": "2020-01-01T00:00:00+00:00", "not_after": "2045-01-01T00:00:00+00:00", "sha256": "ef" * 32, "role": "root", "trusted": True},
        ],
        "revocation": [{"subject": "Nguyễn Thị Hồng Ưu", "source": "ocsp", "status": "good", "at": SIGNED, "from": "file"}],
        "timestamps": [{"kind": "signature", "authority": "TSA", "time": SIGNED, "trusted": True, "until": "2030-01-01T00:00:00+00:00"}],
        "changes": [{"revision": 2, "what": "field", "name": "So", "page": 1, "allowed": True, "by": ""}, {"revision": 2, "what": "seal", "name": "ConDau", "page": 3, "allowed": True, "by": "UBND thành phố"}],
    }  # fmt: skip
    return Finding(**{**whole, **more})


def line(**more):
    return report(gravest([finding(**more)])).lines[0]


def checked(*findings):
    at = dt.datetime(2026, 11, 22, 8, 0, tzinfo=dt.UTC)
    return Checked(gravest(list(findings)), PRINT, 3000, at, 7)


class TestSentences:
    def test_a_good_signature_is_told_in_words_a_citizen_knows(self):
        said = line(time_proved=True)
        assert said.when == "Ký lúc 09:15:00 20/11/2026: được dấu thời gian tin cậy chứng minh."
        assert (
            said.cover
            == "Chữ ký bao trùm bản 1 trên 3 của tệp này; các bản sau được ghi nối phía sau."
        )
        assert said.level.startswith("Còn kiểm tra được sau nhiều năm")
        assert said.chain == "CA cấp phát → CA gốc"
        assert (
            said.revocation
            == "Chứng thư không bị thu hồi (trả lời của tổ chức chứng thực (OCSP) lúc 09:15:00 20/11/2026)."
        )
        assert [change["sentence"] for change in said.later] == [
            "Một ô được điền, đúng như chữ ký cho phép, ở trang 1.",
            "Thêm chữ ký hoặc con dấu tiếp theo, đúng như chữ ký cho phép, do UBND thành phố, ở trang 3.",
        ]

    def test_a_claimed_time_is_called_claimed(self):
        assert "tự ghi" in line().when
        assert line(time=None).when == "Chữ ký không ghi thời điểm ký."

    def test_times_are_told_in_city_time(self):
        assert "16:15:00" in line(time="2026-11-20T09:15:00+00:00").when

    @pytest.mark.parametrize(
        ("more", "said"),
        [
            ({"covers_whole_file": True}, "cả tệp"),
            ({"covers": {}}, "bản trước"),
            ({"intact": False, "verdict": Verdict.MODIFIED}, "không khớp"),
        ],
    )
    def test_what_it_covers(self, more, said):
        assert said in line(**more).cover

    def test_no_proof_is_not_called_good(self):
        assert "không hỏi qua mạng" in line(revocation=[]).revocation
        later = [
            {
                "subject": "Nguyễn Thị Hồng Ưu",
                "source": "crl",
                "status": "revoked",
                "at": SIGNED,
                "revoked_at": SIGNED,
            }
        ]
        assert "bị thu hồi lúc" in line(revocation=later).revocation
        assert (
            "đã bị tổ chức cấp thu hồi"
            in line(reason=Reason.REVOKED, verdict=Verdict.INVALID).revocation
        )

    def test_a_spoilt_signature_promises_no_years(self):
        assert line(intact=False, verdict=Verdict.INVALID).level == ""
        assert line(verdict=Verdict.UNTRUSTED, reason=Reason.EXPIRED, level="B-B").level == ""

    @pytest.mark.parametrize(
        ("reason", "headline", "chip"),
        [
            (Reason.UNKNOWN_SIGNER, "chưa xác định được người ký", "chưa xác định được người ký"),
            (Reason.EXPIRED, "chứng thư số không có hiệu lực", "chứng thư không có hiệu lực"),
            (Reason.NOT_PINNED, "chữ ký chưa đủ tin cậy", "chưa đủ tin cậy"),
        ],
    )
    def test_a_known_signer_is_not_called_unknown(self, reason, headline, chip):
        said = report(gravest([finding(verdict=Verdict.UNTRUSTED, reason=reason)]))
        assert said.headline == f"Nội dung nguyên vẹn, {headline}"
        assert said.lines[0].word == chip

    def test_authorities_of_a_stranger_are_not_told_as_if_believed(self):
        strange = [{"subject": "Ai đó"}, {"subject": "CA tự lập", "trusted": False}]
        assert line(chain=strange).chain == (
            "CA tự lập (không thuộc các tổ chức chứng thực được tin cậy tại hệ thống này)"
        )

    @pytest.mark.parametrize("language", ["vi", "en"])
    def test_every_word_of_the_verifier_has_its_sentence(self, language):
        with translation.override(language):
            for reason in Reason:
                said = sentences.because(Judgement(Verdict.INVALID, reason, "3"))
                assert said.endswith((".", "3")), reason
                assert said != str(sentences.VERDICTS[Verdict.INVALID]), reason
            for name in getattr(verdicts, "Attack", ()):
                assert str(name) in sentences.ATTACKS
            for name in getattr(verdicts, "Notice", ()):
                assert str(name) in sentences.NOTICES
            for change in Change:
                assert str(told.AFTER[change])

    def test_an_attack_is_named_in_one_sentence(self):
        bad = finding(attack="incremental_saving", verdict=Verdict.MODIFIED, reason=Reason.TAIL)
        assert report(gravest([bad, bad])).attacks == [
            "Có người gắn thêm nội dung khác vào sau phần đã ký để hiện ra thứ chưa từng được ký."
        ]

    def test_hostile_values_break_nothing(self):
        odd = finding(time="yesterday", changes=[{"what": "<b>", "allowed": None}], revocation=[{"status": "?"}], chain=[{}], timestamps=[{}], level="B-X")  # fmt: skip
        said = report(gravest([odd]))
        assert said.lines[0].at is None
        assert as_pdf(checked(odd))


class TestJson:
    def test_the_commands_names_stay(self):
        said = as_json("a.pdf", gravest([finding()]))
        assert list(said) == ["file", "verdict", "reason", "reason_code", "signatures"]
        first = [
            "signer",
            "issuer",
            "time",
            "time_proved",
            "field",
            "kind",
            "verdict",
            "intact",
            "trusted",
        ]
        assert list(said["signatures"][0])[:9] == first

    def test_the_report_holds_what_was_judged_by_whom_and_against_what(self):
        said = json.loads(json.dumps(as_file(checked(finding()))))
        assert (said["sha256"], said["size"], said["trust_store_version"]) == (PRINT, 3000, 7)
        assert said["verifier"].startswith("Nghị Sự ")
        assert said["checked_at"] == "2026-11-22T15:00:00+07:00"
        assert said["indication"] == "TOTAL-PASSED"
        assert said["signatures"][0]["chain"][2]["role"] == "root"
        assert "file" not in said

    def test_an_indication_stands_even_where_the_child_gave_none(self):
        bad = finding(indication="", verdict=Verdict.MODIFIED, reason=Reason.CONTENT_CHANGED)
        assert as_file(checked(bad))["signatures"][0]["indication"] == "TOTAL-FAILED"


class TestSheet:
    def text(self, content):
        document = pypdfium2.PdfDocument(content)
        said = " ".join(page.get_textpage().get_text_range() for page in document)
        document.close()
        return " ".join(said.replace("\u00ad", "").split())

    def test_the_sheet_says_it_all_in_vietnamese(self):
        content = as_pdf(
            checked(finding(time_proved=True), finding(kind="timestamp", signer="TSA"))
        )
        said = self.text(content)
        for part in (
            "Báo cáo kiểm tra chữ ký số",
            "Nguyễn Thị Hồng Ưu",
            "CA gốc",
            "TOTAL-PASSED",
            "1A2B",
            "PAdES B-LTA",
            "phiên bản 7",
            "15:00:00 22/11/2026",
            "1100 trên 3000",
        ):
            assert part in said, part
        assert PRINT in said.replace(" ", "")
        assert pikepdf.open(io.BytesIO(content)).Root.Lang == "vi"

    def test_the_sheet_in_english(self):
        said = self.text(as_pdf(checked(finding()), language="en"))
        assert "Report on the check of digital signatures" in said
        assert "version 7" in said

    def test_what_a_stranger_wrote_is_printed_as_text(self):
        said = self.text(
            as_pdf(checked(finding(signer="#panic() *x* $y$ <a>", detail='#read("/etc/passwd")')))
        )
        assert "#panic() *x* $y$ <a>" in said
        assert '#read("/etc/passwd")' in said

    def test_twenty_signatures_fit(self):
        content = as_pdf(checked(*[finding(field=f"ChuKy{n}") for n in range(20)]))
        assert len(pypdfium2.PdfDocument(content)) > 5
