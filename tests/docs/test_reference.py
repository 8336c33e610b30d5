"""docs/reference.md has every key, function and option, and none that does not exist."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any

import pytest
import typer.main
from doc_blocks import REPOSITORY
from findings_page import page
from pydantic import BaseModel

import briefkit.briefs.spec as brief_spec
import briefkit.evidence.spec as seed_spec
from briefkit.cli.app import make_app
from briefkit.cli.check import CheckFormat
from briefkit.evidence.csl import LOCATOR_LABELS
from briefkit.evidence.spec import STATUSES
from briefkit.figures.evaluation import FILTERS, FUNCTIONS, NUMBER_PARTS, WORD_PARTS
from briefkit.figures.house import HouseStyle
from briefkit.figures.money.currencies import CURRENCY_SIGNS
from briefkit.figures.money.rates import ECB, ECB_ONLY, POLICIES
from briefkit.figures.units import FOLD, MEASURES
from briefkit.figures.values import HEDGES
from briefkit.nodes import Spec
from briefkit.project.config import Config
from briefkit.project.defaults import defaults_folder
from briefkit.project.resources import PATTERNS

TEXT = (REPOSITORY / "docs" / "reference.md").read_text("utf-8")

MODELS: dict[str, type[Spec]] = {
    "The seed": seed_spec.SeedSpec,
    "Snapshot": seed_spec.SnapshotSpec,
    "A claim": seed_spec.ClaimSpec,
    "A cell of a source": seed_spec.DataCellSpec,
    "A series of a source": seed_spec.SeriesSpec,
    "A translation": seed_spec.TranslationSpec,
    "A sign-off": seed_spec.ReviewSpec,
    "The brief": brief_spec.BriefSpec,
    "People": brief_spec.PersonSpec,
    "Publication": brief_spec.PublicationSpec,
    "The board": brief_spec.MemberSpec,
    "A term": brief_spec.TermSpec,
    "A place of the gazetteer": brief_spec.GazetteerSpec,
    "A correction": brief_spec.CorrectionSpec,
    "Rates of a brief": brief_spec.RatesSpec,
    "A figure": brief_spec.FigureSpec,
    "A section": brief_spec.SectionSpec,
    "Introduction and conclusion": brief_spec.OpeningSpec,
    "Blocks": brief_spec.ContentSpec,
    "A table": brief_spec.TableSpec,
    "A cell with a mark": brief_spec.CellSpec,
    "A head over rows": brief_spec.RowGroupSpec,
    "A head over columns": brief_spec.ColumnGroupSpec,
    "A box": brief_spec.BoxSpec,
    "A chart": brief_spec.ChartSpec,
    "A diagram": brief_spec.DiagramSpec,
    "A node": brief_spec.NodeSpec,
    "A link": brief_spec.LinkSpec,
    "A step": brief_spec.StepSpec,
    "An arrow": brief_spec.ArrowSpec,
    "A map": brief_spec.MapSpec,
    "A place on a map": brief_spec.MapPlaceSpec,
    "A route": brief_spec.RouteSpec,
    "An image": brief_spec.ImageSpec,
    "The cover": brief_spec.CoverSpec,
    "A witness": brief_spec.WitnessSpec,
    "A recommendation": brief_spec.RecommendationSpec,
}


def section(heading: str) -> str:
    """The text below a heading, up to the next one."""
    found = re.search(rf"^#+ {re.escape(heading)}$(.*?)(?=^#+ |\Z)", without_blocks(TEXT), re.MULTILINE | re.DOTALL)
    assert found is not None, f"docs/reference.md has no heading {heading}"
    return found[1]


def without_blocks(text: str) -> str:
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def rows(heading: str) -> list[tuple[str, ...]]:
    """The rows of the tables below a heading, without their heads."""
    lines = [line for line in section(heading).splitlines() if line.startswith("|")]
    cells = [tuple(cell.strip() for cell in line.strip("|").split(" | ")) for line in lines]
    rules = {index for index, line in enumerate(lines) if re.fullmatch(r"[|\-]+", line)}
    return [row for index, row in enumerate(cells) if index not in rules and index + 1 not in rules]


def keys(heading: str) -> list[str]:
    """What stands in the first column, as code."""
    return [key for row in rows(heading) for key in re.findall(r"`([^`]+)`", row[0])]


def specs(module: ModuleType) -> set[type[Spec]]:
    return {
        one
        for _, one in inspect.getmembers(module, inspect.isclass)
        if issubclass(one, Spec) and one.__module__ == module.__name__
    }


def test_every_model_of_a_file_has_a_section() -> None:
    assert specs(seed_spec) | specs(brief_spec) == set(MODELS.values())


@pytest.mark.parametrize("heading", MODELS)
def test_a_section_has_just_the_keys_of_its_model(heading: str) -> None:
    assert sorted(keys(heading)) == sorted(MODELS[heading].keys())


@pytest.mark.parametrize("heading", MODELS)
def test_a_section_says_which_keys_are_required(heading: str) -> None:
    model = MODELS[heading]
    required = {field.alias or name for name, field in model.model_fields.items() if field.is_required()} - {"\0node"}
    said = {row[0].strip("`") for row in rows(heading) if row[1].startswith("required")}
    if said or heading in ("The brief", "People", "A figure", "A section", "A table", "A box", "A recommendation"):
        assert said == required


def dotted(model: type[BaseModel]) -> Iterator[str]:
    """The keys of a table and of the tables in it, as `table.key`."""
    for name, field in model.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from (f"{name}.{key}" for key in dotted(field.annotation))
        else:
            yield name


def defaults(model: BaseModel) -> dict[str, object]:
    """The defaults by dotted key, in the order of the file."""
    found: dict[str, object] = {}
    for name in type(model).model_fields:
        value = getattr(model, name)
        inner = defaults(value) if isinstance(value, BaseModel) else {"": value}
        found |= {f"{name}.{key}".rstrip("."): default for key, default in inner.items()}
    return found


TABLES: dict[str, BaseModel] = {"briefkit.toml": Config(), "House style": HouseStyle()}


@pytest.mark.parametrize("heading", TABLES)
def test_a_configuration_has_just_the_keys_of_its_model(heading: str) -> None:
    assert sorted(keys(heading)) == sorted(dotted(type(TABLES[heading])))


@pytest.mark.parametrize("heading", TABLES)
def test_the_defaults_are_those_of_the_model(heading: str) -> None:
    real = defaults(TABLES[heading])
    for row in rows(heading):
        key, said = row[0].strip("`"), row[1]
        if said.startswith("`"):
            assert said.strip("`").strip('"') == str(real[key]), key
        else:
            assert real[key] in ("", {}) or key in ("dates.months", "drawings.series"), key


def names(texts: Iterable[str]) -> list[str]:
    """`to("USD")` and `.low` by their bare names."""
    return sorted(re.sub(r"\(.*|^\.", "", text) for text in texts)


LISTS = {
    "Parts": (*NUMBER_PARTS, *WORD_PARTS),
    "Filters": FILTERS,
    "Functions": FUNCTIONS,
    "Hedges": tuple(HEDGES),
}


@pytest.mark.parametrize("heading", LISTS)
def test_a_table_lists_just_what_there_is(heading: str) -> None:
    assert names(keys(heading)) == sorted(LISTS[heading])


def code(heading: str) -> set[str]:
    """Everything that stands as code below a heading."""
    return set(re.findall(r"`([^`]+)`", section(heading)))


NAMED = {
    "units": ("Units", {measure.symbol for measure in MEASURES} | {FOLD}),
    "currency signs": ("Units", set(CURRENCY_SIGNS) - {"￦", "￥"}),
    "statuses": ("A claim", set(STATUSES)),
    "rate sources and policies": ("Exchange rates", {ECB, ECB_ONLY, *POLICIES}),
    "places in a source": ("Functions", set(LOCATOR_LABELS) - {"sub-verbo"}),
    "printers": ("briefkit check", {one.value for one in CheckFormat}),
}


@pytest.mark.parametrize(("heading", "wanted"), NAMED.values(), ids=NAMED)
def test_the_reference_names_all_of_them(heading: str, wanted: set[str]) -> None:
    assert wanted - code(heading) == set()


def test_the_patterns_are_listed_with_what_is_put_in() -> None:
    listed = {row[0].strip("`"): tuple(re.findall(r"{(\w+)}", row[1])) for row in rows("Templates and styles")}
    assert {key: listed.get(key) for key in PATTERNS} == dict(PATTERNS)


def test_the_templates_are_those_that_are_shipped() -> None:
    shipped = {path.parent.name for path in defaults_folder("templates").glob("*/main.html")}
    assert set(keys("Templates and styles")) == shipped | set(PATTERNS)


def commands(group: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every command by its full name, those of a group by both their words."""
    for word, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{word} ")
        else:
            yield f"{name}{word}", command


COMMANDS = dict(commands(typer.main.get_command(make_app())))


def test_every_command_has_a_section() -> None:
    headings = re.findall(r"^### briefkit (\w+(?: \w+)?)$", without_blocks(TEXT), re.MULTILINE)
    assert sorted(headings) == sorted(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_has_just_its_options(command: str) -> None:
    given = [parameter for parameter in COMMANDS[command].params if parameter.name != "help"]
    real = [parameter.opts[0] for parameter in given]
    listed = [key for key in keys(f"briefkit {command}") if key.startswith("--") or not real or key in real]
    rest = [row[0] for row in rows(f"briefkit {command}")]
    assert sorted(listed) == sorted(real)
    assert len(rest) == len(real)


def test_findings_page_is_up_to_date() -> None:
    written = (REPOSITORY / "docs" / "findings.md").read_text("utf-8")
    assert written == page(), "run: python docs/findings_page.py > docs/findings.md"
