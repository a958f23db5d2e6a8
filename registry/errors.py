"""Refusals: what the hub will not do, each with a stable code, what to do next, and its Chinese."""

from registry.redaction import hidden

PROBLEMS: dict[str, tuple[str, str]] = {
    "BATCH_SIZE": (
        "A batch holds 1 to {most} items, this one {count}. Split it and send the parts.",
        "每批 1 至 {most} 条，本批 {count} 条。请拆分后重新提交。",
    ),
    "ID_NUMBER_LENGTH": (
        "An ID number has 18 characters (or 15 of the old kind). Check what was typed.",
        "身份证号应为 18 位（旧号 15 位）。请核对后重新填写。",
    ),
    "ID_NUMBER_CHECK_DIGIT": (
        "The check digit of the ID number is wrong: some digit was mistyped. Compare it with the card.",
        "身份证号校验码错误，号码中有一位录入有误。请对照证件核对。",
    ),
    "ID_NUMBER_BIRTH_DATE": (
        "The ID number holds no possible birth date. Compare it with the card.",
        "身份证号中的出生日期不存在。请对照证件核对。",
    ),
    "BAD_ID": (
        "{value} is not an id of this hub. Use an id as the hub gave it.",
        "{value} 不是本平台的标识。请使用平台返回的标识。",
    ),
    "BAD_DATE": ("A date is written YYYY-MM-DD, as 2024-03-15.", "日期格式为 YYYY-MM-DD，例如 2024-03-15。"),
    "BAD_INSTANT": (
        "An instant is written in ISO 8601 with its zone, as 2024-03-15T08:00:00Z.",
        "时间格式为带时区的 ISO 8601，例如 2024-03-15T08:00:00Z。",
    ),
    "FUTURE_DATE": (
        "{value} lies in the future. Report what has happened.",
        "{value} 晚于今天。请只报送已发生的事项。",
    ),
    "FAR_DATE": (
        "{value} lies more than ten years ahead. Correct the date.",
        "{value} 在十年以后。请更正日期。",
    ),
    "REVERSED_DATES": (
        "{later} lies before {earlier}. Swap or correct the dates.",
        "{later} 早于 {earlier}。请更正日期顺序。",
    ),
    "BAD_AMOUNT": (
        "An amount is a whole number of fen (1 yuan = 100 fen), 0 or more and below {most}.",
        "金额以分为单位（1 元 = 100 分），应为不小于 0 且小于 {most} 的整数。",
    ),
    "BAD_NUMBER": (
        "{name} is a whole number from {least} to {most}.",
        "{name} 应为 {least} 至 {most} 的整数。",
    ),
    "BAD_BOOLEAN": ("{name} is true or false.", "{name} 应为 true 或 false。"),
    "BAD_TEXT": (
        "Text here has 1 to {most} characters, without control characters. Take them out.",
        "文本应为 1 至 {most} 个字符，且不含控制字符。请删除后重新提交。",
    ),
    "UNKNOWN_CODE": (
        "{value} is none of the codes of {name}: {codes}.",
        "{value} 不在 {name} 的代码表中：{codes}。",
    ),
    "PURPOSE_NOT_GRANTED": (
        "The purpose {value} was not granted to this client, which has: {codes}.",
        "本账户未获准使用用途 {value}，可用：{codes}。",
    ),
    "UNKNOWN_FACT": (
        "{name} is no fact of {entity}; it has {codes}.",
        "{entity} 没有情况项 {name}；可用：{codes}。",
    ),
    "UNKNOWN_DIVISION": (
        "{value} is no division in force. See `divisions` for the twelve-digit codes.",
        "{value} 不是有效的行政区划代码。请通过 divisions 查询十二位代码。",
    ),
    "OUTSIDE_DIVISIONS": (
        "{value} lies outside the divisions of this client. Ask the civil affairs department in charge there.",
        "{value} 不在本账户的辖区内。请联系当地民政部门。",
    ),
    "UNKNOWN_PROGRAMME": (
        "{value} is no programme. See `programmes` for the codes.",
        "{value} 不是已登记的救助项目。请通过 programmes 查询代码。",
    ),
    "AMBIGUOUS_PROGRAMME": (
        "{value} is the number of several programmes: {codes}. Give the code of the one that is meant.",
        "{value} 是多个救助项目的编号：{codes}。请改用项目代码。",
    ),
    "PROGRAMME_OF_ANOTHER_DEPARTMENT": (
        "{value} is run by {department}. Report only your own department's programmes.",
        "{value} 由 {department} 负责。请只报送本部门的项目。",
    ),
    "UNKNOWN_CATEGORY": (
        "{value} is no category. See `categories`.",
        "{value} 不是低收入人口类别。请通过 categories 查询。",
    ),
    "NOT_THE_AGENCY": (
        "{category} is determined by {agency}, not by {department}. Send it to them.",
        "{category} 由 {agency} 认定，{department} 不能认定。请转交认定部门。",
    ),
    "UNKNOWN_HOUSEHOLD": (
        "There is no such household in your slice. Check the id or number.",
        "您的授权范围内没有该户。请核对标识或户编号。",
    ),
    "UNKNOWN_PERSON": (
        "There is no such person in your slice. Check the id.",
        "您的授权范围内没有该人员。请核对标识。",
    ),
    "NOT_A_MEMBER": (
        "The person is no member of that household. Register the change of household first.",
        "该人员不是该户成员。请先登记家庭成员变更。",
    ),
    "MEMBER_ELSEWHERE": (
        "A member is registered in another household. Say `change` (SPLIT, MERGE or MOVE) if the person has moved.",
        "成员已登记在其他家庭。如确已变动，请填写 change（SPLIT 分户、MERGE 并户或 MOVE 迁移）。",
    ),
    "MEMBER_OUTSIDE": (
        "A member is registered outside the divisions of this client. The civil affairs department above both places"
        " registers the move.",
        "成员已登记在本账户辖区以外的家庭。请由两地共同的上级民政部门办理变更。",
    ),
    "NUMBER_IN_USE": (
        "This household number is in use outside the divisions of this client. Give the household a number of its own.",
        "该户编号已被其他辖区使用。请另行编号。",
    ),
    "NUMBER_TWICE": ("The batch holds this household number twice. Leave one.", "本批中该户编号出现两次。请保留一条。"),
    "MEMBER_TWICE": ("A person is named twice. Leave one.", "同一人员出现两次。请保留一条。"),
    "NO_MEMBER": ("A household has at least one member.", "每户至少有一名成员。"),
    "TWO_HEADS": (
        "A household has one head (relation 02), here {count}.",
        "每户只有一名户主（关系代码 02），本户有 {count} 名。",
    ),
    "NAME_DIFFERS": (
        "The name is not the one registered for this ID number. Check both, or ask for a correction.",
        "姓名与该身份证号登记的姓名不一致。请核对，或申请更正。",
    ),
    "CATEGORY_IN_FORCE": (
        "This category is in force for the person already. End it first, or leave it.",
        "该人员的此类别已在有效期内。请先终止，或无需重复认定。",
    ),
    "CATEGORIES_EXCLUDE": (
        "Extreme hardship and subsistence allowance exclude each other for the same person. End the other first.",
        "同一人员不能同时为特困人员和最低生活保障对象。请先终止另一类别。",
    ),
    "NO_DETERMINATION": (
        "There is no such determination in force in your slice.",
        "您的授权范围内没有该有效认定。",
    ),
    "SUPPORT_ONLY_FOR_EXTREME_HARDSHIP": (
        "Support (dispersed or institutional) belongs to extreme hardship alone, which needs it.",
        "供养方式（分散或集中）仅适用于特困人员，且特困人员必须填写。",
    ),
    "EXTERNAL_ID_REUSED": (
        "This external id was used for other content. Give the new entry an id of its own.",
        "该外部编号已用于其他内容。请为新记录使用新的编号。",
    ),
    "TWICE_IN_BATCH": (
        "The batch holds this external id twice. Leave one.",
        "本批中该外部编号出现两次。请保留一条。",
    ),
    "ALREADY_REPORTED": (
        "Your department has reported this programme for this person and period under another external id. If it was"
        " given a second time, say why in `second`.",
        "本部门已用其他编号报送该人员同一时期的同一项目。如确属第二次救助，请在 second 中说明理由。",
    ),
    "RECORD_NOT_FOUND": (
        "Your department has given no help under that external id in this division. Report the grant first.",
        "本部门在该地区没有该外部编号的救助记录。请先报送救助记录。",
    ),
    "RECORD_ENDED": ("That record has ended. Report a new grant.", "该救助记录已终止。请报送新的救助记录。"),
    "BEFORE_THE_GRANT": (
        "This day lies before the help was given. Correct the date.",
        "该日期早于救助发生日期。请更正日期。",
    ),
    "OLDER_THAN_KNOWN": (
        "You have reported this as of {value} already. Report what is newer.",
        "已有 {value} 的较新数据。请报送更新的数据。",
    ),
    "REASON_NEEDED": (
        "A refusal, an adjustment or an end needs its reason.",
        "不予救助、调整或终止须说明理由。",
    ),
    "BAD_CURSOR": (
        "The cursor belongs to another list: begin without it.",
        "游标不属于此列表，请去掉游标。",
    ),
    "SUBSCRIBE_OTHERWISE": (
        "Subscribe with Accept: text/event-stream, or over a WebSocket (graphql-transport-ws).",
        "订阅请使用 Accept: text/event-stream，或通过 WebSocket（graphql-transport-ws）。",
    ),
    "EXPORT_ONE_LIST": (
        "An export is a query of exactly one list. Take one of {codes}; ask everything else at /graphql.",
        "导出须为只含一个列表的查询，可用：{codes}；其他内容请通过 /graphql 查询。",
    ),
    "EXPORT_SELECTS_NODES": (
        "Select once what each line is to hold: `nodes`, or `edges` with `node` and, if wanted, `cursor`; these without"
        " alias, @skip and @include.",
        "请注明每行内容（仅一次）：nodes，或 edges 下的 node 及可选的 cursor；这些字段不使用别名、@skip 或 @include。",
    ),
    "TOO_MANY_EXPORTS": (
        "{most} exports run here at a time, {each} of one client. Wait until one has ended, then send the same again.",
        "同时导出数已达上限（共 {most} 个，每账户 {each} 个）。请待其中一个结束后原样重试。",
    ),
    "UNKNOWN_SNAPSHOT": (
        "Your department has taken no such list of this programme. See `targetSnapshots`.",
        "本部门没有该项目的此名单。请通过 targetSnapshots 查询。",
    ),
    "NOT_ON_SNAPSHOT": (
        "The person or household is not on that list. Leave `snapshot` out, or cite the right list.",
        "该对象不在此名单中。请不填 snapshot，或引用正确的名单。",
    ),
    "LOOKUP_QUOTA": (
        "This client has made its {most} emergency lookups of today. It may look again on {value}; in need call the"
        " civil affairs department of the home county.",
        "本账户今日 {most} 次急难查询已用完，{value} 起可再次查询；情况紧急请联系户籍地民政部门。",
    ),
    "UNKNOWN_WARNING": (
        "{value} is no warning in your slice.",
        "您的授权范围内没有预警 {value}。",
    ),
    "WARNING_CLOSED": ("This warning is closed already.", "该预警已关闭。"),
    "WARNING_TRIAGED": (
        "Somebody else has triaged this warning, as {disposition}. Look at what was made of it.",
        "该预警已由他人处置（{disposition}）。请查看处置结果。",
    ),
    "WARNING_ELSEWHERE": (
        "The warnings of one triage belong to one household.",
        "一次处置的预警应属于同一户。",
    ),
    "WRONG_DISPOSITION": (
        "A warning of kind {kind} is triaged as {kind} or as COMPLEX, not as {value}.",
        "{kind} 类预警只能按 {kind} 或 COMPLEX 处置，不能按 {value} 处置。",
    ),
    "NOT_AN_OPTION": (
        "{value} is not among the options of this warning: {codes}.",
        "{value} 不在该预警的可选项目中：{codes}。",
    ),
    "UNKNOWN_RULE": ("{value} is no rule of the cross-check: {codes}.", "{value} 不是比对规则：{codes}。"),
    "TOO_MANY_HOUSEHOLDS": (
        "{count} households lie there; at most {most} are tried at once. Name a county, or run `aidhub simulate`.",
        "该范围有 {count} 户，一次最多试算 {most} 户。请限定到县，或使用 aidhub simulate 命令。",
    ),
    "UNKNOWN_MATTER": (
        "There is no such matter in your slice. Check the id.",
        "您的授权范围内没有该事项。请核对标识。",
    ),
    "NOT_YOUR_STEP": (
        "{step} is for {department} where the matter is handled. Leave it to them.",
        "该步骤由办理地的 {department} 办理。",
    ),
    "WRONG_STATE": (
        "The matter is {state}, perhaps since somebody else acted a moment ago. What can be done now: {steps}.",
        "该事项目前状态为 {state}，可能刚由他人办理。当前可办理：{steps}。",
    ),
    "MATTER_REUSED": (
        "This external id was used for another matter. Give the new one an id of its own.",
        "该外部编号已用于其他事项。请为新事项使用新的编号。",
    ),
    "NO_LINE": ("Name at least one and at most 50 lines.", "请填写 1 至 50 条事项内容。"),
    "UNKNOWN_LINE": (
        "{value} is no line of this matter, or stands here twice.",
        "{value} 不是该事项的条目，或重复填写。",
    ),
    "LINE_ANSWERED": ("This line has its final answer.", "该条目已有最终答复。"),
    "WITHOUT_PROGRAMME": (
        "Say a programme, a record or a need; otherwise nobody knows what is asked.",
        "请填写项目、救助记录或救助需求。",
    ),
    "NO_RECORD_OF_GRANT": (
        "The hub has no record of this help. Feed it back first (feedBack…), then answer GRANTED.",
        "平台没有该项救助记录。请先反馈救助信息（feedBack…），再答复 GRANTED。",
    ),
    "NOT_THE_OWNER": (
        "{value} is not your department's to end. Refer it to {department} for verification.",
        "{value} 不由本部门终止。请转 {department} 核实。",
    ),
    "ENDING_OPEN": (
        "A procedure to end this is open already: {value}.",
        "已有终止该救助的程序在办：{value}。",
    ),
    "PHASE_OUT_TOO_LONG": (
        "A phase-out takes at most {months} months: it may end on {value} at the latest (三（二）就业救助).",
        "渐退期原则上不超过 {months} 个月，最迟至 {value}（三（二）就业救助）。",
    ),
    "PHASE_OUT_RUNNING": ("This household is in a phase-out already.", "该户已在渐退期内。"),
    "NOT_ON_ALLOWANCE": (
        "Nobody of the household is on the subsistence allowance.",
        "该户没有最低生活保障对象。",
    ),
    "NOT_OVER_STANDARD": (
        "After necessary employment costs the income of {income} fen does not exceed the standard of {standard} fen:"
        " the allowance goes on and needs no phase-out.",
        "扣减必要的就业成本后人均收入 {income} 分未超过当地标准 {standard} 分，继续享受低保，无需渐退。",
    ),
    "REFERRALS_OPEN": (
        "{count} of its referrals have no answer yet. Wait for them, or withdraw them.",
        "尚有 {count} 件转办未答复。请等待答复或撤回。",
    ),
    "NO_LEVEL_ABOVE": ("There is no level above {value}.", "{value} 没有上级。"),
    "BAD_MONTH": (
        "A month is written YYYY-MM, as 2024-03, and has begun.",
        "月份格式为 YYYY-MM，例如 2024-03，且已开始。",
    ),
    "MISSING": ("{name} is needed here.", "此处须填写 {name}。"),
    "NOT_EXPECTED": ("{name} does not belong to this kind of entry.", "此类条目不应填写 {name}。"),
}
"""Code → what it says in English and Chinese; `docs/errors.md` is written from it."""


class Refusal(Exception):
    """What was asked cannot be done; nothing was changed."""

    def __init__(self, code: str, path: str = "", **values: object) -> None:
        self.code, self.path = code, path
        english, chinese = PROBLEMS[code]
        said = {name: hidden(value) if isinstance(value, str) else value for name, value in values.items()}
        self.en, self.zh = english.format(**said), chinese.format(**said)
        super().__init__(f"{code}: {self.en}")

    def under(self, path: str) -> "Refusal":
        """The same refusal, seen from further out."""
        self.path = f"{path}.{self.path}" if self.path else path
        return self
