"""Write a project of many claims, to measure with: `python benchmarks/generate.py 10000 FOLDER`.

A seed has ten claims and a snapshot of ten thousand characters; there is a brief for every seed, which prints claims of
three. The same number of claims gives the same bytes every time, and `briefkit check` finds nothing in them.
"""

from __future__ import annotations

import argparse
import hashlib
import textwrap
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from random import Random

from briefkit.figures.money.rates import RateBook, read_ecb
from briefkit.figures.periods import parse_period
from briefkit.project.ecb import ecb_bytes

CLAIMS_A_SEED = 10
SNAPSHOT_LENGTH = 10_000
NOUN_EVERY = 10  # each so many seeds one declares a noun that no other has
SCALES = {"USD": "million", "EUR": "million", "CNY": "million", "KRW": "billion"}
MONTHS = "January February March April May June July August September October November December".split()
NUMBER_OF_PRICES = 40  # official prices that many seeds report alike

CONFIG = """\
template = "note"

[nouns]
worker = ["workers"]
"""

_STEMS = "Alder Birch Cairn Dun Ember Fal Gull Hask Inver Kelm Lar Mor Ness Ore Pell Quarn Ros Skerr Tarn Ulm".split()
_ENDS = (
    "bay bridge burgh by cliff dale fell ford ham haven holm mere mouth quay sands stead strand ton wick wold".split()
)
_GOODS = (
    "barley beeswax brine candles charcoal copper cordage flax glass hemp herring hides honey iron kelp lamp_oil lime "
    "linen madder malt nails oats paper peat pitch potash rope rye salt sheepskin slate soap tallow tar tiles timber "
    "tin twine vinegar walnuts wax wool yarn"
).split()
_BODIES = (
    "harbor office", "guild of chandlers", "pilots’ bureau", "board of trade", "customs house", "chamber of shippers",
    "fishery council", "quay company", "statistical bureau", "seamen’s union",
)  # fmt: skip
_PEOPLE = "Ada Quill;Bram Tarrant;Cora Fenn;Dirk Olsson;Ewa Marsh;Finn Calder;Greta Lund;Hugo Pike".split(";")
_SYLLABLES = "ba do fe gi ka lo mu ne pa ri sa to vu ze".split()
# What stands around the claims: sentences of every kind, half of them with figures that nobody has claimed.
_FILLER = (
    "The {body} of {place} opened its books to visitors on {month} {day}, {year}.",
    "{person}, who has worked on the quays since {year}, said that {good} had been unloaded there for generations.",
    "In {month} {year} the price of {good} was put at USD {small}.{cents} per metric ton, against CNY {mid} inland.",
    "A clerk of the {body} showed a ledger in which {mid} barrels of {good} were entered for {place} in {year}.",
    "Between {small} and {mid} metric tons of {good} lay in the sheds, according to {person}.",
    "About {percent}% of the {good} came by river, {person} said, and the rest was carried over the hills.",
    "A tariff of {percent}.{digit} percent was levied on {good} until {month} {year}.",
    "The council of {place} set aside EUR {mid},{cents}0 for lamps along the mole.",
    "No fewer than {small} carts waited at the gate on {month} {day}.",
    "Merchants paid nearly KRW {mid} million into a fund for storm damage in {year}.",
    "A second survey, in {month} {year}, asked {mid} households what they spent on {good}.",
    "The share of {good} in the town’s trade was given as {percent} to {percent_high} percent.",
    "Storage cost EUR {small} a week for each cartload of {other}, up from EUR {day} in the year before.",
    "What the {body} calls a cartload is {mid} kilograms of {good}, or {small} sacks.",
    "The minutes of the {body} for {month} {day}, {year} do not say who asked for the count.",
    "“We weigh everything twice,” said {person}, who keeps the scales at {place}.",
    "Ships from {place} brought {good}, and took on {other} for the way back.",
    "The road from {place} to the sea was closed after the spring floods, and carts went round by the old bridge.",
    "Several warehouses in {place} stood empty, {person} recalled, while {good} was stored in the open.",
    "{place} lies at the mouth of a river that freezes over in hard winters.",
    "Nobody at the {body} would say why the sheds of {place} had been let to strangers.",
    "“My father traded in {good} here, and his father before him,” {person} told the clerk.",
    "The {good} is dried on the roofs of {place}, where the wind comes in from the sea.",
    "Whether the {body} may tax {other} has been argued before the courts since the old charter lapsed.",
    "In {place} the carters have their own inn, and it is there that the prices of {good} are talked over.",
    "The {body} publishes its tables each spring, bound in cloth, and keeps the drafts in a cellar.",
    "{person} remembered the harbor of {place} full of masts, and the smell of {good} over the whole town.",
    "Those who carry {other} along the coast are seldom asked for papers, {person} said.",
    "A bell is rung at {place} when the tide turns, so that the barges with {good} can leave the inner basin.",
    "The {body} answered none of the letters that were sent to it about the sheds.",
)
_PROSE = (
    "The {body} keeps the books of the quays, and has opened them to readers in town.",
    "Carts bring the goods down from the hills, and ships carry them along the coast.",
    "Who owns the sheds is not recorded; the ledgers name those who rent them.",
    "The clerks of {place} enter each load by hand and sign each page.",
    "Records of the inland markets are kept elsewhere and were not consulted.",
)


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A claim as it will stand in its seed, and the sentence of the snapshot that holds its quote."""

    name: str
    sentence: str
    quote: str
    stated: dict[str, str]


@dataclass(kw_only=True)
class Source:
    """One seed to be written."""

    key: str
    place: str
    body: str
    month: str
    nouns: dict[str, str] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)


class Generator:
    """Makes the seeds and briefs of a project, each from random numbers of its own."""

    def __init__(self) -> None:
        self.book = RateBook([read_ecb(ecb_bytes())])

    def source(self, index: int) -> Source:
        """The seed of an index: what it claims. Seeds of one index are alike in projects of any size."""
        random = Random(f"seed {index}")
        month = random.randrange(24)
        source = Source(
            key=f"port_{index:05}",
            place=random.choice(_STEMS) + random.choice(_ENDS),
            body=random.choice(_BODIES),
            month=f"{2021 + month // 12}-{month % 12 + 1:02}",
        )
        goods = [good.replace("_", " ") for good in random.sample(_GOODS, 6)]
        source.claims += [
            self._counted(random, source, index),
            _shipped(random, source, goods[0]),
            *_sold(random, source, goods[1]),
            self._paid(random, source, goods[2]),
            _price(random),
            *_divided(random, source, goods[3]),
            _said(source, goods[4]),
        ]
        assert len(source.claims) == CLAIMS_A_SEED
        return source

    def _counted(self, random: Random, source: Source, index: int) -> Claim:
        noun, hedge = "worker", random.choice(("", "nearly ", "more than ", "at least ", "about "))
        if index % NOUN_EVERY == 0:
            noun = _word(index)
            source.nouns[noun] = f"{noun}s"
        count = f"{hedge}{random.randrange(1, 60) * 100:,} {noun}s"
        quote = f"The {source.body} counted {count} in the yards of {source.place}"
        when = _in_words(source.month)
        return Claim(
            name="counted",
            sentence=f"{quote} in {when}.",
            quote=quote,
            stated={"value": count, "by": f"the {source.body}", "as_of": source.month},
        )

    def _paid(self, random: Random, source: Source, good: str) -> Claim:
        """A range in renminbi with the source's own conversion."""
        low = random.randrange(60, 200) * 50
        high = low + random.randrange(2, 20) * 50
        rate = self.book.rate("CNY", "USD", parse_period(source.month))
        dollars = [rate.convert(Decimal(end)).quantize(Decimal(1), ROUND_HALF_EVEN) for end in (low, high)]
        money = f"CNY {low:,}-{high:,} (around USD {dollars[0]:,} to {dollars[1]:,})"
        quote = f"those who carried {good} were paid {money} a month"
        return Claim(
            name="paid",
            sentence=f"In {_in_words(source.month)}, {quote}, meals not included.",
            quote=quote,
            stated={
                "value": f"CNY {low:,} to {high:,} / month",
                "restated": f"about USD {dollars[0]:,} to {dollars[1]:,} / month",
                "as_of": source.month,
            },
        )


def _shipped(random: Random, source: Source, good: str) -> Claim:
    tons = f"{random.randrange(120, 9_000):,}"
    quote = f"{source.place} shipped {tons} metric tons of {good} in {_in_words(source.month)}"
    sentence = f"{quote}, and {random.randrange(100, 999)} metric tons in the month before."
    return Claim(name="shipped", sentence=sentence, quote=quote, stated={"value": f"{tons} t", "as_of": source.month})


def _sold(random: Random, source: Source, good: str) -> list[Claim]:
    """An amount, a share of it, and what the source makes of the two."""
    currency = random.choice(list(SCALES))
    amount = Decimal(random.randrange(1_100, 9_900)) / 100
    low = random.randrange(10, 60)
    part = (amount * low / 100).quantize(Decimal("0.01"), ROUND_HALF_EVEN)
    money, share = f"{currency} {amount} {SCALES[currency]}", f"{low} to {low + random.randrange(5, 20)}"
    result = f"about {currency} {part} {SCALES[currency]}"
    when = _in_words(source.month)
    sold = f"Sales of {good} came to {money} in {when}"
    went = f"some {share}% of the {good} went to the mills of {source.place}"
    made = f"the mills took {good} worth {result} in {when}"
    return [
        Claim(
            name="sales",
            sentence=f"{sold}, by the books of the {source.body}.",
            quote=sold,
            stated={"value": money, "by": f"the {source.body}", "as_of": source.month, "status": "reported"},
        ),
        Claim(
            name="share",
            sentence=f"According to the same books, {went}.",
            quote=went,
            stated={"value": f"{share} %", "as_of": source.month},
        ),
        Claim(
            name="part",
            sentence=f"At the lower figure, {made}.",
            quote=made,
            stated={"value": result, "equals": "share.low * sales", "as_of": source.month},
        ),
    ]


def _price(random: Random) -> Claim:
    """An official price, which other seeds report too."""
    number = random.randrange(NUMBER_OF_PRICES)
    good, month = _GOODS[number % len(_GOODS)].replace("_", " "), f"2022-{number % 12 + 1:02}"
    price = f"{180 + 7 * number}.{number % 9 + 1}0"
    quote = f"The official price of {good} stood at EUR {price} per metric ton in {_in_words(month)}"
    return Claim(
        name="price",
        sentence=f"{quote}.",
        quote=quote,
        stated={"value": f"EUR {price} / t", "about": f"official price of {good}", "as_of": month},
    )


def _divided(random: Random, source: Source, good: str) -> list[Claim]:
    """Two shares that make a whole."""
    first = random.randrange(55, 85)
    quotes = f"{first}% of the dues on {good} goes to the {source.body}", f"the town keeps the remaining {100 - first}%"
    sentence = f"{quotes[0]}, and {quotes[1]}."
    date = {"as_of": source.month[:4]}
    return [
        Claim(name="office_share", sentence=sentence, quote=quotes[0], stated={"value": f"{first} %", **date}),
        Claim(name="town_share", sentence="", quote=quotes[1], stated={"value": f"{100 - first} %", **date}),
    ]


def _said(source: Source, good: str) -> Claim:
    quote = f"{good} is stored in the vaults below the {source.body}"
    return Claim(
        name="stored",
        sentence=f"Visitors are told that {quote}.",
        quote=quote,
        stated={"text": f"in the vaults below the {source.body}", "where": "p. 4"},
    )


def snapshot_of(source: Source, index: int) -> str:
    """The text of a source: the sentences of its claims, among others, in paragraphs."""
    random = Random(f"text {index}")
    held = [claim.sentence for claim in source.claims if claim.sentence]
    around: list[str] = []
    length = sum(map(len, held))
    while length < SNAPSHOT_LENGTH:
        around.append(_fill(random, random.choice(_FILLER)))
        length += len(around[-1]) + 1
    step = len(around) // len(held)
    for number, sentence in enumerate(held):
        around.insert(number * (step + 1) + random.randrange(step), sentence)
    paragraphs = [" ".join(around[at : at + 5]) for at in range(0, len(around), 5)]
    return "\n\n".join(textwrap.fill(text, 110, break_on_hyphens=False) for text in paragraphs) + "\n"


def _fill(random: Random, pattern: str) -> str:
    percent = random.randrange(3, 40)
    return pattern.format(
        body=random.choice(_BODIES),
        place=random.choice(_STEMS) + random.choice(_ENDS),
        person=random.choice(_PEOPLE),
        good=random.choice(_GOODS).replace("_", " "),
        other=random.choice(_GOODS).replace("_", " "),
        month=random.choice(MONTHS),
        day=random.randrange(2, 28),
        year=random.randrange(1985, 2023),
        small=random.randrange(12, 99),
        mid=random.randrange(110, 980),
        cents=random.randrange(10, 99),
        digit=random.randrange(1, 9),
        percent=percent,
        percent_high=percent + random.randrange(2, 20),
    )


def seed_of(source: Source, snapshot: str) -> str:
    """The YAML of a seed."""
    digest = hashlib.sha256(snapshot.encode()).hexdigest()
    lines = [
        "source:",
        "  type: report",
        f"  title: The Trade of {source.place}, {source.key.removeprefix('port_')}",
        f"  author: [{{literal: The {source.body} of {source.place}}}]",
        "  publisher: The Coast Papers",
        f'  issued: "{int(source.month[:4]) + 1}-02"',
        f"snapshot: {{file: {source.key}.txt, sha256: {digest}}}",
    ]
    if source.nouns:
        lines.append("nouns: {" + ", ".join(f"{noun}: [{plural}]" for noun, plural in source.nouns.items()) + "}")
    lines.append("claims:")
    for claim in source.claims:
        lines += [f"  {claim.name}:", "    quote: >-"]
        lines += [f"      {line}" for line in textwrap.wrap(claim.quote, 80, break_on_hyphens=False)]
        lines += [f"    {key}: {text}" for key, text in claim.stated.items()]
    lines += ["checks:", "  - office_share + town_share = 100 %", "  - part = share.low * sales"]
    return "\n".join(lines) + "\n"


def brief_of(index: int, sources: tuple[Source, Source, Source]) -> str:
    """The YAML of a brief that prints the claims of a seed, and some of two others."""
    random = Random(f"brief {index}")
    own, near, far = sources
    prose = [text.format(body=own.body, place=own.place) for text in random.sample(_PROSE, len(_PROSE))]
    other = "EUR" if own.claims[2].stated["value"].startswith("USD") else "USD"
    month = _in_words(own.month)
    return f"""\
title: Goods and Wages in {own.place}
subtitle: What the ledgers state
authors: [{{name: The coast desk}}]
date: 2024-03-01
template: note
language: en
keywords: [harbors, trade]
figures:
  mills:
    is: {own.key}.share * {own.key}.sales
    note: assumes that the share holds for worth as it does for weight
  dues:
    is: {own.key}.office_share * {own.key}.sales
    as: {other}
  rest:
    is: {own.key}.town_share * {own.key}.sales
    as: {other}
    round: 2 significant
checks:
  - mills.low = {own.key}.part
  - {own.key}.office_share + {own.key}.town_share = 100 %
  - {near.key}.office_share > 50 %
  - {far.key}.price > EUR 100 / t
summary: |
  In {{{{ {own.key}.sales.period }}}}, sales came to {{{{ {own.key}.sales | both("{other}") }}}}. {prose[0]}
  {{{{ "More than half" | holds("{own.key}.office_share > 50 %") }}}} of the dues goes to an office.
sections:
  - title: The quays
    body: |
      According to {{{{ {own.key}.counted.by }}}}, there were {{{{ {own.key}.counted }}}} in the yards. {prose[1]}
      The ships took {{{{ {own.key}.shipped }}}} on board in {month}.

      {prose[2]} The goods are stored {{{{ {own.key}.stored }}}}. Carriers were paid {{{{ {own.key}.paid }}}},
      which the source puts at {{{{ {own.key}.paid | as_stated }}}}.
    content:
      - table:
          title: Sales in {own.place} and what became of them
          columns: [Item, Share, Amount, Converted]
          rows:
            - [To the mills, "{{{{ {own.key}.share }}}}", "{{{{ mills }}}}", '{{{{ mills | to("{other}") }}}}']
            - [Dues at the most, "{{{{ {own.key}.office_share }}}}", "", "{{{{ dues }}}}"]
          note: As the books have it.
  - title: Other harbors
    body: |
      {prose[3]} In {near.place} the ledgers name {{{{ {near.key}.sales }}}} for {{{{ {near.key}.sales.period }}}}.
      The mills there took {{{{ {near.key}.share }}}}. In {far.place} a metric ton of the goods named cost
      {{{{ {far.key}.price }}}}, which was the official price. {prose[4]}
      The remainder in {own.place} was {{{{ rest }}}}.
recommendations:
  - to: The {own.body}
    items:
      - Publish the ledgers behind the {{{{ {own.key}.share.low }}}} that is stated{{{{ cite({far.key}) }}}}.
"""


def _word(index: int) -> str:
    """A noun that no other index gives."""
    syllables: list[str] = []
    rest = index // NOUN_EVERY
    while rest or len(syllables) < 3:
        rest, digit = divmod(rest, len(_SYLLABLES))
        syllables.append(_SYLLABLES[digit])
    return "".join(syllables) + "rel"


def _in_words(month: str) -> str:
    year, _, number = month.partition("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def write_project(folder: Path, claims: int) -> None:
    """Write a project of so many claims, a multiple of ten, into a folder that is not there yet or is empty."""
    count = claims // CLAIMS_A_SEED
    generator = Generator()
    for name in ("seeds", "briefs"):
        (folder / name).mkdir(parents=True)
    (folder / "briefkit.toml").write_text(CONFIG, "utf-8")
    sources = [generator.source(index) for index in range(count)]
    for index, source in enumerate(sources):
        snapshot = snapshot_of(source, index)
        (folder / "seeds" / f"{source.key}.txt").write_text(snapshot, "utf-8")
        (folder / "seeds" / f"{source.key}.yaml").write_text(seed_of(source, snapshot), "utf-8")
        others = sources[(index + 1) % count], sources[(index * 7 + 3) % count]
        brief = brief_of(index, (source, *others))
        (folder / "briefs" / f"harbor_{index:05}.yaml").write_text(brief, "utf-8")


def main() -> None:
    """Write the project that the command line asks for."""
    parser = argparse.ArgumentParser(description="Write a project of many claims, to measure with.")
    parser.add_argument("claims", type=int, help="how many claims, a multiple of ten")
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    write_project(options.folder, options.claims)


if __name__ == "__main__":
    main()
