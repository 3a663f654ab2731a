"""Reading YAML so that nothing turns into something else, and every mapping knows its line.

No ``yes`` becomes true, no ``12:30`` becomes 750, no date becomes a date
object, and a key given twice is an error. (Each was measured to go wrong with
the stock loader.)
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from debrief.bank.refusals import MissingFile, NotYaml, RepeatedKey, UnsafeText, WrongShape
from debrief.text import is_safe

_Base: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Mapping(dict[str, Any]):
    """A mapping that remembers the file and line it stands in."""

    file: str = ""
    line: int = 0


class _Loader(_Base):  # type: ignore[misc]
    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012
    file = ""


_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"^(?:0|-?[1-9][0-9]{0,15})$"), list("-0123456789")
)
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), ["t", "f"])


def _mapping(loader: Any, node: yaml.MappingNode) -> Mapping:
    made = Mapping()
    made.file, made.line = loader.file, node.start_mark.line + 1
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        line = key_node.start_mark.line + 1
        if not isinstance(key, str):
            raise WrongShape(file=loader.file, line=line, item="a key", field="key")
        if key in made:
            raise RepeatedKey(file=loader.file, line=line, name=key)
        made[key] = loader.construct_object(value_node, deep=True)
    return made


def _whole(loader: Any, node: yaml.ScalarNode) -> int:
    try:
        return int(node.value)
    except ValueError:
        raise NotYaml(file=loader.file, line=node.start_mark.line + 1) from None


def _text(loader: Any, node: yaml.ScalarNode) -> str:
    if not is_safe(node.value):
        raise UnsafeText(file=loader.file, line=node.start_mark.line + 1)
    return str(node.value)


# Only what YAML says by its form: a tag such as !!timestamp has no constructor, and is refused.
_Loader.yaml_constructors = {None: _Loader.yaml_constructors[None]} | {
    tag: _Loader.yaml_constructors[tag]
    for tag in (f"tag:yaml.org,2002:{kind}" for kind in ("null", "bool", "seq"))
}
_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
_Loader.add_constructor("tag:yaml.org,2002:str", _text)
_Loader.add_constructor("tag:yaml.org,2002:int", _whole)


def read(folder: Path, name: str) -> Mapping:
    """The mapping in ``folder/name``. Raises ``MissingFile``, ``NotYaml``, ``RepeatedKey``."""
    try:
        text = (folder / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise MissingFile(file=name) from None
    return read_text(text, name)


def read_text(text: str, name: str) -> Mapping:
    """The mapping in a YAML text; ``name`` stands for the file in refusals."""
    loader: Any = None
    try:
        loader = _Loader(text)
        loader.file = name
        made = loader.get_single_data()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise NotYaml(file=name, line=mark.line + 1 if mark else 1) from None
    except RecursionError:  # brackets without end
        raise NotYaml(file=name, line=1) from None
    finally:
        if loader is not None:
            loader.dispose()
    if not isinstance(made, Mapping):
        raise WrongShape(file=name, line=1, item="the file", field="top")
    return made


def mappings(value: Any, file: str) -> Any:
    """A parsed JSON value as if it had stood in ``file``: the same texts allowed, the same mappings."""
    if isinstance(value, str) and not is_safe(value):
        raise UnsafeText(file=file, line=1)
    if isinstance(value, list):
        return [mappings(each, file) for each in value]
    if not isinstance(value, dict):
        return value
    made = Mapping({key: mappings(each, file) for key, each in value.items()})
    made.file, made.line = file, 1
    return made
