"""What can befall a caller of the catalogue. Facts, no sentences and no HTTP: every door has its own words."""

from __future__ import annotations

from dataclasses import dataclass, field


class CatalogueError(Exception):
    """Anything the catalogue raises on purpose."""


@dataclass
class NotFound(CatalogueError):
    """There is no such object, or none that is published."""

    kind: str
    key: str


@dataclass
class Gone(CatalogueError):
    """The object was withdrawn."""

    kind: str
    key: str


@dataclass
class Moved(CatalogueError):
    """The object has another id now; addresses to the old one lead to `to`."""

    kind: str
    key: str
    to: str


@dataclass
class Conflict(CatalogueError):
    """Somebody else changed the part since it was read."""

    kind: str
    key: str
    part: str


@dataclass
class Behind(Conflict):
    """The draft knows nothing of an edition that is live, or will be by the time it is published."""


@dataclass
class WrongState(CatalogueError):
    """The part does not stand as the act needs it: there is no draft, it is not in review, nothing is scheduled."""

    kind: str
    key: str
    part: str
    state: str | None
    """How it stands: `draft`, `in_review`, or None when no draft is open."""


@dataclass
class OwnWork(CatalogueError):
    """Nobody reviews what they wrote themselves."""

    kind: str
    key: str
    part: str


@dataclass(frozen=True)
class Use:
    """One object that names another, and in what role."""

    kind: str
    key: str
    role: str


@dataclass
class BadInquiry(CatalogueError):
    """What is said of a case, or in it, is refused; `faults` names each field and what is wrong with it."""

    faults: tuple[tuple[str, str], ...]
    """Pairs of field and `empty`, `too_long`, `unknown` or `no_mail`."""


@dataclass
class TooLate(CatalogueError):
    """The case was answered so long ago that it cannot be opened again; a new one can be sent."""

    number: str


@dataclass
class InUse(CatalogueError):
    """Others name the object, so it cannot go; `uses` lists them all, ordered."""

    kind: str
    key: str
    uses: tuple[Use, ...]


@dataclass
class BadRedirect(CatalogueError):
    """Addresses of a withdrawn object cannot lead there: it is no published object of the same kind, or itself."""

    kind: str
    key: str
    to: str


@dataclass
class NotAllowed(CatalogueError):
    """This person may not do that."""

    action: str


@dataclass
class AlreadyThere(CatalogueError):
    """There is such a thing, and there can be but one."""

    kind: str
    key: str


@dataclass
class BadMail(CatalogueError):
    """This is no mail address."""

    text: str


@dataclass
class BadPassword(CatalogueError):
    """A new password is refused."""

    fault: str
    """`too_short`, `too_long` or `too_simple`."""


@dataclass
class WrongCredentials(CatalogueError):
    """Mail and password, or the code, do not belong together. It never says which, nor whether there is an account."""


@dataclass
class TooManyAttempts(CatalogueError):
    """Signing in went wrong so often that the next attempt has to wait."""

    seconds: int


@dataclass
class NotEmpty(CatalogueError):
    """The database holds a catalogue already, which a restore would replace."""


@dataclass
class BadBackup(CatalogueError):
    """A file cannot be restored."""

    file: str
    fault: str
    """`missing`, `foreign` (it is no backup), `damaged`, or `newer` (than this program)."""


@dataclass
class NotReady(CatalogueError):
    """The process lacks something it needs; `missing` names everything at once."""

    missing: tuple[str, ...]


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in a content folder: where, what, and what to do about it."""

    path: str
    field: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}: {self.field}: {self.problem} {self.remedy}"


@dataclass
class InvalidContent(CatalogueError):
    """The content has faults; every one of them is listed."""

    problems: tuple[Problem, ...] = field(default=())


@dataclass
class BadCode(CatalogueError):
    """This is no plan code: mistyped, cut short, or never one of ours."""

    text: str
