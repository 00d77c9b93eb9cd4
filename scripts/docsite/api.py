"""The public names of the package → the page of the Python reference, in Markdown."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from importlib.metadata import entry_points
from typing import Any, get_args

import pipeline
from pipeline import model
from scripts.docsite.prose import prose

_DISTRIBUTION = "nids-pipeline"
_INTRO = """# Python

`import pipeline` gives what stands under *pipeline*; the types it returns are in `pipeline.model`. Names load when first used.
"""


def public() -> Iterator[tuple[str, Any]]:
    """Every public name with its full path, in the order of the page."""
    for name in pipeline.__all__:
        yield f"pipeline.{name}", getattr(pipeline, name)
    for name in model.__all__:
        yield f"pipeline.model.{name}", getattr(model, name)


def components() -> dict[str, Any]:
    """The spaCy components of this package: their factories by name."""
    found = entry_points(group="spacy_factories")
    return {entry.name: entry.load() for entry in found if entry.dist is not None and entry.dist.name == _DISTRIBUTION}


def python() -> str:
    """The page: functions and classes of the package, types of the model, spaCy components."""
    named = dict(public())
    parts = [_INTRO, "## pipeline", *(_entry(path, thing) for path, thing in named.items() if path.count(".") == 1)]
    parts += ["## pipeline.model", *(_entry(path, thing) for path, thing in named.items() if path.count(".") == 2)]
    parts += ["## spaCy components", "How to use them: [in a spaCy pipeline](../spacy.md)."]
    parts += [f"### {name}\n\n{_docs(factory)}" for name, factory in sorted(components().items())]
    return "\n\n".join(parts) + "\n"


def _entry(path: str, thing: Any) -> str:
    return "\n\n".join([f"### {path.rpartition('.')[2]}", _declaration(path, thing), _docs(thing)]).rstrip()


def _declaration(path: str, thing: Any) -> str:
    if is_dataclass(thing):
        lines = [f"{path}(", *(f"    {_field(field)}," for field in fields(thing)), ")"]
    elif inspect.isclass(thing):
        lines = [f"class {path}({', '.join(base.__name__ for base in thing.__bases__)})"]
    elif inspect.isfunction(thing):
        signature = inspect.signature(thing)
        lines = [f"{path}(", *_parameters(signature), f") -> {signature.return_annotation}"]
    else:
        lines = [f"{path} = Literal[{', '.join(repr(value) for value in get_args(thing))}]"]
    return "\n".join(["```python", *lines, "```"])


def _field(field: Any) -> str:
    return f"{field.name}: {field.type}" + ("" if field.default is MISSING else f" = {field.default!r}")


def _parameters(signature: inspect.Signature) -> Iterator[str]:
    named_only = False
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not named_only:
            named_only = True
            yield "    *,"
        default = "" if parameter.default is parameter.empty else f" = {_value(parameter.default)}"
        yield f"    {parameter.name}: {parameter.annotation}{default},"


def _value(default: object) -> str:
    return repr(str(default)) if hasattr(default, "__fspath__") else repr(default)


def _docs(thing: Any) -> str:
    """The docstring; of a type alias nothing, its values say what it is."""
    if not (inspect.isclass(thing) or inspect.isfunction(thing)):
        return ""
    return "\n\n".join(prose(" ".join(paragraph.split())) for paragraph in (inspect.getdoc(thing) or "").split("\n\n"))
