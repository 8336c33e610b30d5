"""Every command of `briefkit`, and what happens when one cannot run."""

from __future__ import annotations

import sys

import typer

from briefkit import __version__
from briefkit.cli import build, check, diff, doctor, explain, figures, init, seed, why
from briefkit.cli.common import CannotRun

app = typer.Typer(
    name="briefkit",
    help="Draft cited reports whose every figure is held to its source.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command()(init.init)
app.command()(check.check)
app.command()(build.build)
app.command()(figures.figures)
app.command()(why.why)
app.add_typer(seed.seed, name="seed")
app.command()(diff.diff)
app.command()(explain.explain)
app.command()(doctor.doctor)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"briefkit {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Draft cited reports whose every figure is held to its source."""


def main() -> None:
    """Run the command line. Exit codes: 0 clean, 1 findings at or above the failing severity, 2 could not run."""
    try:
        app(prog_name="briefkit")
    except CannotRun as reason:
        typer.echo(f"briefkit: {reason}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output has gone, as `head` does; that is no error of ours.
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        typer.echo("briefkit: stopped", err=True)
        sys.exit(2)
