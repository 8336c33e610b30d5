"""Every command of `briefkit`, and what happens when one cannot run."""

from __future__ import annotations

import errno
import sys
from importlib import import_module

import typer

from briefkit import __version__
from briefkit.cli.common import CannotRun

COMMANDS = (
    "init",
    "check",
    "build",
    "preview",
    "figures",
    "why",
    "affected",
    "seed",
    "diff",
    "textconv",
    "explain",
    "doctor",
)
"""Each is the function, or the group of commands, of its name in the file of its name."""

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def make_app(wanted: str = "") -> typer.Typer:
    """The command line. Only the file of the wanted command is loaded; those of all where it names none."""
    app = typer.Typer(
        name="briefkit",
        help="Draft cited reports whose every figure is held to its source.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)
    for name in (wanted,) if wanted in COMMANDS else COMMANDS:
        command = getattr(import_module(f"briefkit.cli.{name}"), name)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command()(command)
    return app


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"briefkit {__version__}")
        raise typer.Exit


def _options(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Draft cited reports whose every figure is held to its source."""


def main() -> None:
    """Run the command line. Exit codes: 0 clean, 1 findings at or above the failing severity, 2 could not run."""
    try:
        make_app(sys.argv[1] if len(sys.argv) > 1 else "")(prog_name="briefkit")
    except CannotRun as reason:
        typer.echo(f"briefkit: {reason}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output has gone, as `head` does; that is no error of ours.
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        typer.echo(f"briefkit: {(error.strerror or 'no room').lower()}; make room on the disk and try again", err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        typer.echo("briefkit: stopped", err=True)
        sys.exit(2)
