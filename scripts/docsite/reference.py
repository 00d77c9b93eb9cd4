"""The contract, the commands and the settings as declared in the code → pages of the reference, in Markdown."""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator
from dataclasses import fields

import click

from pipeline import settings
from pipeline.cli import whole
from pipeline.tables.schema import TABLES, Column, Table
from scripts.docsite.prose import cell, definition, prose

PROGRAM = "nids-pipeline"
_CLI = whole()
_EXAMPLES = "\b\n"  # how a docstring tells click to leave lines as they are
_TABLES = """# Tables

Every file of the output folder and every column, as `nids-pipeline schema` prints them. A column in bold is never empty. Files are UTF-8
with a byte-order mark, comma-separated (RFC 4180); offsets are half-open and count Unicode code points.
"""
_COMMANDS = """# Command line

Every command and option, as `--help` prints them. `nids-pipeline --version` prints the version. An error is one line on standard
error; `--debug` shows the traceback.
"""
_SETTINGS = """# Settings

Keys of `pipeline.toml` in the folder a command is called in, or of the file named by `--config`; in Python the fields of
`pipeline.Settings`. Each stands here with its default. An unknown key is an error. Options of the command line go before the file.
"""


def tables() -> str:
    """Every table with its key, the tables it points to, and its columns."""
    names = ", ".join(f"[{table.name}](#{table.name})" for table in TABLES)
    return "\n\n".join([_TABLES, names, *(_table(table) for table in TABLES)]) + "\n"


def _table(table: Table) -> str:
    said = [f"One row per {prose(table.row)}."]
    if table.key:
        said.append(f"Key: {', '.join(f'`{name}`' for name in table.key)}.")
    if table.refers:
        said.append(f"Points to {', '.join(f'[{other}](#{other}) by `{column}`' for column, other in table.refers)}.")
    rows = [f"| {_name(column)} | {column.type} | {_meaning(column)} |" for column in table.columns]
    return "\n".join([f"## {table.name}", "", " ".join(said), "", "| column | type | meaning |", "|---|---|---|", *rows])


def _name(column: Column) -> str:
    return f"**`{column.name}`**" if column.required else f"`{column.name}`"


def _meaning(column: Column) -> str:
    if not column.enum or column.name == "code":  # the codes of problems have a page of their own
        return cell(column.description)
    return f"{cell(column.description)}. One of {', '.join(f'`{value}`' for value in column.enum)}"


def commands(group: click.Group = _CLI, path: str = PROGRAM) -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, with the words it is called by (`nids-pipeline explain note`)."""
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def command_line() -> str:
    """Every command with its help, its examples and its options."""
    return "\n".join([_COMMANDS, *(_command(path, command) for path, command in commands())])


def _command(path: str, command: click.Command) -> str:
    context = click.Context(command, info_name=path)
    usage = f"{path} {' '.join(command.collect_usage_pieces(context))}"
    lines = [f"## {path}", "", "```text", usage, "```", ""]
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        if paragraph.startswith(_EXAMPLES):
            lines += ["```console", *(f"$ {line.strip()}" for line in paragraph.removeprefix(_EXAMPLES).splitlines()), "```", ""]
        else:
            lines += [prose(" ".join(paragraph.split())), ""]
    for parameter in command.params:
        record = parameter.get_help_record(context)
        if record and isinstance(parameter, click.Option):  # arguments are told by the help itself
            lines.append(definition(record[0], prose(record[1])))
    return "\n".join(lines)


def settings_file() -> str:
    """Every setting with its type, default and meaning."""
    meanings = setting_meanings()
    said = [
        definition(f"{field.name} = {_toml(field.default)}", prose(meanings.get(field.name, ""))) for field in fields(settings.Settings)
    ]
    return "\n".join([_SETTINGS, *said])


def _toml(value: object) -> str:
    return f"{value:_}" if type(value) is int else json.dumps(value)


def setting_meanings() -> dict[str, str]:
    """What stands under each field of `Settings`, by its name."""
    (declared,) = ast.parse(inspect.getsource(settings.Settings)).body
    assert isinstance(declared, ast.ClassDef)
    return attribute_docs(declared)


def attribute_docs(declared: ast.ClassDef) -> dict[str, str]:
    """The string under each annotated field of a class, by the field's name."""
    said = {}
    for field, below in zip(declared.body, declared.body[1:], strict=False):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                said[name] = text
    return said
