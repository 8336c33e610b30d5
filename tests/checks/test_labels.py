"""Dates and currencies that are typed beside figures which are of others."""

from __future__ import annotations

import pytest

from samples import indented, wigs

CLAIMS = """\
exports_2022: {quote: they amounted to USD 23.94 million, value: USD 23.94 million, as_of: 2022-05}
price: {quote: receives RMB 25-50 (around USD 3.50 to 7) from China for wigs, value: CNY 25 to 50 / wig, as_of: 2022}
in_june: {quote: 70% of it goes to the state, value: 70 %, as_of: 2022-06}
undated: {quote: Prisoners work over 12 hours a day, value: over 12 hours/day}
"""
EXPORTS, PRICE, UNDATED = "{{ dailynk.exports_2022 }}", "{{ dailynk.price }}", "{{ dailynk.undated }}"


def found(brief: str) -> list[tuple[str, str]]:
    """The findings of the labels in a brief, each with the words at its place."""
    return [one for one in wigs(brief, claims=CLAIMS).places() if one[0] in ("BK515", "BK516")]


def in_prose(text: str) -> list[str]:
    text = text.replace("EXPORTS", EXPORTS).replace("PRICE", PRICE).replace("UNDATED", UNDATED)
    places = found(f"sections:\n  - title: One\n    body: |\n{indented(text, 6)}\n")
    assert {code for code, _ in places} <= {"BK515"}
    return [words for _, words in places]


def in_table(
    title: str = "Goods", columns: str = "Goods, Worth", row: str = "Wigs, EXPORTS", note: str = ""
) -> list[str]:
    row = row.replace("EXPORTS", f'"{EXPORTS}"').replace("PRICE", f'"{PRICE}"').replace("UNDATED", f'"{UNDATED}"')
    more = f"\n          note: {note}" if note else ""
    return [
        words
        for _, words in found(
            "sections:\n  - title: One\n    content:\n      - table:\n"
            f"          title: {title}\n          columns: [{columns}]\n          rows: [[{row}]]{more}\n"
        )
    ]


WRONG_IN_PROSE = {
    "In 2021 exports were EXPORTS.": "2021",
    "In June 2022 exports were EXPORTS.": "June 2022",
    "In June exports were EXPORTS.": "June",
    "Exports were EXPORTS (2012).": "2012",
    "It was 2019. In 2021 exports were EXPORTS.": "2021",
    "The price of 2021–2023 was PRICE, and in 2020 exports were EXPORTS.": "",
    "In 2020 exports were EXPORTS, in 2021 too.": "2020",
    "EXPORTS came in 2021.": "2021",
}
RIGHT_IN_PROSE = [
    "In May 2022 exports were EXPORTS.",
    "In 2022 exports were EXPORTS.",
    "In May exports were EXPORTS.",
    "In 2022 exports were EXPORTS, and in 2021 nobody counted.",
    "Since 2011 they have come to EXPORTS.",
    "They came to EXPORTS, more than in 2012.",
    "The report of a 2016 study says EXPORTS.",
    "A law of 2011 allows it. Exports were EXPORTS.",
    "In 2021 they worked UNDATED.",  # as far as the claim says; its source is of 2023
    "In 2021 there were none.",
    # each sentence by itself
    "In 2011 a law came. EXPORTS are made.",
    "EXPORTS were made. In 2021 it became law.",
    "May {{ dailynk.in_june }} suffice.",
]


@pytest.mark.parametrize("text", WRONG_IN_PROSE)
def test_a_date_in_a_sentence_is_one_of_its_figures(text: str) -> None:
    assert in_prose(text) == ([WRONG_IN_PROSE[text]] if WRONG_IN_PROSE[text] else [])


@pytest.mark.parametrize("text", RIGHT_IN_PROSE)
def test_a_sentence_may_name_another_date_where_none_of_its_figures_is_meant(text: str) -> None:
    assert in_prose(text) == []


TABLES = {
    "a title of another date": ({"title": "Exports of 2021"}, ["2021"]),
    "a title of the date": ({"title": "Exports of May 2022"}, []),
    "a title of years among which it is": ({"title": "Exports, 2017–2022"}, []),
    "a head of another date": ({"columns": 'Goods, "2021"'}, ["2021"]),
    "a head of the date": ({"columns": 'Goods, "2022"'}, []),
    "a head of another month": ({"columns": "Goods, June"}, ["June"]),
    "a head of May": ({"columns": "Goods, May"}, []),
    "a head of May over another month": (
        {"columns": "Goods, May", "row": '"Wigs", "{{ dailynk.in_june }}"'},
        ["May"],
    ),
    "a head over words": ({"columns": '"2021", Worth'}, []),
    "a first cell of another date": ({"row": '"2021", EXPORTS'}, ["2021"]),
    "a first cell of the date": ({"row": '"2022", EXPORTS'}, []),
    "a cell of its own figure": ({"row": 'Wigs, "{{ dailynk.exports_2022 }} (2021)"'}, ["2021"]),
    "a note of another date": ({"note": "Converted at the rate of May 2021."}, ["May 2021"]),
    "a note of the date": ({"note": "Converted at the rate of May 2022."}, []),
    # four digits that count or name something
    "a title of so many things": ({"title": "Worth of 2021 wigs"}, []),
    "a head of so many things": ({"columns": "Goods, Worth of 2021 wigs"}, []),
    "a cell of so many things": ({"row": "Worth of 2021 wigs, EXPORTS"}, []),
    "a note of so many things": ({"note": "It is for 2021 wigs."}, []),
    "a cell of its own figure beside that of another date": (
        {
            "columns": "Goods, State, Worth",
            "row": 'Wigs, "{{ dailynk.in_june }}", "{{ dailynk.exports_2022 }} (June)"',
        },
        ["June"],
    ),
    "a date around a citation": (
        {"title": '"Exports of June{{ cite(dailynk) }} 2022"'},
        ["June{{ cite(dailynk) }} 2022"],
    ),
    "figures without a date": ({"title": "Hours of 2021", "row": "Wigs, UNDATED"}, []),
    "a title of another currency": ({"title": "Worth in euros"}, ["euros"]),
    "a head of another currency": ({"columns": "Goods, Renminbi"}, ["Renminbi"]),
    "a head with the code of another": ({"columns": "Goods, EUR"}, ["EUR"]),
    "a head of the currency": ({"columns": "Goods, U.S. dollars"}, []),
    "a head of one of two currencies": (
        {"columns": "Goods, Dollars", "row": "Wigs, '{{ dailynk.price | both(\"USD\") }}'"},
        [],
    ),
    "a head over other figures than money": ({"columns": "Goods, Euros", "row": "Wigs, UNDATED"}, []),
    "a head with a code of no currency": ({"columns": "Goods, FOB"}, []),
    "a title over two currencies": (
        {"title": "In renminbi and dollars", "row": "PRICE, EXPORTS"},
        [],
    ),
}


@pytest.mark.parametrize(("table", "words"), TABLES.values(), ids=TABLES)
def test_what_a_table_says_of_its_figures(table: dict[str, str], words: list[str]) -> None:
    assert in_table(**table) == words


def test_the_messages_say_what_the_figures_are_of() -> None:
    made = wigs(
        "sections:\n  - title: One\n    content:\n      - table: {title: Euros of 2021, columns: [A, B], "
        'rows: [[Wigs, "{{ dailynk.exports_2022 }}"]]}\n',
        claims=CLAIMS,
    )
    assert [one.message for one in made.findings] == [
        'found "Euros" over figures in USD',
        'found "2021" beside figures of May 2022',
    ]
    assert all("accept BK515" in one.hint for one in made.findings if one.code == "BK515")


def test_the_messages_show_two_of_the_dates_and_all_of_the_currencies() -> None:
    made = wigs(
        "sections:\n  - title: One\n    content:\n      - table: {title: Euros of 2020, columns: [A, B, C, D], "
        'rows: [[Wigs, "{{ dailynk.exports_2022 }}", "{{ dailynk.price }}", "{{ dailynk.in_june }}"]]}\n',
        claims=CLAIMS,
    )
    assert [(one.message, one.hint) for one in made.findings] == [
        (
            'found "Euros" over figures in CNY and USD',
            "name the currency in which the figures print, or convert them",
        ),
        (
            'found "2020" beside figures of May 2022 and 2022',
            "correct the date, or print the figure’s own: {{ ….period }}; if another is meant, accept BK515",
        ),
    ]


def test_constant_prices_are_a_date_of_their_figures() -> None:
    claims = "real: {quote: they amounted to USD 23.94 million, value: USD 23.94 million, as_of: 2022, prices: 2015}\n"

    def found(year: str) -> list[str]:
        body = f"At prices of {year} they were {{{{ dailynk.real }}}}."
        made = wigs(f"sections:\n  - title: One\n    body: |\n      {body}\n", claims=claims)
        return [words for code, words in made.places() if code == "BK515"]

    assert (found("2015"), found("2016")) == ([], ["2016"])


def test_a_date_that_is_meant_otherwise_is_accepted_with_a_reason() -> None:
    made = wigs(
        "sections:\n  - title: One\n    accept: {BK515: the year of the law}\n    body: |\n"
        "      In 2011 it became law; they make {{ dailynk.exports_2022 }}.\n",
        claims=CLAIMS,
    )
    assert [code for code, _ in made.places(waived=True)] == ["BK515"]
