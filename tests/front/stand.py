"""A stand for the page's elements: real templates and scripts, a socket that does what the test says. No database.

``python -m tests.front.stand PORT PDF`` serves it; POST /do/ with {"say": frame} | {"cut": code} | {"mute": bool} |
{"deaf": bool} | {"set": {"word": html}} steers it.
"""

import json
import sys
from pathlib import Path
from types import SimpleNamespace

import django
from aiohttp import WSMsgType, web
from django.conf import settings
from django.http import HttpResponse
from django.urls import include, path

ROOT = Path(__file__).resolve().parents[2]
POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; "
    "object-src 'none'; base-uri 'none'"
)


def _nothing(request: object, **_: object) -> HttpResponse:
    return HttpResponse()


people = [
    path("language/", _nothing, name="language"),
    path("sign-out/", _nothing, name="sign_out"),
    path("me/", _nothing, name="me"),
    path("sign-in/", _nothing, name="sign_in"),
    path("sign-in/demo/<str:username>/", _nothing, name="demo_sign_in"),
]
office = [path(word, _nothing, name=word or "desk") for word in ("", "manage", "guide")]
rooms = [path(f"{word}/", _nothing, name=word) for word in ("list", "bell", "new", "verify")]
urlpatterns = [
    path("", include((people, "people"))),
    path("desk/", include((office, "office"))),
    path("papers/", include(([path("mine/", _nothing, name="mine")], "documents"))),
    *(
        path(f"{room}/", include((rooms, room)))
        for room in ("meetings", "tasks", "signing", "notices")
    ),
]


class Stand:
    """What the pages show and who listens."""

    def __init__(self, pdf: Path) -> None:
        self.pdf = pdf
        self.sockets: set[web.WebSocketResponse] = set()
        self.hellos: list[dict] = []
        self.posts: list[dict] = []
        self.rev, self.mute, self.deaf = 1, False, False
        self.parts = {
            "agenda": '<section class="card" id="agenda"><div class="card-body"><p>một</p></div></section>',
            "mine": '<section class="card" id="mine"><div class="card-body"><p>riêng</p></div></section>',
        }

    async def page(self, request: web.Request) -> web.Response:
        """Render a page of tests/front/pages."""
        from django.template.loader import render_to_string

        name = request.match_info["name"]
        user = SimpleNamespace(
            is_authenticated="out" not in request.query,
            pk=1,
            username="an",
            full_name="Nguyễn Văn An",
            email="an@example.com",
        )
        person = SimpleNamespace(
            user=SimpleNamespace(username="x", full_name="Trần Thị Bình"),
            title="Giám đốc",
            role="Lãnh đạo",
        )
        words = {
            "user": user,
            "demo": True,
            "parts": self.parts,
            "rev": self.rev,
            "csrf_token": "word",
            "demo_people": [person] * 4,
            "form": self.form(),
            "sentence": "Biểu quyết này chưa mở.",
            "leads": "leads" in request.query,
            "query": request.query,
        }
        html = render_to_string(f"{name.replace('-', '/')}.html", words)
        return web.Response(
            text=html, content_type="text/html", headers={"Content-Security-Policy": POLICY}
        )

    @staticmethod
    def form() -> object:
        """The sign-in form's likeness."""
        from django import forms

        class Form(forms.Form):
            username = forms.CharField(label="Tên đăng nhập")
            password = forms.CharField(label="Mật khẩu", widget=forms.PasswordInput)

        return Form()

    async def part(self, request: web.Request) -> web.Response:
        """One part alone."""
        return web.Response(text=self.parts[request.match_info["word"]], content_type="text/html")

    async def post(self, request: web.Request) -> web.Response:
        """Note what was posted; refuse what asks for it."""
        form = dict(await request.post())
        self.posts.append(
            {name: value if isinstance(value, str) else "file" for name, value in form.items()}
        )
        if "refuse" in form:
            toast = json.dumps({"toast": {"text": "Not now", "kind": "refused"}})
            return web.Response(status=409, headers={"HX-Trigger": toast, "HX-Reswap": "none"})
        return web.Response(status=204)

    async def seen(self, _request: web.Request) -> web.Response:
        """What came from the page so far."""
        return web.json_response(
            {"hellos": self.hellos, "posts": self.posts, "sockets": len(self.sockets)}
        )

    async def do(self, request: web.Request) -> web.Response:
        """Do what the test says."""
        wish = await request.json()
        self.parts |= wish.get("set", {})
        self.mute, self.deaf = wish.get("mute", self.mute), wish.get("deaf", self.deaf)
        if "say" in wish:
            self.rev = max(self.rev, wish["say"].get("rev", 0))
        for socket in list(self.sockets):
            if "say" in wish:
                await socket.send_json(wish["say"])
            if "cut" in wish:
                await socket.close(code=wish["cut"])
        return web.Response()

    async def socket(self, request: web.Request) -> web.StreamResponse:
        """Answer hello as the hub does."""
        if self.deaf:
            return web.Response(status=503)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.add(socket)
        async for message in socket:
            if message.type == WSMsgType.TEXT and not self.mute:
                await self.answer(socket, json.loads(message.data))
        self.sockets.discard(socket)
        return socket

    async def answer(self, socket: web.WebSocketResponse, hello: dict) -> None:
        """Bring the page to the newest revision, then say ready."""
        self.hellos.append(hello)
        for topic, have in hello["topics"].items():
            if topic.startswith("meeting") and have < self.rev:
                parts = {"agenda": self.parts["agenda"]}
                await socket.send_json(
                    {"topic": topic, "since": 0, "rev": self.rev, "parts": parts, "stale": ["mine"]}
                )
        await socket.send_json({"t": "ready", "hb": 15, "topics": {}, "refused": []})


def main(port: int, pdf: Path) -> None:
    """Serve until killed."""
    settings.configure(
        ROOT_URLCONF="tests.front.stand",
        USE_I18N=True,
        LANGUAGE_CODE="vi",
        STATIC_URL="/static/",
        SECRET_KEY="stand",
        INSTALLED_APPS=["django.contrib.staticfiles", "django_htmx", "core"],
        LOCALE_PATHS=[ROOT / "locale"],
        STATICFILES_DIRS=[ROOT / "static", ("vendor", ROOT / "vendor")],
        DEBUG=False,
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "DIRS": [ROOT / "tests/front/pages", ROOT / "templates"],
                "OPTIONS": {"libraries": {"bell": "tests.front.bell"}},
            }
        ],
    )
    django.setup()
    import django_htmx

    stand = Stand(pdf)
    app = web.Application(client_max_size=2**26)
    app.router.add_static("/static/vendor", ROOT / "vendor")
    app.router.add_static(
        "/static/django_htmx", Path(django_htmx.__file__).parent / "static/django_htmx"
    )
    app.router.add_static("/static", ROOT / "static")
    app.router.add_get("/ws/", stand.socket)
    app.router.add_get("/worker.js", lambda _: web.FileResponse(ROOT / "static/js/worker.js"))
    app.router.add_get(
        "/offline/", lambda _: web.Response(text="offline", content_type="text/html")
    )
    app.router.add_get(
        "/papers/{pk}/file.pdf",
        lambda request: (
            web.FileResponse(stand.pdf)
            if request.match_info["pk"] != "9"
            else web.Response(status=404)
        ),
    )
    app.router.add_get("/m/parts/{word}/", stand.part)
    app.router.add_post("/do/", stand.do)
    app.router.add_get("/seen/", stand.seen)
    app.router.add_post("/post/", stand.post)
    app.router.add_get("/page/{name}/", stand.page)
    web.run_app(app, host="127.0.0.1", port=port, print=None, access_log=None)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
