"""Scopes: what a client may do, as `<slice>/<resource>:<verb>`; what is listed is granted, no wildcards."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from policy.spine import registrar

GRAMMAR = re.compile(r"(?:[a-z_]+/[a-z]+|hub):[a-z]+")
NAMES = re.compile(r"[\x21\x23-\x5B\x5D-\x7E]+(?: [\x21\x23-\x5B\x5D-\x7E]+)*")

# Who grants rights or holds the keys never also sees data.
ADMINISTRATION = frozenset({"hub:officers", "hub:clients", "hub:grants", "hub:keys"})
# Who looks for mistakes in payments must not be able to say where a payment goes.
APART = (frozenset({"identity/account:read", "civil/supervise:read"}),)
# The finance department is given totals, never persons.
AGGREGATES_ONLY = frozenset({"finance"})


@dataclass(frozen=True)
class Scope:
    """One right, in the words an applicant reads, and the departments whose ordinary client has it."""

    name: str
    en: str
    zh: str
    ordinary: frozenset[str] = frozenset()
    singly: frozenset[str] = frozenset()
    """The departments of which single clients are given it besides."""


OF_A_DEPARTMENT = (
    ("targets:read", "List whom the department may have to help", "查看本部门可能需要救助帮扶的对象"),
    ("facts:write", "Report the facts the department holds", "报送本部门掌握的情况"),
    ("facts:read", "Read back the facts the department reported", "查看本部门报送的情况"),
    ("feedback:write", "Report the help given, refused or ended", "反馈本部门的救助帮扶情况"),
    ("feedback:read", "Read back the department's own records", "查看本部门反馈的救助帮扶记录"),
    ("referrals:read", "Take the cases referred to the department", "接收转办推送给本部门的情况"),
    ("referrals:write", "Accept, return and answer referred cases", "受理、退回、答复转办推送的情况"),
    ("sharing:write", "Ask for, and end, agreements on what the department is shown", "申请、终止本部门的数据共享约定"),
)
# What a department says, and what it reads of its own: for this no agreement on sharing is needed.
OWN = frozenset(
    {
        "facts:write",
        "facts:read",
        "feedback:write",
        "feedback:read",
        "referrals:write",
        "sharing:write",
        "payments:write",
    }
)

CIVIL = frozenset({registrar()})

SINGULAR = (
    Scope("hub:read", "Reach the graph and read its schema", "访问数据图及其目录"),
    Scope("household/chain:read", "Read the assistance chain of a household", "查看一户（人）一条救助链"),
    Scope(
        "household/amounts:read",
        "Read all amounts in the chain",
        "查看救助链上各部门的金额",
        CIVIL,
    ),
    Scope("civil/population:read", "Read the register of low-income people", "查看低收入人口数据库", CIVIL),
    Scope(
        "civil/population:write",
        "Determine, change, end categories",
        "认定、变更、终止低收入人口类别",
        CIVIL,
    ),
    Scope("civil/population:enter", "Enter what a second person confirms", "录入待审核确认的事项", singly=CIVIL),
    Scope(
        "civil/population:review",
        "Review what another has entered, before a third confirms it",
        "审核他人录入、由第三人确认的事项",
        singly=CIVIL,
    ),
    Scope(
        "civil/population:decide",
        "Confirm or return what another has entered",
        "审核确认或退回他人录入的事项",
        singly=CIVIL,
    ),
    Scope("civil/referral:write", "Triage early warnings and refer them", "分类处置预警并转办推送", CIVIL),
    Scope("civil/match:write", "Run a cross-check", "开展数据交叉比对", CIVIL),
    Scope("civil/supervise:read", "See missed and duplicate assistance", "查看救助遗漏和重复救助", CIVIL),
    Scope(
        "civil/sharing:decide",
        "Grant, refuse and end agreements on sharing",
        "答复、终止各部门的数据共享约定",
        singly=CIVIL,
    ),
    Scope("finance/stats:read", "Read totals, small cells suppressed", "查看汇总统计", CIVIL | AGGREGATES_ONLY),
    Scope(
        "finance/payments:write",
        "Say of payments that they were paid out or came back",
        "报送发放结果",
        AGGREGATES_ONLY,
    ),
    Scope(
        "emergency/lookup:read",
        "Look up one person anywhere in an emergency, with a reason",
        "急难情形下跨区域查询一人，须说明理由",
        CIVIL | {"emergency_management"},
    ),
    Scope(
        "household/subject:read",
        "Tell a person who looked at their data, at their request",
        "应本人申请查询谁查看过其信息",
        singly=CIVIL,
    ),
    Scope("identity/name:read", "Read full names", "查看完整姓名"),
    Scope("identity/number:read", "Read full ID numbers", "查看完整公民身份号码"),
    Scope("identity/phone:read", "Read full telephone numbers", "查看完整电话号码"),
    Scope("identity/account:read", "Read full bank account numbers", "查看完整银行账号"),
    Scope("identity/address:read", "Read full addresses", "查看完整地址"),
    Scope("hub:audit", "Read the access log of one's own clients", "查看本单位客户端的访问日志"),
    Scope("hub:webhooks", "Have the hub send events to an address of one's own", "登记接收事件推送的地址"),
    Scope("hub:introspect", "Ask whether a token is active", "查验访问令牌"),
    Scope("hub:officers", "Add, change and disable officers, without their rights", "管理人员账号（不含权限）"),
    Scope("hub:grants", "Give officers their roles", "授予人员角色和权限"),
    Scope("hub:clients", "Register, change and disable clients", "管理客户端"),
    Scope("hub:keys", "Rotate the hub's keys", "管理密钥"),
)


def scopes(departments: Iterable[str]) -> dict[str, Scope]:
    """Every scope there is, by name, given the departments' codes."""
    generated = (
        Scope(f"{code}/{resource}", en, zh, frozenset({code}))
        for code in departments
        for resource, en, zh in OF_A_DEPARTMENT
    )
    return {scope.name: scope for scope in (*generated, *SINGULAR)}


def defaults(department: str) -> frozenset[str]:
    """What an ordinary client of the department is given; identities are granted one by one."""
    ordinary = {scope.name for scope in SINGULAR if department in scope.ordinary} | {"hub:read"}
    if department in AGGREGATES_ONLY:
        # It reports payment results by batch, and sees totals only.
        return frozenset(ordinary | {f"{department}/facts:write", f"{department}/sharing:write"})
    own = {f"{department}/{resource}" for resource, _, _ in OF_A_DEPARTMENT}
    return frozenset(ordinary | own | {"household/chain:read"})


def ceiling(department: str) -> frozenset[str]:
    """What anybody of the department may be given at most: the ordinary, and what is granted one by one."""
    singly = {scope.name for scope in SINGULAR if not scope.ordinary}
    slices = ("hub:",) if department in AGGREGATES_ONLY else ("hub:", "identity/")
    besides = {scope.name for scope in SINGULAR if department in scope.singly}
    return defaults(department) | besides | {name for name in singly if name.startswith(slices)}


def conflicts(names: Iterable[str]) -> tuple[frozenset[str], ...]:
    """The sets of scopes, among these, that no one client may hold together (separation of duty)."""
    held = frozenset(names)
    data = frozenset(name for name in held if "/" in name)
    administration = held & ADMINISTRATION
    mixed = (administration | data,) if administration and data else ()
    return mixed + tuple(pair for pair in APART if pair <= held)


@lru_cache(1024)
def without_agreement(names: frozenset[str]) -> frozenset[str]:
    """What of these scopes is left to a department without an agreement on sharing: nothing that shows others' data."""
    return frozenset(name for name in names if name.startswith("hub:") or name.partition("/")[2] in OWN)


def parse(text: str) -> frozenset[str] | None:
    """The names in a space-separated list (RFC 6749 §3.3), or None where it is no such list."""
    return frozenset(text.split(" ")) if NAMES.fullmatch(text) else None
