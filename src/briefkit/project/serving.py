"""Serve a project that is followed to a browser of this machine: the page of each brief, its findings, its PDF.

Briefs, templates and styles may come from strangers, and any web page may send requests to this machine. So the server
listens on the loopback address alone, answers GET alone, under a secret that is new each time and to its own name alone
(so that no other site can reach it under a name of its own). It gives out what it holds in memory by exact name, never
a file by its path. Policies sent with each answer see to it that no script of a brief runs, and that nothing is fetched
from elsewhere.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import signal
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from briefkit.findings import Finding, Outcome
from briefkit.project.fonts import SHEET, font_files
from briefkit.project.live import Live, Moment, PlacedFinding, Screen, page_of
from briefkit.project.setting import Page, set_page
from briefkit.report.scripts import characters

if TYPE_CHECKING:
    from briefkit.report.pdf import RenderedPdf

HOST = "127.0.0.1"
MOST_REQUESTS = 48  # at a time; a browser has six connections for a site
IDLE = 30.0  # seconds after which a connection that asks nothing is closed
HEARTBEAT = 10.0  # seconds after which those who wait for a change are told that there was none
LONGEST_PDF = 600.0  # seconds
MOST_STYLES = 4  # versions of the styles that are kept: a page asks for its fonts a little later

_ASSETS = Path(__file__).with_name("preview_page")
_KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".woff2": "font/woff2",
    ".otf": "font/otf",
    ".ttf": "font/ttf",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
}
_SHELL = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_FRAME = (
    "default-src 'none'; script-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
_PDF = "frame-ancestors 'self'"  # the viewers of browsers are pages of their own, which a stricter policy would break
_NOTHING = "default-src 'none'; frame-ancestors 'none'"


class Preview:
    """What is served: by the names of the addresses, under a secret."""

    def __init__(self, live: Live) -> None:
        self.live = live
        self.secret = secrets.token_urlsafe(24)
        self._styles: OrderedDict[str, Mapping[str, bytes]] = OrderedDict()
        self._fonts: OrderedDict[str, tuple[str, str]] = OrderedDict()
        self._lock = threading.Lock()
        self._setting = threading.Lock()
        self._press = Press()
        self._pdf: tuple[str, bytes] = ("", b"")

    def end(self) -> None:
        """Let go of what waits or works for it."""
        self.live.end()
        self._press.end()

    # What stands on the page

    def screen(self, name: str) -> dict[str, object]:
        """A brief as it is now, as plain data."""
        moment = self.live.moment
        try:
            screen, failure = self.live.screen(moment, name), moment.failure
        except Exception as error:  # whatever it is, the page must not go on showing what was
            screen, failure = Screen(name=name), f"{type(error).__name__}: {error}"
        return {
            "number": moment.number,
            "name": name,
            "known": name in moment.briefs,
            "failure": failure,
            "html": screen.html,
            "style": self._style(moment, screen) if screen.html else "",
            "fonts": self._font_sheet(screen) if screen.html else "",
            "cards": dict(screen.cards),
            "blocked": screen.blocked,
            "findings": [_finding(number, one) for number, one in enumerate(screen.findings)],
        }

    def _style(self, moment: Moment, screen: Screen) -> str:
        """The address of the style of a brief; it changes with the style."""
        assert moment.examination is not None
        styles = {SHEET: b"", **moment.examination.resources.styles}
        with self._lock:
            version = next((known for known, kept in self._styles.items() if kept == styles), "")
            if not version:
                version = secrets.token_hex(8)
                self._styles[version] = styles
            self._styles.move_to_end(version)
            _shorten(self._styles)
        return f"style/{version}/{screen.style}/main.css"

    def _font_sheet(self, screen: Screen) -> str:
        """The address of the sheet of further fonts that a brief needs, which are made when they are asked for."""
        needed = characters(screen.html)
        if not needed:
            return ""
        said = json.dumps([screen.language, *((key, sorted(needed[key])) for key in sorted(needed))])
        digest = hashlib.blake2b(said.encode(), digest_size=12).hexdigest()
        with self._lock:
            self._fonts[digest] = (screen.html, screen.language)
            _shorten(self._fonts)
        return f"fonts/{digest}/{SHEET}"

    def style_file(self, version: str, path: str) -> bytes | None:
        """A file of a version of the styles."""
        with self._lock:
            return self._styles.get(version, {}).get(path)

    def font_file(self, digest: str, path: str) -> bytes | None:
        """A file of the further fonts of a brief."""
        with self._lock:
            asked = self._fonts.get(digest)
        return font_files(*asked).get(path) if asked else None

    # The PDF

    def pdf(self, name: str) -> Outcome[bytes]:
        """The PDF of a brief as the build makes it; empty where a finding stops it. One is set at a time."""
        with self._setting:
            moment = self.live.moment
            page = page_of(moment, name)
            if page.value is None:
                return Outcome(b"", page.findings)
            if self._pdf[0] != page.value.key:
                assert moment.examination is not None
                rendered = self._press.set(page.value, moment.examination.resources.styles)
                if rendered.value is None or any(one.stops for one in rendered.findings):
                    return Outcome(b"", (*page.findings, *rendered.findings))
                self._pdf = (page.value.key, rendered.value.content)
            return Outcome(self._pdf[1], page.findings)


class Press:
    """A process that sets pages, so that the page in view goes on following; it is started when it is needed."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._end: Connection | None = None

    def set(self, page: Page, styles: Mapping[str, bytes]) -> Outcome[RenderedPdf | None]:
        """What `set_page` gives. Raises `TimeoutError`, and `OSError` or `EOFError` where the process has died."""
        if self._process is None or self._end is None or not self._process.is_alive():
            self._start()
        assert self._end is not None
        try:
            self._end.send((page, dict(styles)))
            if not self._end.poll(LONGEST_PDF):
                raise TimeoutError
            answer = self._end.recv()
        except (OSError, EOFError):
            self.end()
            raise
        if isinstance(answer, Exception):
            raise answer
        given: Outcome[RenderedPdf | None] = answer
        return given

    def _start(self) -> None:
        context = get_context("spawn")
        self._end, other = context.Pipe()
        self._process = context.Process(target=_set_pages, args=(other,), daemon=True)
        self._process.start()
        other.close()  # so that the death of the process closes the pipe

    def end(self) -> None:
        """End the process, whatever it does."""
        if self._process is not None:
            self._process.kill()
        self._process = None


def _set_pages(orders: Connection) -> None:
    """Set one page after another, until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the server, and the server ends this process
    with suppress(EOFError, OSError):
        while True:
            page, styles = orders.recv()
            try:
                orders.send(set_page(page, styles))
            except Exception as error:
                orders.send(OSError(f"{type(error).__name__}: {error}"))


def _shorten(kept: OrderedDict[str, Any]) -> None:
    while len(kept) > MOST_STYLES:
        kept.popitem(last=False)


def _finding(number: int, placed: PlacedFinding) -> dict[str, object]:
    finding = placed.finding
    return {
        "number": number,
        "code": finding.code,
        "severity": str(finding.severity),
        "at": str(finding.span),
        "message": finding.message,
        "hint": finding.hint,
        "elements": list(placed.elements),
        "elsewhere": placed.elsewhere,
    }


class PreviewServer(ThreadingHTTPServer):
    """The server of a preview, on the loopback address. Raises `OSError` where the port is taken."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, preview: Preview, port: int = 0) -> None:
        self.preview = preview
        self._room = threading.BoundedSemaphore(MOST_REQUESTS)
        super().__init__((HOST, port), _Handler)

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return f"http://{HOST}:{self.server_port}/{self.preview.secret}/"

    def process_request(self, request: Any, client_address: Any) -> None:
        if self._room.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    def handle_error(self, request: socket | tuple[bytes, socket], client_address: Any) -> None:
        """Nothing: a browser that closes a connection is no error, and its address is not worth a line."""


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"
    timeout = IDLE
    server_version = "briefkit"
    sys_version = ""

    def do_GET(self) -> None:
        fault = self._fault()
        if fault is not None:
            self.send_error(fault)
            return
        path = unquote(urlsplit(self.path).path)
        secret, _, rest = path.removeprefix("/").partition("/")
        if "/" not in path[1:] or not hmac.compare_digest(secret.encode(), self.server.preview.secret.encode()):
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        kind, _, name = rest.partition("/")
        answers: Mapping[str, Callable[[str], None]] = {
            "events": self._events,
            "brief": self._brief,
            "style": self._style,
            "fonts": self._fonts,
            "pdf": self._pdf,
        }
        if kind in answers:
            answers[kind](name)
        elif rest in _PAGES:
            file, policy = _PAGES[rest]
            self._send((_ASSETS / file).read_bytes(), _KINDS[Path(file).suffix], policy)
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _refuse(self) -> None:
        self.send_error(HTTPStatus.METHOD_NOT_ALLOWED)

    do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_TRACE = do_CONNECT = _refuse

    def _fault(self) -> HTTPStatus | None:
        """Why a request is refused: it bears a body, speaks to another name, or another site has sent it."""
        if self.headers.get("Content-Length", "0") != "0" or "Transfer-Encoding" in self.headers:
            return HTTPStatus.BAD_REQUEST
        port = self.server.server_port
        if self.headers.get_all("Host") not in ([f"{HOST}:{port}"], [f"localhost:{port}"]):
            return HTTPStatus.MISDIRECTED_REQUEST
        if self.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            return HTTPStatus.FORBIDDEN
        return None

    # Answers

    def _brief(self, name: str) -> None:
        data = json.dumps(self.server.preview.screen(name), ensure_ascii=False).encode("utf-8", "replace")
        self._send(data, "application/json")

    def _style(self, name: str) -> None:
        digest, _, path = name.partition("/")
        self._file(path, self.server.preview.style_file(digest, path))

    def _fonts(self, name: str) -> None:
        digest, _, path = name.partition("/")
        self._file(path, self.server.preview.font_file(digest, path))

    def _file(self, path: str, data: bytes | None) -> None:
        kind = _KINDS.get(Path(path).suffix, "application/octet-stream")
        if data is None:
            self.send_error(HTTPStatus.NOT_FOUND)
        else:
            self._send(data, kind, _NOTHING, keep=True)

    def _pdf(self, name: str) -> None:
        preview = self.server.preview
        if name not in preview.live.moment.briefs:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        try:
            outcome = preview.pdf(name)
            message = "The PDF was not set: findings stop this brief."
        except TimeoutError:
            outcome, message = Outcome(b""), f"The PDF was not set within {LONGEST_PDF:.0f} seconds."
        except Exception as error:  # of the process that sets it; the page goes on
            reason = str(error) or "the process that sets it has ended"
            outcome, message = Outcome(b""), f"The PDF was not set: {reason}."
        if outcome.value:
            self._send(outcome.value, "application/pdf", _PDF)
            return
        found = [_finding(-1 - at, PlacedFinding(finding=one)) for at, one in enumerate(_open(outcome.findings))]
        data = json.dumps({"message": message, "findings": found}, ensure_ascii=False).encode("utf-8", "replace")
        self._send(data, "application/json", status=HTTPStatus.CONFLICT)

    def _events(self, _: str) -> None:
        """Tell of each moment as it comes, until the browser goes."""
        live = self.server.preview.live
        self.close_connection = True
        self._head(HTTPStatus.OK, "text/event-stream", _NOTHING)
        self.send_header("Connection", "close")
        self.end_headers()
        number = -1
        while not live.ended:
            moment = live.wait(number, HEARTBEAT)
            told = moment.number and moment.number != number
            number = moment.number
            data = json.dumps({"number": number, "briefs": moment.briefs})
            self.wfile.write(f"event: moment\ndata: {data}\n\n".encode() if told else b": still here\n\n")
            self.wfile.flush()

    def _send(
        self, data: bytes, kind: str, policy: str = _NOTHING, *, status: HTTPStatus = HTTPStatus.OK, keep: bool = False
    ) -> None:
        self._head(status, kind, policy, keep=keep)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _head(self, status: HTTPStatus, kind: str, policy: str, *, keep: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", policy)
        self.send_header("Cache-Control", "private, max-age=86400, immutable" if keep else "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """Refuse a request in a few words that repeat nothing of it."""
        status = HTTPStatus(code)
        self.close_connection = True
        text = f"{status.value} {status.phrase}\n".encode()
        self._head(status, "text/plain; charset=utf-8", _NOTHING)
        if status is HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", "GET")
        self.send_header("Content-Length", str(len(text)))
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: what a browser asks for is no news."""


_PAGES = {
    "": ("shell.html", _SHELL),
    "shell.css": ("shell.css", _NOTHING),
    "shell.js": ("shell.js", _NOTHING),
    "frame": ("frame.html", _FRAME),
    "screen.css": ("screen.css", _NOTHING),
}


def _open(findings: tuple[Finding, ...]) -> list[Finding]:
    return [one for one in findings if one.waived is None]
