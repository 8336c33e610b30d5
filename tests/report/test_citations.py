"""What citations look like: records and clusters on one side, the printed notes and bibliography on the other."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markupsafe import Markup

from briefkit.evidence import csl
from briefkit.findings import Problem, Span
from briefkit.report import citations
from briefkit.report.citations import CiteItem, Cluster, Record, format_citations, style_names

# The article prints no author. Its headline, translator and editor are at its foot.
DAILYNK = {
    "type": "article-newspaper",
    "title": "N. Korea is using prisoners to earn foreign currency",
    "title-short": "N. Korea is using prisoners",
    "container-title": "Daily NK",
    "translator": [{"family": "Black", "given": "David"}],
    "editor": [{"family": "Lauler", "given": "Robert"}],
    "issued": "2023",
}
GULAG = {
    "type": "report",
    "title": "Gulag, Inc.: The Use of Forced Labor in North Korea's Export Industries",
    "author": [{"literal": "Kim Kwang-jin"}],
    "publisher": "Committee for Human Rights in North Korea",
    "publisher-place": "Washington, DC",
    "issued": "2016-05",
    "URL": "https://www.hrnk.org/KKJ_Gulag.pdf",
}
UNSIGNED = {
    "type": "article-newspaper",
    "title": "Prisoners make wigs for export",
    "container-title": "Daily NK",
    "issued": "2023-05-31",
    "URL": "https://www.dailynk.com/wigs/",
}
TRANSLATED = {
    "type": "article-newspaper",
    "title": "Prisoners make wigs for export",
    "container-title": "Daily NK",
    "translator": [{"family": "Black", "given": "David"}, {"family": "Lauler", "given": "Robert"}],
    "issued": "2023-05-31",
}
BOOK = {
    "type": "book",
    "title": "Nothing to Envy: Ordinary Lives in North Korea",
    "author": [{"family": "Demick", "given": "Barbara"}],
    "publisher": "Spiegel & Grau",
    "publisher-place": "New York",
    "issued": "2009",
}
WEBPAGE = {
    "type": "webpage",
    "title": "Forced labour",
    "author": [{"literal": "International Labour Organization"}],
    "accessed": "2023-07-01",
    "URL": "https://www.ilo.org/topics/forced-labour",
}
ARTICLE = {
    "type": "article-journal",
    "title": "Reform from below: Behavioral and institutional change in North Korea",
    "author": [{"family": "Haggard", "given": "Stephan"}, {"family": "Noland", "given": "Marcus"}],
    "container-title": "Journal of Economic Behavior & Organization",
    "volume": "73",
    "issue": "2",
    "page": "133-152",
    "issued": "2010-02",
    "DOI": "10.1016/j.jebo.2009.09.003",
}
RECORDS: dict[str, Record] = {
    "dailynk": DAILYNK,
    "gulag_inc": GULAG,
    "unsigned": UNSIGNED,
    "translated": TRANSLATED,
    "book": BOOK,
    "webpage": WEBPAGE,
    "article": ARTICLE,
}


def cluster(*items: CiteItem | str) -> Cluster:
    return Cluster(items=tuple(CiteItem(source=item) if isinstance(item, str) else item for item in items))


def link(address: str) -> str:
    return f'<a href="{address}">{address}</a>'


def unbroken(texts: Iterable[str]) -> list[str]:
    return [text.replace("<wbr>", "") for text in texts]


def noted(
    record: Record, item: CiteItem | None = None, style: str = "chicago-notes-bibliography", language: str = "en"
) -> str:
    """The first note of one source."""
    outcome = format_citations({"a": record}, [cluster(item or "a")], style, language)
    assert outcome.findings == ()
    return unbroken(outcome.value.clusters)[0]


# Source, its first note (with page 12), its second note (with pages 13-14), its short form, its entry.
CHICAGO = {
    "dailynk": (
        "Robert Lauler, ed., “N. Korea Is Using Prisoners to Earn Foreign Currency,” <em>Daily NK</em>, 2023, 12.",
        "Lauler, “N. Korea Is Using Prisoners,” 13–14.",
        "Lauler, “N. Korea Is Using Prisoners.”",
        "Lauler, Robert, ed. “N. Korea Is Using Prisoners to Earn Foreign Currency.” <em>Daily NK</em>, 2023.",
    ),
    "gulag_inc": (
        "Kim Kwang-jin, <em>Gulag, Inc.: The Use of Forced Labor in North Korea’s Export Industries</em> (Committee "
        "for Human Rights in North Korea, 2016), 12, " + link("https://www.hrnk.org/KKJ_Gulag.pdf") + ".",
        "Kim Kwang-jin, <em>Gulag, Inc.</em>, 13–14.",
        "Kim Kwang-jin, <em>Gulag, Inc.</em>",
        "Kim Kwang-jin. <em>Gulag, Inc.: The Use of Forced Labor in North Korea’s Export Industries</em>. Committee "
        "for Human Rights in North Korea, 2016. " + link("https://www.hrnk.org/KKJ_Gulag.pdf") + ".",
    ),
    "unsigned": (
        "“Prisoners Make Wigs for Export,” <em>Daily NK</em>, May 31, 2023, 12, "
        + link("https://www.dailynk.com/wigs/")
        + ".",
        "<em>Daily NK</em>, “Prisoners Make Wigs for Export,” 13–14.",
        "<em>Daily NK</em>, “Prisoners Make Wigs for Export.”",
        "<em>Daily NK</em>. “Prisoners Make Wigs for Export.” May 31, 2023. "
        + link("https://www.dailynk.com/wigs/")
        + ".",
    ),
    "translated": (
        "David Black and Robert Lauler, trans., “Prisoners Make Wigs for Export,” <em>Daily NK</em>, May 31, 2023, 12.",
        "Black and Lauler, “Prisoners Make Wigs for Export,” 13–14.",
        "Black and Lauler, “Prisoners Make Wigs for Export.”",
        "Black, David, and Robert Lauler, trans. “Prisoners Make Wigs for Export.” <em>Daily NK</em>, May 31, 2023.",
    ),
    "book": (
        "Barbara Demick, <em>Nothing to Envy: Ordinary Lives in North Korea</em> (Spiegel &amp; Grau, 2009), 12.",
        "Demick, <em>Nothing to Envy</em>, 13–14.",
        "Demick, <em>Nothing to Envy</em>.",
        "Demick, Barbara. <em>Nothing to Envy: Ordinary Lives in North Korea</em>. Spiegel &amp; Grau, 2009.",
    ),
    "webpage": (
        "International Labour Organization, “Forced Labour,” 12, accessed July 1, 2023, "
        + link("https://www.ilo.org/topics/forced-labour")
        + ".",
        "International Labour Organization, “Forced Labour,” 13–14.",
        "International Labour Organization, “Forced Labour.”",
        "International Labour Organization. “Forced Labour.” Accessed July 1, 2023. "
        + link("https://www.ilo.org/topics/forced-labour")
        + ".",
    ),
    "article": (
        "Stephan Haggard and Marcus Noland, “Reform from Below: Behavioral and Institutional Change in North Korea,” "
        "<em>Journal of Economic Behavior &amp; Organization</em> 73, no. 2 (2010): 12, "
        + link("https://doi.org/10.1016/j.jebo.2009.09.003")
        + ".",
        "Haggard and Noland, “Reform from Below,” 13–14.",
        "Haggard and Noland, “Reform from Below.”",
        "Haggard, Stephan, and Marcus Noland. “Reform from Below: Behavioral and Institutional Change in North Korea.” "
        "<em>Journal of Economic Behavior &amp; Organization</em> 73, no. 2 (2010): 133–52. "
        + link("https://doi.org/10.1016/j.jebo.2009.09.003")
        + ".",
    ),
}


@pytest.mark.parametrize("source", CHICAGO)
def test_chicago_gives_a_full_note_then_a_short_one_and_an_entry(source: str) -> None:
    twice = [cluster(CiteItem(source=source, locator="12")), cluster(CiteItem(source=source, locator="13-14"))]
    outcome = format_citations({source: RECORDS[source]}, twice)
    assert outcome.findings == ()
    value = outcome.value
    assert unbroken([*value.clusters, value.short[source], *value.bibliography]) == list(CHICAGO[source])


def test_a_brief_has_its_notes_in_the_order_given_and_its_bibliography_in_the_order_of_the_style() -> None:
    records = {key: RECORDS[key] for key in ("gulag_inc", "book", "article")}
    value = format_citations(
        records,
        [
            cluster(CiteItem(source="book", locator="3", label="chapter"), "article"),
            cluster("article"),
            cluster("article"),
            cluster(CiteItem(source="article", locator="140"), "book"),
        ],
    ).value
    assert unbroken(value.clusters) == [
        "Barbara Demick, <em>Nothing to Envy: Ordinary Lives in North Korea</em> (Spiegel &amp; Grau, 2009), chap. 3; "
        "Stephan Haggard and Marcus Noland, “Reform from Below: Behavioral and Institutional Change in North Korea,” "
        "<em>Journal of Economic Behavior &amp; Organization</em> 73, no. 2 (2010): 133–52, "
        + link("https://doi.org/10.1016/j.jebo.2009.09.003")
        + ".",
        "Haggard and Noland, “Reform from Below.”",
        "Haggard and Noland, “Reform from Below.”",
        "Haggard and Noland, “Reform from Below,” 140; Demick, <em>Nothing to Envy</em>.",
    ]
    assert unbroken(value.short.values()) == [CHICAGO[key][2] for key in records]
    assert unbroken(value.bibliography) == [CHICAGO[key][3] for key in ("book", "article", "gulag_inc")]


def test_a_source_that_no_note_cites_is_in_the_bibliography_and_has_a_short_form() -> None:
    value = format_citations({"book": BOOK}, []).value
    assert (value.clusters, value.short["book"]) == ((), CHICAGO["book"][2])
    assert value.bibliography == (CHICAGO["book"][3],)


def test_a_brief_without_sources_has_no_citations() -> None:
    outcome = format_citations({}, [])
    assert (outcome.value.clusters, outcome.value.bibliography, outcome.findings) == ((), (), ())


# An author-date style may put the sources of a bracket in an order of its own.
STYLES = {
    "apa": ("(Demick, 2009; Kim Kwang-jin, 2016, p. 12)", "(Kim Kwang-jin, 2016)"),
    "chicago-author-date": ("(Kim Kwang-jin 2016, 12; Demick 2009)", "(Kim Kwang-jin 2016)"),
    "ieee": ("[1, p. 12], [2]", "[1]"),
    "nature": ("<sup>1,2</sup>", "<sup>1</sup>"),
    # Styles that only point to another one: to springer-basic-author-date and to nature.
    "3-biotech": ("(Demick 2009; Kim Kwang-jin 2016, p. 12)", "(Kim Kwang-jin 2016)"),
    "nature-physics": ("<sup>1,2</sup>", "<sup>1</sup>"),
}


@pytest.mark.parametrize("style", STYLES)
def test_any_style_works_by_its_name(style: str) -> None:
    records = {"gulag_inc": GULAG, "book": BOOK}
    outcome = format_citations(records, [cluster(CiteItem(source="gulag_inc", locator="12"), "book")], style)
    assert outcome.findings == ()
    assert (outcome.value.clusters[0], outcome.value.short["gulag_inc"]) == STYLES[style]
    assert len(outcome.value.bibliography) == 2


def test_the_17th_edition_names_the_place() -> None:
    note = noted(BOOK, style="chicago-notes-bibliography-17th-edition")
    assert note.endswith("(New York: Spiegel &amp; Grau, 2009).")


def test_the_entries_of_a_numbered_style_keep_number_and_text_apart() -> None:
    (entry,) = format_citations({"book": BOOK}, [cluster("book")], "ieee").value.bibliography
    assert entry == (
        '<span class="csl-left-margin">[1] </span><span class="csl-right-inline">B. Demick, <em>Nothing to Envy: '
        "Ordinary Lives in North Korea</em>. New York: Spiegel &amp; Grau, 2009.</span>"
    )


def test_a_style_without_bibliography_gives_none() -> None:
    outcome = format_citations({"book": BOOK}, [cluster("book")], "chicago-notes")
    assert (outcome.value.bibliography, outcome.findings) == ((), ())


def test_a_short_form_is_never_ibid() -> None:
    value = format_citations({"book": BOOK}, [], "chicago-notes-bibliography-subsequent-ibid").value
    assert value.short["book"] == "Demick, <em>Nothing to Envy</em>."


LANGUAGES = {
    "en": "(Demick, 2009, pp. 3–4)",
    "en-GB": "(Demick, 2009, pp. 3–4)",
    "de": "(Demick, 2009, S. 3–4)",
    "ko": "(Demick, 2009, pp 3–4)",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_locator_is_understood_in_every_language(language: str) -> None:
    item = CiteItem(source="a", locator="3-4")
    assert noted(BOOK, item, "apa", language=language) == LANGUAGES[language]


def test_titles_take_capitals_in_english_only() -> None:
    assert "“Prisoners Make Wigs for Export,”" in noted(UNSIGNED)
    assert "„Prisoners make wigs for export“," in noted(UNSIGNED, language="de")


@pytest.mark.parametrize("label", sorted(csl.LOCATOR_LABELS))
def test_every_label_has_a_word_in_the_style(label: str) -> None:
    note = noted(BOOK, CiteItem(source="a", locator="3", label=label), "apa")
    assert re.fullmatch(r"\(Demick, 2009, [A-Z]?[a-z .]+3\)", note)


PLACES = {
    "a page": (CiteItem(source="a", locator="12"), "(Demick, 2009, p. 12)"),
    "pages": (CiteItem(source="a", locator="12-14, 18"), "(Demick, 2009, pp. 12–14, 18)"),
    "Roman pages": (CiteItem(source="a", locator="iv-vi"), "(Demick, 2009, pp. iv–vi)"),
    "a section": (CiteItem(source="a", locator="2.1", label="section"), "(Demick, 2009, Section 2.1)"),
    "a prefix": (CiteItem(source="a", prefix="see"), "(see Demick, 2009)"),
    "a suffix": (CiteItem(source="a", locator="12", suffix="with a map"), "(Demick, 2009, p. 12, with a map)"),
    "a suffix alone": (CiteItem(source="a", suffix="with a map"), "(Demick, 2009, with a map)"),
    "a suffix in brackets": (
        CiteItem(source="a", locator="12", suffix="(my italics)"),
        "(Demick, 2009, p. 12 (my italics))",
    ),
    "brackets alone": (CiteItem(source="a", suffix="(my italics)"), "(Demick, 2009 (my italics))"),
    "a suffix with its own mark": (
        CiteItem(source="a", locator="12", suffix="; my italics"),
        "(Demick, 2009, p. 12; my italics)",
    ),
    "a suffix that begins with a number": (CiteItem(source="a", suffix="12 maps"), "(Demick, 2009, 12 maps)"),
    "a suffix with markup": (CiteItem(source="a", suffix="<b>*x*</b>"), "(Demick, 2009 &lt;b&gt;*x*&lt;/b&gt;)"),
}


@pytest.mark.parametrize("name", PLACES)
def test_places_and_words_beside_them(name: str) -> None:
    item, printed = PLACES[name]
    assert noted(BOOK, item, "apa") == printed


# A title as the record has it, and as a note prints it.
TITLES = {
    "a script": ("<script>alert(1)</script>", "&lt;Script&gt;alert(1)&lt;/Script&gt;"),
    "an image": ("<img src=x onerror=y>", "&lt;Img Src=x Onerror=y&gt;"),
    "an entity": ("AT&amp;T &lt;b&gt;", "AT&amp;amp;T &amp;Lt;b&amp;gt;"),
    "signs": ("Less < more & more", "Less &lt; More &amp; More"),
    "Markdown": ("*Wigs* [@book] `x` $y$ \\emph{z}", "*Wigs* [@Book] `x` $y$ \\Emph{z}"),
    "an expression": ("{{ dailynk.wig_price }}", "{{ Dailynk.wig_price }}"),
    "emphasis": ("On <i>juche</i>", "On <em>Juche</em>"),
    "raised and lowered": ("CO<sub>2</sub> and m<sup>2</sup>", "CO<sub>2</sub> and m<sup>2</sup>"),
    "small capitals": ("Made in <sc>dprk</sc>", 'Made in <span class="smallcaps">dprk</span>'),
    "kept capitals": ('Made in <span class="nocase">dprk</span>', "Made in dprk"),
    "markup left open": ("<i>Wigs", "&lt;I&gt;Wigs"),
    "quotation marks": ('The "labor" trade', "The “Labor” Trade"),
    "an apostrophe": ("Korea's 1990's", "Korea’s 1990’s"),
    "line breaks": ("Wigs\n  and hair", "Wigs and Hair"),
    "hyphens": ("Wigs -- and hair", "Wigs -- and Hair"),
    "Korean": ("감옥의 가발", "감옥의 가발"),
}


@pytest.mark.parametrize("name", TITLES)
def test_a_title_is_text(name: str) -> None:
    title, printed = TITLES[name]
    assert noted({"type": "book", "title": title, "issued": "2009"}) == f"<em>{printed}</em> (2009)."


class Tags(HTMLParser):
    """The tags of some HTML, each with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(name for name, _ in attrs)))


HOSTILE = (
    "<script>x</script> <a href='javascript:x' onclick=\"x\">y</a> & \" ' {=html} `<b>`{=html} <!-- x --> <i>z</i>"
)


@pytest.mark.parametrize("style", ["chicago-notes-bibliography", "apa", "nature", "oscola"])
def test_no_field_of_a_record_becomes_markup(style: str) -> None:
    fields = csl.STANDARD_VARIABLES - csl.NUMBER_VARIABLES
    record: dict[str, object] = dict.fromkeys(fields, HOSTILE)
    record |= {name: [{"family": HOSTILE, "given": HOSTILE}] for name in csl.NAME_VARIABLES}
    for kind in ("report", "article-newspaper", "webpage", "personal_communication"):
        item = CiteItem(source="a", locator=HOSTILE, prefix=HOSTILE, suffix=HOSTILE)
        value = format_citations({"a": record | {"type": kind}}, [cluster(item)], style).value
        tags = Tags("".join([*value.clusters, *value.short.values(), *value.bibliography])).found
        assert {tag for tag, _ in tags} <= {"em", "strong", "sup", "sub", "span", "wbr"}
        assert {attribute for _, attributes in tags for attribute in attributes} <= {"class"}


# A URL as the record has it, and as the note prints it.
URLS = {
    "web": ("https://a.org/b", '<a href="https://a.org/b">https://a.org/b</a>'),
    "in capitals": ("HTTPS://A.org", '<a href="HTTPS://A.org">HTTPS://A.org</a>'),
    "no scheme": ("www.a.org", '<a href="https://www.a.org">www.a.org</a>'),
    "a query": ("https://a.org/?b=1&c=2", '<a href="https://a.org/?b=1&amp;c=2">https://a.org/?b=1&amp;c=2</a>'),
    "an apostrophe": ("https://a.org/b'c", '<a href="https://a.org/b&#39;c">https://a.org/b&#39;c</a>'),
    "a program": ("javascript:alert(1)", "javascript:alert(1)"),
    "another scheme": ("ftp://a.org/b", "ftp://a.org/b"),
    "an attribute": ('https://a.org/" onclick="b', "https://a.org/&#34; onclick=&#34;b"),
    "an angle bracket": ("https://a.org/<b>", "https://a.org/&lt;b&gt;"),
}


@pytest.mark.parametrize("name", URLS)
def test_only_a_whole_web_address_is_a_link(name: str) -> None:
    address, printed = URLS[name]
    assert noted({"type": "webpage", "title": "Wigs", "URL": address}) == f"“Wigs,” {printed}."


def test_an_address_breaks_after_its_double_slash_and_before_other_marks() -> None:
    record = {"type": "webpage", "title": "Wigs", "URL": "https://a.org/b-c/d_e.pdf?f=1&g='h'#i/"}
    note = format_citations({"a": record}, [cluster("a")]).value.clusters[0]
    shown = note.partition('">')[2].partition("</a>")[0]
    assert shown.replace("<wbr>", "|") == "https://|a|.org|/b|-c|/d|_e|.pdf|?f|=1|&amp;g|=&#39;h&#39;|#i/"


# EDTF, CSL, and the date as Chicago prints it.
DATES: dict[str, tuple[dict[str, object], str]] = {
    "2023": ({"date-parts": [[2023]]}, "2023"),
    "2023-05": ({"date-parts": [[2023, 5]]}, "May 2023"),
    "2023-05-31": ({"date-parts": [[2023, 5, 31]]}, "May 31, 2023"),
    "2024-02-29": ({"date-parts": [[2024, 2, 29]]}, "February 29, 2024"),
    "2023-05-31T12:30:00Z": ({"date-parts": [[2023, 5, 31]]}, "May 31, 2023"),
    "2023~": ({"date-parts": [[2023]], "circa": True}, "[2023?]"),
    "2023?": ({"date-parts": [[2023]], "circa": True}, "[2023?]"),
    "2023-05%": ({"date-parts": [[2023, 5]], "circa": True}, "[May 2023?]"),
    "2019/2021": ({"date-parts": [[2019], [2021]]}, "2019–2021"),
    "2019-05/2021-06": ({"date-parts": [[2019, 5], [2021, 6]]}, "May 2019–June 2021"),
    "2019-05-01/2019-05-07": ({"date-parts": [[2019, 5, 1], [2019, 5, 7]]}, "May 1–7, 2019"),
    "2019~/2021": ({"date-parts": [[2019], [2021]], "circa": True}, "[2019–2021?]"),
    "2019/..": ({"date-parts": [[2019], [0]]}, "2019–"),
    "2019/": ({"date-parts": [[2019], [0]]}, "2019–"),
    "199X": ({"date-parts": [[1990], [1999]]}, "1990–1999"),
    "19XX": ({"date-parts": [[1900], [1999]]}, "1900–1999"),
    "2023-XX": ({"date-parts": [[2023]]}, "2023"),
    "2023-05-XX": ({"date-parts": [[2023, 5]]}, "May 2023"),
    "2023-22": ({"date-parts": [[2023]], "season": 2}, "Summer 2023"),
    "-0100": ({"date-parts": [[-100]]}, "100 BC"),
    " 2023 ": ({"date-parts": [[2023]]}, "2023"),
}


@pytest.mark.parametrize("text", DATES)
def test_a_date_in_edtf_is_read(text: str) -> None:
    assert csl.decode_date(text) == DATES[text][0]


@pytest.mark.parametrize("text", DATES)
def test_a_date_in_edtf_is_printed(text: str) -> None:
    record = {"type": "article-newspaper", "title": "Wigs", "container-title": "Daily NK", "issued": text}
    assert noted(record) == f"“Wigs,” <em>Daily NK</em>, {DATES[text][1]}."


@pytest.mark.parametrize(
    "text",
    [
        "", "May 2023", "23", "2023-5", "2023-13", "2023-00", "2023-02-29", "2023-04-31", "2023-22-01", "2023-XX-01",
        "199X-05", "2021/2019", "2019/2019", "2019/2020/2021", "../2021", "/", "2019-21/2019-23", "2023~~",
        "2023-05-31 ago", "[2019,2021]", "２０２３",
    ],
)  # fmt: skip
def test_a_date_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Problem) as caught:
        csl.decode_date(text)
    assert (caught.value.code.code, caught.value.start, caught.value.end) == ("BK605", 0, len(text))


PERSONS = {
    "family and given": ([{"family": "Demick", "given": "Barbara"}], "Barbara Demick"),
    "a literal": ([{"literal": "Kim Kwang-jin"}], "Kim Kwang-jin"),
    "an institution": ([{"literal": "Ministry of State Security"}], "Ministry of State Security"),
    "a suffix": ([{"family": "King", "given": "Martin Luther", "suffix": "Jr."}], "Martin Luther King Jr."),
    "a particle": ([{"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}], "Vincent van Gogh"),
    "hyphens and initials": ([{"family": "Kim", "given": "Kwang-jin J."}], "Kwang-jin J. Kim"),
}


@pytest.mark.parametrize("name", PERSONS)
def test_names_stand_as_the_record_gives_them(name: str) -> None:
    people, printed = PERSONS[name]
    record: dict[str, object] = {"type": "book", "title": "Wigs", "author": people, "issued": "2009"}
    assert noted(record) == f"{printed}, <em>Wigs</em> (2009)."


@pytest.mark.parametrize(
    "note", ["issued: 1999", "Title: Another", "type: book\nURL: https://a.org", "{:issued: 1999}"]
)
def test_a_note_in_the_record_changes_nothing(note: str) -> None:
    assert noted({**DAILYNK, "note": note}, CiteItem(source="a", locator="12")) == CHICAGO["dailynk"][0]


# What goes wrong, and what is said of it.

SPAN = Span("briefs/wigs.yaml", 6, 7, 6, 20)
SEED = Span("seeds/a.yaml", 1, 1, 2, 1)


def findings(record: Record, item: CiteItem | None = None, style: str = "apa") -> list[tuple[str, Span, str, str]]:
    outcome = format_citations({"a": record}, [cluster(item or "a")], style, span=SPAN, spans={"a": SEED})
    assert outcome.value.clusters == (Markup(),)
    return [(found.code, found.span, found.message, found.hint) for found in outcome.findings]


def test_an_unknown_style_gets_its_nearest_names() -> None:
    assert findings(BOOK, style="chicago-notes-bibliografy") == [
        (
            "BK601",
            SPAN,
            'no citation style is called "chicago-notes-bibliografy"; expected the name of a CSL style, as '
            '"chicago-notes-bibliography"',
            "did you mean chicago-notes-bibliography or chicago-notes-bibliography-fr or "
            "chicago-notes-bibliography-no-url?",
        )
    ]


@pytest.mark.parametrize("style", ["", "../apa", "dependent/3-biotech", "apa.csl", "APA\n", "https://a.org/apa", "."])
def test_a_style_is_a_name_and_no_path(style: str) -> None:
    assert [code for code, *_ in findings(BOOK, style=style)] == ["BK601"]


def test_a_date_that_cannot_be_read_is_reported_where_the_record_stands() -> None:
    assert findings({**BOOK, "issued": "May 2009", "accessed": "2009-02-30"})[0][:2] == ("BK605", SEED)
    assert {message.split('"')[1] for _, _, message, _ in findings({**BOOK, "issued": "May 2009"})} == {"May 2009"}


def test_an_unknown_label_is_reported() -> None:
    ((code, span, message, hint),) = findings(BOOK, CiteItem(source="a", locator="12", label="pages"))
    assert (code, span, hint) == ("BK606", SPAN, "did you mean page?")
    assert message.startswith(
        '"pages" is no kind of place in a source that a citation style can name; expected one of book,'
    )


@pytest.mark.parametrize(
    "record",
    [
        {"type": "webpage"},
        {"type": "webpage", "issued": "2023", "publisher": "", "title": ""},
        {"type": "book", "author": [], "issued": "2009"},
    ],
)
def test_a_record_that_says_nothing_is_reported(record: Record) -> None:
    ((code, span, message, _),) = findings(record)
    assert (code, span) == ("BK604", SEED)
    assert message == "a would print without a name or a title; expected at least a title"


def test_a_record_that_prints_as_nothing_is_reported() -> None:
    outcome = format_citations({"a": {"type": "book", "title": "…"}}, [cluster("a")], "modern-language-association")
    assert [found.code for found in outcome.findings] == ["BK604"]


def test_a_record_that_pandoc_cannot_read_is_reported() -> None:
    ((code, span, message, _),) = findings({**BOOK, "title": ["Nothing to Envy"]})
    assert (code, span) == ("BK603", SPAN)
    assert message.startswith("pandoc could not write the notes in the style apa: Error reading bibliography file")


def test_a_citation_of_no_record_is_reported() -> None:
    outcome = format_citations({}, [cluster("a")])
    assert [(found.code, "a not found" in found.message) for found in outcome.findings] == [("BK603", True)]


def test_all_that_is_wrong_is_reported_at_once() -> None:
    item = CiteItem(source="a", locator="12", label="pg")
    codes = [code for code, *_ in findings({"type": "book", "issued": "never"}, item, style="ap")]
    assert codes == ["BK604", "BK606", "BK605", "BK601"]


def test_a_missing_pandoc_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citations, "pandoc_path", lambda: None)
    assert [(code, hint) for code, _, _, hint in findings(BOOK)] == [("BK602", "run briefkit doctor")]


@pytest.mark.skipif(os.name != "posix", reason="stands a shell script in pandoc's place")
@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("sleep 20", "it took more than 0 seconds"),
        ("echo 'no memory' >&2; exit 251", "no memory"),
        ("exit 3", "it ended with exit code 3"),
        ("echo '[WARNING] odd' >&2; echo '{}'", "[WARNING] odd"),
        (
            'echo \'{"blocks": [{"t": "Para", "c": [{"t": "Image"}]}]}\'',
            "it printed a Image, which has no place in a citation",
        ),
        ("echo nonsense", "its answer cannot be read"),
        ("echo '{}'", "its answer cannot be read"),
    ],
)
def test_a_pandoc_that_fails_is_reported(
    script: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pandoc = tmp_path / "pandoc"
    pandoc.write_text(f"#!/bin/sh\nPATH=/bin:/usr/bin\n{script}\n")
    pandoc.chmod(0o755)
    monkeypatch.setattr(citations, "pandoc_path", lambda: pandoc)
    monkeypatch.setattr(citations, "TIME_LIMIT", 0.3)
    assert findings(BOOK)[0][2] == f"pandoc could not write the notes in the style apa: {reason}"


def test_three_hundred_notes_take_no_longer_than_a_few_seconds() -> None:
    records: dict[str, Record] = {f"k{number}": {**BOOK, "title": f"Book {number}"} for number in range(60)}
    start = time.monotonic()
    outcome = format_citations(records, [cluster(*list(records)[number % 58 :][:3]) for number in range(300)])
    assert (len(outcome.value.clusters), outcome.findings) == (300, ())
    assert time.monotonic() - start < 5


# The vocabulary


def test_the_vocabulary_is_that_of_csl_1_0_2() -> None:
    """Counted in the schema; without the five variables that a processor sets itself, and with two short titles."""
    counts = {
        "types": (csl.TYPES, 45),
        "names": (csl.NAME_VARIABLES, 27),
        "dates": (csl.DATE_VARIABLES, 6),
        "numbers": (csl.NUMBER_VARIABLES, 18 - 3),
        "titles": (csl.TITLE_VARIABLES, 7 + 2),
        "strings": (csl.STRING_VARIABLES, 38 - 2),
    }
    assert {name: len(words) for name, (words, _) in counts.items()} == {
        name: count for name, (_, count) in counts.items()
    }
    assert len(csl.VARIABLES) == sum(count for name, (_, count) in counts.items() if name != "types")
    assert not csl.VARIABLES & {"id", "type", "locator", "citation-number", "citation-label", "year-suffix"}


def test_every_type_prints() -> None:
    records: dict[str, Record] = {kind.replace("-", "_"): {**BOOK, "type": kind} for kind in csl.TYPES}
    outcome = format_citations(records, [])
    assert outcome.findings == ()
    assert all("Nothing to Envy" in short for short in outcome.value.short.values())
    assert all("Nothing to Envy" in entry for entry in outcome.value.bibliography)


def test_what_a_style_cites_in_notes_alone_is_not_in_the_bibliography() -> None:
    outcome = format_citations({"a": {**WEBPAGE, "type": "post"}}, [cluster("a")])
    assert (outcome.value.bibliography, outcome.findings) == ((), ())


def test_the_names_of_all_styles_are_known() -> None:
    names = style_names()
    assert len(names) > 10_000
    assert {"chicago-notes-bibliography", "apa", "3-biotech"} <= set(names)
