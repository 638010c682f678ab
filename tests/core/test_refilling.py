"""A refused form comes back filled in: pages in, pages out."""

import pytest

from core.refilling import Sent, is_secret, is_written, refill

PAGE = """<html>\u2028<body><a href="?page=2">2</a><a href="/elsewhere/">x</a>
<form method="post" action="/other/"><textarea name="text">Khác</textarea></form>
<auto-dialog><details><summary>Mở</summary>
<form method="post" action="/notes/">
<input type="hidden" name="csrfmiddlewaretoken" value="w"><input type="hidden" name="seen" value="4">
<input name="title" value="cũ"><textarea name="text">
cũ</textarea><input type="checkbox" name="all" checked><input type="checkbox" name="who" value="1"><input type="checkbox" name="who" value="2">
<input type="radio" name="way" value="a" checked><input type="radio" name="way" value="b">
<select name="kind"><option value="x" selected>X</option><option value="y">Y</option></select>
<input type="password" name="code"><input type="file" name="file">
</form></details></auto-dialog>
<form method="get"><input name="q"></form></body></html>"""
TYPED = {
    "title": ['Một "tên" <b>'], "text": ["Dòng 1\r\nDòng 2 </textarea>"], "who": ["2"], "way": ["b"], "kind": ["y"],
    "code": ["12345678"], "seen": ["4"], "act": ["7d"], "row-7": ["Dòng thêm vào"], "pin": ["mã của tôi"],
}  # fmt: skip


def again(
    page: str = PAGE, sent_to: str = "/notes/", at: str = "/notes/list/?page=1", **typed: list[str]
) -> str:
    """Return the page filled in again."""
    found = refill(page, Sent(sent_to, at, typed or TYPED), "<!-- here -->")
    return found[0] if found else ""


@pytest.mark.parametrize("shown", [
    'name="title" value="Một &quot;tên&quot; &lt;b&gt;"',
    'name="text">\nDòng 1\r\nDòng 2 &lt;/textarea&gt;</textarea>',
    'name="all">', 'name="who" value="1">', 'name="who" value="2" checked>',
    'name="way" value="a">', 'name="way" value="b" checked>',
    '<option value="x">', '<option value="y" selected>',
    '<!-- here --><form method="post" action="/notes/"><input type="hidden" name="page_before" value="/notes/list/?page=1">',
    "<auto-dialog now><details open>",
    '<a href="/notes/list/?page=2">', '<a href="/elsewhere/">',
    '<textarea name="text">Khác</textarea>',
])  # fmt: skip
def test_what_was_typed_stands_in_its_fields(shown):
    assert shown in again()


def test_secrets_files_and_what_the_page_says_itself_are_not_put_in():
    page = again()
    assert "12345678" not in page
    assert '<input type="password" name="code"><input type="file" name="file">' in page
    assert 'name="csrfmiddlewaretoken" value="w"' in page


def test_old_words_are_not_put_under_a_new_stamp():
    assert again(**TYPED | {"seen": ["3"]}) == ""


def test_sentences_without_a_field_are_told_and_files_asked_for_again():
    found = refill(PAGE, Sent("/notes/", "/notes/", TYPED), "")
    assert found is not None
    assert found[1:] == (["Dòng thêm vào"], True)


def test_a_form_without_an_address_belongs_to_its_page():
    page = again(
        '<form method="post"><input name="title"></form>',
        "/notes/3/",
        "/notes/3/?from=desk",
        title=["Tên"],
    )
    assert 'action="/notes/3/?from=desk"' in page
    assert 'value="Tên"' in page


def test_among_forms_of_one_address_the_one_that_was_sent_is_filled():
    one = '<form method="post" action="/n/"><input type="hidden" name="kind" value="{0}"><input name="text" id="{0}"></form>'
    page = again(one.format("a") + one.format("b"), "/n/", "/", kind=["b"], text=["của b"])
    assert 'name="text" id="a">' in page
    assert 'name="text" id="b" value="của b">' in page


def test_fields_outside_that_name_their_form_are_filled_too():
    page = again(
        '<form method="post" action="/n/" id="f"><input name="a"></form><textarea name="b" form="f"></textarea>',
        "/n/",
        "/",
        a=["1"],
        b=["hai"],
    )
    assert ">\nhai</textarea>" in page


@pytest.mark.parametrize("page", [
    "<p>không có gì</p>",
    '<form method="post" action="/notes/"><input type="hidden" name="act" value="1"><button>Mở</button></form>',
    '<form action="/notes/"><input name="q"></form>',
    '<form method="post" action="/notes/<"><input name="q"',
])  # fmt: skip
def test_a_page_without_the_form_or_without_anything_typed_is_not_shown_again(page):
    assert again(page) == ""


@pytest.mark.parametrize(("name", "secret"), [
    ("pin", True), ("file-password", True), ("new_password2", True), ("csrfmiddlewaretoken", True), ("subject", False), ("new-title", False),
])  # fmt: skip
def test_names_of_secrets(name, secret):
    assert is_secret(name) is secret


@pytest.mark.parametrize(
    "text", ["hai từ", "Họp", "ủy", "54/QD-UBND", "van-thu@example.vn", "two\nlines"]
)
def test_what_a_person_wrote_is_worth_copying(text):
    assert is_written(text)


@pytest.mark.parametrize(
    "text",
    ["", "   ", "on", "agree", "17", "2026-03-12", "2026-03-12T07:30", "B-LTA", "/papers/3/",
     "9a3f6d1e-0000-4000-8000-000000000000", "24681357"],
)  # fmt: skip
def test_keys_days_and_numbers_are_not(text):
    assert not is_written(text)
