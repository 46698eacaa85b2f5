"""words: places, agencies and sentences of made-up reports.

The places are those of regions.tsv; the agencies are invented, and so is all
that they say.  Sentences without a number carry nothing that could be read as
a fact; those with one come with the indicator that they report.
"""

import csv
import random
from dataclasses import dataclass

NAMES = ('茶产业发展局 湿地保护局 古树名木管理局 河道管理局 石刻艺术保护局 竹产业促进局 '
         '盐业管理局 候鸟栖息地管理局 传统村落保护局 山货贸易促进局 冰雪运动管理局 '
         '湖泊治理局 草药种植管理局 丝绸产业发展局 陶瓷产业发展局 渡口管理局').split()

OPENERS = ('今年以来 一年来 本年度 全年 围绕中心工作 按照上级部署 结合工作实际 '
           '聚焦群众关切 对照考核要求 坚持问题导向 立足部门职能 在日常工作中').split()
ACTORS = ('我局 本机关 局办公室 各科室 各直属单位 信息公开工作专班 相关责任科室 '
          '网站编辑人员').split()
VERBS = ('认真梳理 及时更新 持续完善 严格审核 统筹推进 规范管理 稳步推进 全面落实 '
         '主动回应 定期核对 深入推动 扎实做好').split()
OBJECTS = ('公开目录和栏目设置 政策文件的解读材料 重点领域信息的发布 信息发布审核制度 '
           '公开专栏的日常维护 依申请办理的流程 保密审查的各个环节 便民服务指南 '
           '社会公众的意见建议 基层公开标准目录 内部协调机制 档案移交和查阅工作').split()
ENDINGS = ('取得了较好的效果 群众满意度不断提高 工作质量稳步提升 制度更加健全 '
           '内容更加贴近实际 渠道更加畅通 各项要求得到落实 为社会监督提供了便利 '
           '与上级要求仍有一定差距 专业能力有待加强 更新频率需要提高 形式还不够丰富').split()
LINKS = ('，' , '，进一步', '，同时', '，并')

NAVIGATION = ('首页 要闻 机构职能 政策文件 解读回应 公开指南 公开制度 法定公开内容 '
              '公开年报 依申请公开 规划计划 财政资金 办事服务 互动交流 领导信箱 '
              '民意征集 在线访谈 通知公告 基层动态 专题专栏 数据开放 走进本地 '
              '招商引资 图片新闻 视频点播 网站地图').split()


@dataclass(frozen=True)
class Region:
    code: str
    name: str       # its own
    full: str       # with those above it
    since: int
    until: int


def load_regions(path: str) -> list[Region]:
    """The units of regions.tsv with a name in every level above them."""
    with open(path, encoding='utf-8') as file:
        lines = [l for l in file if not l.startswith('#')]
    units = list(csv.DictReader(lines, delimiter='\t', quoting=csv.QUOTE_NONE))
    names: dict[str, str] = {}
    for unit in units:
        names.setdefault(unit['code'], unit['name'])
    regions = []
    for unit in units:
        code = unit['code']
        above = [names.get(code[:2] + '0000', ''), names.get(code[:4] + '00', '')]
        parents = [n for c, n in zip((code[:2] + '0000', code[:4] + '00'), above)
                   if n and c != code and not n.startswith(('市辖', '县', '省直'))]
        regions.append(Region(code, unit['name'], ''.join(parents) + unit['name'],
                              int(unit['from_year'] or 0),
                              int(unit['to_year'] or 9999)))
    return regions


def pick_region(regions: list[Region], year: int, rnd: random.Random) -> Region:
    while True:
        region = rnd.choice(regions)
        if region.since < year < region.until:
            return region


def sentence(rnd: random.Random) -> str:
    """One without a number."""
    return (f'{rnd.choice(OPENERS)}，{rnd.choice(ACTORS)}{rnd.choice(VERBS)}'
            f'{rnd.choice(OBJECTS)}{rnd.choice(LINKS)}{rnd.choice(VERBS)}'
            f'{rnd.choice(OBJECTS)}，{rnd.choice(ENDINGS)}。')


def paragraph(rnd: random.Random, least: int, most: int) -> str:
    return ''.join(sentence(rnd) for _ in range(rnd.randint(least, most)))


# What the tables call the same thing, where a report has one of them.
SAME = {
    'n.open.year': ('s14.open.info', 's08.open.info'),
    'n.open.website': ('s14.open.website',),
    'n.nd.issued': ('s14.normdoc.issued', 's08.open.normdoc', 'a20.nd.issued',
                    'a20.nd.made'),
    'n.req.recv': ('s14.req.recv', 's08.req.tot', 'req.new.tot'),
    'n.req.online': ('s14.req.online', 's08.req.online'),
    'n.rev.tot': ('s14.rev.tot', 's08.rev.tot', 'rev.tot'),
    'n.lit.tot': ('s14.lit.tot', 's08.lit.tot', 'lit.direct.uphold'),
    'n.meet': ('s14.meet.count',),
    'n.train': ('s14.meet.classes',),
}

# Section, indicator, words around the number, largest number.
COUNTED = (
    ('open', 'n.open.year', '{year}年，本机关主动公开政府信息', '条。', 90000),
    ('open', 'n.open.website', '通过政府网站公开政府信息', '条。', 9000),
    ('open', 'n.nd.issued', '全年制发规范性文件', '件。', 90),
    ('request', 'n.req.recv', '{year}年，共收到政府信息公开申请', '件。', 900),
    ('request', 'n.req.online', '其中，网络申请', '件。', 400),
    ('dispute', 'n.rev.tot', '因政府信息公开被申请行政复议', '件。', 40),
    ('dispute', 'n.lit.tot', '因政府信息公开被提起行政诉讼', '件。', 40),
    ('staff', 'n.meet', '召开政府信息公开工作会议', '次。', 30),
    ('staff', 'n.train', '举办政府信息公开培训班', '期。', 30),
)


@dataclass(frozen=True)
class Said:
    """A number in a sentence."""
    text: str
    indicator: str
    value: str
    qualifier: str


def counted(section: str, year: int, printed: dict[str, str],
            rnd: random.Random) -> list[Said]:
    """The sentences of a section that report a number: that of the report's
    tables (by indicator, in printed) where they have it."""
    found = []
    for where, indicator, before, after, most in COUNTED:
        if where != section or rnd.random() < 0.3:
            continue
        same = [i for i in SAME[indicator] if i in printed]
        if same == ['lit.direct.uphold'] or same and not printed[same[0]]:
            continue
        value = int(printed[same[0]] if same else
                    rnd.randint(1, rnd.choice((9, most))))
        more = '余' if value % 10 == 0 and value > 90 and not same else ''
        found.append(Said(before.format(year=year) + str(value) + more + after,
                          indicator, str(value), 'more' if more else 'exact'))
    return found
