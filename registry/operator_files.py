"""Files of the operator's, in TOML: read whole, or refused in words that say what is wrong and in which line."""

import re
import tomllib
from pathlib import Path
from typing import Any

from registry.errors import Refusal, Words

PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
"""Where a mistake in TOML is, as the parser ends its words."""


def read(file: Path, code: str) -> dict[str, Any]:
    """What a file holds; raises the refusal of such files."""
    try:
        text = file.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise Refusal(code, name=file.name, detail=unread(error)) from None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refusal(code, name=file.name, detail=_mistake(error, text)) from None


def unread(error: OSError | ValueError) -> Words:
    """Why a file could not be read."""
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return Words("there is no such file", "没有该文件")
        case IsADirectoryError():
            return Words("it is a folder", "它是文件夹")
        case PermissionError():
            return Words("the hub may not read it", "平台无权读取")
        case UnicodeDecodeError():
            return Words("it is not UTF-8", "编码不是 UTF-8")
    return Words(f"it cannot be read ({type(error).__name__})", f"无法读取（{type(error).__name__}）")


def _mistake(error: tomllib.TOMLDecodeError, text: str) -> Words:
    """In which line it is no TOML; at the end of the file that is its last one."""
    found = PLACE.search(str(error))
    line = found[1] if found and found[1] else str(len(text.splitlines()))
    return Words(f"line {line} is no TOML: {PLACE.sub('', str(error))}", f"第 {line} 行不是正确的 TOML")
