"""A preview that runs, and a real browser that looks at it: headless Chromium, driven by Selenium."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

SECONDS = 60.0
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
DRIVER = shutil.which("chromedriver")


def missing() -> str:
    """Why no browser can be driven here; empty where one can."""
    if CHROMIUM is None or DRIVER is None:
        return "there is no chromium with its chromedriver here; make test-browser installs them on Debian"
    if find_spec("selenium") is None:
        return "selenium is not installed; make test-browser installs it"
    return ""


class Browsed:
    """The page of a preview in a browser."""

    def __init__(self, driver: Any, folder: Path, process: subprocess.Popen[str]) -> None:
        self.driver, self.folder, self.process = driver, folder, process

    def script(self, text: str, *arguments: object) -> Any:
        """What a script in the shell gives; `page` is the document of the brief in it."""
        before = "const page = document.getElementById('page').contentDocument; "
        return self.driver.execute_script(before + text, *arguments)

    @property
    def moment(self) -> str | None:
        return self.script("return document.documentElement.dataset.moment ?? null")

    def until(self, holds: Callable[[], Any]) -> Any:
        """What a question is answered with once the answer is not empty."""
        limit = time.monotonic() + SECONDS
        while time.monotonic() < limit:
            answer = holds()
            if answer:
                return answer
            time.sleep(0.01)
        raise AssertionError(f"not within {SECONDS:.0f} seconds; the page says: {self.text('body')}")

    def change(self, path: str, change: Callable[[str], str]) -> float:
        """Save a file with a change, wait until the page shows it, and say how many seconds that took."""
        before, file = self.moment, self.folder / path
        text = change(file.read_text("utf-8"))
        began = time.perf_counter()
        file.write_text(text, "utf-8")
        self.until(lambda: self.moment != before)
        return time.perf_counter() - began

    def text(self, selector: str, *, of: str = "document") -> str:
        """The text of an element of the shell, or of the page."""
        found: str = self.script(f"return {of}.querySelector(arguments[0])?.innerText ?? ''", selector)
        return " ".join(found.split())

    def page_text(self, selector: str = "body") -> str:
        return self.text(selector, of="page")

    def click_on_page(self, selector: str) -> None:
        """Click an element of the page as a person does: with the mouse, where it is seen."""
        self.driver.switch_to.frame("page")
        try:
            element = self.driver.find_element("css selector", selector)
            self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
            element.click()
        finally:
            self.driver.switch_to.default_content()


@contextmanager
def browsed(folder: Path, *arguments: str) -> Iterator[Browsed]:
    """`briefkit preview` in a project, and its page in a browser."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    process = subprocess.Popen(
        [sys.executable, "-c", "from briefkit.cli import main; main()", "preview", "--no-open", *arguments],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    # As root, in a container, Chromium has no sandbox of its own; it opens nothing but the preview.
    alone = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    for option in ("--headless=new", "--window-size=1440,1000", "--disable-dev-shm-usage", *alone):
        options.add_argument(option)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options, Service(DRIVER))
    try:
        assert process.stdout is not None
        driver.get(process.stdout.readline().split()[-1])
        page = Browsed(driver, folder, process)
        page.until(lambda: page.moment)
        yield page
    finally:
        driver.quit()
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.wait(SECONDS)
