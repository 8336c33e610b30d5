"""`briefkit init`: a small working project in a folder, from the files that briefkit carries in `starter/`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from briefkit.cli.common import CannotRun

STARTER = Path(__file__).parent / "starter"

# Carried without its dot, since git would obey it in this repository too.
NAMES = {"gitignore": ".gitignore"}


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder; it is made where there is none.", show_default=False)
    ] = Path(),
) -> None:
    """Write a small working project: a source, a brief, the configuration. Nothing is ever overwritten."""
    files = starter_files()
    taken = [_shown(folder, name) for name in files if _is_taken(folder, name)]
    if taken:
        raise CannotRun(f"nothing was written, since these are there already: {', '.join(taken)}")
    _write(folder, files)
    for name in files:
        typer.echo(f"wrote {_shown(folder, name)}")
    go = "" if folder == Path() else f"cd {folder.as_posix()}, then "
    typer.echo(f"next: {go}briefkit check, briefkit build")


def starter_files() -> dict[str, bytes]:
    """The files of a new project by their paths in it."""
    found = (path for path in sorted(STARTER.rglob("*")) if path.is_file())
    return {NAMES.get(name, name): path.read_bytes() for path in found if (name := _relative(path))}


def _relative(path: Path) -> str:
    return path.relative_to(STARTER).as_posix()


def _shown(folder: Path, name: str) -> str:
    return (folder / name).as_posix()


def _is_taken(folder: Path, name: str) -> bool:
    """Whether something stands at a path, a dangling link included, or a file where a folder has to be."""
    path = folder / name
    return os.path.lexists(path) or any(os.path.lexists(above) and not above.is_dir() for above in path.parents)


def _write(folder: Path, files: dict[str, bytes]) -> None:
    """Write all files or none. Raises `CannotRun` with the reason."""
    written: list[Path] = []
    try:
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                written.append(path)
                file.write(content)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        reason = (error.strerror or "it cannot be written").lower()
        raise CannotRun(f"nothing was written to {folder.as_posix()}: {reason}") from error
