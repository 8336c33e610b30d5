"""A brief in Korean and one in Chinese: no finding, what they print, and pages that read back."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from briefkit.project.building import compose_page
from briefkit.project.examination import Examination, examine
from briefkit.project.listing import list_figures
from briefkit.project.setting import Page, set_page
from briefkit.project.workspace import load_workspace

PROJECT = Path(__file__).parent.parent / "projects" / "languages"
BRIEFS = ("haerin", "hewan")

PAGES = {"haerin": 3, "hewan": 2}


@cache
def project() -> Examination:
    return examine(load_workspace(PROJECT))


@cache
def page(brief: str) -> Page:
    made = project()
    outcome = compose_page(made.briefs[brief], made.resources, made.waivers)
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value


def test_they_give_no_finding() -> None:
    assert project().findings == ()
    assert project().blocked == {}


# brief, figure, its texts
PRINTS = [
    ("haerin", "garam.factories", ["공장 27곳"]),
    ("haerin", "garam.workers", ["노동자 3만 명 초과"]),
    ("haerin", "garam.wage", ["매달 약 300위안(43달러)", "매달 약 300위안"]),
    ("haerin", "garam.exports", ["약 2억 3000만 달러"]),
    ("haerin", "garam.deducted", ["20~30%"]),
    ("haerin", "payroll", ["매달 130만 달러"]),
    ("haerin", "garam.rice", ["kg당 북한 돈 5,900원"]),
    ("haerin", "garam.camp_closed", ["수감자 최대 5만 명"]),
    ("haerin", "garam.camp_open", ["수감자 500명 이상"]),
    ("hewan", "hewan.transit", ["300万～450万顶假发"]),
    ("hewan", "hewan.transit_most", ["最多600万顶假发"]),
    ("hewan", "hewan.wage", ["每月约2,000元人民币（280美元）", "每月约2,000元人民币"]),
    ("hewan", "hewan.turnover", ["超过1.2亿元人民币"]),
    ("hewan", "turnover_before", ["超过1.5亿元人民币"]),
    ("hewan", "hewan.market_rate", ["每美元8,240朝元"]),
    ("hewan", "hewan.traders_imports", ["33%"]),
]


@pytest.mark.parametrize(("brief", "figure", "texts"), PRINTS)
def test_a_figure_prints_in_the_language_of_its_brief(brief: str, figure: str, texts: list[str]) -> None:
    printed = [one.text for one in list_figures(project().briefs[brief]) if one.name == figure]
    assert printed == texts


WORDS = [
    ("haerin", ("2023년 4월 3일", "2022년 1~6월", "수치 근거 목록", "옮긴이", "1달러당 6.962위안")),
    ("hewan", ("2023年4月3日", "数据依据表", "译者", "1美元兑7.194元人民币", '<span lang="ko">가람통신</span>')),
]


@pytest.mark.parametrize(("brief", "words"), WORDS)
def test_dates_fixed_words_and_rates_are_in_the_language(brief: str, words: tuple[str, ...]) -> None:
    html = page(brief).html.plain
    assert [word for word in words if word not in html] == []


@pytest.mark.parametrize("brief", BRIEFS)
def test_the_pages_read_back(brief: str) -> None:
    outcome = set_page(page(brief), project().resources.styles)
    assert outcome.findings == ()
    assert outcome.value is not None
    assert outcome.value.pages == PAGES[brief]
