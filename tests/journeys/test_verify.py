"""A citizen checks a decision: on a phone, without JavaScript, by the code beside the QR, by the camera; a crowd waits for nobody."""

import json
import threading
import time
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

CAMERA = """(address) => {
  globalThis.BarcodeDetector = class {
    static async getSupportedFormats() { return ["qr_code"]; }
    async detect() { return [{ rawValue: address }]; }
  };
  const media = { getUserMedia: async () => document.createElement("canvas").captureStream() };
  Object.defineProperty(navigator, "mediaDevices", { value: media });
  HTMLMediaElement.prototype.play = async () => {};
}"""


@pytest.fixture
def embedded(size):
    """One size is enough: what is played is the same code."""
    if size != "embedded":
        pytest.skip("played in the embedded size")


def checked(page, path):
    """Drop a file and wait for what is said of it."""
    page.locator("input[type=file]").set_input_files(path)
    page.locator("drop-zone button").click()
    answer = page.locator("#answer [data-verdict]")
    expect(answer).to_be_visible(timeout=40_000)
    return answer.get_attribute("data-verdict")


def faultless(page):
    faults = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:150]) for one in faults] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_citizen_checks_a_decision(  # noqa: PLR0917
    embedded, server, scene, open_page, screens, tmp_path
):
    clerk = open_page("chi", scene("issued_paper"))
    link = clerk.locator('#steps a[href$="?download"]').get_attribute("href")
    content = clerk.context.request.get(f"{server.url}{link}").body()
    public = clerk.locator('#steps a[href*="/verify/"]').get_attribute("href")
    code = public.strip("/").split("/")[-1]
    good, longer = tmp_path / "good.pdf", tmp_path / "longer.pdf"
    good.write_bytes(content)
    longer.write_bytes(content + b"\n%% one word more\n")

    phone = screens.open("phone")
    phone.goto(f"{server.url}/verify/")
    faultless(phone)
    assert checked(phone, good) == "valid"
    faultless(phone)
    with phone.expect_download() as coming:
        phone.locator('a[href$="/json/"]').click()
    assert json.loads(coming.value.path().read_text())["verdict"] == "valid"
    phone.locator(".verify-match a").click()
    expect(phone.locator("h1")).to_contain_text("QĐ-UBND")
    faultless(phone)
    assert checked(phone, longer) == "modified"
    expect(phone.locator("#answer .verify-match")).to_be_visible()

    plain = screens.open("desktop", java_script_enabled=False)
    plain.goto(f"{server.url}/verify/")
    assert checked(plain, longer) == "modified"
    plain.locator("input[name=code]").fill(f"{code[:4]}-{code[4:8].lower()} {code[8:]}")
    plain.locator("form[method=get] button").first.click()
    expect(plain.locator("h1")).to_contain_text("QĐ-UBND")

    tablet = screens.open("tablet")
    tablet.add_init_script(f"({CAMERA})('https://elsewhere.example/verify/{code}/')")
    tablet.goto(f"{server.url}/verify/")
    tablet.locator("qr-scan > button").click()
    expect(tablet.locator("h1")).to_contain_text("QĐ-UBND")
    assert tablet.url == f"{server.url}/verify/{code}/"


def test_a_huge_file_keeps_nobody_waiting(embedded, server):
    huge = b"%PDF-1.7\n" + b"1 0 obj <</Type/Catalog>> endobj\n" * (49 * 1024 * 1024 // 34)
    told = {}

    def send():
        question = urllib.request.Request(
            f"{server.url}/api/v1/verify", huge, {"Content-Type": "application/pdf"}
        )
        with urllib.request.urlopen(question, timeout=60) as answer:
            told.update(json.load(answer))

    sending = threading.Thread(target=send)
    sending.start()
    slowest = 0.0
    while sending.is_alive():
        began = time.monotonic()
        with urllib.request.urlopen(f"{server.url}/livez", timeout=20) as answer:
            assert answer.status == 200
        slowest = max(slowest, time.monotonic() - began)
        time.sleep(0.05)
    sending.join()
    assert told["verdict"] in {"malformed", "unsigned"}
    assert slowest < 3
