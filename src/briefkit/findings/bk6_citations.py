"""BK6xx: citations and source protection."""

from briefkit.findings.model import Code, Severity

STYLE_UNKNOWN = Code(
    code="BK601",
    title="unknown citation style",
    severity=Severity.ERROR,
    message='no citation style is called "{style}"; expected the name of a CSL style, as "chicago-notes-bibliography"',
    meaning=(
        "Notes and bibliography are set by a style of the Citation Style Language. briefkit knows some ten thousand of "
        "them by the names they bear in the CSL repository, which are in small letters with hyphens. The one named "
        "here is not among them, so no note can be written."
    ),
    example="citation_style: chicago-note",
    mend="citation_style: chicago-notes-bibliography",
)

PANDOC_MISSING = Code(
    code="BK602",
    title="pandoc is missing",
    severity=Severity.ERROR,
    message="no pandoc in this installation; expected the one that the package pypandoc-binary brings",
    meaning=(
        "Citations are written by pandoc's citation processor. It comes with the package pypandoc-binary, which is "
        "installed together with briefkit. It is not there, perhaps because the package pypandoc stands in its place. "
        "A pandoc elsewhere on the machine is not used, since another version may print another note."
    ),
    example="a virtual environment in which pypandoc-binary was replaced by pypandoc",
    mend="install briefkit again in a fresh environment, then run briefkit doctor",
)

PANDOC_FAILED = Code(
    code="BK603",
    title="pandoc could not write the citations",
    severity=Severity.ERROR,
    message="pandoc could not write the notes in the style {style}: {reason}",
    meaning=(
        "The citation processor stopped, complained, or took too long. Most often a source record holds something that "
        "CSL has no place for, such as a list where a text is expected; the reason given is pandoc's own."
    ),
    example="title: [Gulag, Inc.]",
    mend="title: Gulag, Inc.",
)

SOURCE_BLANK = Code(
    code="BK604",
    title="nothing to cite a source by",
    severity=Severity.ERROR,
    message="{source} would print without a name or a title; expected at least a title",
    meaning=(
        "A reader must be able to tell which source a note means. A record without any person, title or container "
        "prints as a bare date or as nothing. A source without a headline of its own may be given a description in "
        "square brackets as its title."
    ),
    example="source: {type: webpage, issued: '2023'}",
    mend="source: {type: webpage, title: '[Notice of a report on forced labor]', issued: '2023'}",
)

DATE_UNREADABLE = Code(
    code="BK605",
    title="date of a source not readable",
    severity=Severity.ERROR,
    message='"{date}" is no date that a citation can print; expected EDTF, as in 2023, 2023-05 or 2023-05-31',
    meaning=(
        "Dates of a record are written in the Extended Date/Time Format: the year first, then month and day in two "
        "digits. A date that is uncertain or approximate ends in ? or ~, an interval has a slash, an open interval "
        "ends in two dots, and 21 to 24 in the place of the month are the seasons."
    ),
    example="issued: May 2023",
    mend="issued: 2023-05",
)

LOCATOR_UNKNOWN = Code(
    code="BK606",
    title="unknown kind of locator",
    severity=Severity.ERROR,
    message='"{label}" is no kind of place in a source that a citation style can name; expected one of {labels}',
    meaning=(
        "A citation style knows how to write a page, a chapter or a section, in the language of the brief. For other "
        "kinds of places it has no word, and briefkit does not make one up."
    ),
    example="{{ cite(gulag_inc, pg=12) }}",
    mend="{{ cite(gulag_inc, page=12) }}",
)

RESTRICTED = Code(
    code="BK610",
    title="restricted claim in print",
    severity=Severity.ERROR,
    message="{claim} is restricted, and is printed here",
    meaning=(
        "A claim marked `restricted: true` is kept for the writers alone, most often to protect a source. No brief may "
        "print it, nor a figure that rests on it, since the evidence ledger would give its quote."
    ),
    example="restricted: true",
    mend="remove the sentence, or print a claim that is not restricted",
)
