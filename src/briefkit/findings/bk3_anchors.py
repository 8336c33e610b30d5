"""BK3xx: anchors and snapshots."""

from briefkit.findings.model import Code, Severity

QUOTE_NOT_FOUND = Code(
    code="BK301",
    title="quote not in the snapshot",
    severity=Severity.ERROR,
    message="this quote is not in the snapshot{nearest}",
    meaning=(
        "A claim is held by the very words of its source. Only white space, quotation marks, hyphenation at line ends "
        "and Unicode forms are normalised; a changed digit or word is another quote."
    ),
    example="quote: nearly USD 4.97 million in May",
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
        "A sign-off holds for the claim as it was read: its quote, value, dates and attribution. Since "
        "then one of them "
        "has changed, so somebody has to look at it again."
    ),
    example="reviewed: {by: A. Reader, on: 2023-07-01, sha256: 0000…}",
    mend="read the claim again, then write the hash that the hint gives",
    waivable=True,
)
