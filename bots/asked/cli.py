"""The command `onedoor understanding`: how well questions with known answers are understood, as a table."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from bots.asked.measure import Score, ask_all
from bots.asked.sets import BadQuestions, languages_of, read_questions
from bots.asked.unpublished import unpublished
from bots.dialogue.conversation import Dialogue
from bots.settings import Settings
from catalogue.opened import opened

LEAST = 0.85
"""The share that each column has to reach."""
_COLUMNS = ("service", "intent", "declined", "own", "followups")


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="ask content files before they are loaded, not the catalogue that is served",
)
@click.option("--json", "as_document", is_flag=True, help="print one JSON document")
@click.option("--misses", is_flag=True, help="print every question that was misunderstood as well")
def understanding(folder: Path, content: Path | None, as_document: bool, misses: bool) -> None:
    """Ask the questions of FOLDER and print how many were understood, per language. Exits 1 below 85 %.

    `LANGUAGE.yaml` holds first questions, `LANGUAGE.unanswerable.yaml` what the catalogue has no answer to,
    `LANGUAGE.own.yaml` questions about one's own case, `LANGUAGE.followups.yaml` conversations; each a list of
    `{ask, expects, intent}`. With --content an editor tries their questions before publishing.
    """
    with opened() if content is None else unpublished(content) as catalogue:
        dialogue = Dialogue(catalogue, Settings.from_environment().translations)
        try:
            scores = {code: _scores(dialogue, folder, code) for code in languages_of(folder)}
        except BadQuestions as error:
            raise click.ClickException(str(error)) from error
    table = {code: _shares(found) for code, found in scores.items()}
    if as_document:
        click.echo(json.dumps(table, ensure_ascii=False))
    else:
        _print(table)
        if misses:
            _print_misses(scores)
    sys.exit(0 if all(share >= LEAST for row in table.values() for share in row.values()) else 1)


def measure(dialogue: Dialogue, folder: Path, code: str) -> dict[str, float]:
    """Return the shares that are understood of one language's questions. Raises `BadQuestions`."""
    return _shares(_scores(dialogue, folder, code))


def _scores(dialogue: Dialogue, folder: Path, code: str) -> dict[str, Score]:
    found = {"": ask_all(dialogue, read_questions(folder / f"{code}.yaml", code))}
    for name in ("unanswerable", "own", "followups"):
        file = folder / f"{code}.{name}.yaml"
        if file.exists():
            found[name] = ask_all(dialogue, read_questions(file, code))
    return found


def _shares(scores: dict[str, Score]) -> dict[str, float]:
    row = {"service": scores[""].service, "intent": scores[""].intent}
    if "unanswerable" in scores:
        row["declined"] = scores["unanswerable"].service
    if "own" in scores:
        row["own"] = scores["own"].own_case
    if "followups" in scores:
        row["followups"] = min(scores["followups"].service, scores["followups"].intent)
    return {name: round(share, 3) for name, share in row.items()}


def _print(table: dict[str, dict[str, float]]) -> None:
    click.echo("language  " + "  ".join(f"{name:>9}" for name in _COLUMNS))
    for code, row in table.items():
        click.echo(f"{code:<8}  " + "  ".join(f"{row[name]:>9.0%}" if name in row else " " * 9 for name in _COLUMNS))


def _print_misses(scores: dict[str, dict[str, Score]]) -> None:
    for code, found in scores.items():
        for name, score in found.items():
            for outcome in score.outcomes:
                wrong = not outcome.right_service or not outcome.right_intent
                if name == "own":
                    wrong = not outcome.is_own_case
                if wrong:
                    expected = "/".join(sorted(outcome.question.expects)) or "nothing"
                    click.echo(
                        f"{code} {name or 'first':<12} {' // '.join(outcome.question.said)}\n"
                        f"     expected {expected} {sorted(outcome.question.intents)},"
                        f" got {outcome.got} {list(outcome.intents)} ({outcome.confidence:.2f})"
                    )
