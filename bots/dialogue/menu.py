"""The guided menu, always reachable: what one can do here, language, place, stopping, forgetting."""

from __future__ import annotations

from dataclasses import replace

from bots.dialogue.answers.desk_queue import withdrawn
from bots.dialogue.memory import Memory
from bots.dialogue.reply import Button, Intent, Rating, paragraph
from bots.dialogue.turn import Handler, NotUnderstood, Outcome, Turn, button, say
from catalogue.languages import languages

EVERYWHERE = "everywhere"
"""The argument of `place` by which a person takes the choice of a place back."""


def show_menu(turn: Turn, arguments: tuple[str, ...] = ()) -> Outcome:
    """Say what one can do here."""
    return say(
        turn.remembering(awaiting=None),
        Intent.MENU,
        paragraph(turn.gettext("Choose a button, or ask in your own words.")),
        buttons=main_buttons(turn),
    )


def main_buttons(turn: Turn) -> tuple[Button, ...]:
    """Return the buttons of the menu."""
    chosen = next((place.title.value for place in turn.frame.places if place.place == turn.memory.place), None)
    place = turn.gettext("Place: %(place)s", place=chosen) if chosen else turn.gettext("Choose your place")
    return (
        button(turn.gettext("Life events"), "life_events", "1"),
        button(turn.gettext("For whom"), "groups", "1"),
        button(turn.gettext("Topics"), "topics", "1"),
        button(turn.gettext("Nearest office"), "near"),
        button(turn.gettext("Talk to a person"), "human"),
        button(place, "place"),
        button(turn.gettext("Language"), "language"),
    )


def say_mistyped(turn: Turn) -> Outcome:
    """Tell that what looks like the code of a plan or a list is none."""
    return say(
        turn,
        Intent.UNKNOWN,
        paragraph(turn.gettext("This code is not quite right. Please compare it with yours, and type it once more.")),
        buttons=(menu_button(turn),),
    )


def menu_button(turn: Turn) -> Button:
    """Return the button that leads back to the menu."""
    return button(turn.gettext("Menu"), "menu")


def greet(turn: Turn) -> Outcome:
    """Answer a greeting: who this is, and what it can do."""
    return say(
        turn,
        Intent.GREETING,
        paragraph(
            turn.gettext(
                "Hello. I answer questions about the public services of %(country)s: which papers, what it costs, how"
                " long it takes, where to go.",
                country=turn.frame.country.value,
            ),
            turn.gettext(
                "Ask in your own words, for example: “%(example)s”", example=turn.gettext("I am having a baby")
            ),
        ),
        buttons=main_buttons(turn),
    )


def explain(turn: Turn, arguments: tuple[str, ...] = ()) -> Outcome:
    """Say how to use the bot, and what it keeps."""
    return say(
        turn,
        Intent.MENU,
        paragraph(
            turn.gettext("Write what you need, or what has happened. Then ask on: “how much is it?”, “where?”"),
            turn.gettext("I say only what the catalogue of services says, with the day on which it was checked."),
        ),
        paragraph(
            turn.gettext(
                "I do not keep what you write. Please send no names, numbers of papers or other personal data."
            ),
            turn.gettext("“Forget everything” deletes what I remember: your place, your answers and your plan."),
        ),
        buttons=(*main_buttons(turn), button(turn.gettext("Forget everything"), "forget")),
    )


def say_thanks(turn: Turn) -> Outcome:
    """Answer thanks."""
    return say(turn, Intent.THANKS, paragraph(turn.gettext("You are welcome.")), buttons=(menu_button(turn),))


def choose_language(turn: Turn, arguments: tuple[str, ...]) -> Outcome:
    """Offer all languages, by their own names."""
    offered = tuple(
        button(language.endonym, "language", code)
        for code, language in languages().items()
        if code in turn.frame.languages
    )
    return say(turn, Intent.LANGUAGE, paragraph(turn.gettext("Choose your language.")), buttons=offered)


def choose_place(turn: Turn, arguments: tuple[str, ...]) -> Outcome:
    """Offer the places with rules of their own, or say that a place was chosen."""
    places = {place.place: place.title for place in turn.frame.places}
    if arguments and arguments[0] not in (*places, EVERYWHERE):
        raise NotUnderstood
    if not arguments:
        offered = [button(title.value, "place", id) for id, title in places.items()]
        everywhere = button(turn.gettext("All of %(country)s", country=turn.frame.country.value), "place", EVERYWHERE)
        return say(
            turn,
            Intent.PLACE,
            paragraph(turn.gettext("Where do you live?"), turn.gettext("Some fees and rules depend on it.")),
            buttons=(*offered, everywhere),
        )
    if arguments[0] == EVERYWHERE:
        return say(
            turn.remembering(place=None),
            Intent.PLACE,
            paragraph(turn.gettext("You now see the rules of the whole country.")),
            buttons=(menu_button(turn),),
        )
    chosen = places[arguments[0]].value
    return say(
        turn.remembering(place=arguments[0]),
        Intent.PLACE,
        paragraph(turn.gettext("You now see what holds in %(place)s.", place=chosen)),
        buttons=(menu_button(turn),),
    )


def forget(turn: Turn, arguments: tuple[str, ...] = ()) -> Outcome:
    """Forget the conversation; the language stays for this one reply."""
    withdrawn(turn)
    outcome = say(
        turn,
        Intent.FORGET,
        paragraph(turn.gettext("I have forgotten everything: your place, your answers, your plan and all reminders.")),
        buttons=(menu_button(turn),),
    )
    return replace(outcome, memory=Memory(), forgotten=True)


def stop(turn: Turn, arguments: tuple[str, ...] = ()) -> Outcome:
    """End all reminders at once, no reason asked."""
    text = (
        turn.gettext("All reminders have ended. I will not write again unless you do.")
        if turn.memory.reminders
        else turn.gettext("I will not write unless you do.")
    )
    left = [turn.gettext("You are not in the queue any more. Your codes are deleted.")] if turn.memory.ticket else []
    return say(
        replace(turn, memory=replace(withdrawn(turn), reminders=False, awaiting=None)),
        Intent.STOP,
        paragraph(text, *left),
        buttons=(menu_button(turn), button(turn.gettext("Forget everything"), "forget")),
    )


def read_only_text(turn: Turn, arguments: tuple[str, ...] = ()) -> Outcome:
    """Say that photos, files and voices are not read, and were not kept."""
    return say(
        turn,
        Intent.UNKNOWN,
        paragraph(
            turn.gettext("I read text only. I have not opened what you sent, and I do not keep it."),
            turn.gettext("Please do not send photos of papers. Write what you need in a few words."),
        ),
        buttons=main_buttons(turn),
    )


def stay_private(turn: Turn, arguments: tuple[str, ...] = ()) -> Outcome:
    """Say in a group that questions are answered between two only."""
    return say(
        turn,
        Intent.UNKNOWN,
        paragraph(turn.gettext("I answer in private chats only, because nobody else should read what you need.")),
    )


def take_rating(turn: Turn, arguments: tuple[str, ...]) -> Outcome:
    """Take the answer to "was this answered?": `yes` or `no`, and what it was about."""
    if len(arguments) != 3 or arguments[0] not in ("yes", "no"):
        raise NotUnderstood
    useful = arguments[0] == "yes"
    counted = turn.memory.answered
    outcome = say(
        turn.remembering(answered=True),
        Intent.THANKS,
        paragraph(
            turn.gettext("Thank you.")
            if useful
            else turn.gettext("Thank you for telling us. Ask in other words, or talk to a person.")
        ),
        buttons=(menu_button(turn),)
        if useful
        else (button(turn.gettext("Talk to a person"), "human"), menu_button(turn)),
    )
    return outcome if counted else replace(outcome, rating=Rating(useful, arguments[1], arguments[2]))


VERBS: dict[str, Handler] = {
    "menu": show_menu,
    "help": explain,
    "place": choose_place,
    "forget": forget,
    "stop": stop,
    "useful": take_rating,
    "only_text": read_only_text,
    "only_private": stay_private,
}
"""The buttons of this room. `language` without a language is `choose_language`; the conversation itself changes it."""
