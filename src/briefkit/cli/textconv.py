"""`briefkit textconv FILE`: a lock or a PDF as text, for `git diff`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefkit.cli.common import CannotRun
from briefkit.project.root import MAX_FILE
from briefkit.project.textconv import as_text


def textconv(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A lock or a PDF.", show_default=False)],
) -> None:
    """Print a lock as a line for each figure, a PDF as a line for each sentence: a driver for git diff."""
    try:
        if file.stat().st_size > MAX_FILE:
            raise CannotRun(f"{file} is too large: {file.stat().st_size:,} bytes; the limit is {MAX_FILE:,}")
        data = file.read_bytes()
    except OSError as error:
        raise CannotRun(f"{file}: {(error.strerror or 'it cannot be read').lower()}") from error
    typer.echo(as_text(data), nl=False)
