"""What editors read of each fault that the rules of content know: of facts, of words, and of what fields refuse."""

from __future__ import annotations

from catalogue.facts.base import ID_PATTERN
from furniture.labels import N_
from portal.editor.forms.faults import (
    CHOOSE,
    CODE_TAKEN,
    FILL_IN,
    NOT_FOUND,
    NOT_PUBLISHED,
    OF_PATTERNS,
    OTHERWISE,
    SAME_NAME,
)

OF_FACTS: tuple[tuple[str, str], ...] = (
    (r"There is no “.*” among the ", NOT_FOUND),
    (r"There is no .+ “", NOT_PUBLISHED),
    (r"The question “.*” has no option “", NOT_FOUND),
    (r"“.*” has no option “", NOT_FOUND),
    (r"“.*” is answered twice", N_("This question is answered twice.")),
    (r"The service has no “", NOT_FOUND),
    (r"The service has “.*” already", SAME_NAME),
    (r"The id is given twice", SAME_NAME),
    (r"“.*” is reserved", N_("Addresses use this word for something else.")),
    (r"It lies in itself: (?P<circle>.*)\.$", N_("It belongs to itself: %(circle)s")),
    (r"The condition contradicts itself", N_("Nobody can meet this condition.")),
    (r"This branch of the condition contradicts itself", N_("Nobody can meet this part of the condition.")),
    (r"The fee has no law", N_("A fee of the state needs its legal basis.")),
    (
        r"No amount is told for the days after (?P<day>.*)\.$",
        N_("No amount is given for the days after %(day)s. Close the gap, or say that it is not known."),
    ),
    (
        r"The period overlaps the one from (?P<day>.*)\.$",
        N_("This period overlaps the one from %(day)s. End the earlier one the day before."),
    ),
    (
        r"The fee has no amount from (?P<day>.*) on",
        N_("There is no amount from %(day)s on. Add a period, or tick that it is no longer asked for."),
    ),
    (
        r"The service “.*” does not give it out",
        N_("This service does not give the document. Add it there to what one gets."),
    ),
    (r"It names no document", N_("Name the document, or choose another kind of result.")),
    (r"The payment has no amount", N_("A payment needs an amount.")),
    (r"The documents go round in a circle: (?P<circle>.*)\.$", N_("Documents go round in a circle: %(circle)s")),
    (r"The steps go round in a circle: (?P<circle>.*)\.$", N_("Steps go round in a circle: %(circle)s")),
    (r"It waits for “(?P<step>.*)”, which", N_("It waits for “%(step)s”, which comes in a later stage.")),
    (
        r"It depends on the question “(?P<question>.*)”, which",
        N_("It depends on a question that is not asked here: %(question)s"),
    ),
    (r"Nobody reaches this question: it depends on its own answer", N_("This question depends on its own answer.")),
    (
        r"Nobody reaches this ",
        N_("Nobody gets here: what it depends on is asked only when it cannot be so."),
    ),
    (r"The question “.*” is asked twice", N_("This question is asked twice.")),
    (r"Nothing depends on the question", N_("Nothing depends on this question.")),
    (r"The stage has no step", N_("This stage has no step.")),
    (
        r"Kind and group do not fit",
        N_("Steps that are one of several ways need a group; others have none."),
    ),
    (r"The deadline says neither", N_("Say until when, or from when.")),
    (
        r"The service is in no life event",
        N_("Nobody comes upon this service: it has no target group and is in no life event."),
    ),
    (r"The mobile unit has no timetable", N_("A mobile unit needs its stops.")),
    (r"The office has no hours", N_("An office needs opening hours.")),
    (r"It is possible only from .* on, which is later", N_("This ends before it begins.")),
    (
        r"It is due .*, but waits for “(?P<step>.*)”, which",
        N_("It is due before “%(step)s” is possible, which has to be done first."),
    ),
    (r"It usually takes .*, which is longer", N_("The usual time is longer than the maximum.")),
    (r"It may be collected within", N_("It can be collected for longer than it is valid.")),
    (
        r"It is valid for .* here, but",
        N_("The document itself is valid for another time. Correct one of the two."),
    ),
    (r"It may be .* old, but", N_("It may be older here than the document is valid.")),
    (
        r"The service gives out “.*”, but",
        N_("The document says that it comes from somebody else. Name this service there."),
    ),
    (
        r"One can do “.*” here, but",
        N_("The service names no way that such an office offers. Add the way there, or say that this office informs."),
    ),
    (r"It sends people there, but no", N_("No office offers this service. Add it to an office.")),
    (r"No year has a day", N_("No year has such a day.")),
    (r"The national value of .* is not", N_("The national rule has changed since this was written.")),
)
"""What the rules of facts say, as patterns, and what editors are told; the first that fits."""

OF_WORDS: tuple[tuple[str, str], ...] = (
    (r"(?P<name>\{.*\}) (?:names|means)", N_("%(name)s stands for nothing here. Correct it or take it out.")),
    (r"There is a brace that is no placeholder", N_("There is a brace that belongs to no placeholder. Take it out.")),
    (
        r"Placeholders differ: (?P<lacking>.*) is missing; (?P<surplus>.*) is not in the source",
        N_("%(lacking)s of the source is missing, and %(surplus)s is not in the source."),
    ),
    (
        r"Placeholders differ: (?P<lacking>.*) is missing",
        N_("%(lacking)s of the source is missing. Copy it from there."),
    ),
    (r"Placeholders differ: (?P<surplus>.*) is not in", N_("%(surplus)s is not in the source. Take it out.")),
    (r"The words in “(?P<language>.*)” are missing", N_("There are no words in this language yet: %(language)s")),
    (
        r"The pack is not published in “(?P<language>.*)”",
        N_("The country does not publish in this language: %(language)s"),
    ),
    (r"The product does not know the language “(?P<language>.*)”", N_("There is no such language: %(language)s")),
    (r"“(?P<language>.*)” is no language of this product", N_("There is no such language: %(language)s")),
    (
        r"The source language “.*” is not among",
        N_("The language that is translated from is not among those published."),
    ),
    (r"(?:The facts have|There is) no such section", N_("These words belong to nothing in the facts. Take them out.")),
    (r"It names a section that is not there", N_("These words belong to nothing in the facts. Take them out.")),
    (r"The deadline has no consequence", N_("Nothing says what follows from being late.")),
    (r"The step is neither a service nor told", N_("This step is neither a service nor told in words.")),
    (r"The section is (?:missing|empty)", N_("This text is missing.")),
    (r"It is missing", FILL_IN),
    (r"They have no sections", FILL_IN),
    (r"It is a list", N_("Write a list, one entry on each line.")),
    (r"It is no list", N_("Write one text, not a list.")),
    (r"It has the wrong shape", N_("A list is where one text belongs, or the other way round.")),
    (r"It has more than one line", N_("Write it on one line.")),
    (r"These words are no translation", N_("Each language has its own words here; these are no translation.")),
    (r"This is the source language", N_("This is the language that is translated from, not a translation.")),
    (r"The section is there in “(?P<language>.*)” only", N_("This text is there in one language only: %(language)s")),
    (
        r"Nothing says from which source text",
        N_("Nobody knows what this was translated from. Read it, and say that it fits."),
    ),
    (r"The source text has changed since", N_("The source has changed since this was translated.")),
    (r"The .+ “(?P<key>.*)” has this title already", N_("Something else has the same title: %(key)s")),
    (
        r"The title names an organisation: “(?P<name>.*)”",
        N_("The title names an organisation (%(name)s). Say what people want."),
    ),
    (
        r"A block of code is not closed|Code is opened",
        N_("Code is opened and not closed. Put the same mark at its end."),
    ),
    (r"There is HTML: “(?P<text>.*)”\.", N_("HTML is not shown here: %(text)s")),
    (
        r"“(?P<text>.*)” is (?:underlined, which makes it a|no) heading",
        N_("Write this heading with ## and a space in front: %(text)s"),
    ),
    (
        r"“(?P<text>.*)” is a heading of the wrong level",
        N_("This heading is of the wrong level. Begin with ##, then ### below it: %(text)s"),
    ),
    (r"Nothing stands below the heading “(?P<text>.*)”\.", N_("Nothing stands below this heading: %(text)s")),
    (r"The table “(?P<text>.*)” is broken", N_("This table is broken. Give each row as many cells: %(text)s")),
    (r"There is a picture", N_("Pictures are not shown here. Say it in words.")),
    (
        r"The link to “(?P<address>.*)” leads nowhere",
        N_("This link leads nowhere. Begin it with https://, mailto: or tel: – %(address)s"),
    ),
    (r"The link to “(?P<address>.*)” has no text", N_("This link has no text: %(address)s")),
    (r"A link is not closed", N_("A link is not closed. Write it as [text](https://…).")),
    (r"Bold text is not closed", N_("Bold text is not closed. Put ** on both sides of it.")),
    (
        r"“(?P<text>.*)” repeats a fact",
        N_("“%(text)s” repeats a fact. Name the fact by its placeholder, or leave it out."),
    ),
    (
        r"“(?P<text>.*)” is not the word that this",
        N_("The glossary of this language uses another word for “%(text)s”."),
    ),
    (
        r"The text has \d+ characters; up to (?P<limit>\d+)",
        N_("This text is too long. Up to %(limit)s characters fit where it is shown."),
    ),
    (
        r"A sentence has .* easy to read: “(?P<text>.*)”",
        N_("This sentence is too long to be read easily. Make two of it: %(text)s"),
    ),
    (
        r"A paragraph has .* easy to read: “(?P<text>.*)”",
        N_("This paragraph is too long to be read easily. Make two of it, or a list: %(text)s"),
    ),
    (r"All its texts together are hard", N_("These words are hard to read. Use shorter sentences and shorter words.")),
    (r"It says .* where the source says", N_("A number is not the one of the source. Correct it here or there.")),
    (r"It has no words in any language", N_("It has no words in any language.")),
    (r"“(?P<text>.*)” has no words", N_("There is no word in “%(text)s”.")),
    (
        r"“(?P<text>.*)” says nothing",
        N_("“%(text)s” tells the search nothing new. Write two phrases that are not the same anyway."),
    ),
    (r"“(?P<text>.*)” leads elsewhere by", N_("Another pinned answer has “%(text)s”. Keep it in one of them.")),
    (
        r"Words are published or scheduled that speak",
        N_("Words are published or scheduled that speak of these facts. Cancel them first."),
    ),
)
"""What the rules of words say."""

OF_THE_REST: tuple[tuple[str, str], ...] = (
    (r"The review was due on (?P<day>.*)\.$", N_("Its check was due on %(day)s.")),
    (r"The service “.*” has the code", CODE_TAKEN),
    (
        r"The .+ “(?P<key>.*)” (?:is not published|is neither in the files)",
        N_("It leads to something that is not published: %(key)s"),
    ),
    (r"The .+ “(?P<key>.*)” still exists", N_("It is redirected, and still there: %(key)s")),
    (r"“(?P<key>.*)” is redirected twice", N_("It is redirected twice: %(key)s")),
    (r"There is no such service to vary", NOT_FOUND),
    (r"Steps wait for each other: (?P<circle>.*)\.$", N_("Steps go round in a circle: %(circle)s")),
    (
        r"“.*” is the word to use for|The .+ of this id is called|The term is missing",
        N_("The glossary is not in order. Tell whoever runs the portal."),
    ),
    (
        r"It has no number yet|The number \d+ is given twice|The number \d+ belongs to|It has the number \d+ in",
        N_("Its short number is not in order. Tell whoever runs the portal."),
    ),
)
"""What the rules of numbers, redirects, codes and pins say."""

OF_FIELDS: tuple[tuple[str, str], ...] = (
    (r"The field (?:is missing|has no value)", FILL_IN),
    (r".* is not one of the choices", CHOOSE),
    (r".* is no id\.", OF_PATTERNS[rf"^{ID_PATTERN}$"]),
    (r".* is no mail address", OF_PATTERNS[r"^[^@\s]+@[^@\s]+\.[^@\s]+$"]),
    (r".* is no phone number", OF_PATTERNS[r"^\+?[0-9][0-9 ]{2,24}$"]),
    (r".* is no web address", OF_PATTERNS[r"^https://[^\s]+$"]),
    (r".* is no currency", OF_PATTERNS[r"^[A-Z]{3}$"]),
    (r".* is no code", OF_PATTERNS[r"^[1-9][0-9]{3,5}$"]),
    (r".* is no day of the year", OF_PATTERNS[r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"]),
    (r".* is no date\.", N_("Write a date, such as 2026-12-31.")),
    (r".* is no time of day", N_("Write a time of day, such as 08:30.")),
    (r".* is no whole number", N_("Write a whole number in digits.")),
    (r".* is no (?:amount|number)", N_("Write a number in digits, such as 12.50.")),
    (r".* is no span", N_("Write a whole number and choose its unit.")),
    (r"There are too few entries", N_("Give at least one.")),
    (r"There is no such field|A list is expected|Fields are expected", OTHERWISE),
    (r".* is (?:neither true|no text|too small|too large|not written as)", OTHERWISE),
)
"""What fields refuse; drafts may hold it, and are then not published."""

SENTENCES = (*OF_FACTS, *OF_WORDS, *OF_THE_REST, *OF_FIELDS)
