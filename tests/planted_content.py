"""A small sound content folder – the example of content/README.md, in six languages – to plant errors in."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from catalogue.errors import Problem
from catalogue.files.check import check
from catalogue.files.format import format_folder, stamp
from catalogue.files.reader import read

README = Path(__file__).parents[1] / "content" / "README.md"
EXAMPLE = re.compile(r"^`([a-z][\w./-]+)`\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
AS_OF = date(2026, 6, 1)


def example_files() -> dict[str, str]:
    """Return the files of the README's example by path."""
    return dict(EXAMPLE.findall(README.read_text(encoding="utf-8")))


@dataclass
class Planted:
    """A content folder that a test spoils on purpose."""

    folder: Path

    @classmethod
    def sound(cls, folder: Path) -> "Planted":
        """Write the example with every text in six languages; the translations are the English text."""
        planted = cls(folder)
        for path, text in example_files().items():
            if path == "pack.yaml":
                text = text.replace("languages: [en]", f"languages: [{', '.join(LANGUAGES)}]")
            planted.write(path, text)
            if path.endswith("en.md"):
                for language in LANGUAGES[1:]:
                    planted.write(path.removesuffix("en.md") + f"{language}.md", text)
        planted.settle()
        return planted

    def write(self, path: str, text: str) -> None:
        """Write one file."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace text that must be there, in the file or, for `*.md`, in the files of all languages."""
        files = sorted(self.folder.glob(path))
        assert files, path
        for file in files:
            text = file.read_text(encoding="utf-8")
            assert old in text, f"{old!r} is not in {file}"
            file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def settle(self) -> None:
        """Stamp all translations and give new things their numbers, so that only the planted error remains."""
        paths = [file.relative_to(self.folder).as_posix() for file in self.folder.rglob("*.md")]
        stamp(self.folder, [path for path in paths if not path.endswith("en.md")])
        format_folder(self.folder)

    def problems(self, as_of: date = AS_OF, *, settled: bool = True) -> list[Problem]:
        """Return what the check says."""
        if settled:
            self.settle()
        return check(read(self.folder), as_of)

    def only_problem(self, as_of: date = AS_OF, *, settled: bool = True) -> Problem:
        """Return the one thing that the check says."""
        problems = self.problems(as_of, settled=settled)
        assert len(problems) == 1, "\n".join(map(str, problems)) or "no problem was found"
        return problems[0]
