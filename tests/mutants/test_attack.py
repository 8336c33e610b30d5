"""The attack on a sample, and the attack attacked: the machine must see what it is there to see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from briefkit.figures import printing
from briefkit.figures.periods import parse_period
from briefkit.figures.quotes import matching
from briefkit.project import examination
from mutants import operators as op
from mutants.judge import Fate, Verdict, judge
from mutants.mutant import Mutant, put
from mutants.operators import Edit, edits
from mutants.page import read_page
from mutants.parts import file_offset, seed_parts
from mutants.projects import ROOTS, baseline
from mutants.recompute import misprints
from mutants.run import Attack, attack, judge_all, sample
from mutants.stages import forget, replaced_everywhere
from mutants.table import fails, group_of, is_broken, report, survivors
from mutants.typed_dates import contradicts

SAMPLE = 300


@pytest.fixture(scope="module", autouse=True)
def _forgotten() -> Iterator[None]:
    """What the attack keeps in this process is not for other tests."""
    yield
    forget()


@pytest.fixture(scope="module")
def made() -> Attack:
    return attack(ROOTS)


@pytest.fixture(scope="module")
def verdicts(made: Attack) -> list[Verdict]:
    return judge_all(sample(made.mutants, SAMPLE))


def test_no_mutant_of_the_sample_survives_outside_the_honest_classes(verdicts: list[Verdict]) -> None:
    found = [one for one in verdicts if one.fate is Fate.SURVIVED and not one.mutant.is_honest]
    assert list(survivors(found)) == []


def test_the_sample_has_mutants_of_every_class_and_is_the_same_each_time(made: Attack) -> None:
    chosen = sample(made.mutants, SAMPLE)
    assert len(chosen) == SAMPLE
    assert {group_of(one) for one in chosen} == {group_of(one) for one in made.mutants}
    assert {one.project for one in chosen} == set(ROOTS)
    assert chosen == sample(list(made.mutants), SAMPLE)


def test_there_are_more_than_enough_mutants_and_few_only_break_the_syntax(
    made: Attack, verdicts: list[Verdict]
) -> None:
    assert len(made.mutants) >= 5000
    assert sum(map(is_broken, verdicts)) < 0.03 * len(verdicts)


def test_each_mutant_changes_its_project_and_each_in_another_way(made: Attack) -> None:
    changes = Counter((one.project, one.path, one.start, one.end, one.new, one.resigned) for one in made.mutants)
    assert [change for change, count in changes.items() if count > 1] == []
    assert [str(one) for one in made.mutants if one.old == one.new] == []


# A check is switched off: what it alone holds has to survive.


def of(made: Attack, place: str, thing: str, count: int = 4) -> list[Mutant]:
    return [one for one in made.mutants if (one.project, one.place, one.thing) == ("shipped", place, thing)][:count]


HOLES = {
    "values": (matching, "match_value", lambda *_: [], "value", "digit"),
    "prose": (examination, "BRIEF_CHECKS", [], "body", "number inserted"),
    "relations": (examination, "SEED_CHECKS", [], "check", "digit"),
}


@pytest.mark.parametrize("hole", HOLES)
def test_a_check_that_is_switched_off_lets_mutants_survive(made: Attack, hole: str) -> None:
    module, name, instead, place, thing = HOLES[hole]
    chosen = of(made, place, thing, 24)
    assert {judge(baseline("shipped"), one).fate for one in chosen[::2]} == {Fate.KILLED}
    with replaced_everywhere(getattr(module, name), instead):
        fates = {judge(baseline("shipped"), one).fate for one in chosen[1::2]}
    assert Fate.SURVIVED in fates


# A page prints something wrong without a finding: then nothing is carried.

SLIPS = {
    "another digit": ("20–30", "20–31", "says 31.0 for 30"),
    "a hedge lost": ("nearly ", "", "does not rest on it"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_mutant_is_not_carried_where_a_page_goes_wrong_besides(made: Attack, slip: str) -> None:
    mutant = of(made, "date of brief", "date", 1)[0]
    assert judge(baseline("shipped"), mutant).fate is Fate.CARRIED
    old, new, reason = SLIPS[slip]
    right = printing.format_figure
    with replaced_everywhere(right, lambda *given: right(*given).replace(old, new)):
        verdict = judge(baseline("shipped"), mutant)
    assert (verdict.fate, reason in verdict.reason) == (Fate.SURVIVED, True)


def test_a_finding_at_another_place_is_no_kill(made: Attack) -> None:
    mutant = of(made, "value", "digit", 1)[0]
    elsewhere = mutant.subject._replace(first=1, last=1, name="dailynk.network")
    found = judge(baseline("shipped"), replace(mutant, subject=elsewhere))
    assert (found.fate, found.reason.startswith("found elsewhere")) == (Fate.SURVIVED, True)


def verdict(fate: Fate, thing: str = "digit") -> Verdict:
    mutant = next(one for one in attack(["shipped"]).mutants if one.thing == thing)
    return Verdict(mutant=mutant, fate=fate, reason="…")


@pytest.mark.parametrize(
    ("fates", "thing", "passes"),
    [
        ([Fate.KILLED, Fate.CARRIED], "digit", True),
        ([Fate.KILLED, Fate.SURVIVED], "digit", False),
        ([Fate.KILLED] * 19 + [Fate.SURVIVED], "operator", False),
        ([Fate.KILLED] * 20 + [Fate.SURVIVED], "operator", True),
    ],
)
def test_a_run_fails_on_a_survivor_and_on_too_many_honest_ones(fates: list[Fate], thing: str, passes: bool) -> None:
    judged = [verdict(fate, thing) for fate in fates]
    assert (fails(judged) == "") is passes
    assert ("survivors:" in report(judged, Counter())) is (Fate.SURVIVED in fates)


# Operators: a text, and what becomes of it.

CHANGES: dict[str, tuple[op.Operator, str, set[str]]] = {
    "digits": (op.digits, "12", {"22", "62", "2", "112", "21", "13", "17", "1", "122"}),
    "a decimal point": (op.decimal_points, "23.94", {"2394", "2.394", "239.4"}),
    "grouping": (op.grouping, "1,234", {"1.234", "12,34", "1234"}),
    "a scale word": (op.scale_words, "USD 2 million", {"USD 2 billion", "USD 2 thousand", "USD 2"}),
    "a unit": (op.units, "5 kg", {"5 t", "5 g", "5"}),
    "a currency": (op.currencies, "EUR 5", {"USD 5", "5"}),
    "a hedge": (op.hedges, "almost 5", {"over 5", "5"}),
    "a bound": (op.bounds, "at least 5", {"at most 5", "5"}),
    "a hedge put in": (op.added_hedges, "USD 5", {"nearly USD 5", "over USD 5"}),
    "a sign": (op.signs, "5", {"-5"}),
    "a sign taken away": (op.signs, "-5", {"5"}),
    "a range": (op.range_ends, "20 to 30%", {"20%", "30%", "30 to 20%"}),
    "percent": (op.percents, "5 %", {"5 pp", "5"}),
    "a negation": (op.negations, "it does not hold", {"it does hold"}),
    "a negation put in": (op.negations, "it holds as it is", {"it holds as it is not"}),
    "a month": (op.dates, "in May", {"in June", "in November"}),
    "a date": (op.edtf, "2023-05", {"2024-05", "2022-05", "2013-05", "2023-06", "2023-11", "2023"}),
    "Chinese": (op.scale_words, "5万", {"5亿", "5千", "5"}),
    "Korean": (op.bounds, "5명 이상", {"5명 이하", "5명 미만", "5명"}),
}


@pytest.mark.parametrize("case", CHANGES)
def test_an_operator_changes_one_thing(case: str) -> None:
    operator, text, results = CHANGES[case]
    assert {edit.apply(text) for edit in edits(text, (operator,))} == results


def test_of_many_edits_of_one_place_some_are_kept_and_others_at_the_next() -> None:
    many = [Edit("digit", at, at + 1, new) for at in (0, 1) for new in "123"]
    assert [(edit.start, edit.new) for edit in op.spread(many, 2)] == [(0, "1"), (0, "2"), (1, "2"), (1, "3")]


def test_a_snapshot_signed_anew_changes_two_files_and_nothing_else(made: Attack) -> None:
    mutant = next(one for one in made.mutants if one.resigned and one.project == "shipped")
    before, after = baseline("shipped").files.workspace, put(mutant, baseline("shipped").files.workspace).workspace
    assert [path for path in before.seeds if before.seeds[path] != after.seeds[path]] == [mutant.resigned]
    assert [path for path in before.snapshots if before.snapshots[path] != after.snapshots[path]] == [
        mutant.path.removeprefix("seeds/")
    ]
    assert before.briefs == after.briefs


# Where the parts of a file are.

SEED = """\
source: {type: report, title: A}
claims:
  share:
    quote: >-
      some 20 to
      30 percent
    value: 20 to 30 %
  text: {quote: "a \\"word\\"", text: 'it''s'}
checks: [share < 50 %]
"""


def test_each_part_of_a_seed_has_its_place_and_the_lines_of_its_claim() -> None:
    parts = [(one.place, one.text, *one.subject[1:]) for one in seed_parts("seeds/a.yaml", SEED.encode())]
    assert parts == [
        ("source title", "A", "a", "seeds/a.yaml", 1, 1),
        ("quote", "some 20 to 30 percent", "a.share", "seeds/a.yaml", 3, 7),
        ("value", "20 to 30 %", "a.share", "seeds/a.yaml", 3, 7),
        ("quote", 'a "word"', "a.text", "seeds/a.yaml", 8, 8),
        ("text", "it's", "a.text", "seeds/a.yaml", 8, 8),
        ("check", "share < 50 %", "a", "seeds/a.yaml", 9, 9),
    ]


@pytest.mark.parametrize(
    ("part", "start", "end", "written"), [(1, 5, 7, "20"), (1, 11, 13, "30"), (1, 8, 13, None), (3, 3, 7, "word")]
)
def test_a_stretch_of_a_text_is_found_in_the_file_where_it_is_written_so(
    part: int, start: int, end: int, written: str | None
) -> None:
    found = list(seed_parts("seeds/a.yaml", SEED.encode()))[part]
    stretch = found.stretch(start, end)
    base = file_offset(SEED, found.scalar.span.line, found.scalar.span.column)
    assert (SEED[base + stretch[0] : base + stretch[1]] if stretch else None) == written


# What a page says, and what it should.

PAGE = """\
<h1>Wigs</h1><div class="prose"><p>It brings <a class="figure" id="figure-1" href="#evidence-1">RMB <b>25</b></a>
a wig.<span class="note" id="note-1">A source, <i>p. 2</i>.</span></p></div>
<ol class="ledger"><li id="evidence-1"><p class="text">RMB 25</p></li></ol>
"""


def test_a_page_is_read_place_by_place() -> None:
    page = read_page(PAGE)
    assert page.blocks == (("body", "Wigs"), ("body", "It brings ⟦1⟧ a wig."), ("ledger", "RMB 25"))
    assert (page.figures, page.notes, page.entries) == ({1: "RMB 25"}, {1: "A source, p. 2."}, {1: "RMB 25"})


def test_every_printed_figure_of_the_projects_comes_out_when_it_is_calculated_again() -> None:
    for name in ROOTS:
        for examined in baseline(name).examination.briefs.values():
            assert list(misprints(examined.brief, examined.style)) == []


DATES = [
    ("Exports in May 2023", "2023", "2024", "2023-05", True),
    ("Exports in May 2023", "May", "June", "2023-05", True),
    ("Exports in May 2023", "2023", "2024", "2023", True),
    ("2017 to 2022", "2022", "2023", "2017", False),
    ("2017 to 2022", "2022", "2023", "2022", True),
    ("December", "December", "June", "2022-12", True),
    ("The law of 2015", "2015", "2016", "2022", False),
]


@pytest.mark.parametrize(("text", "old", "new", "period", "expected"), DATES)
def test_a_date_typed_beside_a_figure_contradicts_it_where_it_agreed_before(
    text: str, old: str, new: str, period: str, expected: bool
) -> None:
    edit = Edit("date", text.index(old), text.index(old) + len(old), new)
    assert contradicts(text, edit, [parse_period(period)]) is expected
