"""Two views to print: one with every part of a report, one with as little as a view can hold."""

from __future__ import annotations

import tomllib
from pathlib import Path

from markupsafe import Markup

from briefkit.report.view import (
    BoxView,
    CellView,
    EvidenceView,
    LedgerEntryView,
    PersonView,
    ProseView,
    PublicationView,
    QuotationView,
    RateView,
    RecommendationView,
    ReportView,
    RowGroupView,
    RowView,
    SectionView,
    TableView,
    WaiverView,
)

ROOT = Path(__file__).parents[2]
WORDS = tomllib.loads((ROOT / "templates/words/en.toml").read_text(encoding="utf-8"))
TEMPLATES = {
    path.relative_to(ROOT / "templates").as_posix(): path.read_text(encoding="utf-8")
    for path in (ROOT / "templates").rglob("*.html")
}
STYLES = {
    path.relative_to(ROOT / "styles").as_posix(): path.read_bytes()
    for path in (ROOT / "styles").rglob("*")
    if path.is_file()
}

FILLER = "The material comes by rail and the finished goods go back the same way, within the season. " * 9


def bare_view(**changes: object) -> ReportView:
    """A title, a date and nothing else."""
    parts: dict[str, object] = {
        "language": "en",
        "words": WORDS,
        "title": Markup("Wigs"),
        "subtitle": Markup(""),
        "plain_title": "Wigs",
        "plain_subtitle": "",
        "authors": (),
        "translators": (),
        "date": "July 15, 2023",
        "series": "",
        "publication": PublicationView(),
        "acronyms": (),
        "summary": Markup(""),
        "introduction": None,
        "sections": (),
        "conclusion": None,
        "recommendations": (),
        "appendices": (),
        "ledger": (),
        "rates": (),
        "waivers": (),
        "bibliography": (),
    }
    return ReportView(**{**parts, **changes})  # type: ignore[arg-type]


def prose(*paragraphs: str) -> ProseView:
    return ProseView(html=Markup("".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)))


def figure(number: int, entry: int, text: str) -> str:
    return f'<a class="figure" id="figure-{number}" href="#evidence-{entry}">{text}</a>'


def note(number: int, text: str) -> str:
    return f'<span class="note" id="note-{number}">{text}</span>'


def section(name: str, number: str, title: str, *blocks: object, level: int = 1, inner: tuple = ()) -> SectionView:
    return SectionView(
        id=f"section-{name}", number=number, title=Markup(title), level=level, blocks=blocks, sections=inner
    )


def table_rows(*rows: tuple[CellView, ...]) -> tuple[RowGroupView, ...]:
    return (RowGroupView(title=Markup(""), rows=tuple(RowView(cells=row) for row in rows)),)


def full_view() -> ReportView:
    """Every part. Figure 1 stands in the summary and twice in section 1; figure 4 rests on two claims."""
    table = TableView(
        id="table-1",
        number="1",
        title=Markup("Prices on the border"),
        columns=(CellView(html=Markup("Good")), CellView(html=Markup("RMB"), numeric=True)),
        rows=table_rows(
            (CellView(html=Markup("One wig")), CellView(html=Markup(figure(5, 1, "25–50")), numeric=True)),
            (CellView(html=Markup("Rice & salt".replace("&", "&amp;"))), CellView(html=Markup("4–5"), numeric=True)),
        ),
        source=Markup("Source: <i>Daily NK</i>."),
        note=Markup("Prices of May."),
    )
    first = section(
        "1",
        "1",
        "What a wig earns",
        prose(
            f"A wig brings {figure(2, 1, 'RMB 25–50')}.{note(2, 'Daily NK, “Wigs.”')} {FILLER}",
            f"The price is {figure(3, 1, 'RMB 25–50')} each.{note(3, 'Daily NK, “Wigs,” again.')} {FILLER}",
        ),
        table,
        BoxView(title=Markup("A box of its own"), html=Markup("<p>What the article leaves out.</p>")),
        QuotationView(
            html=Markup(f"<p>They work day and night.{note(4, 'Daily NK, “Hours.”')}</p>"), by="a source inside"
        ),
        inner=(section("1a", "", "Who is paid", prose(FILLER), level=2),),
    )
    second = section(
        "2",
        "2",
        "Who takes it",
        prose(f"Prisons earned {figure(4, 2, 'USD 4.8–7.2 million')}.{note(5, 'Calculation: a × b.')} {FILLER}"),
    )
    evidence = EvidenceView(
        claim="dailynk.wig_price",
        quote="receives RMB 25-50 for wigs",
        source=Markup("“Wigs,” <i>Daily NK</i>"),
        by="an anonymous source",
        where="para. 7",
        status="reported",
    )
    exports = EvidenceView(claim="dailynk.wig_exports", quote="amounting to USD 23.94 million", source=Markup("ibid."))
    return bare_view(
        title=Markup("Labor for Export"),
        subtitle=Markup("Prisons on the border"),
        plain_title="Labor for Export",
        plain_subtitle="Prisons on the border",
        authors=(PersonView(name="Jane <Author>", affiliation="Fellow"), PersonView(name="John Second")),
        translators=(PersonView(name="David Black"),),
        series="Briefs on Labor",
        publication=PublicationView(
            publisher="A Press",
            place="Washington",
            year="2023",
            rights="All rights reserved.",
            address="1 Main Street",
            isbn="978-0",
        ),
        acronyms=(("ILO", "International Labour Organization"),),
        before_body=frozenset({"figure-1"}),
        summary=Markup(f"<p>A wig brings {figure(1, 1, 'RMB 25–50')}.{note(1, 'Daily NK, “Wigs,” 2023.')}</p>"),
        introduction=section("intro", "", "Introduction", prose(FILLER)),
        sections=(first, second),
        conclusion=section("end", "", "Conclusion", prose("It goes on.")),
        recommendations=(
            RecommendationView(to=Markup("To importers"), items=(("1", Markup("Ask.")), ("2", Markup("Publish.")))),
        ),
        appendices=(section("appendix", "A", "Sources and limits", prose("Few.")),),
        ledger=(
            LedgerEntryView(
                id="evidence-1",
                number="1",
                text="RMB 25–50",
                name="dailynk.wig_price",
                evidence=(evidence,),
                occurrences=("figure-1", "figure-2", "figure-3", "figure-5"),
            ),
            LedgerEntryView(
                id="evidence-2",
                number="2",
                text="USD 4.8–7.2 million",
                name="monthly_take",
                evidence=(evidence, exports),
                occurrences=("figure-4",),
                calculation="20 to 30 % × USD 23.94 million",
                note="assumes an even share",
            ),
        ),
        rates=(
            RateView(pair="CNY/USD", rate="CNY 6.989 per USD", period="May 2023", method="mean", source="ECB rates"),
        ),
        waivers=(
            WaiverView(
                code="BK402", subject="dailynk.rice_price", message="restatement is off", reason="rounds freely"
            ),
        ),
        bibliography=(Markup("“Wigs.” <i>Daily NK</i>, 2023."),),
        description="What wigs earn.",
        keywords=("wigs", "labor"),
    )
