"""The server of a preview: what it gives, and what it refuses, to whom."""

from __future__ import annotations

import json
import socket
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from sample_project import copy_project, replace_once, run, write

from briefkit.project import serving
from briefkit.project.live import Live
from briefkit.project.serving import Preview, PreviewServer


@dataclass(frozen=True)
class Served:
    """A preview of the sample project that is served, and followed when a test says so."""

    folder: Path
    server: PreviewServer

    @property
    def live(self) -> Live:
        return self.server.preview.live

    def ask(self, path: str, method: str = "GET", headers: dict[str, str] | None = None) -> tuple[HTTPResponse, bytes]:
        """The answer to a request; `path` stands below the secret, unless it begins with a slash."""
        connection = HTTPConnection("127.0.0.1", self.server.server_port, timeout=60)
        try:
            under = path if path.startswith("/") else f"/{self.server.preview.secret}/{path}"
            connection.request(method, under, headers=headers or {})
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()

    def brief(self, name: str = "wigs") -> Any:
        return json.loads(self.ask(f"brief/{quote(name)}")[1])


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    folder = copy_project(tmp_path)
    live = Live(folder)
    live.update()
    server = PreviewServer(Preview(live))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield Served(folder, server)
    server.shutdown()
    server.preview.end()
    server.server_close()
    thread.join(30)


PAGES = {
    "": ("text/html; charset=utf-8", "script-src 'self'"),
    "shell.js": ("text/javascript; charset=utf-8", "default-src 'none'"),
    "shell.css": ("text/css; charset=utf-8", "default-src 'none'"),
    "screen.css": ("text/css; charset=utf-8", "default-src 'none'"),
    "frame": ("text/html; charset=utf-8", "script-src 'none'"),
    "brief/wigs": ("application/json", "default-src 'none'"),
}


@pytest.mark.parametrize(("path", "said"), PAGES.items(), ids=PAGES)
def test_a_page_is_sent_with_its_policies(served: Served, path: str, said: tuple[str, str]) -> None:
    answer, body = served.ask(path)
    assert answer.status == 200
    assert body
    assert answer.headers["Content-Type"] == said[0]
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert said[1] in policy
    assert "frame-ancestors" in policy
    assert "unsafe-eval" not in policy
    assert "http" not in policy
    assert ("unsafe-inline" in policy) == (path == "frame")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in answer.headers


REFUSED = {
    "no secret": ("/", "GET", {}, 404),
    "a wrong secret": ("/" + "x" * 32 + "/", "GET", {}, 404),
    "a secret that is no ASCII": ("/%E2%82%AC/", "GET", {}, 404),
    "an unknown page": ("nothing", "GET", {}, 404),
    "a folder": ("style", "GET", {}, 404),
    "a file of the project": ("briefs/wigs.yaml", "GET", {}, 404),
    "a way out of the styles": ("style/x/../../briefs/wigs.yaml", "GET", {}, 404),
    "a way out of the pages": ("../serving.py", "GET", {}, 404),
    "an encoded way out": ("style/%2e%2e%2f%2e%2e%2fseeds%2fmarket.txt", "GET", {}, 404),
    "a path of the machine": ("style/x//etc/passwd", "GET", {}, 404),
    "fonts of no brief": ("fonts/x/fonts/east-asian.css", "GET", {}, 404),
    "the PDF of no brief": ("pdf/../wigs", "GET", {}, 404),
    "another host": ("", "GET", {"Host": "example.org"}, 421),
    "another host with our port": ("", "GET", {"Host": "rebound.example:PORT"}, 421),
    "another port": ("", "GET", {"Host": "127.0.0.1:1"}, 421),
    "a page of another site": ("", "GET", {"Sec-Fetch-Site": "cross-site"}, 403),
    "a page of a neighbouring site": ("brief/wigs", "GET", {"Sec-Fetch-Site": "same-site"}, 403),
    "a body": ("", "GET", {"Content-Length": "1"}, 400),
    "a body in pieces": ("", "GET", {"Transfer-Encoding": "chunked"}, 400),
    "HEAD": ("", "HEAD", {}, 405),
    "POST": ("brief/wigs", "POST", {}, 405),
    "PUT": ("brief/wigs", "PUT", {}, 405),
    "DELETE": ("brief/wigs", "DELETE", {}, 405),
    "OPTIONS, as a browser asks before": ("brief/wigs", "OPTIONS", {"Origin": "https://example.org"}, 405),
    "an unknown method": ("", "BREW", {}, 501),
}


@pytest.mark.parametrize(("path", "method", "headers", "status"), REFUSED.values(), ids=REFUSED)
def test_a_request_is_refused(served: Served, path: str, method: str, headers: dict[str, str], status: int) -> None:
    port = str(served.server.server_port)
    answer, body = served.ask(path, method, {name: text.replace("PORT", port) for name, text in headers.items()})
    assert answer.status == status
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert body == (b"" if method == "HEAD" else f"{status} {answer.reason}\n".encode())


def test_the_machine_is_known_by_both_its_names(served: Served) -> None:
    for name in ("127.0.0.1", "localhost"):
        assert served.ask("", headers={"Host": f"{name}:{served.server.server_port}"})[0].status == 200


def test_only_this_machine_is_listened_to(served: Served) -> None:
    assert served.server.socket.getsockname()[0] == "127.0.0.1"


def test_each_preview_has_a_secret_of_its_own(tmp_path: Path) -> None:
    secrets = {Preview(Live(tmp_path)).secret for _ in range(20)}
    assert len(secrets) == 20
    assert min(map(len, secrets)) >= 32


def test_what_is_no_request_is_refused_and_the_server_goes_on(served: Served) -> None:
    for sent in (b"\r\n\r\n", b"GET\r\n\r\n", b"\x16\x03\x01\x00\xff", b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", served.server.server_port), timeout=30) as opened:
            opened.sendall(sent)
            opened.shutdown(socket.SHUT_WR)
            while opened.recv(4096):
                pass
    assert served.ask("")[0].status == 200


def test_more_than_so_many_requests_at_a_time_are_turned_away(served: Served) -> None:
    served.server._room = threading.BoundedSemaphore(1)
    with socket.create_connection(("127.0.0.1", served.server.server_port), timeout=30) as waiting:
        waiting.sendall(f"GET /{served.server.preview.secret}/events HTTP/1.1\r\n".encode())
        time.sleep(0.2)
        with pytest.raises(OSError):  # noqa: PT011 (a closed connection is told in several ways)
            served.ask("")


def test_a_brief_is_given_with_findings_and_cards(served: Served) -> None:
    brief = served.brief()
    assert brief["number"] == 1
    assert brief["known"]
    assert brief["findings"] == []
    assert '<a class="figure" id="figure-' in brief["html"]
    assert "USD 12 million" in [card["text"] for card in brief["cards"].values()]
    replace_once(served.folder, "briefs/wigs.yaml", "The state takes", "All 4 states take")
    served.live.update()
    brief = served.brief()
    assert brief["number"] == 2
    assert brief["blocked"] == 1
    [finding] = brief["findings"]
    assert (finding["code"], finding["severity"], finding["at"]) == ("BK501", "error", "briefs/wigs.yaml:16:11")
    assert finding["hint"]
    assert f'<span class="place" id="{finding["elements"][0]}"></span>' in brief["html"]


def test_a_brief_that_is_not_there_is_empty(served: Served) -> None:
    brief = served.brief("../wigs")
    assert not brief["known"]
    assert (brief["html"], brief["cards"], brief["findings"]) == ("", {}, [])


def test_a_failure_is_told_and_nothing_is_shown(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefkit.project.live.examine", lambda *_, **__: 1 // 0)
    served.live.update()
    brief = served.brief()
    assert brief["failure"] == "ZeroDivisionError: integer division or modulo by zero"
    assert brief["html"] == ""


def test_styles_are_given_by_the_version_that_the_brief_names(served: Served) -> None:
    before = served.brief()["style"]
    answer, sheet = served.ask(before)
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/css; charset=utf-8")
    assert b'@import "../base/sheet.css"' in sheet
    assert "immutable" in answer.headers["Cache-Control"]
    beside = before.removesuffix("note/main.css")
    assert served.ask(beside + "fonts/SourceSerif4-Regular.otf.woff2")[0].headers["Content-Type"] == "font/woff2"
    assert b"@font-face" not in served.ask(beside + "fonts/east-asian.css")[1]
    assert served.ask(beside + "note/house.toml")[0].status == 404
    write(served.folder, "styles/note/main.css", '@import "../base/sheet.css"; h1 { color: red }')
    served.live.update()
    after = served.brief()["style"]
    assert after != before
    assert b"color: red" in served.ask(after)[1]
    assert b"color: red" not in served.ask(before)[1]


def test_further_fonts_are_given_to_a_brief_that_needs_them(served: Served) -> None:
    assert served.brief()["fonts"] == ""
    replace_once(served.folder, "briefs/wigs.yaml", "title: What wigs bring", "title: 가발")
    served.live.update()
    fonts = served.brief()["fonts"]
    answer, sheet = served.ask(fonts)
    assert answer.status == 200
    assert b'url("../fonts/east-asian/ko-serif")' in sheet
    assert served.ask(fonts.replace("east-asian.css", "east-asian/ko-serif"))[0].status == 200


def test_moments_are_told_as_they_come(served: Served) -> None:
    connection = HTTPConnection("127.0.0.1", served.server.server_port, timeout=60)
    connection.request("GET", f"/{served.server.preview.secret}/events")
    answer = connection.getresponse()
    assert answer.headers["Content-Type"] == "text/event-stream"
    assert [answer.readline() for _ in range(3)] == [
        b"event: moment\n",
        b'data: {"number": 1, "briefs": ["wigs"]}\n',
        b"\n",
    ]
    write(served.folder, "briefs/another.yaml", "title: Another\ndate: 2023-07-15\n")
    served.live.update()
    assert answer.readline() == b"event: moment\n"
    assert answer.readline() == b'data: {"number": 2, "briefs": ["another", "wigs"]}\n'
    connection.close()


def test_a_browser_that_waits_is_told_that_it_is_still_followed(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "HEARTBEAT", 0.05)
    connection = HTTPConnection("127.0.0.1", served.server.server_port, timeout=60)
    connection.request("GET", f"/{served.server.preview.secret}/events")
    answer = connection.getresponse()
    assert [answer.readline() for _ in range(4)][3] == b": still here\n"
    served.live.end()
    assert answer.read().replace(b": still here\n\n", b"").strip() == b""
    connection.close()


def test_the_pdf_is_that_of_the_build(served: Served) -> None:
    answer, content = served.ask("pdf/wigs")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert run(served.folder, "build").status == 0
    assert content == (served.folder / "build/wigs.pdf").read_bytes()
    assert served.ask("pdf/wigs")[1] == content


def test_a_brief_that_findings_stop_has_no_pdf(served: Served) -> None:
    replace_once(served.folder, "briefs/wigs.yaml", "The state takes", "All 4 states take")
    served.live.update()
    answer, content = served.ask("pdf/wigs")
    assert answer.status == 409
    assert json.loads(content)["message"] == "The PDF was not set: findings stop this brief."


def test_what_only_the_pages_show_is_a_finding_of_the_pdf(served: Served) -> None:
    write(served.folder, "styles/note/main.css", '@import "../base/sheet.css"; h1::after { content: " 17" }')
    served.live.update()
    assert served.brief()["findings"] == []
    answer, content = served.ask("pdf/wigs")
    assert answer.status == 409
    assert json.loads(content)["findings"]


def test_the_process_that_sets_pages_may_die(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(serving, "_set_pages", sys.exit)  # as if it were killed while it works
        answer, content = served.ask("pdf/wigs")
        assert answer.status == 409
        assert json.loads(content)["message"].startswith("The PDF was not set: ")
    assert served.ask("pdf/wigs")[0].status == 200


def test_a_pdf_that_takes_too_long_is_given_up(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "LONGEST_PDF", 0.01)
    answer, content = served.ask("pdf/wigs")
    assert answer.status == 409
    assert json.loads(content)["message"] == "The PDF was not set within 0 seconds."
    monkeypatch.setattr(serving, "LONGEST_PDF", 60.0)
    assert served.ask("pdf/wigs")[0].status == 200
