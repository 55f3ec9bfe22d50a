"""The `onedoor` command: a thin door. Each command's module is imported only when that command is asked for."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

import click

from catalogue.errors import (
    AlreadyThere,
    BadBackup,
    BadMail,
    CatalogueError,
    Conflict,
    Gone,
    InvalidContent,
    Moved,
    NotAllowed,
    NotEmpty,
    NotFound,
    NotReady,
)

COMMANDS = {
    "backup": "catalogue.commands.cli:backup_command",
    "export": "catalogue.commands.cli:export_command",
    "health": "catalogue.queries.health_cli:health_command",
    "load": "catalogue.commands.cli:load_command",
    "prepare": "catalogue.commands.cli:prepare_command",
    "reindex": "catalogue.commands.cli:reindex_command",
    "restore": "catalogue.commands.cli:restore_command",
    "work": "catalogue.commands.cli:work_command",
    "plan": "catalogue.queries.cli:plan_command",
    "search": "catalogue.queries.cli:search_command",
    "check": "catalogue.files.cli:check_command",
    "evaluate": "catalogue.search.cli:evaluate",
    "format": "catalogue.files.cli:format_command",
    "stamp": "catalogue.files.cli:stamp_command",
    "user": "catalogue.commands.people.cli:user",
    "words": "catalogue.exchange.cli:words",
}
"""Where each command of the catalogue is defined: `module:attribute`."""

ENTRY_POINTS = "onedoor.commands"
"""The group of entry points by which the doors add their commands."""


_BAD_BACKUP = {
    "missing": "There is no file “{file}”.",
    "foreign": "“{file}” is no backup made by `onedoor backup`.",
    "damaged": "The backup “{file}” is cut short or was altered, so nothing was restored.",
    "newer": "The backup “{file}” was made by a newer version of this program; install that first.",
}


def sentence(error: CatalogueError) -> str:
    """Return an error of the catalogue as plain sentences, one per line."""
    match error:
        case NotFound(kind, key):
            return f"There is no {kind.replace('_', ' ')} “{key}”."
        case Gone(kind, key):
            return f"The {kind.replace('_', ' ')} “{key}” was withdrawn."
        case Moved(kind, key, to):
            return f"The {kind.replace('_', ' ')} “{key}” is called “{to}” now."
        case Conflict(kind, key, part):
            return f"Somebody else changed {part} of the {kind.replace('_', ' ')} “{key}” meanwhile."
        case NotAllowed(action):
            return f"You may not do that: {action}."
        case AlreadyThere(kind, key):
            return f"The {kind.replace('_', ' ')} “{key}” is there already."
        case BadMail(text):
            return f"“{text}” is no mail address."
        case NotEmpty():
            return "The database holds a catalogue already; with --force it is replaced."
        case BadBackup(file, fault):
            return _BAD_BACKUP[fault].format(file=file)
        case NotReady(missing):
            return f"This is missing: {', '.join(missing)}."
        case InvalidContent(problems):
            return "\n".join(str(problem) for problem in problems)
    return str(error) or f"It did not work: {type(error).__name__}."


class _Commands(click.Group):
    """Commands by name, imported late; errors of the catalogue become sentences and exit code 1."""

    @staticmethod
    def _added() -> dict[str, EntryPoint]:
        return {point.name: point for point in entry_points(group=ENTRY_POINTS)}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*COMMANDS, *self._added()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in COMMANDS:
            module, _, attribute = COMMANDS[cmd_name].partition(":")
            return getattr(import_module(module), attribute)
        point = self._added().get(cmd_name)
        return point.load() if point else None

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except CatalogueError as error:
            click.echo(sentence(error), err=True)
            ctx.exit(1)


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """One catalogue of public services, several doors."""
