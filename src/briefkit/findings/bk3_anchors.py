"""BK3xx: anchors and snapshots."""

from briefkit.findings.model import Code, Severity

QUOTE_NOT_FOUND = Code(
    code="BK301",
    title="quote not in the snapshot",
    severity=Severity.ERROR,
    message="this quote is not in the snapshot, and nothing like it was found",
    meaning=(
        "A claim is held by the very words of its source. Only white space, quotation marks, hyphenation at line ends "
        "and Unicode forms are normalised. Where the snapshot has the words in another place, in other words or with "
        "other numbers, that is BK308, BK309 or BK310."
    ),
    example="quote: exports of lanterns doubled",
    mend="quote: nearly USD 4.79 million in May",
)
QUOTE_AMBIGUOUS = Code(
    code="BK302",
    title="quote stands more than once",
    severity=Severity.ERROR,
    message="this quote stands {count} times in the snapshot, expected once",
    meaning="Two equal passages may mean different things; the claim has to say which one holds it.",
    example="quote: 20%",
    mend="quote: Assuming that 20% of North Korea’s contract manufacturing exports",
)
CHANGED_SNAPSHOT = Code(
    code="BK303",
    title="snapshot has changed",
    severity=Severity.ERROR,
    message="{file} has the SHA-256 {found}…, expected {expected}…",
    meaning=(
        "The text of the source is not the one that was taken in. Every claim of the seed has to be looked at"
        " before the new hash is written down."
    ),
    example="snapshot: {file: dailynk.txt, sha256: 0000…}",
    mend="snapshot: {file: dailynk.txt, sha256: <the hash that the hint gives>}",
)
MISSING_SNAPSHOT = Code(
    code="BK304",
    title="snapshot is missing",
    severity=Severity.ERROR,
    message='there is no file "{file}" in seeds/',
    meaning="Without its text, nothing holds the claims of a seed.",
    example="snapshot: {file: dailyknk.txt, sha256: …}",
    mend="snapshot: {file: dailynk.txt, sha256: …}",
)
QUOTE_CUTS = Code(
    code="BK305",
    title="quote cuts a word or a quantity",
    severity=Severity.ERROR,
    message="this quote begins or ends inside a word or a quantity of “{sentence}”",
    meaning=(
        'Cut off, "2.5 million" becomes "5 million", "50 to 60" becomes 50, and "nearly 5" becomes 5. A quote holds '
        "whole words, and numbers with their hedge, range, scale and unit."
    ),
    example="quote: 3.94 million",
    mend="quote: USD 23.94 million",
)
TEXT_NOT_STATED = Code(
    code="BK306",
    title="number not stated by the quote",
    severity=Severity.ERROR,
    message='the text has the number "{number}", and its quote does not state it',
    meaning=(
        "The text of a claim without a value may rephrase its quote, but every number in it must stand in the quote."
    ),
    example="quote: Article 29 of the charter\ntext: Article 92",
    mend="text: Article 29",
)
SIGN_OFF_VOID = Code(
    code="BK307",
    title="sign-off is void",
    severity=Severity.WARNING,
    message="{by} signed off another state of this claim: found the hash {found}…, expected {expected}…",
    meaning=(
        "A sign-off holds for the claim as it was read: its quote, value, dates, attribution and translation. Since "
        "then one of them has changed, so somebody has to look at it again."
    ),
    example="reviewed: {by: A. Reader, on: 2023-07-01, sha256: 0000…}",
    mend="read the claim again, then write the hash that the hint gives",
    waivable=True,
)
TEXT_ADDS = Code(
    code="BK316",
    title="text says more than its quote",
    severity=Severity.WARNING,
    message="the text has “{word}”, and its quote does not",
    meaning=(
        "The text of a claim without a value may rephrase its quote, but a negation, a hedge, a month, a number word, "
        "a scale or a currency changes what is claimed, and has to stand in the quote."
    ),
    example="quote: it has responded to the criticism\ntext: has never responded to the criticism",
    mend="text: has responded to the criticism",
    waivable=True,
)
TEXT_LEAVES_OUT = Code(
    code="BK317",
    title="text leaves a qualification out",
    severity=Severity.WARNING,
    message="the text leaves out “{word}”, which its quote has right before words that the text takes over",
    meaning=(
        "A text that takes words over from its quote and drops the “not”, “only”, “nearly” or “if” before them says "
        "something else."
    ),
    example="quote: it has never responded to the criticism\ntext: has responded to the criticism",
    mend="text: has never responded to the criticism",
    waivable=True,
)
QUOTE_MOVED = Code(
    code="BK308",
    title="quote has moved",
    severity=Severity.ERROR,
    message="the words of this quote do not stand {where} “{beside}”; they stand here: “{context}”",
    meaning=(
        "`prefix` and `suffix` say which of several equal passages holds the claim. The words are in the snapshot, but "
        "not beside them, so that it may be another passage, about something else."
    ),
    example="quote: 20% was sold\nprefix: In June",
    mend="quote: 20% was sold\nprefix: In May",
)
QUOTE_REWORDED = Code(
    code="BK309",
    title="quote is reworded",
    severity=Severity.ERROR,
    message="the snapshot says this in other words: “{now}”",
    meaning=(
        "The nearest passage states the same quantities, with the same negations and limits, but it is not what is "
        "quoted. A quote is copied letter by letter, and other words may say another thing."
    ),
    example="quote: prisoners work more than 12 hours each day",
    mend="quote: prisoners mobilized for contract manufacturing work over 12 hours a day",
)
QUOTE_CHANGED = Code(
    code="BK310",
    title="quote differs from the snapshot in what it states",
    severity=Severity.ERROR,
    message="this quote is not what the snapshot states: {differences}",
    meaning=(
        "The nearest passage has another number, unit, currency, sign, scale word, hedge, date or negation. Either the "
        "quote was copied wrongly, or the source has changed; the value has to follow it."
    ),
    example="quote: nearly USD 4.97 million in May",
    mend="quote: nearly USD 4.79 million in May",
)
QUALIFIER_LOST = Code(
    code="BK311",
    title="quote loses a qualifier",
    severity=Severity.WARNING,
    message="this quote leaves out “{words}”, which governs it: “{sentence}”",
    meaning=(
        "Cut out of its sentence, a quote may say the contrary: without its “not”, “only”, “if”, “denied that” or "
        "“either … or”. The words right beside a quote, in the same clause, belong to it. A condition that a claim "
        "named in `equals` quotes is not lost."
    ),
    example="quote: pay its workers",
    mend="quote: does not pay its workers",
    waivable=True,
)
NOT_SIGNED_OFF = Code(
    code="BK312",
    title="claim is not signed off",
    severity=Severity.NOTE,
    message="a brief prints {claim}, and nobody has signed it off as it stands",
    meaning=(
        "`briefkit check --strict` wants every claim that a brief prints to have been read beside its source by "
        "somebody: `reviewed` says by whom and when, and holds the hash of what was read. Without --strict it is not "
        "reported."
    ),
    example="exports: {quote: exports of USD 20 million, value: USD 20 million}",
    mend="reviewed: {by: A. Reader, on: 2023-07-01, sha256: <the hash that the hint gives>}",
)
SPEAKER_NOT_STATED = Code(
    code="BK313",
    title="number of a speaker is not in the snapshot",
    severity=Severity.ERROR,
    message='"by" has the number "{number}", and it stands nowhere in the snapshot',
    meaning="Who says something is taken from the source as well; so a number in `by` has to stand in its snapshot.",
    example="by: a guard of Camp 16",
    mend="by: a guard of Camp 15",
)
DATE_NOT_QUOTED = Code(
    code="BK314",
    title="date differs from the quote",
    severity=Severity.WARNING,
    message="as_of is {as_of}, the quote says {dates}",
    meaning=(
        "The quote names dates, and none of them is, or lies in, the date of the claim. The date prints with the "
        "figure, and money is converted at it."
    ),
    example="quote: earned USD 4.79 million in May\nas_of: 2023-06",
    mend="as_of: 2023-05",
    waivable=True,
)
TRANSLATION_DIFFERS = Code(
    code="BK315",
    title="translation states another number",
    severity=Severity.ERROR,
    message="the translation says “{said}”, the quote {quoted}",
    meaning=(
        "A translation states the quantities of its quote: the same numbers, with their scale, sign, unit, currency "
        "and bounds, and the same dates."
    ),
    example="quote: 出口额约300万美元\ntranslation: {text: exports of about USD 30 million, by: A. Reader}",
    mend="translation: {text: exports of about USD 3 million, by: A. Reader}",
)
TABLE_UNREAD = Code(
    code="BK320",
    title="snapshot is no table that can be read",
    severity=Severity.ERROR,
    message="{file}, found {found}, expected {expected}",
    meaning=(
        "A claim on a cell needs a CSV file: heads in the first row, commas between the cells, as many cells in each "
        "row as there are heads. A row with a cell too many or too few may have moved its numbers under other heads. "
        "Or it needs a workbook (.xlsx), and of one with several sheets the name of the sheet."
    ),
    example="commodity;month;value\nwigs;2023-05;23940",
    mend="commodity,month,value\nwigs,2023-05,23940",
)
NO_COLUMN = Code(
    code="BK321",
    title="no such column",
    severity=Severity.ERROR,
    message='{file} has {number} "{column}", expected one',
    meaning=(
        "A cell is found by the head of its column and by what other columns say in its row. Where the publisher "
        "renamed a column, or has two of one name, somebody has to look which one it is now."
    ),
    example="cell: {where: {comodity: wigs}, column: value}",
    mend="cell: {where: {commodity: wigs}, column: value}",
)
NO_ROW = Code(
    code="BK322",
    title="no such row",
    severity=Severity.ERROR,
    message="{file} has no row where {where}",
    meaning="What `where` says has to stand in the row, letter by letter; only white space around it may differ.",
    example="cell: {where: {commodity: wig, month: 2023-05}, column: value}",
    mend="cell: {where: {commodity: wigs, month: 2023-05}, column: value}",
)
SEVERAL_ROWS = Code(
    code="BK323",
    title="several rows for one cell",
    severity=Severity.ERROR,
    message="{file} has {count} rows where {where}: lines {lines}",
    meaning=(
        "Two rows may be a correction beside what it corrects, two parts of a total, or a mistake. briefkit takes none "
        "of them."
    ),
    example="cell: {where: {commodity: wigs}, column: value}",
    mend="cell: {where: {commodity: wigs, month: 2023-05}, column: value}",
)
CELL_UNREAD = Code(
    code="BK324",
    title="cell is no plain number",
    severity=Severity.ERROR,
    message='{file}, line {line}, column {column}: found "{found}", {reason}',
    meaning=(
        "A cell is read where it is digits with a decimal point, or thousands with commas that can be nothing else: "
        "1,234,567 or 1,234.5. 1,234 and 1.234 may be two numbers each: other cells of the column settle it, or the "
        "value that the claim gives. The unit is said by the claim."
    ),
    example='wigs,2023-05,"23,940"',
    mend="wigs,2023-05,23940",
)
CELL_DIFFERS = Code(
    code="BK325",
    title="value differs from its cell",
    severity=Severity.ERROR,
    message="the value says {value}, the cell says {cell}",
    meaning=(
        "A claim on a cell needs no value. Where it gives one, it is held to the cell: the same number, to the same "
        "digit, in the same unit, without a hedge. The scale may be another one."
    ),
    example="cell: {where: {month: 2023-05}, column: value, unit: USD thousand}   # 23940\nvalue: USD 23.49 million",
    mend="value: USD 23.94 million",
)
CELL_KEYS = Code(
    code="BK326",
    title="key that does not go with a cell",
    severity=Severity.ERROR,
    message='found "{key}" in a claim on a {kind}',
    meaning=(
        "A cell is the words and the number of its claim at once, so there is no quote to be held, translated or "
        "restated. Each cell of a series has a value of its own."
    ),
    example="exports: {quote: wigs, cell: {where: {month: 2023-05}, column: value}}",
    mend="exports: {cell: {where: {month: 2023-05}, column: value}}",
)
SERIES_NAMES = Code(
    code="BK327",
    title="series cannot name its cells",
    severity=Severity.ERROR,
    message="found {found}, expected {expected}",
    meaning=(
        "Each cell of a series is a claim of its own, named by the series and by what the column `by` says in its row: "
        "wigs_2023_05. So these have to be there, and no two names may be one."
    ),
    example="series: {where: {commodity: wigs}, column: value, by: note}",
    mend="series: {where: {commodity: wigs}, column: value, by: month}",
)
