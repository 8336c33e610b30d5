"""The page of `briefkit preview` in a real browser: what a writer sees and does."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Browsed, browsed, missing
from sample_project import copy_project

pytestmark = [pytest.mark.browser, pytest.mark.skipif(bool(missing()), reason=missing())]
BRIEF, SEED = "briefs/wigs.yaml", "seeds/market.yaml"
REPOSITORY = Path(__file__).parent.parent.parent


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Browsed]:
    with browsed(copy_project(tmp_path)) as opened:
        yield opened


def figure(page: Browsed, text: str) -> str:
    """A selector for the first figure that prints a text."""
    identifier = page.script(
        "return [...page.querySelectorAll('a.figure')].find((one) => one.innerText.startsWith(arguments[0]))?.id", text
    )
    assert identifier, page.page_text()
    return f"#{identifier}"


def test_edit_see_it_click_a_figure_make_an_error_and_mend_it(page: Browsed) -> None:
    assert "The state takes USD 12 million, or 60 percent." in page.page_text()
    assert page.text("#findings") == "None in this brief and its sources."

    page.change(BRIEF, lambda text: text.replace("The state takes", "The state keeps"))
    assert "The state keeps USD 12 million, or 60 percent." in page.page_text()

    page.click_on_page(figure(page, "USD 12 million"))
    detail = page.text("#detail")
    assert detail.startswith("USD 12 million Close state_take = market.state_share * market.exports")
    assert "Calculation 60 percent × USD 20 million = USD 12 million" in detail
    assert "“60% to the state”" in detail
    assert "Kim, The Border Market" in detail
    assert "seeds/market.yaml:21:3" in detail

    page.change(SEED, lambda text: text.replace("value: 60 %", "value: 61 %"))
    assert page.text(".finding").startswith("error BK407 seeds/market.yaml:23:12")
    assert "hint: value: 60 %" in page.text(".finding")
    assert page.text("#banner").startswith("Not fit to print: ")
    assert page.page_text(".bk-flag").startswith("BK407")
    flagged = page.script("return [...page.querySelectorAll('.bk-wrong')].map((one) => one.innerText)")
    assert flagged == ["USD 12 million", "61 percent"]

    page.change(SEED, lambda text: text.replace("value: 61 %", "value: 60 %"))
    assert page.text("#findings") == "None in this brief and its sources."
    assert page.text("#banner") == ""
    assert page.script("return page.querySelectorAll('.bk-flag, .bk-wrong').length") == 0


def test_a_finding_stands_beside_its_paragraph_and_leads_there(page: Browsed) -> None:
    page.change(BRIEF, lambda text: text.replace("A kilogram of rice", "In all 4 markets a kilogram of rice"))
    distance = page.script(
        "const paragraph = [...page.querySelectorAll('p')].find((one) => one.innerText.includes('In all 4 markets'));"
        "const flag = page.querySelector('.bk-flag').getBoundingClientRect();"
        "const sheet = page.querySelector('.bk-sheet').getBoundingClientRect();"
        "return [Math.abs(flag.top - paragraph.getBoundingClientRect().top), flag.left - sheet.right]"
    )
    assert distance[0] < 2
    assert 0 <= distance[1] < 20
    page.script("document.querySelector('.finding button').click()")
    assert page.page_text(".bk-chosen").startswith("The state takes")


def test_what_cannot_be_read_is_told_over_the_last_page(page: Browsed) -> None:
    page.change(BRIEF, lambda text: text.replace("summary: |", "summary: [|"))
    assert page.text("#banner").startswith("briefs/wigs.yaml cannot be shown as it stands. Below is how it was at")
    assert page.text(".finding").startswith("error BK101 briefs/wigs.yaml:")
    assert page.script("return document.getElementById('page').classList.contains('old')")
    page.change(BRIEF, lambda text: text.replace("summary: [|", "summary: |"))
    assert page.text("#banner") == ""
    assert not page.script("return document.getElementById('page').classList.contains('old')")


def test_a_file_may_go_and_come_back(page: Browsed) -> None:
    kept = (page.folder / BRIEF).read_bytes()
    before = page.moment
    (page.folder / BRIEF).unlink()
    page.until(lambda: page.moment != before)
    assert page.text("#banner") == "briefs/wigs.yaml is not there."
    before = page.moment
    (page.folder / BRIEF).write_bytes(kept)
    page.until(lambda: page.moment != before)
    assert page.text("#banner") == ""
    assert "The state takes" in page.page_text()


def test_a_change_of_the_style_is_followed(page: Browsed) -> None:
    style = page.folder / "styles/note/main.css"
    style.parent.mkdir(parents=True)
    style.write_text('@import "../base/sheet.css"; h1 { color: rgb(1, 2, 3) }')
    page.until(lambda: page.script("return getComputedStyle(page.querySelector('h1')).color") == "rgb(1, 2, 3)")


def test_the_keyboard_is_enough(page: Browsed) -> None:
    from selenium.webdriver.common.keys import Keys

    page.driver.switch_to.frame("page")
    element = page.driver.find_element("css selector", "a.figure")
    element.send_keys(Keys.ENTER)
    page.driver.switch_to.default_content()
    assert page.text("#detail").startswith("USD 20 million")
    page.driver.switch_to.frame("page")
    page.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    page.driver.switch_to.default_content()
    assert page.script("return document.getElementById('detail').hidden")
    assert page.script("return page.activeElement.className") == "figure"
    names = page.script(
        "return [...document.querySelectorAll('button, select, iframe')]"
        ".map((one) => one.labels?.[0]?.innerText || one.title || one.innerText)"
    )
    assert {"Page", "PDF", "Brief", "The brief"} <= set(names)


def test_nothing_of_a_brief_or_template_runs_or_is_fetched(tmp_path: Path) -> None:
    folder = copy_project(tmp_path)
    own = folder / "templates/note/main.html"
    own.parent.mkdir(parents=True)
    text = (REPOSITORY / "templates/note/main.html").read_text("utf-8")
    harm = (
        "<script>parent.document.title = 'owned'</script>"
        "<img src=x onerror=\"parent.document.title = 'owned'\"><svg onload=\"parent.document.title = 'owned'\"></svg>"
        "<iframe src='https://example.org/'></iframe><img src='https://example.org/a.png'>"
        "<link rel=stylesheet href='https://example.org/a.css'>"
        "<a id=link href=\"javascript:parent.document.title = 'owned'\">a link</a>"
    )
    own.write_text(text.replace("</body>", harm + "</body>"), "utf-8")
    with browsed(folder) as page:
        page.change(BRIEF, lambda text: text.replace("The state takes", "<script>alert(1)</script> The state takes"))
        assert "<script>alert(1)</script> The state takes" in page.page_text()
        page.script("page.getElementById('link').click()")
        assert page.driver.title == "wigs – preview"
        asked = page.script(
            "return [window, document.getElementById('page').contentWindow].flatMap((one) => "
            "one.performance.getEntriesByType('resource').map((entry) => new URL(entry.name).host))"
        )
        assert {host for host in asked if host and not host.startswith("127.0.0.1:")} <= {"example.org"}
        refused = [
            line["message"] for line in page.driver.get_log("browser") if "Content Security Policy" in line["message"]
        ]
        assert any("script" in line for line in refused)
        assert page.script("return page.querySelectorAll('iframe')[0].contentDocument?.body.innerText ?? ''") == ""


def test_a_preview_that_ends_says_so(page: Browsed) -> None:
    page.process.terminate()
    page.process.wait(30)
    page.until(lambda: page.text("#banner").startswith("briefkit is not running"))
    assert page.script("return document.getElementById('page').classList.contains('old')")


@pytest.fixture
def report(tmp_path: Path) -> Iterator[Browsed]:
    """A report of some twenty pages."""
    for name in ("briefs", "seeds"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    with browsed(tmp_path, "labor_for_export") as opened:
        yield opened


def test_a_report_looks_like_its_pages(report: Browsed) -> None:
    sheets = report.script(
        "return [...page.querySelectorAll('.bk-sheet')].map((one) => one.getBoundingClientRect().width)"
    )
    assert set(sheets) == {816}
    assert len(sheets) == 7  # cover, title, copyright, contents, summary, body, appendices
    faces = report.script("return [...page.fonts].filter((one) => one.status === 'loaded').map((one) => one.family)")
    assert {"Briefkit Serif", "Briefkit Sans", "Briefkit Display"} <= {face.strip('"') for face in faces}
    cover = report.script("return getComputedStyle(page.querySelector('.bk-sheet')).padding")
    assert cover == "0px"
    calls = report.script("return [...page.querySelectorAll('.bk-call')].map((one) => one.innerText)")
    notes = report.script("return [...page.querySelectorAll('.bk-note .bk-marker')].map((one) => one.innerText)")
    assert calls == notes == [str(number + 1) for number in range(len(calls))]
    assert report.script("return page.querySelectorAll('.note').length") == 0
    assert report.script("return page.querySelectorAll('svg.bk-drawing').length") == 5
    report.click_on_page(".bk-call a")
    assert report.text("#detail-head") == "Note 1"
    report.click_on_page("#drawing-4 .caption")
    assert report.text("#detail-head") == "Figure 4."
    report.script("document.querySelector('#detail li button').click()")
    assert "Quote" in report.text("#detail")


def test_what_is_read_stays_in_view(report: Browsed) -> None:
    path = "briefs/labor_for_export.yaml"
    report.script("page.getElementById('drawing-4').scrollIntoView()")
    where = "return page.getElementById('drawing-4').getBoundingClientRect().top"
    before = report.script(where)
    more = "Part of what\n\n  " + "One more sentence that stands above. " * 30 + "\n\n  Part of what"
    report.change(path, lambda text: text.replace("Part of what", more, 1))
    assert abs(report.script(where) - before) < 2


def test_the_pdf_is_shown_when_it_is_asked_for(page: Browsed) -> None:
    page.script("document.getElementById('view-pdf').click()")
    page.until(lambda: not page.script("return document.getElementById('pdf').hidden"))
    assert page.script("return document.getElementById('pdf').getAttribute('src')").startswith("pdf/wigs")
    page.change(BRIEF, lambda text: text.replace("The state takes", "The state keeps"))
    assert page.text("#banner") == "The text has changed since this PDF was set. Set it anew"
    page.script("document.getElementById('view-page').click()")
    assert page.text("#banner") == ""
    page.change(BRIEF, lambda text: text.replace("The state keeps", "All 4 states keep"))
    page.script("document.getElementById('view-pdf').click()")
    page.until(lambda: page.text("#banner") == "The PDF was not set: findings stop this brief.")
