"""Usage errors: what was typed wrongly is said in a line of each language, with where the help is."""

import sys
from collections.abc import Callable
from typing import Any

USAGE = 2


def said(app: Callable[..., Any]) -> int:
    """Run the command; its status. What typer objects to is said as every other refusal is."""
    try:
        status = app(standalone_mode=False)
    except Exception as error:
        if not hasattr(error, "format_message"):
            if type(error).__name__ == "Abort":
                return 1
            raise
        english, chinese = _words(error)
        if not english:  # the help itself was shown
            return int(getattr(error, "exit_code", USAGE))
        help_text = f"{_path(error)} --help"
        print(f"aidhub: {english.rstrip('.')}. See `{help_text}`.", file=sys.stderr)
        print(f"aidhub: {chinese}。用法见 `{help_text}`。", file=sys.stderr)
        return int(getattr(error, "exit_code", USAGE))
    return status if isinstance(status, int) else 0


def _words(error: Any) -> tuple[str, str]:  # one of typer's own click
    said_in_english = " ".join(error.format_message().split())
    name = getattr(error, "option_name", None) or _parameter(error)
    match type(error).__name__:
        case "NoSuchOption":
            return said_in_english, f"没有选项 {name}"
        case "MissingParameter":
            return said_in_english, f"缺少参数 {name}"
        case "BadParameter":
            return said_in_english, f"参数 {name} 的值无效"
        case "BadOptionUsage":
            return said_in_english, f"选项 {name} 用法有误"
    return said_in_english, f"命令用法有误（{said_in_english}）"


def _parameter(error: Any) -> str:  # as above
    given = getattr(error, "param", None)
    hint = getattr(error, "param_hint", None)
    if hint:
        return hint if isinstance(hint, str) else " / ".join(hint)
    return " / ".join((*given.opts,)) if given is not None else ""


def _path(error: Any) -> str:  # as above
    context = getattr(error, "ctx", None)
    return context.command_path if context is not None else "aidhub"
