// Written by scripts/catalogue from policy/procedures.toml: every procedure, its states, steps and fields.
export const PROCEDURES = [
 {
  "code": "referral",
  "type": "Referral",
  "list": "referrals",
  "title": [
   "转办推送",
   "referral"
  ],
  "cites": "二（四）",
  "quote": "将信息分类推送至相关社会救助管理部门处理",
  "about": "household",
  "to": "any",
  "scopes": [
   "civil/referral:write"
  ],
  "closed": [
   "CLOSED",
   "WITHDRAWN"
  ],
  "states": [
   [
    "PUSHED",
    "已推送",
    "pushed"
   ],
   [
    "RECEIVED",
    "已接收",
    "received"
   ],
   [
    "ACCEPTED",
    "已受理",
    "accepted"
   ],
   [
    "RETURNED",
    "已退回",
    "returned"
   ],
   [
    "ANSWERED",
    "已答复",
    "answered"
   ],
   [
    "CLOSED",
    "已办结",
    "closed"
   ],
   [
    "WITHDRAWN",
    "已撤回",
    "withdrawn"
   ]
  ],
  "steps": [
   {
    "code": "REFER",
    "act": "refer",
    "title": [
     "转办推送",
     "refer a household to a department, line by line"
    ],
    "by": "sender",
    "from": [
     ""
    ],
    "to": "PUSHED",
    "own": false,
    "lines": "asked",
    "fields": [
     {
      "name": "note",
      "type": "text",
      "title": [
       "说明",
       "what the department should know"
      ],
      "needed": false,
      "derived": false,
      "ahead": false,
      "codes": []
     }
    ]
   },
   {
    "code": "RECEIVE_REFERRAL",
    "act": "receiveReferral",
    "title": [
     "签收",
     "say that it has arrived at the right office"
    ],
    "by": "receiver",
    "from": [
     "PUSHED"
    ],
    "to": "RECEIVED",
    "own": false,
    "lines": null,
    "fields": []
   },
   {
    "code": "ACCEPT_REFERRAL",
    "act": "acceptReferral",
    "title": [
     "受理",
     "take it on"
    ],
    "by": "receiver",
    "from": [
     "PUSHED",
     "RECEIVED"
    ],
    "to": "ACCEPTED",
    "own": false,
    "lines": null,
    "fields": []
   },
   {
    "code": "RETURN_REFERRAL",
    "act": "returnReferral",
    "title": [
     "退回",
     "send it back, with the reason"
    ],
    "by": "receiver",
    "from": [
     "PUSHED",
     "RECEIVED",
     "ACCEPTED"
    ],
    "to": "RETURNED",
    "own": false,
    "lines": null,
    "fields": [
     {
      "name": "returnReason",
      "type": "code",
      "title": [
       "退回原因",
       "why it is returned"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": [
       [
        "NOT_OURS",
        "不属本部门职责",
        "not this department's"
       ],
       [
        "ELSEWHERE",
        "不属本地管辖",
        "another place handles it"
       ],
       [
        "INCOMPLETE",
        "信息不全",
        "the information does not suffice"
       ],
       [
        "OTHER",
        "其他",
        "other"
       ]
      ]
     },
     {
      "name": "returnNote",
      "type": "text",
      "title": [
       "退回说明",
       "the reason in words"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     }
    ]
   },
   {
    "code": "ANSWER_REFERRAL",
    "act": "answerReferral",
    "title": [
     "答复",
     "answer its lines; it is answered when every line has a final answer"
    ],
    "by": "receiver",
    "from": [
     "ACCEPTED"
    ],
    "to": "ANSWERED",
    "own": false,
    "lines": "answered",
    "fields": []
   },
   {
    "code": "REFER_AGAIN",
    "act": "referAgain",
    "title": [
     "再次推送",
     "push a returned referral again, with what was missing"
    ],
    "by": "sender",
    "from": [
     "RETURNED"
    ],
    "to": "PUSHED",
    "own": false,
    "lines": null,
    "fields": [
     {
      "name": "note",
      "type": "text",
      "title": [
       "说明",
       "what the department should know"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     }
    ]
   },
   {
    "code": "WITHDRAW_REFERRAL",
    "act": "withdrawReferral",
    "title": [
     "撤回",
     "take back what is not needed any more or went to the wrong department"
    ],
    "by": "sender",
    "from": [
     "PUSHED",
     "RECEIVED",
     "RETURNED"
    ],
    "to": "WITHDRAWN",
    "own": false,
    "lines": null,
    "fields": [
     {
      "name": "withdrawnBecause",
      "type": "text",
      "title": [
       "撤回原因",
       "why it is withdrawn"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     }
    ]
   },
   {
    "code": "CLOSE_REFERRAL",
    "act": "closeReferral",
    "title": [
     "办结",
     "close an answered referral"
    ],
    "by": "sender",
    "from": [
     "ANSWERED"
    ],
    "to": "CLOSED",
    "own": false,
    "lines": null,
    "fields": []
   },
   {
    "code": "CORRECT_ANSWER",
    "act": "correctAnswer",
    "title": [
     "更正答复",
     "correct answers that were wrong, also of a closed referral; what was answered before stays in the chain and among the steps"
    ],
    "by": "receiver",
    "from": [
     "ACCEPTED",
     "ANSWERED",
     "CLOSED"
    ],
    "to": "ANSWERED",
    "own": false,
    "lines": "corrected",
    "fields": [
     {
      "name": "correctionNote",
      "type": "text",
      "title": [
       "更正原因",
       "why the answers were wrong"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     }
    ]
   }
  ]
 },
 {
  "code": "ending",
  "type": "Ending",
  "list": "endings",
  "title": [
   "减发停发",
   "ending or reducing help: hearing, decision, written notice"
  ],
  "cites": "二（四）",
  "quote": "按规定在信息管理平台予以清除，同时终止救助",
  "about": "household",
  "to": "own",
  "scopes": [
   "civil/referral:write",
   "*/referrals:write"
  ],
  "closed": [
   "DONE",
   "DROPPED",
   "KEPT"
  ],
  "states": [
   [
    "PROPOSED",
    "拟办",
    "proposed"
   ],
   [
    "HEARD",
    "已听取意见",
    "the person has been heard"
   ],
   [
    "DECIDED",
    "已决定",
    "decided"
   ],
   [
    "NOTIFIED",
    "已书面告知",
    "notified in writing"
   ],
   [
    "DONE",
    "已执行",
    "carried out"
   ],
   [
    "KEPT",
    "继续救助",
    "kept"
   ],
   [
    "DROPPED",
    "救助记录作废，终止办理",
    "dropped: the record was voided"
   ]
  ],
  "steps": [
   {
    "code": "PROPOSE_ENDING",
    "act": "proposeEnding",
    "title": [
     "提出减发停发",
     "propose to end or reduce help or a determination; nothing changes yet"
    ],
    "by": "sender",
    "from": [
     ""
    ],
    "to": "PROPOSED",
    "own": false,
    "lines": "ending",
    "fields": [
     {
      "name": "record",
      "type": "id",
      "title": [
       "救助记录标识",
       "the assistance record; else the determination, or several of both in `lines`"
      ],
      "needed": false,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "determination",
      "type": "id",
      "title": [
       "认定标识",
       "the determination; else the record"
      ],
      "needed": false,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "ground",
      "type": "code",
      "title": [
       "事由",
       "on what ground"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": [
       [
        "DEATH",
        "死亡",
        "death"
       ],
       [
        "OVER_STANDARD",
        "收入或财产超过标准",
        "income or property above the standard"
       ],
       [
        "MOVED_CATEGORY",
        "转入其他类别",
        "another category"
       ],
       [
        "DUPLICATE",
        "重复救助",
        "duplicate help"
       ],
       [
        "VOLUNTARY",
        "主动放弃",
        "given up"
       ],
       [
        "OTHER",
        "其他",
        "other"
       ]
      ]
     },
     {
      "name": "factsFound",
      "type": "text",
      "title": [
       "核实情况",
       "what was found on verification"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     }
    ]
   },
   {
    "code": "HEAR",
    "act": "hear",
    "title": [
     "听取意见",
     "hear the person before the decision"
    ],
    "by": "receiver",
    "from": [
     "PROPOSED"
    ],
    "to": "HEARD",
    "own": false,
    "lines": null,
    "fields": [
     {
      "name": "heardOn",
      "type": "date",
      "title": [
       "听取意见日期",
       "the day of the hearing"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "statement",
      "type": "text",
      "title": [
       "当事人意见",
       "what the person said"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     }
    ]
   },
   {
    "code": "WAIVE_HEARING",
    "act": "waiveHearing",
    "title": [
     "未能听取意见",
     "go on without a hearing, which can be only for these reasons"
    ],
    "by": "receiver",
    "from": [
     "PROPOSED"
    ],
    "to": "HEARD",
    "own": false,
    "lines": null,
    "fields": [
     {
      "name": "noHearingBecause",
      "type": "code",
      "title": [
       "未听取意见原因",
       "why there is no hearing"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": [
       [
        "DEATH",
        "本人死亡",
        "the person has died"
       ],
       [
        "GIVEN_UP",
        "书面放弃",
        "the person gave it up in writing"
       ],
       [
        "UNREACHABLE",
        "告知后无法联系",
        "could not be reached after notice"
       ]
      ]
     },
     {
      "name": "noHearingSince",
      "type": "date",
      "title": [
       "死亡日期（部门已上报的可不填），或最后一次联系当事人的日期",
       "the day of the death, unless a department has reported it; or on which it was last tried to reach the person"
      ],
      "needed": false,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "noHearingPaper",
      "type": "text",
      "title": [
       "死亡证明或书面放弃材料的编号",
       "the number of the death certificate, where its day is stated; or of the paper in which the person gave the hearing up"
      ],
      "needed": false,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "noHearingAttempts",
      "type": "text",
      "title": [
       "联系当事人的经过",
       "how it was tried to reach the person"
      ],
      "needed": false,
      "derived": false,
      "ahead": false,
      "codes": []
     }
    ]
   },
   {
    "code": "DECIDE_ENDING",
    "act": "decideEnding",
    "title": [
     "作出决定",
     "decide, with reasons"
    ],
    "by": "receiver",
    "from": [
     "HEARD"
    ],
    "to": "DECIDED",
    "own": false,
    "lines": "decided",
    "fields": [
     {
      "name": "decision",
      "type": "code",
      "title": [
       "决定",
       "what is decided of all lines that `lines` does not name; afterwards what goes furthest"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": [
       [
        "END",
        "终止",
        "end"
       ],
       [
        "REDUCE",
        "减发",
        "reduce"
       ],
       [
        "KEEP",
        "继续",
        "keep"
       ]
      ]
     },
     {
      "name": "decisionNumber",
      "type": "text",
      "title": [
       "决定文号",
       "the decision's number"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "reasons",
      "type": "text",
      "title": [
       "理由",
       "the reasons"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "legalBasis",
      "type": "text",
      "title": [
       "法律依据",
       "the rule that it follows from, with its article"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "reducedTo",
      "type": "fen",
      "title": [
       "减发后金额（分）",
       "to how much the help is reduced, in fen"
      ],
      "needed": false,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "reducedSupport",
      "type": "code",
      "title": [
       "减少后供养方式",
       "to which support a determination is reduced"
      ],
      "needed": false,
      "derived": false,
      "ahead": false,
      "codes": [
       [
        "dispersed",
        "分散供养",
        "dispersed"
       ],
       [
        "institutional",
        "集中供养",
        "institutional"
       ]
      ]
     },
     {
      "name": "reducedBasis",
      "type": "code",
      "title": [
       "减少后认定单位",
       "to whom a determination is reduced: to one person, taken alone, instead of the household"
      ],
      "needed": false,
      "derived": false,
      "ahead": false,
      "codes": [
       [
        "SINGLE_PERSON",
        "单人户",
        "one person, taken alone"
       ]
      ]
     }
    ]
   },
   {
    "code": "NOTIFY_DECISION",
    "act": "notifyDecision",
    "title": [
     "书面告知",
     "hand over the written notice: what is decided, why, by which law, and how to have it looked at again"
    ],
    "by": "receiver",
    "from": [
     "DECIDED"
    ],
    "to": "NOTIFIED",
    "own": false,
    "lines": null,
    "fields": [
     {
      "name": "noticeWords",
      "type": "text",
      "title": [
       "告知内容",
       "what is decided, as the notice says it"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "appealTo",
      "type": "text",
      "title": [
       "复议机关及管辖法院",
       "who reconsiders it upon request, and which court hears a suit"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "reconsiderationBy",
      "type": "date",
      "title": [
       "申请复议截止日期",
       "the last day for asking for reconsideration, counted from the delivery"
      ],
      "needed": true,
      "derived": true,
      "ahead": false,
      "codes": []
     },
     {
      "name": "lawsuitBy",
      "type": "date",
      "title": [
       "提起诉讼截止日期",
       "the last day for a suit, counted from the delivery"
      ],
      "needed": true,
      "derived": true,
      "ahead": false,
      "codes": []
     },
     {
      "name": "notifiedOn",
      "type": "date",
      "title": [
       "送达日期",
       "the day it was delivered"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "delivery",
      "type": "code",
      "title": [
       "送达方式",
       "how it was delivered"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": [
       [
        "IN_PERSON",
        "直接送达",
        "handed over"
       ],
       [
        "LEFT_AT_HOME",
        "留置送达",
        "left at the home before witnesses"
       ],
       [
        "POST",
        "邮寄送达",
        "by post"
       ],
       [
        "PHONE",
        "电话告知",
        "by telephone, recorded"
       ],
       [
        "ELECTRONIC",
        "电子送达",
        "electronically, with consent"
       ],
       [
        "PUBLIC",
        "公告送达",
        "by public notice"
       ]
      ]
     },
     {
      "name": "proof",
      "type": "text",
      "title": [
       "送达凭证",
       "the proof of delivery"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     }
    ]
   },
   {
    "code": "CARRY_OUT",
    "act": "carryOut",
    "title": [
     "执行决定",
     "carry the decision out, all lines at once: what ends is end-dated, nothing is erased; what is reduced is adjusted"
    ],
    "by": "receiver",
    "from": [
     "NOTIFIED"
    ],
    "to": "DONE",
    "own": false,
    "lines": null,
    "fields": [
     {
      "name": "effectiveOn",
      "type": "date",
      "title": [
       "执行日期",
       "in effect from this day"
      ],
      "needed": true,
      "derived": false,
      "ahead": true,
      "codes": []
     }
    ]
   },
   {
    "code": "KEEP_HELP",
    "act": "keepHelp",
    "title": [
     "继续救助",
     "stop the procedure: the help goes on"
    ],
    "by": "receiver",
    "from": [
     "PROPOSED",
     "HEARD",
     "DECIDED"
    ],
    "to": "KEPT",
    "own": false,
    "lines": null,
    "fields": [
     {
      "name": "keptBecause",
      "type": "text",
      "title": [
       "继续救助理由",
       "why it goes on"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     }
    ]
   },
   {
    "code": "DROP_ENDING",
    "act": "dropEnding",
    "title": [
     "救助记录作废",
     "the record was entered in error and voided: there is nothing to end"
    ],
    "by": "sender",
    "from": [
     "PROPOSED",
     "HEARD",
     "DECIDED",
     "NOTIFIED"
    ],
    "to": "DROPPED",
    "own": true,
    "lines": null,
    "fields": []
   }
  ]
 },
 {
  "code": "phase_out",
  "type": "PhaseOut",
  "list": "phaseOuts",
  "title": [
   "低保渐退",
   "phase-out of the subsistence allowance after taking up work"
  ],
  "cites": "三（二）就业救助",
  "quote": "原则上不超过6个月",
  "about": "household",
  "to": "own",
  "scopes": [
   "civil/referral:write"
  ],
  "closed": [
   "CONCLUDED"
  ],
  "states": [
   [
    "RUNNING",
    "渐退期内",
    "running"
   ],
   [
    "CONCLUDED",
    "已结束",
    "concluded"
   ]
  ],
  "steps": [
   {
    "code": "START_PHASE_OUT",
    "act": "startPhaseOut",
    "title": [
     "给予渐退期",
     "grant a phase-out; payment goes on, also afterwards, until a person decides"
    ],
    "by": "sender",
    "from": [
     ""
    ],
    "to": "RUNNING",
    "own": false,
    "lines": null,
    "fields": [
     {
      "name": "startsOn",
      "type": "date",
      "title": [
       "渐退期起始日期",
       "its first day"
      ],
      "needed": true,
      "derived": false,
      "ahead": true,
      "codes": []
     },
     {
      "name": "endsOn",
      "type": "date",
      "title": [
       "渐退期终止日期",
       "its last day, at most `phase_out_months` later unless `longer_because` says why"
      ],
      "needed": true,
      "derived": false,
      "ahead": true,
      "codes": []
     },
     {
      "name": "income",
      "type": "fen",
      "title": [
       "家庭月人均收入（扣减前，分）",
       "income per head and month in fen, before necessary employment costs"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "employmentCost",
      "type": "fen",
      "title": [
       "必要的就业成本（月人均，分）",
       "necessary employment costs per head and month in fen, deducted from it"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "longerBecause",
      "type": "text",
      "title": [
       "超过渐退期原则月数的理由",
       "why it is longer than `phase_out_months`, which hold as a rule"
      ],
      "needed": false,
      "derived": false,
      "ahead": false,
      "codes": []
     }
    ]
   },
   {
    "code": "CONCLUDE_PHASE_OUT",
    "act": "concludePhaseOut",
    "title": [
     "结束渐退期",
     "decide what follows; to end help, propose its ending"
    ],
    "by": "sender",
    "from": [
     "RUNNING"
    ],
    "to": "CONCLUDED",
    "own": false,
    "lines": null,
    "fields": [
     {
      "name": "follows",
      "type": "code",
      "title": [
       "处理结果",
       "what follows"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": [
       [
        "KEEP",
        "继续救助",
        "help goes on"
       ],
       [
        "END",
        "提出终止",
        "an ending is proposed"
       ]
      ]
     },
     {
      "name": "concludedBecause",
      "type": "text",
      "title": [
       "理由",
       "why"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     }
    ]
   }
  ]
 },
 {
  "code": "visit",
  "type": "Visit",
  "list": "visits",
  "title": [
   "走访",
   "visit"
  ],
  "cites": "二（三）",
  "quote": "经常性走访困难群众",
  "about": "household",
  "to": "own",
  "scopes": [
   "civil/referral:write"
  ],
  "closed": [
   "CANCELLED",
   "VISITED"
  ],
  "states": [
   [
    "PLANNED",
    "已安排",
    "planned"
   ],
   [
    "VISITED",
    "已走访",
    "visited"
   ],
   [
    "CANCELLED",
    "已取消",
    "cancelled"
   ]
  ],
  "steps": [
   {
    "code": "PLAN_VISIT",
    "act": "planVisit",
    "title": [
     "安排走访",
     "plan a visit"
    ],
    "by": "sender",
    "from": [
     ""
    ],
    "to": "PLANNED",
    "own": false,
    "lines": null,
    "fields": [
     {
      "name": "plannedFor",
      "type": "date",
      "title": [
       "计划走访日期",
       "to be made by this day"
      ],
      "needed": true,
      "derived": false,
      "ahead": true,
      "codes": []
     },
     {
      "name": "visitNote",
      "type": "text",
      "title": [
       "走访要点",
       "what to look for"
      ],
      "needed": false,
      "derived": false,
      "ahead": false,
      "codes": []
     }
    ]
   },
   {
    "code": "RECORD_VISIT",
    "act": "recordVisit",
    "title": [
     "登记走访",
     "tell what a visit found, planned or not"
    ],
    "by": "sender",
    "from": [
     "",
     "PLANNED"
    ],
    "to": "VISITED",
    "own": false,
    "lines": null,
    "fields": [
     {
      "name": "visitedOn",
      "type": "date",
      "title": [
       "走访日期",
       "the day of the visit"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "visitorRole",
      "type": "code",
      "title": [
       "走访人员类别",
       "who visited"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": [
       [
        "TOWNSHIP_OFFICIAL",
        "乡镇（街道）干部",
        "township or sub-district official"
       ],
       [
        "VILLAGE_WORKER",
        "村（社区）工作人员",
        "village or community worker"
       ],
       [
        "AID_COORDINATOR",
        "村级社会救助协理员",
        "village social assistance coordinator"
       ],
       [
        "DISABILITY_OFFICER",
        "村（社区）残协专职委员",
        "full-time disability officer"
       ],
       [
        "SOCIAL_WORKER",
        "社会工作者",
        "social worker"
       ]
      ]
     },
     {
      "name": "met",
      "type": "boolean",
      "title": [
       "是否见到家庭成员",
       "somebody of the household was met"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "needs",
      "type": "set",
      "title": [
       "救助需求",
       "what the household needs; an application is opened over it, to be routed"
      ],
      "needed": false,
      "derived": false,
      "ahead": false,
      "codes": [
       [
        "BASIC_LIVING",
        "基本生活",
        "basic living"
       ],
       [
        "MEDICAL",
        "医疗",
        "medical treatment"
       ],
       [
        "EDUCATION",
        "教育",
        "education"
       ],
       [
        "HOUSING",
        "住房",
        "housing"
       ],
       [
        "EMPLOYMENT",
        "就业",
        "employment"
       ],
       [
        "DISASTER",
        "受灾",
        "help after a disaster"
       ],
       [
        "EMERGENCY",
        "急难",
        "help in an emergency"
       ],
       [
        "CARE",
        "访视照料",
        "visits and care"
       ],
       [
        "DISABILITY",
        "残疾人康复、辅具、无障碍",
        "rehabilitation, aids, access"
       ],
       [
        "HEATING",
        "取暖",
        "heating"
       ],
       [
        "FUNERAL",
        "殡葬",
        "funeral"
       ],
       [
        "PSYCHOLOGICAL",
        "心理疏导",
        "psychological support"
       ],
       [
        "RESOURCES",
        "资源链接",
        "access to resources"
       ],
       [
        "CAPABILITY",
        "能力提升",
        "building capability"
       ],
       [
        "INCLUSION",
        "社会融入",
        "social inclusion"
       ],
       [
        "OTHER",
        "其他",
        "other"
       ]
      ]
     },
     {
      "name": "findings",
      "type": "text",
      "title": [
       "走访情况",
       "what was found"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     }
    ]
   },
   {
    "code": "CANCEL_VISIT",
    "act": "cancelVisit",
    "title": [
     "取消走访",
     "cancel a planned visit"
    ],
    "by": "sender",
    "from": [
     "PLANNED"
    ],
    "to": "CANCELLED",
    "own": false,
    "lines": null,
    "fields": [
     {
      "name": "cancelledBecause",
      "type": "text",
      "title": [
       "取消原因",
       "why"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     }
    ]
   }
  ]
 },
 {
  "code": "conference",
  "type": "Conference",
  "list": "conferences",
  "title": [
   "一事一议",
   "case conference"
  ],
  "cites": "二（四）",
  "quote": "通过“一事一议”方式集体研究处理",
  "about": "household",
  "to": "own",
  "scopes": [
   "civil/referral:write"
  ],
  "closed": [
   "CALLED_OFF",
   "CONCLUDED"
  ],
  "states": [
   [
    "CONVENED",
    "已召集",
    "convened"
   ],
   [
    "CONCLUDED",
    "已议定",
    "concluded"
   ],
   [
    "CALLED_OFF",
    "已取消",
    "called off"
   ]
  ],
  "steps": [
   {
    "code": "CONVENE",
    "act": "convene",
    "title": [
     "召集一事一议",
     "convene a case conference of the county's coordination mechanism"
    ],
    "by": "sender",
    "from": [
     ""
    ],
    "to": "CONVENED",
    "own": false,
    "lines": null,
    "fields": [
     {
      "name": "plannedFor",
      "type": "date",
      "title": [
       "会议日期",
       "the day it meets"
      ],
      "needed": true,
      "derived": false,
      "ahead": true,
      "codes": []
     },
     {
      "name": "topic",
      "type": "text",
      "title": [
       "议题",
       "what is to be decided"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "warnings",
      "type": "set",
      "title": [
       "相关预警标识",
       "the warnings it is about"
      ],
      "needed": true,
      "derived": true,
      "ahead": false,
      "codes": []
     },
     {
      "name": "invited",
      "type": "set",
      "title": [
       "参加部门",
       "the departments invited"
      ],
      "needed": false,
      "derived": false,
      "ahead": false,
      "codes": [
       [
        "civil_affairs",
        "民政",
        "Civil Affairs"
       ],
       [
        "education_aid",
        "教育",
        "Education"
       ],
       [
        "finance",
        "财政",
        "Finance"
       ],
       [
        "human_resources",
        "人社",
        "Human Resources and Social Security"
       ],
       [
        "housing",
        "住建",
        "Housing and Urban-Rural Development"
       ],
       [
        "health",
        "卫健",
        "Health"
       ],
       [
        "emergency_management",
        "应急",
        "Emergency Management"
       ],
       [
        "rural_revitalization",
        "乡村振兴",
        "Rural Revitalization"
       ],
       [
        "medical_insurance",
        "医保",
        "Medical Insurance"
       ],
       [
        "disabled_federation",
        "残联",
        "Disabled Persons' Federation"
       ]
      ]
     }
    ]
   },
   {
    "code": "CONCLUDE_CONFERENCE",
    "act": "concludeConference",
    "title": [
     "登记议定事项",
     "record the decision; its lines, if any, become referrals, one for each department, each by its day"
    ],
    "by": "sender",
    "from": [
     "CONVENED"
    ],
    "to": "CONCLUDED",
    "own": false,
    "lines": "may_ask",
    "fields": [
     {
      "name": "metOn",
      "type": "date",
      "title": [
       "开会日期",
       "the day it met"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "minutesNumber",
      "type": "text",
      "title": [
       "会议纪要编号",
       "the number of the minutes"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "attended",
      "type": "set",
      "title": [
       "到会部门",
       "the departments that attended"
      ],
      "needed": false,
      "derived": false,
      "ahead": false,
      "codes": [
       [
        "civil_affairs",
        "民政",
        "Civil Affairs"
       ],
       [
        "education_aid",
        "教育",
        "Education"
       ],
       [
        "finance",
        "财政",
        "Finance"
       ],
       [
        "human_resources",
        "人社",
        "Human Resources and Social Security"
       ],
       [
        "housing",
        "住建",
        "Housing and Urban-Rural Development"
       ],
       [
        "health",
        "卫健",
        "Health"
       ],
       [
        "emergency_management",
        "应急",
        "Emergency Management"
       ],
       [
        "rural_revitalization",
        "乡村振兴",
        "Rural Revitalization"
       ],
       [
        "medical_insurance",
        "医保",
        "Medical Insurance"
       ],
       [
        "disabled_federation",
        "残联",
        "Disabled Persons' Federation"
       ]
      ]
     },
     {
      "name": "attendees",
      "type": "text",
      "title": [
       "参会人员",
       "who attended"
      ],
      "needed": false,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "minutes",
      "type": "text",
      "title": [
       "会议纪要",
       "the minutes"
      ],
      "needed": false,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "decided",
      "type": "text",
      "title": [
       "议定意见",
       "what was decided"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "outcome",
      "type": "code",
      "title": [
       "未转办、未逐条说明的预警的核实结果，不填为经核实不予救助",
       "what was found of the warnings that no line goes on with and `outcomes` does not name; DECIDED_OTHERWISE when left out"
      ],
      "needed": false,
      "derived": false,
      "ahead": false,
      "codes": [
       [
        "CONFIRMED",
        "属实",
        "they were right, and are seen to"
       ],
       [
        "DECIDED_OTHERWISE",
        "经核实不予救助",
        "they were looked into, and help is refused or not due"
       ],
       [
        "FALSE_POSITIVE",
        "误报",
        "they were wrong"
       ],
       [
        "LEFT_OPEN",
        "未作决定，重新分类处置",
        "nothing was decided of them: they are open, to be triaged anew or closed one by one"
       ]
      ]
     }
    ]
   },
   {
    "code": "CALL_OFF_CONFERENCE",
    "act": "callOffConference",
    "title": [
     "取消会议",
     "call it off"
    ],
    "by": "sender",
    "from": [
     "CONVENED"
    ],
    "to": "CALLED_OFF",
    "own": false,
    "lines": null,
    "fields": [
     {
      "name": "cancelledBecause",
      "type": "text",
      "title": [
       "取消原因",
       "why"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     }
    ]
   }
  ]
 },
 {
  "code": "correction",
  "type": "Correction",
  "list": "corrections",
  "title": [
   "校核",
   "correction of a fact by its owner"
  ],
  "cites": "二（二）",
  "quote": "确保信息完整、真实可靠",
  "about": "household",
  "to": "any",
  "scopes": [
   "civil/referral:write",
   "*/referrals:write"
  ],
  "closed": [
   "CORRECTED",
   "UPHELD"
  ],
  "states": [
   [
    "REQUESTED",
    "已提出",
    "requested"
   ],
   [
    "CORRECTED",
    "已更正",
    "corrected"
   ],
   [
    "UPHELD",
    "核实无误",
    "upheld"
   ]
  ],
  "steps": [
   {
    "code": "REQUEST_CORRECTION",
    "act": "requestCorrection",
    "title": [
     "提出校核",
     "ask the owner of a fact to check it"
    ],
    "by": "sender",
    "from": [
     ""
    ],
    "to": "REQUESTED",
    "own": false,
    "lines": null,
    "fields": [
     {
      "name": "fact",
      "type": "text",
      "title": [
       "情况项",
       "the fact, as person.student_stage, or `idNumber`"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "doubt",
      "type": "text",
      "title": [
       "疑义及依据",
       "what seems wrong, and how that is known"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     }
    ]
   },
   {
    "code": "CONFIRM_CORRECTION",
    "act": "confirmCorrection",
    "title": [
     "已更正",
     "say that it was wrong and has been reported anew"
    ],
    "by": "receiver",
    "from": [
     "REQUESTED"
    ],
    "to": "CORRECTED",
    "own": false,
    "lines": null,
    "fields": [
     {
      "name": "finding",
      "type": "text",
      "title": [
       "校核结果",
       "what was found"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     }
    ]
   },
   {
    "code": "UPHOLD_FACT",
    "act": "upholdFact",
    "title": [
     "核实无误",
     "say that it is right, with the reason"
    ],
    "by": "receiver",
    "from": [
     "REQUESTED"
    ],
    "to": "UPHELD",
    "own": false,
    "lines": null,
    "fields": [
     {
      "name": "finding",
      "type": "text",
      "title": [
       "校核结果",
       "what was found"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     }
    ]
   }
  ]
 },
 {
  "code": "application",
  "type": "Application",
  "list": "applications",
  "title": [
   "个人申请",
   "application received at the township window"
  ],
  "cites": "二（二）",
  "quote": "个人申请",
  "about": "household",
  "to": "own",
  "scopes": [
   "civil/referral:write"
  ],
  "closed": [
   "CLOSED"
  ],
  "states": [
   [
    "RECEIVED",
    "已受理",
    "received"
   ],
   [
    "ROUTED",
    "已分办",
    "routed"
   ],
   [
    "CLOSED",
    "已办结",
    "the person has been told"
   ]
  ],
  "steps": [
   {
    "code": "RECEIVE_APPLICATION",
    "act": "receiveApplication",
    "title": [
     "受理申请",
     "take in an application once, for whatever help (一门受理)"
    ],
    "by": "sender",
    "from": [
     ""
    ],
    "to": "RECEIVED",
    "own": false,
    "lines": null,
    "fields": [
     {
      "name": "appliedOn",
      "type": "date",
      "title": [
       "申请日期",
       "the day of the application"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "needs",
      "type": "set",
      "title": [
       "救助需求",
       "what the household needs"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": [
       [
        "BASIC_LIVING",
        "基本生活",
        "basic living"
       ],
       [
        "MEDICAL",
        "医疗",
        "medical treatment"
       ],
       [
        "EDUCATION",
        "教育",
        "education"
       ],
       [
        "HOUSING",
        "住房",
        "housing"
       ],
       [
        "EMPLOYMENT",
        "就业",
        "employment"
       ],
       [
        "DISASTER",
        "受灾",
        "help after a disaster"
       ],
       [
        "EMERGENCY",
        "急难",
        "help in an emergency"
       ],
       [
        "CARE",
        "访视照料",
        "visits and care"
       ],
       [
        "DISABILITY",
        "残疾人康复、辅具、无障碍",
        "rehabilitation, aids, access"
       ],
       [
        "HEATING",
        "取暖",
        "heating"
       ],
       [
        "FUNERAL",
        "殡葬",
        "funeral"
       ],
       [
        "PSYCHOLOGICAL",
        "心理疏导",
        "psychological support"
       ],
       [
        "RESOURCES",
        "资源链接",
        "access to resources"
       ],
       [
        "CAPABILITY",
        "能力提升",
        "building capability"
       ],
       [
        "INCLUSION",
        "社会融入",
        "social inclusion"
       ],
       [
        "OTHER",
        "其他",
        "other"
       ]
      ]
     },
     {
      "name": "applicationNote",
      "type": "text",
      "title": [
       "申请说明",
       "what the applicant said"
      ],
      "needed": false,
      "derived": false,
      "ahead": false,
      "codes": []
     }
    ]
   },
   {
    "code": "NOTE_NEEDS",
    "act": "noteNeeds",
    "title": [
     "走访发现需求",
     "a visit has found needs: they are routed without anybody having asked (主动发现)"
    ],
    "by": "sender",
    "from": [
     ""
    ],
    "to": "RECEIVED",
    "own": true,
    "lines": null,
    "fields": [
     {
      "name": "appliedOn",
      "type": "date",
      "title": [
       "申请（走访发现）日期",
       "the day of the application, or of the visit that found the needs"
      ],
      "needed": true,
      "derived": true,
      "ahead": false,
      "codes": []
     },
     {
      "name": "needs",
      "type": "set",
      "title": [
       "救助需求",
       "what the household needs"
      ],
      "needed": true,
      "derived": true,
      "ahead": false,
      "codes": [
       [
        "BASIC_LIVING",
        "基本生活",
        "basic living"
       ],
       [
        "MEDICAL",
        "医疗",
        "medical treatment"
       ],
       [
        "EDUCATION",
        "教育",
        "education"
       ],
       [
        "HOUSING",
        "住房",
        "housing"
       ],
       [
        "EMPLOYMENT",
        "就业",
        "employment"
       ],
       [
        "DISASTER",
        "受灾",
        "help after a disaster"
       ],
       [
        "EMERGENCY",
        "急难",
        "help in an emergency"
       ],
       [
        "CARE",
        "访视照料",
        "visits and care"
       ],
       [
        "DISABILITY",
        "残疾人康复、辅具、无障碍",
        "rehabilitation, aids, access"
       ],
       [
        "HEATING",
        "取暖",
        "heating"
       ],
       [
        "FUNERAL",
        "殡葬",
        "funeral"
       ],
       [
        "PSYCHOLOGICAL",
        "心理疏导",
        "psychological support"
       ],
       [
        "RESOURCES",
        "资源链接",
        "access to resources"
       ],
       [
        "CAPABILITY",
        "能力提升",
        "building capability"
       ],
       [
        "INCLUSION",
        "社会融入",
        "social inclusion"
       ],
       [
        "OTHER",
        "其他",
        "other"
       ]
      ]
     },
     {
      "name": "applicationNote",
      "type": "text",
      "title": [
       "申请说明（走访情况）",
       "what the applicant said, or the visit found"
      ],
      "needed": true,
      "derived": true,
      "ahead": false,
      "codes": []
     }
    ]
   },
   {
    "code": "ROUTE_APPLICATION",
    "act": "routeApplication",
    "title": [
     "分办",
     "route it: its lines become referrals, one for each department (协同办理)"
    ],
    "by": "sender",
    "from": [
     "RECEIVED"
    ],
    "to": "ROUTED",
    "own": false,
    "lines": "asked",
    "fields": []
   },
   {
    "code": "CLOSE_APPLICATION",
    "act": "closeApplication",
    "title": [
     "办结申请",
     "close it once its referrals are answered and the applicant has been told"
    ],
    "by": "sender",
    "from": [
     "RECEIVED",
     "ROUTED"
    ],
    "to": "CLOSED",
    "own": false,
    "lines": null,
    "fields": [
     {
      "name": "toldOn",
      "type": "date",
      "title": [
       "告知申请人日期",
       "the day the applicant was told"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "told",
      "type": "text",
      "title": [
       "告知内容",
       "what the applicant was told"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     }
    ]
   }
  ]
 },
 {
  "code": "notice",
  "type": "Notice",
  "list": "notices",
  "title": [
   "告知本人",
   "notice to a person to apply"
  ],
  "cites": "三（二）就业救助",
  "quote": "及时告知本人",
  "about": "household",
  "to": "own",
  "scopes": [
   "civil/referral:write",
   "*/referrals:write"
  ],
  "closed": [
   "DELIVERED",
   "FAILED"
  ],
  "states": [
   [
    "SENT",
    "已发出",
    "sent"
   ],
   [
    "DELIVERED",
    "已送达",
    "delivered"
   ],
   [
    "FAILED",
    "未能送达",
    "could not be delivered"
   ]
  ],
  "steps": [
   {
    "code": "SEND_NOTICE",
    "act": "sendNotice",
    "title": [
     "告知本人主动申请",
     "tell a person that help can be applied for"
    ],
    "by": "sender",
    "from": [
     ""
    ],
    "to": "SENT",
    "own": false,
    "lines": null,
    "fields": [
     {
      "name": "programmes",
      "type": "programmes",
      "title": [
       "可申请项目",
       "what can be applied for"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "words",
      "type": "text",
      "title": [
       "告知内容",
       "what the person is told"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     }
    ]
   },
   {
    "code": "PROVE_DELIVERY",
    "act": "proveDelivery",
    "title": [
     "登记送达",
     "prove that the person has got the notice"
    ],
    "by": "receiver",
    "from": [
     "SENT"
    ],
    "to": "DELIVERED",
    "own": false,
    "lines": null,
    "fields": [
     {
      "name": "notifiedOn",
      "type": "date",
      "title": [
       "送达日期",
       "the day it was delivered"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "delivery",
      "type": "code",
      "title": [
       "送达方式",
       "how it was delivered"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": [
       [
        "IN_PERSON",
        "直接送达",
        "handed over"
       ],
       [
        "LEFT_AT_HOME",
        "留置送达",
        "left at the home before witnesses"
       ],
       [
        "POST",
        "邮寄送达",
        "by post"
       ],
       [
        "PHONE",
        "电话告知",
        "by telephone, recorded"
       ],
       [
        "ELECTRONIC",
        "电子送达",
        "electronically, with consent"
       ],
       [
        "PUBLIC",
        "公告送达",
        "by public notice"
       ]
      ]
     },
     {
      "name": "proof",
      "type": "text",
      "title": [
       "送达凭证",
       "the proof of delivery"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     }
    ]
   },
   {
    "code": "GIVE_UP_DELIVERY",
    "act": "giveUpDelivery",
    "title": [
     "未能送达",
     "say that the person could not be reached"
    ],
    "by": "receiver",
    "from": [
     "SENT"
    ],
    "to": "FAILED",
    "own": false,
    "lines": null,
    "fields": [
     {
      "name": "failedBecause",
      "type": "text",
      "title": [
       "原因",
       "why"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     }
    ]
   }
  ]
 },
 {
  "code": "charity",
  "type": "Charity",
  "list": "charities",
  "title": [
   "慈善帮扶",
   "charitable help"
  ],
  "cites": "三（五）",
  "quote": "鼓励开展慈善帮扶，促进社会力量积极参与社会救助",
  "about": "household",
  "to": "own",
  "scopes": [
   "civil/referral:write"
  ],
  "closed": [
   "GIVEN"
  ],
  "states": [
   [
    "GIVEN",
    "已帮扶",
    "given"
   ]
  ],
  "steps": [
   {
    "code": "RECORD_CHARITY",
    "act": "recordCharity",
    "title": [
     "登记慈善帮扶",
     "record help by a charity or by society; no rule asks for it and none counts it"
    ],
    "by": "sender",
    "from": [
     ""
    ],
    "to": "GIVEN",
    "own": false,
    "lines": null,
    "fields": [
     {
      "name": "giver",
      "type": "text",
      "title": [
       "帮扶单位",
       "the organisation"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "givenOn",
      "type": "date",
      "title": [
       "帮扶日期",
       "the day"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "form",
      "type": "code",
      "title": [
       "帮扶形式",
       "the form"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": [
       [
        "CASH",
        "资金",
        "money"
       ],
       [
        "GOODS",
        "物资",
        "goods"
       ],
       [
        "SERVICE",
        "服务",
        "service"
       ]
      ]
     },
     {
      "name": "worth",
      "type": "fen",
      "title": [
       "折价（分）",
       "its worth in fen"
      ],
      "needed": false,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "given",
      "type": "text",
      "title": [
       "帮扶内容",
       "what was given"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     }
    ]
   }
  ]
 },
 {
  "code": "upload",
  "type": "Upload",
  "list": "uploads",
  "title": [
   "逐级上报",
   "level-by-level upload"
  ],
  "cites": "二（三）",
  "quote": "及时将审核认定结果录入上传至低收入人口数据库",
  "about": "division",
  "to": "upper",
  "scopes": [
   "civil/population:write"
  ],
  "closed": [
   "ACCEPTED"
  ],
  "states": [
   [
    "SUBMITTED",
    "已上报",
    "submitted"
   ],
   [
    "ACCEPTED",
    "已接收",
    "accepted"
   ],
   [
    "RETURNED",
    "已退回",
    "returned"
   ]
  ],
  "steps": [
   {
    "code": "SUBMIT_UPLOAD",
    "act": "submitUpload",
    "title": [
     "上报",
     "submit the determinations of a month to the level above; count and hash are taken from the register"
    ],
    "by": "sender",
    "from": [
     ""
    ],
    "to": "SUBMITTED",
    "own": false,
    "lines": null,
    "fields": [
     {
      "name": "month",
      "type": "text",
      "title": [
       "月份",
       "the month, as 2024-03"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "uploadNote",
      "type": "text",
      "title": [
       "上报说明",
       "what the level above should know"
      ],
      "needed": false,
      "derived": false,
      "ahead": false,
      "codes": []
     },
     {
      "name": "count",
      "type": "integer",
      "title": [
       "认定数量",
       "how many determinations were in force in that month, as the hub counted them"
      ],
      "needed": true,
      "derived": true,
      "ahead": false,
      "codes": []
     },
     {
      "name": "hash",
      "type": "text",
      "title": [
       "清单哈希",
       "the SHA-256 of their ids in order, hexadecimal"
      ],
      "needed": true,
      "derived": true,
      "ahead": false,
      "codes": []
     }
    ]
   },
   {
    "code": "ACCEPT_UPLOAD",
    "act": "acceptUpload",
    "title": [
     "接收上报",
     "accept it"
    ],
    "by": "receiver",
    "from": [
     "SUBMITTED"
    ],
    "to": "ACCEPTED",
    "own": false,
    "lines": null,
    "fields": []
   },
   {
    "code": "RETURN_UPLOAD",
    "act": "returnUpload",
    "title": [
     "退回上报",
     "return it, with the reason"
    ],
    "by": "receiver",
    "from": [
     "SUBMITTED"
    ],
    "to": "RETURNED",
    "own": false,
    "lines": null,
    "fields": [
     {
      "name": "returnNote",
      "type": "text",
      "title": [
       "退回说明",
       "the reason in words"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     }
    ]
   },
   {
    "code": "SUBMIT_AGAIN",
    "act": "submitAgain",
    "title": [
     "再次上报",
     "submit a returned upload again; it is counted anew"
    ],
    "by": "sender",
    "from": [
     "RETURNED"
    ],
    "to": "SUBMITTED",
    "own": false,
    "lines": null,
    "fields": [
     {
      "name": "uploadNote",
      "type": "text",
      "title": [
       "上报说明",
       "what was put right"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": []
     }
    ]
   }
  ]
 },
 {
  "code": "papers",
  "type": "Papers",
  "list": "papersDue",
  "title": [
   "先行救助补办手续",
   "papers to be completed after aid was given first"
  ],
  "cites": "三（三）",
  "quote": "补充完善相关材料和经办人签字、盖章等手续",
  "about": "household",
  "to": "own",
  "scopes": [
   "*/referrals:write"
  ],
  "closed": [
   "COMPLETED",
   "DROPPED"
  ],
  "states": [
   [
    "DUE",
    "待补办",
    "papers are due"
   ],
   [
    "COMPLETED",
    "已补齐",
    "complete"
   ],
   [
    "DROPPED",
    "救助记录作废，终止办理",
    "dropped: the record was voided"
   ]
  ],
  "steps": [
   {
    "code": "OWE_PAPERS",
    "act": "owePapers",
    "title": [
     "先行救助",
     "aid was given first: the papers follow"
    ],
    "by": "sender",
    "from": [
     ""
    ],
    "to": "DUE",
    "own": true,
    "lines": null,
    "fields": [
     {
      "name": "missing",
      "type": "set",
      "title": [
       "待补材料",
       "the papers that are missing"
      ],
      "needed": true,
      "derived": true,
      "ahead": false,
      "codes": [
       [
        "RECIPIENT",
        "救助对象",
        "whom it was given"
       ],
       [
        "CAUSE",
        "救助事由",
        "why"
       ],
       [
        "AMOUNT",
        "救助金额",
        "how much"
       ],
       [
        "EXPLANATION",
        "补充说明",
        "explanation afterwards"
       ],
       [
        "MATERIALS",
        "相关材料",
        "supporting papers"
       ],
       [
        "SIGNATURE",
        "经办人签字",
        "signature of who handled it"
       ],
       [
        "SEAL",
        "盖章",
        "seal"
       ]
      ]
     },
     {
      "name": "helped",
      "type": "text",
      "title": [
       "受助人（脱敏）",
       "who was helped, as who helped knows them: the name, masked"
      ],
      "needed": true,
      "derived": true,
      "ahead": false,
      "codes": []
     }
    ]
   },
   {
    "code": "HAND_IN_PAPERS",
    "act": "handInPapers",
    "title": [
     "补办手续",
     "hand in papers; the record is provisional until none is missing"
    ],
    "by": "receiver",
    "from": [
     "DUE"
    ],
    "to": "COMPLETED",
    "own": false,
    "lines": null,
    "fields": [
     {
      "name": "papers",
      "type": "set",
      "title": [
       "已补材料",
       "the papers that are there now"
      ],
      "needed": true,
      "derived": false,
      "ahead": false,
      "codes": [
       [
        "RECIPIENT",
        "救助对象",
        "whom it was given"
       ],
       [
        "CAUSE",
        "救助事由",
        "why"
       ],
       [
        "AMOUNT",
        "救助金额",
        "how much"
       ],
       [
        "EXPLANATION",
        "补充说明",
        "explanation afterwards"
       ],
       [
        "MATERIALS",
        "相关材料",
        "supporting papers"
       ],
       [
        "SIGNATURE",
        "经办人签字",
        "signature of who handled it"
       ],
       [
        "SEAL",
        "盖章",
        "seal"
       ]
      ]
     },
     {
      "name": "explanation",
      "type": "text",
      "title": [
       "补充说明情况",
       "the explanation afterwards"
      ],
      "needed": false,
      "derived": false,
      "ahead": false,
      "codes": []
     }
    ]
   },
   {
    "code": "DROP_PAPERS",
    "act": "dropPapers",
    "title": [
     "救助记录作废",
     "the record was entered in error and voided: no papers are owed"
    ],
    "by": "sender",
    "from": [
     "DUE"
    ],
    "to": "DROPPED",
    "own": true,
    "lines": null,
    "fields": []
   }
  ]
 }
] as const;
