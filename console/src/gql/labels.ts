// Written by scripts/codegen.mjs: what the graph calls its codes, [中文, English].

export const ActorKind = {
  NAMED: ["部门系统所称人员","Somebody whom a department's program names"],
  OFFICER: ["平台人员","An officer of the hub"],
  PROGRAM: ["程序自动办理","A program by itself"],
} as const;

export const Administration = {
  audit: ["审计管理","Who looked and who changed"],
  security: ["安全管理","Rights and keys"],
  system: ["系统管理","Accounts of officers and clients"],
  work: ["业务人员","Work: no administration"],
} as const;

export const Agreement = {
  AGREES: ["一致","Both say the same"],
  DIFFERS: ["不一致","They differ"],
  MISSING: ["缺失","One side does not say it"],
  NEARLY: ["相近","They differ as a slip of the pen does"],
} as const;

export const AgreementState = {
  ENDED: ["已终止","Ended, or its term is over"],
  GRANTED: ["已同意，尚未生效","Granted, from a day that has not come"],
  IN_FORCE: ["生效中","In force"],
  REFUSED: ["不予共享","Not granted"],
  REQUESTED: ["待答复","Asked for, not decided"],
} as const;

export const AidForm = {
  cash: ["资金","Cash"],
  fee_waiver: ["费用减免","Fee waived or reduced"],
  goods: ["物资","Goods"],
  loan: ["贷款","Loan"],
  service: ["服务","Service"],
  wage: ["劳动报酬","Wage for work"],
} as const;

export const AidPeriod = {
  as_needed: ["按需","As needed"],
  continuous: ["持续","Continuously"],
  heating_season: ["按取暖季","By the heating season"],
  monthly: ["按月","By the month"],
  one_off: ["一次性","Once"],
  per_settlement: ["按次结算","By the settlement of a bill"],
  semester: ["按学期","By the school term"],
  yearly: ["按年","By the year"],
} as const;

export const AidUnit = {
  household: ["户","The household"],
  person: ["人","The person"],
} as const;

export const ApplicationState = {
  CLOSED: ["已办结","The person has been told"],
  RECEIVED: ["已受理","Received"],
  ROUTED: ["已分办","Routed"],
} as const;

export const AssistanceKind = {
  basic_living: ["基本生活救助","Basic living assistance"],
  emergency: ["急难社会救助","Emergency assistance"],
  other: ["其他救助帮扶","Other assistance"],
  service: ["服务类社会救助","Service assistance"],
  special: ["专项社会救助","Special assistance"],
} as const;

export const BatchKind = {
  DETERMINATIONS: ["认定","Determinations"],
  FACTS: ["情况","Facts"],
  FEEDBACK: ["反馈","Feedback"],
  PAYMENTS: ["发放结果","Results of payments"],
  REGISTRATION: ["录入","Households"],
} as const;

export const Box = {
  HOME: ["辖区全部","All about households in your divisions, for civil affairs"],
  IN: ["收件箱","Yours to handle"],
  OUT: ["发件箱","Opened by your department"],
} as const;

export const CandidateDecision = {
  NOT_THE_SAME: ["非同一人","Two people; offered again only where the evidence is another"],
  OPEN: ["待甄别","Waits to be decided"],
} as const;

export const CandidateKind = {
  MISMATCH: ["姓名不符的报送","Whom a report means that came under another person's number"],
  PERSON: ["另一登记人员","Another registered person"],
  UNREGISTERED: ["未在库人员","Somebody who was reported and is in no household"],
} as const;

export const CandidateState = {
  MERGED: ["已合并","Merged: they go on as one person"],
  NOT_THE_SAME: ["非同一人","Two people; offered again only where the evidence is another"],
  OPEN: ["待甄别","Waits to be decided"],
} as const;

export const CarrierKind = {
  CATEGORY: ["类别","A category"],
  FACT: ["推导情况","A derived fact"],
  LIST: ["名单","A list of households"],
  NEED: ["优先因素","A need, which makes more urgent"],
  PROCEDURE: ["办理程序","A procedure"],
  PROGRAMME: ["项目","A programme"],
  RULE: ["比对规则","A rule of the cross-check"],
} as const;

export const CategoryCode = {
  extreme_hardship: ["特困人员","Extreme hardship"],
  near_subsistence: ["最低生活保障边缘家庭成员","Near subsistence"],
  other_hardship: ["其他困难人员","Other hardship"],
  relapse_monitored: ["防止返贫监测对象","Monitored against relapse into poverty"],
  rigid_expenditure: ["刚性支出困难家庭成员","Hardship by rigid expenditure"],
  subsistence_allowance: ["最低生活保障对象","Subsistence allowance"],
} as const;

export const Certainty = {
  MET: ["符合","All the hub can know speaks for it"],
  UNKNOWN: ["待核实","Only a missing fact keeps it out"],
} as const;

export const CharityForm = {
  CASH: ["资金","Money"],
  GOODS: ["物资","Goods"],
  SERVICE: ["服务","Service"],
} as const;

export const CharityState = {
  GIVEN: ["已帮扶","Given"],
} as const;

export const CheckFailure = {
  FAILED: ["比对出错，详见系统日志","It failed; the log of the hub says how"],
  HELD: ["家庭数据被其他业务占用","Others held the household for too long"],
  TOO_LONG: ["比对耗时过长","It took longer than others may be kept waiting"],
} as const;

export const CivilAffairsEventKind = {
  DISASTROUS: ["灾难性","Disastrous"],
  PRESSING: ["紧迫性","Pressing"],
  SUDDEN: ["突发性","Sudden"],
  WANDERING: ["生活无着流浪乞讨","Wandering or begging without means"],
} as const;

export const CivilAffairsEventSeverity = {
  HEAVY: ["较重","Heavy"],
  LIGHT: ["较轻","Light"],
} as const;

export const CivilAffairsEventUrgency = {
  NORMAL: ["一般","Normal procedure"],
  URGENT: ["紧急","Urgent"],
} as const;

export const CivilAffairsSelfCare = {
  FULL: ["全自理","Full"],
  NONE: ["失能","None"],
  PARTIAL: ["半失能","Partial"],
} as const;

export const ClashScope = {
  event: ["同一急难事件","The sudden difficulty"],
  house: ["同一住房","The house"],
  household: ["同一家庭","The household"],
  person: ["同一人员","The person"],
  term: ["同一学期或年度","The term"],
} as const;

export const ClosingOutcome = {
  CONFIRMED: ["属实","It was right"],
  DECIDED_OTHERWISE: ["经核实不予救助","It was looked into, and help was refused or not due, with the reason"],
  FALSE_POSITIVE: ["误报","It was wrong"],
} as const;

export const ClosingReason = {
  LEFT: ["最后一名成员死亡或离开","The last living member died or left"],
  MERGED: ["重复登记，已归并","It had been entered twice and goes on under another number"],
  MOVED: ["成员均已迁入其他家庭","All members moved to other households"],
} as const;

export const CollectionChannel = {
  APPLICATION: ["个人申请","Application"],
  DATA_MATCH: ["数据比对","Data matching"],
  HOME_VISIT: ["入户走访","Visit at home"],
} as const;

export const ConferenceOutcome = {
  CONFIRMED: ["属实","They were right, and are seen to"],
  DECIDED_OTHERWISE: ["经核实不予救助","They were looked into, and help is refused or not due"],
  FALSE_POSITIVE: ["误报","They were wrong"],
  LEFT_OPEN: ["未作决定，重新分类处置","Nothing was decided of them: they are open, to be triaged anew or closed one by one"],
} as const;

export const ConferenceState = {
  CALLED_OFF: ["已取消","Called off"],
  CONCLUDED: ["已议定","Concluded"],
  CONVENED: ["已召集","Convened"],
} as const;

export const ContactKind = {
  ACCOUNT: ["银行账户","The account into which help is paid"],
  PHONE: ["联系电话","The telephone"],
} as const;

export const Continuation = {
  BEGIN: ["提前衔接","It begins where the one before it now ends"],
  END: ["不再生效","It never comes into force"],
  STAY: ["保持不变","It stays as it is, with a gap before it"],
} as const;

export const CorrectionLineKind = {
  FACTS: ["部门情况","Facts of a department"],
  RECORD: ["救助记录","An assistance record"],
} as const;

export const CorrectionState = {
  CORRECTED: ["已更正","Corrected"],
  REQUESTED: ["已提出","Requested"],
  UPHELD: ["核实无误","Upheld"],
} as const;

export const Delivery = {
  ELECTRONIC: ["电子送达","Electronically, with consent"],
  IN_PERSON: ["直接送达","Handed over"],
  LEFT_AT_HOME: ["留置送达","Left at the home before witnesses"],
  PHONE: ["电话告知","By telephone, recorded"],
  POST: ["邮寄送达","By post"],
  PUBLIC: ["公告送达","By public notice"],
} as const;

export const DeterminationBasis = {
  HOUSEHOLD: ["家庭","The household"],
  SINGLE_PERSON: ["单人户","One person, taken alone"],
} as const;

export const DisabledFederationDisabilityType = {
  HEARING: ["听力","Hearing"],
  INTELLECTUAL: ["智力","Intellectual"],
  MENTAL: ["精神","Mental"],
  MULTIPLE: ["多重","Multiple"],
  PHYSICAL: ["肢体","Physical"],
  SPEECH: ["言语","Speech"],
  VISUAL: ["视力","Visual"],
} as const;

export const DisabledFederationService = {
  ALTERATION: ["无障碍改造","Barrier-free alteration"],
  DAY_CARE: ["日间照料","Day care"],
  DEVICE: ["辅助器具","Assistive device"],
  HOME_CARE: ["居家服务","Care at home"],
  REHABILITATION: ["康复训练","Rehabilitation"],
  RESIDENTIAL: ["寄宿托养","Residential care"],
} as const;

export const Disposition = {
  COMPLEX: ["情况复杂","Complex: a case conference"],
  DUPLICATE: ["重复救助","Helped twice for the same thing"],
  LAPSING: ["可能不再符合","Help may be due no more"],
  UNCOVERED: ["未纳入但可能符合","May be entitled, not covered"],
  UNFULFILLED: ["政策落实不到位","Entitled, without help"],
} as const;

export const DivisionLevel = {
  CITY: ["市（州）","City or autonomous prefecture"],
  COUNTY: ["县（市、区）","County or district"],
  PROVINCE: ["省","Province"],
  TOWNSHIP: ["乡镇（街道）","Township or sub-district"],
  VILLAGE: ["村（社区）","Village or community"],
} as const;

export const EducationAidNeedLevel = {
  DIFFICULT: ["困难","Difficulty"],
  GENERAL: ["一般困难","General difficulty"],
  SPECIAL: ["特别困难","Special difficulty"],
} as const;

export const EducationAidStudentStage = {
  JUNIOR: ["初中","Junior high school"],
  KINDERGARTEN: ["学前教育","Kindergarten"],
  POSTGRAD: ["研究生","Postgraduate"],
  PRIMARY: ["小学","Primary school"],
  SENIOR: ["普通高中","Senior high school"],
  UNDERGRAD: ["本专科","Undergraduate or junior college"],
  VOCATIONAL: ["中等职业教育","Secondary vocational school"],
} as const;

export const EducationAidTier = {
  FIRST: ["一档","First"],
  SECOND: ["二档","Second"],
  THIRD: ["三档","Third"],
} as const;

export const EmergencyManagementDisasterHouseDamaged = {
  COLLAPSED: ["倒塌","Collapsed"],
  GENERAL: ["一般损坏","Damaged"],
  SEVERE: ["严重损坏","Severely damaged"],
} as const;

export const EmergencyManagementDisasterPhase = {
  EMERGENCY: ["应急期","Emergency"],
  RECOVERY: ["恢复重建期","Recovery"],
  TRANSITION: ["过渡期","Transition"],
} as const;

export const EmergencyManagementDisasterType = {
  DROUGHT: ["旱灾","Drought"],
  EARTHQUAKE: ["地震","Earthquake"],
  FIRE: ["森林草原火灾","Forest or grassland fire"],
  FLOOD: ["洪涝","Flood"],
  LANDSLIDE: ["滑坡泥石流","Landslide or mudflow"],
  OTHER: ["其他","Other"],
  SNOW: ["低温雪灾","Snow or low temperature"],
} as const;

export const EmergencyManagementRebuildingProgress = {
  COMPLETED: ["竣工","Completed"],
  MOVED_IN: ["已入住","Moved in"],
  NOT_STARTED: ["未开工","Not started"],
  UNDER_WAY: ["在建","Under way"],
} as const;

export const EndingDecision = {
  END: ["终止","End"],
  KEEP: ["继续","Keep"],
  REDUCE: ["减发","Reduce"],
} as const;

export const EndingDecisionOfLine = {
  END: ["终止","End"],
  KEEP: ["继续","Keep"],
  REDUCE: ["减发","Reduce"],
} as const;

export const EndingGround = {
  DEATH: ["死亡","Death"],
  DUPLICATE: ["重复救助","Duplicate help"],
  MOVED_CATEGORY: ["转入其他类别","Another category"],
  OTHER: ["其他","Other"],
  OVER_STANDARD: ["收入或财产超过标准","Income or property above the standard"],
  VOLUNTARY: ["主动放弃","Given up"],
} as const;

export const EndingNoHearingBecause = {
  DEATH: ["本人死亡","The person has died"],
  GIVEN_UP: ["书面放弃","The person gave it up in writing"],
  UNREACHABLE: ["告知后无法联系","Could not be reached after notice"],
} as const;

export const EndingReducedBasis = {
  SINGLE_PERSON: ["单人户","One person, taken alone"],
} as const;

export const EndingState = {
  DECIDED: ["已决定","Decided"],
  DONE: ["已执行","Carried out"],
  DROPPED: ["救助记录作废，终止办理","Dropped: the record was voided"],
  HEARD: ["已听取意见","The person has been heard"],
  KEPT: ["继续救助","Kept"],
  NOTIFIED: ["已书面告知","Notified in writing"],
  PROPOSED: ["拟办","Proposed"],
} as const;

export const Entitlement = {
  duty: ["应当给予","To be given to whoever meets the rule"],
  offer: ["可申请或可给予","Given upon application, or where a place chooses to"],
  screening: ["摸底监测，不属于救助","Finding and following up, no help of itself"],
  service: ["按能力提供的服务","Given as far as capacity goes"],
} as const;

export const FeedbackStatus = {
  ADJUSTED: ["调整","An earlier record adjusted, with the reason"],
  ENDED: ["终止","An earlier record ended, with the reason"],
  GRANTED: ["已给予","New help"],
  PAID: ["发放","Payments of an earlier record"],
  PAYMENT_VOIDED: ["发放误录撤销","Payments that were entered in error and never made, with the reason"],
  RECOVERED: ["追回","Payments that were paid back, with the reason"],
  REFUSED: ["不予救助","Help refused, with the reason"],
  RETURNED: ["银行退回","Payments that the bank returned, with the reason"],
  VOIDED: ["作废","An earlier record was entered in error, with the reason"],
} as const;

export const HealthDiseaseGroup = {
  CANCER: ["恶性肿瘤","Cancer"],
  HEART: ["心脏疾病","Heart disease"],
  KIDNEY: ["终末期肾病","Kidney failure"],
  MENTAL: ["严重精神障碍","Severe mental disorder"],
  OTHER: ["其他","Other"],
} as const;

export const HealthEventKind = {
  MEDICAL_EMERGENCY: ["急危重伤病","Medical emergency"],
} as const;

export const HearingWaiver = {
  DEATH: ["死亡","The person has died"],
  MOVED_AWAY: ["迁出","Moved away, and kept where they live now"],
  OWN_REQUEST: ["本人申请","The person asked for it in writing"],
} as const;

export const HouseholdChange = {
  MERGE: ["并户","With a household that merges"],
  MOVE: ["迁移","Moved from another household"],
  RETURN: ["返回","Back after having left without another household"],
  SPLIT: ["分户","From a household that splits"],
} as const;

export const HousingDangerGrade = {
  A: ["A级","A (safe)"],
  B: ["B级","B (basically safe)"],
  C: ["C级","C (partly dangerous)"],
  D: ["D级","D (dangerous as a whole)"],
} as const;

export const HousingDangerGradeBefore = {
  C: ["C级","C (partly dangerous)"],
  D: ["D级","D (dangerous as a whole)"],
} as const;

export const HousingMode = {
  ALLOCATION: ["配租公租房","Public rental flat"],
  REBUILD: ["拆除重建","Rebuilding"],
  REPAIR: ["修缮加固","Repair and strengthening"],
  SUBSIDY: ["租赁补贴","Rent subsidy"],
} as const;

export const HousingTier = {
  FIRST: ["一档","First"],
  SECOND: ["二档","Second"],
  THIRD: ["三档","Third"],
} as const;

export const HumanResourcesRuralMeasure = {
  LABOUR_TRANSFER: ["劳务输转（人社）","Organised transfer of labour (human resources)"],
  RURAL_WORKSHOP: ["乡村就业工厂（帮扶车间）（乡村振兴）","Rural factory or workshop (rural revitalization)"],
  WORK_FOR_RELIEF: ["以工代赈（发改）","Work in place of relief (development and reform)"],
} as const;

export const HumanResourcesStartupMeasure = {
  GUARANTEED_LOAN: ["创业担保贷款（人社）","Guaranteed startup loan (human resources)"],
  INTEREST: ["贷款贴息（财政）","Interest on the loan (finance)"],
  SUBSIDY: ["创业补贴（人社）","Startup subsidy (human resources)"],
  TAX_RELIEF: ["税费减免（税务）","Relief of taxes and fees (tax office)"],
} as const;

export const IdentityAttribute = {
  BIRTH_DATE: ["出生日期","The birth date"],
  FELLOWS: ["同户人员及监护人","The others of their households, and who answers for them"],
  NAME: ["姓名","The name"],
  NUMBER_ENDING: ["身份证号后四位（仅用于比对，不显示）","The last four characters of two ID card numbers, which are compared and never shown"],
  PLACE: ["居住地或报送地","Where they live or were reported"],
  SEX: ["性别","The sex"],
} as const;

export const IdentityFinding = {
  ABOUT_THE_SAME_AGE: ["相差不超过一岁","At most a year apart"],
  DAY_AND_MONTH_SWAPPED: ["月、日互换","Day and month swapped"],
  ONE_CHARACTER: ["相差一字","One character differs or is left out"],
  ONE_DIGIT_OF_DATE: ["相差一位数字","One digit differs"],
  ONE_DIGIT_OF_ENDING: ["相差一位","One differs"],
  OTHER_AGE: ["日期不同","Another day"],
  OTHER_COUNTY: ["不同县（市、区）","Another county"],
  OTHER_ENDING: ["不同","Others"],
  OTHER_FELLOWS: ["同户无同名人员","Nobody of the same name does"],
  OTHER_NAME: ["姓名不同","Another name"],
  OTHER_SEX: ["不同","Another"],
  SAME_BIRTH_DATE: ["日期一致","The same day"],
  SAME_COUNTY: ["同一县（市、区）","The same county"],
  SAME_ENDING: ["一致","The same"],
  SAME_FELLOW: ["同户有同名人员","Somebody of the same name lives with both"],
  SAME_NAME: ["姓名一致（不计繁简、异体）","The same name, whatever script it is written in"],
  SAME_SEX: ["一致","The same"],
  SAME_SOUND: ["同音异字","Other characters of the same sound"],
  SAME_TOWNSHIP: ["同一乡镇（街道）","The same township"],
  SWAPPED_CHARACTERS: ["用字相同、次序不同","The same characters in another order"],
} as const;

export const IdentityKind = {
  BIRTH_CERTIFICATE: ["出生医学证明","Number of a medical birth certificate"],
  FOREIGNER_PERMIT: ["外国人永久居留身份证","Permanent residence card of a foreigner, of 18 characters"],
  FOREIGNER_PERMIT_OLD: ["外国人永久居留身份证（旧版）","Permanent residence card of a foreigner, of 15 characters"],
  HK_MACAO_PERMIT: ["港澳居民居住证","Residence permit of a Hong Kong or Macao resident"],
  ID_CARD: ["居民身份证","Resident ID number; the old one of 15 digits is completed to 18"],
  PROVISIONAL: ["临时身份编号","Provisional number that the hub gives to somebody who has none yet"],
  TAIWAN_PERMIT: ["台湾居民居住证","Residence permit of a Taiwan resident"],
} as const;

export const IdentityStatus = {
  ATTACHED: ["已归户","It stands in the chain of a person whom you reach"],
  PENDING_IDENTITY: ["待身份核实","It waits for its person: registered, and under this name"],
} as const;

export const IntakeNote = {
  OLDER_THAN_KNOWN: ["早于已有数据，仅存入历史","Newer data stand: it is kept in the history and changes nothing of today"],
} as const;

export const JobKind = {
  CROSS_CHECK: ["数据比对","A cross-check of a place"],
  DELIVERY: ["名单对外交付","A list that goes out into a table"],
  FETCH: ["来源数据读取","A source that is fetched from its place"],
  IMPORT: ["文件报送","A file that was handed in"],
  LINKAGE: ["疑似同一人比对","A search for those who may be the same person"],
  SIMULATION: ["规则试算","A rule of the cross-check on trial"],
  TOTALS: ["汇总统计","What was given by programme"],
} as const;

export const JobState = {
  CANCELLED: ["已取消","Called off"],
  DONE: ["已完成","Done, to be fetched"],
  FAILED: ["未完成","Cannot be done; it says why"],
  RUNNING: ["进行中","Being done"],
  WAITING: ["等待","Waits for its turn"],
} as const;

export const LeavingReason = {
  DEATH: ["死亡","Died"],
  EMIGRATION: ["出境定居","Emigrated"],
  ENTERED_INSTITUTION: ["入住机构","Lives in an institution"],
  IMPRISONMENT: ["服刑","In prison"],
  MARRIED_OUT: ["婚嫁迁出","Married out"],
  OTHER: ["其他","Another reason"],
  WHEREABOUTS_UNKNOWN: ["下落不明","Whereabouts unknown"],
} as const;

export const Likelihood = {
  ALMOST_CERTAIN: ["几乎确定：百分之九十九为同一人","Almost certain: ninety-nine in a hundred are one person"],
  LIKELY: ["较大可能：十之八九为同一人","Likely: nine in ten are one person"],
  POSSIBLE: ["可能：与否相当，须逐项核对","Possible: as likely as not, look at both"],
} as const;

export const LineAction = {
  ASSESS: ["评估","Assess whether it is due"],
  END: ["减发停发","End or reduce it, in an ending alone"],
  FULFIL: ["落实","Give what is due"],
  VERIFY: ["核实","Verify that it is still due"],
} as const;

export const LineAnswer = {
  ADJUST: ["拟调整","To be adjusted"],
  END: ["拟终止、终止","To be ended or end"],
  GRANTED: ["已救助","Granted"],
  KEEP: ["核实无误，继续救助、继续","Still due, kept or keep"],
  NEEDS_PAPERS: ["需补充材料","Papers are missing"],
  NOT_ELIGIBLE: ["不符合条件","Not eligible"],
  PHASE_OUT: ["拟渐退","To be phased out"],
  REDUCE: ["减发","Reduce"],
  REFUSED: ["不予救助","Refused"],
} as const;

export const LineDecision = {
  MOVES: ["随人转入新号码","It is the person's and moves along to the new number"],
  STAYS: ["保留在原号码","It stays with the old number and is the person's no more"],
} as const;

export const LinkKind = {
  ACCEPTED: ["受理","A department took it on"],
  ADJUSTED: ["调整","Help was adjusted"],
  ANSWERED: ["答复","A department answered"],
  ANSWER_CORRECTED: ["答复更正","A department corrected its answer"],
  APPLIED: ["申请","An application came in"],
  ASSISTED: ["救助","Help was given"],
  CHARITY: ["慈善帮扶","Charitable help"],
  CONFERRED: ["一事一议","A case conference"],
  CORRECTED: ["校核、更正","A fact was checked by its owner, or a person's particulars were put right"],
  DECIDED: ["决定","Help was decided to end, to be reduced or to go on"],
  DETACHED: ["随原号码移出","What was reported under a corrected number is the person's no more"],
  DETERMINATION_CORRECTED: ["认定更正","A determination was corrected, from its first day on"],
  DETERMINATION_ENDED: ["认定终止","A determination ended"],
  DETERMINATION_REVIEWED: ["认定复核","A determination was looked at again, and holds on"],
  DETERMINATION_VOIDED: ["认定作废","A determination had been entered in error, and never held"],
  DETERMINED: ["认定","A category was determined"],
  HEARD: ["听取意见","The person was heard"],
  HOUSEHOLD_CHANGED: ["家庭变更","A split, merge, move or return"],
  IDENTIFIED: ["身份认定","It was decided whose it is what came under another name"],
  IN_DOUBT: ["撤销甄别结论","That decision was taken back: they may be one"],
  LEFT: ["离开家庭","A member left without another household"],
  MERGED: ["重复登记合并","What had been registered twice goes on as one"],
  NOTIFIED: ["告知","A written notice was delivered"],
  PAPERS: ["补办手续","Papers were handed in after help was given first"],
  PAYMENT_RECOVERED: ["发放追回","A payment was paid back"],
  PAYMENT_RETURNED: ["发放退回","The bank returned a payment"],
  PAYMENT_VOIDED: ["发放误录撤销","A payment was entered in error"],
  PHASE_OUT: ["渐退","A phase-out began or was concluded"],
  REFERRED: ["转办","It was referred to a department"],
  REFUSED: ["不予救助","Help was refused"],
  RETURNED: ["退回","A department sent it back"],
  SET_ASIDE: ["未在库人员暂不处理","Nothing is to be done about somebody in no household, until something new is said of them"],
  TERMINATED: ["终止救助","Help was ended"],
  TOLD_APART: ["甄别为非同一人","It was decided that two who might be one are two people"],
  UNMERGED: ["撤销合并","A merge was taken apart"],
  VISITED: ["走访","The household was visited"],
  VOIDED: ["作废","What was told of help was entered in error"],
  WARNED: ["预警","An early warning was raised"],
  WARNING_CLOSED: ["关闭预警","An early warning was closed by hand, with the reason"],
} as const;

export const LookupReason = {
  ACCIDENT: ["意外事故","Accident"],
  DISASTER: ["自然灾害","Natural disaster"],
  FIRE: ["火灾","Fire"],
  ILLNESS: ["突发疾病","Sudden illness"],
  OTHER: ["其他急难","Another emergency"],
  STRANDED: ["生活无着流浪乞讨","Stranded without means"],
} as const;

export const MatterState = {
  ACCEPTED: ["已受理、已接收","Accepted"],
  ANSWERED: ["已答复","Answered"],
  CALLED_OFF: ["已取消","Called off"],
  CANCELLED: ["已取消","Cancelled"],
  CLOSED: ["已办结","Closed or the person has been told"],
  COMPLETED: ["已补齐","Complete"],
  CONCLUDED: ["已结束、已议定","Concluded"],
  CONVENED: ["已召集","Convened"],
  CORRECTED: ["已更正","Corrected"],
  DECIDED: ["已决定","Decided"],
  DELIVERED: ["已送达","Delivered"],
  DONE: ["已执行","Carried out"],
  DROPPED: ["救助记录作废，终止办理","Dropped: the record was voided"],
  DUE: ["待补办","Papers are due"],
  FAILED: ["未能送达","Could not be delivered"],
  GIVEN: ["已帮扶","Given"],
  HEARD: ["已听取意见","The person has been heard"],
  KEPT: ["继续救助","Kept"],
  NOTIFIED: ["已书面告知","Notified in writing"],
  PLANNED: ["已安排","Planned"],
  PROPOSED: ["拟办","Proposed"],
  PUSHED: ["已推送","Pushed"],
  RECEIVED: ["已接收、已受理","Received"],
  REQUESTED: ["已提出","Requested"],
  RETURNED: ["已退回","Returned"],
  ROUTED: ["已分办","Routed"],
  RUNNING: ["渐退期内","Running"],
  SENT: ["已发出","Sent"],
  SUBMITTED: ["已上报","Submitted"],
  UPHELD: ["核实无误","Upheld"],
  VISITED: ["已走访","Visited"],
  WITHDRAWN: ["已撤回","Withdrawn"],
} as const;

export const MedicalInsuranceInsuredType = {
  EMPLOYEE: ["职工基本医疗保险","Employees"],
  RESIDENT: ["城乡居民基本医疗保险","Residents"],
  UNINSURED: ["未参保","Not insured"],
} as const;

export const MembershipEnd = {
  DEATH: ["死亡","Died"],
  EMIGRATION: ["出境定居","Emigrated"],
  ENTERED_INSTITUTION: ["入住机构","Lives in an institution"],
  IMPRISONMENT: ["服刑","In prison"],
  MARRIED_OUT: ["婚嫁迁出","Married out"],
  MERGE: ["并户","Into a household with which it merged"],
  MERGED: ["重复户归并","The household was a duplicate of another"],
  MOVE: ["迁移","Moved into another household"],
  OTHER: ["其他","Another reason"],
  RETURN: ["返回","Came into another household after having left"],
  SPLIT: ["分户","Into a household that split off"],
  WHEREABOUTS_UNKNOWN: ["下落不明","Whereabouts unknown"],
} as const;

export const MismatchDecision = {
  ANOTHER_PERSON: ["非同一人","Another person: the reporter corrects it"],
  SAME_PERSON: ["同一人","The same person: it is theirs"],
  UNKNOWN: ["暂无法认定","Looked into, still unknown"],
} as const;

export const MismatchState = {
  ANOTHER_PERSON: ["非同一人","Another person: the reporter corrects it"],
  OPEN: ["待认定","Waits to be decided"],
  SAME_PERSON: ["同一人","The same person: it is theirs"],
  UNKNOWN: ["暂无法认定","Looked into, still unknown"],
  WITHDRAWN: ["已撤回","All that was reported so was entered in error, or refused: nothing is to be decided"],
} as const;

export const Need = {
  BASIC_LIVING: ["基本生活","Basic living"],
  CAPABILITY: ["能力提升","Building capability"],
  CARE: ["访视照料","Visits and care"],
  DISABILITY: ["残疾人康复、辅具、无障碍","Rehabilitation, aids, access"],
  DISASTER: ["受灾","Help after a disaster"],
  EDUCATION: ["教育","Education"],
  EMERGENCY: ["急难","Help in an emergency"],
  EMPLOYMENT: ["就业","Employment"],
  FUNERAL: ["殡葬","Funeral"],
  HEATING: ["取暖","Heating"],
  HOUSING: ["住房","Housing"],
  INCLUSION: ["社会融入","Social inclusion"],
  MEDICAL: ["医疗","Medical treatment"],
  OTHER: ["其他","Other"],
  PSYCHOLOGICAL: ["心理疏导","Psychological support"],
  RESOURCES: ["资源链接","Access to resources"],
} as const;

export const NoticeState = {
  DELIVERED: ["已送达","Delivered"],
  FAILED: ["未能送达","Could not be delivered"],
  SENT: ["已发出","Sent"],
} as const;

export const OfficerRoleCode = {
  approver: ["审批员：认定、变更、终止低收入人口类别","Approver: determines, changes and ends categories"],
  auditor: ["审计管理员：查看访问日志和管理操作记录","Audit administrator: reads who looked at what and who changed what"],
  case_worker: ["经办人：走访、一事一议、预警处置和转办推送","Case worker: visits, conferences, warnings and referrals of civil affairs"],
  contact_reader: ["联系方式查阅：说明用途后查看完整电话号码和银行账号","Reads telephone and account numbers in full, with a purpose"],
  department_clerk: ["部门专员：本部门的对象、情况报送、救助反馈和转办事项","Department clerk: the department's targets, facts, feedback and referred cases"],
  entry_clerk: ["录入员：录入家庭、人员和认定，由他人审核确认","Entry clerk: enters households, persons and determinations, which another confirms"],
  identity_reader: ["实名查阅：说明用途后查看完整姓名和公民身份号码","Reads names and ID numbers in full, with a purpose"],
  reviewer: ["审核员：审核确认或退回他人录入的事项，可查看金额和姓名","Reviewer: confirms or returns what others entered, with amounts and names"],
  security_administrator: ["安全管理员：授予人员和客户端的权限，管理密钥","Security administrator: rights of officers and clients, and the hub's keys"],
  sharing_officer: ["数据共享经办：申请、终止数据共享约定；民政部门予以答复","Sharing officer: asks for agreements on sharing and ends them; of civil affairs, decides on them"],
  supervisor: ["监管员：汇总统计、救助遗漏和重复救助","Supervisor: totals, missed and duplicate assistance"],
  system_administrator: ["系统管理员：管理人员账号和客户端，不授予权限","System administrator: accounts of officers and clients, without their rights"],
  window_clerk: ["窗口受理员：应本人申请查询谁查看过其信息","Window clerk: tells people who looked at their data, at their request"],
} as const;

export const Paper = {
  AMOUNT: ["救助金额","How much"],
  CAUSE: ["救助事由","Why"],
  EXPLANATION: ["补充说明","Explanation afterwards"],
  MATERIALS: ["相关材料","Supporting papers"],
  RECIPIENT: ["救助对象","Whom it was given"],
  SEAL: ["盖章","Seal"],
  SIGNATURE: ["经办人签字","Signature of who handled it"],
} as const;

export const PapersState = {
  COMPLETED: ["已补齐","Complete"],
  DROPPED: ["救助记录作废，终止办理","Dropped: the record was voided"],
  DUE: ["待补办","Papers are due"],
} as const;

export const ParameterKind = {
  boolean: ["是否","Yes or no"],
  fen: ["金额（分）","Money in fen"],
  integer: ["数值","Whole number"],
  set: ["代码","Codes"],
} as const;

export const PaymentKind = {
  PAID: ["发放","Paid"],
  RECOVERED: ["追回","Paid back"],
  RETURNED: ["银行退回","Returned by the bank"],
  VOIDED: ["误录撤销","Entered in error, never made"],
} as const;

export const PaymentResult = {
  PAID: ["发放成功","Paid out"],
  RETURNED: ["银行退回","Returned by the bank"],
} as const;

export const PersonAttribute = {
  BIRTH_DATE: ["出生日期","The birth date"],
  ID_NUMBER: ["身份证号","The ID number"],
  NAME: ["姓名","The name"],
  SEX: ["性别","The sex"],
} as const;

export const PhaseOutFollows = {
  END: ["提出终止","An ending is proposed"],
  KEEP: ["继续救助","Help goes on"],
} as const;

export const PhaseOutState = {
  CONCLUDED: ["已结束","Concluded"],
  RUNNING: ["渐退期内","Running"],
} as const;

export const ProcedureCode = {
  application: ["个人申请","Application received at the township window"],
  charity: ["慈善帮扶","Charitable help"],
  conference: ["一事一议","Case conference"],
  correction: ["校核","Correction of a fact by its owner"],
  ending: ["减发停发","Ending or reducing help: hearing, decision, written notice"],
  notice: ["告知本人","Notice to a person to apply"],
  papers: ["先行救助补办手续","Papers to be completed after aid was given first"],
  phase_out: ["低保渐退","Phase-out of the subsistence allowance after taking up work"],
  referral: ["转办推送","Referral"],
  upload: ["逐级上报","Level-by-level upload"],
  visit: ["走访","Visit"],
} as const;

export const ProcedureStep = {
  accept_referral: ["受理","Take it on"],
  accept_upload: ["接收上报","Accept it"],
  answer_referral: ["答复","Answer its lines; it is answered when every line has a final answer"],
  call_off_conference: ["取消会议","Call it off"],
  cancel_visit: ["取消走访","Cancel a planned visit"],
  carry_out: ["执行决定","Carry the decision out, all lines at once: what ends is end-dated, nothing is erased; what is reduced is adjusted"],
  close_application: ["办结申请","Close it once its referrals are answered and the applicant has been told"],
  close_referral: ["办结","Close an answered referral"],
  conclude_conference: ["登记议定事项","Record the decision; its lines, if any, become referrals, one for each department, each by its day"],
  conclude_phase_out: ["结束渐退期","Decide what follows; to end help, propose its ending"],
  confirm_correction: ["已更正","Say that it was wrong and has been reported anew"],
  convene: ["召集一事一议","Convene a case conference of the county's coordination mechanism"],
  correct_answer: ["更正答复","Correct answers that were wrong, also of a closed referral; what was answered before stays in the chain and among the steps"],
  decide_ending: ["作出决定","Decide, with reasons"],
  drop_ending: ["救助记录作废","The record was entered in error and voided: there is nothing to end"],
  drop_papers: ["救助记录作废","The record was entered in error and voided: no papers are owed"],
  escalate: ["逾期提请督办","Tell the level above what is overdue"],
  give_up_delivery: ["未能送达","Say that the person could not be reached"],
  hand_in_papers: ["补办手续","Hand in papers; the record is provisional until none is missing"],
  hear: ["听取意见","Hear the person before the decision"],
  keep_help: ["继续救助","Stop the procedure: the help goes on"],
  move_deadline: ["因节假日安排顺延期限","Move the deadline, since days that were counted as worked are off"],
  note_needs: ["主动发现) (走访发现需求","A visit has found needs: they are routed without anybody having asked"],
  notify_decision: ["书面告知","Hand over the written notice: what is decided, why, by which law, and how to have it looked at again"],
  owe_papers: ["先行救助","Aid was given first: the papers follow"],
  plan_visit: ["安排走访","Plan a visit"],
  propose_ending: ["提出减发停发","Propose to end or reduce help or a determination; nothing changes yet"],
  prove_delivery: ["登记送达","Prove that the person has got the notice"],
  receive_application: ["一门受理) (受理申请","Take in an application once, for whatever help"],
  receive_referral: ["签收","Say that it has arrived at the right office"],
  record_charity: ["登记慈善帮扶","Record help by a charity or by society; no rule asks for it and none counts it"],
  record_visit: ["登记走访","Tell what a visit found, planned or not"],
  refer: ["转办推送","Refer a household to a department, line by line"],
  refer_again: ["再次推送","Push a returned referral again, with what was missing"],
  remind: ["到期提醒","Remind of what is due soon"],
  request_correction: ["提出校核","Ask the owner of a fact to check it"],
  return_referral: ["退回","Send it back, with the reason"],
  return_upload: ["退回上报","Return it, with the reason"],
  route_application: ["协同办理) (分办","Route it: its lines become referrals, one for each department"],
  send_notice: ["告知本人主动申请","Tell a person that help can be applied for"],
  start_phase_out: ["给予渐退期","Grant a phase-out; payment goes on, also afterwards, until a person decides"],
  submit_again: ["再次上报","Submit a returned upload again; it is counted anew"],
  submit_upload: ["上报","Submit the determinations of a month to the level above; count and hash are taken from the register"],
  uphold_fact: ["核实无误","Say that it is right, with the reason"],
  waive_hearing: ["未能听取意见","Go on without a hearing, which can be only for these reasons"],
  withdraw_referral: ["撤回","Take back what is not needed any more or went to the wrong department"],
} as const;

export const ProgrammeCategory = {
  extreme_hardship: ["特困人员","Extreme hardship"],
  near_subsistence: ["最低生活保障边缘家庭成员","Near subsistence"],
  none: ["未认定任何类别","No category"],
  other_hardship: ["其他困难人员","Other hardship"],
  relapse_monitored: ["防止返贫监测对象","Monitored against relapse into poverty"],
  rigid_expenditure: ["刚性支出困难家庭成员","Hardship by rigid expenditure"],
  subsistence_allowance: ["最低生活保障对象","Subsistence allowance"],
} as const;

export const ProgrammeResidence = {
  any: ["不分城乡","Urban and rural"],
  rural: ["农村","Rural"],
  urban: ["城镇","Urban"],
} as const;

export const ProposalBox = {
  ALL: ["辖区全部","All of your department in your divisions"],
  FOR_ME: ["待我审核","Waits for you: entered by another, and you may review or confirm it"],
  MINE: ["我录入的","Entered by you"],
} as const;

export const ProposalDecision = {
  CONFIRM: ["审核确认","Confirm: the act is done now"],
  RETURN: ["退回","Return it to who entered it, with the reason"],
  REVIEW: ["审核通过","It was looked at and is in order: a third person confirms it"],
} as const;

export const ProposalState = {
  CONFIRMED: ["已审核确认","Confirmed, and done by it"],
  RETURNED: ["已退回","Returned, with the reason"],
  REVIEWED: ["已审核，待确认","Reviewed, and waits to be confirmed by a third person"],
  WAITING: ["待审核确认","Waits for a second person"],
  WITHDRAWN: ["已撤回","Withdrawn by who entered it"],
} as const;

export const ProposedAct = {
  changeContacts: ["变更联系方式","Change a person's telephone or account"],
  correctDetermination: ["更正认定","Correct a determination"],
  correctPerson: ["人员信息更正","Correct a person's particulars"],
  determine: ["认定","Record a determination"],
  determineListed: ["批量认定","Record a determination of a list"],
  endDetermination: ["终止认定","End a determination"],
  leaveHousehold: ["离开家庭","End a membership"],
  mergeHouseholds: ["重复户归并","Merge two registrations of one household"],
  mergePersons: ["重复登记合并","Merge two registrations of one person"],
  openNames: ["批量查阅实名信息","Be shown more names and numbers in a day"],
  registerHouseholds: ["录入家庭","Register a household"],
  unmergeHouseholds: ["撤销归并","Take a merge of households apart"],
  unmergePersons: ["撤销合并","Take a merge of persons apart"],
  voidDetermination: ["作废认定","Take a determination back"],
} as const;

export const ProvisionalReason = {
  HOMELESS: ["生活无着的流浪乞讨人员","A homeless person who cannot say who they are"],
  NEWBORN: ["新生儿","A newborn without a number yet"],
  NO_HUKOU: ["无户籍人员","A person without household registration"],
} as const;

export const PurposeCode = {
  complaint: ["投诉处理","Complaint"],
  determine: ["认定","Determination"],
  disability: ["残疾人帮扶","Assistance to persons with disabilities"],
  disaster: ["受灾人员救助","Assistance after a disaster"],
  employment: ["就业救助","Employment assistance"],
  housing: ["住房救助","Housing assistance"],
  medical_aid: ["医疗救助","Medical assistance"],
  relapse: ["防止返贫","Prevention of relapse into poverty"],
  review: ["复核","Review"],
  student_aid: ["教育救助","Education assistance"],
  supervision: ["监督","Supervision"],
  temporary_aid: ["急难社会救助","Emergency assistance"],
  verification: ["核实","Verification"],
} as const;

export const QualityDimension = {
  AMOUNT: ["金额合理性","Amount: outside of what can be"],
  COMPLETENESS: ["完整性","Completeness: something is not told"],
  CONSISTENCY: ["一致性","Consistency: the row contradicts itself or the ID number"],
  CONTRADICTION: ["与其他来源矛盾","Contradiction: another source says otherwise"],
  DUPLICATE: ["唯一性","Duplicate: told more than once"],
  ORDER: ["日期顺序","Order: days that do not follow each other"],
  REFERENCE: ["引用有效性","Reference: what is named is not there"],
  TIMELINESS: ["时效性","Timeliness: it comes late"],
  VALIDITY: ["有效性","Validity: no such code, number or value"],
} as const;

export const QualitySeverity = {
  COUNTS: ["计数","It is counted for the scorecard"],
  REFUSES: ["退回","The row is refused"],
  WARNS: ["提示","The row is taken in, and its sender is told"],
} as const;

export const RecordStatus = {
  GRANTED: ["已给予","Help was given"],
  REFUSED: ["不予救助","Help was refused"],
  VOIDED: ["已作废","Entered in error"],
} as const;

export const ReferralReturnReason = {
  ELSEWHERE: ["不属本地管辖","Another place handles it"],
  INCOMPLETE: ["信息不全","The information does not suffice"],
  NOT_OURS: ["不属本部门职责","Not this department's"],
  OTHER: ["其他","Other"],
} as const;

export const ReferralState = {
  ACCEPTED: ["已受理","Accepted"],
  ANSWERED: ["已答复","Answered"],
  CLOSED: ["已办结","Closed"],
  PUSHED: ["已推送","Pushed"],
  RECEIVED: ["已接收","Received"],
  RETURNED: ["已退回","Returned"],
  WITHDRAWN: ["已撤回","Withdrawn"],
} as const;

export const Residence = {
  rural: ["农村","Rural"],
  urban: ["城镇","Urban"],
} as const;

export const RuralRevitalizationHouseholdMainRisk = {
  DISABILITY: ["因残","Disability"],
  DISASTER: ["因灾","Disaster"],
  EDUCATION: ["因学","Education"],
  HOUSING: ["住房安全","Housing"],
  ILLNESS: ["因病","Illness"],
  OTHER: ["其他","Other"],
  WATER: ["饮水安全","Drinking water"],
  WORK: ["务工或产业","Work or produce"],
} as const;

export const RuralRevitalizationHouseholdMonitoredKind = {
  MARGINAL: ["边缘易致贫户","At the edge of poverty"],
  SUDDEN: ["突发严重困难户","Sudden severe difficulty"],
  UNSTABLE: ["脱贫不稳定户","Out of poverty, not yet stable"],
} as const;

export const RuralRevitalizationHouseholdRiskStatus = {
  NOT_REMOVED: ["风险未消除","Not removed"],
  REMOVED: ["风险已消除","Removed"],
} as const;

export const RuralRevitalizationMeasure = {
  MICROCREDIT: ["小额信贷","Micro-credit"],
  OTHER: ["其他","Other"],
  PRODUCE: ["产业帮扶","Produce"],
  SCREENING: ["摸底排查","Screening and follow-up"],
  WORK: ["就业帮扶","Work"],
} as const;

export const RuralRevitalizationRiskStatusAfter = {
  NOT_REMOVED: ["风险未消除","Not removed"],
  REMOVED: ["风险已消除","Removed"],
} as const;

export const SharingWay = {
  FILE: ["文件下载","Exports, workbooks and links"],
  GRAPH: ["服务接口","Questions to the graph"],
  TABLE: ["批量交换","Tables delivered into a system"],
  WEBHOOK: ["事件推送","Events sent to an address"],
} as const;

export const SupervisionLevel = {
  CITY: ["市（州）","City or autonomous prefecture"],
  COUNTY: ["县（市、区）","County or district"],
  TOWNSHIP: ["乡镇（街道）","Township or sub-district"],
} as const;

export const Support = {
  dispersed: ["分散供养","Dispersed"],
  institutional: ["集中供养","Institutional"],
} as const;

export const TargetChangeKind = {
  ENDED: ["不再符合","A target no more"],
  MET: ["符合","A target now: all the hub can know speaks for it"],
  UNKNOWN: ["待核实","A target now, whom only a missing fact keeps out"],
} as const;

export const TargetLeaving = {
  DIED: ["死亡","Has died"],
  LEFT_HOUSEHOLD: ["离开家庭","Left the household without coming into another"],
  MERGED: ["重复登记合并","Had been registered twice, and goes on as another"],
  MOVED_AWAY: ["迁出辖区","Moved out of your divisions"],
  NOT_MET: ["不再符合条件（或其他未共享的原因）","The rule is met no more; or for a reason that is not shared with you"],
} as const;

export const Truth = {
  MET: ["符合","Met"],
  UNKNOWN: ["待核实","A fact that decides is missing"],
  UNMET: ["不符合","Not met"],
} as const;

export const UnregisteredState = {
  OPEN: ["待处理","Waits to be seen to"],
  REGISTERED: ["已登记入库","Registered since, under this number"],
  SET_ASIDE: ["暂不处理","Looked at; nothing is to be done until something new is said of them"],
} as const;

export const UploadState = {
  ACCEPTED: ["已接收","Accepted"],
  RETURNED: ["已退回","Returned"],
  SUBMITTED: ["已上报","Submitted"],
} as const;

export const VisitGroup = {
  DISABLED_UNCOVERED: ["未纳入低保或特困救助供养范围的残疾人家庭","Families with a disabled member, covered neither by the allowance nor by support in extreme hardship"],
  EMERGENCY: ["遇到急难事项或意外事故的家庭","Families that have met with a sudden difficulty or an accident"],
  ILL: ["有重病患者或慢性病人的家庭","Families with a member who is seriously or chronically ill"],
  WITHOUT_LABOUR: ["无劳动力或弱劳动力家庭","Families without labour, or with little"],
} as const;

export const VisitState = {
  CANCELLED: ["已取消","Cancelled"],
  PLANNED: ["已安排","Planned"],
  VISITED: ["已走访","Visited"],
} as const;

export const VisitVisitorRole = {
  AID_COORDINATOR: ["村级社会救助协理员","Village social assistance coordinator"],
  DISABILITY_OFFICER: ["村（社区）残协专职委员","Full-time disability officer"],
  SOCIAL_WORKER: ["社会工作者","Social worker"],
  TOWNSHIP_OFFICIAL: ["乡镇（街道）干部","Township or sub-district official"],
  VILLAGE_WORKER: ["村（社区）工作人员","Village or community worker"],
} as const;

export const WarningClosing = {
  ANSWERS: ["部门答复","The final answers of the departments that were asked"],
  HAND: ["人工关闭","By an officer, with a reason"],
  REFUSAL: ["部门不予救助","Help was refused of the department's own accord"],
} as const;

export const WarningKind = {
  DUPLICATE: ["重复救助","Helped twice for the same thing"],
  LAPSING: ["可能不再符合","Help may be due no more"],
  UNCOVERED: ["未纳入但可能符合","May be entitled, not covered"],
  UNFULFILLED: ["政策落实不到位","Entitled, without help"],
} as const;

export const WarningOutcome = {
  CONFIRMED: ["属实","It was right"],
  DECIDED_OTHERWISE: ["经核实不予救助","It was looked into, and help was refused or not due, with the reason"],
  FALSE_POSITIVE: ["误报","It was wrong"],
  GONE: ["情况已变化","What it rested on has changed"],
  HELPED: ["已救助","Help came"],
} as const;

export const WarningState = {
  CLOSED: ["已关闭","Closed"],
  OPEN: ["待处置","Waits to be triaged"],
  TRIAGED: ["已处置","Triaged"],
} as const;

export const WebhookEvent = {
  application: ["个人申请","Application received at the township window"],
  charity: ["慈善帮扶","Charitable help"],
  conference: ["一事一议","Case conference"],
  correction: ["校核","Correction of a fact by its owner"],
  ending: ["减发停发","Ending or reducing help: hearing, decision, written notice"],
  notice: ["告知本人","Notice to a person to apply"],
  papers: ["先行救助补办手续","Papers to be completed after aid was given first"],
  phase_out: ["低保渐退","Phase-out of the subsistence allowance after taking up work"],
  referral: ["转办推送","Referral"],
  upload: ["逐级上报","Level-by-level upload"],
  visit: ["走访","Visit"],
} as const;

export const WebhookState = {
  ACTIVE: ["推送中","Is told"],
  DISABLED: ["长期失败，已停用","Everything failed for days, or its receiver wants no more; resume it"],
  PAUSED: ["已暂停","Is told nothing until it is resumed"],
} as const;
