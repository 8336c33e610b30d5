"""`--watch`: do a command's work again whenever a file of the project changes, until Ctrl-C."""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import typer

from briefkit.cli.common import CannotRun
from briefkit.project.root import find_root
from briefkit.project.watching import look, wait_for_change


def follow(first: Callable[[], None], again: Callable[[], None]) -> None:
    """Do the work a `first` time, then `again` after each change. Ends with exit status 0 on Ctrl-C.

    What a round finds it prints itself; a project that cannot be read for the moment is said, and waited for.
    Raises `CannotRun` where there is no project to begin with.
    """
    root = find_root(Path.cwd())
    if root is None:
        first()  # which says what is missing
        return
    try:
        seen = look(root)
        with suppress(typer.Exit):
            first()
        while True:
            typer.echo("watching for changes; Ctrl-C ends it", err=True)
            seen = wait_for_change(root, seen)
            _round(again)
    except KeyboardInterrupt:
        typer.echo("\nbriefkit: stopped watching", err=True)


def _round(work: Callable[[], None]) -> None:
    """One round of the work; its exit status is told by what it prints."""
    gc.unfreeze()  # what the round before had set aside for the length of a command
    gc.collect()
    try:
        work()
    except typer.Exit:
        return
    except CannotRun as reason:
        typer.echo(f"briefkit: {reason}", err=True)
