"""A slip of what is still needed, arranged to be shown and printed: papers, the last day, where, and the code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from flask_babel import gettext
from markupsafe import Markup

from catalogue.plans.slip import Slip
from catalogue.plans.symbols import spoken
from catalogue.queries.slips import code_of_slip
from catalogue.read_models.counter import Sheet
from portal.columns import Block, align, speaking
from portal.lasting import drawn_address, short_address
from portal.qr import qr_code
from portal.work import reading

SHOWN = ("bring", "time", "how")
"""The blocks of a sheet that stand on a slip."""
FIELDS_OF_TIME = ("due.", "deadlines.")


@dataclass(frozen=True)
class ShownSlip:
    """What the template of a slip shows."""

    sheet: Sheet
    beside: Sheet | None
    blocks: tuple[Block, ...]
    code: str
    gone: int
    """How many of the papers that were missing are no longer asked for."""

    @property
    def spoken_code(self) -> str:
        """Return the code in groups that can be read aloud."""
        return spoken(self.code)

    @property
    def short_address(self) -> str:
        """Return the address to type from paper."""
        return short_address(self.code)

    @property
    def code_label(self) -> str:
        """Return what stands above the code, in the language of the slip: a visitor takes it home."""
        with speaking(self.sheet.page.language):
            return gettext("Code of this slip")

    @property
    def drawing(self) -> Markup:
        """Return the QR code of that address, in the language of the slip."""
        with speaking(self.sheet.page.language):
            return qr_code(drawn_address(self.code))


def arrange(sheet: Sheet, beside: Sheet | None, lacking: Iterable[str], slip: Slip) -> ShownSlip:
    """Arrange a slip with these papers missing. `slip` carries the person's situation into its code."""
    wanted = set(lacking)
    papers = tuple(line.id for line in sheet.papers if line.id in wanted)
    made = replace(slip, service=sheet.page.id, way=sheet.way, lacking=papers)
    return ShownSlip(
        sheet,
        beside,
        tuple(filter(None, (_kept(block, papers, sheet) for block in align(sheet, beside)))),
        code_of_slip(reading(), made, sheet.page.code),
        len(wanted) - len(papers),
    )


def _kept(block: Block, papers: tuple[str, ...], sheet: Sheet) -> Block | None:
    """Return what of a block stands on the slip: papers that are missing, the last day, the way that was chosen."""
    if block.id not in SHOWN:
        return None
    rows = block.rows
    if block.id == "bring":
        rows = tuple(row for row in rows if row.id in papers)
    elif block.id == "time":
        rows = tuple(row for row in rows if row.path.startswith(FIELDS_OF_TIME) and row.id != "none")
    else:
        rows = tuple(row for row in rows if row.id == sheet.way)
    return replace(block, rows=rows) if rows else None
