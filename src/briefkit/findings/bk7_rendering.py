"""BK7xx: rendering."""

from briefkit.findings.model import Code, Severity

TEMPLATE_MISSING = Code(
    code="BK701",
    title="template is missing",
    severity=Severity.ERROR,
    message='found no template "{name}", expected a file templates/{name}',
    meaning="A brief names a template, or a template includes another, and there is no such file.",
    example="template: chrnck",
    mend="template: chrnk",
)

TEMPLATE_SYNTAX = Code(
    code="BK702",
    title="template has a syntax error",
    severity=Severity.ERROR,
    message="found template text that cannot be read: {detail}",
    meaning="The template is not valid Jinja2. Nothing can be printed with it.",
    example="{% for section in view.sections %} … with no {% endfor %}",
    mend="close the block: {% endfor %}",
)

TEMPLATE_UNDEFINED = Code(
    code="BK703",
    title="template uses a name that is not defined",
    severity=Severity.ERROR,
    message="found a name that nothing defines: {detail}; expected a part of `view` or a word of templates/words/",
    meaning="A template may only print what it receives. An unknown name never prints as nothing.",
    example="{{ view.titel }}",
    mend="{{ view.title }}",
)

TEMPLATE_UNSAFE = Code(
    code="BK704",
    title="template reaches for what it may not",
    severity=Severity.ERROR,
    message="found an expression that a template may not use: {detail}",
    meaning="Templates run in a sandbox: they place finished text, and neither reach into Python nor build text.",
    example="{{ view.__class__.__mro__ }}",
    mend="print parts of `view` only",
)

TEMPLATE_FAILED = Code(
    code="BK705",
    title="template fails while it runs",
    severity=Severity.ERROR,
    message="found a template that fails: {detail}",
    meaning="An expression of the template cannot be worked out with what the view holds.",
    example="{{ view.sections + 1 }}",
    mend="mend the expression on the line named",
)

TEMPLATE_TOO_MUCH = Code(
    code="BK706",
    title="template does too much work",
    severity=Severity.ERROR,
    message="found a template that does too much work: {detail}",
    meaning="The loops, the recursion and the output of a template are bounded, so that none can hang a build.",
    example="{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
    mend="loop over parts of the view only",
)

STYLE_MISSING = Code(
    code="BK710",
    title="style is missing",
    severity=Severity.ERROR,
    message='found no style "{style}", expected a file styles/{style}/main.css',
    meaning="Each template has a style sheet of the same name.",
    example="styles/chrnk/ without main.css",
    mend="add styles/chrnk/main.css",
)

STYLE_NOT_UNDERSTOOD = Code(
    code="BK711",
    title="style sheet holds what cannot be used",
    severity=Severity.WARNING,
    message="found a rule of the style that cannot be used: {detail}",
    meaning="A property, value or selector is unknown and was left out, so that the page is not what the style says.",
    example="colour: black",
    mend="color: black",
)

ADDRESS_REFUSED = Code(
    code="BK712",
    title="address outside the project",
    severity=Severity.ERROR,
    message="found a request for {address}, expected a file under styles/",
    meaning="A document is made from the project's files alone: no network, and no other file of the machine.",
    example='<img src="https://example.org/logo.svg">',
    mend='put the file under styles/ and write <img src="logo.svg">',
)

FILE_LOST = Code(
    code="BK713",
    title="image or style sheet is lost",
    severity=Severity.ERROR,
    message="found nothing to print for {address}: {detail}",
    meaning="An image or a style sheet that the document asks for is absent or unreadable. No page goes without it.",
    example='<img src="logo.svg"> with no such file beside the style sheet',
    mend="add the file, or take the reference out",
)

FONT_LOST = Code(
    code="BK714",
    title="font is lost",
    severity=Severity.ERROR,
    message="found a font that cannot be loaded: {detail}",
    meaning="A font of the style is absent or unreadable; its text would be set in another.",
    example="src: url(../fonts/absent.woff2)",
    mend="add the font file under styles/fonts/",
)

GLYPH_LOST = Code(
    code="BK715",
    title="character without a glyph",
    severity=Severity.ERROR,
    message="found {characters} in {context}, expected characters that a font can draw",
    meaning="No font has a shape for the character; it would print as an empty box.",
    example="a private-use character",
    mend="write another character, or add a font that has it",
)

FONT_OF_MACHINE = Code(
    code="BK716",
    title="text set in a font of this machine",
    severity=Severity.ERROR,
    message='found {characters} in {context} set in "{family}", a font of this machine; expected a font of the style',
    meaning="The style's own fonts lack the character, or the style names a font that it does not carry. "
    "The page would look different on another machine.",
    example="font-family: Helvetica",
    mend="add a font that has the characters under styles/fonts/ and an @font-face for it",
)

LINK_LOST = Code(
    code="BK717",
    title="link leads nowhere",
    severity=Severity.ERROR,
    message="found a link to {target}, expected a place in the document",
    meaning="A reference inside the document, or a page number printed for one, has no target.",
    example='<a href="#evidence-99">',
    mend="give the target that id, or take the link out",
)

ANCHOR_TWICE = Code(
    code="BK718",
    title="two places bear one name",
    severity=Severity.ERROR,
    message='found the id "{target}" twice, expected it once',
    meaning="A link could lead to either place. Usually a template prints one part of the view twice.",
    example="{{ section.title }} in the contents and again over the section, with a figure in it",
    mend="print section.plain_title in the contents",
)

RENDERER_REPORTS = Code(
    code="BK719",
    title="renderer reports a fault",
    severity=Severity.WARNING,
    message="found a fault while setting the page: {detail}",
    meaning="WeasyPrint reported something that briefkit does not know. It is shown, and stops the build.",
    example="an invalid date in the document's metadata",
    mend="mend what the message names",
)

RENDERER_FAILED = Code(
    code="BK720",
    title="renderer fails",
    severity=Severity.ERROR,
    message="found a document that cannot be set: {detail}",
    meaning="WeasyPrint gave up on the document or the style.",
    example="a style that no layout can satisfy",
    mend="take out the last rule that was added to the style",
)

RENDERER_MISSING = Code(
    code="BK721",
    title="system libraries are missing",
    severity=Severity.ERROR,
    message="found no library to set pages with: {detail}",
    meaning="WeasyPrint needs pango, and it is not installed.",
    example="a machine without pango",
    mend="briefkit doctor",
)

SUBSETTER_MISSING = Code(
    code="BK722",
    title="fonts are cut down the slow way",
    severity=Severity.NOTE,
    message="found no libharfbuzz-subset, expected it for small, repeatable font data",
    meaning="Without it fonts are cut down by a slower method that will go away and writes the time of the run "
    "into the file.",
    example="a machine without libharfbuzz-subset0",
    mend="briefkit doctor",
)

IMAGE_WITHOUT_TEXT = Code(
    code="BK723",
    title="image without alternative text",
    severity=Severity.WARNING,
    message="found an image without alternative text: {address}",
    meaning="A reader with a screen reader learns nothing of an image that has no alternative text.",
    example='<img src="map.svg">',
    mend='<img src="map.svg" alt="Border towns on the Yalu and the Tumen">',
)

TOO_SLOW = Code(
    code="BK732",
    title="pages not set in time",
    severity=Severity.ERROR,
    message="the pages were not set within {seconds} seconds",
    meaning=(
        "A template or a style asks for a layout that does not come to an end, or the brief is far too long for one "
        "document."
    ),
    example="a style sheet with a width of 1px for all text",
    mend="try the brief with another template and style, or split it",
)

TEMPLATE_NUMBER = Code(
    code="BK740",
    title="template writes a number of its own",
    severity=Severity.ERROR,
    message="found “{number}” in “{context}”, written by the template; expected numbers of the view only",
    meaning=(
        "Every number on a page comes from the brief, where it is held to a source. One that a template writes, counts "
        "or cuts out of a text is held by nothing. Words that change a number, such as “nearly” or “million”, count as "
        "numbers."
    ),
    example="<p>Some 65 percent: {{ entry.text }}</p>",
    mend="<p>{{ entry.text }}</p>",
)

UNACCOUNTED = Code(
    code="BK741",
    title="number on the page that nothing accounts for",
    severity=Severity.ERROR,
    message="page {page} prints “{number}” in “{context}”, and nothing accounts for it",
    meaning=(
        "The finished PDF is read back. A number on it is a figure, part of the text, of a citation or a quote, the "
        "mark of a note, a page number, or a reference to a page that bears that number. What is none of these was "
        "added or changed on the way to the page, most often by a rule of the style sheet."
    ),
    example='.figure::after { content: " million" }',
    mend="take the rule out of the style sheet",
)

FIGURE_LOST = Code(
    code="BK742",
    title="figure lost on the way to the page",
    severity=Severity.ERROR,
    message="expected {text} on the page: {reason}",
    meaning=(
        "The finished PDF is read back. A figure of the brief is absent, cut off, hidden, too small to be read, "
        "covered, or outside the page, so that a reader would read the sentence without it."
    ),
    example=".figure { color: white }",
    mend="take the rule out of the style sheet, or the figure out of the brief",
)

WORD_WITH_NUMBER = Code(
    code="BK743",
    title="number in a fixed word",
    severity=Severity.ERROR,
    message="found “{number}” in the fixed word {key}, expected no number",
    meaning=(
        "The fixed words of a document, such as “Source”, are the same in every brief. A number in them would print "
        "without a source, and a hedge, a negation or a sign would change a figure that is put in behind it."
    ),
    example='ledger = "Evidence for 12 Figures"',
    mend='ledger = "Evidence Ledger"',
)

UNREADABLE_PDF = Code(
    code="BK744",
    title="finished pages cannot be read back",
    severity=Severity.ERROR,
    message="found a PDF that cannot be read back: {detail}",
    meaning="Pages that cannot be read cannot be checked, so nothing is written.",
    example="a fault in the renderer",
    mend="build again; if it comes back, report it with the brief",
)

MARK_ON_LINE = Code(
    code="BK748",
    title="mark of a note on the line",
    severity=Severity.ERROR,
    message="page {page} prints the mark of note {mark} on the line in “{context}”, expected it raised",
    meaning=(
        "The mark of a note stands behind the last word or number of its sentence. On the line it is read as a digit "
        "of it: “50.” and the mark 1 make 50.1. Mostly the font of the style has no raised digits of its own."
    ),
    example=".note::footnote-call { font-variant-position: normal }",
    mend=".note::footnote-call { font-variant-position: normal; font-size: 70%; vertical-align: super }",
)

EDITION_LOST = Code(
    code="BK749",
    title="mark of an edition lost on the way to the page",
    severity=Severity.ERROR,
    message="page {page} lacks {what}",
    meaning=(
        "Each page of an edition other than the reader’s bears its stamp, so that no page of a draft passes for the "
        "finished document; and each numbered line of a draft has its number, in order, behind its end. The finished "
        "PDF is read back, and one of them is absent, hidden, out of order, or beside another line."
    ),
    example="@page { @top-right-corner { content: none } }",
    mend="take the rule out of the style sheet; a template prints view.stamp as data-stamp of its <body>",
)

TABLE_TOO_WIDE = Code(
    code="BK765",
    title="table wider than the page",
    severity=Severity.ERROR,
    message="{table} is {width} points wide, and the page has room for {room}",
    meaning=(
        "The longest words and figures of its columns do not fit beside one another, so that the table would run into "
        "the margin or off the page."
    ),
    example="a table of fourteen columns, each with amounts such as “USD 23.94 million”",
    mend='units: ["", USD million, USD million], shorter heads, or two tables',
)

DIAGRAM_CIRCLE = Code(
    code="BK755",
    title="diagram goes in a circle",
    severity=Severity.ERROR,
    message="found a circle: {path}",
    meaning=(
        "An office cannot stand under itself, and the steps of a flow follow one another. An arrow that leads back to "
        "an earlier step is marked so, and is drawn dotted."
    ),
    example="- {from: export, to: order}",
    mend="- {from: export, to: order, returns: true}",
)

DIAGRAM_END_MISSING = Code(
    code="BK756",
    title="line of a diagram leads nowhere",
    severity=Severity.ERROR,
    message='found the line {line}, and no box has the id "{id}"',
    meaning="Each line of a diagram joins two of its boxes, which it names by their ids.",
    example="- {from: order, to: materails}",
    mend="- {from: order, to: materials}",
)

DIAGRAM_ID_TWICE = Code(
    code="BK757",
    title="two boxes of a diagram bear one name",
    severity=Severity.ERROR,
    message='found the id "{id}" twice in one diagram, expected it once',
    meaning="A line that names the id could lead to either box.",
    example="[{id: bureau, label: Reeducation bureau}, {id: bureau, label: Farm management bureau}]",
    mend="[{id: reeducation, label: Reeducation bureau}, {id: farms, label: Farm management bureau}]",
)

DIAGRAM_TOO_LARGE = Code(
    code="BK758",
    title="diagram is too large for a page",
    severity=Severity.ERROR,
    message="found a diagram of {detail}, expected one of at most 60 boxes that fits on one page",
    meaning=(
        "A diagram is printed on one page, upright or turned, in type that can be read. Beyond that it has to be split."
    ),
    example="an organisation chart of the whole state",
    mend="one chart down to the ministries, and one for each ministry that matters",
)

DIAGRAM_TEXT_TOO_LONG = Code(
    code="BK759",
    title="text in a diagram is too long",
    severity=Severity.ERROR,
    message="found “{text}” at {id}: {detail}",
    meaning=(
        "A box holds a name and a short note, a line a few words. Long texts would make the type too small to be "
        "read; a number is never broken over two lines."
    ),
    example="label: The bureau of the ministry which, as far as is known from the accounts of several witnesses, …",
    mend="label: Reeducation bureau",
)

BAD_COORDINATES = Code(
    code="BK760",
    title="coordinates that cannot be read",
    severity=Severity.ERROR,
    message="found {found}, expected {expected}",
    meaning=(
        "A place on a map is given by latitude and longitude: decimal degrees, or degrees, minutes and seconds with "
        "directions. Without directions the latitude stands first. What could be read in two ways is refused, as are "
        "frames that hold no land or water."
    ),
    example="at: 124.4, 40.1",
    mend="at: 40.1 N 124.4 E",
)

PLACE_OUTSIDE = Code(
    code="BK761",
    title="place outside the map",
    severity=Severity.ERROR,
    message='found "{place}" outside the frame of the map, expected it within {frame}',
    meaning="A place that the frame does not hold would be left out in silence. Often its coordinates are swapped.",
    example="frame: [KP]\nplaces: [{name: Beijing, at: 39.9 N 116.4 E}]",
    mend="frame: [KP, CN]\nplaces: [{name: Beijing, at: 39.9 N 116.4 E}]",
)

UNKNOWN_COUNTRY = Code(
    code="BK762",
    title="unknown country code",
    severity=Severity.ERROR,
    message='found "{country}", expected a country code of ISO 3166 such as KP or PRK',
    meaning="Frames, tints and names of countries go by their codes.",
    example="frame: [NK]",
    mend="frame: [KP]",
)

TOO_MANY_PLACES = Code(
    code="BK763",
    title="too many places on a map",
    severity=Severity.ERROR,
    message="found {count} places, expected at most {most}: {reason}",
    meaning="Labels stand where they cover neither each other nor a place. Where there is no room, none is left out.",
    example="places: […] with sixty mines in one province",
    mend="two maps, or one with a smaller frame",
)

MIXED_SIZES = Code(
    code="BK764",
    title="sizes on a map that cannot be compared",
    severity=Severity.ERROR,
    message='found {found} at "{place}", expected {expected}',
    meaning=(
        "Circles whose areas stand for figures are compared by eye, so all the figures have one unit, and none is "
        "below zero."
    ),
    example="places: [{label: Musan, size: 300 t}, {label: Komdok, size: 40 workers}]",
    mend="places: [{label: Musan, size: 300 t}, {label: Komdok, size: 40 t}]",
)

CHART_KIND = Code(
    code="BK750",
    title="kind of chart is not known",
    severity=Severity.ERROR,
    message='found a chart of the kind "{kind}", expected one that can be drawn',
    meaning="A chart names its kind, and there is no such kind.",
    example="kind: pie",
    mend="kind: share",
)

CHART_DATA = Code(
    code="BK751",
    title="chart without figures that fit together",
    severity=Severity.ERROR,
    message="found a chart with {detail}",
    meaning=(
        "A chart needs a figure to draw, one value or one gap for each category in each series, and one unit for all "
        "that is read off one axis."
    ),
    example="a series in tons beside one in USD",
    mend="draw two charts",
)

CHART_CROWDED = Code(
    code="BK752",
    title="chart too full to be read",
    severity=Severity.ERROR,
    message="found a chart with {detail}",
    meaning="So many bars, lines or labels cannot be told apart, and labels must not lie over each other.",
    example="a line chart with twelve series",
    mend="kind: multiples",
)

CHART_MISLEADS = Code(
    code="BK753",
    title="chart that would mislead",
    severity=Severity.ERROR,
    message="found a chart with {detail}",
    meaning=(
        "The length of a bar is its figure, so bars begin at zero. Shares make a whole, within rounding. A range or a "
        "bound has no one length, so it cannot be put end to end with others."
    ),
    example="kind: stacked, with a series that holds USD 2.34–3.52 million",
    mend="kind: grouped",
)

CHART_MISDRAWN = Code(
    code="BK754",
    title="chart not drawn as its figures say",
    severity=Severity.ERROR,
    message="found a drawn chart with {detail}",
    meaning=(
        "Each finished chart is read back: every bar, dot and line has to stand where its figure is on the axis, and "
        "every text has to be that of the chart. No chart goes out that is not so."
    ),
    example="a fault in the drawing program, or in its version",
    mend="build again; if it comes back, report it with the brief",
)

PICTURE_MISSING = Code(
    code="BK746",
    title="picture that is not there",
    severity=Severity.ERROR,
    message='found no picture "{file}", expected one in briefs/',
    meaning="Pictures stand beside the briefs that print them, or in a folder there. Nothing outside is read.",
    example="image: {file: ../photo.png, …}",
    mend="image: {file: photo.png, …}",
)

PICTURE_REFUSED = Code(
    code="BK747",
    title="picture that is refused",
    severity=Severity.ERROR,
    message='found in "{file}" {found}, expected a PNG, JPEG or plain SVG of at most 40 million pixels',
    meaning=(
        "A picture can come from strangers. It is set anew without its metadata; one that cannot be read, is far too "
        "large, runs a script or asks for something outside of itself does not go into the PDF."
    ),
    example="an SVG with a script",
    mend="the same picture saved as PNG",
)

FONTS_MISSING = Code(
    code="BK745",
    title="East Asian fonts are not installed",
    severity=Severity.ERROR,
    message='found "{characters}" in the text, and no fonts for it; expected the packages {packages}',
    meaning=(
        "Korean, Chinese and Japanese are set in fonts that come as packages of their own, since they are large. The "
        "pages would show empty boxes without them, so nothing is written."
    ),
    example="a quote in Korean, after pip install briefkit",
    mend='pip install "briefkit[east-asian]"',
)
