"""BK1xx: YAML and shape."""

from briefkit.findings.model import Code, Severity

SYNTAX = Code(
    code="BK101",
    title="not YAML",
    severity=Severity.ERROR,
    message="this is not YAML: {problem}",
    meaning="The file cannot be read any further than this place, so nothing in it could be checked.",
    example="title: Wigs: a price list",
    mend='title: "Wigs: a price list"',
)
DUPLICATE_KEY = Code(
    code="BK102",
    title="duplicate key",
    severity=Severity.ERROR,
    message='found the key "{key}" again, expected each key once (first at line {line})',
    meaning="YAML readers keep the last of two equal keys in silence; a figure could be replaced without a word.",
    example="value: 20 %\nvalue: 30 %",
    mend="value: 20 %",
)
UNQUOTED_EXPRESSION = Code(
    code="BK103",
    title="unquoted expression",
    severity=Severity.ERROR,
    message="found an unquoted {{{{ … }}}}, which YAML reads as a mapping; expected text in quotation marks",
    meaning=(
        "A value that begins with a brace is a mapping in YAML. Text that begins with an expression needs "
        "quotation marks."
    ),
    example="title: {{ dailynk.wig_price }} a wig",
    mend='title: "{{ dailynk.wig_price }} a wig"',
)
TOO_LARGE = Code(
    code="BK104",
    title="file too large",
    severity=Severity.ERROR,
    message="found {size} bytes, expected at most {limit}",
    meaning="Files are bounded so that a hostile or mistaken one cannot use up the machine.",
    example="a seed with a whole archive pasted into it",
    mend="keep the passages that are quoted, or split the source into several seeds",
)
NOT_UTF8 = Code(
    code="BK105",
    title="not UTF-8",
    severity=Severity.ERROR,
    message="found the byte {byte}, which is not UTF-8, expected text in UTF-8",
    meaning="briefkit reads UTF-8 only: guessing an encoding can change a character, and so a figure, in silence.",
    example="a file saved as Latin-1, UTF-16 or GBK",
    mend="save it again as UTF-8",
)
EMPTY_FILE = Code(
    code="BK106",
    title="empty file",
    severity=Severity.ERROR,
    message="found an empty file",
    meaning="A seed, brief or snapshot without any text can hold nothing; most often it was saved by accident.",
    example="seeds/dailynk.txt of 0 bytes",
    mend="put the text back, or remove the file",
)
UNKNOWN_KEY = Code(
    code="BK107",
    title="unknown key",
    severity=Severity.ERROR,
    message='found the unknown key "{key}" in a {where}',
    meaning="A key that briefkit does not know is most often a misspelt one, whose content would be lost in silence.",
    example="qoute: nearly USD 4.79 million in May",
    mend="quote: nearly USD 4.79 million in May",
)
MISSING_KEY = Code(
    code="BK108",
    title="missing key",
    severity=Severity.ERROR,
    message='expected the key "{key}", which is missing',
    meaning="Something cannot be used without this key.",
    example="wig_price: {value: CNY 25 to 50 / wig}",
    mend="wig_price: {quote: RMB 25-50, value: CNY 25 to 50 / wig}",
)
WRONG_TYPE = Code(
    code="BK109",
    title="wrong type",
    severity=Severity.ERROR,
    message="found {found}, expected {expected}",
    meaning="The key takes something of another shape: a line of text, a list, or a mapping.",
    example="sections: What the work earns",
    mend="sections:\n  - title: What the work earns",
)
BAD_NAME = Code(
    code="BK110",
    title="not a name",
    severity=Severity.ERROR,
    message='found the name "{name}", expected letters, digits and _, beginning with a letter',
    meaning=(
        "Seeds, claims, figures and briefs are named in expressions, so their names are identifiers: a hyphen"
        " would be a minus."
    ),
    example="wig-price: …",
    mend="wig_price: …",
)
TOO_DEEP = Code(
    code="BK111",
    title="nested too deeply",
    severity=Severity.ERROR,
    message="found more than {limit} levels of nesting",
    meaning="Documents are bounded in depth so that a hostile one cannot use up the machine.",
    example="[[[[[[…]]]]]]",
    mend="flatten it",
)
TAG = Code(
    code="BK112",
    title="YAML tag",
    severity=Severity.ERROR,
    message='found the YAML tag "{tag}", expected none',
    meaning="Tags can ask a reader to build objects. briefkit reads text only.",
    example="title: !!python/name:os.system",
    mend="title: …",
)
UNREADABLE = Code(
    code="BK113",
    title="file cannot be read",
    severity=Severity.ERROR,
    message="this file cannot be read: {reason}",
    meaning="The file exists, but the system refuses to open it, or it is a folder, or a link that leaves the project.",
    example="seeds/dailynk.yaml without read permission",
    mend="chmod u+r seeds/dailynk.yaml",
)
CONTROL = Code(
    code="BK114",
    title="control character",
    severity=Severity.ERROR,
    message="found the control character {character}, expected text",
    meaning=(
        "Control characters print as nothing or garble what stands around them; those that turn the "
        "direction of writing "
        "round can make 20 print as 02."
    ),
    example='title: "Wigs\\u202e"',
    mend='title: "Wigs"',
)
NOT_READ = Code(
    code="BK115",
    title="file that is not read",
    severity=Severity.ERROR,
    message='found "{name}", expected a name that ends in .yaml',
    meaning="Seeds and briefs are files that end in .yaml. Others would be passed over in silence.",
    example="seeds/dailynk.yml",
    mend="seeds/dailynk.yaml",
)
