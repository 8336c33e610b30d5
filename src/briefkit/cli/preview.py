"""`briefkit preview`: a brief as a page in the browser, which follows every save.

What composes and serves is imported where it is used, since every command reads this file.
"""

from __future__ import annotations

import threading
import webbrowser
from typing import Annotated

import typer

from briefkit.cli.common import CannotRun, chosen_briefs, is_terminal, open_project


def preview(
    brief: Annotated[
        str | None, typer.Argument(help="The brief to show; all, to choose from, where none is named.")
    ] = None,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes one that is free.")] = 0,
    browser: Annotated[
        bool | None, typer.Option("--open/--no-open", help="Whether to open the page; at a terminal it is opened.")
    ] = None,
) -> None:
    """Show a brief as a page in the browser, with its findings beside the text; it follows every save until Ctrl-C."""
    workspace = open_project()
    names = chosen_briefs(workspace, [brief] if brief else None)
    if not names:
        raise CannotRun(f"nothing to show: {workspace.root} has no briefs/*.yaml")

    from briefkit.project.live import Live
    from briefkit.project.serving import Preview, PreviewServer

    live = Live(workspace.root, names[0] if brief else None)
    shown = Preview(live)
    try:
        server = PreviewServer(shown, port)
    except OSError as error:
        reason = (error.strerror or "it is taken").lower()
        raise CannotRun(f"port {port} cannot be used: {reason}; name another, or leave out --port") from error
    threading.Thread(target=live.follow, daemon=True).start()
    typer.echo(f"previewing {', '.join(names)} at {server.address}")
    typer.echo("Ctrl-C ends it", err=True)
    if browser if browser is not None else is_terminal():
        threading.Thread(target=webbrowser.open, args=(server.address,), daemon=True).start()
    try:
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        typer.echo("\nbriefkit: preview ended", err=True)
    finally:
        shown.end()
        server.server_close()
