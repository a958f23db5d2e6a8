"""Settings as options: what the environment says can be typed too, and `--help` shows both."""

import inspect
import os
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, NamedTuple, ParamSpec, TypeVar

import typer

Given = ParamSpec("Given")
Done = TypeVar("Done")


class Option(NamedTuple):
    """A setting: the option, the variable that it stands for, its default and what it is."""

    flag: str
    variable: str
    default: str
    help: str


DATABASE = (
    Option("--var", "AIDHUB_VAR", "var/", "Where data, keys and passwords of this installation are (数据目录)."),
    Option(
        "--database-url",
        "AIDHUB_DATABASE_URL",
        "a PostgreSQL started here",
        "A PostgreSQL of your own; others of the machine see what is typed (数据库地址).",
    ),
    Option("--postgres", "AIDHUB_POSTGRES", "any", "Which one to start: system, embedded, any (启动哪个 PostgreSQL)."),
)
SERVING = (
    Option("--port", "PORT", "8000", "The port on which the hub listens (端口)."),
    Option("--host", "AIDHUB_HOST", "127.0.0.1", "The address on which it listens (监听地址)."),
    Option("--issuer", "AIDHUB_ISSUER", "http://127.0.0.1:PORT", "The address that clients know (对外地址)."),
    Option("--connections", "AIDHUB_CONNECTIONS", "8", "Connections of each worker to PostgreSQL (数据库连接数)."),
    Option("--log", "AIDHUB_LOG", "auto", "text, json, or auto: text on a terminal (日志格式)."),
    Option("--metrics-port", "AIDHUB_METRICS_PORT", "0", "A port for /metrics; 0 for none (监测端口)."),
)
SOURCES = (
    Option("--sources", "AIDHUB_SOURCES", "none", "The file that says from where sources are fetched (来源文件)."),
)
CHECKPOINTS = (
    Option("--checkpoints", "AIDHUB_CHECKPOINTS", "var/audit/checkpoints.txt", "The file of checkpoints (检查点文件)."),
)
RECEIVERS = (
    Option(
        "--networks", "AIDHUB_WEBHOOK_NETWORKS", "public ones", "Networks that webhooks may be sent to too (推送网段)."
    ),
    Option("--http", "AIDHUB_WEBHOOK_HTTP", "0", "1: webhooks may be sent over plain http (允许 http 推送)."),
)
DELIVERIES = (
    Option("--deliveries", "AIDHUB_DELIVERIES", "none", "The file that says into which tables lists go (交付文件)."),
)
DEMONSTRATION = (
    Option("--persons", "AIDHUB_DEMO_PERSONS", "30000", "How many persons are invented, the first time (虚构人数)."),
)


def typed_settings(*options: Option) -> Callable[[Callable[Given, Done]], Callable[Given, Done]]:
    """Let a command take these settings as options too; what is typed counts before the environment."""

    def taking(command: Callable[Given, Done]) -> Callable[Given, Done]:
        @wraps(command)
        def run(*args: Given.args, **kwargs: Given.kwargs) -> Done:
            for option in options:
                typed = kwargs.pop(_name(option), None)
                if typed is not None:
                    os.environ[option.variable] = str(typed)
            return command(*args, **kwargs)

        own = inspect.signature(command, eval_str=True)
        added = [_parameter(option) for option in options]
        signature = own.replace(parameters=[*own.parameters.values(), *added])
        run.__signature__ = signature  # type: ignore[attr-defined] # what typer reads
        run.__annotations__ = {one.name: one.annotation for one in signature.parameters.values()}
        return run

    return taking


def _name(option: Option) -> str:
    return f"setting_{option.variable.lower()}"


def _parameter(option: Option) -> inspect.Parameter:
    declared: Any = typer.Option(
        option.flag,
        envvar=option.variable,
        help=option.help,
        show_default=option.default,
        metavar="TEXT",
        rich_help_panel="Settings (设置)",
    )
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(_name(option), kind, default=None, annotation=Annotated[str | None, declared])
