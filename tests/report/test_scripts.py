"""Korean, Chinese and Japanese are told apart in a text, and marked out in a document."""

from __future__ import annotations

import pytest

from briefkit.report.scripts import characters, language_runs, mark_languages
from briefkit.report.templates import MarkedHtml

# the language of the text, the text, its runs
RUNS = [
    ("en", "It is 99 percent.", []),
    ("en", "The paper 가람통신 says", [("가람통신", "ko")]),
    ("en", "“해린 지구, 가발 공장” (2022)", [("해린 지구, 가발 공장", "ko")]),
    ("en", "in 해린 지구 2022년 9월", [("해린 지구 2022년 9월", "ko")]),
    ("en", "カラム通信 says", [("カラム通信", "ja")]),
    # Chinese characters alone: simplified, traditional, Japanese, by whose standard has them all
    ("en", "the 青柳海关 reports", [("青柳海关", "zh")]),
    ("en", "the 青柳海關 reports", [("青柳海關", "zh-Hant")]),
    ("en", "the 直轄市 of", [("直轄市", "zh-Hant")]),
    ("en", "the 気象庁 says", [("気象庁", "ja")]),
    # In a text of one of the languages they are its own, where it has them
    ("ko", "평양직할시(平壤直轄市)", [("평양직할시(平壤直轄市", "ko")]),
    ("ko", "가발은 假发이다", [("가발은", "ko"), ("假发", "zh"), ("이다", "ko")]),
    ("ko", "중국어로 ‘假发’", [("중국어로", "ko"), ("假发", "zh")]),
    ("ja", "直轄市", [("直轄市", "ja")]),
    ("zh-TW", "直轄市", [("直轄市", "zh-Hant")]),
    ("zh", "직 “가람통신” 说", [("직", "ko"), ("가람통신", "ko"), ("说", "zh")]),
    # Words in Latin letters keep their quotation marks in a Chinese text
    ("zh", "据“Daily NK”报道", [("据", "zh"), ("报道", "zh"), ("“Daily NK”", "en")]),
]


@pytest.mark.parametrize(("language", "text", "runs"), RUNS)
def test_a_text_has_runs(language: str, text: str, runs: list[tuple[str, str]]) -> None:
    assert [(text[run.start : run.end], run.language) for run in language_runs(text, language)] == runs


PAGE = '<html lang="{}"><head><title>가발</title></head><body>{}</body></html>'

# the language of the document, its body, the body with its languages marked
BODIES = [
    ("en", "<p>The 가발 공장</p>", '<p>The <span lang="ko">가발 공장</span></p>'),
    ("ko", "<p>가발 공장</p>", "<p>가발 공장</p>"),
    ("ko", "<p>‘假发’</p>", '<p>‘<span lang="zh">假发</span>’</p>'),
    ("zh", "<p>假发和가발</p>", '<p>假发和<span lang="ko">가발</span></p>'),
    ("en", '<p lang="ko">가발</p>', '<p lang="ko">가발</p>'),
    ("en", '<p data-title="가발 &amp; 1">a &lt; 假发 &#8212; b<br/></p>',
     '<p data-title="가발 &amp; 1">a &lt; <span lang="zh">假发</span> &#8212; b<br/></p>'),
    ("en", "<svg><text>가발</text></svg><!-- 가발 -->", "<svg><text>가발</text></svg><!-- 가발 -->"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "body", "marked"), BODIES)
def test_a_document_has_its_languages_marked(language: str, body: str, marked: str) -> None:
    html = MarkedHtml(PAGE.format(language, body), "\U000f0000", "\U00100000")
    assert mark_languages(html).text == PAGE.format(language, marked)


def test_the_marks_of_a_document_stay_and_stand_in_no_language() -> None:
    text = PAGE.format("\U000f0000ko\U00100000", "<p>\U000f0000가발\U00100000 假发</p>")
    marked = mark_languages(MarkedHtml(text, "\U000f0000", "\U00100000")).text
    assert marked == text.replace("假发", '<span lang="zh">假发</span>')


def test_a_document_without_such_text_is_left_as_it_is() -> None:
    html = MarkedHtml(PAGE.replace("가발", "Wigs").format("en", "<p>Wigs"), "\U000f0000", "\U00100000")
    assert mark_languages(html) is html


def test_characters_are_collected_by_the_language_they_are_set_in() -> None:
    body = '<h2 data-title="수출">a</h2><p lang="zh">“直”，<span lang="ko">직</span></p><svg><text>直轄</text></svg>'
    found = characters(f'<html lang="en"><body>{body}</body></html>')
    assert {language: "".join(sorted(chars)) for language, chars in found.items()} == {
        "ko": "수직출",
        "zh": "“”直，",
        "zh-Hant": "直轄",
    }
    assert characters('<html lang="en"><p>Wigs') == {}
