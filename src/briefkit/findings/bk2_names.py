"""BK2xx: names and references."""

from briefkit.findings.model import Code, Severity

UNKNOWN_NAME = Code(
    code="BK201",
    title="unknown name",
    severity=Severity.ERROR,
    message='found the unknown name "{name}", expected a seed, a figure of this brief or, in a seed, one of its claims',
    meaning="Nothing of this name is defined where the expression stands.",
    example="{{ dailynl.wig_price }}",
    mend="{{ dailynk.wig_price }}",
)
UNKNOWN_CLAIM = Code(
    code="BK202",
    title="unknown claim",
    severity=Severity.ERROR,
    message='found "{claim}", which is no claim of that seed',
    meaning="The seed exists, but holds no claim of this name.",
    example="{{ dailynk.wig_prise }}",
    mend="{{ dailynk.wig_price }}",
)
UNKNOWN_PART = Code(
    code="BK203",
    title="unknown part",
    severity=Severity.ERROR,
    message='found ".{part}", expected one of {parts}',
    meaning=(
        "The parts of a figure are its ends, its middle, its value without the hedge, its period, its "
        "attribution and its quote. A claim that states no attribution has no `.by`."
    ),
    example="{{ dailynk.wig_price.lower }}",
    mend="{{ dailynk.wig_price.low }}",
)
UNKNOWN_FILTER = Code(
    code="BK204",
    title="unknown filter",
    severity=Severity.ERROR,
    message='found the unknown filter "{name}"',
    meaning="What stands behind the bar is not one of the filters of the reference.",
    example="{{ dailynk.wig_price | dollars }}",
    mend='{{ dailynk.wig_price | to("USD") }}',
)
UNKNOWN_FUNCTION = Code(
    code="BK205",
    title="unknown function",
    severity=Severity.ERROR,
    message='found the unknown function "{name}"',
    meaning="Expressions have the functions cite, quote and lit, and no others.",
    example="{{ citation(dailynk) }}",
    mend="{{ cite(dailynk) }}",
)
FORBIDDEN = Code(
    code="BK206",
    title="reaches into the program",
    severity=Severity.ERROR,
    message='found "{name}", expected a name that does not begin with _',
    meaning=(
        "Expressions reach figures and claims only. Names that begin with an underscore are the inside of the program."
    ),
    example="{{ dailynk.__class__ }}",
    mend="{{ dailynk.wig_price }}",
)
BAD_ARGUMENT = Code(
    code="BK207",
    title="wrong argument",
    severity=Severity.ERROR,
    message="{name} cannot take this, expected {usage}",
    meaning="A function or filter was given too few or too many arguments, or one of the wrong kind.",
    example="{{ dailynk.wig_price | to(USD) }}",
    mend='{{ dailynk.wig_price | to("USD") }}',
)
CIRCULAR = Code(
    code="BK208",
    title="figures in a circle",
    severity=Severity.ERROR,
    message="{name} is defined by itself: {path}",
    meaning="Each of these figures needs another of them first.",
    example="figures:\n  a: {is: b * 2}\n  b: {is: a / 2}",
    mend="figures:\n  a: {is: dailynk.wig_exports * 2}\n  b: {is: a / 2}",
)
NAME_TAKEN = Code(
    code="BK209",
    title="name taken",
    severity=Severity.ERROR,
    message='found the figure "{name}", whose name is that of {owner}',
    meaning="One name would mean two things in this brief's expressions.",
    example="figures:\n  dailynk: {is: …}",
    mend="figures:\n  daily_take: {is: …}",
)
MISSING_TEMPLATE = Code(
    code="BK210",
    title="missing template or style",
    severity=Severity.ERROR,
    message='found the {kind} "{name}", expected one of {known}',
    meaning="The brief names a template or style that neither the project nor briefkit has.",
    example="template: chnrk",
    mend="template: chrnk",
)
NOT_A_FIGURE = Code(
    code="BK211",
    title="not a figure",
    severity=Severity.ERROR,
    message="found {found}, expected a figure",
    meaning="Arithmetic, conversions and rounding need a claim with a value or a figure of the brief.",
    example="{{ dailynk.products * 2 }}",
    mend="{{ dailynk.wig_price * 2 }}",
)
RETRACTED = Code(
    code="BK213",
    title="retracted claim",
    severity=Severity.ERROR,
    message="{claim} is retracted, and is printed here",
    meaning="The claim was withdrawn after it was taken in. A brief that prints it has to change.",
    example="status: retracted",
    mend="remove the sentence, or print another claim",
)
NO_TARGET = Code(
    code="BK214",
    title="reference to nothing",
    severity=Severity.ERROR,
    message='nothing that can be referred to has the id "{name}", expected one of {known}',
    meaning="A cross reference names what it refers to by its id, so that a number that may change is never typed.",
    example='see {{ ref("price") }}',
    mend='see {{ ref("prices") }}',
)
NO_TABLE_NOTE = Code(
    code="BK216",
    title="mark without a note",
    severity=Severity.ERROR,
    message="the mark {mark} stands for no note of this table, which has {known}",
    meaning="A mark in a cell sends the reader to a note below the table. The notes are lettered in order: a, b, c.",
    example='rows: [[North, {text: "300", note: b}]]\nnotes: [The guards are not counted.]',
    mend="note: a",
)
UNMARKED_NOTE = Code(
    code="BK217",
    title="note without a mark",
    severity=Severity.ERROR,
    message="no cell or head of this table bears the mark {mark} of this note",
    meaning="A note with a letter belongs to a cell. A remark on the whole table is its `note`.",
    example="rows: [[North, not known]]\nnotes: [The camp was closed.]",
    mend="rows: [[North, {text: not known, note: a}]]",
)
ID_TWICE = Code(
    code="BK215",
    title="id given twice",
    severity=Severity.ERROR,
    message='the id "{id}" is given twice',
    meaning="A cross reference could mean either of them.",
    example="- table: {id: prices, …}\n- table: {id: prices, …}",
    mend="- table: {id: prices, …}\n- table: {id: wages, …}",
)
