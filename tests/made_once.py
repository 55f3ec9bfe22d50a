"""What each test would make anew, and which is the same for all, made once a process."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pytest
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Engine
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from catalogue.files import reader


class CompiledTemplates(BytecodeCache):
    """What Jinja made of templates, kept in memory."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what was made of its template, if it was."""
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was made of a template."""
        self._code[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture(scope="session", autouse=True)
def templates_are_compiled_once() -> Iterator[None]:
    """Let the hundreds of applications that tests build compile each template once together."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "jinja_options", {"bytecode_cache": CompiledTemplates()})
        yield


@pytest.fixture(scope="session", autouse=True)
def addresses_are_compiled_once() -> Iterator[None]:
    """Let these applications compile each address once together; it depends on the rule and its converters only."""
    compile_rule, made = Rule.compile, {}

    def compiled(rule: Rule) -> None:
        written = (
            rule.rule,
            rule.host if rule.map.host_matching else rule.subdomain,
            rule.merge_slashes,
            repr(rule.defaults),
            frozenset(rule.map.converters.items()),
        )
        if written not in made:
            compile_rule(rule)
            made[written] = vars(rule)
            return
        like = made[written]
        rule._parts, rule._trace, rule._converters = like["_parts"], like["_trace"], like["_converters"]
        rule.arguments |= like["arguments"]
        for name in ("_build", "_build_unknown"):
            setattr(rule, name, like[name].__func__.__get__(rule, None))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "compile", compiled)
        yield


class CompiledStatements(LRUCache):
    """What SQLAlchemy made of statements, for all engines of one kind: it is the same, and each test has its engine."""

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        """Return what was made of a statement, if it was."""
        return super().get((type(key[0]), *key[1:]), default)

    def __setitem__(self, key: tuple[Any, ...], made: Any) -> None:
        super().__setitem__((type(key[0]), *key[1:]), made)


@pytest.fixture(scope="session", autouse=True)
def statements_are_compiled_once() -> Iterator[None]:
    """Let the hundreds of engines that tests open compile each statement once together."""
    begin, made = Engine.__init__, CompiledStatements(5000)

    def begun(engine: Engine, *arguments: Any, **named: Any) -> None:
        begin(engine, *arguments, **named)
        if engine._compiled_cache is not None:
            engine._compiled_cache = made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Engine, "__init__", begun)
        yield


@pytest.fixture(scope="session", autouse=True)
def files_of_words_are_read_once() -> Iterator[None]:
    """Let the many folders that tests write, which are nearly the same, be read a text at a time once together."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "read_words", lru_cache(maxsize=20_000)(reader.read_words))
        yield
