"""BK4xx: values, arithmetic, hedges. Exchange rates have a file of their own, `bk4_rates`."""

from briefkit.findings.model import Code, Severity

NOT_A_VALUE = Code(
    code="BK401",
    title="not a value",
    severity=Severity.ERROR,
    message="found {found}, expected {expected}",
    meaning=(
        "The value does not follow the grammar: a hedge, a currency or unit, a number or two with `to` between them."
    ),
    example="value: 20-30 percent",
    mend="value: 20 to 30 %",
)
RESTATEMENT = Code(
    code="BK402",
    title="restatement is off",
    severity=Severity.WARNING,
    message="restatement is off: {stated} is {converted} at {rate}, the source says {restated}",
    meaning=(
        "The source gives one amount in two currencies, and at the rates of the period the two do not overlap as "
        "printed, end by end. One of them may be misprinted, or the source rounded freely."
    ),
    example="value: about CNY 4 to 5 / kg\nrestated: about USD 0.50 to 0.80 / kg",
    mend="accept: {BK402: the source rounds freely; the brief prints its own conversion}",
    waivable=True,
)
UNKNOWN_UNIT = Code(
    code="BK403",
    title="unknown unit",
    severity=Severity.ERROR,
    message='found "{word}", expected a known unit',
    meaning=(
        "A unit is a built-in measure, an ISO 4217 currency, or a counted noun that the project declares; so "
        "a misspelt unit is found."
    ),
    example="value: 300 wokers",
    mend="value: 300 workers",
)
AMBIGUOUS_SIGN = Code(
    code="BK404",
    title="ambiguous currency sign",
    severity=Severity.ERROR,
    message='found "{sign}", which may be {candidates}',
    meaning="The same sign is used for several currencies. briefkit does not guess which.",
    example="value: ¥ 500",
    mend="value: JPY 500",
)
BACKWARDS = Code(
    code="BK405",
    title="range runs backwards",
    severity=Severity.ERROR,
    message="found a range from {low} to {high}, expected the lower end first",
    meaning="The first end of a range is above the second. Often a scale word is missing from one end.",
    example="value: 500 to 1 million people",
    mend="value: 500 thousand to 1 million people",
)
TWO_UNITS = Code(
    code="BK406",
    title="two units",
    severity=Severity.ERROR,
    message="found {first} and {second}, expected one unit",
    meaning="A value has one unit or currency; both ends of a range share it.",
    example="value: USD 5 to 10 EUR",
    mend="value: USD 5 to 10",
)
NOT_STATED = Code(
    code="BK407",
    title="value not stated by its quote",
    severity=Severity.ERROR,
    message="the value says {value}, the quote says {quote}: {difference}",
    meaning="A quote and its value must say the same: number, scale, currency or unit, hedge and range.",
    example="quote: amounting to USD 23.94 million\nvalue: USD 23.94 billion",
    mend="value: USD 23.94 million",
    waivable=True,
)
NO_QUANTITY = Code(
    code="BK408",
    title="quote states no quantity",
    severity=Severity.ERROR,
    message="the value says {value}, and the quote states no number at all",
    meaning="A claim with a value needs a quote in which the number stands.",
    example="quote: a large share of exports\nvalue: 65 %",
    mend="quote: accounted for 65% of total exports",
    waivable=True,
)
INCOMPATIBLE = Code(
    code="BK409",
    title="incompatible units",
    severity=Severity.ERROR,
    message="cannot {operation} {left} and {right}: {left_unit} and {right_unit} do not measure the same thing",
    meaning="Only figures in units of one dimension can be added, subtracted or compared.",
    example="{{ dailynk.wig_price + dailynk.hours }}",
    mend="{{ dailynk.wig_price }}",
)
MIXED_CURRENCIES = Code(
    code="BK410",
    title="two currencies without a conversion",
    severity=Severity.ERROR,
    message="cannot {operation} {left} and {right} without a conversion",
    meaning="Amounts in two currencies meet only at a dated rate, and the brief has to say into which one.",
    example="{{ dailynk.wig_price + dailynk.wig_exports }}",
    mend='{{ dailynk.wig_price | to("USD") + dailynk.wig_exports }}',
)
NO_COMMON_HEDGE = Code(
    code="BK411",
    title="hedges that do not combine",
    severity=Severity.ERROR,
    message='"{left}" and "{right}" leave no bound that is true of the result',
    meaning=(
        "A lower bound less a lower bound, or a bound times an approximation, bounds nothing; printing either"
        " hedge would be false."
    ),
    example="{{ over_twelve - at_least_three }}",
    mend="{{ over_twelve.value - at_least_three.value }} with a note that says what is assumed",
)
DIVISION_BY_ZERO = Code(
    code="BK412",
    title="division by zero",
    severity=Severity.ERROR,
    message="cannot divide by {divisor}: it is or spans zero",
    meaning=(
        "A quotient whose divisor may be zero has no bounds. “Under 5” divides as a size, between 0 and 5; one that "
        "came of a difference, or of “over -5” turned round, may be below zero as well."
    ),
    example="{{ exports / none }}",
    mend="state the ratio itself as a claim",
)
RELATION_FALSE = Code(
    code="BK413",
    title="check fails",
    severity=Severity.ERROR,
    message="{relation} does not hold: {left} against {right}",
    meaning="A relation that a seed or brief says must hold is false of the figures as they stand.",
    example="checks:\n  - state_share + agency_share = 90 %",
    mend="checks:\n  - state_share + agency_share = 100 %",
    waivable=True,
)
EQUALS_FALSE = Code(
    code="BK414",
    title="the source's arithmetic is off",
    severity=Severity.ERROR,
    message="the source says {stated}, and {expression} is {computed}",
    meaning=(
        "A claim's `equals` recomputes the source's own arithmetic. The recomputed value must round to the "
        "stated one and agree with its hedge."
    ),
    example="value: nearly USD 4.97 million\nequals: inmate_share.low * wig_exports",
    mend="correct the value from the quote, or accept BK414 with a reason if the source itself is wrong",
    waivable=True,
)
TOO_PRECISE = Code(
    code="BK415",
    title="more precise than its inputs",
    severity=Severity.WARNING,
    message="prints {printed} significant digits, and its inputs carry {carried}",
    meaning="Digits that the inputs do not carry are invented. One guard digit is noted only; more stop the build.",
    example="{{ monthly_take | sig(6) }}",
    mend="{{ monthly_take }}",
    waivable=True,
)
WRONG_UNIT = Code(
    code="BK416",
    title="cannot be printed in that unit",
    severity=Severity.ERROR,
    message='cannot print {figure} in "{unit}"',
    meaning="`as` and `to` take a currency, a unit of the same dimension, or % for a ratio.",
    example="as: kg",
    mend="as: USD",
)
NO_RESTATEMENT = Code(
    code="BK417",
    title="nothing restated",
    severity=Severity.ERROR,
    message="{claim} has no restatement of its own",
    meaning="`as_stated` prints the conversion that the source itself gives, so the claim must have `restated`.",
    example="{{ dailynk.wig_exports | as_stated }}",
    mend='{{ dailynk.wig_exports | to("CNY") }}',
)
NO_DATE = Code(
    code="BK418",
    title="no date for the rate",
    severity=Severity.ERROR,
    message="cannot convert {figure}: nothing says what date's rate applies",
    meaning="A conversion needs the date or period of the amount: the claim's `as_of`, or the source's `issued`.",
    example="source: {type: report, title: …}",
    mend="as_of: 2023-05",
)
WIDENED = Code(
    code="BK419",
    title="one range used twice",
    severity=Severity.WARNING,
    message="{claim} is a range and stands more than once in this calculation, which widens the result",
    meaning=(
        "Interval arithmetic takes each range as free to vary by itself: a range less a part of itself comes out too "
        "wide. "
        "Write the calculation so that each range stands once."
    ),
    example="is: take - 70 % * take",
    mend="is: 30 % * take",
    waivable=True,
)
NOT_AN_EXPRESSION = Code(
    code="BK420",
    title="not an expression",
    severity=Severity.ERROR,
    message="found {found}, expected {expected}",
    meaning=(
        "An expression is names, numbers, + - * /, brackets, the functions and filters of the reference, and "
        "nothing else."
    ),
    example="{{ dailynk.wig_price * }}",
    mend="{{ dailynk.wig_price * 2 }}",
)
TOO_COMPLEX = Code(
    code="BK421",
    title="expression too long",
    severity=Severity.ERROR,
    message="found an expression of more than {limit}, expected a shorter one",
    meaning="Expressions are bounded so that a hostile one cannot use up the machine.",
    example="{{ ((((((…)))))) }}",
    mend="give the parts names under figures:",
)
VANISHES = Code(
    code="BK440",
    title="prints as zero",
    severity=Severity.ERROR,
    message="rounded so, a figure that is not zero prints as zero",
    meaning="The rounding leaves nothing of the figure. Zero would be a wrong figure on the page.",
    example="{{ small_share | round(0) }}",
    mend="{{ small_share | sig(2) }}",
)
UNPRINTABLE = Code(
    code="BK441",
    title="unit that means nothing",
    severity=Severity.ERROR,
    message="the result is in {unit}, which cannot be printed",
    meaning=(
        "Money times money, or workers times hours, is in a unit that no reader knows. Most often a "
        "factor was meant to "
        "be a share, or a division the other way round."
    ),
    example="{{ dailynk.wig_exports * dailynk.prison_earnings }}",
    mend="{{ dailynk.prison_earnings / dailynk.wig_exports }}",
)
NO_SOURCE = Code(
    code="BK442",
    title="number without a source",
    severity=Severity.ERROR,
    message="found {found}, which rests on no claim",
    meaning=(
        "A figure comes from a source, or is calculated from figures that do. A number typed into an "
        "expression comes from nowhere."
    ),
    example="{{ 12 * 3 }}",
    mend='{{ dailynk.hours }}, or lit("12") for a name that holds a number',
)
DISAGREE = Code(
    code="BK443",
    title="two claims disagree",
    severity=Severity.WARNING,
    message='{claim} says {value} and {other} says {stated} about "{measure}"',
    meaning=(
        "Two claims are said to be about one measure at one time, and their values cannot both be right. Both may be "
        "kept: sources do disagree. Somebody has to say that it is known."
    ),
    example="about: minerals as a share of exports\nvalue: 36 %",
    mend="accept: {BK443: the other source counts coal alone; the brief prints both}",
    waivable=True,
)
ONE_SIDED = Code(
    code="BK444",
    title="one of two that disagree",
    severity=Severity.WARNING,
    message='prints {claim}, which says {value}, and nowhere {other}, which says {stated} about "{measure}"',
    meaning=(
        "Two sources disagree about one measure, and the brief prints one of them as if there were no other, by itself "
        "or in a calculation. A reader has to be told, wherever in the brief, or somebody has to say why not."
    ),
    example="Minerals were {{ ministry.minerals }} of exports.",
    mend="Minerals were {{ ministry.minerals }} of exports, or {{ embassy.minerals }} by another account.",
    waivable=True,
)
TOTAL_OFF = Code(
    code="BK445",
    title="total is off",
    severity=Severity.ERROR,
    message="the total of {line} says {stated}, and its cells make {computed}",
    meaning=(
        "A row or column of a table that states a total is recomputed from the digits that its cells print. What "
        "rounding explains is let through. A source may be wrong itself; then the total is kept and accepted."
    ),
    example='rows:\n  - [North, "300"]\n  - [South, "200"]\n  - [Total, "600"]',
    mend="correct the cell that is wrong, or write totals: none where the last row is no sum",
    waivable=True,
)
TOTAL_UNCHECKED = Code(
    code="BK446",
    title="total cannot be checked",
    severity=Severity.WARNING,
    message="the total of {line} cannot be checked: {reason}",
    meaning=(
        "Unknown, not reported, an empty cell: none of these is a number, and none counts as zero. A total over them "
        "is no sum of what the table shows, unless it is stated as a lower bound, which the known cells can prove."
    ),
    example='rows:\n  - [North, "300"]\n  - [South, not reported]\n  - [Total, "300"]',
    mend='state the total as a lower bound ("at least 300"), or accept BK446 with a reason',
    waivable=True,
)
SHARES_OFF = Code(
    code="BK447",
    title="shares do not make the whole",
    severity=Severity.WARNING,
    message="the shares of {line} make {computed}, not 100 %",
    meaning=(
        "The cells are percentages, the table calls them shares, and they come near to a whole without making one. "
        "Rounding does not explain the rest."
    ),
    example='columns: [Who, Share of profits]\nrows:\n  - [State, "70 %"]\n  - [Agencies, "25 %"]',
    mend="correct the share that is wrong, add what is missing as a row, or accept BK447 with a reason",
    waivable=True,
)
PRICE_BASES = Code(
    code="BK448",
    title="two price bases",
    severity=Severity.ERROR,
    message="cannot {operation} {left} and {right}: {left_basis} and {right_basis}",
    meaning=(
        "An amount in constant prices is in the money of its base year. It cannot be added to, divided by or compared "
        "with an amount in current prices or in those of another year."
    ),
    example="{{ bank.output_2015_prices + bank.output }}",
    mend="use amounts in one price basis, or state the sum itself as a claim",
)
NO_BASE = Code(
    code="BK449",
    title="no base for a change or share",
    severity=Severity.ERROR,
    message="cannot give {what} of {base}, which is or may be negative",
    meaning="A change, multiple or share is taken of a positive number; of a negative one its sign means nothing.",
    example="{{ change(bank.loss, bank.profit) }}",
    mend="{{ bank.profit - bank.loss }}",
)
NO_NUMBER = Code(
    code="BK450",
    title="words are no number",
    severity=Severity.ERROR,
    message="{claim} says “{text}”, which is no number",
    meaning=(
        'A claim may state words where a number would stand: "unknown", "not reported", "closed about 2012". Words '
        "print, but nothing is calculated from them or compared with them, and they never count as zero."
    ),
    example="{{ sum(north.inmates, south.inmates) }} where a claim says: text: Unknown",
    mend="{{ north.inmates }} in the north; the number in the south is {{ south.inmates }}",
)
BAD_PRICES = Code(
    code="BK451",
    title="not a price basis",
    severity=Severity.ERROR,
    message="found prices: {found}, expected {expected}",
    meaning="`prices` names the year in whose money an amount is stated. A share, a count or a text has no prices.",
    example="value: 5 million t\nprices: 2015",
    mend="value: USD 5 million\nprices: 2015",
)
OTHER_UNIT = Code(
    code="BK452",
    title="figure of another unit in a column",
    severity=Severity.ERROR,
    message="found {figure} in a column of {unit}",
    meaning=(
        "Where `units` says the unit of a column, its cells print bare numbers in it. Only the scale is converted, as "
        "from thousands to millions; a figure in another unit or currency, or with a second amount in brackets, would "
        "be read as something that it is not."
    ),
    example='units: ["", USD million]\nrows: [[Wigs, "{{ dailynk.wig_price }}"]]',
    mend="""rows: [[Wigs, '{{ dailynk.wig_exports | to("USD") }}']]""",
)
