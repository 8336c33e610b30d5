"""BK5xx: prose: bare numbers, relations, hedges."""

from briefkit.findings.model import Code, Severity

BARE_NUMBER = Code(
    code="BK501",
    title="bare number in prose",
    severity=Severity.ERROR,
    message='found "{number}" in prose, expected an expression',
    meaning=(
        "A number that is typed into prose is held by nothing and goes stale in silence. Years may stand. A number "
        "that "
        "is no figure, as in the name of an article or a camp, is marked with lit."
    ),
    example="Inmates make 65 percent of them.",
    mend="Inmates make {{ dailynk.wig_share }} of them.",
    waivable=True,
)
NOT_CLOSED = Code(
    code="BK502",
    title="expression not closed",
    severity=Severity.ERROR,
    message="found {{{{ without }}}} before its paragraph or list item ends",
    meaning=(
        "An expression ends with two braces in the paragraph in which it begins. A line of it that begins with + - * "
        "or > is a new list or quote to Markdown, so that the paragraph ends there."
    ),
    example="A wig brings {{ dailynk.wig_price }.",
    mend="A wig brings {{ dailynk.wig_price }}.",
)
STATEMENT = Code(
    code="BK503",
    title="statement in prose",
    severity=Severity.ERROR,
    message='found "{found}", expected {{{{ … }}}} or plain text',
    meaning="Prose is Markdown with expressions. It has no loops, conditions or comments; YAML comments begin with #.",
    example="{% if sold %}…{% endif %}",
    mend="write the sentence out",
)
TOO_LONG = Code(
    code="BK504",
    title="prose too long",
    severity=Severity.ERROR,
    message="found prose of more than {limit} characters in one place",
    meaning="Prose is bounded so that a hostile text cannot use up the machine.",
    example="body: | … (a megabyte)",
    mend="split it into sections",
)
CODE_BLOCK = Code(
    code="BK505",
    title="code block in prose",
    severity=Severity.ERROR,
    message="found a code block: lines indented by four spaces or more, or fenced",
    meaning="Markdown reads indented lines as program code. In a brief this is most often an accident of indentation.",
    example="body: |\n  A paragraph.\n\n      An indented one.",
    mend="body: |\n  A paragraph.\n\n  Another one.",
)
RELATION_FALSE = Code(
    code="BK506",
    title="words that the figures do not bear out",
    severity=Severity.ERROR,
    message='"{words}" asserts {relation}, which does not hold: {left} against {right}',
    meaning=(
        "Words such as “more than half” assert a relation. `holds` states it, and it has to be true of the "
        "figures as they stand."
    ),
    example='{{ "more than half" | holds("dailynk.agency_share > 50 %") }}',
    mend='{{ "less than half" | holds("dailynk.agency_share < 50 %") }}',
    waivable=True,
)
EMPTY_EXPRESSION = Code(
    code="BK507",
    title="nothing to print",
    severity=Severity.ERROR,
    message="found {found}, which prints nothing",
    meaning="What stands between the braces has to print a figure, words or a citation.",
    example="{{ }}",
    mend="{{ dailynk.wig_price }}",
)
LIST_NUMBER = Code(
    code="BK508",
    title="list that does not begin with 1",
    severity=Severity.ERROR,
    message="found a list that begins with {number}; its number would not print",
    meaning=(
        "Markdown reads a number with a full stop at the beginning of a paragraph as a list, and numbers the list "
        "anew: a year that begins a sentence would print as 1."
    ),
    example="2023. In that year …",
    mend="In 2023 …",
)
NOT_PROSE = Code(
    code="BK509",
    title="expression in plain text",
    severity=Severity.ERROR,
    message="found {{{{ in text that prints as it stands, expected plain text",
    meaning=(
        "Names, the copyright page, acronyms and the notes of figures are no prose: an expression in them is not "
        "evaluated, and its braces would print."
    ),
    example="figures:\n  take: {is: …, note: 'rests on {{ dailynk.wig_price }}'}",
    mend="figures:\n  take: {is: …, note: rests on the price of a wig}",
)
RELATION_UNHELD = Code(
    code="BK510",
    title="words that assert a relation without holds",
    severity=Severity.WARNING,
    message='"{words}" asserts something of the figures beside it, expected holds(…)',
    meaning=(
        "Words such as “most”, “doubled”, “fell” and “the largest” near a figure say what the figure alone does not. "
        "Typed into prose they stay as they are when the figures change. `holds` gives the relation that makes them "
        "true. Where a word is about something else, another will do, or a waiver with the reason."
    ),
    example="Most of the profit, {{ dailynk.state_share }}, goes to the state.",
    mend='{{ "Most" | holds("dailynk.state_share > 50 %") }} of the profit, {{ dailynk.state_share }}, …',
    waivable=True,
)
HEDGE_TYPED = Code(
    code="BK511",
    title="hedge typed beside a figure",
    severity=Severity.ERROR,
    message='found "{words}" beside a figure, expected the hedge in the value of the claim',
    meaning=(
        "A hedge is part of the figure: the claim states it, the quote holds it, and it prints by itself. Typed beside "
        "the figure it is doubled, or asserts what no source states. A comparison of two figures is written with "
        "`holds`."
    ),
    example="They work over {{ dailynk.hours }}.",
    mend="They work {{ dailynk.hours }}.",
    waivable=True,
)
UNIT_TYPED = Code(
    code="BK512",
    title="unit or sign typed beside a figure",
    severity=Severity.ERROR,
    message='found "{words}" beside a figure, expected it in the figure',
    meaning=(
        "A figure prints with its unit, currency, scale and sign. Typed beside it, a percent sign, “million”, a "
        "currency, “per year”, a minus or the other end of a range makes another figure of it, which no quote holds."
    ),
    example="They were worth ${{ dailynk.wig_exports }}.",
    mend="They were worth {{ dailynk.wig_exports }}.",
    waivable=True,
)
FIGURE_AS_NAME = Code(
    code="BK513",
    title="figure marked as a name",
    severity=Severity.WARNING,
    message='"{words}" says how much, expected a figure',
    meaning=(
        "`lit` is for a name that holds a number, such as an article or a camp, and `cite` for a place in a source. An "
        "amount in it would print without a claim that holds it, and so would a number whose unit or noun is typed "
        "beside it."
    ),
    example='Inmates make {{ lit("65 percent") }} of them.',
    mend="Inmates make {{ dailynk.wig_share }} of them.",
    waivable=True,
)
RELATION_BESIDE = Code(
    code="BK514",
    title="words that their relation does not bear out",
    severity=Severity.WARNING,
    message='"{words}" is held by {relation}, which does not say so: {fault}',
    meaning=(
        "What `holds` proves has to be what the words assert: “more than half” is held by > 50 %, not by > 40 % and "
        "not by < 50 %. A number in the words stands in the relation, and the relation names at least one claim."
    ),
    example='{{ "more than half" | holds("dailynk.agency_share > 20 %") }}',
    mend='{{ "more than a fifth" | holds("dailynk.agency_share > 20 %") }}',
    waivable=True,
)
DATE_BESIDE = Code(
    code="BK515",
    title="date beside figures of another date",
    severity=Severity.WARNING,
    message='found "{words}" beside figures of {period}',
    meaning=(
        "A date typed into the title, a head or a row of a table, or into the sentence of a figure, is taken for the "
        "date of the figure. None of those typed here can be the one that its claim gives (`as_of`). A date that only "
        "bounds, or that something is compared with (“since 2011”, “more than in 2012”), is not meant."
    ),
    example="columns: [Goods, '2021']\nrows:\n  - [Wigs, '{{ customs.wigs_2022 }}']",
    mend="columns: [Goods, '2022']\nrows:\n  - [Wigs, '{{ customs.wigs_2022 }}']",
    waivable=True,
)
CURRENCY_BESIDE = Code(
    code="BK516",
    title="head that names another currency",
    severity=Severity.WARNING,
    message='found "{words}" over figures in {printed}',
    meaning="The title or head of a table names a currency in which none of the figures under it prints.",
    example="columns: [Item, Euros]\nrows:\n  - [A wig, '{{ dailynk.wig_price }}']",
    mend="columns: [Item, Renminbi]\nrows:\n  - [A wig, '{{ dailynk.wig_price }}']",
    waivable=True,
)
TYPED_REFERENCE = Code(
    code="BK517",
    title="reference that is typed",
    severity=Severity.ERROR,
    message='found "{words}" in prose, expected a reference by name',
    meaning=(
        "The letters of appendices are given when a document is set, and an edition may have fewer of them: a letter "
        "that is typed leads astray in silence. One of another document is marked with lit."
    ),
    example="Appendix B has the rest.",
    mend='{{ ref("data") }} has the rest.',
)
