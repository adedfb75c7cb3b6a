"""The words and numbers of a sample paper, in English and Chinese; people and data are fictitious."""

from __future__ import annotations

from markupsafe import Markup

_POINTS = [72, 64, 70, 58, 66, 52, 48, 55, 40, 44, 36, 30]
CHART = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 96" width="162mm" height="48mm" role="img">'
    "<title>First contact resolution rose from 64 to 71 per cent in twelve months</title>"
    '<line x1="10" y1="84" x2="312" y2="84" stroke="#15181c" stroke-width=".6"/>'
    '<line x1="10" y1="50" x2="312" y2="50" stroke="#6a7078" stroke-width=".5" stroke-dasharray="3 2"/>'
    '<polyline fill="none" stroke="#15181c" stroke-width="1.1" points="'
    + " ".join(f"{12 + i * 27},{y}" for i, y in enumerate(_POINTS))
    + '"/>'
    + "".join(f'<circle cx="{12 + i * 27}" cy="{y}" r="1.9" fill="#15181c"/>' for i, y in enumerate(_POINTS))
    + '<text x="12" y="93" font-size="6" fill="#4a5058">2025-10 基线</text>'
    '<text x="312" y="93" font-size="6" text-anchor="end" fill="#4a5058">2026-09</text></svg>'
)

WORDS = {
    "en": {
        "council": "Customer Service Council",
        "title": "Quarterly report to management",
        "subtitle": "July to September 2026, with five decisions asked",
        "state": "Issued",
        "date": "14 October 2026",
        "purpose": "What management should know",
        "lead": "More customers were helped at the first contact than in any quarter since the council was formed; "
        "waiting by telephone is still outside its limit.",
        "paragraphs": [
            "The council met three times, each time with a quorum of voting seats present from the first item to "
            "the last. Eleven proposals came in from five departments; seven were taken up, two were declined "
            "with reasons and two wait for figures that the departments promised by the end of October.",
            "The change in first contact resolution is more than ordinary variation: eight months in a row lie "
            "above the baseline, and the run began with the month in which the new knowledge base was opened. "
            "The effect held in the control group’s absence and is counted from the implementation date.",
            "Complaints about repeated transfers fell by a third. The council does not claim this for one "
            "initiative alone, because two changes came into force within the same fortnight; the next cycle "
            "separates them.",
        ],
        "asked": "Decisions asked",
        "requests": [
            "Confirm the complaint handling policy, version 3, from 1 January 2027.",
            "Release two analysts for one quarter to the call-back initiative.",
            "Take note of the abandoned experiment with automatic replies.",
        ],
        "decided": "Decided",
        "decision": "The council recommends confirmation, by seven votes to one with two abstentions (D-2026-007).",
        "numbers": "The numbers",
        "head": ["Ref.", "Metric", "Target", "Result", "Change on the quarter"],
        "caption": "Metrics of the council, third quarter of 2026",
        "foot": ["", "All contacts", "", "48,210", "+3.1 %"],
        "figure": "First contact resolution, per cent of contacts.",
        "source": "n = 48,210; data of 2 October 2026; dashed line: baseline.",
        "chapter": "Initiative",
        "clause": "Finding",
        "owner": "Owner",
        "person": "Rosa Examplaria, Operations",
        "due": "Due",
        "signing": "Signed for the council on the record named in the foot.",
    },
    "zh": {
        "council": "客户服务委员会",
        "title": "致管理层的季度报告",
        "subtitle": "2026年7月至9月，附五项请示事项",
        "state": "已发布",
        "date": "2026年10月14日",
        "purpose": "管理层须知",
        "lead": "本季度首次联系即获解决的客户比例，为委员会成立以来最高；电话等待时间仍在限值之外。",
        "paragraphs": [
            "委员会召开了三次会议，自首项议题至末项议题，到会的有表决权席位均达到法定人数。五个部门共提交"
            "十一项提案：采纳七项；说明理由后不予采纳两项；另有两项尚待有关部门在十月底前补交数据。",
            "首次解决率的变化已超出正常波动：连续八个月高于基线，且自“新知识库”启用当月开始。该效果自实施日"
            "起计算——对照组未见同样变化……因此委员会认为改进有效（n = 48,210）。",
            "关于“反复转接”的投诉减少了三分之一。由于两项变更在同一个两周内生效，委员会不把这一成果归于"
            "某一项改进；下一轮 PDCA 循环将分别验证。",
        ],
        "asked": "请示事项",
        "requests": [
            "确认《投诉处理制度》第3版自2027年1月1日起施行。",
            "抽调两名分析员，为期一个季度，支持回电改进项目。",
            "知悉自动回复试验已经终止。",
        ],
        "decided": "决议",
        "decision": "委员会以七票赞成、一票反对、两票弃权，建议予以确认（D-2026-007）。",
        "numbers": "数据",
        "head": ["编号", "指标", "目标", "结果", "较上季度"],
        "caption": "委员会指标，2026年第三季度",
        "foot": ["", "全部联系", "", "48,210", "+3.1 %"],
        "figure": "首次解决率，占联系量的百分比。",
        "source": "n = 48,210；数据截至2026年10月2日；虚线为基线。",
        "chapter": "改进项目",
        "clause": "发现",
        "owner": "负责人",
        "person": "示例·罗莎，运营部",
        "due": "期限",
        "signing": "以下签署人就页脚所示记录代表委员会签署。",
    },
}

_NAMES = {
    "en": [
        "First contact resolution",
        "Average wait by telephone",
        "Complaints per thousand contacts",
        "Call-backs kept",
    ],
    "zh": ["首次解决率", "电话平均等待时间", "每千次联系投诉数", "回电兑现率"],
}
ROWS = {
    lang: [
        [
            f"M-{n + 1:02d}",
            names[n % 4],
            f"{60 + n % 7}.0",
            f"{58 + n % 11}.{n % 10}",
            f"{'+' if n % 3 else '−'}{n % 5}.{n % 10} %",
        ]
        for n in range(34)
    ]
    for lang, names in _NAMES.items()
}
SIGNERS = {
    "en": [
        {"name": "Ada Specimen", "capacity": "Chair", "date": None},
        {"name": "Theo Placeholder", "capacity": "Secretary", "date": "14 October 2026"},
    ],
    "zh": [
        {"name": "样本·艾达", "capacity": "主席", "date": None},
        {"name": "占位·西奥", "capacity": "秘书", "date": "2026年10月14日"},
    ],
}
