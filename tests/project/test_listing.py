"""What a project prints, listed: each figure once, with what it rests on."""

from __future__ import annotations

from briefkit.project.listing import list_figures
from samples import Project, wigs

BRIEF = """\
figures:
  take: {is: dailynk.share * dailynk.exports, as: USD}
  unused: {is: dailynk.state}
summary: |
  Inmates make {{ dailynk.share }}, worth {{ take }}. Again {{ dailynk.share }}. It is {{ dailynk.share * 2 }}.
  A wig brings {{ dailynk.wig_price | both("USD") }}. A wig brings {{ dailynk.wig_price }}. By {{ dailynk.makers }}.
sections:
  - title: One
    content:
      - table: {title: T, columns: [A], rows: [["{{ dailynk.share }}"], ["{{ take }}"]]}
"""


def project() -> Project:
    made = wigs(BRIEF)
    assert [one for one in made.findings if one.stops] == []
    return made


def test_each_figure_is_listed_once_defined_ones_first() -> None:
    listed = list_figures(project().examination.briefs["wigs"])
    assert [(one.name, one.text) for one in listed] == [
        ("take", "USD 4.8–7.2 million"),
        ("unused", "70 percent"),
        ("dailynk.share", "20–30 percent"),
        ("dailynk.share * 2", "40–60 percent"),
        ("dailynk.wig_price", "RMB 25–50 (USD 3.58–7.15)"),
        ("dailynk.wig_price", "RMB 25–50"),
    ]


def test_a_listed_figure_is_the_contract_of_the_command() -> None:
    take, _, share, *_ = list_figures(project().examination.briefs["wigs"])
    assert take.as_data() == {
        "brief": "wigs",
        "name": "take",
        "text": "USD 4.8–7.2 million",
        "low": "4788000",
        "high": "7182000",
        "unit": "USD",
        "hedge": None,
        "line": 4,
        "column": 3,
        "sources": ["dailynk.share", "dailynk.exports"],
        "calculation": "20–30 percent × USD 23.94 million = USD 4.788–7.182 million",
    }
    assert (share.low, share.high, share.unit, share.sources) == ("20", "30", "%", ("dailynk.share",))
    assert (share.span.line, share.span.column, share.calculation) == (7, 19, "")


def test_a_hedge_is_listed_as_it_was_written() -> None:
    (earned,) = list_figures(wigs("summary: '{{ dailynk.earned }}'\n").examination.briefs["wigs"])
    assert (earned.hedge, earned.low, earned.text) == ("nearly", "4790000", "nearly USD 4.79 million")
